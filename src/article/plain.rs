//! Blocks of plain text, which Markdown rules would tear apart or fuse.
//!
//! Every non-blank line is a block, unless the text is hard-wrapped: then a blank line or an
//! indent ends a paragraph.

use std::sync::Arc;

use crate::text::{Span, Text};

use super::english::TITLE_WORDS;
use super::enumerator::{Enumerator, Numerals, enumerator};
use super::inline::{Found, blank_out};
use super::{Block, BlockKind, Parsed};

/// The longest heading, in characters.
const LONGEST_HEADING: usize = 80;

/// Lines of hard-wrapped text are not longer than this, in characters.
const WRAP_WIDTH: usize = 100;

/// Parses the bytes of `body` (all of the text below a front matter).
pub fn parse(text: &Arc<str>, body: Span) -> Parsed {
    let lines = lines(text, body);
    let mut blocks = match is_hard_wrapped(&lines) {
        true => wrapped_paragraphs(&lines),
        false => lines
            .iter()
            .filter(|line| !line.is_blank())
            .map(Line::block)
            .collect(),
    };
    close_comments(text, &mut blocks);
    for block in &mut blocks {
        let words = &text[block.span.range()];
        block.enumerator = enumerator(words);
        block.kind = kind(words, block.enumerator);
    }
    mark_lists(&mut blocks);
    set_levels(&mut blocks);
    let mut found = Found::default();
    for block in &blocks {
        found.scan(text, block.span);
    }
    let prose: Arc<str> = match found.hidden.is_empty() {
        true => text.clone(),
        false => blank_out(text, &found.hidden).into(),
    };
    for block in &mut blocks {
        if prose[block.span.range()].trim().is_empty() {
            block.kind = BlockKind::Comment;
        }
    }
    Parsed {
        blocks,
        found,
        prose,
    }
}

struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn is_indented(&self) -> bool {
        self.text.starts_with("  ") || self.text.starts_with('\t')
    }

    fn words(&self) -> Span {
        let lead = self.text.len() - self.text.trim_start().len();
        let start = self.start + lead;
        Span::new(start, start + self.text.trim().len())
    }

    fn block(&self) -> Block {
        Block {
            span: self.words(),
            kind: BlockKind::Paragraph,
            enumerator: None,
        }
    }
}

fn lines(text: &Arc<str>, body: Span) -> Vec<Line<'_>> {
    let table = Text::new(text.clone());
    let first = table.line_of(body.start as usize);
    let lines = (first..table.line_count()).map(|line| {
        let span = table.line(line);
        let start = span.start.max(body.start) as usize;
        Line {
            start,
            text: text.get(start..span.end as usize).unwrap_or(""),
        }
    });
    lines.collect()
}

/// Whether line ends are only where the lines were full: lengths stay below the width, and lines
/// go on in the middle of a sentence.
fn is_hard_wrapped(lines: &[Line]) -> bool {
    let filled: Vec<usize> = lines
        .iter()
        .filter(|line| !line.is_blank())
        .map(|line| line.text.chars().count())
        .collect();
    let too_long = filled.iter().filter(|len| **len > WRAP_WIDTH).count();
    if too_long * 20 > filled.len() {
        return false;
    }
    let pairs = lines
        .windows(2)
        .filter(|pair| !pair[0].is_blank() && !pair[1].is_blank());
    let (mut continued, mut all) = (0, 0);
    for pair in pairs {
        all += 1;
        continued += usize::from(goes_on(&pair[0], &pair[1]));
    }
    continued >= 2 && continued * 3 >= all
}

/// Whether `next` goes on with the sentence of `line`, which is long enough to have been broken.
fn goes_on(line: &Line, next: &Line) -> bool {
    let words = line.text.trim_end();
    let ends = words.ends_with(['.', '!', '?', ':', '"', '\u{201d}', ')']);
    let lower = next.text.trim_start().starts_with(char::is_lowercase);
    !ends && lower && words.chars().count() >= 40
}

fn wrapped_paragraphs(lines: &[Line]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            open = false;
            continue;
        }
        let heading = is_heading(line.text.trim());
        let after_indent = at > 0 && lines[at - 1].is_indented();
        let starts =
            !open || heading || starts_item(line.text) || (line.is_indented() && !after_indent);
        match blocks.last_mut() {
            Some(last) if !starts => last.span = last.span.join(line.words()),
            _ => blocks.push(line.block()),
        }
        open = !heading;
    }
    blocks
}

/// A comment of several lines is one block.
fn close_comments(text: &str, blocks: &mut Vec<Block>) {
    let mut at = 0;
    while at < blocks.len() {
        let span = blocks[at].span;
        let opened = text[span.range()].rfind("<!--");
        let unclosed = opened.filter(|open| !text[span.range()][*open..].contains("-->"));
        if unclosed.is_some() {
            let end = text[span.end as usize..]
                .find("-->")
                .map(|len| span.end as usize + len);
            let last = end.and_then(|end| blocks.iter().position(|block| block.span.contains(end)));
            if let Some(last) = last {
                blocks[at].span = span.join(blocks[last].span);
                blocks.drain(at + 1..=last);
            }
        }
        at += 1;
    }
}

