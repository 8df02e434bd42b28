//! Where does this come from? A name from its register entry or first mention, a link, footnote
//! or citation from its source, a relative date from the date that it counts from.

use crate::corpus::{Fact, Key, Snapshot};
use crate::text::Span;
use crate::time::Derivation;

use super::{Cursor, Definition, Destination, Place, article_date, follow, register_entry, source};

pub fn definition(snapshot: &Snapshot, key: &Key, offset: usize) -> Option<Definition> {
    let cursor = Cursor::new(snapshot, key, offset)?;
    footnote(&cursor)
        .or_else(|| date(&cursor))
        .or_else(|| link(&cursor))
        .or_else(|| citation(&cursor))
        .or_else(|| name(&cursor))
        .or_else(|| quotation(&cursor))
}

/// A citation key leads to its source, at the words of the quotation before it.
fn citation(cursor: &Cursor) -> Option<Definition> {
    let (origin, passage) = source::of_citation(cursor)?;
    Some(Definition {
        origin,
        places: vec![passage.place],
    })
}

/// A quotation leads to the passage that it is from, or to the nearest one.
fn quotation(cursor: &Cursor) -> Option<Definition> {
    let quotation = cursor.quotation()?;
    let passage = source::of_quotation(cursor, quotation)?;
    Some(Definition {
        origin: quotation.span,
        places: vec![passage.place],
    })
}

/// A link that names no place in its source leads to the words of the quotation before it.
fn at_quotation(cursor: &Cursor, mark: Span, place: Place) -> Place {
    let quotation = source::quotation_before(cursor, mark).filter(|_| place.span == Span::at(0));
    let passage = quotation.and_then(|one| source::in_source(cursor, &place.key, one));
    passage
        .filter(|passage| passage.nearest.is_some())
        .map_or(place, |passage| passage.place)
}

fn footnote(cursor: &Cursor) -> Option<Definition> {
    let (definition, link) = cursor.footnote()?;
    let reference = cursor
        .analysis
        .article
        .footnote_references
        .iter()
        .find(|one| one.span.touches(cursor.offset))?;
    let followed = link.and_then(|link| follow(cursor.snapshot, cursor.folder, cursor.key, link));
    let place = match followed {
        Some(Destination::Place(place)) => at_quotation(cursor, reference.span, place),
        _ => Place {
            key: cursor.key.clone(),
            span: definition.span,
        },
    };
    Some(Definition {
        origin: reference.span,
        places: vec![place],
    })
}

fn link(cursor: &Cursor) -> Option<Definition> {
    let link = cursor.link()?;
    match follow(cursor.snapshot, cursor.folder, cursor.key, &link)? {
        Destination::Place(place) => Some(Definition {
            origin: link.span,
            places: vec![place],
        }),
        Destination::Address(_) => None,
    }
}

fn date(cursor: &Cursor) -> Option<Definition> {
    let time = cursor.analysis.time_at(cursor.offset)?;
    let counted = matches!(
        time.derivation,
        Derivation::OwnDay | Derivation::FromArticle | Derivation::YearFromArticle
    );
    let place = article_date(cursor).filter(|_| counted)?;
    Some(Definition {
        origin: time.span,
        places: vec![place],
    })
}

/// The register's entry; else the first mention here; from the first mention on to the first ones
/// of the other reports.
fn name(cursor: &Cursor) -> Option<Definition> {
    let mention = cursor.analysis.name_at(cursor.offset)?;
    let entity = &cursor.analysis.entities[mention.entity];
    let declared = entity
        .register
        .as_deref()
        .and_then(|id| register_entry(cursor.folder, id));
    let first = cursor
        .analysis
        .names
        .iter()
        .find(|other| other.entity == mention.entity)?;
    let places = match declared {
        Some(place) => vec![place],
        None if first.span != mention.span => vec![Place {
            key: cursor.key.clone(),
            span: first.span,
        }],
        None => {
            let others = first_elsewhere(cursor, &entity.id);
            match others.is_empty() {
                true => vec![Place {
                    key: cursor.key.clone(),
                    span: first.span,
                }],
                false => others,
            }
        }
    };
    Some(Definition {
        origin: mention.span,
        places,
    })
}

/// How many other reports are offered.
const OFFERED: usize = 10;

