//! What single words of the language tables stand for: months, weekdays, units, ordinals, days
//! counted from today.
//!
//! In: the word as it is written. Out: its value, or nothing where no table has it.

use jiff::civil::Weekday;

use crate::time::Unit;
use crate::time::english::{MONTHS, ORDINALS, UNITS, WEEKDAYS};

pub fn month(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.');
    let known = |(full, short): &(&str, &[&str])| {
        full.eq_ignore_ascii_case(name)
            || short.iter().any(|short| short.eq_ignore_ascii_case(name))
    };
    i8::try_from(MONTHS.iter().position(known)? + 1).ok()
}

pub fn weekday(name: &str) -> Option<Weekday> {
    let name = name.trim_end_matches('.');
    let found = WEEKDAYS.iter().find(|(full, short, _)| {
        full.eq_ignore_ascii_case(name)
            || short.iter().any(|short| short.eq_ignore_ascii_case(name))
    });
    found.map(|(_, _, weekday)| *weekday)
}

pub fn unit(word: &str) -> Option<Unit> {
    UNITS
        .iter()
        .find(|(one, many, _)| *one == word || *many == word)
        .map(|(.., unit)| *unit)
}

pub fn ordinal(word: &str) -> Option<usize> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    match digits.parse() {
        Ok(number) => Some(number),
        Err(_) => Some(ORDINALS.iter().position(|name| *name == word)? + 1),
    }
}

pub fn day_offset(word: &str) -> i32 {
    match word {
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => 0,
    }
}
