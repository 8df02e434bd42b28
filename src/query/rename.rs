//! Renaming somebody or something everywhere: each mention in its own form, the register included.
//!
//! A full name becomes the new full name, a bare surname the new surname; what is no form of the
//! name ("the group", an acronym) stays. Links keep their targets: an id that was only a slug of
//! the old name is written down, a wikilink that is the name becomes `[[old|new]]`, and a link to a
//! heading or a passage that holds the name gets the new words.

mod link;

use crate::article::tree::{Node, read_yaml};
use crate::corpus::{Facts, Folder, Key, LinkFact, Snapshot, note, register};
use crate::name::english::NAME_PARTICLES;
use crate::name::{EntityKind, slug};
use crate::rule::FileEdit;
use crate::text::{Span, Text};

use super::Cursor;
use super::code_lens::is_register;
use super::entity::in_folder;

/// What can be renamed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The words there.
    pub span: Span,
    /// The full name, which a new one takes the place of.
    pub name: String,
    id: String,
    kind: EntityKind,
}

/// What is said where nothing can be renamed.
const NO_NAME: &str = "There is no name here. Put the cursor on the name of a person, an \
                       organization, a place or an event to rename it.";

/// What a rename at a byte of a file would rename; else why there is nothing to rename.
pub fn prepare(snapshot: &Snapshot, key: &Key, offset: usize) -> Result<Renamable, String> {
    let folder = snapshot.folder(key);
    if let Some(folder) = folder.filter(|folder| is_register(folder, key)) {
        return in_register(folder, offset).ok_or_else(|| NO_NAME.to_owned());
    }
    let cursor = Cursor::in_article(snapshot, key, offset);
    let found = cursor.and_then(|cursor| {
        let mention = cursor.analysis.name_at(offset)?;
        let entity = &cursor.analysis.entities[mention.entity];
        let facts = cursor.folder.index.facts(key);
        let fact = facts.as_ref().and_then(|facts| facts.entity(&entity.id));
        // A bare surname is renamed as whoever bears it in the other reports.
        let (id, name) = match fact {
            Some(fact) => in_folder(cursor.folder, key, fact),
            None => (entity.id.as_str().into(), entity.name.as_str().into()),
        };
        Some(Renamable {
            span: mention.span,
            name: name.to_string(),
            id: id.to_string(),
            kind: entity.kind,
        })
    });
    found.ok_or_else(|| NO_NAME.to_owned())
}

/// The name or an alias of an entry at a byte of the register.
fn in_register(folder: &Folder, offset: usize) -> Option<Renamable> {
    let entry = folder
        .register
        .entries
        .iter()
        .find(|entry| entry.note.is_none() && entry.span.touches(offset))?;
    let text = folder.register.text.as_ref()?;
    let node = entry_node(text, entry)?;
    let named = node.get("name").into_iter().chain(aliases(&node));
    let span = named
        .map(|name| name.span)
        .find(|span| span.touches(offset))?;
    Some(Renamable {
        span,
        name: entry.name.clone(),
        id: entry.id.clone(),
        kind: entry.kind,
    })
}

/// The edits that give what is at a byte of a file a new name.
pub fn rename(
    snapshot: &Snapshot,
    key: &Key,
    offset: usize,
    new_name: &str,
) -> Result<Vec<FileEdit>, String> {
    let found = prepare(snapshot, key, offset)?;
    let new_name = checked(new_name)?;
    let folder = snapshot.folder(key).ok_or(NO_NAME)?;
    let here = snapshot
        .text(key)
        .map(|text| text.slice(found.span).to_owned());
    let naming = Naming::new(&found, &here.unwrap_or_default(), &new_name);
    let mut edits = Vec::new();
    for (file, id) in folder.index.namesakes(&found.id.as_str().into()) {
        edits.extend(in_article(snapshot, folder, &file, &id, &naming));
    }
    edits.extend(link::follow(snapshot, folder, &edits, &naming));
    edits.extend(in_entry(snapshot, folder, &found.id, &naming));
    Ok(edits)
}

/// The new name without white space around it; else why it cannot be one.
fn checked(name: &str) -> Result<String, String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mark = name
        .chars()
        .find(|c| "[]{}<>|`*#\"\u{201c}\u{201d}".contains(*c));
    match mark {
        Some(mark) => Err(format!(
            "\u{201c}{name}\u{201d} cannot be a name: it has a {mark} in it."
        )),
        None if !name.chars().any(char::is_alphabetic) => {
            Err("A name needs at least one letter.".to_owned())
        }
        None => Ok(name),
    }
}

