//! The outline of names, in eight bytes: which letters they have and how they begin. Who looks for
//! a name need not read most of those of a large folder.

/// What is known of a name, or of several, without reading them, whatever the case of letters. What
/// it denies is so; what it allows must be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outline {
    /// One bit for each of a to z, one for all digits, and one for all letters beyond ASCII. Spaces
    /// and marks count for nothing.
    letters: u32,
    /// A bit for the first letters of each name.
    starts: u32,
}

const DIGITS: u32 = 26;
const BEYOND: u32 = 27;
/// Bytes that a name begins with.
const START: usize = 4;

impl Outline {
    pub fn of(name: &str) -> Outline {
        let letters = match name.is_ascii() {
            true => {
                let bits = name.bytes().map(|byte| BITS[usize::from(byte)]);
                bits.fold(0, |set, bit| set | bit)
            }
            false => {
                let letters = name.chars().flat_map(char::to_lowercase);
                letters.fold(0, |set, letter| set | bit(letter))
            }
        };
        Outline {
            letters,
            starts: start(name),
        }
    }

    /// The outline of both names.
    pub fn with(self, other: Outline) -> Outline {
        Outline {
            letters: self.letters | other.letters,
            starts: self.starts | other.starts,
        }
    }

    /// Whether one of the names may have all letters of `part`.
    pub fn may_hold(self, part: Outline) -> bool {
        part.letters & !self.letters == 0
    }

    /// Whether one of the names may be the one of that outline.
    pub fn may_be(self, name: Outline) -> bool {
        self.may_hold(name) && self.starts & name.starts != 0
    }

    /// Whether the two may be one letter apart: one edit takes a letter away and brings another one at
    /// most.
    pub fn may_be_one_edit_from(self, other: Outline) -> bool {
        (self.letters ^ other.letters).count_ones() <= 2
    }

    /// Whether one of the names may begin with `part`, which has that outline.
    pub fn may_begin_with(self, part: &str, outline: Outline) -> bool {
        match part.len() < START {
            true => self.may_hold(outline),
            false => self.may_be(outline),
        }
    }
}

/// All bits where the first letters have several forms.
fn start(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let bytes = &bytes[..bytes.len().min(START)];
    if !bytes.is_ascii() {
        return u32::MAX;
    }
    // Multiplied by the golden ratio, as Knuth does; the upper five bits are the best mixed.
    let hash = bytes.iter().fold(0_u32, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x9e37_79b1)
    });
    1 << (hash >> 27)
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
        let name = Outline::of("Ren\u{e9}e O'Brien 3rd");
        for part in ["brien", "REN", "3", "\u{e9}", "", " '"] {
            assert!(name.may_hold(Outline::of(part)), "{part}");
        }
        for other in ["x", "brienz", "renk"] {
            assert!(!name.may_hold(Outline::of(other)), "{other}");
        }
    }

    #[test]
    fn names_may_begin_as_one_of_them_does() {
        let names = ["Anna Lind", "Latif Nazari", "\u{c9}va"];
        let both = names[..2].iter().map(|name| Outline::of(name));
        let both = both.reduce(Outline::with).expect("two");
        for part in ["anna", "ANNA L", "lat", "latif nazari", "nad"] {
            assert!(both.may_begin_with(part, Outline::of(part)), "{part}");
        }
        for name in &names[..2] {
            assert!(both.may_be(Outline::of(&name.to_lowercase())), "{name}");
        }
        let others = ["natif", "zafi", "tali", "filat", "adna"];
        let denied = others
            .iter()
            .filter(|part| !both.may_begin_with(part, Outline::of(part)));
        assert!(denied.count() >= 4);
        assert!(Outline::of(names[2]).may_begin_with("\u{e9}va", Outline::of("\u{e9}va")));
    }
}
