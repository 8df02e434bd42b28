"""Copydesk through pytest-lsp, a client that nobody here wrote:

    python3 -m venv V && V/bin/pip install -r tests/pytest/requirements.txt
    COPYDESK_BIN=target/debug/copydesk V/bin/pytest -q tests/pytest

Every session is played once as each editor of clients/, whose files are what real editors sent in
`initialize`. COPYDESK_REPORTS names a folder with the two real reports; without it only the pair in
seeds/ is used.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from desk import REPOSITORY, Desk, Editor

SEEDS = REPOSITORY / "seeds"
EDITORS = [Editor(path.stem, path.read_text()) for path in sorted(Path(__file__).parent.glob("clients/*.json"))]


@dataclass(frozen=True)
class Pair:
    """Two reports of one event: one says "Monday" and one "Earlier this year"; both are undated."""

    source: Path
    monday: str
    earlier: str


PAIRS = [Pair(SEEDS, "delegation-arrives.txt", "outreach-analysis.txt")]
if "COPYDESK_REPORTS" in os.environ:
    reports = Path(os.environ["COPYDESK_REPORTS"])
    PAIRS.append(Pair(reports, next(reports.glob("003_*.txt")).name, next(reports.glob("000_*.txt")).name))


def pytest_configure(config):
    config.addinivalue_line("markers", "only(ability, stated=True): play the session as editors that can do it")


def pytest_generate_tests(metafunc):
    if "editor" in metafunc.fixturenames:
        editors = getattr(metafunc.module, "EDITORS", EDITORS)
        for mark in metafunc.definition.iter_markers("only"):
            wanted = mark.kwargs.get("stated", True)
            editors = [editor for editor in editors if getattr(editor, mark.args[0]) == wanted]
        metafunc.parametrize("editor", editors, ids=lambda editor: editor.name)
    if "pair" in metafunc.fixturenames:
        metafunc.parametrize("pair", PAIRS, ids=["seeds", "reports"][: len(PAIRS)])


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A home for all servers: nothing of the person who runs this is read or written."""
    return tmp_path_factory.mktemp("home")


@pytest_asyncio.fixture
async def start(editor, home):
    """Starts sessions; all have ended well when the test is over."""
    sessions = []

    async def start(*roots, **more):
        sessions.append(await Desk.start(editor, *roots, home=home, **more))
        return sessions[-1]

    yield start
    for desk in sessions:
        await desk.end()


@pytest.fixture
def folder(tmp_path):
    """A folder without any article."""
    path = tmp_path / "folder"
    # A server that watches by itself misses a file in a directory that is new (test_files.py).
    path.joinpath(".copydesk").mkdir(parents=True)
    return path


@pytest.fixture
def seeds(folder):
    """A copy of seeds/."""
    return Path(shutil.copytree(SEEDS, folder, dirs_exist_ok=True))


@pytest_asyncio.fixture
async def desk(start, seeds):
    """A session in a copy of seeds/, which the server has read."""
    desk = await start(seeds)
    await desk.indexed()
    return desk


@pytest_asyncio.fixture
async def two(start, folder, pair):
    """A session with two reports and nothing else: no configuration, no register."""
    for name in (pair.monday, pair.earlier):
        shutil.copy(pair.source / name, folder)
    desk = await start(folder)
    await desk.indexed()
    desk.open(pair.monday)
    desk.open(pair.earlier)
    return desk
