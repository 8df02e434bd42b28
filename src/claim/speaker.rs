//! Who says it: gives each quotation of an article its speaker.
//!
//! In: the quotations, the cues of the blocks, the names of the article. Out: [`Quotation::cue`]
//! and [`Quotation::speaker`]. The speaker is the person or organisation that is the subject of a
//! speech verb beside the quotation; whoever is not plainly that is nobody. A pronoun counts only
//! where one single person was named before it.

use std::iter::once_with;

use crate::name::{Entity, EntityKind, NameMention};
use crate::text::{Span, words};
use serde::{Deserialize, Serialize};

use super::english::{BETWEEN, CONJUNCTIONS, INVERTIBLE, LEADS_AWAY, PRONOUNS};
use super::{Cue, CueKind, Quotation};

/// Who says a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Index into the article's entities.
    pub entity: usize,
    pub by: SpokenBy,
}

/// How the speaker is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpokenBy {
    /// The name is the subject of the cue.
    Name,
    /// A pronoun is, and one person was named before it.
    Pronoun,
    /// The quotation goes on behind one that is attributed.
    Continued,
}

/// A block with what was recognised in it.
pub struct Paragraph<'a> {
    /// Bytes of the article.
    pub start: usize,
    pub end: usize,
    pub sentences: &'a [Span],
    pub cues: &'a [Cue],
}

/// What an article tells about who speaks.
pub struct Told<'a> {
    pub prose: &'a str,
    pub paragraphs: &'a [Paragraph<'a>],
    pub names: &'a [NameMention],
    pub entities: &'a [Entity],
}

/// Gives each quotation its cue, its speaker, and whether it is a fragment.
pub fn attribute(quotations: &mut [Quotation], told: &Told) {
    for at in 0..quotations.len() {
        let (before, rest) = quotations.split_at_mut(at);
        let Some((quotation, after)) = rest.split_first_mut() else {
            return;
        };
        quotation.fragment = is_fragment(told.words(quotation.words));
        let last = before.iter().rfind(|one| one.depth == 0);
        if quotation.depth > 0 {
            continue;
        }
        let paragraph = told
            .paragraphs
            .partition_point(|one| one.start <= quotation.span.start as usize);
        let Some(paragraph) = paragraph.checked_sub(1) else {
            continue;
        };
        let place = Place {
            told,
            paragraph,
            quotation,
            last,
            next: after.iter().find(|one| one.depth == 0),
        };
        let (cue, speaker) = place.attribution();
        quotation.cue = cue;
        quotation.speaker = speaker;
    }
}

/// A whole sentence starts with a capital and ends with a mark.
fn is_fragment(words: &str) -> bool {
    let words = words.trim();
    let starts = words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let ends = words.ends_with([
        '.', ',', '?', '!', '\u{2026}', ';', '\u{2014}', '\'', '\u{2019}',
    ]);
    !(starts && ends)
}

type Attribution = (Option<Span>, Option<Speaker>);

/// One quotation among its neighbours.
struct Place<'a> {
    told: &'a Told<'a>,
    paragraph: usize,
    quotation: &'a Quotation,
    last: Option<&'a Quotation>,
    next: Option<&'a Quotation>,
}

