//! Entity notes: a Markdown file whose front matter says that it is about a person, an
//! organization, a place or an event is an entry of the register.
//!
//! In: an analysed article. Out: its [`Entry`], with spans of the article. The keys are those of
//! `entities.yml`; without a `name` the title is the name, and without an `id` the file's name.

use crate::analysis::{Analysis, stem};
use crate::article::Format;
use crate::article::tree::{Node, read_toml, read_yaml};
use crate::name::slug;
use crate::text::Span;

use super::Key;
use super::register::{Entry, read_entry};

/// The entry that an article makes, if it is a note.
pub fn read(key: &Key, analysis: &Analysis) -> Option<Entry> {
    let article = &analysis.article;
    let front = article.front_matter.as_ref()?;
    let words = analysis.text.slice(front.span);
    if article.format != Format::Markdown || !words.contains("type") {
        return None;
    }
    let node = tree(words, front.inner, front.span.start as usize)?;
    let known = ["person", "organization", "organisation", "place", "event"];
    let kind = node.get("type")?.scalar()?;
    if !known.contains(&kind) {
        return None;
    }
    let file = stem(key.rsplit('/').next().unwrap_or(key));
    let named = node.get("name").or_else(|| node.get("title"));
    let named = named.filter(|named| named.scalar().is_some());
    let id = node.get("id").and_then(Node::scalar);
    Some(Entry {
        id: id.map_or_else(|| slug(file), str::to_owned),
        name: named.and_then(Node::scalar).unwrap_or(file).to_owned(),
        name_span: named.map_or(front.span, |named| named.span),
        note: Some(key.clone()),
        // What is wrong in a front matter is said by its own reader.
        ..read_entry(&node, &mut Vec::new())
    })
}

/// The metadata of a note as a tree with the spans of `text`.
pub fn node(analysis: &Analysis) -> Option<Node> {
    let front = analysis.article.front_matter.as_ref()?;
    let words = analysis.text.slice(front.span);
    tree(words, front.inner, front.span.start as usize)
}

fn tree(words: &str, inner: Span, start: usize) -> Option<Node> {
    let own = &words[inner.start as usize - start..inner.end as usize - start];
    let (node, _) = match words.starts_with("+++") {
        true => read_toml(own),
        false => read_yaml(own),
    };
    node.map(|node| node.shifted(inner.start as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::analyse_text;
    use crate::name::EntityKind;

    fn note(file: &str, text: &str) -> Option<Entry> {
        let key: Key = format!("/people/{file}").into();
        read(&key, &analyse_text(&key, text))
    }

    #[test]
    fn a_note_is_an_entry_with_the_places_of_its_file() {
        let text = "---\ntype: person\ntitle: Latif Nazari\naliases: [Nazari]\nborn: 1980\n---\nA minister.\n";
        let entry = note("nazari.md", text).expect("an entry");
        assert_eq!(
            (entry.id.as_str(), entry.kind),
            ("nazari", EntityKind::Person)
        );
        assert_eq!(&text[entry.name_span.range()], "Latif Nazari");
        assert_eq!(entry.aliases, ["Nazari"]);
        assert_eq!(entry.born.as_deref(), Some("1980"));
    }

    #[test]
    fn an_article_of_another_type_is_none() {
        assert_eq!(
            note("a.md", "---\ntype: post\ntitle: A day\n---\nText.\n"),
            None
        );
        assert_eq!(note("a.txt", "---\ntype: person\n---\nText.\n"), None);
        assert_eq!(note("a.md", "type: person\n"), None);
    }
}
