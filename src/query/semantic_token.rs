//! What is what, for colours: names by their kind, dates, quotations, pinned values.
//!
//! Tokens are in order, never overlap and never cross the end of a line, as the protocol wants it.

use crate::corpus::{Key, Snapshot};
use crate::name::EntityKind;
use crate::text::{Span, Text};

use super::Cursor;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Person,
    Organization,
    Place,
    Event,
    Date,
    Quotation,
    /// Words whose value or entity somebody wrote down, `[Monday]{when=2025-02-17}`.
    Pinned,
}

impl TokenKind {
    /// All kinds: the legend, whose order gives each its number.
    pub const ALL: [TokenKind; 7] = [
        TokenKind::Person,
        TokenKind::Organization,
        TokenKind::Place,
        TokenKind::Event,
        TokenKind::Date,
        TokenKind::Quotation,
        TokenKind::Pinned,
    ];

    pub fn word(self) -> &'static str {
        match self {
            TokenKind::Person => "person",
            TokenKind::Organization => "organization",
            TokenKind::Place => "place",
            TokenKind::Event => "event",
            TokenKind::Date => "date",
            TokenKind::Quotation => "quotation",
            TokenKind::Pinned => "pinned",
        }
    }

    fn of_entity(kind: EntityKind) -> Option<TokenKind> {
        match kind {
            EntityKind::Person => Some(TokenKind::Person),
            EntityKind::Organization => Some(TokenKind::Organization),
            EntityKind::Place => Some(TokenKind::Place),
            EntityKind::Event => Some(TokenKind::Event),
            EntityKind::Unknown => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

/// The tokens of an article that touch `part`.
pub fn semantic_tokens(snapshot: &Snapshot, key: &Key, part: Span) -> Option<Vec<Token>> {
    let cursor = Cursor::in_article(snapshot, key, 0)?;
    let analysis = &cursor.analysis;
    let token = |span: Span, kind: TokenKind| Token { span, kind };
    let pins = analysis.article.pins.iter();
    let mut inner: Vec<Token> = pins
        .map(|pin| token(pin.words, TokenKind::Pinned))
        .collect();
    let pinned = inner.len();
    let names = analysis.names.iter().filter_map(|mention| {
        let kind = TokenKind::of_entity(analysis.entities[mention.entity].kind)?;
        Some(token(mention.span, kind))
    });
    let dates = analysis.times.iter();
    let dates = dates.map(|time| token(time.span, TokenKind::Date));
    let found: Vec<Token> = names.chain(dates).collect();
    let free = |found: &Token| {
        let pins = &inner[..pinned];
        !pins.iter().any(|pin| pin.span.overlaps(found.span))
    };
    let found: Vec<Token> = found.into_iter().filter(free).collect();
    inner.extend(found);
    inner.sort_by_key(|token| (token.span.start, std::cmp::Reverse(token.span.end)));
    let inner = without_overlaps(inner);
    let quotations = analysis.quotations.iter().map(|quotation| quotation.span);
    let all = around(quotations, &inner);
    let lines = all
        .into_iter()
        .flat_map(|token| by_line(&analysis.text, token));
    Some(lines.filter(|token| token.span.overlaps(part)).collect())
}

/// Of two that overlap the first one stays.
fn without_overlaps(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::new();
    for token in tokens {
        let free = kept
            .last()
            .is_none_or(|last| last.span.end <= token.span.start);
        if free && !token.span.is_empty() {
            kept.push(token);
        }
    }
    kept
}

/// Quotations fill what is left between the names and dates inside them.
fn around(quotations: impl Iterator<Item = Span>, inner: &[Token]) -> Vec<Token> {
    let mut all = inner.to_vec();
    let mut filled = 0;
    let mut quotations: Vec<Span> = quotations.collect();
    quotations.sort_unstable();
    for quotation in quotations {
        // A quotation inside another one is filled already.
        let mut at = quotation.start.max(filled);
        let first = inner.partition_point(|token| token.span.end <= at);
        let inside = inner[first..]
            .iter()
            .take_while(|token| token.span.start < quotation.end);
        for token in inside {
            push_quotation(&mut all, at, token.span.start);
            at = token.span.end;
        }
        push_quotation(&mut all, at, quotation.end);
        filled = filled.max(quotation.end);
    }
    all.sort_by_key(|token| token.span);
    all
}

fn push_quotation(all: &mut Vec<Token>, start: u32, end: u32) {
    if start < end {
        all.push(Token {
            span: Span { start, end },
            kind: TokenKind::Quotation,
        });
    }
}

/// A token for each line that it lies on, without the white space at the edges.
fn by_line(text: &Text, token: Token) -> Vec<Token> {
    let lines = text.line_of(token.span.start as usize)..=text.line_of(token.span.end as usize);
    let parts = lines.filter_map(|line| {
        let line = text.line(line);
        let start = line.start.max(token.span.start) as usize;
        let end = (line.end.min(token.span.end) as usize).max(start);
        let words = text.slice(Span::new(start, end));
        let start = start + (words.len() - words.trim_start().len());
        let span = Span::new(start, start + words.trim().len());
        (!span.is_empty()).then_some(Token { span, ..token })
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn rows(source: &str, part: Span) -> Vec<String> {
        let fixture = Fixture::new(source);
        let (key, _) = fixture.cursor.clone().expect("$0");
        let text = fixture.text(&key).expect("text");
        let tokens = semantic_tokens(&fixture.snapshot, &key, part).expect("tokens");
        tokens
            .iter()
            .map(|token| format!("{} {}", token.kind.word(), text.slice(token.span)))
            .collect()
    }

    const ALL: Span = Span {
        start: 0,
        end: 9999,
    };

    #[test]
    fn names_and_dates_have_their_colours_and_quotations_fill_the_rest() {
        assert_eq!(
            rows(
                "//- a.txt\n$0\u{201c}We leave on Feb. 3, 2025,\u{201d} said Minister Latif Nazari in Tokyo.\n",
                ALL
            ),
            [
                "quotation \u{201c}We leave on",
                "date Feb. 3, 2025",
                "quotation ,\u{201d}",
                "person Latif Nazari",
                "place Tokyo"
            ]
        );
    }

    #[test]
    fn what_is_pinned_is_shown_as_pinned() {
        assert_eq!(
            rows("//- a.md\n$0He left on [Monday]{when=2025-02-17}.\n", ALL),
            ["pinned Monday"]
        );
    }

    #[test]
    fn a_token_never_crosses_a_line_and_a_part_has_its_own_only() {
        let source = "//- a.md\n$0So \u{201c}it ends\non that road\u{201d} here.\n\nFeb. 3, 2025 was late.\n";
        assert_eq!(
            rows(source, ALL),
            [
                "quotation \u{201c}it ends",
                "quotation on that road\u{201d}",
                "date Feb. 3, 2025"
            ]
        );
        assert_eq!(rows(source, Span::new(40, 62)), ["date Feb. 3, 2025"]);
    }

    #[test]
    fn declarations_have_no_colours_of_ours() {
        let fixture = Fixture::new("//- entities.yml\n- name: Latif Nazari\n//- a.txt\nText.\n");
        let key = fixture.key("entities.yml");
        assert_eq!(semantic_tokens(&fixture.snapshot, &key, ALL), None);
    }
}
