//! Marks inside a block: links, notes, citations, pins, comments, `CQ`.
//!
//! In: the text and the bytes of one block. Out: what was found, and which bytes are no prose.
//! Plain text is read with this alone; in Markdown it reads what the Markdown parser left over
//! (pins, citations, marks), in a text where everything else is blanked out already.

use std::collections::HashMap;

use memchr::memmem;

use crate::text::Span;

use super::directive::{Directive, directive};
use super::english::CHECKED;
use super::link::{Link, LinkKind, Target};
use super::{Citation, Field, FootnoteDefinition, FootnoteReference, Pin};

/// A mark that is longer than this (in bytes) is none: a bracket was left open.
const LONGEST: usize = 2_000;

/// The marks of an article.
#[derive(Debug, Default)]
pub struct Found {
    pub links: Vec<Link>,
    pub footnote_references: Vec<FootnoteReference>,
    pub footnote_definitions: Vec<FootnoteDefinition>,
    pub citations: Vec<Citation>,
    pub pins: Vec<Pin>,
    pub checks: Vec<Span>,
    pub directives: Vec<Directive>,
    /// Bytes that are no prose.
    pub hidden: Vec<Span>,
    /// `[label]: target` of plain text, by lower-case label.
    targets: HashMap<String, (String, Span)>,
    /// `[words][label]`, by the index of the link.
    waiting: Vec<(usize, String)>,
}

impl Found {
    /// Scans one block of `text`.
    pub fn scan(&mut self, text: &str, block: Span) {
        let end = block.end as usize;
        let mut at = block.start as usize;
        let bytes = text.as_bytes();
        let first_hidden = self.hidden.len();
        let last_comment =
            memmem::rfind(&bytes[block.range()], b"-->").map_or(at, |last| at + last);
        while let Some(next) = memchr::memchr2(b'[', b'<', &bytes[at..end]) {
            at += next;
            let found = match bytes[at] {
                b'[' => self.bracket(text, block, at),
                _ if bytes[at..].starts_with(b"<!--") && at > last_comment => None,
                _ => self.angle(text, end, at),
            };
            at = found.unwrap_or(at + 1);
        }
        self.bare_addresses(text, block, first_hidden);
        self.checks(text, block);
    }

    /// Gives `[words][label]` its target once all definitions are known, and puts everything in
    /// the order of the text.
    pub fn resolve_references(&mut self) {
        for (index, label) in std::mem::take(&mut self.waiting) {
            if let Some((target, span)) = self.targets.get(&label) {
                let link = &mut self.links[index];
                link.kind = LinkKind::Inline;
                link.target = Target::parse(target);
                link.target_span = *span;
            }
        }
        self.links.sort_by_key(|link| link.span);
        self.footnote_references
            .sort_by_key(|reference| reference.span);
        self.directives.sort_by_key(|directive| directive.span);
    }

    fn hide(&mut self, start: usize, end: usize) {
        self.hidden.push(Span::new(start, end));
    }

    /// Reads the mark that opens at `at`; returns where reading goes on.
    fn bracket(&mut self, text: &str, block: Span, at: usize) -> Option<usize> {
        let end = block.end as usize;
        let rest = &text[at..bounded(text, at, end)];
        if rest.starts_with("[[") {
            return self.wikilink(rest, at);
        }
        if rest.starts_with("[^") {
            return self.footnote(text, block, rest, at);
        }
        let close = matching(rest, b'[', b']')?;
        let inner = &rest[1..close];
        let after = &rest[close + 1..];
        if is_citation(inner) {
            return Some(self.citations(inner, at, close));
        }
        match after.as_bytes().first() {
            Some(b'(') => self.inline_link(rest, close, at),
            Some(b'{') => self.pin(rest, close, at),
            Some(b'[') => self.reference_link(rest, close, at),
            Some(b':') => self.target(text, end, rest, close, at),
            _ => None,
        }
    }

    fn wikilink(&mut self, rest: &str, at: usize) -> Option<usize> {
        let close = rest.find("]]")?;
        let inner = &rest[2..close];
        if inner.is_empty() || inner.contains(['[', ']', '\n']) {
            return None;
        }
        let (target, words) = match inner.split_once('|') {
            Some((target, words)) => (target, words),
            None => (inner, inner),
        };
        let words_start = at + close - words.len();
        let words = Span::new(words_start, at + close);
        self.links.push(Link {
            span: Span::new(at, at + close + 2),
            words,
            target_span: Span::new(at + 2, at + 2 + target.len()),
            kind: LinkKind::Wiki,
            target: Target::parse_wiki(target),
        });
        self.hide(at, words_start);
        self.hide(at + close, at + close + 2);
        Some(at + close + 2)
    }

