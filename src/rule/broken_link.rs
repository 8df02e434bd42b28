//! `broken-link`: the file, heading or note that a link names does not exist.

use crate::analysis::stem;
use crate::article::{Field, Format, Link, LinkKind, Target};
use crate::corpus::headings;
use crate::corpus::{Key, Severity, register};
use crate::text::Span;
use crate::text::one_edit_apart;

use super::{Context, Docs, EVERY, Finding, Fix, Rule};

pub const RULE: Rule = Rule {
    name: "broken-link",
    group: "citations",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A link, a wikilink, or an entry of `related:` or `source:` whose file, heading or note does not exist.",
        why: "The way from the claim to its source is cut. Addresses of the web are never fetched and never reported; \
              wikilinks are found by file name, title and alias anywhere in the folder.",
        example: "//- a.md\nSee [the talks](talks.md) and [[nobody]].\n    ^^^^^^^^^^^^^^^^^^^^^ broken-link\n                              ^^^^^^^^^^ broken-link\n",
        instead: "//- a.md\nSee [the talks](talks.md) and [[Talks in Tokyo#the-end]].\n//- talks.md\n# Talks in Tokyo\n\n## The end\n\nThey left.\n",
        fix: "Correct the path, or take the quick fix where a file of nearly that name exists.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for link in &context.analysis.article.links {
        findings.extend(broken(context, link));
    }
    let metadata = context.analysis.article.metadata();
    for field in metadata.related.iter().chain(&metadata.source) {
        findings.extend(broken_field(context, field));
    }
}

fn broken(context: &Context, link: &Link) -> Option<Finding> {
    if link.kind == LinkKind::Undefined {
        let markdown = context.analysis.article.format == Format::Markdown;
        let label = context.words(link.target_span);
        let label = if label.is_empty() {
            context.words(link.words)
        } else {
            label
        };
        let message = format!("nothing defines [{label}]");
        return markdown.then(|| context.finding(&RULE, link.span, message));
    }
    let Target::Local { path, heading, .. } = &link.target else {
        return None;
    };
    let wiki = link.kind == LinkKind::Wiki;
    if wiki && context.folder.register.entry(path).is_some() {
        return None;
    }
    match find(context, path, wiki) {
        None => {
            let mut finding =
                context.finding(&RULE, link.span, format!("there is no {}", shown(path)));
            finding.fixes = near_names(context, path, link.target_span);
            Some(finding)
        }
        Some(key) => missing_heading(context, link, &key, heading.as_deref()?),
    }
}

fn shown(path: &str) -> String {
    format!("\u{201c}{path}\u{201d}")
}

fn find(context: &Context, path: &str, wiki: bool) -> Option<Key> {
    let mut keys = context.folder.resolve(context.key, path, wiki);
    // A text that is in no file has no neighbours.
    if context.folder.root.is_empty() && !context.key.starts_with('/') {
        return Some(context.key.clone());
    }
    if !wiki && !path.contains('.') {
        let with_ending: Vec<Key> = keys.iter().map(|key| format!("{key}.md").into()).collect();
        keys.extend(with_ending);
    }
    context.snapshot.existing(keys)
}

fn missing_heading(context: &Context, link: &Link, key: &Key, heading: &str) -> Option<Finding> {
    let file = key.rsplit('/').next().unwrap_or(key);
    if file == register::FILE_NAME {
        let known = context.folder.register.entry(heading).is_some();
        let message = format!("the register has no {}", shown(heading));
        return (!known).then(|| context.finding(&RULE, link.span, message));
    }
    // Obsidian's marks of blocks, and files whose headings are not known.
    let headings = headings::of(context.snapshot, key).filter(|_| !heading.starts_with('^'))?;
    let known = headings
        .iter()
        .any(|known| headings::names(&known.words, heading));
    let message = format!("{file} has no heading {}", shown(heading));
    (!known).then(|| context.finding(&RULE, link.span, message))
}

fn broken_field(context: &Context, field: &Field) -> Option<Finding> {
    let span = field.span?;
    let written = field.value.trim();
    let inner = written
        .strip_prefix("[[")
        .and_then(|rest| rest.strip_suffix("]]"));
    let target = match inner {
        Some(inner) => Target::parse_wiki(inner.split('|').next().unwrap_or(inner)),
        None => Target::parse(written),
    };
    let Target::Local { path, .. } = target else {
        return None;
    };
    // "source: Kyodo News" names an agency and not a file.
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = matches!(ending, "txt" | "md" | "markdown" | "pdf" | "html");
    if path.is_empty()
        || (inner.is_none() && !is_file)
        || find(context, &path, inner.is_some()).is_some()
    {
        return None;
    }
    let mut finding = context.finding(&RULE, span, format!("there is no {}", shown(&path)));
    finding.fixes = near_names(context, &path, span);
    Some(finding)
}

/// How many files are compared with a broken name.
const COMPARED: usize = 5_000;

fn near_names(context: &Context, path: &str, span: Span) -> Vec<Fix> {
    let name = stem(path.rsplit('/').next().unwrap_or(path)).to_lowercase();
    let near = context
        .folder
        .index
        .articles()
        .take(COMPARED)
        .filter(|key| {
            let file = key.rsplit('/').next().unwrap_or(key);
            one_edit_apart(&stem(file).to_lowercase(), &name)
        });
    let mut keys: Vec<&Key> = near.collect();
    keys.sort();
    let written = context.words(span);
    let fixes = keys.into_iter().take(3).filter_map(|key| {
        let file = key.rsplit('/').next()?;
        let old = path.rsplit('/').next()?;
        let new = if old.contains('.') { file } else { stem(file) };
        let text = written.contains(old).then(|| written.replace(old, new))?;
        Some(Fix::replace(
            format!("Link to {file}"),
            context.key,
            span,
            text,
        ))
    });
    fixes.collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn metadata_headings_and_references_are_followed() {
        check(
            "//- a.md\n---\nrelated:\n  - talks.md\n  - missing.md\n    ^^^^^^^^^^ broken-link\nsource: Kyodo News\n---\n\
             See [one](talks.md#Nowhere), [two](#here), [three][no] and [[talks#The end]].\n\
             \u{20}   ^^^^^^^^^^^^^^^^^^^^^^^ broken-link\n\
             \u{20}                                          ^^^^^^^^^^^ broken-link\n\
             \n# Here\n\
             //- talks.md\n# The end\n",
        );
    }

    #[test]
    fn addresses_entities_and_places_in_the_own_file_are_left_alone() {
        check(
            "//- entities.yml\n- id: latif-nazari\n  name: Latif Nazari\n\
             //- a.txt\nSee https://a.org/x.md, [[latif-nazari|Nazari]] and [him](entities.yml#latif-nazari).\n\
             //- b.md\n[up](#top-of-it) [mail](mailto:a@b.org) [web](https://a.org/b.md)\n\n# Top of it\n",
        );
    }

    #[test]
    fn a_file_of_nearly_that_name_is_offered() {
        let fixture = Fixture::new(
            "//- a.md\nSee [it](wire/kyoto.md#:~:text=a).\n//- wire/kyodo.md\nText, a.\n",
        );
        assert_eq!(
            fixture.fixed("Link to kyodo.md"),
            "See [it](wire/kyodo.md#:~:text=a).\n"
        );
    }
}
