"""Times, dates, lists and sizes as the pages write them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.site import page_words as w


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
    assert w.duration(ms) == shown


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
    assert w.day(date(2021, 7, 23), "ca") == "23 de juliol del 2021"
    assert w.day(date(2021, 10, 1), "ca") == "1 d’octubre del 2021"
    assert w.day(date(2021, 7, 23), "en") == "23 July 2021"


def test_lists_and_sizes() -> None:
    assert w.listing(["català"], "ca") == "català"
    assert w.listing(["català", "anglès"], "ca") == "català i anglès"
    assert w.listing(["a", "b", "c"], "en") == "a, b and c"
    sizes = [1, 999, 12_400, 999_499, 999_500, 3_440_000, 1_234_000_000]
    catalan = [w.size(count, "ca") for count in sizes]
    assert catalan == ["1 byte", "999 bytes", "12 kB", "999 kB", "1,0 MB", "3,4 MB", "1.234,0 MB"]
    assert [w.size(count, "en") for count in (999, 3_440_000)] == ["999 bytes", "3.4 MB"]


def test_sentences_and_speeds() -> None:
    assert w.sentence("access.captions", "en", ["ca", "es", "en"]).endswith("Catalan, Spanish and English.")
    assert w.in_page_languages("downloads.captions", ["ca"]) == {"ca": "Subtítols en català", "en": "Catalan captions"}
    assert w.speeds("Normal", "ca") == {
        "0.5": "0,5", "0.75": "0,75", "1": "Normal", "1.25": "1,25", "1.5": "1,5", "2": "2"
    }  # fmt: skip
