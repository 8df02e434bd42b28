//! Folders: finding them, indexing them, what they declare, and files that change on disk.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp::gen_lsp_types::{MessageType, ProgressParams, ProgressToken};

use crate::corpus::cache::{Cache, Moved, Saved};
use crate::corpus::load::Skipped;
use crate::corpus::{
    Facts, Folder, Index, Key, Prepared, config, discover, dismissed, key, register,
};

use super::super::event::{Batch, Event, Loaded};
use super::super::index_job;
use super::super::outbox::Message;
use super::super::watch::Watch;
use super::Session;

/// The indexing of one folder.
#[derive(Default)]
pub struct FolderState {
    run: u64,
    stop: Arc<AtomicBool>,
    /// The editor has made a place for the progress of this run.
    progress: Arc<AtomicBool>,
    skipped: Vec<String>,
    /// Files that changed since the run started: what the run read of them may be old.
    changed: HashSet<Key>,
    /// All of the folder has been read with the settings that it has now.
    finished: bool,
    /// What the cache has.
    saved: Saved,
    /// Files that changed since it was written.
    unsaved: usize,
}

impl Session {
    /// The folder that an article belongs to, which is made where there is none yet: the nearest
    /// marked parent, else the article's own directory.
    pub(super) fn find_folder(&mut self, key: &Key) {
        if self
            .snapshot
            .folder(key)
            .is_some_and(|folder| !folder.root.is_empty())
        {
            return;
        }
        let path = Path::new(&**key);
        if path.is_absolute() && path.parent().is_some_and(Path::is_dir) {
            let root = super::super::super::corpus::key(&discover::folder_of(path));
            self.add_folder(root.clone());
            if self.initialized {
                self.start_indexing(&root);
                self.publish_declarations(&root);
                self.watch_folder(&root);
            }
        } else if self
            .snapshot
            .folders
            .iter()
            .all(|folder| !folder.root.is_empty())
        {
            // Texts that are in no file have a folder of their own, which holds whatever no other holds.
            self.add_folder("".into());
        }
    }

    pub(super) fn add_folder(&mut self, root: Key) {
        let root: Key = root.trim_end_matches('/').into();
        if self.folders.contains_key(&root) {
            return;
        }
        let mut folder = Folder::new(root.clone());
        folder.read_declarations(&|path| self.buffer(path), &self.settings);
        self.snapshot.folders.push(folder);
        // The deepest root that holds an article is its folder.
        self.snapshot
            .folders
            .sort_by_key(|folder| std::cmp::Reverse(folder.root.len()));
        self.folders.insert(root, FolderState::default());
    }

    pub(super) fn folders_changed(&mut self, added: Vec<Key>, removed: &[Key]) {
        for root in removed {
            let root = root.trim_end_matches('/');
            if let Some(state) = self.folders.remove(root) {
                state.stop.store(true, Ordering::Relaxed);
            }
            let inside = format!("{root}/");
            let shown = self.published.keys().filter(|key| key.starts_with(&inside));
            let closed = shown.filter(|key| !self.documents.contains_key(*key));
            let closed: Vec<Key> = closed.cloned().collect();
            for key in closed {
                self.publish(&key, Vec::new(), None);
            }
            self.snapshot.folders.retain(|folder| &*folder.root != root);
            if let Some(watch) = &mut self.watch {
                watch.remove(Path::new(root));
            }
        }
        for root in added {
            self.add_folder(root.clone());
            self.start_indexing(&root);
            self.publish_declarations(&root);
            self.watch_folder(&root);
        }
        // Open files may belong to another folder now.
        let open: Vec<Key> = self.documents.keys().cloned().collect();
        for key in open {
            self.find_folder(&key);
        }
        self.analyse_all_again();
    }

    pub(super) fn folder_mut(&mut self, key: &str) -> Option<&mut Folder> {
        self.snapshot
            .folders
            .iter_mut()
            .find(|folder| folder.contains(key))
    }

