//! The command line: arguments in, text or JSON out, an exit code.
//!
//! One file a command, one file an output format. Everything is understood by the same engine as
//! in an editor; nothing here knows more than a rule or a query does.

mod arguments;
mod check;
mod entities;
mod fix;
mod folder;
mod github;
mod inspect;
mod json;
mod known;
mod related;
mod rules;
mod sarif;
mod text;
mod timeline;
mod timeml;

use std::process::ExitCode;

use clap::Parser;

pub use arguments::{Arguments, Command};

/// Nothing was found that fails the run.
const CLEAN: u8 = 0;
/// Something was found.
const FOUND: u8 = 1;
/// The command could not run.
const FAILED: u8 = 2;

/// Runs the command that this process was started with. `serve` is the language server, which
/// lives in a room of its own.
pub fn run(serve: fn() -> ExitCode) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { CLEAN });
        }
    };
    let ran = match arguments.command {
        Command::Server(_) => return serve(),
        Command::Check(arguments) => check::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Related(arguments) => related::run(&arguments),
        Command::Timeline(arguments) => timeline::run(&arguments),
        Command::Entities(arguments) => entities::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
    };
    match ran {
        Ok(code) => ExitCode::from(code),
        Err(message) => {
            eprintln!("copydesk: {message}");
            ExitCode::from(FAILED)
        }
    }
}

/// The JSON schemas of what people write and of what scripts read, by file name.
pub fn schemas() -> [(&'static str, serde_json::Value); 7] {
    [
        ("copydesk.schema.json", crate::corpus::config::schema()),
        ("entities.schema.json", crate::corpus::register::schema()),
        (
            "check.schema.json",
            schemars::schema_for!(json::Report).to_value(),
        ),
        (
            "inspect.schema.json",
            schemars::schema_for!(inspect::Report).to_value(),
        ),
        (
            "related.schema.json",
            schemars::schema_for!(related::Report).to_value(),
        ),
        (
            "timeline.schema.json",
            schemars::schema_for!(timeline::Report).to_value(),
        ),
        // "entities" alone is the register's.
        (
            "entity-list.schema.json",
            schemars::schema_for!(entities::Report).to_value(),
        ),
    ]
}

/// Writes to standard output. A reader that went away (`| head`) ends the run quietly.
fn print(words: &str) {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    if out
        .write_all(words.as_bytes())
        .and_then(|()| out.flush())
        .is_err()
    {
        std::process::exit(i32::from(CLEAN));
    }
}
