//! Who is who, carried over an edit that touches no name.
//!
//! In: what an article's last revision was joined from and what came of it, and what the next one is
//! to be joined from. Out: the same mentions, moved, where joining can find no others; most
//! keystrokes are inside a word that names nobody, and joining reads the whole article.

use std::cell::Cell;
use std::sync::Arc;

use crate::text::Span;

use super::{
    Assigned, BlockForms, Candidate, Declared, DeclaredHit, Entity, Form, NameMention, join,
};

/// All that joining looks at.
#[derive(Debug)]
pub struct Joinable {
    pub text: Arc<str>,
    /// Of what is declared.
    pub revision: u64,
    /// Each with the byte at which its block begins.
    pub blocks: Vec<(usize, Arc<BlockForms>)>,
    pub hits: Vec<(usize, DeclaredHit)>,
    pub assigned: Vec<Assigned>,
}

/// What was joined last.
#[derive(Debug)]
pub struct Joined {
    from: Joinable,
    mentions: Vec<NameMention>,
    entities: Vec<Entity>,
}

/// Joins the names of an article's next revision; `last` is what was joined of the one before, if it
/// was kept, and becomes what is joined now.
pub fn join_again(
    last: &mut Option<Joined>,
    from: Joinable,
    declared: &Declared,
) -> (Vec<NameMention>, Vec<Entity>) {
    let carried = last.take().and_then(|last| last.carried(&from));
    let (mentions, entities) = carried.unwrap_or_else(|| from.join(declared));
    *last = Some(Joined {
        from,
        mentions: mentions.clone(),
        entities: entities.clone(),
    });
    (mentions, entities)
}

impl Joinable {
    pub fn join(&self, declared: &Declared) -> (Vec<NameMention>, Vec<Entity>) {
        join(
            &self.text,
            &self.blocks,
            &self.hits,
            &self.assigned,
            declared,
        )
    }
}

impl Joined {
    /// The same mentions in the next revision; `None` where it may have others.
    fn carried(self, next: &Joinable) -> Option<(Vec<NameMention>, Vec<Entity>)> {
        let last = &self.from;
        let edit = Edit::between(&last.text, &next.text);
        let same = last.revision == next.revision
            && !edit.is_near_bracket(&last.text, &next.text)
            && edit.same_blocks(&last.blocks, &next.blocks)
            && same_all(&last.hits, &next.hits, |(start, hit), (now, next)| {
                hit.entity == next.entity
                    && edit.moved(hit.span.shifted(*start)) == Some(next.span.shifted(*now))
            })
            && same_all(&last.assigned, &next.assigned, |one, next| {
                one.entity == next.entity && edit.moved(one.span) == Some(next.span)
            });
        if !same {
            return None;
        }
        let mentions = self.mentions.into_iter().map(|mention| {
            let span = edit.moved(mention.span)?;
            Some(NameMention { span, ..mention })
        });
        Some((mentions.collect::<Option<_>>()?, self.entities))
    }
}

/// One stretch of a text in the place of another. All bytes are of the old text but for `new_end`.
struct Edit {
    start: usize,
    end: usize,
    new_end: usize,
}

impl Edit {
    fn between(old: &str, new: &str) -> Edit {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let start = common(old.chunks(CHUNK), new.chunks(CHUNK)) * CHUNK;
        let start = start.min(old.len()).min(new.len());
        let start = start + common(old[start..].iter(), new[start..].iter());
        let (rest, new_rest) = (&old[start..], &new[start..]);
        let behind = common(rest.rchunks(CHUNK), new_rest.rchunks(CHUNK)) * CHUNK;
        let behind = behind.min(rest.len()).min(new_rest.len());
        let left = &rest[..rest.len() - behind];
        let new_left = &new_rest[..new_rest.len() - behind];
        let behind = behind + common(left.iter().rev(), new_left.iter().rev());
        Edit {
            start,
            end: old.len() - behind,
            new_end: new.len() - behind,
        }
    }

