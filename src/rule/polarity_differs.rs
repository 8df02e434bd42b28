//! `polarity-differs`: one report says that it happened, the other that it did not.

use std::collections::BTreeSet;

use crate::claim::denials;
use crate::claim::statement::Role;
use crate::corpus::{EventFact, Facts, Severity};
use crate::text::Span;

use super::twin::{Twin, short_and_long};
use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "polarity-differs",
    group: "reports",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A statement that a related report denies: recognized here, not recognized there.",
        why: "A lost \"not\" turns a report around. Subject, verb and object must be the same, or, in reports of the \
              same days, what happened to a person; \"lack of recognition\" and \"refrains from recognition\" deny as \
              well. A sentence that both reports have may say anything. Plans, wishes and conditions are left alone, \
              and so is an article that says both.",
        example: "//- kyodo.txt\nJapan has officially recognized the Taliban, Latif Nazari said in Kabul.\n                     ^^^^^^^^^^ polarity-differs\n\
                  //- reuters.txt\nLatif Nazari lamented in Kabul that Japan has not recognized the Taliban.\n                                                  ^^^^^^^^^^ polarity-differs\n",
        instead: "//- kyodo.txt\nDespite Japan's lack of recognition of the Taliban, Latif Nazari spoke in Kabul.\n\
                  //- reuters.txt\nLatif Nazari lamented in Kabul that Japan has not recognized the Taliban.\n",
        fix: "Open the other report and find out which is right: a \"not\" is missing, or it is one too many.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(own) = report::own(context) else {
        return;
    };
    let mut known = BTreeSet::new();
    let mut marked: Vec<Span> = Vec::new();
    for other in report::comparable(context) {
        for event in own.claims.events.iter().filter(|event| is_claim(event)) {
            let Some(theirs) = denied(own, event, other) else {
                continue;
            };
            let key = (event.class, event.in_role(Role::Subject).next().cloned());
            if known.insert(key) {
                marked.push(event.span);
                findings.extend(finding(context, event, other, theirs));
            }
        }
        let near = report::same_days(own, other);
        let twins = short_and_long(context, own, other);
        let denied = twins.iter().filter(|twin| is_denied(twin, near));
        for twin in denied {
            if !marked.iter().any(|span| twin.own.span.encloses(*span)) {
                marked.push(twin.own.span);
                findings.extend(said_twice(context, twin, other));
            }
        }
    }
}

fn is_claim(event: &EventFact) -> bool {
    event.factual && !event.hedged
}

/// The statement of the other article that denies this one.
fn denied<'a>(own: &Facts, event: &EventFact, other: &'a Facts) -> Option<&'a EventFact> {
    let near = report::same_days(own, other);
    let is_same =
        |one: &EventFact| is_same(event, one) || near && report::same_fate(own, event, one);
    let says_both = |facts: &Facts| {
        let says = |negated: bool| {
            let mut events = facts.claims.events.iter();
            events.any(|one| is_same(one) && one.negated == negated)
        };
        says(true) && says(false)
    };
    if says_both(own) || says_both(other) {
        return None;
    }
    other.claims.events.iter().find(|theirs| {
        let dates = event.date.zip(theirs.date);
        let other_time = dates.is_some_and(|(a, b)| a.interval.excludes(b.interval));
        is_claim(theirs) && theirs.negated != event.negated && is_same(theirs) && !other_time
    })
}

/// The same sentence with one denial more or less, and nothing else that differs. What a few words
/// say may have been so and be no longer so: there the reports must be of the same days.
fn is_denied(twin: &Twin, near: bool) -> bool {
    let apart = twin.own.denials.abs_diff(twin.other.denials);
    let of_a_time = near || !twin.is_short();
    of_a_time && apart == 1 && twin.names_agree() && twin.numbers_agree() && twin.dates_agree()
}

fn said_twice(context: &Context, twin: &Twin, other: &Facts) -> Option<Finding> {
    let (here, there) = twin.differing(context)?;
    let said = report::Other::at(context, other, there)?;
    // What one of the two has in quotation marks is counted in the other only.
    if denials(context.words(here)) == denials(&said.words) {
        return None;
    }
    let message = format!(
        "\u{201c}{}\u{201d} differs from {}, which says \u{201c}{}\u{201d} in the same sentence",
        context.words(here),
        said.name,
        said.words
    );
    let finding = context.finding(&RULE, here, message);
    Some(finding.beside(&other.key, there, super::says(&said.words)))
}

/// The same subject, kind of verb and object.
fn is_same(a: &EventFact, b: &EventFact) -> bool {
    let both = |role: Role| a.in_role(role).any(|id| b.has(role, id));
    a.class == b.class && both(Role::Subject) && both(Role::Object)
}

