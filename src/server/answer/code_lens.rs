//! `textDocument/codeLens` and `codeLens/resolve`
//!
//! A lens of the register holds every place that an entity is mentioned in, so it is filled in only
//! when it is shown. The commands are the editors' own: they open their lists of places.

use serde_json::json;
use tower_lsp::gen_lsp_types::{CodeLens, CodeLensParams, Command, Location, Position, Range, Uri};

use crate::query::code_lens::{Subject, code_lenses, is_register, mentions, related_title};

use super::super::view::View;
use super::super::{from_protocol, to_protocol};

const SHOW_RELATED: &str = "copydesk.showRelated";
const SHOW_REFERENCES: &str = "copydesk.showReferences";

pub fn answer(view: &View, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let uri = &params.text_document.uri;
    let key = from_protocol::key(uri);
    let text = view.text(&key);
    let lenses = code_lenses(&view.snapshot, &key)?;
    let lenses = lenses.into_iter().map(|lens| {
        let start = to_protocol::position(&text, lens.span.start as usize, view.client.encoding);
        let range = line(start);
        match lens.subject {
            Subject::Related(count) => CodeLens {
                range,
                command: Some(command(
                    related_title(count),
                    SHOW_RELATED,
                    vec![json!(uri)],
                )),
                data: None,
            },
            Subject::Entity(id) => CodeLens {
                range,
                command: None,
                data: Some(json!({"uri": uri, "entity": id})),
            },
        }
    });
    Some(lenses.collect())
}

pub fn resolve(view: &View, mut lens: CodeLens) -> CodeLens {
    if lens.command.is_some() {
        return lens;
    }
    let said = |name: &str| {
        let data = lens.data.as_ref()?;
        data.get(name)?.as_str().map(str::to_owned)
    };
    let (Some(uri), Some(id)) = (said("uri"), said("entity")) else {
        return lens;
    };
    let uri = Uri(uri);
    let key = from_protocol::key(&uri);
    let folder = view.snapshot.folder(&key);
    let Some(folder) = folder.filter(|folder| is_register(folder, &key)) else {
        return lens;
    };
    let found = mentions(folder, &id);
    let mut locations: Vec<Location> = Vec::with_capacity(found.places.len());
    for place in &found.places {
        if view.is_cancelled() {
            return lens;
        }
        locations.push(to_protocol::location(view, place));
    }
    let arguments = vec![json!(uri), json!(lens.range.start), json!(locations)];
    lens.command = Some(command(found.title, SHOW_REFERENCES, arguments));
    lens
}

fn command(title: String, name: &str, arguments: Vec<serde_json::Value>) -> Command {
    Command {
        title,
        command: name.to_owned(),
        arguments: Some(arguments),
        ..Command::default()
    }
}

/// A lens belongs to a line and not to words.
fn line(start: Position) -> Range {
    let start = Position {
        character: 0,
        ..start
    };
    Range { start, end: start }
}