impl Place<'_> {
    fn attribution(&self) -> Attribution {
        let (behind, ahead) = (self.behind(), self.ahead());
        // `Abe called it "a start", according to Reuters`: the paper does not speak.
        let reported =
            ahead.1.is_some() && behind.0.is_some_and(|cue| self.told.words(cue) == "to");
        let first = if reported { ahead } else { behind };
        // A cue whose subject is unknown says that somebody else speaks.
        [first, ahead]
            .into_iter()
            .chain(once_with(|| self.in_sentence()))
            .chain(once_with(|| self.continued()))
            .chain(once_with(|| self.lead_of_block()))
            .find(|found| found.0.is_some())
            .unwrap_or_default()
    }

    /// `"…," said Abe` and `"…," Abe said`.
    fn behind(&self) -> Attribution {
        let words = self.told.words(self.quotation.words).trim_end();
        let region = self.region_behind();
        let text = self.told.words(region);
        let comma = words.ends_with([',', '?', '!', '\u{2014}', '-']) || text.starts_with(',');
        let first = crate::text::words(text).next();
        let led_away = first.is_some_and(|word| {
            let word = word.text.to_lowercase();
            CONJUNCTIONS.binary_search(&word.as_str()).is_ok()
        });
        let cue = self.cues(region).find(|cue| cue.kind != CueKind::Label);
        match cue {
            Some(cue) if comma && !led_away => {
                let near = self
                    .told
                    .words(Span::new(region.start as usize, cue.span.start as usize));
                match crate::text::words(near).count() <= FARTHEST {
                    true => (Some(cue.span), self.subject(&cue, region, true)),
                    false => (None, None),
                }
            }
            _ => (None, None),
        }
    }

    /// `Abe said: "…"`, the last cue before it.
    fn ahead(&self) -> Attribution {
        let region = self.region_ahead();
        match self.cues(region).last() {
            Some(cue) => (Some(cue.span), self.subject(&cue, region, false)),
            None => (None, None),
        }
    }

    /// Any other cue of the sentence, where all of them have one subject.
    fn in_sentence(&self) -> Attribution {
        let sentence = self.sentence(self.quotation.span.start as usize);
        let mut found: Attribution = (None, None);
        for cue in self.cues(sentence) {
            let region = Span::new(sentence.start as usize, sentence.end as usize);
            let speaker = self.subject(&cue, region, false);
            match found {
                (None, _) => found = (Some(cue.span), speaker),
                (Some(_), known) if known == speaker => {}
                (first, _) => found = (first, None),
            }
            // Nothing that follows can tell any more.
            if found.1.is_none() {
                break;
            }
        }
        found
    }

    /// `"One," said Abe. "Two."`, and the next paragraph of a long quotation.
    fn continued(&self) -> Attribution {
        let Some(last) = self.last else {
            return (None, None);
        };
        let goes_on = |speaker: Option<Speaker>| {
            speaker.map(|speaker| Speaker {
                by: SpokenBy::Continued,
                ..speaker
            })
        };
        if self.quotation.continues {
            return (last.cue, goes_on(last.speaker));
        }
        let own = self.sentence(self.quotation.span.start as usize);
        let paragraph = &self.told.paragraphs[self.paragraph];
        if own.start != self.quotation.span.start || (last.span.start as usize) < paragraph.start {
            return (None, None);
        }
        let sentence_of_last = self.sentence(last.span.end.saturating_sub(1) as usize);
        let between = self
            .told
            .words(Span::new(sentence_of_last.end as usize, own.start as usize));
        match between.trim().is_empty() && sentence_of_last.end <= own.start {
            true => (last.cue, goes_on(last.speaker)),
            false => (None, None),
        }
    }

    /// A block that ends with a colon leads the next one.
    fn lead_of_block(&self) -> Attribution {
        let paragraph = &self.told.paragraphs[self.paragraph];
        let ahead = &self.told.prose[paragraph.start..self.quotation.span.start as usize];
        let Some(lead) = self
            .paragraph
            .checked_sub(1)
            .map(|at| &self.told.paragraphs[at])
            .filter(|lead| {
                ahead.trim().is_empty()
                    && self.told.prose[lead.start..lead.end]
                        .trim_end()
                        .ends_with(':')
            })
        else {
            return (None, None);
        };
        let Some(sentence) = lead.sentences.last() else {
            return (None, None);
        };
        let region = sentence.shifted(lead.start);
        let cue = lead.cues.iter().rfind(|cue| sentence.encloses(cue.span));
        match cue.map(|cue| shifted(*cue, lead.start)) {
            Some(cue) => (Some(cue.span), self.subject(&cue, region, false)),
            None => (None, None),
        }
    }

    fn region_behind(&self) -> Span {
        let from = self.quotation.span.end as usize;
        let sentence = self.sentence(from.saturating_sub(1));
        let next = self
            .next
            .map_or(usize::MAX, |next| next.span.start as usize);
        Span::new(from, (sentence.end as usize).min(next).max(from))
    }

    fn region_ahead(&self) -> Span {
        let to = self.quotation.span.start as usize;
        let sentence = self.sentence(to);
        let last = self.last.map_or(0, |last| last.span.end as usize);
        Span::new((sentence.start as usize).max(last).min(to), to)
    }

    /// The sentence at a byte of the article, inside the quotation's paragraph.
    fn sentence(&self, at: usize) -> Span {
        let paragraph = &self.told.paragraphs[self.paragraph];
        let inside = at.saturating_sub(paragraph.start);
        let found = paragraph
            .sentences
            .iter()
            .find(|sentence| sentence.contains(inside));
        let sentence = found.map(|sentence| sentence.shifted(paragraph.start));
        sentence.unwrap_or(Span::new(paragraph.start, paragraph.end))
    }

    /// The cues inside `region` and outside the quotations beside it.
    fn cues(&self, region: Span) -> impl DoubleEndedIterator<Item = Cue> {
        let paragraph = &self.told.paragraphs[self.paragraph];
        let quoted = [Some(self.quotation), self.last, self.next];
        let cues = paragraph
            .cues
            .iter()
            .map(|cue| shifted(*cue, paragraph.start));
        cues.filter(move |cue| {
            let inside = |one: &Quotation| one.span.encloses(cue.span);
            region.encloses(cue.span) && !quoted.iter().flatten().any(|one| inside(one))
        })
    }

    /// Who the subject of a cue is. `behind` is true where the region begins behind the quotation.
    fn subject(&self, cue: &Cue, region: Span, behind: bool) -> Option<Speaker> {
        match cue.kind {
            CueKind::Label => None,
            CueKind::AccordingTo => self.source(cue, region),
            CueKind::Participle => self.subject_of_sentence(cue, region),
            CueKind::Verb => {
                let inverted = self.is_inverted(cue, region, behind);
                let after = || inverted.then(|| self.inverted(cue, region)).flatten();
                self.named_before(cue, region)
                    .or_else(|| self.pronoun(cue, region))
                    .or_else(after)
            }
        }
    }

    /// `According to Abe`; in `According to Abe, Kishi told him` it is Kishi who may speak.
    fn source(&self, cue: &Cue, region: Span) -> Option<Speaker> {
        let source = self.named_behind(cue.span.end as usize, region)?;
        let mentions = self.mentions(Span::new(cue.span.end as usize, region.end as usize));
        let alone = mentions
            .iter()
            .all(|mention| mention.entity == source.entity);
        alone.then_some(source)
    }

    /// `Abe said`, `Abe, the minister, said`, `Abe of Japan said`.
    fn named_before(&self, cue: &Cue, region: Span) -> Option<Speaker> {
        let to = cue.span.start as usize;
        let mentions = self.mentions(Span::new(region.start as usize, to));
        // The nearest one that is followed by nothing but its own apposition, and hangs on no
        // other word: "Abe of the party said".
        let mention = mentions.into_iter().rev().find(|mention| {
            let between = &self.told.prose[mention.span.end as usize..to];
            belongs_to_subject(between) && !self.is_led_away(mention.span, region)
        })?;
        self.speaker(mention, SpokenBy::Name)
    }

    /// `said Abe` directly behind a quotation.
    fn inverted(&self, cue: &Cue, region: Span) -> Option<Speaker> {
        let after = &self.told.prose[cue.span.end as usize..region.end as usize];
        let next = words(after).next()?;
        if PRONOUNS.binary_search(&next.text).is_ok() {
            return self.person_named_before(cue.span.start as usize);
        }
        self.named_behind(cue.span.end as usize, region)
    }

    fn is_inverted(&self, cue: &Cue, region: Span, behind: bool) -> bool {
        let starts_behind_quotation =
            behind || self.last.is_some_and(|last| last.span.end == region.start);
        let between = &self.told.prose[region.start as usize..cue.span.start as usize];
        let verb = self.told.words(cue.span);
        starts_behind_quotation
            && INVERTIBLE.binary_search(&verb).is_ok()
            && words(between).all(|word| is_between(word.text))
    }

    /// The name behind `from` with nothing but its title before it: "astronomer Abe", "NASA
    /// astronomer Abe".
    fn named_behind(&self, from: usize, region: Span) -> Option<Speaker> {
        let mentions = self.mentions(Span::new(from, region.end as usize));
        let titled = mentions
            .into_iter()
            .take_while(|mention| is_title(&self.told.prose[from..mention.span.start as usize]));
        let titled: Vec<&NameMention> = titled.collect();
        let person = titled
            .iter()
            .find(|mention| self.told.entities[mention.entity].kind == EntityKind::Person);
        let mention = *person.or(titled.first())?;
        let rest = &self.told.prose[mention.span.end as usize..region.end as usize];
        let joint = rest.trim_start().starts_with("and ") || is_possessive(rest);
        // "Said NASA astronomers": the name stands for others.
        let noun = words(rest).next().filter(|_| rest.starts_with(' '));
        let modifies = person.is_none()
            && noun.is_some_and(|word| {
                LEADS_AWAY.binary_search(&word.text).is_err() && !is_between(word.text)
            });
        (!joint && !modifies).then_some(())?;
        self.speaker(mention, SpokenBy::Name)
    }

    /// The one person or organisation that the sentence names before a participle.
    fn subject_of_sentence(&self, cue: &Cue, region: Span) -> Option<Speaker> {
        let sentence = self.sentence(cue.span.start as usize);
        let from = sentence.start.min(region.start) as usize;
        let ahead = Span::new(from, cue.span.start as usize);
        let persons = self.persons(ahead);
        let mentions = match persons.is_empty() {
            true => self.mentions(ahead),
            false => persons,
        };
        let first = mentions.first()?;
        let one = mentions.iter().all(|other| other.entity == first.entity);
        let rest = &self.told.prose[first.span.end as usize..cue.span.start as usize];
        let led = self.is_led_away(first.span, Span::new(from, region.end as usize));
        (one && !is_possessive(rest) && !led).then_some(())?;
        self.speaker(first, SpokenBy::Name)
    }

    /// `he said`, `she later told`.
    fn pronoun(&self, cue: &Cue, region: Span) -> Option<Speaker> {
        let before = &self.told.prose[region.start as usize..cue.span.start as usize];
        let all: Vec<_> = words(before).collect();
        let subject = all.iter().rev().find(|word| !is_between(word.text))?;
        let pronoun = subject.text.to_lowercase();
        let singular = PRONOUNS.binary_search(&pronoun.as_str()).is_ok() && pronoun != "they";
        let parted = before[subject.span.end as usize..].contains([',', ';', '.']);
        (singular && !parted).then_some(())?;
        self.person_named_before(region.start as usize + subject.span.start as usize)
    }

    /// The only person of the nearest sentence that names persons, at or before `at`.
    fn person_named_before(&self, at: usize) -> Option<Speaker> {
        let paragraph = &self.told.paragraphs[self.paragraph];
        let own = self.sentence(at);
        let earlier = paragraph
            .sentences
            .iter()
            .rev()
            .map(|sentence| sentence.shifted(paragraph.start))
            .filter(|sentence| sentence.end <= own.start);
        let last_of_block = self
            .paragraph
            .checked_sub(1)
            .map(|at| &self.told.paragraphs[at])
            .and_then(|block| Some(block.sentences.last()?.shifted(block.start)));
        let here = Span::new(own.start as usize, at);
        let mut looked_at = std::iter::once(here)
            .chain(earlier.take(2))
            .chain(last_of_block);
        let persons = looked_at.find_map(|span| {
            let persons = self.persons(span);
            (!persons.is_empty()).then_some(persons)
        })?;
        let first = persons.first()?;
        let one = persons.iter().all(|other| other.entity == first.entity);
        one.then(|| self.speaker(first, SpokenBy::Pronoun))?
    }

    fn persons(&self, span: Span) -> Vec<&NameMention> {
        let mut persons = self.mentions(span);
        persons.retain(|mention| {
            self.told.entities[mention.entity].kind == EntityKind::Person
                && !self.quotation.span.encloses(mention.span)
        });
        persons
    }

    /// Mentions of those who can speak, inside `span` and outside the quotations beside it.
    fn mentions(&self, span: Span) -> Vec<&NameMention> {
        let names = self.told.names;
        let first = names.partition_point(|mention| mention.span.start < span.start);
        let inside = names[first..]
            .iter()
            .take_while(|mention| mention.span.end <= span.end);
        let quoted = [Some(self.quotation), self.last, self.next];
        let speaks = |mention: &&NameMention| {
            let kind = self.told.entities[mention.entity].kind;
            matches!(kind, EntityKind::Person | EntityKind::Organization)
                && !quoted
                    .iter()
                    .flatten()
                    .any(|one| one.span.encloses(mention.span))
        };
        inside.filter(speaks).collect()
    }

    fn speaker(&self, mention: &NameMention, by: SpokenBy) -> Option<Speaker> {
        Some(Speaker {
            entity: mention.entity,
            by,
        })
    }

    /// The name hangs on another word: "a spokesman for Abe", "Kishi and Abe".
    fn is_led_away(&self, name: Span, region: Span) -> bool {
        let before = &self.told.prose[region.start as usize..name.start as usize];
        // Titles stand between: "a spokesman for Prime Minister Abe".
        let words: Vec<_> = words(before).collect();
        let lead = words.iter().rev().find(|word| {
            let article = matches!(word.text, "the" | "a" | "an");
            !article && !word.text.starts_with(char::is_uppercase)
        });
        let Some(lead) = lead else { return false };
        let parted = before[lead.span.end as usize..].contains([',', ';', ':', '\u{2014}']);
        let clause = before[..lead.span.start as usize].trim_end();
        // "…, and Abe said" starts a clause of its own; "In talks with Kishi, Abe" is parted.
        let conjunction = matches!(lead.text, "and" | "or" | "that" | "as" | "who" | "which");
        let own_clause =
            conjunction && (clause.ends_with(',') || matches!(lead.text, "that" | "as"));
        LEADS_AWAY.binary_search(&lead.text).is_ok()
            && !parted
            && !own_clause
            && !self.ends_title(lead.text, clause, name)
    }
}

