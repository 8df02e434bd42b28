//! Durations: "three weeks", "for years", "another week".

use crate::text::Span;
use crate::time::english::{EXCEEDING, NUMBERS};
use crate::time::{Form, TimeExpression, TimexType, Unit};

use super::amount::{Amount, amount, duration};
use super::hit::Hit;
use super::set::set;
use super::word::unit;

pub fn length(hit: &Hit) -> Option<TimeExpression> {
    let unit = hit.unit()?;
    let words = hit.lower("number")?;
    let mut amount = amount(&words);
    // "the 1988 quarter" is a year and no number.
    let year = words
        .parse::<u32>()
        .is_ok_and(|n| (1500..2100).contains(&n));
    if year && !words.contains(',') && !hit.lower("unit").is_some_and(|unit| unit.ends_with('s')) {
        return None;
    }
    // Ages are no times: "22 years old", "a 9-year-old".
    if hit.part("old").is_some()
        || hit.rest().starts_with("-old")
        || ["-long", "-ago", "-earlier"]
            .iter()
            .any(|end| hit.rest().starts_with(end))
        || words.parse::<f64>().is_ok_and(|n| n > 9999.0)
    {
        return None;
    }
    let whole = hit.prose[hit.span().range()].to_lowercase();
    if whole.ends_with("and a half")
        && let Amount::Exact(number) = amount
    {
        amount = Amount::Exact(number + 0.5);
    }
    // "a second chance", "a quarter of them", "a minute detail", "a day" of "one fine day".
    let one = matches!(words.as_str(), "a" | "an");
    let ordered = hit.part("order").is_some();
    // "three-quarters" is a share.
    if unit == Unit::Quarter && hit.prose[hit.span().range()].contains('-') {
        return None;
    }
    let odd = matches!(unit, Unit::Second | Unit::Quarter)
        || (unit == Unit::Minute && !hit.rest().trim_start().starts_with([',', '.']));
    if one && odd
        || words == "some" && !ordered && hit.lower("unit").is_some_and(|unit| !unit.ends_with('s'))
    {
        return None;
    }
    if one && !ordered && is_rate(hit) {
        return Some(set(hit, duration(amount, unit)));
    }
    let value = duration(amount, unit);
    let mut found = hit.expression(Form::Length(value), TimexType::Duration);
    let over = whole.starts_with("over ") && !EXCEEDING.contains(&hit.word_before().as_str());
    if over {
        found.span = Span::new(hit.start + "over ".len(), found.span.end as usize);
    }
    Some(found)
}

/// "30 a day", "$500 million a year", "two flights a week": so many in each.
fn is_rate(hit: &Hit) -> bool {
    let before = hit.word_before();
    if matches!(before.as_str(), "once" | "twice" | "times") {
        return true;
    }
    let clause = &hit.prose[..hit.start];
    let mut words = clause.split_whitespace().rev();
    let number = |word: &str| {
        let word = word.trim_start_matches(['$', '\u{a3}', '\u{20ac}']);
        let spelt = NUMBERS
            .iter()
            .any(|(name, value)| *name == word && *value > 1);
        word.starts_with(|c: char| c.is_ascii_digit()) && word.len() != 4
            || spelt
            || matches!(word, "million" | "billion" | "trillion")
    };
    match (words.next(), words.next()) {
        (Some(last), _) if number(last) => true,
        (Some(last), Some(counted)) => number(counted) && last.ends_with('s'),
        _ => false,
    }
}

pub fn bare_length(hit: &Hit) -> Option<TimeExpression> {
    if hit.part("long").is_some() {
        let word = hit.lower("bare")?;
        let unit = unit(&word)?;
        let amount = match word.ends_with('s') {
            true => Amount::Vague,
            false => Amount::Exact(1.0),
        };
        let value = Form::Length(duration(amount, unit));
        return Some(hit.expression(value, TimexType::Duration));
    }
    let cues = [
        "for", "in", "over", "after", "within", "of", "took", "takes", "take", "last", "lasted",
        "spent", "recent", "and", "or", "until", "by", "coming",
    ];
    if !cues.contains(&hit.word_before().as_str())
        || hit.word_before() == "of" && hit.lower("bare")? != "weeks"
    {
        return None;
    }
    let unit = unit(&hit.lower("bare")?)?;
    Some(hit.expression(
        Form::Length(duration(Amount::Vague, unit)),
        TimexType::Duration,
    ))
}

/// "another week", "all day".
pub fn one_whole(hit: &Hit) -> Option<TimeExpression> {
    let value = duration(Amount::Exact(1.0), hit.unit()?);
    Some(hit.expression(Form::Length(value), TimexType::Duration))
}

#[cfg(test)]
mod tests {
    use crate::time::resolve::tests::first;

    #[test]
    fn lengths_and_sets_are_read() {
        for (prose, value) in [
            ("for another week", "P1W"),
            ("all day long", "P1D"),
            ("for 45 mins", "PT45M"),
            ("every four years", "P4Y"),
            ("every weekend", "XXXX-WXX-WE"),
            ("Friday mornings", "XXXX-WXX-5TMO"),
        ] {
            assert_eq!(first(prose), value, "{prose}");
        }
    }
}
