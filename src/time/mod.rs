//! Time expressions: which words speak of a time, and which time that is.
//!
//! In: the prose of a block; then the article's date. Out: [`TimeMention`]s with TIMEX3 types and
//! values (ISO-TimeML) and half-open [`Interval`]s, each with its derivation. Recognising looks at
//! one block and nothing else ([`recognise`]); resolving counts from the article's date and is
//! cheap ([`Resolver`]). The clock of this computer is never asked.

pub mod english;
mod interval;
mod patterns;
mod read;
mod recognise;
mod resolve;
mod rewrite;
mod tense;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::text::Span;

pub use interval::{Granularity, Interval, in_words, month_first_words, number, weekday_name};
pub use patterns::prepare;
pub use recognise::{lone_date, recognise};
pub use resolve::{Derivation, Reference, Resolver, Strategy, resolve_pin};
pub use rewrite::{date_like, nearest_with_weekday, number_like, read_ordinal, weekday_like};

/// What reads the parts of a hit: one for each kind of pattern in the language table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Iso,
    Slashed,
    Dotted,
    Clock,
    SpokenClock,
    Date,
    DaysAfterMonth,
    DaysBeforeMonth,
    Month,
    Season,
    BareSeason,
    Quarter,
    Half,
    Weekday,
    EveryWeekday,
    NthWeekday,
    WeekdayOf,
    WeekOf,
    DayWord,
    FromDay,
    AfterNext,
    PartOfDay,
    Year,
    ShortYear,
    Decade,
    Century,
    Anchored,
    PartOf,
    Neighbour,
    Weekend,
    Every,
    EveryMonth,
    EveryWeekend,
    Adverb,
    Frequency,
    Length,
    BareLength,
    OneWhole,
    Whole,
    Holiday,
    Vague,
    NarrativeVague,
    Night,
}

/// The types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

impl TimexType {
    /// The type's name in TIMEX3.
    pub fn name(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// Words that speak of a time, before it is known which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Bytes of the prose it was found in.
    pub span: Span,
    pub timex: TimexType,
    pub form: Form,
    /// What follows the `T` of the value: a part of the day ("MO") or a clock time ("15:30").
    pub part: Option<String>,
    /// TIMEX3 `mod`.
    pub modifier: Option<&'static str>,
    /// A weekday that stands with a date: "Monday, Feb. 17", "Feb. 17 (Monday)".
    pub weekday: Option<(Weekday, Span)>,
    /// What the words around it speak of.
    pub tense: Tense,
    /// Its sentence begins with it, so that a story goes on from there: "In 1917, ...".
    pub opening: bool,
    /// Only a narrative means a time by it: "the former", "at the same time", "in winter".
    pub narrative: bool,
    /// Its year is written behind the date that it is joined with: "March and April 1918".
    pub shares_year: bool,
}

/// Whether a clause speaks of what was or of what is to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
    #[default]
    Unknown,
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
    /// The weekday of a week, counted from the article's: "Tuesday of next week".
    WeekdayOf {
        weekday: Weekday,
        weeks: i32,
    },
    /// The week that holds a day: "the week of Feb. 3".
    WeekOf {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    /// So many units before (negative) or after the article's date; 0 is the present one.
    Offset {
        unit: Unit,
        amount: i32,
    },
    /// "earlier this year", "later this month".
    PartOf {
        unit: Unit,
        amount: i32,
        later: bool,
    },
    /// "last May": a month of the present or a neighbouring year.
    MonthOf {
        month: i8,
        which: Which,
    },
    Season {
        letters: &'static str,
        year: Option<i16>,
        which: Which,
    },
    /// A quarter or a half of a year.
    Share {
        letter: char,
        number: i8,
        year: Option<i16>,
        which: Which,
    },
    Weekend {
        which: Which,
    },
    Holiday {
        month: i8,
        when: english::Holiday,
        year: Option<i16>,
        which: Which,
    },
    Decade {
        first_year: i16,
    },
    Century {
        number: i16,
    },
    /// The unit that is spoken of ("the year", a clock time alone): the article's, in a narrative
    /// the last one that was mentioned.
    Spoken {
        unit: Unit,
        amount: i32,
    },
    /// So many units before or after the last date that was mentioned.
    FromLast {
        unit: Unit,
        amount: i32,
    },
    /// "a year ago", "the year-ago quarter": where a quarter is spoken of, the same one a year before.
    YearBefore {
        quarter: bool,
    },
    /// PRESENT_REF, PAST_REF, FUTURE_REF.
    Vague(&'static str),
    /// The TIMEX3 value of a duration or a set.
    Length(String),
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
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl TimeExpression {
    /// Whether a year is written.
    pub fn has_year(&self) -> bool {
        match &self.form {
            Form::Calendar { year, .. } | Form::Season { year, .. } | Form::Share { year, .. } => {
                year.is_some()
            }
            Form::Slashed { .. } | Form::Decade { .. } => true,
            _ => false,
        }
    }

    /// The date, where day, month and year are written.
    pub fn full_date(&self) -> Option<Date> {
        match self.form {
            Form::Calendar {
                year: Some(year),
                month: Some(month),
                day: Some(day),
            } => Date::new(year, month, day).ok(),
            _ => None,
        }
    }

    /// Whether the words count from the day of the article itself ("yesterday", "last May"), so
    /// that nothing but that day can resolve them.
    pub fn is_relative(&self) -> bool {
        matches!(
            self.form,
            Form::Weekday { .. }
                | Form::Offset { .. }
                | Form::WeekdayOf { .. }
                | Form::Spoken { .. }
                | Form::PartOf { .. }
                | Form::MonthOf { .. }
                | Form::Weekend { .. }
                | Form::YearBefore { .. }
        )
    }
}

/// A time expression in an article, resolved as far as the article allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Bytes of the article.
    pub span: Span,
    pub expression: TimeExpression,
    /// TIMEX3 value; `None` where the article's date is needed and missing.
    pub value: Option<String>,
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
