//! Copydesk, a language server for articles.
pub mod analysis;
pub mod article;
pub mod claim;
pub mod corpus;
pub mod name;
pub mod text;
pub mod time;
