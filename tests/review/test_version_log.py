"""The file that versions of a track are kept in."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_steps import Killed, unhurried_disk, watched

from pipeline import files
from pipeline.cues import Cue
from pipeline.errors import DiskFullError
from pipeline.review.version_log import CHAIN, VersionLog
from pipeline.subtitles.srt import write_srt

NOW = "2024-03-01T09:30:00+01:00"


@pytest.fixture(autouse=True)
def _unhurried() -> Iterator[None]:
    with unhurried_disk():
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history/ca.versions.jsonl"


def track(number: int) -> bytes:
    """An hour's captions, one of which differs from version to version."""
    cues = [Cue(4000 * n, 4000 * n + 3500, f"La frase {n}\nd’una hora, {n * 7919 % 1000}.") for n in range(900)]
    at = number * 37 % 900
    cues[at] = Cue(cues[at].start, cues[at].end, f"Versió {number}.")
    return write_srt(cues).encode()


def append(path: Path, *versions: bytes) -> VersionLog:
    log = VersionLog(path)
    for data in versions:
        log.append(data, "page-save", "Anna", NOW)
    return log


def everything(log: VersionLog) -> list[bytes]:
    return [log.read(line.sha256) for line in log.lines()]


def test_versions_stay_in_order_with_who_when_and_why(path: Path) -> None:
    log = append(path, b"one", b"two", b"one")
    for found in (log, VersionLog(path)):
        assert everything(found) == [b"one", b"two", b"one"]
        line = found.lines()[0]
        assert (line.sha256, line.why, line.by, line.when) == (files.sha256_bytes(b"one"), "page-save", "Anna", NOW)
        assert found.holds(line.sha256) and not found.holds("0" * 64)


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"\r\n" * 9, "Ñandú 🎵".encode()])
def test_any_bytes_are_versions(path: Path, data: bytes) -> None:
    append(path, b"a", data, b"b")
    assert everything(VersionLog(path)) == [b"a", data, b"b"]


def test_the_same_versions_give_the_same_bytes(tmp_path: Path) -> None:
    versions = [track(n) for n in (1, 2, 3, 1)]
    paths = [tmp_path / name for name in ("a", "b")]
    for path in paths:
        append(path, *versions)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_ten_thousand_versions_of_an_hour_fit_into_fifty_megabytes(path: Path) -> None:
    """Two chains of them are measured: all others are like these."""
    many = 2 * (CHAIN + 1)
    log = append(path, *(track(n) for n in range(many)))
    assert path.stat().st_size / many * 10_000 < 50_000_000
    assert log.read(log.lines()[-1].sha256) == track(many - 1)
    assert VersionLog(path).read(log.lines()[CHAIN].sha256) == track(CHAIN)


def test_two_processes_see_what_the_other_appends(path: Path) -> None:
    one, two = VersionLog(path), VersionLog(path)
    for number in range(6):
        (one, two)[number % 2].append(track(number), "page-save", "Anna", NOW)
    assert everything(one) == everything(two) == [track(number) for number in range(6)]


def test_threads_that_read_while_one_writes(path: Path) -> None:
    log, wrong = append(path, track(0)), []

    def read() -> None:
        for _ in range(20):
            wrong.extend(line for line in log.lines() if files.sha256_bytes(log.read(line.sha256)) != line.sha256)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 30):
        log.append(track(number), "page-save", "Anna", NOW)
    for reader in readers:
        reader.join()
    assert not wrong and len(log.lines()) == 30


def test_another_file_in_its_place_is_read_anew(path: Path) -> None:
    log = append(path, b"one", b"two")
    other = path.with_name("other")
    append(other, b"three")
    other.replace(path)
    assert everything(log) == [b"three"]
    path.unlink()
    assert log.lines() == () and not log.holds(files.sha256_bytes(b"three"))


