//! Quotations in double marks, straight and curly; in single ones where an article quotes so.
//!
//! In: the prose of one block, then the marks of all blocks in order. Out: [`Quotation`]s and the
//! marks that have no partner. Each paragraph of a long quotation opens it anew and only the last
//! one closes it; a straight mark behind a number may be inches. A single mark may be an
//! apostrophe, so single marks are read where an article has no double ones but inside them, and
//! they are never missed.

use std::collections::HashSet;

use crate::text::{Span, words};

use super::speaker::Speaker;
use super::speech::{Cue, CueKind, cues};

/// A quotation, marks included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quotation {
    pub span: Span,
    /// The words between the marks.
    pub words: Span,
    /// How many quotations it stands in.
    pub depth: u8,
    /// It goes on with the quotation of the paragraph before it.
    pub continues: bool,
    /// A part of what was said, and no whole sentence.
    pub fragment: bool,
    /// The words that attribute it, "said", "according to".
    pub cue: Option<Span>,
    pub speaker: Option<Speaker>,
}

impl Quotation {
    fn new(span: Span, words: Span) -> Quotation {
        Quotation {
            span,
            words,
            ..Quotation::default()
        }
    }

    fn shifted(self, start: usize) -> Quotation {
        Quotation::new(self.span.shifted(start), self.words.shifted(start))
    }
}

/// A mark without a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrayMark {
    pub span: Span,
    /// An opening mark that nothing closes, or a closing mark that nothing opened.
    pub opens: bool,
}

/// The quotation marks of one block, as byte spans of its prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub closed: Vec<Quotation>,
    /// Opened in the block and not closed in it.
    pub open: Option<Span>,
    pub stray: Vec<StrayMark>,
    /// The block's first words open a quotation.
    pub starts_open: bool,
    /// What single marks may quote.
    pub single: Vec<Quotation>,
    len: u32,
}

impl Marks {
    /// Reads the marks of a block.
    pub fn read(prose: &str) -> Marks {
        let mut marks = Marks {
            len: prose.len() as u32,
            ..Marks::default()
        };
        // A quotation may hold another one, also in the same kind of marks.
        let mut opened: Vec<(Span, char)> = Vec::new();
        for (at, mark) in prose.match_indices(['"', '\u{201c}', '\u{201d}', '\u{201e}']) {
            let c = mark.chars().next().unwrap_or('"');
            let span = Span::new(at, at + mark.len());
            match role(prose, at, c, opened.last().map(|(_, by)| *by)) {
                Role::Opens => {
                    marks.starts_open |= prose[..at].trim().is_empty();
                    let goes_on = |(last, by): &(Span, char)| {
                        *by == c
                            && goes_on(&prose[last.end as usize..at], &prose[at + mark.len()..])
                    };
                    if let Some((first, _)) = opened.pop_if(|last| goes_on(last)) {
                        let end = prose[..at].trim_end().len();
                        marks.closed.push(Quotation::new(
                            Span::new(first.start as usize, end),
                            Span::new(first.end as usize, end),
                        ));
                    }
                    opened.push((span, c));
                }
                Role::Closes => match opened.pop() {
                    Some((first, _)) => marks.closed.push(Quotation::new(
                        first.join(span),
                        Span::new(first.end as usize, at),
                    )),
                    None => marks.stray.push(StrayMark { span, opens: false }),
                },
                Role::Inches => {}
            }
        }
        marks.single = single(prose);
        let mut opened = opened.into_iter().map(|(span, _)| span);
        marks.open = opened.next();
        marks
            .stray
            .extend(opened.map(|span| StrayMark { span, opens: true }));
        marks
    }

    /// The block has marks, and the first of them closes what an earlier block opened.
    fn first_closes(&self) -> Option<Span> {
        let first = self.stray.first().filter(|mark| !mark.opens)?;
        let earlier = self
            .closed
            .iter()
            .any(|one| one.span.start < first.span.start);
        let open_earlier = self.open.is_some_and(|open| open.start < first.span.start);
        (!earlier && !open_earlier).then_some(first.span)
    }

    fn is_empty(&self) -> bool {
        self.closed.is_empty() && self.open.is_none() && self.stray.is_empty()
    }
}

/// Whether a mark that opens again between `said` and `after` goes on with the quotation: the next
/// of its paragraphs, where the text has lost their ends. Words that tell who speaks lie outside.
fn goes_on(said: &str, after: &str) -> bool {
    let ended = said.trim_end_matches(['\'', '\u{2019}', ' ', '\n', '\u{a0}']);
    let begins = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c == '[');
    said.ends_with(char::is_whitespace)
        && ended.ends_with(['.', '?', '!', '\u{2026}'])
        && begins(said)
        && begins(after)
        && !cues(said).iter().any(|cue| attributes(said, cue))
}

