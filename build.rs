//! Gives the program a number for its own sources: what an analyser has kept on disk is of no use
//! to another one.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn hash(path: &Path, hasher: &mut impl Hasher) {
    if let Ok(entries) = std::fs::read_dir(path) {
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| hash(path, hasher));
    } else if let Ok(bytes) = std::fs::read(path) {
        path.hash(hasher);
        bytes.hash(hasher);
    }
}

fn main() {
    let mut hasher = DefaultHasher::new();
    for sources in ["src", "Cargo.toml"] {
        println!("cargo:rerun-if-changed={sources}");
        hash(Path::new(sources), &mut hasher);
    }
    println!("cargo:rustc-env=COPYDESK_SOURCES={:016x}", hasher.finish());
}
