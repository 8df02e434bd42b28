//! Times that come again: "every Tuesday", "daily", "twice a week".

use crate::time::{Form, TimeExpression, TimexType};

use super::amount::{Amount, amount, duration};
use super::hit::Hit;

pub fn set(hit: &Hit, value: String) -> TimeExpression {
    TimeExpression {
        part: None,
        ..hit.expression(Form::Length(value), TimexType::Set)
    }
}

pub fn every_weekday(hit: &Hit) -> Option<TimeExpression> {
    let (weekday, _) = hit.weekday()?;
    let part = hit
        .day_part()
        .map(|part| format!("T{part}"))
        .unwrap_or_default();
    let value = format!("XXXX-WXX-{}{part}", weekday.to_monday_one_offset());
    Some(set(hit, value))
}

pub fn every(hit: &Hit) -> Option<TimeExpression> {
    if let Some(part) = hit.day_part() {
        return Some(set(hit, format!("XXXX-XX-XXT{part}")));
    }
    let other = hit.prose[hit.span().range()]
        .to_lowercase()
        .contains(" other ");
    let amount = match hit.lower("number") {
        Some(words) => amount(&words),
        None => Amount::Exact(if other { 2.0 } else { 1.0 }),
    };
    Some(set(hit, duration(amount, hit.unit()?)))
}

pub fn every_month(hit: &Hit) -> Option<TimeExpression> {
    Some(set(hit, format!("XXXX-{:02}", hit.month()?)))
}

pub fn adverb(hit: &Hit) -> Option<TimeExpression> {
    let value = match hit.lower("adverb")?.as_str() {
        "hourly" => "PT1H",
        "weekly" => "P1W",
        "monthly" => "P1M",
        "fortnightly" => "P2W",
        "nightly" => "XXXX-XX-XXTNI",
        _ => "P1D",
    };
    // "the Weekly Standard", "USA Daily".
    let capital = hit.part("adverb")?.starts_with(char::is_uppercase);
    (!capital).then(|| set(hit, value.to_owned()))
}

pub fn frequency(hit: &Hit) -> Option<TimeExpression> {
    Some(set(hit, duration(Amount::Exact(1.0), hit.unit()?)))
}
