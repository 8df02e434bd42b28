//! What is English about statements: another language is another set of these tables.

use super::{Calling, Class, Degree, Form};

use Class::*;
use Form::{Noun, Verb};

/// What says that an event happened, words in lower case. Longer phrases win.
pub const PREDICATES: &[(&str, Class, Form)] = &[
    ("invited", Invite, Verb),
    ("invites", Invite, Verb),
    ("invite", Invite, Verb),
    ("invitation", Invite, Noun),
    ("visited", Visit, Verb),
    ("visiting", Visit, Verb),
    ("visits", Visit, Verb),
    ("visit", Visit, Noun),
    ("traveled", Visit, Verb),
    ("travelled", Visit, Verb),
    ("traveling", Visit, Verb),
    ("travelling", Visit, Verb),
    ("trip", Visit, Noun),
    ("met", Meet, Verb),
    ("meets", Meet, Verb),
    ("meeting", Meet, Noun),
    ("held talks", Meet, Verb),
    ("bought", Buy, Verb),
    ("acquired", Buy, Verb),
    ("purchased", Buy, Verb),
    ("acquisition", Buy, Noun),
    ("purchase", Buy, Noun),
    ("killed", Kill, Verb),
    ("murdered", Kill, Verb),
    ("assassinated", Kill, Verb),
    ("shot dead", Kill, Verb),
    ("assassination", Kill, Noun),
    ("murder", Kill, Noun),
    ("killing", Kill, Noun),
    ("attacked", Attack, Verb),
    ("bombed", Attack, Verb),
    ("stormed", Attack, Verb),
    ("raided", Attack, Verb),
    ("invaded", Attack, Verb),
    ("invasion", Attack, Noun),
    ("took control", Seize, Verb),
    ("took power", Seize, Verb),
    ("seized control", Seize, Verb),
    ("seized power", Seize, Verb),
    ("swept to power", Seize, Verb),
    ("came to power", Seize, Verb),
    ("returned to power", Seize, Verb),
    ("retook power", Seize, Verb),
    ("return to power", Seize, Noun),
    ("returning to power", Seize, Noun),
    ("seizure of power", Seize, Noun),
    ("takeover", Seize, Noun),
    ("elected", Elect, Verb),
    ("signed", Sign, Verb),
    ("signs", Sign, Verb),
    ("signing", Sign, Noun),
    ("ratified", Sign, Verb),
    ("recognized", Recognize, Verb),
    ("recognised", Recognize, Verb),
    ("recognizes", Recognize, Verb),
    ("recognises", Recognize, Verb),
    ("recognize", Recognize, Verb),
    ("recognise", Recognize, Verb),
    ("recognition", Recognize, Noun),
    ("founded", Establish, Verb),
    ("established", Establish, Verb),
    ("founding", Establish, Noun),
    ("won", Win, Verb),
    ("defeated", Win, Verb),
    ("victory", Win, Noun),
    ("died", Die, Verb),
    ("passed away", Die, Verb),
    ("death", Die, Noun),
    ("arrested", Arrest, Verb),
    ("detained", Arrest, Verb),
    ("arrest", Arrest, Noun),
    ("resigned", Resign, Verb),
    ("stepped down", Resign, Verb),
    ("resignation", Resign, Noun),
    ("appointed", Appoint, Verb),
    ("appointment", Appoint, Noun),
];

/// The same verbs behind "did not", where they have no ending.
pub const INFINITIVES: &[(&str, Class)] = &[
    ("invite", Invite),
    ("visit", Visit),
    ("travel", Visit),
    ("meet", Meet),
    ("buy", Buy),
    ("acquire", Buy),
    ("purchase", Buy),
    ("kill", Kill),
    ("murder", Kill),
    ("assassinate", Kill),
    ("attack", Attack),
    ("bomb", Attack),
    ("storm", Attack),
    ("raid", Attack),
    ("invade", Attack),
    ("elect", Elect),
    ("sign", Sign),
    ("ratify", Sign),
    ("recognize", Recognize),
    ("recognise", Recognize),
    ("found", Establish),
    ("establish", Establish),
    ("win", Win),
    ("defeat", Win),
    ("die", Die),
    ("arrest", Arrest),
    ("detain", Arrest),
    ("resign", Resign),
    ("appoint", Appoint),
];

