//! Who and what does the folder name? Every entity with its forms, roles and mentions.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::corpus::{EntityFact, Fact, Facts, Folder, Key, Snapshot, register};
use crate::name::{EntityKind, Post};
use crate::text::Span;

use super::Place;

/// Somebody or something that the articles of a folder name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub id: String,
    pub name: String,
    pub kind: EntityKind,
    /// Other forms: those of the register, then those of the articles.
    pub aliases: Vec<String>,
    pub roles: Vec<Role>,
    pub mentions: Vec<Mention>,
}

/// A post, with the place that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub title: String,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub place: Place,
    pub text: String,
}

impl Entity {
    /// How many articles name it.
    pub fn reports(&self) -> usize {
        let mut keys: Vec<&Key> = self.mentions.iter().map(|one| &one.place.key).collect();
        keys.dedup();
        keys.len()
    }
}

/// Who an entity of an article is in the whole folder: the id and the full name.
pub fn in_folder(folder: &Folder, key: &Key, entity: &EntityFact) -> (Arc<str>, Arc<str>) {
    let index = &folder.index;
    let id = index.identity(key, entity);
    if id == entity.id {
        return (id, entity.name.clone());
    }
    let mut articles = index.with(&Fact::Entity(id.clone()));
    let full = articles.find_map(|key| Some(index.facts(key)?.entity(&id)?.name.clone()));
    let name = full.unwrap_or_else(|| entity.name.clone());
    (id, name)
}

/// An entity while it is put together, with the posts that its roles name.
struct Found {
    entity: Entity,
    posts: Vec<Post>,
}

/// The entities of the articles that `wanted` lets through, those with most reports first.
/// `cancelled` is asked before each article, because each is read for the words of its mentions.
pub fn entities(
    snapshot: &Snapshot,
    folder: &Folder,
    wanted: &dyn Fn(&Key) -> bool,
    cancelled: &dyn Fn() -> bool,
) -> Vec<Entity> {
    let articles = folder.index.articles().filter(|key| wanted(key));
    let mut articles: Vec<&Key> = articles.collect();
    articles.sort_unstable();
    let mut found: BTreeMap<Arc<str>, Found> = BTreeMap::new();
    for key in articles {
        if cancelled() {
            break;
        }
        if let Some(facts) = folder.index.facts(key) {
            add_article(snapshot, folder, &facts, &mut found);
        }
    }
    let mut found: Vec<Entity> = found.into_values().map(|found| found.entity).collect();
    for entity in &mut found {
        add_forms(entity);
    }
    found.sort_by_cached_key(|entity| {
        let counts = (entity.reports(), entity.mentions.len());
        (
            std::cmp::Reverse(counts),
            entity.name.clone(),
            entity.id.clone(),
        )
    });
    found
}

fn add_article(
    snapshot: &Snapshot,
    folder: &Folder,
    facts: &Facts,
    found: &mut BTreeMap<Arc<str>, Found>,
) {
    let Ok(text) = snapshot.text(&facts.key) else {
        return;
    };
    for fact in &facts.entities {
        let (id, name) = in_folder(folder, &facts.key, fact);
        let found = found.entry(id.clone()).or_insert_with(|| Found {
            entity: declared(folder, &id),
            posts: Vec::new(),
        });
        add_roles(found, facts, &fact.id);
        let entity = &mut found.entity;
        if entity.kind == EntityKind::Unknown {
            entity.kind = fact.kind;
        }
        // The fullest form, where the register does not say which.
        let fuller = name.len() > entity.name.len();
        if entity.name.is_empty() || (fuller && folder.register.entry(&id).is_none()) {
            entity.name = name.to_string();
        }
        entity
            .mentions
            .extend(fact.mentions.iter().map(|span| Mention {
                place: Place {
                    key: facts.key.clone(),
                    span: *span,
                },
                text: text.slice(*span).to_owned(),
            }));
    }
}

/// The posts that an article gives, as far as no other place has named them.
fn add_roles(found: &mut Found, facts: &Facts, id: &str) {
    for role in facts.roles.iter().filter(|role| &*role.entity == id) {
        let again = found.posts.iter().any(|post| post.is_same(&role.post));
        let mut titles = found.entity.roles.iter().map(|known| &known.title);
        if again || titles.any(|title| title.eq_ignore_ascii_case(&role.title)) {
            continue;
        }
        found.posts.push(role.post.clone());
        found.entity.roles.push(Role {
            title: role.title.to_string(),
            place: Place {
                key: facts.key.clone(),
                span: role.span,
            },
        });
    }
}

/// What the register says of an entity; for one that it does not know, nothing but the id.
fn declared(folder: &Folder, id: &str) -> Entity {
    let mut entity = Entity {
        id: id.to_owned(),
        name: String::new(),
        kind: EntityKind::Unknown,
        aliases: Vec::new(),
        roles: Vec::new(),
        mentions: Vec::new(),
    };
    let Some(entry) = folder.register.entry(id) else {
        return entity;
    };
    entity.name = entry.name.clone();
    entity.kind = entry.kind;
    entity.aliases = entry.aliases.clone();
    let key = register::file(&folder.root, entry);
    let roles = entry.roles.iter().map(|role| Role {
        title: role.title.clone(),
        place: Place {
            key: key.clone(),
            span: role_place(folder, entry, &role.title),
        },
    });
    entity.roles = roles.collect();
    entity
}

/// The title's first occurrence in its entry.
fn role_place(folder: &Folder, entry: &register::Entry, title: &str) -> Span {
    // The words of a note are not at hand: its name stands for its place.
    if entry.note.is_some() {
        return entry.name_span;
    }
    let text = folder.register.text.as_ref();
    let at = text.and_then(|text| text.slice(entry.span).find(title));
    at.map_or(entry.span, |at| {
        Span::new(at, at + title.len()).shifted(entry.span.start as usize)
    })
}

/// The forms of the articles that are neither the name nor known already.
fn add_forms(entity: &mut Entity) {
    let fold = |form: &str| form.replace('\u{2019}', "'").to_lowercase();
    let known = std::iter::once(&entity.name).chain(&entity.aliases);
    let mut known: Vec<String> = known.map(|form| fold(form)).collect();
    let mut forms: Vec<String> = Vec::new();
    for mention in &entity.mentions {
        let form = mention
            .text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let folded = fold(&form);
        if !known.contains(&folded) {
            known.push(folded);
            forms.push(form);
        }
    }
    entity.aliases.extend(forms);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn entities_have_forms_roles_and_mentions() {
        let fixture = Fixture::new(
            "//- entities.yml\n- id: ln\n  type: person\n  name: Latif Nazari\n  aliases: [Abdul Latif Nazari]\n  role: deputy minister\n\
             //- a.txt\nMinister Latif Nazari spoke. Nazari left Tokyo.\n//- b.txt\nLatif Nazari came.\n",
        );
        let all = entities(&fixture.snapshot, fixture.folder(), &|_| true, &|| false);
        let first = &all[0];
        assert_eq!(
            (first.id.as_str(), first.name.as_str()),
            ("ln", "Latif Nazari")
        );
        assert_eq!(first.aliases, ["Abdul Latif Nazari", "Nazari"]);
        assert_eq!((first.mentions.len(), first.reports()), (3, 2));
        let register = fixture.text(&fixture.key("entities.yml")).expect("text");
        assert_eq!(register.slice(first.roles[0].place.span), "deputy minister");
        let only = entities(
            &fixture.snapshot,
            fixture.folder(),
            &|key| key.ends_with("b.txt"),
            &|| false,
        );
        assert_eq!(only.len(), 1);
    }
}
