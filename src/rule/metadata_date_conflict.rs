//! `metadata-date-conflict`: front matter, dateline, date line and file name disagree.

use jiff::civil::Date;

use crate::analysis::{DateEvidence, Origin};
use crate::corpus::Severity;
use crate::text::Span;
use crate::time::in_words;

use super::{Context, Docs, EVERY, Finding, Fix, Place, Rule, set_article_date};

pub const RULE: Rule = Rule {
    name: "metadata-date-conflict",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "The places that date an article give different days.",
        why: "Every relative date of the article counts from that day. A dateline one day earlier is normal, and an \
              `updated` key explains a later date.",
        example: "//- 2025-02-18-talks.md\n---\ndate: 2025-02-17\n      ^^^^^^^^^^ metadata-date-conflict\n---\nThey met.\n",
        instead: "//- 2025-02-18-talks.md\n---\ndate: 2025-02-17\nupdated: 2025-02-18\n---\nThey met.\n",
        fix: "Choose one of the two with a quick fix, or add `updated`.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let date = &context.analysis.date;
    let Some((first, others)) = date.evidence.split_first() else {
        return;
    };
    let conflicting = others
        .iter()
        .find(|other| !agrees(first, other, date.updated));
    if let Some(other) = conflicting {
        findings.push(conflict(context, first, other));
    }
}

fn agrees(first: &DateEvidence, other: &DateEvidence, updated: Option<Date>) -> bool {
    let days = other
        .date
        .until(first.date)
        .map_or(i32::MAX, |span| span.get_days());
    let filed_the_day_before = other.origin == Origin::Dateline && (0..=1).contains(&days);
    let explained =
        updated.is_some_and(|updated| first.date <= other.date && other.date <= updated);
    days == 0 || filed_the_day_before || explained
}

fn conflict(context: &Context, first: &DateEvidence, other: &DateEvidence) -> Finding {
    let span = first.span.or(other.span).unwrap_or(Span::at(0));
    let (here, there) = if first.span.is_some() {
        (first, other)
    } else {
        (other, first)
    };
    let message = format!(
        "{} differs from {} in {}",
        in_words(here.date),
        in_words(there.date),
        there.origin.words()
    );
    let mut finding = context.finding(&RULE, span, message);
    finding.related.extend(there.span.map(|span| Place {
        key: context.key.clone(),
        span,
        message: format!("{} says {}", there.origin.words(), in_words(there.date)),
    }));
    if first.origin == Origin::FrontMatter {
        finding
            .fixes
            .push(set_article_date(context, other.date, other.origin.words()));
    }
    let written = other.span.filter(|_| other.origin == Origin::Line);
    finding.fixes.extend(written.map(|span| {
        let title = format!("Change the date line to {}", in_words(first.date));
        Fix::replace(title, context.key, span, in_words(first.date))
    }));
    finding
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn a_date_line_and_a_file_name_are_compared() {
        check(
            "//- 20250218_report.txt\nMonday, February 17, 2025\n^^^^^^^^^^^^^^^^^^^^^^^^^ metadata-date-conflict\nThey met.\n",
        );
        check(
            "//- a.md\n---\ndate: 2025-02-17\n      ^^^^^^^^^^ metadata-date-conflict\n---\nPublished Feb 20, 2025\n\nThey met.\n",
        );
    }

    #[test]
    fn a_dateline_of_the_day_before_is_normal() {
        check(
            "//- a.md\n---\ndate: 2025-02-18\n---\nKABUL, Feb. 17, 2025 (Reuters) \u{2014} They met in Kabul.\n\
             //- 2025-02-17.txt\nMonday, February 17, 2025\nThey met.\n",
        );
    }

    #[test]
    fn either_date_can_be_chosen() {
        let fixture = Fixture::new(
            "//- a.md\n---\ndate: 2025-02-17\n---\nPublished Feb 20, 2025\n\nThey met.\n",
        );
        assert!(
            fixture
                .fixed("Set the article's date to 20 February 2025")
                .contains("date: 2025-02-20\n")
        );
        assert!(
            fixture
                .fixed("Change the date line")
                .contains("Published 17 February 2025\n")
        );
    }
}
