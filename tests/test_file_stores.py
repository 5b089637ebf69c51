"""What a place does with files, whatever it is; and servers with ways of their own."""

from __future__ import annotations

from ftplib import error_temp
from pathlib import Path
from typing import Any

import pytest
from published import place

from pipeline.errors import VeusError
from pipeline.file_stores import Target, open_place

NAME = "film/a b é.ca.vtt"


@pytest.fixture(params=["folder", "memory", "ftp"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    return open_place(place(request, tmp_path))


def test_files_come_change_and_go(target: Target, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(200_000))
    assert target.listing() == {} and target.read(NAME) is None
    target.write(NAME, b"one")
    target.send(source, NAME)
    assert target.listing() == {NAME: 200_000} and target.read(NAME) == bytes(200_000)
    target.write(NAME, b"")
    assert target.listing() == {NAME: 0} and target.read(NAME) == b""
    for _ in range(2):
        target.remove(NAME)
        assert target.listing() == {} and target.read(NAME) is None
    assert target.create(NAME, b"mine") and not target.create(NAME, b"yours") and target.read(NAME) == b"mine"


def test_a_name_is_no_pattern(target: Target, tmp_path: Path) -> None:
    """Most calls of fsspec take "[9ab]" for one letter of the three."""
    named, other = "film [9ab].vtt", "film a.vtt"
    source = tmp_path / named
    source.write_bytes(b"1")
    target.write(other, b"22")
    target.send(source, named)
    assert target.listing() == {named: 1, other: 2} and target.read(named) == b"1"
    target.remove(named)
    assert target.listing() == {other: 2} and target.read(named) is None


def test_what_others_change_is_seen(target: Target, tmp_path: Path) -> None:
    """File systems of fsspec keep listings."""
    other = Target(target.address, type(target.system)(**target.system.storage_options), target.root)
    assert target.listing() == {} and not other.read("a")
    other.write("a", b"1")
    assert target.listing() == {"a": 1} and target.read("a") == b"1" and not target.create("a", b"")
    other.remove("a")
    assert target.read("a") is None and target.create("a", b"")


def test_a_folder_that_others_make_meanwhile(target: Target) -> None:
    other = Target(target.address, type(target.system)(**target.system.storage_options), target.root)
    target.write("films/one", b"1")
    assert list(target.listing()) == ["films/one"]
    other.write("films/new/two", b"22")
    target.write("films/new/three", b"333")
    assert target.listing() == {"films/one": 1, "films/new/two": 2, "films/new/three": 3}


def test_a_server_that_renames_over_nothing(tmp_path: Path) -> None:
    ftp_place = pytest.importorskip("ftp_place", reason="pyftpdlib is not installed: pip install '.[dev]'")
    with ftp_place.serving(tmp_path, overwrites=False) as address:
        target = open_place(f"{address}/site")
        for data in (b"1", b"22"):
            target.write("manifest.json", data)
            assert target.read("manifest.json") == data and target.listing() == {"manifest.json": len(data)}


def test_a_folder_is_what_it_is_called(tmp_path: Path) -> None:
    target = open_place(str(tmp_path / "zip::site:x:"))
    target.write("a", b"1")
    assert (tmp_path / "zip::site:x:/a").read_bytes() == b"1" and target.listing() == {"a": 1}


def test_trouble_is_not_an_empty_place(ftp: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """fsspec's FTP takes every trouble for a file that is not there."""
    target = open_place(f"{ftp}/{tmp_path.name}")
    target.write("manifest.json", b"{}")

    def busy(*_: Any, **__: Any) -> None:
        raise error_temp("421 too many connections")

    monkeypatch.setattr(target.system.ftp, "retrbinary", busy)
    with pytest.raises(VeusError, match="cannot be read or written"):
        target.read("manifest.json")
    monkeypatch.setattr(target.system.ftp, "delete", busy)
    with pytest.raises(VeusError, match="421"):
        target.remove("manifest.json")


@pytest.mark.parametrize("target", ["folder", "ftp"], indirect=True)
def test_a_folder_that_cannot_be_read_is_not_an_empty_one(
    target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """fsspec passes over them."""
    target.write("films/one", b"1")
    really = type(target.system).ls

    def away(self: Any, path: str, *more: Any, **options: Any) -> Any:
        if path.rstrip("/").endswith(failing):
            raise OSError(113, "No route to host")
        return really(self, path, *more, **options)

    monkeypatch.setattr(type(target.system), "ls", away)
    for failing in ("films", target.root.rstrip("/")):  # noqa: B007  # of the closure
        with pytest.raises(VeusError, match="No route to host"):
            target.listing()


def test_what_is_not_there_is_known_to_be_missing(ftp: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = open_place(f"{ftp}/{tmp_path.name}/new/folder")
    assert target.listing() == {} and not target.is_there()

    def busy(*_: Any, **__: Any) -> None:
        raise error_temp("421 too many connections")

    for command in ("retrlines", "mlsd"):
        monkeypatch.setattr(target.system.ftp, command, busy)
    with pytest.raises(VeusError, match="cannot be read or written"):
        target.listing()


def test_a_part_is_a_folder_of_it(target: Target) -> None:
    part = target.part("test/one")
    part.write("film", b"1")
    assert target.listing() == {"test/one/film": 1} and part.address == target.address
    assert part.above(2).root == target.root.rstrip("/")
    part.remove_folder()
    assert part.listing() == {"film": 1}, "only an empty one is taken away"
    part.remove("film")
    part.remove_folder()
    assert part.listing() == {} and (not part.has_folders or not part.is_there())
