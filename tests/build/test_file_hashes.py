"""Files are read once, and again only when they may be others."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from pipeline import file_state, files
from pipeline.build.file_hashes import FileHashes


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with a finer clock than FAT's: nobody waits here for two seconds."""
    monkeypatch.setattr(file_state, "RACY_NS", 20_000_000)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    (tmp_path / "film.mp4").write_bytes(b"film one")
    return tmp_path / "film.mp4"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are really read."""
    found: list[Path] = []
    sha256_each = files.sha256_each
    monkeypatch.setattr(files, "sha256_each", lambda paths: found.extend(paths) or sha256_each(paths))
    return found


def hashed(film: Path, verify: bool = False) -> str:
    """By a run of its own."""
    hashes = FileHashes(film.parent / "hashes.json", verify)
    (found,) = hashes.sha256_each([film])
    hashes.save()
    return found


def aged() -> None:
    time.sleep(0.05)


def test_an_old_file_is_read_once(film: Path, read: list[Path], quick: None) -> None:
    aged()
    assert hashed(film) == hashed(film) == files.sha256_bytes(b"film one")
    assert read == [film]


def test_a_file_just_written_is_read_again(film: Path, read: list[Path]) -> None:
    assert hashed(film) == hashed(film)
    assert read == [film, film]


@pytest.mark.skipif(sys.platform == "win32", reason="has no time of the entry's change")
def test_other_bytes_under_the_date_of_before(film: Path, quick: None) -> None:
    aged()
    hashed(film)
    before = film.stat()
    with film.open("r+b") as stream:
        stream.write(b"film two")
    os.utime(film, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert hashed(film) == files.sha256_bytes(b"film two")


def test_other_bytes_in_the_same_instant(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk whose clock stands still for a moment: the file's state is that of before, and its bytes are not."""
    hashed(film)
    state = file_state.state_of(film.stat())
    monkeypatch.setattr("pipeline.build.file_hashes.state_of", lambda _: state)
    film.write_bytes(b"film two")
    assert hashed(film) == files.sha256_bytes(b"film two")


def test_to_verify_is_to_read(film: Path, read: list[Path], quick: None) -> None:
    aged()
    hashed(film)
    hashed(film, verify=True)
    assert read == [film, film]


@pytest.mark.parametrize("notes", ["", "[]", '{"film": 1}', '{"film": [[1, 2, 3], "00"]}'])
def test_damaged_notes(film: Path, notes: str) -> None:
    (film.parent / "hashes.json").write_text(notes)
    assert hashed(film) == files.sha256_bytes(b"film one")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        hashed(tmp_path / "film.mp4")


def test_only_what_was_asked_for_is_kept(film: Path, quick: None) -> None:
    other = film.with_name("other.mp4")
    other.write_bytes(b"other")
    aged()
    hashed(film)
    hashed(other)
    assert "film.mp4" not in (film.parent / "hashes.json").read_text()


def test_a_series_that_was_moved_is_not_read_again(film: Path, read: list[Path], quick: None) -> None:
    aged()
    hashed(film)
    assert str(film.parent) not in (film.parent / "hashes.json").read_text()
    moved = film.parent.rename(film.parent.with_name("moved"))
    hashed(moved / film.name)
    assert read == [film]
