//! How near two spellings are to each other.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::Outline;

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
    let sketched = whole.map(|(at, word)| (word.chars().next(), Outline::of(word), at));
    let mut sketched: Vec<(Option<char>, Outline, usize)> = sketched.collect();
    sketched.sort_unstable_by_key(|(first, ..)| *first);
    let mut found = Vec::new();
    for group in sketched.chunk_by(|a, b| a.0 == b.0) {
        let near = |(_, one, at): &&(Option<char>, Outline, usize)| {
            let mut others = group.iter().filter(|(.., other)| other != at);
            group.len() > FEW || others.any(|(_, other, _)| one.may_be_one_edit_from(*other))
        };
        found.extend(group.iter().filter(near).map(|(.., at)| *at));
    }
    found
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
