//! The block of metadata on top of an article: YAML between `---` lines or TOML between `+++`.

use crate::text::Span;

use super::metadata::{Keys, Metadata};
use super::tree::{Problem, Value, read_toml, read_yaml};

/// A front matter as it stands in an article.
#[derive(Clone, Debug)]
pub struct FrontMatter {
    /// From the opening fence to the end of the closing one, without its line end.
    pub span: Span,
    /// Between the fences.
    pub inner: Span,
    pub metadata: Metadata,
    pub problems: Vec<Problem>,
}

/// Reads a front matter at the very start of `text` (a byte order mark aside). `None` where there
/// is none: no fence, a fence that never closes over what could be metadata.
pub fn read(text: &str) -> Option<FrontMatter> {
    let start = bom_len(text);
    let (fence, rest) = opening_fence(&text[start..])?;
    let inner_start = text.len() - rest.len();
    let closing = closing_fence(rest, fence);
    let inner = match closing {
        Some((at, _)) => Span::new(inner_start, inner_start + at),
        None => Span::new(inner_start, inner_start + unclosed_end(rest)),
    };
    let words = &text[inner.range()];
    let (node, mut problems) = match fence {
        "---" => read_yaml(words),
        _ => read_toml(words),
    };
    let node = node.filter(|node| match node.value {
        Value::Mapping(_) => true,
        _ => closing.is_some() && words.trim().is_empty(),
    });
    // `---` is also a thematic break: without keys below it this is the article's own text.
    let keyed = closing.is_some() && starts_with_key(words);
    if node.is_none() && !words.trim().is_empty() && !keyed {
        return None;
    }
    if closing.is_none() {
        node.as_ref().filter(|node| !node.pairs().is_empty())?;
    }
    let metadata = match &node {
        Some(node) => Metadata::read(node, Keys::Open, &mut problems),
        None => Metadata::default(),
    };
    for problem in &mut problems {
        problem.span = problem.span.shifted(inner_start);
    }
    if closing.is_none() {
        let opening = Span::new(start, start + fence.len());
        let message =
            format!("this metadata block is never closed: add a line \"{fence}\" below it");
        problems.insert(0, Problem::new(opening, message));
    }
    let end = closing.map_or(inner.end as usize, |(at, len)| inner_start + at + len);
    Some(FrontMatter {
        span: Span::new(start, end),
        inner,
        metadata: metadata.shifted(inner_start),
        problems,
    })
}

/// Whether the first line that has words looks like `key: value`.
fn starts_with_key(words: &str) -> bool {
    let line = words.trim_start().lines().next().unwrap_or("");
    let key = line
        .split_once([':', '='])
        .map_or("", |(key, _)| key.trim_end());
    !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Length in bytes of a byte order mark at the start of `text`.
pub fn bom_len(text: &str) -> usize {
    match text.starts_with('\u{feff}') {
        true => '\u{feff}'.len_utf8(),
        false => 0,
    }
}

fn opening_fence(text: &str) -> Option<(&'static str, &str)> {
    let line_end = text.find('\n')?;
    let fence = match text[..line_end].trim_end() {
        "---" => "---",
        "+++" => "+++",
        _ => return None,
    };
    Some((fence, &text[line_end + 1..]))
}

/// Where the closing fence starts in `rest`, and how many bytes it has.
fn closing_fence(rest: &str, fence: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let word = line.trim_end();
        if word == fence || (fence == "---" && word == "...") {
            return Some((at, word.len()));
        }
        at += line.len();
    }
    None
}

/// Without a closing fence the metadata can only reach to the first blank line.
fn unclosed_end(rest: &str) -> usize {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_blocks_are_read() {
        for text in [
            "---\ntitle: A\ndate: 2025-02-17\n---\nBody",
            "\u{feff}---\r\ntitle: A\r\ndate: 2025-02-17\r\n---\r\nBody",
            "+++\ntitle = \"A\"\ndate = 2025-02-17\n+++\nBody",
        ] {
            let front = read(text).expect(text);
            let date = front.metadata.date.expect("date");
            assert_eq!(date.value, "2025-02-17");
            assert_eq!(&text[date.span.expect("span").range()], "2025-02-17");
            assert!(text[front.span.end as usize..].trim() == "Body", "{text}");
            assert_eq!(front.problems, []);
        }
    }

    #[test]
    fn a_thematic_break_is_not_a_front_matter() {
        for text in [
            "---\n\nJust text.\n",
            "---\nJust text.\n---\nMore",
            "--- \n",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_block_that_never_closes_is_said_at_its_fence_and_still_used() {
        let front = read("---\ntitle: A\n\nBody: text.\n").expect("front matter");
        assert_eq!(front.metadata.title.expect("title").value, "A");
        assert_eq!(front.problems[0].span, Span::new(0, 3));
    }
}
