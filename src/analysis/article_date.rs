//! The article's date, and everything in the article that speaks of it.
//!
//! First that is found: front matter, `copydesk.toml`, a dateline with a full date, a full date
//! standing alone on one of the first three lines or the last, the file's name, the date given
//! for this run. Never the file's own times and never today.

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::article::tree::Problem;
use crate::article::{Article, Block, Field, Metadata};
use crate::text::Span;
use crate::time::{TimeExpression, lone_date, recognise};

use super::{Input, Recognised, stem};

/// Where a date of the article comes from, in the order of their authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    FrontMatter,
    Config,
    Dateline,
    Line,
    FileName,
    Option,
}

impl Origin {
    /// In the words of a hover or a message.
    pub fn words(self) -> &'static str {
        match self {
            Origin::FrontMatter => "the front matter",
            Origin::Config => "copydesk.toml",
            Origin::Dateline => "the dateline",
            Origin::Line => "the date line",
            Origin::FileName => "the file name",
            Origin::Option => "--date",
        }
    }
}

/// One thing that dates the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateEvidence {
    pub origin: Origin,
    pub date: Date,
    /// Bytes of the article; `None` where it stands elsewhere.
    pub span: Option<Span>,
}

/// The article's date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleDate {
    pub value: Option<Date>,
    /// All that speaks of it, in the order of authority: the first one gave the value.
    pub evidence: Vec<DateEvidence>,
    /// The `updated` key.
    pub updated: Option<Date>,
}

impl ArticleDate {
    pub fn origin(&self) -> Option<Origin> {
        self.evidence.first().map(|evidence| evidence.origin)
    }
}

pub fn find(
    input: &Input,
    article: &Article,
    metadata: &Metadata,
    recognised: &[(&Block, Arc<Recognised>)],
    problems: &mut Vec<Problem>,
) -> ArticleDate {
    let mut evidence = Vec::new();
    let own = article
        .front_matter
        .as_ref()
        .and_then(|front| front.metadata.date.as_ref());
    evidence.extend(own.and_then(|field| metadata_date(field, Origin::FrontMatter, problems)));
    let configured = input
        .configured
        .and_then(|configured| configured.date.as_ref());
    evidence.extend(configured.and_then(|field| metadata_date(field, Origin::Config, problems)));
    evidence.extend(dateline_date(article, recognised));
    evidence.extend(line_date(input, article));
    evidence.extend(file_name_date(input.file_name));
    let fallback = input.fallback_date.filter(|_| evidence.is_empty());
    evidence.extend(fallback.map(|date| DateEvidence {
        origin: Origin::Option,
        date,
        span: None,
    }));
    let updated = metadata.updated.as_ref();
    ArticleDate {
        value: evidence.first().map(|evidence| evidence.date),
        evidence,
        updated: updated
            .and_then(|field| metadata_date(field, Origin::FrontMatter, problems))
            .map(|found| found.date),
    }
}

fn metadata_date(
    field: &Field,
    origin: Origin,
    problems: &mut Vec<Problem>,
) -> Option<DateEvidence> {
    let date = parse_date(&field.value);
    if let (None, Some(span)) = (date, field.span) {
        let message = format!("\"{}\" is no date; write it as 2025-02-17", field.value);
        problems.push(Problem::new(span, message));
    }
    Some(DateEvidence {
        origin,
        date: date?,
        span: field.span,
    })
}

/// A date as people and programs write it in metadata: ISO 8601 with or without a time, or in
/// words with day, month and year.
pub fn parse_date(written: &str) -> Option<Date> {
    let written = written.trim();
    let iso = written.get(..10).and_then(|day| day.parse::<Date>().ok());
    let bounded = written
        .as_bytes()
        .get(10)
        .is_none_or(|next| matches!(next, b'T' | b't' | b' '));
    iso.filter(|_| bounded)
        .or_else(|| lone_date(written).map(|(date, _)| date))
}

/// The dateline of the first paragraph that has one, where it names day, month and year.
fn dateline_date(
    article: &Article,
    recognised: &[(&Block, Arc<Recognised>)],
) -> Option<DateEvidence> {
    let (block, dateline) = recognised
        .iter()
        .find_map(|(block, found)| Some((block, found.dateline.as_ref()?)))?;
    let span = dateline.date?;
    let words = &article.prose_of(block)[span.range()];
    let full = recognise(words).iter().find_map(TimeExpression::full_date);
    Some(DateEvidence {
        origin: Origin::Dateline,
        date: full?,
        span: Some(span.shifted(block.span.start as usize)),
    })
}

