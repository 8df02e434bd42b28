//! The words that attribute speech: "said", "according to", "saying".
//!
//! In: the prose of one block. Out: [`Cue`]s, inside quotations as well; who is meant is decided
//! by [`super::speaker`], which knows the names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{Span, words};

use super::english::{LABELS, PASSIVE, SPEECH_PARTICIPLES, SPEECH_VERBS};

/// A word that attributes words to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Bytes of the block's prose.
    pub span: Span,
    pub kind: CueKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// A verb with its subject beside it.
    Verb,
    /// "Saying": its subject is that of the sentence.
    Participle,
    /// "According to".
    AccordingTo,
    /// "Titled", "a sign": the words are written somewhere and nobody says them.
    Label,
}

/// The cues of a block, in order.
pub fn cues(prose: &str) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut last = "";
    let mut end = 0;
    for word in words(prose) {
        // `"… as good as it can be," said Abe` is no passive.
        let gap = &prose[end..word.span.start as usize];
        if gap.contains([',', '"', '\u{201c}', '\u{201d}']) {
            last = "";
        }
        end = word.span.end as usize;
        if let Some(kind) = kind(word.text, last) {
            cues.push(Cue {
                span: word.span,
                kind,
            });
        }
        last = word.text;
    }
    cues
}

/// What each word is a cue of. A capital begins a sentence or a name: "States" is no verb.
static CUES: LazyLock<FxHashMap<&str, CueKind>> = LazyLock::new(|| {
    let all = |words: &'static [&str], kind| words.iter().map(move |word| (*word, kind));
    all(LABELS, CueKind::Label)
        .chain(all(SPEECH_PARTICIPLES, CueKind::Participle))
        .chain([("Saying", CueKind::Participle)])
        .chain(all(SPEECH_VERBS, CueKind::Verb))
        .chain([("to", CueKind::AccordingTo)])
        .collect()
});

fn kind(word: &str, last: &str) -> Option<CueKind> {
    let kind = *CUES.get(word)?;
    let holds = match kind {
        CueKind::AccordingTo => last.eq_ignore_ascii_case("according"),
        CueKind::Verb => PASSIVE.binary_search(&last).is_err(),
        CueKind::Participle | CueKind::Label => true,
    };
    holds.then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_participles_and_sources_are_found_and_passives_are_not() {
        let prose = "According to Abe, he said so, adding more; he was told that the United States states it.";
        let found: Vec<&str> = cues(prose)
            .iter()
            .map(|cue| &prose[cue.span.range()])
            .collect();
        assert_eq!(found, ["to", "said", "adding", "states"]);
        let prose = "\u{201c}It is what it can be,\u{201d} said Abe.";
        assert_eq!(cues(prose).len(), 1);
    }
}
