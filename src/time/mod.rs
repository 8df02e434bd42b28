//! Time expressions: which words speak of a time, and which time that is.
//!
//! In: the prose of a block; then the article's date. Out: [`TimeMention`]s with TIMEX3 types and
//! values (ISO-TimeML) and half-open [`Interval`]s, each with its derivation. Recognising looks at
//! one block and nothing else ([`recognise`]); resolving counts from the article's date and is
//! cheap ([`resolve`]). The clock of this computer is never asked.

pub mod english;
mod interval;
mod recognise;
mod resolve;
mod rewrite;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::text::Span;

pub use interval::{Granularity, Interval, in_words, weekday_name};
pub use recognise::{lone_date, recognise};
pub use resolve::{Derivation, Reference, resolve, resolve_pin};
pub use rewrite::{date_like, nearest_with_weekday, weekday_like};

/// The types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// Words that speak of a time, before it is known which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Bytes of the prose it was found in.
    pub span: Span,
    pub timex: TimexType,
    pub form: Form,
    /// A weekday that stands with a date: "Monday, Feb. 17", "Feb. 17 (Monday)".
    pub weekday: Option<(Weekday, Span)>,
    /// The words around it speak of what is to come.
    pub future: bool,
}

/// What the words say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A date of the calendar with the parts that are written.
    Calendar {
        year: Option<i16>,
        month: Option<i8>,
        day: Option<i8>,
    },
    /// 03/04/2025: the first and the second number, and the year.
    Slashed {
        first: i8,
        second: i8,
        year: i16,
    },
    /// A day that no calendar has.
    Impossible {
        what: String,
    },
    Weekday {
        weekday: Weekday,
        which: Which,
    },
    /// So many units before (negative) or after the article's date; 0 is the present one.
    Offset {
        unit: Unit,
        amount: i32,
    },
    /// "earlier this year", "later this month".
    PartOf {
        unit: Unit,
        later: bool,
    },
    /// "last May", "this summer": a month of the present or a neighbouring year.
    MonthOf {
        month: i8,
        which: Which,
    },
    Decade {
        first_year: i16,
    },
    /// PRESENT_REF, PAST_REF, FUTURE_REF.
    Vague(&'static str),
    /// The TIMEX3 value of a duration or a set.
    Length(String),
    /// Counts from another event: "two days later".
    Elsewhere,
    /// Whatever the words say, a pin gives the value.
    Pinned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Bare,
    Last,
    This,
    Next,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A time expression in an article, resolved as far as the article allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Bytes of the article.
    pub span: Span,
    pub expression: TimeExpression,
    /// TIMEX3 value; `None` where the article's date is needed and missing.
    pub value: Option<String>,
    pub modifier: Option<&'static str>,
    pub interval: Option<Interval>,
    pub derivation: Derivation,
}

impl TimeMention {
    /// The weekday written with the date, as bytes of the article.
    pub fn weekday(&self) -> Option<(Weekday, Span)> {
        let (weekday, span) = self.expression.weekday?;
        let start = self.span.start as usize - self.expression.span.start as usize;
        Some((weekday, span.shifted(start)))
    }

    /// The one day it speaks of.
    pub fn day(&self) -> Option<Date> {
        let interval = self.interval?;
        (interval.granularity == Granularity::Day).then_some(interval.begin)
    }
}
