"""Papers that people signed: known by what is in them, kept whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pipeline.desk import consent_scans
from pipeline.desk.consent_scans import NoScan, find_scan, kind_of, scans, take_in

PDF = b"%PDF-1.7\nsigned"


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def taken(folder: Path, name: str, *parts: bytes) -> str:
    return asyncio.run(take_in(folder, name, pieces(*parts)))


@pytest.mark.parametrize("cut", [1, 4, 5, 8, 30])
def test_it_may_come_in_pieces_of_any_size(tmp_path: Path, cut: int) -> None:
    name = taken(tmp_path, "C:\\\\papers\\\\Sí, vull.exe", PDF[:cut], PDF[cut:])
    assert name.startswith("Sí-vull.") and name.endswith(".pdf")
    assert (tmp_path / name).read_bytes() == PDF and scans(tmp_path) == [name] and find_scan(tmp_path, name)


def test_one_that_grows_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consent_scans, "LARGEST_SCAN", 20)
    with pytest.raises(NoScan) as error:
        taken(tmp_path, "a", PDF, PDF)
    assert error.value.why == "too-large" and list(tmp_path.iterdir()) == []


def test_one_that_stops_on_the_way_is_not_kept(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield PDF
        raise ConnectionError

    with pytest.raises(ConnectionError):
        asyncio.run(take_in(tmp_path, "a", broken()))
    assert list(tmp_path.iterdir()) == []


def test_what_is_in_it_counts_and_not_its_name(tmp_path: Path) -> None:
    assert [kind_of(head) for head in (PDF, b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n.", b"MZ")] == [
        ".pdf", ".jpg", ".png", None,
    ]  # fmt: skip
    with pytest.raises(NoScan):
        taken(tmp_path, "a.pdf", b"MZ" * 20)
    assert scans(tmp_path / "none") == []
