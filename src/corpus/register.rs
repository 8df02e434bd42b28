//! The register: `entities.yml` at the folder's root and the entity notes, who is who.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::tree::{Node, Problem, Value, read_yaml};
use crate::name::{Declared, DeclaredEntity, EntityKind, slug};
use crate::text::one_edit_apart;
use crate::text::{Span, Text};

use super::Key;

/// The file's name, at the folder's root.
pub const FILE_NAME: &str = "entities.yml";

/// The register of a folder.
#[derive(Default)]
pub struct Register {
    pub entries: Vec<Entry>,
    /// The text that it was read from.
    pub text: Option<Text>,
    pub declared: Declared,
    /// The notes that it was read with.
    pub notes: Notes,
}

/// The entries that entity notes make, by the notes' keys.
pub type Notes = Arc<BTreeMap<Key, Arc<Entry>>>;

/// One entry of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: String,
    /// The note that it stands in; `None` is `entities.yml`.
    pub note: Option<Key>,
    /// The whole entry.
    pub span: Span,
    /// The value of its name.
    pub name_span: Span,
    pub kind: EntityKind,
    pub name: String,
    pub aliases: Vec<String>,
    pub roles: Vec<Role>,
    pub born: Option<String>,
    pub avoid: Vec<String>,
    /// Forms that are somebody else's.
    pub not: Vec<String>,
}

/// The type of an entry whose words are no name.
pub const NO_NAME: &str = "none";

/// A post that somebody holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    pub title: String,
    pub of: Option<String>,
    pub from: Option<String>,
    pub until: Option<String>,
}

/// The register of a folder of articles: who is who.
#[derive(JsonSchema)]
#[schemars(title = "entities.yml")]
#[serde(transparent)]
#[allow(dead_code)]
struct RegisterFile(Vec<EntryTable>);

/// One entity. A name or an id is needed, all else is optional.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct EntryTable {
    /// What links and pins call it; a slug of the name where it is left out.
    id: Option<String>,
    r#type: Option<EntryType>,
    /// The full name.
    name: Option<String>,
    /// Other forms of the name.
    aliases: Option<OneOrMany<String>>,
    role: Option<OneOrMany<RoleTable>>,
    /// Date or year of birth.
    born: Option<String>,
    /// Forms that must not be used.
    avoid: Option<OneOrMany<String>>,
    /// Forms that are not this one's, but somebody else's.
    not: Option<OneOrMany<String>>,
}

/// What kind of entity it is; `none` says that the words are no name.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(dead_code)]
enum EntryType {
    Person,
    Organization,
    Place,
    Event,
    None,
}

/// A post that somebody holds, of what, and when.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct RoleTable {
    title: String,
    of: Option<String>,
    from: Option<String>,
    until: Option<String>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

/// The JSON schema of `entities.yml`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(RegisterFile).to_value()
}

const KEYS: [&str; 8] = [
    "id", "type", "name", "aliases", "role", "born", "avoid", "not",
];

impl Register {
    /// Reads the text of `entities.yml`, where there is one; what cannot be used is said at its
    /// place. A note whose id that text has already does not count.
    pub fn read(text: Option<Text>, notes: &Notes) -> (Register, Vec<Problem>) {
        let (mut entries, forgotten, problems) = match &text {
            Some(text) => listed(text),
            None => Default::default(),
        };
        if !notes.is_empty() {
            let mut ids: HashSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
            let notes = notes.values();
            let new = notes.filter(|note| ids.insert(note.id.clone()));
            entries.extend(new.map(|note| Entry::clone(note)));
        }
        let declared = entries.iter().map(|entry| DeclaredEntity {
            id: entry.id.clone(),
            kind: entry.kind,
            name: entry.name.clone(),
            aliases: entry.aliases.clone(),
            not: entry.not.clone(),
        });
        let declared = Declared::new(declared.collect(), &forgotten);
        let register = Register {
            entries,
            text,
            declared,
            notes: notes.clone(),
        };
        (register, problems)
    }

