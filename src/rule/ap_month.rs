//! `ap-month`: the abbreviations of the months.

use crate::corpus::{Profile, Severity};

use super::ap::{self, WrittenDate};
use super::{Context, Docs, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "ap-month",
    group: "ap",
    severity: Severity::Hint,
    profiles: &[Profile::Ap],
    docs: Docs {
        what: "A month that the AP abbreviates or spells out otherwise.",
        why: "With a day the AP writes Jan., Feb., Aug., Sept., Oct., Nov. and Dec. and spells out March, April, May, \
              June and July; alone or with a year every month is spelled out. Quotations, titles and dates with the \
              day first are left alone.",
        example: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe court ruled on February 14 in the case.\n                   ^^^^^^^^ ap-month\n",
        instead: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe court ruled on Feb. 14 in the case, and again in February 2023.\n",
        fix: "Take the quick fix.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for date in ap::dates(context) {
        findings.extend(mismatch(context, &date));
    }
}

fn mismatch(context: &Context, date: &WrittenDate) -> Option<Finding> {
    if !date.month_first {
        return None;
    }
    let (style, where_) = match date.day {
        Some(_) => (ap::month_with_a_day(date.month), "with a day"),
        None => (ap::month_alone(date.month), "without a day"),
    };
    let said = context.words(date.name);
    if said == style {
        return None;
    }
    let message = format!(
        "\u{201c}{said}\u{201d} differs from AP style, which writes \u{201c}{style}\u{201d} {where_}"
    );
    let instead = instead(context, date, said, style)?;
    Some(ap::finding(context, &RULE, date.name, message, &instead))
}

/// The stop of "in Feb." may end the sentence too; where nobody can tell, there is nothing to say.
fn instead(context: &Context, date: &WrittenDate, said: &str, style: &str) -> Option<String> {
    let stop_is_last = said.ends_with('.') && date.day.is_none() && date.year.is_none();
    if !stop_is_last || style.ends_with('.') {
        return Some(style.to_owned());
    }
    let rest = ap::rest(context, date.name).trim_start();
    match rest.chars().next() {
        None => Some(format!("{style}.")),
        Some(next) => next.is_lowercase().then(|| style.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn every_abbreviation_is_compared() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             It rained on Sep. 3 and on Mar. 4 and on Dec 5 again.\n             ^^^^ ap-month\n                           ^^^^ ap-month\n                                         ^^^ ap-month\n\
             It snowed in Jan. 2023 and in Feb. too.\n             ^^^^ ap-month\n                              ^^^^ ap-month\n",
        );
    }

    #[test]
    fn quotations_titles_and_other_words_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.md\n\
             # Court Rules Again on February 14\n\n\
             \u{201c}It was February 14,\u{201d} he said. It may march on. She met Theresa May.\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-01-04.txt\nFriday, January 4, 2019\n\n\
             The 14 February demonstration was British. They left in September. It was June 3 or May 4.\n",
        );
        check("//- 2019-06-20.txt\nThe court ruled on February 14.\n");
    }

    #[test]
    fn the_stop_of_the_sentence_stays() {
        let fixture = Fixture::new(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nIt snowed in Feb.\n",
        );
        assert_eq!(fixture.fixed("Change to"), "It snowed in February.\n");
    }
}
