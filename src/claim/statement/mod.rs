//! Statements that reports can agree or disagree on: events, superlatives, people without a name.
//!
//! In: the prose of one block with its sentences. Out: [`Statements`], with the stretches of the
//! clause where the participants stand. Which names stand there, and which date governs an event,
//! is known only for the whole article: see `corpus::facts`. No parser: a participant is a name
//! before or behind the verb in its clause, and what cannot be told is left out.

pub mod english;
mod event;
mod superlative;
mod unnamed;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::text::{Span, words};

pub use event::{Event, Role};
pub use superlative::{Head, Superlative};
pub use unnamed::{Naming, Unnamed};

/// What happens in an event, whatever the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    Invite,
    Visit,
    Meet,
    Buy,
    Kill,
    Attack,
    Seize,
    Elect,
    Sign,
    Recognize,
    Establish,
    Win,
    Die,
    Arrest,
    Resign,
    Appoint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Verb,
    Noun,
}

/// What a superlative says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Degree {
    First,
    Only,
    Largest,
    Smallest,
    Highest,
    Lowest,
    Longest,
    Oldest,
    Youngest,
    Worst,
}

/// What somebody without a name is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Calling {
    Attacker,
    Driver,
    Victim,
    Delegate,
}

/// What a block states. All spans count bytes of its prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statements {
    pub events: Vec<Event>,
    pub superlatives: Vec<Superlative>,
    pub unnamed: Vec<Unnamed>,
    pub namings: Vec<Naming>,
}

impl Statements {
    pub fn read(prose: &str, sentences: &[Span]) -> Statements {
        let mut found = Statements::default();
        for sentence in sentences {
            let words = Words::of(prose, *sentence);
            let first = found.events.len();
            found.events.extend(event::read(&words));
            let events = &found.events[first..];
            let superlatives = superlative::read(&words, events);
            found.superlatives.extend(superlatives);
            found.unnamed.extend(unnamed::unnamed(&words));
            found.namings.extend(unnamed::namings(&words));
        }
        found
    }

    /// Adds what a block states that starts at byte `start` of the article.
    pub fn add(&mut self, block: &Statements, start: usize) {
        self.events.extend(block.events.iter().map(|event| {
            let places = event.participants.iter();
            Event {
                span: event.span.shifted(start),
                participants: places
                    .map(|(role, span)| (*role, span.shifted(start)))
                    .collect(),
                reach: event.reach.shifted(start),
                ..event.clone()
            }
        }));
        self.superlatives
            .extend(block.superlatives.iter().map(|one| Superlative {
                span: one.span.shifted(start),
                scope: one.scope.map(|scope| scope.shifted(start)),
                ..one.clone()
            }));
        self.unnamed.extend(block.unnamed.iter().map(|one| Unnamed {
            span: one.span.shifted(start),
            phrase: one.phrase.shifted(start),
            ..one.clone()
        }));
        self.namings.extend(block.namings.iter().map(|one| Naming {
            name: one.name.shifted(start),
            group: one.group.map(|group| group.shifted(start)),
            ..one.clone()
        }));
    }
}

/// The words of a sentence.
struct Words<'a> {
    prose: &'a str,
    spans: Vec<Span>,
    /// The words in lower case, one behind the other, with the end of each.
    lower: String,
    ends: Vec<u32>,
    /// What may begin with each word, in bits.
    begins: Vec<u8>,
}

/// What begins with a word that few words begin: nearly all are looked up once and passed over.
#[derive(Clone, Copy)]
enum Beginning {
    Predicate = 1,
    Infinitive = 2,
    Superlative = 4,
    Unnamed = 8,
    Naming = 16,
}

static BEGINNINGS: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
    let lists: [(Beginning, Vec<&str>); 5] = [
        (Beginning::Predicate, event::first_words().collect()),
        (Beginning::Infinitive, event::infinitives().collect()),
        (Beginning::Superlative, superlative::first_words().collect()),
        (Beginning::Unnamed, english::UNNAMED.to_vec()),
        (
            Beginning::Naming,
            unnamed::first_words_of_namings().collect(),
        ),
    ];
    let mut beginnings: FxHashMap<&str, u8> = FxHashMap::default();
    for (what, words) in lists {
        for word in words {
            *beginnings.entry(word).or_default() |= what as u8;
        }
    }
    beginnings
});

impl<'a> Words<'a> {
    fn of(prose: &'a str, sentence: Span) -> Words<'a> {
        let start = sentence.start as usize;
        let found = words(&prose[sentence.range()]);
        let mut spans = Vec::with_capacity(sentence.len() / 4);
        let mut ends = Vec::with_capacity(sentence.len() / 4);
        let mut begins = Vec::with_capacity(sentence.len() / 4);
        let mut lower = String::with_capacity(sentence.len());
        for word in found {
            spans.push(word.span.shifted(start));
            let from = lower.len();
            lower.push_str(word.text);
            match word.text.is_ascii() {
                true => lower[from..].make_ascii_lowercase(),
                false => lower.replace_range(from.., &word.text.to_lowercase()),
            }
            ends.push(lower.len() as u32);
            begins.push(BEGINNINGS.get(&lower[from..]).copied().unwrap_or(0));
        }
        Words {
            prose,
            spans,
            lower,
            ends,
            begins,
        }
    }

    fn begins(&self, at: usize, what: Beginning) -> bool {
        self.begins[at] & what as u8 != 0
    }

    /// The words with which it may begin.
    fn beginning(&self, what: Beginning) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(move |at| self.begins(*at, what))
    }

    fn len(&self) -> usize {
        self.spans.len()
    }

    fn get(&self, at: usize) -> &str {
        let Some(end) = self.ends.get(at) else {
            return "";
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.lower[start as usize..*end as usize]
    }

    fn is_capital(&self, at: usize) -> bool {
        let written = self.spans.get(at).map(|span| &self.prose[span.range()]);
        written.is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// What stands between the word at `at` and the next one.
    fn gap(&self, at: usize) -> &str {
        match (self.spans.get(at), self.spans.get(at + 1)) {
            (Some(one), Some(next)) => &self.prose[one.end as usize..next.start as usize],
            _ => "",
        }
    }

    /// From the word `from` up to, and without, the word `to`.
    fn span(&self, from: usize, to: usize) -> Span {
        match (self.spans.get(from), to.checked_sub(1)) {
            (Some(first), Some(last)) if from <= last && last < self.len() => {
                Span::new(first.start as usize, self.spans[last].end as usize)
            }
            _ => Span::default(),
        }
    }

    /// Whether the words from `at` on are those of `phrase`; how many they are.
    fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut count = 0;
        for word in phrase.split([' ', '-']) {
            if self.get(at + count) != word {
                return None;
            }
            count += 1;
        }
        Some(count)
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.get(at);
        let regular =
            word.len() > 4 && word.ends_with("ed") || word.len() > 5 && word.ends_with("ing");
        let regular = regular && !self.is_capital(at) && !english::NO_VERBS.contains(&word);
        regular || english::IRREGULAR_VERBS.contains(&word)
    }

    fn is_hedge(&self, at: usize) -> bool {
        english::HEDGES.contains(&self.get(at))
    }
}

/// Marks that part clauses for good.
fn parts_clauses(gap: &str) -> bool {
    gap.contains([
        ';', ':', '(', ')', '"', '\u{201c}', '\u{201d}', '\u{2014}', '\u{2013}',
    ])
}
