//! `similar-name`: a name that is one letter away from another name of the article.

use rustc_hash::FxHashMap;

use crate::corpus::Severity;
use crate::name::EntityKind;
use crate::name::tagger::Tagger;
use crate::name::tagger::lexicon::list;
use crate::text::{Span, pairs_one_edit_apart, without_possessive, words};

use super::{Context, Docs, EVERY, Finding, Fix, Rule, clause};

pub const RULE: Rule = Rule {
    name: "similar-name",
    group: "names",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A name one letter, or two swapped letters, away from another name of the same article.",
        why: "One of the two is misspelt. A bare surname that nobody in the article bears is compared with the surnames \
              that somebody bears; any other word of a name only where it is rarer than its neighbour and unknown to \
              Copydesk. Peoples, plurals and two people with full names of their own are left alone.",
        example: "//- a.txt\nMinister Latif Nazari came to Tokyo in 2025.\n\nThe visit was short, and Nazeri left for Kabul.\n                         ^^^^^^ similar-name\n\nNazari said so.\n",
        instead: "//- a.txt\nMinister Latif Nazari came to Tokyo in 2025.\n\nThe visit was short, and Nazari left for Kabul.\n",
        fix: "Take the quick fix for the right spelling.",
    },
    check,
};

/// Shorter words are one letter away from too many others.
const SHORTEST: usize = 5;

/// A word of a name, wherever the article has it.
struct Spelling {
    /// In lower case.
    word: String,
    places: Vec<Span>,
    /// The word ends a full name of a person.
    surname: bool,
    /// The words before it there.
    firsts: Vec<String>,
    /// The word stands alone as the name of a person.
    bare: bool,
    kind: EntityKind,
    /// The register has the word: it is right.
    declared: bool,
}

impl Spelling {
    fn new(word: String, kind: EntityKind) -> Spelling {
        Spelling {
            word,
            places: Vec::new(),
            surname: false,
            firsts: Vec::new(),
            bare: false,
            kind,
            declared: false,
        }
    }
}

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let spellings = spellings(context);
    let words: Vec<&str> = spellings.iter().map(|one| one.word.as_str()).collect();
    let mut near = pairs_one_edit_apart(&words);
    near.extend(near.clone().into_iter().map(|(one, other)| (other, one)));
    near.sort_unstable();
    for pairs in near.chunk_by(|a, b| a.0 == b.0) {
        let rare = &spellings[pairs[0].0];
        let known = pairs.iter().map(|(_, other)| &spellings[*other]);
        let mut known = known.filter(|known| differs(context, rare, known));
        if let Some(known) = known.next().filter(|_| !is_avoided(context, &rare.word)) {
            findings.push(finding(context, rare, known));
        }
    }
}

/// Whether the register rules the word out, which another rule says.
fn is_avoided(context: &Context, word: &str) -> bool {
    let entries = &context.folder.register.entries;
    let mut avoided = entries.iter().flat_map(|entry| &entry.avoid);
    avoided.any(|name| words(name).any(|part| part.text.eq_ignore_ascii_case(word)))
}

/// Whether `rare` is the one of the two that looks like a slip.
fn differs(context: &Context, rare: &Spelling, known: &Spelling) -> bool {
    // A misspelt surname alone may look like the name of a body.
    let surname = known.kind == EntityKind::Person && known.surname && rare.bare;
    let kinds = rare.kind == known.kind || surname;
    if !kinds || rare.declared || is_inflected(&rare.word, &known.word) {
        return false;
    }
    let (few, many) = (rare.places.len(), known.places.len());
    let person = rare.kind == EntityKind::Person;
    // "Yoshimasa Hayasi ... Hayashi": one has a full name and the other has none. The rarer one is
    // marked, and of two equally frequent ones the later.
    let orphan = person
        && (rare.bare && !rare.surname && known.surname
            || known.bare && !known.surname && rare.surname);
    if orphan {
        let later = rare.places.first() > known.places.first();
        return few < many || few == many && later || known.declared;
    }
    // A word of the language, or a name that others bear, may be right.
    let entry = Tagger::get().known(&rare.word);
    let unknown = entry.lists() & list::OF_NAMES == 0 && (entry.rank() == 0 || entry.rank() >= 9);
    // Ronald Harris and Donald Harriss are two; Ronald Harriss is Ronald Harris.
    let namesake = rare.firsts.iter().any(|first| known.firsts.contains(first));
    let own_person = person && rare.surname && known.surname && !namesake;
    (few < many || known.declared)
        && few == 1
        && unknown
        && !own_person
        && !context.folder.register.declared.is_part_of_name(&rare.word)
}

