//! Fixtures that people can read: a few small files with marks under the text.
//!
//! ```text
//! //- kyodo.txt
//! In an interview on Monday, Latif Nazari said so.
//!                    ^^^^^^ undated-article
//! ```
//!
//! A line of nothing but blanks, carets and a name is a mark: it belongs to the line above it, and
//! a second mark may stand under the first. `$0` marks the cursor. [`check`] demands that the
//! findings of all rules are exactly the marks; a severity may follow the name of the rule.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::analysis::Memory;
use crate::article::Format;
use crate::corpus::{Facts, Folder, Key, Open, Prepared, Snapshot, discover};
use crate::rule::{self, Context, Finding};
use crate::text::{Span, Text};

/// The files of a fixture as a snapshot, with their marks.
pub struct Fixture {
    pub snapshot: Snapshot,
    pub marks: Vec<Mark>,
    /// The file and byte of `$0`.
    pub cursor: Option<(Key, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub key: Key,
    pub span: Span,
    pub label: String,
}

struct File {
    key: Key,
    text: String,
}

const ROOT: &str = "/fixture";

impl Fixture {
    pub fn new(source: &str) -> Fixture {
        let mut files: Vec<File> = Vec::new();
        let mut marks = Vec::new();
        let mut cursor = None;
        let mut line_start = 0;
        for line in source.split_inclusive('\n') {
            if let Some(path) = line.strip_prefix("//- ") {
                files.push(File {
                    key: format!("{ROOT}/{}", path.trim()).into(),
                    text: String::new(),
                });
                continue;
            }
            let file = files
                .last_mut()
                .expect("a fixture starts with \"//- path\"");
            if let Some((span, label)) = mark(
                line,
                &file.text[line_start.min(file.text.len())..],
                line_start,
            ) {
                marks.push(Mark {
                    key: file.key.clone(),
                    span,
                    label,
                });
                continue;
            }
            line_start = file.text.len();
            match line.split_once("$0") {
                Some((before, after)) => {
                    cursor = Some((file.key.clone(), line_start + before.len()));
                    file.text += before;
                    file.text += after;
                }
                None => file.text += line,
            }
        }
        Fixture {
            snapshot: snapshot(&files),
            marks,
            cursor,
        }
    }

    pub fn folder(&self) -> &Folder {
        &self.snapshot.folders[0]
    }

    pub fn key(&self, path: &str) -> Key {
        format!("{ROOT}/{path}").into()
    }

    /// The findings of all rules in all files.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = rule::check_declarations(self.folder());
        let mut keys: Vec<&Key> = self.snapshot.open.keys().collect();
        keys.sort();
        for key in keys {
            let analysis = self.snapshot.open(key).expect("open");
            findings.extend(rule::check(&Context::new(
                &self.snapshot,
                self.folder(),
                key,
                analysis,
            )));
        }
        findings
    }

    /// The text of `path` after the fix with `title` of the first finding that has it.
    pub fn fixed(&self, title: &str) -> String {
        let findings = self.findings();
        let mut titles: Vec<String> = Vec::new();
        for fix in findings.iter().flat_map(|finding| &finding.fixes) {
            if fix.title.starts_with(title) {
                let edit = &fix.edits[0];
                let mut text = self
                    .text(&edit.key)
                    .map(|text| text.as_str().to_owned())
                    .unwrap_or_default();
                text.replace_range(edit.span.range(), &edit.text);
                return text;
            }
            titles.push(fix.title.clone());
        }
        panic!("no fix \"{title}\" among {titles:#?}");
    }

    /// The text of any file of the fixture.
    pub fn text(&self, key: &Key) -> Option<Text> {
        let folder = self.folder();
        let relative = folder.relative(key)?;
        match relative {
            crate::corpus::config::FILE_NAME => {
                folder.config_file.as_ref().map(|file| file.0.clone())
            }
            crate::corpus::register::FILE_NAME => folder.register.text.clone(),
            _ => self
                .snapshot
                .open(key)
                .map(|analysis| analysis.text.clone())
                .or_else(|| folder.bibliography.text(key).cloned()),
        }
    }
}

