//! Copydesk, a language server for articles.
pub mod article;
pub mod text;
pub mod time;
