//! What an article claims, as typed statements with spans.
//!
//! In: the prose of a block; then the names of the article. Out: quotations ([`quotation`]) with
//! their speakers ([`speaker`], from the cues that [`speech`] finds in a block), the means to
//! compare their words ([`wording`]), quantities ([`quantity`]), the gist of each sentence ([`gist`]) and
//! the telling words ([`term`]) of what each word is ([`lexeme`]), and the statements that
//! reports are compared by ([`statement`]): events, superlatives, people without a name.

pub mod english;
pub mod gist;
pub mod lexeme;
pub mod quantity;
pub mod quotation;
pub mod speaker;
pub mod speech;
pub mod statement;
pub mod term;
pub mod wording;

pub use gist::{Gist, gists};
pub use lexeme::{Lexeme, denials, lexemes};
pub use quantity::Quantity;
pub use quotation::{Marks, Quotation, StrayMark, quotations};
pub use speaker::{Paragraph, SpokenBy, Told, attribute};
pub use speech::{Cue, CueKind, cues};
pub use statement::Statements;
pub use term::terms;
