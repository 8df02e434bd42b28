//! Fixes that several rules share.

use jiff::civil::Date;

use crate::article::Format;
use crate::corpus::config;
use crate::text::Span;
use crate::time::in_words;

use super::{Context, FileEdit, Fix};

/// "Set the article's date": in the front matter of Markdown, in `copydesk.toml` for plain text,
/// whose copy stays untouched.
pub fn set_article_date(context: &Context, date: Date, why: &str) -> Fix {
    let front = context.analysis.article.front_matter.as_ref();
    let edit = match (front, context.analysis.article.format) {
        (Some(_), _) | (None, Format::Markdown) => front_matter_edit(context, date),
        (None, Format::Plain) => config_edit(context, date),
    };
    let why = if why.is_empty() {
        String::new()
    } else {
        format!(" ({why})")
    };
    Fix {
        title: format!("Set the article's date to {}{why}", in_words(date)),
        safe: false,
        edits: vec![edit],
    }
}

fn front_matter_edit(context: &Context, date: Date) -> FileEdit {
    let (span, text) = match &context.analysis.article.front_matter {
        None => {
            let bom = context.text().as_str().starts_with('\u{feff}');
            (
                Span::at(if bom { 3 } else { 0 }),
                format!("---\ndate: {date}\n---\n\n"),
            )
        }
        Some(front) => match front.metadata.date.as_ref().and_then(|field| field.span) {
            Some(span) => (span, date.to_string()),
            None => {
                let toml = context.words(front.span).starts_with("+++");
                let separator = if toml { " = " } else { ": " };
                (
                    Span::at(front.inner.start as usize),
                    format!("date{separator}{date}\n"),
                )
            }
        },
    };
    FileEdit {
        key: context.key.clone(),
        span,
        text,
        create: false,
    }
}

fn config_edit(context: &Context, date: Date) -> FileEdit {
    let path = context.folder.relative(context.key).unwrap_or(context.key);
    let header = format!("[article.{}]", serde_json::Value::from(path));
    let key = format!("{}/{}", context.folder.root, config::FILE_NAME).into();
    let Some(file) = &context.folder.config_file else {
        return FileEdit {
            key,
            span: Span::at(0),
            text: format!("{header}\ndate = {date}\n"),
            create: true,
        };
    };
    let text = file.0.as_str();
    let (at, words) = match text.find(&header) {
        Some(found) => {
            let line_end = text[found..]
                .find('\n')
                .map_or(text.len(), |len| found + len + 1);
            (line_end, format!("date = {date}\n"))
        }
        None => {
            let gap = match () {
                () if text.is_empty() => "",
                () if text.ends_with("\n\n") => "",
                () if text.ends_with('\n') => "\n",
                () => "\n\n",
            };
            (text.len(), format!("{gap}{header}\ndate = {date}\n"))
        }
    };
    FileEdit {
        key,
        span: Span::at(at),
        text: words,
        create: false,
    }
}
