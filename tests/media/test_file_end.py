"""When the pictures of a file end, and whether it was cut short."""

from __future__ import annotations

from array import array
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import MediaError
from pipeline.media import file_end
from pipeline.media.file_end import MISSING_END_MS, end_of, refuse_cut_short, to_ms
from pipeline.media.frames import Frames

MS = Fraction(1, 1000)
FILM = Path("film.mp4")


def frames(*times: int) -> Frames:
    return Frames(MS, array("q", times), array("q", times[:1]), exact=True)


def video(duration: int | None = None, start: int = 0, rate: Fraction | None = None) -> SimpleNamespace:
    return SimpleNamespace(duration=duration, start_time=start, time_base=MS, average_rate=rate)


def container(ms: int | None = None, name: str = "mov,mp4", start_ms: int = 0) -> SimpleNamespace:
    duration = None if ms is None else ms * 1000
    return SimpleNamespace(duration=duration, start_time=start_ms * 1000, format=SimpleNamespace(name=name))


def end(shown: Frames, last: int, declared: int, **more: int) -> int:
    return end_of(FILM, shown, SimpleNamespace(end=last), container(), video(declared), more.get("last_ms", last))


def test_the_last_picture_stands_as_long_as_the_typical_one() -> None:
    assert end(frames(0, 40, 80, 500, 540), 560, 560) == 580


def test_or_longer_where_its_packet_and_the_file_say_so() -> None:
    assert end(frames(0, 40, 80), 3000, 3000) == 3000
    assert end(frames(0, 40, 80), 9000, 3000) == 3000, "no longer than the file as a whole"
    assert end(frames(0, 40, 80), 3000, 9000) == 3000


@pytest.mark.parametrize(("rate", "stands"), [(Fraction(10), 100), (None, 40)])
def test_a_lone_picture_stands_as_the_file_names_the_rate(rate: Fraction | None, stands: int) -> None:
    lone = video(0, rate=rate)
    assert end_of(FILM, frames(0), SimpleNamespace(end=0), container(0), lone, 0) == stands


@pytest.mark.parametrize("whole", [True, False])
def test_packets_of_matroska_need_not_say_how_long_they_are(whole: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_end, "is_whole", lambda path: whole)
    matroska = container(9000, "matroska,webm")
    found = end_of(FILM, frames(0, 40, 80), SimpleNamespace(end=80), matroska, video(123), 80)
    assert found == (9000 if whole else 120)


def test_a_file_that_ends_a_second_before_it_says_was_cut_short() -> None:
    refuse_cut_short(FILM, container(), video(5000), 5000 - MISSING_END_MS, 0)
    with pytest.raises(
        MediaError, match=r"film\.mp4: the file is cut short: it says 5\.0 s but ends after 4\.0 s\. Copy"
    ):
        refuse_cut_short(FILM, container(), video(5000), 5000 - MISSING_END_MS - 1, 9000)


def test_where_it_says_only_how_long_it_is_as_a_whole_any_stream_may_be_that_long() -> None:
    refuse_cut_short(FILM, container(5000), video(), 1000, 4500)
    refuse_cut_short(FILM, container(5000, "matroska,webm"), video(9000), 1000, 4500)
    with pytest.raises(MediaError, match=r"says 5\.0 s but ends after 3\.5 s"):
        refuse_cut_short(FILM, container(5000), video(), 1000, 3500)


def test_what_a_file_says_begins_where_it_begins() -> None:
    refuse_cut_short(FILM, container(5000, start_ms=3000), video(), 7500, 0)
    with pytest.raises(MediaError):
        refuse_cut_short(FILM, container(5000, start_ms=3000), video(), 6500, 0)
    with pytest.raises(MediaError):
        refuse_cut_short(FILM, container(), video(5000, start=3000), 6500, 0)


def test_ticks_in_ms() -> None:
    assert to_ms(90_045, Fraction(1, 90_000)) == 1000 and to_ms(3, Fraction(1, 25)) == 120
