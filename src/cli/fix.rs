//! `copydesk check --fix`: applies the safe fixes, and remembers what is marked as checked.

use std::collections::BTreeMap;
use std::path::Path;

use crate::corpus::{Key, checked, load};
use crate::rule::{self, Context, FileEdit, Finding};
use crate::text::Text;

use super::folder::{Work, display};

/// Applies every safe fix that does not overlap one before it; says how many were applied.
pub fn apply(_work: &Work, findings: &[Finding]) -> Result<String, String> {
    let mut by_file: BTreeMap<&Key, Vec<&FileEdit>> = BTreeMap::new();
    let mut fixes = 0;
    for fix in findings
        .iter()
        .filter_map(|finding| finding.fixes.iter().find(|fix| fix.safe))
    {
        let overlaps = fix.edits.iter().any(|edit| {
            let others = by_file.get(&edit.key);
            others.is_some_and(|others| others.iter().any(|other| other.span.overlaps(edit.span)))
        });
        if !overlaps {
            fixes += 1;
            for edit in &fix.edits {
                by_file.entry(&edit.key).or_default().push(edit);
            }
        }
    }
    for (key, edits) in &mut by_file {
        write(key, edits)?;
    }
    Ok(format!(
        "{fixes} safe {} applied in {} files",
        if fixes == 1 { "fix" } else { "fixes" },
        by_file.len()
    ))
}

/// Writes down the sentences with a `CQ` that nobody has seen before; says how many articles have
/// such.
pub fn remember(work: &mut Work) -> Result<usize, String> {
    let mut articles = 0;
    for key in &work.articles {
        let found = work.snapshot.folder(key).zip(work.snapshot.analysis(key));
        let Some((folder, analysis)) = found else {
            continue;
        };
        let context = Context::new(&work.snapshot, folder, key, &analysis);
        let Some(fix) = rule::remember_edit(&context) else {
            continue;
        };
        let root = folder.root.clone();
        for edit in &fix.edits {
            write(&edit.key, &mut [edit])?;
        }
        articles += 1;
        // The next article writes into the same file.
        let text = fix.edits.first().map(|edit| edit.text.as_str());
        if let (Some(folder), Some(text)) = (work.snapshot.folder_at_mut(&root), text) {
            folder.checked = checked::read(text).0.into();
            folder.checked_text = Some(Text::new(text));
        }
    }
    Ok(articles)
}

fn write(key: &Key, edits: &mut [&FileEdit]) -> Result<(), String> {
    let path = Path::new(&**key);
    let mut text = match load::read(path) {
        Ok(loaded) if loaded.is_utf8 => loaded.text.as_str().to_owned(),
        Ok(_) => {
            return Err(format!(
                "{}: not written: the file is not UTF-8",
                display(key)
            ));
        }
        Err(_) if edits.iter().all(|edit| edit.create) => String::new(),
        Err(reason) => return Err(format!("{}: {reason}", display(key))),
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    if let Some(directory) = path.parent() {
        std::fs::create_dir_all(directory).map_err(|error| format!("{}: {error}", display(key)))?;
    }
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", display(key)))
}