/// "he said", "Abe told them", ", the minister noted.": not "what he has said".
fn attributes(prose: &str, cue: &Cue) -> bool {
    let before = &prose[..cue.span.start as usize];
    let last = words(before).last().map_or("", |word| word.text);
    let third = ["he", "she", "they", "who"].contains(&last.to_lowercase().as_str())
        || last.starts_with(char::is_uppercase) && !["I", "We", "You"].contains(&last);
    let clause = before.rsplit([',', '?', '!']).next().unwrap_or_default();
    let apart = clause.len() < before.len() && words(clause).count() <= SUBJECT;
    let behind = prose[cue.span.end as usize..].chars().next();
    let stops = behind.is_none_or(|c| !c.is_whitespace());
    let bare = clause.trim().is_empty();
    cue.kind != CueKind::Label && (third || apart && (stops || bare))
}

/// So many words name a speaker between a comma and the verb.
const SUBJECT: usize = 6;

enum Role {
    Opens,
    Closes,
    Inches,
}

fn role(prose: &str, at: usize, mark: char, opened_by: Option<char>) -> Role {
    let before = prose[..at].chars().next_back();
    let after = &prose[at + mark.len_utf8()..];
    match mark {
        '\u{201d}' => Role::Closes,
        '\u{201e}' => Role::Opens,
        '\u{201c}' if opened_by == Some('\u{201e}') => Role::Closes,
        '\u{201c}' => Role::Opens,
        _ => straight(before, after, opened_by),
    }
}

/// A straight mark opens at the start of a word and closes behind one.
fn straight(before: Option<char>, after: &str, opened_by: Option<char>) -> Role {
    let edge = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || "([{\u{2014}\u{2013}-/'\u{2018}".contains(c))
    };
    let starts_word =
        |c: char| c.is_alphanumeric() || "[(${\u{a3}\u{20ac}#@'\u{2018}\u{2026}".contains(c);
    let word_follows = after.starts_with(starts_word) || after.starts_with("..");
    if opened_by.is_some() {
        let opens_again = before.is_some_and(char::is_whitespace) && word_follows;
        return if opens_again {
            Role::Opens
        } else {
            Role::Closes
        };
    }
    if before.is_some_and(|c| c.is_ascii_digit()) {
        return Role::Inches;
    }
    // With a blank on both sides it opens what a later mark closes.
    let parted = before.is_some_and(char::is_whitespace)
        && after
            .trim_start_matches([' ', '\u{a0}'])
            .starts_with(starts_word)
        && after.contains('"');
    match edge(before) && word_follows || parted {
        true => Role::Opens,
        false => Role::Closes,
    }
}

/// Words that begin with an apostrophe.
const CLIPPED: &[&str] = &[
    "bout", "cause", "em", "ere", "n", "round", "s", "t", "til", "till", "tis", "tisn", "twas",
    "twere",
];

/// The quotations of a block in single marks.
fn single(prose: &str) -> Vec<Quotation> {
    let is_mark = |c: char| matches!(c, '\'' | '\u{2018}' | '\u{2019}');
    let opens = |at: usize, mark: char| {
        let before = prose[..at].chars().next_back();
        let after = &prose[at + mark.len_utf8()..];
        let edge =
            before.is_none_or(|c| c.is_whitespace() || "([{\u{2014}\u{2013}\"\u{201c}".contains(c));
        let word: &str = after
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let clipped = CLIPPED.contains(&word.to_lowercase().as_str());
        let starts = after.starts_with(|c: char| c.is_alphabetic() || "[\u{2026}".contains(c));
        mark != '\u{2019}' && edge && starts && !clipped
    };
    let closes = |at: usize, mark: char| {
        let before = prose[..at].chars().next_back();
        let after = prose[at + mark.len_utf8()..].chars().next();
        mark != '\u{2018}'
            && before.is_some_and(|c| !c.is_whitespace())
            && after.is_none_or(|c| !c.is_alphanumeric())
    };
    let marks: Vec<(usize, char)> = prose.char_indices().filter(|(_, c)| is_mark(*c)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        let (start, mark) = marks[at];
        if !opens(start, mark) {
            at += 1;
            continue;
        }
        let next = (at + 1..marks.len())
            .find(|other| opens(marks[*other].0, marks[*other].1))
            .unwrap_or(marks.len());
        let ends: Vec<usize> = (at + 1..next)
            .filter(|other| closes(marks[*other].0, marks[*other].1))
            .collect();
        let before = |other: &usize| prose[..marks[*other].0].chars().next_back();
        // "the boys' house'": an apostrophe follows an s, a mark often a comma or a stop.
        let stopped = |other: &&usize| before(other).is_some_and(|c| ",.?!\u{2026}".contains(c));
        let plain = |other: &&usize| before(other) != Some('s');
        let end = ends
            .iter()
            .find(stopped)
            .or_else(|| ends.iter().find(plain))
            .or_else(|| ends.first());
        if let Some(end) = end {
            let (close, by) = marks[*end];
            found.push(Quotation::new(
                Span::new(start, close + by.len_utf8()),
                Span::new(start + mark.len_utf8(), close),
            ));
        }
        at = next;
    }
    found
}

