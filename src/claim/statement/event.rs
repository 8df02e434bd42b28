//! Events: a verb or noun of a class, whether it is denied, and where its participants stand.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::english::{
    AUXILIARIES, CLAUSE_WORDS, INFINITIVES, IRREALIS, LIGHT_VERBS, MANNERS, NEGATIONS, NO_NEGATION,
    PREDICATES, RELATIVE, TO_BE,
};
use super::{Beginning, Class, Form, Words, parts_clauses};

/// Who does it, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    Subject,
    Object,
}

/// An event as one clause states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub span: Span,
    pub class: Class,
    /// "has not recognized", "lack of recognition".
    pub negated: bool,
    /// It is said to have happened, or not to have: no plan, wish or condition.
    pub factual: bool,
    pub hedged: bool,
    pub form: Form,
    /// Stretches of the clause, with the role of the names in them.
    pub participants: Vec<(Role, Span)>,
    /// A date that begins here is the event's, if nothing else takes it.
    pub reach: Span,
    /// No verb stands before it: a date that opens the sentence is the event's.
    pub opens: bool,
}

/// How many words of a clause are looked at on each side.
const NEAR: usize = 14;

static BY_FIRST_WORD: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut by_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, (phrase, ..)) in PREDICATES.iter().enumerate() {
        let first = phrase.split([' ', '-']).next().unwrap_or(phrase);
        by_word.entry(first).or_default().push(at);
    }
    for candidates in by_word.values_mut() {
        candidates.sort_by_key(|at| std::cmp::Reverse(PREDICATES[*at].0.len()));
    }
    by_word
});

pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    BY_FIRST_WORD.keys().copied()
}

pub(super) fn infinitives() -> impl Iterator<Item = &'static str> {
    INFINITIVES.iter().map(|(word, _)| *word)
}

pub(super) fn read(words: &Words) -> Vec<Event> {
    let mut events = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match predicate(words, at) {
            Some((class, form, count)) => {
                events.extend(event(words, at, count, class, form));
                at += count;
            }
            None => at += 1,
        }
    }
    events
}

fn predicate(words: &Words, at: usize) -> Option<(Class, Form, usize)> {
    if !words.begins(at, Beginning::Infinitive) && !words.begins(at, Beginning::Predicate) {
        return None;
    }
    // A capital inside a sentence belongs to a name: "Death Valley".
    let repeats = at > 0 && words.get(at - 1) == "re";
    if at > 0 && words.is_capital(at) || repeats {
        return None;
    }
    let listed = || {
        let candidates = BY_FIRST_WORD.get(words.get(at))?;
        candidates.iter().find_map(|candidate| {
            let (phrase, class, form) = PREDICATES[*candidate];
            Some((class, form, words.phrase(at, phrase)?))
        })
    };
    infinitive(words, at).or_else(listed)
}

/// "did not meet", "doesn't recognize": the verb behind "do" has no ending.
fn infinitive(words: &Words, at: usize) -> Option<(Class, Form, usize)> {
    let class = CLASSES.get(words.get(at))?;
    let near = at.saturating_sub(3)..at;
    let to_do = near.clone().find(|at| is_to_do(words.get(*at)))?;
    let between = to_do + 1..at;
    let adverbs = between
        .into_iter()
        .all(|at| AUXILIARIES.contains(&words.get(at)) || words.get(at).ends_with("ly"));
    adverbs.then_some((*class, Form::Verb, 1))
}

static CLASSES: LazyLock<FxHashMap<&str, Class>> =
    LazyLock::new(|| INFINITIVES.iter().rev().copied().collect());

fn is_to_do(word: &str) -> bool {
    let bare = word
        .strip_suffix("n't")
        .or_else(|| word.strip_suffix("n\u{2019}t"));
    matches!(bare.unwrap_or(word), "do" | "does" | "did")
}

fn event(words: &Words, at: usize, count: usize, class: Class, form: Form) -> Option<Event> {
    let form = read_form(words, at, form);
    let begin = clause_begin(words, at);
    let end = at + count;
    let passive = form == Form::Verb && is_passive(words, begin, at, end);
    let mut participants = Vec::new();
    if let Some(subject) = subject(words, begin, at, form) {
        let role = if passive { Role::Object } else { Role::Subject };
        participants.push((role, subject));
    }
    let behind = behind(words, end, class, form, passive);
    // "The officials were extended an invitation by the foundation".
    let agent = behind.iter().any(|(role, _)| *role == Role::Subject);
    if form == Form::Noun && agent {
        participants
            .iter_mut()
            .for_each(|(role, _)| *role = Role::Object);
    }
    participants.extend(behind);
    let (negated, factual) = polarity(words, begin, at);
    let near = at.saturating_sub(3).max(begin);
    Some(Event {
        span: words.span(at, end),
        class,
        negated,
        factual,
        hedged: (near..at).any(|at| words.is_hedge(at)),
        form,
        participants,
        reach: reach(words, end),
        opens: !(0..at).any(|at| words.is_verb(at) && !AUXILIARIES.contains(&words.get(at))),
    })
}

