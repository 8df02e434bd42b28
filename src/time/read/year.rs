//! Years, decades and centuries, and the bare numbers that are none.

use crate::text::Span;
use crate::time::english::{COUNTED, DECADES, MEASURING, NUMBERED, YEAR_CUES};
use crate::time::{Form, TimeExpression};

use super::amount::before_christ;
use super::hit::{Hit, first_word};
use super::word::ordinal;

/// A bare number is a year where its neighbours say so; "1914–18" is two.
pub fn year(hit: &Hit) -> Vec<TimeExpression> {
    let found = match (hit.part("era"), hit.part("word_year")) {
        (Some(_), _) => return years_before_christ(hit).unwrap_or_default(),
        (None, Some(_)) => year_form(hit.year()).and_then(|form| hit.say(form)),
        (None, None) if is_year(hit) => year_form(hit.parse("year")).and_then(|form| hit.say(form)),
        _ => None,
    };
    let Some(mut first) = found else {
        return Vec::new();
    };
    let second = hit.part("year2").and_then(|written| {
        let year: i16 = hit.parse("year")?;
        let last: i16 = written.parse().ok()?;
        let last = if written.len() == 2 {
            year / 100 * 100 + last
        } else {
            last
        };
        let span = hit.part_span("year2")?;
        (last > year).then_some((last, span))
    });
    match second {
        Some((last, span)) => {
            let year_span = hit.part_span("year").unwrap_or(first.span);
            first.span = Span::new(first.span.start as usize, year_span.end as usize);
            let second = TimeExpression {
                span,
                form: Form::Calendar {
                    year: Some(last),
                    month: None,
                    day: None,
                },
                ..first.clone()
            };
            vec![first, second]
        }
        None if hit.part("year2").is_some() => Vec::new(),
        None => vec![first],
    }
}

/// "431-404 BC" is two years.
fn years_before_christ(hit: &Hit) -> Option<Vec<TimeExpression>> {
    let first: i16 = hit.parse("year")?;
    let whole = hit.say(year_form(Some(before_christ(first)))?)?;
    let Some(last) = hit.parse("year2").map(before_christ) else {
        return Some(vec![whole]);
    };
    let (first_span, second) = (hit.part_span("year")?, hit.part_span("year2")?);
    let end = whole.span.end as usize;
    Some(vec![
        TimeExpression {
            span: first_span,
            ..whole.clone()
        },
        TimeExpression {
            span: Span::new(second.start as usize, end),
            form: year_form(Some(last))?,
            ..whole
        },
    ])
}

fn year_form(year: Option<i16>) -> Option<Form> {
    Some(Form::Calendar {
        year: Some(year?),
        month: None,
        day: None,
    })
}

fn is_year(hit: &Hit) -> bool {
    let Some(year) = hit.parse::<i16>("year") else {
        return false;
    };
    let qualified = ["mod", "period", "year2"]
        .iter()
        .any(|part| hit.part(part).is_some());
    let rest = hit.rest();
    let before = hit.prose[..hit.start].chars().next_back();
    let next = first_word(rest.trim_start());
    let counted = COUNTED.contains(&next);
    let closes = rest.trim_start_matches([')', '"', '\u{201d}']).is_empty()
        || rest.starts_with([',', '.', ';', ':', ')', '\'', '\u{2019}', '\u{2014}']);
    let bracketed = before == Some('(') || rest.starts_with(')');
    let word_before = hit.word_before();
    let cued = YEAR_CUES.contains(&word_before.as_str());
    let plausible =
        (1500..=2100).contains(&year) || (1000..1500).contains(&year) && word_before == "in";
    // Without a word that says so, only a modern year that counts nothing and numbers nothing.
    let many = next.ends_with('s') && next.starts_with(char::is_lowercase);
    let modern = (1900..2050).contains(&year) && !many && !NUMBERED.contains(&word_before.as_str());
    let lone = modern && word_before.len() > 1 && word_before.chars().all(char::is_alphabetic);
    let dashed = before == Some('-') && !hit.prose[..hit.start].ends_with("mid-");
    let said = cued || bracketed || qualified || lone || starts_sentence(hit);
    plausible && !dashed && (closes || !counted) && said
}

