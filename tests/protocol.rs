//! The protocol's regression tests: each is something that has broken a real language server.
//!
//! The framework underneath keeps notifications in order only up to a handler's first await, lets
//! four waiting requests starve everything else, goes mute after a panic and ends at the first
//! malformed message. The server is built so that none of this can be seen from outside
//! (ARCHITECTURE.md, invariants 4 to 6), and outside is where these tests stand.
//!
//! They use requests that exist in debug builds only: `copydesk/debug/text` (the text the server
//! holds), `copydesk/debug/sleep` (a long job that looks at its cancel flag),
//! `copydesk/debug/panic` (a job that panics) and `copydesk/debug/ask` (a handler that waits for a
//! reply of the client).

#![cfg(debug_assertions)]

mod client;

use std::time::{Duration, Instant};

use client::{Client, Missing, PATIENCE, frame, position, range};
use serde_json::{Value, json};

const SECOND: Duration = Duration::from_secs(1);

/// The protocol's error codes that these tests name.
const PARSE_ERROR: i64 = -32700;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const INTERNAL_ERROR: i64 = -32603;
const CONTENT_MODIFIED: i64 = -32801;
const SERVER_NOT_INITIALIZED: i64 = -32002;
const REQUEST_CANCELLED: i64 = -32800;

/// One line with one finding, weekday-mismatch: the day was a Sunday.
const WRONG_WEEKDAY: &str = "On Saturday, Dec. 31, 2017, it rained.\n";

// ---- Order: what is sent first has happened first ----

#[test]
fn two_thousand_edits_leave_the_exact_text_in_utf_16() {
    edits_leave_the_exact_text(Encoding::Utf16);
}

#[test]
fn two_thousand_edits_leave_the_exact_text_in_utf_8() {
    edits_leave_the_exact_text(Encoding::Utf8);
}

#[test]
fn two_thousand_edits_leave_the_exact_text_in_utf_32() {
    edits_leave_the_exact_text(Encoding::Utf32);
}

fn edits_leave_the_exact_text(encoding: Encoding) {
    let mut client = Client::start();
    let offer = json!({"capabilities": {"general": {"positionEncodings": [encoding.name()]}}});
    let server = client.initialize(offer);
    assert_eq!(server["capabilities"]["positionEncoding"], encoding.name());

    let uri = client.uri("a.md");
    let mut model =
        "😀 It rained in Kabul.\r\nThe “minister” — née 👩‍👩‍👧 — said nothing.\r\n".repeat(5);
    client.open(&uri, &model);

    let mut dice = Dice(0x5EED);
    for version in 2..2002 {
        let (start, end) = dice.stretch(&model);
        let piece = dice.piece();
        let place = range(
            position_at(&model, start, encoding),
            position_at(&model, end, encoding),
        );
        client.change(&uri, version, place, piece);
        model.replace_range(start..end, piece);
    }
    assert_eq!(held(&mut client, &uri), model);
}

#[test]
fn ten_thousand_insertions_at_the_start_stay_in_order() {
    let (mut client, uri) = session_with("");
    for number in 0..10_000 {
        client.change(&uri, number + 2, start_of_text(), &format!("{number},"));
    }

    let text = client.request("copydesk/debug/text", json!({"uri": uri}));
    let answer = client.try_answer(text, 60 * SECOND).expect("the text");
    let expected: String = (0..10_000)
        .rev()
        .map(|number| format!("{number},"))
        .collect();
    assert_eq!(answer["result"], expected);
}

#[test]
fn changes_within_one_notification_apply_in_order() {
    let (mut client, uri) = session_with("rain\r\n");
    let after_first_line = range(position(1, 0), position(1, 0));
    let changes = json!([
        {"range": after_first_line, "text": "snow 😀\r\n"},
        {"range": range(position(1, 5), position(1, 7)), "text": "hail"},
        {"range": start_of_text(), "text": "no "},
    ]);
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": changes}),
    );
    assert_eq!(held(&mut client, &uri), "no rain\r\nsnow hail\r\n");
}

#[test]
fn a_hover_right_behind_an_edit_sees_the_edit() {
    let (mut client, uri) = session_with("On Feb. 10, 2025, it rained.\n");
    let day_digits = range(position(0, 8), position(0, 10));
    for round in 0..50 {
        let day = 11 + round % 18;
        client.change(&uri, round + 2, day_digits.clone(), &day.to_string());
        let hover = client.call("textDocument/hover", at(&uri, 0, 9));
        assert_shows_day(&hover, day);
    }
}

// ---- One answer for each request ----

#[test]
fn four_hundred_requests_get_one_answer_each_though_all_but_one_are_cancelled() {
    let mut client = session();
    let ids: Vec<i64> = (0..400).map(|_| sleep(&mut client, 300)).collect();
    let kept = ids[200];
    for id in ids.iter().filter(|id| **id != kept) {
        client.cancel(*id);
    }

    for id in &ids {
        let answer = client.answer(*id);
        let cancelled = *id != kept && answer["error"]["code"] == REQUEST_CANCELLED;
        assert!(cancelled || answer["result"] == "slept", "{answer}");
    }
    let second_answers: Vec<Value> = client
        .end()
        .into_iter()
        .filter(client::is_response)
        .collect();
    assert!(second_answers.is_empty(), "{second_answers:?}");
}

#[test]
fn a_running_request_is_cancelled_though_four_are_in_flight() {
    let mut client = session();
    let sleeps: Vec<i64> = (0..4).map(|_| sleep(&mut client, 10_000)).collect();
    assert_cancels_within_a_second(&mut client, sleeps[0]);
}

#[test]
fn a_request_still_waiting_for_a_worker_is_cancelled() {
    let mut client = session();
    let sleeps: Vec<i64> = (0..16).map(|_| sleep(&mut client, 10_000)).collect();
    assert_cancels_within_a_second(&mut client, sleeps[15]);
}

fn assert_cancels_within_a_second(client: &mut Client, id: i64) {
    let sent = Instant::now();
    client.cancel(id);
    let answer = client.answer(id);
    assert_eq!(answer["error"]["code"], REQUEST_CANCELLED, "{answer}");
    assert!(sent.elapsed() < SECOND, "took {:?}", sent.elapsed());
}

#[test]
fn a_quick_request_overtakes_three_slow_ones() {
    let (mut client, uri) = session_with("On Feb. 17, 2025, it rained.\n");
    for _ in 0..3 {
        sleep(&mut client, 1_500);
    }
    let sent = Instant::now();
    let hover = client.call("textDocument/hover", at(&uri, 0, 9));
    assert_shows_day(&hover, 17);
    assert!(sent.elapsed() < SECOND, "took {:?}", sent.elapsed());
}

