//! README tells the truth: its commands run, and its table of rules is the code's.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use copydesk::rule::RULES;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(project().join("README.md")).expect("README.md")
}

/// The commands of all ```sh blocks.
fn commands(readme: &str) -> Vec<String> {
    let blocks = readme.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap_or("").lines());
    let commands = lines
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    commands.map(str::to_owned).collect()
}

#[test]
fn every_command_of_the_readme_runs() {
    let commands = commands(&readme());
    assert!(commands.contains(&"tests/run".to_owned()));
    assert!(commands.contains(&"cargo run --release -- check seeds".to_owned()));
    for command in commands {
        // These build the program again: here the one that is built already stands for them, and
        // `tests/run` is what runs this test.
        let arguments = command
            .strip_prefix("cargo run --release -- ")
            .or_else(|| command.strip_prefix("copydesk "));
        let Some(arguments) = arguments else {
            let known = command == "tests/run" || command.starts_with("cargo ");
            assert!(known, "no test knows how to run \"{command}\"");
            continue;
        };
        // Some show where their output goes.
        let arguments = arguments.split(" > ").next().unwrap_or(arguments);
        let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .args(arguments.split_whitespace())
            .current_dir(project())
            .output()
            .expect("copydesk runs");
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{command}: {output:?}");
        assert!(!output.stdout.is_empty(), "{command} prints something");
    }
}

#[test]
fn the_table_of_rules_is_the_one_of_the_code() {
    let mut table = String::from("| rule | group | severity | finds |\n|---|---|---|---|\n");
    for rule in RULES {
        let (name, group, severity) = (rule.name, rule.group, rule.severity.word());
        let _ = writeln!(
            table,
            "| {name} | {group} | {severity} | {} |",
            rule.docs.what
        );
    }
    let readme = readme();
    let (before, rest) = readme
        .split_once("<!-- rules:begin -->\n")
        .expect("the mark of the table");
    let (_, after) = rest
        .split_once("<!-- rules:end -->")
        .expect("the end of the table");
    let wanted = format!("{before}<!-- rules:begin -->\n{table}<!-- rules:end -->{after}");
    if std::env::var_os("COPYDESK_UPDATE").is_some() {
        std::fs::write(project().join("README.md"), &wanted).expect("README.md");
    }
    assert!(
        readme == wanted,
        "run the tests once with COPYDESK_UPDATE=1 and look at the difference"
    );
}
