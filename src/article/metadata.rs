//! What an article says about itself: title, date, sources, from front matter or configuration.
//!
//! In: a [`Node`] tree. Out: [`Metadata`], with the bytes of each value, and problems at the place.

use crate::text::{Span, one_edit_apart};

use super::link::{Link, LinkKind, Target};
use super::tree::{Key, Node, Problem, Value};

/// A value with the bytes that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub value: String,
    /// `None` where the value comes from the configuration and not from the article.
    pub span: Option<Span>,
}

impl Field {
    /// The value as a link, where it stands in the article.
    pub fn as_link(&self) -> Option<Link> {
        let span = self.span?;
        let written = self.value.trim();
        let inner = written
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"));
        Some(Link {
            span,
            words: span,
            target_span: span,
            kind: if inner.is_some() {
                LinkKind::Wiki
            } else {
                LinkKind::Inline
            },
            target: inner.map_or_else(|| Target::parse(written), Target::parse_wiki),
        })
    }

    /// Whether the value is a path or a wikilink: "source: Kyodo News" names an agency.
    pub fn names_file(&self) -> bool {
        let written = self.value.trim();
        let path = written.split('#').next().unwrap_or(written);
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        written.starts_with("[[") || matches!(ending, "txt" | "md" | "markdown" | "pdf" | "html")
    }
}

/// The metadata of one article. Dates are still as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    pub title: Option<Field>,
    pub date: Option<Field>,
    pub updated: Option<Field>,
    pub dateline: Option<Field>,
    pub author: Vec<Field>,
    pub source: Vec<Field>,
    pub url: Option<Field>,
    pub related: Vec<Field>,
    pub tags: Vec<Field>,
    pub aliases: Vec<Field>,
}

/// The keys that are read, and the names under which other programs write them (Hugo, Jekyll,
/// Obsidian, pandoc).
const SYNONYMS: [(&str, &[&str]); 10] = [
    ("title", &["headline"]),
    (
        "date",
        &["publishdate", "pubdate", "published", "publish_date"],
    ),
    (
        "updated",
        &["lastmod", "modified", "last_modified_at", "update_date"],
    ),
    ("dateline", &[]),
    ("author", &["authors", "byline"]),
    ("source", &["sources"]),
    ("url", &[]),
    ("related", &[]),
    ("tags", &["tag"]),
    ("aliases", &["alias"]),
];

/// The names of all keys that metadata may have, without their synonyms.
pub fn keys() -> impl Iterator<Item = &'static str> {
    SYNONYMS.iter().map(|(key, _)| *key)
}

fn canonical(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let found = SYNONYMS
        .iter()
        .find(|(key, others)| *key == name || others.contains(&name.as_str()));
    found.map(|(key, _)| *key)
}

/// How strictly keys are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// Front matter belongs to other programs as well: only a likely misspelling is a problem.
    Open,
    /// A table of our own: every unknown key is a problem.
    Closed,
}

impl Metadata {
    /// Reads a table of metadata; what cannot be used is said in `problems` and left out.
    pub fn read(node: &Node, keys: Keys, problems: &mut Vec<Problem>) -> Metadata {
        let mut metadata = Metadata::default();
        if !matches!(node.value, Value::Mapping(_) | Value::Null) {
            let message = format!(
                "expected keys such as \"title\" and \"date\", found {}",
                node.kind()
            );
            problems.push(Problem::new(node.span, message));
        }
        for (key, value) in node.pairs() {
            match canonical(&key.name) {
                Some(name) => metadata.set(name, key, value, problems),
                None => problems.extend(unknown_key(key, keys)),
            }
        }
        metadata
    }

    fn set(&mut self, name: &str, key: &Key, node: &Node, problems: &mut Vec<Problem>) {
        let one = match name {
            "title" => &mut self.title,
            "date" => &mut self.date,
            "updated" => &mut self.updated,
            "dateline" => &mut self.dateline,
            "url" => &mut self.url,
            _ => {
                let list = match name {
                    "author" => &mut self.author,
                    "source" => &mut self.source,
                    "related" => &mut self.related,
                    "tags" => &mut self.tags,
                    _ => &mut self.aliases,
                };
                return list.extend(fields(&key.name, node, problems));
            }
        };
        match &node.value {
            Value::Null => {}
            // The plain key wins over a synonym, whichever stands first.
            Value::Scalar(text) if one.is_none() || key.name == name => {
                *one = Some(Field {
                    value: text.clone(),
                    span: Some(node.span),
                });
            }
            Value::Scalar(_) => {}
            _ => problems.push(wrong_type(&key.name, "a single value", node)),
        }
    }

