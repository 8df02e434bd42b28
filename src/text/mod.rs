//! Text as bytes, lines and positions.
//!
//! In: what an editor or a file holds, and the edits of an editor. Out: [`Text`], one immutable
//! revision with its line table, and conversions between byte offsets and an editor's positions.
//! Every position that comes from outside is checked and clamped here and nowhere else, so no
//! other module can be handed an offset that lies beyond the text or inside a character.

mod document;
mod outline;
mod position;
mod span;
mod spelling;
mod words;

pub use document::{Document, Edit};
pub use outline::Outline;
pub use position::{Encoding, Position, Text};
pub use span::Span;
pub use spelling::{one_edit_apart, pairs_one_edit_apart};
pub use words::{Word, without_possessive, words};
