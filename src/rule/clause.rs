//! The words around a span in its sentence, for the rules that read a clause. No parser: a clause
//! ends at the nearest mark of punctuation.

use crate::text::{Span, words};
use crate::time::TimeMention;
use crate::time::english::{EVENTS, HOLDING, PARTING};

use super::Context;

/// Whether the span stands in the running text: in no heading, no table, no quotation.
pub fn in_running_text(context: &Context, span: Span) -> bool {
    let block = context.analysis.article.block_at(span.start as usize);
    let running = block.is_some_and(|block| block.kind.is_running());
    running && !context.analysis.is_quoted(span)
}

/// The sentence from its start up to `offset`.
pub fn before<'a>(context: &'a Context, offset: usize) -> &'a str {
    let sentence = context.analysis.sentence_at(offset);
    let start = (sentence.start as usize).min(offset);
    &context.analysis.article.prose()[start..offset]
}

/// The sentence of the byte before `offset` from `offset` to its end.
pub fn after<'a>(context: &'a Context, offset: usize) -> &'a str {
    let sentence = context.analysis.sentence_at(offset.saturating_sub(1));
    let end = (sentence.end as usize).max(offset);
    &context.analysis.article.prose()[offset..end]
}

/// What follows the last mark of punctuation that parts clauses.
pub fn last_clause(before: &str) -> &str {
    let parts = |c: char| ",;:()[]\"\u{201c}\u{201d}\u{2013}\u{2014}".contains(c);
    before.rsplit(parts).next().unwrap_or(before)
}

/// The words in lower case.
pub fn lower_words(text: &str) -> Vec<String> {
    words(text).map(|word| word.text.to_lowercase()).collect()
}

/// Whether one of `words` occurs in `text`, whatever its case.
pub fn has_any(text: &str, list: &[&str]) -> bool {
    lower_words(text)
        .iter()
        .any(|word| list.contains(&word.as_str()))
}

/// Whether one of `list` occurs in the span, whatever its case, and is no part of a date: "may" in
/// "on May 5" is a month.
pub fn says_any(context: &Context, span: Span, list: &[&str]) -> bool {
    let times = &context.analysis.times;
    let first = times.partition_point(|time| time.span.end <= span.start);
    let dates = times[first..]
        .iter()
        .take_while(|time| time.span.start < span.end);
    let dates: Vec<Span> = dates.map(|time| time.span).collect();
    let prose = &context.analysis.article.prose()[span.range()];
    words(prose).any(|word| {
        let place = word.span.shifted(span.start as usize);
        let dated = dates.iter().any(|date| date.overlaps(place));
        !dated && list.contains(&word.text.to_lowercase().as_str())
    })
}

/// The words of the clause before a date, without the "on" that stands right before it.
pub struct Lead {
    pub words: Vec<String>,
    /// There is no "on": such a date ("resigned March 3") must follow its verb at once.
    pub at_once: bool,
}

/// How many words may stand between a verb and its date.
const NEAR: usize = 8;

impl Lead {
    pub fn of(context: &Context, time: &TimeMention) -> Lead {
        let weekday = time.weekday().map_or(time.span, |(_, span)| span);
        let start = time.span.start.min(weekday.start) as usize;
        let clause = last_clause(before(context, start));
        let mut spoken: Vec<String> = Vec::new();
        for word in words(clause) {
            let text = word.text;
            // "agreed to meet on March 3": the date is the infinitive's. "flew to Rome" has none.
            let place = text.starts_with(|c: char| !c.is_ascii_lowercase())
                || matches!(text, "the" | "a" | "an" | "his" | "her");
            if place && spoken.last().is_some_and(|last| last == "to") {
                spoken.pop();
            }
            spoken.push(text.to_lowercase());
        }
        let at_once = spoken.last().is_none_or(|last| last != "on");
        if !at_once {
            spoken.pop();
        }
        Lead {
            words: spoken,
            at_once,
        }
    }

    /// Whether the date belongs to the verb at `verb`, and to nothing between the two.
    pub fn belongs_to(&self, verb: usize) -> bool {
        let between = &self.words[verb + 1..];
        let holds = HOLDING.contains(&self.words[verb].as_str());
        let takes_away = |word: &String| {
            let word = word.as_str();
            let event = EVENTS.contains(&word) && !holds;
            // A participle or an infinitive may have the date for itself.
            word == "to"
                || event
                || PARTING.contains(&word)
                || word.len() > 4 && word.ends_with("ed")
        };
        let follows = between.is_empty() || !self.at_once && between.len() <= NEAR;
        follows && !between.iter().any(takes_away)
    }
}
