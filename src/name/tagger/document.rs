//! What an article says of a word at its other occurrences: written small somewhere, explained in
//! brackets, kept in which company.
//!
//! In: the tokens of its blocks, each under a number that says where it stands; blocks may come and
//! go. Out: the features of a token, as hashes.

use rustc_hash::FxHashMap;

use super::feature::{Collector, NOTHING};
use super::token::{Case, Token};

/// The words of an article. Blocks are added and removed under numbers that are in their order.
#[derive(Debug, Default)]
pub struct DocumentView {
    /// Words, by their lower case.
    seen: FxHashMap<u32, Seen>,
    /// The places of each capitalised word, in order, with the number of the block.
    company: FxHashMap<u32, Vec<(u64, Company)>>,
}

/// How often a word is written so.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    small: u32,
    /// Inside a sentence.
    capital: u32,
    /// In brackets behind the words it is made of.
    acronym: u32,
}

impl Seen {
    fn is_empty(&self) -> bool {
        self.small == 0 && self.capital == 0 && self.acronym == 0
    }
}

/// Of so many places of a word the company is looked at.
const PLACES: usize = 5;

/// The neighbours of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Company {
    before: u32,
    behind: u32,
    before_cluster: u32,
    behind_cluster: u32,
    before_lists: u32,
    behind_lists: u32,
}

/// All that the view says of the words of some blocks: what did not change says the same again.
#[derive(Debug, Default)]
pub struct Said {
    words: FxHashMap<u32, (bool, bool, bool)>,
    company: FxHashMap<u32, Vec<Company>>,
}

impl DocumentView {
    /// The view of an article with these blocks under these numbers.
    pub fn new<'a>(
        numbers: impl Iterator<Item = u64>,
        blocks: impl Iterator<Item = (&'a [Token], &'a [u32])>,
    ) -> DocumentView {
        let mut view = DocumentView::default();
        for (number, (tokens, acronyms)) in numbers.zip(blocks) {
            // Half of the words are new in a short article, few in a long one.
            if view.seen.is_empty() {
                view.seen.reserve(tokens.len());
            }
            view.add(number, tokens, acronyms);
        }
        view
    }

    /// Adds a block; its `acronyms` are those of [`acronyms`].
    pub fn add(&mut self, number: u64, tokens: &[Token], acronyms: &[u32]) {
        self.count(tokens, acronyms, |count| *count += 1);
        let mut between: FxHashMap<u32, Vec<(u64, Company)>> = FxHashMap::default();
        for (at, token) in in_company(tokens) {
            let place = (number, company(tokens, at));
            let places = self.company.entry(token.word).or_default();
            match places.last() {
                Some((last, _)) if *last > number => {
                    between.entry(token.word).or_default().push(place);
                }
                _ => places.push(place),
            }
        }
        // A word may have very many places: they are moved once.
        for (word, new) in between {
            let places = self.company.entry(word).or_default();
            let at = places.partition_point(|(other, _)| *other < number);
            places.splice(at..at, new);
        }
    }

    /// Removes a block that was added.
    pub fn remove(&mut self, number: u64, tokens: &[Token], acronyms: &[u32]) {
        self.count(tokens, acronyms, |count| *count = count.saturating_sub(1));
        for token in tokens {
            if self.seen.get(&token.lower).is_some_and(Seen::is_empty) {
                self.seen.remove(&token.lower);
            }
        }
        for (_, token) in in_company(tokens) {
            let Some(places) = self.company.get_mut(&token.word) else {
                continue;
            };
            let start = places.partition_point(|(other, _)| *other < number);
            let end = places.partition_point(|(other, _)| *other <= number);
            places.drain(start..end);
            if places.is_empty() {
                self.company.remove(&token.word);
            }
        }
    }

    fn count(&mut self, tokens: &[Token], acronyms: &[u32], each: impl Fn(&mut u32)) {
        for token in tokens {
            if token.case == Case::Lower {
                each(&mut self.seen.entry(token.lower).or_default().small);
            } else if token.is_capital() && !token.opens {
                each(&mut self.seen.entry(token.lower).or_default().capital);
            }
        }
        for acronym in acronyms {
            each(&mut self.seen.entry(*acronym).or_default().acronym);
        }
    }

    fn seen(&self, lower: u32) -> (bool, bool, bool) {
        let seen = self.seen.get(&lower).copied().unwrap_or_default();
        (seen.small > 0, seen.capital > 0, seen.acronym > 0)
    }

    fn company(&self, word: u32) -> impl Iterator<Item = &Company> {
        let places = self.company.get(&word).into_iter().flatten();
        places.take(PLACES).map(|(_, company)| company)
    }

    /// What the article says of the token at `at` of a sentence.
    pub fn features(&self, tokens: &[Token], at: usize, features: &mut Vec<u32>) {
        let own = &tokens[at];
        if !own.is_capital() {
            return;
        }
        let mut to = Collector {
            features,
            template: 200,
        };
        let (opens, case) = (u32::from(own.opens), own.case as u32);
        let (small, capital, acronym) = self.seen(own.lower);
        let seen = u32::from(small) | u32::from(capital) << 1;
        to.add([seen, case, opens]);
        to.add([seen, own.entry.rank(), case, opens]);
        to.add_if(acronym, [1]);
        let here = company(tokens, at);
        let others = self
            .company(own.word)
            .filter(|place| place.before != here.before || place.behind != here.behind);
        for place in others.take(3) {
            to.template = 210;
            to.add([place.before]);
            to.add([place.behind]);
            to.add([place.before_cluster, case]);
            to.add([place.behind_cluster, case]);
            to.add([place.before_lists, own.entry.lists()]);
            to.add([place.behind_lists, own.entry.lists()]);
        }
    }

    /// What is said of the words of these blocks.
    pub fn said<'a>(&self, blocks: impl Iterator<Item = (&'a [Token], &'a [u32])>) -> Said {
        let mut said = Said::default();
        for (tokens, acronyms) in blocks {
            let words = tokens.iter().map(|token| token.lower);
            let words = words.chain(acronyms.iter().copied());
            said.words.extend(words.map(|word| (word, self.seen(word))));
            for (_, token) in in_company(tokens) {
                let company = || self.company(token.word).copied().collect();
                said.company.entry(token.word).or_insert_with(company);
            }
        }
        said
    }
}