/// "to visit Japan" and "will visit Japan" are verbs in the form of the noun.
fn read_form(words: &Words, at: usize, form: Form) -> Form {
    let before = at.checked_sub(1).map_or("", |at| words.get(at));
    let verbal = matches!(
        before,
        "to" | "will" | "would" | "not" | "could" | "may" | "are" | "is"
    );
    match form {
        Form::Noun if verbal && words.get(at) != "return" => Form::Verb,
        form => form,
    }
}

/// Whether a clause begins right behind the word at `at`.
fn parts(words: &Words, at: usize) -> bool {
    let gap = words.gap(at);
    if parts_clauses(gap) || gap.contains(',') {
        return true;
    }
    match words.get(at) {
        "and" | "or" => !words.is_capital(at + 1),
        word => CLAUSE_WORDS.contains(&word),
    }
}

/// The first word of the clause that holds the word at `at`.
fn clause_begin(words: &Words, at: usize) -> usize {
    let furthest = at.saturating_sub(NEAR);
    let mut begin = at;
    while begin > furthest && !parts(words, begin - 1) {
        begin -= 1;
    }
    begin
}

fn is_passive(words: &Words, begin: usize, at: usize, end: usize) -> bool {
    let participle =
        words.get(at).ends_with("ed") || matches!(words.get(at), "won" | "bought" | "shot");
    let near = at.saturating_sub(3).max(begin);
    let to_be = (near..at).any(|at| TO_BE.contains(&words.get(at)));
    participle && (to_be || words.get(end) == "by")
}

/// Where the subject stands: the clause before a verb, the name that owns a noun.
fn subject(words: &Words, begin: usize, at: usize, form: Form) -> Option<Span> {
    if form == Form::Noun {
        return owner(words, begin, at);
    }
    let auxiliary = |at: usize| AUXILIARIES.contains(&words.get(at));
    let direct = (begin..at).all(auxiliary);
    let before = begin.checked_sub(1);
    let relative = before.filter(|before| direct && RELATIVE.contains(&words.get(*before)));
    match (relative, before) {
        // "the Taliban delegation that visited Japan", "Nazari, who visited Japan".
        (Some(pronoun), _) => Some(name_before(words, pronoun)),
        (None, Some(before)) if direct && words.gap(before).contains(',') => {
            apposition(words, before)
        }
        _ if direct || (begin..at).any(|at| words.is_verb(at) && !auxiliary(at)) => None,
        _ => Some(words.span(begin, at)),
    }
}

/// The few words of the clause that ends before the word at `end`.
fn name_before(words: &Words, end: usize) -> Span {
    let mut first = end;
    while first > end.saturating_sub(4) && (first == end || !parts(words, first - 1)) {
        first = match first.checked_sub(1) {
            Some(first) => first,
            None => break,
        };
    }
    words.span(first, end)
}

/// "Nazari, the deputy minister, visited Japan": the name before the words between two commas,
/// the last of which is at `last`.
fn apposition(words: &Words, last: usize) -> Option<Span> {
    let earliest = last.saturating_sub(NEAR);
    let comma = (earliest..last)
        .rev()
        .find(|at| words.gap(*at).contains(','))?;
    let bare = (comma + 1..=last).all(|at| !words.is_verb(at) && !parts_clauses(words.gap(at)));
    (bare && words.is_capital(comma)).then(|| name_before(words, comma + 1))
}

/// "Japan's lack of official recognition", "Tokyo refrains from recognition", "paid a visit".
fn owner(words: &Words, begin: usize, at: usize) -> Option<Span> {
    let is_possessive = |at: &usize| {
        let word = words.get(*at);
        word.ends_with("'s") || word.ends_with("\u{2019}s")
    };
    let near = at.saturating_sub(5).max(begin);
    if let Some(owner) = (near..at).rev().find(is_possessive) {
        let mut first = owner;
        while first > begin && words.is_capital(first - 1) {
            first -= 1;
        }
        return Some(words.span(first, owner + 1));
    }
    let lends = |at: usize| {
        let word = words.get(at);
        !words.is_verb(at) || LIGHT_VERBS.contains(&word) || AUXILIARIES.contains(&word)
    };
    (begin < at && (begin..at).all(lends)).then(|| words.span(begin, at))
}

