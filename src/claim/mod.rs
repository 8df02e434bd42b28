//! What an article claims, as typed statements with spans.
//!
//! In: the prose of a block. Out: quotations ([`quotation`]), and the statements that reports are
//! compared by ([`statement`]): events, superlatives, people without a name.

pub mod quotation;
pub mod statement;

pub use quotation::{Marks, Quotation, StrayMark, quotations};
pub use statement::Statements;
