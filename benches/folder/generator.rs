//! A seeded folder of news-like reports: the same number always gives the same bytes.
//!
//! In: a directory, how many articles, a seed. Out: files of 2 to 6 KB, Markdown and plain text, in
//! a directory for each thousand. Eight reports tell of one event: they share its people, its
//! bodies, its place, its day and some of its numbers and quotations. People, bodies and words are
//! drawn so that a few are in many reports and most are in few.

use std::fmt::Write;
use std::path::Path;

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Reports of one event.
pub const REPORTS: usize = 8;

/// Files in one directory.
const IN_DIRECTORY: usize = 1000;

const FIRST: &[&str] = &[
    "Anna", "Boris", "Carla", "Daniel", "Elena", "Farid", "Grace", "Hassan", "Irina", "James",
    "Karim", "Laura", "Marco", "Nadia", "Oscar", "Paula", "Rafael", "Sofia", "Tomas", "Ursula",
    "Viktor", "Wanda", "Yusuf", "Zainab", "Amina", "Bruno", "Chen", "Dmitri", "Esther", "Felix",
    "Gloria", "Hiroshi", "Ingrid", "Javier", "Keiko", "Leila", "Miguel", "Noor", "Olga", "Pedro",
    "Quentin", "Ruth", "Samir", "Tanya", "Umar", "Vera", "Walter", "Xenia", "Yves", "Zoe",
];

const LAST_HEAD: &[&str] = &[
    "Al", "Bar", "Cas", "Dor", "El", "Fer", "Gar", "Hol", "Ib", "Jan", "Kov", "Lin", "Mor", "Nov",
    "Or", "Pet", "Qua", "Ros", "Sal", "Tor", "Ul", "Var", "Wes", "Yam", "Zel", "Ash", "Bel", "Cor",
    "Dem", "Ev",
];

const LAST_TAIL: &[&str] = &[
    "anov", "berg", "cini", "dale", "ersen", "ford", "gado", "hardt", "imov", "jani", "kovic",
    "land", "mann", "nandez", "ota", "pour", "quist", "rani", "sson", "tova", "umba", "vic",
    "wick", "yev", "zadeh", "aldi", "bury", "chuk", "dottir", "escu",
];

const PLACES: &[(&str, &str)] = &[
    ("Tokyo", "Japan"),
    ("Cairo", "Egypt"),
    ("Lima", "Peru"),
    ("Oslo", "Norway"),
    ("Nairobi", "Kenya"),
    ("Madrid", "Spain"),
    ("Ottawa", "Canada"),
    ("Kabul", "Afghanistan"),
    ("Vienna", "Austria"),
    ("Jakarta", "Indonesia"),
    ("Accra", "Ghana"),
    ("Athens", "Greece"),
    ("Warsaw", "Poland"),
    ("Hanoi", "Vietnam"),
    ("Bogota", "Colombia"),
    ("Amman", "Jordan"),
];

const FIELDS: &[&str] = &[
    "Economy",
    "Transport",
    "Health",
    "Foreign",
    "Interior",
    "Finance",
    "Energy",
    "Education",
    "Defense",
    "Justice",
];

const BODIES: &[&str] = &[
    "Foundation",
    "Council",
    "Agency",
    "Union",
    "Institute",
    "Commission",
    "Holdings",
    "Party",
];

const NOUNS: &[&str] = &[
    "bridge",
    "harbor",
    "railway",
    "hospital",
    "budget",
    "treaty",
    "election",
    "harvest",
    "strike",
    "flood",
    "museum",
    "pipeline",
    "tunnel",
    "festival",
    "refinery",
    "border",
    "school",
    "reactor",
    "market",
    "ceasefire",
    "airport",
    "dam",
    "court",
    "satellite",
    "vaccine",
    "drought",
    "glacier",
    "mine",
    "ferry",
    "archive",
    "tariff",
    "pension",
    "wage",
    "housing",
    "forest",
    "fishery",
    "stadium",
    "orchestra",
    "library",
    "quarry",
];

const ADJECTIVES: &[&str] = &[
    "northern",
    "public",
    "new",
    "regional",
    "damaged",
    "planned",
    "costly",
    "joint",
    "rural",
    "old",
    "private",
    "contested",
    "delayed",
    "coastal",
    "federal",
    "modern",
];

const VERBS: &[&str] = &[
    "repair",
    "finance",
    "inspect",
    "close",
    "extend",
    "defend",
    "review",
    "rebuild",
    "delay",
    "support",
    "sell",
    "modernize",
    "open",
    "abandon",
    "measure",
    "protect",
];

