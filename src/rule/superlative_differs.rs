//! `superlative-differs`: two reports call the same thing the first or the largest in two scopes.

use std::collections::BTreeSet;

use crate::claim::statement::Head;
use crate::corpus::{Facts, Severity, SuperlativeFact};

use super::report::{self, Other};
use super::twin::{Twin, twins};
use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "superlative-differs",
    group: "reports",
    severity: Severity::Hint,
    profiles: EVERY,
    docs: Docs {
        what: "A \"first\", \"only\" or \"largest\" that a related report limits in another way.",
        why: "\"The first trip to the country\" and \"the first trip outside the region\" are two claims, and often \
              only one has a source. The two must speak of the same kind of thing and the same names, or stand in \
              a sentence that both reports have.",
        example: "//- kyodo.txt\nIt was the first known trip by Taliban officials to Japan since 2021, Latif Nazari said.\n           ^^^^^^^^^^^^^^^^ superlative-differs\n\
                  //- reuters.txt\nLatif Nazari called it the first trip of Taliban officials outside Asia since 2021; Japan agreed.\n                           ^^^^^^^^^^ superlative-differs\n",
        instead: "//- kyodo.txt\nIt was the first trip by Taliban officials to Japan since 2021, Latif Nazari said.\n\
                  //- reuters.txt\nLatif Nazari called it the first trip of Taliban officials to Japan since 2021.\n",
        fix: "Look for the source of the claim, and use its words and its limits in both reports.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(own) = report::own(context) else {
        return;
    };
    let mut known = BTreeSet::new();
    for other in report::comparable(context) {
        let twins = twins(context, own, other);
        for one in &own.claims.superlatives {
            let theirs = &other.claims.superlatives;
            let in_sentence = theirs
                .iter()
                .find(|theirs| in_same_sentence(one, theirs, &twins));
            let conflict = match in_sentence {
                Some(theirs) => Some(theirs).filter(|theirs| other_words(one, theirs)),
                None => {
                    let same = theirs.iter().find(|theirs| is_same(one, theirs));
                    same.filter(|theirs| other_scope(one, theirs))
                }
            };
            let Some(theirs) = conflict else { continue };
            if known.insert((one.degree, one.head)) {
                findings.extend(finding(context, one, other, theirs));
            }
        }
    }
}

/// The same superlative of the same thing: two names of the sentence are shared, or one name and a
/// date or another event.
fn is_same(a: &SuperlativeFact, b: &SuperlativeFact) -> bool {
    let names = a
        .entities
        .iter()
        .filter(|id| b.entities.contains(id))
        .count();
    let dated = a.dates.iter().any(|date| b.dates.contains(date));
    let told = a.events.iter().any(|class| b.events.contains(class));
    let enough = match a.head {
        Head::Event(_) => names + usize::from(dated || told) >= 2,
        Head::Noun(_) => names >= 2,
    };
    a.degree == b.degree && a.head == b.head && names >= 1 && enough
}

/// The same superlative in a sentence of both reports.
fn in_same_sentence(a: &SuperlativeFact, b: &SuperlativeFact, twins: &[Twin]) -> bool {
    let both = |twin: &Twin| twin.own.span.encloses(a.span) && twin.other.span.encloses(b.span);
    a.degree == b.degree && a.head == b.head && twins.iter().any(both)
}

/// Each scope has a word that the other has not: "Central America", "Latin America".
fn other_words(a: &SuperlativeFact, b: &SuperlativeFact) -> bool {
    let lacks = |one: &SuperlativeFact, other: &SuperlativeFact| {
        let mut words = one.scope_words.iter();
        words.any(|word| !other.scope_words.contains(word))
    };
    lacks(a, b) && lacks(b, a)
}

fn other_scope(a: &SuperlativeFact, b: &SuperlativeFact) -> bool {
    let both = !a.scope_words.is_empty() && !b.scope_words.is_empty();
    both && !a
        .scope_words
        .iter()
        .any(|word| b.scope_words.contains(word))
}

