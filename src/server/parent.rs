//! Ends the server when the editor that started it is gone.

use std::time::Duration;

const INTERVAL: Duration = Duration::from_secs(2);

/// Watches the process that `initialize` names.
#[cfg(unix)]
pub fn watch(process: i32) {
    use rustix::process::{Pid, test_kill_process};
    let Some(pid) = Pid::from_raw(process) else {
        return;
    };
    std::thread::spawn(move || {
        while test_kill_process(pid).is_ok() {
            std::thread::sleep(INTERVAL);
        }
        super::stdio::exit();
    });
}

/// Elsewhere the end of standard input has to do.
#[cfg(not(unix))]
pub fn watch(_process: i32) {
    let _ = INTERVAL;
}
