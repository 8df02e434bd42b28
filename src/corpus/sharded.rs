//! A map that can be copied for the price of a few thousand pointers.
//!
//! A snapshot must not change while somebody reads it, and a keystroke must not copy the folder.
//! So the map is cut into shards; a change copies the one shard that it touches, and only when a
//! snapshot still holds it.

use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

pub const SHARDS: usize = 4096;

/// The shard that a key is in.
pub fn home(key: &impl Hash) -> usize {
    // The high bits: the map inside a shard uses the low ones.
    (FxBuildHasher.hash_one(key) >> 52) as usize % SHARDS
}

#[derive(Clone, Debug)]
pub struct Sharded<K, V> {
    shards: Arc<Vec<Arc<FxHashMap<K, V>>>>,
    len: usize,
}

impl<K, V> Default for Sharded<K, V> {
    fn default() -> Self {
        // All the same until they are written to.
        let empty = Arc::new(FxHashMap::default());
        Sharded {
            shards: Arc::new(vec![empty; SHARDS]),
            len: 0,
        }
    }
}

impl<K: Hash + Eq + Clone, V: Clone> Sharded<K, V> {
    /// A map of its shards, each with the keys whose [`home`] it is.
    pub fn from_shards(shards: Vec<FxHashMap<K, V>>) -> Self {
        Sharded {
            len: shards.iter().map(FxHashMap::len).sum(),
            shards: Arc::new(shards.into_iter().map(Arc::new).collect()),
        }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn get(&self, key: &K) -> Option<&V> {
        self.shards[home(key)].get(key)
    }

    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let old = self.shard_mut(&key).insert(key, value);
        self.len += usize::from(old.is_none());
        old
    }

    pub fn remove(&mut self, key: &K) -> Option<V> {
        let old = self.shard_mut(key).remove(key);
        self.len -= usize::from(old.is_some());
        old
    }

    /// Changes the value of `key`, which is made with `Default` where there is none; a value that
    /// `change` answers `false` for is taken out.
    pub fn change(&mut self, key: &K, change: impl FnOnce(&mut V) -> bool)
    where
        V: Default,
    {
        let shard = self.shard_mut(key);
        let before = shard.len();
        if !change(shard.entry(key.clone()).or_default()) {
            shard.remove(key);
        }
        let after = shard.len();
        self.len = self.len + after - before;
    }

    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.shards.iter().flat_map(|shard| shard.iter())
    }

    /// The maps that it is cut into, for several threads.
    pub fn shards(&self) -> &[Arc<FxHashMap<K, V>>] {
        &self.shards
    }

    fn shard_mut(&mut self, key: &K) -> &mut FxHashMap<K, V> {
        let shards = Arc::make_mut(&mut self.shards);
        Arc::make_mut(&mut shards[home(key)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_does_not_see_later_changes() {
        let mut map: Sharded<u32, u32> = Sharded::default();
        for number in 0..1000 {
            map.insert(number, number);
        }
        let copy = map.clone();
        map.insert(5, 50);
        map.remove(&6);
        map.change(&7, |value| {
            *value += 1;
            true
        });
        map.change(&8, |_| false);
        assert_eq!(
            (copy.get(&5), copy.get(&6), copy.len()),
            (Some(&5), Some(&6), 1000)
        );
        assert_eq!(
            (map.get(&5), map.get(&6), map.get(&7), map.len()),
            (Some(&50), None, Some(&8), 998)
        );
    }
}
