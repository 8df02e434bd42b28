//! From what the words say to a TIMEX3 value and an interval.
//!
//! Two strategies (HeidelTime's "news" and "narratives"): a dated article counts from its date; an
//! undated one takes the year of a date, and "the following day", from the last date that was
//! mentioned. What counts from the day of writing ("yesterday") is never guessed.

mod holiday;
mod last_mention;
mod nearest;
mod pin;
mod reference;
mod relative;
#[cfg(test)]
pub(in crate::time) mod tests;
mod value;
mod year;

use jiff::civil::Date;

use super::{Form, Granularity, Interval, Tense, TimeExpression, TimeMention, TimexType, Unit};
use relative::month_of;
use value::value_of;

pub use pin::resolve_pin;
pub use reference::{Derivation, Reference, Strategy};

/// Resolves the expressions of an article in the order of the text.
#[derive(Debug, Default)]
pub struct Resolver {
    reference: Reference,
    /// The last date that was mentioned.
    last: Option<Interval>,
    /// The last one in whose year a narrative goes on: a month or a day, or a year that opens a
    /// sentence. A year that is only mentioned ("declassified in 2005") leads no story on.
    setting: Option<Interval>,
    /// The quarter whose results are spoken of.
    quarter: Option<Interval>,
    /// The last date that was mentioned could not be resolved.
    unknown: bool,
}

impl Resolver {
    pub fn new(reference: Reference) -> Resolver {
        Resolver {
            reference,
            last: None,
            setting: None,
            quarter: None,
            unknown: false,
        }
    }

    /// Resolves the next expression, found in a block that starts at byte `block_start`.
    pub fn resolve(&mut self, expression: &TimeExpression, block_start: usize) -> TimeMention {
        let mut mention = TimeMention {
            span: expression.span.shifted(block_start),
            expression: expression.clone(),
            value: None,
            interval: None,
            derivation: Derivation::None,
        };
        self.fill(&mut mention);
        if let (Some(part), Some(value)) = (&expression.part, &mention.value)
            && !value.starts_with('P')
            && mention
                .interval
                .is_none_or(|interval| interval.granularity == Granularity::Day)
        {
            mention.value = Some(format!("{value}T{part}"));
        }
        self.mentioned(&mention);
        mention
    }

    /// Later expressions may count from this one.
    pub fn mentioned(&mut self, mention: &TimeMention) {
        let compares = matches!(mention.expression.form, Form::YearBefore { .. });
        let point =
            matches!(mention.expression.timex, TimexType::Date | TimexType::Time) && !compares;
        // "the first nine months": what is compared next is the year.
        let months = matches!(&mention.expression.form, Form::Length(value) if value == "P9M" || value == "P6M");
        if months {
            self.quarter = None;
        }
        if point {
            self.unknown = mention.derivation == Derivation::NeedsArticleDate;
        }
        if let Some(interval) = mention.interval.filter(|_| point) {
            match interval.granularity {
                Granularity::Quarter => self.quarter = Some(interval),
                Granularity::Day => {}
                _ => self.quarter = None,
            }
            self.last = Some(interval);
            if self.leads_on(interval, &mention.expression) {
                self.setting = Some(interval);
            }
        }
    }

    /// Whether a narrative goes on from there.
    fn leads_on(&self, interval: Interval, expression: &TimeExpression) -> bool {
        let Some(setting) = self.setting else {
            return true;
        };
        let near = (interval.begin.year() - setting.begin.year()).abs() <= 2
            && expression.tense != Tense::Future;
        interval.granularity <= Granularity::Quarter || expression.opening || near
    }

    /// The day that dates without a year count from.
    fn date(&self) -> Option<Date> {
        let told = self.reference.strategy == Strategy::Narrative && self.setting.is_some();
        self.reference.date.filter(|_| !told)
    }

    /// The date that a narrative goes on from.
    fn setting(&self) -> Option<Interval> {
        self.setting
            .filter(|_| self.reference.strategy != Strategy::News)
    }

    fn fill(&self, mention: &mut TimeMention) {
        let tense = mention.expression.tense;
        let date = self.date();
        match mention.expression.form.clone() {
            Form::Calendar { year, month, day } => self.calendar(mention, year, month, day),
            Form::Slashed {
                first,
                second,
                year,
            } => self.slashed(mention, first, second, year),
            Form::Season {
                letters,
                year,
                which,
            } => self.season(mention, letters, year, which),
            Form::Share {
                letter,
                number,
                year,
                which,
            } => self.share(mention, letter, number, year, which),
            Form::Holiday {
                month,
                when,
                year,
                which,
            } => self.holiday(mention, month, when, year, which),
            Form::WeekOf { year, month, day } => {
                self.calendar(mention, year, Some(month), Some(day));
                mention.interval = mention
                    .interval
                    .and_then(|day| Interval::around(day.begin, Unit::Week));
                mention.value = mention.interval.map(value_of);
            }
            // "Monday at 9 a.m.": without the Monday nothing is known of the clock.
            Form::FromLast {
                unit: Unit::Day,
                amount: 0,
            } if self.unknown => mention.derivation = Derivation::NeedsArticleDate,
            Form::Decade { first_year } => mention.written(Interval::decade(first_year)),
            Form::Century { number } => {
                let first = Date::new(
                    number
                        .saturating_sub(1)
                        .saturating_mul(100)
                        .saturating_add(1),
                    1,
                    1,
                )
                .ok();
                mention.written(first.and_then(|first| Interval::around(first, Unit::Century)));
            }
            Form::Vague(value) => {
                mention.value = Some(value.to_owned()).filter(|value| !value.is_empty());
            }
            Form::Length(value) => mention.value = Some(value),
            Form::Impossible { .. } | Form::Pinned => {}
            Form::FromLast { unit, amount } => self.counted_from_last(mention, unit, amount),
            Form::YearBefore { quarter } if date.is_some() => self.year_before(mention, quarter),
            Form::Spoken {
                unit: Unit::Quarter,
                ..
            } if self.quarter.is_some() => {
                mention.interval = self.quarter;
                mention.value = self.quarter.map(value_of);
                mention.derivation = Derivation::FromLastMention;
            }
            Form::Spoken { unit, .. } if date.is_none() && self.last.is_some() => {
                self.counted_from_last(mention, unit, 0);
            }
            Form::MonthOf { month, which } if date.is_none() && self.setting().is_some() => {
                let from = self.setting().map(|last| last.begin);
                mention.interval = from.and_then(|from| month_of(from, month, which));
                mention.value = mention.interval.map(value_of);
                mention.derivation = Derivation::FromLastMention;
            }
            form => match date {
                Some(date) => mention.relative(&form, date, tense),
                None => mention.derivation = Derivation::NeedsArticleDate,
            },
        }
    }
}

impl TimeMention {
    fn written(&mut self, interval: Option<Interval>) {
        self.interval = interval;
        self.value = interval.map(value_of);
        self.derivation = Derivation::Written;
    }
}
