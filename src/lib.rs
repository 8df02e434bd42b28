//! Copydesk, a language server for articles.
//!
//! It reads a folder of reports as they are edited and does what a newspaper's copy desk does:
//! who is who, which day is Monday, what the other report says. This page is the map of the house;
//! each room says at its door what comes in and what goes out.
//!
//! Data flows one way, from bytes to an answer. A room uses those above it in this list and none
//! below:
//!
//! 1. [`text`]: spans of bytes, lines, edits, positions in UTF-8, UTF-16 and UTF-32.
//! 2. [`article`]: the structure of one file, plain text or Markdown: metadata, blocks, sentences,
//!    links, notes, pins, comments that silence. What is not prose is blanked out, byte for byte.
//! 3. [`time`]: which words speak of a time, and which time that is (TIMEX3, intervals).
//! 4. [`name`]: which words name somebody, and which mentions are of the same one.
//! 5. [`claim`]: what an article claims, as typed statements: quotations and quantities.
//! 6. [`analysis`]: an article in, its [`analysis::Analysis`] out, with the memory of its blocks.
//! 7. [`corpus`]: the folder: its files, its configuration and register, the index of facts,
//!    related articles, and the [`corpus::Snapshot`] that everybody below reads.
//! 8. [`rule`]: every diagnostic, one file each, with its documentation, its fixes, its silence.
//! 9. [`query`]: every question of an editor, one file each, as plain data.
//! 10. [`server`]: the Language Server Protocol: a session that owns the state, workers that
//!     answer from snapshots, conversion to and from the protocol.
//! 11. [`cli`]: the command line, one file a command and an output format.
//!
//! To follow a keystroke: [`server`] puts the edit into the session's queue,
//! [`text::Document::apply`] changes the text, [`analysis::analyse`] reads the block that changed,
//! [`corpus::Index::replace`] finds the facts that came and went, [`rule::check`] looks at the
//! article and at those that share such a fact. "Today" is never asked, nothing is fetched, and
//! the same folder gives the same findings every time.

pub mod analysis;
pub mod article;
pub mod claim;
pub mod cli;
pub mod corpus;
#[cfg(test)]
mod fixture;
pub mod name;
pub mod query;
pub mod rule;
pub mod server;
pub mod text;
pub mod time;
