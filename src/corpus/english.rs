//! What is English about telling articles apart: another language is another such table.

/// Words that stand for an organization that was named before.
pub const GROUPS: &[&str] = &[
    "company",
    "firm",
    "group",
    "group's",
    "group\u{2019}s",
    "militants",
    "movement",
    "movement's",
    "movement\u{2019}s",
    "organization",
    "party",
    "regime",
    "regime's",
    "regime\u{2019}s",
];

/// A name behind one of these is not itself the subject: "an aide of Nazari".
pub const LEADING: &[&str] = &[
    "of", "in", "from", "at", "near", "for", "with", "by", "to", "on",
];

/// A date behind one of these is no date on which something happened.
pub const NOT_ON: &[&str] = &[
    "after", "before", "between", "by", "for", "from", "over", "since", "through", "to", "until",
    "till", "than", "dated",
];

/// Words that tell what happened to those who are counted, by event.
pub const EVENTS: &[(&str, &[&str])] = &[
    (
        "die",
        &[
            "dead",
            "death",
            "deaths",
            "die",
            "died",
            "dies",
            "dying",
            "kill",
            "killed",
            "killing",
            "kills",
            "perished",
            "murdered",
            "bodies",
            "lives",
            "fatalities",
        ],
    ),
    (
        "hurt",
        &[
            "hurt",
            "hospitalized",
            "hospitalised",
            "injure",
            "injured",
            "injures",
            "injuring",
            "injuries",
            "wounded",
            "wounding",
            "wounds",
        ],
    ),
    (
        "trap",
        &["stranded", "stuck", "trapped", "trapping", "traps"],
    ),
    (
        "arrest",
        &[
            "arrest",
            "arrested",
            "arresting",
            "arrests",
            "detained",
            "detaining",
            "detains",
        ],
    ),
    ("miss", &["missing", "disappeared", "unaccounted"]),
    (
        "rescue",
        &["rescue", "rescued", "rescues", "rescuing", "saved"],
    ),
    (
        "evacuate",
        &[
            "displaced",
            "evacuate",
            "evacuated",
            "evacuating",
            "evacuation",
            "fled",
            "homeless",
        ],
    ),
    (
        "destroy",
        &[
            "burned",
            "burnt",
            "damaged",
            "demolished",
            "destroyed",
            "destroying",
        ],
    ),
    ("infect", &["cases", "confirmed", "infected", "infections"]),
    (
        "dismiss",
        &["dismissed", "fired", "redundancies", "sacked", "layoffs"],
    ),
    ("jail", &["imprisoned", "jailed", "sentenced"]),
    ("charge", &["charged", "indicted"]),
    ("fine", &["fine", "fined"]),
    ("free", &["freed", "released"]),
    ("abduct", &["abducted", "hostage", "hostages", "kidnapped"]),
    (
        "give",
        &[
            "donate", "donated", "donation", "gave", "grant", "pledge", "pledged",
        ],
    ),
    (
        "buy",
        &[
            "acquire",
            "acquired",
            "acquisition",
            "bought",
            "buy",
            "purchase",
            "purchased",
            "sell",
            "sold",
            "takeover",
        ],
    ),
    ("invite", &["hosted", "invitation", "invited"]),
    ("vote", &["ballots", "vote", "voted", "votes"]),
    (
        "crash",
        &["aboard", "board", "carrying", "crash", "crashed"],
    ),
];

/// Of those who are hurt these make a part.
pub const BADLY: &[&str] = &[
    "critical",
    "critically",
    "grave",
    "gravely",
    "lightly",
    "minor",
    "serious",
    "seriously",
    "severe",
    "severely",
    "slightly",
    "threatening",
];
