"""What the server says of itself, and to whom."""

import asyncio
import subprocess

import pytest
from lsprotocol import types as t

from conftest import EDITORS
from desk import BINARY, Desk

# Each is walked in test_walk.py: whoever announces more adds a test there and a line here.
WALKED = {
    "call_hierarchy_provider",
    "code_action_provider",
    "code_lens_provider",
    "completion_provider",
    "declaration_provider",
    "definition_provider",
    "document_highlight_provider",
    "document_link_provider",
    "document_symbol_provider",
    "execute_command_provider",
    "folding_range_provider",
    "hover_provider",
    "implementation_provider",
    "inlay_hint_provider",
    "position_encoding",
    "references_provider",
    "rename_provider",
    "selection_range_provider",
    "semantic_tokens_provider",
    "text_document_sync",
    "workspace",
    "workspace_symbol_provider",
}


async def test_what_is_announced_is_what_is_tested(desk, editor):
    walked = WALKED | ({"diagnostic_provider"} if editor.pulls else set())
    able = desk.hello.capabilities
    announced = {name for name in dir(able) if not name.startswith("_") and getattr(able, name)}
    assert announced == walked
    assert able.position_encoding == editor.encoding
    assert able.text_document_sync.open_close
    assert able.text_document_sync.change == t.TextDocumentSyncKind.Incremental
    assert able.workspace.workspace_folders == t.WorkspaceFoldersServerCapabilities(True, True)


@pytest.mark.parametrize(
    "offered, taken",
    [
        (["utf-32", "utf-16", "utf-8"], "utf-8"),
        (["utf-32", "utf-16"], "utf-16"),
        (["utf-32"], "utf-32"),
        (["utf-7"], "utf-16"),
        ([], "utf-16"),
    ],
)
async def test_utf_8_is_preferred_and_utf_16_is_for_all_others(home, folder, offered, taken):
    desk = await Desk.start(EDITORS[0].with_encodings(*offered), folder, home=home)
    assert desk.hello.capabilities.position_encoding == taken
    await desk.end()


async def test_it_has_a_name_and_the_version_of_the_binary(desk):
    said = subprocess.run([BINARY, "--version"], capture_output=True, text=True, check=True).stdout
    assert said.split() == [desk.hello.server_info.name, desk.hello.server_info.version]


@pytest.mark.only("watches")
async def test_an_editor_that_watches_files_is_asked_to(desk):
    names = ["a.txt", "b.md", "c.markdown", "copydesk.toml", "entities.yml", ".copydesk/dismissed.yml"]
    assert all(desk.is_watched(desk.path(name)) for name in names)
    assert not desk.is_watched(desk.path("photo.png"))


@pytest.mark.only("watches", stated=False)
async def test_an_editor_that_does_not_is_not(desk):
    assert not desk.registrations


@pytest.mark.only("progress")
async def test_reading_a_folder_begins_and_ends_visibly(start, seeds):
    desk = await start(seeds)
    await desk.until(lambda: "end" in desk.progress)
    assert len(desk.progress_reports) == 1
    assert desk.progress[0] == "begin" and desk.progress[-1] == "end"
    assert set(desk.progress[1:-1]) <= {"report"}


@pytest.mark.only("progress", stated=False)
async def test_nobody_else_is_shown_progress(desk):
    assert not desk.progress_reports


async def test_requests_before_the_folder_is_read_are_answered(start, seeds):
    desk = await start(seeds)
    desk.open("kabul-interview.md")
    assert "Latif Nazari" in await desk.hover("kabul-interview.md", "Latif Nazari")


async def test_a_session_ends_when_the_editor_says_so(start, seeds):
    desk = await start(seeds)
    async with asyncio.timeout(5):
        await desk.end()
