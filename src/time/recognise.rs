//! Finds time expressions in the prose of one block.
//!
//! One automaton over all patterns, with ASCII word boundaries only: a Unicode `\b` gives up at
//! the first curly quotation mark and costs a factor of 35. The parts of a hit are read by the
//! pattern's own expression, on the hit alone.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::{Captures, Regex};
use regex_automata::meta;

use crate::text::Span;

use super::english::{FUTURE_CUES, MONTH_CUES, MONTHS, NUMBERS, UNITS, VAGUE, WEEKDAYS, YEAR_CUES};
use super::{Form, TimeExpression, TimexType, Unit, Which};

type Reader = fn(&Hit) -> Option<Reading>;

/// A kind of expression: its pattern, and how the parts of a hit are read.
struct Pattern {
    /// Without the word boundaries around it.
    source: String,
    read: Reader,
}

struct Hit<'a> {
    prose: &'a str,
    start: usize,
    parts: Captures<'a>,
}

struct Reading {
    form: Form,
    timex: TimexType,
    /// Bytes of the prose, where they are not the whole hit.
    span: Option<Span>,
    weekday: Option<(Weekday, Span)>,
}

struct Patterns {
    automaton: meta::Regex,
    /// In the order of the automaton's pattern ids: at one place the first one wins.
    patterns: Vec<(Regex, Reader)>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let patterns = patterns();
    let bounded: Vec<String> = patterns
        .iter()
        .map(|pattern| format!(r"(?-u:\b)(?:{})(?-u:\b)", pattern.source))
        .collect();
    let automaton = meta::Regex::new_many(&bounded).expect("the time patterns are valid");
    let readers = bounded.iter().zip(&patterns).map(|(source, pattern)| {
        let regex = Regex::new(source).expect("the time patterns are valid");
        (regex, pattern.read)
    });
    Patterns {
        automaton,
        patterns: readers.collect(),
    }
});

static WEEKDAY_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    let weekdays = weekdays(true);
    let pattern =
        format!(r"^(?:,? \(|, (?:which (?:is|was) )?an? )(?P<weekday>{weekdays})(?-u:\b)");
    Regex::new(&pattern).expect("the weekday pattern is valid")
});

/// The time expressions of `prose`, in order, none overlapping another.
pub fn recognise(prose: &str) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < prose.len() {
        let input = regex_automata::Input::new(prose).span(at..prose.len());
        let Some(hit) = PATTERNS.automaton.find(input) else {
            break;
        };
        let expressions = read_hit(prose, &hit);
        at = next_char(prose, hit.start());
        if let Some(last) = expressions.last() {
            let weekday_end = last.weekday.map_or(0, |(_, span)| span.end);
            at = at.max(last.span.end.max(weekday_end) as usize);
        }
        found.extend(expressions);
    }
    found
}

fn next_char(prose: &str, at: usize) -> usize {
    let rest = &prose[at..];
    // From inside a word nothing can start: the next hit begins behind it.
    at + rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len())
        .max(1)
}

fn read_hit(prose: &str, hit: &regex_automata::Match) -> Vec<TimeExpression> {
    let (regex, read) = &PATTERNS.patterns[hit.pattern().as_usize()];
    if !stands_alone(prose, hit.start(), hit.end()) {
        return Vec::new();
    }
    let Some(parts) = regex.captures(&prose[hit.start()..hit.end()]) else {
        return Vec::new();
    };
    let hit = Hit {
        prose,
        start: hit.start(),
        parts,
    };
    let Some(reading) = read(&hit) else {
        return Vec::new();
    };
    let first = expression(&hit, reading);
    let second = hit.second_day(&first);
    std::iter::once(first).chain(second).collect()
}

fn expression(hit: &Hit, reading: Reading) -> TimeExpression {
    let span = reading.span.unwrap_or(hit.span());
    let full_date = matches!(
        reading.form,
        Form::Calendar { day: Some(_), .. } | Form::Slashed { .. }
    );
    let behind = || {
        full_date
            .then(|| weekday_behind(hit.prose, span.end as usize))
            .flatten()
    };
    TimeExpression {
        span,
        timex: reading.timex,
        weekday: reading.weekday.or_else(behind),
        future: future_cue(&hit.prose[..span.start as usize]),
        form: reading.form,
    }
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
        || (matches!(next, Some('.' | ',' | '/' | ':')) && digit_follows)
        || next.is_some_and(|c| matches!(c, '_' | '@' | '%'));
    !letter(before) && !letter(next) && !glued
}

