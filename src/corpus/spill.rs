//! Where packed facts lie from the moment that they are read until the cache has them: in a file
//! without a name, which goes when nobody reads from it any more.
//!
//! In: packed facts in memory. Out: the same facts in the file. A large folder that is read for the
//! first time has them there all together, and the server would need twice the memory to hold them.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::packed::{Packed, write_at};

pub struct Spill {
    file: Arc<File>,
    /// Bytes that are in it.
    end: u64,
}

impl Spill {
    /// A file in `directory`; `None` where none can be made.
    pub fn new(directory: &Path) -> Option<Spill> {
        std::fs::create_dir_all(directory).ok()?;
        Some(Spill {
            file: Arc::new(tempfile::tempfile_in(directory).ok()?),
            end: 0,
        })
    }

    /// Puts facts into the file. They stay in memory where it cannot be written.
    pub(super) fn take(&mut self, packed: &mut Packed) {
        let Packed::Held(held) = packed else { return };
        if write_at(&self.file, held, self.end).is_err() {
            return;
        }
        let (at, bytes) = (self.end, held.len() as u32);
        self.end += u64::from(bytes);
        let file = self.file.clone();
        *packed = Packed::Filed { file, at, bytes };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Facts, snapshot::analyse_text};

    #[test]
    fn what_was_put_into_the_file_is_read_from_it() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut spill = Spill::new(directory.path()).expect("a file");
        let key = "/a.txt".into();
        let facts = ["One met Latif Nazari.", "Two met in Tokyo."]
            .map(|text| Facts::of(&key, &analyse_text(&key, text)));
        let packed = facts.clone().map(|facts| {
            let mut packed = Packed::of(&facts);
            spill.take(&mut packed);
            packed
        });
        for (packed, facts) in packed.iter().zip(facts) {
            assert!(matches!(packed, Packed::Filed { .. }));
            assert_eq!(packed.facts(&key), Some(facts));
        }
        let left = std::fs::read_dir(directory.path()).expect("the directory");
        assert_eq!(left.count(), 0);
    }
}
