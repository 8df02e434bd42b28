//! Which country a city lies in, and how its people are called: a small gazetteer for linking.
//!
//! Cities that share their name with a city of another country are left out, so that an answer is
//! one. Names are compared without regard to capitals.

use super::english::{CITIES, COUNTRIES, PLACE_NAMES};

/// Countries of the United Kingdom, and the name of all of it.
const PARTS_OF_BRITAIN: [&str; 5] = [
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "United Kingdom",
];

/// The country of a city: "Lahore" lies in Pakistan.
pub fn country_of(city: &str) -> Option<&'static str> {
    let city = city.trim().trim_end_matches('.');
    let state = |country: &'static str| {
        if PARTS_OF_BRITAIN.contains(&country) {
            "Britain"
        } else {
            country
        }
    };
    let capital = COUNTRIES
        .iter()
        .find(|(_, _, capital)| capital.eq_ignore_ascii_case(city));
    let other = || {
        CITIES
            .iter()
            .find(|(_, cities)| cities.iter().any(|known| known.eq_ignore_ascii_case(city)))
    };
    let country = capital.map(|(country, ..)| *country);
    country
        .or_else(|| other().map(|(country, _)| *country))
        .map(state)
}

/// The country that is meant by a name of it.
pub fn country_named(name: &str) -> Option<&'static str> {
    let name = PLACE_NAMES
        .iter()
        .find(|(other, _)| *other == name)
        .map_or(name, |(_, name)| *name);
    let name = if PARTS_OF_BRITAIN.contains(&name) {
        "Britain"
    } else {
        name
    };
    let known = COUNTRIES
        .iter()
        .find(|(country, ..)| country.eq_ignore_ascii_case(name));
    // Georgia is a state as well.
    known
        .map(|(country, ..)| *country)
        .filter(|country| *country != "Georgia")
}

/// The words for the people of a country: "Afghan", "Afghans".
pub fn peoples_of(country: &str) -> &'static [&'static str] {
    let known = COUNTRIES.iter().find(|(name, ..)| *name == country);
    known.map_or(&[], |(_, peoples, _)| peoples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_know_their_countries() {
        assert_eq!(country_of("LAHORE"), Some("Pakistan"));
        assert_eq!(country_of("Tokyo"), Some("Japan"));
        assert_eq!(country_of("Springfield"), None);
        assert_eq!(country_named("Afghanistan"), Some("Afghanistan"));
        assert!(peoples_of("Japan").contains(&"Japanese"));
    }

    #[test]
    fn every_city_is_in_a_country_that_is_known_and_in_one_only() {
        for (country, cities) in CITIES {
            assert!(
                COUNTRIES.iter().any(|(known, ..)| known == country),
                "{country}"
            );
            for city in *cities {
                let times = CITIES
                    .iter()
                    .flat_map(|(_, cities)| cities.iter())
                    .filter(|other| *other == city)
                    .count();
                assert_eq!(times, 1, "{city}");
            }
        }
    }
}
