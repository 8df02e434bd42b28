//! The arguments of every command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::corpus::Severity;

/// A copy desk for folders of articles: who is who, which day is Monday, what the other report says.
#[derive(Parser)]
#[command(name = "copydesk", version, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// The desk check: report what differs, in files or whole folders
    Check(Check),
    /// Show everything that is understood of an article
    Inspect(Inspect),
    /// Show the related reports of articles, best first
    Related(Related),
    /// Show what happened when
    Timeline(Timeline),
    /// Show who and what is named, and where
    Entities(Entities),
    /// Explain a rule, or list them all
    Rules(Rules),
    /// Run the language server on standard input and output
    Server(Server),
}

#[derive(Args)]
pub struct Check {
    /// Articles, or folders of articles
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    pub fail_on: FailOn,
    /// Apply the fixes that need no person to choose
    #[arg(long)]
    pub fix: bool,
    #[command(flatten)]
    pub folder: FolderArguments,
}

#[derive(Args)]
pub struct Inspect {
    /// Articles
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub format: InspectFormat,
    #[command(flatten)]
    pub folder: FolderArguments,
}

#[derive(Args)]
pub struct Related {
    /// Articles, or folders of articles
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub folder: FolderArguments,
}

#[derive(Args)]
pub struct Timeline {
    /// Articles, or folders of articles
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = TimelineFormat::Text)]
    pub format: TimelineFormat,
    #[command(flatten)]
    pub folder: FolderArguments,
}

#[derive(Args)]
pub struct Entities {
    /// Articles, or folders of articles
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub folder: FolderArguments,
}

#[derive(Args)]
pub struct Rules {
    /// The name of a rule
    pub name: Option<String>,
}

#[derive(Args)]
pub struct Server {
    /// Editors pass this; it is the only way there is
    #[arg(long)]
    pub stdio: bool,
}

#[derive(Args)]
pub struct FolderArguments {
    /// The folder that the articles belong to [default: the nearest parent with copydesk.toml,
    /// entities.yml, .copydesk or .git]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// A date for articles that have none
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<Date>,
    /// Read every article, whatever is known of it from the last time, and keep nothing
    #[arg(long)]
    pub no_cache: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Sarif,
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    Text,
    Json,
    /// The text with its time expressions marked (TIMEX3)
    Timeml,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TimelineFormat {
    Text,
    Json,
    /// One page for a browser, which needs nothing else
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Information,
    Hint,
}

impl FailOn {
    pub fn severity(self) -> Severity {
        match self {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Information => Severity::Information,
            FailOn::Hint => Severity::Hint,
        }
    }
}
