//! Find by name: entities, articles and headings of all folders.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::corpus::{Fact, Folder, Key, Snapshot};
use crate::name::EntityKind;
use crate::text::{LetterSet, Span};

use super::Place;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SymbolKind {
    Entity(EntityKind),
    Article,
    Heading,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    pub kind: SymbolKind,
    pub place: Place,
    /// The article it stands in.
    pub container: String,
}

/// Nobody reads more of them: another letter says more.
const MOST: usize = 64;

/// The symbols that hold the letters of `query` in order, the best ones first.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<Symbol> {
    let query = query.to_lowercase();
    let mut found: Vec<Found> = Vec::new();
    for folder in &snapshot.folders {
        found.extend(in_folder(folder, &query));
        cut(&mut found);
    }
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    // The facts of each article that one stands in must be unpacked.
    let symbols = found.into_par_iter().filter_map(Found::symbol);
    symbols.collect()
}

/// A symbol before its place is looked up.
struct Found<'a> {
    rank: usize,
    name: &'a str,
    kind: SymbolKind,
    folder: &'a Folder,
    at: At<'a>,
}

/// Where a symbol is to be looked for.
enum At<'a> {
    /// The first mention of the entity of that id.
    Entity(&'a Arc<str>),
    Article(&'a Key),
    /// The article's heading of that number.
    Heading(&'a Key, usize),
}

impl Found<'_> {
    fn order(&self) -> (usize, SymbolKind, &str, &str) {
        let key: &str = match self.at {
            At::Entity(id) => id,
            At::Article(key) | At::Heading(key, _) => key,
        };
        (self.rank, self.kind, self.name, key)
    }

    fn symbol(self) -> Option<Symbol> {
        let index = &self.folder.index;
        let (key, span) = match self.at {
            At::Article(key) => (key, Span::at(0)),
            At::Heading(key, number) => (key, index.facts(key)?.headings.get(number)?.span),
            At::Entity(id) => {
                let key = index.first_with(&Fact::Entity(id.clone()))?;
                (key, *index.facts(key)?.entity(id)?.mentions.first()?)
            }
        };
        Some(Symbol {
            name: self.name.to_owned(),
            kind: self.kind,
            place: Place {
                key: key.clone(),
                span,
            },
            container: key.rsplit('/').next().unwrap_or(key).to_owned(),
        })
    }
}

/// Keeps the best ones.
fn cut(found: &mut Vec<Found>) {
    if found.len() > MOST {
        found.select_nth_unstable_by(MOST, |a, b| a.order().cmp(&b.order()));
        found.truncate(MOST);
    }
}

/// The best ones of those that came so far, and a few more.
#[derive(Default)]
struct Best<'a> {
    found: Vec<Found<'a>>,
    /// So many are better than any that is of this rank and name, or behind it.
    worst: Option<(usize, SymbolKind, &'a str)>,
}

impl<'a> Best<'a> {
    fn add(&mut self, one: Found<'a>) {
        let order = (one.rank, one.kind, one.name);
        if self.worst.is_some_and(|worst| order > worst) {
            return;
        }
        self.found.push(one);
        if self.found.len() > 4 * MOST {
            cut(&mut self.found);
            let orders = self.found.iter().map(|one| (one.rank, one.kind, one.name));
            self.worst = orders.max();
        }
    }
}

fn in_folder<'a>(folder: &'a Folder, query: &str) -> Vec<Found<'a>> {
    let letters = LetterSet::of(query);
    let add = |best: &mut Best<'a>, name: &'a str, kind: SymbolKind, at: At<'a>| {
        if let Some(rank) = rank(name, query) {
            best.add(Found {
                rank,
                name,
                kind,
                folder,
                at,
            });
        }
    };
    let join = |mut one: Vec<Found<'a>>, other: Vec<Found<'a>>| {
        one.extend(other);
        one
    };
    let entities = folder.index.directory().par_iter();
    let entities = entities.filter(|entity| entity.letters.has_all(letters));
    let entities = entities.fold(Best::default, |mut found, entity| {
        let (kind, at) = (SymbolKind::Entity(entity.kind), At::Entity(&entity.id));
        add(&mut found, &entity.name, kind, at);
        found
    });
    let articles = folder.index.par_contents();
    let articles = articles.filter(|article| article.letters.has_all(letters));
    let articles = articles.fold(Best::default, |mut found, article| {
        let at = At::Article(article.key);
        add(&mut found, article.title, SymbolKind::Article, at);
        for (number, words) in article.headings().enumerate() {
            let at = At::Heading(article.key, number);
            add(&mut found, words, SymbolKind::Heading, at);
        }
        found
    });
    let found = entities.chain(articles).map(|best| best.found);
    let mut found = found.reduce(Vec::new, join);
    // What the threads kept beyond the best ones is chance.
    cut(&mut found);
    // A name that is of two kinds, or has two ids, is shown once.
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut known = FxHashSet::default();
    found.retain(|one| match one.kind {
        SymbolKind::Entity(_) => known.insert(one.name),
        _ => true,
    });
    found
}

/// 0 for the name itself, 1 for its start, 2 for the start of a word, 3 for inside, 4 for letters
/// in order; `None` for no match.
fn rank(name: &str, query: &str) -> Option<usize> {
    if !has_in_order(name, query) {
        return None;
    }
    let start = name.as_bytes().get(..query.len());
    let starts = start.is_some_and(|start| start.eq_ignore_ascii_case(query.as_bytes()));
    if starts && query.is_ascii() {
        return Some(usize::from(name.len() > query.len()));
    }
    let name = name.to_lowercase();
    if name == query {
        return Some(0);
    }
    if name.starts_with(query) {
        return Some(1);
    }
    if let Some(at) = name.find(query) {
        let starts_word = !name[..at].ends_with(char::is_alphanumeric);
        return Some(if starts_word { 2 } else { 3 });
    }
    Some(4)
}

/// Whether `name` has the letters of `query`, which are lower case, in order.
fn has_in_order(name: &str, query: &str) -> bool {
    if name.is_ascii() && query.is_ascii() {
        let mut letters = name.bytes();
        return query
            .bytes()
            .all(|wanted| letters.any(|letter| letter.to_ascii_lowercase() == wanted));
    }
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query
        .chars()
        .all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn entities_articles_and_headings_are_found_by_their_letters() {
        let fixture = Fixture::new(
            "//- naz.md\n---\ntitle: The Nazari interview\n---\n## Roads of Nazari\n\nMinister Latif Nazari spoke.\n//- b.txt\nLatif Nazari left.\n",
        );
        let found = workspace_symbols(&fixture.snapshot, "nazari");
        let rows: Vec<(&str, SymbolKind)> = found
            .iter()
            .map(|symbol| (symbol.name.as_str(), symbol.kind))
            .collect();
        assert_eq!(
            rows,
            [
                ("Latif Nazari", SymbolKind::Entity(EntityKind::Person)),
                ("The Nazari interview", SymbolKind::Article),
                ("Roads of Nazari", SymbolKind::Heading),
            ]
        );
        assert_eq!(workspace_symbols(&fixture.snapshot, "ltfnzr").len(), 1);
        assert!(workspace_symbols(&fixture.snapshot, "xyz").is_empty());
    }
}
