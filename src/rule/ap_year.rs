//! `ap-year`: the year of the article itself.

use crate::corpus::{Profile, Severity};
use crate::text::Span;
use crate::time::Form;

use super::ap::{self, WrittenDate};
use super::{Context, Docs, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "ap-year",
    group: "ap",
    severity: Severity::Hint,
    profiles: &[Profile::Ap],
    docs: Docs {
        what: "A month, day and year where the year is the article's own.",
        why: "The AP leaves the current year out and writes every other one. The current year is that of the \
              article's date; where the sentence names another year too, both stay.",
        example: "//- 2025-05-19.txt\nThe court ruled on Feb. 14, 2025, in the case.\n                            ^^^^ ap-year\n//- copydesk.toml\nprofile = \"ap\"\n",
        instead: "//- 2025-05-19.txt\nThe court ruled on Feb. 14 in the case, after Feb. 14, 2023, and in May 2025.\n//- copydesk.toml\nprofile = \"ap\"\n",
        fix: "Take the quick fix.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(today) = context.analysis.date.value else {
        return;
    };
    for date in ap::dates(context) {
        findings.extend(current_year(context, &date, today.year()));
    }
}

fn current_year(context: &Context, date: &WrittenDate, current: i16) -> Option<Finding> {
    let (day, year) = (date.day?, date.year?);
    let said: i16 = context.words(year).parse().ok()?;
    if !date.month_first || said != current || names_another_year(context, date, current) {
        return None;
    }
    let message = format!(
        "\u{201c}{said}\u{201d} is the year of this article, which the AP leaves out of a date"
    );
    let mut finding = context.finding(&RULE, year, message);
    let from = date.ordinal.unwrap_or(day).end as usize;
    // The comma behind the year came with the year.
    let comma = usize::from(ap::rest(context, year).starts_with(','));
    let removed = Span::new(from, year.end as usize + comma);
    finding.fixes = vec![super::Fix::replace(
        "Remove the year",
        context.key,
        removed,
        "",
    )];
    Some(finding)
}

fn names_another_year(context: &Context, date: &WrittenDate, current: i16) -> bool {
    let sentence = context.analysis.sentence_at(date.time.span.start as usize);
    context.analysis.times_in(sentence).any(|time| {
        matches!(time.expression.form, Form::Calendar { year: Some(year), .. } if year != current)
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn the_commas_go_with_the_year() {
        let fixture = Fixture::new(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2025-05-19.txt\nThe ban of Feb. 14, 2025, was lifted.\n",
        );
        assert_eq!(
            fixture.fixed("Remove the year"),
            "The ban of Feb. 14 was lifted.\n"
        );
    }

    #[test]
    fn other_years_and_other_dates_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2025-05-19.txt\n\
             It ran from Dec. 3, 2024, to Feb. 14, 2025, in Rome. It began in February 2025. He came on 3 March 2025.\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2025-05-19.txt\nPublished May 19, 2025\n\n\
             \u{201c}It was Feb. 14, 2025,\u{201d} he said.\n",
        );
        check("//- copydesk.toml\nprofile = \"ap\"\n//- a.txt\nIt was Feb. 14, 2025.\n");
    }
}
