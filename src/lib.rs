//! Copydesk, a language server for articles.
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
