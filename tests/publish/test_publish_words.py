"""The words of the interface: complete in both languages, and right in form."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from pipeline.languages import PAGE_LANGUAGES
from pipeline.publish import words as w

#: Sections whose texts are chosen by a code at run time, or all shown.
CHOSEN = (".tag.", ".status.", ".notice.", ".units.", ".date.")
CHOSEN += (".player.speeds.", ".player.sizes.", ".player.inks.", ".player.grounds.", ".player.key.")


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flat(item, f"{path}.{key}")
    else:
        yield path, value


def fields(text: Any) -> set[str]:
    parts = string.Formatter().parse(text) if isinstance(text, str) else []
    return {name for _, name, _, _ in parts if name}


def test_every_language_has_every_text_with_the_same_fields() -> None:
    first, *others = (dict(flat(w.words(lang))) for lang in PAGE_LANGUAGES)
    for other in others:
        assert list(first) == list(other)
        for key, text in first.items():
            assert fields(text) == fields(other[key]), key
    for texts in (first, *others):
        assert all(texts.values())


def test_every_text_is_used() -> None:
    room = w.FOLDER.parent
    sources = [*room.glob("*.py"), *room.glob("templates/*.html")]
    used = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    for path, _ in flat(w.words("ca")):
        key = path.rpartition(".")[2]
        if path.startswith(CHOSEN) or key.startswith("burned_"):
            continue
        assert re.search(rf"""[.\["']{key}\b""", used), path


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (0, "1 s"),
        (400, "1 s"),
        (45_000, "45 s"),
        (59_600, "1 min"),
        (65_200, "1 min 5 s"),
        (3_720_000, "1 h 2 min"),
        (3_600_000, "1 h"),
    ],
)
def test_durations_for_people(ms: int, shown: str) -> None:
    assert w.duration(ms, "ca") == shown
    assert w.duration(ms, "en") == shown


@pytest.mark.parametrize(
    ("ms", "iso", "clock"),
    [
        (0, "PT0S", "0:00"),
        (5, "PT0.005S", "0:00"),
        (45_000, "PT45S", "0:45"),
        (65_200, "PT1M5.2S", "1:05"),
        (60_000, "PT1M", "1:00"),
        (3_723_000, "PT1H2M3S", "1:02:03"),
    ],
)
def test_durations_for_machines(ms: int, iso: str, clock: str) -> None:
    assert w.iso_duration(ms) == iso
    assert w.clock(ms) == clock


def test_dates() -> None:
    assert w.day(date(2021, 7, 23), "ca") == "23 de juliol de 2021"
    assert w.day(date(2021, 10, 1), "ca") == "1 d’octubre de 2021"
    assert w.day(date(2021, 7, 23), "en") == "23 July 2021"


def test_lists_and_sizes() -> None:
    assert w.listing(["català"], "ca") == "català"
    assert w.listing(["català", "anglès"], "ca") == "català i anglès"
    assert w.listing(["a", "b", "c"], "en") == "a, b and c"
    assert [w.size(n, "ca") for n in (999, 12_400, 3_440_000)] == ["999 B", "12 kB", "3,4 MB"]
    assert w.size(3_440_000, "en") == "3.4 MB"
