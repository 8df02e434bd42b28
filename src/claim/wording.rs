//! Compares words with words: what was said with what is written that it was said.
//!
//! In: two stretches of text. Out: their words as tokens in which nothing counts that an editor
//! may change in a quotation (case, marks, contractions, spelling, titles), whether the one
//! contains the other ([`contains`]), how they are best aligned ([`align`]), and what differs
//! ([`Alignment::differences`]). Tokens are hashes, so that an index can keep them without words.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::{Span, words};

use super::english::{CONTRACTED_ENDINGS, CONTRACTIONS, LEFT_OUT, SPELLED_ENDINGS, SPELLINGS};

/// A word as a number, the same for all its spellings; [`GAP`] where words were left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub word: u32,
}

/// The place of an ellipsis, or of [words in brackets] that nobody said.
pub const GAP: u32 = 0;

/// The tokens of quoted words, with their gaps. A contraction is two tokens of one span.
pub fn tokens(text: &str) -> Vec<Token> {
    read(text, true)
}

/// The tokens of a text that may hold quoted words: nothing is left out in it.
pub fn tokens_of_source(text: &str) -> Vec<Token> {
    read(text, false)
}

/// The words of tokens without their places.
pub fn numbers(tokens: &[Token]) -> Vec<u32> {
    tokens.iter().map(|token| token.word).collect()
}

fn read(text: &str, with_gaps: bool) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut skip_until = 0;
    for word in words(text) {
        let (start, end) = (word.span.start as usize, word.span.end as usize);
        if start < skip_until {
            continue;
        }
        let between = if with_gaps { &text[at..start] } else { "" };
        if let Some(sign) = text[at..start].find(" & ") {
            push(&mut tokens, Span::new(at + sign + 1, at + sign + 2), "and");
        }
        if let Some(open) = between.rfind('[') {
            let open = at + open;
            gap(&mut tokens, open);
            if let Some(close) = text[open..].find(']') {
                skip_until = open + close;
                at = skip_until;
                continue;
            }
        } else if between.contains('\u{2026}') || between.contains("..") || between.contains(". .")
        {
            gap(&mut tokens, at);
        }
        let initial = initials(text, start);
        let (end, written) = match initial {
            Some(end) => (end, text[start..end].replace('.', "").into()),
            None => (end, Cow::Borrowed(word.text)),
        };
        skip_until = end;
        push(&mut tokens, Span::new(start, end), &written);
        at = end;
    }
    while tokens.last().is_some_and(|token| token.word == GAP) {
        tokens.pop();
    }
    tokens
}

fn gap(tokens: &mut Vec<Token>, at: usize) {
    if tokens.last().is_some_and(|last| last.word != GAP) {
        tokens.push(Token {
            span: Span::at(at),
            word: GAP,
        });
    }
}

/// The end of initials that begin at `start`: "U.S." and "US" are one word.
fn initials(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_uppercase) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    (end > start + 2).then_some(end)
}

/// What is said of a word in a list.
#[derive(Clone, Copy)]
enum Known {
    Contracted(&'static [&'static str]),
    LeftOut,
    Spelled(&'static str),
}

/// The words of all lists, in lower case.
static KNOWN: LazyLock<FxHashMap<&str, Known>> = LazyLock::new(|| {
    let spelled = SPELLINGS
        .iter()
        .map(|(other, one)| (*other, Known::Spelled(one)));
    let left_out = LEFT_OUT.iter().map(|word| (*word, Known::LeftOut));
    let contracted = CONTRACTIONS.iter();
    let contracted = contracted.map(|(short, long)| (*short, Known::Contracted(long)));
    spelled.chain(left_out).chain(contracted).collect()
});

