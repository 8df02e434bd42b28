//! How much of Microsoft's Recognizers-Text specifications (English dates and times) is read.
//!
//! `COPYDESK_DATA=… cargo bench --bench recognizers` reads
//! `time/dev/recognizers-specs/Specs/DateTime/English/*.json` there (github.com/microsoft/Recognizers-Text,
//! MIT); without it says "skipped". A case passes where each of its expressions is touched by one
//! of ours that has its value under either of its resolutions. Their notation is not TIMEX3 and
//! their sentences are orders to an assistant, so what does not pass is told by the reason.
//! `-- DatePeriodParser` prints the cases of that file that do not pass, `-- all` those of every one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use copydesk::time::{Granularity, Reference, Resolver, Strategy, TimeMention, TimexType};
use copydesk::time::{english, recognise};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;

/// Where the specifications stand below the data.
const SPECS: &str = "time/dev/recognizers-specs/Specs/DateTime/English";

/// How many reasons are printed.
const REASONS: usize = 30;

/// Words of an assistant's calendar, and of nobody's report.
const CHAT: &[&str] = &[
    "asap",
    "as soon as",
    "business day",
    "working day",
    "weekday",
    "business hour",
    "lunch",
    "dinner",
    "breakfast",
    "mealtime",
    "eod",
    "eoy",
    "eom",
    "end of the day",
    "end of day",
    "rest of",
    "tmr",
    "b'day",
    "quarter to date",
    "year to date",
    "ytd",
    "free time",
];

/// One expression that a case expects.
struct Expected {
    /// Bytes of the input.
    start: usize,
    end: usize,
    kind: String,
    /// "before", "since" and the like, which Recognizers takes into the range.
    modifier: bool,
    /// Its resolutions; none where the specification is about extents only.
    readings: Vec<Reading>,
}

/// One resolution: the timex, and the points it stands for.
struct Reading {
    timex: String,
    begin: Option<String>,
    end: Option<String>,
}

struct Case {
    input: String,
    date: Option<Date>,
    expected: Vec<Expected>,
}

enum Outcome {
    Passed,
    /// The extents are covered, a value differs.
    Covered(String),
    /// An extent is missed.
    Missed(String),
}

#[derive(Default)]
struct Tally {
    cases: usize,
    covered: usize,
    passed: usize,
}

fn main() {
    let Some(folder) =
        std::env::var_os("COPYDESK_DATA").map(|data| PathBuf::from(data).join(SPECS))
    else {
        println!("recognizers: skipped, COPYDESK_DATA names no folder with {SPECS}");
        return;
    };
    let files = files(&folder);
    if files.is_empty() {
        println!("recognizers: skipped, COPYDESK_DATA names no folder with {SPECS}");
        return;
    }
    let shown = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    let mut sum = Tally::default();
    println!("{:34} {:>6} {:>8} {:>7}", "", "cases", "extents", "passed");
    for (name, file) in &files {
        let mut tally = Tally::default();
        for case in cases(file) {
            let outcome = outcome(&case);
            tally.cases += 1;
            tally.covered += usize::from(!matches!(outcome, Outcome::Missed(_)));
            tally.passed += usize::from(matches!(outcome, Outcome::Passed));
            if let Outcome::Covered(reason) | Outcome::Missed(reason) = outcome {
                if shown
                    .as_ref()
                    .is_some_and(|shown| shown == name || shown == "all")
                {
                    show(&case, &reason);
                }
                *reasons.entry(reason).or_default() += 1;
            }
        }
        row(name, &tally);
        sum.cases += tally.cases;
        sum.covered += tally.covered;
        sum.passed += tally.passed;
    }
    row("all", &sum);
    println!("\nWhy the others do not pass:");
    let mut reasons: Vec<(String, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (reason, count) in reasons.iter().take(REASONS) {
        println!("{count:5}  {reason}");
    }
}

fn row(name: &str, tally: &Tally) {
    let share = |count: usize| 100.0 * count as f64 / tally.cases.max(1) as f64;
    println!(
        "{name:34} {:6} {:7.1}% {:6.1}%",
        tally.cases,
        share(tally.covered),
        share(tally.passed)
    );
}

fn show(case: &Case, reason: &str) {
    let prose = &case.input;
    let ours: Vec<String> = mentions(prose, case.date)
        .iter()
        .map(|found| format!("{} = {:?}", &prose[found.span.range()], found.value))
        .collect();
    let theirs: Vec<String> = case
        .expected
        .iter()
        .map(|expected| {
            let timex = expected
                .readings
                .first()
                .map_or("", |reading| &reading.timex);
            format!("{} = {timex}", &prose[expected.start..expected.end])
        })
        .collect();
    println!(
        "{reason}\t{prose}\t{}\t{}",
        theirs.join("; "),
        ours.join("; ")
    );
}

fn files(folder: &Path) -> Vec<(String, Value)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).ok()?;
        let name = path.file_stem()?.to_string_lossy().into_owned();
        Some((
            name,
            serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?,
        ))
    };
    let mut files: Vec<(String, Value)> = entries.filter_map(|entry| read(entry.path())).collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    files
}