#[test]
fn a_panic_costs_its_own_request_and_nothing_else() {
    let (mut client, uri) = session_with("alive");
    // More panics than there are workers: not one of them may be lost.
    for _ in 0..12 {
        let panic = client.request("copydesk/debug/panic", json!({}));
        let answer = client.answer(panic);
        assert_eq!(answer["error"]["code"], INTERNAL_ERROR, "{answer}");
        assert_eq!(held(&mut client, &uri), "alive");
    }
    let sleep = sleep(&mut client, 1);
    assert_eq!(client.answer(sleep)["result"], "slept");
}

#[test]
fn four_handlers_that_wait_for_the_client_do_not_block_what_follows() {
    handlers_that_wait_for_the_client_do_not_block(4);
}

#[test]
fn eight_handlers_that_wait_for_the_client_do_not_block_what_follows() {
    handlers_that_wait_for_the_client_do_not_block(8);
}

fn handlers_that_wait_for_the_client_do_not_block(handlers: usize) {
    let (mut client, uri) = session_with("");
    let asks: Vec<i64> = (0..handlers)
        .map(|_| client.request("copydesk/debug/ask", json!({})))
        .collect();
    for version in 2..602 {
        client.change(&uri, version, start_of_text(), "x");
    }

    // The client replies to the server only while it waits, that is from here on: its replies are
    // behind the 600 notifications.
    let sent = Instant::now();
    for ask in asks {
        assert_eq!(client.answer(ask)["result"], "asked");
    }
    assert!(sent.elapsed() < 5 * SECOND, "took {:?}", sent.elapsed());
    assert!(client.asked("workspace/configuration") >= handlers);
    assert_eq!(held(&mut client, &uri), "x".repeat(600));
}

// ---- Malformed input: a bad message costs that message ----

#[test]
fn malformed_json_is_answered_with_a_parse_error_and_survived() {
    let mut client = survives(b"Content-Length: 5\r\n\r\n{\"a\":");
    let refusal = client
        .wait_for(PATIENCE, |message| message["error"]["code"] == PARSE_ERROR)
        .expect("a parse error");
    assert_eq!(refusal["id"], Value::Null);
}

#[test]
fn a_body_that_is_no_object_is_survived() {
    survives(&frame("42"));
}

