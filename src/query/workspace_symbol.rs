//! Find by name: entities, articles and headings of all folders.

use crate::corpus::{Facts, Snapshot};
use crate::name::EntityKind;
use crate::text::Span;

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

const MOST: usize = 200;

/// The symbols that hold the letters of `query` in order, the best ones first.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<Symbol> {
    let query = query.to_lowercase();
    let mut found: Vec<(usize, Symbol)> = Vec::new();
    for folder in &snapshot.folders {
        let mut known = std::collections::BTreeSet::new();
        let mut articles: Vec<&Facts> = folder.index.articles().map(|facts| &**facts).collect();
        articles.sort_by(|a, b| a.key.cmp(&b.key));
        for facts in articles {
            let symbols = of_article(facts).filter(|symbol| match symbol.kind {
                // Each entity once, at its first mention.
                SymbolKind::Entity(_) => known.insert(symbol.name.clone()),
                _ => true,
            });
            found.extend(symbols.filter_map(|symbol| Some((rank(&symbol.name, &query)?, symbol))));
        }
    }
    found.sort_by(|a, b| {
        (a.0, a.1.kind, &a.1.name, &a.1.place).cmp(&(b.0, b.1.kind, &b.1.name, &b.1.place))
    });
    found.truncate(MOST);
    found.into_iter().map(|(_, symbol)| symbol).collect()
}

fn of_article(facts: &Facts) -> impl Iterator<Item = Symbol> {
    let container = facts.key.rsplit('/').next().unwrap_or(&facts.key);
    let symbol = move |name: &str, kind: SymbolKind, span: Span| Symbol {
        name: name.to_owned(),
        kind,
        place: Place {
            key: facts.key.clone(),
            span,
        },
        container: container.to_owned(),
    };
    let entities = facts.entities.iter().filter_map(move |entity| {
        let span = *entity.mentions.first()?;
        Some(symbol(&entity.name, SymbolKind::Entity(entity.kind), span))
    });
    let headings = facts
        .headings
        .iter()
        .map(move |heading| symbol(&heading.words, SymbolKind::Heading, heading.span));
    let article = symbol(&facts.title, SymbolKind::Article, Span::at(0));
    std::iter::once(article).chain(entities).chain(headings)
}

/// 0 for the name itself, 1 for its start, 2 for the start of a word, 3 for inside, 4 for letters
/// in order; `None` for no match.
fn rank(name: &str, query: &str) -> Option<usize> {
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
    let mut letters = name.chars();
    let in_order = query
        .chars()
        .all(|wanted| letters.any(|letter| letter == wanted));
    in_order.then_some(4)
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
