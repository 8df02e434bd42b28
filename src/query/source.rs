//! The way to the source: the passage that a quotation is from.
//!
//! In: a cursor and a quotation, or a mark that cites something behind one. Out: the passage with
//! how near its words are.

use crate::claim::Quotation;
use crate::corpus::Key;
use crate::corpus::quoted::{Nearest, Source, cited_text, sources};
use crate::text::Span;

use super::{Cursor, Place};

/// A passage of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourcePassage {
    pub place: Place,
    /// `None` where the source does not have the words, nor nearly.
    pub nearest: Option<Nearest>,
}

impl SourcePassage {
    /// How near the words are, for a person.
    pub fn said(&self) -> String {
        match &self.nearest {
            None => "does not contain these words".to_owned(),
            Some(nearest) if nearest.diff.is_empty() => "has these words".to_owned(),
            Some(nearest) => format!(
                "has nearly these words ({} % of them): \u{201c}{}\u{201d} (here \u{2192} there)",
                (nearest.share * 100.0).floor(),
                nearest.diff
            ),
        }
    }
}

/// Where the words of `quotation` stand in the sources that the article names for it.
pub fn of_quotation(cursor: &Cursor, quotation: &Quotation) -> Option<SourcePassage> {
    let cited = sources(
        cursor.snapshot,
        cursor.folder,
        cursor.key,
        &cursor.analysis,
        quotation,
    );
    let passages = cited
        .files
        .iter()
        .filter_map(|key| in_source(cursor, key, quotation));
    let passages: Vec<SourcePassage> = passages.collect();
    let agreeing = |one: &SourcePassage| {
        let nearest = one.nearest.as_ref();
        nearest.map_or((0, 0), |nearest| {
            (nearest.agreeing, usize::MAX - nearest.diff.len())
        })
    };
    let best = passages
        .iter()
        .enumerate()
        .max_by_key(|(at, one)| (agreeing(one), std::cmp::Reverse(*at)));
    best.map(|(_, passage)| passage.clone())
}

/// Where they stand in one source.
pub fn in_source(cursor: &Cursor, key: &Key, quotation: &Quotation) -> Option<SourcePassage> {
    let text = cursor.snapshot.text(key).ok()?;
    let words = cursor
        .analysis
        .article
        .prose()
        .get(quotation.words.range())?;
    let nearest = Source::new(&text, key).nearest(words);
    let nearest = nearest.filter(Nearest::is_same_passage);
    Some(SourcePassage {
        place: Place {
            key: key.clone(),
            span: nearest.as_ref().map_or(Span::at(0), |nearest| nearest.span),
        },
        nearest,
    })
}

/// The quotation that a mark stands behind, in the same block.
pub fn quotation_before<'a>(cursor: &'a Cursor, mark: Span) -> Option<&'a Quotation> {
    let block = cursor.analysis.article.block_at(mark.start as usize)?.span;
    let mut quotations = cursor.analysis.quotations.iter().rev();
    quotations
        .find(|one| one.depth == 0 && one.span.end <= mark.start && one.span.start >= block.start)
}

/// What the citation key at the cursor leads to: its local source, at the words of the quotation
/// before it, else its entry in the bibliography.
pub fn of_citation(cursor: &Cursor) -> Option<(Span, SourcePassage)> {
    let citations = &cursor.analysis.article.citations;
    let citation = citations
        .iter()
        .find(|one| one.span.touches(cursor.offset))?;
    let entry = cursor.folder.bibliography.entry(&citation.key)?;
    let passage = match cited_text(cursor.snapshot, cursor.folder, &citation.key) {
        Some(key) => quotation_before(cursor, citation.span)
            .and_then(|quotation| in_source(cursor, &key, quotation))
            .unwrap_or(SourcePassage {
                place: Place {
                    key,
                    span: Span::at(0),
                },
                nearest: None,
            }),
        None => SourcePassage {
            place: Place {
                key: entry.file.clone(),
                span: entry.span,
            },
            nearest: None,
        },
    };
    Some((citation.span, passage))
}
