//! Mistakes that can be made in any article: a sentence as it is right, and with the mistake.

use crate::desk::Desk;

/// The right words, the wrong ones, and the rules that say so.
type Mistake = (&'static str, &'static str, &'static [&'static str]);

/// In one article.
#[rustfmt::skip]
const ALONE: &[Mistake] = &[
    // The weekday and the date do not fit each other.
    ("The fair opened on Monday, Feb. 17, 2014.", "The fair opened on Tuesday, Feb. 17, 2014.", &["weekday-mismatch"]),
    ("It closed on Sunday, Dec. 31, 2017.", "It closed on Saturday, Dec. 31, 2017.", &["weekday-mismatch"]),
    // No month has the day.
    ("The fair opened on Feb. 28, 2014.", "The fair opened on Feb. 30, 2014.", &["impossible-date"]),
    ("It closed on 30 April 2012.", "It closed on 31 April 2012.", &["impossible-date"]),
    // The year lies outside its decade, the month outside its quarter.
    ("They met in the 1990s, in 1994, at the lake.", "They met in the 1990s, in 1984, at the lake.", &["period-mismatch"]),
    ("The plant closed in May, in the second quarter, for good.", "The plant closed in May, in the third quarter, for good.", &["period-mismatch"]),
    // The range ends before it begins.
    ("She led the choir from 2011 to 2015.", "She led the choir from 2015 to 2011.", &["reversed-range"]),
    ("The choir sang between 2003 and 2009.", "The choir sang between 2009 and 2003.", &["reversed-range"]),
    // 3 April or 4 March?
    ("The form was signed on 13/04/2014.", "The form was signed on 03/04/2014.", &["ambiguous-date"]),
    ("It was sent back on 25/12/2013.", "It was sent back on 05/12/2013.", &["ambiguous-date"]),
    // It has not happened yet, or it has.
    ("The dean resigned on March 3, 2014, after a row.", "The dean resigned on March 3, 2044, after a row.", &["future-date-in-past-tense"]),
    ("The rector resigned on May 5, 2011, in Graz.", "The rector resigned on May 5, 2041, in Graz.", &["future-date-in-past-tense"]),
    ("The choir met on Feb. 10, 2014, in Graz.", "The choir will meet on Feb. 10, 2014, in Graz.", &["past-date-in-future-tense"]),
    ("The dean spoke on June 2, 2015.", "The dean will speak on June 2, 2015.", &["past-date-in-future-tense"]),
    // Nobody dies twice.
    ("Maria Keller died on March 3, 2014. She sang until Keller died in March 2014.", "Maria Keller died on March 3, 2014. She sang until Keller died on March 5, 2014.", &["two-dates-one-event"]),
    ("Paul Roth founded the Adler Choir in 1998. The Adler Choir was founded in 1998.", "Paul Roth founded the Adler Choir in 1998. The Adler Choir was founded in 2001.", &["two-dates-one-event"]),
    // The years do not add up.
    ("She won in 2008, 10 years after the defeat of 1998.", "She won in 2008, 15 years after the defeat of 1998.", &["elapsed-time-mismatch"]),
    ("The bridge fell in 2004, six years after the flood of 1998.", "The bridge fell in 2004, 16 years after the flood of 1998.", &["elapsed-time-mismatch"]),
    ("They made a five-day trip from June 1 to June 5, 2014.", "They made a ten-day trip from June 1 to June 5, 2014.", &["duration-mismatch"]),
    ("The fair lasted seven days, from March 3 to March 9, 2014.", "The fair lasted nine days, from March 3 to March 9, 2014.", &["duration-mismatch"]),
    ("Mary Miller sang. Miller was born in 1900 in Graz.", "Mary Miller, 45, sang. Miller was born in 1900 in Graz.", &["age-mismatch"]),
    ("Anton Huber, who was born on May 2, 1899, sang.", "Anton Huber, 33, who was born on May 2, 1899, sang.", &["age-mismatch"]),
    // Two letters change places.
    ("Agnes Bergmann came from Graz. Bergmann sang, and Bergmann left.", "Agnes Bergmann came from Graz. Bergmann sang, and Bergmnan left.", &["similar-name"]),
    ("Dean Otto Zimmerman came. Zimmerman sang. Then Otto Zimmerman left.", "Dean Otto Zimmerman came. Zimmerman sang. Then Otto Zimemrman left.", &["similar-name"]),
    // Which of the two? And who is that?
    ("Minister Sara Okafor and the singer John Okafor came. Sara Okafor sang.", "Minister Sara Okafor and the singer John Okafor came. Okafor sang.", &["ambiguous-surname"]),
    ("The dean met the Quality Zone Vocational Kennel (QZVK).", "The dean met the QZVK.", &["undefined-acronym"]),
    ("The choir wrote to the Zonal Quartet Bureau (ZQXB).", "The choir wrote to the ZQXB.", &["undefined-acronym"]),
    // One woman, two posts.
    ("Deputy Economy Minister Rana Aziz came. Then Deputy Economy Minister Rana Aziz left.", "Deputy Economy Minister Rana Aziz came. Then Deputy Foreign Minister Rana Aziz left.", &["role-conflict"]),
    ("President Anna Gruber came. Later President Gruber left.", "President Anna Gruber came. Later Prime Minister Gruber left.", &["role-conflict"]),
    ("Finance Minister Rana Aziz came. Finance Minister Rana Aziz sang.", "Former Finance Minister Rana Aziz came. Finance Minister Rana Aziz sang.", &["former-and-current"]),
    ("Interior Minister Karim Haddad came. Interior Minister Karim Haddad sang.", "Interior Minister Karim Haddad came. Former Interior Minister Karim Haddad sang.", &["former-and-current"]),
    // Numbers that do not fit those beside them.
    ("The choir has 12 members: seven women and five men.", "The choir has 14 members: seven women and five men.", &["total-mismatch"]),
    ("The roof cost $7.5 million: $4 million for the wood and $3.5 million for the tiles.", "The roof cost $8.5 million: $4 million for the wood and $3.5 million for the tiles.", &["total-mismatch"]),
    ("They thanked three singers: Agnes Moser, Otto Huber and Karl Maier.", "They thanked four singers: Agnes Moser, Otto Huber and Karl Maier.", &["count-mismatch"]),
    ("The song has three parts: a march, a waltz and a prayer.", "The song has two parts: marches, waltzes and prayers.", &["count-mismatch"]),
    ("The choir grew from 200 to 250, an increase of 25 percent.", "The choir grew from 200 to 250, an increase of 20 percent.", &["percent-mismatch"]),
    ("They sold 30 of the 120 seats (25 percent).", "They sold 30 of the 120 seats (35 percent).", &["percent-mismatch"]),
    ("The way is 300 km (186 miles) long.", "The way is 300 km (300 miles) long.", &["unit-conversion-mismatch"]),
    ("The drum weighs 50 kg (110 pounds).", "The drum weighs 50 kg (25 pounds).", &["unit-conversion-mismatch"]),
    ("Anna Gruber lent it $3.75 billion. The loan of Anna Gruber, $3.75 billion, is due.", "Anna Gruber lent it $3.75 billion. The loan of Anna Gruber, $3.75 million, is due.", &["magnitude-differs"]),
    ("Otto Huber gave $1.25 million. The gift of Otto Huber, $1.25 million, was late.", "Otto Huber gave $1.25 million. The gift of Otto Huber, $1.25 billion, was late.", &["magnitude-differs"]),
    // The city lies elsewhere.
    ("He was born in Nairobi, Kenya, by the river.", "He was born in Nairobi, Uganda, by the river.", &["place-country-mismatch"]),
    ("She sang in Vienna, Austria, at night.", "She sang in Vienna, Hungary, at night.", &["place-country-mismatch"]),
    // Where do the words end?
    ("He called it \u{201c}a good day for all of us\u{201d} and left.", "He called it \u{201c}a good day for all of us and left.", &["unbalanced-quote"]),
    ("She called it \u{201c}the end of the song\u{201d} and sang.", "She called it the end of the song\u{201d} and sang.", &["unbalanced-quote"]),
    // What is not there.
    ("More is in the note.", "More is in [the note](missing-note.txt).", &["broken-link"]),
    ("More is in the other note.", "More is in [[missing-note]].", &["broken-link"]),
    ("So it was.[^9]\n\n[^9]: A note of the choir.", "So it was.[^9]", &["footnote"]),
    ("So they sang.[^8]\n\n[^8]: A note of the dean.", "So they sang.\n\n[^8]: A note of the dean.", &["footnote"]),
    // What is still to come, or was counted badly.
    ("The aid came to 30 million dollars.", "The aid came to TK million dollars.", &["placeholder"]),
    ("The choir has 30 members.", "The choir has [CHECK] members.", &["placeholder"]),
    ("1. They sang a song.\n2. They sang another one.\n3. They sang again.", "1. They sang a song.\n2. They sang another one.\n4. They sang again.", &["numbering"]),
    ("1. They went home.\n2. They slept.\n3. They sang again.", "1. They went home.\n2. They slept.\n2. They sang again.", &["numbering"]),
    // No rule has the name.
    ("It was so.", "It was so. <!-- copydesk-ignore weekday-mismach -->", &["unknown-rule"]),
    ("It was so again.", "It was so again. <!-- copydesk-ignore numbring -->", &["unknown-rule"]),
];