#[test]
fn a_body_that_is_not_utf_8_is_survived() {
    survives(b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc");
}

#[test]
fn a_typo_in_a_header_is_survived() {
    survives(b"Content-Lenght: 5\r\n\r\nhello");
}

#[test]
fn a_length_that_is_no_number_is_survived() {
    survives(b"Content-Length: abc\r\n\r\n{}");
}

#[test]
fn a_lower_case_header_is_understood() {
    understands_header(|length| format!("content-length: {length}\r\n\r\n"));
}

#[test]
fn a_header_that_ends_its_lines_with_line_feeds_is_understood() {
    understands_header(|length| format!("Content-Length: {length}\n\n"));
}

#[test]
fn the_length_is_found_among_three_headers() {
    understands_header(|length| {
        let mime = "application/vscode-jsonrpc; charset=utf-8";
        format!("X-Sent-By: a test\r\nContent-Type: {mime}\r\nContent-Length: {length}\r\n\r\n")
    });
}

#[test]
fn a_length_of_99_gigabytes_is_refused_or_survived() {
    refuses_or_survives_length("99999999999");
}

#[test]
fn the_largest_64_bit_length_is_refused_or_survived() {
    refuses_or_survives_length("18446744073709551615");
}

#[test]
fn a_length_one_byte_too_long_costs_at_most_the_next_message_as_well() {
    a_wrong_length_costs_at_most_the_next_message(1);
}

#[test]
fn a_length_one_byte_too_short_costs_at_most_the_next_message_as_well() {
    a_wrong_length_costs_at_most_the_next_message(-1);
}

#[test]
fn a_lone_surrogate_arrives_as_the_replacement_character() {
    let mut client = session();
    let uri = client.uri("a.md");
    // A lone half, a whole pair, and a backslash that only looks like an escape.
    let text = r"a\ud800b \ud83d\ude00 \\ud800";
    client.send_raw(&frame(&did_open(&uri, text)));
    assert_eq!(held(&mut client, &uri), "a\u{FFFD}b 😀 \\ud800");
}

#[test]
fn a_uri_with_spaces_and_brackets_is_a_document_like_any_other() {
    let mut client = session();
    let uri = client.uri("a b[1].md");
    client.open(&uri, "spaced");
    client.change(&uri, 2, start_of_text(), "well ");
    assert_eq!(held(&mut client, &uri), "well spaced");
}

#[test]
fn bad_parameters_in_a_notification_are_survived() {
    let (mut client, uri) = session_with("alive");
    client.notify("textDocument/didOpen", json!({"textDocument": {"uri": 5}}));
    client.notify("textDocument/didChange", Value::Null);
    client.notify("textDocument/didClose", json!([1, 2]));
    client.notify("$/cancelRequest", json!({"id": {}}));
    assert_eq!(held(&mut client, &uri), "alive");
}

/// Sends bytes to a session with a document open, and demands an answer to the very next request.
fn survives(bytes: &[u8]) -> Client {
    let (mut client, uri) = session_with("alive");
    client.send_raw(bytes);
    assert_eq!(held(&mut client, &uri), "alive");
    client
}

/// Sends a request behind this header, and demands an answer to it and to the next one.
fn understands_header(header: impl Fn(usize) -> String) {
    let (mut client, uri) = session_with("alive");
    let body = request_for_text("framed by hand", &uri);
    client.send_raw(format!("{}{body}", header(body.len())).as_bytes());
    assert_eq!(client.answer("framed by hand")["result"], "alive");
    assert_eq!(held(&mut client, &uri), "alive");
}

/// Announces a body that no memory could hold.
fn refuses_or_survives_length(length: &str) {
    let (mut client, uri) = session_with("alive");
    client.send_raw(format!("Content-Length: {length}\r\n\r\n{{}}").as_bytes());
    let next = client.request("copydesk/debug/text", json!({"uri": uri}));
    match client.try_answer(next, 5 * SECOND) {
        Ok(answer) => assert_eq!(answer["result"], "alive"),
        Err(Missing::Closed) => {
            assert_eq!(client.wait_exit(5 * SECOND), Some(1));
            assert!(!client.stderr().is_empty(), "it must say why it ended");
        }
        Err(Missing::Late) => panic!("neither an answer nor an end"),
    }
}

/// Sends a notification whose header is wrong by this much, and two requests behind it.
fn a_wrong_length_costs_at_most_the_next_message(excess: isize) {
    let (mut client, uri) = session_with("alive");
    let body = json!({"jsonrpc": "2.0", "method": "copydesk/unknown", "params": {}}).to_string();
    let length = body.len().checked_add_signed(excess).expect("a length");
    client.send_raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
    client.send_raw(&frame(&request_for_text("may be lost", &uri)));
    assert_eq!(held(&mut client, &uri), "alive");
}

// ---- Odd but well-formed input ----

#[test]
fn edits_at_impossible_positions_are_survived() {
    const BILLION: u64 = 1_000_000_000;
    const MINUS_ONE: u64 = u32::MAX as u64;
    let (mut client, uri) = session_with("one 😀\r\ntwo\r\n");
    let inside_the_emoji = position(0, 5);
    let ranges = [
        range(position(BILLION, 0), position(BILLION, 5)),
        range(position(0, BILLION), position(0, BILLION)),
        range(position(0, 0), position(BILLION, BILLION)),
        range(
            position(MINUS_ONE, MINUS_ONE),
            position(MINUS_ONE, MINUS_ONE),
        ),
        range(position(1, 2), position(0, 1)),
        range(inside_the_emoji.clone(), inside_the_emoji),
        json!({"start": {"line": -1, "character": -1}, "end": {"line": -1, "character": 0}}),
        json!({"start": {"line": 0.5, "character": 0}, "end": {"line": 1e300, "character": 0}}),
    ];
    for (version, place) in (2..).zip(ranges) {
        client.change(&uri, version, place.clone(), "x 😀\r\ny\r\n");
        assert!(held(&mut client, &uri).is_string(), "after {place}");
    }
    let last = i64::from(i32::MAX);
    client.change(&uri, last, Value::Null, "alive");
    assert_eq!(held(&mut client, &uri), "alive");
}

#[test]
fn questions_at_impossible_positions_are_answered() {
    let (mut client, uri) = session_with("On Feb. 17, 2025, it rained 😀.\r\n");
    let lines = [
        json!(0),
        json!(1_000_000_000),
        json!(u32::MAX),
        json!(-1),
        json!(1.5),
    ];
    for line in &lines {
        for character in &lines {
            let place = json!({
                "textDocument": {"uri": uri},
                "position": {"line": line, "character": character},
            });
            is_answered(&mut client, "textDocument/hover", place);
        }
    }
    assert!(held(&mut client, &uri).is_string());
}

#[test]
fn questions_about_a_reversed_range_are_answered() {
    let (mut client, uri) = session_with("On Feb. 17, 2025, it rained.\n");
    let reversed = range(position(0, 20), position(0, 3));
    let place = json!({
        "textDocument": {"uri": uri},
        "range": reversed,
        "context": {"diagnostics": []},
    });
    for method in [
        "textDocument/codeAction",
        "textDocument/inlayHint",
        "textDocument/semanticTokens/range",
    ] {
        is_answered(&mut client, method, place.clone());
    }
    assert!(held(&mut client, &uri).is_string());
}

#[test]
fn documents_with_odd_uris_are_survived() {
    let (mut client, uri) = session_with("alive");
    for odd in [
        "untitled:Untitled-1",
        "git:/a/b.md?ref",
        "file://",
        "file://host/share/a.md",
        "no uri at all",
        "%",
        "",
    ] {
        client.open(odd, "On Feb. 17, 2025, it rained.\n");
        client.change(odd, 2, start_of_text(), "odd ");
        is_answered(&mut client, "textDocument/hover", at(odd, 0, 13));
        client.close(odd);
        assert_eq!(held(&mut client, &uri), "alive", "after {odd:?}");
    }
}

#[test]
fn an_unsaved_document_is_a_document_like_any_other() {
    let mut client = session();
    client.open("untitled:Untitled-1", "On Feb. 17, 2025, it rained.\n");
    let hover = client.call("textDocument/hover", at("untitled:Untitled-1", 0, 9));
    assert_shows_day(&hover, 17);
}

#[test]
fn questions_about_documents_never_opened_are_answered() {
    let (mut client, uri) = session_with("alive");
    let unknown = client.uri("never-opened.md");
    let mut place = at(&unknown, 0, 0);
    place["context"] = json!({"includeDeclaration": true, "diagnostics": []});
    place["range"] = start_of_text();
    place["newName"] = json!("Nazari");
    place["positions"] = json!([position(0, 0)]);
    for method in [
        "textDocument/hover",
        "textDocument/definition",
        "textDocument/declaration",
        "textDocument/implementation",
        "textDocument/references",
        "textDocument/documentHighlight",
        "textDocument/documentSymbol",
        "textDocument/documentLink",
        "textDocument/completion",
        "textDocument/codeAction",
        "textDocument/codeLens",
        "textDocument/inlayHint",
        "textDocument/foldingRange",
        "textDocument/selectionRange",
        "textDocument/semanticTokens/full",
        "textDocument/prepareRename",
        "textDocument/rename",
        "textDocument/prepareCallHierarchy",
    ] {
        is_answered(&mut client, method, place.clone());
    }
    assert_eq!(held(&mut client, &uri), "alive");
}

#[test]
fn edits_of_a_document_never_opened_are_ignored() {
    let (mut client, uri) = session_with("alive");
    let unknown = client.uri("never-opened.md");
    client.change(&unknown, 2, start_of_text(), "lost");
    client.change(&unknown, 3, Value::Null, "lost");
    client.close(&unknown);
    assert_eq!(held(&mut client, &unknown), Value::Null);
    assert_eq!(held(&mut client, &uri), "alive");
}

#[test]
#[ignore = "large"]
fn a_document_of_50_megabytes_is_held() {
    let mut client = session();
    let uri = client.uri("a.md");
    let text =
        "The quick brown fox jumps over the lazy dog, said “Müller” in 1999.\n".repeat(750_000);
    client.open(&uri, &text);
    let request = client.request("copydesk/debug/text", json!({"uri": uri}));
    let answer = client.try_answer(request, 120 * SECOND).expect("the text");
    assert!(
        answer["result"] == *text,
        "the text must be held as it was sent"
    );
}

// ---- The life of a session ----

#[test]
fn shutdown_and_exit_end_with_code_0_though_stdin_stays_open() {
    let mut client = session();
    client.call("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_exit(3 * SECOND), Some(0));
}

#[test]
fn exit_without_shutdown_ends_with_code_1() {
    let mut client = session();
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_exit(3 * SECOND), Some(1));
}

#[test]
fn shutdown_and_exit_do_not_wait_for_a_request_in_flight() {
    let mut client = session();
    sleep(&mut client, 10_000);
    client.call("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_exit(3 * SECOND), Some(0));
}

#[test]
fn the_end_of_stdin_ends_the_server() {
    let mut client = session();
    client.close_stdin();
    assert_ends_by_itself(&mut client, 3 * SECOND);
}

#[test]
fn the_end_of_stdin_ends_the_server_though_a_request_is_in_flight() {
    let mut client = session();
    sleep(&mut client, 4_000);
    client.close_stdin();
    assert_ends_by_itself(&mut client, 3 * SECOND);
}

#[test]
fn the_end_of_stdin_ends_a_server_that_was_never_initialized() {
    let mut client = Client::start();
    client.close_stdin();
    assert_ends_by_itself(&mut client, 3 * SECOND);
}

#[test]
#[cfg(unix)]
fn a_server_whose_editor_is_gone_ends() {
    let mut editor = std::process::Command::new("true")
        .spawn()
        .expect("a process");
    editor.wait().expect("its end");

    let mut client = Client::start();
    let params = client.initialize_params(json!({"processId": editor.id()}));
    client.request("initialize", params);
    assert_ends_by_itself(&mut client, 15 * SECOND);
}

#[test]
fn requests_before_initialize_are_refused() {
    let mut client = Client::start();
    let uri = client.uri("a.md");
    for method in ["textDocument/hover", "textDocument/definition"] {
        let early = client.request(method, at(&uri, 0, 0));
        let answer = client.answer(early);
        assert_eq!(answer["error"]["code"], SERVER_NOT_INITIALIZED, "{answer}");
    }
    client.initialize(json!({}));
    client.open(&uri, "alive");
    assert_eq!(held(&mut client, &uri), "alive");
}

#[test]
fn a_second_initialize_is_refused() {
    let (mut client, uri) = session_with("alive");
    let params = client.initialize_params(json!({}));
    let second = client.request("initialize", params);
    let answer = client.answer(second);
    assert!(answer["error"]["code"].is_i64(), "{answer}");
    assert_eq!(held(&mut client, &uri), "alive");
}

#[test]
fn requests_after_shutdown_are_refused() {
    let (mut client, uri) = session_with("alive");
    client.call("shutdown", Value::Null);
    let late = client.request("textDocument/hover", at(&uri, 0, 0));
    let answer = client.answer(late);
    assert!(answer["error"]["code"].is_i64(), "{answer}");
}

#[test]
fn an_unknown_request_is_refused() {
    let (mut client, uri) = session_with("alive");
    for method in ["copydesk/unknown", "$/unknown"] {
        let unknown = client.request(method, json!({}));
        let answer = client.answer(unknown);
        assert_eq!(answer["error"]["code"], METHOD_NOT_FOUND, "{answer}");
    }
    assert_eq!(held(&mut client, &uri), "alive");
}

#[test]
fn an_unknown_notification_is_ignored() {
    let (mut client, uri) = session_with("alive");
    client.notify("copydesk/unknown", json!({"a": 1}));
    client.notify("$/unknown", Value::Null);
    assert_eq!(held(&mut client, &uri), "alive");
    let answers: Vec<Value> = client
        .end()
        .into_iter()
        .filter(client::is_response)
        .collect();
    assert!(answers.is_empty(), "{answers:?}");
}

/// Waits for the end of a server that nobody has told to exit; a signal or an abort is no such end.
fn assert_ends_by_itself(client: &mut Client, limit: Duration) {
    let code = client.wait_exit(limit).expect("the end of the server");
    assert!(
        (0..=1).contains(&code),
        "ended with {code}: {}",
        client.stderr()
    );
}

// ---- Diagnostics ----

#[test]
fn diagnostics_carry_their_version_and_never_go_back() {
    const LAST: i64 = 200;
    let (mut client, uri) = session_with(WRONG_WEEKDAY);
    // Each edit pushes the finding one line down: its line tells which version it was found in.
    for version in 2..=LAST {
        client.change(&uri, version, start_of_text(), "\n");
    }

    let mut newest = 0;
    while newest < LAST {
        let list = client.published(&uri, |_| true);
        let version = list["version"].as_i64().expect("a version");
        assert!(version >= newest, "{version} after {newest}");
        let lines = lines_of_findings(&list);
        assert!(!lines.is_empty(), "version {version} has a finding");
        assert!(
            lines.iter().all(|line| *line == version - 1),
            "{lines:?} in version {version}"
        );
        newest = version;
    }
    for message in client.end() {
        let older = message["params"]["version"]
            .as_i64()
            .is_some_and(|version| version < LAST);
        assert!(!older, "after version {LAST}: {message}");
    }
}

#[test]
fn closing_a_file_that_is_not_on_disk_takes_its_findings_away() {
    let (mut client, uri) = session_with(WRONG_WEEKDAY);
    assert!(!client.diagnostics(&uri, 1).is_empty());
    client.close(&uri);
    client.published(&uri, |list| list["diagnostics"] == json!([]));
    assert_eq!(held(&mut client, &uri), Value::Null);
}

fn lines_of_findings(list: &Value) -> Vec<i64> {
    let findings = list["diagnostics"].as_array().expect("a list");
    let line = |finding: &Value| finding["range"]["start"]["line"].as_i64();
    findings.iter().filter_map(line).collect()
}

// ---- What the tests share ----

// ---- To the source ----

/// Two reports with one quotation, and the first cites the second.
fn session_with_two_reports() -> (Client, String, String) {
    let mut client = session();
    let (citing, cited) = (client.uri("a.md"), client.uri("b.md"));
    let quotation = "Latif Nazari of the Nippon Foundation said: \"We must leave the old city.\"";
    client.open(&cited, &format!("# The talks\n\n{quotation}\n"));
    client.open(&citing, &format!("{quotation}[^1]\n\n[^1]: [B](b.md)\n"));
    // A link leads only to what is there: open, and read by the time of this answer.
    held(&mut client, &citing);
    (client, citing, cited)
}

#[test]
fn implementation_leads_to_the_same_quotation_in_a_related_report() {
    let (mut client, citing, cited) = session_with_two_reports();
    let found = client.call("textDocument/implementation", at(&citing, 0, 50));
    assert_eq!(found[0]["uri"], json!(cited), "{found}");
    assert_eq!(found[0]["range"]["start"], position(2, 44));
    let nothing = client.call("textDocument/implementation", at(&citing, 0, 3));
    assert_eq!(nothing, Value::Null);
    let source = client.call("textDocument/definition", at(&citing, 0, 50));
    assert_eq!(source[0]["uri"], json!(cited), "{source}");
    assert_eq!(source[0]["range"]["start"]["line"], 2);
}

#[test]
fn the_call_hierarchy_walks_citations_both_ways() {
    let (mut client, citing, cited) = session_with_two_reports();
    let items = client.call("textDocument/prepareCallHierarchy", at(&citing, 0, 0));
    assert_eq!(items[0]["name"], "a");
    let outgoing = client.call("callHierarchy/outgoingCalls", json!({"item": items[0]}));
    assert_eq!(outgoing[0]["to"]["name"], "The talks", "{outgoing}");
    assert_eq!(outgoing[0]["fromRanges"][0]["start"], position(2, 6));
    let items = client.call("textDocument/prepareCallHierarchy", at(&cited, 0, 0));
    let incoming = client.call("callHierarchy/incomingCalls", json!({"item": items[0]}));
    assert_eq!(incoming[0]["from"]["uri"], json!(citing), "{incoming}");
    assert_eq!(incoming.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_quotation_that_changes_in_one_report_is_said_in_the_other() {
    let (mut client, citing, cited) = session_with_two_reports();
    let verb = range(position(2, 48), position(2, 52));
    client.change(&cited, 2, verb, "should");
    let says = |rule: &'static str| {
        move |published: &Value| {
            let found = published["diagnostics"].as_array().into_iter().flatten();
            found.into_iter().any(|one| one["code"] == rule)
        }
    };
    client.published(&citing, says("quote-not-in-source"));
    client.published(&cited, says("quote-wording-differs"));
}

// ---- What an editor shows: each request as an editor makes it ----

/// Two reports of one visit, and who is who.
const REPORTS: [(&str, &str); 3] = [
    (
        "entities.yml",
        "- id: latif-nazari\n  type: person\n  name: Latif Nazari\n  aliases: [Nazari]\n",
    ),
    (
        "a.md",
        "---\ndate: 2025-02-17\n---\n# The visit\n\nMinister Latif Nazari met the Nippon Foundation in Tokyo on Monday about harbours.\n\n## After it\n\nNazari’s car left.\n",
    ),
    (
        "b.md",
        "Minister Latif Nazari met the Nippon Foundation in Tokyo about harbours on Feb. 16, 2025.\n",
    ),
];

/// A session in a folder with these files, which the server has read, and the folder.
fn session_in(files: &[(&str, &str)], capabilities: Value) -> (Client, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let mut client = Client::start_in(folder.path());
    client.initialize(json!({"capabilities": capabilities}));
    wait_until_indexed(&mut client);
    (client, folder)
}

fn wait_until_indexed(client: &mut Client) {
    let ended = client.wait_for(PATIENCE, |message| {
        message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end"
    });
    ended.expect("the end of indexing");
}

/// The reports with the first one open, and its address.
fn reports(capabilities: Value) -> (Client, tempfile::TempDir, String) {
    let (mut client, folder) = session_in(&REPORTS, capabilities);
    let uri = client.uri("a.md");
    client.open(&uri, REPORTS[1].1);
    (client, folder, uri)
}

fn document(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}})
}

