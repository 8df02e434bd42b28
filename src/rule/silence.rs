//! Takes out the findings that somebody has silenced: by a comment, by `CQ`, by a dismissal.

use crate::article::{Directive, DirectiveKind, Format};
use crate::corpus::dismissed::{self, Dismissal};
use crate::text::Span;

use super::{Context, FileEdit, Finding, Fix, GROUPS, RULES, by_name, changed_since_checked};

/// Takes the silenced findings out. Answers with the comments that silenced nothing.
pub fn apply<'a>(context: &'a Context, findings: &mut Vec<Finding>) -> Vec<&'a Directive> {
    let directives = &context.analysis.article.directives;
    let mut used = vec![false; directives.len()];
    let regions = regions(context);
    let lapsed = changed_since_checked::lapsed(context);
    findings.retain(|finding| {
        let silencing = regions.iter().find(|region| region.covers(finding));
        if let Some(region) = silencing {
            used[region.directive] = true;
        }
        silencing.is_none()
            && !is_checked(context, finding, &lapsed)
            && !is_dismissed(context, finding)
    });
    let unused = directives
        .iter()
        .zip(used)
        .filter(|(directive, used)| !used && could_silence(context, directive));
    unused.map(|(directive, _)| directive).collect()
}

/// A part of the text in which a comment silences rules.
struct Region<'a> {
    span: Span,
    directive: usize,
    rules: &'a [(String, Span)],
}

impl Region<'_> {
    fn covers(&self, finding: &Finding) -> bool {
        let group = by_name(finding.rule).map_or("", |rule| rule.group);
        let named = self
            .rules
            .iter()
            .any(|(name, _)| name == finding.rule || name == group);
        let inside =
            self.span.encloses(finding.span) || self.span.contains(finding.span.start as usize);
        inside && (named || self.rules.is_empty())
    }
}

fn regions<'a>(context: &'a Context) -> Vec<Region<'a>> {
    let directives = &context.analysis.article.directives;
    let end = context.text().len();
    let regions = directives
        .iter()
        .enumerate()
        .filter_map(|(index, directive)| {
            let span = match directive.kind {
                DirectiveKind::Ignore => own_block(context, directive),
                DirectiveKind::IgnoreNextLine => next_line(context, directive),
                DirectiveKind::Off => {
                    let later = &directives[index + 1..];
                    let on = later.iter().find(|other| {
                        other.kind == DirectiveKind::On && turns_on(other, directive)
                    });
                    let until = on.map_or(end, |on| on.span.start as usize);
                    Span::new(directive.span.end as usize, until)
                }
                DirectiveKind::On => return None,
            };
            Some(Region {
                span,
                directive: index,
                rules: &directive.rules,
            })
        });
    regions.collect()
}

fn turns_on(on: &Directive, off: &Directive) -> bool {
    on.rules.is_empty()
        || on
            .rules
            .iter()
            .any(|(name, _)| off.rules.iter().any(|(other, _)| other == name))
}

/// The block that holds the comment; where that block is nothing but comment, the next one.
fn own_block(context: &Context, directive: &Directive) -> Span {
    let article = &context.analysis.article;
    let holder = article
        .blocks
        .iter()
        .position(|block| block.span.encloses(directive.span));
    let alone = holder.is_some_and(|at| !article.blocks[at].kind.is_prose());
    let block = match holder {
        Some(at) if alone => article.blocks[at..]
            .iter()
            .find(|block| block.kind.is_prose()),
        Some(at) => article.blocks.get(at),
        None => article
            .blocks
            .iter()
            .find(|block| block.span.start >= directive.span.end),
    };
    block.map_or(directive.span, |block| block.span)
}

fn next_line(context: &Context, directive: &Directive) -> Span {
    let text = context.text();
    let line = text.line_of(directive.span.end as usize);
    match line + 1 < text.line_count() {
        true => text.line(line + 1),
        false => Span::at(text.len()),
    }
}

/// Whether one of the rules that the comment names is known and on: only then it could have
/// silenced something.
fn could_silence(context: &Context, directive: &Directive) -> bool {
    let named = |rule: &&&super::Rule| {
        directive
            .rules
            .iter()
            .any(|(name, _)| name == rule.name || name == rule.group)
    };
    let known = directive
        .rules
        .iter()
        .all(|(name, _)| by_name(name).is_some() || GROUPS.contains(&name.as_str()));
    let silences = directive.kind != DirectiveKind::On && !directive.rules.is_empty();
    silences && known && RULES.iter().filter(named).any(|rule| context.is_on(rule))
}