    fn footnote(&mut self, text: &str, block: Span, rest: &str, at: usize) -> Option<usize> {
        let close = rest.find(']')?;
        let label = &rest[2..close];
        if label.is_empty() || label.contains(|c: char| c.is_whitespace() || c == '[') {
            return None;
        }
        let label = label.to_owned();
        let span = Span::new(at, at + close + 1);
        let opens_line = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| matches!(c, '\n' | '\r'));
        if opens_line && rest[close + 1..].starts_with(':') {
            self.footnote_definitions.push(FootnoteDefinition {
                label,
                label_span: span,
                span: Span::new(at, block.end as usize),
            });
            self.hide(at, at + close + 2);
            return Some(at + close + 2);
        }
        self.footnote_references
            .push(FootnoteReference { label, span });
        self.hide(at, at + close + 1);
        Some(at + close + 1)
    }

    fn citations(&mut self, inner: &str, at: usize, close: usize) -> usize {
        for (sign, _) in inner.match_indices('@') {
            let key = &inner[sign + 1..];
            let len = key.find(|c: char| !is_key(c)).unwrap_or(key.len());
            let key = key[..len].trim_end_matches(['.', ':', '?']);
            if !key.is_empty() {
                let start = at + 1 + sign;
                self.citations.push(Citation {
                    key: key.to_owned(),
                    span: Span::new(start, start + 1 + key.len()),
                });
            }
        }
        self.hide(at, at + close + 1);
        at + close + 1
    }

    fn inline_link(&mut self, rest: &str, close: usize, at: usize) -> Option<usize> {
        let open = close + 1;
        let paren = open + matching(&rest[open..], b'(', b')')?;
        let inside = &rest[open + 1..paren];
        let lead = inside.len() - inside.trim_start().len();
        let written = inside.trim();
        let (written, lead) = match written.strip_prefix('<') {
            Some(angled) => (angled.split('>').next().unwrap_or(angled), lead + 1),
            // A title in quotation marks may follow the target.
            None => (
                written.split([' ', '\n', '\t']).next().unwrap_or(written),
                lead,
            ),
        };
        let target_start = at + open + 1 + lead;
        self.links.push(Link {
            span: Span::new(at, at + paren + 1),
            words: Span::new(at + 1, at + close),
            target_span: Span::new(target_start, target_start + written.len()),
            kind: LinkKind::Inline,
            target: Target::parse(written),
        });
        self.hide(at, at + 1);
        self.hide(at + close, at + paren + 1);
        Some(at + paren + 1)
    }

    fn pin(&mut self, rest: &str, close: usize, at: usize) -> Option<usize> {
        let open = close + 1;
        let brace = open + rest[open..].find('}')?;
        let attributes = attributes(&rest[open + 1..brace], at + open + 1);
        let value = |name: &str| {
            let found = attributes.iter().find(|(key, _)| *key == name);
            found.map(|(_, field)| field.clone())
        };
        let (when, reference) = (value("when"), value("ref"));
        if when.is_none() && reference.is_none() {
            return None;
        }
        self.pins.push(Pin {
            span: Span::new(at, at + brace + 1),
            words: Span::new(at + 1, at + close),
            when,
            reference,
        });
        self.hide(at, at + 1);
        self.hide(at + close, at + brace + 1);
        Some(at + brace + 1)
    }

    fn reference_link(&mut self, rest: &str, close: usize, at: usize) -> Option<usize> {
        let open = close + 1;
        let label_close = open + rest[open..].find(']')?;
        let written = &rest[open + 1..label_close];
        let label = if written.is_empty() {
            &rest[1..close]
        } else {
            written
        };
        if label.starts_with('^') || label.contains('\n') || label.len() > 200 {
            return None;
        }
        let label = label.to_lowercase();
        self.waiting.push((self.links.len(), label));
        self.links.push(Link {
            span: Span::new(at, at + label_close + 1),
            words: Span::new(at + 1, at + close),
            target_span: Span::new(at + open + 1, at + label_close),
            kind: LinkKind::Undefined,
            target: Target::Local {
                path: String::new(),
                heading: None,
                passage: None,
            },
        });
        self.hide(at, at + 1);
        self.hide(at + close, at + label_close + 1);
        Some(at + label_close + 1)
    }

    /// `[label]: target` alone on a line.
    fn target(
        &mut self,
        text: &str,
        end: usize,
        rest: &str,
        close: usize,
        at: usize,
    ) -> Option<usize> {
        let opens_line = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| matches!(c, '\n' | '\r'));
        let line_end = text[at..end].find(['\n', '\r']).map_or(end, |len| at + len);
        let start = at + close + 2;
        let written = text.get(start..line_end)?.trim();
        let looks_like_target =
            written.contains(['/', '.', '#']) && !written.contains(char::is_whitespace);
        if !opens_line || !looks_like_target {
            return None;
        }
        let lead = text[start..line_end].find(written).unwrap_or(0);
        let span = Span::new(start + lead, start + lead + written.len());
        let label = rest[1..close].to_lowercase();
        self.targets
            .entry(label)
            .or_insert((written.to_owned(), span));
        self.hide(at, line_end);
        Some(line_end)
    }

    /// A comment or an address in angle brackets.
    fn angle(&mut self, text: &str, end: usize, at: usize) -> Option<usize> {
        let rest = &text[at..end];
        if rest.starts_with("<!--") {
            let close = at + memmem::find(rest.as_bytes(), b"-->")? + "-->".len();
            let span = Span::new(at, close);
            self.directives.extend(directive(text, span));
            self.hide(at, close);
            return Some(close);
        }
        let close = text[at..bounded(text, at, end)].find('>')?;
        let written = &rest[1..close];
        if !written.contains("://") || written.contains(char::is_whitespace) {
            return None;
        }
        self.address(at, at + close + 1, Span::new(at + 1, at + close), written);
        Some(at + close + 1)
    }

    fn address(&mut self, start: usize, end: usize, written_span: Span, written: &str) {
        self.links.push(Link {
            span: Span::new(start, end),
            words: written_span,
            target_span: written_span,
            kind: LinkKind::Bare,
            target: Target::parse(written),
        });
        self.hide(start, end);
    }

    fn bare_addresses(&mut self, text: &str, block: Span, first_hidden: usize) {
        let prose = &text[block.range()];
        for found in memmem::find_iter(prose.as_bytes(), b"://") {
            let scheme = ["https", "http"]
                .into_iter()
                .find(|scheme| prose[..found].ends_with(scheme));
            let Some(scheme) = scheme else { continue };
            let start = block.start as usize + found - scheme.len();
            if self.hidden[first_hidden..]
                .iter()
                .any(|hidden| hidden.contains(start))
            {
                continue;
            }
            let rest = &text[start..block.end as usize];
            let stop = |c: char| {
                c.is_whitespace()
                    || matches!(c, '<' | '>' | '"' | '\u{201d}' | '\u{201c}' | '\u{2014}')
            };
            let written = &rest[..rest.find(stop).unwrap_or(rest.len())];
            let written =
                written.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '\u{2019}', ']']);
            let written = match written.strip_suffix(')') {
                Some(inner) if !inner.contains('(') => inner,
                _ => written,
            };
            let span = Span::new(start, start + written.len());
            self.address(start, span.end as usize, span, written);
        }
    }

    fn checks(&mut self, text: &str, block: Span) {
        let prose = &text[block.range()];
        for at in memmem::find_iter(prose.as_bytes(), CHECKED.as_bytes()) {
            let end = at + CHECKED.len();
            let before = prose[..at].chars().next_back();
            let after = prose[end..].chars().next();
            let alone =
                |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '\'');
            if prose[..at].trim().is_empty() || !alone(before) || !alone(after) {
                continue;
            }
            let bracketed = before == Some('(') && after == Some(')');
            let start = block.start as usize + at;
            let span = match bracketed {
                true => Span::new(start - 1, start + CHECKED.len() + 1),
                false => Span::new(start, start + CHECKED.len()),
            };
            self.checks.push(span);
            self.hidden.push(span);
        }
    }
}

