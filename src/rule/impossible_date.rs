//! `impossible-date`: a day that no calendar has.

use crate::corpus::Severity;
use crate::time::Form;

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "impossible-date",
    group: "dates",
    severity: Severity::Error,
    profiles: EVERY,
    docs: Docs {
        what: "A date that does not exist: 30 February, 31 April, month 13.",
        why: "A digit is wrong, and only the source knows which. 29 February is left alone where no year is written.",
        example: "//- a.txt\nThe law took effect on April 31, 2024.\n                       ^^^^^^^^^^^^^^ impossible-date\n",
        instead: "//- a.txt\nThe law took effect on April 30, 2024, and 29 February 2024.\n",
        fix: "Look the date up in the source.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for time in &context.analysis.times {
        if let Form::Impossible { what } = &time.expression.form {
            let message = format!(
                "\u{201c}{}\u{201d} is no date: {what}",
                context.words(time.span)
            );
            findings.push(context.finding(&RULE, time.span, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn months_and_leap_years_are_known() {
        check(
            "//- a.txt\n\
             It began on 29 February 2023 in Rome.\n            ^^^^^^^^^^^^^^^^ impossible-date\n\
             The file says 2025-13-01 on top.\n              ^^^^^^^^^^ impossible-date\n\
             The form says 30/30/2025 on top.\n              ^^^^^^^^^^ impossible-date\n",
        );
    }

    #[test]
    fn numbers_that_only_look_like_dates_are_left_alone() {
        check(
            "//- a.txt\n\
             It began on 29 February 2024 in Rome.\n\
             The part 2025-00-00 and the call 2024-55-4567 are no dates; a vote of 31-12-2000 neither.\n",
        );
    }
}
