//! What counts from the last date that was mentioned, or from the quarter that is spoken of.

use jiff::ToSpan;

use crate::time::{Granularity, Interval, TimeMention, Unit};

use super::Resolver;
use super::reference::Derivation;
use super::relative::offset;
use super::value::value_of;

impl Resolver {
    pub fn counted_from_last(&self, mention: &mut TimeMention, unit: Unit, amount: i32) {
        let own = self.reference.date.map(Interval::day);
        let Some(from) = self.last.or(own) else {
            mention.derivation = Derivation::None;
            mention.value = Some("XXXX".to_owned()).filter(|_| unit == Unit::Year);
            return;
        };
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return;
        }
        // "the next day" counts from a day.
        if unit == Unit::Day && from.granularity != Granularity::Day {
            mention.derivation = Derivation::None;
            return;
        }
        mention.interval = offset(from.begin, unit, amount);
        mention.value = mention.interval.map(value_of);
        mention.derivation = match self.last {
            Some(_) => Derivation::FromLastMention,
            None => Derivation::FromArticle,
        };
    }

    pub fn year_before(&self, mention: &mut TimeMention, quarter: bool) {
        let Some(date) = self.date() else {
            return;
        };
        let spoken_of = self.quarter;
        let own = || Interval::around(date.saturating_sub(3.months()), Unit::Quarter);
        let quarter = spoken_of.or_else(|| own().filter(|_| quarter));
        mention.interval = match quarter {
            Some(quarter) => offset(quarter.begin, Unit::Year, -1).and_then(|_| {
                Interval::around(quarter.begin.saturating_sub(1.years()), Unit::Quarter)
            }),
            None => offset(date, Unit::Year, -1),
        };
        mention.value = mention.interval.map(value_of);
        mention.derivation = Derivation::FromArticle;
    }
}