/// `CQ` checks the words right before it, until its sentence changes.
fn is_checked(context: &Context, finding: &Finding, lapsed: &[Span]) -> bool {
    let mut marks = context.analysis.article.checks.iter();
    // What has lapsed is no matter for the mark itself.
    if finding.rule == changed_since_checked::RULE.name {
        return false;
    }
    marks.any(|mark| {
        if lapsed.contains(mark) {
            return false;
        }
        let behind = finding.span.end <= mark.start;
        let between = context.words(Span::new(finding.span.end as usize, mark.start as usize));
        let adjacent = behind && !between.contains(char::is_alphanumeric);
        adjacent && mark.start - finding.span.end < 16 || finding.span.encloses(*mark)
    })
}

fn is_dismissed(context: &Context, finding: &Finding) -> bool {
    let dismissed = &context.folder.dismissed;
    let could = dismissed
        .iter()
        .any(|dismissal| dismissal.rule == finding.rule);
    could && {
        let this = dismissal(context, finding);
        dismissed.iter().any(|dismissal| dismissal.covers(&this))
    }
}

fn dismissal(context: &Context, finding: &Finding) -> Dismissal {
    let path = context.folder.relative(context.key).unwrap_or(context.key);
    let sentence = context.analysis.sentence_at(finding.span.start as usize);
    dismissed::dismissal(finding.rule, path, context.text(), finding.span, sentence)
}

/// Silences one finding where it stands: a comment above the paragraph in Markdown; in plain text,
/// where a comment would be seen, a dismissal in `.copydesk/dismissed.yml`.
pub fn ignore_edit(context: &Context, finding: &Finding) -> Fix {
    if context.analysis.article.format == Format::Plain {
        return dismiss_edit(context, finding);
    }
    let block = context
        .analysis
        .article
        .block_at(finding.span.start as usize);
    let start = block.map_or(finding.span.start, |block| block.span.start) as usize;
    let text = context.text();
    let line_start = text.line(text.line_of(start)).start as usize;
    let comment = format!("<!-- copydesk-ignore {} -->\n", finding.rule);
    let mut fix = Fix::replace(
        format!("Ignore {} in this paragraph", finding.rule),
        context.key,
        Span::at(line_start),
        comment,
    );
    // In the front matter a comment would be text: the dismissal is the only way.
    let front = context.analysis.article.front_matter.as_ref();
    if front.is_some_and(|front| front.span.contains(finding.span.start as usize)) {
        fix = dismiss_edit(context, finding);
    }
    fix
}

/// Writes the dismissal of a finding.
pub fn dismiss_edit(context: &Context, finding: &Finding) -> Fix {
    let entry = dismissal(context, finding).to_yaml();
    let key: crate::corpus::Key =
        format!("{}/{}", context.folder.root, dismissed::FILE_NAME).into();
    let known = context.snapshot.text(&key).ok();
    let at = known.as_ref().map_or(0, crate::text::Text::len);
    let gap = match &known {
        Some(text) if !text.is_empty() && !text.as_str().ends_with('\n') => "\n",
        _ => "",
    };
    Fix {
        title: format!("Dismiss this {}", finding.rule),
        safe: false,
        edits: vec![FileEdit {
            key,
            span: Span::at(at),
            text: format!("{gap}{entry}"),
            create: known.is_none(),
        }],
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_comment_silences_its_own_block_or_the_next() {
        check(
            "//- a.md\n\
             <!-- copydesk-ignore weekday-mismatch the ministry's text -->\n\
             It was Tuesday, Feb. 17, 2025.\n\n\
             It was Tuesday, Feb. 17, 2025. <!-- copydesk-ignore dates -->\n\n\
             It was Tuesday, Feb. 17, 2025.\n       ^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n",
        );
    }

    #[test]
    fn a_part_of_a_file_is_silenced_until_the_rule_is_on_again() {
        check(
            "//- a.md\n\
             <!-- copydesk-off weekday-mismatch -->\n\n\
             It was Tuesday, Feb. 17, 2025.\n\n\
             <!-- copydesk-on -->\n\n\
             It was Tuesday, Feb. 17, 2025.\n       ^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n",
        );
    }

    #[test]
    fn the_next_line_alone_is_silenced() {
        check(
            "//- a.txt\n\
             <!-- copydesk-ignore-next-line weekday-mismatch -->\n\
             It was Tuesday, Feb. 17, 2025.\n\
             It was Tuesday, Feb. 17, 2025.\n       ^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n",
        );
    }

    #[test]
    fn cq_checks_the_words_before_it_and_no_others() {
        check(
            "//- a.txt\n\
             It was Tuesday, Feb. 17, 2025 (CQ), and not Monday, Feb. 18, 2025.\n                                            ^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n",
        );
    }

    #[test]
    fn a_dismissal_holds_for_its_sentence_only() {
        check(
            "//- .copydesk/dismissed.yml\n\
             - rule: weekday-mismatch\n  path: a.txt\n  quote: Tuesday, Feb. 17, 2025\n  before: 'It was '\n  after: .\n\
             //- a.txt\n\
             New first line here.\n\
             It was Tuesday, Feb. 17, 2025.\n\
             So it was Tuesday, Feb. 17, 2025.\n          ^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n",
        );
    }
}
