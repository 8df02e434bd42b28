//! `copydesk rules`: the documentation of the rules.

use std::fmt::Write;

use crate::rule::{RULES, by_name, page};

use super::CLEAN;
use super::arguments::Rules;

pub fn run(arguments: &Rules) -> Result<u8, String> {
    let words = match &arguments.name {
        Some(name) => {
            let rule = by_name(name).ok_or_else(|| {
                format!("no rule is named \"{name}\"; `copydesk rules` lists them")
            })?;
            page(rule)
        }
        None => list(),
    };
    super::print(&words);
    Ok(CLEAN)
}

/// All rules by group, one line each.
fn list() -> String {
    let mut words = String::new();
    let mut group = "";
    for rule in RULES {
        if rule.group != group {
            group = rule.group;
            let gap = if words.is_empty() { "" } else { "\n" };
            let _ = writeln!(words, "{gap}{group}");
        }
        let _ = writeln!(
            words,
            "  {:32} {:12} {}",
            rule.name,
            rule.severity.word(),
            rule.docs.what
        );
    }
    words
}
