//! How near two spellings are to each other.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Whether one insertion, deletion, substitution or swap of neighbours turns one into the other.
/// Short words are not compared: too many of them are near.
pub fn one_edit_apart(a: &str, b: &str) -> bool {
    let shortest = a.chars().count().min(b.chars().count());
    shortest >= 3 && strsim::osa_distance(a, b) == 1
}

/// A longer word, in bytes, is no word, and near to none.
const LONGEST: usize = 64;

/// The pairs of `words` that begin with the same letter and are [`one_edit_apart`], each as two
/// indices, the smaller first, in order. Words of more than 64 bytes are in none.
///
/// Two such words are equal once at most one letter of each is left out (Garbe's symmetric delete),
/// so that not every word is compared with every other.
pub fn pairs_one_edit_apart(words: &[&str]) -> Vec<(usize, usize)> {
    let mut shortened: Vec<(u64, usize)> = Vec::new();
    for at in with_neighbours(words) {
        let word = words[at];
        shortened.push((hash(word, ""), at));
        let letters = word.char_indices();
        shortened.extend(letters.map(|(left_out, letter)| {
            let rest = &word[left_out + letter.len_utf8()..];
            (hash(&word[..left_out], rest), at)
        }));
    }
    shortened.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for same in shortened.chunk_by(|a, b| a.0 == b.0) {
        for (index, (_, one)) in same.iter().enumerate() {
            let others = same[index + 1..].iter().map(|(_, other)| *other);
            pairs.extend(
                others
                    .filter(|other| other != one)
                    .map(|other| (*one, other)),
            );
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|(one, other)| {
        let (one, other) = (words[*one], words[*other]);
        one.chars().next() == other.chars().next() && one_edit_apart(one, other)
    });
    pairs
}

fn hash(start: &str, rest: &str) -> u64 {
    let mut hasher = FxHasher::default();
    start
        .bytes()
        .chain(rest.bytes())
        .for_each(|byte| hasher.write_u8(byte));
    hasher.finish()
}

/// Among so few words with one first letter each is compared with every other by its outline.
const FEW: usize = 64;

/// The words that may be one edit apart from another: in most articles hardly any.
fn with_neighbours(words: &[&str]) -> Vec<usize> {
    let whole = words.iter().enumerate();
    let whole = whole.filter(|(_, word)| word.len() <= LONGEST);
    let mut outlines: Vec<Outline> = whole.map(|(at, word)| Outline::of(word, at)).collect();
    outlines.sort_unstable_by_key(|outline| outline.first);
    let mut found = Vec::new();
    for group in outlines.chunk_by(|a, b| a.first == b.first) {
        let near = |one: &&Outline| {
            let mut others = group.iter().filter(|other| other.at != one.at);
            group.len() > FEW || others.any(|other| one.is_near(other))
        };
        found.extend(group.iter().filter(near).map(|one| one.at));
    }
    found
}

/// What of a word is quickly compared.
struct Outline {
    first: Option<char>,
    letters: usize,
    /// A bit for each letter that it has.
    has: u64,
    /// Its place among the words.
    at: usize,
}

impl Outline {
    fn of(word: &str, at: usize) -> Outline {
        Outline {
            first: word.chars().next(),
            letters: word.chars().count(),
            has: word.chars().fold(0, |has, c| has | 1 << (c as u32 % 64)),
            at,
        }
    }

    /// One edit takes a letter away and brings another one at most.
    fn is_near(&self, other: &Outline) -> bool {
        self.letters.abs_diff(other.letters) <= 1 && (self.has ^ other.has).count_ones() <= 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_pair_is_found(words in proptest::collection::vec("[ab\u{e9}]{2,5}", 0..12)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let all = (0..words.len()).flat_map(|one| (one + 1..words.len()).map(move |other| (one, other)));
            let near = all.filter(|(one, other)| {
                let (one, other) = (words[*one], words[*other]);
                one_edit_apart(one, other) && one.chars().next() == other.chars().next()
            });
            prop_assert_eq!(pairs_one_edit_apart(&words), near.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_word_without_an_end_is_near_to_none() {
        let endless = "A".repeat(1 << 20);
        let other = endless.clone() + "b";
        let words = [&endless, &other, "abcdef", "abcdeg"];
        assert_eq!(pairs_one_edit_apart(&words), [(2, 3)]);
    }

    #[test]
    fn one_edit_is_a_letter_or_a_swap() {
        for (a, b) in [
            ("chriac", "chirac"),
            ("telsa", "tesla"),
            ("pyongang", "pyongyang"),
            ("nazeri", "nazari"),
            ("titel", "title"),
        ] {
            assert!(one_edit_apart(a, b), "{a} {b}");
        }
        for (a, b) in [("nazari", "nazari"), ("ronald", "donalds"), ("to", "tp")] {
            assert!(!one_edit_apart(a, b), "{a} {b}");
        }
    }
}
