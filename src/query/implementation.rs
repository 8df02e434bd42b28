//! Who else has it? The same quotation in the related reports.

use crate::corpus::same_quote::{Sameness, same_in};
use crate::corpus::{Key, QuoteFact, Snapshot};
use crate::text::Span;

use super::{Cursor, Place};

/// A quotation with the places that have it too.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// The quotation that was asked about.
    pub origin: Span,
    pub places: Vec<SamePlace>,
}

/// The same quotation in another report.
#[derive(Clone, Debug, PartialEq)]
pub struct SamePlace {
    pub place: Place,
    pub quote: QuoteFact,
    pub sameness: Sameness,
}

/// The other reports' forms of the quotation at the cursor, the best related report first.
pub fn implementation(snapshot: &Snapshot, key: &Key, offset: usize) -> Option<Elsewhere> {
    elsewhere(&Cursor::new(snapshot, key, offset)?)
}

pub fn elsewhere(cursor: &Cursor) -> Option<Elsewhere> {
    let quotation = cursor.quotation()?;
    let index = &cursor.folder.index;
    let own = index.facts(cursor.key)?;
    let quote = own
        .quotes
        .iter()
        .find(|quote| quote.span == quotation.span)?;
    let related = index.related(cursor.key);
    let others = related
        .iter()
        .filter_map(|related| index.facts(&related.key));
    let places = others.flat_map(|other| {
        let same = same_in(quote, &other).into_iter();
        let places = same.map(|same| SamePlace {
            place: Place {
                key: same.key,
                span: other.quotes[same.quote].span,
            },
            quote: other.quotes[same.quote].clone(),
            sameness: same.sameness,
        });
        places.collect::<Vec<_>>()
    });
    Some(Elsewhere {
        origin: quotation.span,
        places: places.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn the_same_words_and_nearly_the_same_are_found_in_related_reports() {
        let fixture = Fixture::new(
            "//- a.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We must le$0ave the old city at once.\u{201d}\n\
             //- b.txt\nLatif Nazari of the Nippon Foundation said they \u{201c}must leave the old city\u{201d}.\n\
             //- c.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}We should leave the old city at once.\u{201d}\n\
             //- d.txt\nLatif Nazari of the Nippon Foundation said: \u{201c}It rained in Tokyo all day.\u{201d}\n",
        );
        let (key, offset) = fixture.cursor.clone().expect("$0");
        let found = implementation(&fixture.snapshot, &key, offset).expect("an answer");
        let mut files: Vec<(&str, bool)> = found
            .places
            .iter()
            .map(|same| {
                let file = same.place.key.rsplit('/').next().expect("file");
                (file, same.sameness == Sameness::Contained)
            })
            .collect();
        files.sort_unstable();
        assert_eq!(files, [("b.txt", true), ("c.txt", false)]);
    }
}