fn in_article(
    snapshot: &Snapshot,
    folder: &Folder,
    key: &Key,
    id: &str,
    naming: &Naming,
) -> Vec<FileEdit> {
    let facts = folder.index.facts(key);
    let Some((facts, text)) = facts.zip(snapshot.text(key).ok()) else {
        return Vec::new();
    };
    let mentions = facts.entity(id).map(|entity| entity.mentions.as_slice());
    let edits = mentions.unwrap_or_default().iter().filter_map(|span| {
        let old = text.slice(*span);
        let new = naming.of(old)?;
        let text = match wikilink_around(&facts, *span) {
            None => new,
            Some(link) => in_wikilink(text.slice(link.span), old, &new)?,
        };
        Some(edit(key, *span, text))
    });
    edits.collect()
}

fn wikilink_around(facts: &Facts, span: Span) -> Option<&LinkFact> {
    let mut links = facts.links.iter();
    links.find(|link| link.wiki && link.span.encloses(span))
}

/// The words of `[[target|words]]` are free; in `[[target]]` the target has to stay.
fn in_wikilink(link: &str, old: &str, new: &str) -> Option<String> {
    let inner = link.strip_prefix("[[")?.strip_suffix("]]")?;
    match (inner.contains('|'), inner == old) {
        (true, _) => Some(new.to_owned()),
        (false, true) => Some(format!("{old}|{new}")),
        (false, false) => None,
    }
}

fn edit(key: &Key, span: Span, text: String) -> FileEdit {
    FileEdit {
        key: key.clone(),
        span,
        text,
        create: false,
    }
}

/// The name and the aliases in the register; an id that the name gave is written down.
fn in_entry(snapshot: &Snapshot, folder: &Folder, id: &str, naming: &Naming) -> Vec<FileEdit> {
    let Some(entry) = folder.register.entry(id) else {
        return Vec::new();
    };
    let key = register::file(&folder.root, entry);
    let node = match &entry.note {
        Some(note) => snapshot.analysis(note).and_then(|note| note::node(&note)),
        None => folder
            .register
            .text
            .as_ref()
            .and_then(|text| entry_node(text, entry)),
    };
    let Some((node, text)) = node.zip(snapshot.text(&key).ok()) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let first = node.pairs().first().map(|(key, _)| key.span);
    let named = entry.note.is_none() && node.get("id").is_none();
    if let Some(first) = first.filter(|_| named && slug(&naming.new) != id) {
        let line = text.line(text.line_of(first.start as usize));
        let indent = " ".repeat((first.start - line.start) as usize);
        let flow = text.slice(entry.span).starts_with('{');
        let (start, end) = match flow {
            true => (first, ", ".to_owned()),
            false => (first, format!("\n{indent}")),
        };
        let words = format!("id: {id}{end}");
        edits.push(edit(&key, Span::at(start.start as usize), words));
    }
    let title = entry.note.as_ref().and_then(|_| node.get("title"));
    let name = node.get("name").or(title);
    let named = name.into_iter().chain(aliases(&node));
    edits.extend(named.filter_map(|name| {
        let new = naming.of(name.scalar()?)?;
        let written = yaml_scalar(text.slice(name.span), &new);
        Some(edit(&key, name.span, written))
    }));
    edits
}

fn entry_node(text: &Text, entry: &register::Entry) -> Option<Node> {
    let (node, _) = read_yaml(text.as_str());
    let node = node?;
    let mut items = node.items().iter();
    items.find(|item| item.span == entry.span).cloned()
}

fn aliases(entry: &Node) -> impl Iterator<Item = &Node> {
    entry.get("aliases").map_or(&[][..], Node::items).iter()
}

/// A value in the quotation marks of the one that it replaces, or in some where it needs them.
fn yaml_scalar(old: &str, new: &str) -> String {
    let special = |c: char| "-?:,[]{}#&*!|>'\"%@`".contains(c);
    let needs_marks = new.starts_with(special)
        || new.contains(": ")
        || new.contains(" #")
        || new.contains([',', '[', ']', '{', '}'])
        || new.ends_with(':');
    match old.chars().next() {
        Some('\'') => format!("'{}'", new.replace('\'', "''")),
        Some('"') => format!("\"{}\"", new.replace('\\', "\\\\").replace('"', "\\\"")),
        _ if needs_marks => format!("\"{}\"", new.replace('\\', "\\\\").replace('"', "\\\"")),
        _ => new.to_owned(),
    }
}

/// An old name and the new one, word by word.
struct Naming {
    old: Vec<String>,
    new: String,
    new_words: Vec<String>,
    kind: EntityKind,
}

