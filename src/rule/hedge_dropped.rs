//! `hedge-dropped`: the source says "allegedly" or "known", the article does not.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::article::{LinkKind, Target};
use crate::claim::quantity::Modifier;
use crate::claim::statement::Role;
use crate::corpus::{Facts, NumberFact, Severity};
use crate::text::Span;

use super::comparison::same_thing;
use super::twin::{Twin, twins};
use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "hedge-dropped",
    group: "reports",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A claim that the cited source hedges (\"known\", \"reported\", \"allegedly\", \"at least\") and the article does not.",
        why: "\"The first known trip\" is a weaker claim than \"the first trip\", and \"at least 12\" is not 12. Only a \
              source of the folder that the article links to is read, and only the same claim on the same names, or \
              the same sentence.",
        example: "//- a.md\nIt was the first trip of Eva Lind to Sudmark.[^1]\n           ^^^^^^^^^^ hedge-dropped\n\n[^1]: [Wire](wire.txt)\n//- wire.txt\nIt was the first known trip of Eva Lind to Sudmark.\n",
        instead: "//- a.md\nIt was the first reported trip of Eva Lind to Sudmark.[^1]\n\n[^1]: [Wire](wire.txt)\n//- wire.txt\nIt was the first known trip of Eva Lind to Sudmark.\n",
        fix: "Take the source's hedge over, or cite a source that does without it.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(own) = report::own(context) else {
        return;
    };
    for source in &sources(context) {
        let dropped = dropped(own, source);
        for twin in twins(context, own, source) {
            let known = dropped
                .iter()
                .any(|(here, _)| twin.own.span.encloses(*here));
            let hedged = twin.own.hedges == 0 && twin.other.hedges > 0;
            if !known && hedged && twin.names_agree() && twin.denials_agree() {
                findings.extend(in_sentence(context, &twin, source));
            }
        }
        for (here, there) in dropped {
            findings.extend(finding(context, here, source, there));
        }
        for (number, there) in exact(context, own, source) {
            findings.extend(finding(
                context,
                number.span,
                source,
                with_hedge(context, source, there),
            ));
        }
    }
}

/// The numbers that the source has with "at least" or "about" only, and the article without.
fn exact<'a>(
    context: &Context,
    own: &'a Facts,
    source: &'a Facts,
) -> Vec<(&'a NumberFact, &'a NumberFact)> {
    let twins = twins(context, own, source);
    let rough =
        |there: &NumberFact| matches!(there.modifier, Some(Modifier::AtLeast | Modifier::AtMost));
    let lost = own
        .numbers
        .iter()
        .filter(|number| number.exact)
        .filter_map(|number| {
            let same = source.numbers.iter().filter(|there| {
                let both = |twin: &Twin| {
                    twin.own.span.encloses(number.span) && twin.other.span.encloses(there.span)
                };
                let alike = number.noun == there.noun && number.unit == there.unit;
                let same = same_thing(number, there) || alike && twins.iter().any(both);
                same && number.value == there.value
            });
            let same: Vec<&NumberFact> = same.collect();
            let first = *same.first()?;
            same.iter()
                .all(|there| rough(there))
                .then_some((number, first))
        });
    lost.collect()
}

/// The number with the words before it that make it rough.
fn with_hedge(context: &Context, source: &Facts, number: &NumberFact) -> Span {
    let text = context.snapshot.text(&source.key).ok();
    let before = text
        .as_ref()
        .and_then(|text| text.as_str().get(..number.span.start as usize));
    let start = before.map_or(number.span.start as usize, |before| {
        let mut words = before.trim_end().rsplitn(3, ' ');
        let two: usize = words.by_ref().take(2).map(|word| word.len() + 1).sum();
        before.len().saturating_sub(two)
    });
    Span::new(start, number.span.end as usize)
}

/// The articles of the folder that this one links to.
fn sources(context: &Context) -> Vec<Arc<Facts>> {
    let links = context.analysis.article.links.iter();
    let mut found: Vec<Arc<Facts>> = Vec::new();
    for link in links {
        let Target::Local { path, .. } = &link.target else {
            continue;
        };
        let keys = context
            .folder
            .resolve(context.key, path, link.kind == LinkKind::Wiki);
        let facts = keys.iter().find_map(|key| context.folder.index.facts(key));
        let new = |facts: &Arc<Facts>| {
            facts.key != *context.key && !found.iter().any(|known| known.key == facts.key)
        };
        found.extend(facts.filter(new));
    }
    found
}

