//! Where else in this file? Every mention of the name at the cursor.

use crate::corpus::{Key, Snapshot};
use crate::text::Span;

use super::Cursor;

pub fn highlight(snapshot: &Snapshot, key: &Key, offset: usize) -> Option<Vec<Span>> {
    let cursor = Cursor::new(snapshot, key, offset)?;
    let entity = cursor.analysis.name_at(offset)?.entity;
    let same = cursor
        .analysis
        .names
        .iter()
        .filter(|mention| mention.entity == entity);
    Some(same.map(|mention| mention.span).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn all_forms_of_a_name_are_marked() {
        let fixture =
            Fixture::new("//- a.txt\nMinister Latif Nazari spoke. Naz$0ari left Tokyo.\n");
        let (key, offset) = fixture.cursor.clone().expect("$0");
        let spans = highlight(&fixture.snapshot, &key, offset).expect("spans");
        assert_eq!(spans, [Span::new(9, 21), Span::new(29, 35)]);
    }
}
