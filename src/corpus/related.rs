//! Related articles: a score from shared names, words and months, with reasons.
//!
//! Candidates come from the inverted index, so the cost follows what an article shares and not
//! the size of the folder; facts that a large part of the folder shares are passed over.

use std::sync::Arc;

use rustc_hash::FxHashMap;

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
const COMPARABLE: f64 = 0.2;

/// Fewer than this is not worth a reader's time.
const FAINTEST: f64 = 0.05;

const MOST_RELATED: usize = 50;

impl Index {
    /// The articles related to `key`, best first.
    pub fn related(&self, key: &Key) -> Vec<Related> {
        let Some(own) = self.facts(key) else {
            return Vec::new();
        };
        let weights = self.weights(own);
        let total: f64 = weights.iter().map(|(_, weight)| weight * weight).sum();
        let mut shared: FxHashMap<&Key, f64> = FxHashMap::default();
        for (fact, weight) in &weights {
            for other in self.with(fact).filter(|other| *other != key) {
                *shared.entry(other).or_default() += weight * weight;
            }
        }
        let mut related: Vec<Related> = shared
            .into_iter()
            .filter_map(|(other, product)| {
                let facts = self.facts(other)?;
                let length: f64 = self
                    .weights(facts)
                    .iter()
                    .map(|(_, weight)| weight * weight)
                    .sum();
                let score = product / (total * length).sqrt().max(f64::EPSILON);
                (score >= FAINTEST).then(|| self.explain(own, facts, score))
            })
            .collect();
        related.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
        related.truncate(MOST_RELATED);
        related
    }

    /// The facts of an article that can relate it to others, with their weights (idf).
    fn weights(&self, facts: &Facts) -> Vec<(Fact, f64)> {
        let articles = self.len().max(1) as f64;
        let too_common = (self.len() / 20).max(50);
        let entities = facts
            .entities
            .iter()
            .map(|entity| (Fact::Entity(entity.id.clone()), 1.5));
        let terms = facts
            .terms
            .iter()
            .map(|(term, _)| (Fact::Term(term.clone()), 1.0));
        let weighted = entities.chain(terms).filter_map(|(fact, factor)| {
            let count = self.count(&fact);
            let idf = (1.0 + articles / count.max(1) as f64).ln();
            (count <= too_common).then_some((fact, factor * idf))
        });
        weighted.collect()
    }

    fn explain(&self, own: &Facts, other: &Facts, score: f64) -> Related {
        let mut names: Vec<(usize, Arc<str>)> = own
            .entities
            .iter()
            .filter(|entity| other.entity(&entity.id).is_some())
            .map(|entity| {
                (
                    self.count(&Fact::Entity(entity.id.clone())),
                    entity.name.clone(),
                )
            })
            .collect();
        // Rare names first; of equally rare ones the fuller name tells more.
        names.sort_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| b.1.len().cmp(&a.1.len()))
                .then_with(|| a.1.cmp(&b.1))
        });
        let comparable = score >= COMPARABLE && names.len() >= 2;
        let mut reasons: Vec<String> = names
            .iter()
            .take(3)
            .map(|(_, name)| name.to_string())
            .collect();
        let months = |facts: &Facts| -> Vec<Fact> {
            facts
                .shared()
                .into_iter()
                .filter(|fact| matches!(fact, Fact::Month(..)))
                .collect()
        };
        let others = months(other);
        reasons.extend(
            months(own)
                .into_iter()
                .filter(|month| others.contains(month))
                .take(2)
                .map(|month| match month {
                    Fact::Month(year, month) => format!("{year:04}-{month:02}"),
                    _ => String::new(),
                }),
        );
        if reasons.is_empty() {
            let terms = own
                .terms
                .iter()
                .filter(|(term, _)| other.terms.iter().any(|(known, _)| known == term));
            reasons.extend(terms.take(3).map(|(term, _)| term.to_string()));
        }
        Related {
            key: other.key.clone(),
            score: (score.min(1.0) * 100.0).round() / 100.0,
            comparable,
            reasons,
        }
    }
}