/// Whether what stands before a name can be its title.
fn is_title(before: &str) -> bool {
    let mut title = words(before);
    let plain = title.all(|word| LEADS_AWAY.binary_search(&word.text).is_err());
    let parted = before.contains([';', ':', '(', '"', '\u{201c}']);
    plain && !parted && words(before).count() <= LONGEST_TITLE
}

impl Place<'_> {
    /// "First Minister of Scotland Nicola Sturgeon": the "of" belongs to the title.
    fn ends_title(&self, lead: &str, before: &str, name: Span) -> bool {
        let last = words(before).last();
        let title = last.is_some_and(|word| word.text.starts_with(char::is_uppercase));
        let mut names = self.told.names.iter();
        let beside = names.any(|other| other.span.end + 1 == name.start);
        lead == "of" && title && beside
    }
}

/// More words than these between a quotation and its cue are another clause.
const FARTHEST: usize = 30;

/// More words than these before a name are no title.
const LONGEST_TITLE: usize = 8;

fn is_between(word: &str) -> bool {
    let lower = word.to_lowercase();
    BETWEEN.binary_search(&lower.as_str()).is_ok() || (lower.ends_with("ly") && lower.len() > 4)
}

fn is_possessive(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['\u{2019}', '\'']);
    rest.starts_with("s ")
}

