//! From the scores of a sentence's tokens to the best row of labels (Viterbi), and from labels to
//! spans.

use super::super::EntityKind;
use super::{LABELS, Scores};

/// 0 is outside; then, for person, organisation and place, begin, inside, last and unit.
pub type Label = u8;

const KINDS: [EntityKind; 3] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Place,
];

/// Position of a label in its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Begin,
    Inside,
    Last,
    Unit,
}

fn place(label: usize) -> Place {
    match (label.checked_sub(1), label.wrapping_sub(1) % 4) {
        (None, _) => Place::Outside,
        (_, 0) => Place::Begin,
        (_, 1) => Place::Inside,
        (_, 2) => Place::Last,
        _ => Place::Unit,
    }
}

/// Whether `next` may follow `label`; 0 stands for both ends of the sentence as well.
pub const fn allowed(label: usize, next: usize) -> bool {
    let open = label != 0 && (label - 1) % 4 < 2;
    let goes_on = next != 0 && ((next - 1) % 4 == 1 || (next - 1) % 4 == 2);
    if open {
        goes_on && (label - 1) / 4 == (next - 1) / 4
    } else {
        !goes_on
    }
}

/// The labels that may stand before each label.
static BEFORE: std::sync::LazyLock<[Vec<usize>; LABELS]> = std::sync::LazyLock::new(|| {
    std::array::from_fn(|label| {
        (0..LABELS)
            .filter(|before| allowed(*before, label))
            .collect()
    })
});

/// The best row of labels between tokens that are outside. Ties go to the smaller label, so that
/// the answer is one.
pub fn best_labels(scores: &[Scores], transitions: &[[i32; LABELS]; LABELS]) -> Vec<Label> {
    const NEVER: i32 = i32::MIN / 2;
    let Some(first) = scores.first() else {
        return Vec::new();
    };
    let mut best: Scores = std::array::from_fn(|label| match allowed(0, label) {
        true => first[label] + transitions[0][label],
        false => NEVER,
    });
    let mut came_from: Vec<[Label; LABELS]> = vec![[0; LABELS]];
    for own in &scores[1..] {
        let mut next = [NEVER; LABELS];
        let mut from = [0; LABELS];
        for label in 0..LABELS {
            for &before in &BEFORE[label] {
                let score = best[before] + transitions[before][label];
                if score > next[label] {
                    next[label] = score;
                    from[label] = before as Label;
                }
            }
            next[label] += own[label];
        }
        best = next;
        came_from.push(from);
    }
    let ends = (0..LABELS).filter(|label| allowed(*label, 0));
    let mut label = ends.rev().max_by_key(|label| best[*label]).unwrap_or(0) as Label;
    let mut labels = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = label;
        label = came_from[at][usize::from(label)];
    }
    labels
}

/// First token, last token and kind of each name.
pub fn spans(labels: &[Label]) -> impl Iterator<Item = (usize, usize, EntityKind)> + '_ {
    let mut begin = 0;
    labels.iter().enumerate().filter_map(move |(at, &label)| {
        let kind = KINDS[usize::from(label.saturating_sub(1)) / 4];
        match place(usize::from(label)) {
            Place::Begin => {
                begin = at;
                None
            }
            Place::Last => Some((begin, at, kind)),
            Place::Unit => Some((at, at, kind)),
            Place::Outside | Place::Inside => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_must_end() {
        assert!(allowed(0, 0) && allowed(0, 1) && allowed(0, 4));
        assert!(!allowed(0, 2) && !allowed(0, 3));
        assert!(allowed(1, 2) && allowed(1, 3) && !allowed(1, 7) && !allowed(1, 0));
        assert!(allowed(3, 0) && allowed(3, 4) && !allowed(3, 2));
    }

    #[test]
    fn the_best_row_is_one_that_may_be() {
        // "inside" scores best everywhere, and cannot stand alone.
        let mut one = [0; LABELS];
        one[2] = 9;
        one[4] = 5;
        let labels = best_labels(&[one, one, one], &[[0; LABELS]; LABELS]);
        assert_eq!(
            spans(&labels).count(),
            labels.iter().filter(|label| matches!(label, 3 | 4)).count()
        );
        assert!(
            labels
                .windows(2)
                .all(|pair| allowed(pair[0].into(), pair[1].into()))
        );
    }

    #[test]
    fn labels_become_spans() {
        let found: Vec<_> = spans(&[0, 1, 2, 3, 0, 8, 12]).collect();
        assert_eq!(
            found,
            [
                (1, 3, EntityKind::Person),
                (5, 5, EntityKind::Organization),
                (6, 6, EntityKind::Place)
            ]
        );
    }
}
