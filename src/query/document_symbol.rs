//! The outline: sections and sub-sections.

use crate::article::BlockKind;
use crate::corpus::{Key, Snapshot};
use crate::text::Span;

use super::Cursor;

/// A section of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading as it is written.
    pub name: String,
    /// The heading and all below it.
    pub span: Span,
    pub heading: Span,
    pub children: Vec<Section>,
}

pub fn outline(snapshot: &Snapshot, key: &Key) -> Option<Vec<Section>> {
    let cursor = Cursor::new(snapshot, key, 0)?;
    let analysis = &cursor.analysis;
    let headings: Vec<(u8, Span)> = analysis
        .article
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Heading { level } => Some((level, block.span)),
            _ => None,
        })
        .collect();
    let section = |at: usize| {
        let (level, span) = headings[at];
        let next = headings[at + 1..].iter().find(|(other, _)| *other <= level);
        let end = next.map_or(analysis.text.len(), |(_, next)| next.start as usize);
        let until = analysis.text.slice(Span::new(0, end)).trim_end().len();
        let words = analysis.text.slice(span).trim_start_matches('#').trim();
        let name = words
            .lines()
            .next()
            .unwrap_or(words)
            .trim_end_matches(['#', ' ']);
        Section {
            name: if name.is_empty() {
                "(empty)".to_owned()
            } else {
                name.to_owned()
            },
            span: Span::new(span.start as usize, until).join(span),
            heading: span,
            children: Vec::new(),
        }
    };
    let sections = (0..headings.len()).map(|at| (headings[at].0, section(at)));
    Some(nest(sections.collect()))
}

/// Sections below the one that their level is below.
fn nest(sections: Vec<(u8, Section)>) -> Vec<Section> {
    let mut roots: Vec<Section> = Vec::new();
    let mut open: Vec<(u8, Section)> = Vec::new();
    for (level, section) in sections {
        close(&mut open, &mut roots, level);
        open.push((level, section));
    }
    close(&mut open, &mut roots, 0);
    roots
}

fn close(open: &mut Vec<(u8, Section)>, roots: &mut Vec<Section>, level: u8) {
    while open.last().is_some_and(|(last, _)| *last >= level) {
        let Some((_, closed)) = open.pop() else {
            return;
        };
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(closed),
            None => roots.push(closed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn draw(sections: &[Section], depth: usize) -> String {
        let row = |section: &Section| {
            format!(
                "{}{}\n{}",
                "  ".repeat(depth),
                section.name,
                draw(&section.children, depth + 1)
            )
        };
        sections.iter().map(row).collect()
    }

    #[test]
    fn sections_hold_their_sub_sections() {
        let fixture = Fixture::new(
            "//- a.txt\nI. The visit\n1. Arrival\nThey came.\n2. Talks\nThey spoke.\nConclusion\nThey left.\n\
             //- b.md\n## Early\n\n# Top\n\n### Deep\n\n## Middle ##\n",
        );
        let outline = |file: &str| {
            draw(
                &super::outline(&fixture.snapshot, &fixture.key(file)).expect("outline"),
                0,
            )
        };
        assert_eq!(
            outline("a.txt"),
            "I. The visit\n  1. Arrival\n  2. Talks\nConclusion\n"
        );
        assert_eq!(outline("b.md"), "Early\nTop\n  Deep\n  Middle\n");
    }
}