/// "To the country" may be "to Japan".
fn may_be_same_place(one: &str, other: &str) -> bool {
    let split = |scope: &str| -> (String, String) {
        let (lead, rest) = scope.split_once(' ').unwrap_or((scope, ""));
        (lead.to_lowercase(), rest.to_owned())
    };
    let ((lead, one), (there, other)) = (split(one), split(other));
    let unnamed = |place: &str| {
        let noun = place.strip_prefix("the ").or(place.strip_prefix("this "));
        noun.is_some_and(|noun| PLACES.contains(&noun))
    };
    let named = |place: &str| place.contains(char::is_uppercase);
    lead == there && (unnamed(&one) && named(&other) || named(&one) && unnamed(&other))
}

const PLACES: &[&str] = &[
    "area",
    "capital",
    "city",
    "continent",
    "country",
    "county",
    "island",
    "nation",
    "province",
    "region",
    "state",
    "town",
    "village",
];

fn finding(
    context: &Context,
    one: &SuperlativeFact,
    other: &Facts,
    theirs: &SuperlativeFact,
) -> Option<Finding> {
    let (words, own_scope) = (context.words(one.span), context.words(one.scope?));
    let scope = Other::at(context, other, theirs.scope?)?.words;
    if may_be_same_place(own_scope, &scope) {
        return None;
    }
    let there = (other, theirs.span);
    report::differs(context, &RULE, one.span, there, |there| {
        format!(
            "\u{201c}{words} \u{2026} {own_scope}\u{201d} differs from {}, which says \u{201c}{} \u{2026} {scope}\u{201d}",
            there.name, there.words
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_first_time_is_of_what_was_done() {
        check(
            "//- a.txt\nIt was the first time since Norland left the pact in 2019 that Eva Lind traveled outside Europe.\n           ^^^^^^^^^^ superlative-differs\n\
             //- b.txt\nThe first known trip by Eva Lind to the islands since Norland left the pact in 2019 surprised many.\n    ^^^^^^^^^^^^^^^^ superlative-differs\n",
        );
    }

    #[test]
    fn a_sentence_of_both_reports_has_one_scope() {
        check(
            "//- a.txt\nEva Lind of Norland spoke in Graz. It is the largest museum of toys in Central Europe that children may run by themselves.\n                                             ^^^^^^^^^^^^^^ superlative-differs\n\
             //- b.txt\nEva Lind of Norland spoke in Graz. It is the largest museum of toys in Western Europe that children may run by themselves.\n                                             ^^^^^^^^^^^^^^ superlative-differs\n",
        );
    }

    #[test]
    fn what_it_is_the_first_to_do_is_no_scope() {
        check(
            "//- a.txt\nNorland became the first state in Europe to ban the toys, Eva Lind said in Oslo.\n                   ^^^^^^^^^^^ superlative-differs\n\
             //- b.txt\nNorland became the first state in Asia to ban the toys, Eva Lind said in Oslo.\n                   ^^^^^^^^^^^ superlative-differs\n",
        );
    }

    #[test]
    fn the_country_may_be_the_one_that_is_named() {
        check(
            "//- a.txt\nJapan saw the first trip of Taliban officials to the country since 2021, Eva Lind said.\n\
             //- b.txt\nEva Lind said it was the first trip of Taliban officials to Japan since 2021.\n",
        );
    }

    #[test]
    fn the_same_scope_and_other_things_are_left_alone() {
        check(
            "//- a.txt\nNorland built the largest bridge in Sudmark, Eva Lind said. It was the first visit of Eva Lind to Norland.\n\
             //- b.txt\nEva Lind said that Norland built the largest bridge in all Sudmark. It has the largest port in Westland.\n",
        );
    }

    #[test]
    fn first_is_often_no_superlative() {
        check(
            "//- a.txt\nIn the first half, Eva Lind of Norland led in points; at first nobody saw it.\n\
             //- b.txt\nEva Lind of Norland spoke in the first week to the first lady from Sudmark.\n",
        );
    }
}
