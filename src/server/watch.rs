//! Watches the folders itself, for editors that cannot (Neovim on Linux).

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::event::Event;

/// Watches directories until it is dropped.
pub struct Watch {
    watcher: RecommendedWatcher,
}

impl Watch {
    /// Changes are put into the session's queue.
    pub fn new(events: Sender<Event>) -> notify::Result<Watch> {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if !matches!(event.kind, EventKind::Access(_)) {
                let _ = events.send(Event::Files(event.paths));
            }
        })?;
        Ok(Watch { watcher })
    }

    pub fn add(&mut self, root: &Path) -> notify::Result<()> {
        self.watcher.watch(root, RecursiveMode::Recursive)
    }

    pub fn remove(&mut self, root: &Path) {
        let _ = self.watcher.unwatch(root);
    }
}
