"""Over a blurred ground captions stand beside the picture or in it, never across its edge, all letters in one size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cutting import room as room_of
from footage_clips import Clips
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.media.probe import probe
from pipeline.project.style import StyleSettings
from pipeline.video.fit import fit
from pipeline.video.geometry import Geometry, geometry
from pipeline.video.rendition_plan import RenditionPlan, films_of
from pipeline.video.shapes import Form, picture_rows
from pipeline.video.speaker_colours import VoicePart

TALL, WIDE_IN_TALL, OLD_TELEVISION_IN_TALL = (1080, 1920), (656, 1264), (555, 1365)
SHORT, LONG = "Bon dia.", "Cada dissabte al matí ens trobem a l’hort:\nplantem, reguem i després mengem plegats."


def room(picture: tuple[int, int] | None, size: tuple[int, int] = TALL, **style: object) -> Geometry:
    settings = StyleSettings.model_validate(style)
    return geometry(settings.look(*size), *size, picture)


def box(space: Geometry, lines: int, height: int = TALL[1]) -> tuple[float, float]:
    """From which row to which the dark box of a caption at the bottom reaches."""
    low = height - space.bottom
    return low - lines * space.size - space.padding, low + space.padding


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_below_a_wide_picture_there_is_room_for_a_whole_caption(lines: int):
    space = room(WIDE_IN_TALL)
    assert box(space, lines)[0] >= 1264
    assert box(space, lines)[1] <= 1920 * 0.8 + space.padding, "where telephones lay their buttons nothing stands"
    assert space.size >= 0.036 * 1920


def test_every_caption_of_the_usual_length_has_letters_of_that_size():
    space = room(WIDE_IN_TALL)
    for text in (SHORT, LONG, LONG.replace("\n", " ")):
        rows, size = fit((VoicePart(tuple(text.split("\n"))),), space, "ca")
        assert (size, len(rows) <= 3) == (space.size, True)


def test_where_there_is_little_room_below_captions_stand_in_the_picture():
    space = room(OLD_TELEVISION_IN_TALL)
    assert box(space, 3)[0] > 555 and box(space, 1)[1] <= 1365
    assert {len(fit((VoicePart((SHORT,)),), space, "ca")[0]), len(fit((VoicePart((LONG,)),), space, "ca")[0])} == {1, 3}


@given(
    st.sampled_from([(1080, 1920), (1080, 1080), (360, 640)]),
    st.floats(0.01, 0.99),
    st.floats(3, 12),
    st.sampled_from(["bottom", "top"]),
    st.integers(1, 5),
)
def test_no_caption_lies_across_the_edge_of_the_picture(
    size: tuple[int, int], share: float, text_height: float, position: str, lines: int
):
    """But for pictures too low for a caption, on which there is no room beside them either."""
    height = size[1]
    rows = (round(height * (1 - share) / 2), round(height * (1 + share) / 2))
    numbers = {"text_height": text_height, "lines": lines, "position": position}
    space = room(rows, size, **{"9:16": numbers, "1:1": numbers})
    assert space.height > 0
    if space == room(None, size, **{"9:16": numbers, "1:1": numbers}):
        return
    for most in range(1, lines + 1):
        first, last = box(space, most, height)
        assert first >= rows[1] - 1 or (last <= rows[1] + 1 and first >= rows[0] - 1)
        above = space.top - space.padding, space.top + most * space.size + space.padding
        assert above[1] <= rows[0] + 1 + space.padding or above[0] >= rows[0] - 1


@pytest.mark.parametrize(
    ("footage", "form", "rows"),
    [
        ((1920, 1080), Form("9:16"), (656, 1264)),
        ((1920, 1080), Form("1:1"), (236, 844)),
        ((1920, 1080), Form("9:16", "crop"), None),
        ((1920, 1080), Form(), None),
        ((1080, 1920), Form("9:16"), None),
        ((1080, 1920), Form("1:1"), None),
    ],
)
def test_the_rows_of_the_picture_are_those_of_its_form(
    clips: Clips, footage: tuple[int, int], form: Form, rows: tuple[int, int] | None
):
    facts = replace(probe(clips["plain"]), width=footage[0], height=footage[1])
    assert picture_rows(facts, form) == rows


def test_the_script_of_a_rendition_knows_where_the_picture_is(clips: Clips, tmp_path: Path):
    job = room_of(tmp_path, clips["plain"])
    forms = (Form("1:1"), Form("1:1", "crop"))
    plans = [RenditionPlan("x", tmp_path / "x.mp4", (Cue(400, 1000, SHORT),), "ca", form=form) for form in forms]
    blurred, cut = films_of(job, plans)
    assert blurred.footage[0].segment.script != cut.footage[0].segment.script
