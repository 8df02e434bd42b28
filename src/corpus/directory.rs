//! The names of a folder: each name of an entity, with its kind and how many articles have it.
//!
//! In: the entities of one article, before and after. Out: all names, without a look into any
//! article.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::name::EntityKind;
use crate::text::Outline;

use super::EntityFact;
use super::sharded::Sharded;

/// The names of a folder. A clone costs next to nothing.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    names: Sharded<Name, u32>,
}

/// A name that articles have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    pub name: Arc<str>,
    /// The entity's id in the articles.
    pub id: Arc<str>,
    pub kind: EntityKind,
    /// Of the name: whoever looks for others need not read it.
    pub outline: Outline,
}

impl Name {
    pub fn new(name: Arc<str>, id: Arc<str>, kind: EntityKind) -> Name {
        let outline = Outline::of(&name);
        Name {
            name,
            id,
            kind,
            outline,
        }
    }

    pub fn of(entity: &EntityFact) -> Name {
        Name::new(entity.name.clone(), entity.id.clone(), entity.kind)
    }
}

impl Directory {
    /// All names, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = &Name> {
        self.names.iter().map(|(name, _)| name)
    }

    /// The same on several threads.
    pub fn par_iter(&self) -> impl ParallelIterator<Item = &Name> {
        let shards = self.names.shards().par_iter();
        shards.flat_map_iter(|shard| shard.keys())
    }

    /// The names of the entities of one article, in order, each once.
    pub fn names_of(entities: &[EntityFact]) -> Vec<Name> {
        let mut names: Vec<Name> = entities.iter().map(Name::of).collect();
        names.sort();
        names.dedup();
        names
    }

    /// So many articles more have the name.
    pub fn add(&mut self, name: Name, articles: u32) {
        self.names.change(&name, |known| {
            *known += articles;
            true
        });
    }

    /// Puts the names of an article in the place of its old ones.
    pub fn replace(&mut self, old: &[EntityFact], new: &[EntityFact]) {
        for entity in missing(old, new) {
            self.add(Name::of(entity), 1);
        }
        for entity in missing(new, old) {
            self.names.change(&Name::of(entity), |articles| {
                *articles = articles.saturating_sub(1);
                *articles > 0
            });
        }
    }
}

/// The entities of `of` whose name is none of those `among` others, each name once.
fn missing<'a>(among: &[EntityFact], of: &'a [EntityFact]) -> Vec<&'a EntityFact> {
    let known: FxHashSet<_> = among.iter().map(named).collect();
    let missing = of.iter().filter(|entity| !known.contains(&named(entity)));
    let mut missing: Vec<&EntityFact> = missing.collect();
    missing.sort_by_key(|entity| named(entity));
    missing.dedup_by_key(|entity| named(entity));
    missing
}

/// What makes a [`Name`], without its outline, which takes longer.
fn named(entity: &EntityFact) -> (&str, &str, EntityKind) {
    (&entity.name, &entity.id, entity.kind)
}
