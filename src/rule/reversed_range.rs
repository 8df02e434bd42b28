//! `reversed-range`: a range of dates that ends before it begins.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::Severity;
use crate::text::Span;
use crate::time::english::{COMPARING, MOVING, RANGE_CUES};
use crate::time::{Derivation, Form, Interval, TimeMention, TimexType, date_like};

use super::{Context, Docs, EVERY, Finding, Fix, Rule, clause};

pub const RULE: Rule = Rule {
    name: "reversed-range",
    group: "dates",
    severity: Severity::Error,
    profiles: EVERY,
    docs: Docs {
        what: "A range of dates whose end lies before its beginning.",
        why: "The two were swapped, or one has a wrong digit. Only dates with a written year are compared, and days \
              of one month where the year stands behind the second; a date that was moved from one day to an \
              earlier one is left alone.",
        example: "//- a.txt\nShe led the party from 2025 to 2021 and wrote a book.\n                       ^^^^^^^^^^^^ reversed-range\n",
        instead: "//- a.txt\nShe led the party from 2021 to 2025 and wrote a book.\n",
        fix: "Take the quick fix that swaps the two, or look the dates up where one of them is mistyped.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for pair in context.analysis.times.windows(2) {
        findings.extend(in_words(context, &pair[0], &pair[1]));
    }
    for block in &context.analysis.article.blocks {
        let prose = context.analysis.article.prose_of(block);
        if block.kind.is_prose() {
            let found = DASHED.captures_iter(prose);
            let spans = found.filter_map(|found| dashed(prose, &found));
            findings.extend(spans.map(|(first, second)| {
                let start = block.span.start as usize;
                years(context, first.shifted(start), second.shifted(start))
            }));
        }
    }
}

/// "from A to B" and "between A and B".
fn in_words(context: &Context, first: &TimeMention, second: &TimeMention) -> Option<Finding> {
    let prose = context.analysis.article.prose();
    let between = prose.get(first.span.end as usize..second.span.start as usize)?;
    if !is_date(first) || !is_date(second) || between.trim().len() > "through".len() {
        return None;
    }
    let before = clause::before(context, first.span.start as usize);
    let lead = before.split_whitespace().next_back()?.to_lowercase();
    let joins = matches!(
        (lead.as_str(), between.trim()),
        ("from", "to" | "until" | "through" | "-" | "\u{2013}") | ("between", "and")
    );
    let sentence = context.analysis.sentence_at(first.span.start as usize);
    let sentence = prose.get(sentence.range()).filter(|_| joins)?;
    let moved = clause::has_any(sentence, MOVING) || clause::has_any(before, COMPARING);
    if moved {
        return None;
    }
    let (begin, end) = ends(first, second)?;
    if begin.granularity != end.granularity || begin.begin <= end.begin {
        return None;
    }
    let words = (context.words(first.span), context.words(second.span));
    let swapped = match first.derivation {
        Derivation::Written => (words.1.to_owned(), words.0.to_owned()),
        // The year stands behind the second date and stays there.
        _ => (
            date_like(words.0, end.begin)?,
            date_like(words.1, begin.begin)?,
        ),
    };
    let text = format!("{}{between}{}", swapped.0, swapped.1);
    Some(finding(context, first.span, second.span, text))
}

fn is_date(time: &TimeMention) -> bool {
    let calendar = matches!(time.expression.form, Form::Calendar { .. });
    calendar && time.expression.timex == TimexType::Date && time.expression.modifier.is_none()
}

/// The intervals of the two dates: both have a written year, or the first is a day in the month of
/// the second. "Dec. 28 to Jan. 3, 2025" crosses the year and is in order.
fn ends(first: &TimeMention, second: &TimeMention) -> Option<(Interval, Interval)> {
    if second.derivation != Derivation::Written {
        return None;
    }
    let end = second.interval?;
    if first.derivation == Derivation::Written {
        return Some((first.interval?, end));
    }
    let Form::Calendar {
        month: Some(month),
        day: Some(day),
        ..
    } = first.expression.form
    else {
        return None;
    };
    let same_month = month == end.begin.month();
    let begin = Date::new(end.begin.year(), month, day).ok()?;
    same_month.then_some((Interval::day(begin), end))
}

