//! Enumerators at the start of a line: "IV. ", "2. ", "3) ".

/// The numerals of an enumerator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Numerals {
    Roman,
    Arabic,
}

/// A number that counts a heading or a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enumerator {
    pub numerals: Numerals,
    pub number: u32,
    /// Length in bytes of the numeral alone.
    pub numeral_len: usize,
    /// Length in bytes with the stop or bracket and the white space behind it.
    pub len: usize,
}

/// Larger numbers at the start of a line are years and amounts.
const LARGEST: u32 = 99;

/// The enumerator that `line` starts with.
pub fn enumerator(line: &str) -> Option<Enumerator> {
    let numeral_len = line.find(['.', ')'])?;
    let rest = &line[numeral_len + 1..];
    let words = rest.trim_start_matches([' ', '\t']);
    if words.is_empty() || words.len() == rest.len() {
        return None;
    }
    let numeral = &line[..numeral_len];
    let (numerals, number) = match numeral.as_bytes().first()? {
        b'0'..=b'9' => (Numerals::Arabic, numeral.parse().ok()?),
        _ => (Numerals::Roman, roman(numeral)?),
    };
    (1..=LARGEST).contains(&number).then_some(Enumerator {
        numerals,
        number,
        numeral_len,
        len: line.len() - words.len(),
    })
}

/// The value of a Roman numeral in capitals, only in its regular form.
fn roman(numeral: &str) -> Option<u32> {
    let digits: Option<Vec<u32>> = numeral.chars().map(roman_digit).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() <= 8)?;
    let signed = digits.iter().enumerate().map(|(at, digit)| {
        let before_larger = digits.get(at + 1).is_some_and(|next| next > digit);
        if before_larger {
            -i64::from(*digit)
        } else {
            i64::from(*digit)
        }
    });
    let number = u32::try_from(signed.sum::<i64>()).ok()?;
    (write_roman(number) == numeral).then_some(number)
}

fn roman_digit(c: char) -> Option<u32> {
    match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    }
}

/// Writes a number below 90 in Roman numerals.
pub fn write_roman(number: u32) -> String {
    const STEPS: [(u32, &str); 7] = [
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(89);
    let mut numeral = String::new();
    for (value, letters) in STEPS {
        while left >= value {
            numeral.push_str(letters);
            left -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_and_arabic_enumerators_are_read() {
        let read = |line| enumerator(line).map(|found| (found.numerals, found.number, found.len));
        assert_eq!(read("IV. Relations"), Some((Numerals::Roman, 4, 4)));
        assert_eq!(read("2. Delegation"), Some((Numerals::Arabic, 2, 3)));
        assert_eq!(read("3) Third"), Some((Numerals::Arabic, 3, 3)));
    }

    #[test]
    fn other_starts_of_a_line_are_not_enumerators() {
        for line in [
            "I met him.",
            "2025. A year",
            "3.5 percent",
            "IIII. No",
            "A. Smith",
            "I.",
            "1.No",
        ] {
            assert_eq!(enumerator(line), None, "{line}");
        }
    }

    #[test]
    fn roman_numerals_round_trip() {
        for number in 1..90 {
            assert_eq!(roman(&write_roman(number)), Some(number));
        }
    }
}
