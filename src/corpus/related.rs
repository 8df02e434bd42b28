//! Related articles: a score from shared names, words and dates, with reasons.
//!
//! The cosine of two lists of weights (how often it is said, times how rare it is in the folder),
//! less the further the dates of the articles lie apart. The products come from the inverted index,
//! so the cost follows what an article shares and not the size of the folder; facts that a large
//! part of the folder shares are passed over. What the other article has besides is taken to be as
//! rare as what this one has, so that its length as a vector does not change with the folder.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::time::{Granularity, Interval};

use super::packed::Unpacked;
use super::posting::Postings;
use super::{Fact, Facts, Index, Key};

/// An article that is about the same things.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub key: Key,
    /// From 0 to 1.
    pub score: f64,
    /// Whether the two may be compared claim by claim.
    pub comparable: bool,
    /// What they share, the most telling first.
    pub reasons: Vec<String>,
}

/// From this score on two articles that share enough names may be compared.
const COMPARABLE: f64 = 0.185;

const ENOUGH_NAMES: usize = 2;

/// Fewer than this is not worth a reader's time.
const FAINTEST: f64 = 0.03;

const MOST_RELATED: usize = 50;

/// So many of those that share most are looked at closely.
const CANDIDATES: usize = 100;

/// A fact of more articles than this relates nobody, however large the folder.
const TOO_COMMON: usize = 2_000;

/// In a folder of two, what both have is not common: so many articles about other things are
/// imagined beside them.
const BACKGROUND: usize = 20;

/// What a name weighs, where a word weighs 1: its words count as well.
const NAME: f64 = 0.7;

/// How much more it is worth to be said often.
const OFTEN: f64 = 1.5;

/// What is left of the score of two articles that are years apart; between, it decays by days.
const FAR_APART: f64 = 0.4;
const DECAY_DAYS: f64 = 40.0;

/// The same for an article whose date is not known.
const UNDATED: f64 = 0.9;

/// Whether two revisions of an article are related to the same articles, and as closely.
pub(super) fn relates_alike(old: &Unpacked, new: &Unpacked) -> bool {
    old.facts.date == new.facts.date
        && days(&old.facts).eq(days(&new.facts))
        && telling(old).eq(telling(new))
}

fn days(facts: &Facts) -> impl Iterator<Item = (Interval, bool)> {
    let dates = facts.dates.iter();
    dates.map(|date| (date.interval, date.written))
}

fn telling(article: &Unpacked) -> impl Iterator<Item = (u64, u16)> {
    let shared = article.shared().iter();
    let telling = shared.filter(|one| matches!(one.fact, Fact::Entity(_) | Fact::Term(_)));
    telling.map(|one| (one.hash, one.count))
}

/// The articles that may be compared with others, as they were found last: a keystroke seldom
/// changes which they are. All clones of an index share it.
#[derive(Debug)]
pub(super) struct Comparables {
    places: Box<[Mutex<Option<Found>>]>,
    states: AtomicU64,
}

/// What was found for the article of a number in a state of the index.
type Found = (u32, u64, Arc<[u32]>);

/// Articles that are remembered: enough for all that are open.
const PLACES: usize = 256;

impl Default for Comparables {
    fn default() -> Comparables {
        Comparables {
            places: (0..PLACES).map(|_| Mutex::default()).collect(),
            states: AtomicU64::default(),
        }
    }
}

impl Comparables {
    /// The number of a state that no clone of the index has been in.
    pub fn new_state(&self) -> u64 {
        self.states.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn get(&self, article: u32, state: u64, find: impl Fn() -> Arc<[u32]>) -> Arc<[u32]> {
        let place = &self.places[article as usize % PLACES];
        if let Ok(place) = place.lock()
            && let Some((known, then, found)) = &*place
            && (*known, *then) == (article, state)
        {
            return found.clone();
        }
        let found = find();
        if let Ok(mut place) = place.lock() {
            *place = Some((article, state, found.clone()));
        }
        found
    }
}

/// What can relate an article to others.
struct Profile<'a> {
    facts: Vec<Weighed<'a>>,
    /// The squared length of the list of weights as a vector.
    square: f64,
}

