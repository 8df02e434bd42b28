//! Find by name: entities, articles and headings of all folders.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::corpus::{Fact, Folder, Key, Snapshot};
use crate::name::EntityKind;
use crate::text::{Outline, Span};

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
    /// A symbol of the kind that has this rank, or a higher one, is behind the best ones.
    fn limit(&self, kind: SymbolKind) -> usize {
        self.worst.map_or(usize::MAX, |(rank, worst, _)| {
            rank + usize::from(kind <= worst)
        })
    }

    fn add(&mut self, one: Found<'a>) {
        let order = (one.rank, one.kind, one.name);
        if self.worst.is_some_and(|worst| order > worst) {
            return;
        }
        self.found.push(one);
        if self.found.len() > 4 * MOST {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.found.len() > MOST {
            cut(&mut self.found);
            let orders = self.found.iter().map(|one| (one.rank, one.kind, one.name));
            self.worst = orders.max();
        }
    }

    /// The best ones of both.
    fn join(mut self, other: Best<'a>) -> Best<'a> {
        self.found.extend(other.found);
        self.cut();
        self
    }
}

fn in_folder<'a>(folder: &'a Folder, query: &str) -> Vec<Found<'a>> {
    let outline = Outline::of(query);
    // What only its start, or the whole of it, can put among the best ones is seldom read.
    let may_be = |name: Outline, limit: usize| match limit {
        0 => false,
        1 => name.may_be(outline),
        2 => name.may_begin_with(query, outline),
        _ => name.may_hold(outline),
    };
    let add = |best: &mut Best<'a>, name: &'a str, kind: SymbolKind, at: At<'a>| {
        if let Some(rank) = rank(name, query, best.limit(kind)) {
            best.add(Found {
                rank,
                name,
                kind,
                folder,
                at,
            });
        }
    };
    let entities = folder.index.directory().par_iter();
    let entities = entities.fold(Best::default, |mut found, entity| {
        let (kind, at) = (SymbolKind::Entity(entity.kind), At::Entity(&entity.id));
        if may_be(entity.outline, found.limit(kind)) {
            add(&mut found, &entity.name, kind, at);
        }
        found
    });
    let entities = entities.reduce(Best::default, Best::join);
    let worst = entities.worst;
    let better_than_entities = || Best {
        worst,
        ..Best::default()
    };
    let articles = folder.index.par_contents();
    let articles = articles.fold(better_than_entities, |mut found, article| {
        let (kind, at) = (SymbolKind::Article, At::Article(article.key));
        if may_be(article.outline, found.limit(kind)) {
            add(&mut found, article.title, kind, at);
        }
        let kind = SymbolKind::Heading;
        if may_be(article.outline, found.limit(kind)) {
            for (number, words) in article.headings().enumerate() {
                add(&mut found, words, kind, At::Heading(article.key, number));
            }
        }
        found
    });
    let articles = articles.reduce(better_than_entities, Best::join);
    let mut found = entities.join(articles).found;
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
/// in order; `None` for no match, and for a rank that is not below `limit`.
fn rank(name: &str, query: &str, limit: usize) -> Option<usize> {
    let rank = match name.is_ascii() && query.is_ascii() {
        true => rank_of_bytes(name.as_bytes(), query.as_bytes(), limit),
        false => rank_of_letters(&name.to_lowercase(), query),
    };
    rank.filter(|rank| *rank < limit)
}

fn rank_of_bytes(name: &[u8], query: &[u8], limit: usize) -> Option<usize> {
    let is_at = |at: usize| {
        let there = name.get(at..at + query.len());
        there.is_some_and(|there| there.eq_ignore_ascii_case(query))
    };
    if is_at(0) {
        return Some(usize::from(name.len() > query.len()));
    }
    if limit <= 2 {
        return None;
    }
    let mut letters = name.iter();
    let in_order = query
        .iter()
        .all(|wanted| letters.any(|letter| letter.to_ascii_lowercase() == *wanted));
    if !in_order {
        return None;
    }
    match (1..name.len()).find(|at| is_at(*at)) {
        Some(at) if name[at - 1].is_ascii_alphanumeric() => Some(3),
        Some(_) => Some(2),
        None => Some(4),
    }
}

fn rank_of_letters(name: &str, query: &str) -> Option<usize> {
    match name.find(query) {
        Some(0) => Some(usize::from(name.len() > query.len())),
        Some(at) if name[..at].ends_with(char::is_alphanumeric) => Some(3),
        Some(_) => Some(2),
        None => has_in_order(name, query).then_some(4),
    }
}

/// Whether `name` has the letters of `query` in order, both in lower case.
fn has_in_order(name: &str, query: &str) -> bool {
    let mut letters = name.chars();
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

    #[test]
    fn a_name_ranks_by_where_the_letters_stand_in_it() {
        let rows = [
            ("Anna", 0),
            ("Annam", 1),
            ("Anna Lind", 1),
            ("Susan Annan", 2),
            ("Johanna", 3),
            ("Ayn in Minsk, na", 4),
            ("\u{c9}va Anna", 2),
            ("\u{c9}vanna", 3),
        ];
        for (name, expected) in rows {
            assert_eq!(rank(name, "anna", usize::MAX), Some(expected), "{name}");
            assert_eq!(rank(name, "anna", expected), None, "{name}");
        }
        assert_eq!(rank("Annika", "anna", usize::MAX), Some(4));
        assert_eq!(rank("Ann", "anna", usize::MAX), None);
    }

    #[test]
    fn the_best_ones_are_the_same_in_whatever_order_they_come() {
        let folder = Folder::new("/desk".into());
        let id: Arc<str> = "e".into();
        let names: Vec<String> = (0..2_000)
            .map(|at| format!("{:04}", at * 7 % 2_000))
            .collect();
        let found = |at: usize| Found {
            rank: at % 5,
            name: &names[at],
            kind: SymbolKind::Article,
            folder: &folder,
            at: At::Entity(&id),
        };
        let best = |order: &mut dyn Iterator<Item = usize>| {
            let mut best = Best::default();
            let mut rest = Best::default();
            for at in order {
                let part = if at % 3 == 0 { &mut rest } else { &mut best };
                if found(at).rank < part.limit(SymbolKind::Article) {
                    part.add(found(at));
                }
            }
            let mut found = best.join(rest).found;
            found.sort_by(|a, b| a.order().cmp(&b.order()));
            let names = found.iter().map(|one| one.name.to_owned());
            names.collect::<Vec<_>>()
        };
        let all = best(&mut (0..names.len()));
        assert_eq!(all.len(), MOST);
        assert_eq!(best(&mut (0..names.len()).rev()), all);
        let mut sorted: Vec<(usize, &String)> = names
            .iter()
            .enumerate()
            .map(|(at, name)| (at % 5, name))
            .collect();
        sorted.sort();
        let expected = sorted.iter().take(MOST).map(|(_, name)| name.to_string());
        assert_eq!(all, expected.collect::<Vec<_>>());
    }
}
