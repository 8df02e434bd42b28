//! Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines.

use serde_json::{Value, json};

use crate::corpus::{Key, Severity, Snapshot};
use crate::rule::{Finding, RULES, page};
use crate::text::Span;

use super::folder::display;
use super::json::range_in;

pub fn findings(snapshot: &Snapshot, findings: &[Finding]) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": {"text": rule.docs.what},
                "help": {"text": page(rule), "markdown": page(rule)},
                "defaultConfiguration": {"level": level(rule.severity)},
                "properties": {"tags": [rule.group]},
            })
        })
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| result(snapshot, finding))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "copydesk",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn result(snapshot: &Snapshot, finding: &Finding) -> Value {
    let index = RULES.iter().position(|rule| rule.name == finding.rule);
    let related: Vec<Value> = finding
        .related
        .iter()
        .enumerate()
        .map(|(id, place)| {
            let mut location = location(snapshot, &place.key, place.span);
            location["id"] = json!(id);
            location["message"] = json!({"text": place.message});
            location
        })
        .collect();
    json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": {"text": finding.message},
        "locations": [location(snapshot, &finding.key, finding.span)],
        "relatedLocations": related,
    })
}

fn location(snapshot: &Snapshot, key: &Key, span: Span) -> Value {
    let range = range_in(snapshot, key, span);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&display(key))},
        "region": {
            "startLine": range.start.line,
            "startColumn": range.start.column,
            "endLine": range.end.line,
            "endColumn": range.end.column,
        },
    }})
}

fn uri(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const UNSAFE: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'[')
        .add(b']')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    utf8_percent_encode(path, UNSAFE).to_string()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}