thread_local! {
    /// Kept for the next article: a folder has as many numbers as articles.
    static PRODUCTS: RefCell<Sums> = RefCell::default();
}

/// A sum for each article, by its number.
#[derive(Default)]
struct Sums {
    sums: Vec<f64>,
    /// The articles that have one.
    articles: Vec<u32>,
}

impl Sums {
    /// Adds a value above zero.
    fn add(&mut self, article: u32, value: f64) {
        let at = article as usize;
        if at >= self.sums.len() {
            self.sums.resize(at + 1, 0.0);
        }
        if self.sums[at] == 0.0 {
            self.articles.push(article);
        }
        self.sums[at] += value;
    }

    /// All sums, which are none again afterwards.
    fn take(&mut self) -> Vec<(f64, u32)> {
        let articles = self.articles.drain(..);
        let sums =
            articles.map(|article| (std::mem::take(&mut self.sums[article as usize]), article));
        sums.collect()
    }
}

/// A fact by the articles that have it.
struct Weighed<'a> {
    postings: &'a Postings,
    weight: f64,
    /// The weight of being said once; the same for every article.
    unit: f64,
}

impl Index {
    /// The articles related to `key`, best first.
    pub fn related(&self, key: &Key) -> Vec<Related> {
        let (Some(own), Some(number)) = (self.facts(key), self.number(key)) else {
            return Vec::new();
        };
        let reasons = self.reasons(&own);
        let explained = self
            .ranked(&own, number)
            .into_iter()
            .map(|(score, other)| self.explain(&reasons, other, score));
        explained.collect()
    }

    /// Those of the related articles that may be compared with `key` claim by claim, best first.
    pub fn comparable(&self, key: &Key) -> Vec<Key> {
        let Some(number) = self.number(key) else {
            return Vec::new();
        };
        let known = self.comparables.get(number, self.relations, || {
            self.find_comparable(key, number).into()
        });
        known.iter().map(|other| self.key(*other).clone()).collect()
    }

    fn find_comparable(&self, key: &Key, number: u32) -> Vec<u32> {
        let Some(own) = self.facts(key) else {
            return Vec::new();
        };
        let ids = own.entities.iter().map(|entity| entity.id.clone());
        let names = ids.filter_map(|id| self.postings_of(Fact::Entity(id).hash()));
        let names: Vec<&Postings> = names.collect();
        let comparable = self.ranked(&own, number).into_iter();
        let comparable = comparable.filter(|(score, other)| {
            let shared = names.iter().filter(|postings| postings.has(*other));
            is_comparable(*score, shared.take(ENOUGH_NAMES).count())
        });
        comparable.map(|(_, other)| other).collect()
    }

    /// The scores of the related articles, best first.
    fn ranked(&self, own: &Facts, number: u32) -> Vec<(f64, u32)> {
        let profile = self.profile(own);
        let mut related: Vec<(f64, u32)> = Vec::new();
        // The square of how rare the article's facts are on the whole.
        let measure = length(own);
        let rarity = profile.square / measure.powi(2).max(f64::EPSILON);
        let of_its_days = self.of_its_days(own);
        for (product, other) in self.products(number, &profile) {
            let Some((date, others)) = self.measured(other) else {
                continue;
            };
            let lengths = measure * others * rarity;
            let likeness = product / lengths.max(f64::EPSILON);
            // No nearness makes it more.
            if likeness < FAINTEST {
                continue;
            }
            let score = likeness * self.nearness(own, &of_its_days, other, date);
            if score >= FAINTEST {
                related.push((score, other));
            }
        }
        related.sort_by(|a, b| {
            let by_key = || self.key(a.1).cmp(self.key(b.1));
            b.0.total_cmp(&a.0).then_with(by_key)
        });
        related.truncate(MOST_RELATED);
        related
    }

