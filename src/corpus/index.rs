//! The index of a folder: the facts of every article, and the articles of every fact.
//!
//! In: the facts of one article at a time ([`Index::replace`]). Out: who has a fact, and how many
//! have it. A fact is kept as a hash of 64 bits and an article as a number, so that a folder of a
//! hundred thousand articles fits in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::text::Outline;

use super::cache::{self, Moved, Stamp};
use super::directory::Directory;
use super::packed::{Packed, Recent, Shared, Unpacked};
use super::posting::{MOST_ARTICLES, Posting, Postings};
use super::register::{Entry, Notes};
use super::related::{Comparables, length, relates_alike};
use super::sharded::Sharded;
use super::spill::Spill;
use super::{Fact, Facts, Key};

/// Everything that a folder knows of its articles. A clone is a snapshot and costs next to nothing.
#[derive(Clone, Debug)]
pub struct Index {
    articles: Sharded<u32, Kept>,
    /// The article of each number; a number stays its article's when that is taken out.
    keys: Arc<Vec<Key>>,
    numbers: Sharded<Key, u32>,
    by_fact: Sharded<u64, Postings>,
    directory: Directory,
    /// How many articles are of each date.
    dates: Arc<BTreeMap<Date, u32>>,
    notes: Notes,
    recent: Arc<Recent>,
    pub(super) comparables: Arc<Comparables>,
    /// A number for everything that decides which articles are related.
    pub(super) relations: u64,
    /// How often the articles of each shard of the cache have changed.
    changes: Arc<Vec<u64>>,
}

/// What is kept of an article.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub packed: Packed,
    /// The file that it was read from, as it was then; `None` for the text of an editor.
    pub stamp: Option<Stamp>,
    pub text_hash: u64,
    pub date: Option<Date>,
    pub title: Arc<str>,
    /// The words of its headings, a line each.
    pub headings: Box<str>,
    /// Of the title and the headings together.
    pub outline: Outline,
    /// Other names to link it by, a line each.
    pub aliases: Box<str>,
    /// As [`super::related`] measures it.
    pub length: f32,
}

impl Kept {
    /// Of an article with that title and those headings, a line each.
    pub fn outline(title: &str, headings: &str) -> Outline {
        let headings = headings.split('\n').map(Outline::of);
        headings.fold(Outline::of(title), Outline::with)
    }

    fn of(facts: &Facts, packed: Packed, stamp: Option<Stamp>) -> Kept {
        let headings: Vec<String> = facts
            .headings
            .iter()
            .map(|heading| heading.words.replace('\n', " "))
            .collect();
        Kept {
            packed,
            stamp,
            text_hash: facts.text_hash,
            date: facts.date,
            title: facts.title.clone(),
            outline: Kept::outline(&facts.title, &headings.join("\n")),
            headings: headings.join("\n").into(),
            aliases: facts.aliases.join("\n").into(),
            length: length(facts) as f32,
        }
    }
}

/// The facts of an article, ready to be put into an index: what can be done without the index is
/// done, on whatever thread.
#[derive(Clone, Debug)]
pub struct Prepared {
    article: Kept,
    unpacked: Arc<Unpacked>,
}

impl Prepared {
    /// The facts of an editor's text.
    pub fn new(facts: Facts) -> Prepared {
        let facts = Arc::new(facts);
        Prepared::with(Packed::Open(facts.clone()), facts, None)
    }

    /// The facts of a file that was read; `stamp` is what it was known by then, if it was read as a
    /// whole.
    pub fn of_file(facts: Facts, stamp: Option<Stamp>) -> Prepared {
        Prepared::with(Packed::of(&facts), Arc::new(facts), stamp)
    }

    fn with(packed: Packed, facts: Arc<Facts>, stamp: Option<Stamp>) -> Prepared {
        let unpacked = Unpacked::new(facts);
        unpacked.shared();
        Prepared {
            article: Kept::of(&unpacked.facts, packed, stamp),
            unpacked: Arc::new(unpacked),
        }
    }

    pub fn facts(&self) -> &Arc<Facts> {
        &self.unpacked.facts
    }

    /// Puts the packed facts into a file, so that they need no memory.
    pub fn spill(&mut self, spill: &mut Spill) {
        spill.take(&mut self.article.packed);
    }
}

/// What an article is called, and its headings.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'a> {
    pub key: &'a Key,
    pub title: &'a Arc<str>,
    /// Of the title and the headings.
    pub outline: Outline,
    headings: &'a str,
    aliases: &'a str,
}

impl<'a> Contents<'a> {
    /// The words of the headings, in order.
    pub fn headings(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.headings.split('\n').filter(|words| !words.is_empty())
    }

