//! What can be folded: the sections of the outline and the front matter.

use crate::corpus::{Key, Snapshot};
use crate::text::{Span, Text};

use super::Cursor;
use super::document_symbol::{Section, outline};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    Section,
    FrontMatter,
}

/// Lines that fold, from 0, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    pub first: u32,
    pub last: u32,
    pub kind: FoldKind,
}

/// The folds of an article in the order of their first lines.
pub fn folding_ranges(snapshot: &Snapshot, key: &Key) -> Option<Vec<Fold>> {
    let cursor = Cursor::in_article(snapshot, key, 0)?;
    let text = &cursor.analysis.text;
    let front = cursor.analysis.article.front_matter.as_ref();
    let mut folds: Vec<Fold> = front
        .and_then(|front| fold(text, front.span, FoldKind::FrontMatter))
        .into_iter()
        .collect();
    add(text, &outline(snapshot, key)?, &mut folds);
    Some(folds)
}

fn add(text: &Text, sections: &[Section], folds: &mut Vec<Fold>) {
    for section in sections {
        folds.extend(fold(text, section.span, FoldKind::Section));
        add(text, &section.children, folds);
    }
}

/// Nothing folds that lies on one line.
fn fold(text: &Text, span: Span, kind: FoldKind) -> Option<Fold> {
    let first = text.line_of(span.start as usize) as u32;
    let last = text.line_of(span.end as usize) as u32;
    (first < last).then_some(Fold { first, last, kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn sections_and_the_front_matter_fold() {
        let fixture = Fixture::new(
            "//- a.md\n---\ntitle: A\n---\n# One\n\nText.\n\n## Below\n\nText.\n\n# Two\n\nText.\n\n",
        );
        let folds = folding_ranges(&fixture.snapshot, &fixture.key("a.md")).expect("folds");
        let rows: Vec<(u32, u32, FoldKind)> = folds
            .iter()
            .map(|fold| (fold.first, fold.last, fold.kind))
            .collect();
        assert_eq!(
            rows,
            [
                (0, 2, FoldKind::FrontMatter),
                (3, 9, FoldKind::Section),
                (7, 9, FoldKind::Section),
                (11, 13, FoldKind::Section),
            ]
        );
    }

    #[test]
    fn an_article_without_sections_has_nothing_to_fold() {
        let fixture = Fixture::new("//- a.txt\nIt rained all day, and nobody came.\n");
        let folds = folding_ranges(&fixture.snapshot, &fixture.key("a.txt"));
        assert_eq!(folds, Some(Vec::new()));
    }
}