fn cases(file: &Value) -> Vec<Case> {
    let cases = file.as_array().into_iter().flatten();
    cases.filter_map(case).collect()
}

fn case(case: &Value) -> Option<Case> {
    let input = case["Input"].as_str()?.to_owned();
    let reference = case["Context"]["ReferenceDateTime"].as_str();
    let date = reference.and_then(|reference| reference.get(..10)?.parse().ok());
    let date = date.or(Date::new(2016, 11, 7).ok());
    let results = case["Results"].as_array().into_iter().flatten();
    let expected = results
        .filter_map(|result| expected(&input, result))
        .collect();
    Some(Case {
        input,
        date,
        expected,
    })
}

fn expected(input: &str, result: &Value) -> Option<Expected> {
    let text = result["Text"].as_str()?;
    let (start, end) = extent(input, text, result)?;
    let kind = result["TypeName"].as_str().or(result["Type"].as_str());
    let kind = kind
        .unwrap_or("datetimealt")
        .trim_start_matches("datetimeV2.");
    let value = [&result["Resolution"], &result["Value"]];
    let values = value.iter().flat_map(|value| value["values"].as_array());
    let mut readings: Vec<Reading> = values.flatten().map(reading).collect();
    let timex = value[1]["Timex"].as_str().or(value[1]["timex"].as_str());
    if let Some(timex) = timex {
        let resolutions = ["FutureResolution", "PastResolution"].map(|which| &value[1][which]);
        readings.extend(resolutions.map(|points| resolved(timex, points)));
    }
    let modifier = value.iter().any(|value| {
        let inner = value["values"].as_array().into_iter().flatten();
        !value["Mod"].is_null() || inner.into_iter().any(|value| !value["Mod"].is_null())
    });
    Some(Expected {
        start,
        end,
        kind: kind.to_owned(),
        modifier,
        readings,
    })
}

fn reading(value: &Value) -> Reading {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    Reading {
        timex: text("timex").unwrap_or_default(),
        begin: text("start").or_else(|| text("value")),
        end: text("end"),
    }
}

fn resolved(timex: &str, points: &Value) -> Reading {
    let text = |names: [&str; 3]| names.iter().find_map(|name| points[name].as_str());
    Reading {
        timex: timex.to_owned(),
        begin: text(["date", "dateTime", "time"])
            .or(text(["startDate", "startDateTime", "startTime"]))
            .map(str::to_owned),
        end: text(["endDate", "endDateTime", "endTime"]).map(str::to_owned),
    }
}

/// Where the expression stands: their offsets count UTF-16, and are wrong now and then.
fn extent(input: &str, text: &str, result: &Value) -> Option<(usize, usize)> {
    let units = result["Start"].as_u64()?;
    let mut seen = 0;
    let start = input.char_indices().find_map(|(at, c)| {
        let here = seen >= units;
        seen += c.len_utf16() as u64;
        here.then_some(at)
    });
    let fits = |start: usize| {
        let end = start + text.len();
        let there = input.get(start..end)?;
        there.eq_ignore_ascii_case(text).then_some((start, end))
    };
    let found = || input.to_ascii_lowercase().find(&text.to_ascii_lowercase());
    start.and_then(fits).or_else(|| fits(found()?))
}

fn mentions(prose: &str, date: Option<Date>) -> Vec<TimeMention> {
    let mut resolver = Resolver::new(Reference {
        date,
        month_first: Some(true),
        strategy: Strategy::News,
    });
    let found = recognise(prose);
    found
        .iter()
        .map(|found| resolver.resolve(found, 0))
        .collect()
}

fn outcome(case: &Case) -> Outcome {
    let found = mentions(&case.input, case.date);
    if case.expected.is_empty() && !found.is_empty() {
        return Outcome::Missed("guideline: we read a time where they read none".to_owned());
    }
    let mut differs = None;
    for expected in &case.expected {
        let ours: Vec<&TimeMention> = touching(&found, expected);
        if ours.is_empty() {
            return Outcome::Missed(why_missed(case, expected));
        }
        let agrees = expected.readings.is_empty()
            || expected
                .readings
                .iter()
                .any(|reading| agrees(reading, &ours));
        if !agrees && differs.is_none() {
            differs = Some(why_differs(case, expected, &ours));
        }
    }
    differs.map_or(Outcome::Passed, Outcome::Covered)
}

