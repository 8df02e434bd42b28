//! The command line as a script and a person use it: output, files, exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn copydesk(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(arguments)
        .current_dir(directory)
        .env("COPYDESK_CACHE", "")
        .output()
        .expect("copydesk runs")
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a directory");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("parent")).expect("directory");
        fs::write(path, text).expect("file");
    }
    folder
}

const WRONG: &str = "They came on Tuesday, Feb. 17, 2025, and left.\n";

#[test]
fn the_sample_folder_has_one_of_each_finding_that_a_newcomer_should_see() {
    let output = copydesk(project(), &["check", "seeds", "--format", "json"]);
    assert_eq!(code(&output), 1);
    let report = json(&output);
    let rows: Vec<String> = report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| {
            let line = &finding["range"]["start"]["line"];
            format!("{} {}:{line}", finding["rule"], finding["path"])
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n").replace('"', ""));
}

#[test]
fn excerpts_on_a_terminal_can_be_read() {
    let output = copydesk(project(), &["check", "seeds"]);
    insta::assert_snapshot!(stdout(&output));
}

#[test]
fn inspect_shows_what_was_understood() {
    let output = copydesk(project(), &["inspect", "seeds/delegation-arrives.txt"]);
    assert_eq!(code(&output), 0);
    insta::assert_snapshot!(stdout(&output));
}

#[test]
fn exit_codes_are_0_1_and_2() {
    let clean = folder(&[("a.txt", "Nothing to see.\n")]);
    assert_eq!(code(&copydesk(clean.path(), &["check"])), 0);
    let wrong = folder(&[("a.txt", WRONG)]);
    assert_eq!(code(&copydesk(wrong.path(), &["check", "a.txt"])), 1);
    let mild = folder(&[("a.txt", "He left on Monday.\n")]);
    assert_eq!(code(&copydesk(mild.path(), &["check"])), 0);
    assert_eq!(
        code(&copydesk(
            mild.path(),
            &["check", "--fail-on", "information"]
        )),
        1
    );
    for arguments in [
        &["check", "missing.txt"][..],
        &["check", "--format", "loud"],
        &["inspect"],
        &["inspect", "."],
        &["rules", "nothing"],
        &["check", "--date", "soon"],
        &["unknown"],
    ] {
        let output = copydesk(clean.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(!stderr(&output).is_empty(), "{arguments:?} says why");
    }
}

#[test]
fn json_findings_have_the_promised_shape() {
    let folder = folder(&[(
        "wire/a.txt",
        "Caf\u{e9}s \u{201c}open\u{201d}.\nThey came on Tuesday, Feb. 17, 2025.\n",
    )]);
    let report = json(&copydesk(folder.path(), &["check", "--format", "json"]));
    assert_eq!(report["version"], 1);
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "weekday-mismatch");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["path"], "wire/a.txt");
    assert_eq!(
        finding["range"],
        serde_json::json!({"start": {"line": 2, "column": 14}, "end": {"line": 2, "column": 36}})
    );
    assert_eq!(finding["bytes"], serde_json::json!([32, 54]));
    let fix = &finding["fixes"][0];
    assert_eq!(fix["title"], "Change the weekday to Monday");
    assert_eq!(fix["safe"], false);
    assert_eq!(
        fix["edits"],
        serde_json::json!([{"path": "wire/a.txt", "bytes": [32, 39], "text": "Monday"}])
    );
}

