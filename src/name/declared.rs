//! Names that the folder declares: all forms of all entries of the register in one sorted list,
//! looked up by their first word.
//!
//! An automaton would find them as well, but takes longer to build than the register to read.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;

use rayon::prelude::*;
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

/// The forms that are one entity's, in order, with the entity.
type Forms = Vec<(Box<str>, u32)>;

/// The declared names of a folder.
#[derive(Default)]
pub struct Declared {
    entities: Vec<DeclaredEntity>,
    forms: Forms,
    /// The forms that begin with a word, by its hash.
    by_word: FxHashMap<u64, Range<u32>>,
    /// The entities in the order of their ids, the first of two with one id before the other.
    by_id: Vec<u32>,
    /// The hashes of the words of all forms, in lower case.
    words: FxHashSet<u64>,
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
        let (forms, by_word) = forms(&entities);
        let denied = entities.iter().flat_map(|entity| {
            let forms = entity.not.iter();
            forms.map(|form| (entity.id.clone(), slug(form)))
        });
        Declared {
            revision: FxBuildHasher.hash_one((&entities, none)),
            denied: denied.collect(),
            none: none.iter().map(|words| slug(words)).collect(),
            forms,
            by_word,
            words: words(&entities),
            by_id: by_id(&entities),
            entities,
        }
    }

    pub fn entities(&self) -> &[DeclaredEntity] {
        &self.entities
    }

    /// Whether the words are declared to be no name.
    pub fn is_none(&self, words: &str) -> bool {
        !self.none.is_empty() && self.none.contains(&slug(words))
    }

    /// Whether the entity is declared not to be called so.
    pub fn is_not(&self, id: &str, words: &str) -> bool {
        !self.denied.is_empty() && self.denied.contains(&(id.to_owned(), slug(words)))
    }

    /// A number that changes whenever a declared name does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether a declared name or alias has this word (in lower case).
    pub fn is_part_of_name(&self, word: &str) -> bool {
        self.words.contains(&hash(word))
    }

    pub fn by_id(&self, id: &str) -> Option<u32> {
        let of = |at: u32| self.entities[at as usize].id.as_str();
        let found = self.by_id.partition_point(|at| of(*at) < id);
        self.by_id.get(found).copied().filter(|at| of(*at) == id)
    }

    /// The declared forms in `prose`, whole words only, the longest first where two overlap.
    pub fn find(&self, prose: &str) -> Vec<DeclaredHit> {
        let mut hits = Vec::new();
        if self.forms.is_empty() {
            return hits;
        }
        let mut at = 0;
        let mut inside = false;
        while let Some(next) = prose[at..].chars().next() {
            let alone = !inside;
            inside = next.is_alphanumeric();
            let rest = &prose[at..];
            let hit = alone.then(|| self.longest(rest)).flatten();
            if let Some((length, entity)) = hit {
                hits.push(DeclaredHit {
                    span: Span::new(at, at + length),
                    entity,
                });
                inside = prose[..at + length].ends_with(char::is_alphanumeric);
                at += length;
            } else if inside {
                at += first_word(rest).len();
            } else {
                at += next.len_utf8();
            }
        }
        hits
    }

    /// The longest form that `text` begins with, as whole words: its length and its entity.
    fn longest(&self, text: &str) -> Option<(usize, u32)> {
        let range = self.by_word.get(&hash(first_word(text)))?;
        let forms = &self.forms[range.start as usize..range.end as usize];
        let mut text_left = text.as_bytes();
        loop {
            // What begins the text is never behind it in the order.
            let end = forms.partition_point(|(form, _)| form.as_bytes() <= text_left);
            let (form, entity) = &forms[..end].last()?;
            let form = form.as_bytes();
            let shared = form.iter().zip(text_left).take_while(|(a, b)| a == b);
            let shared = shared.count();
            if shared < form.len() {
                text_left = &text_left[..shared];
                continue;
            }
            if !text[form.len()..].starts_with(char::is_alphanumeric) {
                return Some((form.len(), *entity));
            }
            text_left = &form[..form.len() - 1];
        }
    }
}

