//! A sequence tagger for the names of people, organisations and places.
//!
//! In: the prose of a block with its sentences ([`Tagger::read`]); then all blocks of an article
//! ([`Tagger::tag`]). Out: spans with their kind. A linear model over hashed features scores the 13
//! BILOU labels of each token, and Viterbi finds the best row of labels of a sentence. What a token
//! says by itself is scored once for each block and kept; what the rest of the article says of it
//! (the same word in lower case elsewhere, the company it keeps there) is added when the article is
//! put together.
//!
//! Model: averaged structured perceptron (Collins 2002) with feature hashing; `examples/train_names.rs`
//! builds `weights.bin` and `lexicon.bin` from the data that NOTICE credits, byte for byte.

mod decode;
pub mod english;
pub mod feature;
mod hash;
pub mod lexicon;
pub mod token;
pub mod weights;

use std::sync::LazyLock;

use crate::text::Span;

use super::EntityKind;
use decode::best_labels;
use feature::{DocumentView, local_features};
use lexicon::Lexicon;
use token::{Token, tokens};
use weights::Weights;

pub use decode::{Label, allowed};

/// Labels of a token: outside, and begin, inside, last and unit of the three kinds.
pub const LABELS: usize = 13;

/// The score of each label.
pub type Scores = [i32; LABELS];

pub struct Tagger {
    lexicon: Lexicon<'static>,
    weights: Weights<'static>,
}

/// A block as the tagger keeps it.
#[derive(Debug)]
pub struct TaggedBlock {
    pub tokens: Vec<Token>,
    /// Sentences as ranges of tokens.
    pub sentences: Vec<std::ops::Range<usize>>,
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
        let tokens = tokens(prose, sentences, &self.lexicon);
        let ranges = token::sentence_ranges(&tokens);
        let mut scores = Vec::with_capacity(tokens.len());
        let mut features = Vec::new();
        for range in &ranges {
            let view = feature::SentenceView::new(prose, &tokens[range.clone()], &self.lexicon);
            for at in 0..range.len() {
                features.clear();
                local_features(&view, at, &mut features);
                scores.push(self.weights.sum(&features));
            }
        }
        TaggedBlock {
            tokens,
            sentences: ranges,
            scores,
        }
    }

    /// The names of an article, block by block.
    pub fn tag(&self, blocks: &[(&str, &TaggedBlock)]) -> Vec<Vec<TaggedName>> {
        let document = DocumentView::new(
            blocks
                .iter()
                .map(|(prose, block)| (*prose, block.tokens.as_slice())),
        );
        let named = blocks
            .iter()
            .map(|(_, block)| self.tag_block(block, &document));
        named.collect()
    }

    fn tag_block(&self, block: &TaggedBlock, document: &DocumentView) -> Vec<TaggedName> {
        let mut names = Vec::new();
        let mut features = Vec::new();
        let mut scores: Vec<Scores> = Vec::new();
        for range in &block.sentences {
            let tokens = &block.tokens[range.clone()];
            if !tokens.iter().any(Token::is_capital) {
                continue;
            }
            scores.clear();
            scores.extend_from_slice(&block.scores[range.clone()]);
            for (at, scores) in scores.iter_mut().enumerate() {
                features.clear();
                document.features(tokens, at, &mut features);
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

impl TaggedBlock {
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
        let found = tagger.tag(&[(prose, &block)]).remove(0);
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
    fn the_embedded_files_stay_small() {
        let bytes = include_bytes!("weights.bin").len() + include_bytes!("lexicon.bin").len();
        assert!(bytes <= 6 << 20, "{bytes} bytes");
    }
}
