//! `workspace/executeCommand`: data for the views that editors make themselves.
//!
//! `copydesk.related` [uri], `copydesk.timeline` [uri] or [], `copydesk.entities` []. Each answer
//! carries `"version": 1`, which goes up when something in it changes its meaning. `copydesk.open`
//! [location] asks the editor to show a place.

use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{ExecuteCommandParams, Location, Uri};

use crate::corpus::{Folder, Key};
use crate::query::Place;
use crate::query::entity::{Entity, entities};
use crate::query::related::{related, title_and_date};
use crate::query::timeline::{self, Event};

use super::super::to_protocol::OPEN;
use super::super::view::View;
use super::super::{from_protocol, to_protocol};

pub const COMMANDS: [&str; 4] = [
    "copydesk.related",
    "copydesk.timeline",
    "copydesk.entities",
    OPEN,
];

/// The place that `copydesk.open` is to show, where it is that command.
pub fn to_open(params: &ExecuteCommandParams) -> Option<Result<Location, String>> {
    let place = params.arguments.as_deref().unwrap_or_default().first();
    let place = place.cloned().unwrap_or_default();
    let read = || serde_json::from_value(place);
    (params.command == OPEN).then(|| read().map_err(|_| "the place is missing".to_owned()))
}

/// The answer to a command; else what is wrong with the request.
pub fn answer(view: &View, params: &ExecuteCommandParams) -> Result<Value, String> {
    let arguments = params.arguments.as_deref().unwrap_or_default();
    let key = match arguments.first() {
        None | Some(Value::Null) => None,
        Some(Value::String(uri)) => Some(from_protocol::key(&Uri(uri.clone()))),
        Some(_) => return Err("the argument should be the address of an article".to_owned()),
    };
    match (params.command.as_str(), key) {
        ("copydesk.related", Some(key)) => Ok(of_related(view, &key)),
        ("copydesk.related", None) => Err("the address of an article is missing".to_owned()),
        ("copydesk.timeline", key) => Ok(of_timeline(view, key.as_ref())),
        ("copydesk.entities", _) => Ok(of_entities(view)),
        (name, _) => Err(format!("there is no command \"{name}\"")),
    }
}

fn of_related(view: &View, key: &Key) -> Value {
    let folder = view.snapshot.folder(key);
    let known = folder.filter(|folder| folder.index.contains(key));
    let article = known.map(|folder| {
        let (title, date) = title_and_date(folder, key);
        let reports = related(folder, key);
        let reports = reports.iter().map(|report| {
            json!({
                "uri": to_protocol::uri(&report.key, &view.uris),
                "title": report.title,
                "date": report.date.map(|date| date.to_string()),
                "score": report.score,
                "comparable": report.comparable,
                "reasons": report.reasons,
            })
        });
        json!({
            "uri": to_protocol::uri(key, &view.uris),
            "title": title,
            "date": date.map(|date| date.to_string()),
            "related": reports.collect::<Vec<_>>(),
        })
    });
    json!({"version": 1, "articles": article.into_iter().collect::<Vec<_>>()})
}

/// The events of an article and the reports that may be compared with it, or of all articles.
fn of_timeline(view: &View, key: Option<&Key>) -> Value {
    let articles: Vec<(&Folder, Key)> = match key {
        Some(key) => {
            let folder = view.snapshot.folder(key);
            let keys = folder.map(|folder| timeline::scope(folder, key));
            folder
                .into_iter()
                .flat_map(|folder| {
                    let keys = keys.clone().unwrap_or_default().into_iter();
                    keys.map(move |key| (folder, key))
                })
                .collect()
        }
        None => view
            .snapshot
            .folders
            .iter()
            .flat_map(|folder| {
                let articles = folder.index.articles();
                articles.map(move |key| (folder, key.clone()))
            })
            .collect(),
    };
    let wanted = articles.iter().take_while(|_| !view.is_cancelled());
    let told = wanted.map(|(folder, key)| timeline::told(&view.snapshot, folder, key));
    let events = timeline::in_order(told);
    let rows: Vec<Value> = events.iter().map(|event| row(view, event)).collect();
    json!({"version": 1, "events": rows})
}

fn row(view: &View, event: &Event) -> Value {
    let names = event.entities.iter().map(|(_, name)| name);
    json!({
        "from": event.interval.begin.to_string(),
        "to": event.interval.end.to_string(),
        "granularity": event.interval.granularity,
        "when": event.interval.in_words(),
        "uri": to_protocol::uri(&event.key, &view.uris),
        "title": event.title,
        "range": range(view, &Place { key: event.key.clone(), span: event.span }),
        "sentence": event.sentence,
        "entities": names.collect::<Vec<_>>(),
        "conflicts": event.conflicts,
    })
}

fn range(view: &View, place: &Place) -> Value {
    json!(to_protocol::location(view, place).range)
}

fn of_entities(view: &View) -> Value {
    let folders = view.snapshot.folders.iter();
    let found = folders.flat_map(|folder| {
        let cancelled = || view.is_cancelled();
        entities(&view.snapshot, folder, &|_| true, &cancelled)
    });
    let rows: Vec<Value> = found.map(|entity| entity_row(view, &entity)).collect();
    json!({"version": 1, "entities": rows})
}

fn entity_row(view: &View, entity: &Entity) -> Value {
    let roles = entity.roles.iter().map(|role| {
        json!({
            "title": role.title,
            "uri": to_protocol::uri(&role.place.key, &view.uris),
            "range": range(view, &role.place),
        })
    });
    let mentions = entity.mentions.iter().map(|mention| {
        json!({
            "uri": to_protocol::uri(&mention.place.key, &view.uris),
            "range": range(view, &mention.place),
            "text": mention.text,
        })
    });
    json!({
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.word(),
        "aliases": entity.aliases,
        "roles": roles.collect::<Vec<_>>(),
        "mentions": mentions.collect::<Vec<_>>(),
    })
}
