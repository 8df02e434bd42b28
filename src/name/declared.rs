//! Names that the folder declares: one automaton over all forms of all entries of the register.

use std::hash::BuildHasher;

use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder, MatchKind};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::text::Span;

use super::{EntityKind, slug};

/// What the register says of one entity, as far as names go.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeclaredEntity {
    pub id: String,
    pub kind: EntityKind,
    pub name: String,
    pub aliases: Vec<String>,
    /// Forms that are not its name, whatever the article suggests.
    pub not: Vec<String>,
}

/// The declared names of a folder.
#[derive(Default)]
pub struct Declared {
    entities: Vec<DeclaredEntity>,
    /// Each pattern's entity, by the value that the automaton gives it.
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
    by_id: FxHashMap<String, u32>,
    /// The words of all forms, in lower case.
    words: FxHashSet<String>,
    /// Words that are no name, as slugs.
    none: FxHashSet<String>,
    /// The slugs of the forms that an entity does not have, with its id.
    denied: FxHashSet<(String, String)>,
    /// Changes whenever a name does; part of the memory's key.
    revision: u64,
}

/// A declared form in the prose of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeclaredHit {
    pub span: Span,
    /// Index into the declared entities.
    pub entity: u32,
}

impl Declared {
    /// The declared entities, and words that are no name.
    pub fn new(entities: Vec<DeclaredEntity>, none: &[String]) -> Declared {
        let mut forms: Vec<(String, u32)> = Vec::new();
        for (index, entity) in entities.iter().enumerate() {
            for form in std::iter::once(&entity.name).chain(&entity.aliases) {
                for spelling in spellings(form) {
                    forms.push((spelling, index as u32));
                }
            }
        }
        forms.sort();
        // Two entities may share an alias: such a form decides nothing.
        let mut unique: Vec<(String, u32)> = Vec::new();
        for chunk in forms.chunk_by(|a, b| a.0 == b.0) {
            if chunk.iter().all(|form| form.1 == chunk[0].1) {
                unique.push(chunk[0].clone());
            }
        }
        let revision = FxBuildHasher.hash_one((&entities, none));
        let denied = entities.iter().flat_map(|entity| {
            let forms = entity.not.iter();
            forms.map(|form| (entity.id.clone(), slug(form)))
        });
        let automaton = (!unique.is_empty()).then(|| {
            DoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::LeftmostLongest)
                .build_with_values(unique)
                .ok()
        });
        let ids = entities.iter().enumerate().rev();
        let forms = entities
            .iter()
            .flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
        let words = forms.flat_map(|form| form.split(' '));
        Declared {
            by_id: ids
                .map(|(at, entity)| (entity.id.clone(), at as u32))
                .collect(),
            words: words.map(str::to_lowercase).collect(),
            denied: denied.collect(),
            none: none.iter().map(|words| slug(words)).collect(),
            entities,
            automaton: automaton.flatten(),
            revision,
        }
    }

    pub fn entities(&self) -> &[DeclaredEntity] {
        &self.entities
    }

    /// Whether words with this slug are declared to be no name.
    pub fn is_none(&self, slug: &str) -> bool {
        self.none.contains(slug)
    }

    /// Whether the entity is declared not to be called by words with this slug.
    pub fn is_not(&self, id: &str, slug: &str) -> bool {
        !self.denied.is_empty() && self.denied.contains(&(id.to_owned(), slug.to_owned()))
    }

    /// A number that changes whenever a declared name does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether a declared name or alias has this word (in lower case).
    pub fn is_part_of_name(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The declared forms in `prose`, whole words only, the longest first where two overlap.
    pub fn find(&self, prose: &str) -> Vec<DeclaredHit> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let hits = automaton.leftmost_find_iter(prose).filter_map(|hit| {
            let span = Span::new(hit.start(), hit.end());
            is_whole(prose, span).then_some(DeclaredHit {
                span,
                entity: hit.value(),
            })
        });
        hits.collect()
    }
}

fn is_whole(prose: &str, span: Span) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = prose[..span.start as usize].chars().next_back();
    let after = prose[span.end as usize..].chars().next();
    !inside(before) && !inside(after)
}

/// Straight and curly apostrophes are the same name.
fn spellings(form: &str) -> Vec<String> {
    let form = form.trim();
    if form.chars().count() < 2 {
        return Vec::new();
    }
    let mut spellings = vec![
        form.replace('\u{2019}', "'"),
        form.replace('\'', "\u{2019}"),
    ];
    spellings.dedup();
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(id: &str, name: &str, aliases: &[&str]) -> DeclaredEntity {
        DeclaredEntity {
            not: Vec::new(),
            id: id.into(),
            kind: EntityKind::Organization,
            name: name.into(),
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        }
    }

    #[test]
    fn declared_forms_are_found_as_whole_words_with_either_apostrophe() {
        let declared = Declared::new(
            vec![
                entity("ministry", "Japan's Foreign Ministry", &[]),
                entity("japan", "Japan", &["Nippon"]),
            ],
            &[],
        );
        let prose = "Japan\u{2019}s Foreign Ministry, Japan and Japanese Nippon.";
        let found: Vec<(&str, u32)> = declared
            .find(prose)
            .iter()
            .map(|hit| (&prose[hit.span.range()], hit.entity))
            .collect();
        assert_eq!(
            found,
            [
                ("Japan\u{2019}s Foreign Ministry", 0),
                ("Japan", 1),
                ("Nippon", 1)
            ]
        );
    }

    #[test]
    fn a_form_of_two_entities_decides_nothing() {
        let declared = Declared::new(
            vec![
                entity("a", "Kim Il", &["Kim"]),
                entity("b", "Kim Jong", &["Kim"]),
            ],
            &[],
        );
        assert_eq!(declared.find("Kim met Kim Jong.").len(), 1);
    }
}
