//! `stale-year`: last year's number, written in January out of habit.

use jiff::civil::Date;

use crate::corpus::Severity;
use crate::text::{Span, words};
use crate::time::{Form, TimeMention, in_words};

use super::{Context, Docs, EVERY, Finding, Fix, Rule, ap};

pub const RULE: Rule = Rule {
    name: "stale-year",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A January date with last year's number, in an article of this January.",
        why: "The hand writes the old year for some weeks. It speaks only where the date with the article's year \
              would lie within 14 days of the article, and not in quotations, beside \"last year\", \"a year ago\", \
              \"since\", \"from\", \"anniversary\", another year, or a weekday that fits last year.",
        example: "//- 2025-01-05.txt\nThe court ruled on Jan. 3, 2024, in the case.\n                   ^^^^^^^^^^^^ stale-year\n",
        instead: "//- 2025-01-05.txt\nThe court ruled on Jan. 3, 2025, in the case, as it had a year ago, on Jan. 3, 2024.\n",
        fix: "Take the quick fix for this year, if the writer did not mean last year.",
    },
    check,
};

/// How many days off the article a date of this January may be.
const NEAR: i32 = 14;

/// Words of a sentence that speaks of last year on purpose.
const ON_PURPOSE: &[&str] = &[
    "last",
    "ago",
    "earlier",
    "previous",
    "prior",
    "year",
    "years",
    "since",
    "from",
    "until",
    "anniversary",
    "anniversaries",
    "born",
    "between",
    "then",
    "back",
    "compared",
    "annual",
];

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(today) = context.analysis.date.value else {
        return;
    };
    if today.month() != 1 {
        return;
    }
    for time in &context.analysis.times {
        findings.extend(stale(context, time, today));
    }
}

fn stale(context: &Context, time: &TimeMention, today: Date) -> Option<Finding> {
    let Form::Calendar {
        year: Some(year),
        month: Some(1),
        day: Some(day),
    } = time.expression.form
    else {
        return None;
    };
    let meant = Date::new(today.year(), 1, day).ok()?;
    let near = today
        .until(meant)
        .is_ok_and(|span| span.get_days().abs() <= NEAR);
    if year != today.year() - 1 || !near || is_on_purpose(context, time) {
        return None;
    }
    let written = context.words(time.span);
    let at = time.span.start as usize + written.rfind(&year.to_string())?;
    let message = format!(
        "\u{201c}{written}\u{201d} has last year\u{2019}s number: this article is of {}",
        in_words(today)
    );
    let mut finding = context.finding(&RULE, time.span, message);
    finding.fixes = vec![Fix::replace(
        format!("Change the year to {}", today.year()),
        context.key,
        Span::new(at, at + 4),
        today.year().to_string(),
    )];
    Some(finding)
}

fn is_on_purpose(context: &Context, time: &TimeMention) -> bool {
    let sentence = context.analysis.sentence_at(time.span.start as usize);
    let said =
        words(context.words(sentence)).any(|word| ON_PURPOSE.contains(&&*word.text.to_lowercase()));
    let weekday_fits = time
        .weekday()
        .zip(time.day())
        .is_some_and(|((weekday, _), day)| weekday == day.weekday());
    said || weekday_fits
        || names_another_year(context, sentence, time)
        || !ap::is_copy(context, time.span)
}

fn names_another_year(context: &Context, sentence: Span, time: &TimeMention) -> bool {
    context.analysis.times_in(sentence).any(|other| {
        let dated = matches!(other.expression.form, Form::Calendar { year: Some(_), .. });
        dated && other.span != time.span
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn every_order_of_the_date_is_read() {
        check(
            "//- 2025-01-20.txt\n\
             The talks begin on 28 January 2024 in Rome.\n                   ^^^^^^^^^^^^^^^ stale-year\n",
        );
        let fixture = Fixture::new("//- 2025-01-05.txt\nThe court ruled on Jan. 3, 2024.\n");
        assert_eq!(
            fixture.fixed("Change the year"),
            "The court ruled on Jan. 3, 2025.\n"
        );
    }

    #[test]
    fn last_year_on_purpose_is_left_alone() {
        check(
            "//- 2025-01-05.txt\n\
             The ban has held since Jan. 3, 2024. It is the anniversary of the quake of Jan. 1, 2024. \
             He was named on Wednesday, Jan. 3, 2024. She said \u{201c}It was Jan. 4, 2024.\u{201d}\n",
        );
    }

    #[test]
    fn other_months_and_far_days_are_left_alone() {
        check(
            "//- 2025-01-05.txt\nThe court ruled on Dec. 30, 2024. The bank failed on Jan. 28, 2024.\n",
        );
        check("//- 2025-02-05.txt\nThe court ruled on Jan. 28, 2024.\n");
        check("//- a.txt\nThe court ruled on Jan. 28, 2024.\n");
    }
}
