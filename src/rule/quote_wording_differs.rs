//! `quote-wording-differs`: a related report has the same quotation in other words.

use crate::claim::wording::{Difference, Token, diff, tokens, words_of};
use crate::corpus::Severity;
use crate::corpus::quoted::sources;
use crate::corpus::same_quote::Sameness;

use super::quotes::{Pair, pairs};
use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "quote-wording-differs",
    group: "quotations",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A quotation of six words or more that a related report gives in slightly other words.",
        why: "One of the two is not what was said. Spelling, contractions, titles, ellipses and [brackets] make no \
              difference, and a quotation that is part of a longer one does not either; at least four words of five \
              have to agree.",
        example: "//- a.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We must leave the old city at once.\u{201d}\n                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-wording-differs\n\
                  //- b.txt\n\u{201c}We should leave the old city at once,\u{201d} said Latif Nazari of the Nippon Foundation.\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-wording-differs\n",
        instead: "//- a.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We must leave the old city at once.\u{201d}\n\
                  //- b.txt\n\u{201c}We must leave the old city,\u{201d} said Latif Nazari of the Nippon Foundation.\n",
        fix: "Look at the source of both: a recording, a transcript, a statement. The rule offers no fix, because it \
              cannot know which of the two is right.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let mut said = Vec::new();
    let pairs = pairs(context);
    for pair in pairs {
        let Sameness::Reworded(differences) = &pair.same.sameness else {
            continue;
        };
        let new = !said.contains(&pair.own.span);
        if !new || !is_nearest(pair, pairs) || is_cited(context, pair) {
            continue;
        }
        if let Some(finding) = differs(context, pair, differences) {
            said.push(pair.own.span);
            findings.push(finding);
        }
    }
}

/// People say the same more than once: of two reports the forms that have most words in common are
/// compared, and of equally many those that agree to the letter.
fn is_nearest(pair: &Pair, pairs: &[Pair]) -> bool {
    let rank = |pair: &Pair| {
        let contained = pair.same.sameness == Sameness::Contained;
        (pair.same.agreeing, contained)
    };
    !pairs.iter().any(|other| {
        let shares = other.own.span == pair.own.span || other.other.span == pair.other.span;
        shares && other.facts.key == pair.facts.key && rank(other) > rank(pair)
    })
}

/// Against the source that is cited for it a quotation is checked by `quote-not-in-source`: if its
/// words are there, the other report is the one to look at.
fn is_cited(context: &Context, pair: &Pair) -> bool {
    let mut quotations = context.analysis.quotations.iter();
    let quotation = quotations.find(|one| one.span == pair.own.span);
    context.is_on(&super::quote_not_in_source::RULE)
        && quotation.is_some_and(|quotation| {
            let (snapshot, folder) = (context.snapshot, context.folder);
            let cited = sources(snapshot, folder, context.key, context.analysis, quotation);
            !cited.files.is_empty()
        })
}

fn differs(context: &Context, pair: &Pair, differences: &[Difference]) -> Option<Finding> {
    let there = context.snapshot.text(&pair.facts.key).ok()?;
    let (ours, theirs) = (
        context.words(pair.own.inside),
        there.slice(pair.other.inside),
    );
    let (own_tokens, other_tokens) = (tokens(ours), tokens(theirs));
    // The facts of a file that has changed on disk are older than its words.
    let fresh =
        other_tokens.len() == pair.other.words.len() && own_tokens.len() == pair.own.words.len();
    let real = |difference: &&Difference| {
        letters((ours, &own_tokens), difference.ours.clone())
            != letters((theirs, &other_tokens), difference.theirs.clone())
    };
    let real: Vec<Difference> = differences.iter().filter(real).cloned().collect();
    if !fresh || real.is_empty() {
        return None;
    }
    let place = context.place_name(&pair.facts.key, &there, pair.other.span);
    let shown = diff((ours, &own_tokens), (theirs, &other_tokens), &real);
    let message =
        format!("the wording differs from {place}: \u{201c}{shown}\u{201d} (here \u{2192} there)");
    Some(context.finding(&RULE, pair.own.span, message).beside(
        &pair.facts.key,
        pair.other.span,
        "the same quotation",
    ))
}

/// Words without blanks and marks: "well known" and "wellknown" are the same.
fn letters(words: (&str, &[Token]), range: std::ops::Range<usize>) -> String {
    let words = words_of(words, range).to_lowercase();
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    fn silent(ours: &str, theirs: &str) {
        check(&format!(
            "//- a.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}{ours}\u{201d}\n\
             //- b.txt\nLatif Nazari of the Nippon Foundation spoke. \u{201c}{theirs}\u{201d} he said.\n"
        ));
    }

    #[test]
    fn spelling_and_cuts_are_left_alone() {
        silent(
            "We can\u{2019}t organise two programmes in the U.S. at once.",
            "we cannot organize 2 programs in the US at once",
        );
        silent(
            "We will leave \u{2026} the city in the spring of [2026].",
            "We will leave with all of our friends the city in the spring of that year,",
        );
        silent(
            "We must leave the co-operative city at once",
            "We must leave the cooperative city at once",
        );
    }

    #[test]
    fn short_and_other_quotations_are_left_alone() {
        silent("We must leave now.", "We should leave now.");
        silent(
            "We must leave the old city at once and for all.",
            "We must help those who stay behind in the mountains.",
        );
    }

    #[test]
    fn what_is_said_twice_is_compared_with_its_nearest_form() {
        check(
            "//- a.txt\nLatif Nazari of the Nippon Foundation: \u{201c}It was one of the great errors of my life. I sold the house.\u{201d} He called it \u{201c}the great error of my life\u{201d}.\n\
             //- b.txt\nLatif Nazari of the Nippon Foundation called it \u{201c}the great error of my life\u{201d}, and came.\n",
        );
        check(
            "//- a.txt\nLatif Nazari of the Nippon Foundation: \u{201c}It is one of the great errors of my life, and I sold the house.\u{201d}\n\
             \u{20}                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-wording-differs\n\
             //- b.txt\nLatif Nazari of the Nippon Foundation called it \u{201c}one of the great errors of my life\u{201d}: \u{201c}It was one of the great errors of my life, and I sold the house.\u{201d}\n\
             \u{20}                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-wording-differs\n",
        );
    }

    #[test]
    fn reports_of_other_things_are_not_compared() {
        check(
            "//- a.txt\nLatif Nazari said: \u{201c}We must leave the old city at once.\u{201d}\n\
             //- b.txt\nYoshimasa Hayashi said: \u{201c}We should leave the old city at once.\u{201d}\n",
        );
    }

    #[test]
    fn against_its_own_source_a_quotation_has_one_finding() {
        check(
            "//- a.md\nLatif Nazari of the Nippon Foundation said: \u{201c}We must leave the old city now.\u{201d}[^1]\n\
             \u{20}                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-not-in-source\n\n[^1]: [B](b.txt)\n\
             //- b.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We should leave the old city now.\u{201d}\n\
             \u{20}                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-wording-differs\n",
        );
    }

    #[test]
    fn a_word_left_out_in_the_middle_is_said() {
        check(
            "//- a.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We will not leave the old city now.\u{201d}\n\
             \u{20}                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-wording-differs\n\
             //- b.txt\nLatif Nazari of the Nippon Foundation: \u{201c}We will leave the old city now,\u{201d} he said.\n\
             \u{20}                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-wording-differs\n",
        );
    }
}
