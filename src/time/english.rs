//! What is English about time expressions: the words, and the patterns that they stand in. Another
//! language is another such table.

use jiff::civil::Weekday;

use super::{Reader, Unit};

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

pub const UNITS: [(&str, &str, Unit); 14] = [
    ("sec", "secs", Unit::Second),
    ("min", "mins", Unit::Minute),
    ("hr", "hrs", Unit::Hour),
    ("second", "seconds", Unit::Second),
    ("minute", "minutes", Unit::Minute),
    ("hour", "hours", Unit::Hour),
    ("day", "days", Unit::Day),
    ("week", "weeks", Unit::Week),
    ("fortnight", "fortnights", Unit::Fortnight),
    ("month", "months", Unit::Month),
    ("quarter", "quarters", Unit::Quarter),
    ("year", "years", Unit::Year),
    ("decade", "decades", Unit::Decade),
    ("century", "centuries", Unit::Century),
];

/// Number words that add up: "twenty-four", "a hundred and ten".
pub const NUMBERS: [(&str, u32); 33] = [
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
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("couple", 2),
    ("dozen", 12),
    ("hundred", 100),
    ("thousand", 1000),
];

/// Numbers that are none: "several years".
pub const VAGUE_NUMBERS: &str = "several|many|(?:a |the )?few|some|numerous|countless|dozens of|scores of|hundreds of|thousands of|tens of";

/// Ordinals, from the first on.
pub const ORDINALS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];

/// Seasons with their TIMEX3 letters.
pub const SEASONS: [(&str, &str); 5] = [
    ("spring", "SP"),
    ("summer", "SU"),
    ("autumn", "FA"),
    ("fall", "FA"),
    ("winter", "WI"),
];

/// Parts of the day with their TIMEX3 letters.
pub const DAY_PARTS: [(&str, &str); 9] = [
    ("dawn", "MO"),
    ("dusk", "EV"),
    ("morning", "MO"),
    ("noon", "MI"),
    ("afternoon", "AF"),
    ("evening", "EV"),
    ("night", "NI"),
    ("overnight", "NI"),
    ("midday", "MI"),
];

/// Decades in words, by their first year, counted from 1900.
pub const DECADES: [(&str, i16); 10] = [
    ("twenties", 20),
    ("thirties", 30),
    ("forties", 40),
    ("fifties", 50),
    ("sixties", 60),
    ("seventies", 70),
    ("eighties", 80),
    ("nineties", 90),
    ("aughts", 100),
    ("noughties", 100),
];

/// Holidays of the English-speaking world, with the month that they are mostly in.
pub const HOLIDAYS: [(&str, i8, Holiday); 60] = [
    ("New Year's Day", 1, Holiday::Day(1)),
    ("New Year's Eve", 12, Holiday::Day(31)),
    (
        "Martin Luther King Jr. Day",
        1,
        Holiday::Nth(3, Weekday::Monday),
    ),
    (
        "Martin Luther King Day",
        1,
        Holiday::Nth(3, Weekday::Monday),
    ),
    ("MLK Day", 1, Holiday::Nth(3, Weekday::Monday)),
    ("Australia Day", 1, Holiday::Day(26)),
    ("Groundhog Day", 2, Holiday::Day(2)),
    ("Valentine's Day", 2, Holiday::Day(14)),
    ("Presidents Day", 2, Holiday::Nth(3, Weekday::Monday)),
    ("Presidents' Day", 2, Holiday::Nth(3, Weekday::Monday)),
    ("Shrove Tuesday", 2, Holiday::Easter(-47)),
    ("Mardi Gras", 2, Holiday::Easter(-47)),
    ("Ash Wednesday", 2, Holiday::Easter(-46)),
    ("St. Patrick's Day", 3, Holiday::Day(17)),
    ("St Patrick's Day", 3, Holiday::Day(17)),
    ("Mothering Sunday", 3, Holiday::Easter(-21)),
    ("Palm Sunday", 4, Holiday::Easter(-7)),
    ("Maundy Thursday", 4, Holiday::Easter(-3)),
    ("Good Friday", 4, Holiday::Easter(-2)),
    ("Holy Saturday", 4, Holiday::Easter(-1)),
    ("Easter Sunday", 4, Holiday::Easter(0)),
    ("Easter Monday", 4, Holiday::Easter(1)),
    ("Easter", 4, Holiday::Easter(0)),
    ("April Fools' Day", 4, Holiday::Day(1)),
    ("April Fool's Day", 4, Holiday::Day(1)),
    ("Earth Day", 4, Holiday::Day(22)),
    ("Anzac Day", 4, Holiday::Day(25)),
    ("ANZAC Day", 4, Holiday::Day(25)),
    ("May Day", 5, Holiday::Day(1)),
    ("Cinco de Mayo", 5, Holiday::Day(5)),
    ("Mother's Day", 5, Holiday::Nth(2, Weekday::Sunday)),
    ("Ascension Day", 5, Holiday::Easter(39)),
    ("Pentecost", 5, Holiday::Easter(49)),
    ("Whit Monday", 5, Holiday::Easter(50)),
    ("Memorial Day", 5, Holiday::Nth(-1, Weekday::Monday)),
    ("Flag Day", 6, Holiday::Day(14)),
    ("Juneteenth", 6, Holiday::Day(19)),
    ("Father's Day", 6, Holiday::Nth(3, Weekday::Sunday)),
    ("Canada Day", 7, Holiday::Day(1)),
    ("Independence Day", 7, Holiday::Day(4)),
    ("Bastille Day", 7, Holiday::Day(14)),
    ("Labor Day", 9, Holiday::Nth(1, Weekday::Monday)),
    ("Columbus Day", 10, Holiday::Nth(2, Weekday::Monday)),
    ("Halloween", 10, Holiday::Day(31)),
    ("All Saints' Day", 11, Holiday::Day(1)),
    ("Guy Fawkes Night", 11, Holiday::Day(5)),
    ("Bonfire Night", 11, Holiday::Day(5)),
    ("Veterans Day", 11, Holiday::Day(11)),
    ("Armistice Day", 11, Holiday::Day(11)),
    ("Remembrance Day", 11, Holiday::Day(11)),
    ("Remembrance Sunday", 11, Holiday::Nth(2, Weekday::Sunday)),
    ("Thanksgiving Day", 11, Holiday::Nth(4, Weekday::Thursday)),
    ("Thanksgiving", 11, Holiday::Nth(4, Weekday::Thursday)),
    ("Black Friday", 11, Holiday::Behind(4, Weekday::Thursday, 1)),
    ("Cyber Monday", 11, Holiday::Behind(4, Weekday::Thursday, 4)),
    (
        "Giving Tuesday",
        11,
        Holiday::Behind(4, Weekday::Thursday, 5),
    ),
    ("Christmas Eve", 12, Holiday::Day(24)),
    ("Christmas Day", 12, Holiday::Day(25)),
    ("Christmas", 12, Holiday::Day(25)),
    ("Boxing Day", 12, Holiday::Day(26)),
];

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// A day of its month.
    Day(i8),
    /// The n-th such weekday of its month; -1 is the last one.
    Nth(i8, Weekday),
    /// So many days behind the n-th such weekday of its month.
    Behind(i8, Weekday, i8),
    /// So many days behind the Easter Sunday of the Western churches.
    Easter(i8),
}

