//! `copydesk entities`: who and what the articles name.

use std::collections::HashSet;
use std::fmt::Write;

use schemars::JsonSchema;
use serde::Serialize;

use crate::corpus::Key;
use crate::query::entity::{Entity, entities};

use super::CLEAN;
use super::arguments::{Entities, ListFormat};
use super::folder::{self, Work, display};
use super::json::bytes;

#[derive(Serialize, JsonSchema)]
#[schemars(title = "copydesk entities --format json")]
pub struct Report {
    /// 1; changes only when something that is here changes its meaning.
    version: u8,
    /// Those that most articles name first.
    entities: Vec<EntityRow>,
}

#[derive(Serialize, JsonSchema)]
struct EntityRow {
    /// The register's id, else a slug of the name.
    id: String,
    name: String,
    /// person, organization, place, event or unknown.
    kind: &'static str,
    aliases: Vec<String>,
    roles: Vec<RoleRow>,
    mentions: Vec<MentionRow>,
}

#[derive(Serialize, JsonSchema)]
struct RoleRow {
    title: String,
    path: String,
    bytes: [u32; 2],
}

#[derive(Serialize, JsonSchema)]
struct MentionRow {
    /// From the working directory.
    path: String,
    bytes: [u32; 2],
    text: String,
}

pub fn run(arguments: &Entities) -> Result<u8, String> {
    let work = folder::load(&arguments.paths, &arguments.folder)?;
    let found = found(&work);
    super::print(&match arguments.format {
        ListFormat::Json => json(found),
        ListFormat::Text => text(&found),
    });
    Ok(CLEAN)
}

fn found(work: &Work) -> Vec<Entity> {
    let wanted: HashSet<&Key> = work.articles.iter().collect();
    let folders = work.snapshot.folders.iter();
    folders
        .flat_map(|folder| {
            let is_wanted = |key: &Key| wanted.contains(key);
            entities(&work.snapshot, folder, &is_wanted, &|| false)
        })
        .collect()
}

fn json(found: Vec<Entity>) -> String {
    let rows = found.into_iter().map(|entity| EntityRow {
        id: entity.id,
        name: entity.name,
        kind: entity.kind.word(),
        aliases: entity.aliases,
        roles: entity
            .roles
            .into_iter()
            .map(|role| RoleRow {
                title: role.title,
                path: display(&role.place.key),
                bytes: bytes(role.place.span),
            })
            .collect(),
        mentions: entity
            .mentions
            .into_iter()
            .map(|mention| MentionRow {
                path: display(&mention.place.key),
                bytes: bytes(mention.place.span),
                text: mention.text,
            })
            .collect(),
    });
    let report = Report {
        version: 1,
        entities: rows.collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn text(found: &[Entity]) -> String {
    let width = found.iter().map(|entity| entity.name.chars().count());
    let width = width.max().unwrap_or_default().min(40);
    let mut out = String::new();
    for entity in found {
        let (mentions, reports) = (entity.mentions.len(), entity.reports());
        let _ = write!(
            out,
            "{:width$}  {:12}  {mentions:>4} in {reports}",
            entity.name,
            entity.kind.word()
        );
        if !entity.aliases.is_empty() {
            let _ = write!(out, "  also {}", entity.aliases.join(", "));
        }
        let _ = writeln!(out);
        for role in &entity.roles {
            let _ = writeln!(out, "    {}", role.title);
        }
    }
    out
}
