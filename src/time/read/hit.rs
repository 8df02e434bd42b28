//! A place where a pattern matched: its parts, the words around it, and the expression it becomes.

use jiff::civil::Weekday;
use regex::Captures;

use crate::text::Span;
use crate::time::english::DAY_PARTS;
use crate::time::{Form, Tense, TimeExpression, TimexType, Unit, Which};

use super::amount::{before_christ, full_year, year_in_words};
use super::word::{month, unit, weekday};

/// A place where a pattern matched.
pub struct Hit<'a> {
    pub prose: &'a str,
    pub start: usize,
    pub parts: Captures<'a>,
}

impl Hit<'_> {
    pub fn span(&self) -> Span {
        let whole = self.parts.get(0).map_or("", |whole| whole.as_str());
        Span::new(self.start, self.start + whole.len())
    }

    pub fn part(&self, name: &str) -> Option<&str> {
        self.parts.name(name).map(|part| part.as_str())
    }

    pub fn lower(&self, name: &str) -> Option<String> {
        let part = self.part(name)?;
        Some(
            part.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase(),
        )
    }

    pub fn part_span(&self, name: &str) -> Option<Span> {
        let part = self.parts.name(name)?;
        Some(Span::from(part.range()).shifted(self.start))
    }

    pub fn parse<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.part(name)?.parse().ok()
    }

    pub fn weekday(&self) -> Option<(Weekday, Span)> {
        Some((weekday(self.part("weekday")?)?, self.part_span("weekday")?))
    }

    pub fn month(&self) -> Option<i8> {
        month(self.part("month")?)
    }

    /// The year, in digits, in words, or as "this year".
    pub fn year(&self) -> Option<i16> {
        let era = || self.parse::<i16>("bc").map(before_christ);
        self.parse("year")
            .or_else(era)
            .or_else(|| self.parse("short_year").map(full_year))
            .or_else(|| year_in_words(&self.lower("word_year")?))
    }

    pub fn unit(&self) -> Option<Unit> {
        unit(&self.lower("unit")?)
    }

    pub fn which(&self) -> Which {
        let words = self.lower("which").or_else(|| self.lower("year_which"));
        match words
            .as_deref()
            .map(|words| words.trim_start_matches("the "))
        {
            Some("last" | "past" | "this past" | "previous" | "preceding") => Which::Last,
            Some("next" | "following" | "coming" | "this coming") => Which::Next,
            Some(_) => Which::This,
            None => Which::Bare,
        }
    }

    /// Counted from the last date that was mentioned and not from the article.
    pub fn is_anaphoric(&self) -> bool {
        let words = self.lower("which").unwrap_or_default();
        matches!(
            words.as_str(),
            "that"
                | "that same"
                | "same"
                | "the same"
                | "the following"
                | "following"
                | "the next"
                | "the previous"
                | "previous"
                | "the preceding"
        )
    }

    fn modifier(&self) -> Option<&'static str> {
        match self.lower("mod")?.as_str() {
            "early" | "very early" | "earlier" | "beginning of" | "start of" | "turn of"
            | "first part of" => Some("START"),
            "mid" | "middle of" => Some("MID"),
            _ => Some("END"),
        }
    }

    pub fn day_part(&self) -> Option<String> {
        let word = self.lower("part")?;
        let found = DAY_PARTS.iter().find(|(name, _)| *name == word);
        found.map(|(_, letters)| (*letters).to_owned())
    }

    /// The word before the hit, in lower case.
    pub fn word_before(&self) -> String {
        let before =
            self.prose[..self.start].trim_end_matches(|c: char| c.is_whitespace() || c == '-');
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        word.to_lowercase()
    }

    /// The text behind the hit.
    pub fn rest(&self) -> &str {
        &self.prose[self.span().end as usize..]
    }

    pub fn say(&self, form: Form) -> Option<TimeExpression> {
        Some(self.expression(form, TimexType::Date))
    }

    pub fn expression(&self, form: Form, timex: TimexType) -> TimeExpression {
        let part = self.day_part();
        let timex = if part.is_some() && timex == TimexType::Date {
            TimexType::Time
        } else {
            timex
        };
        TimeExpression {
            span: self.span(),
            timex,
            form,
            part,
            modifier: self.modifier(),
            weekday: None,
            tense: Tense::Unknown,
            opening: false,
            narrative: false,
            shares_year: false,
        }
    }
}

/// The letters that `rest` starts with; looking no further keeps long rows of digits cheap.
pub fn first_word(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphabetic());
    &rest[..end.unwrap_or(rest.len())]
}