/// "Feb. 17, 2025 (Monday)", "Feb. 17, 2025, a Monday".
fn weekday_behind(prose: &str, end: usize) -> Option<(Weekday, Span)> {
    let rest = &prose[end..];
    let found = WEEKDAY_BEHIND.captures(rest)?.name("weekday")?;
    let span = Span::new(end + found.start(), end + found.end());
    Some((weekday(found.as_str())?, span))
}

/// Whether the clause before an expression speaks of what is to come.
fn future_cue(before: &str) -> bool {
    let clause = before
        .rsplit(['.', ';', '\u{201d}', '"'])
        .next()
        .unwrap_or(before);
    let words: Vec<&str> = clause.split_whitespace().rev().take(12).collect();
    words
        .iter()
        .any(|word| FUTURE_CUES.contains(&word.to_ascii_lowercase().as_str()))
}

impl Hit<'_> {
    fn span(&self) -> Span {
        let whole = self.parts.get(0).map_or(0..0, |whole| whole.range());
        Span::from(whole).shifted(self.start)
    }

    fn part(&self, name: &str) -> Option<&str> {
        self.parts.name(name).map(|part| part.as_str())
    }

    fn part_span(&self, name: &str) -> Option<Span> {
        self.parts
            .name(name)
            .map(|part| Span::from(part.range()).shifted(self.start))
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.part(name)?.parse().ok()
    }

    fn weekday(&self) -> Option<(Weekday, Span)> {
        Some((weekday(self.part("weekday")?)?, self.part_span("weekday")?))
    }

    /// The second day of "Feb. 3-5, 2025".
    fn second_day(&self, first: &TimeExpression) -> Option<TimeExpression> {
        let day: i8 = self.number("day2")?;
        let Form::Calendar { year, month, .. } = first.form else {
            return None;
        };
        Some(TimeExpression {
            span: self.part_span("day2")?,
            form: Form::Calendar {
                year,
                month,
                day: Some(day),
            },
            weekday: None,
            ..first.clone()
        })
    }

    /// The word before the hit, in lower case.
    fn word_before(&self) -> String {
        let before = self.prose[..self.start].trim_end_matches([' ', '\n', '-', '\u{2013}']);
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        word.to_lowercase()
    }
}

/// The patterns, most telling first.
fn patterns() -> Vec<Pattern> {
    let month = months();
    let any_weekday = weekdays(true);
    let full_weekday = weekdays(false);
    let number = numbers();
    let units = alternatives(UNITS.iter().map(|(unit, _)| *unit));
    let vague = alternatives(VAGUE.iter().map(|(words, _)| *words));
    let day = r"(?P<day>0?[1-9]|[12][0-9]|3[0-9])(?:st|nd|rd|th)?";
    let year = r"(?P<year>[12][0-9]{3})";
    let weekday =
        format!(r"(?:(?P<weekday>{any_weekday})\.?(?:['’]s)?(?:,\s+|\s+\(?)(?:the\s+)?)?");
    vec![
        Pattern {
            source: format!(
                r"{weekday}(?P<month>{month})\s+{day}(?:\s?[-–]\s?(?P<day2>[12]?[0-9]|3[01]))?(?:(?:,\s*|\s+){year})?"
            ),
            read: read_calendar,
        },
        Pattern {
            source: format!(r"{weekday}{day}\s+(?:of\s+)?(?P<month>{month})(?:,?\s+{year})?"),
            read: read_calendar,
        },
        Pattern {
            source: r"(?P<year>[12][0-9]{3})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})".to_owned(),
            read: read_iso,
        },
        Pattern {
            source: r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>[12][0-9]{3})"
                .to_owned(),
            read: read_slashed,
        },
        Pattern {
            source: format!(r"(?P<month>{month})(?:,|\s+of)?\s+{year}"),
            read: read_calendar,
        },
        Pattern {
            source: format!(
                r"(?:(?i:(?P<which>last|next|this|every|each))\s+)?(?P<weekday>{full_weekday})(?P<plural>s)?"
            ),
            read: read_weekday,
        },
        Pattern {
            source: r"(?i:today|yesterday|tomorrow|tonight)".to_owned(),
            read: read_day_word,
        },
        Pattern {
            source: format!(r"(?i:(?P<part>earlier|later)\s+this\s+(?P<unit>{units}))"),
            read: read_part,
        },
        Pattern {
            source: format!(
                r"(?i:(?P<which>last|next|this|previous|coming))\s+(?:(?P<unit>{units})|(?P<month>{month}))"
            ),
            read: read_neighbour,
        },
        Pattern {
            source: format!(
                r"(?i:(?P<number>{number})[\s-](?P<unit>{units})s?(?:\s+(?P<direction>ago|earlier|later|before|after))?)"
            ),
            read: read_amount,
        },
        Pattern {
            source: r"(?:the\s+)?(?P<year>1[0-9]{2}0|20[0-9]0)s".to_owned(),
            read: read_decade,
        },
        Pattern {
            source: format!("(?i:{vague})"),
            read: read_vague,
        },
        Pattern {
            source: r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})".to_owned(),
            read: read_year,
        },
        Pattern {
            source: format!(
                "(?P<month>{})",
                alternatives(MONTHS.iter().map(|(name, _)| *name))
            ),
            read: read_month,
        },
    ]
}

