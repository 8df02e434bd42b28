//! The most telling words of an article, by which it is compared with others.
//!
//! In: the [`Lexeme`]s of its blocks and its title. Out: terms with the number of times they are
//! said, the most telling first.

use rustc_hash::FxHashMap;

use crate::text::words;

use super::lexeme::{Lexeme, Term, bare, term};

/// How many telling words are kept of an article.
const TERMS: usize = 64;

/// A word of the title counts as if it were said so many times more.
const TITLE: u16 = 6;

/// A word as it is first written, and how often it is said.
struct Counted<'a> {
    term: Term,
    word: &'a str,
    count: u16,
}

/// The terms of blocks with their prose: small words tell nothing; all others count, the longer and
/// the more often the more. Those of the title count more than once.
pub fn terms<'a>(
    blocks: impl Iterator<Item = (&'a str, &'a [Lexeme])>,
    title: &'a str,
) -> Vec<(String, u16)> {
    let mut counts: FxHashMap<u32, Counted> = FxHashMap::default();
    for (prose, lexemes) in blocks {
        counts.reserve(lexemes.len() / 4);
        for lexeme in lexemes {
            let Some(term) = lexeme.term else { continue };
            let word = &prose[lexeme.span.range()];
            let counted = counts.entry(term.hash).or_insert(Counted {
                term,
                word,
                count: 0,
            });
            counted.count = counted.count.saturating_add(1);
        }
    }
    let title = words(title).filter_map(|word| Some((word.text, Term::of(&term(word.text)?))));
    let mut title: Vec<(&str, Term)> = title.collect();
    title.sort_unstable_by_key(|(_, term)| term.hash);
    title.dedup_by_key(|(_, term)| term.hash);
    for (word, term) in title {
        let counted = counts.entry(term.hash).or_insert(Counted {
            term,
            word,
            count: 0,
        });
        counted.count = counted.count.saturating_add(TITLE);
    }
    let mut ranked: Vec<(f64, Counted)> = counts
        .into_values()
        .map(|one| (weight(&one), one))
        .collect();
    if ranked.len() > TERMS {
        ranked.select_nth_unstable_by(TERMS, |(a, one), (b, other)| {
            b.total_cmp(a)
                .then_with(|| letters(one).cmp(letters(other)))
        });
        ranked.truncate(TERMS);
    }
    let terms = ranked.into_iter();
    let mut terms: Vec<(f64, String, u16)> = terms
        .filter_map(|(weight, one)| Some((weight, term(one.word)?, one.count)))
        .collect();
    terms.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let terms = terms.into_iter().map(|(_, term, count)| (term, count));
    terms.collect()
}

/// The letters of the term.
fn letters<'a>(one: &Counted<'a>) -> impl Iterator<Item = char> + 'a {
    bare(one.word).chars().flat_map(char::to_lowercase)
}

fn weight(one: &Counted) -> f64 {
    // Most words are said once, and a logarithm takes its time.
    let often = match one.count {
        1 => 1.0,
        count => 1.0 + f64::from(count).ln(),
    };
    often * f64::from(one.term.length.min(9))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::lexeme::lexemes;

    #[test]
    fn long_words_and_those_of_the_title_come_first() {
        let prose = "The harbor\u{2019}s foundation and the Harbor: about roads";
        let read = lexemes(prose);
        let found = terms([(prose, read.as_slice())].into_iter(), "Roads of Kabul");
        let expected = [("roads", 7), ("kabul", 6), ("harbor", 2), ("foundation", 1)];
        let expected = expected.map(|(word, count)| (word.to_owned(), count));
        assert_eq!(found, expected);
    }
}