/// The stretches behind the predicate, by what leads them in.
fn behind(words: &Words, end: usize, class: Class, form: Form, passive: bool) -> Vec<(Role, Span)> {
    let mut found = Vec::new();
    let mut role = match (form, passive) {
        (Form::Verb, false) => Some(Role::Object),
        _ => None,
    };
    let mut from = end;
    let mut at = end;
    let stops = |at: usize| {
        at > end
            && (words.is_verb(at) || CLAUSE_WORDS.contains(&words.get(at)) || parts(words, at - 1))
    };
    while at < words.len() && at < end + NEAR && !stops(at) {
        if at == end && (CLAUSE_WORDS.contains(&words.get(at)) || parts(words, end - 1)) {
            break;
        }
        if let Some(next) = led_by(words.get(at), class, form, passive, role) {
            found.extend(role.map(|role| (role, words.span(from, at))));
            (role, from) = (next, at + 1);
        }
        at += 1;
    }
    found.extend(role.map(|role| (role, words.span(from, at))));
    found.retain(|(_, span)| !span.is_empty());
    found
}

/// The role of what a preposition leads in; `None` for other words.
fn led_by(
    word: &str,
    class: Class,
    form: Form,
    passive: bool,
    now: Option<Role>,
) -> Option<Option<Role>> {
    let own = matches!(
        class,
        Class::Die | Class::Resign | Class::Win | Class::Visit | Class::Meet
    );
    Some(match word {
        "by" if passive || form == Form::Noun => Some(Role::Subject),
        "of" if form == Form::Noun && own => Some(Role::Subject),
        // "invitation of the foundation" may be either.
        "of" if form == Form::Noun && class == Class::Invite => None,
        "of" if form == Form::Noun => Some(Role::Object),
        // "took control of Afghanistan"; in "the president of France" the role goes on.
        "of" => now,
        "to" | "with" | "against" if !passive => Some(Role::Object),
        "in" | "at" | "on" | "from" | "near" | "during" | "for" | "amid" | "outside" | "by"
        | "to" | "with" | "over" | "into" | "against" | "within" | "about" | "under"
        | "through" => None,
        _ => return None,
    })
}

/// Whether the predicate at `at` is denied, and whether anybody says that it is so.
fn polarity(words: &Words, begin: usize, at: usize) -> (bool, bool) {
    let near = at.saturating_sub(6).max(begin);
    let mut denied = 0;
    let mut factual = true;
    let mut skip_to = false;
    for one in near..at {
        let word = words.get(one);
        if is_negation(words, one, at) {
            denied += 1;
            skip_to = true;
        } else if IRREALIS.contains(&word) {
            // The "to" of "refused to recognize" belongs to the negation.
            factual &= skip_to && word == "to";
        }
    }
    // "not without recognition" is beyond a table.
    (denied == 1, factual && denied < 2)
}

fn is_negation(words: &Words, one: usize, at: usize) -> bool {
    let word = words.get(one);
    if word.ends_with("n't") || word.ends_with("n\u{2019}t") {
        return word.len() > 3;
    }
    let Some((_, link)) = NEGATIONS.iter().find(|(known, _)| *known == word) else {
        return false;
    };
    let next = words.get(one + 1);
    if NO_NEGATION.contains(&next) || word == "no" && next == "longer" && one + 2 < at {
        return word == "no";
    }
    let linked = link.is_empty() || next == *link;
    let bare = (one + 1..at).all(|between| MANNERS.contains(&words.get(between)));
    linked && bare
}

/// Up to where a date behind the predicate is its own.
fn reach(words: &Words, end: usize) -> Span {
    let mut at = end;
    while at < words.len() && at < end + NEAR {
        let gap = words.gap(at - 1);
        // "in Kabul, Afghanistan, on Monday" goes on behind its commas.
        let goes_on = words.is_capital(at) || matches!(words.get(at), "on" | "in");
        let comma = gap.contains(',') && !goes_on;
        let and = matches!(words.get(at), "and" | "or") && !words.is_capital(at + 1);
        let other = at >= end && (words.is_verb(at) || predicate(words, at).is_some());
        if parts_clauses(gap) || comma || and || other || CLAUSE_WORDS.contains(&words.get(at)) {
            break;
        }
        at += 1;
    }
    words.span(end, at)
}
