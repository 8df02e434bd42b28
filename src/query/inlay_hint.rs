//! Which day is that? The resolved date behind a relative one.

use crate::corpus::{Key, Snapshot};
use crate::text::Span;
use crate::time::{Derivation, Granularity, Interval, TimeMention, in_words};

use super::Cursor;

/// A few words that an editor shows behind a place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Byte offset.
    pub offset: usize,
    pub words: String,
}

/// The hints inside `part` of an article.
pub fn inlay_hints(snapshot: &Snapshot, key: &Key, part: Span) -> Option<Vec<Hint>> {
    let cursor = Cursor::new(snapshot, key, 0)?;
    let times = cursor
        .analysis
        .times
        .iter()
        .filter(|time| part.touches(time.span.end as usize));
    let hints = times.filter_map(|time| {
        let words = words(time)?;
        Some(Hint {
            offset: time.span.end as usize,
            words,
        })
    });
    Some(hints.collect())
}

/// The value of an expression that counts from something, short.
fn words(time: &TimeMention) -> Option<String> {
    let counted = matches!(
        time.derivation,
        Derivation::OwnDay | Derivation::FromArticle | Derivation::FromLastMention
    );
    let interval = time
        .interval
        .filter(|_| counted && time.expression.is_relative())?;
    Some(short(interval))
}

fn short(interval: Interval) -> String {
    match interval.granularity {
        Granularity::Day => in_words(interval.begin),
        _ => interval.in_words(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn relative_dates_have_a_hint_and_others_have_none() {
        let fixture = Fixture::new(
            "//- 2025-02-17.txt\nOn Monday they met, as last year, and not on Feb. 3, 2025, nor now.\n",
        );
        let key = fixture.key("2025-02-17.txt");
        let all = Span::new(0, 1000);
        let hints = inlay_hints(&fixture.snapshot, &key, all).expect("hints");
        let hints: Vec<(usize, &str)> = hints
            .iter()
            .map(|hint| (hint.offset, hint.words.as_str()))
            .collect();
        assert_eq!(hints, [(9, "17 February 2025"), (32, "2024")]);
        let part = inlay_hints(&fixture.snapshot, &key, Span::new(20, 40)).expect("hints");
        assert_eq!(part.len(), 1);
    }
}