    /// Starts reading a folder; a run that is under way is stopped.
    pub(super) fn start_indexing(&mut self, root: &Key) {
        let Some(folder) = self.snapshot.folder_at(root) else {
            return;
        };
        if root.is_empty() {
            return;
        }
        let Some(state) = self.folders.get_mut(root) else {
            return;
        };
        state.stop.store(true, Ordering::Relaxed);
        self.runs += 1;
        *state = FolderState {
            run: self.runs,
            ..FolderState::default()
        };
        let token = token(root, state.run);
        if self.client.progress {
            let (outbox, shown) = (self.outbox.clone(), state.progress.clone());
            let begin = serde_json::json!({"kind": "begin", "title": "Copydesk", "message": "Reading the folder", "percentage": 0});
            self.outbox.create_progress(token.clone(), move || {
                shown.store(true, Ordering::SeqCst);
                outbox.send(progress(token, begin));
            });
        }
        index_job::start(
            folder.clone(),
            state.run,
            state.stop.clone(),
            self.events.clone(),
        );
    }

    /// Takes over what a job has read.
    pub(super) fn indexed(&mut self, batch: Batch) {
        let Some(state) = self
            .folders
            .get_mut(&batch.root)
            .filter(|state| state.run == batch.run)
        else {
            return;
        };
        if let Some(Loaded { index, saved }) = batch.loaded {
            state.saved = saved;
            self.take_over(&batch.root, index);
        }
        let Some(state) = self.folders.get_mut(&batch.root) else {
            return;
        };
        for (key, result) in &batch.found {
            match result {
                // A file that is gone again is no news.
                Ok(_) | Err(Skipped::Gone) => {}
                Err(reason) => state.skipped.push(skipped(key, reason)),
            }
        }
        if let Some(folder) = self.snapshot.folder_at_mut(&batch.root) {
            for (key, result) in batch.found {
                // The buffer wins over the disk, and what came later over what was read before.
                if !self.documents.contains_key(&key) && !state.changed.contains(&key) {
                    match result {
                        Ok(read) => folder.index.take(&key, read),
                        Err(_) => folder.index.replace(&key, None),
                    };
                }
            }
        }
        // Entity notes that were met first are in time for the names of all articles.
        if batch.glanced {
            let folder = self.snapshot.folder_at(&batch.root);
            if folder.is_some_and(|folder| folder.register.notes != *folder.index.notes()) {
                return self.read_declarations(&batch.root);
            }
            let all = batch.all;
            let message = format!("the titles, dates and links of {all} articles are known");
            return self.report_progress(&batch.root, batch.done, all, message);
        }
        match batch.finished {
            Some(files) => self.finish_indexing(&batch.root, &files),
            None => {
                let message = format!("{} of {} articles", batch.done, batch.all);
                self.report_progress(&batch.root, batch.done, batch.all, message);
            }
        }
    }

    /// Takes what was known from the last time in the place of what the folder knows, apart from
    /// what is open and what has changed since.
    fn take_over(&mut self, root: &Key, mut index: Index) {
        let (Some(state), Some(folder)) =
            (self.folders.get(root), self.snapshot.folder_at_mut(root))
        else {
            return;
        };
        let open = self.documents.keys().filter(|key| folder.contains(key));
        for key in open.chain(&state.changed) {
            let facts = folder.index.facts(key);
            let facts = facts.map(|facts| Prepared::new(Facts::clone(&facts)));
            index.replace(key, facts);
        }
        folder.index = index;
    }

    /// Keeps what is known of a folder for the next time, on a thread of its own.
    fn save(&mut self, root: &Key) {
        let Some(folder) = self.snapshot.folder_at(root).cloned() else {
            return;
        };
        let (Some(state), Some(cache)) = (self.folders.get_mut(root), Cache::of(root)) else {
            return;
        };
        if !state.finished {
            return;
        }
        state.unsaved = 0;
        let open: HashSet<Key> = self.documents.keys().cloned().collect();
        let (saved, events) = (state.saved.clone(), self.events.clone());
        let (root, run) = (root.clone(), state.run);
        std::thread::spawn(move || {
            let (saved, moved) = cache.save(&folder, &|key| open.contains(key), &saved);
            drop(folder);
            let _ = events.send(Event::Saved {
                root,
                run,
                saved,
                moved,
            });
        });
    }

    /// What a folder's cache has now.
    pub(super) fn saved(&mut self, root: &Key, run: u64, saved: Saved, moved: Moved) {
        if let Some(state) = self.folders.get_mut(root).filter(|state| state.run == run) {
            state.saved = saved;
        }
        if let Some(folder) = self.snapshot.folder_at_mut(root) {
            folder.index.moved(moved);
        }
    }

