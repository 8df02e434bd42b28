//! Checks the two states of a folder, and tells what the mistake added.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use copydesk::analysis::{Memory, parse_date};
use copydesk::article::Format;
use copydesk::corpus::{Facts, Folder, Key, Open, Prepared, Snapshot};
use copydesk::rule::{Context, Finding, check};
use copydesk::text::Text;

use crate::{Article, File, Mistake, Planted};

/// What came of one planted mistake.
pub struct Outcome {
    pub found: bool,
    /// The findings that it caused besides those of its own rules.
    pub besides: Vec<String>,
    /// The words where the two states differ.
    pub place: String,
}

pub fn outcome(article: &Article, mistake: &Mistake, planted: &Planted) -> Outcome {
    let (before, after) = (
        findings(&planted.clean, &article.date),
        findings(&planted.wrong, &article.date),
    );
    // The same finding may move, and its message name another line.
    let key = |finding: &Finding| (finding.key.clone(), finding.rule);
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in &before {
        *known.entry(key(finding)).or_default() += 1;
    }
    let new: Vec<&Finding> = after
        .iter()
        .filter(|finding| {
            let left = known.entry(key(finding)).or_default();
            let is_new = *left == 0;
            *left = left.saturating_sub(1);
            is_new
        })
        .collect();
    let (own, besides): (Vec<&Finding>, Vec<&Finding>) = new
        .into_iter()
        .partition(|finding| mistake.rules.contains(&finding.rule));
    Outcome {
        found: !own.is_empty(),
        besides: besides
            .iter()
            .map(|finding| format!("{}: {}", finding.rule, finding.message))
            .collect(),
        place: place(planted),
    }
}

/// The findings in all files of a folder.
fn findings(files: &[File], date: &str) -> Vec<Finding> {
    let mut folder = Folder::new("/mutants".into());
    folder.fallback_date = parse_date(date);
    let mut open = HashMap::new();
    for (path, text) in files {
        let key: Key = format!("/mutants/{path}").into();
        let format = Format::of_path(&key);
        let text = Text::new(text.as_str());
        let analysis = Arc::new(folder.analyse(&key, text, format, &mut Memory::default()));
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
    let mut findings = Vec::new();
    for (key, open) in snapshot.open.iter() {
        let context = Context::new(&snapshot, &snapshot.folders[0], key, &open.analysis);
        findings.extend(check(&context));
    }
    findings
}

/// The words around the first byte in which the two states differ.
fn place(planted: &Planted) -> String {
    let pairs = planted.clean.iter().zip(&planted.wrong);
    let Some(((_, clean), (_, wrong))) = pairs.into_iter().find(|(one, two)| one != two) else {
        return String::new();
    };
    let same = clean
        .bytes()
        .zip(wrong.bytes())
        .take_while(|(one, two)| one == two)
        .count();
    let cut = |text: &str| {
        let (mut start, mut end) = (same.saturating_sub(120), (same + 120).min(text.len()));
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        text[start..end].replace('\n', " / ")
    };
    format!("\u{2026}{}\u{2026}", cut(wrong))
}