/// A quotation that no mark closes for so many blocks was never meant to go on.
const LONGEST_QUOTATION: usize = 12;

/// Joins the marks of blocks that follow each other. Each block comes with the byte where it
/// starts; the results count bytes of the article.
pub fn quotations<'a>(
    blocks: impl Iterator<Item = (usize, &'a Marks)>,
) -> (Vec<Quotation>, Vec<StrayMark>) {
    let mut joined = Joined::default();
    for (start, marks) in blocks {
        let single = marks.single.iter().map(|one| one.shifted(start));
        joined.single.extend(single);
        joined.add(start, marks);
    }
    joined.quote_singly();
    joined.finish()
}

/// So many quotations of so many bytes make single marks the marks of an article.
const SINGLY: usize = 3;
const LONG: usize = 20;

#[derive(Default)]
struct Joined {
    found: Vec<Quotation>,
    stray: Vec<StrayMark>,
    single: Vec<Quotation>,
    /// The mark that opened the quotation which goes on, and the blocks since.
    carried: Option<(Span, usize)>,
}

impl Joined {
    fn add(&mut self, start: usize, marks: &Marks) {
        let shift = |span: Span| span.shifted(start);
        let mut closer = None;
        let first_found = self.found.len();
        let mut continues = false;
        if let Some((opened, blocks)) = self.carried.take() {
            closer = marks.first_closes();
            let goes_on = marks.is_empty() && blocks < LONGEST_QUOTATION;
            match (closer, goes_on) {
                (Some(close), _) => {
                    continues = true;
                    self.found.push(Quotation::new(
                        shift(Span::new(0, close.end as usize)),
                        shift(Span::new(0, close.start as usize)),
                    ));
                }
                (None, true) => self.carried = Some((opened, blocks + 1)),
                // Each paragraph opens the quotation anew.
                (None, false) if marks.starts_open => continues = true,
                (None, false) => self.stray.push(StrayMark {
                    span: opened,
                    opens: true,
                }),
            }
        }
        self.found
            .extend(marks.closed.iter().map(|one| one.shifted(start)));
        let strays = marks.stray.iter().filter(|one| Some(one.span) != closer);
        self.stray.extend(strays.map(|one| StrayMark {
            span: shift(one.span),
            ..*one
        }));
        if let Some(open) = marks.open {
            self.carried = Some((shift(open), 0));
            // The words of a paragraph that the next one goes on with.
            self.found.push(Quotation::new(
                shift(Span::new(open.start as usize, marks.len as usize)),
                shift(Span::new(open.end as usize, marks.len as usize)),
            ));
        }
        let first = self.found[first_found..]
            .iter_mut()
            .min_by_key(|one| one.span);
        if let Some(first) = first {
            first.continues = continues;
        }
    }

    /// Takes the single marks for marks of quotation where the article has no others outside them.
    fn quote_singly(&mut self) {
        let inside = |span: Span| {
            let after = self
                .single
                .partition_point(|one| one.span.start < span.start);
            let before = after.checked_sub(1).map(|at| self.single[at]);
            before.is_some_and(|one| one.words.encloses(span))
        };
        let doubles = self.found.iter().any(|one| !inside(one.span)) || !self.stray.is_empty();
        let long = self.single.iter().filter(|one| one.words.len() >= LONG);
        if !doubles && self.carried.is_none() && long.count() >= SINGLY {
            self.found.append(&mut self.single);
        }
    }

    fn finish(mut self) -> (Vec<Quotation>, Vec<StrayMark>) {
        self.stray.extend(
            self.carried
                .map(|(span, _)| StrayMark { span, opens: true }),
        );
        let opened = self.stray.iter().filter(|mark| mark.opens);
        let opened: HashSet<u32> = opened.map(|mark| mark.span.start).collect();
        self.found
            .retain(|quotation| !opened.contains(&quotation.span.start));
        self.found
            .sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
        count_depths(&mut self.found);
        self.stray.sort_by_key(|mark| mark.span);
        (self.found, self.stray)
    }
}

