//! The structure of one article: metadata, blocks, links, notes, pins, marks.
//!
//! In: the text of one file and its format. Out: an [`Article`], whose spans all count bytes of
//! that text. Plain text has a block parser of its own (`plain`); Markdown goes through
//! pulldown-cmark (`markdown`). Whatever is not prose (link targets, code, comments, marks) is
//! blanked out in [`Article::prose`], which has the same length as the text, so that recognisers
//! read words only and their offsets are the text's.

mod dateline;
mod directive;
pub mod english;
mod enumerator;
mod front_matter;
mod inline;
mod link;
mod markdown;
pub mod metadata;
mod plain;
mod sentence;
pub mod tree;

use std::sync::Arc;

use crate::text::Span;

pub use dateline::{Dateline, dateline};
pub use directive::{Directive, DirectiveKind};
pub use enumerator::{Enumerator, Numerals, enumerator, write_roman};
pub use front_matter::FrontMatter;
pub use link::{Link, LinkKind, Passage, Target, encode, with_passage};
pub use metadata::{Field, Metadata};
pub use sentence::sentences;

/// How a file is read. The extension decides, never the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Plain,
    Markdown,
}

impl Format {
    /// The format of a file name: `.md` and `.markdown` are Markdown, all else is plain text.
    pub fn of_path(path: &str) -> Format {
        let extension = path
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown") => Format::Markdown,
            _ => Format::Plain,
        }
    }
}

/// One block of an article, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
    /// The number that the block's text starts with.
    pub enumerator: Option<Enumerator>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Level 1 is the outermost.
    Heading {
        level: u8,
    },
    Paragraph,
    ListItem,
    Quotation,
    TableCell,
    /// The text of a footnote.
    Note,
    /// A comment, or the definition of a link's target: nothing to read.
    Comment,
    Code,
}

impl BlockKind {
    /// Whether the block holds words of the article.
    pub fn is_prose(self) -> bool {
        !matches!(self, BlockKind::Comment | BlockKind::Code)
    }

    /// Whether it is running text of the article's own: no heading, no table, no block quotation.
    pub fn is_running(self) -> bool {
        matches!(
            self,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Note
        )
    }
}

/// A footnote mark in the text, `[^k]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteReference {
    pub label: String,
    pub span: Span,
}

/// `[^k]: the note`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteDefinition {
    pub label: String,
    /// The mark alone, with its brackets.
    pub label_span: Span,
    /// The mark and the note.
    pub span: Span,
}

/// A citation key, `[@key]` (pandoc), with or without the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    pub key: String,
    pub span: Span,
}

/// `[words]{when=2025-02-17 ref=taliban}`: a bracketed span with attributes (pandoc, Djot).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    pub span: Span,
    /// The words between the brackets.
    pub words: Span,
    /// An ISO 8601 / TIMEX3 value.
    pub when: Option<Field>,
    /// The id of an entity.
    pub reference: Option<Field>,
}

/// Everything that the form of one file says.
#[derive(Clone, Debug)]
pub struct Article {
    pub format: Format,
    pub front_matter: Option<FrontMatter>,
    pub blocks: Vec<Block>,
    pub links: Vec<Link>,
    pub footnote_references: Vec<FootnoteReference>,
    pub footnote_definitions: Vec<FootnoteDefinition>,
    pub citations: Vec<Citation>,
    pub pins: Vec<Pin>,
    /// The newsroom's marks for "checked", `CQ` or `(CQ)`.
    pub checks: Vec<Span>,
    pub directives: Vec<Directive>,
    prose: Arc<str>,
}

impl Article {
    /// Parses a file. Never fails: what is no structure is a paragraph.
    pub fn parse(text: &Arc<str>, format: Format) -> Article {
        let front_matter = front_matter::read(text);
        let body_start = match &front_matter {
            Some(front) => front.span.end as usize,
            None => front_matter::bom_len(text),
        };
        let body = Span::new(body_start, text.len());
        let mut parsed = match format {
            Format::Plain => plain::parse(text, body),
            Format::Markdown => markdown::parse(text, body),
        };
        parsed.found.resolve_references();
        let found = parsed.found;
        Article {
            format,
            front_matter,
            blocks: parsed.blocks,
            links: found.links,
            footnote_references: found.footnote_references,
            footnote_definitions: found.footnote_definitions,
            citations: found.citations,
            pins: found.pins,
            checks: found.checks,
            directives: found.directives,
            prose: parsed.prose,
        }
    }

    /// The text with everything blanked out that is not the article's own words, byte for byte as
    /// long as the text.
    pub fn prose(&self) -> &str {
        &self.prose
    }

    /// The prose of one block.
    pub fn prose_of(&self, block: &Block) -> &str {
        &self.prose[block.span.range()]
    }

    /// The block that holds or touches the byte at `offset`.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let after = self
            .blocks
            .partition_point(|block| block.span.start as usize <= offset);
        let block = self.blocks.get(after.checked_sub(1)?)?;
        block.span.touches(offset).then_some(block)
    }

    /// The article's own metadata.
    pub fn metadata(&self) -> Metadata {
        let own = self
            .front_matter
            .as_ref()
            .map(|front| front.metadata.clone());
        own.unwrap_or_default()
    }

    /// The words of a heading, without its enumerator and the white space around them.
    pub fn heading_words(&self, block: &Block) -> Span {
        let prose = self.prose_of(block);
        let lead = prose.len() - prose.trim_start().len();
        let words = &prose[lead..];
        let words = match enumerator(words) {
            Some(found) => &words[found.len..],
            None => words,
        };
        let start = block.span.start as usize + (prose.len() - words.len());
        Span::new(start, start + words.trim_end().len())
    }
}

/// What a format's parser hands to [`Article::parse`].
struct Parsed {
    blocks: Vec<Block>,
    found: inline::Found,
    prose: Arc<str>,
}
