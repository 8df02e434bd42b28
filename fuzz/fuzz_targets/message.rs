//! Any bytes on standard input: what the pump lets through are frames that are read again as they
//! are.

#![no_main]

use copydesk::server::pump;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let frames = pumped(bytes);
    let joined = frames.concat();
    assert_eq!(pumped(&joined), frames);
    for frame in &frames {
        let header = frame.windows(4).position(|end| end == b"\r\n\r\n");
        let body = &frame[header.expect("a header") + 4..];
        let read: Result<serde_json::Value, _> = serde_json::from_slice(body);
        assert!(read.is_ok(), "{}", String::from_utf8_lossy(body));
    }
});

fn pumped(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    pump(
        &mut bytes,
        |frame| {
            frames.push(frame);
            true
        },
        drop,
    );
    frames
}
