//! Whether the clause around an expression speaks of what is to come.
//!
//! No parser: the nearest verb before the expression decides, then the nearest behind it. A
//! preposition such as "by" or "until" decides alone.

use super::english::{FUTURE_PREPOSITIONS, FUTURE_WORDS, PAST_WORDS};

/// How many words are looked at on each side.
const NEAR: usize = 14;

/// Whether the expression at `start..end` of `prose` lies ahead of the article.
pub fn is_future(prose: &str, start: usize, end: usize) -> bool {
    let before = clause_before(&prose[..start]);
    let words = before.rsplit(|c: char| c.is_whitespace() || c == ',' || c == '\u{2014}');
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .take(NEAR)
        .map(bare)
        .collect();
    if words
        .first()
        .is_some_and(|word| FUTURE_PREPOSITIONS.contains(&word.as_str()))
    {
        // "by" and the rest look ahead unless the clause has a verb of the past.
        return !words.iter().any(|word| is_past(word));
    }
    for word in &words {
        if FUTURE_WORDS.contains(&word.as_str()) || word.ends_with("'ll") {
            return true;
        }
        if is_past(word) {
            return false;
        }
    }
    let after = clause_after(&prose[end..]);
    for word in after.split_whitespace().take(NEAR).map(bare) {
        if FUTURE_WORDS.contains(&word.as_str()) {
            return true;
        }
        if is_past(&word) {
            return false;
        }
    }
    false
}

fn bare(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.to_lowercase().replace('\u{2019}', "'")
}

fn is_past(word: &str) -> bool {
    let regular = word.len() > 4 && word.ends_with("ed") && !FUTURE_WORDS.contains(&word);
    regular || PAST_WORDS.contains(&word)
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
    use super::is_future;

    fn future(prose: &str) -> bool {
        let at = prose.find("Tuesday").expect("the word");
        is_future(prose, at, at + "Tuesday".len())
    }

    #[test]
    fn the_nearest_verb_decides() {
        assert!(future("He said they will meet on Tuesday."));
        assert!(future("Voters go to the polls by Tuesday."));
        assert!(future("On Tuesday, the council will vote."));
        assert!(!future("The council that will vote met on Tuesday."));
        assert!(!future("He will resign. They met on Tuesday."));
        assert!(!future("On Tuesday he said that he will go."));
    }
}
