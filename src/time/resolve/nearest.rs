//! Which of the years, weekdays and weekends around a day is meant, by the tense of the words.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::time::{Granularity, Interval, Tense, Which};

/// A date without a year lies in the article's year, unless that is far on the side that the words
/// do not speak of.
pub fn nearest_year(date: Date, month: i8, day: Option<i8>, tense: Tense) -> Option<i16> {
    let year = date.year();
    let Some(this) = Date::new(year, month, day.unwrap_or(1)).ok() else {
        return Some(year);
    };
    // A month alone is the last one such; a day is announced up to a quarter ahead.
    let ahead = match (day, tense) {
        (Some(_), Tense::Past) => this > date.saturating_add(3.months()),
        (Some(_), _) => this > date.saturating_add(8.months()),
        (None, _) => month > date.month() + 2,
    };
    let behind = this < date.saturating_sub(3.months());
    match tense {
        Tense::Past | Tense::Unknown if ahead => Some(year - 1),
        Tense::Future if behind => Some(year + 1),
        _ => Some(year),
    }
}

/// The nearest such weekday in the past, the article's own day included; in the future where the
/// words say so.
pub fn nearest_weekday(date: Date, weekday: Weekday, which: Which, future: bool) -> Date {
    let back = i64::from(weekday.until(date.weekday()));
    let ahead = i64::from(date.weekday().until(weekday));
    match which {
        Which::Last if back == 0 => date.saturating_sub(7.days()),
        Which::Next if ahead == 0 => date.saturating_add(7.days()),
        Which::Next => date.saturating_add(ahead.days()),
        Which::Bare | Which::This if future => date.saturating_add(ahead.days()),
        _ => date.saturating_sub(back.days()),
    }
}

pub fn weekend(date: Date, which: Which, tense: Tense) -> Option<Interval> {
    let future = tense == Tense::Future;
    let ahead = i64::from(date.weekday().until(Weekday::Saturday));
    let next = date.saturating_add(ahead.days());
    let past = date.weekday() == Weekday::Sunday || date.weekday() == Weekday::Saturday;
    let saturday = match which {
        Which::Next => next,
        Which::This if tense == Tense::Unknown && !past => next,
        _ if future => next,
        _ if past => date.saturating_sub(i64::from(Weekday::Saturday.until(date.weekday())).days()),
        _ => next.saturating_sub(7.days()),
    };
    Some(Interval {
        begin: saturday,
        end: saturday.saturating_add(2.days()),
        granularity: Granularity::Week,
    })
}