/// Expressions that commit to no time (TIMEX3's reference values).
pub const VAGUE: &[(&str, &str)] = &[
    ("now", "PRESENT_REF"),
    ("right now", "PRESENT_REF"),
    ("currently", "PRESENT_REF"),
    ("current", "PRESENT_REF"),
    ("nowadays", "PRESENT_REF"),
    ("presently", "PRESENT_REF"),
    ("at present", "PRESENT_REF"),
    ("at the moment", "PRESENT_REF"),
    ("the present", "PRESENT_REF"),
    ("these days", "PRESENT_REF"),
    ("recently", "PAST_REF"),
    ("recent", "PAST_REF"),
    ("lately", "PAST_REF"),
    ("formerly", "PAST_REF"),
    ("the past", "PAST_REF"),
    ("the recent past", "PAST_REF"),
    ("recent days", "PAST_REF"),
    ("recent weeks", "PAST_REF"),
    ("recent months", "PAST_REF"),
    ("recent years", "PAST_REF"),
    ("recent decades", "PAST_REF"),
    ("recent quarters", "PAST_REF"),
    ("recent weeks and months", "PAST_REF"),
    ("years ago", "PAST_REF"),
    ("the future", "FUTURE_REF"),
    ("the near future", "FUTURE_REF"),
    ("the near term", "FUTURE_REF"),
    ("the short term", "FUTURE_REF"),
    ("future quarters", "FUTURE_REF"),
    ("future years", "FUTURE_REF"),
    ("future generations", "FUTURE_REF"),
    ("as soon as possible", "FUTURE_REF"),
    ("coming days", "FUTURE_REF"),
    ("coming weeks", "FUTURE_REF"),
    ("coming months", "FUTURE_REF"),
    ("coming years", "FUTURE_REF"),
];

/// Expressions that a narrative means a time by, and a news report does not; an empty value is none.
pub const NARRATIVE: &[(&str, &str)] = &[
    ("former", "PAST_REF"),
    ("future", "FUTURE_REF"),
    ("the time", "PAST_REF"),
    ("this time", ""),
    ("that time", ""),
    ("the same time", ""),
    ("this period", ""),
    ("that period", ""),
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
    "fiscal",
    "throughout",
    "a",
    "its",
    "their",
    "his",
    "late-",
    "into",
    "as",
    "with",
];

/// Words before a number that is a name and no year: "room 1998".
pub const NUMBERED: &[&str] = &[
    "about",
    "apartment",
    "approximately",
    "article",
    "bus",
    "call",
    "channel",
    "chapter",
    "code",
    "fewer",
    "flight",
    "gate",
    "highway",
    "house",
    "item",
    "least",
    "line",
    "lot",
    "model",
    "more",
    "most",
    "nearly",
    "no",
    "number",
    "office",
    "or",
    "page",
    "part",
    "post",
    "room",
    "roughly",
    "route",
    "rule",
    "section",
    "some",
    "street",
    "suite",
    "thousand",
    "to",
    "total",
    "train",
    "unit",
    "version",
];

