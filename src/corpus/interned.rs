//! Words that an article's facts repeat, written once.
//!
//! In and out: the `Arc<str>`s of [`super::Facts`], through serde. The first time a word is written
//! with its letters, after that as its number; what is read back shares its letters as the
//! original did. [`apart`] begins anew and must surround each article.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::de::Error;
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Default)]
struct Known {
    numbers: FxHashMap<Arc<str>, u32>,
    words: Vec<Arc<str>>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Runs `work` with no word known.
pub fn apart<T>(work: impl FnOnce() -> T) -> T {
    let clear = || {
        KNOWN.with_borrow_mut(|known| {
            known.numbers.clear();
            known.words.clear();
        });
    };
    clear();
    let result = work();
    clear();
    result
}

/// A word with its letters, or the number of one that was there before.
#[derive(Serialize, Deserialize)]
enum Written<'a> {
    New(#[serde(borrow)] &'a str),
    Known(u32),
}

pub fn serialize<S: Serializer>(word: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    let number = KNOWN.with_borrow_mut(|known| {
        let next = known.numbers.len() as u32;
        let number = *known.numbers.entry(word.clone()).or_insert(next);
        (number != next).then_some(number)
    });
    match number {
        Some(number) => Written::Known(number).serialize(serializer),
        None => Written::New(word).serialize(serializer),
    }
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
    match Written::deserialize(deserializer)? {
        Written::New(letters) => {
            let word: Arc<str> = letters.into();
            KNOWN.with_borrow_mut(|known| known.words.push(word.clone()));
            Ok(word)
        }
        Written::Known(number) => KNOWN
            .with_borrow(|known| known.words.get(number as usize).cloned())
            .ok_or_else(|| D::Error::custom("a word that was not there before")),
    }
}

/// One of the words in a list or an option.
#[derive(Serialize, Deserialize)]
struct Word(#[serde(serialize_with = "serialize", deserialize_with = "deserialize")] Arc<str>);

/// The same for a list of words.
pub mod list {
    use super::{Arc, Deserialize, Deserializer, SerializeSeq, Serializer, Word};

    pub fn serialize<S: Serializer>(words: &[Arc<str>], serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(words.len()))?;
        for word in words {
            list.serialize_element(&Word(word.clone()))?;
        }
        list.end()
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Arc<str>>, D::Error> {
        let words = Vec::<Word>::deserialize(deserializer)?;
        Ok(words.into_iter().map(|word| word.0).collect())
    }
}

/// The same for a word that may be missing.
pub mod optional {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer, Word};

    pub fn serialize<S: Serializer>(
        word: &Option<Arc<str>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        word.clone().map(Word).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Arc<str>>, D::Error> {
        Ok(Option::<Word>::deserialize(deserializer)?.map(|word| word.0))
    }
}

/// The same for a list of words that may be missing.
pub mod optional_list {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer, Word};

    pub fn serialize<S: Serializer>(
        words: &Option<Vec<Arc<str>>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let words = words.as_ref();
        let words = words.map(|words| words.iter().cloned().map(Word).collect::<Vec<_>>());
        words.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<Arc<str>>>, D::Error> {
        let words = Option::<Vec<Word>>::deserialize(deserializer)?;
        Ok(words.map(|words| words.into_iter().map(|word| word.0).collect()))
    }
}

/// The same for words that each stand behind something else.
pub mod pairs {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer, Word};

    pub fn serialize<T: Serialize + Copy, S: Serializer>(
        pairs: &[(T, Arc<str>)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let pairs = pairs.iter().map(|(one, word)| (*one, Word(word.clone())));
        serializer.collect_seq(pairs)
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(T, Arc<str>)>, D::Error> {
        let pairs = Vec::<(T, Word)>::deserialize(deserializer)?;
        Ok(pairs.into_iter().map(|(one, word)| (one, word.0)).collect())
    }
}
