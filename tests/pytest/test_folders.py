"""Several folders in one session, and articles outside all of them."""

import pytest
import pytest_asyncio
from lsprotocol import types as t

HERE = "Minister Latif Nazari spoke in Kabul.\n"
THERE = "Minister Latif Nazari went to Tokyo.\n"


@pytest_asyncio.fixture
async def apart(tmp_path):
    """Two folders with an article each, both of the same man."""
    paths = [tmp_path / "apart" / name for name in ("one", "two")]
    for path, name, text in zip(paths, ("here.txt", "there.txt"), (HERE, THERE), strict=True):
        path.mkdir(parents=True)
        path.joinpath(name).write_text(text)
    return paths


def files(locations):
    return {location.uri.rpartition("/")[2] for location in locations}


async def people(desk):
    found = await desk.workspace_symbol_async(t.WorkspaceSymbolParams("Latif Nazari"))
    return sorted(files(symbol.location for symbol in found))


@pytest.mark.only("folders")
async def test_a_name_of_one_folder_is_not_elsewhere_in_the_other(start, apart):
    desk = await start(*apart)
    await desk.indexed()
    desk.open("here.txt")
    assert "In no other report" in await desk.hover("here.txt", "Latif Nazari")
    assert files(await desk.references("here.txt", "Latif Nazari")) == {"here.txt"}
    assert await people(desk) == ["here.txt", "there.txt"]


@pytest.mark.only("folders")
async def test_each_folder_has_its_own_configuration(start, apart):
    one, two = apart
    wrong = "It rained on Tuesday, Feb. 17, 2025.\n"
    for folder in apart:
        folder.joinpath("rain.txt").write_text(wrong)
    two.joinpath("copydesk.toml").write_text('[rules]\nweekday-mismatch = "off"\n')
    desk = await start(one, two)
    desk.open(one / "rain.txt")
    desk.open(two / "rain.txt")
    await desk.expect(one / "rain.txt", "weekday-mismatch")
    await desk.expect(two / "rain.txt")


@pytest.mark.only("folders")
async def test_a_folder_is_added_and_removed_while_the_session_runs(start, apart):
    one, two = apart
    desk = await start(one)
    await desk.indexed()
    assert await people(desk) == ["here.txt"]
    desk.change_folders(added=[two])
    await desk.indexed()
    assert await people(desk) == ["here.txt", "there.txt"]
    desk.change_folders(removed=[one])
    assert await people(desk) == ["there.txt"]


@pytest.mark.only("folders")
@pytest.mark.only("progress")
async def test_a_removed_folder_is_added_again(start, apart):
    one, two = apart
    desk = await start(one, two)
    await desk.indexed()
    desk.change_folders(removed=[two])
    desk.change_folders(added=[two])
    await desk.until(lambda: desk.progress.count("end") == 3 or desk.troubles)
    assert await people(desk) == ["here.txt", "there.txt"]
    await desk.end()


@pytest.mark.only("folders")
async def test_findings_in_an_added_folder_come(start, apart):
    one, two = apart
    two.joinpath("a.md").write_text("See [it](there.txt) and [that](gone.txt).\n")
    two.joinpath("copydesk.toml").write_text("profil = 1\n")
    desk = await start(one)
    desk.change_folders(added=[two])
    await desk.expect(two / "copydesk.toml", "bad-metadata")
    desk.open(two / "a.md")
    await desk.expect(two / "a.md", "broken-link")


@pytest.mark.only("folders")
async def test_findings_in_a_removed_folder_go(start, apart):
    one, two = apart
    two.joinpath("copydesk.toml").write_text("profil = 1\n")
    desk = await start(one, two)
    await desk.expect(two / "copydesk.toml", "bad-metadata")
    desk.change_folders(removed=[two])
    desk.patience = 1
    await desk.expect(two / "copydesk.toml")


@pytest.mark.only("folders")
async def test_an_open_article_of_a_removed_folder_is_still_served(start, apart):
    one, two = apart
    article = two / "wire" / "rain.txt"
    article.parent.mkdir()
    article.write_text("Latif Nazari saw it rain on Tuesday, Feb. 17, 2025.\n")
    desk = await start(one, two)
    await desk.indexed()
    desk.open(article)
    desk.change_folders(removed=[two])
    assert "Latif Nazari" in await desk.hover(article, "Latif Nazari")
    await desk.still(article, "weekday-mismatch")


async def test_an_article_outside_is_in_the_folder_that_it_lies_in(start, apart):
    one, two = apart
    two.joinpath("more.txt").write_text("Latif Nazari stayed.\n")
    desk = await start(one)
    await desk.indexed()
    desk.open(two / "there.txt")
    desk.roots.append(two)
    await desk.indexed()
    assert "more.txt" in await desk.hover(two / "there.txt", "Latif Nazari")
    assert files(await desk.references(two / "there.txt", "Latif Nazari")) == {"there.txt", "more.txt"}


async def test_without_a_folder_the_article_brings_its_own(start, apart):
    one, _ = apart
    desk = await start(one, rootless=True)
    desk.open("here.txt")
    assert "Latif Nazari" in await desk.hover("here.txt", "Latif Nazari")
    await desk.expect("here.txt")
