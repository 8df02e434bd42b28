//! The folder: which files belong to it, what it declares, and what it knows of every article.
//!
//! In: a root directory, texts and analyses. Out: [`Snapshot`]s, immutable views that rules and
//! queries read. Files are read in [`load`] and [`discover`] and nowhere else in the core. The
//! words of a closed file are not kept: what the folder knows of it is its [`Facts`].

pub mod bibliography;
pub mod cache;
pub mod checked;
mod claims;
pub mod config;
mod directory;
pub mod discover;
pub mod dismissed;
mod english;
mod facts;
pub mod headings;
mod identity;
mod index;
mod interned;
pub mod load;
pub mod note;
mod packed;
pub mod passage;
mod posting;
pub mod quoted;
pub mod reading;
pub mod register;
mod related;
pub mod same_quote;
mod sharded;
mod snapshot;
mod spill;

use std::sync::Arc;

pub use bibliography::Bibliography;
pub use claims::{EventFact, NamingFact, SuperlativeFact, UnnamedFact};
pub use config::{Config, Diagnostics, Profile, Severity};
pub use directory::Name;
pub use facts::{
    DateFact, EntityFact, Fact, Facts, FactsMemory, HeadingFact, LinkFact, NumberFact, QuoteFact,
};
pub use index::{Contents, Index, Prepared};
pub use register::Register;
pub use related::Related;
#[cfg(test)]
pub use snapshot::analyse_text;
pub use snapshot::{Folder, Open, Snapshot};

/// The name of an article in this process: its absolute path with `/`, or the address under which
/// an editor holds a text that is in no file.
pub type Key = Arc<str>;

/// The key of a file.
pub fn key(path: &std::path::Path) -> Key {
    let path = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => path.into(),
        separator => path.replace(separator, "/").into(),
    }
}
