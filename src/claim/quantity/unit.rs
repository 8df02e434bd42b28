//! Units of measure and of money: what they measure and how they convert.

/// What a unit measures. Only units of one dimension can be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Power,
    Temperature,
    Money,
    /// Percent and percentage points.
    Share,
    Other,
}

/// A unit. Two units are the same where their names are.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// The symbol, the ISO code of a currency, or an English word where there is neither.
    pub name: &'static str,
    pub dimension: Dimension,
    /// How much of the dimension's base unit one of it is; some words stand for several units
    /// (a ton, a gallon), and then each of these is meant by somebody.
    pub factors: &'static [f64],
}

impl PartialEq for Unit {
    fn eq(&self, other: &Unit) -> bool {
        self.name == other.name
    }
}

impl Eq for Unit {}

impl Unit {
    /// Whether there is less than nothing of it.
    pub fn takes_sign(self) -> bool {
        self.dimension == Dimension::Temperature || self.name == DEGREE
    }
}

pub const PERCENT: &str = "percent";
pub const PERCENTAGE_POINT: &str = "percentage point";
pub const DEGREE: &str = "degree";
pub const CELSIUS: &str = "\u{b0}C";
pub const FAHRENHEIT: &str = "\u{b0}F";
