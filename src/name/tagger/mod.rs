//! A sequence tagger for the names of people, organisations and places.
//!
//! In: the prose of a block with its sentences ([`Tagger::read`]); then all blocks of an article
//! ([`Tagger::tag`]). Out: spans with their kind. A linear model over hashed features scores the 13
//! BILOU labels of each token, and Viterbi finds the best row of labels. Only stretches of a
//! sentence with capitals are looked at: no name is without one. What a token says by itself is
//! scored once for each block and kept; what the rest of the article says of it (the same word in
//! lower case elsewhere, the company it keeps there) is added when the article is put together.
//!
//! Model: averaged structured perceptron (Collins 2002) with feature hashing; `examples/train_names.rs`
//! builds `weights.bin` and `lexicon.bin` from the data that NOTICE credits, byte for byte.

mod decode;
pub mod document;
pub mod english;
pub mod feature;
mod hash;
pub mod lexicon;
pub mod token;
pub mod weights;

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::Span;

use super::EntityKind;
use decode::best_labels;
use feature::local_features;
use lexicon::Lexicon;
use token::{Case, Token, tokens};
use weights::Weights;

pub use decode::{Label, allowed};
pub use document::DocumentView;

/// Labels of a token: outside, and begin, inside, last and unit of the three kinds.
pub const LABELS: usize = 13;

/// The score of each label.
pub type Scores = [i32; LABELS];

pub struct Tagger {
    lexicon: Lexicon<'static>,
    weights: Weights<'static>,
}

/// A block as the tagger keeps it.
#[derive(Debug, Default)]
pub struct TaggedBlock {
    pub tokens: Vec<Token>,
    /// Those that it explains, as hashes of their lower case.
    acronyms: Vec<u32>,
    stretches: Vec<Stretch>,
}

/// Tokens of a sentence among which names may be; all others are outside.
#[derive(Debug)]
struct Stretch {
    /// Its sentence, as tokens of the block.
    sentence: Range<usize>,
    /// As tokens of the block.
    tokens: Range<usize>,
    scores: Vec<Scores>,
}

/// A name that the tagger sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaggedName {
    /// Bytes of the block's prose.
    pub span: Span,
    pub kind: EntityKind,
    /// How much better the names of the sentence are than the best reading without this one, in
    /// the model's own unit (127 is its largest weight).
    pub margin: i32,
}

static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger {
    lexicon: Lexicon::read(include_bytes!("lexicon.bin")),
    weights: Weights::read(include_bytes!("weights.bin")),
});

impl Tagger {
    /// The tagger that this program carries.
    pub fn get() -> &'static Tagger {
        &TAGGER
    }

    /// A tagger with another lexicon and other weights: for training one.
    pub fn with(lexicon: &'static [u8], weights: &'static [u8]) -> Tagger {
        Tagger {
            lexicon: Lexicon::read(lexicon),
            weights: Weights::read(weights),
        }
    }

    /// What is known of a word before any text is read.
    pub fn known(&self, word: &str) -> lexicon::Entry {
        self.lexicon.word(hash::hash_lower(word))
    }

    /// Scores the tokens of a block by what stands around them.
    pub fn read(&self, prose: &str, sentences: &[Span]) -> TaggedBlock {
        let mut tokens = tokens(prose, sentences);
        let mut stretches = Vec::new();
        let mut features = Vec::new();
        for sentence in token::sentence_ranges(&tokens) {
            let own = &mut tokens[sentence.clone()];
            let near = near_capitals(own);
            if near.is_empty() {
                continue;
            }
            for range in &near {
                let seen = range.start.saturating_sub(REACH)..own.len().min(range.end + REACH);
                let new = own[seen].iter_mut().filter(|token| token.shape == 0);
                new.for_each(|token| token.study(prose, &self.lexicon));
            }
            let view = feature::SentenceView::new(prose, own, &self.lexicon);
            for range in near {
                let scores = range.clone().map(|at| {
                    features.clear();
                    local_features(&view, at, &mut features);
                    self.weights.sum(&features)
                });
                stretches.push(Stretch {
                    scores: scores.collect(),
                    tokens: sentence.start + range.start..sentence.start + range.end,
                    sentence: sentence.clone(),
                });
            }
        }
        TaggedBlock {
            acronyms: document::acronyms(prose, &tokens),
            tokens,
            stretches,
        }
    }

    /// The names of an article, block by block.
    pub fn tag(&self, blocks: &[&TaggedBlock]) -> Vec<Vec<TaggedName>> {
        let document = DocumentView::new(0.., blocks.iter().map(|block| block.seen()));
        let named = blocks.iter().map(|block| self.tag_block(block, &document));
        named.collect()
    }

    /// The names of one block, with what its article says of its words.
    pub fn tag_block(&self, block: &TaggedBlock, document: &DocumentView) -> Vec<TaggedName> {
        let mut names = Vec::new();
        let mut features = Vec::new();
        let mut scores: Vec<Scores> = Vec::new();
        for stretch in &block.stretches {
            let sentence = &block.tokens[stretch.sentence.clone()];
            let tokens = &block.tokens[stretch.tokens.clone()];
            let offset = stretch.tokens.start - stretch.sentence.start;
            scores.clear();
            scores.extend_from_slice(&stretch.scores);
            for (at, scores) in scores.iter_mut().enumerate() {
                features.clear();
                document.features(sentence, offset + at, &mut features);
                self.weights.add(&features, scores);
            }
            let labels = best_labels(&scores, self.weights.transitions());
            names.extend(
                decode::spans(&labels).map(|(first, last, kind)| TaggedName {
                    span: tokens[first].span.join(tokens[last].span),
                    kind,
                    margin: margin(&scores[first..=last], &labels[first..=last]),
                }),
            );
        }
        names
    }
}