/// Where a clause ends, or a new one begins.
pub const CLAUSE_WORDS: &[&str] = &[
    "after", "although", "as", "because", "before", "but", "despite", "if", "since", "so", "than",
    "that", "though", "unless", "until", "what", "when", "where", "whether", "which", "while",
    "who", "whom", "whose", "why",
];

/// These stand for the name right before them.
pub const RELATIVE: &[&str] = &["that", "which", "who"];

/// What may stand between a subject and its verb.
pub const AUXILIARIES: &[&str] = &[
    "also",
    "already",
    "are",
    "be",
    "been",
    "being",
    "did",
    "do",
    "does",
    "finally",
    "formally",
    "had",
    "has",
    "have",
    "is",
    "just",
    "later",
    "never",
    "not",
    "officially",
    "once",
    "recently",
    "reportedly",
    "since",
    "still",
    "then",
    "was",
    "were",
];

pub const TO_BE: &[&str] = &["are", "be", "been", "being", "got", "is", "was", "were"];

/// Verbs in forms that do not show it.
pub const IRREGULAR_VERBS: &[&str] = &[
    "are", "became", "began", "came", "fell", "felt", "found", "gave", "got", "had", "has", "have",
    "held", "is", "kept", "knew", "led", "left", "lost", "made", "met", "paid", "ran", "said",
    "saw", "says", "sent", "shot", "spoke", "spent", "stood", "thought", "told", "took", "was",
    "went", "were", "will", "won", "would", "wrote",
];

/// Words in -ed and -ing that are no verbs.
pub const NO_VERBS: &[&str] = &[
    "according",
    "armed",
    "beijing",
    "building",
    "during",
    "evening",
    "following",
    "hundred",
    "including",
    "indeed",
    "meeting",
    "morning",
    "spring",
    "united",
];

/// Verbs that lend themselves to a noun: "paid a visit", "refrains from recognition".
pub const LIGHT_VERBS: &[&str] = &[
    "accepted",
    "began",
    "completed",
    "concluded",
    "extended",
    "finished",
    "gave",
    "granted",
    "made",
    "paid",
    "refrained",
    "refused",
    "received",
    "rejected",
    "took",
    "withheld",
];

/// Words that deny, with what must follow them before what is denied.
pub const NEGATIONS: &[(&str, &str)] = &[
    ("absence", "of"),
    ("decline", "to"),
    ("declined", "to"),
    ("declines", "to"),
    ("fail", "to"),
    ("failed", "to"),
    ("fails", "to"),
    ("lack", "of"),
    ("neither", ""),
    ("never", ""),
    ("no", ""),
    ("nor", ""),
    ("not", ""),
    ("refrain", "from"),
    ("refrained", "from"),
    ("refrains", "from"),
    ("refuse", "to"),
    ("refused", "to"),
    ("refuses", "to"),
    ("without", ""),
    ("withheld", ""),
    ("yet", "to"),
];

/// Behind "not" these deny something else.
pub const NO_NEGATION: &[&str] = &["only", "until", "just", "least"];

/// Behind "lack of" and the like these say how, not what.
pub const MANNERS: &[&str] = &[
    "any",
    "formal",
    "formally",
    "full",
    "fully",
    "official",
    "officially",
    "public",
    "publicly",
    "yet",
    "ever",
    "the",
    "a",
    "an",
    "been",
    "be",
    "its",
    "his",
    "her",
    "their",
    "to",
    "from",
    "of",
    "has",
    "have",
    "had",
    "actually",
    "directly",
    "personally",
    "diplomatic",
    "international",
];

/// Before a predicate these say that it has not happened, or that nobody knows.
pub const IRREALIS: &[&str] = &[
    "accused",
    "aim",
    "allegedly",
    "asked",
    "can",
    "can't",
    "could",
    "demand",
    "demanded",
    "denied",
    "denies",
    "expected",
    "future",
    "if",
    "may",
    "might",
    "must",
    "next",
    "plan",
    "planned",
    "planning",
    "plans",
    "possible",
    "potential",
    "proposed",
    "seek",
    "seeking",
    "seeks",
    "shall",
    "should",
    "suspected",
    "threatened",
    "to",
    "toward",
    "towards",
    "unless",
    "upcoming",
    "urged",
    "wants",
    "whether",
    "will",
    "would",
    "calls",
    "called",
    "attempted",
    "attempt",
    "failed",
];

