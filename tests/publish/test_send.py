"""A plan carried out: in its order, noted before, and only where the place is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import files
from pipeline.errors import BusyError
from pipeline.file_stores import Target
from pipeline.project.layout import Layout
from pipeline.publish.plan import INDEX, MANIFEST, Entry, Index, Item, Plan, Stage, plan, read_index
from pipeline.publish.send import carry_out
from pipeline.publish.targets import open_target

TEXTS = {MANIFEST: Stage.MANIFEST, "joel/embed.html": Stage.PAGE, "joel/a.mp4": Stage.MEDIA}


@pytest.fixture
def there(tmp_path: Path) -> Target:
    return open_target(str(tmp_path / "site"), Layout(tmp_path / "root"))


def planned(tmp_path: Path, there: Target) -> Plan:
    items = []
    for number, (name, stage) in enumerate(TEXTS.items()):
        path = tmp_path / str(number)
        path.write_text(name, "utf-8")
        items.append(Item(name, path, len(name), files.sha256_text(name), stage))
    return plan(items, lambda name: False, read_index(there.read(INDEX), ""), there.listing())


def test_the_manifest_comes_last_and_whoever_asks_is_told_of_each(there: Target, tmp_path: Path) -> None:
    told: list[str] = []
    todo = planned(tmp_path, there)
    carry_out(todo, there, "me", lambda item: told.append(item.name))
    assert told == ["joel/a.mp4", "joel/embed.html", MANIFEST]
    assert {name: (there.read(name) or b"").decode() for name in told} == {name: name for name in told}
    assert read_index(there.read(INDEX), "") == todo.after


def test_what_is_on_its_way_is_named_before_it_is_there_and_with_its_hash_after(there: Target, tmp_path: Path) -> None:
    seen: dict[str, Index] = {}
    carry_out(
        planned(tmp_path, there), there, "me", lambda item: seen.update({item.name: read_index(there.read(INDEX), "")})
    )
    first, second, _ = seen.values()
    assert set(first.files) == set(TEXTS) and {entry.sha256 for entry in first.files.values()} <= {
        None,
        files.sha256_text("joel/a.mp4"),
    }
    assert second.files["joel/a.mp4"].sha256 == files.sha256_text("joel/a.mp4")
    assert second.files[MANIFEST].sha256 is None


def test_a_place_that_was_published_to_since_is_left_alone(there: Target, tmp_path: Path) -> None:
    todo = planned(tmp_path, there)
    other = Index(files={"anna/b.mp4": Entry(bytes=1, sha256=None)})
    there.write(INDEX, other.to_bytes())
    with pytest.raises(BusyError, match=r"somebody else has published here.*same command again"):
        carry_out(todo, there, "me")
    assert there.read(MANIFEST) is None and read_index(there.read(INDEX), "") == other


def test_where_all_is_there_nothing_is_touched(there: Target, tmp_path: Path) -> None:
    carry_out(planned(tmp_path, there), there, "me")
    todo = planned(tmp_path, there)
    assert todo.nothing_to_do
    before = there.listing()
    carry_out(todo, there, "me", lambda item: pytest.fail(item.name))
    assert there.listing() == before