/// Features look at the letters of so many tokens on either side.
const REACH: usize = 2;

/// So many words without a capital may stand inside a name: "Médecins sans frontières",
/// "the Ministry of the Interior".
const LONGEST_GAP: usize = 4;

/// The stretches of a sentence in which a name may be: its capitals with the few tokens between
/// them, a small word that is tied to the first ("al-Qaeda") and what is tied to the last
/// ("Apollo 11", "Wai-ching").
fn near_capitals(sentence: &[Token]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let touch = |at: usize| at > 0 && sentence[at - 1].span.end == sentence[at].span.start;
    for at in (0..sentence.len()).filter(|at| sentence[*at].is_capital()) {
        let start = if touch(at) && touch(at - 1) {
            at - 2
        } else {
            at
        };
        let tied = |next: &usize| touch(*next) || sentence[*next].case == Case::Number;
        let tail = (at + 1..sentence.len()).take(3).take_while(tied);
        let end = at + 1 + tail.count();
        match stretches.last_mut() {
            Some(last) if start <= last.end + LONGEST_GAP => last.end = end,
            _ => stretches.push(start..end),
        }
    }
    stretches
}

impl TaggedBlock {
    /// What a [`DocumentView`] sees of it.
    pub fn seen(&self) -> (&[Token], &[u32]) {
        (&self.tokens, &self.acronyms)
    }

    /// The tokens that may be a part of a name.
    pub fn near_names(&self) -> impl Iterator<Item = &Token> {
        let stretches = self.stretches.iter();
        stretches.flat_map(|stretch| &self.tokens[stretch.tokens.clone()])
    }

    /// The tokens inside `span`, as bytes of the prose.
    pub fn words(&self, span: Span) -> Vec<Span> {
        let first = self
            .tokens
            .partition_point(|token| token.span.end <= span.start);
        let inside = self.tokens[first..].iter().map(|token| token.span);
        inside.take_while(|token| token.start < span.end).collect()
    }
}

/// The least by which a token's label beats "outside".
fn margin(scores: &[Scores], labels: &[Label]) -> i32 {
    let margins = scores
        .iter()
        .zip(labels)
        .map(|(scores, label)| scores[usize::from(*label)] - scores[0]);
    margins.min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sentences;

    fn names(prose: &str) -> Vec<(&str, EntityKind)> {
        let tagger = Tagger::get();
        let block = tagger.read(prose, &sentences(prose));
        let found = tagger.tag(&[&block]).remove(0);
        found
            .iter()
            .map(|name| (&prose[name.span.range()], name.kind))
            .collect()
    }

    #[test]
    fn people_organisations_and_places_are_told_apart() {
        use EntityKind::{Organization, Person, Place};
        assert_eq!(
            names(
                "Amina Yusuf, a spokeswoman for the Ministry of Health, told Reuters in Nairobi that she would go."
            ),
            [
                ("Amina Yusuf", Person),
                ("Ministry of Health", Organization),
                ("Reuters", Organization),
                ("Nairobi", Place),
            ]
        );
    }

    #[test]
    fn a_sentence_without_a_capital_costs_nothing() {
        assert_eq!(names("nothing here is a name."), []);
        assert_eq!(names(""), []);
    }

    #[test]
    fn only_what_is_near_a_capital_may_be_a_name() {
        let prose = "he flew to Cape Canaveral, where Apollo 11 and some of the old al-Qaeda men in white stood";
        let block = Tagger::get().read(prose, &sentences(prose));
        let stretches: Vec<&str> = block
            .stretches
            .iter()
            .map(|stretch| {
                let tokens = &block.tokens[stretch.tokens.clone()];
                &prose[tokens[0].span.join(tokens[tokens.len() - 1].span).range()]
            })
            .collect();
        assert_eq!(stretches, ["Cape Canaveral, where Apollo 11", "al-Qaeda"]);
    }

    #[test]
    fn the_embedded_files_stay_small() {
        let bytes = include_bytes!("weights.bin").len() + include_bytes!("lexicon.bin").len();
        assert!(bytes <= 6 << 20, "{bytes} bytes");
    }
}