fn date(form: Form) -> Option<Reading> {
    Some(Reading {
        form,
        timex: TimexType::Date,
        span: None,
        weekday: None,
    })
}

fn read_calendar(hit: &Hit) -> Option<Reading> {
    let month = month(hit.part("month")?)?;
    let (year, day): (Option<i16>, Option<i8>) = (hit.number("year"), hit.number("day"));
    let reading = date(calendar(year, month, day, hit.part("month")?))?;
    Some(Reading {
        weekday: hit.weekday(),
        ..reading
    })
}

/// The date, or the reason why no calendar has it.
fn calendar(year: Option<i16>, month: i8, day: Option<i8>, name: &str) -> Form {
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

fn read_iso(hit: &Hit) -> Option<Reading> {
    let before = hit.prose[..hit.start].chars().next_back();
    let after = hit.prose[hit.span().end as usize..].chars().next();
    if before == Some('-') || after == Some('-') {
        return None;
    }
    let (year, month, day): (i16, i8, i8) = (
        hit.number("year")?,
        hit.number("number")?,
        hit.number("day")?,
    );
    if !(1..=12).contains(&month) {
        let what = format!("there is no month {month}");
        // 2025-00-00 and the like are identifiers as often as dates.
        return (1..=31)
            .contains(&day)
            .then(|| date(Form::Impossible { what }))?;
    }
    if day == 0 {
        return None;
    }
    let name = MONTHS[usize::try_from(month - 1).ok()?].0;
    date(calendar(Some(year), month, Some(day), name))
}

fn read_slashed(hit: &Hit) -> Option<Reading> {
    let (first, second): (i8, i8) = (hit.number("first")?, hit.number("second")?);
    let year = hit.number("year")?;
    match (first, second) {
        (0, _) | (_, 0) => None,
        (13.., 13..) => date(Form::Impossible {
            what: format!("neither {first} nor {second} is a month"),
        }),
        _ => date(Form::Slashed {
            first,
            second,
            year,
        }),
    }
}

fn read_weekday(hit: &Hit) -> Option<Reading> {
    let weekday = weekday(hit.part("weekday")?)?;
    let which = match hit.part("which").map(str::to_ascii_lowercase).as_deref() {
        Some("last") => Which::Last,
        Some("next") => Which::Next,
        Some("this") => Which::This,
        _ => Which::Bare,
    };
    let every = hit
        .part("which")
        .is_some_and(|word| word.to_ascii_lowercase().starts_with('e'));
    if every || hit.part("plural").is_some() {
        let value = format!("XXXX-WXX-{}", weekday.to_monday_one_offset());
        return Some(Reading {
            form: Form::Length(value),
            timex: TimexType::Set,
            span: None,
            weekday: None,
        });
    }
    date(Form::Weekday { weekday, which })
}

fn read_day_word(hit: &Hit) -> Option<Reading> {
    let word = hit.part_or_whole().to_ascii_lowercase();
    let amount = match word.as_str() {
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => 0,
    };
    date(Form::Offset {
        unit: Unit::Day,
        amount,
    })
}

impl Hit<'_> {
    fn part_or_whole(&self) -> &str {
        &self.prose[self.span().range()]
    }

    fn unit(&self) -> Option<Unit> {
        let word = self.part("unit")?.to_ascii_lowercase();
        UNITS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, unit)| *unit)
    }
}

