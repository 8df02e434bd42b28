"""Fixes that write into a configuration, a front matter or dismissals, whatever these look like: played
as an editor that takes edits by document and as one that does not."""

import tomllib
from datetime import date

import pytest
from lsprotocol import types as t

from conftest import EDITORS as RECORDED

EDITORS = [editor for editor in RECORDED if editor.name in ("vscode-1.139-languageclient-11", "vim9-ale-3.3")]
BRIEF = "human-rights-brief.md"
UNDATED = "delegation-arrives.txt"
WRONG = "Tuesday, Feb. 17, 2025"
OFF = "Turn weekday-mismatch off in this folder"
DISMISS = "Dismiss this weekday-mismatch"
FEBRUARY_17 = "Set the article's date to 17 February 2025"


def broken(text, reason):
    return pytest.param(text, marks=pytest.mark.xfail(strict=True, reason=reason))


async def configured(start, seeds, text, *fix):
    """What a fix makes of this copydesk.toml, as somebody else reads it."""
    seeds.joinpath("copydesk.toml").write_bytes(text.encode())
    desk = await start(seeds)
    await desk.indexed()
    desk.open(fix[0])
    await desk.take(*fix)
    return tomllib.loads(desk.text("copydesk.toml"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        'profile = "desk"',
        'profile = "desk"\n\n[rules]\nplaceholder = "off"\n',
        '[rules]\r\nplaceholder = "off"\r\n',
        '[rules]\nweekday-mismatch = "warning"\n',
        '# see [rules]\nprofile = "desk"\n',
        'rules.placeholder = "off"\n',
        '[ rules ]\nplaceholder = "off"\n',
        "[rules]",
    ],
)
async def test_a_rule_is_turned_off_in_any_configuration(start, seeds, text):
    table = await configured(start, seeds, text, BRIEF, WRONG, OFF)
    assert table["rules"]["weekday-mismatch"] == "off"


@pytest.mark.parametrize(
    "text",
    [
        "",
        'profile = "desk"',
        f'[article."{UNDATED}"]\ntitle = "Arrival"\n',
        f'[article."{UNDATED}"] # so\r\ntitle = "Arrival"\r\n',
        f'[article."{UNDATED}"]',
        f'# [article."{UNDATED}"]\n',
        f"[article.'{UNDATED}']\ntitle = \"Arrival\"\n",
    ],
)
async def test_a_date_is_set_in_any_configuration(start, seeds, text):
    table = await configured(start, seeds, text, UNDATED, "Monday", FEBRUARY_17)
    assert table["article"][UNDATED]["date"] == date(2025, 2, 17)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\n---\n",
        "---\ntitle: Arrival\n---\n",
        "---\r\ntitle: Arrival\r\n---\r\n",
        "---\ndate: someday\n---\n",
        '+++\ntitle = "Arrival"\n+++\n',
        broken("---\ndate:\n---\n", "an empty date stays, beside the new one"),
    ],
)
async def test_a_date_is_set_in_any_front_matter(desk, text):
    desk.open("arrival.md", text + desk.text(UNDATED))
    await desk.take("arrival.md", "Monday", FEBRUARY_17)
    assert not await desk.found("arrival.md")
    assert "own day" in await desk.hover("arrival.md", "Monday")


# ---- Files that are open in the editor and not saved ----


async def test_a_fix_speaks_of_the_configuration_as_it_is_typed(desk):
    desk.open(BRIEF)
    desk.open("copydesk.toml", '# “🙂”\nprofile = "desk"\n\n[rules]\nplaceholder = "hint"\n')
    desk.apply(as_of_now(desk, (await desk.actions(BRIEF, WRONG))[OFF].edit))
    await desk.expect(BRIEF)
    assert not await desk.found("copydesk.toml")
    assert 'placeholder = "hint"\n' in desk.text("copydesk.toml")


@pytest.mark.only("document_changes")
async def test_a_fix_names_the_version_of_the_open_configuration(desk):
    desk.open(BRIEF)
    desk.open("copydesk.toml")
    edit = (await desk.actions(BRIEF, WRONG))[OFF].edit
    assert edit.document_changes[0].text_document.version == 1


async def test_a_dismissal_counts_as_it_is_typed(desk):
    dismissed = ".copydesk/dismissed.yml"
    desk.open(BRIEF)
    await desk.take(BRIEF, WRONG, DISMISS)
    await desk.expect(BRIEF)
    desk.open(dismissed)
    desk.edit(dismissed, "weekday-mismatch", "placeholder")
    await desk.expect(BRIEF, "weekday-mismatch")


async def test_a_dismissal_is_added_below_what_is_typed(desk):
    dismissed, entry = ".copydesk/dismissed.yml", '- rule: placeholder\n  path: "x.txt"\n'
    desk.write(dismissed, entry)
    desk.open(BRIEF)
    desk.open(dismissed)
    desk.edit(dismissed, "", "# typed and not saved\n")
    desk.apply(as_of_now(desk, (await desk.actions(BRIEF, WRONG))[DISMISS].edit))
    assert desk.text(dismissed).startswith("# typed and not saved\n" + entry)


def as_of_now(desk, edit):
    """The edit with the version that an open file should have had: null would mean a closed one."""
    for change in edit.document_changes or []:
        if isinstance(change, t.TextDocumentEdit):
            change.text_document.version = desk.versions.get(change.text_document.uri)
    return edit
