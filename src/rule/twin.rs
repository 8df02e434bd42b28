//! Sentences of two reports that go back to the same words, for the rules between reports: where
//! all but one thing agrees, that one thing differs.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use jiff::Unit;
use rustc_hash::FxHashMap;

use crate::article::{Article, Format};
use crate::claim::Gist;
use crate::corpus::{DateFact, Facts, Key, NumberFact};
use crate::text::{Span, words};

use super::Context;
use super::report::may_be_same;

/// A sentence of this article and one of another with the same gist.
pub struct Twin<'a> {
    pub own: &'a Gist,
    pub other: &'a Gist,
    facts: (&'a Facts, &'a Facts),
    named: OnceCell<Named>,
}

/// The ids of those named in a sentence here and there, in order.
type Named = (Vec<Arc<str>>, Vec<Arc<str>>);

/// What the rules between reports find once for all of them: where each gist of the article
/// stands, and the twins in each other report, as places in the lists of sentences.
#[derive(Default)]
pub struct Twins {
    gists: OnceCell<Gists>,
    pairs: RefCell<FxHashMap<Key, Pairs>>,
}

/// Sentences of one gist here and there.
type Pairs = Rc<[(u32, u32)]>;

/// Where a gist stands; nothing where it stands twice, which tells nothing.
type Gists = FxHashMap<u64, Option<u32>>;

/// So many words are no chance, whoever is named.
const TELLING: u8 = 8;

/// With fewer words two sentences may well tell of two times.
const FEWEST: u8 = 5;

/// The twins of two reports, of which `own` is the article's own.
pub fn twins<'a>(context: &Context, own: &'a Facts, other: &'a Facts) -> Vec<Twin<'a>> {
    let mut twins = short_and_long(context, own, other);
    twins.retain(|twin| !twin.is_short());
    twins
}

/// The same with sentences of a few words and the same names.
pub fn short_and_long<'a>(context: &Context, own: &'a Facts, other: &'a Facts) -> Vec<Twin<'a>> {
    let Twins { gists, pairs } = &context.twins;
    let known = pairs.borrow().get(&other.key).cloned();
    let pairs = known.unwrap_or_else(|| {
        let gists = gists.get_or_init(|| gists_of(own));
        let found: Pairs = telling_pairs(gists, own, other).into();
        pairs.borrow_mut().insert(other.key.clone(), found.clone());
        found
    });
    let twins = pairs.iter().map(|pair| Twin::new((own, other), *pair));
    twins.collect()
}

fn gists_of(own: &Facts) -> Gists {
    let mut gists = Gists::default();
    for (at, sentence) in (0..).zip(&own.sentences) {
        gists
            .entry(sentence.hash)
            .and_modify(|known| *known = None)
            .or_insert(Some(at));
    }
    gists
}

/// The sentences of one gist, in the order of the article.
fn telling_pairs(gists: &Gists, own: &Facts, other: &Facts) -> Vec<(u32, u32)> {
    let there = (0..).zip(&other.sentences);
    let same = there.filter_map(|(there, one)| Some(((*gists.get(&one.hash)?)?, there)));
    let mut pairs: Vec<(u32, u32)> = same.collect();
    pairs.sort_unstable();
    let mut once: Vec<(u32, u32)> = Vec::with_capacity(pairs.len());
    for same in pairs.chunk_by(|a, b| a.0 == b.0) {
        if let [pair] = same
            && Twin::new((own, other), *pair).is_telling()
        {
            once.push(*pair);
        }
    }
    once
}

/// Days that one and the same day may be off by, in reports of two days.
const SLACK: i32 = 3;

impl<'a> Twin<'a> {
    fn new((own, other): (&'a Facts, &'a Facts), (here, there): (u32, u32)) -> Twin<'a> {
        Twin {
            own: &own.sentences[here as usize],
            other: &other.sentences[there as usize],
            facts: (own, other),
            named: OnceCell::new(),
        }
    }

    fn named(&self) -> &Named {
        self.named.get_or_init(|| {
            let (own, other) = self.facts;
            (own.named_in(self.own.span), other.named_in(self.other.span))
        })
    }

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
        let (mine, theirs) = self.named();
        mine.iter().any(|id| theirs.contains(id))
    }

    /// Nobody is named in one of the two who may not be named in the other.
    pub fn names_agree(&self) -> bool {
        if self.own.capitals == self.other.capitals {
            return true;
        }
        let (mine, theirs) = self.named();
        let within = |one: &[Arc<str>], other: &[Arc<str>]| {
            let known = |id: &Arc<str>| other.iter().any(|there| may_be_same(id, there));
            one.iter().all(known)
        };
        within(mine, theirs) && within(theirs, mine)
    }

    /// The place in the order of names where the two differ, if it is one.
    pub fn other_name(&self) -> Option<(&Arc<str>, &Arc<str>)> {
        // The same words name the same, whatever they were taken for.
        if self.own.capitals == self.other.capitals {
            return None;
        }
        let (mine, theirs) = self.named();
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
            let numbers = &facts.numbers;
            let first = numbers.partition_point(|one| one.span.start < span.start);
            let begun = numbers[first..].iter();
            let begun = begun.take_while(|one| one.span.start <= span.end);
            begun.filter(|one| span.encloses(one.span)).collect()
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
            let dates = &facts.dates;
            let first = dates.partition_point(|one| one.span.start < span.start);
            let begun = dates[first..].iter();
            let begun = begun.take_while(|one| one.span.start <= span.end);
            begun.filter(|one| span.encloses(one.span)).collect()
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
