//! Reads and analyses a whole folder in the background, in parallel, in batches.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use rayon::prelude::*;

use crate::analysis::Memory;
use crate::article::Format;
use crate::corpus::load::{Skipped, read};
use crate::corpus::{Facts, Folder, Key, Prepared, discover, key};

use super::event::{Batch, Event};

/// Articles between two batches: few enough that a question never waits long for the session.
const BATCH: usize = 64;

/// Starts reading `folder`; `stop` ends it at the next batch.
pub fn start(folder: Folder, run: u64, stop: Arc<AtomicBool>, events: Sender<Event>) {
    std::thread::spawn(move || {
        let root = PathBuf::from(&*folder.root);
        let files = discover::articles(&root, &folder.config);
        let mut done = 0;
        for chunk in files.chunks(BATCH) {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let found = chunk.par_iter().map(|file| facts(&folder, file)).collect();
            done += chunk.len();
            let batch = Batch {
                root: folder.root.clone(),
                run,
                found,
                done,
                all: files.len(),
                finished: None,
            };
            if events.send(Event::Indexed(batch)).is_err() {
                return;
            }
        }
        let _ = events.send(Event::Indexed(Batch {
            root: folder.root.clone(),
            run,
            found: Vec::new(),
            done,
            all: files.len(),
            finished: Some(files.iter().map(|file| key(file)).collect()),
        }));
    });
}

/// Reads one file. A file that makes the analysis panic is left out and said.
pub fn facts(folder: &Folder, file: &Path) -> (Key, Result<Prepared, Skipped>) {
    let key = key(file);
    let analysed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let loaded = read(file)?;
        let analysis = folder.analyse(
            &key,
            loaded.text,
            Format::of_path(&key),
            &mut Memory::default(),
        );
        Ok(Prepared::new(Facts::of(&key, &analysis)))
    }));
    let facts = analysed
        .unwrap_or_else(|_| Err(Skipped::Unreadable("it could not be analysed".to_owned())));
    (key, facts)
}
