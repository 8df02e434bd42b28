//! `quote-speaker-differs`: the same quotation, two speakers.

use crate::claim::SpokenBy;
use crate::corpus::{EntityFact, Facts, QuoteFact, Severity};
use crate::name::EntityKind;

use super::quotes::{Pair, pairs};
use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "quote-speaker-differs",
    group: "quotations",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A quotation of six words or more that a related report gives to somebody else.",
        why: "One of the two puts words into a person's mouth. Both reports have to name a person as the subject of \
              the speech verb: pronouns, and quotations that only go on behind another one, are never compared.",
        example: "//- a.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We must leave the old city at once.\u{201d} Yoshimasa Hayashi left.\n                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-speaker-differs\n\
                  //- b.txt\n\u{201c}We must leave the old city at once,\u{201d} said Yoshimasa Hayashi. Latif Nazari of the Nippon Foundation agreed.\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-speaker-differs\n",
        instead: "//- a.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We must leave the old city at once.\u{201d} Yoshimasa Hayashi left.\n\
                  //- b.txt\n\u{201c}We must leave the old city at once,\u{201d} said Nazari, while Yoshimasa Hayashi left. Latif Nazari of the Nippon Foundation came.\n",
        fix: "Look at the source of both, and correct the attribution.",
    },
    check,
};

/// Shorter words may be said by two persons.
const FEWEST: usize = 6;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(own) = report::own(context) else {
        return;
    };
    let mut said = Vec::new();
    for pair in pairs(context) {
        let long = pair.own.word_count().min(pair.other.word_count()) >= FEWEST;
        if !long || said.contains(&pair.own.span) {
            continue;
        }
        let speakers = speaker(own, &pair.own).zip(speaker(&pair.facts, &pair.other));
        if let Some((ours, theirs)) = speakers
            && !are_the_same(ours, theirs)
        {
            said.push(pair.own.span);
            findings.extend(differs(context, pair, ours, theirs));
        }
    }
}

/// The person who is named as the subject of the verb.
fn speaker<'a>(facts: &'a Facts, quote: &QuoteFact) -> Option<&'a EntityFact> {
    let speaker = facts.entity(quote.speaker.as_deref()?)?;
    let named = quote.spoken_by == Some(SpokenBy::Name);
    (named && speaker.kind == EntityKind::Person).then_some(speaker)
}

/// "Nazari" here may be "Latif Nazari" there.
fn are_the_same(one: &EntityFact, other: &EntityFact) -> bool {
    let words = |name: &str| -> Vec<String> {
        crate::text::words(name)
            .map(|word| word.text.to_lowercase())
            .collect()
    };
    let (one_words, other_words) = (words(&one.name), words(&other.name));
    one.id == other.id
        || one_words
            .iter()
            .any(|word| word.chars().count() > 1 && other_words.contains(word))
}

fn differs(
    context: &Context,
    pair: &Pair,
    ours: &EntityFact,
    theirs: &EntityFact,
) -> Option<Finding> {
    let there = context.snapshot.text(&pair.facts.key).ok()?;
    let place = context.place_name(&pair.facts.key, &there, pair.other.span);
    let message = format!(
        "the speaker, {}, differs from {place}, which gives these words to {}",
        ours.name, theirs.name
    );
    Some(context.finding(&RULE, pair.own.span, message).beside(
        &pair.facts.key,
        pair.other.span,
        format!("the same words, given to {}", theirs.name),
    ))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    const OTHER: &str = "//- b.txt\n\u{201c}We must leave the old city at once,\u{201d} said Yoshimasa Hayashi. Latif Nazari of the Nippon Foundation agreed.\n";

    #[test]
    fn pronouns_and_unknown_speakers_are_never_compared() {
        for lead in [
            "Latif Nazari of the Nippon Foundation came. He said:",
            "A friend of Latif Nazari of the Nippon Foundation said:",
            "The Nippon Foundation and Latif Nazari said:",
        ] {
            check(&format!(
                "//- a.txt\nYoshimasa Hayashi came to Tokyo.\n\n{lead} \u{201c}We must leave the old city at once.\u{201d}\n{OTHER}"
            ));
        }
    }

    #[test]
    fn a_few_words_may_be_said_by_two() {
        check(
            "//- a.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We must leave now.\u{201d} Yoshimasa Hayashi left.\n\
             //- b.txt\n\u{201c}We must leave now,\u{201d} said Yoshimasa Hayashi. Latif Nazari of the Nippon Foundation agreed.\n",
        );
    }

    #[test]
    fn a_fragment_given_to_somebody_else_is_said() {
        check(&format!(
            "//- a.txt\nLatif Nazari of the Nippon Foundation told Yoshimasa Hayashi they \u{201c}must leave the old city at once\u{201d}.\n\
             \u{20}                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-speaker-differs\n{}",
            OTHER.replace(
                "agreed.\n",
                "agreed.\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-speaker-differs\n"
            )
        ));
    }
}
