//! `count-differs-between-reports`: a related report counts the same things and gets another number.

use std::sync::Arc;

use crate::corpus::{Facts, NumberFact, Severity};
use crate::text::Span;

use super::comparison::{comparable, same_thing, thousands};
use super::rounding::rough;
use super::twin::{Twin, twins};
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
              reports at most two days apart, because a count goes on; in a sentence that both reports have, \
              \"at least\" is compared with \"at least\" as well. It is silent where either report also has the \
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
    let mut marked: Vec<Span> = Vec::new();
    for other in others.iter().filter(|other| same_days(own, other)) {
        for twin in twins(context, own, other) {
            for (number, there) in other_counts(&twin, own, other) {
                if !marked.contains(&number.span) {
                    marked.push(number.span);
                    findings.extend(finding(context, number, other, there));
                }
            }
        }
    }
    let mut seen: Vec<&NumberFact> = Vec::new();
    // The last number of a report is its latest.
    for number in own.numbers.iter().rev().filter(|number| is_count(number)) {
        if seen.iter().any(|later| same_thing(later, number)) {
            continue;
        }
        seen.push(number);
        if marked.contains(&number.span) {
            continue;
        }
        let conflict = others.iter().find_map(|other| {
            let there = conflict(own, number, other)?;
            finding(context, number, other, there)
        });
        findings.extend(conflict);
    }
}

/// One exact number of something that stays what it is.
pub fn is_count(number: &NumberFact) -> bool {
    number.exact && number.value >= 2.0 && stays(number)
}

fn stays(number: &NumberFact) -> bool {
    let shifts = |noun: &str| SHIFTING.contains(&noun);
    !number.unit.is_some_and(shifts) && !number.noun.as_deref().is_some_and(shifts)
}

/// The numbers of the same sentence that differ, where no name, date or denial does. There "at
/// least" may be compared with "at least".
fn other_counts<'a>(
    twin: &Twin<'a>,
    own: &Facts,
    other: &Facts,
) -> Vec<(&'a NumberFact, &'a NumberFact)> {
    if !(twin.names_agree() && twin.dates_agree() && twin.denials_agree()) {
        return Vec::new();
    }
    let one_number = |number: &NumberFact| number.exact || number.modifier.is_some();
    let differ = |(one, two): &(&NumberFact, &NumberFact)| {
        let counts = one_number(one) && one_number(two) && stays(one);
        // Millions and billions are another rule's.
        let differ = one.value != two.value && thousands(one, two).is_none();
        counts && differ && !have_both(own, other, one, two)
    };
    let numbers = twin.numbers().unwrap_or_default();
    numbers.into_iter().filter(differ).collect()
}

/// Larger numbers may be rounded: 300 may be 312, but 10 are not nine.
const FEW: f64 = 100.0;

pub fn are_equal(one: &NumberFact, two: &NumberFact) -> bool {
    let few = one.unit.is_none() && one.value.max(two.value) < FEW;
    let (a, b) = (rough(one.value, one.step), rough(two.value, two.step));
    // 112 may be anything from 111.5 to 112.5, and that is not 113.
    let overlap = a.low < b.high && b.low < a.high;
    if few { one.value == two.value } else { overlap }
}

/// One of the reports has both numbers: they count two things, or one that went on.
fn have_both(own: &Facts, other: &Facts, number: &NumberFact, there: &NumberFact) -> bool {
    let alike = |one: &NumberFact, two: &NumberFact| {
        let kind = one.noun == two.noun && one.unit == two.unit;
        kind && are_equal(one, two)
    };
    own.numbers.iter().any(|one| alike(one, there))
        || other.numbers.iter().any(|one| alike(one, number))
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
    "season",
    "shot",
    "term",
];

/// The latest number of the other report for the same thing, if it is another one.
fn conflict<'a>(own: &Facts, number: &NumberFact, other: &'a Facts) -> Option<&'a NumberFact> {
    if !same_days(own, other) {
        return None;
    }
    let mut same = other.numbers.iter().rev();
    let there = same.find(|there| is_count(there) && same_thing(number, there))?;
    // Numbers far apart are of other things.
    let near = number.value.max(there.value) < number.value.min(there.value) * 2.0;
    (near && !have_both(own, other, number, there)).then_some(there)
}

/// Days that a count may have gone on.
const DAYS: i32 = 2;

/// Whether the reports are so near that one of them contradicts the other.
pub fn same_days(own: &Facts, other: &Facts) -> bool {
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
    // "Seven others" say nothing of what they are.
    let noun = if noun == "other" { "others" } else { noun };
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
    fn a_sentence_of_both_reports_needs_no_names() {
        check(
            "//- a.txt\nThe blast hurt Eva Lind of Fort Brakel. At least seven guests were killed when the roof of the old hotel fell on the breakfast room.\n                                                 ^^^^^ count-differs-between-reports\n\
             //- b.txt\nThe blast hurt Eva Lind of Fort Brakel. At least nine guests were killed when the roof of the old hotel fell on the breakfast room.\n                                                 ^^^^ count-differs-between-reports\n",
        );
    }

    #[test]
    fn one_more_is_another_count() {
        check(
            "//- a.txt\nA bomb killed 12 soldiers near Fort Brakel in Ostravia.\n              ^^ count-differs-between-reports\n\
             //- b.txt\nA bomb killed 13 soldiers near Fort Brakel in Ostravia.\n              ^^ count-differs-between-reports\n",
        );
        check(
            "//- a.txt\nA bomb killed nine soldiers near Fort Brakel in Ostravia.\n              ^^^^ count-differs-between-reports\n\
             //- b.txt\nA bomb killed 10 soldiers near Fort Brakel in Ostravia.\n              ^^ count-differs-between-reports\n\
             //- c.txt\nA flood took 300 houses near Fort Brakel in Ostravia.\n\
             //- d.txt\nA flood took 312 houses near Fort Brakel in Ostravia.\n",
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
    fn a_number_that_nobody_vouches_for_is_left_alone() {
        check(
            "//- a.txt\nIn Fort Brakel, Ostravia, 12 soldiers reportedly died when a bomb went off.\n\
             //- b.txt\nA bomb killed 14 soldiers near Fort Brakel in Ostravia.\n",
        );
        check(
            "//- a.txt\nA bomb reportedly killed 12 soldiers near Fort Brakel in Ostravia.\n\
             //- b.txt\nA bomb killed 14 soldiers near Fort Brakel in Ostravia.\n",
        );
    }

    #[test]
    fn others_are_counted_in_a_sentence_of_both_reports() {
        check(
            "//- a.txt\nThe blast near Fort Brakel in Ostravia hurt the driver of the bus and seven others, Eva Lind said.\n                                                                      ^^^^^ count-differs-between-reports\n\
             //- b.txt\nThe blast near Fort Brakel in Ostravia hurt the driver of the bus and nine others, Eva Lind said.\n                                                                      ^^^^ count-differs-between-reports\n",
        );
        check(
            "//- a.txt\nIn Fort Brakel, Ostravia, a bomb killed the driver and hurt seven others.\n\
             //- b.txt\nA bomb hurt nine others near Fort Brakel in Ostravia.\n",
        );
    }

    #[test]
    fn those_who_were_trapped_and_those_who_were_hurt_are_two() {
        check(
            "//- a.txt\nThe tram fell in Fort Brakel, Ostravia, trapping five people and injuring another 40.\n\
             //- b.txt\nIn Fort Brakel, Ostravia, eight people had serious injuries after the tram fell.\n\
             //- c.txt\nThe tram fell in Fort Brakel, Ostravia, and nine people were injured.\n",
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
