//! `quote-not-in-source`: the local source that is cited for a quotation does not contain it.

use std::collections::HashMap;

use crate::claim::Quotation;
use crate::claim::wording::tokens;
use crate::corpus::quoted::{Nearest, Source, sources};
use crate::corpus::{Key, Severity};
use crate::text::{Span, Text};

use super::{Context, Docs, EVERY, Finding, Fix, Rule};

pub const RULE: Rule = Rule {
    name: "quote-not-in-source",
    group: "quotations",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A quotation of three words or more that the local source cited for it does not contain.",
        why: "Words in quotation marks are somebody's very words. Case, curly or straight marks, spelling, \
              contractions, ellipses and [brackets] make no difference, and a fragment of a longer quotation is \
              contained in it. Where only a link in the sentence or `source:` names the source, the words may come \
              from elsewhere: then the rule speaks only if the source has nearly the same words.",
        example: "//- a.md\nHe said \u{201c}we must leave the city now\u{201d}.[^1]\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-not-in-source\n\n[^1]: [Kyodo](kyodo.txt)\n//- kyodo.txt\n\u{201c}We should leave the city now,\u{201d} he said.\n",
        instead: "//- a.md\nHe said \u{201c}we \u{2026} leave [Kabul] now\u{201d}.[^1]\n\n[^1]: [Kyodo](kyodo.txt)\n//- kyodo.txt\n\u{201c}We should leave the city now,\u{201d} he said.\n",
        fix: "Open the source at the passage and quote what it says, or cite the source that the words are from. The \
              quick fix writes the source's words; no quotation is ever changed without you choosing it.",
    },
    check,
};

/// Fewer words are no quotation that could be checked.
const FEWEST: usize = 3;

/// A source that has fewer of the words is in another language.
const SAME_LANGUAGE: f64 = 0.34;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let mut read: HashMap<Key, Option<(Text, Source)>> = HashMap::new();
    for quotation in &context.analysis.quotations {
        if quotation.depth > 0 {
            continue;
        }
        let cited = sources(
            context.snapshot,
            context.folder,
            context.key,
            context.analysis,
            quotation,
        );
        let short = || tokens(quoted(context, quotation)).len() < FEWEST;
        if cited.files.is_empty() || short() {
            continue;
        }
        for key in &cited.files {
            read.entry(key.clone()).or_insert_with(|| {
                let text = context.snapshot.text(key).ok()?;
                let source = Source::new(&text, key);
                Some((text, source))
            });
        }
        let files: Vec<(&Key, &Text, &Source)> = cited
            .files
            .iter()
            .filter_map(|key| {
                let (text, source) = read.get(key)?.as_ref()?;
                Some((key, text, source))
            })
            .collect();
        findings.extend(missing(context, quotation, &files, cited.certain));
    }
}

fn quoted<'a>(context: &'a Context, quotation: &Quotation) -> &'a str {
    &context.analysis.article.prose()[quotation.words.range()]
}

fn missing(
    context: &Context,
    quotation: &Quotation,
    files: &[(&Key, &Text, &Source)],
    certain: bool,
) -> Option<Finding> {
    let words = quoted(context, quotation);
    if files.iter().any(|(_, _, source)| source.contains(words)) {
        return None;
    }
    let nearest = files.iter().filter_map(|(key, text, source)| {
        let nearest = source.nearest(words).filter(Nearest::is_same_passage)?;
        Some((*key, *text, nearest))
    });
    let best = nearest.max_by_key(|(.., nearest)| nearest.agreeing);
    if let Some((key, text, nearest)) = best {
        // Only the gaps differ: the words stand there in another order.
        return (!nearest.diff.is_empty())
            .then(|| differs(context, quotation, (key, text), &nearest));
    }
    let (key, _, source) = files.first()?;
    let file = key.rsplit('/').next().unwrap_or(key);
    let known = source.vocabulary(words) >= SAME_LANGUAGE;
    let message = format!("{file}, which is cited for these words, does not contain them");
    (certain && known).then(|| {
        context.finding(&RULE, quotation.span, message).beside(
            key,
            Span::at(0),
            "the source that is cited",
        )
    })
}

