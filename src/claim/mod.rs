//! What an article claims, as typed statements with spans.
//!
//! In: the prose of a block; then the names of the article. Out: quotations ([`quotation`]) with
//! their speakers ([`speaker`], from the cues that [`speech`] finds in a block), and the means to
//! compare their words ([`wording`]); quantities, roles, superlatives and events have their place
//! here.

pub mod english;
pub mod quotation;
pub mod speaker;
pub mod speech;
pub mod wording;

pub use quotation::{Marks, Quotation, StrayMark, quotations};
pub use speaker::{Paragraph, Speaker, SpokenBy, Told, attribute};
pub use speech::{Cue, CueKind, cues};