    /// What `over` says replaces what `self` says, key by key.
    pub fn overridden_by(mut self, over: &Metadata) -> Metadata {
        let one = |mine: &mut Option<Field>, theirs: &Option<Field>| {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        };
        let many = |mine: &mut Vec<Field>, theirs: &Vec<Field>| {
            if !theirs.is_empty() {
                mine.clone_from(theirs);
            }
        };
        one(&mut self.title, &over.title);
        one(&mut self.date, &over.date);
        one(&mut self.updated, &over.updated);
        one(&mut self.dateline, &over.dateline);
        one(&mut self.url, &over.url);
        many(&mut self.author, &over.author);
        many(&mut self.source, &over.source);
        many(&mut self.related, &over.related);
        many(&mut self.tags, &over.tags);
        many(&mut self.aliases, &over.aliases);
        self
    }

    /// The same values without their bytes, for metadata that stands in another file.
    pub fn without_spans(mut self) -> Metadata {
        for field in self.fields_mut() {
            field.span = None;
        }
        self
    }

    /// The same values with every span moved towards the end of the text by `bytes`.
    pub fn shifted(mut self, bytes: usize) -> Metadata {
        for span in self.fields_mut().filter_map(|field| field.span.as_mut()) {
            *span = span.shifted(bytes);
        }
        self
    }

    fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        let ones = [
            &mut self.title,
            &mut self.date,
            &mut self.updated,
            &mut self.dateline,
            &mut self.url,
        ];
        let lists = [
            &mut self.author,
            &mut self.source,
            &mut self.related,
            &mut self.tags,
            &mut self.aliases,
        ];
        ones.into_iter()
            .flatten()
            .chain(lists.into_iter().flatten())
    }
}

fn fields(key: &str, node: &Node, problems: &mut Vec<Problem>) -> Vec<Field> {
    let mut fields = Vec::new();
    for item in node.items() {
        match (&item.value, item.get("name")) {
            (Value::Scalar(text), _) => fields.push(Field {
                value: text.clone(),
                span: Some(item.span),
            }),
            // Quarto and Hugo write authors as tables with a name.
            (_, Some(name)) if name.scalar().is_some() => fields.push(Field {
                value: name.scalar().unwrap_or_default().to_owned(),
                span: Some(name.span),
            }),
            // An unquoted [[wikilink]] is a list of a list to YAML.
            (Value::Sequence(inner), _) if inner.len() == 1 && wikilink(&inner[0]).is_some() => {
                fields.extend(wikilink(&inner[0]));
            }
            _ => problems.push(wrong_type(key, "a value or a list of values", item)),
        }
    }
    fields
}

fn wikilink(node: &Node) -> Option<Field> {
    let name = node.scalar().or_else(|| node.items().first()?.scalar())?;
    Some(Field {
        value: format!("[[{name}]]"),
        span: Some(node.span),
    })
}

fn wrong_type(key: &str, expected: &str, node: &Node) -> Problem {
    Problem::new(
        node.span,
        format!("\"{key}\" should be {expected}, found {}", node.kind()),
    )
}

fn unknown_key(key: &Key, keys: Keys) -> Option<Problem> {
    let nearest = self::keys().find(|known| one_edit_apart(&key.name, known));
    let message = match (nearest, keys) {
        (Some(known), _) => format!("unknown key \"{}\"; did you mean \"{known}\"?", key.name),
        (None, Keys::Closed) => format!("unknown key \"{}\"", key.name),
        (None, Keys::Open) => return None,
    };
    Some(Problem::new(key.span, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tree::read_yaml;

    fn read(text: &str) -> (Metadata, Vec<Problem>) {
        let (node, mut problems) = read_yaml(text);
        let metadata = Metadata::read(&node.expect("a tree"), Keys::Open, &mut problems);
        (metadata, problems)
    }

    #[test]
    fn hugo_and_obsidian_habits_are_understood() {
        let text = "publishDate: 2025-02-17\nauthors:\n  - name: A. Writer\ntags: one\n\
                    related:\n  - [[kyodo]]\ncssclass: wide\n";
        let (metadata, problems) = read(text);
        assert_eq!(metadata.date.expect("date").value, "2025-02-17");
        assert_eq!(metadata.author[0].value, "A. Writer");
        assert_eq!(metadata.tags[0].value, "one");
        assert_eq!(metadata.related[0].value, "[[kyodo]]");
        assert_eq!(problems, []);
    }

    #[test]
    fn a_misspelt_key_and_a_wrong_type_are_said_at_their_place() {
        let (_, problems) = read("auther: A\ntitle: [a, b]\n");
        let messages: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "unknown key \"auther\"; did you mean \"author\"?",
                "\"title\" should be a single value, found a list"
            ]
        );
        assert_eq!(problems[0].span, Span::new(0, 6));
    }

    #[test]
    fn the_plain_key_wins_over_its_synonym() {
        let (metadata, _) = read("pubdate: 2025-02-18\ndate: 2025-02-17\n");
        assert_eq!(metadata.date.expect("date").value, "2025-02-17");
    }
}
