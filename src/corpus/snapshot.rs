//! An immutable view of everything at one moment: what a rule or a question is given.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::analysis::{Analysis, Depth, Input, Memory, analyse};
use crate::article::Format;
use crate::article::tree::Problem;
use crate::text::Text;

use super::checked::{self, Checked};
use super::config::{self, Config};
use super::dismissed::{self, Dismissal};
use super::load::{Loader, Skipped};
use super::register::{self, Register};
use super::{Bibliography, Fact, Index, Key, bibliography};

/// One folder of articles. A clone is a snapshot.
#[derive(Clone)]
pub struct Folder {
    /// Absolute, with `/`, without one at the end; empty for texts outside any folder.
    pub root: Key,
    pub config: Arc<Config>,
    /// Problems of `copydesk.toml` with its text.
    pub config_file: Option<Arc<(Text, Vec<Problem>)>>,
    pub register: Arc<Register>,
    pub register_problems: Arc<Vec<Problem>>,
    pub dismissed: Arc<Vec<Dismissal>>,
    /// The text of the dismissals, as an editor may have it.
    pub dismissed_text: Option<Text>,
    /// The sentences that somebody has checked, as they were then.
    pub checked: Arc<Vec<Checked>>,
    pub checked_text: Option<Text>,
    pub bibliography: Arc<Bibliography>,
    pub index: Index,
    /// A date for articles that have none, for one run.
    pub fallback_date: Option<Date>,
}

/// An article that is open in an editor.
#[derive(Clone)]
pub struct Open {
    pub analysis: Arc<Analysis>,
    /// The editor's version of the text; `None` on the command line.
    pub version: Option<i32>,
}

/// The state at one moment. Cheap to clone.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// Deepest roots first.
    pub folders: Vec<Folder>,
    pub open: Arc<HashMap<Key, Open>>,
    pub loader: Arc<Loader>,
    /// A directory of texts that are no articles, whatever folder it lies in: the pages of the rules.
    pub apart: Option<Key>,
}

impl Folder {
    /// An empty folder at `root`, with nothing read yet.
    pub fn new(root: Key) -> Folder {
        Folder {
            root,
            config: Arc::default(),
            config_file: None,
            register: Arc::default(),
            register_problems: Arc::default(),
            dismissed: Arc::default(),
            dismissed_text: None,
            checked: Arc::default(),
            checked_text: None,
            bibliography: Arc::default(),
            index: Index::default(),
            fallback_date: None,
        }
    }

    /// Reads configuration, register and dismissals again. `buffer` gives the text of a file that
    /// is open in an editor; `settings` are those of the editor, which win.
    pub fn read_declarations(
        &mut self,
        buffer: &dyn Fn(&str) -> Option<Text>,
        settings: &serde_json::Value,
    ) {
        let text = |name: &str| -> Option<Text> {
            let path = format!("{}/{name}", self.root);
            let loaded = || {
                super::load::read(Path::new(&path))
                    .ok()
                    .map(|loaded| loaded.text)
            };
            buffer(&path)
                .or_else(loaded)
                .filter(|_| !self.root.is_empty())
        };
        let (mut config, config_file) = match text(config::FILE_NAME) {
            Some(text) => {
                let (config, problems) = Config::read(text.as_str());
                (config, Some(Arc::new((text, problems))))
            }
            None => (Config::default(), None),
        };
        config.apply_settings(settings);
        let (register, register_problems) =
            Register::read(text(register::FILE_NAME), self.index.notes());
        self.dismissed_text = text(dismissed::FILE_NAME);
        let dismissed = self.dismissed_text.as_ref();
        let dismissed = dismissed.map(|text| dismissed::read(text.as_str()).0);
        self.checked_text = text(checked::FILE_NAME);
        let checked = self.checked_text.as_ref();
        let checked = checked.map(|text| checked::read(text.as_str()).0);
        let bibliographies = self.bibliographies(buffer);
        self.bibliography = Arc::new(Bibliography::read(bibliographies));
        self.config = Arc::new(config);
        self.config_file = config_file;
        self.register = Arc::new(register);
        self.register_problems = Arc::new(register_problems);
        self.dismissed = Arc::new(dismissed.unwrap_or_default());
        self.checked = Arc::new(checked.unwrap_or_default());
    }

    /// The bibliographies of the folder with their texts.
    fn bibliographies(&self, buffer: &dyn Fn(&str) -> Option<Text>) -> Vec<(Key, Text)> {
        if self.root.is_empty() {
            return Vec::new();
        }
        let listed = super::discover::bibliographies(Path::new(&*self.root));
        let mut keys: Vec<Key> = listed.iter().map(|path| super::key(path)).collect();
        // The usual ones may be open and not saved yet.
        let usual = bibliography::USUAL.map(|name| format!("{}/{name}", self.root).into());
        keys.extend(usual);
        keys.sort();
        keys.dedup();
        let read = keys.into_iter().filter_map(|key| {
            let loaded = || super::load::read(Path::new(&*key)).ok();
            let text = buffer(&key).or_else(|| loaded().map(|loaded| loaded.text))?;
            Some((key, text))
        });
        read.collect()
    }

    /// Whether the article belongs to this folder.
    pub fn contains(&self, key: &str) -> bool {
        self.relative(key).is_some()
    }

