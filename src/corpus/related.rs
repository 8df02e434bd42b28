//! Related articles: a score from shared names, words and dates, with reasons.
//!
//! The cosine of two lists of weights (how often it is said, times how rare it is in the folder),
//! less the further the dates of the articles lie apart. Candidates come from the inverted index,
//! so the cost follows what an article shares and not the size of the folder; facts that a large
//! part of the folder shares are passed over.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::time::Granularity;

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

/// From this score on two articles that share two names may be compared.
const COMPARABLE: f64 = 0.18;

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

impl Index {
    /// The articles related to `key`, best first.
    pub fn related(&self, key: &Key) -> Vec<Related> {
        let Some(own) = self.facts(key) else {
            return Vec::new();
        };
        let weights = self.weights(own);
        let length = length(&weights);
        let weights: FxHashMap<Fact, f64> = weights.into_iter().collect();
        let mut candidates: Vec<(f64, &Key)> = self.sharing(key, &weights);
        let by_shared =
            |a: &(f64, &Key), b: &(f64, &Key)| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1));
        candidates.sort_by(by_shared);
        candidates.truncate(CANDIDATES);
        let mut related: Vec<(f64, &Arc<Facts>)> = Vec::new();
        for (_, other) in candidates {
            let Some(facts) = self.facts(other) else {
                continue;
            };
            let others = self.weights(facts);
            let product: f64 = others
                .iter()
                .filter_map(|(fact, weight)| Some(weights.get(fact)? * weight))
                .sum();
            let cosine = product / (length * self::length(&others)).max(f64::EPSILON);
            let score = cosine * nearness(own, facts);
            if score >= FAINTEST {
                related.push((score, facts));
            }
        }
        related.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.key.cmp(&b.1.key)));
        related.truncate(MOST_RELATED);
        let explained = related
            .into_iter()
            .map(|(score, facts)| self.explain(own, facts, score));
        explained.collect()
    }

    /// The articles that share a fact of `weights`, with the weight of what they share.
    fn sharing(&self, key: &Key, weights: &FxHashMap<Fact, f64>) -> Vec<(f64, &Key)> {
        let mut facts: Vec<(&Fact, &f64)> = weights.iter().collect();
        facts.sort_by_key(|(fact, _)| *fact);
        let mut shared: FxHashMap<&Key, f64> = FxHashMap::default();
        for (fact, weight) in facts {
            for other in self.with(fact).filter(|other| *other != key) {
                *shared.entry(other).or_default() += weight * weight;
            }
        }
        shared
            .into_iter()
            .map(|(other, weight)| (weight, other))
            .collect()
    }

    /// The facts of an article that can relate it to others, with their weights.
    fn weights(&self, facts: &Facts) -> Vec<(Fact, f64)> {
        let articles = (self.article_count() + BACKGROUND) as f64;
        let too_common = (self.article_count() / 20).clamp(50, TOO_COMMON);
        let often = |count: usize| 1.0 + OFTEN * (count.max(1) as f64).ln();
        let entities = facts.entities.iter().map(|entity| {
            let weight = NAME * often(entity.mentions.len());
            (Fact::Entity(entity.id.clone()), weight)
        });
        let terms = facts
            .terms
            .iter()
            .map(|(term, count)| (Fact::Term(*term), often(usize::from(*count))));
        let weighted = entities.chain(terms).filter_map(|(fact, weight)| {
            let count = self.count(&fact);
            let rare = (1.0 + articles / count.max(1) as f64).ln();
            (count <= too_common).then_some((fact, weight * rare))
        });
        weighted.collect()
    }

    fn explain(&self, own: &Facts, other: &Facts, score: f64) -> Related {
        let names = self.shared_names(own, other);
        let mut reasons: Vec<String> = names.iter().take(3).map(|name| name.to_string()).collect();
        reasons.extend(shared_months(own, other));
        if names.is_empty() {
            let shared = own.words.iter().filter(|word| other.words.contains(word));
            reasons.extend(shared.take(3).map(|word| word.to_string()));
        }
        Related {
            key: other.key.clone(),
            score: (score.min(1.0) * 100.0).round() / 100.0,
            comparable: score >= COMPARABLE && names.len() >= 2,
            reasons,
        }
    }

    /// The names that both articles have: rare ones first, of equally rare ones the fuller name,
    /// which tells more.
    fn shared_names(&self, own: &Facts, other: &Facts) -> Vec<Arc<str>> {
        let shared = own
            .entities
            .iter()
            .filter(|entity| other.entity(&entity.id).is_some());
        let mut names: Vec<(usize, Arc<str>)> = shared
            .map(|entity| {
                (
                    self.count(&Fact::Entity(entity.id.clone())),
                    entity.name.clone(),
                )
            })
            .collect();
        names.sort_by(|a, b| {
            let fuller = || b.1.len().cmp(&a.1.len());
            a.0.cmp(&b.0).then_with(fuller).then_with(|| a.1.cmp(&b.1))
        });
        names.into_iter().map(|(_, name)| name).collect()
    }
}

fn length(weights: &[(Fact, f64)]) -> f64 {
    weights
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f64>()
        .sqrt()
}

/// How much of a score is left for articles of these days. An article that speaks of the other's
/// own day or month is near to it, whenever it was written.
fn nearness(own: &Facts, other: &Facts) -> f64 {
    let (Some(day), Some(other_day)) = (own.date, other.date) else {
        return UNDATED;
    };
    if speaks_of(own, other_day) || speaks_of(other, day) {
        return 1.0;
    }
    let days = day.since((jiff::Unit::Day, other_day));
    let days = days.map_or(i32::MAX, |span| span.get_days());
    let near = (-f64::from(days.saturating_abs()) / DECAY_DAYS).exp();
    FAR_APART + (1.0 - FAR_APART) * near
}

fn speaks_of(facts: &Facts, day: Date) -> bool {
    let mut written = facts.dates.iter().filter(|date| date.written);
    written
        .any(|date| date.interval.granularity <= Granularity::Month && date.interval.contains(day))
}

/// At most two months that both speak of, as "2025-02".
fn shared_months(own: &Facts, other: &Facts) -> Vec<String> {
    let months = |facts: &Facts| -> BTreeSet<(i16, i8)> {
        let fine = facts
            .dates
            .iter()
            .filter(|date| date.interval.granularity <= Granularity::Month);
        let begins = fine.map(|date| (date.interval.begin.year(), date.interval.begin.month()));
        begins.collect()
    };
    let (own, other) = (months(own), months(other));
    let both = own.intersection(&other).take(2);
    both.map(|(year, month)| format!("{year:04}-{month:02}"))
        .collect()
}
