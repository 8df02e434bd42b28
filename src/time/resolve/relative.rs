//! What counts from a day: so many units before or behind it, a month beside it, a part of its year.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::time::interval::next_day;
use crate::time::{Form, Interval, Tense, TimeMention, Unit, Which};

use super::nearest::{nearest_weekday, weekend};
use super::reference::Derivation;
use super::value::value_of;

impl TimeMention {
    pub fn relative(&mut self, form: &Form, date: Date, tense: Tense) {
        let future = tense == Tense::Future;
        self.interval = match form {
            Form::Weekday { weekday, which } => Some(Interval::day(nearest_weekday(
                date, *weekday, *which, future,
            ))),
            Form::WeekdayOf { weekday, weeks } => offset(date, Unit::Week, *weeks).map(|week| {
                let days = i64::from(weekday.to_monday_zero_offset());
                Interval::day(week.begin.saturating_add(days.days()))
            }),
            Form::Offset { unit, amount } | Form::Spoken { unit, amount } => {
                offset(date, *unit, *amount)
            }
            Form::PartOf {
                unit,
                amount,
                later,
            } => part_of(date, *unit, *amount, *later),
            Form::MonthOf { month, which } => month_of(date, *month, *which),
            Form::Weekend { which } => weekend(date, *which, tense),
            _ => None,
        };
        self.value = match form {
            Form::PartOf { unit, amount, .. } => offset(date, *unit, *amount).map(value_of),
            Form::Weekend { .. } => self.interval.map(|weekend| {
                let week = weekend.begin.iso_week_date();
                format!("{:04}-W{:02}-WE", week.year(), week.week())
            }),
            _ => self.interval.map(value_of),
        };
        let own_day = self.interval == Some(Interval::day(date));
        self.derivation = if own_day {
            Derivation::OwnDay
        } else {
            Derivation::FromArticle
        };
    }
}

pub fn offset(date: Date, unit: Unit, amount: i32) -> Option<Interval> {
    let amount = i64::from(amount);
    let span = match unit {
        Unit::Second | Unit::Minute => 0.days(),
        Unit::Hour => (amount / 24).days(),
        Unit::Day => amount.days(),
        Unit::Week => amount.weeks(),
        Unit::Fortnight => (amount * 2).weeks(),
        Unit::Month => amount.months(),
        Unit::Quarter => (amount * 3).months(),
        Unit::Year => amount.years(),
        Unit::Decade => (amount.clamp(-1000, 1000) * 10).years(),
        Unit::Century => (amount.clamp(-100, 100) * 100).years(),
    };
    Interval::around(date.checked_add(span).ok()?, unit)
}

/// "earlier this year" ends with the article's day, "later this year" begins behind it.
fn part_of(date: Date, unit: Unit, amount: i32, later: bool) -> Option<Interval> {
    let whole = offset(date, unit, amount)?;
    if !whole.contains(date) {
        return Some(whole);
    }
    let (begin, end) = match later {
        true => (next_day(date).min(whole.end), whole.end),
        false => (whole.begin, next_day(date)),
    };
    Some(Interval {
        begin,
        end,
        ..whole
    })
}

pub fn month_of(date: Date, month: i8, which: Which) -> Option<Interval> {
    let year = match which {
        // "last February" in March is not the month that has just ended.
        Which::Last if month >= date.month() - 1 => date.year() - 1,
        Which::Next if month <= date.month() => date.year() + 1,
        _ => date.year(),
    };
    Interval::month(year, month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_date_overflows(year in -9999i16..=9999, amount in -10_000i32..10_000) {
            let date = Date::new(year, 1, 1).expect("a date");
            for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century] {
                offset(date, unit, amount);
                part_of(date, unit, 0, true);
            }
        }
    }
}
