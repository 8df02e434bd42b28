//! What an article claims, as typed statements with spans.
//!
//! In: the prose of a block. Out: quotations ([`quotation`]) and quantities ([`quantity`]); roles,
//! superlatives and events have their place here.

pub mod quantity;
pub mod quotation;

pub use quantity::Quantity;
pub use quotation::{Marks, Quotation, StrayMark, quotations};
