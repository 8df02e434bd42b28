//! `bad-metadata`: front matter, register or configuration that cannot be used as written.

use crate::article::tree::Problem;
use crate::corpus::{Folder, Key, Severity, config, register};

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "bad-metadata",
    group: "desk",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "Front matter, `entities.yml` or `copydesk.toml` with a mistake: what cannot be parsed, a wrong type, an \
               unknown key.",
        why: "What is not understood is not used, and nobody would notice. Everything else in the file still counts. \
              Front matter belongs to other programs as well: there a key is only reported when it looks like a \
              misspelt one of ours.",
        example: "//- a.md\n---\ndate: next Monday\n      ^^^^^^^^^^^ bad-metadata\n---\nThey met.\n",
        instead: "//- a.md\n---\ndate: 2025-02-17\nlayout: wide\n---\nThey met.\n",
        fix: "Correct the marked place. `copydesk rules bad-metadata` and the README list the keys.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for problem in &context.analysis.problems {
        findings.push(context.finding(&RULE, problem.span, problem.message.clone()));
    }
}

/// The problems of `copydesk.toml` and `entities.yml`.
pub fn declarations(folder: &Folder) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(file) = &folder.config_file {
        let key: Key = format!("{}/{}", folder.root, config::FILE_NAME).into();
        findings.extend(file.1.iter().map(|problem| finding(&key, problem)));
    }
    let key: Key = format!("{}/{}", folder.root, register::FILE_NAME).into();
    findings.extend(
        folder
            .register_problems
            .iter()
            .map(|problem| finding(&key, problem)),
    );
    findings
}

fn finding(key: &Key, problem: &Problem) -> Finding {
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        key: key.clone(),
        span: problem.span,
        message: problem.message.clone(),
        related: Vec::new(),
        fixes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_register_and_the_configuration_are_read_too() {
        check(
            "//- copydesk.toml\nprofil = \"desk\"\n^^^^^^ bad-metadata\n\
             //- entities.yml\n- name: Latif Nazari\n  typ: person\n  ^^^ bad-metadata\n",
        );
    }

    #[test]
    fn keys_of_other_programs_and_an_empty_block_are_left_alone() {
        check(
            "//- a.md\n---\nlayout: post\ndraft: true\ncssclass: [a]\n---\nText.\n//- b.md\n---\n---\nText.\n",
        );
    }
}
