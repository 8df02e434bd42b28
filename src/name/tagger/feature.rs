//! The features of a token, as hashes.
//!
//! Local features look at the sentence and are read once for each block; those of the document are
//! in `document.rs`.

use super::english::JOINING;
use super::hash::{hash_lower_on, hash_on, mix};
use super::lexicon::Lexicon;
use super::token::{Case, Token};

/// A sentence, with what holds for all of it.
pub struct SentenceView<'a> {
    tokens: &'a [Token],
    /// Most words have a capital, as in a headline.
    title_case: bool,
    /// Most words are all capitals.
    shouted: bool,
    /// First and last token of the run of capitalised words that a token is in.
    runs: Vec<Option<(u32, u32)>>,
    /// The kind and position of a known name of several words that a token is in.
    phrases: Vec<u32>,
}

pub(super) static NOTHING: std::sync::LazyLock<Token> = std::sync::LazyLock::new(Token::default);

impl<'a> SentenceView<'a> {
    pub fn new(prose: &str, tokens: &'a [Token], lexicon: &Lexicon) -> SentenceView<'a> {
        let words = tokens
            .iter()
            .filter(|token| !matches!(token.case, Case::Mark | Case::Number))
            .count();
        let capitals = tokens.iter().filter(|token| token.is_capital()).count();
        let upper = tokens
            .iter()
            .filter(|token| token.case == Case::Upper)
            .count();
        SentenceView {
            tokens,
            title_case: words >= 4 && capitals * 10 >= words * 7,
            shouted: words >= 3 && upper * 10 >= words * 7,
            runs: runs(prose, tokens),
            phrases: phrases(prose, tokens, lexicon),
        }
    }

    fn at(&self, at: usize, offset: isize) -> &Token {
        let found = at
            .checked_add_signed(offset)
            .and_then(|at| self.tokens.get(at));
        found.unwrap_or(&NOTHING)
    }
}

/// Runs of capitalised words, with small words inside: "Ministry of Health".
fn runs(prose: &str, tokens: &[Token]) -> Vec<Option<(u32, u32)>> {
    let mut runs = vec![None; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].is_capital() {
            at += 1;
            continue;
        }
        let (start, mut last, mut next) = (at, at, at + 1);
        while let Some(token) = tokens.get(next) {
            if token.is_capital() {
                last = next;
            } else if next - last >= 3 || !JOINING.contains(&&prose[token.span.range()]) {
                break;
            }
            next += 1;
        }
        runs[start..=last].fill(Some((start as u32, last as u32)));
        at = last + 1;
    }
    runs
}

fn phrases(prose: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<u32> {
    let mut phrases = vec![0; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let mut found = (0, 0);
        if tokens[at].is_capital() {
            let mut words = tokens[at].lower;
            for (count, token) in tokens[at..].iter().take(lexicon.longest).enumerate() {
                if count > 0 {
                    words = hash_lower_on(hash_on(words, " "), &prose[token.span.range()]);
                }
                let list = if count > 0 { lexicon.phrase(words) } else { 0 };
                if list != 0 {
                    found = (count + 1, list);
                }
            }
        }
        for step in 0..found.0 {
            let position = match step {
                0 => 1,
                step if step + 1 == found.0 => 3,
                _ => 2,
            };
            phrases[at + step] = found.1 * 4 + position;
        }
        at += found.0.max(1);
    }
    phrases
}

/// Collects hashed features; each call of [`Collector::add`] is a template of its own, by its place
/// in the order of calls.
pub(super) struct Collector<'a> {
    pub features: &'a mut Vec<u32>,
    pub template: u32,
}

impl Collector<'_> {
    pub fn add<const N: usize>(&mut self, values: [u32; N]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(0x85EB_CA6B);
        for value in values {
            hash = mix(hash, value);
        }
        hash ^= hash >> 15;
        hash = hash.wrapping_mul(0x2C1B_3C6D);
        self.features.push(hash ^ hash >> 13);
    }

    fn skip(&mut self, templates: u32) {
        self.template += templates;
    }

    pub fn add_if<const N: usize>(&mut self, holds: bool, values: [u32; N]) {
        match holds {
            true => self.add(values),
            false => self.skip(1),
        }
    }
}

/// What the sentence says of the token at `at`.
pub fn local_features(view: &SentenceView, at: usize, features: &mut Vec<u32>) {
    let mut to = Collector {
        features,
        template: 0,
    };
    let (own, last, next) = (view.at(at, 0), view.at(at, -1), view.at(at, 1));
    let (last2, next2) = (view.at(at, -2), view.at(at, 2));
    words(&mut to, view, [last2, last, own, next, next2]);
    letters(&mut to, own, last, next);
    clusters(&mut to, [last2, last, own, next, next2]);
    lists(&mut to, view.phrases[at], own, last, next);
    run(&mut to, view, at);
}