    /// Other names to link it by.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.aliases.split('\n').filter(|words| !words.is_empty())
    }
}

impl Default for Index {
    fn default() -> Index {
        Index {
            articles: Sharded::default(),
            keys: Arc::default(),
            numbers: Sharded::default(),
            by_fact: Sharded::default(),
            directory: Directory::default(),
            dates: Arc::default(),
            notes: Notes::default(),
            recent: Arc::default(),
            comparables: Arc::default(),
            relations: 0,
            changes: Arc::new(vec![0; cache::SHARDS]),
        }
    }
}

impl Index {
    /// An index of what was kept, in the order of the articles' numbers.
    pub(super) fn of_parts(
        articles: impl Iterator<Item = (Key, Kept)>,
        by_fact: Sharded<u64, Postings>,
        directory: Directory,
        notes: BTreeMap<Key, Arc<Entry>>,
    ) -> Index {
        let mut index = Index {
            by_fact,
            directory,
            notes: Arc::new(notes),
            ..Index::default()
        };
        let mut dates: BTreeMap<Date, u32> = BTreeMap::new();
        let mut keys = Vec::new();
        for (number, (key, kept)) in (0..).zip(articles) {
            if let Some(date) = kept.date {
                *dates.entry(date).or_default() += 1;
            }
            index.numbers.insert(key.clone(), number);
            index.articles.insert(number, kept);
            keys.push(key);
        }
        Index {
            dates: Arc::new(dates),
            keys: Arc::new(keys),
            ..index
        }
    }

    pub(super) fn kept(&self, key: &Key) -> Option<&Kept> {
        self.articles.get(&self.number(key)?)
    }

    /// How often the articles of each shard of the cache have changed.
    pub(super) fn changes(&self) -> &[u64] {
        &self.changes
    }

    fn change(&mut self, key: &Key) {
        Arc::make_mut(&mut self.changes)[cache::shard_of(key)] += 1;
    }

    /// A number for all texts of the folder, whatever order they came in.
    pub(super) fn texts(&self) -> u64 {
        let texts = self
            .articles
            .iter()
            .map(|(number, kept)| xxh3_64_with_seed(self.key(*number).as_bytes(), kept.text_hash));
        texts.fold(0, u64::wrapping_add)
    }

    /// Whether the article was read from its file as it is now.
    pub fn is_current(&self, key: &Key, stamp: Stamp) -> bool {
        self.kept(key).is_some_and(|kept| kept.stamp == Some(stamp))
    }

    /// Whether the article is known with this text, as it was in a file.
    pub(super) fn has_text(&self, key: &Key, text_hash: u64) -> bool {
        self.kept(key)
            .is_some_and(|kept| kept.stamp.is_some() && kept.text_hash == text_hash)
    }

    /// Facts that are in a file of the cache now need not be held in memory.
    pub fn moved(&mut self, moved: Moved) {
        for (key, old, new) in moved.0 {
            let known = self.number(&key).zip(self.kept(&key).cloned());
            if let Some((number, kept)) = known.filter(|(_, kept)| kept.packed.is(&old)) {
                self.articles.insert(
                    number,
                    Kept {
                        packed: new,
                        ..kept
                    },
                );
            }
        }
    }

    /// The file of the article has another time of change.
    pub(super) fn restamp(&mut self, key: &Key, stamp: Stamp) {
        if let Some((kept, number)) = self.kept(key).cloned().zip(self.number(key)) {
            let stamp = Some(stamp);
            self.articles.insert(number, Kept { stamp, ..kept });
            self.change(key);
        }
    }

    pub fn article_count(&self) -> usize {
        self.articles.len()
    }

    pub fn facts(&self, key: &Key) -> Option<Arc<Facts>> {
        self.facts_of(self.number(key)?)
    }

    pub fn contains(&self, key: &Key) -> bool {
        let number = self.number(key);
        number.is_some_and(|number| self.articles.get(&number).is_some())
    }

    fn unpacked(&self, number: u32) -> Option<Arc<Unpacked>> {
        let packed = &self.articles.get(&number)?.packed;
        self.recent.get(number, self.key(number), packed)
    }

    /// The keys of all articles, in no order that means anything.
    pub fn articles(&self) -> impl Iterator<Item = &Key> {
        self.articles.iter().map(|(number, _)| self.key(*number))
    }

