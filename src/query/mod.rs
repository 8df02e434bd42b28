//! The questions an editor asks, one file each.
//!
//! In: a [`Snapshot`], an article, a byte offset. Out: plain data with byte spans, which `server`
//! turns into the protocol. No question changes anything or waits for anything.
//!
//! Adding a question: write its file here and its handler in `server`, name it in both lists.

pub mod call_hierarchy;
pub mod code_action;
pub mod code_lens;
pub mod completion;
pub mod declaration;
pub mod definition;
pub mod document_link;
pub mod document_symbol;
pub mod entity;
pub mod folding_range;
pub mod highlight;
pub mod hover;
pub mod implementation;
pub mod inlay_hint;
pub mod references;
pub mod related;
pub mod rename;
pub mod selection_range;
pub mod semantic_token;
pub mod source;
pub mod timeline;
pub mod workspace_symbol;

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::article::{Article, Field, Link, LinkKind, Target};
use crate::claim::Quotation;
use crate::corpus::{Folder, Key, Snapshot, config, discover, headings, passage, quoted, register};
use crate::text::Span;

/// A cursor in an open article.
pub struct Cursor<'a> {
    pub snapshot: &'a Snapshot,
    pub folder: &'a Folder,
    pub key: &'a Key,
    pub analysis: Arc<Analysis>,
    /// Byte offset.
    pub offset: usize,
}

impl<'a> Cursor<'a> {
    /// `None` where the file is no article that is known.
    pub fn new(snapshot: &'a Snapshot, key: &'a Key, offset: usize) -> Option<Cursor<'a>> {
        Some(Cursor {
            folder: snapshot.folder(key)?,
            analysis: snapshot.analysis(key)?,
            snapshot,
            key,
            offset,
        })
    }

    /// A cursor in an article; `None` also in what the folder declares, which is no prose.
    pub fn in_article(snapshot: &'a Snapshot, key: &'a Key, offset: usize) -> Option<Cursor<'a>> {
        let folder = snapshot.folder(key)?;
        let declared = folder.relative(key).is_some_and(discover::is_declaration);
        match declared && !folder.root.is_empty() {
            true => None,
            false => Cursor::new(snapshot, key, offset),
        }
    }

    /// The link at the cursor, in the text or in the metadata.
    pub fn link(&self) -> Option<Link> {
        let in_text = self.analysis.article.links.iter().cloned();
        let mut links = in_text.chain(metadata_links(&self.analysis.article));
        links.find(|link| link.span.touches(self.offset))
    }

    /// The outermost quotation at the cursor.
    pub fn quotation(&self) -> Option<&Quotation> {
        let quotations = self.analysis.quotations.iter();
        let mut at_cursor = quotations.filter(|one| one.span.touches(self.offset));
        at_cursor.next()
    }

    /// The link inside the definition of the footnote whose mark is at the cursor, and the note.
    pub fn footnote(&self) -> Option<(&crate::article::FootnoteDefinition, Option<&Link>)> {
        let article = &self.analysis.article;
        let reference = article
            .footnote_references
            .iter()
            .find(|one| one.span.touches(self.offset))?;
        let same = |label: &str| label.eq_ignore_ascii_case(&reference.label);
        let definition = article
            .footnote_definitions
            .iter()
            .find(|one| same(&one.label))?;
        let link = article
            .links
            .iter()
            .find(|link| definition.span.encloses(link.span));
        Some((definition, link))
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub key: Key,
    pub span: Span,
}

/// The places behind the words at the cursor: where they are defined, or declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The words that were asked about.
    pub origin: Span,
    pub places: Vec<Place>,
}

/// Where a link leads: an address, or a place in a file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    Address(String),
    Place(Place),
}

/// The entries of `related`, `source` and `url` in the front matter, as links.
pub fn metadata_links(article: &Article) -> Vec<Link> {
    let metadata = article.metadata();
    let fields = metadata
        .related
        .iter()
        .chain(&metadata.source)
        .chain(&metadata.url);
    fields.filter_map(Field::as_link).collect()
}

/// Follows a link of the article `from` to the passage, the heading or the file it names.
pub fn follow(
    snapshot: &Snapshot,
    folder: &Folder,
    from: &Key,
    link: &Link,
) -> Option<Destination> {
    let (path, heading, wanted) = match &link.target {
        Target::Url { address } => return Some(Destination::Address(address.clone())),
        Target::Local {
            path,
            heading,
            passage,
        } => (path, heading, passage),
    };
    let entity = |id: &str| Some(Destination::Place(register_entry(folder, id)?));
    if link.kind == LinkKind::Wiki && heading.is_none() && folder.register.entry(path).is_some() {
        return entity(path);
    }
    let key = snapshot.existing(folder.resolve(from, path, link.kind == LinkKind::Wiki))?;
    if key.ends_with(register::FILE_NAME)
        && let Some(found) = heading.as_deref().and_then(entity)
    {
        return Some(found);
    }
    let source = snapshot.text(&key).ok();
    let found = source
        .as_ref()
        .zip(wanted.as_ref())
        .and_then(|(source, wanted)| passage::find(snapshot, &key, source, wanted));
    let headed = || {
        let headings = headings::of(snapshot, &key)?;
        let heading = heading.as_deref()?;
        headings
            .iter()
            .find(|known| headings::names(&known.words, heading))
            .map(|found| found.span)
    };
    let nearly = || {
        let nearest = quoted::nearest(&source.clone()?, &key, &wanted.as_ref()?.start)?;
        Some(nearest.span)
    };
    let span = found.or_else(headed).or_else(nearly).unwrap_or(Span::at(0));
    Some(Destination::Place(Place { key, span }))
}

/// The entry of an entity in the register.
pub fn register_entry(folder: &Folder, id: &str) -> Option<Place> {
    let entry = folder.register.entry(id)?;
    Some(Place {
        key: register::file(&folder.root, entry),
        span: entry.name_span,
    })
}

/// Where the article's date stands.
pub fn article_date(cursor: &Cursor) -> Option<Place> {
    let evidence = cursor.analysis.date.evidence.first()?;
    if let Some(span) = evidence.span {
        return Some(Place {
            key: cursor.key.clone(),
            span,
        });
    }
    let file = cursor.folder.config_file.as_ref()?;
    let path = cursor.folder.relative(cursor.key)?;
    let at = file
        .0
        .as_str()
        .find(&format!("[article.{}]", serde_json::Value::from(path)))?;
    Some(Place {
        key: format!("{}/{}", cursor.folder.root, config::FILE_NAME).into(),
        span: Span::at(at),
    })
}
