//! Blocks and marks of Markdown (CommonMark with tables, footnotes and wikilinks), by
//! pulldown-cmark. Pins, citations and `CQ` are read by [`Found::scan`] in what it leaves over.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::Span;

use super::directive::directive;
use super::enumerator::enumerator;
use super::inline::{Found, blank_out};
use super::link::{Link, LinkKind, Target};
use super::{Block, BlockKind, FootnoteDefinition, FootnoteReference, Parsed};

/// Parses the bytes of `body` (all of the text below a front matter).
pub fn parse(text: &Arc<str>, body: Span) -> Parsed {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut reader = Reader::new(text, body);
        reader.read();
        reader.finish()
    }));
    // A parser that gives up on a text must not take the words away from the reader.
    read.unwrap_or_else(|_| super::plain::parse(text, body))
}

struct Reader<'a> {
    text: &'a Arc<str>,
    body: Span,
    blocks: Vec<Block>,
    /// The block that is being read, with its kind.
    open: Option<Block>,
    /// The containers that are open, outermost first.
    inside: Vec<BlockKind>,
    /// Ranges of words, in order.
    words: Vec<Span>,
    found: Found,
    /// An image or an autolink is open: its text is no prose.
    mute: usize,
    /// The links that are open: their index, and how many ranges of words stood before them.
    links: Vec<(usize, usize)>,
    /// Comments before this byte have been read.
    comments_read: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a Arc<str>, body: Span) -> Reader<'a> {
        Reader {
            text,
            body,
            blocks: Vec::new(),
            open: None,
            inside: Vec::new(),
            words: Vec::new(),
            found: Found::default(),
            mute: 0,
            links: Vec::new(),
            comments_read: 0,
        }
    }

    fn read(&mut self) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_WIKILINKS
            | Options::ENABLE_GFM;
        let body = &self.text[self.body.range()];
        let offset = self.body.start as usize;
        for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
            self.event(event, range.start + offset..range.end + offset);
        }
        self.close();
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(_) => self.text(range),
            Event::SoftBreak | Event::HardBreak | Event::Code(_) | Event::TaskListMarker(_) => {
                self.extend(range)
            }
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::FootnoteReference(label) => {
                self.extend(range.clone());
                self.found.footnote_references.push(FootnoteReference {
                    label: label.to_string(),
                    span: range.into(),
                });
            }
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.open_block(BlockKind::Heading { level: level as u8 }, range)
            }
            Tag::Paragraph => {
                let kind = self.inside.last().copied().unwrap_or(BlockKind::Paragraph);
                self.open_block(kind, range);
            }
            Tag::TableCell => self.open_block(BlockKind::TableCell, range),
            Tag::CodeBlock(_) => {
                self.open_block(BlockKind::Code, range);
                self.mute += 1;
            }
            Tag::HtmlBlock => self.open_block(BlockKind::Comment, range),
            Tag::BlockQuote(_) => self.enter(BlockKind::Quotation),
            Tag::Item => self.enter(BlockKind::ListItem),
            Tag::FootnoteDefinition(label) => {
                self.enter(BlockKind::Note);
                self.footnote(&label, range);
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url, LinkKind::Inline, range),
            Tag::Image {
                link_type,
                dest_url,
                ..
            } => {
                self.link(link_type, &dest_url, LinkKind::Image, range);
                self.mute += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, _range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::HtmlBlock => {
                self.close()
            }
            TagEnd::CodeBlock => {
                self.close();
                self.mute -= 1;
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.inside.pop();
            }
            TagEnd::Link => self.end_link(),
            TagEnd::Image => {
                self.mute -= 1;
                self.end_link();
            }
            _ => {}
        }
    }

    fn enter(&mut self, kind: BlockKind) {
        self.close();
        self.inside.push(kind);
    }

    fn open_block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.close();
        let words = self.text[range.clone()].trim_end();
        self.open = Some(Block {
            span: Span::new(range.start, range.start + words.len()),
            kind,
            enumerator: None,
        });
    }

    fn close(&mut self) {
        self.blocks
            .extend(self.open.take().filter(|block| !block.span.is_empty()));
    }

    /// The items of a tight list have no paragraph: their words open the block.
    fn extend(&mut self, range: Range<usize>) {
        let kind = self.inside.last().copied().unwrap_or(BlockKind::Paragraph);
        let block = self.open.get_or_insert(Block {
            span: range.clone().into(),
            kind,
            enumerator: None,
        });
        block.span = block.span.join(range.into());
    }

    fn text(&mut self, range: Range<usize>) {
        self.extend(range.clone());
        if self.mute == 0 {
            self.words.push(range.into());
        }
    }

    fn html(&mut self, range: Range<usize>) {
        self.extend(range.clone());
        // A comment of several lines comes in several pieces: it is read from the whole text.
        let mut at = range.start.max(self.comments_read);
        while let Some(open) = self
            .text
            .get(at..range.end)
            .and_then(|html| html.find("<!--"))
        {
            let start = at + open;
            let close = self.text[start..self.body.end as usize].find("-->");
            at = close.map_or(self.body.end as usize, |len| start + len + "-->".len());
            if close.is_some() {
                self.found
                    .directives
                    .extend(directive(self.text, Span::new(start, at)));
            }
        }
        self.comments_read = self.comments_read.max(at);
    }

    fn footnote(&mut self, label: &str, range: Range<usize>) {
        let close = self.text[range.clone()]
            .find("]:")
            .map_or(range.end, |at| range.start + at + 1);
        let words = self.text[range.clone()].trim_end();
        self.found.footnote_definitions.push(FootnoteDefinition {
            label: label.to_owned(),
            label_span: Span::new(range.start, close),
            span: Span::new(range.start, range.start + words.len()),
        });
    }

    fn link(&mut self, link_type: LinkType, target: &str, kind: LinkKind, range: Range<usize>) {
        self.extend(range.clone());
        let written = &self.text[range.clone()];
        let span = Span::from(range.clone());
        let (kind, target_span) = match link_type {
            LinkType::WikiLink { .. } => {
                let inner = written.trim_start_matches('!').trim_start_matches('[');
                let start = range.end - inner.len();
                let len = inner.find(['|', ']']).unwrap_or(inner.len());
                let wiki = if kind == LinkKind::Image {
                    LinkKind::Image
                } else {
                    LinkKind::Wiki
                };
                (wiki, Span::new(start, start + len))
            }
            LinkType::Autolink | LinkType::Email => {
                (LinkKind::Bare, Span::new(range.start + 1, range.end - 1))
            }
            LinkType::Inline => (kind, inline_target(written, range.start)),
            _ => (kind, span),
        };
        let target = match link_type {
            LinkType::WikiLink { .. } => Target::parse_wiki(target),
            _ => Target::parse(target),
        };
        if kind == LinkKind::Bare {
            self.mute += 1;
        }
        self.links.push((self.found.links.len(), self.words.len()));
        self.found.links.push(Link {
            span,
            words: target_span,
            target_span,
            kind,
            target,
        });
    }

    /// The words of a link are known when it ends.
    fn end_link(&mut self) {
        let Some((link, first_word)) = self.links.pop() else {
            return;
        };
        let link = &mut self.found.links[link];
        if link.kind == LinkKind::Bare {
            self.mute -= 1;
        }
        let words = self.words[first_word..].iter().copied().reduce(Span::join);
        if let Some(words) = words {
            link.words = words;
        }
    }

    fn finish(mut self) -> Parsed {
        self.blocks
            .sort_by_key(|block| (block.span.start, block.span.end));
        let mut only_words = blank_out(self.text, &[self.body]);
        keep(&mut only_words, self.text, &self.words);
        for block in self.blocks.iter().filter(|block| block.kind.is_prose()) {
            self.found.scan(&only_words, block.span);
        }
        let prose: Arc<str> = match self.found.hidden.is_empty() {
            true => only_words.into(),
            false => blank_out(&only_words, &self.found.hidden).into(),
        };
        for block in &mut self.blocks {
            let words = prose[block.span.range()].trim_start();
            block.enumerator = enumerator(words);
        }
        Parsed {
            blocks: self.blocks,
            found: self.found,
            prose,
        }
    }
}

