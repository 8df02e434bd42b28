//! Names: which words name somebody or something, and which mentions are of the same one.
//!
//! In: the prose of a block; then all candidates of an article with what the folder declares.
//! Out: [`NameMention`]s and the [`Entity`]s that they belong to. Recognising looks at one block
//! ([`BlockNames`]); joining ([`join`]) sees the whole article and is cheap. An unknown name is a
//! normal thing here, never a mistake.

mod carry;
mod declared;
pub mod english;
mod form;
pub mod gazetteer;
mod join;
mod memory;
mod recognise;
mod refine;
mod role;
pub mod tagger;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{Span, without_possessive};

pub use carry::{Joinable, Joined, join_again};
pub use declared::{Declared, DeclaredEntity, DeclaredHit};
pub use form::{Form, is_short, short_forms};
pub use join::{Assigned, join};
pub use memory::NameMemory;
pub use recognise::{BlockForms, BlockNames, Candidate};
pub use refine::refined;
pub use role::{Post, RoleMention, roles};

#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Event,
    #[default]
    Unknown,
}

impl EntityKind {
    /// In their order.
    pub const ALL: [EntityKind; 5] = [
        EntityKind::Person,
        EntityKind::Organization,
        EntityKind::Place,
        EntityKind::Event,
        EntityKind::Unknown,
    ];

    pub fn word(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Event => "event",
            EntityKind::Unknown => "unknown",
        }
    }
}

/// A proper name in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// Bytes of the article: the name alone, without title, article or possessive.
    pub span: Span,
    /// Index into the article's entities.
    pub entity: usize,
    pub reason: JoinReason,
}

/// Why a mention belongs to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinReason {
    /// The first mention of its entity.
    First,
    /// The same words as another mention.
    SameWords,
    /// A full form of the name, which may be spelt in another way.
    FullName,
    /// The surname of the only person in the article who bears it.
    Surname,
    /// The given name, or a family name that stands first, of the only person who bears it.
    GivenName,
    /// The initials of the only organisation that has them.
    Acronym,
    /// A part of the name of the only organisation that has it.
    ShortForm,
    /// The register declares this form.
    Declared,
    /// A pin or a link in the text says so.
    Linked,
}

/// Somebody or something that an article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The register's id, else a slug of the name; the same in every article.
    pub id: String,
    /// The fullest form: the register's, else the one with most words.
    pub name: String,
    pub kind: EntityKind,
    /// The id in the register.
    pub register: Option<String>,
    /// Slugs of the forms that the register says are somebody else's.
    pub not: Vec<String>,
}

/// A name as an id: lower case, words joined with hyphens.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for word in crate::text::words(name) {
        let word = without_possessive(word.text);
        if !slug.is_empty() {
            slug.push('-');
        }
        match word.is_ascii() {
            true => slug.extend(word.bytes().map(|byte| byte.to_ascii_lowercase() as char)),
            false => slug.push_str(&word.to_lowercase()),
        }
    }
    slug
}
