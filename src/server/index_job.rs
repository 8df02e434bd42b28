//! Reads and analyses a whole folder in the background, in parallel, in batches.
//!
//! What the cache has of the folder comes first, whole; then the articles that have changed since.
//! Where those are many, a glance at each comes before they are read, so that links and titles
//! answer early.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use rayon::prelude::*;

use crate::corpus::cache::Cache;
use crate::corpus::reading::Read;
use crate::corpus::{Folder, Index, discover, key};

use super::event::{Batch, Event, Loaded};

/// Articles between two batches: few enough that a question never waits long for the session.
const BATCH: usize = 64;

/// Fewer articles are read before anybody has asked for one.
const WORTH_A_GLANCE: usize = 500;

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
            glanced: false,
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
        if changed.len() >= WORTH_A_GLANCE {
            let mut left = changed.len();
            for chunk in changed.chunks(BATCH) {
                let found = chunk.par_iter().filter_map(|file| folder.glance(file));
                let found = found.map(|(key, read)| (key, Ok(read))).collect();
                left -= chunk.len();
                let batch = Batch {
                    found,
                    glanced: left == 0,
                    ..batch()
                };
                if stop.load(Ordering::Relaxed) || events.send(Event::Indexed(batch)).is_err() {
                    return;
                }
            }
        }
        // Few articles are not worth a file.
        let worth_a_file = changed.len() >= WORTH_A_GLANCE;
        let cache = Cache::of(&folder.root).filter(|_| worth_a_file);
        let mut spill = cache.and_then(|cache| cache.spill());
        let mut read = 0;
        for chunk in changed.chunks(BATCH) {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let found = chunk.par_iter().map(|file| folder.read(file, &known));
            let mut found: Vec<_> = found.collect();
            for (_, read) in &mut found {
                if let (Some(spill), Ok(Read::New(facts, _))) = (&mut spill, read) {
                    facts.spill(spill);
                }
            }
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
