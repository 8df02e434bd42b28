//! `duration-mismatch`: a length that is not the one of its dates.

use jiff::civil::Date;

use crate::corpus::Severity;
use crate::time::english::{MOVING, ROUGHLY};
use crate::time::{Derivation, Form, Granularity, Interval, TimeMention, TimexType, number_like};

use super::{Context, Docs, EVERY, Finding, Fix, Rule, clause};

pub const RULE: Rule = Rule {
    name: "duration-mismatch",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A length that differs from the two dates behind it: \"a 10-day trip from June 1 to June 5\".",
        why: "The number or one of the dates is a slip. Counting the first and the last day or only one of them is \
              both fine, and weeks, months and years have some room. Only a length with a hyphen right before \
              \"from … to\" or \"between … and\", and what \"lasted nine days, from … to\", is compared.",
        example: "//- 2025-07-01.txt\nShe was on a 10-day trip from June 1 to June 5.\n             ^^^^^^ duration-mismatch\n",
        instead: "//- 2025-07-01.txt\nShe was on a 5-day trip from June 1 to June 5.\n",
        fix: "Take the quick fix for the right number, or look the dates up.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for three in context.analysis.times.windows(3) {
        findings.extend(mismatch(context, &three[0], &three[1], &three[2]));
    }
}

fn mismatch(
    context: &Context,
    length: &TimeMention,
    first: &TimeMention,
    second: &TimeMention,
) -> Option<Finding> {
    let sentence = context.analysis.sentence_at(length.span.start as usize);
    if !sentence.encloses(second.span) || !clause::in_running_text(context, length.span) {
        return None;
    }
    let attributive =
        || length_of(context, length).filter(|_| is_range(context, length, first, second));
    let told = || told_length(context, length, first, second);
    let (number, unit) = attributive().or_else(told)?;
    let (begin, end) = ends(first, second)?;
    let (fewest, most) = count(unit, begin, end)?;
    if (fewest..=most).contains(&number) {
        return None;
    }
    let said = context.words(length.span);
    let message = format!(
        "\u{201c}{said}\u{201d} differs from \u{201c}{}\u{201d}",
        context.words(first.span.join(second.span))
    );
    let mut finding = context.finding(&RULE, length.span, message);
    let right = right(unit, begin, end).and_then(|right| number_like(said, right));
    finding.fixes.extend(right.map(|text| {
        let title = format!("Change the length to {text}");
        Fix::replace(title, context.key, length.span, text)
    }));
    Some(finding)
}

/// "10-day": the number and the letter of the unit. "About a 10-day" is rough.
fn length_of(context: &Context, length: &TimeMention) -> Option<(i64, char)> {
    let Form::Length(value) = &length.expression.form else {
        return None;
    };
    let words = context.words(length.span);
    let before = clause::before(context, length.span.start as usize);
    let article = before.split_whitespace().next_back()?.to_lowercase();
    let one = matches!(
        article.as_str(),
        "a" | "an" | "the" | "his" | "her" | "its" | "their" | "this" | "that"
    );
    let rough = before
        .split_whitespace()
        .rev()
        .take(3)
        .any(|word| clause::has_any(word, ROUGHLY));
    if !one || rough || !words.contains('-') || words.to_lowercase().contains("old") {
        return None;
    }
    number_and_unit(value)
}

/// "P10D".
fn number_and_unit(value: &str) -> Option<(i64, char)> {
    let parts = value.strip_prefix('P')?;
    let unit = parts.chars().next_back()?;
    let number = parts.strip_suffix(unit)?.parse().ok()?;
    matches!(unit, 'D' | 'W' | 'M' | 'Y').then_some((number, unit))
}

/// "It lasted nine days, from March 3 to March 9": the length without a hyphen.
fn told_length(
    context: &Context,
    length: &TimeMention,
    first: &TimeMention,
    second: &TimeMention,
) -> Option<(i64, char)> {
    let Form::Length(value) = &length.expression.form else {
        return None;
    };
    let prose = context.analysis.article.prose();
    let lead = prose.get(length.span.end as usize..first.span.start as usize)?;
    let join = prose.get(first.span.end as usize..second.span.start as usize)?;
    let before = clause::lower_words(clause::before(context, length.span.start as usize));
    let verb = before.last()?;
    let leads = match verb.as_str() {
        "lasted" | "lasts" => matches!(lead, ", from " | " from "),
        "for" => lead == ", from ",
        _ => false,
    };
    let joins = matches!(join.trim(), "to" | "through" | "until" | "-" | "\u{2013}");
    (leads && joins).then(|| number_and_unit(value)).flatten()
}

/// How many words may stand between the length and "from".
const NEAR: usize = 6;

/// Whether the two dates are a range that belongs to the length's noun.
fn is_range(
    context: &Context,
    length: &TimeMention,
    first: &TimeMention,
    second: &TimeMention,
) -> bool {
    let prose = context.analysis.article.prose();
    let lead = prose.get(length.span.end as usize..first.span.start as usize);
    let join = prose.get(first.span.end as usize..second.span.start as usize);
    let (Some(lead), Some(join)) = (lead, join) else {
        return false;
    };
    let mut words: Vec<String> = clause::lower_words(lead);
    let joins = matches!(
        (words.pop().as_deref(), join.trim()),
        (Some("from"), "to" | "through" | "until" | "-" | "\u{2013}") | (Some("between"), "and")
    );
    // "two-day festivals from May to June" are many; "a four-day week" and "an extension" do not
    // fill the dates.
    let fills = words.last().is_some_and(|noun| {
        !noun.ends_with('s')
            && !matches!(
                noun.as_str(),
                "week" | "extension" | "delay" | "limit" | "average" | "deadline" | "high" | "low"
            )
    });
    let marks = |c: char| ",;:()\"\u{201c}\u{201d}\u{2014}".contains(c);
    let clean = !lead.contains(marks) && words.len() <= NEAR && !clause::has_any(lead, MOVING);
    joins && fills && clean
}

