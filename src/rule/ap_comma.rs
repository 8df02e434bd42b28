//! `ap-comma`: the commas of a date.

use crate::corpus::{Profile, Severity};
use crate::text::Span;

use super::ap::{self, WrittenDate};
use super::{Context, Docs, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "ap-comma",
    group: "ap",
    severity: Severity::Hint,
    profiles: &[Profile::Ap],
    docs: Docs {
        what: "A comma between a month and a year, or a year behind a day without commas on both sides.",
        why: "The AP writes \"February 2025\", and \"Feb. 14, 2023, was\". Where the sentence, a bracket or a dash \
              ends behind the year, no comma is missed.",
        example: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe ruling of Feb. 14, 2023 was the first.\n                   ^^^^^^^^ ap-comma\n",
        instead: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe ruling of Feb. 14, 2023, was the first since February 2021.\n",
        fix: "Take the quick fix.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for date in ap::dates(context) {
        if let (true, Some(year)) = (date.month_first, date.year) {
            findings.extend(match date.day {
                Some(day) => around_the_year(context, &date, day, year),
                None => behind_the_month(context, &date, year),
            });
        }
    }
}

fn behind_the_month(context: &Context, date: &WrittenDate, year: Span) -> Option<Finding> {
    let span = date.name.join(year);
    let comma = context.words(span).contains(',');
    if !comma || counts(ap::rest(context, year)) {
        return None;
    }
    let message = format!(
        "\u{201c}{}\u{201d} has a comma; the AP writes the month and the year without one",
        context.words(span)
    );
    let instead = format!("{} {}", context.words(date.name), context.words(year));
    Some(ap::finding(context, &RULE, span, message, &instead))
}

/// "In February, 2020 soldiers came": the number may be no year.
fn counts(rest: &str) -> bool {
    let next = rest.trim_start().split(' ').next().unwrap_or("");
    next.ends_with('s') && next.len() > 4 && next.starts_with(char::is_lowercase)
}

fn around_the_year(
    context: &Context,
    date: &WrittenDate,
    day: Span,
    year: Span,
) -> Option<Finding> {
    let behind_day = date.ordinal.map_or(day, |ordinal| day.join(ordinal));
    let between = Span::new(behind_day.end as usize, year.start as usize);
    let before = context.words(between).contains(',');
    let after = !goes_on(ap::rest(context, year));
    if before && after {
        return None;
    }
    let span = behind_day.join(year);
    let message = format!(
        "\u{201c}{}\u{201d} lacks a comma {} the year; the AP writes one on both sides",
        context.words(span),
        if before { "behind" } else { "before" }
    );
    let last = if after { "" } else { "," };
    let instead = format!(
        "{}, {}{last}",
        context.words(behind_day),
        context.words(year)
    );
    Some(ap::finding(context, &RULE, span, message, &instead))
}

/// Whether a word of the same sentence follows right behind the year. A time of day, or a new line
/// with a capital, may belong to a line that dates something.
fn goes_on(rest: &str) -> bool {
    let next = rest.trim_start();
    let new_line = rest[..rest.len() - next.len()].contains('\n');
    rest.starts_with(char::is_whitespace)
        && next.starts_with(char::is_alphabetic)
        && !(new_line && next.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn commas_too_many_and_too_few_are_found() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             It began in February, 2021, and on Feb. 14 2023 it ended.\n            ^^^^^^^^^^^^^^ ap-comma\n                                        ^^^^^^^ ap-comma\n",
        );
        let fixture = Fixture::new(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nOn Feb. 14 2023 it ended.\n",
        );
        assert_eq!(fixture.fixed("Change to"), "On Feb. 14, 2023, it ended.\n");
    }

    #[test]
    fn ends_of_sentences_brackets_and_dashes_need_none() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             It ended on Feb. 14, 2018. The ban (since May 3, 2017) held \u{2014} until June 4, 2018 \u{2014} there; \
             it was Feb. 14, 2023\u{2019}s last.\n",
        );
    }

    #[test]
    fn lines_that_date_something_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             They went on. Corrected on Feb. 14, 2023\nBy the desk in Rome, Feb. 15, 2023 9 a.m.\n",
        );
    }

    #[test]
    fn numbers_that_count_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             In February, 2020 soldiers came. \u{201c}It was Feb. 14, 2023 that we left,\u{201d} he said.\n",
        );
    }
}