/// The forms that are one entity's, in order, and where those of each first word stand.
fn forms(entities: &[DeclaredEntity]) -> (Forms, FxHashMap<u64, Range<u32>>) {
    let mut forms: Vec<(Cow<str>, u32)> = Vec::new();
    for (entity, index) in entities.iter().zip(0..) {
        for form in std::iter::once(&entity.name).chain(&entity.aliases) {
            let spellings = spellings(form).into_iter().flatten();
            forms.extend(spellings.map(|form| (form, index)));
        }
    }
    forms.par_sort_unstable();
    // Two entities may share an alias: such a form decides nothing.
    let unique: Forms = forms
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|chunk| chunk.iter().all(|form| form.1 == chunk[0].1))
        .map(|chunk| (chunk[0].0.as_ref().into(), chunk[0].1))
        .collect();
    let mut by_word: FxHashMap<u64, Range<u32>> = FxHashMap::default();
    for ((form, _), at) in unique.iter().zip(0..) {
        let range = by_word.entry(hash(first_word(form))).or_insert(at..at);
        range.end = at + 1;
    }
    (unique, by_word)
}

/// The hashes of the words of all forms, in lower case.
fn words(entities: &[DeclaredEntity]) -> FxHashSet<u64> {
    let forms = entities.iter();
    let forms = forms.flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
    let words = forms.flat_map(|form| form.split(' '));
    words.map(lower_hash).collect()
}

/// The entities in the order of their ids, the first of two with one id before the other.
fn by_id(entities: &[DeclaredEntity]) -> Vec<u32> {
    let mut by_id: Vec<u32> = (0..entities.len() as u32).collect();
    by_id.sort_by_key(|at| entities[*at as usize].id.as_str());
    by_id
}

/// The letters and digits that a form begins with, or else its first character.
fn first_word(form: &str) -> &str {
    let end = form.find(|c: char| !c.is_alphanumeric());
    match end {
        Some(0) => &form[..form.chars().next().map_or(0, char::len_utf8)],
        Some(end) => &form[..end],
        None => form,
    }
}

fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

fn lower_hash(word: &str) -> u64 {
    hash(&word.to_lowercase())
}

/// Straight and curly apostrophes are the same name.
fn spellings(form: &str) -> [Option<Cow<'_, str>>; 2] {
    let form = form.trim();
    if form.chars().nth(1).is_none() {
        return [None, None];
    }
    if !form.contains(['\'', '\u{2019}']) {
        return [Some(form.into()), None];
    }
    [
        Some(form.replace('\u{2019}', "'").into()),
        Some(form.replace('\'', "\u{2019}").into()),
    ]
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

    #[test]
    fn the_longest_form_of_whole_words_is_found() {
        let forms = [
            "Kim",
            "Kim Il",
            "Kim Il Sung",
            ".NET",
            "(RED)",
            "\u{d6}sterreich",
            "AT&T",
        ];
        let declared = Declared::new(
            forms.iter().map(|form| entity(form, form, &[])).collect(),
            &[],
        );
        let found = |prose: &str| -> Vec<String> {
            let hits = declared.find(prose);
            hits.iter()
                .map(|hit| prose[hit.span.range()].to_owned())
                .collect()
        };
        assert_eq!(
            found("Kim Il Sung, Kim Ilse, Kimchi, \u{201c}Kim\u{201d}"),
            ["Kim Il Sung", "Kim", "Kim"]
        );
        assert_eq!(
            found("a .NET for (RED) in \u{d6}sterreich by AT&T\u{2019}s"),
            [".NET", "(RED)", "\u{d6}sterreich", "AT&T"]
        );
        assert_eq!(declared.by_id("Kim Il"), Some(1));
        assert_eq!(declared.by_id("Kim I"), None);
        assert!(declared.is_part_of_name("sung") && !declared.is_part_of_name("sun"));
    }
}
