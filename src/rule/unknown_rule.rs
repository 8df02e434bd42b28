//! `unknown-rule`: a comment or a setting that names no rule, or silences nothing.

use crate::article::Directive;
use crate::corpus::{Folder, Severity, config};
use crate::text::Span;
use crate::text::one_edit_apart;

use super::{Context, Docs, EVERY, Finding, Fix, GROUPS, RULES, Rule, by_name};

pub const RULE: Rule = Rule {
    name: "unknown-rule",
    group: "desk",
    severity: Severity::Hint,
    profiles: EVERY,
    docs: Docs {
        what: "An ignore comment or a line of `copydesk.toml` that names no rule, or a comment that ignores nothing.",
        why: "It does not do what its writer believes, or it is left over from a text that has changed.",
        example: "//- a.md\n<!-- copydesk-ignore weekday-mismach why -->\n                     ^^^^^^^^^^^^^^^ unknown-rule\nIt was Monday, Feb. 17, 2025.\n",
        instead: "//- a.md\n<!-- copydesk-ignore weekday-mismatch why -->\nIt was Tuesday, Feb. 17, 2025.\n",
        fix: "Correct the name (`copydesk rules` lists them all), or take the comment out.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for directive in &context.analysis.article.directives {
        for (name, span) in &directive.rules {
            if is_known(name) {
                continue;
            }
            let mut finding = context.finding(&RULE, *span, message(name));
            let nearest = nearest(name);
            finding.fixes.extend(nearest.map(|known| {
                Fix::replace(format!("Change to {known}"), context.key, *span, known)
            }));
            findings.push(finding);
        }
    }
}

/// The finding for a comment that silenced nothing.
pub fn unused(context: &Context, directive: &Directive) -> Finding {
    let names: Vec<&str> = directive
        .rules
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let message = format!(
        "this comment ignores nothing: there is no {} here",
        names.join(" or ")
    );
    let mut finding = context.finding(&RULE, directive.span, message);
    let mut fix = Fix::replace(
        "Remove the comment",
        context.key,
        whole_line(context, directive.span),
        "",
    );
    // It changes nothing that a reader or a rule can see.
    fix.safe = true;
    finding.fixes.push(fix);
    finding
}

/// The line of a comment that stands alone on it, with its line end.
fn whole_line(context: &Context, span: Span) -> Span {
    let text = context.text();
    let line = text.line(text.line_of(span.start as usize));
    let next = text.as_str()[line.end as usize..]
        .chars()
        .take_while(|c| matches!(c, '\r' | '\n'));
    let line_end = next.take(2).collect::<String>();
    let ending = if line_end.starts_with("\r\n") {
        2
    } else {
        line_end.len().min(1)
    };
    match text.slice(line).trim() == text.slice(span) {
        true => Span::new(line.start as usize, line.end as usize + ending),
        false => span,
    }
}

/// The findings in the table `[rules]` of `copydesk.toml`.
pub fn configured(folder: &Folder) -> Vec<Finding> {
    let unknown = folder
        .config
        .rules
        .iter()
        .filter(|setting| !is_known(&setting.name));
    let findings = unknown.filter_map(|setting| {
        Some(Finding {
            rule: RULE.name,
            severity: RULE.severity,
            key: format!("{}/{}", folder.root, config::FILE_NAME).into(),
            span: setting.span?,
            message: message(&setting.name),
            related: Vec::new(),
            fixes: suggested(folder, &setting.name, setting.span?),
        })
    });
    findings.collect()
}

fn suggested(folder: &Folder, name: &str, span: Span) -> Vec<Fix> {
    let key = format!("{}/{}", folder.root, config::FILE_NAME).into();
    let fix =
        nearest(name).map(|known| Fix::replace(format!("Change to {known}"), &key, span, known));
    fix.into_iter().collect()
}

fn is_known(name: &str) -> bool {
    by_name(name).is_some() || GROUPS.contains(&name)
}

fn nearest(name: &str) -> Option<&'static str> {
    let rules = RULES.iter().map(|rule| rule.name);
    rules
        .chain(GROUPS.iter().copied())
        .find(|known| one_edit_apart(name, known))
}

fn message(name: &str) -> String {
    match nearest(name) {
        Some(known) => format!("no rule is named \u{201c}{name}\u{201d}; did you mean {known}?"),
        None => format!("no rule is named \u{201c}{name}\u{201d}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn settings_and_comments_that_do_nothing_are_said() {
        check(
            "//- copydesk.toml\n[rules]\nweekdays = \"off\"\n^^^^^^^^ unknown-rule\n\
             //- a.md\n<!-- copydesk-ignore weekday-mismatch -->\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-rule\nIt was Monday, Feb. 17, 2025.\n",
        );
    }

    #[test]
    fn groups_and_rules_that_are_off_are_left_alone() {
        check(
            "//- copydesk.toml\n[rules]\nplaceholder = \"off\"\ndates = \"error\"\n\
             //- a.md\nTK <!-- copydesk-ignore placeholder -->\n",
        );
    }

    #[test]
    fn a_near_name_is_offered() {
        let fixture = Fixture::new("//- a.md\n<!-- copydesk-ignore footnot -->\nText.\n");
        assert!(
            fixture
                .fixed("Change to")
                .contains("copydesk-ignore footnote -->")
        );
    }
}
