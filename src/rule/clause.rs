//! The words around a span in its sentence, for the rules that read a clause.

use crate::text::words;

use super::Context;

/// The sentence from its start up to `offset`.
pub fn before<'a>(context: &'a Context, offset: usize) -> &'a str {
    let sentence = context.analysis.sentence_at(offset);
    let start = (sentence.start as usize).min(offset);
    &context.analysis.article.prose()[start..offset]
}

/// The words in lower case.
pub fn lower_words(text: &str) -> Vec<String> {
    words(text).map(|word| word.text.to_lowercase()).collect()
}

/// Whether one of `words` occurs in `text`, whatever its case.
pub fn has_any(text: &str, list: &[&str]) -> bool {
    lower_words(text)
        .iter()
        .any(|word| list.contains(&word.as_str()))
}
