//! Loads folders of articles for a command: reads and analyses every file, in parallel.

use std::collections::{BTreeMap, HashMap};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::analysis::Analysis;
use crate::corpus::cache::{Cache, Saved};
use crate::corpus::load::{Loader, Skipped};
use crate::corpus::reading::Read;
use crate::corpus::{Folder, Index, Key, Open, Snapshot, discover, key};

use super::arguments::FolderArguments;

/// What a command works on.
pub struct Work {
    pub snapshot: Snapshot,
    /// The articles that were asked for, in order, each once.
    pub articles: Vec<Key>,
    /// Whether the whole folder was asked for, by its root.
    pub whole: Vec<Key>,
    /// Whether what is known from other runs counts, and is kept for them.
    pub cached: bool,
}

/// Loads the folders of `paths`. Every path must exist.
pub fn load(paths: &[PathBuf], arguments: &FolderArguments) -> Result<Work, String> {
    let mut wanted: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let mut whole = Vec::new();
    for path in paths {
        let absolute = absolute(path)?;
        let root = match (&arguments.root, absolute.is_dir()) {
            (Some(root), _) => self::absolute(root)?,
            (None, true) => absolute.clone(),
            (None, false) => discover::folder_of(&absolute),
        };
        if !absolute.starts_with(&root) {
            return Err(format!(
                "{} is not below {}",
                path.display(),
                root.display()
            ));
        }
        if absolute.is_dir() {
            whole.push(key(&root));
        }
        wanted.entry(root).or_default().push(absolute);
    }
    let mut work = Work {
        snapshot: Snapshot {
            loader: Arc::new(Loader::remembering()),
            ..Snapshot::default()
        },
        articles: Vec::new(),
        whole,
        cached: !arguments.no_cache,
    };
    let mut read = Analyses::default();
    for (root, paths) in wanted {
        let (folder, articles) = load_folder(&root, &paths, arguments, &mut read);
        work.snapshot.folders.push(folder);
        work.articles.extend(articles);
    }
    work.snapshot.open = Arc::new(read.kept);
    // The deepest root that holds an article is its folder.
    work.snapshot
        .folders
        .sort_by_key(|folder| std::cmp::Reverse(folder.root.len()));
    work.articles.sort();
    work.articles.dedup();
    Ok(work)
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::fs::canonicalize(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn load_folder(
    root: &Path,
    paths: &[PathBuf],
    arguments: &FolderArguments,
    analyses: &mut Analyses,
) -> (Folder, Vec<Key>) {
    let mut folder = Folder::new(key(root));
    folder.fallback_date = arguments.date;
    folder.read_declarations(&|_| None, &serde_json::Value::Null);
    let mut files = discover::articles(root, &folder.config);
    let mut wanted: Vec<Key> = Vec::new();
    for path in paths {
        match path.is_dir() {
            true => wanted.extend(
                files
                    .iter()
                    .filter(|file| file.starts_with(path))
                    .map(|file| key(file)),
            ),
            false if is_declaration(&folder, path) => {}
            false => {
                wanted.push(key(path));
                if !files.contains(path) {
                    files.push(path.clone());
                }
            }
        }
    }
    let cache = Cache::of(&folder.root).filter(|_| !arguments.no_cache);
    let mut saved = Saved::default();
    if let Some((index, known)) = cache.as_ref().and_then(|cache| cache.load(&folder)) {
        folder.index = index;
        saved = known;
        forget_others(&mut folder, &files);
    }
    read_notes(&mut folder);
    let changed = Cache::changed(&folder.index, &files);
    read_articles(&mut folder, &changed, &mut wanted, analyses);
    if read_notes(&mut folder) {
        // The entity notes are part of the register, which all articles are read with.
        folder.index = Index::default();
        *analyses = Analyses::default();
        read_articles(&mut folder, &files, &mut wanted, analyses);
    }
    if let Some(cache) = cache {
        cache.save(&folder, &|_| false, &saved);
    }
    (folder, wanted)
}

/// Reads the register again where the entity notes are not the ones that it was read with. Answers
/// whether names came or went.
fn read_notes(folder: &mut Folder) -> bool {
    if folder.register.notes == *folder.index.notes() {
        return false;
    }
    let before = folder.register.declared.revision();
    folder.read_declarations(&|_| None, &serde_json::Value::Null);
    before != folder.register.declared.revision()
}

/// Takes articles out of the index that are none any more.
fn forget_others(folder: &mut Folder, files: &[PathBuf]) {
    let files: FxHashSet<Key> = files.iter().map(|file| key(file)).collect();
    let known = folder.index.articles().filter(|key| !files.contains(*key));
    for key in known.cloned().collect::<Vec<Key>>() {
        folder.index.replace(&key, None);
    }
}

/// Puts the facts of the files into the index; those that cannot be read are said and not wanted.
/// While some files are read, those before them enter the index.
fn read_articles(
    folder: &mut Folder,
    files: &[PathBuf],
    wanted: &mut Vec<Key>,
    analyses: &mut Analyses,
) {
    let progress = Progress::new(files.len());
    let mut index = std::mem::take(&mut folder.index);
    let known = index.clone();
    let mut take = |(key, read): (Key, Result<Read, Skipped>)| match read {
        Ok(read) => {
            if let Read::New(_, analysis) = &read {
                analyses.keep(&key, analysis);
            }
            index.take(&key, read);
        }
        Err(reason) => {
            progress.clear();
            eprintln!("copydesk: {}: skipped: {reason}", display(&key));
            wanted.retain(|wanted| *wanted != key);
        }
    };
    let read = |file: &PathBuf| {
        let read = folder.read(file, &known);
        progress.step();
        read
    };
    let mut ready = Vec::new();
    for files in files.chunks(AT_ONCE) {
        let before = std::mem::take(&mut ready);
        let enter = || before.into_iter().for_each(&mut take);
        let files = files.par_iter().with_max_len(1);
        (ready, ()) = rayon::join(|| files.map(read).collect(), enter);
    }
    // Nobody else holds the index: what enters it last copies nothing.
    drop(known);
    ready.into_iter().for_each(&mut take);
    progress.clear();
    folder.index = index;
}

/// Analyses that need not be made again when the articles are checked.
#[derive(Default)]
struct Analyses {
    kept: HashMap<Key, Open>,
    bytes: usize,
}

/// Bytes of text whose analyses are kept; what is understood of a text takes many times its room.
const KEPT_BYTES: usize = 64 << 20;

impl Analyses {
    fn keep(&mut self, key: &Key, analysis: &Arc<Analysis>) {
        self.bytes += analysis.text.as_str().len();
        if self.bytes <= KEPT_BYTES {
            let analysis = analysis.clone();
            let version = None;
            self.kept.insert(key.clone(), Open { analysis, version });
        }
    }
}

/// Articles that are read before any of them enters the index: their facts take room.
const AT_ONCE: usize = 512;

fn is_declaration(folder: &Folder, path: &Path) -> bool {
    let key = key(path);
    folder.relative(&key).is_some_and(discover::is_declaration)
}

/// A file as a person started the command would name it: from the working directory.
pub fn display(key: &str) -> String {
    let here = std::env::current_dir()
        .and_then(|here| here.canonicalize())
        .unwrap_or_default();
    let path = Path::new(key);
    let relative = path.strip_prefix(&here).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

/// A counter on a terminal for folders that take a moment.
struct Progress {
    all: usize,
    done: AtomicUsize,
    shown: bool,
}

/// Fewer files are read before anybody has seen the counter.
const WORTH_SHOWING: usize = 500;

impl Progress {
    fn new(all: usize) -> Progress {
        Progress {
            all,
            done: AtomicUsize::new(0),
            shown: all >= WORTH_SHOWING && std::io::stderr().is_terminal(),
        }
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown && done.is_multiple_of(100) {
            eprint!("\rReading {done} of {} articles", self.all);
            let _ = std::io::stderr().flush();
        }
    }

    fn clear(&self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }
}