fn words(to: &mut Collector, view: &SentenceView, [last2, last, own, next, next2]: [&Token; 5]) {
    let opens = u32::from(own.opens);
    let case = own.case as u32;
    to.add([1]);
    to.add([own.lower]);
    to.add([own.word, opens]);
    to.add([last.lower]);
    to.add([next.lower]);
    to.add([last2.lower]);
    to.add([next2.lower]);
    to.add([own.shape, opens]);
    to.add([last.shape, own.shape]);
    to.add([own.shape, next.shape]);
    to.add([last.case as u32, case, next.case as u32, opens]);
    to.add([case, u32::from(view.title_case), u32::from(view.shouted)]);
    to.add([
        last.case as u32,
        case,
        next.case as u32,
        last2.case as u32,
        next2.case as u32,
    ]);
    to.add([last.lower, own.lower]);
    to.add([own.lower, next.lower]);
    to.add([last.lower, next.lower, case]);
    to.add([last2.lower, last.lower, case]);
    to.add([next.lower, next2.lower, case]);
}

fn letters(to: &mut Collector, own: &Token, last: &Token, next: &Token) {
    let case = own.case as u32;
    for prefix in own.prefixes {
        to.add_if(prefix != 0, [prefix, case]);
    }
    for suffix in own.suffixes {
        to.add_if(suffix != 0, [suffix, case]);
    }
    to.add([last.suffixes[2]]);
    to.add([next.suffixes[2]]);
}

fn clusters(to: &mut Collector, [last2, last, own, next, next2]: [&Token; 5]) {
    let (opens, case) = (u32::from(own.opens), own.case as u32);
    let fine = |token: &Token| token.entry.fine();
    let coarse = |token: &Token| token.entry.coarse();
    to.add([fine(own), case]);
    to.add([coarse(own), case, opens]);
    to.add([fine(last), case]);
    to.add([fine(next), case]);
    to.add([fine(last2), case]);
    to.add([fine(next2), case]);
    to.add([fine(last), fine(own)]);
    to.add([fine(own), fine(next)]);
    to.add([coarse(last), coarse(own), coarse(next), case]);
    to.add([own.entry.rank(), case, opens]);
    to.add([
        coarse(own),
        coarse(next),
        last.case as u32,
        case,
        next.case as u32,
    ]);
}

fn lists(to: &mut Collector, phrase: u32, own: &Token, last: &Token, next: &Token) {
    let (opens, case) = (u32::from(own.opens), own.case as u32);
    let lists = |token: &Token| token.entry.lists();
    to.add([lists(own), case, opens]);
    to.add([lists(last), last.case as u32, case]);
    to.add([lists(next), next.case as u32, case]);
    to.add([lists(last), lists(own), lists(next), case]);
    to.add_if(phrase != 0, [phrase, case]);
}

/// The run of capitalised words around the token: its ends, its length, what stands before and
/// behind it.
fn run(to: &mut Collector, view: &SentenceView, at: usize) {
    let Some((start, end)) = view.runs[at] else {
        return;
    };
    let (start, end) = (start as usize, end as usize);
    let position = match (at == start, at == end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 3,
        (false, false) => 2,
    };
    let length = (end - start + 1) as u32;
    let (first, last) = (&view.tokens[start], &view.tokens[end]);
    let (before, before2) = (view.at(start, -1), view.at(start, -2));
    let (behind, behind2) = (view.at(end, 1), view.at(end, 2));
    let short = length.min(3);
    let lists = |token: &Token| token.entry.lists();
    to.add([position, length.min(6), last.lower]);
    to.add([position, first.lower, length.min(6)]);
    to.add([position, last.entry.fine(), short]);
    to.add([position, first.entry.fine(), short]);
    to.add([position, before.lower, short]);
    to.add([position, behind.lower, short]);
    to.add([position, before.entry.fine()]);
    to.add([position, behind.entry.fine()]);
    to.add([position, lists(first), lists(last), length.min(4)]);
    to.add([position, before2.lower, before.lower]);
    to.add([position, behind.lower, behind2.lower]);
    to.add([position, first.shape, last.shape, length.min(4)]);
    to.add([position, lists(before), lists(first), lists(last)]);
    to.add([position, length.min(4), u32::from(start == 0)]);
    to.add_if(start != end, [first.lower, last.lower]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sentences;
    use crate::name::tagger::token::studied;

    fn read(prose: &str) -> Vec<Token> {
        let empty = super::super::lexicon::write(&Default::default(), &Default::default());
        studied(prose, &sentences(prose), &Lexicon::read(&empty))
    }

    #[test]
    fn a_run_goes_over_small_words() {
        let prose = "The Ministry of Health met him in Kabul";
        let found = runs(prose, &read(prose));
        assert_eq!(found[1], Some((0, 3)));
        assert_eq!(found[4], None);
        assert_eq!(found[7], Some((7, 7)));
    }
}