/// A mark under the line `above`, which starts at byte `start`.
fn mark(line: &str, above: &str, start: usize) -> Option<(Span, String)> {
    let carets = line.trim_start_matches(' ');
    let label = carets.trim_start_matches('^');
    let count = carets.len() - label.len();
    if count == 0 || !label.starts_with(' ') {
        return None;
    }
    let column = line.len() - carets.len();
    let byte = |column: usize| {
        above
            .char_indices()
            .nth(column)
            .map_or(above.trim_end().len(), |(at, _)| at)
    };
    let span = Span::new(start + byte(column), start + byte(column + count));
    Some((span, label.trim().to_owned()))
}

fn snapshot(files: &[File]) -> Snapshot {
    let mut folder = Folder::new(ROOT.into());
    let declared = |path: &str| {
        let found = files.iter().find(|file| &*file.key == path);
        found.map(|file| Text::new(file.text.as_str()))
    };
    folder.read_declarations(&declared, &serde_json::Value::Null);
    let open = read(&mut folder, files);
    if folder.index.notes().is_empty() {
        return with(folder, open);
    }
    folder.read_declarations(&declared, &serde_json::Value::Null);
    let open = read(&mut folder, files);
    with(folder, open)
}

fn with(folder: Folder, open: HashMap<Key, Open>) -> Snapshot {
    Snapshot {
        folders: vec![folder],
        open: Arc::new(open),
        ..Snapshot::default()
    }
}

/// Analyses and indexes the articles.
fn read(folder: &mut Folder, files: &[File]) -> HashMap<Key, Open> {
    let mut open = HashMap::new();
    for file in files {
        let relative = folder.relative(&file.key).expect("inside");
        if discover::is_declaration(relative) {
            continue;
        }
        let format = Format::of_path(&file.key);
        let analysis = folder.analyse(
            &file.key,
            Text::new(file.text.as_str()),
            format,
            &mut Memory::default(),
        );
        folder.index.replace(
            &file.key,
            Some(Prepared::of_file(Facts::of(&file.key, &analysis), None)),
        );
        let analysis = Arc::new(analysis);
        open.insert(
            file.key.clone(),
            Open {
                analysis,
                version: None,
            },
        );
    }
    open
}

/// Demands that the findings of all rules in the fixture are exactly its marks.
pub fn check(source: &str) {
    let fixture = Fixture::new(source);
    let findings = fixture.findings();
    let label = |finding: &Finding, mark: &Mark| match mark.label.contains(' ') {
        true => format!("{} {}", finding.rule, finding.severity.word()),
        false => finding.rule.to_owned(),
    };
    let is_marked = |finding: &Finding| {
        fixture.marks.iter().any(|mark| {
            mark.key == finding.key
                && mark.span == finding.span
                && mark.label == label(finding, mark)
        })
    };
    let is_found = |mark: &Mark| {
        findings.iter().any(|finding| {
            mark.key == finding.key
                && mark.span == finding.span
                && mark.label == label(finding, mark)
        })
    };
    let mut report = String::new();
    for finding in findings.iter().filter(|finding| !is_marked(finding)) {
        let words = fixture
            .text(&finding.key)
            .map(|text| text.slice(finding.span).to_owned());
        let _ = writeln!(
            report,
            "  not expected: {}: \"{}\" {} {}: {}",
            finding.key,
            words.unwrap_or_default(),
            finding.rule,
            finding.severity.word(),
            finding.message
        );
    }
    for mark in fixture.marks.iter().filter(|mark| !is_found(mark)) {
        let words = fixture
            .text(&mark.key)
            .map(|text| text.slice(mark.span).to_owned());
        let _ = writeln!(
            report,
            "  missing: {}: \"{}\" {}",
            mark.key,
            words.unwrap_or_default(),
            mark.label
        );
    }
    assert!(report.is_empty(), "\n{report}in\n{source}");
}
