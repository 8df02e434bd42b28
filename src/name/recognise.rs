//! Candidates for names: what the tagger names, put right by rule, and runs of capitalised words,
//! which count only where an article has them as a name elsewhere.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::{Span, Word, without_possessive, words};

use super::EntityKind;
use super::english::{
    CALENDAR, COUNTRIES, NAME_PARTICLES, OF_HEADS, OPENERS, ORGANIZATION_WORDS, PORTFOLIOS,
    TITLE_HEADS, TITLE_LEADS,
};
use super::form::Form;
use super::refine::refined;
use super::tagger::{DocumentView, TaggedBlock, Tagger};

/// Words that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Bytes of the prose: the name, without possessive.
    pub span: Span,
    /// The words of the name, as bytes of the prose.
    pub words: Vec<Span>,
    pub kind: EntityKind,
    /// How sure the tagger is, in its own unit.
    pub margin: i32,
}

/// What a block says of names by itself.
#[derive(Debug, Default)]
pub struct BlockNames {
    pub(super) tagged: TaggedBlock,
    /// Runs of capitalised words.
    runs: Vec<Candidate>,
    /// A heading in Title Case, whose capitals prove nothing.
    styled: bool,
}

impl BlockNames {
    /// Reads the prose of a block with its sentences; in a heading capitals may be a matter of
    /// style.
    pub fn read(prose: &str, sentences: &[Span], heading: bool) -> BlockNames {
        BlockNames {
            tagged: Tagger::get().read(prose, sentences),
            runs: runs(prose, sentences),
            styled: heading && is_title_case(prose),
        }
    }
}

fn is_title_case(prose: &str) -> bool {
    let long = words(prose).filter(|word| word.text.chars().count() > 3);
    let (mut all, mut capitals) = (0, 0);
    for word in long {
        all += 1;
        capitals += usize::from(word.text.starts_with(char::is_uppercase));
    }
    all > 1 && capitals * 3 >= all * 2
}

/// What a block names, once the rest of its article is known. Spans count bytes of its prose.
#[derive(Debug)]
pub struct BlockForms {
    /// What the tagger names.
    pub forms: Vec<Form>,
    /// The capitalised words that it does not.
    pub weak: Vec<Candidate>,
}

/// The names of a block of an article.
pub fn forms(prose: &str, block: &BlockNames, document: &DocumentView) -> BlockForms {
    let names = Tagger::get().tag_block(&block.tagged, document);
    let names = refined(prose, &block.tagged, &names);
    let candidates = names.iter().map(|name| Candidate {
        span: name.span,
        words: block.tagged.words(name.span),
        kind: name.kind,
        margin: name.margin,
    });
    let free = |span: Span| {
        let after = names.partition_point(|name| name.span.end <= span.start);
        names
            .get(after)
            .is_none_or(|name| name.span.start >= span.end)
    };
    let free = block.runs.iter().filter(|run| free(run.span)).cloned();
    // The capitals of a heading may be a matter of style.
    if block.styled {
        let mut weak: Vec<Candidate> = candidates.chain(free).collect();
        weak.sort_by_key(|candidate| candidate.span);
        let forms = Vec::new();
        return BlockForms { forms, weak };
    }
    BlockForms {
        forms: candidates.map(|one| Form::read(prose, &one)).collect(),
        weak: free.collect(),
    }
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

struct Tables {
    openers: FxHashSet<&'static str>,
    calendar: FxHashSet<&'static str>,
    titles: FxHashSet<&'static str>,
    title_heads: FxHashSet<&'static str>,
    portfolios: FxHashSet<&'static str>,
    of_heads: FxHashSet<&'static str>,
    organization_words: FxHashSet<&'static str>,
    peoples: FxHashSet<&'static str>,
}

impl Tables {
    fn new() -> Tables {
        let set = |words: &[&'static str]| words.iter().copied().collect();
        Tables {
            openers: set(OPENERS),
            calendar: set(CALENDAR),
            titles: TITLE_HEADS.iter().chain(TITLE_LEADS).copied().collect(),
            title_heads: set(TITLE_HEADS),
            portfolios: set(PORTFOLIOS),
            of_heads: set(OF_HEADS),
            organization_words: set(ORGANIZATION_WORDS),
            peoples: COUNTRIES
                .iter()
                .flat_map(|(_, peoples, _)| peoples.iter().copied())
                .collect(),
        }
    }
}

/// A word of the prose with what stands around it.
struct Token<'a> {
    /// Without possessive.
    text: &'a str,
    span: Span,
    possessive: bool,
    capital: bool,
    opens_sentence: bool,
}

/// The runs of capitalised words of `prose`, without the titles, articles and peoples before them.
fn runs(prose: &str, sentences: &[Span]) -> Vec<Candidate> {
    let tokens = tokens(prose, sentences);
    let mut candidates = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].capital {
            at += 1;
            continue;
        }
        let end = run_end(prose, &tokens, at);
        candidates.extend(candidates_of_run(prose, &tokens, at, end));
        at = end;
    }
    candidates
}

