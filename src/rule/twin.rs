//! Sentences of two reports that go back to the same words, for the rules between reports: where
//! all but one thing agrees, that one thing differs.

use std::sync::Arc;

use jiff::Unit;
use rustc_hash::FxHashMap;

use crate::article::{Article, Format};
use crate::corpus::{DateFact, Facts, NumberFact, SentenceFact};
use crate::text::{Span, words};

use super::Context;
use super::report::may_be_same;

/// A sentence of this article and one of another with the same gist.
pub struct Twin<'a> {
    pub own: &'a SentenceFact,
    pub other: &'a SentenceFact,
    facts: (&'a Facts, &'a Facts),
    /// The ids of those named in it here and there, in order.
    pub named: (Vec<Arc<str>>, Vec<Arc<str>>),
}

/// So many words are no chance, whoever is named.
const TELLING: u8 = 8;

/// With fewer words two sentences may well tell of two times.
const FEWEST: u8 = 5;

/// The twins of two reports.
pub fn twins<'a>(own: &'a Facts, other: &'a Facts) -> Vec<Twin<'a>> {
    let mut twins = short_and_long(own, other);
    twins.retain(|twin| !twin.is_short());
    twins
}

/// The same with sentences of a few words and the same names. A gist that one of the reports has
/// twice tells nothing.
pub fn short_and_long<'a>(own: &'a Facts, other: &'a Facts) -> Vec<Twin<'a>> {
    let mut by_gist: FxHashMap<u64, Option<&SentenceFact>> = FxHashMap::default();
    for sentence in &other.sentences {
        by_gist
            .entry(sentence.gist)
            .and_modify(|known| *known = None)
            .or_insert(Some(sentence));
    }
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    for sentence in &own.sentences {
        *seen.entry(sentence.gist).or_default() += 1;
    }
    let once = own.sentences.iter().filter(|one| seen[&one.gist] == 1);
    let pairs = once.filter_map(|one| {
        let there = by_gist.get(&one.gist).copied().flatten()?;
        Some(Twin {
            own: one,
            other: there,
            facts: (own, other),
            named: (own.named_in(one.span), other.named_in(there.span)),
        })
    });
    pairs.filter(Twin::is_telling).collect()
}

/// Days that one and the same day may be off by, in reports of two days.
const SLACK: i32 = 3;

impl<'a> Twin<'a> {
    pub fn is_short(&self) -> bool {
        self.own.words < FEWEST
    }

    fn is_telling(&self) -> bool {
        let same_names = self.own.capitals == self.other.capitals;
        match self.is_short() {
            true => same_names && self.shares_name(),
            false => self.own.words >= TELLING || self.shares_name(),
        }
    }

    fn shares_name(&self) -> bool {
        let (mine, theirs) = &self.named;
        mine.iter().any(|id| theirs.contains(id))
    }

    /// Nobody is named in one of the two who may not be named in the other.
    pub fn names_agree(&self) -> bool {
        if self.own.capitals == self.other.capitals {
            return true;
        }
        let (mine, theirs) = &self.named;
        let within = |one: &[Arc<str>], other: &[Arc<str>]| {
            let known = |id: &Arc<str>| other.iter().any(|there| may_be_same(id, there));
            one.iter().all(known)
        };
        within(mine, theirs) && within(theirs, mine)
    }

    /// The place in the order of names where the two differ, if it is one.
    pub fn other_name(&self) -> Option<(&Arc<str>, &Arc<str>)> {
        let (mine, theirs) = &self.named;
        let pairs = mine.iter().zip(theirs);
        let mut differing = pairs.filter(|(one, two)| !may_be_same(one, two));
        let only = differing.next()?;
        let fits = mine.len() == theirs.len() && differing.next().is_none();
        fits.then_some(only)
    }

    pub fn denials_agree(&self) -> bool {
        self.own.denials == self.other.denials
    }

    /// The numbers of the two, in order, where both count and measure the same things.
    pub fn numbers(&self) -> Option<Vec<(&'a NumberFact, &'a NumberFact)>> {
        let inside = |facts: &'a Facts, span: Span| -> Vec<&'a NumberFact> {
            let numbers = facts.numbers.iter();
            numbers.filter(|one| span.encloses(one.span)).collect()
        };
        let mine = inside(self.facts.0, self.own.span);
        let theirs = inside(self.facts.1, self.other.span);
        let alike = |one: &NumberFact, two: &NumberFact| {
            one.noun == two.noun && one.unit == two.unit && one.modifier == two.modifier
        };
        let fits = mine.len() == theirs.len()
            && mine.iter().zip(&theirs).all(|(one, two)| alike(one, two));
        fits.then(|| mine.into_iter().zip(theirs).collect())
    }

    pub fn numbers_agree(&self) -> bool {
        let numbers = self.numbers();
        numbers.is_some_and(|pairs| pairs.iter().all(|(one, two)| one.value == two.value))
    }

    /// The dates of the two, in order.
    pub fn dates(&self) -> Option<Vec<(&'a DateFact, &'a DateFact)>> {
        let inside = |facts: &'a Facts, span: Span| -> Vec<&'a DateFact> {
            let dates = facts.dates.iter();
            dates.filter(|one| span.encloses(one.span)).collect()
        };
        let mine = inside(self.facts.0, self.own.span);
        let theirs = inside(self.facts.1, self.other.span);
        (mine.len() == theirs.len()).then(|| mine.into_iter().zip(theirs).collect())
    }

    /// No date of the two is far from the other's.
    pub fn dates_agree(&self) -> bool {
        let near = |(one, two): &(&DateFact, &DateFact)| {
            let apart = one.interval.begin.since((Unit::Day, two.interval.begin));
            apart.is_ok_and(|apart| apart.get_days().abs() <= SLACK)
        };
        self.dates().is_some_and(|pairs| pairs.iter().all(near))
    }

    /// Where the words of the two part: the stretch here and the one there, with a word beside it
    /// where one of them would be empty.
    pub fn differing(&self, context: &Context) -> Option<(Span, Span)> {
        let key = &self.facts.1.key;
        let text = context.snapshot.text(key).ok()?;
        let there = Article::parse(&text.share(), Format::of_path(key));
        let cut = |text: &str, span: Span| -> Vec<(Span, String)> {
            let found = words(text.get(span.range()).unwrap_or_default());
            let placed = found.map(|word| {
                let lower = word.text.to_lowercase();
                (word.span.shifted(span.start as usize), lower)
            });
            placed.collect()
        };
        let mine = cut(context.analysis.article.prose(), self.own.span);
        let theirs = cut(there.prose(), self.other.span);
        let equal = |(one, two): &(&(Span, String), &(Span, String))| one.1 == two.1;
        let begin = mine.iter().zip(&theirs).take_while(equal).count();
        let most = mine.len().min(theirs.len()) - begin;
        let end = mine.iter().rev().zip(theirs.iter().rev());
        let mut end = end.take_while(equal).count().min(most);
        let empty = begin + end == mine.len() || begin + end == theirs.len();
        if empty && end > 0 {
            end -= 1;
        }
        let stretch = |words: &[(Span, String)]| -> Option<Span> {
            let inside = words.get(begin..words.len() - end)?;
            Some(inside.first()?.0.join(inside.last()?.0))
        };
        Some((stretch(&mine)?, stretch(&theirs)?))
    }
}
