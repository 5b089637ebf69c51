"""What a build knows of its files: read once, sent once, sent again once for all who found it damaged."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline import files
from pipeline.cluster.cluster_store import ClusterStore
from pipeline.cluster.task_files import KnownHashes, PutFiles

FILM = b"film" * 1000


class Counting(ClusterStore):
    """sent: what was really sent, in order."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.sent = list[str]()

    def put(self, path: Path, sha256: str, again: bool = False) -> None:
        self.sent.append("again" if again else "first")
        super().put(path, sha256, again)


@pytest.fixture
def store(tmp_path: Path) -> Counting:
    return Counting(str(tmp_path / "store"))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    (tmp_path / "film.mp4").write_bytes(FILM)
    return tmp_path / "film.mp4"


def at_once(what: Callable[[], None]) -> None:
    with ThreadPoolExecutor(8) as threads:
        for one in [threads.submit(what) for _ in range(8)]:
            one.result()


def test_what_many_tasks_read_is_sent_once_and_again_once(store: Counting, film: Path, tmp_path: Path) -> None:
    sha256, put = files.sha256_file(film), PutFiles(store)
    at_once(lambda: put.put(film, sha256))
    assert store.sent == ["first"]
    (tmp_path / "store" / sha256).write_bytes(FILM[:-1] + b"x")
    looked = time.monotonic()
    at_once(lambda: put.put_again(film, sha256, looked))
    assert store.sent == ["first", "again"]
    store.fetch(sha256, tmp_path / "out.mp4", tmp_path)
    assert (tmp_path / "out.mp4").read_bytes() == FILM
    put.put_again(film, sha256, time.monotonic())
    assert store.sent == ["first", "again", "again"], "who began to look after that found it damaged anew"


def test_what_came_from_there_need_not_be_sent(store: Counting, film: Path) -> None:
    put = PutFiles(store)
    put.note(files.sha256_file(film))
    put.put(film, files.sha256_file(film))
    assert store.sent == []


def test_a_file_is_read_again_once_it_is_another(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = time.time_ns() - 10**11
    os.utime(film, ns=(long_ago, long_ago))
    known, sha256, read = KnownHashes(), files.sha256_file(film), list[Path]()
    really = files.sha256_file
    monkeypatch.setattr(files, "sha256_file", lambda path: read.append(path) or really(path))
    assert known.sha256_each([film]) == known.sha256_each([film]) == [sha256]
    film.write_bytes(FILM[:-1] + b"x")
    assert known.sha256_each([film]) != [sha256] and read
