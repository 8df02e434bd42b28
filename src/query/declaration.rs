//! Where is this declared? A name in the register, else where the article first mentions it.

use crate::corpus::{Key, Snapshot};

use super::{Cursor, Definition, Place, register_entry};

pub fn declaration(snapshot: &Snapshot, key: &Key, offset: usize) -> Option<Definition> {
    let cursor = Cursor::in_article(snapshot, key, offset)?;
    let mention = cursor.analysis.name_at(offset)?;
    let entity = &cursor.analysis.entities[mention.entity];
    let id = entity.register.as_deref();
    let declared = id.and_then(|id| register_entry(cursor.folder, id));
    let mut names = cursor.analysis.names.iter();
    let first = names.find(|other| other.entity == mention.entity)?;
    let place = declared.unwrap_or(Place {
        key: key.clone(),
        span: first.span,
    });
    Some(Definition {
        origin: mention.span,
        places: vec![place],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn file_and_byte(source: &str) -> Option<(String, u32)> {
        let fixture = Fixture::new(source);
        let (key, offset) = fixture.cursor.clone().expect("$0");
        let found = declaration(&fixture.snapshot, &key, offset)?;
        let place = &found.places[0];
        let file = place.key.rsplit('/').next().expect("file");
        Some((file.to_owned(), place.span.start))
    }

    #[test]
    fn a_name_is_declared_in_the_register_or_where_it_is_first_mentioned() {
        let article = "//- a.txt\nMinister Latif Nazari spoke. Naz$0ari left.\n";
        assert_eq!(file_and_byte(article), Some(("a.txt".to_owned(), 9)));
        let declared = format!("//- entities.yml\n- type: person\n  name: Latif Nazari\n{article}");
        assert_eq!(
            file_and_byte(&declared),
            Some(("entities.yml".to_owned(), 23))
        );
        let note = format!(
            "//- people/nazari.md\n---\ntype: person\ntitle: Latif Nazari\n---\nA minister.\n{article}"
        );
        assert_eq!(file_and_byte(&note), Some(("nazari.md".to_owned(), 24)));
        assert_eq!(file_and_byte("//- a.txt\nIt rai$0ned all day.\n"), None);
    }
}
