//! Findings as workflow commands, which GitHub Actions shows beside the lines.

use std::fmt::Write;

use crate::corpus::{Severity, Snapshot};
use crate::rule::Finding;

use super::folder::display;
use super::json::range_in;

pub fn findings(snapshot: &Snapshot, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        let range = range_in(snapshot, &finding.key, finding.span);
        // A column belongs to one line: GitHub refuses columns of a finding over several.
        let columns = match range.start.line == range.end.line {
            true => format!(",col={},endColumn={}", range.start.column, range.end.column),
            false => String::new(),
        };
        let _ = writeln!(
            out,
            "::{command} file={},line={},endLine={}{columns},title={}::{}",
            property(&display(&finding.key)),
            range.start.line,
            range.end.line,
            property(finding.rule),
            data(&finding.message)
        );
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
