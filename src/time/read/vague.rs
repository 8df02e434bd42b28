//! Times that no calendar has: "currently", "the former", "at night".

use crate::time::english::{NARRATIVE, VAGUE};
use crate::time::{Form, TimeExpression, TimexType};

use super::hit::{Hit, first_word};

pub fn vague(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.prose[hit.span().range()].to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, value) = VAGUE.iter().find(|(known, _)| *known == words)?;
    // "the past" in "the past three" is the start of something else; "in future years" too.
    let next = hit.rest().trim_start();
    let adjective = matches!(words.as_str(), "the past" | "the current" | "the present")
        && next.starts_with(|c: char| c.is_alphanumeric())
        && !starts_with_function_word(next);
    (!adjective).then(|| hit.say(Form::Vague(value)))?
}

pub fn in_narrative(found: Option<TimeExpression>) -> Option<TimeExpression> {
    Some(TimeExpression {
        narrative: true,
        ..found?
    })
}

pub fn narrative_vague(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.prose[hit.span().range()].to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, value) = NARRATIVE.iter().find(|(known, _)| *known == words)?;
    let word = hit.word_before();
    let said = match words.as_str() {
        "former" | "future" => word != "the",
        // "for the first time", "the time has come", "this time, he".
        _ => matches!(
            word.as_str(),
            "at" | "by"
                | "during"
                | "from"
                | "until"
                | "since"
                | "around"
                | "in"
                | "of"
                | "throughout"
                | "within"
                | "about"
                | "before"
                | "after"
                | "on"
        ),
    };
    said.then(|| hit.say(Form::Vague(value)))?
}

pub fn night(hit: &Hit) -> Option<TimeExpression> {
    let said = matches!(hit.word_before().as_str(), "at" | "by")
        || first_word(hit.rest().trim_start()).starts_with(char::is_lowercase);
    let value = Form::Length("XXXX-XX-XXTNI".to_owned());
    let found = hit.expression(value, TimexType::Time);
    said.then_some(TimeExpression {
        part: None,
        ..found
    })
}

fn starts_with_function_word(rest: &str) -> bool {
    let word = first_word(rest);
    matches!(
        word,
        "and"
            | "or"
            | "but"
            | "is"
            | "was"
            | "has"
            | "had"
            | "to"
            | "for"
            | "when"
            | "that"
            | "as"
            | "in"
            | "with"
            | "of"
    )
}
