//! `copydesk.toml`, and the same keys as an editor's settings.
//!
//! In: a [`Node`] tree. Out: a [`Config`] and problems at the exact place; what can be used of a
//! broken file is used. `ConfigFile` is the same file as a schema for editors.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Metadata;
use crate::article::metadata::Keys;
use crate::article::tree::{Key, Node, Problem, Value, read_toml};
use crate::text::Span;
use crate::time::Strategy;

/// The file's name, at the folder's root.
pub const FILE_NAME: &str = "copydesk.toml";

/// The configuration of a folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub profile: Profile,
    /// Globs of the files that are articles, from the root.
    pub include: Vec<String>,
    pub exclude: Vec<String>,
    pub locale: Option<String>,
    /// What dates without a year count from.
    pub dates: Strategy,
    pub diagnostics: Diagnostics,
    pub rules: Vec<RuleSetting>,
    /// Metadata by path from the root.
    pub articles: BTreeMap<String, Metadata>,
}

/// A line of `[rules]`: a rule or a group, and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSetting {
    pub name: String,
    /// Bytes of the name in `copydesk.toml`; `None` for a setting of an editor.
    pub span: Option<Span>,
    /// `None` is "off".
    pub severity: Option<Severity>,
}

/// How much a finding matters.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Hint,
    Information,
    Warning,
    Error,
}

impl Severity {
    fn parse(word: &str) -> Option<Severity> {
        match word {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "information" | "info" => Some(Severity::Information),
            "hint" => Some(Severity::Hint),
            _ => None,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        }
    }
}

/// Which rules are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// The rules that every desk wants.
    #[default]
    Desk,
    /// Also what a fact-checker asks for.
    Checker,
    /// Also what goes stale in a knowledge base.
    Kb,
    /// Also the date style of the Associated Press.
    Ap,
}

/// Which files findings are shown for in an editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Diagnostics {
    /// The files that are open.
    #[default]
    Open,
    /// Every file of the folder.
    Folder,
}

/// A rule's severity, or "off".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Level {
    Error,
    Warning,
    Information,
    Hint,
    Off,
}

/// The configuration of Copydesk for a folder of articles. Every key is optional.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "copydesk.toml")]
struct ConfigFile {
    /// Which rules are on: desk, checker, kb or ap.
    pub profile: Option<Profile>,
    /// Globs of the files that are articles, from the root.
    pub include: Option<Vec<String>>,
    /// Globs of files to leave out.
    pub exclude: Option<Vec<String>>,
    /// How 03/04/2025 reads, as a language tag: en-US has the month first, en-GB the day.
    pub locale: Option<String>,
    /// What dates without a year count from: the article's date (news), the last date that was
    /// mentioned (narrative), or the one or the other by whether the article has a date (auto).
    pub dates: Option<Strategy>,
    /// Findings for the open files only, or for the whole folder.
    pub diagnostics: Option<Diagnostics>,
    /// A severity, or "off", by name of a rule or of a group of rules.
    pub rules: Option<BTreeMap<String, Level>>,
    /// Metadata of articles that must not be touched, by path from the root.
    pub article: Option<BTreeMap<String, ArticleTable>>,
}

/// Metadata of one article.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ArticleTable {
    pub title: Option<String>,
    /// The day of the article, 2025-02-17.
    pub date: Option<String>,
    /// The day of its last update.
    pub updated: Option<String>,
    /// The place it was written in.
    pub dateline: Option<String>,
    pub author: Option<Vec<String>>,
    /// Files or addresses that it draws on.
    pub source: Option<Vec<String>>,
    pub url: Option<String>,
    /// Files that belong to it.
    pub related: Option<Vec<String>>,
    pub tags: Option<Vec<String>>,
    /// Other names under which it is linked.
    pub aliases: Option<Vec<String>>,
}

