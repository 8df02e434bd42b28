//! Links that follow a name. Where it stands in a heading or in a passage that other articles link
//! to, the links get the new words, so that they lead where they led before.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, Format, Link, LinkKind, Passage, Target, encode, with_passage};
use crate::corpus::{Folder, Key, Snapshot, headings, passage};
use crate::rule::FileEdit;
use crate::text::{Span, Text};

use super::super::metadata_links;
use super::super::references::links_to;
use super::{Naming, edit};

/// The edits of the links to what `edits` change.
pub(super) fn follow(
    snapshot: &Snapshot,
    folder: &Folder,
    edits: &[FileEdit],
    naming: &Naming,
) -> Vec<FileEdit> {
    let mut changed: BTreeMap<&Key, Vec<Span>> = BTreeMap::new();
    for edit in edits {
        changed.entry(&edit.key).or_default().push(edit.span);
    }
    let mut linking: BTreeSet<Key> = BTreeSet::new();
    for key in changed.keys() {
        linking.insert((*key).clone());
        linking.extend(
            links_to(snapshot, folder, key)
                .into_iter()
                .map(|(key, _)| key),
        );
    }
    let mut following = Vec::new();
    for from in linking {
        if folder.index.facts(&from).is_none() {
            continue;
        }
        let Ok(text) = snapshot.text(&from) else {
            continue;
        };
        let article = Article::parse(&text.share(), Format::of_path(&from));
        let mut known: BTreeSet<Span> = BTreeSet::new();
        for link in article
            .links
            .iter()
            .cloned()
            .chain(metadata_links(&article))
        {
            let free = |span: &&Span| !span.overlaps(link.target_span);
            let is_free = changed
                .get(&from)
                .is_none_or(|spans| spans.iter().all(|span| free(&span)));
            if !is_free || !known.insert(link.target_span) {
                continue;
            }
            let new = target(snapshot, folder, &from, &link, &changed)
                .and_then(|target| target.of_link(&link, text.slice(link.target_span), naming));
            following.extend(new.map(|new| edit(&from, link.target_span, new)));
        }
    }
    following
}

/// An article in which names change.
struct Renamed<'a> {
    snapshot: &'a Snapshot,
    key: Key,
    title: String,
    text: Text,
    /// Where names change.
    spans: &'a [Span],
}

fn target<'a>(
    snapshot: &'a Snapshot,
    folder: &Folder,
    from: &Key,
    link: &Link,
    changed: &'a BTreeMap<&Key, Vec<Span>>,
) -> Option<Renamed<'a>> {
    let Target::Local { path, .. } = &link.target else {
        return None;
    };
    let wiki = link.kind == LinkKind::Wiki;
    let key = snapshot.existing(folder.resolve(from, path, wiki))?;
    let spans = changed.get(&key)?;
    Some(Renamed {
        snapshot,
        title: folder.index.facts(&key)?.title.to_string(),
        text: snapshot.text(&key).ok()?,
        spans,
        key,
    })
}

impl Renamed<'_> {
    /// The target of a link with the new names, where it changes.
    fn of_link(&self, link: &Link, written: &str, naming: &Naming) -> Option<String> {
        let wiki = link.kind == LinkKind::Wiki;
        let read = match wiki {
            true => Target::parse_wiki(written),
            false => Target::parse(written),
        };
        // A target that is written in another way, with escapes or elsewhere, is left alone.
        if read != link.target {
            return None;
        }
        let Target::Local {
            path,
            heading,
            passage,
        } = read
        else {
            return None;
        };
        let with_words = passage.and_then(|passage| self.of_passage(written, &passage, naming));
        let written = with_words.as_deref().unwrap_or(written);
        let with_heading =
            heading.and_then(|heading| self.of_heading(written, &heading, wiki, naming));
        let written = with_heading.as_deref().unwrap_or(written);
        let with_title = wiki
            .then(|| self.of_title(written, &path, naming))
            .flatten();
        with_title.or(with_heading).or(with_words)
    }

    fn of_passage(&self, written: &str, passage: &Passage, naming: &Naming) -> Option<String> {
        let places = passage::find_parts(self.snapshot, &self.key, &self.text, passage)?;
        let mut parts = passage.parts().into_iter().zip(places);
        let new = std::array::from_fn(|_| {
            let (words, place) = parts.next()?;
            self.renamed(words?, place, naming)
        });
        let changes = new.iter().any(Option::is_some);
        changes.then(|| with_passage(written, new)).flatten()
    }

    fn of_heading(
        &self,
        written: &str,
        heading: &str,
        wiki: bool,
        naming: &Naming,
    ) -> Option<String> {
        let (old, new) = self.heading(|words| headings::names(words, heading), naming)?;
        // Obsidian writes "#Chapter#Section": the last one is meant.
        let (path, fragment) = written.split_once('#')?;
        let (fragment, rest) = match fragment.find(":~:") {
            Some(at) => fragment.split_at(at),
            None => (fragment, ""),
        };
        let (chapter, last) = match fragment.rsplit_once('#') {
            Some((chapter, last)) => (format!("{chapter}#"), last),
            None => (String::new(), fragment),
        };
        let slug = headings::anchor(&old);
        let is_slug = heading.rsplit('#').next()? == slug;
        let new = match is_slug {
            true => headings::anchor(&new),
            false => new,
        };
        let new = match wiki {
            true => new,
            false => encode(&new, last).replace("%2D", "-"),
        };
        Some(format!("{path}#{chapter}{new}{rest}"))
    }

    /// A wikilink may name an article by its first heading.
    fn of_title(&self, written: &str, path: &str, naming: &Naming) -> Option<String> {
        let named = path.to_lowercase() == self.title.to_lowercase();
        let (_, new) = named.then(|| self.heading(|words| words == self.title, naming))??;
        let rest = written.find('#').map_or("", |at| &written[at..]);
        Some(new + rest)
    }

    /// The words of a heading, and the new ones where they change.
    fn heading(&self, wanted: impl Fn(&str) -> bool, naming: &Naming) -> Option<(String, String)> {
        let headings = headings::of(self.snapshot, &self.key)?;
        let heading = headings.into_iter().find(|one| wanted(&one.words))?;
        let new = self.renamed(&heading.words, heading.span, naming)?;
        Some((heading.words, new))
    }

    /// The words of a place with the new names, where they change.
    fn renamed(&self, words: &str, place: Span, naming: &Naming) -> Option<String> {
        let mut new = words.to_owned();
        let mut from = 0;
        for span in self.spans.iter().filter(|span| span.overlaps(place)) {
            let inside = Span::new(
                span.start.max(place.start) as usize,
                span.end.min(place.end) as usize,
            );
            let old = self.text.slice(inside);
            let old = old.split_whitespace().collect::<Vec<_>>().join(" ");
            let Some((at, name)) = find_name(&new, from, &old).zip(naming.of(&old)) else {
                continue;
            };
            new.replace_range(at..at + old.len(), &name);
            from = at + name.len();
        }
        (new != words).then_some(new)
    }
}

/// Where a name stands in some words, as a word of its own. Case makes no difference in a passage.
fn find_name(words: &str, from: usize, name: &str) -> Option<usize> {
    let (folded, name) = (words.to_ascii_lowercase(), name.to_ascii_lowercase());
    let starts = folded[from..].match_indices(&name).map(|(at, _)| from + at);
    let is_word = |at: &usize| {
        let before = words[..*at].chars().next_back();
        let behind = words[at + name.len()..].chars().next();
        ![before, behind]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    };
    let mut starts = starts.filter(is_word);
    starts.next()
}
