//! Hashes of words and of their features: the same on every machine, since the model's weights and
//! the lexicon are found by them.

const OFFSET: u32 = 2_166_136_261;
const PRIME: u32 = 16_777_619;

/// FNV-1a.
pub fn hash(word: &str) -> u32 {
    hash_on(OFFSET, word)
}

/// The hash of the word in lower case.
pub fn hash_lower(word: &str) -> u32 {
    hash_lower_on(OFFSET, word)
}

/// The hash of a text that goes on with `word`, from that of the text.
pub fn hash_on(hash: u32, word: &str) -> u32 {
    word.bytes().fold(hash, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(PRIME)
    })
}

/// The same with the word in lower case.
pub fn hash_lower_on(hash: u32, word: &str) -> u32 {
    if word.is_ascii() {
        return word.bytes().fold(hash, |hash, byte| {
            (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME)
        });
    }
    let lower: String = word.chars().flat_map(char::to_lowercase).collect();
    hash_on(hash, &lower)
}

pub fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B1)
}