fn finding(context: &Context, rare: &Spelling, known: &Spelling) -> Finding {
    let (span, other) = (rare.places[0], known.places[0]);
    let (own, theirs) = (context.words(span), context.words(other));
    let place = context.place_name(context.key, context.text(), other);
    let message = format!("\u{201c}{own}\u{201d} differs from \u{201c}{theirs}\u{201d} in {place}");
    let mut finding = context.finding(&RULE, span, message).beside(
        context.key,
        other,
        format!("\u{201c}{theirs}\u{201d}"),
    );
    finding.fixes.push(Fix::replace(
        format!("Write {theirs}"),
        context.key,
        span,
        theirs,
    ));
    finding
}

/// The words of names in running text, each with its places.
fn spellings(context: &Context) -> Vec<Spelling> {
    let analysis = context.analysis;
    let mut found: Vec<Spelling> = Vec::new();
    let mut by_word: FxHashMap<(String, EntityKind), usize> = FxHashMap::default();
    // The same as it is written, which most names are more than once.
    let mut by_letters: FxHashMap<(&str, EntityKind), usize> = FxHashMap::default();
    for mention in &analysis.names {
        let entity = &analysis.entities[mention.entity];
        if !clause::in_running_text(context, mention.span) {
            continue;
        }
        let text = context.words(mention.span);
        let parts: Vec<_> = words(text).collect();
        for (at, part) in parts.iter().enumerate() {
            let bare = without_possessive(part.text);
            let plain =
                bare.chars().all(char::is_alphabetic) && bare.chars().any(char::is_lowercase);
            if bare.chars().count() < SHORTEST || !plain || !bare.starts_with(char::is_uppercase) {
                continue;
            }
            let start = mention.span.start as usize + part.span.start as usize;
            let span = Span::new(start, start + bare.len());
            let last = at + 1 == parts.len();
            let index = *by_letters.entry((bare, entity.kind)).or_insert_with(|| {
                let word = bare.to_lowercase();
                *by_word
                    .entry((word, entity.kind))
                    .or_insert_with_key(|(word, kind)| {
                        found.push(Spelling::new(word.clone(), *kind));
                        found.len() - 1
                    })
            });
            let spelling = &mut found[index];
            spelling.places.push(span);
            spelling.declared |= entity.register.is_some();
            if last && at > 0 {
                spelling.surname = true;
                let first = parts[at - 1].text.to_lowercase();
                spelling.firsts.push(first);
            }
            spelling.bare |= parts.len() == 1;
        }
    }
    for spelling in &mut found {
        spelling.firsts.sort_unstable();
        spelling.firsts.dedup();
    }
    found
}

/// "Korean" and "Korea", "Smiths" and "Smith", "Maria" and "Marie".
fn is_inflected(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let ending = long.strip_prefix(short);
    matches!(ending, Some("s" | "n" | "e" | "i" | "a" | "y"))
        || a.chars().next() != b.chars().next()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_misspelt_full_name_is_found_too() {
        check(
            "//- a.txt\nMinister Yoshimasa Hayasi came to Kabul.\n                   ^^^^^^ similar-name\n\nIn the evening Hayashi said so. Then Hayashi left.\n",
        );
    }

    #[test]
    fn the_same_first_name_makes_the_same_person() {
        check(
            "//- a.txt\nSenator Ronald Zimmerman came to Graz. Zimmerman spoke.\n\nLater Ronald Zimemrman left.\n             ^^^^^^^^^ similar-name\n",
        );
    }

    #[test]
    fn what_the_register_has_is_right() {
        check(
            "//- entities.yml\n- name: Latif Nazari\n  type: person\n//- a.txt\nMinister Latif Nazari came to Tokyo in 2025.\n\nThe visit was short, and Nazeri left for Kabul. Then Nazeri spoke.\n                         ^^^^^^ similar-name\n",
        );
        check(
            "//- entities.yml\n- name: Latif Nazari\n  type: person\n- name: Rana Nazeri\n  type: person\n//- a.txt\nMinister Latif Nazari came to Tokyo in 2025.\n\nThe visit was short, and Rana Nazeri left for Kabul.\n",
        );
    }

    #[test]
    fn two_people_peoples_and_plurals_are_left_alone() {
        check(
            "//- a.txt\nSenator Ronald Harris met Donald Harriss and Marie Harris. Both spoke.\n",
        );
        check("//- a.txt\nSouth Korea and a Korean firm met the Smiths. Korea paid John Smith.\n");
    }
}
