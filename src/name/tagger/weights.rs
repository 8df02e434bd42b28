//! The weights of the model, as they lie in the program: a row of bytes for each hashed feature.

use super::{LABELS, Scores};

const MAGIC: &[u8; 4] = b"CDW1";

/// Weights read in place.
pub struct Weights<'a> {
    /// One row of [`LABELS`] signed bytes for each feature.
    rows: &'a [u8],
    mask: u32,
    transitions: [[i32; LABELS]; LABELS],
}

impl<'a> Weights<'a> {
    /// Reads what [`write()`] wrote.
    ///
    /// # Panics
    /// Where the bytes are none of a model: they are a part of the program.
    pub fn read(bytes: &'a [u8]) -> Weights<'a> {
        let (head, rest) = bytes.split_at(5);
        assert_eq!(&head[..4], MAGIC, "these are no weights");
        let count = 1usize << head[4];
        let (table, rows) = rest.split_at(LABELS * LABELS * 4);
        assert_eq!(rows.len(), count * LABELS, "a model of {count} rows");
        let mut numbers = table
            .chunks_exact(4)
            .map(|b| i32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let transitions =
            std::array::from_fn(|_| std::array::from_fn(|_| numbers.next().unwrap_or(0)));
        Weights {
            rows,
            mask: (count - 1) as u32,
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

    /// Adds what these features say, of which there are fewer than 256.
    pub fn add(&self, features: &[u32], scores: &mut Scores) {
        // Sixteen bytes are read at a time, of which the last are the next row's: a row of its own
        // length would be added one by one.
        let mut sums = [0i16; 16];
        for feature in features {
            let at = (feature & self.mask) as usize * LABELS;
            let row: &[u8] = match self.rows.get(at..at + 16) {
                Some(row) => row,
                None => &self.rows[at..at + LABELS],
            };
            match <&[u8; 16]>::try_from(row) {
                Ok(row) => (0..16).for_each(|label| sums[label] += i16::from(row[label] as i8)),
                Err(_) => (0..LABELS).for_each(|label| sums[label] += i16::from(row[label] as i8)),
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += i32::from(sum);
        }
    }
}

/// Writes a model of `1 << bits` rows.
pub fn write(bits: u8, rows: &[i8], transitions: &[[i32; LABELS]; LABELS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(bits);
    bytes.extend(
        transitions
            .iter()
            .flatten()
            .flat_map(|weight| weight.to_le_bytes()),
    );
    bytes.extend(rows.iter().map(|weight| *weight as u8));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut rows = vec![0i8; 2 * LABELS];
        rows[LABELS + 3] = -7;
        let mut transitions = [[0; LABELS]; LABELS];
        transitions[1][2] = 300;
        let bytes = write(1, &rows, &transitions);
        let weights = Weights::read(&bytes);
        assert_eq!(weights.sum(&[1, 3, 2])[3], -14);
        assert_eq!(weights.transitions()[1][2], 300);
    }
}
