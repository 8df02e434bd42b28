//! Writes another date in the style of the words that it replaces.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use regex::Regex;

use super::english::{MONTHS, NUMBERS, ORDINALS, WEEKDAYS};
use super::interval::weekday_name;

/// The day nearest to `date` that is such a weekday.
pub fn nearest_with_weekday(date: Date, weekday: Weekday) -> Date {
    let ahead = i64::from(date.weekday().until(weekday));
    match ahead <= 3 {
        true => date.saturating_add(ahead.days()),
        false => date.saturating_sub((7 - ahead).days()),
    }
}

/// A weekday in the style of `like`: "Tues." for "Mon.", "TUESDAY" for "MONDAY".
pub fn weekday_like(like: &str, weekday: Weekday) -> String {
    let full = weekday_name(weekday);
    let row = WEEKDAYS.iter().find(|(_, _, known)| *known == weekday);
    let was_full = WEEKDAYS
        .iter()
        .any(|(name, ..)| name.eq_ignore_ascii_case(like));
    let name = match row {
        Some((_, short, _)) if !was_full => short[0],
        _ => full,
    };
    in_case_of(like, name)
}

/// `words`, which hold a month and a day, with the month and the day of `to`.
pub fn date_like(words: &str, to: Date) -> Option<String> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?-u:\b)[0-9]{1,2}(?P<ordinal>st|nd|rd|th)?(?-u:\b)";
        Regex::new(pattern).expect("the pattern of a day is valid")
    });
    let day = DAY.captures(words)?;
    let ordinal = day
        .name("ordinal")
        .map_or("", |_| ordinal(to.day().unsigned_abs().into()));
    let range = day.get(0)?.range();
    let mut written = words.to_owned();
    written.replace_range(range, &format!("{}{ordinal}", to.day()));
    let month =
        word_ranges(&written).find_map(|range| Some((month_of(&written[range.clone()])?, range)));
    let (known, range) = month?;
    if known != to.month() {
        let (full, short) = MONTHS[usize::try_from(to.month() - 1).ok()?];
        let was_full = MONTHS
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case(&written[range.clone()]));
        let name = if was_full {
            full
        } else {
            short.first().copied().unwrap_or(full)
        };
        let name = in_case_of(&written[range.clone()], name);
        written.replace_range(range, &name);
    }
    Some(written)
}

/// `words` with another number in the place of the first one, in figures or in words as it was:
/// "Four years ago", "the 10th", "a ten-day".
pub fn number_like(words: &str, to: u32) -> Option<String> {
    static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?-u:\b)[0-9]+(?P<ordinal>st|nd|rd|th)?(?-u:\b)";
        Regex::new(pattern).expect("the pattern of a number is valid")
    });
    let mut written = words.to_owned();
    if let Some(found) = FIGURES.captures(words) {
        let ordinal = found.name("ordinal").map_or("", |_| ordinal(to));
        written.replace_range(found.get(0)?.range(), &format!("{to}{ordinal}"));
        return Some(written);
    }
    let lower = words.to_lowercase();
    let mut ranges = word_ranges(&lower);
    let (mut range, is_ordinal) = ranges.find_map(|range| {
        let word = &lower[range.clone()];
        let is_ordinal = ORDINALS.contains(&word);
        (is_ordinal || number_of(word).is_some()).then_some((range, is_ordinal))
    })?;
    // "twenty-four", "twenty-fourth"
    let next = ranges.next().filter(|next| {
        let word = &lower[next.clone()];
        let ones = number_of(word).is_some() || ORDINALS.contains(&word);
        ones && next.start == range.end + 1 && words.is_char_boundary(range.end)
    });
    let is_ordinal = is_ordinal
        || next
            .as_ref()
            .is_some_and(|next| ORDINALS.contains(&&lower[next.clone()]));
    if let Some(next) = next {
        range.end = next.end;
    }
    let in_words = match is_ordinal {
        true => ordinal_in_words(to),
        false => number_in_words(to),
    };
    let mut number = in_words.unwrap_or_else(|| match is_ordinal {
        true => format!("{to}{}", ordinal(to)),
        false => to.to_string(),
    });
    if words[range.clone()].starts_with(char::is_uppercase) {
        number[..1].make_ascii_uppercase();
    }
    written.replace_range(range, &number);
    Some(written)
}

/// The ordinal of "10th", "tenth" and "twenty-first".
pub fn read_ordinal(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let figures = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !figures.is_empty() {
        return figures.parse().ok();
    }
    let at = ORDINALS.iter().position(|known| *known == lower)?;
    u32::try_from(at + 1).ok()
}

fn number_of(word: &str) -> Option<u32> {
    let found = NUMBERS
        .iter()
        .find(|(name, value)| *name == word && *value < 100 && is_plain_number(name))?;
    Some(found.1)
}

fn is_plain_number(word: &str) -> bool {
    !matches!(word, "a" | "an" | "couple" | "dozen")
}

fn number_in_words(number: u32) -> Option<String> {
    let name = |value: u32| {
        let found = NUMBERS
            .iter()
            .find(|(name, known)| *known == value && is_plain_number(name));
        found.map(|(name, _)| (*name).to_owned())
    };
    match number {
        0 | 100.. => None,
        1..=20 => name(number),
        _ if number.is_multiple_of(10) => name(number),
        _ => Some(format!(
            "{}-{}",
            name(number / 10 * 10)?,
            name(number % 10)?
        )),
    }
}

fn ordinal_in_words(number: u32) -> Option<String> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    ORDINALS.get(index).map(|word| (*word).to_owned())
}

fn word_ranges(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    crate::text::words(text).map(|word| word.span.range())
}

fn month_of(word: &str) -> Option<i8> {
    let found = MONTHS.iter().position(|(full, short)| {
        full.eq_ignore_ascii_case(word)
            || short.iter().any(|short| short.eq_ignore_ascii_case(word))
    });
    i8::try_from(found? + 1).ok()
}

fn in_case_of(like: &str, name: &str) -> String {
    let shouted = like.len() > 1 && like.chars().all(|c| !c.is_lowercase());
    if shouted {
        name.to_uppercase()
    } else {
        name.to_owned()
    }
}

fn ordinal(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_keeps_its_style() {
        let to = date(2025, 3, 1);
        for (words, written) in [
            ("Feb. 28, 2025", "Mar. 1, 2025"),
            ("28 February 2025", "1 March 2025"),
            ("FEBRUARY 28th", "MARCH 1st"),
        ] {
            assert_eq!(date_like(words, to).as_deref(), Some(written));
        }
    }

    #[test]
    fn a_number_keeps_its_style() {
        for (words, to, written) in [
            ("Four years ago", 14, "Fourteen years ago"),
            ("the 10th", 22, "the 22nd"),
            ("a ten-day", 5, "a five-day"),
            ("twenty-fourth", 3, "third"),
            ("twenty-four years", 31, "thirty-one years"),
            ("113th", 111, "111th"),
        ] {
            assert_eq!(number_like(words, to).as_deref(), Some(written));
        }
    }

    #[test]
    fn weekdays_keep_their_style() {
        assert_eq!(weekday_like("Mon", Weekday::Tuesday), "Tues");
        assert_eq!(weekday_like("MONDAY", Weekday::Tuesday), "TUESDAY");
        assert_eq!(
            nearest_with_weekday(date(2025, 2, 17), Weekday::Tuesday),
            date(2025, 2, 18)
        );
        assert_eq!(
            nearest_with_weekday(date(2025, 2, 17), Weekday::Friday),
            date(2025, 2, 14)
        );
    }
}
