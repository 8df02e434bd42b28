//! Bibliographies: what a citation key, `[@key]`, stands for.
//!
//! In: the texts of the folder's `.bib` files (BibTeX) and of its CSL-JSON files. Out: entries
//! with the place of each. A file that cannot be read as either is passed over, and its keys are
//! then not known: [`Bibliography::is_whole`] says so.

use biblatex::{RawBibliography, RawChunk, RawEntry};
use jiff::civil::Date;
use serde_json::Value;

use crate::text::{Span, Text};

use super::Key;

/// Names under which a bibliography is usually kept at the folder's root.
pub const USUAL: [&str; 2] = ["references.bib", "references.json"];

/// JSON files of other names may be anything.
const JSON_NAMES: [&str; 6] = [
    "references.json",
    "bibliography.json",
    "library.json",
    "sources.json",
    "citations.json",
    "refs.json",
];

/// Everything that the folder's bibliographies list.
#[derive(Debug, Default)]
pub struct Bibliography {
    entries: Vec<BibliographyEntry>,
    files: Vec<(Key, Text)>,
    unread: bool,
}

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BibliographyEntry {
    /// What `[@key]` names.
    pub name: String,
    pub title: Option<String>,
    /// Only where the day is known.
    pub date: Option<Date>,
    /// A path in the folder, or an address.
    pub target: Option<String>,
    /// The bibliography, and the key's place in it.
    pub file: Key,
    pub span: Span,
}

/// Whether a file at `path` from the root is a bibliography.
pub fn is_bibliography(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let shallow = parts.count() <= 1 && !path.starts_with('.');
    let listed = JSON_NAMES.contains(&name) || name.ends_with(".csl.json");
    shallow && (name.ends_with(".bib") || listed)
}

impl Bibliography {
    pub fn read(files: Vec<(Key, Text)>) -> Bibliography {
        let mut all = Bibliography::default();
        for (key, text) in files {
            let entries = match key.ends_with(".bib") {
                true => bibtex(&key, text.as_str()),
                false => csl(&key, text.as_str()),
            };
            match entries {
                Some(entries) => all.entries.extend(entries),
                None => all.unread = true,
            }
            all.files.push((key, text));
        }
        all
    }

    pub fn entry(&self, name: &str) -> Option<&BibliographyEntry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// All entries, in the order of the files.
    pub fn entries(&self) -> &[BibliographyEntry] {
        &self.entries
    }

    /// The folder has a bibliography.
    pub fn exists(&self) -> bool {
        !self.files.is_empty()
    }

    /// Every bibliography could be read.
    pub fn is_whole(&self) -> bool {
        !self.unread
    }

    /// The texts of the bibliographies.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.files.iter().map(|(_, text)| text)
    }

    /// The text of a bibliography, as an editor may have it.
    pub fn text(&self, key: &Key) -> Option<&Text> {
        let file = self.files.iter().find(|(known, _)| known == key);
        file.map(|(_, text)| text)
    }
}

fn bibtex(key: &Key, text: &str) -> Option<Vec<BibliographyEntry>> {
    let raw = RawBibliography::parse(text).ok()?;
    let entries = raw.entries.iter().map(|entry| {
        let field = |name: &str| field(&entry.v, name);
        let local = field("file").map(|file| attached(&file));
        BibliographyEntry {
            name: entry.v.key.v.to_owned(),
            title: field("title"),
            date: field("date").and_then(|date| date.parse().ok()),
            target: local.or_else(|| field("url")),
            file: key.clone(),
            span: Span::from(entry.v.key.span.clone()),
        }
    });
    Some(entries.collect())
}

fn field(entry: &RawEntry, name: &str) -> Option<String> {
    let pair = entry
        .fields
        .iter()
        .find(|pair| pair.key.v.eq_ignore_ascii_case(name))?;
    let words = pair.value.v.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(words) | RawChunk::Abbreviation(words) => words.replace(['{', '}'], ""),
    });
    Some(words.collect::<String>().trim().to_owned())
}

/// Reference managers write "Full Text:files/a.txt:text/plain" for a file.
fn attached(written: &str) -> String {
    let first = written.split(';').next().unwrap_or(written);
    let mut parts = first.split(':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(_), Some(path), Some(_)) => path.to_owned(),
        _ => first.to_owned(),
    }
}

fn csl(key: &Key, text: &str) -> Option<Vec<BibliographyEntry>> {
    let json: Value = serde_json::from_str(text).ok()?;
    let items = json
        .as_array()
        .or_else(|| json.get("items").and_then(Value::as_array))?;
    let mut from = 0;
    let mut entries = Vec::new();
    for item in items {
        let name = match item.get("citation-key").or_else(|| item.get("id")) {
            Some(Value::String(name)) => name.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => continue,
        };
        // JSON is parsed without places; the items stand in order.
        let quoted = Value::from(name.as_str()).to_string();
        let at = text[from..].find(&quoted).map(|at| from + at);
        let span = at.map(|at| Span::new(at + 1, at + quoted.len() - 1));
        from = at.map_or(from, |at| at + quoted.len());
        let words = |field: &str| item.get(field)?.as_str().map(str::to_owned);
        entries.push(BibliographyEntry {
            title: words("title"),
            date: issued(item),
            target: words("file").or_else(|| words("URL")),
            file: key.clone(),
            span: span.unwrap_or_default(),
            name,
        });
    }
    Some(entries)
}

fn issued(item: &Value) -> Option<Date> {
    let parts = item.pointer("/issued/date-parts/0")?.as_array()?;
    let number = |at: usize| {
        let part = parts.get(at)?;
        part.as_i64().or_else(|| part.as_str()?.parse().ok())
    };
    let small = |at: usize| i8::try_from(number(at)?).ok();
    let year = i16::try_from(number(0)?).ok()?;
    Date::new(year, small(1)?, small(2)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Bibliography {
        Bibliography::read(vec![(name.into(), Text::new(text))])
    }

    #[test]
    fn bibtex_and_csl_json_list_their_entries_with_places() {
        let text = "@article{kyodo2025,\n  title = {The {Talks}},\n  date = {2025-03-25},\n  file = {Text:sources/kyodo.txt:text/plain},\n}\n";
        let bibliography = read("a.bib", text);
        let entry = bibliography.entry("kyodo2025").expect("an entry");
        assert_eq!(entry.title.as_deref(), Some("The Talks"));
        assert_eq!(entry.target.as_deref(), Some("sources/kyodo.txt"));
        assert_eq!(entry.date, Date::new(2025, 3, 25).ok());
        assert_eq!(&text[entry.span.range()], "kyodo2025");
        let text = r#"[{"id": "abe", "title": "A", "issued": {"date-parts": [["2025", 3, 25]]}, "URL": "https://a.org"}]"#;
        let bibliography = read("references.json", text);
        let entry = bibliography.entry("abe").expect("an entry");
        assert_eq!(&text[entry.span.range()], "abe");
        assert_eq!(entry.date, Date::new(2025, 3, 25).ok());
    }

    #[test]
    fn a_broken_file_is_said_to_be_unread() {
        assert!(!read("a.bib", "@article{a, title = {").is_whole());
        assert!(!read("references.json", "{").is_whole());
        assert!(!is_bibliography("package.json") && !is_bibliography("a/b/c.bib"));
        assert!(is_bibliography("sources/refs.bib"));
    }
}
