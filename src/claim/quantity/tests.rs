//! What is a quantity and what is none.

use super::*;

/// Text, value, upper value, unit, noun and modifier of each quantity.
fn read(prose: &str) -> Vec<String> {
    let times = crate::time::recognise(prose);
    let show = |one: &Quantity| {
        let mut words = format!("{}={}", &prose[one.span.range()], one.value);
        if let Some(upper) = one.upper {
            words += &format!("..{upper}");
        }
        if let Some(unit) = one.unit {
            words += &format!(" {}", unit.name);
        }
        if let Some(noun) = &one.noun {
            words += &format!(" {}", noun.lemma);
        }
        if let Some(modifier) = one.modifier {
            words += &format!(" {modifier:?}");
        }
        words
    };
    recognise(prose, &times).iter().map(show).collect()
}

#[test]
fn digits_and_words_have_values_and_nouns() {
    for (prose, found) in [
        ("Twenty-three people died.", "Twenty-three=23 person"),
        (
            "It sank with 3,500 soldiers on board.",
            "3,500=3500 soldier",
        ),
        (
            "Some 1.2 million voters stayed away.",
            "1.2 million=1200000 voter About",
        ),
        ("They have half a dozen ships.", "half a dozen=6 ship About"),
        ("A couple of boys ran.", "A couple=2 boy About"),
        (
            "two hundred and fifty police officers",
            "two hundred and fifty=250 officer",
        ),
        ("one child was hurt", "one=1 child"),
        ("a five-member panel", "five=5 member"),
        (
            "two and a half million refugees",
            "two and a half million=2500000 refugee",
        ),
        ("It left 12 dead.", "12=12 dead"),
        ("He sold 12 dozen eggs.", "12 dozen=144 egg About"),
        ("1,00,000 farmers", "1,00,000=100000 farmer"),
        (
            "one hundred twenty thousand homes",
            "one hundred twenty thousand=120000 home",
        ),
    ] {
        assert_eq!(read(prose), [found], "{prose}");
    }
}

#[test]
fn ranges_and_modifiers_belong_to_the_number() {
    for (prose, found) in [
        ("two to three people", "two to three=2..3 person"),
        ("10\u{2013}15 houses burned", "10\u{2013}15=10..15 house"),
        ("between 20 and 30 cars", "20 and 30=20..30 car"),
        ("at least 40 students", "40=40 student AtLeast"),
        ("no more than 40 students", "40=40 student AtMost"),
        (
            "up to $5\u{2013}6 million",
            "$5\u{2013}6 million=5000000..6000000 USD AtMost",
        ),
        ("30 or more guests", "30=30 guest AtLeast"),
        ("another three men", "three=3 man Part"),
        ("three other men", "three=3 man Part"),
    ] {
        assert_eq!(read(prose), [found], "{prose}");
    }
}

#[test]
fn money_shares_and_measures_have_units() {
    for (prose, found) in [
        ("worth $1.2 billion", "$1.2 billion=1200000000 USD"),
        ("worth US$300", "US$300=300 USD"),
        (
            "a loan of \u{a5}120 million",
            "\u{a5}120 million=120000000 JPY",
        ),
        ("for 1.5m euros", "1.5m euros=1500000 EUR"),
        ("it paid \u{a3}3bn", "\u{a3}3bn=3000000000 GBP"),
        ("by 3.5 per cent", "3.5 per cent=3.5 percent"),
        ("by 12%", "12%=12 percent"),
        ("a 10-kilometre race", "10-kilometre=10 km"),
        ("5km away", "5km=5 km"),
        ("at 100 miles per hour", "100 miles per hour=100 mph"),
        ("at 90 km/h", "90 km/h=90 km/h"),
        ("it was -5 \u{b0}C", "-5 \u{b0}C=-5 \u{b0}C"),
        ("30 degrees Celsius", "30 degrees Celsius=30 \u{b0}C"),
        (
            "12 square kilometres of forest",
            "12 square kilometres=12 km\u{b2}",
        ),
        ("USD 5 million", "USD 5 million=5000000 USD"),
    ] {
        assert_eq!(read(prose), [found], "{prose}");
    }
}

#[test]
fn names_dates_ages_scores_and_codes_are_none() {
    for prose in [
        "On 12 May 2019, in 1998, at 3:30 p.m., for three days.",
        "The 23-year-old, aged 23, and John Smith, 23, said so.",
        "They won 2\u{2013}1 and then 21-14.",
        "See section 12, page 5 and Article 50.",
        "Call 555-1234 or +1 800 555 0199.",
        "COVID-19, the G20, a Boeing 737, an F-16 and 4G.",
        "Two-thirds of them, a third, one quarter, one of them.",
        "No one knew; the one that he saw was a good one.",
        "The 5th, the 1990s and the 90s.",
        "Hundreds of people, dozens more.",
        "One in five people.",
        "The server 192.168.0.1 answered 9/11.",
    ] {
        let found = read(prose);
        assert!(found.is_empty(), "{prose}: {found:?}");
    }
}

#[test]
fn from_one_to_another_are_two() {
    assert_eq!(
        read("Sales rose from 200 to 250 units."),
        ["200=200", "250=250 unit"]
    );
}

#[test]
fn any_text_is_read_to_its_end() {
    for prose in [
        "$",
        "5-",
        "US$",
        "one",
        "a half",
        "half a",
        "two hundred and",
        "5 to",
        "1,2,3",
        "\u{bd}",
        "5\u{bd} cups",
        "between 5 and",
    ] {
        read(prose);
    }
}

#[test]
fn the_time_it_takes_grows_with_the_text_alone() {
    // With any search that starts anew behind each number this would not come to an end.
    for part in [
        "five thousand ",
        "5-",
        "two to ",
        "one person ",
        "half a ",
        "5 million ",
        "US$",
    ] {
        let prose = part.repeat(60_000) + "thirds";
        recognise(&prose, &[]);
    }
}

#[test]
fn every_currency_that_a_sign_gives_is_known_by_its_code() {
    let prefixes = [
        "", "US", "A", "AU", "C", "CA", "CDN", "NZ", "HK", "S", "NT", "R",
    ];
    let given: Vec<&str> = prefixes
        .iter()
        .flat_map(|prefix| ('$'..'\u{2200}').filter_map(|sign| english::currency(prefix, sign)))
        .collect();
    assert!(given.len() > prefixes.len());
    for code in given {
        assert_eq!(unit_name(code), Some(code));
    }
}