fn touching<'a>(found: &'a [TimeMention], expected: &Expected) -> Vec<&'a TimeMention> {
    let touches = |found: &&TimeMention| {
        (found.span.start as usize) < expected.end && expected.start < found.span.end as usize
    };
    found.iter().filter(touches).collect()
}

/// Whether our mentions say what their resolution says, in TIMEX3.
fn agrees(reading: &Reading, ours: &[&TimeMention]) -> bool {
    let values: Vec<String> = ours.iter().filter_map(|ours| value(ours)).collect();
    let triple = reading
        .timex
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    match triple {
        // A time of day has no date of its own in their notation.
        None if reading.timex.starts_with('T') => values
            .iter()
            .any(|ours| clock_of(ours).is_some_and(|clock| same_clock(&clock, &reading.timex))),
        None => {
            values.contains(&reading.timex)
                || values.iter().any(|ours| same_clock(ours, &reading.timex))
                || points(reading, ours)
        }
        Some(triple) => {
            let length = triple.rsplit(',').next().unwrap_or_default();
            values.iter().any(|ours| ours == length) || points(reading, ours)
        }
    }
}

/// TIMEX3 as we write it, with the day's parts as Recognizers names them.
fn value(ours: &TimeMention) -> Option<String> {
    ours.value.clone()
}

fn clock_of(value: &str) -> Option<String> {
    value.find('T').map(|at| value[at..].to_owned())
}

/// "T09", "T09:00" and "T09:00:00" are the same.
fn same_clock(a: &str, b: &str) -> bool {
    let trim = |value: &str| -> Option<String> {
        let (day, time) = value.split_once('T')?;
        let mut time = time;
        while let Some(shorter) = time.strip_suffix(":00") {
            time = shorter;
        }
        // The end of the day is the start of the next one in their notation.
        let time = if time == "24" { "00" } else { time };
        Some(format!("{day}T{time}"))
    };
    !a.starts_with('P') && trim(a).is_some_and(|a| trim(b) == Some(a))
}

/// Whether the points of the resolution are ours: one interval, or its begin and its end said one
/// behind the other. Their ends are open; the words may name the last day.
fn points(reading: &Reading, ours: &[&TimeMention]) -> bool {
    let Some(begin) = reading.begin.as_deref() else {
        return false;
    };
    let starts = |found: &TimeMention, point: &str| point_is(found, point);
    let Some(end) = reading.end.as_deref() else {
        return ours.iter().any(|found| starts(found, begin))
            || ours.len() > 1 && split_point(ours, begin);
    };
    let whole = ours.iter().any(|found| {
        found.interval.is_some_and(|interval| {
            interval.begin.to_string() == begin[..begin.len().min(10)]
                && interval.end.to_string() == end[..end.len().min(10)]
        })
    });
    let ends = |found: &TimeMention| {
        let behind = found.interval.is_some_and(|interval| {
            let point = end.get(..10).unwrap_or_default();
            let last = interval.end.saturating_sub(1.day());
            [interval.begin, interval.end, last]
                .iter()
                .any(|day| day.to_string() == point)
                && (end.len() == 10 || end.ends_with("00:00:00"))
        });
        behind || point_is(found, end)
    };
    let pair = ours
        .windows(2)
        .any(|pair| starts(pair[0], begin) && ends(pair[1]));
    whole || pair
}

/// "2016-11-07", "09:30:00" or "2016-11-07 09:30:00".
fn point_is(found: &TimeMention, point: &str) -> bool {
    let Some(value) = &found.value else {
        return false;
    };
    let clock = value.split_once('T').map(|(_, clock)| clock);
    let (day, time) = match point.split_once(' ') {
        Some((day, time)) => (Some(day), Some(time)),
        None if point.contains(':') => (None, Some(point)),
        None => (Some(point), None),
    };
    let day_is = day.is_none_or(|day| {
        let begin = found.interval.map(|interval| interval.begin.to_string());
        begin.as_deref() == Some(day)
    });
    let exact = found
        .interval
        .is_some_and(|interval| interval.granularity == Granularity::Day);
    let time_is = match (time, clock) {
        (Some(time), Some(clock)) => same_clock(&format!("T{clock}"), &format!("T{time}")),
        (Some(time), None) => time == "00:00:00",
        (None, _) => exact || day.is_some(),
    };
    day_is && time_is
}

