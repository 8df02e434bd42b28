//! Words, numbers and signs of a block, cut once.

use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It starts with a letter.
    Word,
    /// Digits with the commas and stops between them.
    Digits,
    /// Any other character that is no white space.
    Sign(char),
}

pub struct Tokens(Vec<(Span, Kind)>);

impl Tokens {
    pub fn read(prose: &str) -> Tokens {
        let mut tokens = Vec::with_capacity(prose.len() / 5);
        let mut at = 0;
        while let Some(c) = prose[at..].chars().next() {
            let (len, kind) = match c {
                c if c.is_whitespace() => (c.len_utf8(), None),
                c if c.is_ascii_digit() => (digits(&prose[at..]), Some(Kind::Digits)),
                c if c.is_alphabetic() || is_power(c) => (word(&prose[at..]), Some(Kind::Word)),
                c => (c.len_utf8(), Some(Kind::Sign(c))),
            };
            if let Some(kind) = kind {
                tokens.push((Span::new(at, at + len), kind));
            }
            at += len;
        }
        Tokens(tokens)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn span(&self, at: usize) -> Span {
        self.0[at].0
    }

    pub fn kind(&self, at: usize) -> Kind {
        self.0[at].1
    }
}

fn is_power(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}')
}

fn digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while digit(at) || matches!(bytes.get(at), Some(b',' | b'.')) && digit(at + 1) {
        at += 1;
    }
    at
}

fn word(text: &str) -> usize {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric();
    let start = text.bytes().take_while(plain).count();
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let apostrophe = matches!(c, '\'' | '\u{2019}');
        let goes_on = apostrophe && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(c.is_alphanumeric() || is_power(c) || goes_on) {
            return start + at;
        }
    }
    text.len()
}
