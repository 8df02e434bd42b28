//! Names in prose, once two letters of one are typed.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::corpus::{Facts, Folder, Name};
use crate::name::EntityKind;
use crate::text::Span;

use super::{Completion, CompletionKind, Place, Subject};

/// A name can be found by this many letters.
const LETTERS: usize = 2;

/// In larger folders only the names of the related reports are offered.
const LARGE: usize = 5000;

/// A form of a name that could be written.
struct Form {
    words: String,
    id: String,
    detail: String,
    rank: usize,
}

pub fn completions(place: &Place) -> Vec<Completion> {
    let Some(typed) = typed(place) else {
        return Vec::new();
    };
    let mut found: Vec<Completion> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for form in forms(place) {
        let Some((span, filter)) = fits(place, &form.words, typed) else {
            continue;
        };
        if known.insert(form.words.clone()) {
            found.push(Completion {
                label: form.words.clone(),
                kind: CompletionKind::Name,
                detail: Some(form.detail),
                span,
                text: form.words,
                filter,
                rank: form.rank,
                subject: Subject::Entity(form.id),
            });
        }
    }
    found
}

/// The letters of the word before the cursor, if this is prose and nothing goes on behind it.
fn typed<'a>(place: &Place<'a>) -> Option<&'a str> {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '-');
    let start = place.before.trim_end_matches(is_letter).len();
    let word = &place.before[start..];
    let enough = word.chars().count() >= LETTERS && word.starts_with(char::is_alphabetic);
    let goes_on = place.after.starts_with(char::is_alphanumeric);
    let prose = place.cursor.analysis.article.prose();
    let span = place.last(word.len());
    // What is blanked out is a link's target, code or a comment.
    let is_prose = prose.get(span.range()) == Some(word);
    (enough && !goes_on && is_prose).then_some(word)
}

/// The names of this article first, then those of the register, then those of other reports.
fn forms(place: &Place) -> Vec<Form> {
    let cursor = &place.cursor;
    let analysis = &cursor.analysis;
    let mut forms = Vec::new();
    let detail = |name: &str, form: &str, kind: EntityKind| match (name == form, kind) {
        (true, kind) => kind.word().to_owned(),
        (false, EntityKind::Unknown) => name.to_owned(),
        (false, kind) => format!("{name} \u{2014} {}", kind.word()),
    };
    for mention in &analysis.names {
        // The word that is being typed is a name itself.
        if mention.span.touches(cursor.offset) {
            continue;
        }
        let entity = &analysis.entities[mention.entity];
        let words = analysis.text.slice(mention.span);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        forms.push(Form {
            detail: detail(&entity.name, &words, entity.kind),
            id: entity.id.clone(),
            words,
            rank: 0,
        });
    }
    for entry in &cursor.folder.register.entries {
        for words in std::iter::once(&entry.name).chain(&entry.aliases) {
            forms.push(Form {
                detail: detail(&entry.name, words, entry.kind),
                id: entry.id.clone(),
                words: words.clone(),
                rank: 1,
            });
        }
    }
    forms.extend(elsewhere(place).into_iter().map(|entity| Form {
        detail: detail(&entity.name, &entity.name, entity.kind),
        id: entity.id.to_string(),
        words: entity.name.to_string(),
        rank: 2,
    }));
    forms
}

/// The names of other reports: of all, or of the related ones where there are many.
fn elsewhere(place: &Place) -> Vec<Name> {
    let (index, own) = (&place.cursor.folder.index, place.cursor.key);
    let mut names: Vec<Name> = match index.article_count() > LARGE {
        true => {
            let related = index.related(own);
            let facts = related.iter().filter_map(|other| index.facts(&other.key));
            let names = |facts: Arc<Facts>| facts.entities.iter().map(Name::of).collect();
            facts.flat_map::<Vec<Name>, _>(names).collect()
        }
        false => index.directory().iter().cloned().collect(),
    };
    names.sort();
    names.dedup();
    names
}

/// The bytes that a form would take the place of, and the part of it that they are the start of.
///
/// The form may begin with the word that is typed or with words before it ("Latif Na"), or the word
/// begins one of its later words ("Na" for "Latif Nazari").
fn fits(place: &Place, form: &str, typed: &str) -> Option<(Span, String)> {
    let starts = |words: &str, typed: &str| {
        let mut letters = words.chars().flat_map(char::to_lowercase);
        let mut typed = typed.chars().flat_map(char::to_lowercase);
        typed.all(|letter| letters.next() == Some(letter))
    };
    for (spaces, _) in form.match_indices(' ').chain([(0, "")]).rev() {
        // So many bytes of the form would stand before the typed word.
        let before = if spaces == 0 { 0 } else { spaces + 1 };
        let Some(start) = (place.before.len() - typed.len()).checked_sub(before) else {
            continue;
        };
        let Some(written) = place.before.get(start..) else {
            continue;
        };
        let whole_word = !place.before[..start].ends_with(char::is_alphanumeric);
        if before > 0 && whole_word && starts(form, written) && written.len() < form.len() {
            return Some((place.last(written.len()), form.to_owned()));
        }
    }
    let mut words = std::iter::once(0).chain(form.match_indices(' ').map(|(at, _)| at + 1));
    let at = words.find(|at| starts(&form[*at..], typed))?;
    // What is written in full already needs no help.
    let is_there = form == typed;
    (!is_there).then(|| (place.last(typed.len()), form[at..].to_owned()))
}

/// Who that is: kind, roles, and how many reports name them.
pub fn about(folder: &Folder, id: &str) -> Vec<String> {
    let entry = folder.register.entry(id);
    let mut lines = Vec::new();
    let index = &folder.index;
    let reports = index.namesakes(&id.into());
    let mut known = reports.iter();
    let known = known.find_map(|(key, id)| index.facts(key)?.entity(id).cloned());
    match (entry, known) {
        (Some(entry), _) => lines.push(format!("{} \u{2014} {}", entry.name, entry.kind.word())),
        (None, Some(entity)) => {
            lines.push(format!("{} \u{2014} {}", entity.name, entity.kind.word()));
        }
        (None, None) => {}
    }
    let roles = entry.into_iter().flat_map(|entry| &entry.roles);
    lines.extend(roles.map(|role| match &role.of {
        Some(of) => format!("{}, {of}", role.title),
        None => role.title.clone(),
    }));
    lines.push(match reports.len() {
        0 => "In no report.".to_owned(),
        1 => "In 1 report.".to_owned(),
        count => format!("In {count} reports."),
    });
    lines
}