    /// The articles that share a fact with the article of number `own`, with the product of their
    /// weights; the largest of them.
    fn products(&self, own: u32, profile: &Profile<'_>) -> Vec<(f64, u32)> {
        let mut products = PRODUCTS.with_borrow_mut(|sums| {
            for fact in &profile.facts {
                for posting in fact.postings.iter() {
                    let product = fact.weight * fact.unit * often(posting.count());
                    sums.add(posting.article(), product);
                }
            }
            sums.take()
        });
        products.retain(|(_, article)| *article != own);
        if products.len() > CANDIDATES {
            // Most are far below the least that is left, which numbers alone tell.
            let mut sizes: Vec<f64> = products.iter().map(|(product, _)| *product).collect();
            let (_, least, _) = sizes.select_nth_unstable_by(CANDIDATES, |a, b| b.total_cmp(a));
            let least = *least;
            products.retain(|(product, _)| *product >= least);
        }
        if products.len() > CANDIDATES {
            products.select_nth_unstable_by(CANDIDATES, |a, b| {
                b.0.total_cmp(&a.0)
                    .then_with(|| self.key(a.1).cmp(self.key(b.1)))
            });
            products.truncate(CANDIDATES);
        }
        products
    }

    /// The facts of an article that can relate it to others, in a fixed order.
    fn profile(&self, facts: &Facts) -> Profile<'_> {
        let articles = (self.article_count() + BACKGROUND) as f64;
        let too_common = (self.article_count() / 20).clamp(50, TOO_COMMON);
        let weighed = facts.telling().filter_map(|(fact, times)| {
            let postings = self.postings_of(fact.hash())?;
            let count = postings.len();
            let rare = (1.0 + articles / count.max(1) as f64).ln();
            let unit = kind(&fact) * rare;
            (count <= too_common).then(|| Weighed {
                postings,
                weight: unit * often(usize::from(times)),
                unit,
            })
        });
        let facts: Vec<Weighed> = weighed.collect();
        let squares = facts.iter().map(|fact| fact.weight * fact.weight);
        Profile {
            square: squares.sum(),
            facts,
        }
    }

    /// What can be a reason for an article to be related: its names, rare ones first, of equally
    /// rare ones the fuller name, which tells more; its months; its words.
    fn reasons<'a>(&'a self, own: &'a Facts) -> Reasons<'a> {
        let fact = |fact: Fact| self.postings_of(fact.hash());
        let names = own.entities.iter().filter_map(|entity| {
            let postings = fact(Fact::Entity(entity.id.clone()))?;
            Some((entity.name.to_string(), postings))
        });
        let mut names: Vec<(String, &Postings)> = names.collect();
        names.sort_by(|a, b| {
            let fuller = || b.0.len().cmp(&a.0.len());
            let rarer = a.1.len().cmp(&b.1.len());
            rarer.then_with(fuller).then_with(|| a.0.cmp(&b.0))
        });
        let months = own.dates.iter().map(|date| date.interval);
        let fine = months.filter(|interval| interval.granularity <= Granularity::Month);
        let months: BTreeSet<(i16, i8)> = fine
            .map(|interval| (interval.begin.year(), interval.begin.month()))
            .collect();
        let months = months.into_iter().filter_map(|(year, month)| {
            let postings = fact(Fact::Month(year, month))?;
            Some((format!("{year:04}-{month:02}"), postings))
        });
        let words = own
            .words
            .iter()
            .zip(&own.terms)
            .filter_map(|(word, (term, _))| Some((word.to_string(), fact(Fact::Term(*term))?)));
        Reasons {
            months: months.collect(),
            words: words.collect(),
            names,
        }
    }

    fn explain(&self, own: &Reasons, other: u32, score: f64) -> Related {
        let shared = |facts: &[(String, &Postings)], most: usize| -> Vec<String> {
            let both = facts.iter().filter(|(_, postings)| postings.has(other));
            both.take(most).map(|(words, _)| words.clone()).collect()
        };
        let mut reasons = shared(&own.names, 3);
        let names = reasons.len();
        reasons.extend(shared(&own.months, 2));
        if names == 0 {
            reasons.extend(shared(&own.words, 3));
        }
        Related {
            key: self.key(other).clone(),
            score: (score.min(1.0) * 100.0).round() / 100.0,
            comparable: is_comparable(score, names),
            reasons,
        }
    }

    /// The articles that speak of the month of an article's day, or of a week that may reach into
    /// it: of all others the facts need not be looked at.
    fn of_its_days(&self, own: &Facts) -> Vec<&Postings> {
        let Some(day) = own.date else {
            return Vec::new();
        };
        let month = |day: Date| Fact::Month(day.year(), day.month());
        let months = [month(day), month(day.saturating_sub(6.days()))];
        let known = months.iter().map(|month| self.postings_of(month.hash()));
        known.flatten().collect()
    }

    /// How much of a score is left for articles of these days. An article that speaks of the
    /// other's own day or month is near to it, whenever it was written.
    fn nearness(
        &self,
        own: &Facts,
        of_its_days: &[&Postings],
        other: u32,
        other_day: Option<Date>,
    ) -> f64 {
        let (Some(day), Some(other_day)) = (own.date, other_day) else {
            return UNDATED;
        };
        let may_speak = || of_its_days.iter().any(|articles| articles.has(other));
        let speaks = || {
            self.facts_of(other)
                .is_some_and(|other| speaks_of(&other, day))
        };
        if speaks_of(own, other_day) || may_speak() && speaks() {
            return 1.0;
        }
        let days = day.since((jiff::Unit::Day, other_day));
        let days = days.map_or(i32::MAX, |span| span.get_days());
        let near = (-f64::from(days.saturating_abs()) / DECAY_DAYS).exp();
        FAR_APART + (1.0 - FAR_APART) * near
    }
}

