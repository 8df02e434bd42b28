//! `event-date-differs`: two reports date the same event differently.

use std::collections::BTreeSet;

use crate::corpus::{DateFact, EventFact, Facts, Severity};
use crate::text::Span;

use super::twin::{Twin, twins};
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
    let mut known = BTreeSet::new();
    let mut marked: Vec<Span> = Vec::new();
    for other in report::comparable(context) {
        for event in dated(own) {
            let conflict = conflict(own, event, other);
            let Some((theirs, id)) = conflict else {
                continue;
            };
            if known.insert((event.class, id)) {
                marked.extend(event.date.map(|date| date.span));
                findings.extend(finding(context, event, other, theirs));
            }
        }
        // Each report has its own day in its dateline.
        let own_days = |mine: &DateFact, theirs: &DateFact| {
            let is_day = |facts: &Facts, date: &DateFact| {
                facts.date.is_some_and(|day| date.interval.contains(day))
            };
            is_day(own, mine) && is_day(other, theirs)
        };
        for twin in twins(context, own, other) {
            for (mine, theirs) in other_dates(&twin) {
                if !own_days(mine, theirs) && !marked.contains(&mine.span) {
                    let found = said_twice(context, mine, other, theirs);
                    marked.extend(found.as_ref().map(|finding| finding.span));
                    findings.extend(found);
                }
            }
        }
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

/// The dates of the same sentence that exclude each other, where nothing else differs.
fn other_dates<'a>(twin: &Twin<'a>) -> Vec<(&'a DateFact, &'a DateFact)> {
    if !(twin.names_agree() && twin.numbers_agree() && twin.denials_agree()) {
        return Vec::new();
    }
    let excluding = |(one, two): &(&DateFact, &DateFact)| {
        let (a, b) = (one.interval, two.interval);
        a.granularity == b.granularity && a.excludes(b)
    };
    twin.dates()
        .unwrap_or_default()
        .into_iter()
        .filter(excluding)
        .collect()
}

fn said_twice(
    context: &Context,
    mine: &DateFact,
    other: &Facts,
    theirs: &DateFact,
) -> Option<Finding> {
    let there = report::Other::at(context, other, theirs.span)?;
    let said = context.words(mine.span);
    // "Today" of another day may be right there.
    if said.eq_ignore_ascii_case(&there.words) {
        return None;
    }
    let message = format!(
        "\u{201c}{said}\u{201d} differs from {}, which says \u{201c}{}\u{201d} in the same sentence",
        there.name, there.words
    );
    let mut finding = context.finding(&RULE, mine.span, message);
    if report::are_days(mine.interval, theirs.interval) {
        finding.severity = Severity::Warning;
    }
    Some(finding.beside(&other.key, theirs.span, super::says(&there.words)))
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
    fn a_sentence_of_both_reports_has_one_date() {
        check(
            "//- 2024-03-08.txt\nThe museum in Vienna opens its new wing on March 12, 2024, with a concert, Anna Gruber said.\n                                           ^^^^^^^^^^^^^^ event-date-differs warning\n\
             //- 2024-03-09.txt\nAnna Gruber said the museum in Vienna opens its new wing with a concert on March 14, 2024.\n                                                                           ^^^^^^^^^^^^^^ event-date-differs warning\n",
        );
        check(
            "//- 2024-03-08.txt\nThe museum in Vienna opens its new wing with a concert today, Anna Gruber said.\n\
             //- 2024-03-09.txt\nThe museum in Vienna opens its new wing with a concert today, Anna Gruber said.\n",
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
