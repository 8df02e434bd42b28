//! Words: runs of letters and digits with the apostrophes inside them.

use super::Span;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub span: Span,
    pub text: &'a str,
}

/// The words of `text` in order. An apostrophe, straight or curly, belongs to a word when a letter
/// follows it; a hyphen or a full stop parts two words.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_inside_a_word)?;
        at = word_end(text, start);
        Some(Word {
            span: Span::new(start, at),
            text: &text[start..at],
        })
    })
}

fn is_inside_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())
}

fn word_end(text: &str, start: usize) -> usize {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric();
    let start = start
        + text.as_bytes()[start..]
            .iter()
            .take_while(|byte| plain(byte))
            .count();
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let apostrophe = matches!(c, '\'' | '\u{2019}');
        let goes_on = apostrophe && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !is_inside_a_word(c) && !goes_on {
            return start + at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_inside_a_word_belong_to_it() {
        let text = "Japan\u{2019}s \u{2018}stance\u{2019} isn't Caf\u{e9}-bar 3.5";
        let found: Vec<&str> = words(text).map(|word| word.text).collect();
        assert_eq!(
            found,
            [
                "Japan\u{2019}s",
                "stance",
                "isn't",
                "Caf\u{e9}",
                "bar",
                "3",
                "5"
            ]
        );
    }
}