struct Person {
    name: String,
    surname: String,
    post: String,
}

/// What eight reports tell.
struct Event {
    people: Vec<Person>,
    bodies: Vec<String>,
    place: (&'static str, &'static str),
    day: Date,
    topic: Vec<&'static str>,
    killed: u32,
    millions: u32,
    since: u32,
    quotation: String,
}

fn pick<T: Copy>(rng: &mut Rng, list: &[T]) -> T {
    list[rng.usize(..list.len())]
}

/// A number below `end`; small ones are much more frequent.
fn skewed(rng: &mut Rng, end: usize) -> usize {
    let part = rng.f64();
    ((part * part * part) * end as f64) as usize
}

fn person(rng: &mut Rng, country: &str) -> Person {
    let surnames = LAST_HEAD.len() * LAST_TAIL.len();
    let (one, other) = (skewed(rng, surnames), skewed(rng, FIRST.len()));
    let surname = format!(
        "{}{}",
        LAST_HEAD[one % LAST_HEAD.len()],
        LAST_TAIL[one / LAST_HEAD.len()]
    );
    let post = match rng.usize(..3) {
        0 => format!("{country}'s {} Minister", pick(rng, FIELDS)),
        1 => format!("{} Minister", pick(rng, FIELDS)),
        _ => "Mayor".to_owned(),
    };
    Person {
        name: format!("{} {surname}", FIRST[other]),
        surname,
        post,
    }
}

fn body(rng: &mut Rng) -> String {
    let surnames = LAST_HEAD.len() * LAST_TAIL.len();
    let one = skewed(rng, surnames);
    let (head, tail) = (
        LAST_HEAD[one % LAST_HEAD.len()],
        LAST_TAIL[one / LAST_HEAD.len()],
    );
    match rng.bool() {
        true => format!("{head}{tail} {}", pick(rng, BODIES)),
        false => format!(
            "{} {} {}",
            pick(rng, FIELDS),
            pick(rng, FIELDS),
            pick(rng, BODIES)
        ),
    }
}

fn event(rng: &mut Rng) -> Event {
    let place = pick(rng, PLACES);
    let people = (0..rng.usize(2..5)).map(|_| person(rng, place.1)).collect();
    let bodies = (0..rng.usize(1..4)).map(|_| body(rng)).collect();
    let topic: Vec<&'static str> = (0..5).map(|_| NOUNS[skewed(rng, NOUNS.len())]).collect();
    let quotation = format!(
        "We will {} the {} {} before anybody asks us to {} the {}",
        pick(rng, VERBS),
        pick(rng, ADJECTIVES),
        topic[0],
        pick(rng, VERBS),
        topic[1]
    );
    Event {
        people,
        bodies,
        place,
        day: date(2015, 1, 1) + (rng.i32(0..3650)).days(),
        topic,
        killed: rng.u32(2..90),
        millions: rng.u32(3..900),
        since: rng.u32(1990..2015),
        quotation,
    }
}