fn push(tokens: &mut Vec<Token>, span: Span, written: &str) {
    let mut add = |word: &str| {
        tokens.push(Token {
            span,
            word: hash(word),
        });
    };
    let lower = lower(written);
    match KNOWN.get(lower.as_ref()) {
        Some(Known::Contracted(long)) => long.iter().for_each(|word| add(word)),
        Some(Known::Spelled(one)) => add(one),
        Some(Known::LeftOut) => {}
        None => match contracted(&lower) {
            Some((stem, long)) => {
                add(stem);
                add(long);
            }
            None => add(&spelled(&lower)),
        },
    }
}

fn lower(written: &str) -> Cow<'_, str> {
    match written.is_ascii() {
        true if written.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            written.to_ascii_lowercase().into()
        }
        true => written.into(),
        false => written.to_lowercase().replace('\u{2019}', "'").into(),
    }
}

fn contracted(lower: &str) -> Option<(&str, &'static str)> {
    let mut endings = CONTRACTED_ENDINGS.iter().filter(|_| lower.contains('\''));
    endings.find_map(|(ending, long)| Some((lower.strip_suffix(ending)?, *long)))
}

/// A word that is in no list, as it is spelt elsewhere.
fn spelled(lower: &str) -> Cow<'_, str> {
    if lower.len() <= 5 {
        return lower.into();
    }
    // "Paedophile", "foetus".
    let lower = match lower.contains("ae") || lower.contains("oe") {
        true => lower.replace("ae", "e").replace("oe", "e").into(),
        false => Cow::Borrowed(lower),
    };
    let ending = SPELLED_ENDINGS
        .iter()
        .find(|(ending, _)| lower.ends_with(ending));
    match ending {
        Some((ending, one)) => format!("{}{one}", &lower[..lower.len() - ending.len()]).into(),
        None => lower,
    }
}

fn hash(word: &str) -> u32 {
    // Zero is the gap.
    (xxh3_64(word.as_bytes()) as u32).max(1)
}

/// The stretches between the gaps.
pub fn stretches(words: &[u32]) -> impl Iterator<Item = &[u32]> {
    words
        .split(|word| *word == GAP)
        .filter(|stretch| !stretch.is_empty())
}

/// Whether every stretch of `part` stands in one of `whole`.
pub fn contains(whole: &[u32], part: &[u32]) -> bool {
    stretches(part).all(|stretch| position(whole, stretch).is_some())
}

/// Where `part`, without gaps, first stands in `whole`.
pub fn position(whole: &[u32], part: &[u32]) -> Option<usize> {
    whole.windows(part.len().max(1)).position(|at| at == part)
}

/// Two stretches of words laid side by side where they agree best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Indices of equal words, in order.
    pub pairs: Vec<(usize, usize)>,
}

/// Words that differ, as indices of tokens; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub ours: Range<usize>,
    pub theirs: Range<usize>,
}

impl Alignment {
    pub fn ours(&self) -> Range<usize> {
        range(self.pairs.iter().map(|pair| pair.0))
    }

    pub fn theirs(&self) -> Range<usize> {
        range(self.pairs.iter().map(|pair| pair.1))
    }

    /// What lies between equal words.
    pub fn differences(&self) -> Vec<Difference> {
        let gaps = self.pairs.windows(2).map(|pair| Difference {
            ours: pair[0].0 + 1..pair[1].0,
            theirs: pair[0].1 + 1..pair[1].1,
        });
        gaps.filter(|gap| !gap.ours.is_empty() || !gap.theirs.is_empty())
            .collect()
    }

    /// The same, with our words before the first and behind the last equal one.
    pub fn all_differences(&self, ours: usize, theirs: usize) -> Vec<Difference> {
        let (mine, other) = (self.ours(), self.theirs());
        let mut all = Vec::new();
        if mine.start > 0 {
            all.push(Difference {
                ours: 0..mine.start,
                theirs: other.start.saturating_sub(mine.start)..other.start,
            });
        }
        all.extend(self.differences());
        if mine.end < ours {
            let end = (other.end + ours - mine.end).min(theirs);
            all.push(Difference {
                ours: mine.end..ours,
                theirs: other.end..end,
            });
        }
        all
    }

