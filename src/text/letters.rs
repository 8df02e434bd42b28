//! The letters of a name as a set, in four bytes: a name that lacks a letter which is looked for
//! needs no closer look, and most names of a large folder lack one.

/// Which letters a text has, whatever their case: one bit for each of a to z, one for all digits,
/// and one for all letters beyond ASCII. Spaces and marks count for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterSet(u32);

const DIGITS: u32 = 26;
const BEYOND: u32 = 27;

impl LetterSet {
    pub fn of(text: &str) -> LetterSet {
        if text.is_ascii() {
            let bits = text.bytes().map(|byte| BITS[usize::from(byte)]);
            return LetterSet(bits.fold(0, |set, bit| set | bit));
        }
        let letters = text.chars().flat_map(char::to_lowercase);
        LetterSet(letters.fold(0, |set, letter| set | bit(letter)))
    }

    /// The letters of both.
    pub fn with(self, other: LetterSet) -> LetterSet {
        LetterSet(self.0 | other.0)
    }

    /// Whether all letters of `other` are among these.
    pub fn has_all(self, other: LetterSet) -> bool {
        other.0 & !self.0 == 0
    }
}

/// Of each byte of ASCII.
const BITS: [u32; 128] = {
    let mut bits = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        bits[byte] = bit((byte as u8 as char).to_ascii_lowercase());
        byte += 1;
    }
    bits
};

const fn bit(letter: char) -> u32 {
    match letter {
        'a'..='z' => 1 << (letter as u32 - 'a' as u32),
        '0'..='9' => 1 << DIGITS,
        _ if letter.is_ascii() => 0,
        _ => 1 << BEYOND,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_letters_of_its_parts() {
        let name = LetterSet::of("Ren\u{e9}e O'Brien 3rd");
        for part in ["brien", "REN", "3", "\u{e9}", "", " '"] {
            assert!(name.has_all(LetterSet::of(part)), "{part}");
        }
        for other in ["x", "brienz", "renk"] {
            assert!(!name.has_all(LetterSet::of(other)), "{other}");
        }
    }
}
