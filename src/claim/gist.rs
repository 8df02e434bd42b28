//! The gist of each sentence: a number for its words apart from names, dates, numbers and denials.
//!
//! In: the words of the running text, and what stands in it. Out: [`Gist`]s. Two reports that go
//! back to one text have sentences of one gist, and a date, a number or a "not" that differs there
//! is a difference between the reports. Nothing of the words can be read from it.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::Span;

use super::lexeme::{Lexeme, LexemeKind};

/// A sentence that says enough to be known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gist {
    /// The sentence, in bytes of the article; of the block, where only a block is read.
    pub span: Span,
    pub hash: u64,
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

/// The gists of a block of running text. `apart` are its dates and numbers, which are none of a gist,
/// and `quoted` its quotations, both in order; all spans are in bytes of the block.
pub fn gists(sentences: &[Span], lexemes: &[Lexeme], apart: &[Span], quoted: &[Span]) -> Vec<Gist> {
    let (mut lexemes, mut apart, mut quoted) = (lexemes, apart, quoted);
    let mut gists = Vec::new();
    for sentence in sentences {
        lexemes = behind(lexemes, |one| one.span.end <= sentence.start);
        apart = behind(apart, |one| one.end <= sentence.start);
        quoted = behind(quoted, |one| one.end <= sentence.start);
        let end = lexemes.partition_point(|one| one.span.start < sentence.end);
        if sentence.len() <= LONGEST {
            gists.extend(gist(
                *sentence,
                &lexemes[..end],
                begun(apart, *sentence),
                begun(quoted, *sentence),
            ));
        }
    }
    gists
}

/// The list without those at its begin that are over.
fn behind<T>(list: &[T], is_over: impl Fn(&T) -> bool) -> &[T] {
    let over = list.iter().take_while(|one| is_over(one)).count();
    &list[over..]
}

/// Those that begin before the sentence ends.
fn begun(list: &[Span], sentence: Span) -> &[Span] {
    let begun = list.iter().take_while(|one| one.start < sentence.end);
    &list[..begun.count()]
}

fn gist(span: Span, lexemes: &[Lexeme], apart: &[Span], quoted: &[Span]) -> Option<Gist> {
    let overlaps = |list: &[Span], word: Span| list.iter().any(|one| one.overlaps(word));
    let (mut words, mut capitals): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
    let (mut denials, mut hedges) = (0u8, 0u8);
    for lexeme in lexemes {
        let place = lexeme.span;
        if overlaps(apart, place) {
            continue;
        }
        let plain = || u8::from(!overlaps(quoted, place));
        match lexeme.kind {
            LexemeKind::Capital => capitals.push(lexeme.hash),
            LexemeKind::Denial => denials = denials.saturating_add(plain()),
            LexemeKind::Hedge => hedges = hedges.saturating_add(plain()),
            LexemeKind::Small => {}
            LexemeKind::Plain => words.push(lexeme.hash),
        }
    }
    words.sort_unstable();
    words.dedup();
    capitals.sort_unstable();
    let fewest = match capitals.len() >= NAMES {
        true => FEWEST_WITH_NAMES,
        false => FEWEST,
    };
    (words.len() >= fewest).then(|| Gist {
        span,
        hash: hash(&words),
        capitals: hash(&capitals),
        words: u8::try_from(words.len()).unwrap_or(u8::MAX),
        denials,
        hedges,
    })
}

fn hash(words: &[u64]) -> u64 {
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    xxh3_64(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::analyse_text;

    fn facts(text: &str) -> Vec<Gist> {
        analyse_text(&"/2025-02-17.txt".into(), text).gists
    }

    fn same(one: &str, other: &str) -> bool {
        let (one, other) = (facts(one), facts(other));
        one.len() == 1 && other.len() == 1 && one[0].hash == other[0].hash
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
