//! Edits of the register: declaring a name, adding an alias, parting two names, forgetting one.

use crate::corpus::register;
use crate::name::{EntityKind, slug};
use crate::text::Span;

use super::{Context, FileEdit, Fix};

/// "Same organisation: add an alias": the entry that has `name` gets `alias`, or a new entry is
/// written. `None` in a text that belongs to no folder.
pub fn add_alias(
    context: &Context,
    entity: &crate::corpus::EntityFact,
    alias: &str,
) -> Option<Fix> {
    let what = match entity.kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organisation",
        EntityKind::Place => "place",
        EntityKind::Event => "event",
        EntityKind::Unknown => "name",
    };
    let edit = match context.folder.register.entry(&entity.id) {
        Some(entry) => list_edit(context, entry, "aliases", alias)?,
        None => append(context, &entry_lines(&entity.name, entity.kind, &[alias]))?,
    };
    Some(Fix {
        title: format!(
            "Same {what}: add \u{201c}{alias}\u{201d} as an alias of {}",
            entity.name
        ),
        safe: false,
        edits: vec![edit],
    })
}

/// "Add to the register".
pub fn declare(context: &Context, name: &str, kind: EntityKind) -> Option<Fix> {
    let edit = append(context, &entry_lines(name, kind, &[]))?;
    Some(Fix {
        title: format!("Add {name} to entities.yml"),
        safe: false,
        edits: vec![edit],
    })
}

/// The words as another form of a declared entity.
pub fn alias_of(context: &Context, entry: &register::Entry, alias: &str) -> Option<Fix> {
    Some(Fix {
        title: format!("Add \u{201c}{alias}\u{201d} as an alias of {}", entry.name),
        safe: false,
        edits: vec![list_edit(context, entry, "aliases", alias)?],
    })
}

/// "These are not the same": the entity of the article is not called by `form`.
pub fn not_same(context: &Context, entity: &crate::name::Entity, form: &str) -> Option<Fix> {
    let edit = match context.folder.register.entry(&entity.id) {
        Some(entry) => list_edit(context, entry, "not", form)?,
        None => {
            let lines = entry_lines(&entity.name, entity.kind, &[]);
            append(context, &format!("{lines}  not: [{}]\n", scalar(form)))?
        }
    };
    Some(Fix {
        title: format!("\u{201c}{form}\u{201d} is not {}", entity.name),
        safe: false,
        edits: vec![edit],
    })
}

/// Words that the article takes for a name, and that are none.
pub fn forget(context: &Context, name: &str) -> Option<Fix> {
    let lines = format!("- type: {}\n  name: {}\n", register::NO_NAME, scalar(name));
    Some(Fix {
        title: format!("\u{201c}{name}\u{201d} is no name: forget it"),
        safe: false,
        edits: vec![append(context, &lines)?],
    })
}

fn entry_lines(name: &str, kind: EntityKind, aliases: &[&str]) -> String {
    let mut lines = format!(
        "- id: {}\n  type: {}\n  name: {}\n",
        slug(name),
        kind.word(),
        scalar(name)
    );
    if kind == EntityKind::Unknown {
        lines = format!("- id: {}\n  name: {}\n", slug(name), scalar(name));
    }
    if !aliases.is_empty() {
        let aliases: Vec<String> = aliases.iter().map(|alias| scalar(alias)).collect();
        lines.push_str(&format!("  aliases: [{}]\n", aliases.join(", ")));
    }
    lines
}

/// Plain where YAML reads it as the words that they are, else in quotation marks.
fn scalar(words: &str) -> String {
    let plain = words
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '\'' | '\u{2019}'))
        && words.starts_with(char::is_alphabetic)
        && !matches!(
            words.to_lowercase().as_str(),
            "yes" | "no" | "true" | "false" | "null" | "on" | "off"
        );
    match plain {
        true => words.to_owned(),
        false => serde_json::Value::from(words).to_string(),
    }
}

fn append(context: &Context, lines: &str) -> Option<FileEdit> {
    if context.folder.root.is_empty() {
        return None;
    }
    let text = context.folder.register.text.as_ref();
    let old = text.map_or("", |text| text.as_str());
    let gap = if old.is_empty() || old.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    Some(FileEdit {
        key: key(context),
        span: Span::at(old.len()),
        text: format!("{gap}{lines}"),
        create: text.is_none(),
    })
}

fn key(context: &Context) -> crate::corpus::Key {
    format!("{}/{}", context.folder.root, register::FILE_NAME).into()
}