impl Default for Config {
    fn default() -> Config {
        let globs = ["**/*.txt", "**/*.md", "**/*.markdown"];
        Config {
            profile: Profile::Desk,
            include: globs.map(str::to_owned).to_vec(),
            exclude: Vec::new(),
            locale: None,
            dates: Strategy::Auto,
            diagnostics: Diagnostics::Open,
            rules: Vec::new(),
            articles: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads the text of `copydesk.toml`.
    pub fn read(text: &str) -> (Config, Vec<Problem>) {
        let (node, mut problems) = read_toml(text);
        let mut config = Config::default();
        if let Some(node) = node {
            config.set_all(&node, true, &mut problems);
        }
        // What cannot be parsed cannot be used either: it is said once.
        let mut said: Vec<Span> = Vec::new();
        problems.retain(|problem| {
            let again = said.iter().any(|span| span.overlaps(problem.span));
            said.push(problem.span);
            !again
        });
        (config, problems)
    }

    /// Applies an editor's settings, which win. Empty values leave what the file says.
    pub fn apply_settings(&mut self, settings: &serde_json::Value) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.set_all(&json_node(settings), false, &mut problems);
        problems
    }

    /// Whether 03/04/2025 has the month first; `None` where no locale is set.
    pub fn month_first(&self) -> Option<bool> {
        let locale = self.locale.as_deref()?.replace('_', "-");
        Some(matches!(
            locale.as_str(),
            "en-US" | "us" | "US" | "en-PH" | "en-FM" | "en-MH"
        ))
    }

    /// What the configuration says of the article at `path` from the root.
    pub fn article(&self, path: &str) -> Option<&Metadata> {
        self.articles.get(path)
    }

    fn set_all(&mut self, node: &Node, own_file: bool, problems: &mut Vec<Problem>) {
        for (key, value) in node.pairs() {
            if matches!(value.value, Value::Null) {
                continue;
            }
            self.set(key, value, own_file, problems);
        }
    }

    fn set(&mut self, key: &Key, node: &Node, own_file: bool, problems: &mut Vec<Problem>) {
        match key.name.as_str() {
            "profile" => {
                let known = [
                    ("desk", Profile::Desk),
                    ("checker", Profile::Checker),
                    ("kb", Profile::Kb),
                    ("ap", Profile::Ap),
                ];
                self.profile = one_of(key, node, &known, problems).unwrap_or(self.profile);
            }
            "diagnostics" => {
                let known = [("open", Diagnostics::Open), ("folder", Diagnostics::Folder)];
                self.diagnostics = one_of(key, node, &known, problems).unwrap_or(self.diagnostics);
            }
            "dates" => {
                let known = [
                    ("auto", Strategy::Auto),
                    ("news", Strategy::News),
                    ("narrative", Strategy::Narrative),
                ];
                self.dates = one_of(key, node, &known, problems).unwrap_or(self.dates);
            }
            "include" => globs(key, node, &mut self.include, problems),
            "exclude" => globs(key, node, &mut self.exclude, problems),
            "locale" => match node.scalar() {
                Some("") => {}
                Some(locale) => self.locale = Some(locale.to_owned()),
                None => problems.push(expected(key, "a language tag such as \"en-US\"", node)),
            },
            "rules" => self.set_rules(key, node, own_file, problems),
            "article" => self.set_articles(key, node, problems),
            // Keys of the editor's extension, such as its path to the server.
            _ if !own_file => {}
            name => problems.push(Problem::new(key.span, unknown_key(name))),
        }
    }

    fn set_rules(&mut self, key: &Key, node: &Node, own_file: bool, problems: &mut Vec<Problem>) {
        if !matches!(node.value, Value::Mapping(_)) {
            problems.push(expected(key, "a table of rules and severities", node));
        }
        for (rule, value) in node.pairs() {
            let word = value.scalar().unwrap_or_default();
            let severity = Severity::parse(word);
            if severity.is_none() && !matches!(word, "off" | "false") {
                problems.push(Problem::new(
                    value.span,
                    format!(
                        "\"{}\" should be error, warning, information, hint or off",
                        rule.name
                    ),
                ));
                continue;
            }
            self.rules.retain(|setting| setting.name != rule.name);
            self.rules.push(RuleSetting {
                name: rule.name.clone(),
                span: own_file.then_some(rule.span),
                severity,
            });
        }
    }

    fn set_articles(&mut self, key: &Key, node: &Node, problems: &mut Vec<Problem>) {
        if !matches!(node.value, Value::Mapping(_)) {
            problems.push(expected(
                key,
                "tables such as [article.\"wire/003.txt\"]",
                node,
            ));
        }
        for (path, table) in node.pairs() {
            let metadata = Metadata::read(table, Keys::Closed, problems);
            let date = metadata
                .date
                .as_ref()
                .filter(|date| crate::analysis::parse_date(&date.value).is_none());
            if let Some(date) = date {
                let span = date.span.unwrap_or(table.span);
                problems.push(Problem::new(
                    span,
                    format!("\"{}\" is no date; write it as 2025-02-17", date.value),
                ));
            }
            let path = path.name.trim_start_matches("./").to_owned();
            self.articles.insert(path, metadata.without_spans());
        }
    }
}

const KEYS: [&str; 8] = [
    "profile",
    "include",
    "exclude",
    "locale",
    "dates",
    "diagnostics",
    "rules",
    "article",
];

fn unknown_key(name: &str) -> String {
    let near = KEYS
        .iter()
        .find(|known| crate::text::one_edit_apart(name, known));
    match near {
        Some(known) => format!("unknown key \"{name}\"; did you mean \"{known}\"?"),
        None => format!("unknown key \"{name}\"; known are {}", KEYS.join(", ")),
    }
}

fn one_of<T: Copy>(
    key: &Key,
    node: &Node,
    known: &[(&str, T)],
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let word = node.scalar().unwrap_or_default();
    let found = known
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value);
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        problems.push(expected(key, &names.join(" or "), node));
    }
    found
}

