//! Finds time expressions in the prose of one block: one pass of the automaton, each hit read by
//! its reader.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::Regex;

use crate::text::Span;

use super::english::{CLOCK_JOINTS, COORDINATING};
use super::patterns::{COMPILED, Found, expand};
use super::read::{Hit, read, weekday};
use super::tense::tense;
use super::{Form, TimeExpression, TimexType, Unit, Which};

static WEEKDAY_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        expand(r"^(?:,? \(|, (?:which (?:is|was) )?an? )(?P<weekday>{any_weekday})(?-u:\b)");
    Regex::new(&pattern).expect("the weekday pattern is valid")
});

/// The time expressions of `prose`, in order, none overlapping another.
pub fn recognise(prose: &str) -> Vec<TimeExpression> {
    let mut found: Vec<TimeExpression> = Vec::new();
    let mut at = 0;
    while at < prose.len() {
        let Some(hit) = COMPILED.find(prose, at) else {
            break;
        };
        let expressions = read_hit(prose, &hit);
        at = next_word(prose, hit.range.start);
        if let Some(last) = expressions.last() {
            let weekday_end = last.weekday.map_or(0, |(_, span)| span.end);
            at = at.max(last.span.end.max(weekday_end) as usize);
        }
        found.extend(expressions);
    }
    share_years(prose, &mut found);
    share_days(prose, &mut found);
    found
}

/// In "Tuesday at 9 a.m." the clock is of the Tuesday, and so is the next one in "from 9 to 11".
fn share_days(prose: &str, found: &mut [TimeExpression]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let (Some(day), Some(clock)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let gap =
            &prose[day.span.end as usize..(clock.span.start as usize).max(day.span.end as usize)];
        let gap = gap.trim_matches(|c: char| c.is_whitespace() || c == ',' || c == '(');
        let is_clock = |form: &TimeExpression| {
            form.timex == TimexType::Time
                && form.part.as_ref().is_some_and(|part| part.contains(':'))
        };
        let joint = match is_clock(day) {
            true => COORDINATING.contains(&gap),
            false => CLOCK_JOINTS.contains(&gap),
        };
        let alone = Form::Spoken {
            unit: Unit::Day,
            amount: 0,
        };
        if joint && is_clock(clock) && clock.form == alone && is_day(&day.form) {
            clock.form = Form::FromLast {
                unit: Unit::Day,
                amount: 0,
            };
        }
    }
}

/// Whether a form means one day.
fn is_day(form: &Form) -> bool {
    matches!(
        form,
        Form::Calendar { day: Some(_), .. }
            | Form::Slashed { .. }
            | Form::Weekday { .. }
            | Form::WeekdayOf { .. }
            | Form::Holiday { .. }
            | Form::Offset {
                unit: Unit::Day,
                ..
            }
            | Form::FromLast {
                unit: Unit::Day,
                ..
            }
    )
}

/// In "between March and April 1918" the year belongs to both months.
fn share_years(prose: &str, found: &mut [TimeExpression]) {
    for at in (1..found.len()).rev() {
        let (before, rest) = found.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last_mut(), rest.first()) else {
            continue;
        };
        let gap = &prose
            [first.span.end as usize..(second.span.start as usize).max(first.span.end as usize)];
        if !COORDINATING.contains(&gap.trim()) {
            continue;
        }
        let (Some((None, start)), Some((Some(year), end))) =
            (year_and_month(&first.form), year_and_month(&second.form))
        else {
            continue;
        };
        let turned = i16::from(start > end);
        first.shares_year = true;
        match &mut first.form {
            Form::Calendar { year: own, .. } | Form::Season { year: own, .. } => {
                *own = Some(year - turned)
            }
            _ => {}
        }
    }
}

/// The year, if it is written, and the month of a date, or the first month of a season.
fn year_and_month(form: &Form) -> Option<(Option<i16>, i8)> {
    match form {
        Form::Calendar {
            year,
            month: Some(month),
            ..
        } => Some((*year, *month)),
        Form::Season {
            letters,
            year,
            which: Which::Bare,
        } => {
            let month = match *letters {
                "SP" => 3,
                "SU" => 6,
                "FA" => 9,
                _ => 12,
            };
            Some((*year, month))
        }
        _ => None,
    }
}