/// Nouns that are counted by the thousand: "2000 soldiers" is no year.
pub const COUNTED: &[&str] = &[
    "acres",
    "beds",
    "calories",
    "cases",
    "copies",
    "dollars",
    "employees",
    "euros",
    "families",
    "feet",
    "homes",
    "horses",
    "houses",
    "islands",
    "jobs",
    "kilometers",
    "kilometres",
    "km",
    "men",
    "meters",
    "metres",
    "migrants",
    "miles",
    "officers",
    "pages",
    "passengers",
    "people",
    "percent",
    "points",
    "police",
    "pounds",
    "prisoners",
    "protesters",
    "refugees",
    "residents",
    "schools",
    "seats",
    "shares",
    "soldiers",
    "students",
    "supporters",
    "tonnes",
    "tons",
    "troops",
    "units",
    "victims",
    "votes",
    "women",
    "workers",
    "yards",
    "years",
];

/// Words before a month that is also another word (March, May, April, June, August).
pub const MONTH_CUES: &[&str] = &[
    "after",
    "and",
    "before",
    "between",
    "beginning",
    "by",
    "during",
    "each",
    "early",
    "end",
    "ended",
    "ending",
    "every",
    "for",
    "from",
    "in",
    "last",
    "late",
    "mid",
    "next",
    "of",
    "on",
    "since",
    "this",
    "through",
    "throughout",
    "till",
    "to",
    "until",
    "earlier",
    "later",
];

/// Verbs and phrases that say that a date lies ahead.
pub const FUTURE_WORDS: &[&str] = &[
    "will",
    "shall",
    "won't",
    "won\u{2019}t",
    "'ll",
    "would",
    "scheduled",
    "upcoming",
    "due",
    "expected",
    "plans",
    "planned",
    "planning",
    "slated",
    "expire",
    "expires",
    "payable",
    "set",
    "going",
];

/// Words right before an expression that say so.
pub const FUTURE_PREPOSITIONS: &[&str] = &[
    "by",
    "until",
    "through",
    "till",
    "starting",
    "beginning",
    "effective",
];

/// Words that look like a verb of the past and are none.
pub const NO_PAST: &[&str] = &[
    "succeed",
    "proceed",
    "exceed",
    "need",
    "indeed",
    "hundred",
    "speed",
    "unprecedented",
    "united",
];

/// Before "scheduled", "due" and the like these say that the plan is an old one.
pub const PAST_PLANS: &[&str] = &[
    "had",
    "was",
    "were",
    "previously",
    "originally",
    "initially",
];

/// Plans, which may be old ones.
pub const PLANS: &[&str] = &[
    "expire",
    "scheduled",
    "due",
    "planned",
    "set",
    "slated",
    "expected",
];

/// Words that stand between two dates of which the second one says the year of both.
pub const COORDINATING: &[&str] = &[
    "and", "or", "to", "through", "until", "till", "-", "\u{2013}", "\u{2014}", "and/or",
];

/// Words behind which "over" says that a length is exceeded; elsewhere it is a preposition.
pub const EXCEEDING: &[&str] = &[
    "for", "last", "lasted", "of", "just", "well", "after", "in", "by", "within", "took", "take",
    "taken", "is", "was", "since", "little", "and", "to", "spent", "a",
];

/// Verbs and adverbs of a change: what goes "from 2050 to 2045" with one of them is no range.
pub const MOVING: &[&str] = &[
    "advanced",
    "advancing",
    "back",
    "backdated",
    "backward",
    "backwards",
    "brought",
    "changed",
    "changing",
    "cut",
    "cutting",
    "declined",
    "decreased",
    "down",
    "dropped",
    "earlier",
    "fell",
    "forward",
    "lowered",
    "moved",
    "moving",
    "pushed",
    "reduced",
    "rescheduled",
    "revised",
    "shifted",
    "shrank",
    "slipped",
    "switched",
    "updated",
    "went",
];

/// Words before "between" that compare two times and name no range.
pub const COMPARING: &[&str] = &[
    "change",
    "changes",
    "choice",
    "choose",
    "compare",
    "compared",
    "comparison",
    "difference",
    "differences",
    "gap",
    "score",
    "scores",
    "won",
    "lost",
    "beat",
];

/// Words of the weather and the like: "in the 70s" beside one of them is no decade.
pub const MEASURING: &[&str] = &[
    "age",
    "aged",
    "celsius",
    "cloudy",
    "degrees",
    "fahrenheit",
    "forecast",
    "heat",
    "high",
    "highs",
    "humidity",
    "low",
    "lows",
    "mph",
    "percent",
    "rain",
    "showers",
    "sunny",
    "temperature",
    "temperatures",
    "warm",
    "weather",
];

/// Words that make a name of a weekday: "Bloody Sunday", "the Good Friday Agreement".
pub const NAMED_DAYS: &[&str] = &["Ash", "Black", "Bloody", "Good", "Super"];

/// Words between a day and the clock time of that day.
pub const CLOCK_JOINTS: &[&str] = &[
    "",
    "about",
    "after",
    "around",
    "at",
    "at about",
    "at approximately",
    "at around",
    "before",
    "beginning at",
    "between",
    "by",
    "from",
    "just after",
    "just before",
    "shortly after",
    "shortly before",
    "starting at",
    "until",
];

/// Words before two years with a dash.
pub const RANGE_CUES: &[&str] = &[
    "during", "for", "from", "in", "of", "period", "season", "the", "years",
];