impl Naming {
    /// Whoever gives one word for a person of several means the word at the cursor: the given name
    /// there, else the surname.
    fn new(found: &Renamable, at_cursor: &str, new_name: &str) -> Naming {
        let old = words(&found.name);
        let mut new_words = words(new_name);
        if found.kind == EntityKind::Person && new_words.len() == 1 && old.len() > 1 {
            let here = words(at_cursor);
            let given = here.len() == 1 && same(&here[0], &old[0]);
            let keep = surname(&old).len();
            new_words = match given {
                true => [&new_words[..], &old[1..]].concat(),
                false => [&old[..old.len() - keep], &new_words[..]].concat(),
            };
        }
        Naming {
            old,
            new: new_words.join(" "),
            new_words,
            kind: found.kind,
        }
    }

    /// A form of the old name as the same form of the new one; `None` for what is no form of it,
    /// and for what stays as it is.
    fn of(&self, form: &str) -> Option<String> {
        let written: Vec<String> = words(form);
        let renamed = self.words_of(&written)?;
        let shouted = is_shouted(form) && !is_shouted(&self.old.join(" "));
        let renamed: Vec<String> = match shouted {
            true => renamed.iter().map(|word| word.to_uppercase()).collect(),
            false => renamed,
        };
        let renamed = spaced_as(form, &renamed);
        (renamed != form).then_some(renamed)
    }

    fn words_of(&self, form: &[String]) -> Option<Vec<String>> {
        if let Some(at) = position_of(&self.old, form) {
            let behind = &form[at + self.old.len()..];
            return Some([&form[..at], &self.new_words[..], behind].concat());
        }
        self.part(form).or_else(|| self.by_surname(form))
    }

    /// A part of the name: the same words of the new one; where the two have not as many words,
    /// the first one, the last one or the surname.
    fn part(&self, form: &[String]) -> Option<Vec<String>> {
        let at = position_of(form, &self.old)?;
        let last = at + form.len() == self.old.len();
        if self.old.len() == self.new_words.len() {
            return Some(self.new_words[at..at + form.len()].to_vec());
        }
        match (last, at, form.len()) {
            (true, _, count) if count == surname(&self.old).len() => {
                Some(surname(&self.new_words).to_vec())
            }
            (true, _, 1) => self.new_words.last().map(|word| vec![word.clone()]),
            (false, 0, 1) => self.new_words.first().map(|word| vec![word.clone()]),
            _ => None,
        }
    }

    /// "L. Nazari" and "Abdul Nazari": another first name before the surname.
    fn by_surname(&self, form: &[String]) -> Option<Vec<String>> {
        let family = surname(&self.old);
        let before = form.len().checked_sub(family.len())?;
        let is_it = self.kind == EntityKind::Person
            && self.old.len() > 1
            && position_of(family, &form[before..]) == Some(0);
        if !is_it {
            return None;
        }
        let initial = |word: &String, name: &String| {
            let letter = word.strip_suffix('.').unwrap_or(word);
            letter.chars().count() == 1 && name.starts_with(letter)
        };
        let mut renamed = form[..before].to_vec();
        if let (Some(first), Some(old), Some(new)) = (
            renamed.first_mut(),
            self.old.first(),
            self.new_words.first(),
        ) && initial(first, old)
        {
            let dot = if first.ends_with('.') { "." } else { "" };
            *first = new.chars().take(1).collect::<String>() + dot;
        }
        renamed.extend(surname(&self.new_words).iter().cloned());
        Some(renamed)
    }
}

fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(str::to_owned).collect()
}

fn same(a: &str, b: &str) -> bool {
    let folded = |word: &str| {
        let word = word.replace('\u{2019}', "'").to_lowercase();
        word.trim_matches([',', '.']).to_owned()
    };
    folded(a) == folded(b)
}

/// Where the words of `part` stand in `whole`.
fn position_of(part: &[String], whole: &[String]) -> Option<usize> {
    if part.is_empty() || part.len() > whole.len() {
        return None;
    }
    let fits = |window: &[String]| window.iter().zip(part).all(|(a, b)| same(a, b));
    whole.windows(part.len()).position(fits)
}

/// The last word with the particles before it: "van der Berg".
fn surname(name: &[String]) -> &[String] {
    let mut at = name.len().saturating_sub(1);
    while at > 1 && NAME_PARTICLES.contains(&name[at - 1].to_lowercase().as_str()) {
        at -= 1;
    }
    &name[at..]
}

