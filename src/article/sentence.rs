//! Sentences of one block.
//!
//! In: the prose of a block. Out: spans of sentences that leave no prose out. Abbreviations,
//! initials and decimal points end no sentence; closing quotation marks belong to the sentence
//! that they close.

use crate::text::Span;

use super::english::{ABBREVIATIONS, ENDING_ABBREVIATIONS, SENTENCE_STARTERS};

/// What has no end after so many bytes is no sentence. It is cut, because many a question about a
/// word reads the whole sentence.
const LONGEST: usize = 4000;

/// The sentences of `prose`, as byte spans in it, without the white space around them.
pub fn sentences(prose: &str) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in prose.match_indices(['.', '?', '!', '\u{2026}']) {
        if at < start {
            continue;
        }
        if let Some(end) = sentence_end(prose, at, mark) {
            sentences.extend(cut(prose, start, end));
            start = end;
        }
    }
    sentences.extend(cut(prose, start, prose.len()));
    sentences
}

/// The sentence between two bytes; several pieces, cut at white space where there is some, where it
/// is too long for one.
fn cut(prose: &str, mut start: usize, end: usize) -> impl Iterator<Item = Span> {
    let pieces = std::iter::from_fn(move || {
        let from = start;
        start = piece_end(prose, from, end);
        (from < end).then(|| trimmed(prose, from, start))
    });
    pieces.flatten()
}

fn piece_end(prose: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST {
        return end;
    }
    let mut limits = (start..=start + LONGEST).rev();
    let limit = limits.find(|at| prose.is_char_boundary(*at)).unwrap_or(end);
    match prose[start..limit].rfind(char::is_whitespace) {
        Some(space @ 1..) => start + space,
        _ => limit,
    }
}

fn trimmed(prose: &str, start: usize, end: usize) -> Option<Span> {
    let words = &prose[start..end];
    let left = start + (words.len() - words.trim_start().len());
    let span = Span::new(left, left + words.trim().len());
    (!span.is_empty()).then_some(span)
}

/// The end of the sentence that the mark at `at` closes, if it closes one.
fn sentence_end(prose: &str, at: usize, mark: &str) -> Option<usize> {
    let marks = prose[at..].trim_start_matches(['.', '?', '!', '\u{2026}']);
    let after_marks = prose.len() - marks.len();
    let rest = marks.trim_start_matches(is_closing);
    let end = prose.len() - rest.len();
    if rest.is_empty() {
        return Some(end);
    }
    let next = rest.trim_start();
    if next.len() == rest.len() && !rest.starts_with('\u{2014}') {
        return None;
    }
    let next = next.trim_start_matches(is_opening);
    let first = next.chars().next()?;
    if !(first.is_uppercase() || first.is_numeric()) {
        return None;
    }
    let lone_stop = mark == "." && after_marks == at + 1 && end == after_marks;
    if lone_stop && !stop_ends_sentence(&prose[..at], next) {
        return None;
    }
    Some(end)
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '\u{201d}' | '\u{2019}' | ')' | ']' | '\u{bb}'
    )
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '\u{201c}' | '\u{2018}' | '(' | '[' | '\u{ab}'
    )
}

fn stop_ends_sentence(before: &str, next: &str) -> bool {
    let word_start = before
        .rfind(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &before[word_start..];
    let next_word = next
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let starter = SENTENCE_STARTERS.contains(&next_word);
    if is_initial(word) || is_dotted(word) {
        return starter && is_dotted(word);
    }
    let lower = word.to_lowercase();
    if ENDING_ABBREVIATIONS.contains(&lower.as_str()) {
        return starter;
    }
    // "Sat." and "No." abbreviate, "sat." and "no." are words at the end of a sentence.
    let capital = word.starts_with(char::is_uppercase);
    !(ABBREVIATIONS.contains(&lower.as_str())
        && (capital || word.contains('.') || !is_plain_word(&lower)))
}

/// Whether the abbreviation is also an ordinary word in lower case.
fn is_plain_word(lower: &str) -> bool {
    matches!(
        lower,
        "no" | "sat"
            | "sun"
            | "mass"
            | "miss"
            | "ill"
            | "ex"
            | "wed"
            | "co"
            | "op"
            | "ore"
            | "mar"
            | "fig"
    )
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I"
}

/// "U.S", "p.m", "Ph.D": letters with stops between them.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.len() <= 2 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(prose: &str) -> Vec<&str> {
        sentences(prose)
            .into_iter()
            .map(|span| &prose[span.range()])
            .collect()
    }

    #[test]
    fn what_has_no_end_is_cut_between_words() {
        let endless = "f\u{fc}r ".repeat(5000);
        let pieces = split(&endless);
        assert!(
            pieces
                .iter()
                .all(|piece| piece.len() <= LONGEST && piece.ends_with('r'))
        );
        assert_eq!(pieces.join(" "), endless.trim_end());
        assert_eq!(split(&"\u{fc}".repeat(5000)).concat().len(), 10_000);
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        for one in [
            "Nazari called on the U.S. to unfreeze the assets.",
            "On Monday, Feb. 17, 2025, Mr. J. Smith of Acme Inc. met Gov. Lee.",
            "It rose 3.5 percent, i.e. more than in Jan. 2024.",
            "The U.S. Congress met.",
        ] {
            assert_eq!(split(one), [one]);
        }
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        let text = "He left at 9 a.m. The talks failed. \u{201c}No deal.\u{201d} She lives in the U.S. But why? I do.";
        assert_eq!(
            split(text),
            [
                "He left at 9 a.m.",
                "The talks failed.",
                "\u{201c}No deal.\u{201d}",
                "She lives in the U.S.",
                "But why?",
                "I do."
            ]
        );
    }

    #[test]
    fn a_word_that_is_also_an_abbreviation_ends_a_sentence_in_lower_case() {
        assert_eq!(
            split("The answer was no. They sat. Then they left.").len(),
            3
        );
        assert_eq!(split("It is No. 10 Downing Street.").len(), 1);
    }
}
