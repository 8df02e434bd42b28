//! Quotations in double marks, straight and curly.
//!
//! In: the prose of one block, then the marks of all blocks in order. Out: [`Quotation`]s and the
//! marks that have no partner. Each paragraph of a long quotation opens it anew and only the last
//! one closes it; a straight mark behind a number may be inches.

use crate::text::Span;

/// A quotation, marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    pub span: Span,
    /// The words between the marks.
    pub words: Span,
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
    len: u32,
}

impl Marks {
    /// Reads the marks of a block.
    pub fn read(prose: &str) -> Marks {
        let mut marks = Marks {
            len: prose.len() as u32,
            ..Marks::default()
        };
        let mut opened: Option<(Span, char)> = None;
        for (at, mark) in prose.match_indices(['"', '\u{201c}', '\u{201d}', '\u{201e}']) {
            let c = mark.chars().next().unwrap_or('"');
            let span = Span::new(at, at + mark.len());
            match (role(prose, at, c, opened.map(|(_, by)| by)), opened) {
                (Role::Opens, None) => {
                    marks.starts_open |= prose[..at].trim().is_empty();
                    opened = Some((span, c));
                }
                // Opened again before it was closed: the first one has no partner.
                (Role::Opens, Some((first, _))) => {
                    marks.stray.push(StrayMark {
                        span: first,
                        opens: true,
                    });
                    opened = Some((span, c));
                }
                (Role::Closes, Some((first, _))) => {
                    marks.closed.push(Quotation {
                        span: first.join(span),
                        words: Span::new(first.end as usize, at),
                    });
                    opened = None;
                }
                (Role::Closes, None) => marks.stray.push(StrayMark { span, opens: false }),
                (Role::Inches, _) => {}
            }
        }
        marks.open = opened.map(|(span, _)| span);
        marks
    }
}

enum Role {
    Opens,
    Closes,
    Inches,
}

fn role(prose: &str, at: usize, mark: char, opened_by: Option<char>) -> Role {
    let before = prose[..at].chars().next_back();
    let after = prose[at + mark.len_utf8()..].chars().next();
    match mark {
        '\u{201d}' => Role::Closes,
        '\u{201e}' => Role::Opens,
        '\u{201c}' if opened_by == Some('\u{201e}') => Role::Closes,
        '\u{201c}' => Role::Opens,
        _ => straight(before, after, opened_by),
    }
}

/// A straight mark opens at the start of a word and closes behind one.
fn straight(before: Option<char>, after: Option<char>, opened_by: Option<char>) -> Role {
    let edge = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || "([{\u{2014}\u{2013}-/'\u{2018}".contains(c))
    };
    let word_follows = after.is_some_and(|c| !c.is_whitespace());
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
    match edge(before) && word_follows {
        true => Role::Opens,
        false => Role::Closes,
    }
}

/// Joins the marks of blocks that follow each other. Each block comes with the byte where it
/// starts; the results count bytes of the article.
pub fn quotations<'a>(
    blocks: impl Iterator<Item = (usize, &'a Marks)>,
) -> (Vec<Quotation>, Vec<StrayMark>) {
    let (mut found, mut stray) = (Vec::new(), Vec::new());
    let mut carried: Option<Span> = None;
    for (start, marks) in blocks {
        let shift = |span: Span| span.shifted(start);
        if let Some(opened) = carried.take().filter(|_| !marks.starts_open) {
            stray.push(StrayMark {
                span: opened,
                opens: true,
            });
        }
        found.extend(marks.closed.iter().map(|one| Quotation {
            span: shift(one.span),
            words: shift(one.words),
        }));
        stray.extend(marks.stray.iter().map(|one| StrayMark {
            span: shift(one.span),
            ..*one
        }));
        carried = marks.open.map(shift);
        if let Some(open) = marks.open {
            // The words of a paragraph that the next one goes on with.
            found.push(Quotation {
                span: shift(Span::new(open.start as usize, marks.len as usize)),
                words: shift(Span::new(open.end as usize, marks.len as usize)),
            });
        }
    }
    stray.extend(carried.map(|span| StrayMark { span, opens: true }));
    found.retain(|quotation| {
        !stray
            .iter()
            .any(|mark| mark.opens && mark.span.start == quotation.span.start)
    });
    found.sort_by_key(|quotation| quotation.span);
    stray.sort_by_key(|mark| mark.span);
    (found, stray)
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
    fn a_mark_without_a_partner_is_stray() {
        let (_, stray) = read("He said \u{201c}yes and left.\nThen he came.");
        assert_eq!(stray.len(), 1);
        let (_, stray) = read("He said yes\u{201d} and left.");
        assert_eq!(stray.len(), 1);
        let (_, stray) = read("He said \"yes and left.");
        assert_eq!(stray.len(), 1);
    }

    #[test]
    fn inches_and_apostrophes_are_no_quotations() {
        let (found, stray) =
            read("A 6'2\" man with a 27\" screen and the '90s \u{2019}tis \"a 5\" board.");
        assert_eq!((found.len(), stray.len()), (1, 0));
    }
}
