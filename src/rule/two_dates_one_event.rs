//! `two-dates-one-event`: one article dates the same event twice, differently.

use crate::claim::statement::{Class, Role};
use crate::corpus::{EventFact, Severity};
use crate::time::Granularity;

use super::{Context, Docs, EVERY, Finding, Rule, report, says};

pub const RULE: Rule = Rule {
    name: "two-dates-one-event",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "An event that the same article puts on two dates that exclude each other.",
        why: "Copy that is put together from several takes keeps both dates. Only what happens to somebody once is \
              compared, with the same people and the same kind of verb; \"again\", \"earlier\" and the like keep it \
              silent.",
        example: "//- a.txt\nMaria Keller died on March 3, 2024, in Vienna.\n\nShe wrote twelve novels before Keller died on March 5, 2024.\n                                              ^^^^^^^^^^^^^ two-dates-one-event\n",
        instead: "//- a.txt\nMaria Keller died on March 3, 2024, in Vienna.\n\nShe wrote twelve novels before Keller died in March 2024.\n",
        fix: "Find out which date is right and correct the other one.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(own) = report::own(context) else {
        return;
    };
    let events: Vec<&EventFact> = own
        .claims
        .events
        .iter()
        .filter(|event| report::happened(event) && happens_once(event.class))
        .collect();
    for (at, event) in events.iter().enumerate() {
        let Some(date) = event.date else { continue };
        let first = events[..at].iter().find_map(|earlier| {
            let other = earlier.date?;
            let same =
                report::same_event(own, earlier, event).is_some() && same_others(earlier, event);
            let coarse = date.interval.granularity.max(other.interval.granularity);
            let exclusive = date.interval.excludes(other.interval) && coarse <= Granularity::Year;
            let near = report::is_near(event.class, date.interval, other.interval);
            (same && exclusive && near).then_some(other)
        });
        let Some(first) = first else { continue };
        let words = context.words(first.span);
        let place = context.place_name(context.key, context.text(), first.span);
        let message = format!(
            "\u{201c}{}\u{201d} of \u{201c}{}\u{201d} differs from {place}, which says \u{201c}{words}\u{201d}",
            context.words(date.span),
            context.words(event.span)
        );
        findings.push(context.finding(&RULE, date.span, message).beside(
            context.key,
            first.span,
            says(words),
        ));
        return;
    }
}

fn happens_once(class: Class) -> bool {
    matches!(
        class,
        Class::Die
            | Class::Kill
            | Class::Establish
            | Class::Resign
            | Class::Appoint
            | Class::Arrest
    )
}

/// Whether no other participant is another one: two people may found one firm, at two times.
fn same_others(a: &EventFact, b: &EventFact) -> bool {
    let agree = |role: Role| {
        let none = a.in_role(role).next().is_none() || b.in_role(role).next().is_none();
        none || a.in_role(role).any(|id| b.has(role, id))
    };
    agree(Role::Subject) && agree(Role::Object)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn an_arrest_has_one_day() {
        check(
            "//- a.txt\nPolice arrested Paul Weber on March 3, 2024, in Graz.\n\n\
             Paul Weber was arrested on March 4, 2024, a spokeswoman said.\n                           ^^^^^^^^^^^^^ two-dates-one-event\n",
        );
    }

    #[test]
    fn what_may_happen_again_is_left_alone() {
        check(
            "//- a.txt\nPolice arrested Paul Weber on March 3, 2024, in Graz.\n\
             Paul Weber was arrested again on March 9, 2024.\n\
             Paul Weber was arrested in 2011.\n\
             Paul Weber visited Vienna on May 2, 2024. Paul Weber visited Vienna on May 6, 2024.\n",
        );
    }

    #[test]
    fn others_plans_and_quotations_are_left_alone() {
        check(
            "//- a.txt\nMaria Keller died on March 3, 2024.\nAnna Gruber died on March 5, 2024.\n\
             Keller's sister died on March 6, 2024.\n\
             \u{201c}Maria Keller died on March 7, 2024,\u{201d} he wrote.\n",
        );
    }
}
