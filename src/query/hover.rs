//! What is this? A card for a name, a date, a link or a footnote.

use std::collections::BTreeMap;

use crate::analysis::Origin;
use crate::article::Target;
use crate::claim::{Quotation, SpokenBy, wording};
use crate::corpus::same_quote::Sameness;
use crate::corpus::{Key, Snapshot, passage, quoted};
use crate::name::{Entity, JoinReason, Post};
use crate::text::Span;
use crate::time::{Derivation, Form, Interval, TimeMention, in_words};

use super::implementation::{self, SamePlace};
use super::references::namesakes;
use super::{Cursor, Destination, Place, follow, source};

/// A card of plain words: a title and lines below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The words that the card speaks of.
    pub span: Span,
    pub title: String,
    pub lines: Vec<String>,
}

/// The card at the cursor.
pub fn hover(snapshot: &Snapshot, key: &Key, offset: usize) -> Option<Card> {
    let cursor = Cursor::new(snapshot, key, offset)?;
    date(&cursor)
        .or_else(|| footnote(&cursor))
        .or_else(|| name_that_is_a_link(&cursor))
        .or_else(|| link(&cursor))
        .or_else(|| citation(&cursor))
        .or_else(|| name(&cursor))
        .or_else(|| quotation(&cursor))
}

/// What a citation key stands for, and the words there.
fn citation(cursor: &Cursor) -> Option<Card> {
    let (span, passage) = source::of_citation(cursor)?;
    let citations = cursor.analysis.article.citations.iter();
    let citation = citations.clone().find(|one| one.span == span)?;
    let entry = cursor.folder.bibliography.entry(&citation.key)?;
    let mut lines: Vec<String> = entry.date.map(in_words).into_iter().collect();
    lines.extend(entry.target.clone());
    if passage.nearest.is_some() {
        lines.push(format!(
            "{} {}",
            place_name(cursor, &passage.place),
            passage.said()
        ));
    }
    Some(Card {
        span,
        title: entry.title.clone().unwrap_or_else(|| entry.name.clone()),
        lines,
    })
}

/// Who says it, where it is from, who else has it.
fn quotation(cursor: &Cursor) -> Option<Card> {
    let quotation = cursor.quotation()?;
    let mut lines = Vec::new();
    if let Some(passage) = source::of_quotation(cursor, quotation) {
        let place = place_name(cursor, &passage.place);
        lines.push(format!("Source: {place} {}", passage.said()));
    }
    let elsewhere = implementation::elsewhere(cursor);
    let places = elsewhere.map(|found| found.places).unwrap_or_default();
    lines.extend(
        places
            .iter()
            .take(NAMED)
            .map(|same| same_words(cursor, quotation, same)),
    );
    if places.len() > NAMED {
        lines.push(format!("and {} more", places.len() - NAMED));
    }
    Some(Card {
        span: quotation.span,
        title: speaker(cursor, quotation),
        lines,
    })
}

fn speaker(cursor: &Cursor, quotation: &Quotation) -> String {
    let Some(speaker) = quotation.speaker else {
        return "Quotation; the speaker is not plain from the text".to_owned();
    };
    let name = &cursor.analysis.entities[speaker.entity].name;
    let line = |span: Span| cursor.analysis.text.line_of(span.start as usize) + 1;
    let cue = quotation.cue.map(|cue| {
        let word = cursor.analysis.text.slice(cue);
        let word = if word == "to" { "according to" } else { word };
        format!(", \u{201c}{word}\u{201d} in line {}", line(cue))
    });
    let how = match speaker.by {
        SpokenBy::Name => "",
        SpokenBy::Pronoun => " (by a pronoun)",
        SpokenBy::Continued => " (goes on from the quotation before)",
    };
    format!("Quotation of {name}{}{how}", cue.unwrap_or_default())
}

fn same_words(cursor: &Cursor, quotation: &Quotation, same: &SamePlace) -> String {
    let place = place_name(cursor, &same.place);
    let facts = cursor.folder.index.facts(&same.place.key);
    let id = same.quote.speaker.as_deref();
    let by = facts
        .zip(id)
        .and_then(|(facts, id)| facts.entity(id).cloned())
        .map(|speaker| format!(", said by {}", speaker.name))
        .unwrap_or_default();
    let differs = match &same.sameness {
        Sameness::Contained => None,
        Sameness::Reworded(differences) => {
            let there = cursor.snapshot.text(&same.place.key).ok();
            there.map(|there| {
                let ours = cursor.analysis.text.slice(quotation.words);
                let theirs = there.slice(same.quote.inside);
                let (own, other) = (wording::tokens(ours), wording::tokens(theirs));
                wording::diff((ours, &own), (theirs, &other), differences)
            })
        }
    };
    match differs {
        None => format!("The same words: {place}{by}"),
        Some(diff) => {
            format!("In other words: {place}{by}: \u{201c}{diff}\u{201d} (here \u{2192} there)")
        }
    }
}