fn first_elsewhere(cursor: &Cursor, id: &str) -> Vec<Place> {
    let index = &cursor.folder.index;
    let others = index
        .with(&Fact::Entity(id.into()))
        .filter(|key| *key != cursor.key);
    let places = others.take(OFFERED).filter_map(|key| {
        let span = *index.facts(key)?.entity(id)?.mentions.first()?;
        Some(Place {
            key: key.clone(),
            span,
        })
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    /// Where the cursor leads, with the words there.
    fn jump(source: &str) -> Vec<String> {
        let fixture = Fixture::new(source);
        let (key, offset) = fixture.cursor.clone().expect("$0");
        let found = definition(&fixture.snapshot, &key, offset).expect("a definition");
        let row = |place: &Place| {
            let text = fixture.text(&place.key).expect("text");
            let file = place.key.rsplit('/').next().expect("file");
            format!(
                "{file}:{} {}",
                text.line_of(place.span.start as usize) + 1,
                text.slice(place.span)
            )
        };
        found.places.iter().map(row).collect()
    }

    #[test]
    fn a_name_leads_to_its_first_mention_and_from_there_to_the_other_reports() {
        assert_eq!(
            jump("//- a.txt\nMinister Latif Nazari spoke.\nNaza$0ri left.\n"),
            ["a.txt:1 Latif Nazari"]
        );
        assert_eq!(
            jump(
                "//- a.txt\nMinister Latif Naz$0ari spoke.\n//- b.txt\n\nMinister Latif Nazari left.\n"
            ),
            ["b.txt:2 Latif Nazari"]
        );
        assert_eq!(
            jump("//- entities.yml\n- name: Latif Nazari\n//- a.txt\nLatif Naz$0ari spoke.\n"),
            ["entities.yml:1 Latif Nazari"]
        );
    }

    #[test]
    fn a_relative_date_leads_to_the_date_that_it_counts_from() {
        assert_eq!(
            jump("//- a.md\n---\ndate: 2025-02-17\n---\nHe left on Mon$0day.\n"),
            ["a.md:2 2025-02-17"]
        );
        assert_eq!(
            jump(
                "//- copydesk.toml\n\n[article.\"a.txt\"]\ndate = 2025-02-17\n//- a.txt\nHe left on Mon$0day.\n"
            ),
            ["copydesk.toml:2 "]
        );
    }

    #[test]
    fn links_and_footnotes_lead_into_the_source() {
        let source = "//- k.md\n# Top\n\nOld roads.\n\n## The end\n\nHe wants **new** roads.\n";
        assert_eq!(
            jump(&format!(
                "//- a.md\nSo.[^1$0]\n\n[^1]: [K](k.md#:~:text=new%20roads)\n{source}"
            )),
            ["k.md:7 new** roads"]
        );
        assert_eq!(
            jump(&format!("//- a.txt\nSee [[k#The e$0nd]].\n{source}")),
            ["k.md:5 ## The end"]
        );
        assert_eq!(
            jump("//- a.md\nSo.[^1$0]\n\n[^1]: A note.\n"),
            ["a.md:3 [^1]: A note."]
        );
    }

    #[test]
    fn quotations_notes_and_keys_lead_to_the_passage_or_to_the_nearest_one() {
        let rest = "\n\n[^1]: [K](k.txt)\n//- k.txt\nIt rained.\n\u{201c}We should leave the city now,\u{201d} he said.\n\
                    //- references.bib\n@misc{k, file = {k.txt}}\n@misc{far, url = {https://a.org}}\n";
        for article in [
            "He said \u{201c}leave th$0e city\u{201d}.[^1]",
            "He said \u{201c}leave the city\u{201d}.[^1$0]",
            "He said \u{201c}leave the city\u{201d} [@$0k].",
            "He said \u{201c}leave th$0e city\u{201d} [@k].",
        ] {
            let found = jump(&format!("//- a.md\n{article}{rest}"));
            assert_eq!(found, ["k.txt:2 leave the city"], "{article}");
        }
        assert_eq!(
            jump(&format!(
                "//- a.md\nHe said \u{201c}we must$0 leave the city\u{201d}.[^1]{rest}"
            )),
            ["k.txt:2 We should leave the city"]
        );
        assert_eq!(
            jump(&format!("//- a.md\nSo [@f$0ar].{rest}")),
            ["references.bib:2 far"]
        );
    }
}