fn differs(
    context: &Context,
    quotation: &Quotation,
    (key, text): (&Key, &Text),
    nearest: &Nearest,
) -> Finding {
    let place = context.place_name(key, text, nearest.span);
    let message = format!(
        "differs from its source {place}: \u{201c}{}\u{201d} (here \u{2192} there)",
        nearest.diff
    );
    let mut finding = context.finding(&RULE, quotation.span, message).beside(
        key,
        nearest.span,
        "the nearest words of the source",
    );
    let words = tokens(quoted(context, quotation));
    if let (true, Some(first), Some(last)) = (nearest.whole, words.first(), words.last()) {
        let span = first.span.join(last.span);
        let there = text.slice(nearest.span);
        let there = there.split_whitespace().collect::<Vec<_>>().join(" ");
        finding.fixes.push(Fix::replace(
            format!("Write the words of {place}"),
            context.key,
            span.shifted(quotation.words.start as usize),
            there,
        ));
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    const SOURCE: &str = "//- kyodo.txt\nDATE 2025\n\u{201c}We should leave the city now,\u{201d} Latif Nazari said. \u{201c}It is late.\u{201d}\n";

    #[test]
    fn other_words_in_a_linked_or_listed_source_are_said() {
        check(&format!(
            "//- a.md\nHe told [Kyodo](kyodo.txt): \u{201c}We should never leave the city now.\u{201d}\n\
             \u{20}                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-not-in-source\n{SOURCE}"
        ));
        check(&format!(
            "//- b.md\n---\nsource: kyodo.txt\n---\nHe said: \u{201c}We should leave Tokyo now.\u{201d}\n\
             \u{20}        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-not-in-source\n{SOURCE}"
        ));
    }

    #[test]
    fn words_that_a_cited_source_never_had_are_said() {
        check(&format!(
            "//- a.md\nHe said \u{201c}it is the fault of the city\u{201d}.[@k]\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-not-in-source\n\
             //- references.bib\n@misc{{k, file = {{kyodo.txt}}}}\n{SOURCE}"
        ));
    }

    #[test]
    fn what_an_editor_may_change_is_left_alone() {
        check(&format!(
            "//- a.md\nHe said \"we should leave the city\" and \u{201c}leave the city now. It\u{2019}s late\u{201d}.[^1] \u{201c}Leave the city, now!\u{201d}\n\n\
             [^1]: [Kyodo](kyodo.txt)\n{SOURCE}"
        ));
    }

    #[test]
    fn words_from_elsewhere_are_left_alone() {
        check(&format!(
            "//- a.md\n---\nsource: kyodo.txt\n---\nHe told us \u{201c}the talks were good for all of us\u{201d}. See [more](kyodo.txt) on the \u{201c}so-called end of talks\u{201d}.\n{SOURCE}"
        ));
        check(
            "//- a.md\nHe said \u{201c}the talks were good\u{201d}.[^1]\n\n[^1]: [Kyodo](kyodo.txt)\n//- kyodo.txt\nRozmowy by\u{142}y dobre.\n",
        );
    }

    #[test]
    fn the_words_of_the_source_are_offered() {
        let fixture = Fixture::new(&format!(
            "//- a.md\nHe said \u{201c}We must leave the city now.\u{201d}[^1]\n\n[^1]: [Kyodo](kyodo.txt)\n{SOURCE}"
        ));
        assert!(
            fixture
                .fixed("Write the words of kyodo.txt:2")
                .starts_with("He said \u{201c}We should leave the city now.\u{201d}[^1]")
        );
        let findings = fixture.findings();
        assert!(
            findings[0]
                .message
                .contains("we [must \u{2192} should] leave")
                || findings[0]
                    .message
                    .contains("We [must \u{2192} should] leave")
        );
        assert!(!findings[0].fixes[0].safe);
    }
}
