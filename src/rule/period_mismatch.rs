//! `period-mismatch`: a decade or a quarter beside a year or a month that is not in it.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Severity;
use crate::text::{Span, words};
use crate::time::{Form, TimeMention};

use super::{Context, Docs, EVERY, Finding, Rule, ap};

pub const RULE: Rule = Rule {
    name: "period-mismatch",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A decade or a quarter beside a year or a month that lies outside it.",
        why: "\"In May, in the third quarter\" says two times of one event. Only what a comma, a bracket or \"in\" \
              joins is compared: with a verb, \"and\", \"to\" or \"from\" between them there may be two events. \
              Articles that speak of fiscal years are left alone.",
        example: "//- 2025-09-01.txt\nThe plant closed in May, in the third quarter, for good.\n                    ^^^^^^^^^^^^^^^^^^^^^^^^^ period-mismatch\n",
        instead: "//- 2025-09-01.txt\nThe plant closed in May, in the second quarter, for good, and came back in the third quarter.\n",
        fix: "Look the time up in the source.",
    },
    check,
};

static JOINED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:,?\s+(?:in|during)\s+|\s+\((?:in\s+)?)$";
    Regex::new(pattern).expect("the pattern of joined times is valid")
});

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for pair in context.analysis.times.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        if excludes(first, second) && is_one_event(context, first.span, second.span) {
            findings.push(finding(context, first.span, second.span));
        }
    }
}

/// Whether one is a decade or a quarter that the other, a year or a month, is not in.
fn excludes(first: &TimeMention, second: &TimeMention) -> bool {
    outside(&first.expression.form, &second.expression.form)
        || outside(&second.expression.form, &first.expression.form)
}

fn outside(period: &Form, part: &Form) -> bool {
    match (period, part) {
        (
            Form::Decade { first_year },
            Form::Calendar {
                year: Some(year), ..
            },
        ) => !(*first_year..first_year.saturating_add(10)).contains(year),
        (
            Form::Share {
                letter: 'Q',
                number,
                ..
            },
            Form::Calendar {
                month: Some(month), ..
            },
        ) => (month - 1) / 3 + 1 != *number,
        _ => false,
    }
}

fn is_one_event(context: &Context, first: Span, second: Span) -> bool {
    if first.end > second.start {
        return false;
    }
    let gap = Span::new(first.end as usize, second.start as usize);
    let prose = context.analysis.article.prose();
    let joined = prose
        .get(gap.range())
        .is_some_and(|gap| JOINED.is_match(gap));
    let sentence = context.analysis.sentence_at(first.start as usize);
    joined
        && sentence.encloses(second)
        && ends_clause(ap::rest(context, second))
        && !leads_on(ap::before(context, first))
        && ap::is_copy(context, first)
        && !speaks_of_fiscal_years(context)
}

/// "In the third quarter, in May it fell" is another event.
fn ends_clause(rest: &str) -> bool {
    let row = [", and ", ", or ", ", to "];
    rest.trim().is_empty()
        || (rest.starts_with([',', '.', ';', ':', ')'])
            && !row.iter().any(|word| rest.starts_with(word)))
}

/// "From the 1980s, in 1992, …", "between May and …".
fn leads_on(before: &str) -> bool {
    let mut lead = before.split_whitespace().rev().take(2);
    lead.any(|word| {
        let word = word.to_lowercase();
        matches!(
            &*word,
            "and"
                | "or"
                | "from"
                | "between"
                | "since"
                | "after"
                | "before"
                | "until"
                | "to"
                | "than"
        )
    })
}

fn speaks_of_fiscal_years(context: &Context) -> bool {
    words(context.analysis.article.prose()).any(|word| {
        ["fiscal", "financial", "fy"]
            .iter()
            .any(|fiscal| word.text.eq_ignore_ascii_case(fiscal))
    })
}

fn finding(context: &Context, first: Span, second: Span) -> Finding {
    let message = format!(
        "\u{201c}{}\u{201d} differs from \u{201c}{}\u{201d} beside it: the one does not lie in the other",
        context.words(first),
        context.words(second)
    );
    context.finding(&RULE, first.join(second), message)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn decades_and_quarters_are_compared_with_what_stands_beside_them() {
        check(
            "//- 2025-09-01.txt\n\
             The band split in the 1980s, in 1992, after a row.\n                  ^^^^^^^^^^^^^^^^^^ period-mismatch\n\
             Sales fell in the first quarter (April 2025).\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ period-mismatch\n",
        );
    }

    #[test]
    fn what_fits_and_what_is_two_events_is_left_alone() {
        check(
            "//- 2025-09-01.txt\n\
             The band was formed in the 1980s and split in 1992. It toured in the 1990s, in 1992. \
             In the third quarter, in May it fell. Hits of the 1980s, 1992 and 1995 were played. \
             It rose in the 1980s, fell in 1992, and ran from the 1980s to 1992.\n",
        );
    }

    #[test]
    fn fiscal_years_are_left_alone() {
        check(
            "//- 2025-09-01.txt\n\
             The firm, whose fiscal year ends in June, sold it in May, in the third quarter.\n",
        );
    }
}
