"""A version as what it adds to another."""

from __future__ import annotations

import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.review.delta import delta, patched
from pipeline.subtitles.srt import write_srt

LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"\n", b"a\r\n", b"c\r", b"d", b"\xff\xe9\n", b"\x00"]), max_size=20)
TEXTS = LINES.map(b"".join)


@given(TEXTS, TEXTS)
def test_any_bytes_come_back(old: bytes, new: bytes) -> None:
    assert patched(old, delta(old, new)) == new


def hour(**changed: str) -> bytes:
    texts = [changed.get(f"c{n}", f"La frase número {n}\nd’una hora llarga, {n * 7919 % 1000}.") for n in range(900)]
    return write_srt([Cue(4000 * n, 4000 * n + 3500, text) for n, text in enumerate(texts) if text]).encode()


@pytest.mark.parametrize(
    ("changed", "most"),
    [({"c450": "Una altra."}, 80), ({"c10": ""}, 200), ({f"c{n}": f"Nou {n}." for n in range(0, 900, 90)}, 400)],
    ids=["one caption", "one deleted, all numbered anew", "ten captions"],
)
def test_a_few_changes_in_an_hour_are_a_few_bytes(changed: dict[str, str], most: int) -> None:
    assert len(delta(hour(), hour(**changed))) < most


@pytest.mark.parametrize(
    "damaged",
    [b"", b"x", zlib.compress(b"[[5,1]]"), zlib.compress(b"[[0,9]]"), zlib.compress(b"[[-1,1]]"),
     zlib.compress(b"3"), zlib.compress(b"[[1]]"), zlib.compress(b'[["a",1]]'), zlib.compress("[\"\u20ac\"]".encode())],
)  # fmt: skip
def test_what_is_no_delta_is_told(damaged: bytes) -> None:
    with pytest.raises(ValueError):
        patched(b"a\nb\n", damaged)


def test_lines_that_are_all_alike_take_no_longer() -> None:
    """As many captions of one word: each line stands at thousands of places."""
    versions = [b"No.\n" * 20_000, b"No.\n\n" * 20_000, b"\nNo.\n" * 15_000]
    for old, new in pairwise(versions):
        assert patched(old, delta(old, new)) == new
