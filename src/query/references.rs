//! Where else? Every mention of a name in the folder; every article that links to this one.

use crate::corpus::{Fact, Folder, Key, LinkFact, Snapshot};

use super::{Cursor, Place, register_entry};

/// All places that mention what is at the cursor, file by file, this one first.
pub fn references(
    snapshot: &Snapshot,
    key: &Key,
    offset: usize,
    with_declaration: bool,
) -> Option<Vec<Place>> {
    let cursor = Cursor::new(snapshot, key, offset)?;
    let mention = cursor.analysis.name_at(offset);
    match mention {
        Some(mention) => {
            let entity = &cursor.analysis.entities[mention.entity];
            let here = cursor
                .analysis
                .names
                .iter()
                .filter(|other| other.entity == mention.entity);
            let mut places: Vec<Place> = here
                .map(|mention| Place {
                    key: key.clone(),
                    span: mention.span,
                })
                .collect();
            places.extend(elsewhere(&cursor, &entity.id));
            let declared = entity.register.as_deref().filter(|_| with_declaration);
            places.extend(declared.and_then(|id| register_entry(cursor.folder, id)));
            Some(places)
        }
        None => Some(linking_here(&cursor)),
    }
}

fn elsewhere(cursor: &Cursor, id: &str) -> Vec<Place> {
    let index = &cursor.folder.index;
    let places = namesakes(cursor, id).into_iter().flat_map(|(key, id)| {
        let facts = index.facts(&key);
        let entity = facts.as_ref().and_then(|facts| facts.entity(&id));
        let mentions = entity
            .map(|entity| entity.mentions.clone())
            .unwrap_or_default();
        mentions.into_iter().map(move |span| Place {
            key: key.clone(),
            span,
        })
    });
    places.collect()
}

/// The other articles that name the entity `id` of this one, with the id that it has there.
pub fn namesakes(cursor: &Cursor, id: &str) -> Vec<(Key, std::sync::Arc<str>)> {
    let index = &cursor.folder.index;
    let facts = index.facts(cursor.key);
    let own = facts.as_ref().and_then(|facts| facts.entity(id));
    let identity = own.map_or_else(|| id.into(), |entity| index.identity(cursor.key, entity));
    let mut found = index.namesakes(&identity);
    found.retain(|(key, _)| key != cursor.key);
    found
}

/// The links of other articles that lead to this one.
fn linking_here(cursor: &Cursor) -> Vec<Place> {
    let links = links_to(cursor.snapshot, cursor.folder, cursor.key).into_iter();
    links
        .map(|(key, link)| Place {
            key,
            span: link.span,
        })
        .collect()
}

/// The links of other articles that lead to `key`, with the articles.
pub(super) fn links_to(snapshot: &Snapshot, folder: &Folder, key: &Key) -> Vec<(Key, LinkFact)> {
    let index = &folder.index;
    let Some(own) = index.facts(key) else {
        return Vec::new();
    };
    let mut keys: Vec<&Key> = own
        .names()
        .flat_map(|name| index.with(&Fact::LinkTo(name.as_str().into())))
        .collect();
    keys.sort();
    keys.dedup();
    let others = keys.into_iter().filter(|other| *other != key);
    let found = others.flat_map(|other| {
        let links = index
            .facts(other)
            .map(|facts| facts.links.clone())
            .unwrap_or_default();
        let leads_here = move |link: &LinkFact| {
            let targets = folder.resolve(other, &link.path, link.wiki);
            snapshot.existing(targets).as_ref() == Some(key)
        };
        let here = links.into_iter().filter(leads_here);
        here.map(|link| (other.clone(), link)).collect::<Vec<_>>()
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn found(source: &str) -> Vec<String> {
        let fixture = Fixture::new(source);
        let (key, offset) = fixture.cursor.clone().expect("$0");
        let places = references(&fixture.snapshot, &key, offset, true).expect("references");
        let row = |place: &Place| {
            let text = fixture.text(&place.key).expect("text");
            format!(
                "{} {}",
                place.key.rsplit('/').next().expect("file"),
                text.slice(place.span)
            )
        };
        places.iter().map(row).collect()
    }

    #[test]
    fn mentions_in_all_files_are_found() {
        assert_eq!(
            found(
                "//- a.txt\nMinister Latif Nazari spoke. Naz$0ari left.\n//- b.txt\nLatif Nazari came, and Nazari left.\n//- c.txt\nNobody came.\n"
            ),
            [
                "a.txt Latif Nazari",
                "a.txt Nazari",
                "b.txt Latif Nazari",
                "b.txt Nazari"
            ]
        );
    }

    #[test]
    fn of_a_file_the_links_to_it_are_found() {
        assert_eq!(
            found(
                "//- a.txt\n$0nothing named.\n//- b.md\nSee [it](a.txt), [[a]] and [other](sub/a.txt).\n"
            ),
            ["b.md [it](a.txt)", "b.md [[a]]"]
        );
    }
}
