//! `count-differs-between-reports`: a related report counts the same things and gets another number.

use std::sync::Arc;

use crate::corpus::{Facts, NumberFact, Severity};

use super::comparison::{comparable, same_thing};
use super::rounding::rough;
use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "count-differs-between-reports",
    group: "numbers",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "An exact number that differs from that of a related report for the same things: \"12 soldiers were killed\" here, \"14 soldiers\" there.",
        why: "One of the reports has an older count, or a wrong one. Compared are exact numbers with the same noun and unit, \
              in sentences that share two names, or one name and what happened; the last number of each report; and \
              reports at most two days apart, because a count goes on. It is silent where either report also has the \
              other's number.",
        example: "//- a.txt\nA bomb killed 12 soldiers near Fort Brakel in Ostravia.\n              ^^ count-differs-between-reports\n//- b.txt\nFourteen soldiers were killed near Fort Brakel in Ostravia.\n^^^^^^^^ count-differs-between-reports\n",
        instead: "//- a.txt\nA bomb killed 14 soldiers near Fort Brakel in Ostravia.\n//- b.txt\nFourteen soldiers were killed near Fort Brakel in Ostravia.\n",
        fix: "Find out which count is newer, and say whose it is.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some((own, others)) = comparable(context) else {
        return;
    };
    let mut seen: Vec<&NumberFact> = Vec::new();
    // The last number of a report is its latest.
    for number in own.numbers.iter().rev().filter(|number| is_count(number)) {
        if seen.iter().any(|later| same_thing(later, number)) {
            continue;
        }
        seen.push(number);
        let conflict = others.iter().find_map(|other| {
            let there = conflict(own, number, other)?;
            finding(context, number, other, there)
        });
        findings.extend(conflict);
    }
}

fn is_count(number: &NumberFact) -> bool {
    let shifts = |noun: &str| SHIFTING.contains(&noun);
    let stays = !number.unit.is_some_and(shifts) && !number.noun.as_deref().is_some_and(shifts);
    number.exact && number.value >= 2.0 && stays
}

/// What changes from hour to hour, or is one of many.
const SHIFTING: &[&str] = &[
    "percent",
    "percentage point",
    "game",
    "goal",
    "lap",
    "match",
    "place",
    "point",
    "position",
    "run",
    "shot",
];

/// The latest number of the other report for the same thing, if it is another one.
fn conflict<'a>(own: &Facts, number: &NumberFact, other: &'a Facts) -> Option<&'a NumberFact> {
    if !same_days(own, other) {
        return None;
    }
    let mut same = other.numbers.iter().rev();
    let there = same.find(|there| is_count(there) && same_thing(number, there))?;
    let alike = |one: &NumberFact, two: &NumberFact| {
        let kind = one.noun == two.noun && one.unit == two.unit;
        kind && rough(one.value, one.step).overlaps(rough(two.value, two.step))
    };
    // Numbers far apart are of other things.
    let near = number.value.max(there.value) < number.value.min(there.value) * 2.0;
    // Somebody has both numbers: they count two things, or one that went on.
    let known = own.numbers.iter().any(|one| alike(one, there))
        || other.numbers.iter().any(|one| alike(one, number));
    (near && !known).then_some(there)
}

/// Days that a count may have gone on.
const DAYS: i32 = 2;

fn same_days(own: &Facts, other: &Facts) -> bool {
    match (own.date, other.date) {
        (Some(one), Some(two)) => {
            let days = one
                .since((jiff::Unit::Day, two))
                .map(|span| span.get_days());
            days.is_ok_and(|days| days.abs() <= DAYS)
        }
        _ => true,
    }
}

fn finding(
    context: &Context,
    number: &NumberFact,
    other: &Arc<Facts>,
    there: &NumberFact,
) -> Option<Finding> {
    let text = context.snapshot.text(&other.key).ok()?;
    let noun = number.noun.as_deref().or(number.unit).unwrap_or_default();
    let said = text.as_str().get(there.span.range())?;
    let message = format!(
        "\u{201c}{}\u{201d} ({noun}) differs from \u{201c}{said}\u{201d} in {}",
        context.words(number.span),
        context.place_name(&other.key, &text, there.span)
    );
    Some(context.finding(&RULE, number.span, message).beside(
        &other.key,
        there.span,
        "the other report's number",
    ))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn two_names_and_the_same_noun_are_enough() {
        check(
            "//- a.txt\nFort Brakel in Ostravia has 300 houses; the Hadley Institute counted them with Ostravia.\n                            ^^^ count-differs-between-reports\n\
             //- b.txt\nThe Hadley Institute said Fort Brakel in Ostravia has 420 houses.\n                                                      ^^^ count-differs-between-reports\n",
        );
    }

    #[test]
    fn a_death_toll_is_compared_whatever_its_words() {
        check(
            "//- a.txt\nThe blast in Fort Brakel, Ostravia, left 12 dead.\n                                         ^^ count-differs-between-reports\n\
             //- b.txt\nIn Fort Brakel, Ostravia, 17 people died in the blast.\n                          ^^ count-differs-between-reports\n",
        );
    }

    #[test]
    fn other_things_and_rough_numbers_are_left_alone() {
        check(
            "//- a.txt\nA bomb killed 12 soldiers near Fort Brakel in Ostravia.\n\
             //- b.txt\nA bomb wounded 30 soldiers near Fort Brakel in Ostravia.\n\
             //- c.txt\nA bomb killed at least 15 soldiers near Fort Brakel in Ostravia.\n\
             //- d.txt\nA bomb killed 16 children near Fort Brakel in Ostravia.\n",
        );
    }

    #[test]
    fn a_report_that_has_both_numbers_or_is_older_is_left_alone() {
        check(
            "//- a.txt\nA bomb killed 12 soldiers near Fort Brakel in Ostravia.\n\
             //- b.txt\nA bomb killed 14 soldiers near Fort Brakel in Ostravia; early reports spoke of 12 soldiers.\n",
        );
        check(
            "//- 2025-02-01.txt\nA bomb killed 12 soldiers near Fort Brakel in Ostravia.\n\
             //- 2025-02-09.txt\nA bomb killed 14 soldiers near Fort Brakel in Ostravia.\n",
        );
    }
}
