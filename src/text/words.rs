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
        let start = word_start(text, at)?;
        at = word_end(text, start);
        Some(Word {
            span: Span::new(start, at),
            text: &text[start..at],
        })
    })
}

/// A word without its possessive: "Japan" of "Japan's" and of "JAPAN\u{2019}S".
pub fn without_possessive(word: &str) -> &str {
    if !word.ends_with(['s', 'S']) {
        return word;
    }
    let endings = ["'s", "\u{2019}s", "'S", "\u{2019}S"];
    let bare = endings.iter().find_map(|ending| word.strip_suffix(ending));
    bare.unwrap_or(word)
}

fn is_inside_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())
}

/// Where the next word begins; whole letters of ASCII, which most are, are looked at as bytes.
fn word_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            return Some(at);
        }
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        let c = text[at..].chars().next()?;
        if c.is_alphanumeric() {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte.is_ascii() && *byte != b'\'' {
            return at;
        }
        let mut chars = text[at..].chars();
        let Some(c) = chars.next() else { break };
        let apostrophe = matches!(c, '\'' | '\u{2019}');
        let goes_on = apostrophe && chars.next().is_some_and(char::is_alphabetic);
        if !is_inside_a_word(c) && !goes_on {
            return at;
        }
        at += c.len_utf8();
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