    /// The article's path from the root.
    pub fn relative<'a>(&self, key: &'a str) -> Option<&'a str> {
        if self.root.is_empty() {
            return Some(key);
        }
        key.strip_prefix(&*self.root)?.strip_prefix('/')
    }

    /// Analyses the text of one of this folder's articles.
    pub fn analyse(&self, key: &Key, text: Text, format: Format, memory: &mut Memory) -> Analysis {
        self.analyse_to(Depth::Whole, key, text, format, memory)
    }

    /// Analyses the text of an article as deep as is asked.
    pub(super) fn analyse_to(
        &self,
        depth: Depth,
        key: &Key,
        text: Text,
        format: Format,
        memory: &mut Memory,
    ) -> Analysis {
        let relative = self.relative(key).unwrap_or(key);
        let input = Input {
            text,
            format,
            file_name: key.rsplit('/').next().unwrap_or(key),
            configured: self.config.article(relative),
            fallback_date: self.fallback_date,
            month_first: self.config.month_first(),
            strategy: self.config.dates,
            declared: &self.register.declared,
            depth,
        };
        analyse(&input, memory)
    }

    /// Where a link of the article at `from` leads: the keys of the articles, or files, that its
    /// path or name may mean, the likeliest first. An empty path is the article itself.
    pub fn resolve(&self, from: &Key, path: &str, wiki: bool) -> Vec<Key> {
        if path.is_empty() {
            return vec![from.clone()];
        }
        let named = || -> Vec<Key> {
            let name: Arc<str> = path
                .rsplit('/')
                .next()
                .unwrap_or(path)
                .to_lowercase()
                .into();
            self.index.with(&Fact::Name(name)).cloned().collect()
        };
        let direct = || {
            let directory = Path::new(&**from).parent().unwrap_or(Path::new(""));
            let root = Path::new(&*self.root);
            match path.strip_prefix('/') {
                Some(from_root) => vec![normal(&root.join(from_root)), normal(Path::new(path))],
                None => vec![normal(&directory.join(path)), normal(&root.join(path))],
            }
        };
        match wiki {
            true => {
                let mut keys = named();
                let within = |key: &Key| {
                    let stem = key.rsplit_once('.').map_or(&**key, |(stem, _)| stem);
                    stem.to_lowercase().ends_with(&path.to_lowercase())
                        || key.to_lowercase().ends_with(&path.to_lowercase())
                };
                keys.sort_by_key(|key| !within(key));
                keys.extend(direct());
                keys
            }
            false => direct(),
        }
    }
}

fn normal(path: &Path) -> Key {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            Component::CurDir => {}
            part => parts.push(part),
        }
    }
    super::key(&parts)
}

impl Snapshot {
    /// The folder of an article: the deepest root that holds it.
    pub fn folder(&self, key: &str) -> Option<&Folder> {
        let mut folders = self.folders.iter();
        folders.find(|folder| folder.contains(key) && !self.is_apart(key))
    }

    /// Whether the text is no article because of where it lies.
    pub fn is_apart(&self, key: &str) -> bool {
        let rest = |apart: &Key| Some(key.strip_prefix(&**apart)?.starts_with('/'));
        self.apart.as_ref().and_then(rest).unwrap_or(false)
    }

    /// The folder with that root.
    pub fn folder_at(&self, root: &Key) -> Option<&Folder> {
        self.folders.iter().find(|folder| folder.root == *root)
    }

    pub fn folder_at_mut(&mut self, root: &Key) -> Option<&mut Folder> {
        let mut folders = self.folders.iter_mut();
        folders.find(|folder| folder.root == *root)
    }

    /// The analysis of an open article.
    pub fn open(&self, key: &Key) -> Option<&Arc<Analysis>> {
        self.open.get(key).map(|open| &open.analysis)
    }

    /// The words of an article or any other text, as the editor has it, else from disk.
    pub fn text(&self, key: &Key) -> Result<Text, Skipped> {
        if let Some(analysis) = self.open(key) {
            return Ok(analysis.text.clone());
        }
        let declared = self
            .folder(key)
            .and_then(|folder| match folder.relative(key) {
                Some(register::FILE_NAME) => folder.register.text.clone(),
                Some(config::FILE_NAME) => folder.config_file.as_ref().map(|file| file.0.clone()),
                Some(dismissed::FILE_NAME) => folder.dismissed_text.clone(),
                Some(checked::FILE_NAME) => folder.checked_text.clone(),
                _ => folder.bibliography.text(key).cloned(),
            });
        match declared {
            Some(text) => Ok(text),
            None => self.loader.text(key).map(|loaded| loaded.text),
        }
    }

    /// The analysis of an article; a closed one is read and analysed now.
    pub fn analysis(&self, key: &Key) -> Option<Arc<Analysis>> {
        if let Some(analysis) = self.open(key) {
            return Some(analysis.clone());
        }
        let text = self.loader.text(key).ok()?.text;
        let format = Format::of_path(key);
        let folder = self.folder(key)?;
        Some(Arc::new(folder.analyse(
            key,
            text,
            format,
            &mut Memory::default(),
        )))
    }

    /// Whether the file is open or on disk.
    fn exists(&self, key: &Key) -> bool {
        self.is_declared(key) || self.open.contains_key(key) || self.loader.exists(key)
    }

    fn is_declared(&self, key: &Key) -> bool {
        self.folder(key)
            .is_some_and(|folder| match folder.relative(key) {
                Some(register::FILE_NAME) => folder.register.text.is_some(),
                Some(config::FILE_NAME) => folder.config_file.is_some(),
                _ => false,
            })
    }

    /// The first of `keys` that exists.
    pub fn existing(&self, keys: Vec<Key>) -> Option<Key> {
        keys.into_iter().find(|key| self.exists(key))
    }
}

/// Analyses a text that is in no folder.
#[cfg(test)]
pub fn analyse_text(key: &Key, text: &str) -> Analysis {
    let folder = Folder::new("".into());
    let format = Format::of_path(key);
    folder.analyse(key, Text::new(text), format, &mut Memory::default())
}