/// Waits until the server has made so many requests with this method.
fn wait_asked(client: &mut Client, method: &str, times: usize) {
    let deadline = Instant::now() + PATIENCE;
    while client.asked(method) < times {
        assert!(Instant::now() < deadline, "{method} was not asked");
        let uri = client.uri("nothing.md");
        held(client, &uri);
    }
}

#[test]
fn semantic_tokens_are_whole_a_part_and_a_difference() {
    let (mut client, _folder, uri) = reports(json!({}));
    let full = client.call("textDocument/semanticTokens/full", document(&uri));
    let data = full["data"].as_array().expect("data").clone();
    // "Latif Nazari" stands on line 5, at column 9; a person is number 0.
    assert_eq!(data[..5], [5, 9, 12, 0, 0].map(Value::from));

    let mut part = document(&uri);
    part["range"] = range(position(9, 0), position(10, 0));
    let found = client.call("textDocument/semanticTokens/range", part);
    assert_eq!(found["data"], json!([9, 0, 6, 0, 0]));

    let mut since = document(&uri);
    since["previousResultId"] = full["resultId"].clone();
    let same = client.call("textDocument/semanticTokens/full/delta", since.clone());
    assert_eq!(same["edits"], json!([]));
    client.change(&uri, 2, range(position(5, 0), position(5, 0)), "So ");
    since["previousResultId"] = same["resultId"].clone();
    let moved = client.call("textDocument/semanticTokens/full/delta", since);
    let edit = &moved["edits"][0];
    assert_eq!(edit["start"], 0);
    assert_eq!(edit["data"][1], 12);

    let mut unknown = document(&uri);
    unknown["previousResultId"] = json!("gone");
    let all = client.call("textDocument/semanticTokens/full/delta", unknown);
    assert_eq!(all["data"].as_array().map(Vec::len), Some(data.len()));
}

