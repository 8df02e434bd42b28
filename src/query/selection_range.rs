//! Growing a selection: word, name or date, sentence, paragraph, section, the whole text.

use crate::corpus::{Key, Snapshot};
use crate::text::{Span, without_possessive, words};

use super::Cursor;
use super::document_symbol::{Section, outline};

/// The spans around a byte, the innermost first, each larger than the one before.
pub fn selection_ranges(snapshot: &Snapshot, key: &Key, offset: usize) -> Option<Vec<Span>> {
    let cursor = Cursor::in_article(snapshot, key, offset)?;
    let analysis = &cursor.analysis;
    let name = analysis.name_at(offset).map(|mention| mention.span);
    let date = analysis.time_at(offset).map(|mention| mention.span);
    let quotations = analysis.quotations.iter();
    let mut quotations: Vec<Span> = quotations
        .flat_map(|quotation| [quotation.words, quotation.span])
        .filter(|span| span.touches(offset))
        .collect();
    quotations.sort_by_key(|span| span.len());
    let block = analysis.article.block_at(offset).map(|block| block.span);
    let mut sections = Vec::new();
    enclosing(&outline(snapshot, key)?, offset, &mut sections);
    let front = analysis.article.front_matter.as_ref();
    let front = front
        .map(|front| front.span)
        .filter(|front| front.touches(offset));
    let wanted = [word_at(analysis.text.as_str(), offset), name, date]
        .into_iter()
        .flatten()
        .chain(quotations)
        .chain(block.map(|_| analysis.sentence_at(offset)))
        .chain(block)
        .chain(front)
        .chain(sections.into_iter().rev())
        .chain([Span::new(0, analysis.text.len())]);
    let mut chain: Vec<Span> = Vec::new();
    for span in wanted.filter(|span| span.touches(offset)) {
        let grows = chain
            .last()
            .is_none_or(|last| span.encloses(*last) && span != *last);
        if grows {
            chain.push(span);
        }
    }
    Some(chain)
}

/// The word at a byte, without the ending of a possessive.
fn word_at(text: &str, offset: usize) -> Option<Span> {
    let lines = text.get(..offset)?.rfind(['\n', '\r']);
    let start = lines.map_or(0, |at| at + 1);
    let word = words(&text[start..])
        .take_while(|word| start + word.span.start as usize <= offset)
        .find(|word| word.span.shifted(start).touches(offset))?;
    let bare = without_possessive(word.text);
    let bare = Span::new(0, bare.len()).shifted(start + word.span.start as usize);
    Some(match bare.touches(offset) {
        true => bare,
        false => word.span.shifted(start),
    })
}

/// The sections around a byte, the outermost first.
fn enclosing(sections: &[Section], offset: usize, found: &mut Vec<Span>) {
    if let Some(section) = sections.iter().find(|one| one.span.touches(offset)) {
        found.push(section.span);
        enclosing(&section.children, offset, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn chain(source: &str) -> Vec<String> {
        let fixture = Fixture::new(source);
        let (key, offset) = fixture.cursor.clone().expect("$0");
        let text = fixture.text(&key).expect("text");
        let spans = selection_ranges(&fixture.snapshot, &key, offset).expect("ranges");
        spans
            .iter()
            .map(|span| text.slice(*span).to_owned())
            .collect()
    }

    #[test]
    fn a_selection_grows_from_a_word_to_the_whole_text() {
        assert_eq!(
            chain(
                "//- a.md\nBefore.\n\n# Top\n\nIt rained. Minister Latif Naza$0ri\u{2019}s car left. So.\n\n# End\n"
            ),
            [
                "Nazari",
                "Latif Nazari",
                "Minister Latif Nazari\u{2019}s car left.",
                "It rained. Minister Latif Nazari\u{2019}s car left. So.",
                "# Top\n\nIt rained. Minister Latif Nazari\u{2019}s car left. So.",
                "Before.\n\n# Top\n\nIt rained. Minister Latif Nazari\u{2019}s car left. So.\n\n# End\n",
            ]
        );
    }

    #[test]
    fn a_quotation_stands_between_the_word_and_the_sentence() {
        let found = chain("//- a.txt\nHe said \u{201c}new ro$0ads\u{201d} twice.\n");
        assert_eq!(
            found[..3],
            ["roads", "new roads", "\u{201c}new roads\u{201d}"]
        );
    }

    #[test]
    fn every_step_is_larger_than_the_one_before_wherever_the_cursor_is() {
        let source = "---\ntitle: A\n---\n# Top\n\nOn Monday, \u{201c}it rained,\u{201d} he said.\n\n- one\n- two\n";
        let fixture = Fixture::new(&format!("//- a.md\n{source}"));
        let key = fixture.key("a.md");
        for offset in (0..=source.len()).filter(|at| source.is_char_boundary(*at)) {
            let spans = selection_ranges(&fixture.snapshot, &key, offset).expect("ranges");
            assert!(!spans.is_empty());
            for pair in spans.windows(2) {
                assert!(pair[1].encloses(pair[0]) && pair[1] != pair[0], "{spans:?}");
            }
        }
    }
}
