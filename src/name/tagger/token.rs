//! Cuts prose into tokens and reads off each what its letters say.
//!
//! A token is a word with its inner full stops and hyphens apart ("U.S.", "Feb.", "Jean", "-",
//! "Luc"), a possessive ("'s"), or a single mark.

use std::ops::Range;

use crate::text::Span;

use super::english::ABBREVIATIONS;
use super::hash::{hash, hash_lower, mix};
use super::lexicon::{Entry, Lexicon, list};

/// How a token is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// "word"
    #[default]
    Lower = 0,
    /// "Word"
    Capital = 1,
    /// "WORD"
    Upper = 2,
    /// "McWord", "iWord"
    Mixed = 3,
    /// "2025", "10th"
    Number = 4,
    /// "."
    Mark = 5,
    /// "J"
    Initial = 6,
}

#[derive(Clone, Debug, Default)]
pub struct Token {
    /// Bytes of the prose.
    pub span: Span,
    /// Hash of the word as it is written.
    pub word: u32,
    /// Hash of the word in lower case.
    pub lower: u32,
    /// Hash of its pattern of capitals, small letters, digits and marks.
    pub shape: u32,
    pub case: Case,
    /// Hashes of its first two to four letters; 0 where the word is no longer than that.
    pub prefixes: [u32; 3],
    /// Hashes of its last one to four letters.
    pub suffixes: [u32; 4],
    pub entry: Entry,
    /// Its sentence begins with it, or with a mark before it.
    pub opens: bool,
    /// The sentence, counted from 0.
    pub sentence: u32,
}

impl Token {
    pub fn is_capital(&self) -> bool {
        matches!(
            self.case,
            Case::Capital | Case::Upper | Case::Mixed | Case::Initial
        )
    }

    /// Reads the letters of a token of `prose`, and looks its word up.
    pub fn study(&mut self, prose: &str, lexicon: &Lexicon) {
        let word = &prose[self.span.range()];
        // Most words are short, and need no memory of their own.
        let mut short = ['\0'; 32];
        let long: Vec<char>;
        let letters: &[char] = if word.is_ascii() && word.len() <= short.len() {
            for (letter, byte) in short.iter_mut().zip(word.bytes()) {
                *letter = char::from(byte.to_ascii_lowercase());
            }
            &short[..word.len()]
        } else {
            long = word.chars().flat_map(char::to_lowercase).collect();
            &long
        };
        let count = letters.len();
        let piece = |range: Range<usize>, seed| {
            letters[range]
                .iter()
                .fold(seed, |hash, letter| mix(hash, *letter as u32))
        };
        self.prefixes = std::array::from_fn(|at| match count > at + 2 {
            true => piece(0..at + 2, 11),
            false => 0,
        });
        self.suffixes = std::array::from_fn(|at| match count > at + 1 {
            true => piece(count - at - 1..count, 13),
            false => 0,
        });
        self.shape = shape(word);
        let entry = match lexicon.word(self.lower) {
            Entry(0) if word.ends_with('.') => lexicon.word(hash_lower(word.trim_end_matches('.'))),
            known => known,
        };
        let name = matches!(self.case, Case::Capital | Case::Upper | Case::Mixed);
        self.entry = match name {
            true => entry,
            false => Entry(entry.0 & !(list::OF_NAMES << 23)),
        };
    }
}

/// The tokens of `prose`, of which only what their words are is known.
pub fn tokens(prose: &str, sentences: &[Span]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(prose.len() / 5);
    let mut sentence = 0;
    let mut first_of_sentence = 0;
    for span in spans(prose) {
        while sentences
            .get(sentence + 1)
            .is_some_and(|next| next.start <= span.start)
        {
            sentence += 1;
            first_of_sentence = tokens.len();
        }
        let word = &prose[span.range()];
        let (case, own) = (case(word), hash(word));
        let at = tokens.len();
        let behind_mark = at == first_of_sentence + 1
            && tokens.last().is_some_and(|last| last.case == Case::Mark);
        tokens.push(Token {
            span,
            word: own,
            // Of most words all letters are small.
            lower: match case {
                Case::Lower | Case::Mark if word.is_ascii() => own,
                _ => hash_lower(word),
            },
            case,
            opens: at == first_of_sentence || behind_mark,
            sentence: sentence as u32,
            ..Token::default()
        });
    }
    tokens
}

/// The tokens of `prose`, of which all is known.
pub fn studied(prose: &str, sentences: &[Span], lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = tokens(prose, sentences);
    for token in &mut tokens {
        token.study(prose, lexicon);
    }
    tokens
}

/// The sentences as ranges of tokens.
pub fn sentence_ranges(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut start = 0;
    let chunks = tokens.chunk_by(|a, b| a.sentence == b.sentence);
    let ranges = chunks.map(|chunk| {
        let range = start..start + chunk.len();
        start = range.end;
        range
    });
    ranges.collect()
}

