//! What a folder knows, kept on disk between two runs.
//!
//! In: an [`Index`], and the settings that its facts depend on. Out: the same index, for whoever
//! opens the folder next. It lies in the user's cache directory, a directory for each folder, in
//! [`SHARDS`] files. Each is written beside and renamed, by whoever holds the lock; each says which
//! analyser wrote it, for which folder and with which settings, and has a checksum. A file that is
//! not exactly so is as good as none: its articles are read again. What is kept of an article
//! counts only as long as its file has the size and the time of change that it had.
//!
//! `COPYDESK_CACHE` names another directory; where it is empty nothing is kept.

mod shard;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::{BaseStrategy, choose_base_strategy};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::packed::Packed;
use super::register::Register;
use super::spill::Spill;
use super::{Folder, Index, Key, key};

use shard::{Shard, ShardFile};

/// Files of a cache; an article is in the one that its key's hash says.
pub const SHARDS: usize = 64;

/// The shard of an article.
pub fn shard_of(key: &str) -> usize {
    xxh3_64(key.as_bytes()) as usize % SHARDS
}

/// The size of a file in bytes and its time of change in nanoseconds: what it is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub size: u64,
    pub changed: i64,
}

impl Stamp {
    pub fn of(metadata: &std::fs::Metadata) -> Option<Stamp> {
        let since = metadata.modified().ok()?;
        let since = since.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(Stamp {
            size: metadata.len(),
            changed: i64::try_from(since.as_nanos()).ok()?,
        })
    }
}

/// How often the shards of an index had changed when they were written.
#[derive(Clone, Debug, Default)]
pub struct Saved(Vec<u64>);

/// Where the facts of the articles that were written were, and where they are now.
#[derive(Clone, Debug, Default)]
pub struct Moved(pub(super) Vec<(Key, Packed, Packed)>);

/// The cache of one folder.
pub struct Cache {
    directory: PathBuf,
    root: Key,
}

impl Cache {
    /// The cache of the folder at `root`; `None` where there is no place for it.
    pub fn of(root: &Key) -> Option<Cache> {
        if root.is_empty() {
            return None;
        }
        let base = match std::env::var_os("COPYDESK_CACHE") {
            Some(named) if named.is_empty() => return None,
            Some(named) => PathBuf::from(named),
            None => choose_base_strategy().ok()?.cache_dir().join("copydesk"),
        };
        Some(Cache {
            directory: base.join(format!("folder-{:016x}", xxh3_64(root.as_bytes()))),
            root: root.clone(),
        })
    }

    fn file(&self, shard: usize) -> PathBuf {
        self.directory.join(format!("{shard:02}.facts"))
    }

    /// A place for facts until they are written here.
    pub fn spill(&self) -> Option<Spill> {
        Spill::new(&self.directory)
    }

    /// What is kept of `folder`, as far as it was written with the same settings; and how often its
    /// shards count as changed.
    pub fn load(&self, folder: &Folder) -> Option<(Index, Saved)> {
        let files: Vec<Option<ShardFile>> = (0..SHARDS)
            .into_par_iter()
            .map(|shard| ShardFile::read(&self.file(shard)))
            .collect();
        let read = files
            .par_iter()
            .map(|file| Shard::read(file.as_ref()?, &self.root));
        let mut shards: Vec<Option<Shard>> = read.collect();
        let notes = shards
            .iter()
            .flatten()
            .flat_map(|shard| shard.notes(&self.root));
        let notes = Arc::new(notes.collect());
        let (register, _) = Register::read(folder.register.text.clone(), &notes);
        let settings = settings(folder, &register);
        for shard in &mut shards {
            if shard
                .as_ref()
                .is_some_and(|shard| shard.settings != settings)
            {
                *shard = None;
            }
        }
        let whole: Vec<bool> = shards.iter().map(Option::is_some).collect();
        if !whole.contains(&true) {
            return None;
        }
        let shards: Vec<Shard> = shards.into_iter().flatten().collect();
        let index = shard::index(&shards, &self.root);
        let changes = index.changes().iter().zip(whole);
        // A shard that was no good is written again.
        let saved = changes.map(|(changes, whole)| if whole { *changes } else { u64::MAX });
        let saved = Saved(saved.collect());
        Some((index, saved))
    }

    /// The files that are not what `index` knows of them, in order.
    pub fn changed(index: &Index, files: &[PathBuf]) -> Vec<PathBuf> {
        let is_known = |file: &PathBuf| {
            let stamp = file
                .metadata()
                .ok()
                .and_then(|metadata| Stamp::of(&metadata));
            stamp.is_some_and(|stamp| index.is_current(&key(file), stamp))
        };
        let changed = files.par_iter().filter(|file| !is_known(file));
        changed.cloned().collect()
    }

