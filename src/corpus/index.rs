//! The index of a folder: the facts of every article, and the articles of every fact.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::sharded::Sharded;
use super::{Fact, Facts, Key};

/// Everything that a folder knows of its articles. A clone is a snapshot and costs next to nothing.
#[derive(Clone, Debug, Default)]
pub struct Index {
    articles: Sharded<Key, Arc<Facts>>,
    by_fact: Sharded<Fact, Arc<BTreeSet<Key>>>,
}

impl Index {
    pub fn article_count(&self) -> usize {
        self.articles.len()
    }

    pub fn facts(&self, key: &Key) -> Option<&Arc<Facts>> {
        self.articles.get(key)
    }

    pub fn articles(&self) -> impl Iterator<Item = &Arc<Facts>> {
        self.articles.iter().map(|(_, facts)| facts)
    }

    /// The articles that have `fact`, in a fixed order.
    pub fn with<'a>(&'a self, fact: &Fact) -> impl Iterator<Item = &'a Key> + use<'a> {
        self.by_fact
            .get(fact)
            .into_iter()
            .flat_map(|keys| keys.iter())
    }

    /// How many articles have `fact`.
    pub fn count(&self, fact: &Fact) -> usize {
        self.by_fact.get(fact).map_or(0, |keys| keys.len())
    }

    /// Puts an article's facts in the place of its old ones, or takes it out with `None`. Answers
    /// with the facts that came or went.
    pub fn replace(&mut self, key: &Key, facts: Option<Arc<Facts>>) -> Vec<Fact> {
        let new = facts
            .as_ref()
            .map(|facts| facts.shared())
            .unwrap_or_default();
        let old = match facts {
            Some(facts) => self.articles.insert(key.clone(), facts),
            None => self.articles.remove(key),
        };
        let before = old.as_ref();
        let claims = |facts: Option<&Arc<Facts>>| facts.map(|facts| facts.claims.clone());
        let said = claims(self.articles.get(key)).unwrap_or_default();
        let changed = said.changed(&claims(before).unwrap_or_default());
        let old = old.map(|facts| facts.shared()).unwrap_or_default();
        for fact in new.difference(&old) {
            self.by_fact
                .change(fact, |keys| Arc::make_mut(keys).insert(key.clone()));
        }
        for fact in old.difference(&new) {
            self.by_fact.change(fact, |keys| {
                Arc::make_mut(keys).remove(key);
                !keys.is_empty()
            });
        }
        let differing = new.symmetric_difference(&old).cloned();
        // A claim that says something else under the same key: its date, whether it is denied.
        let same_key = changed
            .into_iter()
            .filter(|fact| new.contains(fact) && old.contains(fact));
        differing.chain(same_key).collect()
    }

    /// All facts and their articles in a fixed order, for the test that compares an index with one
    /// that was built from scratch.
    pub fn dump(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .by_fact
            .iter()
            .map(|(fact, keys)| format!("{fact:?}: {keys:?}"))
            .collect();
        lines.extend(
            self.articles
                .iter()
                .map(|(key, facts)| format!("{key}: {facts:?}")),
        );
        lines.sort();
        lines
    }
}
