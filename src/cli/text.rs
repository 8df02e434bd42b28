//! Findings as a person reads them on a terminal: excerpts with carets.

use std::fmt::Write;
use std::io::IsTerminal;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::corpus::{Key, Severity, Snapshot};
use crate::rule::Finding;
use crate::text::{Span, Text};

use super::folder::display;

/// An excerpt for each finding, and a line that counts them.
pub fn findings(snapshot: &Snapshot, findings: &[Finding], articles: usize) -> String {
    let styled = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(WIDTH).decor_style(if styled {
        DecorStyle::Unicode
    } else {
        DecorStyle::Ascii
    });
    let mut out = String::new();
    for finding in findings {
        let _ = writeln!(out, "{}\n", excerpt(&renderer, snapshot, finding));
    }
    out + &summary(findings, articles)
}

fn excerpt(renderer: &Renderer, snapshot: &Snapshot, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let main = Piece::new(snapshot, &finding.key, finding.span, "");
    let others: Vec<Piece> = finding
        .related
        .iter()
        .map(|place| Piece::new(snapshot, &place.key, place.span, &place.message))
        .collect();
    let title = level
        .primary_title(finding.message.as_str())
        .id(finding.rule);
    let mut report = Group::with_title(title).element(main.snippet(AnnotationKind::Primary));
    for other in others.iter().filter(|other| !other.span.is_empty()) {
        report = report.element(other.snippet(AnnotationKind::Context));
    }
    for fix in finding.fixes.iter().take(MOST_FIXES) {
        report = report.element(Level::HELP.message(fix.title.as_str()));
    }
    renderer.render(&[report])
}

/// Lines of copy are as long as a paragraph: no more columns of them than this are shown.
const WIDTH: usize = 110;

/// More fixes than this are left to the editor.
const MOST_FIXES: usize = 4;

/// A line with the words that are spoken of; the renderer cuts it to the width of the screen.
struct Piece {
    path: String,
    line: usize,
    words: String,
    span: std::ops::Range<usize>,
    label: String,
}

impl Piece {
    fn new(snapshot: &Snapshot, key: &Key, span: Span, label: &str) -> Piece {
        let text = snapshot.text(key).unwrap_or_else(|_| Text::new(""));
        let line = text.line_of(span.start as usize);
        let whole = text.line(line);
        let words = text.slice(whole).to_owned();
        let start = (span.start.saturating_sub(whole.start) as usize).min(words.len());
        let end = (span.end.saturating_sub(whole.start) as usize).clamp(start, words.len());
        Piece {
            path: display(key),
            line: line + 1,
            words,
            span: start..end,
            label: label.to_owned(),
        }
    }

    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        Snippet::source(self.words.as_str())
            .line_start(self.line)
            .path(self.path.as_str())
            .annotation(kind.span(self.span.clone()).label(self.label.as_str()))
    }
}

fn summary(findings: &[Finding], articles: usize) -> String {
    let counted =
        |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let files = counted(articles, "article");
    if findings.is_empty() {
        return format!("Nothing to report in {files}.\n");
    }
    let levels = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Information, "note"),
        (Severity::Hint, "hint"),
    ];
    let counts = levels.iter().filter_map(|(severity, word)| {
        let count = findings
            .iter()
            .filter(|finding| finding.severity == *severity)
            .count();
        (count > 0).then(|| counted(count, word))
    });
    format!("{} in {files}.\n", counts.collect::<Vec<_>>().join(", "))
}
