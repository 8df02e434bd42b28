//! Whether the clause around an expression speaks of what is to come.
//!
//! No parser: the nearest verb before the expression decides, then the nearest behind it. A
//! preposition such as "by" or "until" decides alone.

use std::borrow::Cow;

use super::Tense;
use super::english::{FUTURE_PREPOSITIONS, FUTURE_WORDS, NO_PAST, PAST_PLANS, PAST_WORDS, PLANS};

/// How many words are looked at on each side.
const NEAR: usize = 14;

/// Whether the expression at `start..end` of `prose` lies ahead of the article.
pub fn tense(prose: &str, start: usize, end: usize) -> Tense {
    let before = clause_before(&prose[..start]);
    let words = before.rsplit(|c: char| c.is_whitespace() || c == ',' || c == '\u{2014}');
    let words: Vec<Cow<str>> = words
        .filter(|word| !word.is_empty())
        .take(NEAR)
        .map(bare)
        .collect();
    let prepositions = words
        .first()
        .is_some_and(|word| FUTURE_PREPOSITIONS.contains(&&**word));
    if prepositions {
        // "by" and the rest look ahead unless the clause has a verb of the past.
        return match words.iter().any(|word| is_past(word)) {
            true => Tense::Past,
            false => Tense::Future,
        };
    }
    for (at, word) in words.iter().enumerate() {
        let further = words[at + 1..].iter().take(4);
        if is_ahead(word) {
            let old = PLANS.contains(&&**word)
                && further
                    .into_iter()
                    .any(|word| PAST_PLANS.contains(&&**word));
            return if old { Tense::Past } else { Tense::Future };
        }
        // "is to meet on Tuesday".
        let is_to = word == "to"
            && words
                .get(at + 1)
                .is_some_and(|word| matches!(&**word, "is" | "are"));
        if is_to {
            return Tense::Future;
        }
        // "to be held": no verb of the past.
        let passive = words.get(at + 1).is_some_and(|word| word == "be");
        if is_past(word) && !passive {
            return Tense::Past;
        }
    }
    let after = clause_after(&prose[end..]);
    for word in after.split_whitespace().take(NEAR).map(bare) {
        if is_ahead(&word) {
            return Tense::Future;
        }
        if is_past(&word) {
            return Tense::Past;
        }
    }
    Tense::Unknown
}

fn is_ahead(word: &str) -> bool {
    FUTURE_WORDS.contains(&word) || word.ends_with("'ll")
}

fn bare(word: &str) -> Cow<'_, str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    // Most words are as they should be.
    match word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase().replace('\u{2019}', "'")),
    }
}

fn is_past(word: &str) -> bool {
    let regular = word.len() > 4 && word.ends_with("ed") && !FUTURE_WORDS.contains(&word);
    regular && !NO_PAST.contains(&word) || PAST_WORDS.contains(&word)
}

/// The words since the last end of a sentence, and no more than a line of them.
fn clause_before(before: &str) -> &str {
    let from = floor(before, before.len().saturating_sub(160));
    let near = &before[from..];
    let stop = near
        .rmatch_indices(['.', ';', '?', '!', '"', '\u{201d}', '\u{201c}'])
        .find(|(at, _)| {
            let rest = &near[*at..];
            let next = rest.chars().nth(1);
            next.is_none_or(|c| c.is_whitespace()) && !is_abbreviation(&near[..*at])
        });
    stop.map_or(near, |(at, mark)| &near[at + mark.len()..])
}

fn clause_after(after: &str) -> &str {
    let near = &after[..floor(after, 160)];
    let stop = near.find(['.', ';', '?', '!', '"', '\u{201c}', '\u{201d}']);
    &near[..stop.unwrap_or(near.len())]
}

fn is_abbreviation(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or("");
    word.len() <= 4 && word.starts_with(char::is_uppercase)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{Tense, tense};

    fn future(prose: &str) -> bool {
        let at = prose.find("Tuesday").expect("the word");
        tense(prose, at, at + "Tuesday".len()) == Tense::Future
    }

    #[test]
    fn the_nearest_verb_decides() {
        assert!(future("He said they will meet on Tuesday."));
        assert!(future("Voters go to the polls by Tuesday."));
        assert!(future("On Tuesday, the council will vote."));
        assert!(future("He will succeed Ms. Oduya Tuesday."));
        assert!(future("Trading is to resume in Paris Tuesday."));
        assert!(!future("It had been due to expire Tuesday."));
        assert!(!future("The council that will vote met on Tuesday."));
        assert!(!future("He will resign. They met on Tuesday."));
        assert!(!future("On Tuesday he said that he will go."));
    }
}