/// In the second of two reports: what both say, and what it says then. Both reports speak of it,
/// where the rule is of both.
#[rustfmt::skip]
const TOGETHER: &[Mistake] = &[
    // The other report has another day, number, name or post.
    ("Maria Keller died on March 3, 2014, Anna Gruber said.", "Maria Keller died on March 5, 2014, Anna Gruber said.", &["event-date-differs", "and there"]),
    ("The choir of Graz opens its new hall by the river on May 2, 2014, Anna Gruber said.", "The choir of Graz opens its new hall by the river on May 9, 2014, Anna Gruber said.", &["event-date-differs", "and there"]),
    ("A bomb killed 12 soldiers near Fort Brakel in Ostravia.", "A bomb killed 13 soldiers near Fort Brakel in Ostravia.", &["count-differs-between-reports", "and there"]),
    ("At least seven guests of the old hotel were hurt when the roof fell in.", "At least nine guests of the old hotel were hurt when the roof fell in.", &["count-differs-between-reports", "and there"]),
    ("Ostravia bought Fort Brakel for $4.2 million.", "Ostravia bought Fort Brakel for $4.2 billion.", &["magnitude-differs", "and there"]),
    ("The harbor works will cost $90 million, which is less than the first plan of the engineers.", "The harbor works will cost $90 billion, which is less than the first plan of the engineers.", &["magnitude-differs", "and there"]),
    ("Deputy Economy Minister Rana Aziz sang.", "Deputy Foreign Minister Rana Aziz sang.", &["role-differs-between-reports", "and there"]),
    ("French President Anna Gruber sang.", "French Prime Minister Anna Gruber sang.", &["role-differs-between-reports", "and there"]),
    ("Dean Marianne Lindqvist sang.", "Dean Marianne Lindquist sang.", &["variant-name", "and there"]),
    ("The singer Mohammed Masri bowed.", "The singer Muhammed Masri bowed.", &["variant-name", "and there"]),
    // It says it in other words, or gives them to somebody else.
    ("Anna Gruber said: \u{201c}We must leave the old city at once.\u{201d}", "Anna Gruber said: \u{201c}We should leave the old city at once.\u{201d}", &["quote-wording-differs", "and there"]),
    ("Otto Huber said: \u{201c}We will not sell the hall to them.\u{201d}", "Otto Huber said: \u{201c}We will sell the hall to them.\u{201d}", &["quote-wording-differs", "and there"]),
    ("Jon Dahl came. \u{201c}We must leave the old city at once,\u{201d} said Anna Gruber.", "Jon Dahl came. \u{201c}We must leave the old city at once,\u{201d} said Jon Dahl.", &["quote-speaker-differs", "and there"]),
    ("Karl Maier came. Otto Huber said: \u{201c}We will not sell the hall to them.\u{201d}", "Otto Huber came. Karl Maier said: \u{201c}We will not sell the hall to them.\u{201d}", &["quote-speaker-differs", "and there"]),
    // It denies it.
    ("Ostravia has recognized Norland, Eva Lind said.", "Ostravia has not recognized Norland, Eva Lind said.", &["polarity-differs", "and there"]),
    ("Police have ruled out that the fire in the old hall was set by a guest.", "Police have not ruled out that the fire in the old hall was set by a guest.", &["polarity-differs", "and there"]),
    // Somebody else did it, or it was the first of something else.
    ("The Adler Foundation invited Eva Lind to Graz.", "The Weber Institute invited Eva Lind to Graz.", &["participant-differs", "and there"]),
    ("The Adler Group bought the Hotel Moser in Graz.", "The Hadley Company bought the Hotel Moser in Graz.", &["participant-differs", "and there"]),
    ("Norland became the first state in Europe to ban the toys, Eva Lind said in Oslo.", "Norland became the first state in Asia to ban the toys, Eva Lind said in Oslo.", &["superlative-differs", "and there"]),
    ("It is the largest museum of old toys in Austria that children may run by themselves.", "It is the largest museum of old toys in Hungary that children may run by themselves.", &["superlative-differs", "and there"]),
    // The other one knows who it was.
    ("Police in Graz identified the gunman as Paul Weber, Mayor Eva Lind said.", "An unidentified gunman shot at guests in Graz, Mayor Eva Lind said.", &["named-elsewhere"]),
    ("Police in Linz identified the driver as Jon Dahl, Mayor Rana Aziz said.", "An unidentified driver hit a tree in Linz, Mayor Rana Aziz said.", &["named-elsewhere"]),
    // It is its source, and does not say so.
    ("Paul Weber allegedly murdered Jon Dahl, as [the other report](FIRST) has it.", "Paul Weber murdered Jon Dahl, as [the other report](FIRST) has it.", &["hedge-dropped"]),
    ("The firm reportedly sent its customers two letters about the leak, as [the other report](FIRST) has it.", "The firm sent its customers two letters about the leak, as [the other report](FIRST) has it.", &["hedge-dropped"]),
    ("Eva Lind told [the other report](FIRST): \u{201c}We must leave the old city.\u{201d}", "Eva Lind told [the other report](FIRST): \u{201c}We must never leave the old city.\u{201d}", &["quote-not-in-source", "quote-wording-differs there"]),
    ("Otto Huber told [the other report](FIRST): \u{201c}We will not sell the hall to them.\u{201d}", "Otto Huber told [the other report](FIRST): \u{201c}We will not sell the house to them.\u{201d}", &["quote-not-in-source", "quote-wording-differs there"]),
    ("The dean sang a song. So [it says](FIRST#:~:text=dean%20sang%20a%20song).", "The dean sang a song. So [it says](FIRST#:~:text=dean%20sang%20two%20songs).", &["lost-passage"]),
    ("The dean left at noon. So [it says](FIRST#:~:text=left%20at%20noon).", "The dean left at noon. So [it says](FIRST#:~:text=left%20at%20night).", &["lost-passage"]),
];