#[test]
fn sections_and_the_front_matter_fold() {
    let (mut client, _folder, uri) = reports(json!({}));
    let folds = client.call("textDocument/foldingRange", document(&uri));
    let lines = folds.as_array().expect("folds").iter();
    let lines = lines.map(|fold| (fold["startLine"].as_u64(), fold["endLine"].as_u64()));
    let wanted = [(0, 2), (3, 9), (7, 9)].map(|(first, last)| (Some(first), Some(last)));
    assert_eq!(lines.collect::<Vec<_>>(), wanted);
}

#[test]
fn a_selection_grows_and_every_position_has_its_answer() {
    let (mut client, _folder, uri) = reports(json!({}));
    let mut params = document(&uri);
    params["positions"] = json!([position(5, 17), position(6, 0)]);
    let found = client.call("textDocument/selectionRange", params);
    assert_eq!(found.as_array().map(Vec::len), Some(2));
    let word = &found[0];
    assert_eq!(word["range"], range(position(5, 15), position(5, 21)));
    assert_eq!(
        word["parent"]["range"],
        range(position(5, 9), position(5, 21))
    );
}

#[test]
fn lenses_count_related_reports_and_mentions() {
    let (mut client, _folder, uri) = reports(json!({}));
    let lenses = client.call("textDocument/codeLens", document(&uri));
    let command = &lenses[0]["command"];
    assert_eq!(command["title"], "1 related report");
    assert_eq!(command["command"], "copydesk.showRelated");
    assert_eq!(command["arguments"], json!([uri]));

    let register = client.uri("entities.yml");
    client.open(&register, REPORTS[0].1);
    let lenses = client.call("textDocument/codeLens", document(&register));
    let lens = client.call("codeLens/resolve", lenses[0].clone());
    let command = &lens["command"];
    assert_eq!(command["title"], "3 mentions in 2 reports");
    assert_eq!(command["command"], "copydesk.showReferences");
    assert_eq!(command["arguments"][0], register);
    assert_eq!(command["arguments"][1], position(2, 0));
    let locations = command["arguments"][2].as_array().expect("locations");
    assert_eq!(locations.len(), 3);
    assert_eq!(locations[0]["uri"], uri);
}

