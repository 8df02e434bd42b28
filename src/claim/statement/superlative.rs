//! Superlatives: "the first known trip to the country", "the largest bridge in Asia".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::Span;

use super::english::{
    AUXILIARIES, CLAUSE_WORDS, DETERMINERS, FUNCTION_WORDS, NO_SUPERLATIVE_AFTER,
    NO_SUPERLATIVE_BEFORE, SCOPE_WORDS, SUPERLATIVE_FILLERS, SUPERLATIVES,
};
use super::{Beginning, Class, Degree, Event, Words, parts_clauses};

/// A claim that nothing else is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Superlative {
    /// From the superlative to its noun.
    pub span: Span,
    pub degree: Degree,
    /// What it is said of: a class of events, else a noun.
    pub head: Head,
    pub hedged: bool,
    /// "to the country", with its words.
    pub scope: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Head {
    Event(Class),
    /// The hash of a noun.
    Noun(u32),
}

pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    SUPERLATIVES.iter().map(|(word, _)| *word)
}

pub(super) fn read(words: &Words, events: &[Event]) -> Vec<Superlative> {
    let first = words.beginning(Beginning::Superlative);
    let found = first.filter_map(|at| superlative(words, events, at));
    found.collect()
}

static DEGREES: LazyLock<FxHashMap<&str, Degree>> =
    LazyLock::new(|| SUPERLATIVES.iter().copied().collect());

fn superlative(words: &Words, events: &[Event], at: usize) -> Option<Superlative> {
    let word = words.get(at);
    let degree = DEGREES.get(word)?;
    let before = at.checked_sub(1).map_or("", |at| words.get(at));
    let the = before == "the"
        || before.ends_with("'s")
        || before.ends_with("\u{2019}s")
        || before == "their";
    if !the || NO_SUPERLATIVE_BEFORE.contains(&before) || words.is_capital(at) {
        return None;
    }
    if at >= 2
        && before == "the"
        && matches!(words.get(at - 2), "at" | "in" | "for" | "of" | "during")
        && word != "only"
        && words.get(at + 1) != "time"
    {
        return None;
    }
    let mut noun = at + 1;
    let mut hedged = false;
    while SUPERLATIVE_FILLERS.contains(&words.get(noun)) || words.is_hedge(noun) {
        hedged |= words.is_hedge(noun);
        noun += 1;
    }
    while is_modifier(words, noun) {
        noun += 1;
    }
    let name = words.get(noun);
    let continues = !parts_clauses(words.gap(at)) && !words.gap(at).contains(',');
    if name.is_empty()
        || !continues
        || NO_SUPERLATIVE_AFTER.contains(&name)
        || words.is_capital(noun)
    {
        return None;
    }
    let head = match name {
        // "the first time since the war that officials traveled": what they did.
        "time" => Head::Event(told(words, events, noun)?.class),
        _ => {
            let start = words.spans[noun].start;
            match events.iter().find(|event| event.span.start == start) {
                Some(event) => Head::Event(event.class),
                None => Head::Noun(xxh3_64(name.as_bytes()) as u32),
            }
        }
    };
    let from = match name {
        "time" => told(words, events, noun)?.span.end,
        _ => words.spans[noun].end,
    };
    Some(Superlative {
        span: words.span(at, noun + 1),
        degree: *degree,
        head,
        hedged,
        scope: scope(words, from),
    })
}

/// Whether the noun comes later: "first private company to", "largest suspension bridge in".
fn is_modifier(words: &Words, at: usize) -> bool {
    let next = words.get(at + 1);
    let function = SCOPE_WORDS.contains(&next)
        || CLAUSE_WORDS.contains(&next)
        || AUXILIARIES.contains(&next)
        || FUNCTION_WORDS.contains(&next);
    let goes_on = !next.is_empty() && words.gap(at) == " " && !words.is_capital(at + 1);
    words.get(at) != "time" && goes_on && !function && !words.is_verb(at + 1)
}

/// The event that happened for the first time: the first one behind the word at `noun` that is in
/// no clause of time.
fn told<'a>(words: &Words, events: &'a [Event], noun: usize) -> Option<&'a Event> {
    let behind = words.spans[noun].end;
    let later = events.iter().filter(|event| event.span.start >= behind);
    let since = words.get(noun + 1) == "since";
    let that = (noun + 1..words.len()).find(|at| words.get(*at) == "that");
    let from = match (since, that) {
        (true, Some(that)) => words.spans[that].end,
        (true, None) => return None,
        _ => behind,
    };
    later.into_iter().find(|event| event.span.start >= from)
}

/// The first stretch behind `from` that a preposition of scope leads in.
fn scope(words: &Words, from: u32) -> Option<Span> {
    let first = words.spans.iter().position(|span| span.start >= from)?;
    let mut at = first;
    while at < words.len() && at < first + 8 {
        let parted =
            at > first && (parts_clauses(words.gap(at - 1)) || words.gap(at - 1).contains(','));
        if parted || CLAUSE_WORDS.contains(&words.get(at)) {
            return None;
        }
        // "to visit Mars" says what for, not where.
        let place = words.is_capital(at + 1) || DETERMINERS.contains(&words.get(at + 1));
        if SCOPE_WORDS.contains(&words.get(at)) && place {
            let mut end = at + 1;
            while end < words.len()
                && end < at + 8
                && !parts_clauses(words.gap(end - 1))
                && !CLAUSE_WORDS.contains(&words.get(end))
                && !matches!(words.get(end), "for" | "by" | "with" | "and")
                // "in Europe to ban them": what it is the first to do is no place.
                && !SCOPE_WORDS.contains(&words.get(end))
                && !words.gap(end - 1).contains(',')
            {
                end += 1;
            }
            return (end > at + 1).then(|| words.span(at, end));
        }
        at += 1;
    }
    None
}