/// Where the target of `[words](target "title")` is written.
fn inline_target(written: &str, start: usize) -> Span {
    let open = written.rfind("](").map_or(written.len(), |at| at + 2);
    let inside = written[open..].trim_start();
    let at = written.len() - inside.len();
    let (at, len) = match inside.strip_prefix('<') {
        Some(angled) => (at + 1, angled.find('>').unwrap_or(angled.len())),
        None => {
            let words = inside.strip_suffix(')').unwrap_or(inside);
            (at, words.find([' ', '\n']).unwrap_or(words.len()))
        }
    };
    Span::new(start + at, start + at + len)
}

/// Puts the words of `text` back into the blanked copy.
fn keep(blank: &mut String, text: &str, words: &[Span]) {
    let mut bytes = std::mem::take(blank).into_bytes();
    for span in words {
        bytes[span.range()].copy_from_slice(&text.as_bytes()[span.range()]);
    }
    *blank = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Parsed, Vec<(BlockKind, String)>) {
        let shared: Arc<str> = text.into();
        let parsed = parse(&shared, Span::new(0, text.len()));
        let words = |block: &Block| {
            parsed.prose[block.span.range()]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let blocks = parsed
            .blocks
            .iter()
            .map(|block| (block.kind, words(block)))
            .collect();
        (parsed, blocks)
    }

    #[test]
    fn blocks_hold_their_words_and_nothing_else() {
        let (_, blocks) = read(
            "# The *talks*\n\nOn **Monday**, [Nazari](n.md) `said` it.[^1]\n\n- one\n- two\n\n> quoted\n> words\n\n\
             ```\ncode\n```\n\n[^1]: [Kyodo](k.txt)\n",
        );
        let expected = [
            (BlockKind::Heading { level: 1 }, "The talks"),
            (BlockKind::Paragraph, "On Monday , Nazari it."),
            (BlockKind::ListItem, "one"),
            (BlockKind::ListItem, "two"),
            (BlockKind::Quotation, "quoted words"),
            (BlockKind::Code, ""),
            (BlockKind::Note, "Kyodo"),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, words)| (*kind, (*words).to_owned()))
            .collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn links_of_every_form_have_their_targets() {
        let text = "[a](x%20y.md#h \"T\") [b][r] [[note#Top|c]] ![d](p.png) <https://e.org> [f](<g h.md>)\n\n[r]: r.md\n";
        let (parsed, _) = read(text);
        let seen: Vec<(LinkKind, &str, &str)> = parsed
            .found
            .links
            .iter()
            .map(|link| {
                (
                    link.kind,
                    &text[link.words.range()],
                    &text[link.target_span.range()],
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                (LinkKind::Inline, "a", "x%20y.md#h"),
                (LinkKind::Inline, "b", "[b][r]"),
                (LinkKind::Wiki, "c", "note#Top"),
                (LinkKind::Image, "p.png", "p.png"),
                (LinkKind::Bare, "https://e.org", "https://e.org"),
                (LinkKind::Inline, "f", "g h.md"),
            ]
        );
    }

    #[test]
    fn pins_citations_and_undefined_footnotes_are_found() {
        let (parsed, blocks) = read("On [Monday]{when=2025-02-17} he[^x] said [@kyodo2025] it CQ.");
        assert_eq!(parsed.found.pins.len(), 1);
        assert_eq!(parsed.found.citations[0].key, "kyodo2025");
        assert_eq!(parsed.found.footnote_references[0].label, "x");
        assert_eq!(blocks[0].1, "On Monday he said it .");
    }

    #[test]
    fn comments_are_directives_and_no_prose() {
        let (parsed, blocks) =
            read("<!-- copydesk-ignore placeholder why -->\nThe TK <!-- copydesk-off --> end.\n");
        assert_eq!(parsed.found.directives.len(), 2);
        assert_eq!(blocks[0].0, BlockKind::Comment);
        assert_eq!(blocks[1].1, "The TK end.");
    }

    proptest! {
        #[test]
        fn prose_is_as_long_as_the_text(text in "[a-c \n#>*\\-\\[\\]()!<`^@:{}=|\u{e9}1.]{0,80}") {
            let (parsed, _) = read(&text);
            prop_assert_eq!(parsed.prose.len(), text.len());
        }
    }
}