/// "kyodo.txt:8".
fn place_name(cursor: &Cursor, place: &Place) -> String {
    let file = place.key.rsplit('/').next().unwrap_or(&place.key);
    match cursor.snapshot.text(&place.key) {
        Ok(text) => format!("{file}:{}", text.line_of(place.span.start as usize) + 1),
        Err(_) => file.to_owned(),
    }
}

fn date(cursor: &Cursor) -> Option<Card> {
    let time = cursor.analysis.time_at(cursor.offset)?;
    let mut lines = Vec::new();
    let title = match (&time.expression.form, time.interval) {
        (_, Some(interval)) => interval.in_words(),
        (Form::Impossible { what }, None) => format!("No date: {what}"),
        (
            Form::Slashed {
                first,
                second,
                year,
            },
            None,
        ) => {
            lines.push("Set `locale` in copydesk.toml to say which one is meant.".to_owned());
            ambiguous(*first, *second, *year)
        }
        (Form::Vague(_), None) => "No date: the words commit to none".to_owned(),
        (Form::Length(value), None) => format!("A length of time: {value}"),
        (_, None) if time.derivation == Derivation::NeedsArticleDate => "Which date?".to_owned(),
        (_, None) => "Counts from another event".to_owned(),
    };
    lines.insert(0, derivation(cursor, time));
    lines.retain(|line| !line.is_empty());
    if let Some(value) = &time.value {
        let modifier = time
            .expression
            .modifier
            .map(|modifier| format!(", mod {modifier}"))
            .unwrap_or_default();
        lines.push(format!("TIMEX3 {value}{modifier}"));
    }
    Some(Card {
        span: time.span,
        title: match time.derivation {
            Derivation::OwnDay => format!("{title}: the article\u{2019}s own day"),
            _ => title,
        },
        lines,
    })
}

fn ambiguous(first: i8, second: i8, year: i16) -> String {
    let read = |month: i8, day: i8| jiff::civil::Date::new(year, month, day).ok().map(in_words);
    match (read(second, first), read(first, second)) {
        (Some(one), Some(other)) => format!("{one} or {other}"),
        (one, other) => one.or(other).unwrap_or_default(),
    }
}

/// How the value came about.
fn derivation(cursor: &Cursor, time: &TimeMention) -> String {
    let article = || {
        let date = &cursor.analysis.date;
        let day = date
            .value
            .map(|day| Interval::day(day).in_words())
            .unwrap_or_default();
        let origin = date.origin().map_or("", Origin::words);
        format!("{day} (from {origin})")
    };
    match time.derivation {
        Derivation::Written => "As written.".to_owned(),
        Derivation::OwnDay | Derivation::FromArticle => format!("Counted from the article\u{2019}s date, {}.", article()),
        Derivation::YearFromArticle => format!("The year is inferred from the article\u{2019}s date, {}.", article()),
        Derivation::YearShared => "The year is written behind the date that it is joined with.".to_owned(),
        Derivation::FromLastMention => "Counted from the last date mentioned before it.".to_owned(),
        Derivation::Pinned => "Pinned in the text.".to_owned(),
        Derivation::NeedsArticleDate => {
            "This article has no date to count from. The quick fix \u{201c}Set the article\u{2019}s date\u{201d} gives it one.".to_owned()
        }
        Derivation::Ambiguous | Derivation::None => String::new(),
    }
}

/// A link whose words are a name speaks of the name, any other link of its target.
fn name_that_is_a_link(cursor: &Cursor) -> Option<Card> {
    let words = cursor.link()?.words;
    let mention = cursor.analysis.name_at(cursor.offset)?;
    (mention.span == words).then(|| name(cursor))?
}

fn name(cursor: &Cursor) -> Option<Card> {
    let mention = cursor.analysis.name_at(cursor.offset)?;
    let entity = &cursor.analysis.entities[mention.entity];
    let mut lines = roles(cursor, entity);
    lines.extend(spoken_roles(cursor, mention.entity));
    lines.push(format!("Here: {}", forms(cursor, mention.entity)));
    lines.extend(elsewhere(cursor, entity));
    lines.push(reason(cursor, mention.reason, mention.entity));
    Some(Card {
        span: mention.span,
        title: format!("{} \u{2014} {}", entity.name, entity.kind.word()),
        lines,
    })
}

