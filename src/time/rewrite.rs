//! Writes another date in the style of the words that it replaces.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use regex::Regex;

use super::english::{MONTHS, WEEKDAYS};
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
    let ordinal = day.name("ordinal").map_or("", |_| ordinal(to.day()));
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

fn ordinal(day: i8) -> &'static str {
    match (day % 10, day) {
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
