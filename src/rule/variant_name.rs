//! `variant-name`: a related report uses another form for what seems to be the same.

use rustc_hash::FxHashSet;

use crate::corpus::{EntityFact, Facts, Severity};
use crate::name::{EntityKind, slug};

use super::{Context, Docs, EVERY, Finding, Rule, add_alias, report};

pub const RULE: Rule = Rule {
    name: "variant-name",
    group: "names",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A related report calls what seems to be the same person or body by another name.",
        why: "A reader who looks for the one misses the other. Names are compared that differ in a letter or two, and names \
              of bodies that share a telling word and are described in the same words. Accents, initials, acronyms, \
              titles and the order of first and last name make no variant.",
        example: "//- a.txt\nTOKYO, Feb. 17, 2025 \u{2014} Latif Nazari of Kabul was invited to Tokyo by the philanthropic organization Nippon Zaidan.\n                                                                                                    ^^^^^^^^^^^^^ variant-name\n//- b.txt\nTOKYO, Feb. 18, 2025 \u{2014} Latif Nazari of Kabul was invited to Tokyo by the Nippon Foundation, a philanthropic organization.\n                                                                         ^^^^^^^^^^^^^^^^^ variant-name\n",
        instead: "//- entities.yml\n- name: Nippon Foundation\n  type: organization\n  aliases: [Nippon Zaidan]\n//- a.txt\nTOKYO, Feb. 17, 2025 \u{2014} Latif Nazari of Kabul was invited to Tokyo by the philanthropic organization Nippon Zaidan.\n//- b.txt\nTOKYO, Feb. 18, 2025 \u{2014} Latif Nazari of Kabul was invited to Tokyo by the Nippon Foundation, a philanthropic organization.\n",
        fix: "Use one form in both reports, or take the quick fix: it writes the alias into entities.yml, and both reports are \
              content.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(own) = report::own(context) else {
        return;
    };
    let full: Vec<Named> = full_names(own).map(Named::of).collect();
    let known: FxHashSet<&str> = own.entities.iter().map(|entity| &*entity.id).collect();
    let signs: FxHashSet<Sign> = full.iter().flat_map(|one| signs(one.entity)).collect();
    let mut said: Vec<&str> = Vec::new();
    for other in report::comparable(context) {
        let theirs = full_names(other).filter(|one| !known.contains(&*one.id));
        let theirs = theirs.filter(|one| signs_of_variants(one).any(|sign| signs.contains(&sign)));
        let theirs: Vec<Named> = theirs.map(Named::of).collect();
        if theirs.is_empty() {
            continue;
        }
        for one in &full {
            let id = &*one.entity.id;
            if said.contains(&id) || other.entity(id).is_some() {
                continue;
            }
            let mut variants = theirs.iter().filter(|theirs| is_variant(one, theirs));
            let Some(theirs) = variants.next().filter(|_| variants.next().is_none()) else {
                continue;
            };
            said.push(id);
            findings.extend(finding(context, one.entity, theirs.entity, &other.key));
        }
    }
}

/// The full names of people and bodies.
fn full_names(facts: &Facts) -> impl Iterator<Item = &EntityFact> {
    facts.entities.iter().filter(|entity| {
        let telling = matches!(entity.kind, EntityKind::Person | EntityKind::Organization);
        telling && !entity.short && entity.name.contains(' ')
    })
}

/// What two variants have in common for certain, and most names do not: most need no closer look.
#[derive(PartialEq, Eq, Hash)]
enum Sign<'a> {
    /// The first letter of a person's name.
    Letter(u8),
    /// That letter has an accent, or is of another script.
    Accented,
    Person,
    /// What a body is called besides its name.
    Described(&'a str),
}

fn signs(entity: &EntityFact) -> Vec<Sign<'_>> {
    match entity.kind {
        EntityKind::Person => vec![letter(entity), Sign::Person],
        _ => described(entity).collect(),
    }
}

fn signs_of_variants(entity: &EntityFact) -> impl Iterator<Item = Sign<'_>> {
    let letters = match (entity.kind, letter(entity)) {
        (EntityKind::Person, Sign::Letter(letter)) => {
            [Some(Sign::Letter(letter)), Some(Sign::Accented)]
        }
        (EntityKind::Person, _) => [Some(Sign::Person), None],
        _ => [None, None],
    };
    let bodies = (entity.kind != EntityKind::Person).then(|| described(entity));
    letters
        .into_iter()
        .flatten()
        .chain(bodies.into_iter().flatten())
}

fn letter(entity: &EntityFact) -> Sign<'_> {
    match entity
        .name
        .bytes()
        .find(|byte| !byte.is_ascii_punctuation())
    {
        Some(byte) if byte.is_ascii() => Sign::Letter(byte.to_ascii_lowercase()),
        _ => Sign::Accented,
    }
}

fn described(entity: &EntityFact) -> impl Iterator<Item = Sign<'_>> {
    entity.described.iter().map(|word| Sign::Described(word))
}

/// A full name of a person or a body, with its words.
struct Named<'a> {
    entity: &'a EntityFact,
    parts: Vec<String>,
}

impl Named<'_> {
    fn of(entity: &EntityFact) -> Named<'_> {
        Named {
            entity,
            parts: parts(&entity.name),
        }
    }
}