fn roles(cursor: &Cursor, entity: &Entity) -> Vec<String> {
    let entry = entity
        .register
        .as_deref()
        .and_then(|id| cursor.folder.register.entry(id));
    let Some(entry) = entry else {
        return Vec::new();
    };
    let mut lines: Vec<String> = entry
        .roles
        .iter()
        .map(|role| {
            let of = role
                .of
                .as_deref()
                .map(|of| format!(", {of}"))
                .unwrap_or_default();
            let time = match (role.from.as_deref(), role.until.as_deref()) {
                (Some(from), Some(until)) => format!(" ({from} to {until})"),
                (Some(from), None) => format!(" (since {from})"),
                (None, Some(until)) => format!(" (until {until})"),
                (None, None) => String::new(),
            };
            format!("{}{of}{time}", role.title)
        })
        .collect();
    lines.extend(entry.born.as_ref().map(|born| format!("born {born}")));
    lines
}

/// The posts that the reports give to a person, each once, with its first place.
fn spoken_roles(cursor: &Cursor, entity: usize) -> Vec<String> {
    let analysis = cursor.analysis.as_ref();
    let mut posts: Vec<(Post, String)> = Vec::new();
    let own = analysis.roles.iter().filter(|role| role.entity == entity);
    for role in own {
        let former = if role.former { "former " } else { "" };
        let line = analysis.text.line_of(role.span.start as usize) + 1;
        let words = analysis.text.slice(role.span);
        if !posts.iter().any(|(post, _)| post.is_same(&role.post)) {
            posts.push((role.post.clone(), format!("{former}{words} (line {line})")));
        }
    }
    let index = &cursor.folder.index;
    let others = namesakes(cursor, &analysis.entities[entity].id);
    for (key, id) in &others {
        let Some(facts) = index.facts(key) else {
            continue;
        };
        let file = key.rsplit('/').next().unwrap_or(key);
        for role in facts.roles.iter().filter(|role| role.entity == *id) {
            if !posts.iter().any(|(post, _)| post.is_same(&role.post)) {
                let former = if role.former { "former " } else { "" };
                let words = format!("{former}{} ({file})", role.title);
                posts.push((role.post.clone(), words));
            }
        }
    }
    posts
        .into_iter()
        .take(NAMED)
        .map(|(_, words)| words)
        .collect()
}

/// "Latif Nazari (1), Nazari (7)".
fn forms(cursor: &Cursor, entity: usize) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mentions = cursor
        .analysis
        .names
        .iter()
        .filter(|mention| mention.entity == entity);
    for mention in mentions {
        *counts
            .entry(cursor.analysis.text.slice(mention.span))
            .or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(form, count)| (std::cmp::Reverse(*count), *form));
    let counts = counts
        .into_iter()
        .map(|(form, count)| format!("{form} ({count})"));
    counts.collect::<Vec<_>>().join(", ")
}

/// Reports are named by their files; more than these are only counted.
const NAMED: usize = 5;

fn elsewhere(cursor: &Cursor, entity: &Entity) -> Vec<String> {
    let index = &cursor.folder.index;
    let namesakes = namesakes(cursor, &entity.id);
    let others: Vec<(&str, usize, Option<jiff::civil::Date>)> = namesakes
        .iter()
        .filter_map(|(key, id)| {
            let facts = index.facts(key)?;
            let mentions = facts.entity(id)?.mentions.len();
            Some((key.rsplit('/').next()?, mentions, facts.date))
        })
        .collect();
    if others.is_empty() {
        return vec!["In no other report.".to_owned()];
    }
    let named: Vec<String> = others
        .iter()
        .take(NAMED)
        .map(|(file, count, _)| format!("{file} ({count})"))
        .collect();
    let more = others.len().saturating_sub(NAMED);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let mut lines = vec![format!("Elsewhere: {}{more}", named.join(", "))];
    let days = others
        .iter()
        .filter_map(|(_, _, date)| *date)
        .chain(cursor.analysis.date.value);
    let (first, last) = (days.clone().min(), days.max());
    if let (Some(first), Some(last)) = (first, last)
        && first != last
    {
        lines.push(format!(
            "First seen {}, last seen {}",
            in_words(first),
            in_words(last)
        ));
    }
    lines
}

