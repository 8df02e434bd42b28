//! `polarity-differs`: one report says that it happened, the other that it did not.

use crate::claim::statement::Role;
use crate::corpus::{EventFact, Facts, Severity};

use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "polarity-differs",
    group: "reports",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A statement that a related report denies: recognized here, not recognized there.",
        why: "A lost \"not\" turns a report around. Subject, verb and object must be the same; \"lack of \
              recognition\" and \"refrains from recognition\" deny as well. Plans, wishes and conditions are left \
              alone, and so is an article that says both.",
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
    let claims = own.claims.events.iter().filter(|event| is_claim(event));
    let found = report::conflicts(context, claims, |event, other| {
        let theirs = denied(own, event, other)?;
        let subject = event.in_role(Role::Subject).next();
        Some((theirs, (event.class, subject)))
    });
    for (event, other, theirs) in found {
        findings.extend(finding(context, event, other, theirs));
    }
}

fn is_claim(event: &EventFact) -> bool {
    event.factual && !event.hedged
}

/// The statement of the other article that denies this one.
fn denied<'a>(own: &Facts, event: &EventFact, other: &'a Facts) -> Option<&'a EventFact> {
    let says_both = |facts: &Facts| {
        let mut same = facts.claims.events.iter().filter(|one| is_same(event, one));
        same.any(|one| one.negated != event.negated)
            && facts
                .claims
                .events
                .iter()
                .any(|one| is_same(event, one) && one.negated == event.negated)
    };
    if says_both(own) || says_both(other) {
        return None;
    }
    other.claims.events.iter().find(|theirs| {
        let dates = event.date.zip(theirs.date);
        let other_time = dates.is_some_and(|(a, b)| a.interval.excludes(b.interval));
        is_claim(theirs) && theirs.negated != event.negated && is_same(event, theirs) && !other_time
    })
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
    fn two_times_are_left_alone() {
        check(
            "//- a.txt\nEva Lind met Jon Dahl in Oslo in 2019, and they spoke of Sudmark.\n\
             //- b.txt\nEva Lind has not met Jon Dahl in Oslo in 2021, and they fell out over Sudmark.\n",
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
