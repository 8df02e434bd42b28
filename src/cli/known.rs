//! The findings of a run of `check`, kept for the next one.
//!
//! In: a folder, as it is now. Out: the findings of its articles, as long as nothing that they
//! depend on has changed: no text, no setting, no declaration, and none of the other files that a
//! rule looked for.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::corpus::cache::Cache;
use crate::corpus::load::Seen;
use crate::corpus::{Key, Severity, Snapshot};
use crate::rule::{self, Finding, Fix, Place};
use crate::text::Span;

const FILE_NAME: &str = "findings";

#[derive(Serialize, Deserialize)]
struct Kept {
    asked: BTreeMap<Key, Seen>,
    findings: Vec<KeptFinding>,
}

#[derive(Serialize, Deserialize)]
struct KeptFinding {
    rule: String,
    severity: Severity,
    key: Key,
    span: Span,
    message: String,
    related: Vec<Place>,
    fixes: Vec<Fix>,
}

/// The findings of every article of the one folder of `snapshot`, by article; `None` where they
/// must be looked for.
pub fn findings(snapshot: &Snapshot) -> Option<HashMap<Key, Vec<Finding>>> {
    let [folder] = &snapshot.folders[..] else {
        return None;
    };
    let kept: Kept = Cache::of(&folder.root)?.beside(FILE_NAME, folder.state())?;
    if !kept.asked.iter().all(|(key, seen)| seen.holds(key)) {
        return None;
    }
    let mut findings: HashMap<Key, Vec<Finding>> = HashMap::new();
    for one in kept.findings {
        let found = Finding {
            rule: rule::by_name(&one.rule)?.name,
            severity: one.severity,
            key: one.key.clone(),
            span: one.span,
            message: one.message,
            related: one.related,
            fixes: one.fixes,
        };
        findings.entry(one.key).or_default().push(found);
    }
    Some(findings)
}

/// Keeps the findings of every article of the one folder of `snapshot`.
pub fn keep(snapshot: &Snapshot, findings: &[Finding]) {
    let [folder] = &snapshot.folders[..] else {
        return;
    };
    let Some(cache) = Cache::of(&folder.root) else {
        return;
    };
    // The articles of the folder are part of its state.
    let mut asked = snapshot.loader.asked();
    asked.retain(|key, _| !folder.index.contains(key));
    let findings = findings.iter().cloned().map(|one| KeptFinding {
        rule: one.rule.to_owned(),
        severity: one.severity,
        key: one.key,
        span: one.span,
        message: one.message,
        related: one.related,
        fixes: one.fixes,
    });
    let findings = findings.collect();
    cache.keep_beside(FILE_NAME, folder.state(), &Kept { asked, findings });
}