    /// Files that changed on disk are written to the cache now and then.
    pub(super) fn count_unsaved(&mut self, root: &Key) {
        let Some(state) = self.folders.get_mut(root) else {
            return;
        };
        state.unsaved += 1;
        if state.unsaved >= Self::MOST_UNSAVED {
            self.save(root);
        }
    }

    /// So many files may be read again after a restart.
    const MOST_UNSAVED: usize = 64;

    fn report_progress(&self, root: &Key, done: usize, all: usize, message: String) {
        let Some(state) = self.folders.get(root) else {
            return;
        };
        if state.progress.load(Ordering::SeqCst) {
            let percentage = done * 100 / all.max(1);
            let value =
                serde_json::json!({"kind": "report", "message": message, "percentage": percentage});
            self.outbox.send(progress(token(root, state.run), value));
        }
    }

    fn finish_indexing(&mut self, root: &Key, files: &[Key]) {
        let known: HashSet<&Key> = files.iter().collect();
        let Some(state) = self.folders.get(root) else {
            return;
        };
        let Some(folder) = self.snapshot.folder_at_mut(root) else {
            return;
        };
        let keys = folder.index.articles().cloned();
        let gone: Vec<Key> = keys
            .filter(|key| !known.contains(key) && !state.changed.contains(key))
            .filter(|key| !self.documents.contains_key(key))
            .collect();
        for key in gone {
            folder.index.replace(&key, None);
        }
        let noted = folder.register.notes != *folder.index.notes();
        // Otherwise the folder is read again now.
        if let Some(state) = self.folders.get_mut(root).filter(|_| !noted) {
            state.finished = true;
            self.save(root);
        }
        self.end_progress(root, files.len());
        self.say_skipped(root);
        if noted {
            self.read_declarations(root);
        }
        self.touch_folder(root);
        self.check_closed(root);
        self.refresh();
    }