fn finding(
    context: &Context,
    own: &EntityFact,
    theirs: &EntityFact,
    other: &crate::corpus::Key,
) -> Option<Finding> {
    let span = *own.mentions.first()?;
    let there = *theirs.mentions.first()?;
    let text = context.snapshot.text(other).ok()?;
    let place = context.place_name(other, &text, there);
    let message = format!(
        "\u{201c}{}\u{201d} differs from \u{201c}{}\u{201d} in {place}",
        own.name, theirs.name
    );
    let mut finding = context.finding(&RULE, span, message).beside(
        other,
        there,
        format!("\u{201c}{}\u{201d}", theirs.name),
    );
    // The name that is declared, or known in more reports is the name; the other becomes its alias.
    let index = &context.folder.index;
    let count = |entity: &EntityFact| index.count(&crate::corpus::Fact::Entity(entity.id.clone()));
    let translated = |entity: &EntityFact| entity.name.is_ascii();
    let rank = |entity: &EntityFact| {
        let length = entity.name.len();
        (entity.register, count(entity), translated(entity), length)
    };
    let own_first = rank(own) > rank(theirs);
    let (name, alias) = if own_first {
        (own, theirs)
    } else {
        (theirs, own)
    };
    finding.fixes.extend(add_alias(context, name, &alias.name));
    Some(finding)
}

fn is_variant(one: &Named, other: &Named) -> bool {
    let (a, b) = (one.entity, other.entity);
    // Two entries of the register are two.
    if a.kind != b.kind || a.register && b.register || one.parts.len() != other.parts.len() {
        return false;
    }
    let (own, theirs) = (&one.parts, &other.parts);
    match a.kind {
        EntityKind::Person => is_transliteration(own, theirs),
        _ => {
            // One is the other in another order.
            let within = |a: &[String], b: &[String]| a.iter().all(|word| b.contains(word));
            let shared = own
                .iter()
                .any(|word| word.len() > 3 && theirs.contains(word) && !is_common(word));
            let described = a.described.iter().any(|word| b.described.contains(word));
            let nested = || within(own, theirs) || within(theirs, own);
            shared && described && !nested()
        }
    }
}

fn parts(name: &str) -> Vec<String> {
    slug(name).split('-').map(str::to_owned).collect()
}

fn is_common(word: &str) -> bool {
    crate::name::tagger::Tagger::get().known(word).rank() < 6
        && crate::name::tagger::Tagger::get().known(word).rank() > 0
}

/// "Mohammed al Masri" and "Muhammad al Masri": as many words, each the same or nearly so.
fn is_transliteration(a: &[String], b: &[String]) -> bool {
    if a.len() != b.len() || a.len() < 2 || a == b {
        return false;
    }
    let mut sorted = (a.to_vec(), b.to_vec());
    sorted.0.sort();
    sorted.1.sort();
    let same = a.iter().zip(b).filter(|(a, b)| is_same(a, b)).count();
    if sorted.0 == sorted.1 || same == a.len() {
        return false;
    }
    let near = |a: &String, b: &String| {
        is_same(a, b)
            || a.len() > 4
                && b.len() > 4
                && strsim::levenshtein(a, b) <= 2
                && a.chars().next() == b.chars().next()
    };
    same + 1 >= a.len() && a.iter().zip(b).all(|(a, b)| near(a, b))
}

/// Equal but for accents, which many a house leaves out.
fn is_same(a: &str, b: &str) -> bool {
    let same = |(a, b): (char, char)| a == b || a.is_ascii() != b.is_ascii();
    a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, check};

    #[test]
    fn accents_make_no_variant() {
        check(
            "//- a.txt\nRen\u{e9}e Marchand met Latif Nazari of Kabul in Tokyo.\n\
             //- b.txt\nIn Tokyo Latif Nazari of Kabul met Renee Marchand.\n",
        );
        check(
            "//- a.txt\nRen\u{e9}e Marchand met Latif Nazari of Kabul in Tokyo.\n^^^^^^^^^^^^^^ variant-name\n\
             //- b.txt\nIn Tokyo Latif Nazari of Kabul met Renee Merchand.\n                                   ^^^^^^^^^^^^^^ variant-name\n",
        );
    }

    #[test]
    fn another_spelling_of_one_name_is_a_variant() {
        let words = |name: &str| parts(name);
        assert!(is_transliteration(
            &words("Mohammed Masri"),
            &words("Muhammad Masri")
        ));
        assert!(!is_transliteration(
            &words("Yoshimasa Hayashi"),
            &words("Hayashi Yoshimasa")
        ));
        assert!(!is_transliteration(
            &words("Sara Masri"),
            &words("Karim Masri")
        ));
    }

    #[test]
    fn a_declared_name_has_variants_too() {
        let register = "//- entities.yml\n- name: Yoshimasa Hayashi\n  type: person\n";
        let reports = "//- a.txt\nYoshimasa Hayashi met Latif Nazari of Kabul in Tokyo.\n^^^^^^^^^^^^^^^^^ variant-name\n\
                       //- b.txt\nIn Tokyo Latif Nazari of Kabul met Yoshimaza Hayashi.\n                                   ^^^^^^^^^^^^^^^^^ variant-name\n";
        check(&format!("{register}{reports}"));
        let fixture = Fixture::new(&format!("{register}{reports}"));
        let fixed = fixture.fixed("Same person");
        assert!(fixed.contains("aliases: [Yoshimaza Hayashi]"), "{fixed}");
        check(&format!(
            "{register}- name: Yoshimaza Hayashi\n  type: person\n{}",
            reports
                .replace("^^^^^^^^^^^^^^^^^ variant-name\n", "")
                .replace("                                   //-", "//-")
        ));
    }

    #[test]
    fn the_fix_writes_the_alias() {
        let fixture = Fixture::new(RULE.docs.example);
        let register = fixture.fixed("Same organisation");
        assert!(register.contains("name: Nippon"), "{register}");
        assert!(register.contains("aliases: ["), "{register}");
    }
}