fn written(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn weekday(day: Date) -> String {
    day.strftime("%A").to_string()
}

/// A sentence of ordinary running text.
fn filler(rng: &mut Rng, event: &Event) -> String {
    let noun = match rng.usize(..3) {
        0 => pick(rng, &event.topic),
        _ => pick(rng, NOUNS),
    };
    let (adjective, verb, other) = (pick(rng, ADJECTIVES), pick(rng, VERBS), pick(rng, NOUNS));
    match rng.usize(..6) {
        0 => format!(
            "Officials there want to {verb} the {adjective} {noun} and leave the {other} for later."
        ),
        1 => format!(
            "Nobody could say how the {noun} would {verb} a {adjective} {other}, or who should pay for it."
        ),
        2 => format!(
            "About {} people work at the {adjective} {noun}, {} percent more than at the {other}.",
            rng.u32(20..9000),
            rng.u32(2..60)
        ),
        3 => format!(
            "Critics of the plan to {verb} the {noun} point to the {adjective} {other}, which stood empty for years."
        ),
        4 => format!(
            "The {noun} was last seen as {adjective} in {}, when the {other} had to {verb} it.",
            rng.u32(1960..2014)
        ),
        _ => format!(
            "It took the {adjective} {noun} three weeks to {verb} what the {other} had lost."
        ),
    }
}

/// How many kinds of sentences say something of the event; an article has each once.
const FACTS: usize = 8;

/// A sentence that the reports of the event share in what it says.
fn fact(rng: &mut Rng, event: &Event, kind: usize) -> String {
    let (person, body) = (
        &event.people[rng.usize(..event.people.len())],
        &event.bodies[rng.usize(..event.bodies.len())],
    );
    let (town, country) = event.place;
    match kind {
        0 => format!(
            "{} {} met the {body} in {town} on {}.",
            person.post,
            person.name,
            weekday(event.day)
        ),
        1 => format!(
            "“{},” {} said in {town}.",
            event.quotation, event.people[0].surname
        ),
        2 => format!(
            "At least {} people were killed near {town} on {}, the {body} said.",
            event.killed,
            written(event.day)
        ),
        3 => format!(
            "{country} will give ${} million for the {}.",
            event.millions, event.topic[0]
        ),
        4 => format!(
            "{}, who visited {town} last month, told the {body} that the {} was the first of its kind in {country}.",
            person.name, event.topic[1]
        ),
        5 => format!(
            "The {body}, which {} has led since {}, denied it on {}.",
            event.people[0].surname,
            event.since,
            weekday(event.day)
        ),
        6 => format!(
            "{} told reporters two days later that the {} would open next week.",
            person.surname, event.topic[2]
        ),
        _ => format!("The {} of {town} belongs to the {body}.", event.topic[3]),
    }
}

fn article(rng: &mut Rng, event: &Event, number: usize) -> (String, String) {
    let markdown = !number.is_multiple_of(3);
    let (town, _) = event.place;
    let headline = format!(
        "{} on the {} in {town}",
        event.people[0].surname,
        event.topic[number % event.topic.len()]
    );
    let day = event.day + (rng.i32(0..3)).days();
    let mut text = String::new();
    let file = match markdown {
        true => {
            let _ = write!(
                text,
                "---\ntitle: {headline}\ndate: {day}\n---\n\n# {headline}\n\n"
            );
            format!("report-{number:06}.md")
        }
        false => {
            let _ = write!(
                text,
                "{headline}\n\n{}, {} – ",
                town.to_uppercase(),
                written(day)
            );
            format!("report-{number:06}.txt")
        }
    };
    let length = rng.usize(2200..5800);
    let mut kinds: Vec<usize> = (0..FACTS).collect();
    rng.shuffle(&mut kinds);
    while text.len() < length {
        for sentence in 0..rng.usize(2..5) {
            let kind = (sentence == 0).then(|| kinds.pop()).flatten();
            let words = match kind {
                Some(kind) => fact(rng, event, kind),
                None => filler(rng, event),
            };
            text.push_str(&words);
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
        if markdown && rng.usize(..6) == 0 {
            let _ = write!(text, "## The {} of {town}\n\n", pick(rng, &event.topic));
        }
    }
    if markdown && !number.is_multiple_of(REPORTS) {
        let first = number / REPORTS * REPORTS;
        let extension = if first.is_multiple_of(3) { "txt" } else { "md" };
        if first / IN_DIRECTORY == number / IN_DIRECTORY {
            let _ = writeln!(
                text,
                "See [the first report](report-{first:06}.{extension})."
            );
        }
    }
    (file, text)
}

/// Paragraphs of ordinary running text, so many bytes or a little more.
pub fn paragraphs(seed: u64, bytes: usize) -> String {
    let mut rng = Rng::with_seed(seed);
    let mut text = String::new();
    while text.len() < bytes {
        let event = event(&mut rng);
        for kind in 0..FACTS {
            text += &fact(&mut rng, &event, kind);
            text.push(' ');
            text += &filler(&mut rng, &event);
            text.push_str(if kind % 2 == 0 { " " } else { "\n\n" });
        }
    }
    text
}

/// A first name that very many reports have.
pub fn first_name() -> &'static str {
    FIRST[0]
}

/// Writes `articles` reports below `directory`, which is made.
pub fn write(directory: &Path, articles: usize, seed: u64) -> std::io::Result<()> {
    let mut rng = Rng::with_seed(seed);
    let mut current = event(&mut rng);
    for number in 0..articles {
        if number % REPORTS == 0 {
            current = event(&mut rng);
        }
        let (file, text) = article(&mut rng, &current, number);
        let inside = directory.join(format!("{:03}", number / IN_DIRECTORY));
        if number % IN_DIRECTORY == 0 {
            std::fs::create_dir_all(&inside)?;
        }
        std::fs::write(inside.join(file), text)?;
    }
    Ok(())
}
