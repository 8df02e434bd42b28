//! What an article claims, as typed statements with spans.
//!
//! In: the prose of a block. Out: for now quotations ([`quotation`]); quantities, roles,
//! superlatives and events have their place here.

pub mod quotation;

pub use quotation::{Marks, Quotation, StrayMark, quotations};
