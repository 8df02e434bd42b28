//! Where quoted words come from: the sources that an article names for a quotation, and the
//! passage of a source that comes nearest.
//!
//! In: an article and one of its quotations. Out: [`Sources`], the local files that a note, a key,
//! a link or `source:` names for it; of a text and quoted words the [`Nearest`] passage. Nothing is
//! fetched.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::article::{Article, Format, Link, LinkKind, Target};
use crate::claim::wording::{self, Token, contains, numbers, tokens, tokens_of_source};
use crate::claim::{Marks, Quotation, quotations};
use crate::text::{Span, Text};

use super::{Folder, Key, Snapshot, register};

/// The sources of one quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Local texts, in the order of the article.
    pub files: Vec<Key>,
    /// A note or a key at the quotation itself names them, and all that it names are local texts.
    /// Otherwise the words may come from elsewhere.
    pub certain: bool,
}

/// The sources that the article names for `quotation`, the nearest way of naming only.
pub fn sources(
    snapshot: &Snapshot,
    folder: &Folder,
    key: &Key,
    analysis: &Analysis,
    quotation: &Quotation,
) -> Sources {
    let look = Look {
        snapshot,
        folder,
        key,
        analysis,
    };
    let around = look.around(quotation);
    let at_quotation = look.marked(look.nearest_marks(quotation, around), true);
    if !at_quotation.files.is_empty() || at_quotation.certain {
        return at_quotation;
    }
    let linked = look.linked(around);
    if !linked.files.is_empty() {
        return linked;
    }
    let block = analysis.article.block_at(quotation.span.start as usize);
    let rest = block.map(|block| Span::new(quotation.span.end as usize, block.span.end as usize));
    let of_block = rest.map(|rest| look.marked(rest, false));
    match of_block.filter(|found| !found.files.is_empty()) {
        Some(found) => found,
        None => look.of_article(),
    }
}

/// The link inside a footnote's definition.
fn note_links<'a>(article: &'a Article, label: &str) -> impl Iterator<Item = &'a Link> {
    let same = |other: &str| other.to_lowercase() == label.to_lowercase();
    let definition = article
        .footnote_definitions
        .iter()
        .find(|one| same(&one.label));
    let span = definition.map(|definition| definition.span);
    let links = article.links.iter();
    links.filter(move |link| span.is_some_and(|span| span.encloses(link.span)))
}

/// The file that a link leads to, where it is a text of the folder and not the article itself.
pub fn local_text(snapshot: &Snapshot, folder: &Folder, from: &Key, link: &Link) -> Option<Key> {
    let Target::Local { path, .. } = &link.target else {
        return None;
    };
    let wiki = link.kind == LinkKind::Wiki;
    if link.kind == LinkKind::Image || path.is_empty() {
        return None;
    }
    let key = snapshot.existing(folder.resolve(from, path, wiki))?;
    let ending = key.rsplit_once('.').map_or("", |(_, ending)| ending);
    let text = matches!(ending, "txt" | "md" | "markdown" | "text");
    (text && key != *from && !key.ends_with(register::FILE_NAME)).then_some(key)
}

/// The file that a citation key leads to.
pub fn cited_text(snapshot: &Snapshot, folder: &Folder, name: &str) -> Option<Key> {
    let entry = folder.bibliography.entry(name)?;
    let target = entry.target.as_deref()?;
    let link = Link {
        span: entry.span,
        words: entry.span,
        target_span: entry.span,
        kind: LinkKind::Inline,
        target: Target::parse(target),
    };
    // Paths count from the bibliography.
    local_text(snapshot, folder, &entry.file, &link)
}

struct Look<'a> {
    snapshot: &'a Snapshot,
    folder: &'a Folder,
    key: &'a Key,
    analysis: &'a Analysis,
}

