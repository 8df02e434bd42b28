//! What was worked out of an article's last revision, so that the next one need not do it again.
//!
//! In: a hash of everything that a value is worked out of, and how. Out: the value. What a revision
//! does not ask for is forgotten with it, so that the memory is never larger than two revisions.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Values by the [`digest`] of what they are worked out of.
#[derive(Debug)]
pub struct Remembered<V> {
    last: FxHashMap<u64, V>,
    own: FxHashMap<u64, V>,
}

impl<V> Default for Remembered<V> {
    fn default() -> Remembered<V> {
        Remembered {
            last: FxHashMap::default(),
            own: FxHashMap::default(),
        }
    }
}

impl<V: Clone> Remembered<V> {
    pub fn get(&mut self, hash: u64, work_out: impl FnOnce() -> V) -> V {
        if let Some(known) = self.own.get(&hash) {
            return known.clone();
        }
        let value = self.last.remove(&hash).unwrap_or_else(work_out);
        self.own.insert(hash, value.clone());
        value
    }

    /// A new revision begins.
    pub fn begin(&mut self) {
        // The room of both maps is kept.
        std::mem::swap(&mut self.last, &mut self.own);
        self.own.clear();
    }
}

/// A hash of 64 bits that is the same on every machine of one kind.
pub fn digest(value: &impl Hash) -> u64 {
    let mut hasher = Digest(0);
    value.hash(&mut hasher);
    hasher.finish()
}

struct Digest(u64);

impl Hasher for Digest {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_asked_for_is_forgotten() {
        let mut remembered: Remembered<u32> = Remembered::default();
        let never = || panic!("it is remembered");
        assert_eq!(
            (remembered.get(1, || 10), remembered.get(2, || 20)),
            (10, 20)
        );
        remembered.begin();
        assert_eq!(
            (remembered.get(1, never), remembered.get(1, never)),
            (10, 10)
        );
        remembered.begin();
        assert_eq!(
            (remembered.get(1, never), remembered.get(2, || 21)),
            (10, 21)
        );
    }
}