    /// What all articles are called, in no order that means anything.
    pub fn contents(&self) -> impl Iterator<Item = Contents<'_>> {
        self.articles.iter().map(|(number, article)| Contents {
            key: self.key(*number),
            title: &article.title,
            outline: article.outline,
            headings: &article.headings,
            aliases: &article.aliases,
        })
    }

    /// The same on several threads.
    pub fn par_contents(&self) -> impl ParallelIterator<Item = Contents<'_>> {
        let shards = self.articles.shards().par_iter();
        shards
            .flat_map_iter(|shard| shard.iter())
            .map(|(number, article)| Contents {
                key: self.key(*number),
                title: &article.title,
                outline: article.outline,
                headings: &article.headings,
                aliases: &article.aliases,
            })
    }

    /// The names that the articles have.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The date of the newest article.
    pub fn newest(&self) -> Option<Date> {
        self.dates.last_key_value().map(|(date, _)| *date)
    }

    /// The first article that has `fact`, in the order of their keys.
    pub fn first_with(&self, fact: &Fact) -> Option<&Key> {
        let postings = self.postings(fact.hash());
        postings.map(|posting| self.key(posting.article())).min()
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
        let number = self.number(key);
        number.is_some_and(|number| self.has_number(number, fact))
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

    /// The date of an article, and its length as a list of weights.
    pub(super) fn measured(&self, number: u32) -> Option<(Option<Date>, f64)> {
        let article = self.articles.get(&number)?;
        Some((article.date, f64::from(article.length)))
    }

    pub(super) fn facts_of(&self, number: u32) -> Option<Arc<Facts>> {
        Some(self.unpacked(number)?.facts.clone())
    }

    /// The articles that have the fact of this hash.
    pub(super) fn postings_of(&self, hash: u64) -> Option<&Postings> {
        self.by_fact.get(&hash)
    }

    pub(super) fn has_number(&self, number: u32, fact: &Fact) -> bool {
        let postings = self.postings_of(fact.hash());
        postings.is_some_and(|postings| postings.has(number))
    }

    /// Puts an article's facts in the place of its old ones, or takes it out with `None`. Answers
    /// with the facts that came or went.
    pub fn replace(&mut self, key: &Key, new: Option<Prepared>) -> Vec<Fact> {
        let known = new.is_some() || self.numbers.get(key).is_some();
        let Some(number) = known.then(|| self.number_for(key)).flatten() else {
            return Vec::new();
        };
        let old = self.unpacked(number);
        self.change(key);
        let new = match new {
            Some(Prepared { article, unpacked }) => {
                self.recent.keep(number, &article.packed, &unpacked);
                self.articles.insert(number, article);
                Some(unpacked)
            }
            None => {
                self.articles.remove(&number);
                None
            }
        };
        let alike = old.as_ref().zip(new.as_ref());
        if !alike.is_some_and(|(old, new)| relates_alike(old, new)) {
            self.relations = self.comparables.new_state();
        }
        self.replace_parts(
            key,
            old.as_deref().map(|old| &*old.facts),
            new.as_deref().map(|new| &*new.facts),
        );
        let mut changed = self.repost(
            number,
            old.as_deref().map_or(&[], Unpacked::shared),
            new.as_deref().map_or(&[], Unpacked::shared),
        );
        if let (Some(old), Some(new)) = (&old, &new) {
            // A claim that says something else under the same key: its date, whether it is denied.
            changed.extend(new.facts.claims.changed(&old.facts.claims));
            changed.sort();
            changed.dedup();
        }
        changed
    }

    /// Brings up to date what is kept of all articles together.
    fn replace_parts(&mut self, key: &Key, old: Option<&Facts>, new: Option<&Facts>) {
        self.replace_note(key, new.and_then(|facts| facts.note.as_ref()));
        self.directory.replace(
            old.map_or(&[], |facts| &facts.entities),
            new.map_or(&[], |facts| &facts.entities),
        );
        let date = |facts: Option<&Facts>| facts.and_then(|facts| facts.date);
        let (old, new) = (date(old), date(new));
        if old == new {
            return;
        }
        let dates = Arc::make_mut(&mut self.dates);
        if let Some(new) = new {
            *dates.entry(new).or_default() += 1;
        }
        if let Some(old) = old
            && let Some(articles) = dates.get_mut(&old)
        {
            *articles -= 1;
            if *articles == 0 {
                dates.remove(&old);
            }
        }
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
        lines.extend(self.articles.iter().map(|(number, article)| {
            let key = self.key(*number);
            let facts = article.packed.facts(key);
            format!(
                "{key}: {facts:?}, {:?}, {:?}",
                article.title, article.headings
            )
        }));
        lines.extend(self.directory.iter().map(|name| format!("{name:?}")));
        lines.extend(self.dates.iter().map(|one| format!("{one:?}")));
        lines.sort();
        lines
    }
}