#[test]
fn a_completion_says_more_when_it_is_looked_at() {
    let (mut client, _folder, uri) = reports(json!({}));
    client.change(&uri, 2, range(position(9, 0), position(9, 0)), "La");
    // What is typed before other letters is no word of its own.
    client.change(&uri, 3, range(position(9, 2), position(9, 2)), " ");
    let list = client.call("textDocument/completion", at(&uri, 9, 2));
    assert_eq!(list["isIncomplete"], false);
    let item = &list["items"][0];
    assert_eq!(item["label"], "Latif Nazari");
    assert_eq!(item["textEdit"]["newText"], "Latif Nazari");
    assert_eq!(
        item["textEdit"]["range"],
        range(position(9, 0), position(9, 2))
    );
    assert_eq!(item["sortText"], "0000");
    assert_eq!(item["filterText"], "Latif Nazari");
    let more = client.call("completionItem/resolve", item.clone());
    let words = more["documentation"].as_str().expect("words");
    assert!(
        words.contains("person") && words.contains("In 2 reports"),
        "{words}"
    );
    let nothing = client.call("textDocument/completion", at(&uri, 6, 0));
    assert_eq!(nothing["items"], json!([]));
}

#[test]
fn a_name_is_renamed_everywhere_in_its_own_forms() {
    let edits = json!({"workspace": {"workspaceEdit": {"documentChanges": true}},
        "textDocument": {"rename": {"prepareSupport": true}}});
    let (mut client, _folder, uri) = reports(edits);
    let prepared = client.call("textDocument/prepareRename", at(&uri, 9, 2));
    assert_eq!(prepared["placeholder"], "Latif Nazari");
    assert_eq!(prepared["range"], range(position(9, 0), position(9, 6)));

    let mut params = at(&uri, 9, 2);
    params["newName"] = json!("Latif Nazeri");
    let edit = client.call("textDocument/rename", params.clone());
    let changes = edit["documentChanges"].as_array().expect("changes");
    let rows: Vec<(String, Value, Vec<&str>)> = changes
        .iter()
        .map(|change| {
            let file = change["textDocument"]["uri"].as_str().expect("an address");
            let words = change["edits"].as_array().expect("edits").iter();
            (
                file.rsplit('/').next().expect("a name").to_owned(),
                change["textDocument"]["version"].clone(),
                words
                    .map(|edit| edit["newText"].as_str().expect("text"))
                    .collect(),
            )
        })
        .collect();
    let wanted = [
        ("a.md", json!(1), vec!["Latif Nazeri", "Nazeri"]),
        ("b.md", Value::Null, vec!["Latif Nazeri"]),
        ("entities.yml", Value::Null, vec!["Latif Nazeri", "Nazeri"]),
    ];
    assert_eq!(
        rows,
        wanted.map(|(file, version, words)| (file.to_owned(), version, words))
    );

    let refused = client.request("textDocument/prepareRename", at(&uri, 9, 10));
    let words = client.answer(refused)["error"]["message"].to_string();
    assert!(words.contains("no name here"), "{words}");
    params["newName"] = json!("[x]");
    let refused = client.request("textDocument/rename", params);
    let words = client.answer(refused)["error"]["message"].to_string();
    assert!(words.contains("cannot be a name"), "{words}");
}

#[test]
fn a_name_is_declared_in_the_register() {
    let (mut client, _folder, uri) = reports(json!({}));
    let found = client.call("textDocument/declaration", at(&uri, 9, 2));
    assert_eq!(found[0]["uri"], client.uri("entities.yml"));
    assert_eq!(found[0]["range"], range(position(2, 8), position(2, 20)));
    let links = json!({"textDocument": {"declaration": {"linkSupport": true}}});
    let (mut client, _folder, uri) = reports(links);
    let found = client.call("textDocument/declaration", at(&uri, 9, 2));
    assert_eq!(
        found[0]["originSelectionRange"],
        range(position(9, 0), position(9, 6))
    );
}

#[test]
fn a_note_that_is_written_declares_a_name_at_once() {
    let files = [("a.md", "The deputy left Kabul with the Quiet Army.\n")];
    let (mut client, _folder) = session_in(&files, json!({}));
    let (article, note) = (client.uri("a.md"), client.uri("army.md"));
    client.open(&article, files[0].1);
    let text = "---\ntype: organization\nname: Army of the North\navoid: [Quiet Army]\n---\n";
    client.open(&note, text);
    let found = client.published(&article, |params| {
        params["diagnostics"][0]["code"] == "avoided-name"
    });
    assert_eq!(found["diagnostics"][0]["range"]["start"], position(0, 31));
}

#[test]
fn commands_answer_with_data_for_views() {
    let (mut client, _folder, uri) = reports(json!({}));
    let mut run = |command: &str, arguments: Value| {
        let params = json!({"command": command, "arguments": arguments});
        client.call("workspace/executeCommand", params)
    };
    let other = uri.replace("a.md", "b.md");

    let related = run("copydesk.related", json!([uri]));
    assert_eq!(related["version"], 1);
    let article = &related["articles"][0];
    assert_eq!(
        (&article["uri"], &article["date"]),
        (&json!(uri), &json!("2025-02-17"))
    );
    assert_eq!(article["related"][0]["uri"], other);
    assert_eq!(article["related"][0]["comparable"], true);
    assert_eq!(article["related"][0]["date"], Value::Null);

    let timeline = run("copydesk.timeline", json!([]));
    let days: Vec<&Value> = timeline["events"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| &event["from"])
        .collect();
    assert_eq!(days, ["2025-02-16", "2025-02-17"]);
    let event = &timeline["events"][1];
    assert_eq!(event["to"], "2025-02-18");
    assert_eq!(event["granularity"], "day");
    // The other report has the meeting on the day before.
    assert_eq!(event["conflicts"], json!([0]));
    assert_eq!(event["entities"][0], "Latif Nazari");
    assert_eq!(
        run("copydesk.timeline", json!([uri]))["events"],
        timeline["events"]
    );

    let entities = run("copydesk.entities", json!([]));
    let found = entities["entities"].as_array().expect("entities");
    let nazari = found.iter().find(|entity| entity["id"] == "latif-nazari");
    let nazari = nazari.expect("Latif Nazari");
    assert_eq!(nazari["kind"], "person");
    assert_eq!(nazari["aliases"], json!(["Nazari"]));
    assert_eq!(nazari["mentions"].as_array().map(Vec::len), Some(3));
    assert_eq!(nazari["mentions"][0]["text"], "Latif Nazari");

    let id = client.request(
        "workspace/executeCommand",
        json!({"command": "copydesk.nothing"}),
    );
    assert_eq!(client.answer(id)["error"]["code"], INVALID_PARAMS);
}