    /// Writes the shards that have changed since `saved`, without the articles that `is_open` says
    /// are not what their file is. Somebody else who writes just now is left alone.
    pub fn save(
        &self,
        folder: &Folder,
        is_open: &dyn Fn(&Key) -> bool,
        saved: &Saved,
    ) -> (Saved, Moved) {
        let index = &folder.index;
        let unchanged = |shard: usize| saved.0.get(shard) == Some(&index.changes()[shard]);
        let due: Vec<usize> = (0..SHARDS).filter(|shard| !unchanged(*shard)).collect();
        let written = self.locked(|| {
            let mut written = saved.clone();
            written.0.resize(SHARDS, u64::MAX);
            let settings = settings(folder, &folder.register);
            let mut articles: Vec<Vec<&Key>> = vec![Vec::new(); SHARDS];
            for key in index.articles().filter(|key| !is_open(key)) {
                articles[shard_of(key)].push(key);
            }
            articles.iter_mut().for_each(|keys| keys.sort_unstable());
            let done = due.into_par_iter().filter_map(|shard| {
                let file = shard::write(index, &articles[shard], &self.root, settings);
                let at = Arc::new(self.put(&self.file(shard), &file.bytes).ok()?);
                let moved = file.places.into_iter().map(|(key, old, bytes)| {
                    let new = Packed::Filed {
                        file: at.clone(),
                        at: bytes.start as u64,
                        bytes: bytes.len() as u32,
                    };
                    (key, old, new)
                });
                Some((shard, moved.collect::<Vec<_>>()))
            });
            let mut moved = Vec::new();
            for (shard, places) in done.collect::<Vec<_>>() {
                written.0[shard] = index.changes()[shard];
                moved.extend(places);
            }
            (written, Moved(moved))
        });
        written.unwrap_or_else(|| (saved.clone(), Moved::default()))
    }

    /// What somebody keeps beside the facts under `name`, as far as this analyser wrote it with
    /// these settings.
    pub fn beside<T: DeserializeOwned>(&self, name: &str, settings: u64) -> Option<T> {
        let bytes = std::fs::read(self.directory.join(name)).ok()?;
        let (written, kept) = shard::unsealed(&bytes, &self.root)?;
        let kept = (written == settings).then_some(kept)?;
        postcard::from_bytes(kept).ok()
    }

    /// Keeps something beside the facts. Somebody else who writes just now is left alone.
    pub fn keep_beside(&self, name: &str, settings: u64, kept: &impl Serialize) {
        let bytes = shard::sealed(kept, &self.root, settings);
        self.locked(|| self.put(&self.directory.join(name), &bytes));
    }

    /// Writes a file beside and renames it, so that nobody ever sees a part of it; answers with the
    /// file, to be read.
    fn put(&self, path: &Path, bytes: &[u8]) -> std::io::Result<File> {
        let beside = path.with_extension(format!("new-{}", std::process::id()));
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        drop(file);
        let file = File::open(&beside)?;
        std::fs::rename(&beside, path)?;
        Ok(file)
    }

    /// Runs `work` while nobody else writes; `None` where somebody does, or nothing can be written.
    fn locked<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        std::fs::create_dir_all(&self.directory).ok()?;
        let lock = File::create(self.directory.join("lock")).ok()?;
        lock.try_lock().ok()?;
        self.sweep();
        Some(work())
    }

    /// Removes what a writer that was killed has left.
    fn sweep(&self) {
        let entries = std::fs::read_dir(&self.directory).into_iter().flatten();
        for path in entries.flatten().map(|entry| entry.path()) {
            let extension = path.extension().and_then(|extension| extension.to_str());
            if extension.is_some_and(|extension| extension.starts_with("new-")) {
                let _ = std::fs::remove_file(path);
            }
        }
    }
}

/// A number for everything besides its text that the facts of an article depend on.
fn settings(folder: &Folder, register: &Register) -> u64 {
    let said = format!(
        "{} {:?} {:?}",
        register.declared.revision(),
        folder.config,
        folder.fallback_date
    );
    xxh3_64(said.as_bytes())
}

impl Folder {
    /// A number for everything in the folder that a finding may depend on, apart from files that
    /// are no articles.
    pub fn state(&self) -> u64 {
        let declared = [
            &self.register.text,
            &self.dismissed_text,
            &self.checked_text,
        ];
        let declared =
            declared.map(|text| text.as_ref().map(|text| xxh3_64(text.as_str().as_bytes())));
        let sources = self.bibliography.texts();
        let sources: Vec<u64> = sources
            .map(|text| xxh3_64(text.as_str().as_bytes()))
            .collect();
        let settings = settings(self, &self.register);
        let said = format!("{settings} {declared:?} {sources:?} {}", self.index.texts());
        xxh3_64(said.as_bytes())
    }
}

#[cfg(test)]
mod tests;