fn read_part(hit: &Hit) -> Option<Reading> {
    let later = hit.part("part")?.eq_ignore_ascii_case("later");
    date(Form::PartOf {
        unit: hit.unit()?,
        later,
    })
}

fn read_neighbour(hit: &Hit) -> Option<Reading> {
    let (which, amount) = match hit.part("which")?.to_ascii_lowercase().as_str() {
        "last" | "previous" => (Which::Last, -1),
        "this" => (Which::This, 0),
        _ => (Which::Next, 1),
    };
    if let Some(name) = hit.part("month") {
        return date(Form::MonthOf {
            month: month(name)?,
            which,
        });
    }
    // "the last day" of something is not yesterday.
    let unit = hit.unit().filter(|unit| *unit != Unit::Day)?;
    date(Form::Offset { unit, amount })
}

fn read_amount(hit: &Hit) -> Option<Reading> {
    let words = hit.part("number")?.to_ascii_lowercase();
    let known = NUMBERS
        .iter()
        .find(|(word, _)| *word == words)
        .map(|(_, value)| *value);
    let amount: i32 = known
        .or_else(|| words.parse().ok())
        .filter(|amount| *amount < 10_000)?;
    let unit = hit.unit()?;
    match hit
        .part("direction")
        .map(str::to_ascii_lowercase)
        .as_deref()
    {
        Some("ago") => date(Form::Offset {
            unit,
            amount: -amount,
        }),
        Some(_) => date(Form::Elsewhere),
        None => Some(Reading {
            form: Form::Length(duration(amount, unit)?),
            timex: TimexType::Duration,
            span: None,
            weekday: None,
        }),
    }
}

/// The TIMEX3 value of a duration: "P3W", "P2DE".
fn duration(amount: i32, unit: Unit) -> Option<String> {
    let letter = match unit {
        Unit::Day => "D",
        Unit::Week => "W",
        Unit::Month => "M",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
    };
    Some(format!("P{amount}{letter}"))
}

fn read_decade(hit: &Hit) -> Option<Reading> {
    date(Form::Decade {
        first_year: hit.number("year")?,
    })
}

fn read_vague(hit: &Hit) -> Option<Reading> {
    let words = hit.part_or_whole().to_ascii_lowercase();
    let (_, value) = VAGUE.iter().find(|(known, _)| *known == words)?;
    // "once" is a time only where it means "formerly", which takes a parser to know.
    (words != "once").then(|| date(Form::Vague(value)))?
}

/// A bare number is a year where its neighbours say so.
fn read_year(hit: &Hit) -> Option<Reading> {
    let end = hit.span().end as usize;
    let rest = &hit.prose[end..];
    let next = rest.chars().next();
    let before = hit.prose[..hit.start].chars().next_back();
    let cued = YEAR_CUES.contains(&hit.word_before().as_str());
    let bracketed = before == Some('(') || matches!(next, Some(')'));
    let closes = rest.trim_start_matches([')', '"', '\u{201d}']).is_empty()
        || rest.starts_with([',', '.', ';', ':']);
    let counted = rest
        .trim_start()
        .split(' ')
        .next()
        .is_some_and(counts_things);
    if before == Some('-') && hit.prose[..hit.start].len() > 1 || counted && !closes {
        return None;
    }
    if !(cued || bracketed) {
        return None;
    }
    date(Form::Calendar {
        year: hit.number("year"),
        month: None,
        day: None,
    })
}

/// "2000 soldiers" counts, "2021 elections" does not: only nouns that are counted by the thousand.
fn counts_things(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphabetic());
    const COUNTED: &[&str] = &[
        "acres",
        "beds",
        "calories",
        "cases",
        "copies",
        "dollars",
        "employees",
        "euros",
        "families",
        "feet",
        "homes",
        "houses",
        "islands",
        "jobs",
        "kilometers",
        "kilometres",
        "km",
        "meters",
        "metres",
        "miles",
        "migrants",
        "officers",
        "pages",
        "passengers",
        "people",
        "percent",
        "points",
        "police",
        "pounds",
        "prisoners",
        "protesters",
        "refugees",
        "residents",
        "schools",
        "seats",
        "soldiers",
        "students",
        "supporters",
        "tons",
        "tonnes",
        "troops",
        "units",
        "victims",
        "votes",
        "women",
        "men",
        "workers",
        "yards",
        "years",
    ];
    COUNTED.contains(&word)
}