#[test]
fn json_of_an_article_has_the_promised_shape() {
    let folder = folder(&[(
        "a.txt",
        "He said on Monday: \u{201c}Latif Nazari left Tokyo.\u{201d}\n",
    )]);
    let report = json(&copydesk(
        folder.path(),
        &[
            "inspect",
            "a.txt",
            "--date",
            "2025-02-17",
            "--format",
            "json",
        ],
    ));
    let article = &report["articles"][0];
    assert_eq!(article["path"], "a.txt");
    assert_eq!(
        article["date"],
        serde_json::json!({"value": "2025-02-17", "from": "option"})
    );
    let date = &article["dates"][0];
    assert_eq!(
        (
            &date["text"],
            &date["type"],
            &date["value"],
            &date["from"],
            &date["to"]
        ),
        (
            &"Monday".into(),
            &"DATE".into(),
            &"2025-02-17".into(),
            &"2025-02-17".into(),
            &"2025-02-18".into()
        )
    );
    assert!(date["mod"].is_null());
    let name = &article["names"][1];
    assert_eq!(
        (&name["text"], &name["entity"]),
        (&"Tokyo".into(), &"tokyo".into())
    );
    assert_eq!(article["entities"][1]["kind"], "place");
    assert!(article["entities"][1]["register"].is_null());
    assert_eq!(article["quotes"].as_array().map(Vec::len), Some(1));
    assert_eq!(article["numbers"], serde_json::json!([]));
    assert_eq!(article["blocks"][0]["kind"], "paragraph");
    let undated = json(&copydesk(
        folder.path(),
        &["inspect", "a.txt", "--format", "json"],
    ));
    assert!(undated["articles"][0]["date"].is_null());
}

#[test]
fn sarif_and_github_name_the_place() {
    let folder = folder(&[("a b.txt", WRONG)]);
    let sarif = json(&copydesk(folder.path(), &["check", "--format", "sarif"]));
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "weekday-mismatch");
    let index = result["ruleIndex"].as_u64().expect("an index") as usize;
    assert_eq!(
        sarif["runs"][0]["tool"]["driver"]["rules"][index]["id"],
        "weekday-mismatch"
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b.txt");
    assert_eq!(place["region"]["startColumn"], 14);
    let github = stdout(&copydesk(folder.path(), &["check", "--format", "github"]));
    assert!(
        github.starts_with(
            "::error file=a b.txt,line=1,endLine=1,col=14,endColumn=36,title=weekday-mismatch::"
        ),
        "{github}"
    );
}

#[test]
fn fix_remembers_what_is_checked_and_a_later_edit_is_said() {
    let folder = folder(&[
        ("a.txt", "Latif Nazari (CQ) came with two aides.\n"),
        ("b.txt", "Rana Aziz (CQ) stayed at home.\n"),
    ]);
    let output = copydesk(folder.path(), &["check", "--fix"]);
    assert!(stderr(&output).contains("remembered what is checked in 2 articles"));
    let kept = fs::read_to_string(folder.path().join(".copydesk/checked.yml")).expect("file");
    assert_eq!(kept.matches("- path: ").count(), 2);
    assert!(!kept.contains("aides"), "no sentence is kept: {kept}");
    fs::write(
        folder.path().join("a.txt"),
        "Latif Nazari (CQ) came with three aides.\n",
    )
    .expect("file");
    let output = copydesk(folder.path(), &["check"]);
    assert!(stdout(&output).contains("warning[changed-since-checked]"));
    assert_eq!(stdout(&output).matches("changed-since-checked").count(), 1);
}

#[test]
fn fix_applies_only_what_needs_nobody_to_choose() {
    let text = format!("<!-- copydesk-ignore placeholder -->\nNothing to come.\n\n{WRONG}");
    let folder = folder(&[("a.md", &text)]);
    let output = copydesk(folder.path(), &["check", "--fix"]);
    assert_eq!(code(&output), 1, "the wrong weekday stays");
    assert!(
        stderr(&output).contains("1 safe fix applied"),
        "{}",
        stderr(&output)
    );
    let fixed = fs::read_to_string(folder.path().join("a.md")).expect("file");
    assert_eq!(fixed, format!("Nothing to come.\n\n{WRONG}"));
}