/// Verbs of what happens on a day, in the past and in the present. None of them announces what is
/// still to come, as "called" does in "called an election on March 3".
pub const HAPPENINGS: &[(&str, &str)] = &[
    ("addressed", "address"),
    ("appeared", "appear"),
    ("arrested", "arrest"),
    ("arrived", "arrive"),
    ("attacked", "attack"),
    ("attended", "attend"),
    ("began", "begin"),
    ("begun", "begin"),
    ("closed", "close"),
    ("collapsed", "collapse"),
    ("convicted", "convict"),
    ("crashed", "crash"),
    ("defeated", "defeat"),
    ("departed", "depart"),
    ("died", "die"),
    ("elected", "elect"),
    ("ended", "end"),
    ("exploded", "explode"),
    ("fell", "fall"),
    ("flew", "fly"),
    ("gathered", "gather"),
    ("happened", "happen"),
    ("held", "hold"),
    ("hosted", "host"),
    ("inaugurated", "inaugurate"),
    ("injured", "injure"),
    ("killed", "kill"),
    ("landed", "land"),
    ("launched", "launch"),
    ("left", "leave"),
    ("lost", "lose"),
    ("marched", "march"),
    ("met", "meet"),
    ("occurred", "occur"),
    ("opened", "open"),
    ("performed", "perform"),
    ("played", "play"),
    ("published", "publish"),
    ("rejected", "reject"),
    ("released", "release"),
    ("resigned", "resign"),
    ("retired", "retire"),
    ("returned", "return"),
    ("sentenced", "sentence"),
    ("shot", "shoot"),
    ("signed", "sign"),
    ("spoke", "speak"),
    ("started", "start"),
    ("struck", "strike"),
    ("testified", "testify"),
    ("took", "take"),
    ("traveled", "travel"),
    ("travelled", "travel"),
    ("visited", "visit"),
    ("voted", "vote"),
    ("won", "win"),
];

/// Of those the ones whose object is an event: "held a meeting on March 3" is about March 3.
pub const HOLDING: &[&str] = &[
    "attend", "attended", "held", "hold", "host", "hosted", "take", "took",
];

/// Nouns of planned events that may be what a date belongs to: "won a place in the final on March 3".
pub const EVENTS: &[&str] = &[
    "anniversary",
    "ballot",
    "ceremony",
    "championship",
    "concert",
    "conference",
    "deadline",
    "debate",
    "election",
    "elections",
    "event",
    "events",
    "fight",
    "final",
    "finals",
    "game",
    "games",
    "hearing",
    "inauguration",
    "launch",
    "march",
    "match",
    "meeting",
    "meetings",
    "opening",
    "parade",
    "poll",
    "polls",
    "protest",
    "protests",
    "race",
    "rally",
    "referendum",
    "release",
    "session",
    "show",
    "start",
    "strike",
    "strikes",
    "summit",
    "talks",
    "tour",
    "trial",
    "visit",
    "vote",
    "voting",
];

/// Nouns of what nobody plans: in the past they happened on the day of their verb.
pub const INCIDENTS: &[&str] = &[
    "attack", "attacks", "bombing", "crash", "killing", "shooting",
];

/// Words behind a verb that take the date away from it.
pub const PARTING: &[&str] = &[
    "about",
    "after",
    "ahead",
    "and",
    "as",
    "because",
    "before",
    "but",
    "by",
    "concerning",
    "effective",
    "following",
    "for",
    "if",
    "is",
    "are",
    "on",
    "or",
    "over",
    "regarding",
    "since",
    "so",
    "than",
    "that",
    "through",
    "till",
    "until",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "was",
    "were",
    "has",
    "have",
    "had",
    "scheduled",
    "due",
];

/// Words before a verb that open another clause.
pub const OPENING: &[&str] = &[
    "after", "although", "as", "because", "before", "if", "once", "since", "that", "though",
    "unless", "until", "what", "when", "where", "whether", "which", "while", "who", "whom",
    "whose", "would", "could", "should", "might", "may", "must", "can", "to",
];

/// Words of a sentence that speaks of what is to come, besides [`FUTURE_WORDS`].
pub const AHEAD: &[&str] = &[
    "ahead",
    "announce",
    "announced",
    "announces",
    "before",
    "begins",
    "could",
    "deadline",
    "effective",
    "extended",
    "if",
    "intended",
    "intends",
    "may",
    "might",
    "next",
    "plan",
    "postponed",
    "proposed",
    "rescheduled",
    "starts",
    "until",
    "upcoming",
    "would",
    "hopes",
    "hoped",
];

/// Words before a number that make it a rough one.
pub const ROUGHLY: &[&str] = &[
    "about",
    "additional",
    "almost",
    "approximately",
    "around",
    "close",
    "estimated",
    "least",
    "less",
    "more",
    "most",
    "nearly",
    "over",
    "roughly",
    "some",
    "than",
    "under",
    "up",
];

