//! Who cites whom? An article's sources, and the articles that cite it, as a hierarchy of calls.

use std::collections::BTreeMap;

use crate::corpus::quoted::cited_text;
use crate::corpus::{Fact, Folder, Key, LinkFact, Snapshot, register};
use crate::text::Span;
use crate::time::in_words;

use super::references::links_to;

/// An article or another source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub key: Key,
    pub title: String,
    /// Its date, for a person.
    pub detail: Option<String>,
}

/// An item with the places that cite it, or in which it cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub item: Item,
    pub spans: Vec<Span>,
}

/// The article itself.
pub fn prepare(snapshot: &Snapshot, key: &Key) -> Option<Item> {
    let folder = snapshot.folder(key)?;
    folder.index.facts(key).map(|_| item(folder, key))
}

/// The articles that cite this one, with the places there.
pub fn incoming(snapshot: &Snapshot, key: &Key) -> Option<Vec<Call>> {
    let folder = snapshot.folder(key)?;
    let mut calls: BTreeMap<Key, Vec<Span>> = BTreeMap::new();
    for (from, link) in links_to(snapshot, folder, key) {
        if !link.related {
            calls.entry(from).or_default().push(link.span);
        }
    }
    let file = key.rsplit('/').next().unwrap_or(key);
    let entries = folder.bibliography.entries().iter().filter(|entry| {
        let target = entry.target.as_deref().unwrap_or_default();
        target.contains(file) && cited_text(snapshot, folder, &entry.name).as_ref() == Some(key)
    });
    for entry in entries {
        let fact = Fact::Cites(entry.name.as_str().into());
        for from in folder.index.with(&fact).filter(|from| *from != key) {
            let Some(facts) = folder.index.facts(from) else {
                continue;
            };
            let spans = facts
                .citations
                .iter()
                .filter(|citation| *citation.key == *entry.name)
                .map(|citation| citation.span);
            calls.entry(from.clone()).or_default().extend(spans);
        }
    }
    Some(listed(folder, calls))
}

/// The sources of this article, with the places here.
pub fn outgoing(snapshot: &Snapshot, key: &Key) -> Option<Vec<Call>> {
    let folder = snapshot.folder(key)?;
    let facts = folder.index.facts(key)?;
    let mut calls: BTreeMap<Key, Vec<Span>> = BTreeMap::new();
    for link in facts.links.iter().filter(|link| !link.related) {
        if let Some(target) = target(snapshot, folder, key, link) {
            calls.entry(target).or_default().push(link.span);
        }
    }
    for citation in &facts.citations {
        if let Some(target) = cited_text(snapshot, folder, &citation.key) {
            calls.entry(target).or_default().push(citation.span);
        }
    }
    calls.remove(key);
    Some(listed(folder, calls))
}

fn target(snapshot: &Snapshot, folder: &Folder, from: &Key, link: &LinkFact) -> Option<Key> {
    let key = snapshot.existing(folder.resolve(from, &link.path, link.wiki))?;
    let is_register = key.ends_with(register::FILE_NAME);
    let is_file = key
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    (is_file && !is_register).then_some(key)
}

fn listed(folder: &Folder, calls: BTreeMap<Key, Vec<Span>>) -> Vec<Call> {
    let calls = calls.into_iter().map(|(key, mut spans)| {
        spans.sort_unstable();
        spans.dedup();
        Call {
            item: item(folder, &key),
            spans,
        }
    });
    calls.collect()
}

fn item(folder: &Folder, key: &Key) -> Item {
    let facts = folder.index.facts(key);
    let file = key.rsplit('/').next().unwrap_or(key);
    let title = facts.as_ref().map(|facts| facts.title.to_string());
    Item {
        key: key.clone(),
        title: title.unwrap_or_else(|| file.to_owned()),
        detail: facts.and_then(|facts| facts.date).map(in_words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn rows(calls: &[Call]) -> Vec<(String, usize)> {
        calls
            .iter()
            .map(|call| (call.item.title.clone(), call.spans.len()))
            .collect()
    }

    #[test]
    fn citations_are_walked_both_ways() {
        let fixture = Fixture::new(
            "//- a.md\n---\nsource: kyodo.md\nrelated: [c.md]\n---\nSo [he said](kyodo.md).[^1] And [@k].\n\n[^1]: [N](nhk.txt)\n\
             //- c.md\nSee [[kyodo]].\n\
             //- kyodo.md\n---\ntitle: The talks\ndate: 2025-03-25\n---\nText.\n\
             //- nhk.txt\nText.\n\
             //- references.bib\n@misc{k, file = {nhk.txt}}\n",
        );
        let sources = outgoing(&fixture.snapshot, &fixture.key("a.md")).expect("sources");
        assert_eq!(
            rows(&sources),
            [("The talks".to_owned(), 2), ("nhk".to_owned(), 2)]
        );
        let citing = incoming(&fixture.snapshot, &fixture.key("kyodo.md")).expect("articles");
        assert_eq!(rows(&citing), [("a".to_owned(), 2), ("c".to_owned(), 1)]);
        let citing = incoming(&fixture.snapshot, &fixture.key("nhk.txt")).expect("articles");
        assert_eq!(rows(&citing), [("a".to_owned(), 2)]);
        let item = prepare(&fixture.snapshot, &fixture.key("kyodo.md")).expect("an item");
        assert_eq!(item.detail.as_deref(), Some("25 March 2025"));
    }
}