#[test]
fn the_timeline_marks_what_two_reports_date_differently() {
    let here = "Maria Keller died on March 3, 2024, in Vienna, her publisher Anna Gruber said.\n";
    let there =
        "Anna Gruber mourned in Vienna: Maria Keller died on March 5, 2024, after a stroke.\n";
    let (mut client, _folder) = session_in(&[("a.md", here), ("b.md", there)], json!({}));
    let uri = client.uri("a.md");
    client.open(&uri, here);
    let mut conflicts = |arguments: Value| {
        let params = json!({"command": "copydesk.timeline", "arguments": arguments});
        let answer = client.call("workspace/executeCommand", params);
        let events = answer["events"].as_array().expect("events").clone();
        let conflicts = events.into_iter().map(|event| event["conflicts"].clone());
        conflicts.collect::<Vec<Value>>()
    };
    assert_eq!(conflicts(json!([uri])), [json!([1]), json!([0])]);
    assert_eq!(conflicts(json!([])), [json!([1]), json!([0])]);
}

#[test]
fn the_other_report_of_a_finding_is_opened_where_the_editor_can_show_it() {
    let here = "Latif Nazari came to Tokyo with the Taliban, a minister said on Monday.\n";
    let there = "Latif Nazari of the Taliban visited Tokyo in February 2025, he said.\n";
    let opening = |client: &mut Client| {
        let uri = client.uri("a.txt");
        client.open(&uri, here);
        let at = position(0, 66);
        let params = json!({"textDocument": {"uri": uri}, "range": range(at.clone(), at), "context": {"diagnostics": []}});
        let actions = client.call("textDocument/codeAction", params);
        let actions = actions.as_array().expect("actions").clone();
        actions
            .into_iter()
            .find(|action| action["title"] == "Open b.txt:1")
    };
    let files = [("a.txt", here), ("b.txt", there)];
    let literals =
        json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}});
    let able = json!({"textDocument": {"codeAction": literals}, "window": {"showDocument": {"support": true}}});
    let (mut client, _folder) = session_in(&files, able);
    let action = opening(&mut client).expect("the other report is offered");
    assert_eq!(action["edit"], Value::Null);
    let command = &action["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    let place = &command["arguments"][0];
    assert_eq!(place["uri"], client.uri("b.txt"));
    assert_eq!(place["range"], range(position(0, 45), position(0, 58)));
    assert_eq!(client.call("workspace/executeCommand", params), Value::Null);
    wait_asked(&mut client, "window/showDocument", 1);

    let unable = json!({"textDocument": {"codeAction": literals}});
    let (mut client, _folder) = session_in(&files, unable);
    assert_eq!(opening(&mut client), None);
}

#[test]
fn the_page_of_a_rule_is_no_article() {
    // An article with no folder: then whatever is opened may be one.
    let mut client = Client::start();
    client.initialize(json!({"capabilities": {}}));
    let uri = "untitled:a.md";
    client.open(uri, WRONG_WEEKDAY);
    let findings = client.diagnostics(uri, 1);
    let finding = &findings[0];
    let page = finding["codeDescription"]["href"].as_str().expect("a page");
    client.open(page, WRONG_WEEKDAY);
    assert_eq!(
        client.call("textDocument/hover", at(page, 0, 6)),
        Value::Null
    );
    assert_eq!(
        client.call("textDocument/codeLens", document(page)),
        Value::Null
    );
    let known = client.call("workspace/symbol", json!({"query": "weekday"}));
    assert_eq!(known.as_array().map_or(0, Vec::len), 0, "{known}");
    let sent = client.end().into_iter();
    let mut checked = sent.filter(|sent| {
        sent["method"] == "textDocument/publishDiagnostics" && sent["params"]["uri"] == page
    });
    assert_eq!(checked.next(), None);
}

#[test]
fn the_edits_of_an_action_follow_when_it_is_chosen() {
    let lazy = json!({"textDocument": {"codeAction": {
        "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
        "dataSupport": true, "resolveSupport": {"properties": ["edit"]}}}});
    let (mut client, _folder) = session_in(&[], lazy);
    let uri = client.uri("a.md");
    client.open(&uri, WRONG_WEEKDAY);
    let mut params = document(&uri);
    params["range"] = range(position(0, 5), position(0, 5));
    params["context"] = json!({"diagnostics": []});
    let actions = client.call("textDocument/codeAction", params.clone());
    assert_eq!(actions[0]["title"], "Change the weekday to Sunday");
    assert_eq!(actions[0].get("edit"), None);
    let chosen = client.call("codeAction/resolve", actions[0].clone());
    assert_eq!(chosen["edit"]["changes"][&uri][0]["newText"], "Sunday");

    // What is not offered any more is refused.
    client.change(&uri, 2, Value::Null, "Nothing here.\n");
    let refused = client.request("codeAction/resolve", actions[0].clone());
    assert_eq!(client.answer(refused)["error"]["code"], CONTENT_MODIFIED);
}

#[test]
fn an_editor_is_asked_to_ask_again_when_the_folder_or_the_register_was_read() {
    let refreshes = json!({"workspace": {
        "semanticTokens": {"refreshSupport": true}, "codeLens": {"refreshSupport": true}}});
    let (mut client, _folder, _uri) = reports(refreshes);
    wait_asked(&mut client, "workspace/semanticTokens/refresh", 1);
    wait_asked(&mut client, "workspace/codeLens/refresh", 1);
    assert_eq!(client.asked("workspace/inlayHint/refresh"), 0);
    let before = client.asked("workspace/semanticTokens/refresh");
    let register = client.uri("entities.yml");
    client.open(&register, "- name: Somebody Else\n");
    wait_asked(&mut client, "workspace/semanticTokens/refresh", before + 1);
}

/// What an editor says that asks for findings itself.
fn pulling() -> Value {
    json!({"workspace": {"diagnostics": {"refreshSupport": true}},
        "textDocument": {"diagnostic": {"dynamicRegistration": false}}})
}

#[test]
fn findings_are_pulled_by_editors_that_can_be_told_to_ask_again() {
    let (mut client, _folder) = session_in(&[], pulling());
    let uri = client.uri("a.md");
    client.open(&uri, WRONG_WEEKDAY);
    let found = client.call("textDocument/diagnostic", document(&uri));
    assert_eq!(found["kind"], "full");
    assert_eq!(found["items"][0]["code"], "weekday-mismatch");
    let mut again = document(&uri);
    again["previousResultId"] = found["resultId"].clone();
    let same = client.call("textDocument/diagnostic", again.clone());
    assert_eq!(same["kind"], "unchanged");
    client.change(&uri, 2, Value::Null, "It rained.\n");
    let none = client.call("textDocument/diagnostic", again);
    assert_eq!(none["items"], json!([]));
    let pushed = client.end().into_iter();
    let mut pushed = pushed.filter(|sent| sent["method"] == "textDocument/publishDiagnostics");
    assert_eq!(pushed.next(), None);
}

