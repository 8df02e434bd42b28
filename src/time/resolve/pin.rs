//! Pins: words to which a person has given their TIMEX3 value.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::text::Span;
use crate::time::{Form, Interval, Tense, TimeExpression, TimeMention, TimexType, Unit};

use super::reference::Derivation;

/// The words of a pin: whatever they say, they mean `value` (ISO 8601 / TIMEX3). `None` where the
/// value cannot be read.
pub fn resolve_pin(words: Span, value: &str) -> Option<TimeMention> {
    let (timex, interval) = read_value(value)?;
    Some(TimeMention {
        span: words,
        expression: TimeExpression {
            span: Span::new(0, words.len()),
            timex,
            form: Form::Pinned,
            part: None,
            modifier: None,
            weekday: None,
            tense: Tense::Unknown,
            opening: false,
            narrative: false,
            shares_year: false,
        },
        value: Some(value.to_owned()),
        interval,
        derivation: Derivation::Pinned,
    })
}

/// The type of a TIMEX3 value, and its interval where it is a part of the calendar.
fn read_value(value: &str) -> Option<(TimexType, Option<Interval>)> {
    if matches!(value, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF") {
        return Some((TimexType::Date, None));
    }
    if let Some(length) = value.strip_prefix('P') {
        let parts = length.strip_prefix('T').unwrap_or(length);
        let well_formed = parts.starts_with(|c: char| c.is_ascii_digit() || c == 'X')
            && parts.ends_with(|c: char| c.is_ascii_uppercase())
            && parts
                .bytes()
                .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'.');
        return well_formed.then_some((TimexType::Duration, None));
    }
    let (day, time) = match value.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    let timex = if time.is_some() {
        TimexType::Time
    } else {
        TimexType::Date
    };
    Some((timex, Some(read_calendar(day)?)))
}

/// "2025-02-17", "2025-02", "2025", "2025-W08", "2025-W08-1", "2025-Q1", "202" (a decade).
fn read_calendar(value: &str) -> Option<Interval> {
    let mut parts = value.split('-');
    let year = parts
        .next()
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let first: i16 = year.parse().ok()?;
    let parts: Vec<&str> = parts.collect();
    match (year.len(), parts.as_slice()) {
        (3, []) => Interval::decade(first.checked_mul(10)?),
        (4, []) => Interval::year(first),
        (4, [part]) => match part.split_at_checked(1)? {
            ("W", week) => week_of(first, week.parse().ok()?, Weekday::Monday)
                .and_then(|monday| Interval::around(monday, Unit::Week)),
            ("Q", quarter) => {
                let quarter: i8 = quarter
                    .parse()
                    .ok()
                    .filter(|quarter| (1..=4).contains(quarter))?;
                Interval::around(Date::new(first, quarter * 3, 1).ok()?, Unit::Quarter)
            }
            _ => Interval::month(first, part.parse().ok()?),
        },
        (4, [week, day]) if week.starts_with('W') => {
            let weekday = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
            week_of(first, week[1..].parse().ok()?, weekday).map(Interval::day)
        }
        (4, [month, day]) => {
            let date = Date::new(first, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some(Interval::day(date))
        }
        _ => None,
    }
}

fn week_of(year: i16, week: i8, weekday: Weekday) -> Option<Date> {
    Some(ISOWeekDate::new(year, week, weekday).ok()?.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_of_every_granularity_are_read() {
        for (value, days) in [
            ("2025-02-17", 1),
            ("2025-02", 28),
            ("2025", 365),
            ("2025-W08", 7),
            ("2025-W08-1", 1),
            ("2025-Q1", 90),
            ("202", 3653),
            ("2025-02-17T09:30", 1),
        ] {
            let pinned = resolve_pin(Span::new(0, 6), value).expect(value);
            let interval = pinned.interval.expect(value);
            let until = interval.begin.until(interval.end).expect(value);
            assert_eq!(until.get_days(), days, "{value}");
        }
        for value in ["P3D", "PT24H", "PXY", "PRESENT_REF"] {
            assert!(resolve_pin(Span::new(0, 6), value).is_some(), "{value}");
        }
        for value in [
            "Monday",
            "2025-13",
            "2025-02-30",
            "",
            "P",
            "20250217",
            "2025-W60",
        ] {
            assert_eq!(resolve_pin(Span::new(0, 6), value), None, "{value}");
        }
    }
}