/// A form behind the last one of a list, or a list of its own behind the name.
fn list_edit(
    context: &Context,
    entry: &register::Entry,
    list: &str,
    form: &str,
) -> Option<FileEdit> {
    let key_of_list = format!("{list}:");
    let key = register::file(&context.folder.root, entry);
    let text = context.snapshot.text(&key).ok()?;
    let words = text.slice(entry.span);
    let start = entry.span.start as usize;
    let form = scalar(form);
    let open_list = words.find(&key_of_list).and_then(|at| {
        let open = at + words[at..].find('[')?;
        let line_end = at + words[at..].find('\n').unwrap_or(words.len() - at);
        let close = open + words[open..].find(']')?;
        (open < line_end).then_some((open, close))
    });
    let (at, new) = match open_list {
        Some((open, close)) => {
            let empty = words[open + 1..close].trim().is_empty();
            (
                start + close,
                if empty { form } else { format!(", {form}") },
            )
        }
        None if words.contains(&key_of_list) => {
            let at = words.find(&key_of_list)? + key_of_list.len();
            let rest = &words[at..];
            let item = rest.find("- ")?;
            let indent = rest[..item].rsplit('\n').next().unwrap_or("    ");
            (start + at, format!("\n{indent}- {form}"))
        }
        None => {
            let line_end = text.as_str()[entry.name_span.end as usize..].find('\n');
            let at = line_end.map_or(text.as_str().len(), |end| {
                entry.name_span.end as usize + end
            });
            let line = text.as_str()[..entry.name_span.start as usize]
                .rsplit('\n')
                .next()
                .unwrap_or("");
            let indent: String = line
                .chars()
                .take_while(|c| matches!(c, ' ' | '-'))
                .map(|_| ' ')
                .collect();
            (at, format!("\n{indent}{list}: [{form}]"))
        }
    };
    Some(FileEdit {
        key,
        span: Span::at(at),
        text: new,
        create: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn with_alias(register: &str, id: &str) -> String {
        let fixture = Fixture::new(&format!(
            "//- entities.yml\n{register}//- a.txt\nNothing.\n"
        ));
        let key = fixture.key("a.txt");
        let analysis = fixture.snapshot.open(&key).expect("open").clone();
        let context = Context::new(&fixture.snapshot, fixture.folder(), &key, &analysis);
        let entry = fixture.folder().register.entry(id).expect("an entry");
        let fix = alias_of(&context, entry, "Other Name").expect("a fix");
        let mut text = fixture
            .text(&fix.edits[0].key)
            .expect("the register")
            .as_str()
            .to_owned();
        text.replace_range(fix.edits[0].span.range(), &fix.edits[0].text);
        text
    }

    #[test]
    fn an_alias_goes_where_the_others_are() {
        assert_eq!(
            with_alias("- name: Ann Lee\n  aliases: [Lee]\n- name: Bo\n", "ann-lee"),
            "- name: Ann Lee\n  aliases: [Lee, Other Name]\n- name: Bo\n"
        );
        assert_eq!(
            with_alias("- name: Ann Lee\n- name: Bo\n", "ann-lee"),
            "- name: Ann Lee\n  aliases: [Other Name]\n- name: Bo\n"
        );
        assert_eq!(
            with_alias("- name: Ann Lee\n  aliases:\n    - Lee\n", "ann-lee"),
            "- name: Ann Lee\n  aliases:\n    - Other Name\n    - Lee\n"
        );
    }

    #[test]
    fn two_names_are_parted_and_a_word_is_forgotten() {
        let fixture = Fixture::new(
            "//- entities.yml\n- name: Kim Jong Un\n  type: person\n//- a.txt\nPresident Kim Jong Un met Foreign Minister Kim.\n",
        );
        let key = fixture.key("a.txt");
        let analysis = fixture.snapshot.open(&key).expect("open").clone();
        let context = Context::new(&fixture.snapshot, fixture.folder(), &key, &analysis);
        let part = not_same(&context, &analysis.entities[0], "Kim").expect("a fix");
        assert_eq!(part.title, "\u{201c}Kim\u{201d} is not Kim Jong Un");
        assert_eq!(part.edits[0].text, "\n  not: [Kim]");
        let forget = forget(&context, "Brexit Day").expect("a fix");
        assert_eq!(forget.edits[0].text, "- type: none\n  name: Brexit Day\n");
    }

    #[test]
    fn words_that_yaml_would_read_otherwise_are_quoted() {
        assert_eq!(scalar("Nippon Zaidan"), "Nippon Zaidan");
        assert_eq!(scalar("No"), "\"No\"");
        assert_eq!(scalar("A: B"), "\"A: B\"");
    }
}