    pub fn entry(&self, id: &str) -> Option<&Entry> {
        let at = self.declared.by_id(id)?;
        self.entries.get(at as usize)
    }
}

/// The file that an entry stands in, of the folder at `root`.
pub fn file(root: &str, entry: &Entry) -> Key {
    let listed = || format!("{root}/{FILE_NAME}").into();
    entry.note.clone().unwrap_or_else(listed)
}

/// Bytes of `entities.yml` that are read at once.
const PART: usize = 64 * 1024;

/// An item of the list that is an entry, and whether it declares words to be no name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    entry: Entry,
    is_none: bool,
}

/// The entries of `entities.yml`, and the words that it declares to be no name.
fn listed(text: &Text) -> (Vec<Entry>, Vec<String>, Vec<Problem>) {
    let (items, mut problems) = in_parts(text, PART).unwrap_or_else(|| whole(text));
    let mut ids: FxHashSet<&str> = FxHashSet::default();
    let known = items.iter();
    let known: Vec<bool> = known
        .map(|item| !item.is_none && !ids.insert(&item.entry.id))
        .collect();
    let mut entries: Vec<Entry> = Vec::with_capacity(items.len());
    let mut forgotten: Vec<String> = Vec::new();
    for (Item { entry, is_none }, known) in items.into_iter().zip(known) {
        if is_none {
            forgotten.push(entry.name);
            forgotten.extend(entry.aliases);
        } else if known {
            let message = format!(
                "there are two entries with the id \"{}\"; the first one counts",
                entry.id
            );
            problems.push(Problem::new(first_line(text, entry.span), message));
        } else {
            entries.push(entry);
        }
    }
    problems.sort_by_key(|problem| problem.span);
    (entries, forgotten, problems)
}

fn whole(text: &Text) -> (Vec<Item>, Vec<Problem>) {
    let (node, mut problems) = read_yaml(text.as_str());
    let items = match &node {
        Some(node) => items(text, node, &mut problems),
        None => Vec::new(),
    };
    (items, problems)
}

/// The same as [`whole`], read in parts of about so many bytes beside each other, each from one
/// item of the list to another: a register may have a hundred thousand entries. `None` if the text
/// is not a plain list without mistakes in its YAML; only the whole can tell where those are.
fn in_parts(text: &Text, size: usize) -> Option<(Vec<Item>, Vec<Problem>)> {
    let words = text.as_str();
    if words.len() < 2 * size || words.contains("\n---") || words.contains("\n...") {
        return None;
    }
    let parts: Option<Vec<_>> = parts(words, size)
        .into_par_iter()
        .map(|part| {
            let (node, mut problems) = read_yaml(&words[part.clone()]);
            let node = node.map(|node| node.shifted(part.start));
            match node {
                _ if !problems.is_empty() => None,
                Some(node) if matches!(node.value, Value::Sequence(_)) => {
                    Some((items(text, &node, &mut problems), problems))
                }
                _ => None,
            }
        })
        .collect();
    let (items, problems): (Vec<_>, Vec<_>) = parts?.into_iter().unzip();
    let items = items.into_iter().flatten();
    Some((items.collect(), problems.concat()))
}

/// Cuts a list before items that begin at the margin.
fn parts(words: &str, size: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let next = words.as_bytes()[start..].get(size..).unwrap_or_default();
        let cut = memchr::memmem::find(next, b"\n- ");
        let end = cut.map_or(words.len(), |cut| start + size + cut + 1);
        parts.push(start..end);
        start = end;
    }
    parts
}

