//! Sentences that somebody has checked, as they were then: `.copydesk/checked.yml`.
//!
//! In: an article with its `CQ` marks, and what the file keeps. Out: the [`Mark`]s, each new, as it
//! was, or lapsed because its sentence has changed since; and the text of the file with the
//! sentences as they are now. Only a hash of a sentence is kept.

use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::Analysis;
use crate::article::tree::{Node, Problem, read_yaml};
use crate::text::{Span, words};

/// The file's path from the folder's root.
pub const FILE_NAME: &str = ".copydesk/checked.yml";

/// A sentence with a `CQ`, as it was when the mark was first seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// From the root, with `/`.
    pub path: String,
    /// The words before the mark, to know it again.
    pub words: String,
    /// Hash of the sentence.
    pub sentence: String,
}

/// A `CQ` of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub span: Span,
    pub state: State,
    pub now: Checked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has seen it before.
    New,
    AsItWas,
    /// The sentence was edited since; the entry of the file that it had.
    Lapsed(usize),
}

/// Reads the text of `checked.yml`.
pub fn read(text: &str) -> (Vec<Checked>, Vec<Problem>) {
    let (node, mut problems) = read_yaml(text);
    let mut found = Vec::new();
    for item in node.iter().flat_map(|node| node.items()) {
        let value = |key: &str| {
            let scalar = item.get(key).and_then(Node::scalar);
            scalar.unwrap_or_default().to_owned()
        };
        let entry = Checked {
            path: value("path"),
            words: value("words"),
            sentence: value("sentence"),
        };
        match entry.path.is_empty() || entry.sentence.is_empty() {
            true => problems.push(Problem::new(
                item.span,
                "an entry needs \"path\" and \"sentence\"",
            )),
            false => found.push(entry),
        }
    }
    (found, problems)
}

/// The marks of the article at `path`, in order.
pub fn marks(analysis: &Analysis, path: &str, kept: &[Checked]) -> Vec<Mark> {
    let own: Vec<usize> = (0..kept.len())
        .filter(|at| kept[*at].path == path)
        .collect();
    let mut marks: Vec<Mark> = analysis
        .article
        .checks
        .iter()
        .map(|span| Mark {
            span: *span,
            state: State::New,
            now: checked(analysis, path, *span),
        })
        .collect();
    // Each mark as it was; what is left over has changed, gone or come.
    let mut free: Vec<usize> = Vec::new();
    for entry in own {
        let same = |mark: &&mut Mark| mark.state == State::New && mark.now == kept[entry];
        match marks.iter_mut().find(same) {
            Some(mark) => mark.state = State::AsItWas,
            None => free.push(entry),
        }
    }
    let mut gone: Vec<usize> = Vec::new();
    for entry in free {
        let changed =
            |mark: &&mut Mark| mark.state == State::New && mark.now.words == kept[entry].words;
        match marks.iter_mut().find(changed) {
            Some(mark) => mark.state = State::Lapsed(entry),
            None => gone.push(entry),
        }
    }
    // The words before the mark have changed themselves: as many marks as entries are left.
    let left = marks.iter_mut().filter(|mark| mark.state == State::New);
    let left: Vec<&mut Mark> = left.collect();
    if left.len() == gone.len() {
        for (mark, entry) in left.into_iter().zip(gone) {
            mark.state = State::Lapsed(entry);
        }
    }
    marks
}

/// How many words before a mark are kept.
const WORDS: usize = 3;

fn checked(analysis: &Analysis, path: &str, mark: Span) -> Checked {
    let sentence = analysis.sentence_at((mark.start as usize).saturating_sub(1));
    // The prose has blanks where the marks are.
    let prose = analysis.article.prose();
    let said = &prose[sentence.range()];
    let before = &prose[sentence.start.min(mark.start) as usize..mark.start as usize];
    let mut last: Vec<&str> = words(before).map(|word| word.text).collect();
    let last = last.split_off(last.len().saturating_sub(WORDS));
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    Checked {
        path: path.to_owned(),
        words: last.join(" "),
        sentence: format!("{:016x}", xxh3_64(said.as_bytes())),
    }
}

/// The text of the file with the marks of one article: new ones as they are now, lapsed ones as
/// they were, but for the mark at `again`, whose sentence somebody has checked again.
pub fn kept(kept: &[Checked], path: &str, marks: &[Mark], again: Option<Span>) -> String {
    let others = kept.iter().filter(|entry| entry.path != path);
    let now = marks.iter().map(|mark| match mark.state {
        State::Lapsed(entry) if again != Some(mark.span) => &kept[entry],
        _ => &mark.now,
    });
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let lines = others.chain(now).map(|entry| {
        format!(
            "- path: {}\n  words: {}\n  sentence: {}\n",
            quoted(&entry.path),
            quoted(&entry.words),
            quoted(&entry.sentence)
        )
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::analyse_text;

    fn states(kept: &[Checked], text: &str) -> Vec<State> {
        let analysis = analyse_text(&"/a.txt".into(), text);
        let marks = marks(&analysis, "a.txt", kept);
        marks.iter().map(|mark| mark.state).collect()
    }

    fn remembered(text: &str) -> Vec<Checked> {
        let analysis = analyse_text(&"/a.txt".into(), text);
        let (entries, problems) = read(&kept(&[], "a.txt", &marks(&analysis, "a.txt", &[]), None));
        assert_eq!(problems, []);
        entries
    }

    const TEXT: &str = "Latif Nazari (CQ) came on Monday.\nHe left on Feb. 18 CQ with two aides.\n";

    #[test]
    fn a_mark_lapses_with_its_sentence_and_not_with_others() {
        let known = remembered(TEXT);
        assert_eq!(states(&[], TEXT), [State::New, State::New]);
        assert_eq!(states(&known, TEXT), [State::AsItWas, State::AsItWas]);
        let moved = format!("A new line.\n{}", TEXT.replace("came  on", "came on"));
        assert_eq!(states(&known, &moved), [State::AsItWas, State::AsItWas]);
        let other_day = TEXT.replace("Feb. 18", "Feb. 19");
        assert_eq!(
            states(&known, &other_day),
            [State::AsItWas, State::Lapsed(1)]
        );
        let other_end = TEXT.replace("two aides", "three aides");
        assert_eq!(
            states(&known, &other_end),
            [State::AsItWas, State::Lapsed(1)]
        );
    }

    #[test]
    fn marks_come_and_go() {
        let known = remembered(TEXT);
        let more = format!("{TEXT}Rana Aziz (CQ) stayed.\n");
        assert_eq!(
            states(&known, &more),
            [State::AsItWas, State::AsItWas, State::New]
        );
        let fewer = TEXT.replace(" CQ with", " with");
        assert_eq!(states(&known, &fewer), [State::AsItWas]);
    }

    #[test]
    fn a_lapsed_mark_stays_lapsed_until_it_is_checked_again() {
        let known = remembered(TEXT);
        let changed = TEXT.replace("two aides", "three aides");
        let analysis = analyse_text(&"/a.txt".into(), &changed);
        let found = marks(&analysis, "a.txt", &known);
        let (still, _) = read(&kept(&known, "a.txt", &found, None));
        assert_eq!(still, known);
        let (again, _) = read(&kept(&known, "a.txt", &found, Some(found[1].span)));
        assert_eq!(states(&again, &changed), [State::AsItWas, State::AsItWas]);
    }
}