    /// The part of the longer side that agrees, from 0 to 1.
    pub fn agreement(&self) -> f64 {
        let longer = self.ours().len().max(self.theirs().len()).max(1);
        self.pairs.len() as f64 / longer as f64
    }
}

fn range(mut indices: impl DoubleEndedIterator<Item = usize>) -> Range<usize> {
    let first = indices.next().unwrap_or(0);
    let last = indices.next_back().unwrap_or(first);
    first..last + 1
}

/// What an equal word is worth against words that are left over on one side.
const EQUAL: i32 = 3;
const LEFT_OVER: i32 = -1;

/// More words of a quotation than these are not looked at.
const LONGEST: usize = 400;

/// Where `ours` and `theirs` agree best (local alignment after Smith and Waterman). In a long text
/// only the densest place is looked at.
pub fn align(ours: &[u32], theirs: &[u32]) -> Option<Alignment> {
    let ours = &ours[..ours.len().min(LONGEST)];
    let window = densest(ours, theirs);
    let mut alignment = local(ours, &theirs[window.clone()]);
    for pair in &mut alignment.pairs {
        pair.1 += window.start;
    }
    (!alignment.pairs.is_empty()).then_some(alignment)
}

/// The words of `theirs` around the place that shares most with `ours`.
fn densest(ours: &[u32], theirs: &[u32]) -> Range<usize> {
    let width = ours.len() * 2 + 8;
    if theirs.len() <= width * 2 {
        return 0..theirs.len();
    }
    let known: FxHashSet<u32> = ours.iter().copied().filter(|word| *word != GAP).collect();
    // Pairs of neighbours tell more than single words, which are mostly "the" and "of".
    let pairs: FxHashSet<(u32, u32)> = ours.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let worth = |at: usize| -> usize {
        let pair = at > 0 && pairs.contains(&(theirs[at - 1], theirs[at]));
        usize::from(known.contains(&theirs[at])) + 3 * usize::from(pair)
    };
    let span = ours.len().max(1);
    let (mut sum, mut best, mut best_at) = (0, 0, 0);
    for at in 0..theirs.len() {
        sum += worth(at);
        if at >= span {
            sum -= worth(at - span);
        }
        if sum > best {
            (best, best_at) = (sum, at);
        }
    }
    let start = best_at.saturating_sub(span + span / 2 + 4);
    start..(best_at + span / 2 + 4).min(theirs.len())
}

fn local(ours: &[u32], theirs: &[u32]) -> Alignment {
    let columns = theirs.len() + 1;
    let mut scores = vec![0i32; (ours.len() + 1) * columns];
    let (mut best, mut best_at) = (0, (0, 0));
    for (row, our) in ours.iter().enumerate() {
        for (column, their) in theirs.iter().enumerate() {
            let at = (row + 1) * columns + column + 1;
            let equal = match our == their && *our != GAP {
                true => scores[at - columns - 1] + EQUAL,
                false => 0,
            };
            let left_over = scores[at - 1].max(scores[at - columns]) + LEFT_OVER;
            scores[at] = equal.max(left_over).max(0);
            // Of two equally good ends the later one agrees with more of our words.
            if scores[at] > 0 && scores[at] >= best {
                (best, best_at) = (scores[at], (row + 1, column + 1));
            }
        }
    }
    let (mut row, mut column) = best_at;
    let mut pairs = Vec::new();
    while scores[row * columns + column] > 0 {
        let at = row * columns + column;
        let equal = ours[row - 1] == theirs[column - 1] && ours[row - 1] != GAP;
        if equal && scores[at] == scores[at - columns - 1] + EQUAL {
            pairs.push((row - 1, column - 1));
            (row, column) = (row - 1, column - 1);
        } else if scores[at] == scores[at - 1] + LEFT_OVER {
            column -= 1;
        } else {
            row -= 1;
        }
    }
    pairs.reverse();
    Alignment { pairs }
}

/// How many words are shown on both sides of a difference.
const CONTEXT: usize = 3;

