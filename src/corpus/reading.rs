//! Reads articles of a folder from disk, as far as they are not known yet.
//!
//! In: a folder and a file. Out: the article with its facts, or that its text is the one that is
//! known. Runs on any thread; the index takes what was read with [`Index::take`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::{Analysis, Depth, Memory};
use crate::article::Format;

use super::cache::Stamp;
use super::load::{Skipped, read};
use super::{Fact, Facts, Folder, Index, Key, Prepared, key};

/// An article that was read.
pub enum Read {
    New(Prepared, Arc<Analysis>),
    /// The file has another time of change and the same text.
    Same(Stamp),
}

impl Folder {
    /// Reads one file, unless `known`, which was made with the same settings, has its text. A file
    /// that makes the analysis panic is left out and said.
    pub fn read(&self, file: &Path, known: &Index) -> (Key, Result<Read, Skipped>) {
        let key = key(file);
        let read = catch_unwind(AssertUnwindSafe(|| self.read_article(&key, file, known)));
        let panicked = || Skipped::Unreadable("it could not be analysed".to_owned());
        (key, read.unwrap_or_else(|_| Err(panicked())))
    }

    /// Reads of one file what can be had at once: its title, date, headings and links, and the
    /// declared names. Whoever asks does not learn why a file cannot be read.
    pub fn glance(&self, file: &Path) -> Option<(Key, Read)> {
        let key = key(file);
        let glanced = catch_unwind(AssertUnwindSafe(|| {
            let (text, format) = (read(file).ok()?.text, Format::of_path(&key));
            Some(self.analyse_to(Depth::Glance, &key, text, format, &mut Memory::default()))
        }));
        let analysis = glanced.ok()??;
        // Without a stamp it is never taken for all that there is to know.
        let facts = Prepared::of_file(Facts::of(&key, &analysis), None);
        Some((key, Read::New(facts, Arc::new(analysis))))
    }

    fn read_article(&self, key: &Key, file: &Path, known: &Index) -> Result<Read, Skipped> {
        let loaded = read(file)?;
        let text_hash = xxh3_64(loaded.text.as_str().as_bytes());
        if let Some(stamp) = loaded.stamp
            && known.has_text(key, text_hash)
        {
            return Ok(Read::Same(stamp));
        }
        let format = Format::of_path(key);
        let analysis = self.analyse(key, loaded.text, format, &mut Memory::default());
        let facts = Prepared::of_file(Facts::of(key, &analysis), loaded.stamp);
        Ok(Read::New(facts, Arc::new(analysis)))
    }
}

impl Index {
    /// Takes what was read of the article at `key`; answers with the facts that came or went.
    pub fn take(&mut self, key: &Key, read: Read) -> Vec<Fact> {
        match read {
            Read::New(prepared, _) => self.replace(key, Some(prepared)),
            Read::Same(stamp) => {
                self.restamp(key, stamp);
                Vec::new()
            }
        }
    }
}