static DASHED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?-u:\b)(?P<first>[0-9]{4})[-\u{2013}](?P<second>[0-9]{4})(?-u:\b)";
    Regex::new(pattern).expect("the pattern of a range of years is valid")
});

/// "(1998-1995)". No time expression: what reads times takes such numbers for a score.
fn dashed(prose: &str, found: &regex::Captures) -> Option<(Span, Span)> {
    let (first, second) = (found.name("first")?, found.name("second")?);
    let number = |text: &str| text.parse::<u16>().ok();
    let (from, to) = (number(first.as_str())?, number(second.as_str())?);
    let modern = |year: u16| (1800..=2100).contains(&year);
    let before = prose[..first.start()].trim_end();
    let after = &prose[second.end()..];
    let cue = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let closed = after.is_empty() || after.starts_with([',', '.', ';', ')']);
    let bracketed = before.ends_with(['(', ',']) && closed;
    let cued = before.len() < first.start() && RANGE_CUES.contains(&cue);
    let goes_on = after.starts_with(['-', '\u{2013}', '/']) || clause::has_any(before, COMPARING);
    let reversed = modern(from) && modern(to) && from > to;
    (reversed && (bracketed || cued) && !goes_on)
        .then(|| (Span::from(first.range()), Span::from(second.range())))
}

fn years(context: &Context, first: Span, second: Span) -> Finding {
    let between = context.words(Span::new(first.end as usize, second.start as usize));
    let text = format!("{}{between}{}", context.words(second), context.words(first));
    finding(context, first, second, text)
}

fn finding(context: &Context, first: Span, second: Span, swapped: String) -> Finding {
    let whole = first.join(second);
    let message = format!(
        "\u{201c}{}\u{201d} differs from the calendar: \u{201c}{}\u{201d} lies before \u{201c}{}\u{201d}",
        context.words(whole),
        context.words(second),
        context.words(first)
    );
    let mut finding = context.finding(&RULE, whole, message);
    let title = format!("Swap the two: {swapped}");
    finding.fixes = vec![Fix::replace(title, context.key, whole, swapped)];
    finding
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn years_months_and_days_are_compared() {
        check(
            "//- a.txt\n\
             It ran from March 2025 to January 2024 in Rome.\n            ^^^^^^^^^^^^^^^^^^^^^^^^^^ reversed-range\n\
             It was shut between June 5 and June 1, 2025, for repairs.\n                    ^^^^^^^^^^^^^^^^^^^^^^^ reversed-range\n\
             She was captain (1998-1995) and then coach.\n                 ^^^^^^^^^ reversed-range\n",
        );
    }

    #[test]
    fn what_only_looks_reversed_is_left_alone() {
        check(
            "//- 2025-02-17.txt\n\
             It ran from Dec. 28 to Jan. 3, 2025, and from 431 to 404 BC.\n\
             The count fell from 2025 to 2021 in a year.\n\
             He read the files from 2025 back to 2021.\n\
             They won 1998-1995 on points, see pages 1850-1849.\n\
             It ran from May 5 to 3 June 2025 and from 2021 to 2025.\n",
        );
    }

    #[test]
    fn a_date_that_was_moved_is_left_alone() {
        check(
            "//- a.txt\n\
             The target was brought forward from 2050 to 2045.\n\
             The vote was moved from March 5, 2025 to March 1, 2025.\n\
             The gap between 2025 and 2021 is wide.\n",
        );
    }

    #[test]
    fn the_fix_swaps_the_two_and_keeps_the_year_at_its_place() {
        let fixture = Fixture::new("//- a.txt\nIt was shut between June 5 and June 1, 2025.\n");
        assert_eq!(
            fixture.fixed("Swap the two"),
            "It was shut between June 1 and June 5, 2025.\n"
        );
        let fixture = Fixture::new("//- a.txt\nHe was mayor, 1998\u{2013}1995, and died.\n");
        assert_eq!(
            fixture.fixed("Swap the two"),
            "He was mayor, 1995\u{2013}1998, and died.\n"
        );
    }
}
