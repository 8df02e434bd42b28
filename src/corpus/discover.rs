//! Finds the articles of a folder, and the folder of an article.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use super::config::{self, Config};
use super::{bibliography, checked, dismissed, register};

/// The files of one folder that are articles.
struct Globs {
    include: GlobSet,
    exclude: GlobSet,
}

impl Globs {
    fn new(config: &Config) -> Globs {
        Globs {
            include: set(&config.include),
            exclude: set(&config.exclude),
        }
    }

    /// Whether the file at `path` from the root is an article.
    fn is_article(&self, path: &Path) -> bool {
        self.include.is_match(path) && !self.exclude.is_match(path)
    }
}

fn set(globs: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in globs.iter().filter_map(|glob| Glob::new(glob).ok()) {
        set.add(glob);
    }
    set.build().unwrap_or_default()
}

/// Directories that no folder of articles is deeper than.
const DEEPEST: usize = 64;

/// The articles below `root` in a fixed order. `.gitignore` is respected, also where there is no
/// repository; hidden files and symbolic links are not followed.
pub fn articles(root: &Path, config: &Config) -> Vec<PathBuf> {
    let globs = Globs::new(config);
    let walk = WalkBuilder::new(root)
        .require_git(false)
        .follow_links(false)
        .max_depth(Some(DEEPEST))
        .sort_by_file_path(|a, b| a.cmp(b))
        .build();
    let files = walk
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let articles = files.map(ignore::DirEntry::into_path).filter(|path| {
        let inside = path.strip_prefix(root).unwrap_or(path);
        globs.is_article(inside)
    });
    articles.collect()
}

/// Whether one file below `root` is an article: what [`articles`] would say of it.
pub fn is_article(file: &Path, root: &str, config: &Config) -> bool {
    let root = Path::new(root);
    let Ok(inside) = file.strip_prefix(root) else {
        return false;
    };
    if !Globs::new(config).is_article(inside) {
        return false;
    }
    // Every directory on the way down may be ignored or hidden: each is asked for the next one.
    let mut directory = root.to_path_buf();
    inside.components().all(|part| {
        let wanted = directory.join(part);
        let mut entries = WalkBuilder::new(&directory)
            .require_git(false)
            .follow_links(false)
            .max_depth(Some(1))
            .build()
            .filter_map(Result::ok);
        let listed = entries.any(|entry| entry.path() == wanted);
        directory = wanted;
        listed
    })
}

/// What marks a folder of articles.
const MARKS: [&str; 4] = [config::FILE_NAME, register::FILE_NAME, ".copydesk", ".git"];

/// The folder of an article: the nearest parent with `copydesk.toml`, `entities.yml`, `.copydesk`
/// or `.git`, else the article's own directory.
pub fn folder_of(article: &Path) -> PathBuf {
    let own = article.parent().unwrap_or(Path::new("."));
    let marked = own
        .ancestors()
        .find(|directory| MARKS.iter().any(|mark| directory.join(mark).exists()));
    marked.unwrap_or(own).to_path_buf()
}

/// Whether a file at `path` from the root changes what the folder declares.
pub fn is_declaration(path: &str) -> bool {
    matches!(
        path,
        config::FILE_NAME | register::FILE_NAME | dismissed::FILE_NAME | checked::FILE_NAME
    ) || bibliography::is_bibliography(path)
}

/// The bibliographies of a folder: at its root and one directory below, in a fixed order.
pub fn bibliographies(root: &Path) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(root)
        .require_git(false)
        .follow_links(false)
        .max_depth(Some(2))
        .sort_by_file_path(|a, b| a.cmp(b))
        .build();
    let files = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path);
    let wanted = |path: &PathBuf| {
        let inside = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        bibliography::is_bibliography(&inside)
    };
    files.filter(wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn articles_are_what_the_globs_and_gitignore_leave() {
        let root = tempfile::tempdir().expect("a directory");
        let write = |path: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("parent")).expect("directory");
            fs::write(path, "x").expect("file");
        };
        let written = [
            "a.txt",
            "b.md",
            "c.rs",
            "wire/d.txt",
            "archive/e.txt",
            "drafts/f.md",
            ".hidden/g.md",
        ];
        written.into_iter().for_each(write);
        fs::write(root.path().join(".gitignore"), "drafts/\n").expect("file");
        let (config, _) = Config::read("exclude = [\"archive/**\"]");
        let found = articles(root.path(), &config);
        let names: Vec<String> = found
            .iter()
            .map(|path| {
                path.strip_prefix(root.path())
                    .expect("inside")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        assert_eq!(names, ["a.txt", "b.md", "wire/d.txt"]);
        let root_name = root.path().to_string_lossy();
        let found = written
            .into_iter()
            .filter(|path| is_article(&root.path().join(path), &root_name, &config));
        assert_eq!(found.collect::<Vec<_>>(), names);
    }

    #[test]
    fn the_folder_of_an_article_is_the_nearest_marked_one() {
        let root = tempfile::tempdir().expect("a directory");
        let deep = root.path().join("a/b");
        fs::create_dir_all(&deep).expect("directory");
        fs::write(root.path().join("a/copydesk.toml"), "").expect("file");
        assert_eq!(folder_of(&deep.join("x.txt")), root.path().join("a"));
    }
}
