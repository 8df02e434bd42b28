//! The links of an article that an editor can follow.

use crate::corpus::{Key, Snapshot};
use crate::text::Span;

use super::{Cursor, Destination, Place, follow, metadata_links};

/// A link with the place that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    pub span: Span,
    pub destination: Destination,
}

/// All links, citations of files in the metadata included, in order.
pub fn document_links(snapshot: &Snapshot, key: &Key) -> Option<Vec<DocumentLink>> {
    let cursor = Cursor::new(snapshot, key, 0)?;
    let article = &cursor.analysis.article;
    let in_metadata = metadata_links(article);
    let of_links = in_metadata.iter().chain(&article.links).filter_map(|link| {
        Some(DocumentLink {
            span: link.target_span,
            destination: follow(snapshot, cursor.folder, key, link)?,
        })
    });
    let notes = article.footnote_references.iter().filter_map(|reference| {
        let same = |label: &str| label.eq_ignore_ascii_case(&reference.label);
        let definition = article
            .footnote_definitions
            .iter()
            .find(|one| same(&one.label))?;
        Some(DocumentLink {
            span: reference.span,
            destination: Destination::Place(Place {
                key: key.clone(),
                span: definition.label_span,
            }),
        })
    });
    let mut links: Vec<DocumentLink> = of_links.chain(notes).collect();
    links.sort_by_key(|link| link.span);
    Some(links)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn links_of_text_and_metadata_lead_to_files() {
        let fixture = Fixture::new(
            "//- a.md\n---\nrelated: [b.md]\nsource: Kyodo\n---\nSee [it](b.md), https://a.org, [gone](c.md).[^1]\n\n[^1]: So.\n//- b.md\nText.\n",
        );
        let links = document_links(&fixture.snapshot, &fixture.key("a.md")).expect("links");
        let text = fixture.text(&fixture.key("a.md")).expect("text");
        let rows: Vec<(&str, bool)> = links
            .iter()
            .map(|link| {
                (
                    text.slice(link.span),
                    matches!(link.destination, Destination::Address(_)),
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("b.md", false),
                ("b.md", false),
                ("https://a.org", true),
                ("[^1]", false)
            ]
        );
    }
}
