//! The index of a folder: the facts of every article, and the articles of every fact.
//!
//! In: the facts of one article at a time ([`Index::replace`]). Out: who has a fact, and how many
//! have it. A fact is kept as a hash of 64 bits and an article as a number, so that a folder of a
//! hundred thousand articles fits in memory.

use std::sync::Arc;

use super::posting::{MOST_ARTICLES, Posting, Postings};
use super::register::{Entry, Notes};
use super::related::length;
use super::sharded::Sharded;
use super::{Fact, Facts, Key};

/// Everything that a folder knows of its articles. A clone is a snapshot and costs next to nothing.
#[derive(Clone, Debug, Default)]
pub struct Index {
    articles: Sharded<Key, Article>,
    /// The article of each number; a number stays its article's when that is taken out.
    keys: Arc<Vec<Key>>,
    numbers: Sharded<Key, u32>,
    by_fact: Sharded<u64, Postings>,
    notes: Notes,
}

#[derive(Clone, Debug)]
struct Article {
    facts: Arc<Facts>,
    /// What other articles may share with it, by hash.
    shared: Arc<[Shared]>,
    /// As [`super::related`] measures it.
    length: f64,
}

/// A fact of an article, and how often the article has it.
#[derive(Clone, Debug)]
struct Shared {
    hash: u64,
    fact: Fact,
    count: u16,
}

impl Article {
    fn of(facts: Arc<Facts>) -> Article {
        let mut shared: Vec<Shared> = facts
            .shared()
            .into_iter()
            .map(|(fact, count)| Shared {
                hash: fact.hash(),
                fact,
                count,
            })
            .collect();
        shared.sort_by(|a, b| a.hash.cmp(&b.hash).then(b.count.cmp(&a.count)));
        shared.dedup_by_key(|one| one.hash);
        Article {
            length: length(&facts),
            facts,
            shared: shared.into(),
        }
    }
}

impl Index {
    pub fn article_count(&self) -> usize {
        self.articles.len()
    }

    pub fn facts(&self, key: &Key) -> Option<&Arc<Facts>> {
        self.articles.get(key).map(|article| &article.facts)
    }

    pub fn articles(&self) -> impl Iterator<Item = &Arc<Facts>> {
        self.articles.iter().map(|(_, article)| &article.facts)
    }

    /// The articles that have `fact`, in the order of their keys.
    pub fn with(&self, fact: &Fact) -> impl Iterator<Item = &Key> + use<'_> {
        let mut keys: Vec<&Key> = self
            .postings(fact.hash())
            .map(|posting| self.key(posting.article()))
            .collect();
        keys.sort_unstable();
        keys.into_iter()
    }

    /// The entity notes.
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    fn replace_note(&mut self, key: &Key, note: Option<&Arc<Entry>>) {
        if self.notes.get(key) == note {
            return;
        }
        let notes = Arc::make_mut(&mut self.notes);
        match note {
            Some(note) => notes.insert(key.clone(), note.clone()),
            None => notes.remove(key),
        };
    }

    /// Whether the article at `key` has `fact`.
    pub fn has(&self, key: &Key, fact: &Fact) -> bool {
        let postings = self.by_fact.get(&fact.hash());
        let number = self.numbers.get(key);
        number
            .zip(postings)
            .is_some_and(|(number, postings)| postings.has(*number))
    }

    /// How many articles have `fact`.
    pub fn count(&self, fact: &Fact) -> usize {
        self.count_of(fact.hash())
    }

    pub(super) fn count_of(&self, hash: u64) -> usize {
        self.by_fact.get(&hash).map_or(0, Postings::len)
    }

    /// The articles that have the fact of this hash, with how often they have it.
    pub(super) fn postings(&self, hash: u64) -> impl Iterator<Item = Posting> + use<'_> {
        let postings = self.by_fact.get(&hash);
        postings.into_iter().flat_map(Postings::iter)
    }

    /// The article of a number that a posting holds.
    pub(super) fn key(&self, number: u32) -> &Key {
        &self.keys[number as usize]
    }

    pub(super) fn number(&self, key: &Key) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// The facts of an article, and its length as a list of weights.
    pub(super) fn measured(&self, key: &Key) -> Option<(&Arc<Facts>, f64)> {
        let article = self.articles.get(key)?;
        Some((&article.facts, article.length))
    }

    /// Puts an article's facts in the place of its old ones, or takes it out with `None`. Answers
    /// with the facts that came or went.
    pub fn replace(&mut self, key: &Key, facts: Option<Arc<Facts>>) -> Vec<Fact> {
        let known = facts.is_some() || self.numbers.get(key).is_some();
        let Some(number) = known.then(|| self.number_for(key)).flatten() else {
            return Vec::new();
        };
        self.replace_note(key, facts.as_ref().and_then(|facts| facts.note.as_ref()));
        let new = facts.map(Article::of);
        let old = match &new {
            Some(new) => self.articles.insert(key.clone(), new.clone()),
            None => self.articles.remove(key),
        };
        let shared = |article: &Option<Article>| {
            let shared = article.as_ref().map(|article| article.shared.clone());
            shared.unwrap_or_default()
        };
        let mut changed = self.repost(number, &shared(&old), &shared(&new));
        if let (Some(old), Some(new)) = (&old, &new) {
            // A claim that says something else under the same key: its date, whether it is denied.
            changed.extend(new.facts.claims.changed(&old.facts.claims));
            changed.sort();
            changed.dedup();
        }
        changed
    }

    fn number_for(&mut self, key: &Key) -> Option<u32> {
        if let Some(number) = self.numbers.get(key) {
            return Some(*number);
        }
        let number = self.keys.len();
        if number >= MOST_ARTICLES {
            return None;
        }
        Arc::make_mut(&mut self.keys).push(key.clone());
        self.numbers.insert(key.clone(), number as u32);
        Some(number as u32)
    }

    /// Brings the postings of an article from `old` to `new`, both by hash; answers with the facts
    /// that only one of the two has.
    fn repost(&mut self, number: u32, old: &[Shared], new: &[Shared]) -> Vec<Fact> {
        let mut changed = Vec::new();
        let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
        loop {
            let (gone, come) = match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if a.hash == b.hash => (old.next(), new.next()),
                (Some(a), Some(b)) if b.hash < a.hash => (None, new.next()),
                (None, Some(_)) => (None, new.next()),
                (Some(_), _) => (old.next(), None),
            };
            match (gone, come) {
                (Some(gone), Some(come)) if gone.count == come.count => {}
                (_, Some(come)) => {
                    let posting = Posting::new(number, usize::from(come.count));
                    self.by_fact.change(&come.hash, |postings| {
                        postings.insert(posting);
                        true
                    });
                    if gone.is_none() {
                        changed.push(come.fact.clone());
                    }
                }
                (Some(gone), None) => {
                    self.by_fact
                        .change(&gone.hash, |postings| postings.remove(number));
                    changed.push(gone.fact.clone());
                }
                (None, None) => {}
            }
        }
        changed
    }

    /// All facts and their articles in a fixed order, for the test that compares an index with one
    /// that was built from scratch.
    pub fn dump(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .by_fact
            .iter()
            .map(|(hash, postings)| {
                let mut articles: Vec<(&Key, usize)> = postings
                    .iter()
                    .map(|posting| (self.key(posting.article()), posting.count()))
                    .collect();
                articles.sort();
                format!("{hash:016x}: {articles:?}")
            })
            .collect();
        lines.extend(
            self.articles
                .iter()
                .map(|(key, article)| format!("{key}: {:?}", article.facts)),
        );
        lines.sort();
        lines
    }
}