/// A day and a clock time that we read as two expressions.
fn split_point(ours: &[&TimeMention], point: &str) -> bool {
    let Some((day, time)) = point.split_once(' ') else {
        return false;
    };
    ours.iter().any(|found| point_is(found, day)) && ours.iter().any(|found| point_is(found, time))
}

fn why_missed(case: &Case, expected: &Expected) -> String {
    let words = case.input[expected.start..expected.end].to_lowercase();
    if expected.kind == "timezone" {
        return "unsupported: a time zone alone".to_owned();
    }
    if let Some(reason) = by_words(case, &words) {
        return reason;
    }
    let bare = words.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number = bare
        .trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b' '));
    if number && words.bytes().any(|b| b.is_ascii_digit()) {
        return "guideline: a bare number is a day or an hour only in a calendar".to_owned();
    }
    format!("unsupported: {}", expected.kind)
}

/// What the words alone explain.
fn by_words(case: &Case, words: &str) -> Option<String> {
    if CHAT.iter().any(|chat| words.contains(chat)) {
        return Some("guideline: words of an assistant's calendar".to_owned());
    }
    let input = capitalised(&case.input);
    if input != case.input && case.input[..].to_lowercase().contains(words) {
        let better = Case {
            input,
            date: case.date,
            expected: Vec::new(),
        };
        let before = mentions(&case.input, case.date).len();
        if mentions(&better.input, better.date).len() > before {
            return Some("guideline: names of days, months and holidays in lower case".to_owned());
        }
    }
    None
}

fn why_differs(case: &Case, expected: &Expected, ours: &[&TimeMention]) -> String {
    let words = case.input[expected.start..expected.end].to_lowercase();
    if let Some(reason) = by_words(case, &words) {
        return reason;
    }
    let Some(reading) = expected.readings.first() else {
        return "unsupported".to_owned();
    };
    let first = ours[0];
    let value = first.value.clone().unwrap_or_default();
    if value.is_empty() {
        return "we leave it open".to_owned();
    }
    if value.ends_with("_REF") || value.contains('X') && value.starts_with('P') {
        return "guideline: a vague amount counts as three of them".to_owned();
    }
    if expected.modifier {
        return "guideline: before, since, until make a range of a point".to_owned();
    }
    if reading.timex.starts_with('(') {
        return match (ours.len(), first.expression.timex) {
            (_, TimexType::Duration) => "guideline: a length that runs from the day of writing",
            (1, TimexType::Date) => "a range of which we read one end, or its unit",
            (1, _) => "a range of hours of which we read one end, or a part of the day",
            _ => "guideline: a range is merged, and counts its ends otherwise",
        }
        .to_owned();
    }
    if reading.timex.starts_with('P') || expected.kind == "set" || expected.kind == "duration" {
        return format!("another value of a {}", expected.kind);
    }
    let begin = reading.begin.clone().unwrap_or_default();
    let clock = |value: &str| value.contains(':') || value.contains('T');
    if clock(&reading.timex) != clock(&value) || expected.kind.starts_with("datetime") {
        return "a day and a clock time of which we read one, or another hour".to_owned();
    }
    if begin.starts_with(&value) || reading.timex.len() == 10 && value.len() < 10 {
        return "guideline: TIMEX3 commits to the unit that is said, and they to a day".to_owned();
    }
    if begin.get(4..) == value.get(4..) {
        return "guideline: another year of a date without one".to_owned();
    }
    let day = begin.parse::<Date>().ok();
    let weeks = day.zip(first.interval).is_some_and(|(day, ours)| {
        day.since(ours.begin)
            .is_ok_and(|span| span.get_days() % 7 == 0)
    });
    match weeks {
        true => "guideline: another week of a weekday".to_owned(),
        false => format!("another value of a {}", expected.kind),
    }
}

/// Names of days, months and holidays as a newspaper writes them.
fn capitalised(input: &str) -> String {
    let months = english::MONTHS.iter().map(|(name, _)| *name);
    let weekdays = english::WEEKDAYS.iter().map(|(name, ..)| *name);
    let holidays = english::HOLIDAYS.iter().map(|(name, ..)| *name);
    let short = english::MONTHS
        .iter()
        .flat_map(|(_, short)| short.iter().copied());
    let mut input = input.to_owned();
    for name in months.chain(weekdays).chain(holidays).chain(short) {
        let lower = name.to_lowercase();
        let mut from = 0;
        while let Some(at) = input.get(from..).and_then(|rest| rest.find(&lower)) {
            let at = from + at;
            let end = at + lower.len();
            let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            if !inside(input[..at].chars().next_back()) && !inside(input[end..].chars().next()) {
                input.replace_range(at..end, name);
            }
            from = end;
        }
    }
    input
}