fn globs(key: &Key, node: &Node, into: &mut Vec<String>, problems: &mut Vec<Problem>) {
    let mut found = Vec::new();
    for item in node.items() {
        match item.scalar().map(|glob| (glob, globset::Glob::new(glob))) {
            Some((glob, Ok(_))) => found.push(glob.to_owned()),
            Some((_, Err(error))) => problems.push(Problem::new(
                item.span,
                format!("this glob cannot be read: {}", error.kind()),
            )),
            None => problems.push(expected(key, "a list of globs", item)),
        }
    }
    if !found.is_empty() {
        *into = found;
    }
}

fn expected(key: &Key, what: &str, node: &Node) -> Problem {
    let found = match node.scalar() {
        Some(text) => format!("\"{text}\""),
        None => node.kind().to_owned(),
    };
    Problem::new(
        node.span,
        format!("\"{}\" should be {what}, found {found}", key.name),
    )
}

fn json_node(value: &serde_json::Value) -> Node {
    use serde_json::Value as Json;
    let value = match value {
        Json::Null => Value::Null,
        Json::String(text) => Value::Scalar(text.clone()),
        Json::Bool(truth) => Value::Scalar(truth.to_string()),
        Json::Number(number) => Value::Scalar(number.to_string()),
        Json::Array(items) => Value::Sequence(items.iter().map(json_node).collect()),
        Json::Object(pairs) => {
            let pairs = pairs.iter().map(|(name, value)| {
                let key = Key {
                    span: Span::default(),
                    name: name.clone(),
                };
                (key, json_node(value))
            });
            Value::Mapping(pairs.collect())
        }
    };
    Node {
        span: Span::default(),
        value,
    }
}

/// `text` with the value at `keys` set, all else as it stands; `None` where it cannot be parsed.
pub fn with_value(text: &str, keys: &[&str], value: impl Into<toml_edit::Value>) -> Option<String> {
    let mut document: toml_edit::DocumentMut = text.parse().ok()?;
    let (last, tables) = keys.split_last()?;
    let mut table: &mut dyn toml_edit::TableLike = document.as_table_mut();
    for (depth, key) in tables.iter().enumerate() {
        let mut new = toml_edit::Table::new();
        new.set_implicit(depth + 1 < tables.len());
        let entry = table.entry(key).or_insert(toml_edit::Item::Table(new));
        table = entry.as_table_like_mut()?;
    }
    table.insert(last, toml_edit::value(value));
    let written = document.to_string();
    // New lines end as the others do.
    Some(match text.contains("\r\n") {
        true => written.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => written,
    })
}

