//! The page of a rule, made from the rule itself: for `copydesk rules NAME` and for the link
//! behind a diagnostic's code.

use crate::corpus::Profile;

use super::{EVERY, Rule};

/// The documentation of a rule as Markdown.
pub fn page(rule: &Rule) -> String {
    let Rule {
        name,
        group,
        severity,
        docs,
        ..
    } = rule;
    let severity = severity.word();
    let on = on(rule);
    let mut page = format!(
        "# {name}\n\nGroup {group}, {severity}, {on}.\n\n{}\n\n## Why\n\n{}\n\n",
        docs.what, docs.why
    );
    page += &format!("## Example\n\n```text\n{}\n```\n\n", as_read(docs.example));
    page += &format!(
        "Nothing is said of\n\n```text\n{}\n```\n\n",
        as_read(docs.instead)
    );
    page += &format!("## How to fix it\n\n{}\n\n", docs.fix);
    page += &format!(
        "## How to silence it\n\n\
         - Once: take the quick fix \"Dismiss\", or write `<!-- copydesk-ignore {name} why -->` above the \
         paragraph, or `CQ` behind the words that were checked.\n\
         - In a part of a file: `<!-- copydesk-off {name} -->` and `<!-- copydesk-on {name} -->`.\n\
         - In the folder: in `copydesk.toml`\n\n```toml\n[rules]\n{name} = \"off\"\n```\n"
    );
    page
}

/// A fixture as a person reads it: the names of its files as headings.
fn as_read(fixture: &str) -> String {
    let lines = fixture.trim_end().lines();
    let lines = lines.map(|line| match line.strip_prefix("//- ") {
        Some(path) => format!("\u{2014}\u{2014} {path} \u{2014}\u{2014}"),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn on(rule: &Rule) -> String {
    match rule.profiles {
        [] => return "off until a folder sets its severity".to_owned(),
        all if all.len() == EVERY.len() => return "on in every profile".to_owned(),
        _ => {}
    }
    let names: Vec<&str> = rule
        .profiles
        .iter()
        .map(|profile| match profile {
            Profile::Desk => "desk",
            Profile::Checker => "checker",
            Profile::Kb => "kb",
            Profile::Ap => "ap",
        })
        .collect();
    format!("on in the profile {}", names.join(", "))
}