/// Nothing but a word or two stands between the start of the sentence, or of a heading, and `at`.
fn opens_sentence(prose: &str, at: usize) -> bool {
    let heading = prose.len() < 80 && !prose.trim_end().ends_with(['.', '!', '?']);
    let mut from = at.saturating_sub(30);
    while !prose.is_char_boundary(from) {
        from -= 1;
    }
    let near = &prose[from..at];
    let stop = near.rfind(['.', '!', '?', ':', '\n']);
    let stop = stop.filter(|stop| {
        let rest = &near[stop + 1..];
        rest.is_empty() || rest.starts_with(char::is_whitespace)
    });
    let start = match stop {
        Some(stop) => stop + 1,
        None if from == 0 => 0,
        None => return heading,
    };
    heading || near[start..].split_whitespace().count() <= 2
}

/// From inside a word nothing can start: the next hit begins behind it.
fn next_word(prose: &str, at: usize) -> usize {
    let rest = &prose[at..];
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let word = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    at + word.max(first)
}

fn read_hit(prose: &str, found: &Found) -> Vec<TimeExpression> {
    let (range, pattern) = (found.range.clone(), found.pattern);
    if !stands_alone(prose, range.start, range.end) {
        return Vec::new();
    }
    let Some(parts) = pattern.parts(&prose[range.start..range.end]) else {
        return Vec::new();
    };
    let hit = Hit {
        prose,
        start: range.start,
        parts,
    };
    let mut expressions = read(&hit, pattern.reader);
    for expression in &mut expressions {
        let (start, end) = (expression.span.start as usize, expression.span.end as usize);
        expression.tense = tense(prose, start, end);
        expression.opening = opens_sentence(prose, start);
        let full = matches!(
            expression.form,
            Form::Calendar { day: Some(_), .. } | Form::Slashed { .. }
        );
        if full && expression.weekday.is_none() {
            expression.weekday = weekday_behind(prose, end);
        }
    }
    expressions
}

/// ASCII boundaries take a letter with an accent, a hyphen in an identifier and a decimal point
/// for an end.
fn stands_alone(prose: &str, start: usize, end: usize) -> bool {
    let before = prose[..start].chars().next_back();
    let mut after = prose[end..].chars();
    let next = after.next();
    let digit_follows = after.next().is_some_and(|c| c.is_ascii_digit());
    let letter = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    let glued = before.is_some_and(|c| matches!(c, '$' | '£' | '€' | '#' | '/' | '_' | '@'))
        || (before == Some('.') && prose[..start - 1].ends_with(|c: char| c.is_ascii_digit()))
        || (matches!(next, Some('.' | ',' | '/' | ':')) && digit_follows)
        || next.is_some_and(|c| matches!(c, '_' | '@' | '%'));
    !letter(before) && !letter(next) && !glued
}

/// "Feb. 17, 2025 (Monday)", "Feb. 17, 2025, a Monday".
fn weekday_behind(prose: &str, end: usize) -> Option<(Weekday, Span)> {
    let found = WEEKDAY_BEHIND.captures(&prose[end..])?.name("weekday")?;
    let span = Span::new(end + found.start(), end + found.end());
    Some((weekday(found.as_str())?, span))
}

