//! `changed-since-checked`: a sentence that was edited after somebody marked it `CQ`.

use crate::corpus::checked::{self, Mark, State};
use crate::corpus::{Key, Severity};
use crate::text::{Span, Text};

use super::{Context, Docs, EVERY, FileEdit, Finding, Fix, Rule};

pub const RULE: Rule = Rule {
    name: "changed-since-checked",
    group: "desk",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A sentence that was edited after it was marked `CQ`.",
        why: "The newsroom's mark says that somebody has checked the words, and these are others. Until it is checked \
              again the mark silences nothing. Copydesk knows a sentence by its hash in `.copydesk/checked.yml`, \
              which the code action \"Remember what is checked\" and `copydesk check --fix` write; a mark that is \
              not remembered never lapses.",
        example: "//- .copydesk/checked.yml\n- path: a.txt\n  words: Nazari\n  sentence: 0123456789abcdef\n//- a.txt\nNazari (CQ) came with three aides.\n       ^^^^ changed-since-checked\n",
        instead: "//- a.txt\nNazari (CQ) came with three aides.\n",
        fix: "Check the sentence again and take the quick fix, or take the mark out.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for mark in marks(context) {
        if let State::Lapsed(_) = mark.state {
            let message = "the sentence has changed since it was checked";
            let mut finding = context.finding(&RULE, mark.span, message);
            finding.fixes.push(again(context, mark.span));
            finding.fixes.push(without(context, mark.span));
            findings.push(finding);
        }
    }
}

/// The `CQ` marks of the article, with what became of their sentences.
fn marks(context: &Context) -> Vec<Mark> {
    if context.analysis.article.checks.is_empty() {
        return Vec::new();
    }
    let path = context.folder.relative(context.key).unwrap_or(context.key);
    checked::marks(context.analysis, path, &context.folder.checked)
}

/// The marks that silence nothing any more.
pub fn lapsed(context: &Context) -> Vec<Span> {
    if context.folder.checked.is_empty() {
        return Vec::new();
    }
    let marks = marks(context).into_iter();
    let lapsed = marks.filter(|mark| matches!(mark.state, State::Lapsed(_)));
    lapsed.map(|mark| mark.span).collect()
}

/// Writes down the sentences of the marks that nobody has seen before; nothing where there are
/// none.
pub fn remember_edit(context: &Context) -> Option<Fix> {
    let new = |mark: &Mark| mark.state == State::New;
    let inside = !context.folder.root.is_empty();
    (inside && marks(context).iter().any(new)).then(|| Fix {
        title: "Remember what is checked".to_owned(),
        safe: false,
        edits: vec![edit(context, None)],
    })
}

fn again(context: &Context, mark: Span) -> Fix {
    Fix {
        title: "The sentence was checked again".to_owned(),
        safe: false,
        edits: vec![edit(context, Some(mark))],
    }
}

fn without(context: &Context, mark: Span) -> Fix {
    let before = context.text().as_str().get(..mark.start as usize);
    let blank = before.is_some_and(|before| before.ends_with(' '));
    let start = mark.start as usize - usize::from(blank);
    let span = Span::new(start, mark.end as usize);
    Fix::replace("Take the mark out", context.key, span, "")
}

fn edit(context: &Context, again: Option<Span>) -> FileEdit {
    let path = context.folder.relative(context.key).unwrap_or(context.key);
    let key: Key = format!("{}/{}", context.folder.root, checked::FILE_NAME).into();
    let known = context.snapshot.text(&key).ok();
    FileEdit {
        key,
        span: Span::new(0, known.as_ref().map_or(0, Text::len)),
        text: checked::kept(&context.folder.checked, path, &marks(context), again),
        create: known.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    const TEXT: &str = "The notice was of Tuesday, Feb. 17, 2025 (CQ), and he left.\n";

    /// What the file is once the sentences of `text` are remembered.
    fn remembered(text: &str) -> String {
        let fixture = Fixture::new(&format!("//- a.txt\n{text}"));
        let key = fixture.key("a.txt");
        let analysis = fixture.snapshot.open(&key).expect("open");
        let context = super::Context::new(&fixture.snapshot, fixture.folder(), &key, analysis);
        let fix = super::remember_edit(&context).expect("something new");
        assert!(fix.edits[0].create);
        fix.edits[0].text.clone()
    }

    #[test]
    fn a_sentence_that_stays_stays_checked() {
        let file = remembered(TEXT);
        check(&format!(
            "//- .copydesk/checked.yml\n{file}//- a.txt\nIt rained.\n{TEXT}"
        ));
    }

    #[test]
    fn a_mark_that_lapsed_silences_nothing() {
        let file = remembered(TEXT);
        check(&format!(
            "//- .copydesk/checked.yml\n{file}//- a.txt\nThe notice was of Tuesday, Feb. 17, 2025 (CQ), and he came.\n                  ^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch\n                                         ^^^^ changed-since-checked\n"
        ));
    }

    #[test]
    fn a_mark_that_nobody_remembers_never_lapses() {
        check(&format!("//- a.txt\n{TEXT}"));
    }

    #[test]
    fn a_sentence_can_be_checked_again_or_lose_its_mark() {
        let file = remembered(TEXT);
        let fixture = Fixture::new(&format!(
            "//- .copydesk/checked.yml\n{file}//- a.txt\n{}",
            TEXT.replace("left", "came")
        ));
        let findings = fixture.findings();
        let fixes = findings.iter().flat_map(|finding| &finding.fixes);
        let again = fixes
            .into_iter()
            .find(|fix| fix.title.contains("checked again"))
            .expect("the fix");
        assert_eq!(
            again.edits[0].text,
            remembered(&TEXT.replace("left", "came"))
        );
        assert_eq!(
            fixture.fixed("Take the mark out"),
            "The notice was of Tuesday, Feb. 17, 2025, and he came.\n"
        );
    }
}