/// Whether what stands between a name and a verb belongs to the name: adverbs, or an apposition
/// between commas or brackets.
fn belongs_to_subject(between: &str) -> bool {
    if is_possessive(between) {
        return false;
    }
    let trimmed = between.trim();
    let parts = |c: char| matches!(c, ',' | '(' | ')' | '\u{2014}' | '\u{2013}');
    let Some(last) = trimmed.rfind(parts) else {
        let adverbs = words(trimmed).all(|word| is_between(word.text) || is_quoted_as(word.text));
        // "Abe of the party said".
        let of = ["of ", "from ", "at "]
            .iter()
            .any(|of| trimmed.starts_with(of));
        let short = words(trimmed).count() <= LONGEST_TITLE;
        let plain = !trimmed.contains([';', ':', '.', '"', '\u{201c}', '\u{201d}']);
        return plain && (adverbs || (of && short));
    };
    let tail = &trimmed[last..];
    let opened = trimmed.starts_with(parts);
    let quoted = trimmed.contains([';', ':', '"', '\u{201c}', '\u{201d}']);
    opened
        && !quoted
        && words(tail).all(|word| is_between(word.text))
        // One comma alone parts two clauses: "Abe, said Kishi".
        && (trimmed.matches(parts).count() >= 2 || words(trimmed).next().is_none())
}

