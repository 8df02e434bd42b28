//! The weights of the model, as they lie in the program: a row of bytes for each hashed feature that
//! says anything. Of the two million places for features most are empty: a map of bits tells which
//! are not, and how many rows stand before one.

use super::{LABELS, Scores};

const MAGIC: &[u8; 4] = b"CDW2";

/// A row in which no weight is larger says next to nothing and is left out.
const FAINT: u8 = 12;

/// Weights read in place.
pub struct Weights<'a> {
    /// By the upper bits of a feature.
    places: Vec<Places>,
    /// One row of [`LABELS`] signed bytes for each set bit.
    rows: &'a [u8],
    mask: u32,
    transitions: [[i32; LABELS]; LABELS],
}

/// Sixty-four places for features, next to each other in memory.
#[derive(Clone, Copy, Default)]
struct Places {
    /// A bit for each: whether it has a row.
    rows: u64,
    /// How many rows stand before them.
    before: u32,
}

/// So many features are looked up at a time; few tokens have more.
const AT_A_TIME: usize = 96;

impl<'a> Weights<'a> {
    /// Reads what [`write()`] wrote.
    ///
    /// # Panics
    /// Where the bytes are none of a model: they are a part of the program.
    pub fn read(bytes: &'a [u8]) -> Weights<'a> {
        let (head, rest) = bytes.split_at(5);
        assert_eq!(&head[..4], MAGIC, "these are no weights");
        let places = 1usize << head[4];
        let (transitions, rest) = rest.split_at(LABELS * LABELS * 4);
        let (bits, rows) = rest.split_at(places / 8);
        let (bits, _) = bits.as_chunks();
        let mut count = 0;
        let words = bits.iter().map(|word| {
            let (rows, before) = (u64::from_le_bytes(*word), count);
            count += rows.count_ones();
            Places { rows, before }
        });
        let table = words.collect();
        assert_eq!(
            rows.len(),
            count as usize * LABELS,
            "a model of {count} rows"
        );
        let mut numbers = transitions
            .chunks_exact(4)
            .map(|b| i32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let transitions =
            std::array::from_fn(|_| std::array::from_fn(|_| numbers.next().unwrap_or(0)));
        Weights {
            places: table,
            rows,
            mask: (places - 1) as u32,
            transitions,
        }
    }

    pub fn transitions(&self) -> &[[i32; LABELS]; LABELS] {
        &self.transitions
    }

    /// The scores of a token with these features.
    pub fn sum(&self, features: &[u32]) -> Scores {
        let mut scores = [0; LABELS];
        self.add(features, &mut scores);
        scores
    }

    /// Adds what these features say.
    pub fn add(&self, features: &[u32], scores: &mut Scores) {
        for features in features.chunks(AT_A_TIME) {
            self.add_few(features, scores);
        }
    }

    fn add_few(&self, features: &[u32], scores: &mut Scores) {
        // Nearly all of this is waiting for memory. A loop that does nothing but ask for it waits
        // for many features at once.
        let mut places = [Places::default(); AT_A_TIME];
        for (found, feature) in places.iter_mut().zip(features) {
            *found = self.places[((feature & self.mask) >> 6) as usize];
        }
        // Half of the features have a row, and nobody can guess which: there is no branch.
        let mut rows = [0u32; AT_A_TIME + 1];
        let mut count = 0;
        for (places, feature) in places.iter().zip(features) {
            let bit = feature & 63;
            let lower = places.rows & ((1 << bit) - 1);
            rows[count] = places.before + lower.count_ones();
            count += (places.rows >> bit & 1) as usize;
        }
        // Sixteen bytes are read at a time, of which the last are the next row's.
        let mut weights = [[0u8; 16]; AT_A_TIME];
        for (weights, row) in weights.iter_mut().zip(&rows[..count]) {
            let at = *row as usize * LABELS;
            match self.rows[at..].first_chunk() {
                Some(row) => *weights = *row,
                None => weights[..LABELS].copy_from_slice(&self.rows[at..at + LABELS]),
            }
        }
        let mut sums = [0i16; 16];
        for weights in &weights[..count] {
            (0..16).for_each(|label| sums[label] += i16::from(weights[label] as i8));
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += i32::from(sum);
        }
    }
}

/// Writes a model of `1 << places` rows, at least 64, without the faint ones.
pub fn write(places: u8, rows: &[i8], transitions: &[[i32; LABELS]; LABELS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(places);
    bytes.extend(
        transitions
            .iter()
            .flatten()
            .flat_map(|weight| weight.to_le_bytes()),
    );
    let says = |row: &[i8]| row.iter().any(|weight| weight.unsigned_abs() > FAINT);
    let rows = rows.chunks_exact(LABELS);
    let mut bits = vec![0u8; (1 << places) / 8];
    for (place, row) in rows.clone().enumerate() {
        bits[place / 8] |= u8::from(says(row)) << (place % 8);
    }
    bytes.extend(bits);
    let telling = rows.filter(|row| says(row)).flatten();
    bytes.extend(telling.map(|weight| *weight as u8));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut rows = vec![0i8; 64 * LABELS];
        rows[LABELS + 3] = -17;
        rows[9 * LABELS + 3] = 100;
        rows[10 * LABELS + 4] = 2;
        let mut transitions = [[0; LABELS]; LABELS];
        transitions[1][2] = 300;
        let bytes = write(6, &rows, &transitions);
        let weights = Weights::read(&bytes);
        assert_eq!(weights.sum(&[1, 65, 2, 10])[3..5], [-34, 0]);
        let many: Vec<u32> = vec![9; 400];
        assert_eq!(weights.sum(&many)[3], 40_000);
        assert_eq!(weights.transitions()[1][2], 300);
    }
}
