//! Parts of a year: months without a day, seasons, quarters and halves.

use crate::time::english::{MONTH_CUES, SEASONS};
use crate::time::{Form, TimeExpression, Which};

use super::hit::{Hit, first_word};
use super::word::{month, ordinal};

pub fn month_alone(hit: &Hit) -> Option<TimeExpression> {
    let name = hit.part("month")?;
    let bare = hit.part("which").is_none() && hit.part("mod").is_none() && !beside_month(hit);
    let ambiguous = matches!(
        name.trim_end_matches('.').to_lowercase().as_str(),
        "march"
            | "may"
            | "april"
            | "june"
            | "august"
            | "mar"
            | "jan"
            | "jun"
            | "apr"
            | "dec"
            | "nov"
    );
    if bare && ambiguous && !MONTH_CUES.contains(&hit.word_before().as_str()) {
        return None;
    }
    // "Theresa May", "March of Dimes", "June Carter".
    let next = hit.rest().trim_start().chars().next();
    let named =
        ambiguous && bare && hit.rest().starts_with(' ') && next.is_some_and(char::is_uppercase);
    if named && hit.word_before() != "in" {
        return None;
    }
    let month = hit.month()?;
    match hit.which() {
        Which::Bare => hit.say(Form::Calendar {
            year: None,
            month: Some(month),
            day: None,
        }),
        which => hit.say(Form::MonthOf { month, which }),
    }
}

/// "April-June", "May to September": a month, whatever else the word means.
fn beside_month(hit: &Hit) -> bool {
    let dashes = ['-', '\u{2013}'];
    let rest = hit.rest();
    let joined = ["to ", "through "]
        .iter()
        .find_map(|word| rest.trim_start().strip_prefix(word))
        .or_else(|| rest.strip_prefix(dashes));
    let follows = joined.is_some_and(|rest| month(first_word(rest)).is_some());
    let before = &hit.prose[..hit.start];
    let precedes = before.strip_suffix(dashes).is_some_and(|before| {
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
        word.is_some_and(|word| month(word).is_some())
    });
    follows || precedes
}

pub fn season(hit: &Hit) -> Option<TimeExpression> {
    let word = hit.lower("season")?;
    let letters = SEASONS.iter().find(|(name, _)| *name == word)?.1;
    let year = hit.year();
    let which = hit.which();
    let cued = matches!(
        hit.word_before().as_str(),
        "in" | "by" | "during" | "since" | "until" | "through" | "each" | "every"
    );
    let said = &hit.prose[hit.span().range()];
    let the = said.len() > word.len() && hit.part("which").is_none() && hit.part("mod").is_none();
    let plain = year.is_none() && which == Which::Bare && hit.part("mod").is_none();
    // "the fall of the city", "a spring in the mattress".
    let other_word =
        matches!(word.as_str(), "fall" | "spring") && hit.rest().trim_start().starts_with("of ");
    if plain && (!(cued || the) || other_word) {
        return None;
    }
    hit.say(Form::Season {
        letters,
        year,
        which,
    })
}

/// "in winter", "the 1942 summer offensive".
pub fn bare_season(hit: &Hit) -> Option<TimeExpression> {
    let word = hit.lower("season")?;
    let letters = SEASONS.iter().find(|(name, _)| *name == word)?.1;
    // "spring up", "fall back", "the fall of the city".
    if word == "fall" || hit.rest().starts_with('s') {
        return None;
    }
    hit.say(Form::Season {
        letters,
        year: None,
        which: Which::Bare,
    })
}

pub fn share(hit: &Hit, letter: char) -> Option<TimeExpression> {
    let number = match hit.lower("ordinal")?.as_str() {
        "last" | "latter" => 2,
        word => ordinal(word)?,
    };
    let parts: usize = if letter == 'Q' { 4 } else { 2 };
    if !(1..=parts).contains(&number) {
        return None;
    }
    let words = hit.prose[hit.span().range()].to_lowercase();
    let cues = [
        "in", "for", "during", "since", "by", "of", "last", "this", "next",
    ];
    // "Q1: What happened?"
    if words.len() == 2 && !cues.contains(&hit.word_before().as_str()) {
        return None;
    }
    let which = match hit.which() {
        Which::Bare if words.starts_with("last year") => Which::Last,
        Which::Bare if words.starts_with("this year") => Which::This,
        Which::Bare if words.starts_with("next year") => Which::Next,
        which => which,
    };
    hit.say(Form::Share {
        letter,
        number: i8::try_from(number).ok()?,
        year: hit.year().or_else(|| hit.parse("year_before")),
        which,
    })
}
