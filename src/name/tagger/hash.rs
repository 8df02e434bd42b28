//! Hashes of words and of their features: the same on every machine, since the model's weights and
//! the lexicon are found by them.

/// FNV-1a.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(2_166_136_261, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
    })
}

pub fn hash_lower(word: &str) -> u32 {
    hash(
        &word
            .chars()
            .flat_map(char::to_lowercase)
            .collect::<String>(),
    )
}

pub fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B1)
}
