//! The gist of each sentence: a number for its words apart from names, dates, numbers and denials.
//!
//! In: an [`Analysis`]. Out: [`SentenceFact`]s. Two reports that go back to one text have
//! sentences of one gist, and a date, a number or a "not" that differs there is a difference
//! between the reports. Nothing of the words can be read from it.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::Analysis;
use crate::article::BlockKind;
use crate::claim::Quotation;
use crate::claim::statement::english::{AUXILIARIES, HEDGES};
use crate::text::{Span, words};

use super::english::{DENIALS, IRREGULAR};

/// A sentence that says enough to be known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SentenceFact {
    pub span: Span,
    pub gist: u64,
    /// The same for the words with a capital, which are mostly names.
    pub capitals: u64,
    /// How many words the gist has.
    pub words: u8,
    /// How many words deny, outside quotations.
    pub denials: u8,
    /// How many words keep the claim at arm's length.
    pub hedges: u8,
}

/// Sentences with fewer words are found anywhere; with two names they may still be known again.
const FEWEST: usize = 5;
const FEWEST_WITH_NAMES: usize = 2;
const NAMES: usize = 2;

/// A longer one is no sentence.
const LONGEST: usize = 2000;

/// The sentences of the running text.
pub fn sentences(analysis: &Analysis) -> Vec<SentenceFact> {
    let running = |span: &Span| {
        let block = analysis.article.block_at(span.start as usize);
        block.is_some_and(|block| {
            matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Note
            )
        })
    };
    let sentences = analysis.sentences.iter();
    let sentences = sentences.filter(|span| span.len() <= LONGEST && running(span));
    let mut quotations = analysis.quotations.as_slice();
    let mut facts = Vec::new();
    for span in sentences {
        // Quotations are in order, so those that end before this sentence concern no later one.
        let over = quotations
            .iter()
            .take_while(|one| one.span.end <= span.start);
        quotations = &quotations[over.count()..];
        facts.extend(sentence(analysis, *span, quotations));
    }
    facts
}

fn sentence(analysis: &Analysis, span: Span, quotations: &[Quotation]) -> Option<SentenceFact> {
    let start = span.start as usize;
    let begun = quotations
        .iter()
        .take_while(|one| one.span.start < span.end);
    let quoted: Vec<Span> = begun.map(|one| one.span).collect();
    let first = analysis
        .times
        .partition_point(|time| time.span.start < span.start);
    let times = analysis.times[first..].iter().map(|time| time.span);
    let quantities = analysis.quantities_in(span).iter().map(|one| one.span);
    let mut apart: Vec<Span> = times.take_while(|time| time.start < span.end).collect();
    apart.extend(quantities);
    let overlaps = |list: &[Span], word: Span| list.iter().any(|one| one.overlaps(word));
    let (mut gist, mut capitals): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
    let (mut denials, mut hedges) = (0u8, 0u8);
    for word in words(&analysis.article.prose()[span.range()]) {
        let place = word.span.shifted(start);
        if overlaps(&apart, place) {
            continue;
        }
        if !word.text.starts_with(char::is_lowercase) {
            capitals.push(xxh3_64(word.text.as_bytes()));
            continue;
        }
        let plain = !overlaps(&quoted, place);
        match word.text {
            text if denies(text) => denials = denials.saturating_add(u8::from(plain)),
            text if HEDGES.contains(&text) => hedges = hedges.saturating_add(u8::from(plain)),
            "a" | "an" | "the" => {}
            text if AUXILIARIES.contains(&text) => {}
            text => gist.push(xxh3_64(stem(text).as_bytes())),
        }
    }
    gist.sort_unstable();
    gist.dedup();
    capitals.sort_unstable();
    let fewest = match capitals.len() >= NAMES {
        true => FEWEST_WITH_NAMES,
        false => FEWEST,
    };
    (gist.len() >= fewest).then(|| SentenceFact {
        span,
        gist: hash(&gist),
        capitals: hash(&capitals),
        words: u8::try_from(gist.len()).unwrap_or(u8::MAX),
        denials,
        hedges,
    })
}

fn hash(words: &[u64]) -> u64 {
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    xxh3_64(&bytes)
}

fn denies(word: &str) -> bool {
    DENIALS.contains(&word) || word.ends_with("n't") || word.ends_with("n\u{2019}t")
}

/// How many words of a stretch deny.
pub fn denials(text: &str) -> usize {
    words(text)
        .filter(|word| denies(&word.text.to_lowercase()))
        .count()
}

/// "signed" and "sign", "met" and "meet": a denial takes the verb's ending away.
fn stem(word: &str) -> &str {
    let known = IRREGULAR.iter().find(|(past, _)| *past == word);
    let stem = without_ending(known.map_or(word, |(_, verb)| verb));
    // "Founded" and "found".
    let known = IRREGULAR.iter().find(|(past, _)| *past == stem);
    known.map_or(stem, |(_, verb)| without_ending(verb))
}

fn without_ending(word: &str) -> &str {
    let cut = ["ed", "es", "s", "e"];
    let ending = cut.iter().find_map(|ending| word.strip_suffix(ending));
    let stem = ending.filter(|stem| stem.len() > 1).unwrap_or(word);
    let mut letters = stem.chars().rev();
    // "planned" and "plan".
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && last.is_ascii() && stem.len() > 3 => {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::analyse_text;

    fn facts(text: &str) -> Vec<SentenceFact> {
        let analysis = analyse_text(&"/2025-02-17.txt".into(), text);
        sentences(&analysis)
    }

    fn same(one: &str, other: &str) -> bool {
        let (one, other) = (facts(one), facts(other));
        one.len() == 1 && other.len() == 1 && one[0].gist == other[0].gist
    }

    #[test]
    fn names_dates_numbers_and_denials_make_no_other_sentence() {
        let text = "On Monday Latif Nazari signed the treaty about 12 roads near the old harbor.";
        for other in [
            "On Friday Latif Nazari signed the treaty about 14 roads near the old harbor.",
            "Latif Nazari did not sign the treaty about 12 roads near the old harbor Monday.",
            "On Monday Rana Aziz signed the treaty about 12 roads near the old harbor.",
            "Latif Nazari has reportedly signed the treaty about 12 roads near the old harbor.",
            "Latif Nazari did not sign the treaty about twelve roads near the old harbor.",
        ] {
            // "On" is a word; the order of the words is free.
            let text = text.replace("On Monday ", "");
            let other = other.replace("On Friday ", "").replace("On Monday ", "");
            assert!(same(&text, &other), "{other}");
        }
        assert!(!same(
            text,
            "On Monday Latif Nazari signed the treaty about 12 roads near the new harbor."
        ));
    }

    #[test]
    fn denials_and_hedges_are_counted_outside_quotations() {
        let found = facts(
            "Nazari never said that the treaty reportedly hadn't been signed near \u{201c}no old harbor\u{201d}.",
        );
        assert_eq!((found[0].denials, found[0].hedges), (2, 1));
    }

    #[test]
    fn short_sentences_say_too_little() {
        assert_eq!(facts("He came to the harbor."), []);
        assert_eq!(facts("Latif Nazari left."), []);
        assert_eq!(facts("Latif Nazari came to Kabul.").len(), 1);
    }
}