fn tokens<'a>(prose: &'a str, sentences: &[Span]) -> Vec<Token<'a>> {
    let mut next_sentence = sentences.iter().peekable();
    let mut tokens: Vec<Token> = Vec::with_capacity(prose.len() / 5);
    for word in words(prose) {
        let mut opens_sentence = false;
        while next_sentence
            .next_if(|sentence| sentence.start <= word.span.start)
            .is_some()
        {
            opens_sentence = true;
        }
        match tokens.last_mut() {
            Some(last) if abbreviates(prose, last, &word) => {
                last.span = last.span.join(word.span);
                last.text = &prose[last.span.range()];
            }
            _ => tokens.push(token(word, opens_sentence)),
        }
    }
    tokens
}

fn token(word: Word<'_>, opens_sentence: bool) -> Token<'_> {
    let text = without_possessive(word.text);
    let start = word.span.start as usize;
    Token {
        text,
        span: Span::new(start, start + text.len()),
        possessive: text.len() < word.text.len(),
        capital: text.starts_with(char::is_uppercase),
        opens_sentence,
    }
}

/// "U" and "S" of "U.S." are one word, "Al-Qaeda" and "Jean-Luc" too.
fn abbreviates(prose: &str, last: &Token, next: &Word) -> bool {
    let between = &prose[last.span.end as usize..next.span.start as usize];
    let single = next.text.chars().count() == 1 && next.text.starts_with(char::is_uppercase);
    let initials = last.text.split('.').all(|part| part.chars().count() == 1);
    let dotted = between == "." && single && initials && last.capital;
    let hyphened = between == "-"
        && last.capital
        && next.text.starts_with(char::is_uppercase)
        && !last.possessive;
    dotted || hyphened
}

/// Where the run of capitalised words that starts at `at` ends.
fn run_end(prose: &str, tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while end < tokens.len() {
        let last = &tokens[end - 1];
        if last.possessive || !joined(prose, last, &tokens[end]) {
            break;
        }
        if tokens[end].capital {
            if tokens[end].opens_sentence && !is_initial(last.text) {
                break;
            }
            end += 1;
            continue;
        }
        match connector_end(prose, tokens, at, end) {
            Some(next) => end = next + 1,
            None => break,
        }
    }
    end
}

/// Whether only white space, or the stop of an initial or a title, is between two words.
fn joined(prose: &str, last: &Token, next: &Token) -> bool {
    let between = &prose[last.span.end as usize..next.span.start as usize];
    let stop = between.strip_prefix('.').is_some_and(is_space);
    is_space(between)
        || between == " & "
        || (stop && (is_initial(last.text) || TABLES.titles.contains(last.text)))
}

fn is_space(between: &str) -> bool {
    !between.is_empty()
        && between.len() < 8
        && between.bytes().all(|b| matches!(b, b' ' | b'\n' | b'\r'))
}

fn is_initial(text: &str) -> bool {
    text.chars().count() == 1
}

/// The capitalised word that goes on with the name behind a small word: "Ministry of Education",
/// "Ursula von der Leyen".
fn connector_end(prose: &str, tokens: &[Token], start: usize, at: usize) -> Option<usize> {
    let word = tokens[at].text;
    let head = tokens[at - 1].text;
    let institution = matches!(word, "of" | "for") && TABLES.of_heads.contains(head);
    let particle = NAME_PARTICLES.contains(&word) && at > start && !TABLES.openers.contains(head);
    if !institution && !particle {
        return None;
    }
    let mut next = at + 1;
    let small =
        |token: &Token| matches!(token.text, "the" | "der" | "den" | "la") && !token.capital;
    if tokens.get(next).is_some_and(small) {
        next += 1;
    }
    let reached = tokens
        .get(next)
        .filter(|token| token.capital && !token.opens_sentence)?;
    joined(prose, &tokens[next - 1], reached).then_some(next)
}

fn candidates_of_run(prose: &str, tokens: &[Token], start: usize, end: usize) -> Vec<Candidate> {
    let mut first = start;
    let opens = tokens[start].opens_sentence;
    while first < end && is_no_name(&tokens[first], opens && first == start) {
        first += 1;
    }
    // A date inside a run parts it: "Taliban February".
    let calendar = (first..end).find(|at| TABLES.calendar.contains(tokens[*at].text));
    if let Some(calendar) = calendar {
        let mut parts = candidates_of_run(prose, tokens, first, calendar);
        if calendar + 1 < end {
            parts.extend(candidates_of_run(prose, tokens, calendar + 1, end));
        }
        return parts;
    }
    if first >= end {
        return Vec::new();
    }
    let name = behind_title(tokens, first, end);
    if name >= end {
        return Vec::new();
    }
    let name = skip_people(tokens, name, end);
    let run = &tokens[name..end];
    let Some(last) = run.last() else {
        return Vec::new();
    };
    let span = run[0].span.join(last.span);
    let text = &prose[span.range()];
    if run.len() == 1 && TABLES.peoples.contains(text) || text.chars().count() < 2 {
        return Vec::new();
    }
    vec![Candidate {
        span,
        words: run.iter().map(|token| token.span).collect(),
        kind: EntityKind::Unknown,
        margin: 0,
    }]
}

fn is_no_name(token: &Token, opens: bool) -> bool {
    let participle = opens
        && (token.text.ends_with("ing") || token.text.ends_with("ly"))
        && token.text.len() > 5;
    !token.capital || TABLES.openers.contains(token.text) || participle
}

/// Where the name begins behind "Chief Cabinet Secretary".
fn behind_title(tokens: &[Token], start: usize, end: usize) -> usize {
    let is_title = |token: &Token| {
        let text = token.text;
        TABLES.titles.contains(text)
            || TABLES.portfolios.contains(text)
            || matches!(text, "of" | "for" | "the" | "and")
    };
    let titles = tokens[start..end]
        .iter()
        .take_while(|token| is_title(token))
        .count();
    let name = start + titles;
    let head = tokens[start..name]
        .iter()
        .any(|token| TABLES.title_heads.contains(token.text));
    if !head || name == end {
        // "Foreign Minister" alone names nobody; "Foreign Ministry" is a name.
        return if head { end } else { start };
    }
    let institution = tokens[name..end]
        .iter()
        .any(|token| TABLES.organization_words.contains(token.text));
    if institution { start } else { name }
}

/// "Afghan Taliban" names the Taliban; "Japanese Foreign Ministry" is one name.
fn skip_people(tokens: &[Token], start: usize, end: usize) -> usize {
    let institution = tokens[start..end]
        .iter()
        .any(|token| TABLES.organization_words.contains(token.text));
    let mut name = start;
    while !institution && name + 1 < end && TABLES.peoples.contains(tokens[name].text) {
        name += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sentences;

    fn document(block: &BlockNames) -> DocumentView {
        DocumentView::new(0.., [block.tagged.seen()].into_iter())
    }

    fn names(prose: &str) -> Vec<(&str, EntityKind)> {
        let block = BlockNames::read(prose, &sentences(prose), false);
        let found = forms(prose, &block, &document(&block));
        let forms = found.forms.iter();
        forms
            .map(|form| (&prose[form.span.range()], form.kind))
            .collect()
    }

    #[test]
    fn titles_and_peoples_are_no_part_of_a_name() {
        use EntityKind::{Organization, Person, Place};
        let prose = "The Afghan Taliban met officials from Japan\u{2019}s Foreign Ministry, Chief Cabinet Secretary \
                     Yoshimasa Hayashi and Deputy Minister of Economy Latif Nazari, in Tokyo on Monday, Feb. 17.";
        assert_eq!(
            names(prose),
            [
                ("Afghan Taliban", Organization),
                ("Japan", Place),
                ("Foreign Ministry", Organization),
                ("Yoshimasa Hayashi", Person),
                ("Latif Nazari", Person),
                ("Tokyo", Place),
            ]
        );
    }

    #[test]
    fn what_the_tagger_does_not_name_is_weak() {
        let prose = "Talks failed.";
        let block = BlockNames::read(prose, &sentences(prose), false);
        assert!(forms(prose, &block, &document(&block)).forms.is_empty());
    }

    #[test]
    fn a_minister_without_a_name_is_no_name() {
        assert_eq!(names("He met the foreign minister on Tuesday."), []);
    }
}
