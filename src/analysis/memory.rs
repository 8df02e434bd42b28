//! What was recognised in each block, kept under the hash of its prose.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::article::{Article, Block, BlockKind, Dateline, dateline, sentences};
use crate::claim::{Cue, Gist, Lexeme, Marks, Quantity, Statements, cues, lexemes, quantity};
use crate::name::{BlockNames, Declared, DeclaredHit, Joined, NameMemory};
use crate::text::Span;
use crate::time;
use crate::time::TimeExpression;

use super::Remembered;

/// What a block says by itself. All spans count bytes of its prose.
#[derive(Debug, Default)]
pub struct Recognised {
    /// Of the prose and of whatever else it depends on.
    pub hash: u64,
    pub sentences: Vec<Span>,
    pub times: Vec<TimeExpression>,
    pub quantities: Vec<Quantity>,
    pub names: Arc<BlockNames>,
    pub declared: Vec<DeclaredHit>,
    pub marks: Marks,
    /// The words that attribute speech.
    pub cues: Vec<Cue>,
    pub statements: Statements,
    pub lexemes: Vec<Lexeme>,
    pub dateline: Option<Dateline>,
}

/// How much of an article is understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Its title, date, headings and links, and the declared names: what can be had at once of
    /// every article of a large folder.
    Glance,
    #[default]
    Whole,
}

/// The memory of one article at one depth. It holds the blocks of its last two
/// revisions and no others.
#[derive(Debug, Default)]
pub struct Memory {
    blocks: Remembered<Arc<Recognised>>,
    pub(super) names: NameMemory,
    pub(super) gists: Remembered<Arc<[Gist]>>,
    /// Kept from the second revision on.
    pub(super) joined: Option<Joined>,
    /// Revisions that were read.
    pub(super) revisions: usize,
    /// Blocks that had to be read in the last revision.
    pub recognised: usize,
}

impl Memory {
    /// What each block of prose says, from memory where it has not changed.
    pub fn recognise<'a>(
        &mut self,
        article: &'a Article,
        declared: &Declared,
        depth: Depth,
    ) -> Vec<(&'a Block, Arc<Recognised>)> {
        self.blocks.begin();
        self.recognised = 0;
        self.revisions += 1;
        let blocks = article.blocks.iter().filter(|block| block.kind.is_prose());
        let mut found = Vec::new();
        for block in blocks {
            let prose = article.prose_of(block);
            let heading = matches!(block.kind, BlockKind::Heading { .. });
            let key = xxh3_64_with_seed(prose.as_bytes(), declared.revision() ^ u64::from(heading));
            let recognised = self.blocks.get(key, || {
                self.recognised += 1;
                let read = match depth {
                    Depth::Glance => Recognised::glance(prose, declared),
                    Depth::Whole => Recognised::read(prose, heading, declared),
                };
                Arc::new(Recognised { hash: key, ..read })
            });
            found.push((block, recognised));
        }
        found
    }
}

impl Recognised {
    fn glance(prose: &str, declared: &Declared) -> Recognised {
        Recognised {
            declared: declared.find(prose),
            dateline: dateline(prose),
            ..Recognised::default()
        }
    }

    fn read(prose: &str, heading: bool, declared: &Declared) -> Recognised {
        let sentences = sentences(prose);
        let times = time::recognise(prose);
        Recognised {
            quantities: quantity::recognise(prose, &times),
            times,
            names: Arc::new(BlockNames::read(prose, &sentences, heading)),
            hash: 0,
            declared: declared.find(prose),
            marks: Marks::read(prose),
            cues: cues(prose),
            statements: Statements::read(prose, &sentences),
            lexemes: lexemes(prose),
            dateline: dateline(prose),
            sentences,
        }
    }
}