/// Words that say that the clause speaks of the past.
pub const PAST_WORDS: &[&str] = &[
    "was", "were", "had", "did", "has", "have", "been", "said", "told", "made", "took", "came",
    "went", "began", "rose", "fell", "won", "lost", "sold", "bought", "met", "left", "held",
    "gave", "found", "saw", "got", "put", "became", "brought", "broke", "built", "caught", "chose",
    "cut", "drew", "drove", "fought", "flew", "grew", "hit", "kept", "knew", "led", "let", "paid",
    "ran", "sent", "shot", "shut", "spent", "spoke", "stood", "struck", "taught", "thought",
    "threw", "wrote", "since",
];

/// The parts that patterns are made of. A space stands for any white space.
pub const PARTS: &[(&str, &str)] = &[
    ("day", "(?P<day>0?[1-9]|[12][0-9]|3[0-9])(?:st|nd|rd|th)?"),
    ("day2", "(?P<day2>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"),
    ("year", "(?P<year>[12][0-9]{3})"),
    ("bc", "(?P<bc>[1-9][0-9]{0,3}) ?(?:BCE?|B\\.C\\.(?:E\\.)?)"),
    (
        "mod",
        "(?:(?i:(?:the )?(?P<mod>very early|very late|earlier in|later in|early|late|mid|beginning of|start of|middle of|end of|close of|turn of|latter part of|early part of|first part of)(?:-|(?: the)? ))(?:in )?)?",
    ),
    (
        "weekday_before",
        "(?:(?P<weekday>{any_weekday})\\.?(?:['\u{2019}]s)?(?:, | \\(?)(?:the )?)?",
    ),
    (
        "which",
        "(?P<which>(?i:last|next|this past|this coming|this|past|previous|following|coming|current|that same|same|that|the past|the last|the next|the previous|the following|the coming|the current|the same|the latest|the preceding))",
    ),
    ("part", "(?P<part>(?i:{day_parts}))"),
    (
        "clock",
        "(?P<clock>(?:[01]?[0-9]|2[0-3])(?:[:.][0-5][0-9])?(?::[0-5][0-9])?\\s?(?i:a\\.m\\.?|p\\.m\\.?|am|pm)|(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?|(?:12 )?(?i:noon|midnight)|(?:[1-9]|1[0-2]) o['\u{2019}]clock){zone}?",
    ),
    (
        "zone",
        "(?: (?:GMT|UTC|EST|EDT|ET|CST|CDT|CT|PST|PDT|PT|MST|MDT|BST|IST|CET|CEST|EET|EEST|MSK|SGT|HKT|JST|KST|AEST|AEDT|NZST|NZDT|(?i:local time)))",
    ),
    ("hour_word", "(?P<hour>(?i:{hours}))"),
    ("hour", "(?P<hour>(?i:{hours})|1[0-2]|[1-9])"),
    (
        "half",
        "(?P<half>(?i:a\\.m\\.?|p\\.m\\.?|am|pm|in the (?:early )?(?:morning|afternoon|evening)|at night))",
    ),
    (
        "half_words",
        "(?P<half>(?i:in the (?:early )?(?:morning|afternoon|evening)|at night))",
    ),
    (
        "short_clock",
        "(?P<clock>(?:1[0-2]|[1-9])(?:[:.][0-5][0-9])?\\s?(?i:a\\.m\\.?|p\\.m\\.?|am|pm)){zone}?",
    ),
    (
        "until",
        "(?P<until>\\s?[-\u{2013}\u{2014}]\\s?| to | and | until | till )",
    ),
    ("short_year", "['\u{2019}](?P<short_year>[0-9]{2})"),
    ("word_day", "(?P<word_day>(?i:{ordinals}))"),
    (
        "number",
        "(?P<number>[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?(?: [1-9]/[1-9])?|(?i:{number_words}))",
    ),
    (
        "approx",
        "(?:(?i:nearly|almost|about|around|roughly|approximately|more than|less than|at least|at most|up to|over|under|no more than|no less than|as many as|as long as|some|close to|an additional|another|an estimated|just under|just over|well over) )?",
    ),
    ("unit", "(?P<unit>(?i:{units}))"),
    ("season", "(?P<season>(?i:{seasons}))"),
    (
        "ordinal",
        "(?P<ordinal>(?i:{ordinals}|[0-9]{1,2}(?:st|nd|rd|th)))",
    ),
    (
        "day_word",
        "(?P<day_word>(?i:today|yesterday|tomorrow|tonight))",
    ),
    (
        "of_year",
        "(?:,? (?i:of )?(?:(?i:the )?(?i:fiscal )?{year}|(?P<year_which>(?i:this|last|next)) (?i:year)))",
    ),
    (
        "word_year",
        "(?P<word_year>(?i:(?:seventeen|eighteen|nineteen|twenty) (?:hundred|(?:oh|o) (?:one|two|three|four|five|six|seven|eight|nine)|(?:{tens})(?:[- ](?:{ones}))?|{teens})|two thousand(?: (?:and )?(?:{ones}|{teens}))?))",
    ),
    ("every", "(?P<every>(?i:every|each))"),
    ("year_before", "(?P<year_before>[12][0-9]{3})"),
    ("weekday_name", "(?P<weekday>{full_weekdays})"),
    ("name_month", "(?P<month>{full_months})"),
    ("month", "(?P<month>{months})"),
];