/// "Abe was quoted as saying".
fn is_quoted_as(word: &str) -> bool {
    matches!(word, "was" | "quoted" | "as" | "is")
}

fn shifted(cue: Cue, start: usize) -> Cue {
    Cue {
        span: cue.span.shifted(start),
        ..cue
    }
}

impl Told<'_> {
    fn words(&self, span: Span) -> &str {
        self.prose.get(span.range()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::analyse_text;

    /// Each quotation's first word with its speaker.
    fn speakers(text: &str) -> Vec<String> {
        let analysis = analyse_text(&"/a.txt".into(), text);
        let row = |quotation: &super::Quotation| {
            let words = analysis.text.slice(quotation.words);
            let speaker = quotation
                .speaker
                .map(|one| analysis.entities[one.entity].name.as_str());
            format!(
                "{}: {}",
                words.split_whitespace().next().unwrap_or_default(),
                speaker.unwrap_or("-")
            )
        };
        analysis.quotations.iter().map(row).collect()
    }

    #[test]
    fn the_subject_of_the_verb_beside_it_speaks() {
        for (text, expected) in [
            ("Latif Nazari said, \"We came.\"", "We: Latif Nazari"),
            ("\"We came,\" said Latif Nazari.", "We: Latif Nazari"),
            (
                "\"We came,\" Latif Nazari told Reuters on Monday.",
                "We: Latif Nazari",
            ),
            (
                "\"We came,\" said the deputy minister, Latif Nazari.",
                "We: Latif Nazari",
            ),
            (
                "Latif Nazari, the deputy minister of the group, later said they were \"tired\".",
                "tired: Latif Nazari",
            ),
            (
                "According to Latif Nazari, the talks were \"a start\".",
                "a: Latif Nazari",
            ),
            (
                "Latif Nazari left the room, saying \"enough\".",
                "enough: Latif Nazari",
            ),
            (
                "Yoshimasa Hayashi met Latif Nazari in May. Then Hayashi said, \"We talk.\"",
                "We: Yoshimasa Hayashi",
            ),
        ] {
            assert_eq!(speakers(text), [expected], "{text}");
        }
    }

    #[test]
    fn who_is_only_near_does_not_speak() {
        for text in [
            "A spokesman for Latif Nazari said, \"We came.\"",
            "Latif Nazari\u{2019}s brother said, \"We came.\"",
            "\"We came,\" said a friend of Latif Nazari.",
            "According to Latif Nazari, Yoshimasa Hayashi had in mind \"a start\".",
            "Latif Nazari was told \"no\".",
            "Latif Nazari met the press. The banner showed \"peace\".",
        ] {
            let found = speakers(text);
            assert!(found[0].ends_with(": -"), "{text} {found:?}");
        }
    }

    #[test]
    fn a_pronoun_counts_where_one_person_was_named() {
        assert_eq!(
            speakers("Latif Nazari came to Tokyo. \"It is late,\" he said."),
            ["It: Latif Nazari"]
        );
        assert_eq!(
            speakers("Latif Nazari met Yoshimasa Hayashi. \"It is late,\" he said."),
            ["It: -"]
        );
    }

    #[test]
    fn a_quotation_goes_on_behind_its_attribution_and_over_paragraphs() {
        assert_eq!(
            speakers("\"We came,\" said Latif Nazari. \"We saw.\"\nThe rest of \"it\" is gone."),
            ["We: Latif Nazari", "We: Latif Nazari", "it: -"]
        );
        assert_eq!(
            speakers("Latif Nazari said: \u{201c}We came.\n\u{201c}We saw.\u{201d}"),
            ["We: Latif Nazari", "We: Latif Nazari"]
        );
    }
}