impl Look<'_> {
    /// The sentences of the quotation with the marks that touch their end.
    fn around(&self, quotation: &Quotation) -> Span {
        let first = self.analysis.sentence_at(quotation.span.start as usize);
        let last = self
            .analysis
            .sentence_at(quotation.span.end.saturating_sub(1) as usize);
        let mut around = first.join(last).join(quotation.span);
        while let Some(mark) = self.mark_at(around.end as usize) {
            around = around.join(mark);
        }
        around
    }

    /// A note or citation right behind `end`.
    fn mark_at(&self, end: usize) -> Option<Span> {
        let text = self.analysis.text.as_str();
        let touches = |span: &Span| {
            let start = span.start as usize;
            let between = text.get(end..start).unwrap_or("-");
            start >= end
                && between.chars().all(|c| c.is_whitespace() || c == '[')
                && !between.contains('\n')
        };
        self.marks().find(touches)
    }

    fn marks(&self) -> impl Iterator<Item = Span> {
        let article = &self.analysis.article;
        let notes = article.footnote_references.iter().map(|one| one.span);
        notes.chain(article.citations.iter().map(|one| one.span))
    }

    /// Behind the quotation up to the next one, if there is a mark; else to the end.
    fn nearest_marks(&self, quotation: &Quotation, around: Span) -> Span {
        let behind = Span::new(quotation.span.end as usize, around.end as usize);
        let next = self
            .analysis
            .quotations
            .iter()
            .find(|one| one.depth == 0 && one.span.start >= quotation.span.end);
        let to_next = next.map(|next| {
            Span::new(
                behind.start as usize,
                next.span.start.min(behind.end) as usize,
            )
        });
        let marked = |span: &Span| self.marks().any(|mark| span.encloses(mark));
        to_next.filter(marked).unwrap_or(behind)
    }

    /// What the notes and citations inside `span` name.
    fn marked(&self, span: Span, near: bool) -> Sources {
        let article = &self.analysis.article;
        let mut found: Vec<Option<Key>> = Vec::new();
        let notes = article.footnote_references.iter();
        for note in notes.filter(|note| span.encloses(note.span)) {
            let links: Vec<&Link> = note_links(article, &note.label).collect();
            if links.is_empty() {
                found.push(None);
            }
            found.extend(links.iter().map(|link| self.local(link)));
        }
        let citations = article.citations.iter();
        for citation in citations.filter(|citation| span.encloses(citation.span)) {
            found.push(cited_text(self.snapshot, self.folder, &citation.key));
        }
        let certain = near && !found.is_empty() && found.iter().all(Option::is_some);
        sources_of(found.into_iter().flatten(), certain)
    }

    fn linked(&self, around: Span) -> Sources {
        let links = self.analysis.article.links.iter();
        let inside = links.filter(|link| around.encloses(link.span));
        sources_of(inside.filter_map(|link| self.local(link)), false)
    }

    fn of_article(&self) -> Sources {
        let sources = &self.analysis.metadata.source;
        let named = sources.iter().filter(|field| field.names_file());
        let links = named.filter_map(|field| field.as_link());
        sources_of(links.filter_map(|link| self.local(&link)), false)
    }

    fn local(&self, link: &Link) -> Option<Key> {
        local_text(self.snapshot, self.folder, self.key, link)
    }
}

fn sources_of(keys: impl Iterator<Item = Key>, certain: bool) -> Sources {
    let mut files: Vec<Key> = Vec::new();
    for key in keys {
        if !files.contains(&key) {
            files.push(key);
        }
    }
    Sources { files, certain }
}

/// A source with its words: everything, and what it quotes, because an attribution may part a
/// quotation there ("We came," he said, "and we saw").
pub struct Source {
    prose: String,
    all: Vec<Token>,
    quoted: Vec<Token>,
}

/// The passage of a source that comes nearest to quoted words.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// Bytes of the source.
    pub span: Span,
    /// The part of the quoted words that it has, from 0 to 1.
    pub share: f64,
    /// How many of the words agree.
    pub agreeing: usize,
    /// All of our words have a counterpart in the span.
    pub whole: bool,
    /// Our words and theirs: "we [must → should] leave"; empty where nothing differs.
    pub diff: String,
}

impl Source {
    pub fn new(text: &Text, key: &Key) -> Source {
        let article = Article::parse(&text.share(), Format::of_path(key));
        let prose = article.prose().to_owned();
        let marks: Vec<(usize, Marks)> = article
            .blocks
            .iter()
            .filter(|block| block.kind.is_prose())
            .map(|block| {
                let marks = Marks::read(article.prose_of(block));
                (block.span.start as usize, marks)
            })
            .collect();
        let (found, _) = quotations(marks.iter().map(|(start, marks)| (*start, marks)));
        let outermost = found.iter().filter(|one| one.depth == 0);
        let quoted = outermost.flat_map(|one| {
            let start = one.words.start as usize;
            let inside = tokens_of_source(&prose[one.words.range()]);
            inside.into_iter().map(move |token| Token {
                span: token.span.shifted(start),
                ..token
            })
        });
        Source {
            all: tokens_of_source(&prose),
            quoted: quoted.collect(),
            prose,
        }
    }

