//! The names of an article's next revision: only blocks that are new, and blocks of whose words the
//! rest of the article says something else than before, are read again.
//!
//! In: the blocks of an article, each with what it says by itself. Out: [`BlockForms`] of each.

use std::ops::Range;
use std::sync::Arc;

use super::recognise::{BlockForms, BlockNames, forms};
use super::tagger::DocumentView;

/// A block of an article, for reading its names: a hash of the prose and whatever else its
/// [`BlockNames`] depend on, the prose, and what it says by itself.
pub type Block<'a> = (u64, &'a str, &'a Arc<BlockNames>);

/// The names of one article's last revision.
#[derive(Debug, Default)]
pub struct NameMemory {
    last: Option<Revision>,
}

#[derive(Debug)]
struct Revision {
    blocks: Vec<Known>,
    view: DocumentView,
}

/// A block of the last revision.
#[derive(Clone, Debug)]
struct Known {
    hash: u64,
    /// Its number in the view, larger than that of the block before it.
    number: u64,
    names: Arc<BlockNames>,
    forms: Arc<BlockForms>,
}

/// With more blocks that came or went an article is read anew.
const MOST_CHANGED: usize = 64;

/// The numbers of neighbours lie so far apart, so that others can come between them.
const APART: u64 = 1 << 40;

impl NameMemory {
    /// The names of an article that is read once, block by block.
    pub fn read_once(blocks: &[Block]) -> Vec<Arc<BlockForms>> {
        let seen = blocks.iter().map(|(.., names)| names.tagged.seen());
        let view = DocumentView::new(0.., seen);
        let forms = blocks
            .iter()
            .map(|(_, prose, names)| Arc::new(forms(prose, names, &view)));
        forms.collect()
    }

    /// The same of an article's next revision.
    pub fn read(&mut self, blocks: &[Block]) -> Vec<Arc<BlockForms>> {
        let carried = self.last.take().and_then(|last| last.carried(blocks));
        let revision = carried.unwrap_or_else(|| Revision::new(blocks));
        let forms = revision.blocks.iter().map(|block| block.forms.clone());
        let forms = forms.collect();
        self.last = Some(revision);
        forms
    }
}

impl Revision {
    fn new(blocks: &[Block]) -> Revision {
        let numbers = (1..=blocks.len() as u64).map(|at| at * APART);
        let seen = blocks.iter().map(|(.., names)| names.tagged.seen());
        let view = DocumentView::new(numbers.clone(), seen);
        let known = numbers
            .zip(blocks)
            .map(|(number, block)| Known::read(number, block, &view));
        Revision {
            blocks: known.collect(),
            view,
        }
    }

    /// The next revision, where little of it is new.
    fn carried(mut self, blocks: &[Block]) -> Option<Revision> {
        let (old, new) = changed(&self.blocks, blocks);
        if old.len() + new.len() > MOST_CHANGED {
            return None;
        }
        let numbers = self.numbers(old.clone(), new.len())?;
        let (gone, come) = (&self.blocks[old.clone()], &blocks[new.clone()]);
        let gone_names = gone.iter().map(|block| &block.names);
        let touched = gone_names.chain(come.iter().map(|(.., names)| *names));
        let mut said = self.view.said(touched.map(|names| names.tagged.seen()));
        for block in gone {
            let (tokens, acronyms) = block.names.tagged.seen();
            self.view.remove(block.number, tokens, acronyms);
        }
        for (number, (.., names)) in numbers.iter().zip(come) {
            let (tokens, acronyms) = names.tagged.seen();
            self.view.add(*number, tokens, acronyms);
        }
        said.retain_changed(&self.view);
        let read = numbers.into_iter().zip(come);
        let read: Vec<Known> = read
            .map(|(number, block)| Known::read(number, block, &self.view))
            .collect();
        let is_new = new.clone();
        self.blocks.splice(old, read);
        if said.is_empty() {
            return Some(self);
        }
        let kept = self.blocks.iter_mut().zip(blocks).enumerate();
        for (_, (known, block)) in kept.filter(|(at, _)| !is_new.contains(at)) {
            let names = &known.names.tagged;
            if names.near_names().any(|token| said.is_of(token)) {
                *known = Known::read(known.number, block, &self.view);
            }
        }
        Some(self)
    }

