//! The same quotation in several reports, told by its words as numbers.
//!
//! In: the facts of an article and of those related to it. Out: for each of its quotations where
//! the same words are given, and whether they are the same to the letter.

use rustc_hash::FxHashSet;

use crate::claim::wording::{Alignment, Difference, align, contains, stretches};

use super::{Facts, Key, QuoteFact};

/// Another report's form of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct SameQuote {
    pub key: Key,
    /// Index into the quotations of that report.
    pub quote: usize,
    pub sameness: Sameness,
    /// How many words agree.
    pub agreeing: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Sameness {
    /// One contains the other.
    Contained,
    /// Mostly the same words, and these differences between the two lists of words.
    Reworded(Vec<Difference>),
}

/// Fewer words than these may be said by anybody; a difference needs more to tell from chance.
const FEWEST: usize = 4;
const FEWEST_REWORDED: usize = 6;

/// The part of the shorter quotation that has to agree.
const AGREEMENT: f64 = 0.8;

/// How the two are the same, if they are, and how many words agree.
pub fn compare(own: &QuoteFact, other: &QuoteFact) -> Option<(Sameness, usize)> {
    let shorter = own.word_count().min(other.word_count());
    if shorter < FEWEST {
        return None;
    }
    let enough = |part: &QuoteFact| part.word_count() >= FEWEST && longest(part) >= SHARED;
    if (enough(own) && contains(&other.words, &own.words))
        || (enough(other) && contains(&own.words, &other.words))
    {
        return Some((Sameness::Contained, shorter));
    }
    let has_gaps = own.words.contains(&0) || other.words.contains(&0);
    if shorter < FEWEST_REWORDED || has_gaps {
        return None;
    }
    let alignment = align(&own.words, &other.words)?;
    let agrees = alignment.agreement() >= AGREEMENT
        && alignment.pairs.len() as f64 >= AGREEMENT * shorter as f64;
    let differences = inner_differences(&alignment, own.words.len(), other.words.len());
    let agreeing = alignment.pairs.len();
    (agrees && !differences.is_empty()).then_some((Sameness::Reworded(differences), agreeing))
}

fn longest(quote: &QuoteFact) -> usize {
    stretches(&quote.words).map(<[u32]>::len).max().unwrap_or(0)
}

/// Where one quotation only begins earlier or ends later nothing differs; where both begin or end
/// with other words, something does.
fn inner_differences(alignment: &Alignment, ours: usize, theirs: usize) -> Vec<Difference> {
    let (mine, other) = (alignment.ours(), alignment.theirs());
    let short = |words: usize| (1..=EDGE).contains(&words);
    let begin = short(mine.start) && short(other.start);
    let end = short(ours - mine.end) && short(theirs - other.end);
    let mut all = Vec::new();
    if begin {
        all.push(Difference {
            ours: 0..mine.start,
            theirs: 0..other.start,
        });
    }
    all.extend(alignment.differences());
    if end {
        all.push(Difference {
            ours: mine.end..ours,
            theirs: other.end..theirs,
        });
    }
    all
}

const EDGE: usize = 2;

/// Quotations of `other` that are the same as `own`.
pub fn same_in(own: &QuoteFact, other: &Facts) -> Vec<SameQuote> {
    let known: FxHashSet<&[u32]> = own.words.windows(SHARED).collect();
    let quotes = other.quotes.iter().enumerate();
    let likely = quotes.filter(|(_, quote)| {
        let mut windows = quote.words.windows(SHARED);
        windows.any(|words| known.contains(words))
    });
    let same = likely.filter_map(|(at, quote)| {
        let (sameness, agreeing) = compare(own, quote)?;
        Some(SameQuote {
            key: other.key.clone(),
            quote: at,
            sameness,
            agreeing,
        })
    });
    same.collect()
}

/// Two forms of a quotation share so many words in a row.
const SHARED: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::wording::{numbers, tokens};
    use crate::text::Span;

    fn quote(words: &str) -> QuoteFact {
        QuoteFact {
            span: Span::default(),
            inside: Span::default(),
            words: numbers(&tokens(words)).into(),
            speaker: None,
            spoken_by: None,
        }
    }

    fn sameness(own: &str, other: &str) -> &'static str {
        match compare(&quote(own), &quote(other)) {
            Some((Sameness::Contained, _)) => "contained",
            Some((Sameness::Reworded(_), _)) => "reworded",
            None => "other",
        }
    }

    #[test]
    fn fragments_are_contained_and_changed_words_are_seen() {
        let whole = "We will leave the old city in the spring";
        for (other, expected) in [
            ("leave the old city", "contained"),
            ("We will leave \u{2026} in the spring", "contained"),
            ("We must leave the old city in the spring", "reworded"),
            ("They will leave the old city in the spring", "reworded"),
            ("the old city in the spring and never come back", "other"),
            ("We will paint the new town in the autumn", "other"),
        ] {
            assert_eq!(sameness(whole, other), expected, "{other}");
        }
    }
}
