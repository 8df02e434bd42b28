//! People without a name, and where a report gives one: "unidentified gunman", "the gunman was
//! identified as", "was part of the delegation".

use crate::text::{Span, without_possessive};

use super::english::{BELONGING, CALLINGS, IDENTIFIED};
use super::{Beginning, Calling, Words, parts_clauses};

/// Somebody whom the article does not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// The word that says so.
    pub span: Span,
    pub calling: Calling,
    /// From that word to what they are called: a name in it is the group they belong to.
    pub phrase: Span,
}

/// A name given to somebody of that calling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Where the name stands.
    pub name: Span,
    pub calling: Calling,
    /// Where the group is named that they belong to; empty where they are identified.
    pub group: Option<Span>,
}

/// How many words may stand between "unidentified" and what they are called.
const NEAR: usize = 4;

fn calling(word: &str) -> Option<Calling> {
    let word = without_possessive(word);
    CALLINGS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, calling)| *calling)
}

pub(super) fn unnamed(words: &Words) -> Vec<Unnamed> {
    let found = words.beginning(Beginning::Unnamed).filter_map(|at| {
        let (end, calling) = (at + 1..words.len().min(at + 1 + NEAR))
            .take_while(|next| !parts_clauses(words.gap(next - 1)))
            .find_map(|next| Some((next, calling(words.get(next))?)))?;
        Some(Unnamed {
            span: words.spans[at],
            calling,
            phrase: words.span(at, end + 1),
        })
    });
    found.collect()
}

/// The words with which a naming may begin.
pub(super) fn first_words_of_namings() -> impl Iterator<Item = &'static str> {
    let belonging = BELONGING
        .iter()
        .filter_map(|phrase| phrase.split([' ', '-']).next());
    belonging.chain(IDENTIFIED.iter().copied())
}

pub(super) fn namings(words: &Words) -> Vec<Naming> {
    words
        .beginning(Beginning::Naming)
        .filter_map(|at| identified(words, at).or_else(|| belonging(words, at)))
        .collect()
}

/// "police identified the gunman as NAME", "the gunman was identified as NAME".
fn identified(words: &Words, at: usize) -> Option<Naming> {
    IDENTIFIED.contains(&words.get(at)).then_some(())?;
    let near = at.saturating_sub(NEAR)..words.len().min(at + NEAR);
    let calling = near.clone().find_map(|at| calling(words.get(at)))?;
    let by = near.clone().find(|by| *by > at && words.get(*by) == "as")?;
    (words.is_capital(by + 1)).then(|| Naming {
        name: words.span(by + 1, words.len().min(by + 5)),
        calling,
        group: None,
    })
}

/// "NAME was part of a senior Taliban delegation".
fn belonging(words: &Words, at: usize) -> Option<Naming> {
    let count = BELONGING
        .iter()
        .find_map(|phrase| words.phrase(at, phrase))?;
    let from = at + count;
    let until = words.len().min(from + 6);
    let (end, calling) = (from..until).find_map(|next| Some((next, calling(words.get(next))?)))?;
    let first = at
        .checked_sub(1)
        .filter(|before| words.is_capital(*before))?;
    let mut begin = first;
    while begin > 0 && words.is_capital(begin - 1) && words.gap(begin - 1) == " " {
        begin -= 1;
    }
    Some(Naming {
        name: words.span(begin, first + 1),
        calling,
        group: Some(words.span(from, end + 1)),
    })
}
