//! The patterns of the language table, compiled once into one automaton.
//!
//! Word boundaries are ASCII only: a Unicode `\b` gives up at the first curly quotation mark and
//! costs a factor of 35. The automaton does not backtrack; the parts of a hit are read by the
//! pattern's own expression, on the hit alone.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::{Captures, Regex};
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::{Anchored, Input};

use super::Reader;
use super::english::{
    DAY_PARTS, DECADES, HOLIDAYS, MONTHS, NARRATIVE, NUMBERS, ORDINALS, PARTS, PATTERNS, SEASONS,
    UNITS, VAGUE, VAGUE_NUMBERS, WEEKDAYS,
};

/// Bytes that each thread may remember states of the automaton in. With less it forgets them in the
/// middle of an article and builds them anew, which is many times as slow.
const CACHE: usize = 32 << 20;

pub struct Patterns {
    automaton: DFA,
    /// In the order of the automaton's pattern ids: at one place the first one wins.
    readers: Vec<PatternReader>,
}

thread_local! {
    static STATES: RefCell<Cache> = RefCell::new(COMPILED.automaton.create_cache());
}

/// Where a pattern takes the prose for a time.
pub struct Found<'a> {
    pub range: Range<usize>,
    pub pattern: &'a PatternReader,
}

/// What reads the hits of one pattern. Its own expression is built when the first one comes: most
/// articles need few of them.
pub struct PatternReader {
    pub reader: Reader,
    source: String,
    parts: OnceLock<Regex>,
}

impl PatternReader {
    /// The parts of a hit.
    pub fn parts<'h>(&self, hit: &'h str) -> Option<Captures<'h>> {
        let build = || Regex::new(&self.source).expect("the time patterns are valid");
        self.parts.get_or_init(build).captures(hit)
    }
}

pub static COMPILED: LazyLock<Patterns> = LazyLock::new(|| {
    let sources: Vec<String> = PATTERNS.iter().map(|(source, _)| bounded(source)).collect();
    let automaton = DFA::builder()
        .configure(DFA::config().cache_capacity(CACHE))
        .build_many(&sources)
        .expect("the time patterns are valid");
    let readers = sources.into_iter().zip(PATTERNS);
    let readers = readers.map(|(source, (_, reader))| PatternReader {
        reader: *reader,
        source,
        parts: OnceLock::new(),
    });
    Patterns {
        automaton,
        readers: readers.collect(),
    }
});

impl Patterns {
    /// The first hit at or behind the byte `from`. Each place where a hit may begin is tried by
    /// itself: an automaton that looks for a beginning everywhere has many times as many states, and
    /// building them took longer than reading the first megabyte.
    pub fn find(&self, prose: &str, from: usize) -> Option<Found<'_>> {
        let bytes = prose.as_bytes();
        let may_begin = |at: &usize| {
            let inside = *at > 0 && is_word(bytes[at - 1]);
            !inside && begins(bytes[*at])
        };
        STATES.with_borrow_mut(|states| {
            let mut places = (from..bytes.len()).filter(may_begin);
            places.find_map(|at| {
                let input = Input::new(prose).span(at..bytes.len());
                let input = input.anchored(Anchored::Yes);
                // It gives up on no text: no byte is left out, and its memory may be cleared.
                let end = self.automaton.try_search_fwd(states, &input).ok()??;
                Some(Found {
                    range: at..end.offset(),
                    pattern: &self.readers[end.pattern().as_usize()],
                })
            })
        })
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether some pattern begins with the byte: a letter, a digit, an apostrophe, straight or curly.
fn begins(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | 0xe2)
}

/// Builds the automaton, which takes some time, before somebody waits for it.
pub fn prepare() {
    LazyLock::force(&COMPILED);
}

fn bounded(source: &str) -> String {
    let expanded = expand(source).replace(' ', r"\s+");
    // Nothing of a word before and behind; what is between may end in a full stop.
    format!(r"(?-u:\b{{start-half}})(?:{expanded})(?-u:\b{{end-half}})")
}

/// Replaces every `{name}` by what it stands for.
pub fn expand(source: &str) -> String {
    let mut expanded = source.to_owned();
    loop {
        let found = PARTS.iter().map(|(name, part)| (*name, (*part).to_owned()));
        let before = expanded.clone();
        for (name, part) in found.chain(tables()) {
            expanded = expanded.replace(&format!("{{{name}}}"), &part);
        }
        if expanded == before {
            return expanded;
        }
    }
}