class TestDamage:
    @pytest.mark.parametrize("cut", range(1, 160, 13))
    def test_a_torn_last_line_takes_no_other_with_it(self, path: Path, cut: int) -> None:
        append(path, b"one", b"two")
        path.write_bytes(path.read_bytes()[:-cut])
        left = [b"one", b"two"] if cut == 1 else [b"one"]  # only the end of the line is missing
        assert everything(VersionLog(path)) == left
        log = append(path, b"three")
        assert everything(log) == everything(VersionLog(path)) == [*left, b"three"]

    def test_a_reader_that_saw_half_a_line_sees_the_next_ones(self, path: Path) -> None:
        append(path, b"one", b"two")
        whole = path.read_bytes()
        path.write_bytes(whole[:-30])
        log = VersionLog(path)
        assert everything(log) == [b"one"]
        path.write_bytes(whole)
        assert everything(log) == [b"one", b"two"]

    @pytest.mark.parametrize("line", [b"[]", b"null", b'{"sha256": 3}', b"\xff", b'{"sha256": "a"}', b"", b"[" * 9999])
    def test_damaged_lines_are_passed_over(self, path: Path, line: bytes) -> None:
        append(path, b"one")
        with path.open("ab") as stream:
            stream.write(line + b"\n")
        append(path, b"two")
        assert everything(VersionLog(path)) == [b"one", b"two"]

    def test_bytes_that_were_changed_are_told_and_the_others_stay(self, path: Path) -> None:
        versions = [track(n) for n in range(4)]
        append(path, *versions)
        lines = path.read_bytes().splitlines(keepends=True)
        entry = json.loads(lines[1])
        lines[1] = json.dumps(entry | {"data": json.loads(lines[2])["data"]}).encode() + b"\n"
        path.write_bytes(b"".join(lines))
        log = VersionLog(path)
        with pytest.raises(ValueError):
            log.read(files.sha256_bytes(versions[1]))
        assert log.read(files.sha256_bytes(versions[0])) == versions[0]
        log.append(versions[1], "page-save", "Anna", NOW)
        assert log.read(files.sha256_bytes(versions[1])) == versions[1], "written whole where it could not be read"
        assert everything(VersionLog(path))[-1] == versions[1]

    @pytest.mark.parametrize("base", ["itself", "0" * 64])
    def test_a_delta_without_its_beginning_is_told(self, path: Path, base: str) -> None:
        append(path, b"one")
        entry = json.loads(path.read_bytes())
        path.write_text(json.dumps(entry | {"base": entry["sha256"] if base == "itself" else base}) + "\n", "utf-8")
        with pytest.raises(ValueError):
            VersionLog(path).read(entry["sha256"])

    def test_what_is_not_there(self, path: Path) -> None:
        with pytest.raises(KeyError):
            VersionLog(path).read("0" * 64)

    def test_killed_between_any_two_steps(self, path: Path) -> None:
        for dies_at in range(8):
            path.unlink(missing_ok=True)
            append(path, b"one")
            try:
                with watched(path.parent, dies_at=dies_at):
                    append(path, b"two")
            except Killed:
                assert b"one" in everything(VersionLog(path))
            append(path, b"three")
            assert {b"one", b"three"} <= set(everything(VersionLog(path)))

    def test_a_full_disk_is_named(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        append(path, b"one")

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            with pytest.raises(DiskFullError, match=r"ca\.versions\.jsonl"):
                append(path, b"two")
        append(path, b"three")
        assert everything(VersionLog(path))[-1] == b"three"

    def test_what_the_disk_refused_is_no_version_until_it_is_saved_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log, other = append(path, b"one"), VersionLog(path)

        def broken(_: int) -> None:
            assert other.holds(files.sha256_bytes(b"two")), "another process may have seen it already"
            raise OSError(errno.EIO, "Input/output error")

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", broken)
            with pytest.raises(OSError, match="Input/output"):
                log.append(b"two", "page-save", "Anna", NOW)
        assert everything(log) == everything(VersionLog(path)) == [b"one"]
        log.append(b"two" * 999, "page-save", "Anna", NOW)
        assert everything(other) == everything(log) == [b"one", b"two" * 999]
        log.append(b"two", "page-save", "Anna", NOW)
        assert everything(VersionLog(path)) == [b"one", b"two" * 999, b"two"]

    def test_the_names_of_new_folders_are_on_the_disk_once_a_version_is(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waited: list[int] = []
        monkeypatch.setattr("os.fsync", lambda file: waited.append(os.fstat(file).st_ino))
        log = append(path, b"one")
        names = [folder.stat().st_ino for folder in (path, *list(path.parents)[:3])]
        assert waited == names
        log.append(b"two", "page-save", "Anna", NOW)
        assert waited == [*names, names[0]]