#[test]
fn an_editor_that_cannot_be_told_to_ask_again_is_sent_findings() {
    let mut client = Client::start();
    let unable = json!({"capabilities": {"textDocument": {"diagnostic": {}}}});
    let server = client.initialize(unable);
    assert_eq!(server["capabilities"]["diagnosticProvider"], Value::Null);
}

#[test]
fn findings_of_closed_files_are_waited_for() {
    let files = [
        ("copydesk.toml", "diagnostics = \"folder\"\n"),
        ("a.md", WRONG_WEEKDAY),
        ("b.md", "It rained.\n"),
    ];
    let (mut client, folder) = session_in(&files, pulling());
    let first = client.call("workspace/diagnostic", json!({"previousResultIds": []}));
    let items = first["items"].as_array().expect("items");
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["uri"], client.uri("a.md"));
    assert_eq!(items[0]["items"][0]["code"], "weekday-mismatch");

    let known = json!([{"uri": items[0]["uri"], "value": items[0]["resultId"]}]);
    let id = client.request("workspace/diagnostic", json!({"previousResultIds": known}));
    assert_eq!(client.try_answer(id, SECOND / 2), Err(Missing::Late));
    std::fs::write(folder.path().join("b.md"), WRONG_WEEKDAY).expect("a file");
    let changed = json!({"changes": [{"uri": client.uri("b.md"), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changed);
    let answer = client.answer(id);
    let news = answer["result"]["items"].as_array().expect("items").iter();
    let news: Vec<&Value> = news.filter(|item| item["kind"] == "full").collect();
    assert_eq!(news.len(), 1);
    assert_eq!(news[0]["uri"], client.uri("b.md"));
}

#[test]
fn the_editor_is_told_to_ask_again_when_another_article_changes_what_is_found() {
    let link = "See [it](b.md#end).\n";
    let files = [("a.md", link), ("b.md", "# End\n\nText.\n")];
    let (mut client, _folder) = session_in(&files, pulling());
    let (a, b) = (client.uri("a.md"), client.uri("b.md"));
    client.open(&a, link);
    client.open(&b, files[1].1);
    let found = client.call("textDocument/diagnostic", document(&a));
    assert_eq!(found["items"], json!([]));
    let before = client.asked("workspace/diagnostic/refresh");
    client.change(&b, 2, range(position(0, 2), position(0, 5)), "Start");
    wait_asked(&mut client, "workspace/diagnostic/refresh", before + 1);
    let found = client.call("textDocument/diagnostic", document(&a));
    assert_eq!(found["items"][0]["code"], "broken-link");
}

/// A session in an empty folder, past its handshake.
fn session() -> Client {
    let mut client = Client::start();
    client.initialize(json!({}));
    client
}

/// A session with one open document that is not on disk, and the document's URI.
fn session_with(text: &str) -> (Client, String) {
    let mut client = session();
    let uri = client.uri("a.md");
    client.open(&uri, text);
    (client, uri)
}

/// The text that the server holds for a document; null if it is not open.
fn held(client: &mut Client, uri: &str) -> Value {
    client.call("copydesk/debug/text", json!({"uri": uri}))
}

/// Starts a job that sleeps, and returns the id of the request.
fn sleep(client: &mut Client, milliseconds: u64) -> i64 {
    client.request("copydesk/debug/sleep", json!({"ms": milliseconds}))
}

/// Demands an answer, whether a result or an error.
fn is_answered(client: &mut Client, method: &str, params: Value) {
    let id = client.request(method, params);
    let answer = client.answer(id);
    let result = answer.get("result").is_some();
    let error = answer.get("error").is_some();
    assert!(result != error, "{method}: {answer}");
}

/// The parameters of a question about a place in a document.
fn at(uri: &str, line: u64, character: u64) -> Value {
    json!({"textDocument": {"uri": uri}, "position": position(line, character)})
}

fn start_of_text() -> Value {
    range(position(0, 0), position(0, 0))
}

/// The body of a request for the text of a document.
fn request_for_text(id: &str, uri: &str) -> String {
    let params = json!({"uri": uri});
    json!({"jsonrpc": "2.0", "id": id, "method": "copydesk/debug/text", "params": params})
        .to_string()
}

/// The body of a `didOpen` whose text is already escaped as JSON wants it.
fn did_open(uri: &str, escaped_text: &str) -> String {
    let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": "HERE"});
    let params = json!({"textDocument": document});
    json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params})
        .to_string()
        .replace("HERE", escaped_text)
}

/// Demands that a hover speaks of this day of February 2025, in figures or in words.
fn assert_shows_day(hover: &Value, day: i64) {
    let shown = hover["contents"]["value"].as_str().unwrap_or_default();
    let figures = format!("2025-02-{day:02}");
    let words = format!("{day} February 2025");
    assert!(
        shown.contains(&figures) || shown.contains(&words),
        "the hover must show {figures}: {hover}"
    );
}

// ---- The model that random edits are compared with ----

/// The units that the columns of positions are counted in.
#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    fn width(self, character: char) -> u64 {
        let units = match self {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        };
        units as u64
    }
}

/// The position of a byte offset. Lines end at LF, CR and CRLF and nowhere else.
fn position_at(text: &str, offset: usize, encoding: Encoding) -> Value {
    let (mut line, mut column) = (0, 0);
    for (at, character) in text[..offset].char_indices() {
        let first_half = character == '\r' && text[at..].starts_with("\r\n");
        if character == '\n' || (character == '\r' && !first_half) {
            line += 1;
            column = 0;
        } else {
            column += encoding.width(character);
        }
    }
    position(line, column)
}

/// A small random generator (xorshift), the same in every run.
struct Dice(u64);

impl Dice {
    /// What edits insert; some of these only look like the end of a line.
    const PIECES: [&'static str; 12] = [
        "",
        "",
        "a",
        "rain ",
        "\n",
        "\r",
        "\r\n",
        "😀",
        "né",
        "\u{2028}\u{85}\u{b}",
        "one\r\ntwo 👩‍👩‍👧\n",
        "— Kabul ",
    ];

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn piece(&mut self) -> &'static str {
        Self::PIECES[self.below(Self::PIECES.len())]
    }

    /// A random stretch of the text, often empty, that begins and ends where a position can be:
    /// between characters and not inside CRLF.
    fn stretch(&mut self, text: &str) -> (usize, usize) {
        let is_place = |at: &usize| {
            text.is_char_boundary(*at)
                && !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n'))
        };
        let places: Vec<usize> = (0..=text.len()).filter(is_place).collect();
        let first = self.below(places.len());
        let length = [0, 0, 3, 12][self.below(4)];
        let last = (first + self.below(length + 1)).min(places.len() - 1);
        (places[first], places[last])
    }
}
