//! Findings that somebody has looked at and dismissed: `.copydesk/dismissed.yml`.
//!
//! A dismissal is anchored by its rule and by the words of the sentence around the finding, so it
//! survives edits elsewhere and lapses when the sentence changes.

use serde::Serialize;

use crate::article::tree::{Node, Problem, read_yaml};
use crate::text::{Span, Text};

/// The file's path from the folder's root.
pub const FILE_NAME: &str = ".copydesk/dismissed.yml";

/// One dismissed finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dismissal {
    pub rule: String,
    /// From the root, with `/`.
    pub path: String,
    /// The words that the finding marks.
    pub quote: String,
    /// The sentence before and behind them.
    pub before: String,
    pub after: String,
    pub reason: String,
}

/// Reads the text of `dismissed.yml`.
pub fn read(text: &str) -> (Vec<Dismissal>, Vec<Problem>) {
    let (node, mut problems) = read_yaml(text);
    let mut found = Vec::new();
    for item in node.iter().flat_map(|node| node.items()) {
        let value = |key: &str| {
            item.get(key)
                .and_then(Node::scalar)
                .unwrap_or_default()
                .to_owned()
        };
        let dismissal = Dismissal {
            rule: value("rule"),
            path: value("path"),
            quote: value("quote"),
            before: value("before"),
            after: value("after"),
            reason: value("reason"),
        };
        match dismissal.rule.is_empty() || dismissal.path.is_empty() {
            true => problems.push(Problem::new(
                item.span,
                "a dismissal needs \"rule\" and \"path\"",
            )),
            false => found.push(dismissal),
        }
    }
    (found, problems)
}

/// The dismissal of a finding of `rule` at `span` in the sentence around it.
pub fn dismissal(rule: &str, path: &str, text: &Text, span: Span, sentence: Span) -> Dismissal {
    let sentence = sentence.join(span);
    let words = |from: u32, to: u32| squeeze(text.slice(Span::new(from as usize, to as usize)));
    Dismissal {
        rule: rule.to_owned(),
        path: path.to_owned(),
        quote: words(span.start, span.end),
        before: words(sentence.start, span.start),
        after: words(span.end, sentence.end),
        reason: String::new(),
    }
}

impl Dismissal {
    /// Whether this dismissal is of that finding, whatever its reason.
    pub fn covers(&self, finding: &Dismissal) -> bool {
        let anchor = |one: &Dismissal| {
            [&one.rule, &one.path, &one.quote, &one.before, &one.after].map(|part| squeeze(part))
        };
        anchor(self) == anchor(finding)
    }

    /// The entry as it is written into the file.
    pub fn to_yaml(&self) -> String {
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        format!(
            "- rule: {}\n  path: {}\n  quote: {}\n  before: {}\n  after: {}\n  reason: {}\n",
            self.rule,
            quoted(&self.path),
            quoted(&self.quote),
            quoted(&self.before),
            quoted(&self.after),
            quoted(&self.reason)
        )
    }
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dismissal_survives_its_own_file_and_lapses_with_the_sentence() {
        let sentence = "The \u{201c}group\u{201d}: came on Tuesday, Feb. 17, 2025, and\nleft.";
        let text = Text::new(sentence);
        let span = Span::new(
            sentence.find("Tuesday").expect("word"),
            sentence.find("Tuesday").expect("word") + 7,
        );
        let made = dismissal(
            "weekday-mismatch",
            "wire/a b.txt",
            &text,
            span,
            Span::new(0, sentence.len()),
        );
        let (read, problems) = read(&made.to_yaml());
        assert_eq!(problems, []);
        assert!(read[0].covers(&made));
        let changed = Text::new(sentence.replace("left", "went"));
        let other = dismissal(
            "weekday-mismatch",
            "wire/a b.txt",
            &changed,
            span,
            Span::new(0, sentence.len()),
        );
        assert!(!read[0].covers(&other));
    }
}
