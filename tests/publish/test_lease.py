"""One publisher at a time: in folders, and in stores of every kind."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import BusyError, VeusError
from pipeline.file_stores import Target
from pipeline.publish import lease
from pipeline.publish.lease import LEASE, STALE, leased


def left_behind(target: Target, owner: str, ago: timedelta) -> None:
    note = {"owner": owner, "run": "another", "at": (datetime.now(UTC) - ago).isoformat()}
    target.write(LEASE, json.dumps(note).encode())


def run_there(target: Target) -> str:
    return str(json.loads(target.read(LEASE) or b"{}").get("run"))


def test_a_lease_ends_with_its_block(target: Target) -> None:
    with leased(target, "me") as mine:
        assert run_there(target) == mine.note.run
        assert set(json.loads(target.read(LEASE) or b"")) == {"owner", "run", "at"}
        mine.keep()
    assert target.read(LEASE) is None
    with pytest.raises(KeyError), leased(target, "me"):
        raise KeyError
    assert target.read(LEASE) is None


def test_two_do_not_have_it_at_once(target: Target) -> None:
    with leased(target, "me") as mine:
        with (
            pytest.raises(BusyError, match=r"somebody else is publishing here.* last sign .*\d\d:\d\d"),
            leased(target, "you"),
        ):
            pass
        mine.keep()
    with leased(target, "you"):
        pass


def test_what_was_cut_off_is_taken_up(target: Target) -> None:
    for owner, ago in (("me", timedelta()), ("you", STALE + timedelta(minutes=1))):
        left_behind(target, owner, ago)
        with leased(target, "me") as mine:
            assert run_there(target) == mine.note.run
    left_behind(target, "you", STALE - timedelta(minutes=1))
    with pytest.raises(BusyError), leased(target, "me"):
        pass
    assert run_there(target) == "another"


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"\xff"])
def test_a_lease_that_nobody_can_read_is_nobodys(target: Target, damaged: bytes) -> None:
    target.write(LEASE, damaged)
    with leased(target, "me") as mine:
        assert run_there(target) == mine.note.run


def test_whoever_was_overtaken_stops_and_leaves_the_other_alone(target: Target) -> None:
    with pytest.raises(BusyError, match="somebody else publishes here now"), leased(target, "me") as mine:
        left_behind(target, "you", timedelta())
        mine.keep()
    assert run_there(target) == "another"


def test_a_lease_is_renewed_now_and_then(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    with leased(target, "me") as mine:
        first, written = mine.note.at, target.read(LEASE)
        mine.keep()
        assert target.read(LEASE) == written
        later = first + timedelta(minutes=2)
        monkeypatch.setattr(lease, "_now", lambda: later)
        mine.keep()
        assert json.loads(target.read(LEASE) or b"")["at"] == later.isoformat().replace("+00:00", "Z")


def test_a_lease_that_is_gone_ends_the_run(target: Target) -> None:
    """As after a disk was unplugged, or the folder emptied: it is never made again, as that would hide it."""
    with leased(target, "me") as mine:
        target.remove(LEASE)
        with pytest.raises(VeusError, match=r"emptied or replaced.*run the same command again"):
            mine.keep()
        assert target.read(LEASE) is None