impl Said {
    /// Leaves only the words of which something else is said now.
    pub fn retain_changed(&mut self, now: &DocumentView) {
        self.words.retain(|word, said| now.seen(*word) != *said);
        self.company
            .retain(|word, said| !now.company(*word).eq(said.iter()));
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.company.is_empty()
    }

    /// Whether it says something of the token, as [`DocumentView::features`] looks at it.
    pub fn is_of(&self, token: &Token) -> bool {
        token.is_capital()
            && (self.words.contains_key(&token.lower) || self.company.contains_key(&token.word))
    }
}

/// The tokens whose neighbours are looked at.
fn in_company(tokens: &[Token]) -> impl Iterator<Item = (usize, &Token)> {
    let capitals = tokens.iter().enumerate();
    capitals.filter(|(_, token)| token.is_capital() && !token.opens)
}

fn company(tokens: &[Token], at: usize) -> Company {
    // A sentence ends where the next one begins.
    let own = tokens[at].sentence;
    let neighbour = |at: Option<usize>| {
        let found = at.and_then(|at| tokens.get(at));
        found
            .filter(|token| token.sentence == own)
            .unwrap_or(&NOTHING)
    };
    let (before, behind) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
    let lists = |token: &Token| token.entry.lists() | u32::from(token.is_capital()) << 8;
    Company {
        before: before.lower,
        behind: behind.lower,
        before_cluster: before.entry.fine(),
        behind_cluster: behind.entry.fine(),
        before_lists: lists(before),
        behind_lists: lists(behind),
    }
}

/// The acronyms of a block that are explained there, as hashes of their lower case.
pub fn acronyms(prose: &str, tokens: &[Token]) -> Vec<u32> {
    let upper = (0..tokens.len()).filter(|at| tokens[*at].case == Case::Upper);
    let explained = upper.filter(|at| abbreviates(prose, tokens, *at));
    explained.map(|at| tokens[at].lower).collect()
}

/// "Rapid Support Forces (RSF)": the capitals of the words before the bracket, in order.
fn abbreviates(prose: &str, tokens: &[Token], at: usize) -> bool {
    let word = &prose[tokens[at].span.range()];
    let bracketed = at > 1 && &prose[tokens[at - 1].span.range()] == "(";
    if !bracketed || word.len() > 6 {
        return false;
    }
    let mut before = tokens[..at - 1].iter().rev();
    word.chars().rev().all(|letter| {
        let mut near = before.by_ref().take(2);
        let found = near.find(|token| token.is_capital());
        found.is_some_and(|token| prose[token.span.range()].starts_with(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sentences;
    use crate::name::tagger::lexicon::{self, Lexicon};
    use crate::name::tagger::token::studied;

    fn read(prose: &str) -> Vec<Token> {
        let empty = lexicon::write(&Default::default(), &Default::default());
        studied(prose, &sentences(prose), &Lexicon::read(&empty))
    }

    #[test]
    fn an_acronym_is_explained_by_the_words_before_it() {
        let prose = "the Rapid Support Forces (RSF) and the Bank (BNP)";
        let tokens = read(prose);
        let explained = |word: &str| {
            let at = tokens
                .iter()
                .position(|token| &prose[token.span.range()] == word);
            abbreviates(prose, &tokens, at.expect("the word"))
        };
        assert!(explained("RSF"));
        assert!(!explained("BNP"));
    }
}
