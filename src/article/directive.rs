//! Comments that silence a rule: `<!-- copydesk-ignore RULE reason -->` and its kin.

use crate::text::Span;

/// A comment that speaks to Copydesk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The whole comment.
    pub span: Span,
    pub kind: DirectiveKind,
    /// The rules or groups that it names, each with its place.
    pub rules: Vec<(String, Span)>,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// The block that holds the comment; the next block where the comment stands alone.
    Ignore,
    /// The line below the comment.
    IgnoreNextLine,
    /// From here on.
    Off,
    /// Ends `Off`.
    On,
}

const WORDS: [(&str, DirectiveKind); 4] = [
    ("copydesk-ignore-next-line", DirectiveKind::IgnoreNextLine),
    ("copydesk-ignore", DirectiveKind::Ignore),
    ("copydesk-off", DirectiveKind::Off),
    ("copydesk-on", DirectiveKind::On),
];

/// Reads the comment at `span`, which starts with `<!--` and ends with `-->`.
pub fn directive(text: &str, span: Span) -> Option<Directive> {
    let comment = &text[span.range()];
    let inner = comment.strip_prefix("<!--")?.strip_suffix("-->")?;
    let words = inner.trim_start();
    let (word, kind) = WORDS.iter().find(|(word, _)| words.starts_with(word))?;
    let rest = &words[word.len()..];
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let mut at = span.start as usize + (comment.len() - "-->".len() - rest.len());
    let mut rules = Vec::new();
    let mut left = rest;
    loop {
        let trimmed = left.trim_start();
        at += left.len() - trimmed.len();
        let end = trimmed
            .find(|c: char| c.is_whitespace() || c == ',')
            .unwrap_or(trimmed.len());
        if end > 0 {
            rules.push((trimmed[..end].to_owned(), Span::new(at, at + end)));
        }
        left = &trimmed[end..];
        at += end;
        match left.strip_prefix(',') {
            Some(more) => {
                left = more;
                at += 1;
            }
            None => break,
        }
    }
    Some(Directive {
        span,
        kind: *kind,
        rules,
        reason: left.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(comment: &str) -> Option<Directive> {
        directive(comment, Span::new(0, comment.len()))
    }

    #[test]
    fn rules_and_reason_are_told_apart() {
        let comment =
            "<!-- copydesk-ignore weekday-mismatch, similar-name the ministry's own text -->";
        let found = read(comment).expect("directive");
        let names: Vec<&str> = found
            .rules
            .iter()
            .map(|(_, span)| &comment[span.range()])
            .collect();
        assert_eq!(names, ["weekday-mismatch", "similar-name"]);
        assert_eq!(found.reason, "the ministry's own text");
        assert_eq!(found.kind, DirectiveKind::Ignore);
    }

    #[test]
    fn other_comments_are_not_directives() {
        assert_eq!(read("<!-- copydesk-ignorance -->"), None);
        assert_eq!(read("<!-- just a note -->"), None);
        let off = read("<!--copydesk-off-->").expect("directive");
        assert_eq!((off.kind, off.rules.len()), (DirectiveKind::Off, 0));
    }
}
