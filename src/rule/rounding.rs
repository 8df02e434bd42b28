//! What a rounded number may stand for, for the rules that compute with numbers.

/// The smallest and the largest value that would be written like this.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub low: f64,
    pub high: f64,
}

impl Bounds {
    pub fn overlaps(self, other: Bounds) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    pub fn map(self, by: impl Fn(f64) -> f64) -> Bounds {
        let (one, two) = (by(self.low), by(self.high));
        Bounds {
            low: one.min(two),
            high: one.max(two),
        }
    }

    /// A little wider at both ends.
    pub fn widened(self, share: f64) -> Bounds {
        Bounds {
            low: self.low - self.low.abs() * share,
            high: self.high + self.high.abs() * share,
        }
    }
}

/// Zeros at the end of a number may be rounded: 300 stands for 250 to 350.
pub fn rough(value: f64, step: f64) -> Bounds {
    let mut step = step;
    let multiple = |step: f64| {
        let times = value / step;
        value != 0.0 && (times - times.round()).abs() < 1e-6 && times.abs() >= 1.0
    };
    while multiple(step * 10.0) {
        step *= 10.0;
    }
    around(value, step)
}

/// Half a step to both sides.
pub fn around(value: f64, step: f64) -> Bounds {
    Bounds {
        low: value - step / 2.0,
        high: value + step / 2.0,
    }
}

/// A number for a message: no more places than it needs, thousands parted.
pub fn written(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let text = rounded.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut parted = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left % 3 == 0 && !parted.ends_with('-') {
            parted.push(',');
        }
        parted.push(digit);
    }
    match fraction {
        "" => parted,
        _ => format!("{parted}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_may_be_rounded() {
        assert_eq!(rough(300.0, 1.0), around(300.0, 100.0));
        assert_eq!(rough(310.0, 1.0), around(310.0, 10.0));
        assert_eq!(rough(7.0, 1.0), around(7.0, 1.0));
        assert_eq!(rough(1.2, 0.1), around(1.2, 0.1));
    }

    #[test]
    fn numbers_are_written_short() {
        assert_eq!(written(1234567.0), "1,234,567");
        assert_eq!(written(12.345), "12.3");
        assert_eq!(written(-500.0), "-500");
    }
}