/// A full date alone on one of the first three non-blank lines, or on the last.
fn line_date(input: &Input, article: &Article) -> Option<DateEvidence> {
    let text = &input.text;
    let body = article
        .front_matter
        .as_ref()
        .map_or(0, |front| front.span.end as usize);
    let first = text.line_of(body) + usize::from(body > 0);
    let line = |line: usize| text.line(line);
    let filled = |span: &Span| !text.slice(*span).trim().is_empty();
    let top = (first..text.line_count()).map(line).filter(filled).take(3);
    let last = (first..text.line_count()).rev().map(line).find(filled);
    top.chain(last).find_map(|span| {
        let words = text.slice(span);
        let (date, found) = lone_date(words.trim_start_matches('\u{feff}'))?;
        Some(DateEvidence {
            origin: Origin::Line,
            date,
            span: Some(
                found.shifted(span.end as usize - words.trim_start_matches('\u{feff}').len()),
            ),
        })
    })
}

/// `2025-02-17` or `20250217` in the file's name; a bare number is no date.
fn file_name_date(file_name: &str) -> Option<DateEvidence> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?:^|[^0-9])((?:19|20)[0-9]{2})(-?)([01][0-9])(-?)([0-3][0-9])(?:[^0-9]|$)";
        Regex::new(pattern).expect("the pattern of a file name is valid")
    });
    let found = DATE.captures(stem(file_name))?;
    let number = |index: usize| {
        found
            .get(index)
            .and_then(|part| part.as_str().parse::<i16>().ok())
    };
    let same_separator = found.get(2)?.as_str() == found.get(4)?.as_str();
    let date = Date::new(number(1)?, number(3)? as i8, number(5)? as i8).ok();
    Some(DateEvidence {
        origin: Origin::FileName,
        date: date.filter(|_| same_separator)?,
        span: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Depth;
    use crate::analysis::{Analysis, Memory, analyse};
    use crate::article::Format;
    use crate::name::Declared;
    use crate::text::Text;
    use crate::time::Strategy;
    use jiff::civil::date;

    fn analysis_of(file_name: &str, text: &str) -> Analysis {
        let input = Input {
            text: Text::new(text),
            format: Format::of_path(file_name),
            file_name,
            configured: None,
            fallback_date: None,
            month_first: None,
            strategy: Strategy::Auto,
            declared: &Declared::default(),
            depth: Depth::Whole,
        };
        analyse(&input, &mut Memory::default())
    }

    fn date_of(file_name: &str, text: &str) -> Option<(Date, Origin)> {
        let found = analysis_of(file_name, text).date;
        Some((found.value?, found.origin()?))
    }

    #[test]
    fn the_date_comes_from_the_first_place_that_has_one() {
        let day = |origin| Some((date(2025, 2, 17), origin));
        let stated = "---\ndate: 2025-02-17T07:00:00Z\n---\nX";
        assert_eq!(date_of("a.md", stated), day(Origin::FrontMatter));
        let dateline = "KABUL, Afghanistan, Feb. 17, 2025 (AP) — It";
        assert_eq!(date_of("a.txt", dateline), day(Origin::Dateline));
        let line = "A title\nMonday, February 17, 2025 \n\nText.";
        assert_eq!(date_of("a.txt", line), day(Origin::Line));
        let last = "A title\nText.\nText.\nText.\nPublished Feb 17, 2025 07:28 am";
        assert_eq!(date_of("a.txt", last), day(Origin::Line));
        for file in ["20250217-kabul.txt", "2025-02-17.txt"] {
            assert_eq!(date_of(file, "Text."), day(Origin::FileName), "{file}");
        }
    }

    #[test]
    fn numbers_and_sentences_do_not_date_an_article() {
        for (file, text) in [
            ("000_a39a474cab7dfe57.txt", "Text."),
            ("003_669759b5eaadcdd3.txt", "Text."),
            ("report-20251399.txt", "Text."),
            ("a.txt", "TOKYO, Feb. 17 — Japan said on January 4, 2019."),
        ] {
            assert_eq!(date_of(file, text), None, "{file}: {text}");
        }
    }

    #[test]
    fn a_date_that_cannot_be_read_is_a_problem_at_its_place() {
        let text = "---\ndate: last Monday\n---\nX";
        let found = analysis_of("a.md", text);
        assert_eq!(&text[found.problems[0].span.range()], "last Monday");
    }
}