/// The JSON schema of `copydesk.toml`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(ConfigFile).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_file_is_read() {
        let (config, problems) = Config::read(
            "profile = \"kb\"\nexclude = [\"archive/**\"]\nlocale = \"en-US\"\ndiagnostics = \"folder\"\n\
             [rules]\nweekday-mismatch = \"hint\"\nplaces = \"off\"\n[article.\"wire/003.txt\"]\ndate = 2025-02-17\n",
        );
        assert_eq!(problems, []);
        assert_eq!(
            (config.profile, config.diagnostics),
            (Profile::Kb, Diagnostics::Folder)
        );
        assert_eq!(config.month_first(), Some(true));
        assert_eq!(config.rules[0].severity, Some(Severity::Hint));
        assert_eq!(config.rules[1].severity, None);
        let date = config
            .article("wire/003.txt")
            .and_then(|article| article.date.as_ref());
        assert_eq!(date.map(|date| date.value.as_str()), Some("2025-02-17"));
    }

    #[test]
    fn every_mistake_is_said_at_its_place_and_the_rest_is_used() {
        let text = "profil = \"kb\"\ndiagnostics = \"all\"\nlocale = \"en-GB\"\n[rules]\nplaces = \"loud\"\n\
                    [article.\"a.txt\"]\ndate = \"soon\"\nauthr = \"A\"\n";
        let (config, problems) = Config::read(text);
        let said: Vec<(&str, &str)> = problems
            .iter()
            .map(|p| (&text[p.span.range()], p.message.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (
                    "profil",
                    "unknown key \"profil\"; did you mean \"profile\"?"
                ),
                (
                    "\"all\"",
                    "\"diagnostics\" should be open or folder, found \"all\""
                ),
                (
                    "\"loud\"",
                    "\"places\" should be error, warning, information, hint or off"
                ),
                ("authr", "unknown key \"authr\"; did you mean \"author\"?"),
                ("\"soon\"", "\"soon\" is no date; write it as 2025-02-17"),
            ]
        );
        assert_eq!(config.locale.as_deref(), Some("en-GB"));
    }

    #[test]
    fn a_value_is_set_in_any_form_of_the_file() {
        let set = |text| with_value(text, &["rules", "placeholder"], "off").expect("TOML");
        assert_eq!(set(""), "[rules]\nplaceholder = \"off\"\n");
        for text in [
            "[rules]",
            "[ rules ]\nfootnote = \"hint\"\n",
            "rules.footnote = \"hint\"\n",
            "[rules]\nplaceholder = \"hint\"\n",
            "# see [rules]\nprofile = \"kb\"\n",
        ] {
            let (config, problems) = Config::read(&set(text));
            assert_eq!(problems, [], "{text}");
            let mut rules = config.rules.iter();
            let setting = rules
                .find(|setting| setting.name == "placeholder")
                .expect(text);
            assert_eq!(setting.severity, None, "{text}");
        }
        assert_eq!(with_value("profile = ", &["a"], "b"), None);
    }

    #[test]
    fn settings_of_an_editor_win() {
        let (mut config, _) = Config::read("profile = \"kb\"\nlocale = \"en-GB\"\n");
        let settings =
            serde_json::json!({"profile": "ap", "path": "/bin/x", "rules": {"dates": "off"}});
        assert_eq!(config.apply_settings(&settings), []);
        assert_eq!(
            (config.profile, config.locale.as_deref()),
            (Profile::Ap, Some("en-GB"))
        );
    }

    #[test]
    fn the_schema_knows_the_keys_that_are_read() {
        let schema = schema();
        let mut known: Vec<&str> = KEYS.to_vec();
        known.sort_unstable();
        let properties = schema["properties"].as_object().expect("properties");
        assert_eq!(properties.keys().collect::<Vec<_>>(), known);
        let article = schema["$defs"]["ArticleTable"]["properties"]
            .as_object()
            .expect("properties");
        let mut keys: Vec<&str> = crate::article::metadata::keys().collect();
        keys.sort_unstable();
        assert_eq!(article.keys().collect::<Vec<_>>(), keys);
    }
}
