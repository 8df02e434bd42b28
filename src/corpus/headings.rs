//! Headings as targets of links.

use super::{Facts, HeadingFact, Key, Snapshot};

/// The headings of an article; `None` where the file is no article.
pub fn of(snapshot: &Snapshot, key: &Key) -> Option<Vec<HeadingFact>> {
    if let Some(analysis) = snapshot.open(key) {
        return Some(Facts::of(key, analysis).headings);
    }
    let folder = snapshot.folder(key)?;
    let facts = folder.index.facts(key);
    facts.map(|facts| facts.headings.clone())
}

/// Whether a link's `#fragment` names a heading: its words as Obsidian writes them, or the slug
/// that GitHub and most sites make of them.
pub fn names(words: &str, fragment: &str) -> bool {
    // Obsidian writes "#Chapter#Section": the last one is meant.
    let last = fragment.rsplit('#').next().unwrap_or(fragment);
    fold(words) == fold(last) || anchor(words) == anchor(last)
}

fn fold(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.to_lowercase()
}

/// The slug of a heading.
pub fn anchor(words: &str) -> String {
    let kept = words
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| {
        if c == ' ' {
            '-'
        } else {
            c.to_ascii_lowercase()
        }
    })
    .collect::<String>()
    .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn words_and_slugs_name_a_heading() {
        assert!(names("Work, roads and power", "work-roads-and-power"));
        assert!(names("Work, roads and power", "Work, roads and  power"));
        assert!(names("Power", "Work#Power"));
        assert!(!names("Power", "powers"));
    }
}