    /// Numbers for so many blocks in the place of others; `None` where there is no room for them.
    fn numbers(&self, gone: Range<usize>, come: usize) -> Option<Vec<u64>> {
        let number = |block: &Known| block.number;
        let before = gone.start.checked_sub(1).map(|at| number(&self.blocks[at]));
        let low = before.unwrap_or(0);
        let steps = come as u64 + 1;
        let room = match self.blocks.get(gone.end) {
            Some(next) => number(next) - low,
            None => APART.checked_mul(steps)?,
        };
        let step = room / steps;
        low.checked_add(room)?;
        (step > 0).then(|| (1..steps).map(|at| low + at * step).collect())
    }
}

impl Known {
    fn read(number: u64, (hash, prose, names): &Block, view: &DocumentView) -> Known {
        Known {
            hash: *hash,
            number,
            names: (*names).clone(),
            forms: Arc::new(forms(prose, names, view)),
        }
    }
}

/// The blocks that are not the same from the first on, or from the last on.
fn changed(old: &[Known], new: &[Block]) -> (Range<usize>, Range<usize>) {
    let same = |(old, new): &(&Known, &Block)| old.hash == new.0;
    let start = old.iter().zip(new).take_while(same).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(same).count();
    (start..old.len() - end, start..new.len() - end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sentences;
    use proptest::prelude::*;

    /// The names of an article with these blocks, in the words of [`BlockForms`].
    fn read(memory: Option<&mut NameMemory>, blocks: &[&str]) -> Vec<String> {
        let names = blocks.iter().map(|prose| {
            let names = BlockNames::read(prose, &sentences(prose), false);
            Arc::new(names)
        });
        let names: Vec<Arc<BlockNames>> = names.collect();
        let hash = |prose: &str| crate::analysis::digest(&prose);
        let blocks: Vec<Block> = blocks
            .iter()
            .zip(&names)
            .map(|(prose, names)| (hash(prose), *prose, names))
            .collect();
        let forms = match memory {
            Some(memory) => memory.read(&blocks),
            None => NameMemory::read_once(&blocks),
        };
        forms.iter().map(|block| format!("{block:?}")).collect()
    }

    #[test]
    fn what_another_block_says_of_a_word_is_heard() {
        let mut memory = NameMemory::default();
        let first = ["Rapid rose early.", "He met Rapid and others."];
        let second = ["Rapid rose early.", "He was rapid and left."];
        for blocks in [first, second, first] {
            assert_eq!(read(Some(&mut memory), &blocks), read(None, &blocks));
        }
    }

    const BLOCKS: [&str; 8] = [
        "Rapid Support Forces (RSF) left Khartoum.",
        "The RSF and Hope Amin spoke of hope.",
        "Amin said that Hope Street was closed.",
        "Hope is what they have.",
        "In Khartoum the street was quiet, Amin Street too.",
        "Support came from Mali and from Street, the broker.",
        "nothing here has a name",
        "RSF",
    ];

    proptest! {
        #[test]
        fn a_revision_has_the_names_that_it_has_by_itself(
            revisions in prop::collection::vec(prop::collection::vec(0..BLOCKS.len(), 0..7), 1..9)
        ) {
            let mut memory = NameMemory::default();
            for revision in revisions {
                let blocks: Vec<&str> = revision.iter().map(|at| BLOCKS[*at]).collect();
                prop_assert_eq!(read(Some(&mut memory), &blocks), read(None, &blocks));
            }
        }
    }
}
