"""What has been made from what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.build.step_cache import StepCache

KEY = {"footage": "abc", "size": [1, 2]}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "film").mkdir()
    (tmp_path / "film/a.txt").write_text("a")
    (tmp_path / "film/b.txt").write_text("b")
    return tmp_path


def opened(root: Path) -> StepCache:
    return StepCache(root / ".work/film/ledger.json", root)


def outputs(root: Path) -> list[Path]:
    return [root / "film/a.txt", root / "film/b.txt"]


@pytest.fixture
def ledger(root: Path) -> StepCache:
    """A new look, by a later run, at what was recorded."""
    assert not opened(root).fresh("step", KEY, outputs(root))
    opened(root).record("step", KEY, outputs(root))
    return opened(root)


def test_what_was_recorded_is_fresh(ledger: StepCache, root: Path) -> None:
    assert ledger.fresh("step", KEY, outputs(root))


def test_the_order_of_keys_and_outputs_means_nothing(ledger: StepCache, root: Path) -> None:
    assert ledger.fresh("step", dict(reversed(KEY.items())), outputs(root)[::-1])


def test_dates_mean_nothing(ledger: StepCache, root: Path) -> None:
    for path in outputs(root):
        path.write_bytes(path.read_bytes())
    assert ledger.fresh("step", KEY, outputs(root))


@pytest.mark.parametrize("key", [{}, KEY | {"size": [2, 1]}, KEY | {"more": None}])
def test_another_key(ledger: StepCache, root: Path, key: dict[str, object]) -> None:
    assert not ledger.fresh("step", key, outputs(root))


def test_a_key_that_decides_which_files_there_are(ledger: StepCache, root: Path) -> None:
    assert ledger.judged_as_made("step", KEY).why == ""
    assert "another key" in ledger.judged_as_made("step", KEY | {"more": None}).why
    assert "not noted" in ledger.judged_as_made("other", KEY).why
    outputs(root)[1].unlink()
    assert "film/b.txt is not there" in opened(root).judged_as_made("step", KEY).why


def test_another_step(ledger: StepCache, root: Path) -> None:
    assert not ledger.fresh("other", KEY, outputs(root))


def test_a_deleted_output(ledger: StepCache, root: Path) -> None:
    (root / "film/b.txt").unlink()
    assert not ledger.fresh("step", KEY, outputs(root))


def test_changed_bytes(ledger: StepCache, root: Path) -> None:
    (root / "film/b.txt").write_text("B")
    assert not ledger.fresh("step", KEY, outputs(root))


def test_an_output_that_became_a_folder(ledger: StepCache, root: Path) -> None:
    (root / "film/b.txt").unlink()
    (root / "film/b.txt").mkdir()
    assert not ledger.fresh("step", KEY, outputs(root))


def test_more_or_fewer_outputs(ledger: StepCache, root: Path) -> None:
    assert not ledger.fresh("step", KEY, outputs(root)[:1])
    (root / "film/c.txt").write_text("c")
    assert not ledger.fresh("step", KEY, [*outputs(root), root / "film/c.txt"])


def test_it_moves_with_its_folder(ledger: StepCache, root: Path, tmp_path: Path) -> None:
    moved = tmp_path.with_name(tmp_path.name + " moved")
    root.rename(moved)
    assert opened(moved).fresh("step", KEY, outputs(moved))


def test_a_file_made_again_is_read_again(ledger: StepCache, root: Path) -> None:
    assert ledger.fresh("step", KEY, outputs(root))
    (root / "film/a.txt").write_text("new")
    ledger.record("step", KEY, outputs(root))
    assert opened(root).fresh("step", KEY, outputs(root))


def test_steps_are_kept_side_by_side(ledger: StepCache, root: Path) -> None:
    ledger.record("other", {}, outputs(root)[:1])
    later = opened(root)
    assert later.fresh("step", KEY, outputs(root)) and later.fresh("other", {}, outputs(root)[:1])


WRONG = [None, 3, [], {}, {"key": 1}, {"key": "x", "outputs": 3}, {"outputs": {}}]


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "3", "null", "\x00", *(json.dumps({"step": entry}) for entry in WRONG)]
)
def test_a_damaged_ledger_only_costs_time(ledger: StepCache, root: Path, damage: str) -> None:
    (root / ".work/film/ledger.json").write_text(damage)
    damaged = opened(root)
    assert not damaged.fresh("step", KEY, outputs(root))
    damaged.record("step", KEY, outputs(root))
    assert opened(root).fresh("step", KEY, outputs(root))


def test_a_ledger_that_is_no_text(ledger: StepCache, root: Path) -> None:
    (root / ".work/film/ledger.json").write_bytes(b"\xff\xfe\x00")
    assert not opened(root).fresh("step", KEY, outputs(root))
