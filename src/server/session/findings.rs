//! Findings: looking for them when the queue is empty, and publishing the lists that changed.

use tower_lsp::gen_lsp_types::PublishDiagnosticsParams;

use crate::corpus::{Diagnostics, Folder, Key};
use crate::rule::{self, Context, Finding};

use super::super::event::Event;
use super::super::outbox::{Message, Shown};
use super::super::to_protocol;
use super::super::view::View;
use super::{Session, declaration_keys};

impl Session {
    /// Looks for the findings of one article: edited ones first, then those that an edit touched.
    pub(super) fn publish_one(&mut self) {
        if self.client.pulls {
            return self.ask_to_pull();
        }
        if let Some(key) = self.edited.pop_first() {
            self.touched.remove(&key);
            if let Some(findings) = self.findings(&key) {
                let version = self.snapshot.open.get(&key).and_then(|open| open.version);
                self.publish(&key, findings, version);
            }
        } else if let Some(key) = self.touched.pop_first()
            && let Some(findings) = self.findings(&key)
            && self.published.get(&key) != Some(&findings)
        {
            let version = self.snapshot.open.get(&key).and_then(|open| open.version);
            self.publish(&key, findings, version);
        }
    }

    /// An editor that asks for findings did so when it edited; what touched an article came later.
    /// What it was told then is not known here, so it asks again whatever the findings are now.
    fn ask_to_pull(&mut self) {
        self.edited.clear();
        let touched = std::mem::take(&mut self.touched);
        if touched.iter().any(|key| self.uris.contains_key(key)) {
            self.outbox.refresh(Shown::Findings);
        }
        self.tell_pullers();
    }

    fn findings(&self, key: &Key) -> Option<Vec<Finding>> {
        let folder = self.snapshot.folder(key)?;
        let analysis = self.snapshot.analysis(key)?;
        let context = Context::new(&self.snapshot, folder, key, &analysis);
        Some(rule::check(&context))
    }

    /// Sends a file's list. An empty list for a file that never had one is not worth a message,
    /// unless the file is open: the editor waits for its version.
    pub(super) fn publish(&mut self, key: &Key, findings: Vec<Finding>, version: Option<i32>) {
        let had_none = self.published.get(key).is_none_or(Vec::is_empty);
        if findings.is_empty() && had_none && version.is_none() && !self.uris.contains_key(key) {
            return;
        }
        match self.client.pulls {
            // Open files are asked for one by one; whoever waits for the others is told.
            true => self.tell_pullers(),
            false => self.send_findings(key, &findings, version),
        }
        match findings.is_empty() && version.is_none() {
            true => self.published.remove(key),
            false => self.published.insert(key.clone(), findings),
        };
    }

    /// Wakes the request that waits for the findings of closed files to change.
    pub(super) fn tell_pullers(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    fn send_findings(&self, key: &Key, findings: &[Finding], version: Option<i32>) {
        let view = self.view();
        let text = view.text(key);
        let diagnostics = findings
            .iter()
            .map(|finding| to_protocol::diagnostic(&view, &text, finding));
        self.outbox
            .send(Message::Findings(PublishDiagnosticsParams {
                uri: to_protocol::uri(key, &self.uris),
                version,
                diagnostics: diagnostics.collect(),
            }));
    }

    /// The findings in `copydesk.toml` and the register, which are shown whether or not they are
    /// open: a mistake there concerns every article.
    pub(super) fn publish_declarations(&mut self, root: &Key) {
        let Some(folder) = self.snapshot.folder_at(root) else {
            return;
        };
        if root.is_empty() || !self.initialized {
            return;
        }
        let findings = rule::check_declarations(folder);
        for key in declaration_keys(root) {
            let own: Vec<Finding> = findings
                .iter()
                .filter(|finding| finding.key == key)
                .cloned()
                .collect();
            let version = self
                .documents
                .get(&key)
                .map(|document| document.text.version());
            if version.is_some()
                || self.published.get(&key).is_some_and(|known| *known != own)
                || !own.is_empty()
            {
                self.publish(&key, own, version);
            }
        }
    }

    /// With `diagnostics = "folder"` closed articles are checked as well, by a worker.
    pub(super) fn check_closed(&mut self, root: &Key) {
        let Some(folder) = self.snapshot.folder_at(root) else {
            return;
        };
        if self.client.pulls {
            return self.tell_pullers();
        }
        if folder.config.diagnostics != Diagnostics::Folder {
            return self.clear_closed(root);
        }
        let closed = folder.index.articles().cloned();
        let mut closed: Vec<Key> = closed
            .filter(|key| !self.documents.contains_key(key))
            .collect();
        closed.sort();
        let (view, events) = (self.view(), self.events.clone());
        self.runtime.spawn_blocking(move || {
            for keys in closed.chunks(32) {
                let checked = keys
                    .iter()
                    .filter_map(|key| Some((key.clone(), check_closed(&view, key)?)));
                if events.send(Event::Checked(checked.collect())).is_err() {
                    return;
                }
            }
        });
    }

    fn clear_closed(&mut self, root: &Key) {
        let inside = |folder: &Folder, key: &Key| {
            folder.contains(key) && !declaration_keys(root).contains(key)
        };
        let Some(folder) = self.snapshot.folder_at(root) else {
            return;
        };
        let shown = self
            .published
            .keys()
            .filter(|key| inside(folder, key) && !self.documents.contains_key(*key));
        let shown: Vec<Key> = shown.cloned().collect();
        for key in shown {
            self.publish(&key, Vec::new(), None);
        }
    }

    pub(super) fn checked(&mut self, checked: Vec<(Key, Vec<Finding>)>) {
        for (key, findings) in checked {
            let closed = !self.documents.contains_key(&key);
            if closed && self.published.get(&key).map_or(&[][..], Vec::as_slice) != findings {
                self.publish(&key, findings, None);
            }
        }
    }
}

fn check_closed(view: &View, key: &Key) -> Option<Vec<Finding>> {
    let folder = view.snapshot.folder(key)?;
    let analysis = view.snapshot.analysis(key)?;
    Some(rule::check(&Context::new(
        &view.snapshot,
        folder,
        key,
        &analysis,
    )))
}