fn starts_item(line: &str) -> bool {
    let words = line.trim_start();
    let note = words.starts_with("[^") && words.contains("]:");
    note || words.starts_with("- ") || words.starts_with("* ") || words.starts_with("\u{2022}")
}

fn kind(words: &str, enumerator: Option<Enumerator>) -> BlockKind {
    if words.starts_with("[^") && words.contains("]:") {
        BlockKind::Note
    } else if starts_item(words) || (enumerator.is_some() && !is_heading(words)) {
        BlockKind::ListItem
    } else if is_heading(words) {
        BlockKind::Heading { level: 1 }
    } else {
        BlockKind::Paragraph
    }
}

fn is_heading(words: &str) -> bool {
    let short = words.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING;
    if !short || words.ends_with(['.', ',', ';']) || words.contains('\n') {
        return false;
    }
    let titled = TITLE_WORDS.contains(&words.trim_end_matches(':').to_lowercase().as_str());
    let counted = enumerator(words).is_some_and(|found| {
        let first = words[found.len..].chars().next();
        first.is_some_and(|c| !c.is_lowercase())
    });
    titled || counted
}

/// Headings with nothing between them that count on are the items of a list.
fn mark_lists(blocks: &mut [Block]) {
    let counts_on = |a: &Block, b: &Block| match (a.enumerator, b.enumerator) {
        (Some(a), Some(b)) => a.numerals == b.numerals && b.number == a.number + 1,
        _ => false,
    };
    let items: Vec<bool> = (0..blocks.len())
        .map(|at| {
            let next = blocks
                .get(at + 1)
                .is_some_and(|next| counts_on(&blocks[at], next));
            let before = at > 0 && counts_on(&blocks[at - 1], &blocks[at]);
            next || before
        })
        .collect();
    for (block, is_item) in blocks.iter_mut().zip(items) {
        if is_item {
            block.kind = BlockKind::ListItem;
        }
    }
}

/// The numerals that come first count the outer sections.
fn set_levels(blocks: &mut [Block]) {
    let mut outer: Option<Numerals> = None;
    for block in blocks {
        if let (BlockKind::Heading { level }, Some(found)) = (&mut block.kind, block.enumerator) {
            let outer = *outer.get_or_insert(found.numerals);
            *level = if found.numerals == outer { 1 } else { 2 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let text: Arc<str> = text.into();
        let parsed = parse(&text, Span::new(0, text.len()));
        let blocks = parsed.blocks.iter();
        blocks
            .map(|block| (block.kind, text[block.span.range()].to_owned()))
            .collect()
    }

    fn kinds(text: &str) -> Vec<BlockKind> {
        blocks(text).into_iter().map(|(kind, _)| kind).collect()
    }

    const H1: BlockKind = BlockKind::Heading { level: 1 };
    const H2: BlockKind = BlockKind::Heading { level: 2 };
    const P: BlockKind = BlockKind::Paragraph;

    #[test]
    fn every_line_is_a_block_and_enumerated_lines_are_headings() {
        let text = "\nThe visit was long.\n\nI. The Outreach\n1. The Mission\nHe went.\n2. The Talks\n\
                    They met.\nII. The Future\n1. Aid\nMore.\nConclusion\nIt ended.\n\n\n";
        assert_eq!(kinds(text), [P, H1, H2, P, H2, P, H1, H2, P, H1, P]);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "The delegation that came to Tokyo on the\ninvitation of a foundation met officials and\n\
                    left again without saying a word.\n\nIt was the first visit of its kind, a source\n\
                    said, and it will not be the last.\n";
        let found = blocks(text);
        assert_eq!(found.len(), 2);
        assert!(found[1].1.ends_with("the last."));
    }

    #[test]
    fn short_lines_that_are_sentences_are_not_joined() {
        assert_eq!(
            kinds("He went home early that day.\nShe stayed.\nNobody spoke.\n"),
            [P, P, P]
        );
    }

    #[test]
    fn numbered_lines_that_follow_each_other_are_a_list() {
        let item = BlockKind::ListItem;
        assert_eq!(
            kinds("Ask them:\n1. Who came\n2. Who paid\nThen write."),
            [P, item, item, P]
        );
    }

    #[test]
    fn line_ends_of_all_kinds_and_none_at_the_end() {
        for text in [
            "One.\r\nTwo.",
            "One.\rTwo.",
            "One.\nTwo.",
            "\nOne.\n\n\nTwo.\n\n",
        ] {
            assert_eq!(kinds(text), [P, P], "{text:?}");
        }
    }

    #[test]
    fn a_comment_of_several_lines_is_no_prose() {
        let found = kinds("One.\n<!-- copydesk-off\n all of it -->\nTwo.");
        assert_eq!(found, [P, BlockKind::Comment, P]);
    }
}