/// Makes each mistake of one article at the end of `file`.
pub fn alone(desk: &Desk, file: &str) {
    let mut wrong = Vec::new();
    for (right, mistake, rules) in ALONE {
        let before = desk.with_end(file, right);
        let expected: Vec<String> = rules
            .iter()
            .map(|rule| format!("{rule} in {file}"))
            .collect();
        wrong.extend(before.differs(&desk.with_end(file, mistake), mistake, expected));
        // What is right is right in any article.
        wrong.extend(desk.differs(&before, right, Vec::new()));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Makes each mistake of two reports at the end of `second`, where `first` has what is right.
pub fn together(desk: &Desk, first: &str, second: &str) {
    let mut wrong = Vec::new();
    for (right, mistake, rules) in TOGETHER {
        let (right, mistake) = (
            right.replace("FIRST", first),
            mistake.replace("FIRST", first),
        );
        // A report is no source of itself.
        let there = right.replace(&format!("]({first}"), "](https://example.com/");
        let both = desk.with_end(first, &there);
        let before = both.with_end(second, &right);
        let mut expected: Vec<String> = Vec::new();
        for rule in *rules {
            expected.push(match (*rule, rule.split_once(' ')) {
                ("and there", _) => format!("{} in {first}", rules[0]),
                (_, Some((rule, _))) => format!("{rule} in {first}"),
                (rule, None) => format!("{rule} in {second}"),
            });
        }
        expected.sort();
        wrong.extend(before.differs(&both.with_end(second, &mistake), &mistake, expected));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

const ARTICLE: &str = "Thursday, March 6, 2025\n\nThe town of Hallein in Austria has a new bridge, Mayor Clara \
    Steiner said. It leads from the old salt works to the island.\n\nThe bridge was built by the firm of Viktor \
    Lang. Steiner and Lang walked over it first.\n";

#[test]
fn one_wrong_sentence_is_one_finding() {
    let file = ("news.txt".to_owned(), ARTICLE.to_owned());
    alone(&Desk::new("/news", [file]), "news.txt");
}

#[test]
fn one_wrong_sentence_in_a_copy_is_one_finding_in_both() {
    let files = ["first.txt", "second.txt"].map(|name| (name.to_owned(), ARTICLE.to_owned()));
    together(&Desk::new("/news", files), "first.txt", "second.txt");
}
