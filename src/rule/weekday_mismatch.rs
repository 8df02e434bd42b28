//! `weekday-mismatch`: a weekday and a full date that disagree.

use jiff::civil::{Date, Weekday};

use crate::corpus::Severity;
use crate::text::Span;
use crate::time::{
    Derivation, TimeMention, TimexType, date_like, in_words, nearest_with_weekday, weekday_like,
    weekday_name,
};

use super::{Context, Docs, EVERY, Finding, Fix, Rule};

pub const RULE: Rule = Rule {
    name: "weekday-mismatch",
    group: "dates",
    severity: Severity::Error,
    profiles: EVERY,
    docs: Docs {
        what: "A weekday and a full date that do not fit each other.",
        why: "One of the two is a slip, and a reader who plans by it comes on the wrong day. Only the calendar is \
              asked: the year is written, so nothing is inferred.",
        example: "//- a.txt\nThey arrived on Tuesday, Feb. 17, 2025, and left.\n                ^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n",
        instead: "//- a.txt\nThey arrived on Monday, Feb. 17, 2025, and left.\n",
        fix: "Take the quick fix for the right weekday, or the one for the nearest date with that weekday. Ask the \
              writer which of the two is meant.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for (at, time) in context.analysis.times.iter().enumerate() {
        if time.derivation == Derivation::Written {
            findings.extend(mismatch(context, &RULE, at));
        }
    }
}

/// The finding where the weekday written with a date is not the date's.
pub fn mismatch(context: &Context, rule: &Rule, at: usize) -> Option<Finding> {
    let time = &context.analysis.times[at];
    let before = || weekday_before(context, at);
    let (weekday, weekday_span) = time.weekday().or_else(before)?;
    let date = time.day()?;
    if date.weekday() == weekday {
        return None;
    }
    let said = context.words(weekday_span);
    let message = format!(
        "\u{201c}{said}\u{201d} differs from the calendar: {} is a {}",
        in_words(date),
        weekday_name(date.weekday())
    );
    let mut finding = context.finding(rule, weekday_span.join(time.span), message);
    finding.fixes = fixes(context, time, weekday, weekday_span, date);
    Some(finding)
}

/// "Next Thursday, July 31": the weekday belongs to an expression of its own.
fn weekday_before(context: &Context, at: usize) -> Option<(Weekday, Span)> {
    let (time, before) = (
        &context.analysis.times[at],
        &context.analysis.times[at.checked_sub(1)?],
    );
    let text = context.text().as_str();
    let gap = text.get(before.span.end as usize..time.span.start as usize)?;
    let word = context.words(before.span).rsplit(' ').next()?;
    let weekdays = Weekday::Monday.cycle_forward().take(7);
    let weekday = weekdays
        .into_iter()
        .find(|weekday| weekday_name(*weekday) == word)?;
    let end = before.span.end as usize;
    let once = before.expression.timex == TimexType::Date && before.weekday().is_none();
    (gap == ", " && once).then(|| (weekday, Span::new(end - word.len(), end)))
}

fn fixes(
    context: &Context,
    time: &TimeMention,
    weekday: Weekday,
    weekday_span: Span,
    date: Date,
) -> Vec<Fix> {
    let right = weekday_like(context.words(weekday_span), date.weekday());
    let mut fixes = vec![Fix::replace(
        format!("Change the weekday to {right}"),
        context.key,
        weekday_span,
        right,
    )];
    // The weekday may stand in the expression or behind it: only the date is rewritten.
    let date_span = match time.span.encloses(weekday_span) {
        true => Span::new(weekday_span.end as usize, time.span.end as usize),
        false => time.span,
    };
    let nearest = nearest_with_weekday(date, weekday);
    if let Some(words) = date_like(context.words(date_span), nearest) {
        let title = format!("Change the date to {}", in_words(nearest));
        fixes.push(Fix::replace(title, context.key, date_span, words));
    }
    fixes
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn every_order_of_weekday_and_date_is_compared() {
        check(
            "//- a.txt\n\
             It closed Saturday, Dec. 31, 2017, with a show.\n          ^^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n\
             It closed on 31 December 2017 (Saturday), with a show.\n             ^^^^^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n\
             It closed Sun. 17 February 2025.\n          ^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n",
        );
    }

    #[test]
    fn what_fits_and_what_has_no_year_is_left_alone() {
        check(
            "//- 2025-02-19.txt\n\
             Sunday, Dec. 31, 2017, was the last day.\n\
             On Monday, 17 people came in February 2025.\n\
             Friday the 13th, 2020 tickets were sold.\n",
        );
    }

    #[test]
    fn both_fixes_keep_the_style() {
        let fixture = Fixture::new("//- a.txt\nIt was Tues., Feb. 28, 2025, at noon.\n");
        assert_eq!(
            fixture.fixed("Change the weekday"),
            "It was Fri., Feb. 28, 2025, at noon.\n"
        );
        let fixture = Fixture::new("//- a.txt\nIt was Saturday, Feb. 28, 2025, at noon.\n");
        assert_eq!(
            fixture.fixed("Change the date"),
            "It was Saturday, Mar. 1, 2025, at noon.\n"
        );
    }
}
