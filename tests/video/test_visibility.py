"""A rendition in which no caption can be seen is noticed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from film_studio import FAST, STYLE, burn
from footage_clips import X264, Clips, lavfi

from pipeline.cues import Cue
from pipeline.errors import RenderError
from pipeline.media.media_info import MediaInfo
from pipeline.media.probe import probe
from pipeline.video.shapes import OWN
from pipeline.video.visibility import LEAST_SHARE, Before, check_seen, drawn_share, looks


@pytest.fixture(scope="module")
def film(clips: Clips) -> tuple[Path, MediaInfo]:
    return clips["still"], probe(clips["still"])


@pytest.fixture(scope="module")
def rendition(film: tuple[Path, MediaInfo], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("visible")
    burn(*film, [Cue(400, 1200, "Sí")], FAST, STYLE, folder / "video.mp4", folder)
    return folder / "video.mp4"


def seen(film: tuple[Path, MediaInfo], rendition: Path, cues: list[Cue]) -> None:
    """Raises where one cannot be seen."""
    before = Before(*film)
    for look in looks(cues, film[1]):
        check_seen(drawn_share(before, rendition, look.at_ms), look.cue, film[0])


def test_even_the_shortest_caption_is_seen(film: tuple[Path, MediaInfo], rendition: Path):
    seen(film, rendition, [Cue(400, 1200, "Sí")])
    assert drawn_share(Before(*film), rendition, 800) > 3 * LEAST_SHARE
    assert drawn_share(Before(*film), rendition, 1600) < LEAST_SHARE


@pytest.mark.parametrize("text", ["…", "♪", "·"])
def test_a_caption_of_one_small_sign_over_black_ends_no_build(clips: Clips, tmp_path: Path, text: str):
    """Where there is nothing to tell its box from."""
    black = clips.made.setdefault("black", clips.folder / "black.mp4")
    if not black.exists():
        clips.make("black.mp4", *lavfi("color=black:size=640x360:rate=25:duration=2"), *X264)
    burn(black, probe(black), [Cue(400, 1200, text)], FAST, STYLE, tmp_path / "x.mp4", tmp_path)
    assert (tmp_path / "x.mp4").is_file()


def test_captions_that_are_not_there(film: tuple[Path, MediaInfo]):
    with pytest.raises(RenderError) as caught:
        seen(film, film[0], [Cue(400, 1200, "Bon dia,\nJoel")])
    error = caught.value
    assert "0.4 s" in error.what
    assert '"Bon dia,"' in error.what
    assert error.where == film[0]
    assert "veus doctor" in error.remedy


def test_a_caption_at_another_time_does_not_count(film: tuple[Path, MediaInfo], rendition: Path):
    with pytest.raises(RenderError):
        seen(film, rendition, [Cue(1500, 1900, "Sí")])


def test_the_last_cue_is_looked_at_before_the_end(film: tuple[Path, MediaInfo], tmp_path: Path):
    cue = Cue(1500, 9000, "Fins aviat!")
    burn(*film, [cue], FAST, STYLE, tmp_path / "x.mp4", tmp_path)
    assert drawn_share(Before(*film), tmp_path / "x.mp4", 1900) > LEAST_SHARE


@pytest.mark.parametrize(
    "cue",
    [
        Cue(2000, 3000, "after the end"),
        Cue(1980, 3000, "only the last picture"),
        Cue(500, 1000, ""),
        Cue(500, 1000, " \n\u00a0"),
        Cue(500, 1000, "\u200b\u2060\u00ad"),
        Cue(500, 1000, "…"),
        Cue(500, 1000, "♪"),
        Cue(500, 1000, "- Ò!"),
        Cue(500, 510, "between two pictures"),
        Cue(500, 500, "no time at all"),
    ],
    ids=lambda cue: cue.text or "nothing",
)
def test_cues_that_nobody_can_see_are_not_asked_for(film: tuple[Path, MediaInfo], cue: Cue):
    seen(film, film[0], [cue])


def test_without_cues_there_is_nothing_to_see(film: tuple[Path, MediaInfo]):
    seen(film, film[0], [])


def test_cues_from_all_over_the_film_are_looked_at(film: tuple[Path, MediaInfo], rendition: Path):
    """The first is there, the later ones are not."""
    with pytest.raises(RenderError, match=r"1\.[3-9] s"):
        seen(film, rendition, [Cue(400, 1200, "Sí"), Cue(1300, 1600, "No"), Cue(1700, 1900, "No")])


def test_pictures_of_another_size_are_compared_all_the_same(film: tuple[Path, MediaInfo], rendition: Path):
    path, facts = film
    assert drawn_share(Before(path, replace(facts, width=90, height=160)), rendition, 800) > LEAST_SHARE


def test_a_picture_that_is_given_is_not_looked_for(film: tuple[Path, MediaInfo], tmp_path: Path):
    before = Before(tmp_path / "gone.mp4", film[1])
    before.give(800, OWN, b"as it is")
    assert before.picture(800, OWN) == b"as it is"
    with pytest.raises(RenderError):
        before.picture(1_600, OWN)


@pytest.mark.parametrize(("cue", "at_ms"), [(Cue(400, 1_200, "Sí"), 520), (Cue(400, 500, "Sí"), 450)])
def test_captions_are_looked_at_soon_after_they_come(film: tuple[Path, MediaInfo], cue: Cue, at_ms: int):
    assert [check.at_ms for check in looks([cue], film[1])] == [at_ms]
