//! `ap-ordinal`: "Jan. 1st".

use crate::corpus::{Profile, Severity};

use super::ap::{self, WrittenDate};
use super::{Context, Docs, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "ap-ordinal",
    group: "ap",
    severity: Severity::Hint,
    profiles: &[Profile::Ap],
    docs: Docs {
        what: "A day of the month with an ordinal ending: \"Jan. 1st\", \"1st of January\".",
        why: "The AP writes the plain figure. \"The 4th of July\" is the name of a holiday and is left alone, as are \
              quotations and titles.",
        example: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe law took effect on Jan. 1st in Rome.\n                       ^^^^^^^^ ap-ordinal\n",
        instead: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe law took effect on Jan. 1 in Rome, before the 4th of July.\n",
        fix: "Take the quick fix. Where the day stands first, write the month first.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for date in ap::dates(context) {
        findings.extend(ordinal(context, &date));
    }
}

fn ordinal(context: &Context, date: &WrittenDate) -> Option<Finding> {
    let ordinal = date.ordinal?;
    let day = date.day?;
    let figures = context.words(day);
    if !date.month_first && date.month == 7 && figures == "4" {
        return None;
    }
    let span = date.name.join(day).join(ordinal);
    let message = format!(
        "\u{201c}{}\u{201d} has an ordinal; the AP writes \u{201c}{} {figures}\u{201d}",
        context.words(span),
        ap::month_with_a_day(date.month)
    );
    if !date.month_first {
        // To turn the words round is the writer's: a "the" may stand before them.
        return Some(context.finding(&RULE, span, message));
    }
    let kept = date.name.join(day);
    let instead = context.words(kept).to_owned();
    Some(ap::finding(context, &RULE, span, message, &instead))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn both_orders_are_found() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             It began on the 1st of January and ended March 3rd at last.\n                ^^^^^^^^^^^^^^ ap-ordinal\n                                         ^^^^^^^^^ ap-ordinal\n",
        );
    }

    #[test]
    fn the_month_keeps_its_form() {
        let fixture = Fixture::new(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nIt ended March 3rd, at last.\n",
        );
        assert_eq!(fixture.fixed("Change to"), "It ended March 3, at last.\n");
    }

    #[test]
    fn other_ordinals_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             They march on the 4th of July, the 3rd time in the 21st century.\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             He said \u{201c}we begin on Jan. 1st\u{201d} and left.\n",
        );
    }
}