/// Words that keep a claim at arm's length.
pub const HEDGES: &[&str] = &[
    "alleged",
    "allegedly",
    "apparent",
    "apparently",
    "believed",
    "known",
    "possibly",
    "probably",
    "reported",
    "reportedly",
    "suspected",
    "thought",
];

/// A sentence with one of these may speak of another time that the same happened.
pub const REPEATING: &[&str] = &[
    "again",
    "another",
    "earlier",
    "previous",
    "previously",
    "second",
    "third",
    "annual",
    "every",
    "each",
    "later",
    "former",
    "also",
    "last",
];

/// Superlatives, with what they say in common.
pub const SUPERLATIVES: &[(&str, Degree)] = &[
    ("first", Degree::First),
    ("only", Degree::Only),
    ("largest", Degree::Largest),
    ("biggest", Degree::Largest),
    ("smallest", Degree::Smallest),
    ("highest", Degree::Highest),
    ("tallest", Degree::Highest),
    ("lowest", Degree::Lowest),
    ("longest", Degree::Longest),
    ("oldest", Degree::Oldest),
    ("youngest", Degree::Youngest),
    ("deadliest", Degree::Worst),
    ("worst", Degree::Worst),
];

/// Before "first" or "only" these make something else of it.
pub const NO_SUPERLATIVE_BEFORE: &[&str] = &["at", "not", "at the", "of", "if", "each", "when"];

/// Behind "first" these make something else of it.
pub const NO_SUPERLATIVE_AFTER: &[&str] = &[
    "aid",
    "amendment",
    "and",
    "announced",
    "baby",
    "base",
    "chapter",
    "class",
    "couple",
    "day",
    "days",
    "degree",
    "family",
    "few",
    "floor",
    "half",
    "hand",
    "hours",
    "lady",
    "minister",
    "minutes",
    "month",
    "months",
    "name",
    "of",
    "period",
    "place",
    "quarter",
    "reported",
    "round",
    "term",
    "three",
    "two",
    "week",
    "weeks",
    "year",
    "years",
    "one",
    "person",
    "inning",
    "set",
];

/// What may stand between a superlative and its noun.
pub const SUPERLATIVE_FILLERS: &[&str] = &["ever", "known", "official", "such", "public", "formal"];

/// These open a scope: "to the country", "outside the region".
pub const SCOPE_WORDS: &[&str] = &["to", "in", "outside", "within", "from", "among", "across"];

pub const DETERMINERS: &[&str] = &[
    "a", "all", "an", "any", "its", "our", "the", "their", "this",
];

/// No noun goes on with one of these.
pub const FUNCTION_WORDS: &[&str] = &[
    "about", "all", "and", "any", "at", "between", "by", "ever", "for", "into", "of", "on", "or",
    "over", "the", "this", "through", "under", "with", "yet",
];

/// Somebody without a name.
pub const UNNAMED: &[&str] = &["unidentified", "unnamed", "anonymous"];

/// What people are called who have no name yet.
pub const CALLINGS: &[(&str, Calling)] = &[
    ("attacker", Calling::Attacker),
    ("gunman", Calling::Attacker),
    ("shooter", Calling::Attacker),
    ("assailant", Calling::Attacker),
    ("bomber", Calling::Attacker),
    ("suspect", Calling::Attacker),
    ("driver", Calling::Driver),
    ("victim", Calling::Victim),
    ("official", Calling::Delegate),
    ("officials", Calling::Delegate),
    ("representative", Calling::Delegate),
    ("representatives", Calling::Delegate),
    ("delegate", Calling::Delegate),
    ("delegates", Calling::Delegate),
    ("envoy", Calling::Delegate),
    ("envoys", Calling::Delegate),
    ("delegation", Calling::Delegate),
    ("leader", Calling::Delegate),
    ("member", Calling::Delegate),
    ("members", Calling::Delegate),
];

/// "Nazari was part of a delegation", up to the group.
pub const BELONGING: &[&str] = &[
    "was part of",
    "is part of",
    "was a member of",
    "is a member of",
    "was among",
    "is among",
    "was one of",
    "led",
    "headed",
];

/// "The gunman was identified as", right before the name.
pub const IDENTIFIED: &[&str] = &["identified", "named"];
