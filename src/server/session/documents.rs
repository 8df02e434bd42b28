//! Open documents: edits, analyses, and what they mean for the other open articles.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::Memory;
use crate::article::Format;
use crate::corpus::reading::Read;
use crate::corpus::{
    Diagnostics, Fact, Facts, FactsMemory, Folder, Index, Key, Open, Prepared, discover,
};
use crate::text::{self, Edit, Text};

use super::Session;

/// A file that is open in the editor: an article, or something that the folder declares.
pub struct Document {
    pub text: text::Document,
    pub format: Format,
    pub memory: Memory,
    pub facts_memory: FactsMemory,
    /// Edited since it was analysed.
    pub dirty: bool,
    /// `copydesk.toml`, `entities.yml` or the dismissals.
    pub declaration: bool,
}

/// More closed articles than this are not looked at for one edit.
const MOST_CLOSED: usize = 50;

/// Articles that share one of these facts; telling words alone relate too many.
fn closed_with(folder: &Folder, facts: &[Fact]) -> Vec<Key> {
    let telling = facts
        .iter()
        .filter(|fact| !matches!(fact, Fact::Term(_) | Fact::Dated(None)));
    let keys = telling.flat_map(|fact| folder.index.with(fact)).cloned();
    keys.take(MOST_CLOSED).collect()
}

impl Session {
    pub(super) fn opened(&mut self, uri: String, key: Key, version: i32, text: &str) {
        if self.snapshot.is_apart(&key) {
            return;
        }
        self.find_folder(&key);
        let declaration = self.is_declaration(&key);
        let document = Document {
            text: text::Document::new(text, version),
            format: Format::of_path(&key),
            memory: Memory::default(),
            facts_memory: FactsMemory::default(),
            dirty: true,
            declaration,
        };
        Arc::make_mut(&mut self.uris).insert(key.clone(), uri);
        self.documents.insert(key, document);
    }

    pub(super) fn changed(&mut self, key: &Key, version: i32, edits: &[Edit]) {
        let encoding = self.client.encoding;
        if let Some(document) = self.documents.get_mut(key) {
            document.text.apply(edits, version, encoding);
            document.dirty = true;
        }
    }

    pub(super) fn closed(&mut self, key: &Key) {
        let Some(document) = self.documents.remove(key) else {
            return;
        };
        Arc::make_mut(&mut self.snapshot.open).remove(key);
        self.edited.remove(key);
        self.touched.remove(key);
        self.sent_tokens.forget(key);
        if document.declaration {
            self.read_declarations_of(key);
        } else {
            self.read_from_disk(key);
            self.publish(key, Vec::new(), None);
        }
        Arc::make_mut(&mut self.uris).remove(key);
    }

    /// Analyses one edited document. Answers whether there was one.
    pub(super) fn analyse_one(&mut self) -> bool {
        let dirty = self
            .documents
            .iter_mut()
            .find(|(_, document)| document.dirty);
        let Some((key, document)) = dirty else {
            return false;
        };
        let key = key.clone();
        // Before anything can go wrong: a document that cannot be analysed is not tried for ever.
        document.dirty = false;
        if document.declaration {
            self.read_declarations_of(&key);
            return true;
        }
        let (text, format, version) = (
            document.text.text().clone(),
            document.format,
            document.text.version(),
        );
        let mut memory = std::mem::take(&mut document.memory);
        let mut facts_memory = std::mem::take(&mut document.facts_memory);
        let Some(folder) = self.snapshot.folder(&key) else {
            return true;
        };
        let analysis = Arc::new(folder.analyse(&key, text, format, &mut memory));
        let facts = Prepared::new(Facts::remembering(&key, &analysis, &mut facts_memory));
        if let Some(document) = self.documents.get_mut(&key) {
            (document.memory, document.facts_memory) = (memory, facts_memory);
        }
        let open = Open {
            analysis,
            version: Some(version),
        };
        Arc::make_mut(&mut self.snapshot.open).insert(key.clone(), open);
        self.replace_facts(&key, Some(facts));
        self.edited.insert(key);
        true
    }

    /// Puts an article's facts in the place of its old ones; other open articles that share a fact
    /// that came or went are looked at again.
    pub(super) fn replace_facts(&mut self, key: &Key, prepared: Option<Prepared>) {
        let Some(folder) = self.folder_mut(key) else {
            return;
        };
        let before = folder.index.facts(key);
        let facts = prepared.as_ref().map(|new| new.facts().clone());
        let new_hash = facts.as_ref().map(|facts| facts.text_hash);
        let notes = folder.index.notes().clone();
        let mut changed = folder.index.replace(key, prepared);
        let noted = notes != *folder.index.notes();
        // A number that changed is still about the same entities.
        if let (Some(before), Some(facts)) = (&before, &facts) {
            changed.extend(before.with_other_numbers(facts));
        }
        if let Some(before) = &before
            && Some(before.text_hash) != new_hash
        {
            // Whoever links here may quote the words that changed.
            changed.extend(before.names().map(|name| Fact::LinkTo(name.into())));
        }
        let concerned =
            |folder: &Folder, other: &Key| changed.iter().any(|fact| folder.index.has(other, fact));
        let Some(folder) = self.snapshot.folder(key) else {
            return;
        };
        // Quotations that changed, or moved, are compared with those of comparable reports again.
        let quotes = before.as_ref().map(|facts| &facts.quotes);
        let comparable: Vec<Key> = match quotes == facts.as_ref().map(|facts| &facts.quotes) {
            true => Vec::new(),
            false => folder.index.comparable(key),
        };
        let others = self
            .snapshot
            .open
            .keys()
            .filter(|other| *other != key && folder.contains(other));
        let mut touched: Vec<Key> = others
            .filter(|other| comparable.contains(other) || concerned(folder, other))
            .cloned()
            .collect();
        if folder.config.diagnostics == Diagnostics::Folder {
            touched.extend(closed_with(folder, &changed));
            touched.extend(comparable);
        }
        self.touched.extend(touched);
        if noted {
            self.read_declarations_of(key);
        }
    }

    /// A closed article is what its file says.
    pub(super) fn read_from_disk(&mut self, key: &Key) {
        let path = std::path::PathBuf::from(&**key);
        let facts = self.snapshot.folder(key).and_then(|folder| {
            let inside = !folder.root.is_empty()
                && discover::is_article(&path, &folder.root, &folder.config);
            let (_, read) = inside.then(|| folder.read(&path, &Index::default()))?;
            match read.ok()? {
                Read::New(facts, _) => Some(facts),
                Read::Same(_) => None,
            }
        });
        self.replace_facts(key, facts);
    }

    /// The versions of the open files that are no articles.
    pub(super) fn declaration_versions(&self) -> HashMap<Key, i32> {
        let declared = self
            .documents
            .iter()
            .filter(|(_, document)| document.declaration);
        let versions = declared.map(|(key, document)| (key.clone(), document.text.version()));
        versions.collect()
    }

    /// The text of a file as the editor has it.
    pub(super) fn buffer(&self, key: &str) -> Option<Text> {
        self.documents
            .get(key)
            .map(|document| document.text.text().clone())
    }

    fn is_declaration(&self, key: &Key) -> bool {
        let folder = self
            .snapshot
            .folder(key)
            .filter(|folder| !folder.root.is_empty());
        folder
            .and_then(|folder| folder.relative(key))
            .is_some_and(discover::is_declaration)
    }
}
