//! What an article's times are counted from, and how each came about.

use jiff::civil::Date;

/// What relative expressions count from, and how numbers are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The article's date.
    pub date: Option<Date>,
    /// Whether 03/04/2025 has the month first; `None` where no locale is set.
    pub month_first: Option<bool>,
    pub strategy: Strategy,
}

/// What a date without a year counts from.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// The article's date where it has one, else the last date that was mentioned.
    #[default]
    Auto,
    /// The article's date, and nothing else.
    News,
    /// The last date that was mentioned; before the first one the article's date.
    Narrative,
}

/// How a value came about, for the person who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// It is written out.
    Written,
    /// The year stands behind the date that it is joined with.
    YearShared,
    /// The day of the article itself.
    OwnDay,
    /// Counted from the article's date.
    FromArticle,
    /// The year is the article's, or the one nearest to it.
    YearFromArticle,
    /// Counted from the last date that was mentioned before.
    FromLastMention,
    /// A pin in the text says so.
    Pinned,
    /// It counts from the article's date, and the article has none.
    NeedsArticleDate,
    /// 03/04/2025 can be two days.
    Ambiguous,
    /// Not a point in the calendar: a duration, a set, "now".
    None,
}
