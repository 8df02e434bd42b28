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
    let written: Option<toml_edit::Datetime> = date.to_string().parse().ok();
    let value = written.map_or_else(|| date.to_string().into(), toml_edit::Value::from);
    let header = format!(
        "[article.{}]\ndate = {date}\n",
        serde_json::Value::from(path)
    );
    set_in_config(context, &["article", path, "date"], value, &header)
}

/// Sets a value in `copydesk.toml`, which may not exist yet. Where it cannot be parsed, `lines`
/// are added below it.
pub fn set_in_config(
    context: &Context,
    keys: &[&str],
    value: toml_edit::Value,
    lines: &str,
) -> FileEdit {
    let key = format!("{}/{}", context.folder.root, config::FILE_NAME).into();
    let file = context.folder.config_file.as_ref();
    let old = file.map_or("", |file| file.0.as_str());
    let added = || format!("{old}\n{lines}");
    let new = config::with_value(old, keys, value).unwrap_or_else(added);
    let (span, text) = difference(old, &new);
    FileEdit {
        key,
        span,
        text,
        create: file.is_none(),
    }
}

/// The bytes of `old` that have to change, and what stands there in `new`.
fn difference(old: &str, new: &str) -> (Span, String) {
    let mut start = old
        .bytes()
        .zip(new.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    while !can_part(old, start) || !can_part(new, start) {
        start -= 1;
    }
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let same = old_rest.bytes().rev().zip(new_rest.bytes().rev());
    let mut end = same.take_while(|(a, b)| a == b).count();
    while !can_part(old, old.len() - end) || !can_part(new, new.len() - end) {
        end -= 1;
    }
    (
        Span::new(start, old.len() - end),
        new[start..new.len() - end].to_owned(),
    )
}

/// Whether an edit may begin or end at `at`: between characters, and not inside a CRLF.
fn can_part(text: &str, at: usize) -> bool {
    let inside_crlf = at > 0 && text.as_bytes().get(at - 1..=at) == Some(b"\r\n");
    text.is_char_boundary(at) && !inside_crlf
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::text::Span;

    #[test]
    fn an_edit_is_as_small_as_it_can_be_and_parts_no_line_end() {
        assert_eq!(
            difference("a\nb\n", "a\nx\nb\n"),
            (Span::new(2, 2), "x\n".to_owned())
        );
        assert_eq!(
            difference("a\r\n", "a\r\nb\r\n"),
            (Span::new(3, 3), "b\r\n".to_owned())
        );
        assert_eq!(difference("", "a"), (Span::new(0, 0), "a".to_owned()));
    }
}