    /// Indexing always reports its end, also when it was over before the editor had made a place
    /// for it.
    fn end_progress(&self, root: &Key, articles: usize) {
        let Some(state) = self.folders.get(root).filter(|_| self.client.progress) else {
            return;
        };
        let end = serde_json::json!({"kind": "end", "message": format!("{articles} articles")});
        let (outbox, shown, token) = (
            self.outbox.clone(),
            state.progress.clone(),
            token(root, state.run),
        );
        self.runtime.spawn(async move {
            // The editor has ten seconds to make the place; then nobody shows anything.
            for _ in 0..200 {
                if shown.load(Ordering::SeqCst) {
                    outbox.send(progress(token, end));
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        });
    }

    /// What was not read is said once, visibly.
    fn say_skipped(&mut self, root: &Key) {
        let Some(state) = self.folders.get_mut(root) else {
            return;
        };
        let skipped = std::mem::take(&mut state.skipped);
        if skipped.is_empty() {
            return;
        }
        let more = if skipped.len() > 3 {
            format!(" and {} more", skipped.len() - 3)
        } else {
            String::new()
        };
        let named = skipped
            .iter()
            .take(3)
            .cloned()
            .collect::<Vec<_>>()
            .join("; ");
        self.outbox.send(Message::Show(
            MessageType::Warning,
            format!("Copydesk did not read {named}{more}"),
        ));
        for line in skipped {
            self.outbox.send(Message::Log(format!("not read: {line}")));
        }
    }

    /// Reads `copydesk.toml`, the register and the dismissals of a folder again.
    fn read_declarations(&mut self, root: &Key) {
        let at = self
            .snapshot
            .folders
            .iter()
            .position(|folder| folder.root == *root);
        let Some(at) = at else { return };
        let mut folder = self.snapshot.folders[at].clone();
        let (config, declared) = (folder.config.clone(), folder.register.declared.revision());
        folder.read_declarations(&|path| self.buffer(path), &self.settings);
        let same = *config == *folder.config && declared == folder.register.declared.revision();
        self.snapshot.folders[at] = folder;
        self.publish_declarations(root);
        if !same {
            self.refresh();
            self.analyse_all_again();
            if self.initialized {
                self.start_indexing(root);
            }
        }
        self.touch_folder(root);
    }

    pub(super) fn read_declarations_of(&mut self, key: &Key) {
        if let Some(root) = self.snapshot.folder(key).map(|folder| folder.root.clone()) {
            self.read_declarations(&root);
        }
    }

    pub(super) fn read_all_declarations(&mut self) {
        for root in self.roots() {
            self.read_declarations(&root);
        }
    }

    /// The folders, by their roots.
    pub(super) fn roots(&self) -> Vec<Key> {
        let folders = self.snapshot.folders.iter();
        folders.map(|folder| folder.root.clone()).collect()
    }

    fn analyse_all_again(&mut self) {
        for document in self
            .documents
            .values_mut()
            .filter(|document| !document.declaration)
        {
            document.dirty = true;
        }
    }

    /// Every open article of a folder is looked at again.
    pub(super) fn touch_folder(&mut self, root: &Key) {
        let Some(folder) = self.snapshot.folder_at(root) else {
            return;
        };
        let open = self.snapshot.open.keys().filter(|key| folder.contains(key));
        let open: Vec<Key> = open.cloned().collect();
        self.touched.extend(open);
    }

    /// More files than these at once are read as a whole folder.
    const MANY_FILES: usize = 200;

    pub(super) fn files_changed(&mut self, paths: &[PathBuf]) {
        let mut keys: Vec<Key> = paths.iter().map(|path| key(path)).collect();
        keys.sort();
        keys.dedup();
        let mut roots: Vec<Key> = Vec::new();
        let many = keys.len() > Self::MANY_FILES;
        for key in &keys {
            let Some(folder) = self
                .snapshot
                .folder(key)
                .filter(|folder| !folder.root.is_empty())
            else {
                continue;
            };
            let root = folder.root.clone();
            let relative = folder.relative(key).unwrap_or_default();
            let known = folder.index.contains(key);
            let holds_declarations = dismissed::FILE_NAME.starts_with(&format!("{relative}/"));
            if discover::is_declaration(relative) || holds_declarations {
                if !self.documents.contains_key(key) {
                    self.read_declarations(&root);
                }
                continue;
            }
            let path = Path::new(&**key);
            let article = known || discover::is_article(path, &root, &folder.config);
            if self.documents.contains_key(key)
                || !(article || path.is_dir() || self.holds_articles(key))
            {
                continue;
            }
            match article && !many {
                true => {
                    if let Some(state) = self.folders.get_mut(&root) {
                        state.changed.insert(key.clone());
                    }
                    self.read_from_disk(key);
                    self.count_unsaved(&root);
                }
                // A directory came or went.
                false => roots.push(root.clone()),
            }
            self.touch_folder(&root);
        }
        roots.sort();
        roots.dedup();
        for root in roots {
            self.start_indexing(&root);
        }
    }

    /// Whether articles are known below a directory that may be gone.
    fn holds_articles(&self, directory: &Key) -> bool {
        let inside = format!("{directory}/");
        let folder = self.snapshot.folder(directory);
        folder.is_some_and(|folder| folder.index.articles().any(|key| key.starts_with(&inside)))
    }

    pub(super) fn start_watching(&mut self) {
        if self.client.watches_files {
            self.outbox.register_watchers();
            return;
        }
        match Watch::new(self.events.clone()) {
            Ok(watch) => self.watch = Some(watch),
            Err(error) => self.cannot_watch(&error),
        }
        for root in self.roots() {
            self.watch_folder(&root);
        }
    }

    pub(super) fn watch_folder(&mut self, root: &Key) {
        let Some(watch) = self.watch.as_mut().filter(|_| !root.is_empty()) else {
            return;
        };
        if let Err(error) = watch.add(Path::new(&**root)) {
            self.cannot_watch(&error);
        }
    }

    fn cannot_watch(&self, error: &notify::Error) {
        let words = format!("Copydesk cannot watch the folder for changes on disk: {error}");
        self.outbox.send(Message::Show(MessageType::Warning, words));
    }
}

/// The files that a folder declares things in.
pub fn declaration_keys(root: &Key) -> [Key; 3] {
    [config::FILE_NAME, register::FILE_NAME, dismissed::FILE_NAME]
        .map(|name| format!("{root}/{name}").into())
}

fn skipped(key: &Key, reason: &Skipped) -> String {
    format!("{} ({reason})", key.rsplit('/').next().unwrap_or(key))
}

fn token(root: &Key, run: u64) -> String {
    format!("copydesk/index/{run}{root}")
}

fn progress(token: String, value: serde_json::Value) -> Message {
    Message::Progress(ProgressParams {
        token: ProgressToken::String(token),
        value,
    })
}