/// The two dates, the first in the year that fits the second.
fn ends(first: &TimeMention, second: &TimeMention) -> Option<(Interval, Interval)> {
    let is_date = |time: &TimeMention| {
        time.expression.timex == TimexType::Date && time.expression.modifier.is_none()
    };
    let Form::Calendar {
        year: first_year,
        month,
        day,
    } = first.expression.form
    else {
        return None;
    };
    let Form::Calendar {
        year: second_year, ..
    } = second.expression.form
    else {
        return None;
    };
    let end = second.interval?;
    let known = matches!(
        second.derivation,
        Derivation::Written | Derivation::YearShared | Derivation::YearFromArticle
    );
    if !known || !is_date(first) || !is_date(second) {
        return None;
    }
    let begin = match (first_year, second_year) {
        (Some(_), Some(_)) => first.interval?,
        // "from Dec. 30 to Jan. 8" crosses the year.
        (None, _) => {
            let of = |year: i16| match day {
                Some(day) => Date::new(year, month?, day).ok().map(Interval::day),
                None => Interval::month(year, month?),
            };
            let same = of(end.begin.year())?;
            match same.begin <= end.begin {
                true => same,
                false => of(end.begin.year() - 1)?,
            }
        }
        (Some(_), None) => return None,
    };
    let in_order = begin.granularity == end.granularity && begin.begin <= end.begin;
    in_order.then_some((begin, end))
}

fn days(begin: Interval, end: Interval) -> Option<i64> {
    let span = end.begin.since((jiff::Unit::Day, begin.begin)).ok()?;
    Some(i64::from(span.get_days()))
}

fn months(begin: Interval, end: Interval) -> i64 {
    let count = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    count(end.begin) - count(begin.begin)
}

/// The fewest and the most units that a person may count between the two.
fn count(unit: char, begin: Interval, end: Interval) -> Option<(i64, i64)> {
    let (days, months) = (days(begin, end)?, months(begin, end));
    match (begin.granularity, unit) {
        (Granularity::Day, 'D') => Some((days, days + 1)),
        // A week of work has five days.
        (Granularity::Day, 'W') => Some(((days - 2).div_euclid(7), (days + 4).div_euclid(7))),
        (Granularity::Day | Granularity::Month, 'M') => Some((months - 1, months + 1)),
        (_, 'Y') => {
            let years = months.div_euclid(12);
            Some((years - 1, years + 1))
        }
        _ => None,
    }
}

/// The number that is offered.
fn right(unit: char, begin: Interval, end: Interval) -> Option<u32> {
    let days = days(begin, end)?;
    let number = match unit {
        'D' => days + 1,
        'W' => (days + 4) / 7,
        'M' => months(begin, end),
        _ => (months(begin, end) + 6) / 12,
    };
    u32::try_from(number).ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn weeks_months_and_years_are_counted_too() {
        check(
            "//- 2025-07-01.txt\n\
             He took a two-week break from Feb. 3 to March 20.\n          ^^^^^^^^ duration-mismatch\n\
             He served a 10-year term from 2011 to 2015.\n            ^^^^^^^ duration-mismatch\n\
             It was a six-month truce between January and March 2024.\n         ^^^^^^^^^ duration-mismatch\n",
        );
    }

    #[test]
    fn what_lasted_or_was_for_so_long_is_compared() {
        check(
            "//- 2025-07-01.txt\n\
             The fair lasted nine days, from March 3 to March 9.\n                ^^^^^^^^^ duration-mismatch\n\
             She was mayor for 12 years, from 1998 to 2006.\n                  ^^^^^^^^ duration-mismatch\n\
             She was mayor for eight years, from 1998 to 2006. They walked for two days from March 3 to March 9.\n",
        );
    }

    #[test]
    fn both_ways_of_counting_are_fine() {
        check(
            "//- 2025-07-01.txt\n\
             He took a 5-day trip from June 1 to June 5, then a 4-day trip to Rome from June 7 to 11.\n\
             He took a two-week break from Feb. 3 to Feb. 14 and a 10-day break from Dec. 30 to Jan. 8.\n\
             He served a four-year term from 2011 to 2015 and a five-year term from 2015 to 2019.\n",
        );
    }

    #[test]
    fn a_length_of_something_else_is_left_alone() {
        check(
            "//- 2025-07-01.txt\n\
             They hold the two-day festivals from June 1 to June 20.\n\
             They tried a four-day week from June 1 to June 20.\n\
             He got a 10-day extension from June 1 to June 20.\n\
             He met the 10-year-old boy from June 1 to June 5.\n",
        );
    }

    #[test]
    fn the_fix_counts_both_days_and_keeps_the_style() {
        let fixture =
            Fixture::new("//- 2025-07-01.txt\nIt was a ten-day trip from June 1 to June 5.\n");
        assert_eq!(
            fixture.fixed("Change the length"),
            "It was a five-day trip from June 1 to June 5.\n"
        );
    }
}
