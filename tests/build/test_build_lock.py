"""One build at a time in one folder."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from pipeline.build.build_lock import locked
from pipeline.errors import BusyError
from pipeline.project.layout import Layout


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path)


def no_waiting(text: str) -> None:
    raise AssertionError(text)


def test_it_says_who_holds_it(layout: Layout) -> None:
    with locked(layout, "veus build", False, no_waiting) as waited:
        assert waited is False
        assert json.loads((layout.work / "lock.json").read_text()) == {"pid": os.getpid(), "doing": "veus build"}
        with (
            pytest.raises(BusyError, match=rf'another run .*"veus build" \(process {os.getpid()}\)\. .*--wait'),
            locked(layout, "veus build", False, no_waiting),
        ):
            pass
    assert not (layout.work / "lock.json").exists()


def test_it_is_free_again_after_an_error(layout: Layout) -> None:
    with pytest.raises(KeyError), locked(layout, "veus build", False, no_waiting):
        raise KeyError
    with locked(layout, "veus build", False, no_waiting):
        pass


@pytest.mark.parametrize("said", ["", "{", "[]", "{}", None])
def test_a_holder_that_has_not_said_its_name(layout: Layout, said: str | None) -> None:
    with locked(layout, "veus build", False, no_waiting):
        name = layout.work / "lock.json"
        name.write_text(said) if said is not None else name.unlink()
        with pytest.raises(BusyError, match="just begun"), locked(layout, "x", False, no_waiting):
            pass


def test_waiting(layout: Layout) -> None:
    told: list[str] = []
    asked, order = threading.Event(), []

    def on_wait(text: str) -> None:
        told.append(text)
        asked.set()

    def second() -> None:
        with locked(layout, "veus build", True, on_wait) as waited:
            order.append(("second", waited))

    with locked(layout, "veus build", True, no_waiting):
        thread = threading.Thread(target=second)
        thread.start()
        assert asked.wait(5)
        order.append(("first", False))
    thread.join(5)
    assert order == [("first", False), ("second", True)]
    assert len(told) == 1 and "Waiting until it ends" in told[0]
