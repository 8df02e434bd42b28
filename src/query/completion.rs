//! What could be written here? Names in prose, targets of links, headings, footnotes, metadata,
//! the values of pins.
//!
//! What stands before the cursor on its line decides what is offered: `[[`, `](`, `[^`, `[@`,
//! `{when=`, a line of the front matter, or two letters of a name. Nothing else offers anything, so
//! that nobody is disturbed who only writes.

mod link;
mod metadata;
mod name;
mod pin;

use crate::corpus::{Folder, Key, Snapshot};
use crate::text::Span;

use super::Cursor;

/// Something that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub label: String,
    pub kind: CompletionKind,
    /// A few words behind the label.
    pub detail: Option<String>,
    /// The bytes that it takes the place of, up to the cursor.
    pub span: Span,
    pub text: String,
    /// What the words in `span` are held against while a person types on.
    pub filter: String,
    /// Lower ones come first; among the same ones the label decides.
    pub rank: usize,
    pub subject: Subject,
}

impl Completion {
    /// A value that is written as it is shown, and of which nothing more is known.
    fn value(label: String, span: Span, rank: usize) -> Completion {
        Completion {
            text: label.clone(),
            filter: label.clone(),
            label,
            kind: CompletionKind::Value,
            detail: None,
            span,
            rank,
            subject: Subject::Nothing,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    Name,
    Article,
    Heading,
    Footnote,
    Citation,
    Key,
    Value,
}

/// What a completion speaks of, for who wants to know more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Nothing,
    /// An entity of the folder, by its id.
    Entity(String),
    Article(Key),
}

/// What can be written at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    pub items: Vec<Completion>,
    /// There are more than are listed.
    pub cut: bool,
}

/// More than these are no help.
const MOST: usize = 100;

/// What an article offers at the cursor.
struct Place<'a> {
    cursor: Cursor<'a>,
    /// The line before the cursor.
    before: &'a str,
    /// The line behind it.
    after: &'a str,
}

impl Place<'_> {
    /// The last so many bytes before the cursor.
    fn last(&self, bytes: usize) -> Span {
        Span::new(self.cursor.offset - bytes, self.cursor.offset)
    }
}

pub fn completions(snapshot: &Snapshot, key: &Key, offset: usize) -> Option<Completions> {
    let cursor = Cursor::in_article(snapshot, key, offset)?;
    let text = cursor.analysis.text.clone();
    let line = text.line(text.line_of(offset));
    let offset = offset.min(line.end as usize);
    let place = Place {
        cursor: Cursor { offset, ..cursor },
        before: text.slice(Span::new(line.start as usize, offset)),
        after: text.slice(Span::new(offset, line.end as usize)),
    };
    let mut items = offered(&place);
    items.sort_by(|a, b| (a.rank, &a.label, &a.text).cmp(&(b.rank, &b.label, &b.text)));
    items.dedup_by(|a, b| a.label == b.label && a.text == b.text);
    let cut = items.len() > MOST;
    items.truncate(MOST);
    Some(Completions { items, cut })
}

/// The first kind of place that fits.
fn offered(place: &Place) -> Vec<Completion> {
    metadata::completions(place)
        .or_else(|| pin::completions(place))
        .or_else(|| link::wikilink(place))
        .or_else(|| link::footnote(place))
        .or_else(|| link::citation(place))
        .or_else(|| link::path(place))
        .unwrap_or_else(|| name::completions(place))
}

/// More about what a completion speaks of, line by line.
pub fn about(snapshot: &Snapshot, folder: &Folder, subject: &Subject) -> Option<Vec<String>> {
    match subject {
        Subject::Nothing => None,
        Subject::Entity(id) => Some(name::about(folder, id)),
        Subject::Article(key) => link::about(snapshot, folder, key),
    }
}

#[cfg(test)]
mod tests;
