//! The command: arguments in, `cli` or `server` out.

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk::cli::run(copydesk::server::run)
}