fn is_comparable(score: f64, shared_names: usize) -> bool {
    score >= COMPARABLE && shared_names >= ENOUGH_NAMES
}

/// Words for what an article has, with the articles that have it too.
struct Reasons<'a> {
    names: Vec<(String, &'a Postings)>,
    months: Vec<(String, &'a Postings)>,
    words: Vec<(String, &'a Postings)>,
}

/// The length of an article's list of weights where all facts are equally rare.
pub(super) fn length(facts: &Facts) -> f64 {
    let weights = facts
        .telling()
        .map(|(fact, times)| kind(&fact) * often(usize::from(times)));
    weights.map(|weight| weight * weight).sum::<f64>().sqrt()
}

fn kind(fact: &Fact) -> f64 {
    match fact {
        Fact::Entity(_) => NAME,
        _ => 1.0,
    }
}

/// What it is worth to be said so often.
fn often(count: usize) -> f64 {
    static WORTH: LazyLock<[f64; 256]> =
        LazyLock::new(|| std::array::from_fn(|count| 1.0 + OFTEN * (count.max(1) as f64).ln()));
    WORTH[count.min(255)]
}

fn speaks_of(facts: &Facts, day: Date) -> bool {
    let mut written = facts.dates.iter().filter(|date| date.written);
    written
        .any(|date| date.interval.granularity <= Granularity::Month && date.interval.contains(day))
}

#[cfg(test)]
mod tests {
    use crate::fixture::Fixture;

    #[test]
    fn what_may_be_compared_is_related() {
        let fixture = Fixture::new(
            "//- a.txt\nDATE 2025\n\nMinister Latif Nazari met Haruko Sato in Tokyo.\n\
             //- b.txt\nDATE 2025\n\nLatif Nazari and Haruko Sato spoke of aid in Tokyo.\n\
             //- c.txt\nDATE 2025\n\nThe harvest in Kabul was good, said Latif Nazari.\n",
        );
        let (index, key) = (&fixture.folder().index, fixture.key("a.txt"));
        let related = index.related(&key);
        let comparable = related.iter().filter(|other| other.comparable);
        let comparable: Vec<_> = comparable.map(|other| other.key.clone()).collect();
        assert_eq!(comparable, [fixture.key("b.txt")]);
        assert_eq!(index.comparable(&key), comparable);
    }
}