/// The patterns, with what reads them. Where two match at one place the first one wins.
pub const PATTERNS: &[(&str, Reader)] = &[
    (
        "{year}[-/](?P<number>[0-9]{1,2})[-/]{day}[T ](?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(?:\\.[0-9]+)?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?",
        Reader::Iso,
    ),
    ("{year}-(?P<number>[0-9]{1,2})-{day}", Reader::Iso),
    ("{year}/(?P<number>[0-9]{1,2})/{day}", Reader::Iso),
    ("{day}[-/]{month}[-/]{year}", Reader::Date),
    (
        "(?P<first>[0-9]{1,2})\\.(?P<second>[0-9]{1,2})\\.{year}",
        Reader::Dotted,
    ),
    (
        "(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/{year}",
        Reader::Slashed,
    ),
    // Clock times in words.
    (
        "(?P<past>(?i:half|(?:a )?quarter|(?:five|ten|twenty|twenty-five|[0-9]{1,2})(?: minutes?)?|[0-9a-z]+ minutes?))[ -](?P<toward>(?i:past|to)) {hour}(?: (?i:o['\u{2019}]clock))?(?: {half})?",
        Reader::SpokenClock,
    ),
    (
        "{hour_word}(?:[ -](?P<minute>(?i:{tens}|{teens})(?:-(?:{ones}))?))? {half}",
        Reader::SpokenClock,
    ),
    (
        "{hour}(?P<o_clock> (?i:o['\u{2019}]clock))(?: {half_words})?",
        Reader::SpokenClock,
    ),
    (
        "(?P<hour>1[0-2]|[1-9])(?:[:.](?P<minute>[0-5][0-9]))? {half_words}",
        Reader::SpokenClock,
    ),
    // Clock times, with the day they are of.
    (
        "(?P<from>(?:1[0-2]|[1-9])(?:[:.][0-5][0-9])?){until}{short_clock},? (?i:on )?(?:{weekday_name},? )?{month} {day}(?:,? {year})?",
        Reader::Clock,
    ),
    (
        "(?P<from>(?:1[0-2]|[1-9])(?:[:.][0-5][0-9])?){until}{short_clock},? (?i:on )?{weekday_name}",
        Reader::Clock,
    ),
    (
        "(?P<from>(?:1[0-2]|[1-9])(?:[:.][0-5][0-9])?){until}{short_clock},? {day_word}",
        Reader::Clock,
    ),
    (
        "(?P<from>(?:1[0-2]|[1-9])(?:[:.][0-5][0-9])?){until}{short_clock}",
        Reader::Clock,
    ),
    (
        "(?P<clock>(?:[01][0-9]|2[0-3])[0-5][0-9]){zone},? (?i:on )?{weekday_name}",
        Reader::Clock,
    ),
    (
        "(?P<clock>(?:[01][0-9]|2[0-3])[0-5][0-9]){zone}",
        Reader::Clock,
    ),
    (
        "{clock},? (?i:on )?(?:{weekday_name},? )?{month} {day}(?:,? {year})?",
        Reader::Clock,
    ),
    ("{clock},? (?i:on )?{weekday_name}", Reader::Clock),
    ("{clock},? {day_word}", Reader::Clock),
    ("{clock}", Reader::Clock),
    // Days.
    (
        "{mod}{weekday_before}{month} {day}(?:\\s?[-\u{2013}]\\s?| to | and ){day2}(?:(?:,\\s?| ){year})?",
        Reader::DaysAfterMonth,
    ),
    (
        "{mod}{weekday_before}{month} {day}(?:(?:,\\s?| ){year})?(?: {part})?",
        Reader::Date,
    ),
    (
        "{mod}{day}(?:\\s?[-\u{2013}]\\s?| to | and ){day2} (?:of )?{month}(?:,? {year})?",
        Reader::DaysBeforeMonth,
    ),
    (
        "{mod}{weekday_before}(?:(?i:the) )?{day} (?i:of )?{month}(?:,? {year})?",
        Reader::Date,
    ),
    (
        "(?i:the )?(?i:early |late )?(?P<part>(?i:night|morning|afternoon|evening))(?: hours)? of (?:(?i:the) )?{day} (?:of )?{month}(?:,? {year})?",
        Reader::Date,
    ),
    (
        "(?i:the )?(?i:early |late )?(?P<part>(?i:night|morning|afternoon|evening))(?: hours)? of {month} {day}(?:,? {year})?",
        Reader::Date,
    ),
    (
        "{mod}{weekday_before}(?:(?P<the>(?i:the)) )?{word_day} (?i:day )?(?i:of) {month}(?:,? {year})?",
        Reader::Date,
    ),
    (
        "{mod}{weekday_before}{month} {word_day},? {year}",
        Reader::Date,
    ),
    (
        "(?i:(?:the )?(?P<nth>first|second|third|fourth|fifth|last|final)) {weekday_name} (?i:of|in) {month}(?:,? {year})?",
        Reader::NthWeekday,
    ),
    (
        "(?i:(?:the )?week (?:of|beginning|commencing|starting)) {month} {day}(?:,? {year})?",
        Reader::WeekOf,
    ),
    // Months, seasons, quarters, halves.
    ("{mod}{month},? (?:of )?{short_year}", Reader::Date),
    ("{mod}{month} {word_year}", Reader::Date),
    ("{mod}{month}{of_year}", Reader::Date),
    ("{mod}{month} (?i:of (?:that|the same) year)", Reader::Date),
    ("{mod}{month},? (?:of )?{bc}", Reader::Date),
    ("{mod}(?:{which} )?{month}", Reader::Month),
    (
        "{mod}(?:(?i:the) )?{season} (?:of )?{short_year}",
        Reader::Season,
    ),
    ("{mod}(?:(?i:the) )?{season}{of_year}", Reader::Season),
    (
        "{mod}(?:(?i:the) )?{season} (?:of )?{word_year}",
        Reader::Season,
    ),
    ("{mod}(?:(?i:the) )?{season},? (?:of )?{bc}", Reader::Season),
    ("{mod}{which} (?:(?i:the) )?{season}", Reader::Season),
    ("{mod}(?i:the) {season}", Reader::Season),
    (
        "(?P<mod>(?i:early|late|mid|earlier in|later in|early in|late in))(?:-| ){season}",
        Reader::Season,
    ),
    (
        "{mod}(?:(?i:fiscal) )?{ordinal}-(?i:quarter){of_year}?",
        Reader::Quarter,
    ),
    (
        "{mod}(?:(?i:the|this year['\u{2019}]s|last year['\u{2019}]s|next year['\u{2019}]s)(?: {year_before})? )?(?:(?i:fiscal) )?{ordinal} (?i:quarter){of_year}?",
        Reader::Quarter,
    ),
    (
        "{mod}(?:(?i:the) )?(?P<ordinal>(?i:first|second|last|latter))[ -](?i:half){of_year}",
        Reader::Half,
    ),
    (
        "Q(?P<ordinal>[1-4]),? (?:of )?(?:(?i:fiscal) )?{year}",
        Reader::Quarter,
    ),
    ("{year}[ -]?Q(?P<ordinal>[1-4])", Reader::Quarter),
    ("Q(?P<ordinal>[1-4])", Reader::Quarter),
    ("H(?P<ordinal>[12]),? (?:of )?{year}", Reader::Half),
    ("{year}[ -]?H(?P<ordinal>[12])", Reader::Half),
    // Weekdays and other days.
    (
        "{weekday_name} (?:(?i:of) )?(?P<week>(?i:last|next|this)) (?i:week)(?: {part})?",
        Reader::WeekdayOf,
    ),
    (
        "(?P<week>(?i:last|next|this)) (?i:week),? (?:(?i:on) )?{weekday_name}(?: {part})?",
        Reader::WeekdayOf,
    ),
    ("(?P<plural>{weekday_name}) {part}s", Reader::EveryWeekday),
    (
        "{every} (?:(?i:other|second) )?{weekday_name}(?: {part})?",
        Reader::EveryWeekday,
    ),
    (
        "(?P<plural>{weekday_name}s)(?: {part})?",
        Reader::EveryWeekday,
    ),
    (
        "(?:{which} |(?P<mod>(?i:late|early|earlier|later)) )?{weekday_name}(?: {part}s?)?",
        Reader::Weekday,
    ),
    (
        "(?i:(?:the )?day before yesterday|(?:the )?day after tomorrow)",
        Reader::DayWord,
    ),
    (
        "{number} (?P<unit>(?i:days?|weeks?)) (?P<direction>(?i:from|after|before)) (?P<day_word>(?i:today|yesterday|tomorrow))",
        Reader::FromDay,
    ),
    (
        "(?i:the )(?P<unit>(?i:week|month|year)) (?P<direction>(?i:after next|before last))",
        Reader::AfterNext,
    ),
    (
        "(?:(?P<mod>(?i:late|early|earlier|later)) )?{day_word}(?: {part})?",
        Reader::DayWord,
    ),
    (
        "(?:(?P<mod>(?i:late|early|earlier|later)) )?(?P<which>(?i:this|last|that|the same|the next|the following|the previous)) {part}",
        Reader::PartOfDay,
    ),
    // Years, decades, centuries.
    ("(?i:(?:the )?fiscal(?: year)?) {year}", Reader::Year),
    ("{mod}(?i:the year ){word_year}", Reader::Year),
    ("{mod}{word_year}", Reader::Year),
    (
        "{mod}(?i:the )?(?P<decade>[1-9][0-9]{0,2}0)['\u{2019}]?s (?P<era>BCE?|B\\.C\\.(?:E\\.)?)",
        Reader::Decade,
    ),
    (
        "{mod}(?i:the )?(?P<decade>1[0-9]{2}0|20[0-9]0)['\u{2019}]?s",
        Reader::Decade,
    ),
    (
        "{mod}(?i:the )?['\u{2019}](?P<decade>[0-9]0)s",
        Reader::Decade,
    ),
    (
        "{mod}(?i:the )(?P<decade>[2-9]0)['\u{2019}]?s",
        Reader::Decade,
    ),
    (
        "{mod}(?i:the )(?P<century_word>(?i:eighteen|nineteen))[ -](?P<decade>(?i:{decades}))",
        Reader::Decade,
    ),
    ("{mod}(?i:the )?(?P<decade>(?i:{decades}))", Reader::Decade),
    (
        "{mod}(?i:the )?{ordinal}[ -](?i:century|centuries)(?: (?P<era>BC|BCE|B\\.C\\.|AD|CE))?",
        Reader::Century,
    ),
    (
        "{mod}(?:(?i:ca\\.|c\\.|circa) )?(?P<year>[1-9][0-9]{0,3})(?:\\s?[-\u{2013}]\\s?(?P<year2>[1-9][0-9]{0,3}))? ?(?P<era>BCE?|B\\.C\\.(?:E\\.)?)",
        Reader::Year,
    ),
    (
        "(?i:the )?(?P<year>[12][0-9]{3})(?P<period>(?i: period| fiscal year))",
        Reader::Year,
    ),
    (
        "{mod}(?P<year>[12][0-9]{3})(?P<period> (?i:or later|or earlier|and beyond))",
        Reader::Year,
    ),
    (
        "{mod}(?P<year>[12][0-9]{3})(?:[-\u{2013}](?P<year2>[0-9]{4}|[0-9]{2}))?",
        Reader::Year,
    ),
    ("{short_year}", Reader::ShortYear),
    // Counted from the article or from another event.
    (
        "{approx}{number}[ -]{unit}(?: and a half| or (?i:so|two|more))? (?P<direction>(?i:ago|earlier|later|before|after|afterwards?|from now|hence|previously))",
        Reader::Anchored,
    ),
    (
        "(?P<mod>(?i:earlier|later|early|late|sometime|mid)) (?:in )?(?P<which>(?i:this|last|next|that|the same|the following|the previous)) {unit}",
        Reader::PartOf,
    ),
    (
        "(?i:the )(?P<unit>(?i:day|week|month|year|decade)) (?P<direction>(?i:before|after|earlier|following))",
        Reader::Anchored,
    ),
    (
        "{which} (?:(?i:fiscal) )?{unit}(?: (?i:or so))?",
        Reader::Neighbour,
    ),
    ("{mod}{which} (?:(?i:fiscal) )?{unit}", Reader::Neighbour),
    ("(?i:(?:{which} |the )?weekend)", Reader::Weekend),
    (
        "(?:(?i:the) )?(?P<unit>(?i:year))-(?P<direction>(?i:ago|earlier)) (?i:quarter|period)",
        Reader::Anchored,
    ),
    (
        "(?P<unit>(?i:year|month|week))-(?P<direction>(?i:ago|earlier))",
        Reader::Anchored,
    ),
    // Lengths and sets.
    (
        "{every} (?:(?i:other|single) )?(?:{unit}|{part})",
        Reader::Every,
    ),
    ("{every} {number} {unit}", Reader::Every),
    (
        "(?:{every} (?i:weekend)|(?i:weekends))",
        Reader::EveryWeekend,
    ),
    ("{every} {name_month}", Reader::EveryMonth),
    (
        "(?P<adverb>(?i:daily|hourly|weekly|monthly|nightly|fortnightly))",
        Reader::Adverb,
    ),
    (
        "(?:(?i:once|twice|three times|[0-9]+ times|times)) (?i:a|per|an|each|every) {unit}",
        Reader::Frequency,
    ),
    ("(?i:per) {unit}", Reader::Frequency),
    (
        "(?:(?i:the|this|these|those|its|their|his|her) )?{approx}(?:(?P<order>(?i:first|last|past|next|final|previous|coming|following|initial|latest|preceding|full|entire)) )?{approx}{number}(?: (?i:more|full|additional|straight|consecutive|long|whole))? {unit}(?: and a half| or (?i:so|two|more))?(?: (?:(?P<old>(?i:old))|(?i:long)))?",
        Reader::Length,
    ),
    (
        "{number}-{unit}(?:[ -](?:(?P<old>(?i:old))|(?i:long)))?",
        Reader::Length,
    ),
    (
        "(?P<one>(?i:another)) (?P<unit>(?i:hour|week|month|year|decade))",
        Reader::OneWhole,
    ),
    (
        "(?P<one>(?i:all)) (?P<unit>(?i:day|week|month|year))(?: long)?",
        Reader::OneWhole,
    ),
    (
        "(?P<bare>(?i:hour|day|week|month|year|decade|hours|days|weeks|months|years|decades))-(?P<long>(?i:long))",
        Reader::BareLength,
    ),
    (
        "(?P<bare>(?i:days|weeks|months|years|decades|centuries|hours|minutes))",
        Reader::BareLength,
    ),
    (
        "(?i:the )(?P<whole>(?i:quarter|year|weekend|week|month|full year|fiscal year|latest period|latest quarter))",
        Reader::Whole,
    ),
    (
        "(?i:the )?(?P<mod>(?i:end of|beginning of|start of|middle of|latter part of|early in|late in|earlier in|later in)) (?i:the )(?P<whole>(?i:week|month|year|decade|century))",
        Reader::Whole,
    ),
    (
        "(?P<mod>(?i:year))(?:-| |['\u{2019}]s )(?P<whole>(?i:end))",
        Reader::Whole,
    ),
    // Holidays.
    (
        "(?:{which} )?(?P<holiday>{holidays})(?:,? (?:(?i:of) )?{year})?(?: {part})?",
        Reader::Holiday,
    ),
    // The rest.
    ("(?i:{vague})", Reader::Vague),
    ("(?i:{narrative})", Reader::NarrativeVague),
    ("{season}", Reader::BareSeason),
    ("(?P<part>(?i:night))", Reader::Night),
];