/// Why the mention is taken for this entity.
fn reason(cursor: &Cursor, reason: JoinReason, entity: usize) -> String {
    let name = &cursor.analysis.entities[entity].name;
    let full =
        cursor.analysis.names.iter().find(|mention| {
            mention.entity == entity && !matches!(mention.reason, JoinReason::Surname)
        });
    let line = full.map(|mention| cursor.analysis.text.line_of(mention.span.start as usize) + 1);
    match (reason, line) {
        (JoinReason::FullName, Some(line)) => format!("Another full mention, as in line {line}."),
        (JoinReason::FullName, None) => "A full form of the name.".to_owned(),
        (JoinReason::GivenName, _) => {
            format!("The only one in this article whose name begins so: {name}.")
        }
        (JoinReason::Acronym, _) => format!("The initials of {name}."),
        (JoinReason::ShortForm, _) => format!("Short for {name}."),
        (JoinReason::Surname, Some(line)) => format!("Surname of {name}, line {line}."),
        (JoinReason::Surname, None) => format!("Surname of {name}."),
        (JoinReason::Declared, _) => "Declared in entities.yml.".to_owned(),
        (JoinReason::Linked, _) => "Said by a pin or a link in the text.".to_owned(),
        (JoinReason::First, _) => "First mention in this article.".to_owned(),
        (JoinReason::SameWords, Some(line)) => format!("The same name as in line {line}."),
        (JoinReason::SameWords, None) => "The same name as elsewhere in this article.".to_owned(),
    }
}

fn footnote(cursor: &Cursor) -> Option<Card> {
    let (definition, link) = cursor.footnote()?;
    let reference = cursor
        .analysis
        .article
        .footnote_references
        .iter()
        .find(|one| one.span.touches(cursor.offset))?;
    let note = cursor
        .analysis
        .article
        .prose()
        .get(definition.span.range())
        .unwrap_or_default();
    let mut card = Card {
        span: reference.span,
        title: format!("Footnote {}", definition.label),
        lines: vec![note.split_whitespace().collect::<Vec<_>>().join(" ")],
    };
    if let Some(link) = link {
        card.lines
            .extend(target(cursor, link).into_iter().flatten());
        card.lines
            .extend(quoted_before(cursor, link, reference.span));
    }
    Some(card)
}

/// Whether the source has the words of the quotation before the mark.
fn quoted_before(cursor: &Cursor, link: &crate::article::Link, mark: Span) -> Option<String> {
    let quotation = source::quotation_before(cursor, mark)?;
    let key = quoted::local_text(cursor.snapshot, cursor.folder, cursor.key, link)?;
    let passage = source::in_source(cursor, &key, quotation)?;
    let nearest = passage.nearest.as_ref()?;
    // What the link itself quotes is shown already.
    let shown = nearest.diff.is_empty() && has_passage(link);
    (!shown).then(|| format!("{} {}", place_name(cursor, &passage.place), passage.said()))
}

fn has_passage(link: &crate::article::Link) -> bool {
    matches!(
        &link.target,
        Target::Local {
            passage: Some(_),
            ..
        }
    )
}

fn link(cursor: &Cursor) -> Option<Card> {
    let link = cursor.link()?;
    let mut lines = target(cursor, &link)?;
    let title = if lines.is_empty() {
        String::new()
    } else {
        lines.remove(0)
    };
    Some(Card {
        span: link.span,
        title,
        lines,
    })
}