fn case(word: &str) -> Case {
    // Most words.
    let bytes = word.as_bytes();
    match bytes.iter().position(|byte| !byte.is_ascii_lowercase()) {
        None => return Case::Lower,
        Some(0) if bytes.len() == 1 && bytes[0].is_ascii_punctuation() => return Case::Mark,
        _ => {}
    }
    let (mut upper, mut lower, mut digits) = (0, 0, 0);
    for c in word.chars() {
        match c {
            c if c.is_uppercase() => upper += 1,
            c if c.is_lowercase() || c.is_alphabetic() && !c.is_numeric() => lower += 1,
            c if c.is_numeric() => digits += 1,
            _ => {}
        }
    }
    let first_upper = word.starts_with(char::is_uppercase);
    match (upper, lower, digits) {
        (0, 0, 0) => Case::Mark,
        (0, _, 1..) => Case::Number,
        (1, 1.., _) if first_upper => Case::Capital,
        (1, 0, _) if word.chars().count() == 1 => Case::Initial,
        (1.., 0, _) => Case::Upper,
        (1.., ..) => Case::Mixed,
        _ => Case::Lower,
    }
}

/// "Xx", "X.X.", "99": a run of the same class counts at most twice at the start, then once.
fn shape(word: &str) -> u32 {
    let (mut hash, mut last) = (17, ' ');
    for (at, c) in word.chars().enumerate() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_numeric() => '9',
            c if c.is_alphabetic() => 'x',
            c => c,
        };
        if class != last || at < 2 {
            hash = mix(hash, class as u32);
        }
        last = class;
    }
    hash
}

/// The spans of the tokens of `prose`.
fn spans(prose: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(prose.len() / 5);
    let mut at = 0;
    while let Some(c) = prose[at..].chars().next() {
        let start = at;
        if c == ' ' {
            at += 1;
            continue;
        }
        at = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            c if c.is_alphanumeric() => word_end(prose, at),
            '\'' | '\u{2019}' if is_suffix(prose, at) => letters_end(prose, at + c.len_utf8()),
            c => at + c.len_utf8(),
        };
        spans.push(Span::new(start, at));
    }
    spans
}

fn letters_end(prose: &str, at: usize) -> usize {
    let rest = &prose[at..];
    at + rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len())
}

/// "'s" behind a letter.
fn is_suffix(prose: &str, at: usize) -> bool {
    let behind = prose[..at].ends_with(char::is_alphanumeric);
    let mut rest = prose[at..].chars();
    rest.next();
    behind && rest.next().is_some_and(char::is_alphabetic)
}

fn word_end(prose: &str, start: usize) -> usize {
    let first = prose[start..].chars().next().unwrap_or(' ');
    let number = first.is_ascii_digit();
    let mut at = start + first.len_utf8();
    let mut dotted = false;
    let bytes = prose.as_bytes();
    loop {
        // Most letters.
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        if bytes.get(at).is_none_or(|byte| byte.is_ascii_whitespace()) {
            break;
        }
        let Some(c) = prose[at..].chars().next() else {
            break;
        };
        let next = prose[at + c.len_utf8()..].chars().next();
        let letter_follows = next.is_some_and(char::is_alphabetic);
        let goes_on = match c {
            c if c.is_alphanumeric() => true,
            '\'' | '\u{2019}' => letter_follows && !is_clitic(&prose[at + c.len_utf8()..]),
            '.' if !number => {
                let initial = prose[start..at].chars().count() == 1
                    || prose[..at].ends_with(|_: char| true) && dotted;
                let joins = letter_follows && initial;
                dotted |= joins;
                joins
            }
            '.' | ',' => number && next.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += c.len_utf8();
    }
    // The full stop of an abbreviation belongs to it.
    let word = &prose[start..at];
    let stop = prose[at..].starts_with('.')
        && (dotted || first.is_uppercase() && (word.chars().count() == 1 || is_abbreviation(word)));
    at + usize::from(stop)
}

/// "'s", "'re", "'ll" and the like, which are tokens of their own.
fn is_clitic(rest: &str) -> bool {
    let letters: String = rest
        .chars()
        .take_while(|c| c.is_alphabetic())
        .take(3)
        .collect();
    matches!(
        letters.to_ascii_lowercase().as_str(),
        "s" | "m" | "d" | "t" | "re" | "ve" | "ll"
    )
}

fn is_abbreviation(word: &str) -> bool {
    word.len() <= 5 && ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(prose: &str) -> Vec<&str> {
        spans(prose)
            .into_iter()
            .map(|span| &prose[span.range()])
            .collect()
    }

    #[test]
    fn words_marks_and_possessives_are_parted() {
        assert_eq!(
            words("Mr. O'Brien's U.S. trip (Jan. 3, 2,025) isn\u{2019}t Jean-Luc\u{2019}s."),
            [
                "Mr.",
                "O'Brien",
                "'s",
                "U.S.",
                "trip",
                "(",
                "Jan.",
                "3",
                ",",
                "2,025",
                ")",
                "isn",
                "\u{2019}t",
                "Jean",
                "-",
                "Luc",
                "\u{2019}s",
                "."
            ]
        );
    }

    #[test]
    fn a_word_is_written_in_one_of_these_ways() {
        for (word, case) in [
            ("word", Case::Lower),
            ("Word", Case::Capital),
            ("WORD", Case::Upper),
            ("McWord", Case::Mixed),
            ("10th", Case::Number),
            ("J", Case::Initial),
            ("J.", Case::Upper),
            ("-", Case::Mark),
        ] {
            assert_eq!(super::case(word), case, "{word}");
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(prose in "(\\PC| |'|\\.|[A-Z]\\.){0,40}") {
            let mut at = 0;
            for span in spans(&prose) {
                prop_assert!(prose[at..span.start as usize].chars().all(char::is_whitespace));
                prop_assert!(!prose[span.range()].is_empty());
                at = span.end as usize;
            }
            prop_assert!(prose[at..].chars().all(char::is_whitespace));
        }
    }
}
