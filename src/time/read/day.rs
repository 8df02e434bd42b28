//! Single days that count from another one or have a name: "on Monday", "the day after tomorrow",
//! "Easter".

use crate::time::english::{HOLIDAYS, Holiday, NAMED_DAYS};
use crate::time::{Form, TimeExpression, TimexType, Unit, Which};

use super::amount::exact;
use super::hit::Hit;
use super::word::{day_offset, ordinal};

pub fn weekday_alone(hit: &Hit) -> Option<TimeExpression> {
    let (weekday, _) = hit.weekday()?;
    let before = hit.prose[..hit.start].trim_end();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    if NAMED_DAYS.contains(&word) {
        return None;
    }
    let which = match hit.which() {
        Which::This if hit.is_anaphoric() => Which::Bare,
        which => which,
    };
    hit.say(Form::Weekday { weekday, which })
}

/// "the first Monday in September".
pub fn nth_weekday(hit: &Hit) -> Option<TimeExpression> {
    let (weekday, _) = hit.weekday()?;
    let nth = match hit.lower("nth")?.as_str() {
        "last" | "final" => -1,
        word => i8::try_from(ordinal(word)?).ok()?,
    };
    hit.say(Form::Holiday {
        month: hit.month()?,
        when: Holiday::Nth(nth, weekday),
        year: hit.year(),
        which: Which::Bare,
    })
}

/// "Tuesday of next week"; in "Tuesday last week's vote" the weekday alone.
pub fn weekday_of(hit: &Hit) -> Option<TimeExpression> {
    let (weekday, span) = hit.weekday()?;
    if hit.rest().starts_with(['\'', '\u{2019}']) {
        let which = Which::Bare;
        let found = hit.expression(Form::Weekday { weekday, which }, TimexType::Date);
        return (span.start as usize == hit.start).then_some(TimeExpression { span, ..found });
    }
    let weeks = match hit.lower("week")?.as_str() {
        "last" => -1,
        "next" => 1,
        _ => 0,
    };
    hit.say(Form::WeekdayOf { weekday, weeks })
}

pub fn day_word(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.prose[hit.span().range()].to_lowercase();
    let amount = match hit.lower("day_word") {
        Some(word) => day_offset(&word),
        None if words.contains("before") => -2,
        None => 2,
    };
    let mut found = hit.say(Form::Offset {
        unit: Unit::Day,
        amount,
    })?;
    if words.contains("tonight") {
        found.part = Some("NI".to_owned());
        found.timex = TimexType::Time;
    }
    Some(found)
}

/// "two weeks from today".
pub fn from_day(hit: &Hit) -> Option<TimeExpression> {
    let days = match hit.unit()? {
        Unit::Week => 7,
        _ => 1,
    };
    let count = i32::try_from(exact(&hit.lower("number")?)?).ok()?;
    let sign = if hit.lower("direction")? == "before" {
        -1
    } else {
        1
    };
    hit.say(Form::Offset {
        unit: Unit::Day,
        amount: count
            .checked_mul(days * sign)?
            .checked_add(day_offset(&hit.lower("day_word")?))?,
    })
}

pub fn part_of_day(hit: &Hit) -> Option<TimeExpression> {
    let which = hit.lower("which")?;
    let (unit, amount) = (
        Unit::Day,
        match which.trim_start_matches("the ") {
            "last" | "previous" => -1,
            "next" | "following" => 1,
            _ => 0,
        },
    );
    let form = match hit.is_anaphoric() {
        true => Form::FromLast { unit, amount },
        false => Form::Offset { unit, amount },
    };
    hit.say(form)
}

pub fn weekend(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.prose[hit.span().range()].to_lowercase();
    (words != "weekend").then(|| hit.say(Form::Weekend { which: hit.which() }))?
}

pub fn holiday(hit: &Hit) -> Option<TimeExpression> {
    let name = hit.part("holiday")?.replace('\u{2019}', "'");
    let (_, month, when) = HOLIDAYS.iter().find(|(known, ..)| *known == name)?;
    // "Good Friday Agreement", "Christmas Island", "Orthodox Easter".
    let mut next = hit.rest().chars();
    let named = next.next() == Some(' ') && next.next().is_some_and(char::is_uppercase);
    if named || hit.word_before() == "orthodox" {
        return None;
    }
    hit.say(Form::Holiday {
        month: *month,
        when: *when,
        year: hit.parse("year"),
        which: hit.which(),
    })
}