/// The end of what a mark at `at` may reach, on a character boundary.
fn bounded(text: &str, at: usize, end: usize) -> usize {
    let mut bound = end.min(at + LONGEST);
    while !text.is_char_boundary(bound) {
        bound -= 1;
    }
    bound
}

/// The index of the bracket that closes the one at the start of `rest`.
fn matching(rest: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0;
    for at in memchr::memchr3_iter(open, close, b'\n', rest.as_bytes()) {
        let byte = rest.as_bytes()[at];
        if byte == b'\n' {
            // A mark does not run over a blank line.
            if rest[at + 1..].starts_with(['\n', '\r']) {
                return None;
            }
        } else if byte == open {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// `@key`, `-@key`, `see @key, p. 3; @other`.
fn is_citation(inner: &str) -> bool {
    let start = inner.trim_start_matches('-');
    let prefixed = ["see @", "cf. @", "e.g. @"]
        .iter()
        .any(|prefix| inner.starts_with(prefix));
    let key = start.strip_prefix('@').and_then(|key| key.chars().next());
    key.is_some_and(|c| c.is_alphanumeric() || c == '_') || prefixed
}

/// The characters of a citation key (pandoc).
fn is_key(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '_' | ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/'
        )
}

/// `key=value key="value"`, with the bytes of each value.
fn attributes(inner: &str, start: usize) -> Vec<(&str, Field)> {
    let mut attributes = Vec::new();
    let mut at = 0;
    while let Some(equals) = inner[at..].find('=') {
        let equals = at + equals;
        let key = inner[at..equals]
            .trim_start_matches(|c: char| c.is_whitespace() || c == ',')
            .trim();
        let after = &inner[equals + 1..];
        let quoted = after
            .strip_prefix('"')
            .and_then(|rest| rest.find('"').map(|len| (1, len, len + 2)));
        let bare = after
            .find(|c: char| c.is_whitespace() || c == ',')
            .unwrap_or(after.len());
        let (lead, len, used) = quoted.unwrap_or((0, bare, bare));
        let value_start = equals + 1 + lead;
        attributes.push((
            key,
            Field {
                value: inner[value_start..value_start + len].to_owned(),
                span: Some(Span::new(start + value_start, start + value_start + len)),
            },
        ));
        at = equals + 1 + used;
    }
    attributes
}

/// `text` with the bytes of `hidden` replaced by spaces; line ends stay.
pub fn blank_out(text: &str, hidden: &[Span]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in hidden {
        for byte in &mut bytes[span.range()] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    // Spans start and end between characters, so what is left is whole characters.
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> (Found, String) {
        let mut found = Found::default();
        found.scan(text, Span::new(0, text.len()));
        found.resolve_references();
        let prose = blank_out(text, &found.hidden);
        (found, prose)
    }

    #[test]
    fn only_words_are_left_in_the_prose() {
        let (found, prose) = scan(
            "On [Monday]{when=2025-02-17} [[latif-nazari|Nazari]] CQ met [Kyodo](a.txt)[^1] \
             [@key, p. 3] https://a.org/x. <!-- note --> End.",
        );
        let words: Vec<&str> = prose.split_whitespace().collect();
        assert_eq!(
            words,
            ["On", "Monday", "Nazari", "met", "Kyodo", ".", "End."]
        );
        assert_eq!(
            found.pins[0].when.as_ref().map(|f| f.value.as_str()),
            Some("2025-02-17")
        );
        assert_eq!(found.links.len(), 3);
        assert_eq!(found.citations[0].key, "key");
        assert_eq!(found.checks.len(), 1);
    }

    #[test]
    fn a_reference_link_finds_its_target() {
        let (found, _) = scan("See [the talk][k].\n[k]: talks/a.md#Top\n");
        assert_eq!(found.links[0].kind, LinkKind::Inline);
        assert_eq!(found.links[0].target, Target::parse("talks/a.md#Top"));
        let (found, _) = scan("See [the talk][k].");
        assert_eq!(found.links[0].kind, LinkKind::Undefined);
    }

    #[test]
    fn footnotes_are_told_from_their_definitions() {
        let (found, _) = scan("[^k]: [Kyodo](k.txt)");
        assert_eq!(found.footnote_definitions[0].label, "k");
        assert_eq!(found.links.len(), 1);
        let (found, _) = scan("As said.[^k]: so");
        assert_eq!(found.footnote_references[0].label, "k");
    }

    #[test]
    fn brackets_in_copy_are_left_alone() {
        let text = "He said \u{201c}[the] talks [sic] went on\u{201d} [CHECK] and on.";
        let (found, prose) = scan(text);
        assert_eq!(prose, text);
        assert!(found.links.is_empty());
    }

    #[test]
    fn cq_inside_a_name_is_no_mark() {
        for text in ["The CQ-30 gun", "CQ Roll Call said", "ACQ"] {
            assert!(scan(text).0.checks.is_empty(), "{text}");
        }
    }

    #[test]
    fn open_brackets_cost_linear_time() {
        let text = "[".repeat(200_000);
        assert!(scan(&text).0.links.is_empty());
    }
}
