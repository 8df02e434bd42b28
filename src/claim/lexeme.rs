//! The words of a block, each looked at once: what it is as a term, and what it adds to the gist of
//! its sentence.
//!
//! In: the prose of a block. Out: [`Lexeme`]s, in order. Nothing of the words can be read from their
//! numbers.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::{Span, words};

use super::english::{COMMON, DENIALS, IRREGULAR};
use super::statement::english::{AUXILIARIES, HEDGES};

/// A word as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// Bytes of the block's prose.
    pub span: Span,
    pub kind: LexemeKind,
    /// Of the word, where it has a capital; of its stem, where it is plain.
    pub hash: u64,
    /// The word as a term; nothing for words that every report has.
    pub term: Option<Term>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LexemeKind {
    /// It does not begin with a small letter.
    Capital,
    Denial,
    /// It keeps a claim at arm's length.
    Hedge,
    /// An article or an auxiliary.
    Small,
    Plain,
}

/// A telling word in lower case, without a possessive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub hash: u32,
    /// Bytes of the term.
    pub length: u8,
}

/// The words of a block with this prose.
pub fn lexemes(prose: &str) -> Vec<Lexeme> {
    let lexemes = words(prose).map(|word| {
        let known = Known::of(word.text);
        let capital = !word.text.starts_with(char::is_lowercase);
        let kind = match capital {
            true => LexemeKind::Capital,
            false => kind(word.text, known),
        };
        let hash = match kind {
            LexemeKind::Capital => xxh3_64(word.text.as_bytes()),
            LexemeKind::Plain => xxh3_64(stem(word.text, known).as_bytes()),
            _ => 0,
        };
        let small = word.text.bytes().all(|byte| byte.is_ascii_lowercase());
        let term = match small {
            // Most words; nothing has to be cut off or written small, or looked up again.
            true => (is_term(word.text) && !known.common).then(|| Term::of(word.text)),
            false => term(word.text).map(|term| Term::of(&term)),
        };
        Lexeme {
            span: word.span,
            kind,
            hash,
            term,
        }
    });
    lexemes.collect()
}

impl Term {
    pub fn of(term: &str) -> Term {
        Term {
            hash: xxh3_64(term.as_bytes()) as u32,
            length: term.len() as u8,
        }
    }
}

/// What is known of a word before any text is read.
#[derive(Clone, Copy, Default)]
struct Known {
    kind: Option<LexemeKind>,
    /// Every report has it.
    common: bool,
    /// The infinitive of an irregular form.
    verb: Option<&'static str>,
}

static WORDS: LazyLock<FxHashMap<&str, Known>> = LazyLock::new(|| {
    let mut words: FxHashMap<&str, Known> = FxHashMap::default();
    for (word, verb) in IRREGULAR {
        words.entry(word).or_default().verb = Some(verb);
    }
    for word in COMMON {
        words.entry(word).or_default().common = true;
    }
    let small = ["a", "an", "the"].iter().chain(AUXILIARIES);
    let small = small.map(|word| (*word, LexemeKind::Small));
    let hedges = HEDGES.iter().map(|word| (*word, LexemeKind::Hedge));
    let denials = DENIALS.iter().map(|word| (*word, LexemeKind::Denial));
    for (word, kind) in small.chain(hedges).chain(denials) {
        words.entry(word).or_default().kind = Some(kind);
    }
    words
});

impl Known {
    fn of(word: &str) -> Known {
        WORDS.get(word).copied().unwrap_or_default()
    }
}

/// Of a word that begins with a small letter.
fn kind(word: &str, known: Known) -> LexemeKind {
    if word.ends_with("n't") || word.ends_with("n\u{2019}t") {
        return LexemeKind::Denial;
    }
    known.kind.unwrap_or(LexemeKind::Plain)
}

/// How many words of a stretch deny.
pub fn denials(text: &str) -> usize {
    let lower = words(text).map(|word| word.text.to_lowercase());
    lower
        .filter(|word| kind(word, Known::of(word)) == LexemeKind::Denial)
        .count()
}

const SHORTEST_TERM: usize = 4;
const LONGEST_TERM: usize = 39;

fn is_term(word: &str) -> bool {
    (SHORTEST_TERM..=LONGEST_TERM).contains(&word.len()) && word.starts_with(char::is_alphabetic)
}

/// A word as a term: in lower case, without a possessive.
pub fn term(word: &str) -> Option<String> {
    if !is_term(word) {
        return None;
    }
    let term = bare(word).to_lowercase();
    (!Known::of(&term).common).then_some(term)
}

/// A word without its possessive.
pub fn bare(word: &str) -> &str {
    let bare = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("\u{2019}s"));
    bare.unwrap_or(word)
}

/// "signed" and "sign", "met" and "meet": a denial takes the verb's ending away.
fn stem(word: &str, known: Known) -> &str {
    let stem = without_ending(known.verb.unwrap_or(word));
    // "Founded" and "found".
    Known::of(stem).verb.map_or(stem, without_ending)
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

    #[test]
    fn a_word_is_its_stem_and_its_term() {
        let prose = "Signed, signs; Kabul\u{2019}s harbors were never allegedly the harbor";
        let read = lexemes(prose);
        let kinds: Vec<LexemeKind> = read.iter().map(|one| one.kind).collect();
        use LexemeKind::{Capital, Denial, Hedge, Plain, Small};
        let expected = [
            Capital, Plain, Capital, Plain, Small, Denial, Hedge, Small, Plain,
        ];
        assert_eq!(kinds, expected);
        assert_eq!(read[3].hash, read[8].hash);
        assert_eq!(read[2].term, Some(Term::of("kabul")));
        assert_eq!(read[7].term, None);
    }

    #[test]
    fn words_that_deny_are_counted_in_any_case() {
        assert_eq!(denials("No, he didn't and would not."), 3);
    }
}
