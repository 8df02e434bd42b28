//! `weekday-mismatch-inferred-year`: a weekday and a date without a year that disagree in the year
//! of the article.

use jiff::civil::Date;

use crate::corpus::Severity;
use crate::time::Derivation;

use super::{Context, Docs, EVERY, Finding, Rule, weekday_mismatch};

pub const RULE: Rule = Rule {
    name: "weekday-mismatch-inferred-year",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A weekday and a date without a year that do not fit each other in the article's year.",
        why: "News leaves out the year of what is near. Only dates within 60 days of the article are compared: \
              further away the year that is meant is a guess, and the guess is usually what is wrong.",
        example: "//- a.md\n---\ndate: 2025-02-19\n---\nThey arrived on Tuesday, Feb. 17, and left.\n                ^^^^^^^^^^^^^^^^ weekday-mismatch-inferred-year\n",
        instead: "//- a.md\n---\ndate: 2025-02-19\n---\nThey arrived on Monday, Feb. 17, and left.\n",
        fix: "Take the quick fix for the right weekday or for the nearest date, or write the year if another one is \
              meant.",
    },
    check,
};

/// How far from the article a date without a year is certain, in days.
const NEAR: i32 = 60;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(article) = context.analysis.date.value else {
        return;
    };
    for (at, time) in context.analysis.times.iter().enumerate() {
        let inferred = matches!(
            time.derivation,
            Derivation::YearFromArticle | Derivation::YearShared
        );
        if inferred && time.day().is_some_and(|day| is_near(article, day)) {
            findings.extend(weekday_mismatch::mismatch(context, &RULE, at));
        }
    }
}

fn is_near(article: Date, day: Date) -> bool {
    let days = article.until(day).map_or(i32::MAX, |span| span.get_days());
    days.abs() <= NEAR
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn next_thursday_has_a_weekday_too() {
        check(
            "//- 2019-07-25.txt\nHe leaves next Thursday, July 31, and was seen on the preceding Sunday, July 21.\n               ^^^^^^^^^^^^^^^^^ weekday-mismatch-inferred-year\n",
        );
    }

    #[test]
    fn far_dates_and_undated_articles_are_left_alone() {
        check(
            "//- a.md\n---\ndate: 2025-02-19\n---\nIt will open on Tuesday, Aug. 17, they said.\n\
             //- b.txt\nThe show of Tuesday, Feb. 17, was good.\n            ^^^^^^^^^^^^^^^^ undated-article information\n",
        );
    }
}
