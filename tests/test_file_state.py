"""Whether a file is the one of before, told without reading it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.file_state import RACY_NS, newest_ns, settled, state_of, tree_state


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story/.base").mkdir(parents=True)
    (tmp_path / "story/ca.srt").write_bytes(b"Bon dia")
    (tmp_path / "story/.base/ca.srt").write_bytes(b"Bon dia")
    return tmp_path / "story"


def restored(path: Path, data: bytes) -> None:
    """Other bytes, written in place, of the same length, under the date of before."""
    before = path.stat()
    assert len(data) == before.st_size
    with path.open("r+b") as stream:
        stream.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_nothing_changed(folder: Path) -> None:
    assert tree_state([folder]) == tree_state([folder])


@pytest.mark.skipif(sys.platform == "win32", reason="has no time of the entry's change")
def test_other_bytes_under_the_date_of_before(folder: Path) -> None:
    before, path = tree_state([folder]), folder / ".base/ca.srt"
    one = state_of(path.stat())
    restored(path, b"Bon vot")
    assert path.stat().st_mtime_ns == one[1]
    assert state_of(path.stat()) != one
    assert tree_state([folder]).digest != before.digest


def test_a_copy_put_in_place_with_its_date(folder: Path) -> None:
    before, path = tree_state([folder]), folder / "ca.srt"
    other = folder.parent / "other.srt"
    other.write_bytes(b"Bon vot")
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)
    assert tree_state([folder]).digest != before.digest


def test_a_link_to_what_is_gone_hides_nothing_beside_it(folder: Path) -> None:
    """A shortcut to a disk that is not there: the captions beside it may be corrected as ever."""
    (folder / "photos").symlink_to(folder / "nowhere")
    before, path = tree_state([folder]), folder / "ca.srt"
    path.write_bytes(b"Bona nit a tothom")
    assert tree_state([folder]).digest != before.digest
    assert before.newest > 0
    with_link = tree_state([folder]).digest
    (folder / "photos").unlink()
    assert tree_state([folder]).digest != with_link


@pytest.mark.parametrize("change", ["added", "removed", "renamed", "folder", "moved"])
def test_names(folder: Path, change: str) -> None:
    before, path = tree_state([folder]), folder / "ca.srt"
    if change == "added":
        (folder / "en.srt").write_bytes(b"")
    elif change == "removed":
        path.unlink()
    elif change == "renamed":
        path.rename(folder / "es.srt")
    elif change == "folder":
        (folder / "new").mkdir()
    else:
        path.replace(folder / ".base/en.srt")
    assert tree_state([folder]).digest != before.digest


def test_a_file_does_not_change_sides(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (one / "a").write_bytes(b"a")
    before = tree_state([one, two])
    (one / "a").rename(two / "a")
    assert tree_state([one, two]).digest != before.digest


def test_what_a_link_leads_to(folder: Path) -> None:
    footage = folder.parent / "film.mp4"
    footage.write_bytes(b"film")
    (folder / "film.mp4").symlink_to(footage)
    before = tree_state([folder])
    footage.write_bytes(b"another film")
    assert tree_state([folder]).digest != before.digest


def test_what_is_passed_over(folder: Path) -> None:
    before = tree_state([folder], {"pieces"})
    (folder / "pieces").mkdir()
    (folder / "pieces/one").write_bytes(b"1")
    assert tree_state([folder], {"pieces"}) == before


def test_no_folder(tmp_path: Path) -> None:
    assert tree_state([tmp_path / "no"]).newest == 0


def test_folders_without_an_end(folder: Path) -> None:
    (folder / "again").symlink_to(folder)
    with pytest.raises(OSError, match="again"):
        tree_state([folder])


def test_a_name_that_is_no_text(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff")).mkdir()
    assert tree_state([folder]).digest


def test_what_was_just_written_is_not_settled(folder: Path) -> None:
    newest = newest_ns(state_of((folder / "ca.srt").stat()))
    assert not settled(newest, newest)
    assert not settled(newest, newest + RACY_NS)
    assert settled(newest, newest + RACY_NS + 1)
    assert tree_state([folder]).newest >= newest
