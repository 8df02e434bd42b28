//! Dates of the calendar in words: "Feb. 17, 2025", "15–17 May 1918", "the week of Feb. 3".

use jiff::civil::Date;

use crate::text::Span;
use crate::time::{Form, TimeExpression, TimexType};

use super::hit::Hit;
use super::word::ordinal;

pub fn calendar_words(hit: &Hit, year: Option<i16>) -> Option<Form> {
    let in_words = || i8::try_from(ordinal(&hit.lower("word_day")?)?).ok();
    Some(calendar(
        year,
        hit.month()?,
        hit.parse("day").or_else(in_words),
        hit.part("month")?,
    ))
}

/// The date, or the reason why no calendar has it.
pub fn calendar(year: Option<i16>, month: i8, day: Option<i8>, name: &str) -> Form {
    let last = |year: i16| Date::new(year, month, 1).map_or(31, |first| first.days_in_month());
    // Without a year the 29th of February may be right.
    let days = last(year.unwrap_or(2024));
    match (day, year) {
        (Some(day), Some(year)) if day > days => Form::Impossible {
            what: format!("{name} {year} has {days} days, not {day}"),
        },
        (Some(day), None) if day > days => Form::Impossible {
            what: format!("{name} has {days} days, not {day}"),
        },
        _ => Form::Calendar {
            year,
            month: Some(month),
            day,
        },
    }
}

pub fn date(hit: &Hit) -> Option<TimeExpression> {
    // "a third of May's sales", but "Fourth of July".
    let share =
        hit.part("the").is_none() && hit.lower("word_day").is_some_and(|day| day != "fourth");
    if share && hit.year().is_none() {
        return None;
    }
    let mut found = hit.say(match (hit.part("year_which"), hit.part("day")) {
        (Some(_), None) => Form::MonthOf {
            month: hit.month()?,
            which: hit.which(),
        },
        _ => calendar_words(hit, hit.year())?,
    })?;
    found.weekday = hit.weekday();
    Some(found)
}

/// "Feb. 3-5, 2025" and "15–17 May 1918": two days, of which the second has all that is written.
pub fn days(hit: &Hit, after_month: bool) -> Option<Vec<TimeExpression>> {
    let (first, second): (i8, i8) = (hit.parse("day")?, hit.parse("day2")?);
    let (month, name) = (hit.month()?, hit.part("month")?);
    let year = hit.year();
    let whole = hit.span();
    let (day_span, day2_span) = (hit.part_span("day")?, hit.part_span("day2")?);
    if first >= second {
        return None;
    }
    let (first_span, second_span) = match after_month {
        true => (
            Span::new(whole.start as usize, day_span.end as usize),
            Span::new(day2_span.start as usize, whole.end as usize),
        ),
        false => (
            day_span,
            Span::new(day2_span.start as usize, whole.end as usize),
        ),
    };
    let one = |day: i8, span: Span| TimeExpression {
        span,
        ..hit.expression(calendar(year, month, Some(day), name), TimexType::Date)
    };
    let mut found = vec![one(first, first_span), one(second, second_span)];
    found[0].weekday = hit.weekday();
    Some(found)
}

/// "the week of Feb. 3".
pub fn week_of(hit: &Hit) -> Option<TimeExpression> {
    match calendar_words(hit, hit.year())? {
        Form::Calendar {
            year,
            month: Some(month),
            day: Some(day),
        } => hit.say(Form::WeekOf { year, month, day }),
        impossible => hit.say(impossible),
    }
}
