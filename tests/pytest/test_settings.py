"""Settings of the editor: pushed, asked for, said at the start."""

import pytest
from lsprotocol import types as t

BRIEF = "human-rights-brief.md"
OFF = {"rules": {"weekday-mismatch": "off"}}


async def test_a_rule_is_turned_off_and_on_again(desk):
    desk.open(BRIEF)
    await desk.expect(BRIEF, "weekday-mismatch")
    desk.configure(OFF)
    await desk.expect(BRIEF)
    desk.configure({})
    await desk.expect(BRIEF, "weekday-mismatch")


async def test_a_group_is_turned_off(desk):
    desk.open(BRIEF)
    desk.configure({"rules": {"dates": "off"}})
    await desk.expect(BRIEF)


async def test_a_severity_is_changed(desk):
    desk.open(BRIEF)
    desk.configure({"rules": {"weekday-mismatch": "hint"}})
    hint = t.DiagnosticSeverity.Hint
    await desk.until(lambda: [one.severity for one in desk.findings(BRIEF) or []] == [hint])


async def test_the_editor_wins_over_the_file(desk):
    desk.write("copydesk.toml", '[rules]\nweekday-mismatch = "off"\n')
    desk.open(BRIEF)
    await desk.expect(BRIEF)
    desk.configure({"rules": {"weekday-mismatch": "warning"}})
    [finding] = await desk.expect(BRIEF, "weekday-mismatch")
    assert finding.severity == t.DiagnosticSeverity.Warning


async def test_nonsense_in_the_settings_disturbs_nothing(desk):
    desk.open(BRIEF)
    desk.configure({"rules": 7, "include": "x", "server": {"path": None}})
    await desk.still(BRIEF, "weekday-mismatch")


async def test_options_said_at_the_start_count(start, seeds):
    desk = await start(seeds, options=OFF)
    await desk.indexed()
    desk.open(BRIEF)
    await desk.still(BRIEF)


# ---- Editors that want to be asked ----


@pytest.mark.only("configuration")
async def test_the_settings_are_asked_for(start, seeds):
    desk = await start(seeds, settings=OFF)
    desk.open(BRIEF)
    await desk.expect(BRIEF)
    assert set(desk.asked) == {"copydesk"}


@pytest.mark.only("configuration")
async def test_a_change_without_settings_is_a_reason_to_ask(desk):
    desk.open(BRIEF)
    await desk.expect(BRIEF, "weekday-mismatch")
    desk.set_configuration(OFF, section="copydesk")
    desk.workspace_did_change_configuration(t.DidChangeConfigurationParams(None))
    await desk.expect(BRIEF)
    desk.set_configuration({}, section="copydesk")
    desk.workspace_did_change_configuration(t.DidChangeConfigurationParams(None))
    await desk.expect(BRIEF, "weekday-mismatch")


@pytest.mark.only("configuration")
async def test_null_is_an_answer_no_settings(start, seeds):
    desk = await start(seeds, settings=OFF)
    desk.open(BRIEF)
    await desk.expect(BRIEF)
    desk.set_configuration(None, section="copydesk")
    asked = len(desk.asked)
    desk.workspace_did_change_configuration(t.DidChangeConfigurationParams(None))
    await desk.until(lambda: len(desk.asked) > asked)
    desk.patience = 1
    await desk.expect(BRIEF, "weekday-mismatch")


@pytest.mark.only("configuration", stated=False)
async def test_nobody_else_is_asked(desk):
    desk.open(BRIEF)
    await desk.expect(BRIEF, "weekday-mismatch")
    assert not desk.asked
