//! Findings as JSON, version 1: what scripts read.
//!
//! `range` counts lines and columns from 1, columns in characters; `bytes` is half-open UTF-8.

use schemars::JsonSchema;
use serde::Serialize;

use crate::corpus::{Key, Severity, Snapshot};
use crate::rule::Finding;
use crate::text::{Span, Text};

use super::folder::display;

#[derive(Serialize, JsonSchema)]
#[schemars(title = "copydesk check --format json")]
pub struct Report {
    /// 1; changes only when something that is here changes its meaning.
    version: u8,
    findings: Vec<FindingRow>,
}

#[derive(Serialize, JsonSchema)]
struct FindingRow {
    rule: &'static str,
    severity: Severity,
    /// From the working directory.
    path: String,
    range: Range,
    bytes: [u32; 2],
    message: String,
    related: Vec<RelatedRow>,
    fixes: Vec<FixRow>,
}

#[derive(Serialize, JsonSchema)]
struct RelatedRow {
    path: String,
    range: Range,
    bytes: [u32; 2],
    message: String,
}

#[derive(Serialize, JsonSchema)]
struct FixRow {
    title: String,
    /// Whether `--fix` applies it.
    safe: bool,
    edits: Vec<EditRow>,
}

#[derive(Serialize, JsonSchema)]
struct EditRow {
    path: String,
    bytes: [u32; 2],
    text: String,
    /// Whether the file is to be created.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    create: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct Range {
    pub start: LineColumn,
    pub end: LineColumn,
}

#[derive(Serialize, JsonSchema)]
pub struct LineColumn {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

pub fn findings(snapshot: &Snapshot, findings: &[Finding]) -> String {
    let rows = findings.iter().map(|finding| row(snapshot, finding));
    let report = Report {
        version: 1,
        findings: rows.collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn row(snapshot: &Snapshot, finding: &Finding) -> FindingRow {
    let related = finding.related.iter().map(|place| RelatedRow {
        path: display(&place.key),
        range: range_in(snapshot, &place.key, place.span),
        bytes: bytes(place.span),
        message: place.message.clone(),
    });
    let fixes = finding.fixes.iter().map(|fix| FixRow {
        title: fix.title.clone(),
        safe: fix.safe,
        edits: fix
            .edits
            .iter()
            .map(|edit| EditRow {
                path: display(&edit.key),
                bytes: bytes(edit.span),
                text: edit.text.clone(),
                create: edit.create,
            })
            .collect(),
    });
    FindingRow {
        rule: finding.rule,
        severity: finding.severity,
        path: display(&finding.key),
        range: range_in(snapshot, &finding.key, finding.span),
        bytes: bytes(finding.span),
        message: finding.message.clone(),
        related: related.collect(),
        fixes: fixes.collect(),
    }
}

pub fn bytes(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

/// The range of a span in a file, which may be gone.
pub fn range_in(snapshot: &Snapshot, key: &Key, span: Span) -> Range {
    range(&snapshot.text(key).unwrap_or_else(|_| Text::new("")), span)
}

fn range(text: &Text, span: Span) -> Range {
    let place = |offset: u32| {
        let (line, column) = text.line_column(offset as usize);
        LineColumn { line, column }
    };
    Range {
        start: place(span.start),
        end: place(span.end),
    }
}
