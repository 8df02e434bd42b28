//! Puts the tagger's names right where a rule knows better than the model: titles are no part of a
//! name, a people is no place, and "III" or "the Elder" belongs to whoever stands before it.

use std::ops::Range;

use super::EntityKind;
use super::tagger::lexicon::list;
use super::tagger::token::Token;
use super::tagger::{TaggedBlock, TaggedName};

/// Words behind "the" in the name of a person (in lower case).
const EPITHETS: &[&str] = &[
    "great",
    "elder",
    "younger",
    "conqueror",
    "magnificent",
    "terrible",
    "bold",
    "fair",
    "german",
    "wise",
    "lionheart",
    "confessor",
    "pious",
    "good",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
];

/// What stands before the name of a people: "South Korean".
const COMPASS: &[&str] = &[
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
];

/// The names of a block, put right, in order.
pub fn refined(prose: &str, block: &TaggedBlock, names: &[TaggedName]) -> Vec<TaggedName> {
    let mut refined: Vec<TaggedName> = Vec::with_capacity(names.len());
    let names = names.iter().flat_map(|name| parted(prose, block, name));
    for name in names {
        let Some(name) = refine(prose, &block.tokens, &name) else {
            continue;
        };
        let overlaps = refined
            .last()
            .is_some_and(|last| last.span.end > name.span.start);
        if !overlaps {
            refined.push(name);
        }
    }
    refined
}

/// "Japan-Taliban" is two names.
fn parted(prose: &str, block: &TaggedBlock, name: &TaggedName) -> Vec<TaggedName> {
    let words = block.words(name.span);
    let tokens = &block.tokens;
    let is_country = |at: usize| {
        let token = tokens.iter().find(|token| token.span == words[at]);
        token.is_some_and(|token| token.entry.lists() & list::COUNTRY != 0)
    };
    let [first, hyphen, .., last] = words.as_slice() else {
        return vec![*name];
    };
    let whole = &prose[name.span.range()];
    if &prose[hyphen.range()] != "-"
        || !is_country(0)
        || whole.contains(' ')
        || name.kind == EntityKind::Person
    {
        return vec![*name];
    }
    let second = words[2].join(*last);
    let part = |span, kind| TaggedName {
        span,
        kind,
        ..*name
    };
    let kind = if is_country(words.len() - 1) {
        EntityKind::Place
    } else {
        name.kind
    };
    vec![part(*first, EntityKind::Place), part(second, kind)]
}

fn refine(prose: &str, tokens: &[Token], name: &TaggedName) -> Option<TaggedName> {
    let first = tokens.partition_point(|token| token.span.end <= name.span.start);
    let end = tokens.partition_point(|token| token.span.start < name.span.end);
    let mut range = first..end;
    if name.kind == EntityKind::Person {
        range.start = behind_titles(tokens, range.clone());
        range.end = behind_epithet(prose, tokens, range.end);
    }
    if is_people(prose, tokens, range.clone()) {
        return None;
    }
    let span = tokens[range.start].span.join(tokens[range.end - 1].span);
    // "[Bashir al] Assad": words that an editor put into a quotation are not how a name is written.
    if prose[span.range()].contains(['[', ']']) {
        return None;
    }
    Some(TaggedName { span, ..*name })
}

/// "Mrs Clinton" names Clinton.
fn behind_titles(tokens: &[Token], range: Range<usize>) -> usize {
    let title = |token: &Token| token.entry.lists() & list::TITLE != 0;
    let titles = tokens[range.clone()]
        .iter()
        .take_while(|token| title(token))
        .count();
    match range.start + titles {
        end if end >= range.end => range.start,
        start => start,
    }
}

/// "Amyntas III", "Lucas Cranach the Elder", "Martin Luther King, Jr."
fn behind_epithet(prose: &str, tokens: &[Token], end: usize) -> usize {
    let word = |at: usize| {
        tokens
            .get(at)
            .map_or("", |token| &prose[token.span.range()])
    };
    let junior = |word: &str| matches!(word, "Jr" | "Jr." | "Sr" | "Sr.");
    if junior(word(end)) || is_numeral(word(end)) {
        return end + 1;
    }
    if word(end) == "," && junior(word(end + 1)) {
        return end + 2;
    }
    let epithet = word(end + 1);
    let known = epithet.starts_with(char::is_uppercase)
        && EPITHETS.contains(&epithet.to_lowercase().as_str());
    if word(end) == "the" && known {
        return end + 2;
    }
    end
}

/// "II" to "XXIII"; a lone "I" is a pronoun more often than a number.
fn is_numeral(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// "Danish", "South Korean": a people or its language, and no name.
fn is_people(prose: &str, tokens: &[Token], range: Range<usize>) -> bool {
    let Some((last, before)) = tokens[range].split_last() else {
        return true;
    };
    let compass =
        |token: &Token| COMPASS.contains(&prose[token.span.range()].to_lowercase().as_str());
    let lists = last.entry.lists();
    lists & list::PEOPLE != 0 && lists & list::COUNTRY == 0 && before.iter().all(compass)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sentences;
    use crate::name::tagger::Tagger;
    use crate::text::Span;

    fn refine_all(prose: &str, kind: EntityKind, words: &str) -> Option<String> {
        let block = Tagger::get().read(prose, &sentences(prose));
        let start = prose.find(words).expect("the words");
        let name = TaggedName {
            span: Span::new(start, start + words.len()),
            kind,
            margin: 1,
        };
        let found = refined(prose, &block, &[name]);
        found
            .first()
            .map(|name| prose[name.span.range()].to_owned())
    }

    #[test]
    fn titles_go_and_epithets_stay() {
        let person = |prose, words| refine_all(prose, EntityKind::Person, words);
        assert_eq!(
            person("He met Mrs Clinton.", "Mrs Clinton"),
            Some("Clinton".into())
        );
        assert_eq!(
            person("King Amyntas III came.", "King Amyntas"),
            Some("Amyntas III".into())
        );
        assert_eq!(
            person("by Lucas Cranach the Elder", "Lucas Cranach"),
            Some("Lucas Cranach the Elder".into())
        );
        assert_eq!(person("Judge spoke.", "Judge"), Some("Judge".into()));
        assert_eq!(
            person("align with [Bashir al] Assad", "Bashir al] Assad"),
            None
        );
    }

    #[test]
    fn a_people_is_no_name() {
        assert_eq!(
            refine_all("a South Korean firm", EntityKind::Place, "South Korean"),
            None
        );
        assert_eq!(
            refine_all(
                "the Afghan Taliban",
                EntityKind::Organization,
                "Afghan Taliban"
            ),
            Some("Afghan Taliban".into())
        );
    }
}