    /// Where a span of the old text is in the new one; `None` where the edit touches it.
    fn moved(&self, span: Span) -> Option<Span> {
        if span.end as usize <= self.start {
            return Some(span);
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let behind = |at: usize| at - self.end + self.new_end;
        (start >= self.end).then(|| Span::new(behind(start), behind(end)))
    }

    /// Whether it can open or close a bracket that has a name before it or in it.
    fn is_near_bracket(&self, old: &str, new: &str) -> bool {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let is_bracket = |byte: &u8| matches!(byte, b'(' | b')');
        let put_in = new[self.start..self.new_end].iter();
        let mut changed = old[self.start..self.end].iter().chain(put_in);
        // White space may be of any alphabet.
        let told = |byte: &&u8| byte.is_ascii_graphic();
        let before = old[..self.start].iter().rev().find(told);
        let behind = old[self.end..].iter().find(told);
        changed.any(is_bracket) || before.into_iter().chain(behind).any(is_bracket)
    }

    fn same_blocks(
        &self,
        old_blocks: &[(usize, Arc<BlockForms>)],
        new_blocks: &[(usize, Arc<BlockForms>)],
    ) -> bool {
        let unsure = Cell::new(0);
        same_all(old_blocks, new_blocks, |(start, old), (now, new)| {
            let place = |span: Span| self.moved(span.shifted(*start));
            let behind = *start >= self.end && *start - self.end + self.new_end == *now;
            if behind && Arc::ptr_eq(old, new) {
                return true;
            }
            let same = |old: &Candidate, new: &Candidate| {
                old.words.len() == new.words.len()
                    && place(old.span) == Some(new.span.shifted(*now))
                    && same_all(&old.words, &new.words, |old, new| {
                        place(*old) == Some(new.shifted(*now))
                    })
            };
            same_all(&old.weak, &new.weak, same)
                && same_all(&old.forms, &new.forms, |old, new| {
                    let sure = old.margin == new.margin || {
                        unsure.set(unsure.get() + 1);
                        unsure.get() <= MOST_UNSURE && is_always_its_kind(new_blocks, new)
                    };
                    place(old.span) == Some(new.span.shifted(*now)) && old.is_said_as(new) && sure
                })
        })
    }
}

fn same_all<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(old, new))
}

/// Of so many names the tagger may be more or less sure than before; with more of them the article is
/// joined anew.
const MOST_UNSURE: usize = 64;

/// Whether all who bear the name are of its kind, so that it does not matter how sure the tagger is.
fn is_always_its_kind(blocks: &[(usize, Arc<BlockForms>)], form: &Form) -> bool {
    let mut all = blocks.iter().flat_map(|(_, block)| &block.forms);
    all.all(|other| other.key != form.key || other.kind == form.kind)
}

/// Bytes that are compared at a time.
const CHUNK: usize = 4096;

/// How many of both are the same, from the first on.
fn common<T: PartialEq>(old: impl Iterator<Item = T>, new: impl Iterator<Item = T>) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_what_differs() {
        let between = |old: &str, new: &str| {
            let edit = Edit::between(old, new);
            (edit.start, edit.end, edit.new_end)
        };
        assert_eq!(between("one two", "one two"), (7, 7, 7));
        assert_eq!(between("aab", "aaab"), (2, 2, 3));
        assert_eq!(between("aaab", "aab"), (2, 3, 2));
        assert_eq!(between("", "one"), (0, 0, 3));
        let (long, end) = ("word ".repeat(5000), "end ".repeat(5000));
        let (old, new) = (format!("{long}{end}"), format!("{long}x{end}"));
        assert_eq!(between(&old, &new), (25_000, 25_000, 25_001));
        assert_eq!(between(&new, &old), (25_000, 25_001, 25_000));
    }

    #[test]
    fn a_bracket_is_near_behind_any_white_space() {
        let near = |old: &str, new: &str| Edit::between(old, new).is_near_bracket(old, new);
        assert!(near("Forces (RSF)", "Forces, (RSF)"));
        assert!(near("Forces\u{a0}(RSF)", "Forces x\u{a0}(RSF)"));
        assert!(near("Forces RSF", "Forces (RSF)"));
        assert!(!near("Forces (RSF) met us", "Forces (RSF) met with us"));
    }

    #[test]
    fn a_span_moves_unless_the_edit_is_in_it() {
        let edit = Edit::between("Abe met Sato.", "Abe nearly met Sato.");
        assert_eq!(edit.moved(Span::new(0, 3)), Some(Span::new(0, 3)));
        assert_eq!(edit.moved(Span::new(8, 12)), Some(Span::new(15, 19)));
        assert_eq!(edit.moved(Span::new(2, 6)), None);
    }
}
