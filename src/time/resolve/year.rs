//! The year of what may be written without one: dates, seasons, quarters and halves, holidays.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::time::english::Holiday;
use crate::time::{Granularity, Interval, Tense, TimeMention, Which};

use super::Resolver;
use super::holiday::holiday_of;
use super::nearest::nearest_year;
use super::reference::Derivation;
use super::value::{value_of, year_value};

impl Resolver {
    pub fn calendar(
        &self,
        mention: &mut TimeMention,
        year: Option<i16>,
        month: Option<i8>,
        day: Option<i8>,
    ) {
        let tense = mention.expression.tense;
        let from_article = || nearest_year(self.date()?, month?, day, tense);
        let from_last = || self.narrative_year(month);
        let (year, derivation) = match (year, from_article()) {
            (Some(year), _) if mention.expression.shares_year => {
                (Some(year), Derivation::YearShared)
            }
            (Some(year), _) => (Some(year), Derivation::Written),
            (None, Some(year)) => (Some(year), Derivation::YearFromArticle),
            (None, None) => match from_last() {
                Some(year) => (Some(year), Derivation::FromLastMention),
                None => (None, Derivation::NeedsArticleDate),
            },
        };
        mention.derivation = derivation;
        let Some(year) = year else {
            let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
            mention.value = month.map(|month| format!("XXXX-{month:02}{day}"));
            return;
        };
        mention.interval = match (month, day) {
            (None, _) => Interval::year(year),
            (Some(month), None) => Interval::month(year, month),
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Interval::day),
        };
        mention.value = mention.interval.map(value_of);
    }

    /// The year in which a narrative goes on: that of the last date, or the next one where the
    /// story has come from the end of a year to its beginning.
    fn narrative_year(&self, month: Option<i8>) -> Option<i16> {
        let last = self.setting()?;
        let fine = last.granularity <= Granularity::Month;
        let turned = fine && last.begin.month() >= 10 && month.is_some_and(|month| month <= 3);
        Some(last.begin.year() + i16::from(turned))
    }

    pub fn slashed(&self, mention: &mut TimeMention, first: i8, second: i8, year: i16) {
        let month_first = match (first, second) {
            (13.., _) => Some(false),
            (_, 13..) => Some(true),
            _ if first == second => Some(true),
            _ => self.reference.month_first,
        };
        let Some(month_first) = month_first else {
            mention.derivation = Derivation::Ambiguous;
            return;
        };
        let (month, day) = if month_first {
            (first, second)
        } else {
            (second, first)
        };
        mention.written(Date::new(year, month, day).ok().map(Interval::day));
    }

    /// The year that an expression with "last", "this", "next" or nothing means, where `start` is
    /// the first month of what is spoken of.
    fn year_of(&self, start: i8, which: Which, future: bool) -> Option<(i16, Derivation)> {
        let Some(date) = self.date() else {
            let last = self.setting()?.begin;
            let year = match which {
                Which::Last if start >= last.month() => last.year() - 1,
                Which::Next if start <= last.month() => last.year() + 1,
                _ => last.year(),
            };
            return Some((year, Derivation::FromLastMention));
        };
        let year = date.year();
        let ahead = start > date.month();
        let year = match which {
            Which::Last if ahead => year - 1,
            Which::Last if date.month() - start < 3 => year - 1,
            Which::Next if !ahead => year + 1,
            Which::Bare if ahead && !future => year - 1,
            _ => year,
        };
        Some((year, Derivation::FromArticle))
    }

    pub fn season(
        &self,
        mention: &mut TimeMention,
        letters: &str,
        year: Option<i16>,
        which: Which,
    ) {
        let start = match letters {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            _ => 12,
        };
        let future = mention.expression.tense == Tense::Future;
        let inferred = || self.year_of(start, which, future);
        let Some((year, derivation)) = year
            .map(|year| (year, Derivation::Written))
            .or_else(inferred)
        else {
            mention.value = Some(format!("XXXX-{letters}"));
            mention.derivation = Derivation::NeedsArticleDate;
            return;
        };
        mention.value = Some(format!("{}-{letters}", year_value(year)));
        mention.derivation = derivation;
        mention.interval = Date::new(year, start, 1).ok().map(|begin| Interval {
            begin,
            end: begin.saturating_add(3.months()),
            granularity: Granularity::Quarter,
        });
    }

    pub fn share(
        &self,
        mention: &mut TimeMention,
        letter: char,
        number: i8,
        year: Option<i16>,
        which: Which,
    ) {
        let months = if letter == 'Q' { 3 } else { 6 };
        let start = (number - 1) * months + 1;
        let inferred = || {
            let date = self.date();
            // A report speaks of a quarter when it is over.
            let over = date.map(|date| start + months <= date.month());
            match (date, which, over) {
                (Some(date), Which::Last, _) => Some((date.year() - 1, Derivation::FromArticle)),
                (Some(date), Which::Next, _) => Some((date.year() + 1, Derivation::FromArticle)),
                (Some(date), Which::Bare, Some(false))
                    if mention.expression.tense != Tense::Future && start > date.month() =>
                {
                    Some((date.year() - 1, Derivation::FromArticle))
                }
                (Some(date), ..) => Some((date.year(), Derivation::FromArticle)),
                (None, ..) => Some((self.setting()?.begin.year(), Derivation::FromLastMention)),
            }
        };
        let Some((year, derivation)) = year
            .map(|year| (year, Derivation::Written))
            .or_else(inferred)
        else {
            mention.value = Some(format!("XXXX-{letter}{number}"));
            mention.derivation = Derivation::NeedsArticleDate;
            return;
        };
        mention.value = Some(format!("{year:04}-{letter}{number}"));
        mention.derivation = derivation;
        mention.interval = Date::new(year, start, 1).ok().map(|begin| Interval {
            begin,
            end: begin.saturating_add(i64::from(months).months()),
            granularity: Granularity::Quarter,
        });
    }

    pub fn holiday(
        &self,
        mention: &mut TimeMention,
        month: i8,
        when: Holiday,
        year: Option<i16>,
        which: Which,
    ) {
        let tense = mention.expression.tense;
        let inferred = || {
            let date = self.date()?;
            let this = holiday_of(date.year(), month, when)?;
            let year = match which {
                Which::Bare => nearest_year(date, month, None, tense)?,
                Which::Last => date.year() - i16::from(this >= date),
                Which::Next => date.year() + i16::from(this <= date),
                Which::This => date.year(),
            };
            Some((year, Derivation::YearFromArticle))
        };
        let last = || Some((self.setting()?.begin.year(), Derivation::FromLastMention));
        let written = year.map(|year| (year, Derivation::Written));
        let Some((year, derivation)) = written.or_else(inferred).or_else(last) else {
            mention.derivation = Derivation::NeedsArticleDate;
            return;
        };
        mention.interval = holiday_of(year, month, when).map(Interval::day);
        mention.value = mention.interval.map(value_of);
        mention.derivation = derivation;
    }
}
