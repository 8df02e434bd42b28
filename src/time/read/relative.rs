//! What counts from another time: "two weeks ago", "the following year", "last week", "the quarter".

use crate::text::Span;
use crate::time::english::UNITS;
use crate::time::{Form, TimeExpression, TimexType, Unit, Which};

use super::amount::{Amount, amount, duration};
use super::hit::Hit;
use super::word::{month, unit};

/// "the week after next", "the year before last".
pub fn after_next(hit: &Hit) -> Option<TimeExpression> {
    let amount = if hit.lower("direction")? == "after next" {
        2
    } else {
        -2
    };
    hit.say(Form::Offset {
        unit: hit.unit()?,
        amount,
    })
}

pub fn anchored(hit: &Hit) -> Option<TimeExpression> {
    let unit = hit.unit()?;
    let amount = match hit.lower("number") {
        Some(words) => amount(&words),
        None => Amount::Exact(1.0),
    };
    let direction = hit.lower("direction")?;
    // "the day before the election" counts from what follows.
    if hit.part("number").is_none() && !hit.prose[hit.span().range()].contains('-') {
        return beside_last(hit, unit, &direction);
    }
    let sign = match direction.as_str() {
        "ago" | "earlier" | "before" | "previously" => -1,
        _ => 1,
    };
    // "two weeks before the election" counts from what follows; the words alone are a length.
    let counts_on = matches!(direction.as_str(), "before" | "after")
        && !hit
            .rest()
            .trim_start_matches(['"', '\u{201d}'])
            .starts_with([',', '.', ';', ')']);
    let Amount::Exact(number) = amount else {
        if matches!(direction.as_str(), "before" | "after") {
            return length_before(hit, amount, unit, &direction);
        }
        let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return hit.say(Form::Vague(reference));
    };
    if counts_on {
        return length_before(hit, amount, unit, &direction);
    }
    let amount = sign * number as i32;
    if unit == Unit::Year && number == 1.0 && matches!(direction.as_str(), "ago" | "earlier") {
        let words = hit.prose[hit.span().range()].to_lowercase();
        return hit.say(Form::YearBefore {
            quarter: words.ends_with("quarter") || words.ends_with("period"),
        });
    }
    let from_article = matches!(direction.as_str(), "ago" | "from now" | "hence")
        || (direction == "earlier" && number == 1.0);
    hit.say(match from_article {
        true => Form::Offset { unit, amount },
        false => Form::FromLast { unit, amount },
    })
}

/// "the year before", "the following day" in the other order.
fn beside_last(hit: &Hit, unit: Unit, direction: &str) -> Option<TimeExpression> {
    let closes = hit.rest().is_empty()
        || hit
            .rest()
            .starts_with([',', '.', ';', ')', '"', '\u{201d}']);
    let amount = match direction {
        "before" | "earlier" => -1,
        _ => 1,
    };
    closes.then(|| hit.say(Form::FromLast { unit, amount }))?
}

/// The length alone in "two weeks before the election".
fn length_before(hit: &Hit, amount: Amount, unit: Unit, direction: &str) -> Option<TimeExpression> {
    let words = &hit.prose[hit.span().range()];
    let shorter = words[..words.len() - direction.len()].trim_end().len();
    let start = hit.span().start as usize;
    Some(TimeExpression {
        span: Span::new(start, start + shorter),
        ..hit.expression(Form::Length(duration(amount, unit)), TimexType::Duration)
    })
}

pub fn part_of(hit: &Hit) -> Option<TimeExpression> {
    let amount = match hit.which() {
        Which::Last => -1,
        Which::Next => 1,
        _ => 0,
    };
    let later = matches!(hit.lower("mod")?.as_str(), "later" | "late");
    let unit = hit.unit()?;
    if hit.is_anaphoric() || hit.lower("which")? == "the" {
        return hit.say(Form::FromLast { unit, amount });
    }
    hit.say(Form::PartOf {
        unit,
        amount,
        later,
    })
}

pub fn neighbour(hit: &Hit) -> Option<TimeExpression> {
    let unit = hit.unit()?;
    let words = hit.lower("which")?;
    let plural = hit.lower("unit")?.ends_with('s') && !hit.lower("unit")?.ends_with("ys");
    let many = plural
        && UNITS
            .iter()
            .any(|(_, many, _)| hit.lower("unit").as_deref() == Some(*many));
    if many {
        let reference = match hit.which() {
            Which::Last => "PAST_REF",
            Which::Next => "FUTURE_REF",
            _ => return None,
        };
        return hit.say(Form::Vague(reference));
    }
    if words.ends_with("last") && ends_something(hit) {
        return None;
    }
    let amount = match hit.which() {
        Which::Last => -1,
        Which::Next => 1,
        _ => 0,
    };
    // "the last day" of something is not yesterday.
    let anaphoric = hit.is_anaphoric();
    if unit == Unit::Day && !anaphoric {
        return None;
    }
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return (words == "past" || words == "the past").then(|| {
            let value = duration(Amount::Exact(1.0), unit);
            hit.expression(Form::Length(value), TimexType::Duration)
        });
    }
    hit.say(match anaphoric {
        true => Form::FromLast { unit, amount },
        false if words == "the latest" => Form::Offset { unit, amount: -1 },
        false => Form::Offset { unit, amount },
    })
}

/// "the last week of December", "last year of his life": counted in what follows.
fn ends_something(hit: &Hit) -> bool {
    let Some(rest) = hit.rest().strip_prefix(" of ") else {
        return false;
    };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default();
    let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    year || month(word).is_some()
        || matches!(
            word,
            "the" | "a" | "his" | "her" | "its" | "their" | "each" | "every"
        )
}

/// "the quarter", "the year": the one that is spoken of.
pub fn whole(hit: &Hit) -> Option<TimeExpression> {
    let unit = match hit.lower("whole")?.as_str() {
        "weekend" => return hit.say(Form::Weekend { which: Which::Bare }),
        "end" => {
            return hit.say(Form::Calendar {
                year: None,
                month: Some(12),
                day: Some(31),
            });
        }
        "quarter" | "latest period" | "latest quarter" => Unit::Quarter,
        "year" | "full year" | "fiscal year" => Unit::Year,
        "week" => Unit::Week,
        word => unit(word).filter(|_| hit.part("mod").is_some())?,
    };
    if hit.part("mod").is_some() {
        return hit.say(Form::Spoken { unit, amount: 0 });
    }
    let rest = hit.rest().trim_start();
    // "the quarter of a million", "the year of the dragon", "the year 2000 problem".
    if rest.starts_with("of ")
        || rest.starts_with(|c: char| c.is_ascii_digit() || c == '\'' || c == '\u{2019}')
        || rest.starts_with("-")
    {
        return None;
    }
    hit.say(Form::Spoken {
        unit,
        amount: if unit == Unit::Quarter { -1 } else { 0 },
    })
}