/// Words with the tokens in them.
pub type Words<'a> = (&'a str, &'a [Token]);

/// Our words and their words as a person reads them: "we [must \u{2192} should] leave".
pub fn diff(ours: Words, theirs: Words, differences: &[Difference]) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for difference in differences {
        context(&mut shown, ours, at..difference.ours.start);
        let left = words_of(ours, difference.ours.clone());
        let right = words_of(theirs, difference.theirs.clone());
        let change = match (left.is_empty(), right.is_empty()) {
            (true, _) => format!("[\u{2192} {right}]"),
            (_, true) => format!("[{left} \u{2192}]"),
            _ => format!("[{left} \u{2192} {right}]"),
        };
        push_word(&mut shown, &change);
        at = difference.ours.end;
    }
    context(&mut shown, ours, at..ours.1.len());
    shown
}

/// Equal words; the middle of a long stretch is left out.
fn context(shown: &mut String, ours: Words, range: Range<usize>) {
    let first = shown.is_empty();
    let tail = range.end.saturating_sub(CONTEXT).max(range.start);
    if range.len() <= 2 * CONTEXT + 1 {
        push_word(shown, &words_of(ours, range));
    } else if first {
        push_word(shown, "\u{2026}");
        push_word(shown, &words_of(ours, tail..range.end));
    } else {
        push_word(shown, &words_of(ours, range.start..range.start + CONTEXT));
        push_word(shown, "\u{2026}");
        // Nothing follows behind the last difference.
        if range.end < ours.1.len() {
            push_word(shown, &words_of(ours, tail..range.end));
        }
    }
}

fn push_word(shown: &mut String, word: &str) {
    if !shown.is_empty() && !word.is_empty() {
        shown.push(' ');
    }
    shown.push_str(word);
}

/// The text of tokens, on one line.
pub fn words_of((text, tokens): Words, range: Range<usize>) -> String {
    let Some(inside) = tokens.get(range).filter(|inside| !inside.is_empty()) else {
        return String::new();
    };
    let span = inside[0].span.join(inside[inside.len() - 1].span);
    let words = text.get(span.range()).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u32> {
        tokens(text).iter().map(|token| token.word).collect()
    }

    #[test]
    fn what_an_editor_may_change_does_not_count() {
        for (one, other) in [
            ("We can\u{2019}t go,", "we cannot GO."),
            ("It\u{2019}s the U.S. colour", "it is the US color"),
            ("Mr. Abe organised two", "Abe organized 2"),
            ("paediatric", "pediatric"),
            (
                "We live here & it is hard",
                "We live here and it\u{2019}s hard",
            ),
            ("the well-known \u{201c}man\u{201d}", "The well known man"),
        ] {
            assert_eq!(hashes(one), hashes(other), "{one}");
        }
    }

    #[test]
    fn ellipses_and_brackets_are_gaps() {
        let whole = hashes("We will go to Tokyo in the spring and stay there.");
        for part in [
            "We will go \u{2026} in the spring",
            "We will go [there] in the spring",
            "\u{2026} go to Tokyo ...",
            "[they] will go",
        ] {
            assert!(contains(&whole, &hashes(part)), "{part}");
        }
        assert!(!contains(&whole, &hashes("We will \u{2026} leave")));
    }

    #[test]
    fn the_best_place_of_a_long_text_is_found_with_its_differences() {
        let mut text = "He went to the city of the past and to the sea. ".repeat(200);
        text.push_str("We should leave the old city at once and never return. ");
        text.push_str(&"The men of the city went to the sea. ".repeat(200));
        let quoted = "we must leave the city at once and never return";
        let (ours, theirs) = (tokens(quoted), tokens(&text));
        let found = align(&hashes(quoted), &hashes(&text)).expect("an alignment");
        assert_eq!(
            diff((quoted, &ours), (&text, &theirs), &found.differences()),
            "we [must \u{2192} should] leave the [\u{2192} old] city at once and never return"
        );
    }
}
