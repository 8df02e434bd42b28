//! One edit, one finding: the mistakes that a desk makes, each with the rule that says so and with
//! no other new finding in the whole folder.
//!
//! The rows on the sample folder run always. Those on two real reports and on clean news run with
//! `COPYDESK_REPORTS=… COPYDESK_DATA=… cargo test --test mutants -- --ignored`.

mod anywhere;
mod desk;
mod news;
mod reports;
mod seeds;