/// What the word tables contribute to the patterns.
fn tables() -> Vec<(&'static str, String)> {
    let teens = NUMBERS.iter().filter(|(_, value)| (10..20).contains(value));
    let tens = NUMBERS
        .iter()
        .filter(|(word, value)| *value >= 20 && *value < 100 && *word != "dozen");
    let ones = NUMBERS
        .iter()
        .filter(|(word, value)| *value < 10 && !matches!(*word, "a" | "an" | "couple"));
    let (teens, tens, ones) = (
        alternatives(teens.map(|(word, _)| *word)),
        alternatives(tens.map(|(word, _)| *word)),
        alternatives(ones.map(|(word, _)| *word)),
    );
    let hours = NUMBERS
        .iter()
        .filter(|(word, value)| *value <= 12 && !matches!(*word, "a" | "an" | "couple" | "dozen"));
    vec![
        ("hours", alternatives(hours.map(|(word, _)| *word))),
        ("months", months()),
        (
            "full_months",
            alternatives(MONTHS.iter().map(|(name, _)| *name)),
        ),
        ("any_weekday", weekdays(true)),
        ("full_weekdays", weekdays(false)),
        (
            "units",
            alternatives(UNITS.iter().flat_map(|(one, many, _)| [*one, *many])),
        ),
        (
            "seasons",
            alternatives(SEASONS.iter().map(|(name, _)| *name)),
        ),
        (
            "day_parts",
            alternatives(DAY_PARTS.iter().map(|(name, _)| *name)),
        ),
        (
            "decades",
            alternatives(DECADES.iter().map(|(name, _)| *name)),
        ),
        ("ordinals", alternatives(ORDINALS.iter().copied())),
        (
            "holidays",
            alternatives(HOLIDAYS.iter().map(|(name, ..)| *name)).replace('\'', "['\u{2019}]"),
        ),
        ("vague", alternatives(VAGUE.iter().map(|(words, _)| *words))),
        (
            "narrative",
            alternatives(NARRATIVE.iter().map(|(words, _)| *words)),
        ),
        ("number_words", number_words(&teens, &tens, &ones)),
        ("teens", teens),
        ("tens", tens),
        ("ones", ones),
    ]
}

/// Number words as they stand together: "a couple of", "twenty-four", "two hundred".
fn number_words(teens: &str, tens: &str, ones: &str) -> String {
    let small = format!("(?:{tens})(?:[- ](?:{ones}))?|{teens}|{ones}");
    [
        VAGUE_NUMBERS.to_owned(),
        "a couple(?: of)?|couple of|half an?|half a dozen|a half".to_owned(),
        format!("(?:(?:{small}|a) (?:hundred|dozen)(?: (?:and )?(?:{small}))?)"),
        format!("(?:{small}) thousand"),
        format!("(?:{small})(?: and a half)?(?: to (?:{small}))?"),
        "an|a".to_owned(),
    ]
    .join("|")
}

/// "May" is a month, "may" is a verb, "MAY" is a month in a dateline.
fn months() -> String {
    let names = MONTHS.iter().flat_map(|(full, short)| {
        let short = short.iter().map(|short| format!(r"{short}\.?"));
        std::iter::once((*full).to_owned())
            .chain(short)
            .collect::<Vec<_>>()
    });
    let names: Vec<String> = names.flat_map(|name| [name.to_uppercase(), name]).collect();
    names.join("|")
}

fn weekdays(with_short: bool) -> String {
    let names = WEEKDAYS.iter().flat_map(|(full, short, _)| {
        let short = short
            .iter()
            .filter(|_| with_short)
            .map(|short| (*short).to_owned());
        std::iter::once((*full).to_owned())
            .chain(short)
            .collect::<Vec<_>>()
    });
    let names: Vec<String> = names.flat_map(|name| [name.to_uppercase(), name]).collect();
    names.join("|")
}

/// Longest first: the first alternative that fits wins.
fn alternatives<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = words.collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_hit_is_found_where_an_automaton_for_every_place_finds_it(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..14),
            noise in ".{0,6}",
        ) {
            let prose = pieces.concat() + &noise + &pieces.concat();
            let places = (0..prose.len()).filter(|at| prose.is_char_boundary(*at));
            for from in places {
                let input = Input::new(&prose).span(from..prose.len());
                let everywhere = EVERYWHERE.find(input);
                let found = COMPILED.find(&prose, from);
                prop_assert_eq!(
                    found.map(|found| (found.range, found.pattern.source.as_str())),
                    everywhere.map(|hit| (hit.range(), COMPILED.readers[hit.pattern()].source.as_str()))
                );
            }
        }
    }

    static EVERYWHERE: LazyLock<regex_automata::meta::Regex> = LazyLock::new(|| {
        let sources: Vec<String> = PATTERNS.iter().map(|(source, _)| bounded(source)).collect();
        regex_automata::meta::Regex::new_many(&sources).expect("the time patterns are valid")
    });

    const PIECES: &[&str] = &[
        " ",
        " ",
        ", ",
        "-",
        "\u{2019}",
        "'",
        "(",
        "/",
        ".",
        "\u{2014}",
        "$",
        "Monday",
        "March",
        "the",
        "early",
        "late",
        "17",
        "1990s",
        "90s",
        "2025",
        "two",
        "three",
        "years",
        "week",
        "ago",
        "last",
        "next",
        "of",
        "this",
        "9:30",
        "a.m",
        "p.m.",
        "noon",
        "Christmas",
        "Eve",
        "\u{e9}t\u{e9}",
        "_",
    ];

    #[test]
    fn every_pattern_can_be_built() {
        for reader in &COMPILED.readers {
            assert!(
                reader.parts("").is_none(),
                "{} takes nothing for a time",
                reader.source
            );
        }
    }

    #[test]
    fn no_pattern_asks_for_unicode_classes() {
        for (source, _) in PATTERNS {
            let expanded = expand(source);
            for class in [r"\b", r"\d", r"\w"] {
                assert!(!expanded.contains(class), "{source} has {class}");
            }
        }
    }
}