fn read_month(hit: &Hit) -> Option<Reading> {
    if !MONTH_CUES.contains(&hit.word_before().as_str()) {
        return None;
    }
    date(Form::Calendar {
        year: None,
        month: month(hit.part("month")?),
        day: None,
    })
}

/// A full date that stands alone in `line`, with a weekday or "Published" and a time of day as its
/// only company: "Friday, January 4, 2019", "Published Feb 18, 2025 07:28 am".
pub fn lone_date(line: &str) -> Option<(Date, Span)> {
    if line.len() > 80 {
        return None;
    }
    let found = recognise(line);
    let full = |found: &&TimeExpression| full_date(found).is_some();
    let expression = found.iter().find(full)?;
    let rest = format!(
        "{} {}",
        &line[..expression.span.start as usize],
        &line[expression.span.end as usize..]
    );
    static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)^(?:[\s,.:;|()\[\]—–-]|published|posted|updated|on|at|date|est|edt|gmt|utc|pst|pdt|et|[ap]\.?m\.?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{1,2}\s?[ap]m)*$";
        Regex::new(pattern).expect("the pattern of a lone date is valid")
    });
    COMPANY.is_match(&rest).then_some(())?;
    Some((full_date(expression)?, expression.span))
}

fn full_date(expression: &TimeExpression) -> Option<Date> {
    match expression.form {
        Form::Calendar {
            year: Some(year),
            month: Some(month),
            day: Some(day),
        } => Date::new(year, month, day).ok(),
        _ => None,
    }
}

fn month(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.');
    let known = |(full, short): &(&str, &[&str])| {
        full.eq_ignore_ascii_case(name)
            || short.iter().any(|short| short.eq_ignore_ascii_case(name))
    };
    i8::try_from(MONTHS.iter().position(known)? + 1).ok()
}

fn weekday(name: &str) -> Option<Weekday> {
    let name = name.trim_end_matches('.');
    let found = WEEKDAYS.iter().find(|(full, short, _)| {
        full.eq_ignore_ascii_case(name)
            || short.iter().any(|short| short.eq_ignore_ascii_case(name))
    });
    found.map(|(_, _, weekday)| *weekday)
}

/// "May" is a month, "may" is a verb, "MAY" is a month in a dateline.
fn months() -> String {
    let names = MONTHS.iter().flat_map(|(full, short)| {
        let short = short.iter().map(|short| format!(r"{short}\.?"));
        std::iter::once((*full).to_owned())
            .chain(short)
            .collect::<Vec<_>>()
    });
    let names: Vec<String> = names.flat_map(|name| [name.to_uppercase(), name]).collect();
    names.join("|")
}

fn weekdays(with_short: bool) -> String {
    let names = WEEKDAYS.iter().flat_map(|(full, short, _)| {
        let short = short
            .iter()
            .filter(|_| with_short)
            .map(|short| (*short).to_owned());
        std::iter::once((*full).to_owned())
            .chain(short)
            .collect::<Vec<_>>()
    });
    let names: Vec<String> = names.flat_map(|name| [name.to_uppercase(), name]).collect();
    names.join("|")
}

fn numbers() -> String {
    let words = alternatives(NUMBERS.iter().map(|(word, _)| *word));
    format!("[0-9]{{1,4}}|{words}")
}

/// Longest first: the first alternative that fits wins.
fn alternatives<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = words.collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(prose: &str) -> Vec<&str> {
        recognise(prose)
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
        assert_eq!(words("It ran Feb. 3-5, 2025."), ["Feb. 3-5, 2025", "5"]);
    }

    #[test]
    fn words_that_only_look_like_dates_are_left_alone() {
        for prose in [
            "She may march on a second fall in the sun.",
            "It cost $2021 and 2000 soldiers came with 2,025 horses.",
            "Version 2.2021, room 1998, call 555-2021-2022, No. 1234.",
            "MAYOR Augustus and Junes met Sundays Inc? No: Fridayish.",
            "Theresa May spoke; March of Dimes; April Jones.",
        ] {
            let found = words(prose);
            assert!(
                found.iter().all(|word| *word == "Sundays"),
                "{prose}: {found:?}"
            );
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
        assert!(recognise(&"1 ".repeat(300_000)).is_empty());
        assert!(recognise(&"1/".repeat(300_000)).is_empty());
    }

    proptest! {
        #[test]
        fn no_input_panics_and_spans_are_in_order(prose in "(Mon|Feb\\. |17|[0-9]|, |the |20|ago|é|“|-|/| ){0,30}") {
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
