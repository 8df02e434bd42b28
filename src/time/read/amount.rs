//! How many: number words, the length they make of a unit, and years in words or in short.
//!
//! In: words in lower case. Out: an [`Amount`], a year, or the TIMEX3 value of a duration.

use crate::time::Unit;
use crate::time::english::NUMBERS;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    Exact(f64),
    Vague,
}

/// The value of number words: "twenty-four", "a couple of", "3,500", "several".
pub fn amount(words: &str) -> Amount {
    let plain = words.replace(',', "");
    let mut parts = plain.split_whitespace();
    let whole: Option<f64> = parts.next().and_then(|part| part.parse().ok());
    if let Some(whole) = whole {
        let fraction = parts.next().and_then(|part| part.split_once('/'));
        let fraction =
            fraction.and_then(|(a, b)| Some(a.parse::<f64>().ok()? / b.parse::<f64>().ok()?));
        return Amount::Exact(whole + fraction.unwrap_or(0.0));
    }
    if words.starts_with("half a dozen") {
        return Amount::Exact(6.0);
    }
    if words.starts_with("half") || words == "a half" {
        return Amount::Exact(0.5);
    }
    let (mut total, mut known) = (0.0, false);
    for word in words.split([' ', '-']) {
        match NUMBERS.iter().find(|(name, _)| *name == word) {
            Some((_, 1000)) if known => total = f64::max(total, 1.0) * 1000.0,
            Some((_, value @ (100 | 12))) if known && matches!(word, "hundred" | "dozen") => {
                total = f64::max(total, 1.0) * f64::from(*value);
            }
            Some((_, value)) if word == "couple" => total = f64::from(*value),
            Some((_, value)) => {
                total += f64::from(*value);
                known = true;
            }
            // "two to three weeks": the first one.
            None if word == "to" => break,
            None if matches!(word, "and" | "of") => {}
            None if word == "half" => total += 0.5 - 1.0,
            None => return Amount::Vague,
        }
    }
    Amount::Exact(total)
}

/// The whole number that words say.
pub fn exact(words: &str) -> Option<u32> {
    match amount(words) {
        Amount::Exact(number) if number >= 0.0 && number.fract() == 0.0 => Some(number as u32),
        _ => None,
    }
}

/// The TIMEX3 value of a duration: "P3W", "PT24H", "PXY".
pub fn duration(amount: Amount, unit: Unit) -> String {
    let (amount, unit) = match (amount, unit) {
        (Amount::Exact(number), Unit::Fortnight) => (Amount::Exact(number * 2.0), Unit::Week),
        (Amount::Exact(number), Unit::Decade) => (Amount::Exact(number * 10.0), Unit::Year),
        (Amount::Exact(number), Unit::Century) => (Amount::Exact(number * 100.0), Unit::Year),
        (Amount::Exact(number), Unit::Quarter) => (Amount::Exact(number * 3.0), Unit::Month),
        other => other,
    };
    let (time, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Week | Unit::Fortnight => ("", "W"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "DE"),
        Unit::Century => ("", "CE"),
    };
    match amount {
        Amount::Exact(number) if unit == Unit::Year && number.fract() == 0.5 => {
            format!("P{}Y6M", number.trunc())
        }
        Amount::Exact(number) => format!("P{time}{number}{letter}"),
        Amount::Vague => format!("P{time}X{letter}"),
    }
}

/// '07 is 2007, '68 is 1968.
pub fn full_year(short: i16) -> i16 {
    if short < 36 {
        2000 + short
    } else {
        1900 + short
    }
}

/// 480 BC is the year -479 of ISO 8601, which has a year 0.
pub fn before_christ(year: i16) -> i16 {
    1 - year
}

/// "nineteen ninety-six", "two thousand and five".
pub fn year_in_words(words: &str) -> Option<i16> {
    let value = |word: &str| {
        NUMBERS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, value)| *value)
    };
    let parts: Vec<&str> = words
        .split([' ', '-'])
        .filter(|word| *word != "and")
        .collect();
    if parts.get(1) == Some(&"thousand") {
        let rest: u32 = parts[2..].iter().filter_map(|word| value(word)).sum();
        return i16::try_from(2000 + rest).ok();
    }
    let century = value(parts.first()?)?;
    let rest: u32 = parts[1..]
        .iter()
        .filter(|word| **word != "hundred")
        .filter_map(|word| value(word))
        .sum();
    i16::try_from(century * 100 + rest).ok()
}