fn finding(
    context: &Context,
    event: &EventFact,
    other: &Facts,
    theirs: &EventFact,
) -> Option<Finding> {
    let says = match event.negated {
        true => "that it is so",
        false => "that it is not so",
    };
    let words = context.words(event.span);
    let there = (other, theirs.span);
    report::differs(context, &RULE, event.span, there, |there| {
        format!(
            "\u{201c}{words}\u{201d} differs from {}, which says {says}: \u{201c}{}\u{201d}",
            there.name, there.words
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn words_that_deny_are_read() {
        check(
            "//- a.txt\nNorland refrains from formal recognition of Sudmark, Eva Lind said in Oslo.\n                             ^^^^^^^^^^^ polarity-differs\n\
             //- b.txt\nEva Lind said in Oslo that Norland recognized Sudmark.\n                                   ^^^^^^^^^^ polarity-differs\n",
        );
    }

    #[test]
    fn plans_conditions_and_other_objects_are_left_alone() {
        check(
            "//- a.txt\nNorland may recognize Sudmark, Eva Lind said in Oslo. Norland recognized Westland.\n\
             //- b.txt\nEva Lind said in Oslo that Norland has not recognized Sudmark.\n",
        );
    }

    #[test]
    fn did_not_denies_and_so_does_a_fate() {
        check(
            "//- a.txt\nNorland did not officially recognize Sudmark, Eva Lind said in Oslo.\n                           ^^^^^^^^^ polarity-differs\n\
             //- b.txt\nEva Lind said in Oslo that Norland recognized Sudmark.\n                                   ^^^^^^^^^^ polarity-differs\n",
        );
        check(
            "//- 2024-03-08.txt\nPaul Weber was not arrested after the raid in Graz, Eva Lind said.\n                   ^^^^^^^^ polarity-differs\n\
             //- 2024-03-09.txt\nEva Lind said in Graz that police arrested Paul Weber at night.\n                                  ^^^^^^^^ polarity-differs\n",
        );
        check(
            "//- 2024-03-08.txt\nPaul Weber was not arrested after the raid in Graz, Eva Lind said.\n\
             //- 2024-03-19.txt\nEva Lind said in Graz that police arrested Paul Weber at night.\n",
        );
    }

    #[test]
    fn two_times_are_left_alone() {
        check(
            "//- a.txt\nEva Lind met Jon Dahl in Oslo in 2019, and they spoke of Sudmark.\n\
             //- b.txt\nEva Lind has not met Jon Dahl in Oslo in 2021, and they fell out over Sudmark.\n",
        );
    }

    #[test]
    fn a_sentence_of_both_reports_may_say_anything() {
        check(
            "//- a.txt\nPolice in Graz have not ruled out that the fire at the Hotel Adler was set by a guest, Eva Lind said.\n                    ^^^^^^^^^ polarity-differs\n\
             //- b.txt\nPolice in Graz have ruled out that the fire at the Hotel Adler was set by a guest, Eva Lind said.\n                    ^^^^^ polarity-differs\n",
        );
        check(
            "//- a.txt\nEva Lind said that guests of the hotel in Graz should never open the doors that they don't know.\n\
             //- b.txt\n\u{201c}Guests of the hotel in Graz should never open the doors that they don\u{2019}t know,\u{201d} Eva Lind said.\n",
        );
        check(
            "//- a.txt\nEva Lind said the doors of the old hotel in Graz are \u{201c}never open at night\u{201d} and Jon Dahl of the Hotel Adler knows it.\n\
             //- b.txt\nEva Lindt said the doors of the old hotel in Graz are never open at night and Jon Dahl of the Hotel Adler knows it.\n",
        );
        check(
            "//- a.txt\nEva Lind was not hurt when the roof of the Hotel Adler in Graz fell down.\n\
             //- b.txt\nJon Dahl was hurt when the roof of the Hotel Adler in Graz fell down; Eva Lind saw it.\n",
        );
    }

    #[test]
    fn a_few_words_on_the_same_names_are_the_same_sentence_in_reports_of_the_same_days() {
        check(
            "//- 2024-03-08.txt\nThe Red Front has not claimed responsibility in Graz. Eva Lind said so to Jon Dahl.\n                  ^^^^^^^^^^^ polarity-differs\n\
             //- 2024-03-09.txt\nEva Lind said it to Jon Dahl. The Red Front has claimed responsibility in Graz.\n                                                ^^^^^^^ polarity-differs\n",
        );
        check(
            "//- 2024-03-08.txt\nThe Red Front has not claimed responsibility in Graz. Eva Lind said so to Jon Dahl.\n\
             //- 2024-03-19.txt\nEva Lind said it to Jon Dahl. The Red Front has claimed responsibility in Graz.\n",
        );
        check(
            "//- 2024-03-08.txt\nThe Red Front has not claimed responsibility in Graz. Eva Lind said so to Jon Dahl.\n\
             //- 2024-03-09.txt\nEva Lind said it to Jon Dahl. The Blue Front has claimed responsibility in Graz.\n",
        );
    }

    #[test]
    fn not_only_denies_nothing() {
        check(
            "//- a.txt\nNorland not only recognized Sudmark, Eva Lind said in Oslo.\n\
             //- b.txt\nEva Lind said in Oslo that Norland recognized Sudmark.\n",
        );
    }
}