    /// Whether the source contains quoted words, a fragment of a longer quotation included.
    pub fn contains(&self, quoted: &str) -> bool {
        let words = numbers(&tokens(quoted));
        contains(&numbers(&self.all), &words) || contains(&numbers(&self.quoted), &words)
    }

    /// The part of the words that stand anywhere in the source: hardly any in another language.
    pub fn vocabulary(&self, quoted: &str) -> f64 {
        let words = tokens_of_source(quoted);
        let known = words
            .iter()
            .filter(|word| self.all.iter().any(|token| token.word == word.word));
        known.count() as f64 / words.len().max(1) as f64
    }

    /// Where the quoted words, or most of them, stand.
    pub fn nearest(&self, quoted: &str) -> Option<Nearest> {
        let ours = tokens(quoted);
        let all = self.nearest_in(&self.all, quoted, &ours);
        let in_quotations = self.nearest_in(&self.quoted, quoted, &ours);
        match (all, in_quotations) {
            (Some(all), Some(other))
                if other.agreeing > all.agreeing || other.diff.len() < all.diff.len() =>
            {
                Some(other)
            }
            (all, other) => all.or(other),
        }
    }

    fn nearest_in(&self, theirs: &[Token], quoted: &str, ours: &[Token]) -> Option<Nearest> {
        let words = ours.iter().filter(|token| token.word != wording::GAP);
        let count = words.count().max(1);
        let (mine, other) = (numbers(ours), numbers(theirs));
        if mine.is_empty() {
            return None;
        }
        if let Some(at) = wording::position(&other, &mine) {
            return Some(Nearest {
                span: span_of(theirs, at..at + mine.len()),
                share: 1.0,
                agreeing: count,
                whole: true,
                diff: String::new(),
            });
        }
        let aligned = wording::align(&mine, &other)?;
        let differences = aligned.all_differences(mine.len(), other.len());
        let real: Vec<_> = differences
            .into_iter()
            .filter(|one| !is_gap(&mine[one.ours.clone()]))
            .collect();
        Some(Nearest {
            span: span_of(theirs, aligned.theirs()),
            share: aligned.pairs.len() as f64 / count as f64,
            agreeing: aligned.pairs.len(),
            whole: aligned.ours() == (0..mine.len()),
            diff: match real.is_empty() {
                true => String::new(),
                false => wording::diff((quoted, ours), (&self.prose, theirs), &real),
            },
        })
    }
}

/// Where the quotation itself says that words are left out, nothing differs.
fn is_gap(ours: &[u32]) -> bool {
    !ours.is_empty() && ours.iter().all(|word| *word == wording::GAP)
}

fn span_of(tokens: &[Token], range: Range<usize>) -> Span {
    let Some(inside) = tokens.get(range).filter(|inside| !inside.is_empty()) else {
        return Span::default();
    };
    inside[0].span.join(inside[inside.len() - 1].span)
}

/// A passage with fewer equal words, or a smaller part of them, is another one.
const FEWEST: usize = 3;
const SMALLEST: f64 = 0.6;

impl Nearest {
    /// Whether it is the same passage in other words, and not one that has a few words in common.
    pub fn is_same_passage(&self) -> bool {
        self.agreeing >= FEWEST && self.share >= SMALLEST
    }
}

/// The passage of `source` that is the same as `quoted`, in these or in nearly these words.
pub fn nearest(source: &Text, key: &Key, quoted: &str) -> Option<Nearest> {
    let nearest = Source::new(source, key).nearest(quoted)?;
    nearest.is_same_passage().then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_may_part_the_words_with_an_attribution() {
        let source = Source::new(
            &Text::new("\u{201c}We came,\u{201d} he said, \u{201c}and we saw it.\u{201d}"),
            &"/a.txt".into(),
        );
        assert!(source.contains("We came, and we saw"));
        assert!(!source.contains("We came and they saw"));
    }

    #[test]
    fn the_nearest_passage_shows_what_differs() {
        let text = Text::new(
            "It rained. He said: \u{201c}We should leave the city now.\u{201d} It snowed.",
        );
        let found = nearest(&text, &"/a.txt".into(), "we must leave the city").expect("a passage");
        assert_eq!(text.slice(found.span), "We should leave the city");
        assert_eq!(found.diff, "we [must \u{2192} should] leave the city");
        assert_eq!(
            nearest(&text, &"/a.txt".into(), "an old man of the sea"),
            None
        );
    }
}
