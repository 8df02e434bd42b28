//! `participant-differs`: two reports give one event to two people.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::claim::statement::{Class, Role};
use crate::corpus::{EventFact, Facts, Severity};
use crate::name::EntityKind;
use crate::text::Span;

use super::twin::{Twin, twins};
use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "participant-differs",
    group: "reports",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "An event whose inviter, buyer, founder … is somebody else in a related report.",
        why: "One of the two has the wrong name, or one of the names is another form of the other. Both reports must \
              have the same other side of the event, and neither may know the other's name; names with a word in \
              common are left alone.",
        example: "//- a.txt\nThe Adler Foundation invited Eva Lind to Graz, where Jon Dahl met her.\n                     ^^^^^^^ participant-differs\n\
                  //- b.txt\nEva Lind was invited by the Weber Institute to Graz, where Jon Dahl met her.\n             ^^^^^^^ participant-differs\n",
        instead: "//- a.txt\nThe Adler Foundation invited Eva Lind to Graz, where Jon Dahl met her.\n\
                  //- b.txt\nEva Lind was invited by the Adler Foundation to Graz, where Jon Dahl met her.\n",
        fix: "Open the other report and find out who it was; if both names are of one, add the alias to the register.",
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
        for event in own.claims.events.iter().filter(|one| report::happened(one)) {
            let conflict = conflict(own, event, other);
            let Some((theirs, name)) = conflict else {
                continue;
            };
            if known.insert((event.class, event.participants.clone())) {
                marked.push(event.span);
                findings.extend(finding(context, event, other, theirs, &name));
            }
        }
        for twin in twins(context, own, other) {
            let Some((event, theirs, name)) = replaced(own, &twin, other) else {
                continue;
            };
            if !marked.contains(&event.span) {
                marked.push(event.span);
                findings.extend(finding(context, event, other, theirs, &name));
            }
        }
    }
}

/// The role in which one event has one single entity, where it is worth comparing.
fn compared(class: Class) -> Option<Role> {
    match class {
        Class::Invite | Class::Buy | Class::Kill | Class::Arrest | Class::Establish => {
            Some(Role::Subject)
        }
        _ => None,
    }
}

fn conflict<'a>(
    own: &Facts,
    event: &EventFact,
    other: &'a Facts,
) -> Option<(&'a EventFact, Arc<str>)> {
    let role = compared(event.class)?;
    let mine = lone(event, role)?;
    let theirs = other.claims.events.iter().find(|theirs| {
        let dates = event.date.zip(theirs.date);
        let other_time = dates.is_some_and(|(a, b)| a.interval.excludes(b.interval));
        let same_object = event
            .in_role(Role::Object)
            .any(|id| theirs.has(Role::Object, id));
        event.class == theirs.class && report::happened(theirs) && same_object && !other_time
    })?;
    let name = lone(theirs, role)?;
    let (a, b) = (own.entity(mine)?, other.entity(name)?);
    let strangers = own.entity(name).is_none() && other.entity(mine).is_none();
    let kinds = a.kind == b.kind && a.kind != EntityKind::Unknown;
    let differ = !report::may_be_same(mine, name) && !report::may_be_same(&a.name, &b.name);
    (strangers && kinds && differ).then(|| (theirs, b.name.clone()))
}

/// The event of a sentence of both reports in which one single name is another, and it is that of
/// a compared role.
fn replaced<'a>(
    own: &'a Facts,
    twin: &Twin<'a>,
    other: &'a Facts,
) -> Option<(&'a EventFact, &'a EventFact, Arc<str>)> {
    let (mine, name) = twin.other_name()?;
    let agree = twin.numbers_agree() && twin.dates_agree() && twin.denials_agree();
    let in_sentence = |facts: &'a Facts, sentence: Span, id: &str| {
        let mut events = facts.claims.events.iter();
        events.find(move |event| {
            let role = compared(event.class);
            sentence.encloses(event.span) && role.is_some_and(|role| event.has(role, id))
        })
    };
    let event = in_sentence(own, twin.own.span, mine)?;
    let theirs = in_sentence(other, twin.other.span, name)?;
    let (a, b) = (own.entity(mine)?, other.entity(name)?);
    let strangers = own.entity(name).is_none() || other.entity(mine).is_none();
    let differ = !report::may_be_same(&a.name, &b.name);
    (agree && event.class == theirs.class && strangers && differ)
        .then(|| (event, theirs, b.name.clone()))
}

fn lone(event: &EventFact, role: Role) -> Option<&Arc<str>> {
    let mut all = event.in_role(role);
    let one = all.next()?;
    all.next().is_none().then_some(one)
}

fn finding(
    context: &Context,
    event: &EventFact,
    other: &Facts,
    theirs: &EventFact,
    name: &str,
) -> Option<Finding> {
    let words = context.words(event.span);
    let there = (other, theirs.span);
    report::differs(context, &RULE, event.span, there, |there| {
        format!(
            "who \u{201c}{words}\u{201d} differs from {}, which names {name}",
            there.name
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn two_buyers_are_two() {
        check(
            "//- a.txt\nThe Adler Group bought the Hotel Sacher in Graz, Eva Lind said.\n                ^^^^^^ participant-differs\n\
             //- b.txt\nEva Lind said in Graz that the Weber Company bought the Hotel Sacher.\n                                             ^^^^^^ participant-differs\n",
        );
    }

    #[test]
    fn a_sentence_of_both_reports_has_one_buyer() {
        check(
            "//- a.txt\nThe Adler Group bought the Hotel Sacher with its famous cake shop in the old town, Eva Lind said.\n                ^^^^^^ participant-differs\n\
             //- b.txt\nThe Weber Company bought the Hotel Sacher with its famous cake shop in the old town, Eva Lind said. The Adler Group was not asked.\n                  ^^^^^^ participant-differs\n",
        );
    }

    #[test]
    fn variants_of_a_name_are_left_alone() {
        check(
            "//- a.txt\nThe Adler Foundation invited Eva Lind to Graz, where Jon Dahl met her.\n\
             //- b.txt\nEva Lind was invited by the Adler Institute to Graz, where Jon Dahl met her.\n",
        );
    }

    #[test]
    fn a_report_that_knows_both_is_left_alone() {
        check(
            "//- a.txt\nThe Adler Foundation invited Eva Lind to Graz; the Weber Institute paid.\n\
             //- b.txt\nEva Lind was invited by the Weber Institute to Graz, where Jon Dahl met her.\n",
        );
    }

    #[test]
    fn other_objects_and_plans_are_left_alone() {
        check(
            "//- a.txt\nThe Adler Foundation invited Eva Lind to Graz. The Weber Institute may invite Jon Dahl.\n\
             //- b.txt\nJon Dahl was invited by the Roth Academy to Graz with Eva Lind.\n",
        );
    }
}