/// The places here and there of claims that lost their hedge.
fn dropped(own: &Facts, source: &Facts) -> BTreeSet<(Span, Span)> {
    let mut found = BTreeSet::new();
    for one in own.claims.superlatives.iter().filter(|one| !one.hedged) {
        let same = source.claims.superlatives.iter().filter(|there| {
            let names = one.entities.iter().filter(|id| there.entities.contains(id));
            one.degree == there.degree && one.head == there.head && names.count() >= 2
        });
        found.extend(lost(one.span, same.map(|there| (there.hedged, there.span))));
    }
    let superlatives = &own.claims.superlatives;
    let plain = own.claims.events.iter().filter(|one| {
        // "the first trip" is one claim.
        let told = superlatives
            .iter()
            .any(|superlative| superlative.span.encloses(one.span));
        one.factual && !one.hedged && !one.negated && !told
    });
    for one in plain {
        let same = source.claims.events.iter().filter(|there| {
            let both = |role: Role| one.in_role(role).any(|id| there.has(role, id));
            one.class == there.class && both(Role::Subject) && both(Role::Object)
        });
        found.extend(lost(one.span, same.map(|there| (there.hedged, there.span))));
    }
    found
}

/// The first place of the source, where it hedges the claim wherever it makes it.
fn lost(here: Span, same: impl Iterator<Item = (bool, Span)>) -> Option<(Span, Span)> {
    let same: Vec<(bool, Span)> = same.collect();
    let (_, there) = same.first()?;
    same.iter()
        .all(|(hedged, _)| *hedged)
        .then_some((here, *there))
}

/// The same sentence, once with and once without a hedge.
fn in_sentence(context: &Context, twin: &Twin, source: &Facts) -> Option<Finding> {
    let (here, there) = twin.differing(context)?;
    finding(context, here, source, there)
}

fn finding(context: &Context, here: Span, source: &Facts, there: Span) -> Option<Finding> {
    let words = context.words(here);
    report::differs(context, &RULE, here, (source, there), |there| {
        format!(
            "\u{201c}{words}\u{201d} differs from its source {}, which hedges it: \u{201c}{}\u{201d}",
            there.name, there.words
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn an_alleged_deed_stays_alleged() {
        check(
            "//- a.md\nPaul Weber murdered Jon Dahl, as [the wire](wire.txt) has it.\n           ^^^^^^^^ hedge-dropped\n\
             //- wire.txt\nPaul Weber allegedly murdered Jon Dahl.\n",
        );
    }

    #[test]
    fn a_sentence_of_the_source_keeps_its_hedge() {
        check(
            "//- a.md\nThe company sent its customers two letters about the leak, [Jon Dahl](wire.txt) said.\n            ^^^^ hedge-dropped\n\
             //- wire.txt\nThe company reportedly sent its customers two letters about the leak, Jon Dahl said.\n",
        );
    }

    #[test]
    fn at_least_twelve_are_not_twelve() {
        check(
            "//- a.md\nThe blast in Fort Brakel, Ostravia, killed 12 soldiers, as [the wire](wire.txt) has it.\n                                           ^^ hedge-dropped\n\
             //- wire.txt\nAt least 12 soldiers were killed in Fort Brakel, Ostravia.\n",
        );
        check(
            "//- a.md\nThe blast in Fort Brakel, Ostravia, killed 12 soldiers, as [the wire](wire.txt) has it.\n\
             //- wire.txt\nAt least 12 soldiers were killed in Fort Brakel, Ostravia. The blast killed 12 soldiers in Fort Brakel, Ostravia.\n",
        );
    }

    #[test]
    fn a_source_that_says_it_once_without_a_hedge_is_enough() {
        check(
            "//- a.md\nPaul Weber murdered Jon Dahl, as [the wire](wire.txt) has it.\n\
             //- wire.txt\nPaul Weber allegedly murdered Jon Dahl. A court found that Paul Weber murdered Jon Dahl.\n",
        );
    }

    #[test]
    fn a_report_that_is_not_cited_is_left_alone() {
        check(
            "//- a.md\nPaul Weber murdered Jon Dahl in Graz.\n\
             //- wire.txt\nPaul Weber allegedly murdered Jon Dahl in Graz.\n",
        );
    }

    #[test]
    fn other_people_are_left_alone() {
        check(
            "//- a.md\nPaul Weber murdered Max Roth, as [the wire](wire.txt) has it.\n\
             //- wire.txt\nPaul Weber allegedly murdered Jon Dahl.\n",
        );
    }
}