/// "in '07", "class of '98".
pub fn short_year(hit: &Hit) -> Option<TimeExpression> {
    let cues = [
        "in", "of", "since", "by", "until", "from", "to", "before", "after",
    ];
    let next = hit.rest().trim_start().chars().next();
    // "in '12 Angry Men'" opens a title.
    let title = hit.rest().starts_with(' ') && next.is_some_and(char::is_uppercase);
    let said = cues.contains(&hit.word_before().as_str()) && !title;
    said.then(|| hit.say(year_form(hit.year())?))?
}

fn starts_sentence(hit: &Hit) -> bool {
    hit.prose[..hit.start].trim().is_empty() && !hit.rest().trim().is_empty()
}

pub fn decade(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.lower("decade")?;
    let first_year: i16 = match words.parse::<i16>() {
        Ok(year) if hit.part("era").is_some() => -year,
        Ok(year) if year < 100 => 1900 + year,
        Ok(year) => year,
        Err(_) => {
            let eighteen = hit
                .lower("century_word")
                .is_some_and(|word| word == "eighteen");
            let century = if eighteen { 1800 } else { 1900 };
            century + DECADES.iter().find(|(name, _)| *name == words)?.1
        }
    };
    let spelt = words.parse::<i16>().is_err();
    let the = hit.prose[hit.span().range()]
        .to_lowercase()
        .contains("the ");
    // "in his twenties" is an age.
    if spelt && !the {
        return None;
    }
    let whole = &hit.prose[hit.span().range()];
    if !spelt && words.len() == 2 && !whole.contains([' ', '\u{2019}', '\'']) {
        return None;
    }
    // "highs in the 70s".
    let bare = words.len() == 2 && !whole.contains(['\'', '\u{2019}']);
    if bare && speaks_of_weather(hit) {
        return None;
    }
    hit.say(Form::Decade { first_year })
}

/// Whether the words around a hit measure: temperatures, speeds, ages.
fn speaks_of_weather(hit: &Hit) -> bool {
    let mut from = hit.start.saturating_sub(120);
    while !hit.prose.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (hit.span().end as usize + 60).min(hit.prose.len());
    while !hit.prose.is_char_boundary(to) {
        to -= 1;
    }
    let near = hit.prose[from..to].to_lowercase();
    let mut words = near.split(|c: char| !c.is_alphabetic());
    words.any(|word| MEASURING.contains(&word))
}

pub fn century(hit: &Hit) -> Option<TimeExpression> {
    let number = ordinal(&hit.lower("ordinal")?)?;
    let number = i16::try_from(number).ok()?;
    let before = hit.part("era").is_some_and(|era| era.starts_with('B'));
    hit.say(Form::Century {
        number: if before { 1 - number } else { number },
    })
}

#[cfg(test)]
mod tests {
    use crate::time::resolve::tests::first;

    #[test]
    fn years_and_their_parts_are_read_in_short() {
        for (prose, value) in [
            ("in '07 he", "2007"),
            ("the class of \u{2019}98", "1998"),
            ("the summer of '69", "1969-SU"),
            ("in May '98 he", "1998-05"),
            ("mid-2015", "2015"),
            ("in Q3 2024, sales", "2024-Q3"),
            ("in 2024-Q1 sales", "2024-Q1"),
            ("in H1 2024 sales", "2024-H1"),
            ("the nineteen-seventies", "197"),
            ("the noughties", "200"),
            ("music of the 70s", "197"),
            ("April-June 2024", "2024-04"),
        ] {
            assert_eq!(first(prose), value, "{prose}");
        }
        for prose in ["in '12 Angry Men', he", "Q1: Who came?", "highs in the 70s"] {
            assert_eq!(first(prose), "", "{prose}");
        }
    }
}
