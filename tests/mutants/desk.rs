//! A folder of articles, one edit in it, and what the desk says that it did not say before.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use copydesk::analysis::{Analysis, Memory};
use copydesk::article::Format;
use copydesk::corpus::{Facts, Folder, Key, Open, Prepared, Snapshot, discover};
use copydesk::rule::{self, Context};
use copydesk::text::Text;

/// A mistake: in which file, which words, what stands there instead, and what is found then. A
/// finding is a rule, in the file itself, or "rule in file".
pub type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// The files of a folder, by their paths from the root.
#[derive(Clone)]
pub struct Desk {
    root: String,
    files: BTreeMap<String, String>,
    /// The analyses of files that no edit has touched.
    known: HashMap<String, Arc<Analysis>>,
}

impl Desk {
    pub fn new(root: &str, files: impl IntoIterator<Item = (String, String)>) -> Desk {
        let mut desk = Desk {
            root: root.to_owned(),
            files: files.into_iter().collect(),
            known: HashMap::new(),
        };
        let folder = desk.folder();
        for (path, text) in &desk.files {
            if !discover::is_declaration(path) {
                let analysis = analyse(&folder, path, text);
                desk.known.insert(path.clone(), analysis);
            }
        }
        desk
    }

    /// The files of a directory, and some more.
    pub fn read(directory: &Path, more: &[(&str, &str)]) -> Desk {
        let files = std::fs::read_dir(directory).expect("the directory");
        let files = files.flatten().filter_map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            Some((name, std::fs::read_to_string(file.path()).ok()?))
        });
        let more = more.iter();
        let more = more.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Desk::new(&directory.to_string_lossy(), files.chain(more))
    }

    /// The folder after "Remember what is checked" in one of its files.
    pub fn remembering(mut self, file: &str) -> Desk {
        let folder = self.folder();
        let key: Key = format!("{}/{file}", self.root).into();
        let snapshot = Snapshot::default();
        let context = Context::new(&snapshot, &folder, &key, &self.known[file]);
        let fix = rule::remember_edit(&context).expect("a mark that is new");
        let path = folder
            .relative(&fix.edits[0].key)
            .expect("inside")
            .to_owned();
        self.files.insert(path, fix.edits[0].text.clone());
        self
    }

    pub fn text(&self, file: &str) -> &str {
        self.files
            .get(file)
            .unwrap_or_else(|| panic!("there is no {file}"))
    }

    fn folder(&self) -> Folder {
        let mut folder = Folder::new(self.root.as_str().into());
        let prefix = format!("{}/", self.root);
        let buffer = |path: &str| {
            let text = self.files.get(path.strip_prefix(&prefix)?)?;
            Some(Text::new(text.as_str()))
        };
        folder.read_declarations(&buffer, &serde_json::Value::Null);
        folder
    }

    /// How often each rule speaks in each file: "rule in file".
    pub fn findings(&self) -> BTreeMap<String, usize> {
        let mut folder = self.folder();
        let mut open = HashMap::new();
        for (path, text) in &self.files {
            if discover::is_declaration(path) {
                continue;
            }
            let key: Key = format!("{}/{path}", self.root).into();
            let known = self.known.get(path);
            let analysis = known
                .cloned()
                .unwrap_or_else(|| analyse(&folder, path, text));
            folder
                .index
                .replace(&key, Some(Prepared::new(Facts::of(&key, &analysis))));
            let version = None;
            open.insert(key, Open { analysis, version });
        }
        let mut snapshot = Snapshot {
            open: Arc::new(open),
            ..Snapshot::default()
        };
        snapshot.folders.push(folder);
        let folder = &snapshot.folders[0];
        let mut findings = rule::check_declarations(folder);
        for (key, open) in snapshot.open.iter() {
            let context = Context::new(&snapshot, folder, key, &open.analysis);
            findings.extend(rule::check(&context));
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for finding in findings {
            let path = folder.relative(&finding.key).unwrap_or_default();
            *counts
                .entry(format!("{} in {path}", finding.rule))
                .or_default() += 1;
        }
        counts
    }

    /// The folder with more words at the end of a file.
    pub fn with_end(&self, file: &str, words: &str) -> Desk {
        let text = format!("{}\n\n{words}\n", self.text(file).trim_end());
        self.with(file, text)
    }

    fn with(&self, file: &str, text: String) -> Desk {
        let mut changed = self.clone();
        changed.files.insert(file.to_owned(), text.clone());
        match discover::is_declaration(file) {
            // What is declared concerns every article.
            true => changed.known.clear(),
            false => {
                let analysis = analyse(&self.folder(), file, &text);
                changed.known.insert(file.to_owned(), analysis);
            }
        }
        changed
    }

    /// The findings of `after` that are new, where they are not the expected ones.
    pub fn differs(&self, after: &Desk, edit: &str, expected: Vec<String>) -> Option<String> {
        let before = self.findings();
        let mut new: Vec<String> = Vec::new();
        for (finding, count) in after.findings() {
            let known = before.get(&finding).copied().unwrap_or_default();
            new.extend((known..count).map(|_| finding.clone()));
        }
        (new != expected).then(|| format!("{edit}\n  expected {expected:?}\n  found    {new:?}"))
    }

    /// Demands that each edit has the findings of its row and no others that are new.
    pub fn check(&self, rows: &[Row]) {
        let mut wrong = Vec::new();
        for (file, words, instead, rules) in rows {
            let text = self.text(file);
            assert!(
                text.contains(words),
                "{file} has no \u{201c}{words}\u{201d}"
            );
            let after = self.with(file, text.replacen(words, instead, 1));
            let mut expected: Vec<String> = rules
                .iter()
                .map(|rule| match rule.contains(" in ") {
                    true => (*rule).to_owned(),
                    false => format!("{rule} in {file}"),
                })
                .collect();
            expected.sort();
            let edit =
                format!("{file}: \u{201c}{words}\u{201d} \u{2192} \u{201c}{instead}\u{201d}");
            wrong.extend(self.differs(&after, &edit, expected));
        }
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }
}

fn analyse(folder: &Folder, path: &str, text: &str) -> Arc<Analysis> {
    let key: Key = format!("{}/{path}", folder.root).into();
    let format = Format::of_path(&key);
    Arc::new(folder.analyse(&key, Text::new(text), format, &mut Memory::default()))
}
