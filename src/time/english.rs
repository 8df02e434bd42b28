//! What is English about time expressions: another language is another such table.

use jiff::civil::Weekday;

use super::Unit;

/// Months with their abbreviations (without the stop).
pub const MONTHS: [(&str, &[&str]); 12] = [
    ("January", &["Jan"]),
    ("February", &["Feb"]),
    ("March", &["Mar"]),
    ("April", &["Apr"]),
    ("May", &[]),
    ("June", &["Jun"]),
    ("July", &["Jul"]),
    ("August", &["Aug"]),
    ("September", &["Sept", "Sep"]),
    ("October", &["Oct"]),
    ("November", &["Nov"]),
    ("December", &["Dec"]),
];

/// Weekdays with their abbreviations (without the stop), which count only beside a date.
pub const WEEKDAYS: [(&str, &[&str], Weekday); 7] = [
    ("Monday", &["Mon"], Weekday::Monday),
    ("Tuesday", &["Tues", "Tue"], Weekday::Tuesday),
    ("Wednesday", &["Wed"], Weekday::Wednesday),
    ("Thursday", &["Thurs", "Thur", "Thu"], Weekday::Thursday),
    ("Friday", &["Fri"], Weekday::Friday),
    ("Saturday", &["Sat"], Weekday::Saturday),
    ("Sunday", &["Sun"], Weekday::Sunday),
];

pub const UNITS: [(&str, Unit); 7] = [
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
];

pub const NUMBERS: [(&str, i32); 23] = [
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
];

/// Expressions that commit to no time (TIMEX3's reference values).
pub const VAGUE: [(&str, &str); 14] = [
    ("now", "PRESENT_REF"),
    ("currently", "PRESENT_REF"),
    ("nowadays", "PRESENT_REF"),
    ("at present", "PRESENT_REF"),
    ("at the moment", "PRESENT_REF"),
    ("recently", "PAST_REF"),
    ("lately", "PAST_REF"),
    ("formerly", "PAST_REF"),
    ("previously", "PAST_REF"),
    ("in the past", "PAST_REF"),
    ("once", "PAST_REF"),
    ("soon", "FUTURE_REF"),
    ("in the future", "FUTURE_REF"),
    ("in the near future", "FUTURE_REF"),
];

/// Words before a bare number that make it a year.
pub const YEAR_CUES: &[&str] = &[
    "after",
    "and",
    "around",
    "before",
    "between",
    "by",
    "circa",
    "class",
    "during",
    "early",
    "election",
    "elections",
    "for",
    "from",
    "in",
    "late",
    "mid",
    "of",
    "or",
    "season",
    "since",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "than",
    "the",
    "through",
    "till",
    "to",
    "until",
    "year",
];

/// Words before a month's name that make it a month and not a verb or a name.
pub const MONTH_CUES: &[&str] = &[
    "by",
    "during",
    "early",
    "end",
    "from",
    "in",
    "last",
    "late",
    "mid",
    "next",
    "of",
    "since",
    "this",
    "through",
    "throughout",
    "until",
];

/// Words that say that a date lies ahead.
pub const FUTURE_CUES: &[&str] = &[
    "will",
    "would",
    "shall",
    "scheduled",
    "upcoming",
    "due",
    "expected",
    "by",
    "until",
];
