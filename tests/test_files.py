"""Nothing half-written ever has its final name."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import files
from pipeline.errors import DiskFullError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_two_files_exchange_their_names(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    done = files.exchanged(one, other)
    assert (one.read_bytes(), other.read_bytes()) == ((b"2", b"1") if done else (b"1", b"2"))
    other.unlink()
    if done:
        with pytest.raises(FileNotFoundError):
            files.exchanged(one, other)


def test_the_name_comes_with_the_whole_content(tmp_path: Path):
    target = tmp_path / "deep" / "er" / "joel.mp4"
    with files.replacing(target) as temp:
        assert temp.parent == target.parent
        assert temp.suffix == ".mp4", "ffmpeg chooses the container by it"
        temp.write_bytes(b"half")
        assert not target.exists()
        temp.write_bytes(b"whole")
    assert target.read_bytes() == b"whole"
    assert names(target.parent) == ["joel.mp4"]


@pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt, OSError, SystemExit])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, kind: type[BaseException]):
    target = tmp_path / "ca.srt"
    target.write_bytes(b"old")
    with pytest.raises(kind), files.replacing(target) as temp:
        temp.write_bytes(b"new, but hal")
        raise kind
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["ca.srt"]


def test_a_failure_leaves_no_file_where_there_was_none(tmp_path: Path):
    with pytest.raises(RuntimeError), files.replacing(tmp_path / "x.json") as temp:
        temp.write_bytes(b"{")
        raise RuntimeError
    assert names(tmp_path) == []


def test_a_temporary_folder_of_its_own(tmp_path: Path):
    target, work = tmp_path / "out" / "x.txt", tmp_path / "work" / "temp"
    with files.replacing(target, work) as temp:
        assert temp.parent == work
        assert names(target.parent) == []
        temp.write_text("x")
    assert names(work) == []
    assert target.read_text() == "x"


def test_readers_see_the_old_or_the_new_file_only(tmp_path: Path):
    target = tmp_path / "manifest.json"
    old, new = b"a" * 300_000, b"b" * 300_000
    files.write_bytes(target, old)
    stop = threading.Event()
    seen: set[bytes] = set()

    def watch() -> None:
        while not stop.is_set():
            seen.add(target.read_bytes())

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(20):
        files.write_bytes(target, new)
        files.write_bytes(target, old)
    stop.set()
    watcher.join()
    assert seen
    assert seen <= {old, new}


def test_everybody_may_read_what_is_published(tmp_path: Path):
    target = tmp_path / "index.html"
    before = os.umask(0o077)
    try:
        files.write_text(target, "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o644


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_really_full_disk(tmp_path: Path):
    target = tmp_path / "joel.mp4"
    target.write_bytes(b"old")
    with pytest.raises(DiskFullError) as caught, files.replacing(target) as temp:
        temp.write_bytes(b"a little")
        Path("/dev/full").write_bytes(b"too much")
    assert caught.value.where == target
    assert "space" in caught.value.remedy
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["joel.mp4"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["fsync", "chmod", "replace", "mkdir", "open"])
def test_the_disk_may_be_full_at_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str):
    target = tmp_path / "new" / "x.json"

    def full(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(DiskFullError):
            files.write_bytes(target, b"{}")
    assert not target.exists()


def test_other_errors_of_the_disk_stay_what_they_are(tmp_path: Path):
    with pytest.raises(IsADirectoryError), files.disk_errors(tmp_path):
        tmp_path.write_bytes(b"")


@given(st.binary(max_size=5000))
def test_the_hash_of_a_file(data: bytes):
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "x"
        files.write_bytes(path, data)
        assert files.sha256_file(path) == hashlib.sha256(data).hexdigest()


def test_a_big_file_is_hashed_whole(tmp_path: Path):
    path = tmp_path / "big"
    path.write_bytes(b"x" * 3_000_001)
    assert files.sha256_file(path) == hashlib.sha256(b"x" * 3_000_001).hexdigest()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=5), values, max_size=6), st.randoms())
def test_equal_values_have_one_hash_whatever_their_order(value: dict[str, object], random: object):
    keys = list(value)
    random.shuffle(keys)  # type: ignore[attr-defined]
    assert files.sha256_json({key: value[key] for key in keys}) == files.sha256_json(value)
    assert files.sha256_json(value | {"one more": 1}) != files.sha256_json(value)


@given(values)
def test_json_is_written_as_people_read_it(value: object):
    text = files.to_json(value)
    assert json.loads(text) == value
    assert text.endswith("\n")
    assert "\n\n" not in text


def test_letters_stay_letters(tmp_path: Path):
    path = tmp_path / "x.json"
    files.write_json(path, {"títol": "L’hort d’en Joel · ŀ"})
    assert path.read_bytes() == '{\n  "títol": "L’hort d’en Joel · ŀ"\n}\n'.encode()


def test_newlines_are_written_as_given(tmp_path: Path):
    path = tmp_path / "x.vtt"
    files.write_text(path, "a\r\nb\nc\r")
    assert path.read_bytes() == b"a\r\nb\nc\r"


def test_what_a_killed_run_left_is_removed_and_nothing_else(tmp_path: Path):
    keep = [tmp_path / "ca.srt", tmp_path / "sub" / ".part-kept", tmp_path / "part-x"]
    (tmp_path / "sub").mkdir()
    for path in keep:
        path.touch()
    outside = tmp_path / "sub" / "precious"
    outside.touch()
    (tmp_path / ".part-abc.mp4").touch()
    (tmp_path / ".part-stage").mkdir()
    (tmp_path / ".part-stage" / "cues.ass").touch()
    (tmp_path / ".part-link").symlink_to(tmp_path / "sub")
    files.remove_parts(tmp_path)
    assert names(tmp_path) == ["ca.srt", "part-x", "sub"]
    assert all(path.exists() for path in [*keep, outside])


def test_nothing_to_remove(tmp_path: Path):
    files.remove_parts(tmp_path / "not there")


def test_a_pipe_with_a_name_stays_one_and_is_given_the_bytes(tmp_path: Path):
    """As /dev/null does, which root could replace by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    files.write_text(pipe, "Bon dia.\n", tmp_path)
    reader.join(10)
    assert pipe.is_fifo() and read == [b"Bon dia.\n"]
    assert list(tmp_path.iterdir()) == [pipe]