/// A full date that stands alone in `line`, with a weekday or "Published" and a time of day as its
/// only company: "Friday, January 4, 2019", "Published Feb 18, 2025 07:28 am".
pub fn lone_date(line: &str) -> Option<(Date, Span)> {
    if line.len() > 80 {
        return None;
    }
    let found = recognise(line);
    let expression = found.iter().find(|found| found.full_date().is_some())?;
    let (start, end) = (expression.span.start as usize, expression.span.end as usize);
    let rest = format!("{} {}", &line[..start], &line[end..]);
    static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)^(?:[\s,.:;|()\[\]—–-]|published|posted|updated|on|at|date|est|edt|gmt|utc|pst|pdt|et|[ap]\.?m\.?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{1,2}\s?[ap]m)*$";
        Regex::new(pattern).expect("the pattern of a lone date is valid")
    });
    COMPANY.is_match(&rest).then_some(())?;
    Some((expression.full_date()?, expression.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(prose: &str) -> Vec<&str> {
        let found = recognise(prose);
        found
            .iter()
            .map(|found| &prose[found.span.range()])
            .collect()
    }

    #[test]
    fn dates_are_found_in_running_text() {
        assert_eq!(
            words(
                "On Monday, Feb. 17, 2025, and 3 March he met them; in February 2025, since 2021 and in the 1990s."
            ),
            [
                "Monday, Feb. 17, 2025",
                "3 March",
                "February 2025",
                "2021",
                "the 1990s"
            ]
        );
        assert_eq!(
            words(
                "Earlier this year, last week, two days ago, yesterday and next Tuesday, currently for three weeks."
            ),
            [
                "Earlier this year",
                "last week",
                "two days ago",
                "yesterday",
                "next Tuesday",
                "currently",
                "three weeks"
            ]
        );
        assert_eq!(words("It ran Feb. 3-5, 2025."), ["Feb. 3", "5, 2025"]);
        assert_eq!(words("It ran 15–17 May 1918."), ["15", "17 May 1918"]);
    }

    #[test]
    fn extents_follow_the_guidelines() {
        assert_eq!(
            words(
                "Over the past three months, for nearly forty years, up to 180 days, in the late 1990s, at the end of 1998."
            ),
            [
                "the past three months",
                "nearly forty years",
                "up to 180 days",
                "the late 1990s",
                "the end of 1998"
            ]
        );
        assert_eq!(
            words(
                "At 3 p.m. Wednesday and Sunday night, early next year, in the third quarter of 1989, every other Tuesday."
            ),
            [
                "3 p.m. Wednesday",
                "Sunday night",
                "early next year",
                "the third quarter of 1989",
                "every other Tuesday"
            ]
        );
        assert_eq!(
            words(
                "Last summer, this morning, a year earlier, twice a week, the winter of nineteen ninety-four, by Christmas."
            ),
            [
                "Last summer",
                "this morning",
                "a year earlier",
                "twice a week",
                "the winter of nineteen ninety-four",
                "Christmas"
            ]
        );
    }

    #[test]
    fn words_that_only_look_like_dates_are_left_alone() {
        for prose in [
            "She may march on a second fall in the sun.",
            "It cost $2021 and 2000 soldiers came with 2,025 horses.",
            "Version 2.2021, room 1998, call 555-2021-2022, No. 1234.",
            "MAYOR Augustus and Junes met Fridayish.",
            "Theresa May spoke; March of Dimes; April Jones.",
            "He is 22 years old and 1 of 3 sons.",
        ] {
            assert_eq!(words(prose), Vec::<&str>::new(), "{prose}");
        }
    }

    #[test]
    fn a_weekday_belongs_to_its_date_before_and_behind() {
        for prose in [
            "on Tuesday, Feb. 17, 2025, he",
            "on Feb. 17, 2025 (Tuesday) he",
            "on Feb. 17, 2025, a Tuesday, he",
            "on Tuesday (Feb. 17, 2025) he",
            "Tues. 17 February 2025",
        ] {
            let found = recognise(prose);
            let (weekday, span) = found[0].weekday.expect(prose);
            assert_eq!(weekday, Weekday::Tuesday);
            assert!(prose[span.range()].starts_with("Tue"), "{prose}");
        }
    }

    #[test]
    fn days_that_no_calendar_has_are_said() {
        let impossible = |prose: &str| match &recognise(prose)[0].form {
            Form::Impossible { what } => what.clone(),
            other => panic!("{prose}: {other:?}"),
        };
        assert_eq!(impossible("Feb. 30"), "Feb. has 29 days, not 30");
        assert_eq!(
            impossible("29 February 2025"),
            "February 2025 has 28 days, not 29"
        );
        assert_eq!(impossible("2025-13-01"), "there is no month 13");
        assert_eq!(
            impossible("April 31, 2025"),
            "April 2025 has 30 days, not 31"
        );
    }

    #[test]
    fn a_lone_date_is_told_from_a_sentence() {
        let read = |line| lone_date(line).map(|(date, _)| date.to_string());
        assert_eq!(read("Friday, January 4, 2019 "), Some("2019-01-04".into()));
        assert_eq!(
            read("Published Feb 18, 2025 07:28 am"),
            Some("2025-02-18".into())
        );
        assert_eq!(read("He came on January 4, 2019"), None);
    }

    #[test]
    fn a_long_row_of_numbers_costs_linear_time() {
        recognise(&"1 ".repeat(300_000));
        recognise(&"1/".repeat(300_000));
        recognise(&"the the ".repeat(100_000));
        recognise(&"2021-2021-".repeat(50_000));
        recognise(&"in 2021 ".repeat(50_000));
        recognise(&"Monday".repeat(50_000));
    }

    proptest! {
        #[test]
        fn no_input_panics_and_spans_are_in_order(
            prose in "(Mon|Feb\\. |17|[0-9]|, |the |20|ago| BC|'90s|century|quarter|é|“|’|-|/| |year|p\\.m\\.){0,30}"
        ) {
            let found = recognise(&prose);
            for pair in found.windows(2) {
                prop_assert!(pair[0].span.start <= pair[1].span.start);
            }
            for one in &found {
                prop_assert!(prose.get(one.span.range()).is_some());
            }
        }
    }
}
