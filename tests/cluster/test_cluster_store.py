"""The store of a cluster: what comes out is what went in, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ftp_place import serving

from pipeline import files
from pipeline.cluster.cluster_store import ClusterStore, FileCache, NotStored
from pipeline.errors import VeusError


@pytest.fixture(params=["folder", "memory", "ftp"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ClusterStore]:
    if request.param == "ftp":
        (tmp_path / "served").mkdir()
        with serving(tmp_path / "served") as address:
            yield ClusterStore(f"{address}/store")
    else:
        yield ClusterStore(str(tmp_path / "store") if request.param == "folder" else f"memory://{tmp_path.name}")


def made(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return files.sha256_file(path)


def test_what_went_in_comes_out(store: ClusterStore, tmp_path: Path) -> None:
    sha256 = made(tmp_path / "film.mp4", b"film" * 1000)
    for _ in range(2):
        store.put(tmp_path / "film.mp4", sha256)
    store.fetch(sha256, tmp_path / "out/film.mp4", tmp_path)
    assert (tmp_path / "out/film.mp4").read_bytes() == b"film" * 1000
    assert not list(tmp_path.glob(".part-*"))


def test_what_is_not_there_or_damaged_is_nothing(store: ClusterStore, tmp_path: Path) -> None:
    sha256 = made(tmp_path / "film.mp4", b"film")
    with pytest.raises(NotStored):
        store.fetch(sha256, tmp_path / "out.mp4", tmp_path)
    (tmp_path / "film.mp4").write_bytes(b"fill")  # as long, and something else
    store.put(tmp_path / "film.mp4", sha256)
    with pytest.raises(NotStored) as raised:
        store.fetch(sha256, tmp_path / "out.mp4", tmp_path)
    assert raised.value.sha256 == sha256 and not (tmp_path / "out.mp4").exists()
    (tmp_path / "film.mp4").write_bytes(b"film")
    store.put(tmp_path / "film.mp4", sha256, again=True)
    store.fetch(sha256, tmp_path / "out.mp4", tmp_path)
    assert (tmp_path / "out.mp4").read_bytes() == b"film"


def test_what_another_puts_there_while_one_reads_damaged_bytes_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = made(tmp_path / "film.mp4", b"film")
    (tmp_path / "fill.mp4").write_bytes(b"fill")
    store, another = (ClusterStore(str(tmp_path / "store")) for _ in range(2))
    store.put(tmp_path / "fill.mp4", sha256)

    def slowly(path: Path) -> str:
        found = sha256_file(path)
        another.put(tmp_path / "film.mp4", sha256, again=True)
        return found

    sha256_file = files.sha256_file
    with monkeypatch.context() as patched:
        patched.setattr(files, "sha256_file", slowly)
        with pytest.raises(NotStored):
            store.fetch(sha256, tmp_path / "out.mp4", tmp_path)
    store.fetch(sha256, tmp_path / "out.mp4", tmp_path)
    assert (tmp_path / "out.mp4").read_bytes() == b"film"


def test_answers_are_kept_until_they_are_forgotten(store: ClusterStore) -> None:
    assert store.answer("stage-1") is None
    store.note("stage-1", b"one")
    store.note("stage-1", b"another")
    assert store.answer("stage-1") == b"another"
    store.forget("stage-1")
    store.forget("stage-1")
    assert store.answer("stage-1") is None


KEY = "stage-" + "ab" * 32


def test_a_part_has_its_own_files_and_is_taken_away_alone(store: ClusterStore, tmp_path: Path) -> None:
    sha256, one, other = made(tmp_path / "film.mp4", b"film"), store.part("test/one"), store.part("test/other")
    one.clear()  # there is nothing yet
    for part in (one, other):
        part.put(tmp_path / "film.mp4", sha256)
        part.note(KEY, b"x")
        assert part.address == store.address, "for people it is the store"
    one.clear()
    assert one.answer(KEY) is None and other.answer(KEY) == b"x"
    with pytest.raises(NotStored):
        one.fetch(sha256, tmp_path / "out.mp4", tmp_path)
    other.fetch(sha256, tmp_path / "out.mp4", tmp_path)
    one.put(tmp_path / "film.mp4", sha256)
    one.fetch(sha256, tmp_path / "out.mp4", tmp_path)


def test_a_place_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(VeusError, match="a password in an address"):
        ClusterStore("ftp://who:secret@example.org/x")
    (tmp_path / "file").touch()
    with pytest.raises(VeusError, match="cannot be read or written"):
        ClusterStore(str(tmp_path / "file")).note("stage-1", b"")


def test_a_worker_keeps_what_it_used_last(tmp_path: Path) -> None:
    store = ClusterStore(str(tmp_path / "store"))
    (tmp_path / "kept").mkdir()
    cache = FileCache(tmp_path / "kept", 250)
    hashes = [made(tmp_path / f"{n}", bytes([n]) * 100) for n in range(3)]
    for n, sha256 in enumerate(hashes):
        store.put(tmp_path / f"{n}", sha256)
        cache.lay(sha256, store, tmp_path / f"laid{n}")
    assert {path.name for path in (tmp_path / "kept").iterdir()} == set(hashes[1:])
    assert (tmp_path / "laid0").read_bytes() == b"\0" * 100, "what is in use stays"
    cache.keep(tmp_path / "0", hashes[0])
    cache.lay(hashes[0], store, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == b"\0" * 100


def test_a_worker_keeps_nothing_for_long_that_it_does_not_use(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    cache = FileCache(tmp_path / "kept", 1000)
    cache.keep(tmp_path / "film.mp4", made(tmp_path / "film.mp4", b"film"))
    cache.drop_unused(60)
    assert len(list((tmp_path / "kept").iterdir())) == 1
    cache.drop_unused(0)
    assert not list((tmp_path / "kept").iterdir())
    store = ClusterStore(str(tmp_path / "store"))
    store.put(tmp_path / "film.mp4", sha256 := files.sha256_file(tmp_path / "film.mp4"))
    cache.lay(sha256, store, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == b"film", "it can be had again"