#[test]
fn a_file_that_is_not_utf_8_is_read_and_never_written() {
    let folder = tempfile::tempdir().expect("a directory");
    let bytes = b"<!-- copydesk-ignore placeholder -->\nCaf\xe9.\n";
    fs::write(folder.path().join("a.md"), bytes).expect("file");
    let output = copydesk(folder.path(), &["check", "--fix"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("not UTF-8"), "{}", stderr(&output));
    assert_eq!(fs::read(folder.path().join("a.md")).expect("file"), bytes);
}

#[test]
fn what_is_skipped_is_said() {
    let folder = folder(&[("a.txt", "Words.\n"), ("b.txt", "PNG\0\0\0")]);
    let output = copydesk(folder.path(), &["check"]);
    assert_eq!(code(&output), 0);
    assert!(
        stderr(&output).contains("b.txt: skipped: not a text"),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("1 article"), "{}", stdout(&output));
}

#[test]
fn mistakes_in_what_the_folder_declares_are_findings() {
    let folder = folder(&[
        (
            "copydesk.toml",
            "profil = \"desk\"\n[rules]\nweekdays = \"off\"\n",
        ),
        ("entities.yml", "- name: Latif Nazari\n  typ: person\n"),
        ("a.txt", "Words.\n"),
    ]);
    let report = json(&copydesk(folder.path(), &["check", "--format", "json"]));
    let rows: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| {
            (
                finding["path"].as_str().expect("path"),
                finding["rule"].as_str().expect("rule"),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("copydesk.toml", "bad-metadata"),
            ("copydesk.toml", "unknown-rule"),
            ("entities.yml", "bad-metadata")
        ]
    );
}

#[test]
fn one_article_is_checked_in_its_folder() {
    let folder = folder(&[
        (".copydesk/dismissed.yml", ""),
        ("wire/a.txt", "See [it](../notes/b.md#Top) and [[b]].\n"),
        ("notes/b.md", "# Top\n"),
    ]);
    let output = copydesk(&folder.path().join("wire"), &["check", "a.txt"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let outside = copydesk(folder.path(), &["check", "wire/a.txt", "--root", "notes"]);
    assert_eq!(code(&outside), 2);
}

#[test]
fn every_rule_has_its_page() {
    let list = stdout(&copydesk(project(), &["rules"]));
    let names = list
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<&str> = names.collect();
    assert!(names.contains(&"weekday-mismatch"), "{list}");
    for name in names {
        let page = stdout(&copydesk(project(), &["rules", name]));
        assert!(page.starts_with(&format!("# {name}\n")), "{page}");
    }
}

#[test]
fn the_schemas_in_the_repository_are_those_of_the_code() {
    let directory = project().join("editors/schemas");
    for (name, schema) in copydesk::cli::schemas() {
        let path = directory.join(name);
        let schema = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
        if std::env::var_os("COPYDESK_UPDATE").is_some() {
            fs::create_dir_all(&directory).expect("directory");
            fs::write(&path, &schema).expect("file");
        }
        let known = fs::read_to_string(&path).unwrap_or_default();
        let how = "run the tests once with COPYDESK_UPDATE=1 and look at the difference";
        assert!(known == schema, "{name} differs from the code: {how}");
    }
}

/// Two reports of one visit, and who is who.
fn reports() -> tempfile::TempDir {
    folder(&[
        (
            "entities.yml",
            "- id: ln\n  type: person\n  name: Latif Nazari\n  role: deputy minister\n",
        ),
        (
            "2025-02-18.txt",
            "Minister Latif Nazari met the Nippon Foundation in Tokyo on Monday about harbours. Nazari left.\n",
        ),
        (
            "b.txt",
            "Minister Latif Nazari met the Nippon Foundation in Tokyo about harbours. In 2021, the road was closed.\n",
        ),
    ])
}

#[test]
fn related_reports_have_scores_and_reasons() {
    let folder = reports();
    let run = |format: &str| copydesk(folder.path(), &["related", "b.txt", "--format", format]);
    let output = run("json");
    assert_eq!(code(&output), 0);
    let report = json(&output);
    assert_eq!(report["version"], 1);
    assert_eq!(report["articles"][0]["path"], "b.txt");
    let other = &report["articles"][0]["related"][0];
    assert_eq!(other["path"], "2025-02-18.txt");
    assert_eq!(other["comparable"], true);
    let reasons = other["reasons"].as_array().expect("reasons");
    assert!(reasons.contains(&"Latif Nazari".into()), "{reasons:?}");
    assert!(stdout(&run("text")).contains("= 2025-02-18.txt  "));
}

#[test]
fn the_timeline_is_in_the_order_of_time() {
    let folder = reports();
    let run = |format: &str| copydesk(folder.path(), &["timeline", "--format", format]);
    let report = json(&run("json"));
    assert_eq!(report["version"], 1);
    let events = report["events"].as_array().expect("events");
    let [first, second] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(first["granularity"], "year");
    assert_eq!(
        (&first["from"], &first["to"]),
        (&"2021-01-01".into(), &"2022-01-01".into())
    );
    assert_eq!(second["from"], "2025-02-17");
    assert_eq!(second["entities"][0], "ln");
    assert_eq!(second["path"], "2025-02-18.txt");
    let text = stdout(&run("text"));
    assert!(
        text.contains("Monday 17 February 2025\n  2025-02-18.txt:1  Minister"),
        "{text}"
    );
}

#[test]
fn the_page_of_the_timeline_holds_everything_it_needs() {
    let folder = folder(&[(
        "a.txt",
        "On Feb. 3, 2025, it rained </script> <b>hard</b>.\n",
    )]);
    let page = stdout(&copydesk(folder.path(), &["timeline", "--format", "html"]));
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("\"2025-02-03\""));
    // What stands in the copy is data and never markup, and nothing is fetched.
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(!page.contains("<b>"));
    assert!(!page.contains("src=") && !page.contains("href="));
}

#[test]
fn the_timeline_marks_events_that_two_reports_date_differently() {
    let folder = folder(&[
        (
            "a.txt",
            "The novelist Maria Keller died on March 3, 2024, in Vienna, her publisher Anna Gruber said.\n",
        ),
        (
            "b.txt",
            "Anna Gruber mourned in Vienna: Maria Keller died on March 5, 2024, after a stroke.\n",
        ),
    ]);
    let run = |format: &str| copydesk(folder.path(), &["timeline", "--format", format]);
    let report = json(&run("json"));
    let conflicts: Vec<&Value> = report["events"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| &event["conflicts"])
        .collect();
    assert_eq!(
        conflicts,
        [&serde_json::json!([1]), &serde_json::json!([0])]
    );
    let text = stdout(&run("text"));
    let marked =
        "her publisher Anna Gruber said.\n    differs from b.txt:1: Tuesday 5 March 2024\n";
    assert!(text.contains(marked), "{text}");
    let page = stdout(&run("html"));
    assert!(page.contains("\"conflicts\":[1]"), "{page}");
    // One report alone has nobody to differ from.
    let alone = json(&copydesk(
        folder.path(),
        &["timeline", "--format", "json", "a.txt"],
    ));
    assert_eq!(alone["events"][0]["conflicts"], serde_json::json!([]));
}

#[test]
fn entities_have_their_roles_and_mentions() {
    let folder = reports();
    let run = |arguments: &[&str]| copydesk(folder.path(), arguments);
    let report = json(&run(&["entities", "--format", "json"]));
    assert_eq!(report["version"], 1);
    let first = &report["entities"][0];
    assert_eq!(
        (&first["id"], &first["kind"]),
        (&"ln".into(), &"person".into())
    );
    assert_eq!(first["aliases"], serde_json::json!(["Nazari"]));
    assert_eq!(first["roles"][0]["title"], "deputy minister");
    assert_eq!(first["roles"][0]["path"], "entities.yml");
    assert_eq!(first["mentions"].as_array().map(Vec::len), Some(3));
    let text = stdout(&run(&["entities", "b.txt"]));
    assert!(
        text.contains("Latif Nazari") && text.contains("1 in 1"),
        "{text}"
    );
}

#[test]
fn an_entity_note_is_an_entry_of_the_register() {
    let folder = folder(&[
        (
            "people/latif-nazari.md",
            "---\ntype: person\nname: Latif Nazari\naliases: [the deputy]\navoid: [Lateef Nazari]\n---\nA minister.\n",
        ),
        ("a.txt", "He met the deputy and Lateef Nazari in Kabul.\n"),
    ]);
    let output = copydesk(folder.path(), &["inspect", "a.txt", "--format", "json"]);
    let entities = &json(&output)["articles"][0]["entities"];
    let nazari = &entities[0];
    assert_eq!(
        (&nazari["id"], &nazari["register"]),
        (&"latif-nazari".into(), &"latif-nazari".into()),
        "{entities}"
    );
    let output = copydesk(folder.path(), &["check", ".", "--format", "json"]);
    let findings = &json(&output)["findings"];
    assert_eq!(findings[0]["rule"], "avoided-name", "{findings}");
}

/// The findings of `check` with what it keeps in `cache`, a line each.
fn checked(folder: &Path, cache: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--format", "json"])
        .current_dir(folder)
        .env("COPYDESK_CACHE", cache)
        .output()
        .expect("copydesk runs");
    let report = json(&output);
    let rows = report["findings"].as_array().expect("findings").iter();
    rows.map(|finding| format!("{} {}", finding["path"], finding["rule"]).replace('"', ""))
        .collect()
}

#[test]
fn the_findings_of_the_last_run_count_until_something_that_they_depend_on_changes() {
    let wrong = "wrong.txt weekday-mismatch";
    let linked = "The [chart](chart.png) is new.\n";
    let folder = folder(&[
        ("wrong.txt", WRONG),
        ("linked.md", linked),
        ("chart.png", ""),
    ]);
    let (folder, cache) = (folder.path(), tempfile::tempdir().expect("a directory"));
    let check = || checked(folder, cache.path());
    assert_eq!(check(), [wrong]);
    // A change that a file's size and time do not show is the one thing that nobody can see.
    let path = folder.join("wrong.txt");
    let time = fs::metadata(&path).and_then(|file| file.modified());
    fs::write(&path, WRONG.replace("Tuesday, Feb. 17", "Tuesday, Feb. 18")).expect("a file");
    let file = fs::File::options()
        .append(true)
        .open(&path)
        .expect("a file");
    file.set_modified(time.expect("a time")).expect("a time");
    drop(file);
    assert_eq!(check(), [wrong], "nothing was read again");
    fs::remove_file(folder.join("chart.png")).expect("a file");
    let broken = "linked.md broken-link";
    assert_eq!(check(), [broken]);
    fs::write(
        folder.join("copydesk.toml"),
        "[rules]\nbroken-link = \"off\"\n",
    )
    .expect("a file");
    assert_eq!(check(), [""; 0]);
    fs::remove_file(folder.join("copydesk.toml")).expect("a file");
    assert_eq!(check(), [broken]);
    fs::write(folder.join("linked.md"), "Nothing to see.\n").expect("a file");
    assert_eq!(check(), [""; 0]);
}

#[test]
fn more_articles_than_are_read_at_once_are_compared_with_one_another() {
    let folder = folder(&[
        (
            "000.txt",
            "The Taliban took control of Afghanistan in 2022, Latif Nazari said in Kabul.\n",
        ),
        ("400.txt", WRONG),
        (
            "700.txt",
            "Latif Nazari said in Kabul that the Taliban took control of Afghanistan in 2021.\n",
        ),
    ]);
    let folder = folder.path();
    let others_say = |words: &str| {
        for number in (1..700).filter(|number| *number != 400) {
            let text = format!("Nothing {words} in number {number}.\n");
            fs::write(folder.join(format!("{number:03}.txt")), text).expect("a file");
        }
    };
    let expected = [
        "000.txt event-date-differs",
        "400.txt weekday-mismatch",
        "700.txt event-date-differs",
    ];
    let cache = tempfile::tempdir().expect("a directory");
    others_say("happened");
    assert_eq!(checked(folder, cache.path()), expected);
    // Most are read again, beside the three that are known.
    others_say("has happened");
    assert_eq!(checked(folder, cache.path()), expected);
}