fn count_depths(found: &mut [Quotation]) {
    let mut open: Vec<u32> = Vec::new();
    for quotation in found {
        open.retain(|end| *end > quotation.span.start);
        quotation.depth = open.len().min(usize::from(u8::MAX)) as u8;
        open.push(quotation.span.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks are the lines of `text`.
    fn read(text: &str) -> (Vec<&str>, Vec<&str>) {
        let mut at = 0;
        let mut marks = Vec::new();
        for line in text.split('\n') {
            marks.push((at, Marks::read(line)));
            at += line.len() + 1;
        }
        let (found, stray) = quotations(marks.iter().map(|(start, marks)| (*start, marks)));
        (
            found.iter().map(|one| &text[one.words.range()]).collect(),
            stray
                .iter()
                .map(|one| &text[one.span.start as usize..])
                .collect(),
        )
    }

    #[test]
    fn curly_and_straight_marks_pair() {
        assert_eq!(
            read(
                "He said \u{201c}yes\u{201d}\u{2014}\u{201c}no,\u{201d} and (\"maybe\") or \"so.\""
            ),
            (vec!["yes", "no,", "maybe", "so."], vec![])
        );
    }

    #[test]
    fn each_paragraph_of_a_long_quotation_opens_it() {
        let text = "\u{201c}One.\n\u{201c}Two.\n\u{201c}Three,\u{201d} she said.";
        let (found, stray) = read(text);
        assert_eq!(found, ["One.", "Two.", "Three,"]);
        assert!(stray.is_empty());
    }

    #[test]
    fn paragraphs_of_a_quotation_may_have_run_together() {
        for text in [
            "\u{201c}One day it was. \u{201c}Two of us came. \u{201c}Three left,\u{201d} she said.",
            "He said: \"What we have said is true! \"It is all true.\" Then he left.",
        ] {
            let (found, stray) = read(text);
            assert_eq!(stray, Vec::<&str>::new(), "{text}");
            assert!(found.len() > 1 && !found[0].contains(found[1]), "{found:?}");
        }
        for text in [
            "\"One day it was, he said. \"Two of us came,\" he added.",
            "\"One day it was. She told them so. \"Two of us came,\" he added.",
            "\"One day it was. \"Two of us came. And he left.",
            "\"One day it was, two of the guests noted. \"Two of us came.\"",
            "He thought of \"one day when it was so. \"Two of us came.\"",
        ] {
            assert_eq!(read(text).1.len(), 1, "{text}");
        }
    }

    #[test]
    fn a_mark_without_a_partner_is_stray() {
        let (_, stray) = read("He said \u{201c}yes and left.\nThen he came.");
        assert_eq!(stray.len(), 1);
        let (_, stray) = read("He said yes\u{201d} and left.");
        assert_eq!(stray.len(), 1);
        let (_, stray) = read("He said \"yes and left.");
        assert_eq!(stray.len(), 1);
    }

    #[test]
    fn quotations_in_quotations_and_over_lines_are_left_alone() {
        for text in [
            "He said: \"The \"United States\" is here.\"",
            "She \"felt like 'am I going to die?' \".",
            "It said \"...not so\" and \"yes\".",
            "He wrote:\n\"The first line\nthe second line\nthe last.\"\nThat was it.",
        ] {
            assert_eq!(read(text).1, Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn an_article_may_quote_in_single_marks() {
        let text = "\u{2018}We came to see the boys\u{2019} house,\u{2019} he said. \u{2018}It isn\u{2019}t \u{201c}so old\u{201d} as that.\u{2019}\n\
                    She called the \u{2019}90s \u{2018}the best years of our lives\u{2019} and the boys\u{2019} house \u{2018}small\u{2019}.";
        assert_eq!(
            read(text).0,
            [
                "We came to see the boys\u{2019} house,",
                "It isn\u{2019}t \u{201c}so old\u{201d} as that.",
                "so old",
                "the best years of our lives",
                "small",
            ]
        );
        let straight = "'We came to see the house,' he said. 'Tis true. 'It isn't as old as that.' They sang 'the best years of our lives' to 'em.";
        assert_eq!(read(straight).0.len(), 3);
    }

    #[test]
    fn where_double_marks_quote_single_ones_do_not() {
        let text = "\"We came,\" he said. 'We came to see the house.' 'It isn't as old as that.' 'The best years of our lives.'";
        assert_eq!(read(text).0, ["We came,"]);
        assert_eq!(
            read("The boys' house was 'the best house of all' in the '90s.")
                .0
                .len(),
            0
        );
    }

    #[test]
    fn a_mark_between_blanks_opens_what_a_later_one_closes() {
        let (found, stray) = read("He called it \" a great day for all ,\" and left.");
        assert_eq!((found.len(), stray.len()), (1, 0));
        let (found, stray) = read("He called it a great day. \" And he left.");
        assert_eq!((found.len(), stray.len()), (0, 1));
    }

    #[test]
    fn inches_and_apostrophes_are_no_quotations() {
        let (found, stray) =
            read("A 6'2\" man with a 27\" screen and the '90s \u{2019}tis \"a 5\" board.");
        assert_eq!((found.len(), stray.len()), (1, 0));
    }
}
