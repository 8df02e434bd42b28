//! `hedge-dropped`: the source says "allegedly" or "known", the article does not.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::article::{LinkKind, Target};
use crate::claim::statement::Role;
use crate::corpus::{Facts, Severity};
use crate::text::Span;

use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "hedge-dropped",
    group: "reports",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A claim that the cited source hedges (\"known\", \"reported\", \"allegedly\") and the article does not.",
        why: "\"The first known trip\" is a weaker claim than \"the first trip\". Only a source of the folder that the \
              article links to is read, and only the same claim on the same names.",
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
    for source in sources(context) {
        let dropped = dropped(own, source);
        for (here, there) in dropped {
            findings.extend(finding(context, here, source, there));
        }
    }
}

/// The articles of the folder that this one links to.
fn sources<'a>(context: &Context<'a>) -> Vec<&'a Arc<Facts>> {
    let links = context.analysis.article.links.iter();
    let mut found: Vec<&Arc<Facts>> = Vec::new();
    for link in links {
        let Target::Local { path, .. } = &link.target else {
            continue;
        };
        let keys = context
            .folder
            .resolve(context.key, path, link.kind == LinkKind::Wiki);
        let facts = keys.iter().find_map(|key| context.folder.index.facts(key));
        let new = |facts: &&Arc<Facts>| {
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