fn items(text: &Text, node: &Node, problems: &mut Vec<Problem>) -> Vec<Item> {
    if !matches!(node.value, Value::Sequence(_)) {
        if node.value != Value::Null {
            let message = format!(
                "the register should be a list of entries, found {}",
                node.kind()
            );
            problems.push(Problem::new(first_line(text, node.span), message));
        }
        return Vec::new();
    }
    let items = node.items().iter().filter_map(|item| {
        Some(Item {
            entry: entry(text, item, problems)?,
            is_none: item.get("type").and_then(Node::scalar) == Some(NO_NAME),
        })
    });
    items.collect()
}

fn entry(text: &Text, node: &Node, problems: &mut Vec<Problem>) -> Option<Entry> {
    let span = node.span;
    if !matches!(node.value, Value::Mapping(_)) {
        let message = format!(
            "an entry should have keys such as \"id\" and \"name\", found {}",
            node.kind()
        );
        problems.push(Problem::new(first_line(text, span), message));
        return None;
    }
    unknown_keys(node, problems);
    let name = node.get("name").filter(|name| name.scalar().is_some());
    let Some(name_node) = name.or(node.get("id").filter(|id| id.scalar().is_some())) else {
        problems.push(Problem::new(
            first_line(text, span),
            "this entry has no name",
        ));
        return None;
    };
    let name = name_node.scalar().unwrap_or_default().to_owned();
    let id = node
        .get("id")
        .and_then(Node::scalar)
        .map_or_else(|| slug(&name), str::to_owned);
    Some(Entry {
        id,
        name_span: name_node.span,
        name,
        ..read_entry(node, problems)
    })
}

/// What a table says besides id and name.
pub fn read_entry(node: &Node, problems: &mut Vec<Problem>) -> Entry {
    Entry {
        id: String::new(),
        note: None,
        span: node.span,
        name_span: node.span,
        name: String::new(),
        kind: kind(node, problems),
        aliases: strings(node, "aliases", problems),
        avoid: strings(node, "avoid", problems),
        not: strings(node, "not", problems),
        roles: roles(node, problems),
        born: node.get("born").and_then(Node::scalar).map(str::to_owned),
    }
}

fn unknown_keys(node: &Node, problems: &mut Vec<Problem>) {
    for (key, _) in node
        .pairs()
        .iter()
        .filter(|(key, _)| !KEYS.contains(&key.name.as_str()))
    {
        let near = KEYS.iter().find(|known| one_edit_apart(&key.name, known));
        let message = match near {
            Some(known) => format!("unknown key \"{}\"; did you mean \"{known}\"?", key.name),
            None => format!(
                "unknown key \"{}\"; known are {}",
                key.name,
                KEYS.join(", ")
            ),
        };
        problems.push(Problem::new(key.span, message));
    }
}

fn kind(node: &Node, problems: &mut Vec<Problem>) -> EntityKind {
    let Some(found) = node.get("type") else {
        return EntityKind::Unknown;
    };
    match found.scalar() {
        Some("person") => EntityKind::Person,
        Some("organization" | "organisation") => EntityKind::Organization,
        Some("place") => EntityKind::Place,
        Some("event") => EntityKind::Event,
        Some(NO_NAME) => EntityKind::Unknown,
        _ => {
            let message = "\"type\" should be person, organization, place or event";
            problems.push(Problem::new(found.span, message));
            EntityKind::Unknown
        }
    }
}

fn strings(node: &Node, key: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    let Some(list) = node.get(key) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for item in list.items() {
        match item.scalar() {
            Some(text) => found.push(text.to_owned()),
            None => problems.push(Problem::new(
                item.span,
                format!("\"{key}\" should be a list of names, found {}", item.kind()),
            )),
        }
    }
    found
}