/// Title, date and words of what a link leads to.
fn target(cursor: &Cursor, link: &crate::article::Link) -> Option<Vec<String>> {
    let place = match follow(cursor.snapshot, cursor.folder, cursor.key, link)? {
        Destination::Address(address) => return Some(vec![address]),
        Destination::Place(place) => place,
    };
    let file = place
        .key
        .rsplit('/')
        .next()
        .unwrap_or(&place.key)
        .to_owned();
    let facts = cursor.folder.index.facts(&place.key);
    let title = facts.as_ref().map(|facts| facts.title.to_string());
    let mut lines = vec![title.unwrap_or(file.clone())];
    let date = facts
        .and_then(|facts| facts.date)
        .map(|date| format!("{}, ", in_words(date)));
    let text = cursor.snapshot.text(&place.key).ok()?;
    let nearly = match &link.target {
        Target::Local {
            passage: Some(wanted),
            ..
        } => passage::find(cursor.snapshot, &place.key, &text, wanted).is_none(),
        _ => false,
    };
    let line = text.line_of(place.span.start as usize) + 1;
    lines.push(format!("{}{file}:{line}", date.unwrap_or_default()));
    let words = match place.span.is_empty() {
        false => text.slice(place.span).to_owned(),
        true => String::new(),
    };
    if nearly {
        lines.push(match words.is_empty() {
            true => "The words that the link quotes are not there.".to_owned(),
            false => "The link\u{2019}s words are not there; the nearest are:".to_owned(),
        });
    }
    if !words.is_empty() {
        lines.push(format!(
            "\u{201c}{}\u{201d}",
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        ));
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn card(source: &str) -> String {
        let fixture = Fixture::new(source);
        let (key, offset) = fixture.cursor.clone().expect("$0");
        let card = hover(&fixture.snapshot, &key, offset).expect("a card");
        format!("{}\n{}", card.title, card.lines.join("\n"))
    }

    #[test]
    fn a_date_says_how_it_was_derived() {
        assert_eq!(
            card("//- a.md\n---\ndate: 2025-02-17\n---\nHe spoke on Mon$0day.\n"),
            "Monday 17 February 2025: the article\u{2019}s own day\n\
             Counted from the article\u{2019}s date, Monday 17 February 2025 (from the front matter).\nTIMEX3 2025-02-17"
        );
        assert_eq!(
            card("//- 2025-03-26.txt\nEarlier th$0is year, they left.\n"),
            "1 January \u{2013} 26 March 2025\n\
             Counted from the article\u{2019}s date, Wednesday 26 March 2025 (from the file name).\nTIMEX3 2025, mod START"
        );
        assert!(
            card("//- a.txt\nHe spoke on Mon$0day.\n")
                .starts_with("Which date?\nThis article has no date")
        );
        assert!(
            card("//- a.txt\nHe spoke on 03/0$04/2025.\n")
                .starts_with("3 April 2025 or 4 March 2025")
        );
    }

    #[test]
    fn a_name_says_who_it_is_here_and_elsewhere() {
        assert_eq!(
            card(
                "//- a.txt\nMinister Latif Nazari spoke. Naza$0ri left.\n//- b.txt\nLatif Nazari came.\n\
                 //- entities.yml\n- id: latif-nazari\n  type: person\n  name: Latif Nazari\n  role: {title: deputy minister, of: Taliban, from: 2021}\n"
            ),
            "Latif Nazari \u{2014} person\ndeputy minister, Taliban (since 2021)\nMinister (line 1)\nHere: Latif Nazari (1), Nazari (1)\n\
             Elsewhere: b.txt (1)\nSurname of Latif Nazari, line 1."
        );
    }

    #[test]
    fn a_link_shows_its_target_also_in_the_metadata() {
        let target = "//- b.md\n---\ntitle: The talks\ndate: 2025-03-25\n---\nText.\n";
        let shown = "The talks\n25 March 2025, b.md:1";
        assert_eq!(
            card(&format!("//- a.md\nSee [Wo$0rk in Tokyo](b.md).\n{target}")),
            shown
        );
        assert_eq!(
            card(&format!(
                "//- a.md\n---\nrelated: [b$0.md]\n---\nText.\n{target}"
            )),
            shown
        );
    }

    #[test]
    fn a_footnote_shows_the_passage_of_its_source() {
        assert_eq!(
            card(
                "//- a.md\nHe wants roads.[^$01]\n\n[^1]: [Kyodo](kyodo.md#:~:text=new%20roads)\n\
                 //- kyodo.md\n---\ntitle: The interview\ndate: 2025-03-25\n---\nHe said: \u{201c}New roads.\u{201d}\n"
            ),
            "Footnote 1\nKyodo\nThe interview\n25 March 2025, kyodo.md:5\n\u{201c}New roads\u{201d}"
        );
    }

    #[test]
    fn a_quotation_says_who_where_from_and_who_else() {
        assert_eq!(
            card(
                "//- a.md\nLatif Nazari of the Nippon Foundation said: \u{201c}We must le$0ave the old city at once.\u{201d}[^1]\n\n[^1]: [K](k.txt)\n\
                 //- k.txt\nIt rained.\n\u{201c}We should leave the old city at once,\u{201d} said Latif Nazari of the Nippon Foundation.\n"
            ),
            "Quotation of Latif Nazari, \u{201c}said\u{201d} in line 1\n\
             Source: k.txt:2 has nearly these words (87 % of them): \u{201c}We [must \u{2192} should] leave the old city at once\u{201d} (here \u{2192} there)\n\
             In other words: k.txt:2, said by Latif Nazari: \u{201c}We [must \u{2192} should] leave the old city at once\u{201d} (here \u{2192} there)"
        );
    }

    #[test]
    fn the_nearest_words_of_a_lost_passage_are_said_to_be_the_nearest() {
        let shown = card(
            "//- a.md\nSo.[^$01]\n\n[^1]: [K](k.txt#:~:text=we%20must%20leave%20the%20city)\n//- k.txt\nIt rained.\nWe should leave the city.\n",
        );
        assert!(
            shown.contains("the nearest are:\n\u{201c}We should leave the city\u{201d}"),
            "{shown}"
        );
    }
}
