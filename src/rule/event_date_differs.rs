//! `event-date-differs`: two reports date the same event differently.

use crate::corpus::{EventFact, Facts, Severity};

use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "event-date-differs",
    group: "reports",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "An event that a related report dates on another day, in another month or in another year.",
        why: "One of the two is a slip, or the reports speak of two events. A day inside the other's month agrees. \
              The event is the same where the same people do the same, or where it happens to somebody once only. It \
              is a warning where both name a day.",
        example: "//- kyodo.txt\nThe Taliban took control of Afghanistan in 2022, Latif Nazari said in Kabul.\n                                           ^^^^ event-date-differs\n\
                  //- reuters.txt\nLatif Nazari said in Kabul that the Taliban took control of Afghanistan in 2021.\n                                                                           ^^^^ event-date-differs\n",
        instead: "//- kyodo.txt\nThe Taliban took control of Afghanistan in August 2021, Latif Nazari said in Kabul.\n\
                  //- reuters.txt\nLatif Nazari said in Kabul that the Taliban took control of Afghanistan in 2021.\n",
        fix: "Open the other report, find out which date is right, and correct the one that is not.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(own) = report::own(context) else {
        return;
    };
    let found = report::conflicts(context, dated(own), |event, other| {
        let (theirs, id) = conflict(own, event, other)?;
        Some((theirs, (event.class, id)))
    });
    for (event, other, theirs) in found {
        findings.extend(finding(context, event, other, theirs));
    }
}

fn dated(facts: &Facts) -> impl Iterator<Item = &EventFact> + Clone {
    let events = facts.claims.events.iter();
    events.filter(|event| event.date.is_some() && report::happened(event))
}

/// The event of the other article that is this one on another date, and whom it is about. Where
/// either article has it on both dates, it happened twice.
fn conflict<'a>(
    own: &Facts,
    event: &EventFact,
    other: &'a Facts,
) -> Option<(&'a EventFact, String)> {
    let date = event.date?.interval;
    let agrees = |mine: &EventFact, theirs: &EventFact| {
        let dates = mine.date.zip(theirs.date);
        report::same_event(own, mine, theirs).is_some()
            && dates.is_some_and(|(a, b)| !a.interval.excludes(b.interval))
    };
    let theirs = dated(other).find(|theirs| {
        let differs = theirs.date.is_some_and(|one| {
            one.interval.excludes(date) && report::is_near(event.class, date, one.interval)
        });
        differs && report::same_event(own, event, theirs).is_some()
    })?;
    let told_twice = own.claims.events.iter().any(|mine| agrees(mine, theirs))
        || other.claims.events.iter().any(|one| agrees(event, one));
    let id = report::same_event(own, event, theirs)?;
    (!told_twice).then(|| (theirs, id.to_string()))
}

fn finding(
    context: &Context,
    event: &EventFact,
    other: &Facts,
    theirs: &EventFact,
) -> Option<Finding> {
    let (mine, date) = (event.date?, theirs.date?);
    let (words, what) = (context.words(mine.span), context.words(event.span));
    let there = (other, date.span);
    let mut finding = report::differs(context, &RULE, mine.span, there, |there| {
        format!(
            "\u{201c}{words}\u{201d} of \u{201c}{what}\u{201d} differs from {}, which says \u{201c}{}\u{201d}",
            there.name, there.words
        )
    })?;
    if report::are_days(mine.interval, date.interval) {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_day_against_a_day_is_a_warning() {
        check(
            "//- a.txt\nThe novelist Maria Keller died on March 3, 2024, in Vienna, her publisher Anna Gruber said.\n                                  ^^^^^^^^^^^^^ event-date-differs warning\n\
             //- b.txt\nAnna Gruber mourned in Vienna: Maria Keller died on March 5, 2024, after a stroke.\n                                                    ^^^^^^^^^^^^^ event-date-differs warning\n",
        );
    }

    #[test]
    fn another_visit_another_person_and_a_plan_are_left_alone() {
        check(
            "//- a.txt\nMaria Keller visited Vienna on March 3, 2024, with Anna Gruber.\n\
             Maria Keller will visit Lima on May 4, 2024.\nPaul Weber died in 2019 in Vienna.\n\
             //- b.txt\nMaria Keller visited Vienna on June 9, 2024, with Anna Gruber.\n\
             Maria Keller visited Lima on May 6, 2024.\nMaria Keller's uncle died in 2021 in Vienna.\n",
        );
    }

    #[test]
    fn an_event_that_one_article_tells_twice_is_left_alone() {
        check(
            "//- a.txt\nThe Taliban took control of Afghanistan in 2021. The Taliban seized power in Kabul in 1996.\n\
             //- b.txt\nThe Taliban took control of Afghanistan and Kabul in 1996.\n",
        );
    }

    #[test]
    fn articles_that_share_nothing_else_are_not_compared() {
        check(
            "//- a.txt\nMaria Keller died on March 3, 2024.\n\
             //- b.txt\nAt the market, where traders sold melons, plums and other fruit cheaply, nobody knew that Maria Keller died on March 5, 2024.\n",
        );
    }
}