fn roles(node: &Node, problems: &mut Vec<Problem>) -> Vec<Role> {
    let Some(list) = node.get("role") else {
        return Vec::new();
    };
    // A lone table is a list of one role.
    let items = match &list.value {
        Value::Mapping(_) => std::slice::from_ref(list),
        _ => list.items(),
    };
    let mut found = Vec::new();
    for item in items {
        let text = |key: &str| item.get(key).and_then(Node::scalar).map(str::to_owned);
        match (item.scalar(), text("title")) {
            (Some(title), _) => found.push(Role {
                title: title.to_owned(),
                ..Role::default()
            }),
            (None, Some(title)) => found.push(Role {
                title,
                of: text("of"),
                from: text("from"),
                until: text("until"),
            }),
            (None, None) => {
                problems.push(Problem::new(item.span, "a role should have a \"title\""))
            }
        }
    }
    found
}

/// A problem of a whole entry is shown on its first line only.
fn first_line(text: &Text, span: Span) -> Span {
    let words = text.slice(span);
    let end = words.find(['\n', '\r']).unwrap_or(words.len());
    Span::new(span.start as usize, span.start as usize + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn entries_are_read_and_mistakes_are_said_at_their_place() {
        let text = "- id: latif-nazari\n  type: person\n  name: Latif Nazari\n  aliases: [Nazari]\n  role:\n    - title: deputy economy minister\n      of: Taliban\n\
                    - name: Nippon Foundation\n  type: company\n  alias: [Nippon]\n- just words\n- id: latif-nazari\n  name: Other\n";
        let (register, problems) = Register::read(Some(Text::new(text)), &Notes::default());
        let ids: Vec<&str> = register
            .entries
            .iter()
            .map(|entry| entry.id.as_str())
            .collect();
        assert_eq!(ids, ["latif-nazari", "nippon-foundation"]);
        assert_eq!(register.entries[0].roles[0].of.as_deref(), Some("Taliban"));
        let said: Vec<&str> = problems
            .iter()
            .map(|problem| &text[problem.span.range()])
            .collect();
        assert_eq!(said, ["company", "alias", "just words", "id: latif-nazari"]);
    }

    /// Items that a register may hold, right and wrong.
    const ITEMS: [&str; 9] = [
        "- id: a\n  type: person\n  name: Ay B\u{e9}\n",
        "- name: Nippon Foundation\n  aliases: [Nippon, \"N - F\"]\n  role:\n  - title: x\n",
        "# a comment\n",
        "- just words\n",
        "- name: >\n    Folded\n    - name\n",
        "- name: \"over\n- two lines\"\n",
        "- name: [\n",
        "---\n- name: Second\n",
        "- {name: Flow, type: none, alias: x}\n",
    ];

    proptest! {
        #[test]
        fn a_register_read_in_parts_is_the_register(
            items in proptest::collection::vec(0..ITEMS.len(), 0..12),
            size in 1..90_usize,
        ) {
            let text: String = items.iter().map(|item| ITEMS[*item]).collect();
            let text = Text::new(text.as_str());
            if let Some((items, problems)) = in_parts(&text, size) {
                let (all, said) = whole(&text);
                prop_assert_eq!(items, all);
                prop_assert_eq!(problems, said);
            }
        }
    }

    #[test]
    fn a_long_register_is_read_in_parts() {
        let text = "- name: Latif Nazari\n  type: person\n".repeat(8);
        let (items, problems) = in_parts(&Text::new(text.as_str()), 50).expect("parts");
        assert_eq!((items.len(), problems.len()), (8, 0));
    }

    #[test]
    fn the_schema_knows_the_keys_that_are_read() {
        let schema = schema();
        let entry = &schema["$defs"]["EntryTable"]["properties"];
        let mut known = KEYS.to_vec();
        known.sort_unstable();
        let keys = entry.as_object().expect("properties").keys();
        assert_eq!(keys.collect::<Vec<_>>(), known);
    }

    #[test]
    fn a_register_that_breaks_off_keeps_what_stands_before() {
        let (register, problems) = Register::read(
            Some(Text::new("- name: Latif Nazari\n- name: [\n")),
            &Notes::default(),
        );
        assert_eq!(register.entries.len(), 1);
        assert!(!problems.is_empty());
    }
}
