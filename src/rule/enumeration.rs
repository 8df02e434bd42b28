//! Lists inside a sentence: where the list of a count starts and which items it has.
//!
//! Only a list that a mark sets off ("three people: A, B and C", "12 people (seven men and five
//! women)") is read, and only when the count before it is the only one in its clause.

use crate::claim::Quantity;
use crate::text::Span;

use super::{Context, clause};

/// A list and the count before it.
pub struct Enumeration<'a> {
    pub count: &'a Quantity,
    /// The list without the marks around it.
    pub span: Span,
}

/// An item of a list.
pub struct Item<'a> {
    pub span: Span,
    pub text: &'a str,
}

/// Longer ones are no sentences, and reading on from each of their numbers would take for ever.
pub const LONGEST_SENTENCE: usize = 2000;

/// Words that say that a list has only some of the things, or the same ones twice.
const PARTIAL: &[&str] = &[
    "among",
    "eg",
    "especially",
    "example",
    "excluding",
    "including",
    "included",
    "include",
    "includes",
    "like",
    "mainly",
    "mostly",
    "notably",
    "particularly",
    "such",
    "whom",
    "etc",
    "others",
    "or",
    "either",
    "respectively",
    "both",
    "them",
    "each",
    "versus",
];

/// The lists of the article that stand behind a whole, exact number of something.
pub fn enumerations<'a>(context: &'a Context) -> Vec<Enumeration<'a>> {
    lists_behind(context, |count| {
        count.is_count() && count.noun.is_some() && count.value >= 2.0
    })
}

/// The lists that stand behind an exact sum of money or measure.
pub fn sums<'a>(context: &'a Context) -> Vec<Enumeration<'a>> {
    lists_behind(context, |sum| {
        sum.unit.is_some() && !sum.is_percent() && !sum.rate && sum.value > 0.0
    })
}

fn lists_behind<'a>(
    context: &'a Context,
    fits: impl Fn(&Quantity) -> bool,
) -> Vec<Enumeration<'a>> {
    let counts = context
        .analysis
        .quantities
        .iter()
        .filter(|count| count.is_exact() && !count.attributive && fits(count));
    let found = counts.filter_map(|count| {
        let span = list_behind(context, count)?;
        Some(Enumeration { count, span })
    });
    found.collect()
}

fn list_behind(context: &Context, count: &Quantity) -> Option<Span> {
    if !clause::in_running_text(context, count.span) {
        return None;
    }
    let prose = context.analysis.article.prose();
    let sentence = context.analysis.sentence_at(count.span.start as usize);
    if sentence.len() > LONGEST_SENTENCE {
        return None;
    }
    let from = count.phrase().end as usize;
    let rest = prose.get(from..sentence.end as usize)?;
    let mark = rest.find([':', '(', '\u{2014}', ';', '"', '\u{201c}', '\u{2013}', ')'])?;
    let lead = &rest[..mark];
    let sign = rest[mark..].chars().next()?;
    let behind = from + mark + sign.len_utf8();
    // Only a colon may stand away from what it lists: "Three men were held: ...".
    let near = match sign {
        ':' => !lead.contains(','),
        _ => lead.trim().is_empty(),
    };
    let clause_start = from - clause::last_clause(&prose[sentence.start as usize..from]).len();
    let clause_start = clause_start.min(count.span.start as usize);
    let alone = context
        .analysis
        .quantities_in(Span::new(clause_start, from + mark))
        .len()
        == 1;
    let end = match sign {
        ':' => list_end(&prose[behind..sentence.end as usize])?,
        '(' => prose[behind..sentence.end as usize].find(')')?,
        '\u{2014}' => {
            let rest = &prose[behind..sentence.end as usize];
            rest.find('\u{2014}').or_else(|| list_end(rest))?
        }
        // With blanks it parts a phrase; without, it may join "2010\u{2013}12".
        '\u{2013}' if lead.ends_with(' ') && prose[behind..].starts_with(' ') => {
            let rest = &prose[behind..sentence.end as usize];
            rest.find(" \u{2013}").or_else(|| list_end(rest))?
        }
        _ => return None,
    };
    let list = &prose[behind..behind + end];
    let whole = !clause::has_any(lead, PARTIAL) && !clause::has_any(list, PARTIAL);
    (near && alone && whole).then(|| trimmed(prose, behind, behind + end))
}

/// A list that ends with its sentence.
fn list_end(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_end();
    let end = trimmed.strip_suffix('.')?.len();
    let clean = !trimmed[..end].contains([
        '"', '\u{201c}', '\u{201d}', '(', ':', '\u{2014}', '?', '!', '\n',
    ]);
    clean.then_some(end)
}

fn trimmed(prose: &str, start: usize, end: usize) -> Span {
    let text = &prose[start..end];
    let lead = text.len() - text.trim_start().len();
    Span::new(start + lead, start + text.trim_end().len())
}

/// The items of a list: parted by semicolons, where there are some, else by commas and the last
/// "and". Nothing where several words join items.
pub fn items(prose: &str, list: Span) -> Option<Vec<Item<'_>>> {
    let text = &prose[list.range()];
    let start = list.start as usize;
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let semicolons = text.contains(';');
    let mark = if semicolons { "; " } else { ", " };
    cuts.extend(
        text.match_indices(mark)
            .map(|(at, _)| (at, at + mark.len())),
    );
    if !semicolons {
        let joints: Vec<(usize, usize)> = [" and ", " & "]
            .iter()
            .flat_map(|word| {
                text.match_indices(word)
                    .map(|(at, _)| (at, at + word.len()))
            })
            .collect();
        if joints.len() > 1 {
            return None;
        }
        cuts.extend(joints);
        cuts.sort_unstable();
    }
    let mut items = Vec::new();
    let mut at = 0;
    for (end, next) in cuts.into_iter().chain([(text.len(), text.len())]) {
        if end > at {
            let piece = text[at..end].trim();
            let piece = piece.strip_prefix("and ").unwrap_or(piece);
            let offset = start + (piece.as_ptr() as usize - text.as_ptr() as usize);
            if !piece.is_empty() {
                items.push(Item {
                    span: Span::new(offset, offset + piece.len()),
                    text: piece,
                });
            }
        }
        at = next;
    }
    (items.len() >= 2).then_some(items)
}
