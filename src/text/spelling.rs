//! How near two spellings are to each other.

/// Whether one insertion, deletion, substitution or swap of neighbours turns one into the other.
/// Short words are not compared: too many of them are near.
pub fn one_edit_apart(a: &str, b: &str) -> bool {
    let shortest = a.chars().count().min(b.chars().count());
    shortest >= 3 && strsim::osa_distance(a, b) == 1
}

#[cfg(test)]
mod tests {
    use super::one_edit_apart;

    #[test]
    fn one_edit_is_a_letter_or_a_swap() {
        for (a, b) in [
            ("chriac", "chirac"),
            ("telsa", "tesla"),
            ("pyongang", "pyongyang"),
            ("nazeri", "nazari"),
            ("titel", "title"),
        ] {
            assert!(one_edit_apart(a, b), "{a} {b}");
        }
        for (a, b) in [("nazari", "nazari"), ("ronald", "donalds"), ("to", "tp")] {
            assert!(!one_edit_apart(a, b), "{a} {b}");
        }
    }
}
