//! Dates in figures: "2025-02-17", "17.2.2025", "17/2/2025".

use jiff::civil::Date;

use crate::time::english::MONTHS;
use crate::time::{Form, TimeExpression, TimexType};

use super::clock::clock_value;
use super::date::calendar;
use super::hit::Hit;

pub fn iso(hit: &Hit) -> Option<TimeExpression> {
    let before = hit.prose[..hit.start].chars().next_back();
    let after = hit.rest().chars().next();
    if before == Some('-') || after == Some('-') {
        return None;
    }
    let (year, month, day): (i16, i8, i8) =
        (hit.parse("year")?, hit.parse("number")?, hit.parse("day")?);
    let plain = hit.part("number").is_some_and(|number| number.len() == 2)
        && hit.part("time").is_none()
        && !hit.prose[hit.span().range()].contains('/');
    // "2016-5-32" is a score or a number of something.
    if !plain && Date::new(year, month, day).is_err() {
        return None;
    }
    if !(1..=12).contains(&month) {
        let what = format!("there is no month {month}");
        // 2025-00-00 and the like are identifiers as often as dates.
        return (month > 0 && (1..=31).contains(&day))
            .then(|| hit.say(Form::Impossible { what }))?;
    }
    let name = MONTHS[usize::try_from(month - 1).ok()?].0;
    let mut found = hit.say(calendar(Some(year), month, Some(day), name))?;
    if let Some(time) = hit.part("time") {
        found.timex = TimexType::Time;
        found.part = Some(clock_value(time)?);
    }
    Some(found)
}

/// "7.11.2016": where dates have stops, the day stands first.
pub fn dotted(hit: &Hit) -> Option<TimeExpression> {
    let (day, month): (i8, i8) = (hit.parse("first")?, hit.parse("second")?);
    let date = Date::new(hit.parse("year")?, month, day).ok()?;
    hit.say(Form::Calendar {
        year: Some(date.year()),
        month: Some(month),
        day: Some(day),
    })
}

pub fn slashed(hit: &Hit) -> Option<TimeExpression> {
    let (first, second): (i8, i8) = (hit.parse("first")?, hit.parse("second")?);
    let year = hit.parse("year")?;
    match (first, second) {
        (0, _) | (_, 0) => None,
        (13.., 13..) => hit.say(Form::Impossible {
            what: format!("neither {first} nor {second} is a month"),
        }),
        _ => hit.say(Form::Slashed {
            first,
            second,
            year,
        }),
    }
}

#[cfg(test)]
mod tests {
    use crate::time::resolve::tests::first;

    #[test]
    fn dates_are_read_in_every_notation() {
        for (prose, value) in [
            ("at 2016-11-07T09:30:00Z it", "2016-11-07T09:30"),
            ("at 2016-11-07 09:30 it", "2016-11-07T09:30"),
            ("on 2016/11/7 he", "2016-11-07"),
            ("on 7.11.2016 he", "2016-11-07"),
            ("on 05-Aug-2016 he", "2016-08-05"),
            ("on the twenty-first of May he", "2025-05-21"),
            ("on the Fourth of July, 2024, he", "2024-07-04"),
            ("the week of Feb. 3", "2025-W06"),
            ("the first Monday of September 2024", "2024-09-02"),
            ("the last Sunday in October 2024", "2024-10-27"),
            ("will meet on Tuesday of next week", "2025-02-25"),
            ("met on Thursday of last week", "2025-02-13"),
            ("next week on Friday", "2025-02-28"),
            ("the week after next", "2025-W10"),
            ("the year before last", "2023"),
            ("two weeks from today", "2025-03-03"),
            ("three days before yesterday", "2025-02-13"),
            ("day after tomorrow", "2025-02-19"),
            ("a fortnight ago", "2025-W06"),
        ] {
            assert_eq!(first(prose), value, "{prose}");
        }
        assert_eq!(first("the last week of December 2024"), "2024-12");
        for prose in ["version 2.13.2016", "32.11.2016", "2016-5-32"] {
            assert_eq!(first(prose), "", "{prose}");
        }
    }
}
