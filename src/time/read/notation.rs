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
