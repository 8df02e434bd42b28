//! What is known of single words before any text is read: the company a word keeps (clusters of
//! GloVe vectors), how common it is, and whether first names, surnames, cities or countries are
//! spelt so.
//!
//! One sorted table of hashes, read in place. Words are hashed in lower case; two of them may share
//! an entry, which costs a little accuracy and nothing else.

use std::collections::BTreeMap;

use super::hash::hash_lower;

const MAGIC: &[u8; 4] = b"CDL2";

/// What is known of a word, packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry(pub u32);

/// Lists that a word may be on.
pub mod list {
    pub const FIRST_NAME: u32 = 1;
    pub const SURNAME: u32 = 1 << 1;
    pub const CITY: u32 = 1 << 2;
    pub const COUNTRY: u32 = 1 << 3;
    pub const PEOPLE: u32 = 1 << 4;
    pub const TITLE: u32 = 1 << 5;
    pub const ORGANIZATION_WORD: u32 = 1 << 6;
    pub const PLACE_WORD: u32 = 1 << 7;
    /// The lists whose names count only where they are written with a capital.
    pub const OF_NAMES: u32 = FIRST_NAME | SURNAME | CITY | COUNTRY | PEOPLE;
}

impl Entry {
    /// `fine` of 1,024 clusters, `coarse` of 128, and the rank of the word among all words.
    pub fn word(fine: u32, coarse: u32, rank: u32) -> Entry {
        let rank = 1 + ((f64::from(rank) + 1.0).log2() / 2.0) as u32;
        Entry((fine + 1) | (coarse + 1) << 11 | rank << 19)
    }

    pub fn on(self, lists: u32) -> Entry {
        Entry(self.0 | lists << 23)
    }

    /// 1 to 1,024; 0 is unknown.
    pub fn fine(self) -> u32 {
        self.0 & 0x7ff
    }

    /// 1 to 128; 0 is unknown.
    pub fn coarse(self) -> u32 {
        self.0 >> 11 & 0xff
    }

    /// 1 for the most common words, 9 for the rarest known; 0 is unknown.
    pub fn rank(self) -> u32 {
        self.0 >> 19 & 0xf
    }

    pub fn lists(self) -> u32 {
        self.0 >> 23 & 0xff
    }
}

/// The table of words, and that of names of several words.
pub struct Lexicon<'a> {
    words: Table<'a>,
    phrases: Table<'a>,
    /// The most words that a phrase has.
    pub longest: usize,
}

struct Table<'a> {
    /// Hash and value of each entry, in the order of the hashes.
    entries: &'a [[u8; 8]],
    /// Where the hashes begin whose upper bits are the index.
    starts: Vec<u32>,
}

impl<'a> Lexicon<'a> {
    /// Reads what [`write()`] wrote.
    ///
    /// # Panics
    /// Where the bytes are no lexicon: they are a part of the program.
    pub fn read(bytes: &'a [u8]) -> Lexicon<'a> {
        let (magic, rest) = bytes.split_at(4);
        assert_eq!(magic, MAGIC, "this is no lexicon");
        let (words, rest) = Table::read(rest);
        let (phrases, rest) = Table::read(rest);
        assert!(rest.is_empty(), "a lexicon ends with its phrases");
        Lexicon {
            words,
            phrases,
            longest: 4,
        }
    }

    /// What is known of the word with this hash of its lower case.
    pub fn word(&self, lower: u32) -> Entry {
        Entry(self.words.get(lower).unwrap_or(0))
    }

    /// The list that the row of words is on, by the hash of their lower case joined with spaces.
    pub fn phrase(&self, lower: u32) -> u32 {
        self.phrases.get(lower).unwrap_or(0)
    }
}

/// A bucket of hashes has three words on average: most are found by one look into memory.
const BUCKET_BITS: u32 = 16;

impl<'a> Table<'a> {
    fn read(bytes: &'a [u8]) -> (Table<'a>, &'a [u8]) {
        let (count, rest) = bytes.split_at(4);
        let count = number(count) as usize;
        let (entries, rest) = rest.split_at(count * 8);
        let (entries, _) = entries.as_chunks();
        let mut starts = vec![0u32; (1 << BUCKET_BITS) + 1];
        for entry in entries {
            starts[bucket(number(&entry[..])) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        (Table { entries, starts }, rest)
    }

    fn get(&self, hash: u32) -> Option<u32> {
        let bucket = bucket(hash);
        let (start, end) = (self.starts[bucket], self.starts[bucket + 1]);
        let mut near = self.entries[start as usize..end as usize].iter();
        let found = near.find(|entry| number(&entry[..]) == hash)?;
        Some(number(&found[4..]))
    }
}

fn bucket(hash: u32) -> usize {
    (hash >> (32 - BUCKET_BITS)) as usize
}

/// The first four bytes.
fn number(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// Writes a lexicon of words and of phrases (in any case) with what is known of them.
pub fn write(words: &BTreeMap<String, Entry>, phrases: &BTreeMap<String, u32>) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let words = words
        .iter()
        .map(|(word, entry)| (hash_lower(word), entry.0));
    let phrases = phrases
        .iter()
        .map(|(words, list)| (hash_lower(words), *list));
    write_table(words.collect(), &mut bytes);
    write_table(phrases.collect(), &mut bytes);
    bytes
}

fn write_table(entries: BTreeMap<u32, u32>, bytes: &mut Vec<u8>) {
    bytes.extend((entries.len() as u32).to_le_bytes());
    for (hash, value) in entries {
        bytes.extend(hash.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_keeps_what_it_is_told() {
        let entry = Entry::word(1023, 127, 119_999).on(list::CITY | list::PLACE_WORD);
        assert_eq!((entry.fine(), entry.coarse(), entry.rank()), (1024, 128, 9));
        assert_eq!(entry.lists(), list::CITY | list::PLACE_WORD);
        assert_eq!(Entry::default().lists(), 0);
    }

    #[test]
    fn words_are_found_in_any_case() {
        let words = [("kabul".to_owned(), Entry::default().on(list::CITY))];
        let phrases = [("new york".to_owned(), list::CITY)];
        let bytes = write(&words.into(), &phrases.into());
        let lexicon = Lexicon::read(&bytes);
        assert_eq!(lexicon.word(hash_lower("KABUL")).lists(), list::CITY);
        assert_eq!(lexicon.word(hash_lower("Kabuli")), Entry::default());
        assert_eq!(lexicon.phrase(hash_lower("New York")), list::CITY);
    }
}
