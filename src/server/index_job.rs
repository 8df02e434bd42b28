//! Reads and analyses a whole folder in the background, in parallel, in batches.
//!
//! What the cache has of the folder comes first, whole; then the articles that have changed since.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use rayon::prelude::*;

use crate::corpus::cache::Cache;
use crate::corpus::{Folder, Index, discover, key};

use super::event::{Batch, Event, Loaded};

/// Articles between two batches: few enough that a question never waits long for the session.
const BATCH: usize = 64;

/// Starts reading `folder`; `stop` ends it at the next batch.
pub fn start(folder: Folder, run: u64, stop: Arc<AtomicBool>, events: Sender<Event>) {
    std::thread::spawn(move || {
        let root = PathBuf::from(&*folder.root);
        let (files, loaded) = rayon::join(
            || discover::articles(&root, &folder.config),
            || Cache::of(&folder.root)?.load(&folder),
        );
        let changed = match &loaded {
            Some((index, _)) => Cache::changed(index, &files),
            None => files.clone(),
        };
        let batch = || Batch {
            root: folder.root.clone(),
            run,
            loaded: None,
            found: Vec::new(),
            done: files.len() - changed.len(),
            all: files.len(),
            finished: None,
        };
        let mut known = Index::default();
        if let Some((index, saved)) = loaded {
            known = index.clone();
            let loaded = Some(Loaded { index, saved });
            let batch = Batch { loaded, ..batch() };
            if events.send(Event::Indexed(batch)).is_err() {
                return;
            }
        }
        let mut read = 0;
        for chunk in changed.chunks(BATCH) {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let found = chunk.par_iter().map(|file| folder.read(file, &known));
            let found = found.collect();
            read += chunk.len();
            let batch = batch();
            let batch = Batch {
                found,
                done: batch.done + read,
                ..batch
            };
            if events.send(Event::Indexed(batch)).is_err() {
                return;
            }
        }
        let _ = events.send(Event::Indexed(Batch {
            done: files.len(),
            finished: Some(files.iter().map(|file| key(file)).collect()),
            ..batch()
        }));
    });
}