fn is_shouted(words: &str) -> bool {
    let mut letters = words.chars().filter(|c| c.is_alphabetic());
    words.chars().filter(|c| c.is_alphabetic()).count() > 1 && letters.all(char::is_uppercase)
}

/// The new words with the white space of the old ones, which may be the end of a line.
fn spaced_as(form: &str, new: &[String]) -> String {
    let old: Vec<&str> = form.split_whitespace().collect();
    if old.len() != new.len() {
        return new.join(" ");
    }
    let mut spaced = String::new();
    let mut rest = form;
    for (old, new) in old.iter().zip(new) {
        let at = rest.find(old).unwrap_or_default();
        spaced += &rest[..at];
        spaced += new;
        rest = &rest[at + old.len()..];
    }
    spaced + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    /// The files that change, each as it is afterwards.
    fn renamed(source: &str, new_name: &str) -> Result<Vec<(String, String)>, String> {
        let fixture = Fixture::new(source);
        let (key, offset) = fixture.cursor.clone().expect("$0");
        let mut edits = rename(&fixture.snapshot, &key, offset, new_name)?;
        edits.sort_by_key(|edit| (edit.key.clone(), std::cmp::Reverse(edit.span)));
        let mut files: Vec<(String, String)> = Vec::new();
        for edit in edits {
            let name = edit.key.rsplit('/').next().expect("file").to_owned();
            if files.last().is_none_or(|(known, _)| *known != name) {
                let text = fixture.text(&edit.key).expect("text");
                files.push((name, text.as_str().to_owned()));
            }
            let (_, text) = files.last_mut().expect("a file");
            text.replace_range(edit.span.range(), &edit.text);
        }
        Ok(files)
    }

    #[test]
    fn each_mention_is_renamed_in_its_own_form_and_possessives_stay() {
        let files = renamed(
            "//- a.txt\nMinister Latif Naz$0ari spoke. Nazari\u{2019}s car left; Nazari did not.\n\
             //- b.txt\nMinister Latif Nazari came, and Nazari left.\n",
            "Latif Nazeri",
        );
        let wanted = [
            (
                "a.txt",
                "Minister Latif Nazeri spoke. Nazeri\u{2019}s car left; Nazeri did not.\n",
            ),
            ("b.txt", "Minister Latif Nazeri came, and Nazeri left.\n"),
        ];
        let wanted = wanted.map(|(file, text)| (file.to_owned(), text.to_owned()));
        assert_eq!(files, Ok(wanted.to_vec()));
    }

    #[test]
    fn the_register_is_renamed_and_its_id_stays() {
        let files = renamed(
            "//- entities.yml\n- name: Latif Nazari\n  aliases: [Abdul Latif Nazari, \"Nazari\"]\n\
             //- a.md\n[[latif-nazari|Naz$0ari]] spoke, and Abdul Latif Nazari left.\n",
            "Latif Nazeri",
        )
        .expect("edits");
        assert_eq!(
            files[0].1,
            "[[latif-nazari|Nazeri]] spoke, and Abdul Latif Nazeri left.\n"
        );
        assert_eq!(
            files[1].1,
            "- id: latif-nazari\n  name: Latif Nazeri\n  aliases: [Abdul Latif Nazeri, \"Nazeri\"]\n"
        );
    }

    #[test]
    fn links_to_headings_and_passages_that_hold_the_name_get_the_new_words() {
        let files = renamed(
            "//- a.md\n# Nazari asks for builders\n\nMinister Latif Naz$0ari said roads, and Nazari\u{2019}s door stand open. \
             [Above](#nazari-asks-for-builders).\n\n## Roads\n\nThey were built.\n\
             //- b.md\n---\nsource: a.md#:~:text=Nazari%20said%20roads\n---\n\
             One[^1], two[^2], [three](a.md#nazari-asks-for-builders), [four](a.md#Nazari%20asks%20for%20builders), \
             [[a#Nazari asks for builders|five]], [[Nazari asks for builders]], [six](a.md#roads), [seven][r].\n\n\
             [^1]: [Words](a.md#:~:text=latif%20nazari%20said)\n\
             [^2]: [Words](a.md#:~:text=and-,Nazari's%20door,-stand%20open)\n\
             [^3]: [Lost](a.md#:~:text=Nazari%20never%20said), [elsewhere](https://a.org/#:~:text=Nazari%20said)\n",
            "Latif Karim",
        )
        .expect("edits");
        assert_eq!(
            files[0].1,
            "# Karim asks for builders\n\nMinister Latif Karim said roads, and Karim\u{2019}s door stand open. \
             [Above](#karim-asks-for-builders).\n\n## Roads\n\nThey were built.\n"
        );
        assert_eq!(
            files[1].1,
            "---\nsource: a.md#:~:text=Karim%20said%20roads\n---\n\
             One[^1], two[^2], [three](a.md#karim-asks-for-builders), [four](a.md#Karim%20asks%20for%20builders), \
             [[a#Karim asks for builders|five]], [[Karim asks for builders]], [six](a.md#roads), [seven][r].\n\n\
             [^1]: [Words](a.md#:~:text=Latif%20Karim%20said)\n\
             [^2]: [Words](a.md#:~:text=and-,Karim's%20door,-stand%20open)\n\
             [^3]: [Lost](a.md#:~:text=Nazari%20never%20said), [elsewhere](https://a.org/#:~:text=Nazari%20said)\n"
        );
    }

    #[test]
    fn the_name_of_an_entity_note_is_renamed_in_its_front_matter() {
        let files = renamed(
            "//- people/nazari.md\n---\ntype: person\ntitle: Latif Nazari\naliases: [Nazari]\n---\nBorn in Kabul.\n\
             //- a.txt\nMinister Latif Naz$0ari spoke.\n",
            "Latif Nazeri",
        )
        .expect("edits");
        let texts: Vec<&str> = files.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Minister Latif Nazeri spoke.\n",
                "---\ntype: person\ntitle: Latif Nazeri\naliases: [Nazeri]\n---\nBorn in Kabul.\n"
            ]
        );
    }

    #[test]
    fn a_name_in_the_register_can_be_renamed_there() {
        let files = renamed(
            "//- entities.yml\n- id: nf\n  type: organization\n  name: Nippon Found$0ation\n//- a.txt\nThe Nippon Foundation paid.\n",
            "Nippon Society",
        )
        .expect("edits");
        assert_eq!(files[0].1, "The Nippon Society paid.\n");
        assert_eq!(
            files[1].1,
            "- id: nf\n  type: organization\n  name: Nippon Society\n"
        );
    }

    #[test]
    fn what_is_no_name_is_refused_in_words() {
        let source = "//- a.txt\nIt rain$0ed all day.\n";
        assert!(
            renamed(source, "Snow")
                .expect_err("refused")
                .contains("no name")
        );
        let source = "//- a.txt\nMinister Latif Naz$0ari spoke.\n";
        assert!(
            renamed(source, "  ")
                .expect_err("refused")
                .contains("letter")
        );
        assert!(renamed(source, "A[b").expect_err("refused").contains('['));
        assert_eq!(renamed(source, "Latif Nazari"), Ok(Vec::new()));
    }

    fn naming(old: &str, new: &str) -> Naming {
        let found = Renamable {
            span: Span::at(0),
            name: old.to_owned(),
            id: slug(old),
            kind: EntityKind::Person,
        };
        Naming::new(&found, "", new)
    }

    #[test]
    fn forms_keep_their_shape() {
        let cases = [
            (
                "Latif Nazari",
                "Latif Nazeri",
                "LATIF NAZARI",
                Some("LATIF NAZERI"),
            ),
            ("Latif Nazari", "Hamid Karim", "L. Nazari", Some("H. Karim")),
            ("Latif Nazari", "Hamid Karim", "Latif", Some("Hamid")),
            (
                "Latif Nazari",
                "Nazeri",
                "Latif Nazari",
                Some("Latif Nazeri"),
            ),
            (
                "Latif Nazari",
                "Latif Nazeri",
                "Latif\nNazari",
                Some("Latif\nNazeri"),
            ),
            ("Latif Nazari", "Latif Nazeri", "the minister", None),
            ("Jan van der Berg", "Jan Smit", "van der Berg", Some("Smit")),
            ("Jan van der Berg", "Jan Smit", "Berg", Some("Smit")),
            (
                "Latif Nazari",
                "Abdul Latif Nazeri",
                "Nazari",
                Some("Nazeri"),
            ),
        ];
        for (old, new, form, wanted) in cases {
            let found = naming(old, new).of(form);
            assert_eq!(found.as_deref(), wanted, "{old} -> {new}: {form}");
        }
    }

    #[test]
    fn a_wikilink_that_is_the_name_keeps_its_target() {
        assert_eq!(
            in_wikilink("[[Latif Nazari]]", "Latif Nazari", "Latif Nazeri"),
            Some("Latif Nazari|Latif Nazeri".to_owned())
        );
        assert_eq!(in_wikilink("[[The Nazari file]]", "Nazari", "Nazeri"), None);
    }
}
