"""No line leaves the room it has, whatever is written and whatever shape the picture has."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.project.style import StyleSettings, shape_of
from pipeline.video import text_width
from pipeline.video.fit import fit
from pipeline.video.geometry import Geometry, geometry
from pipeline.video.speaker_colours import VoicePart

CATALAN = "Cada dissabte al matí ens trobem a l’hort:\nplantem, reguem i després mengem plegats."
WIDE, TALL, SQUARE, OLD_TELEVISION = (1920, 1080), (1080, 1920), (1080, 1080), (640, 480)

texts = st.text(st.characters(blacklist_categories=["C", "Z"]) | st.sampled_from(" \nMWmil'"), max_size=200)


def room(size: tuple[int, int], settings: StyleSettings | None = None) -> Geometry:
    return geometry((settings or StyleSettings()).look(*size), *size)


def drawn(text: str, size: tuple[int, int], lang: str = "ca") -> tuple[list[str], float]:
    """Lines, and their height as a share of the usual one."""
    rows, height = fit((VoicePart(tuple(text.split("\n"))),), room(size), lang)
    return [line for line, _ in rows], height / room(size).size


@given(texts, st.tuples(st.integers(120, 3000), st.integers(120, 3000)), st.sampled_from(["ca", "en", ""]))
@example("W" * 84, TALL, "ca")
@example("👩‍⚕️" * 80, SQUARE, "")
def test_no_line_leaves_its_room_and_no_letter_is_lost(text: str, size: tuple[int, int], lang: str):
    space = room(size)
    rows, height = fit((VoicePart(tuple(text.split("\n"))),), space, lang)
    assert all(text_width.width(line, space.look.font) * height <= space.width for line, _ in rows)
    assert len(rows) * height <= space.height
    assert height <= space.size
    assert "".join("".join(line for line, _ in rows).split()) == "".join(text.split())


@pytest.mark.parametrize("size", [WIDE, OLD_TELEVISION])
def test_lines_of_42_characters_stay_as_they_are_in_wide_pictures(size: tuple[int, int]):
    assert [len(line) for line in CATALAN.split("\n")] == [42, 41]
    assert drawn(CATALAN, size) == (CATALAN.split("\n"), 1)


def test_a_square_picture_takes_a_third_line():
    lines, share = drawn(CATALAN, SQUARE)
    assert lines == ["Cada dissabte al matí", "ens trobem a l’hort: plantem,", "reguem i després mengem plegats."]
    assert share == 1


def test_a_tall_picture_takes_three_lines_of_smaller_letters_or_four():
    lines, share = drawn("Cada dissabte ens trobem tots a l'hort,\nplantem i després mengem plegats i xerrem.", TALL)
    assert lines == ["Cada dissabte ens trobem", "tots a l'hort, plantem i després", "mengem plegats i xerrem."]
    assert 0.8 <= share < 1
    lines, share = drawn(CATALAN, TALL)
    assert (len(lines), share) == (4, 1)


def test_a_short_cue_is_not_touched():
    assert drawn("—Bon dia!\n—Hola.", TALL) == (["—Bon dia!", "—Hola."], 1)


def test_each_speaker_keeps_a_line_and_a_colour():
    parts = (
        VoicePart(("LAURA: Què feu els dissabtes al matí?",), "yellow"),
        VoicePart(("JOEL: Anem a l’hort.",), "cyan"),
    )
    rows, _ = fit(parts, room(TALL), "ca")
    assert [colour for _, colour in rows] == ["yellow", "yellow", "cyan"]
    assert rows[2][0] == "JOEL: Anem a l’hort."


@pytest.mark.parametrize(
    ("size", "shape"),
    [(WIDE, "16:9"), (OLD_TELEVISION, "16:9"), (TALL, "9:16"), ((1080, 1350), "1:1"), (SQUARE, "1:1")],
)
def test_each_size_has_a_shape(size: tuple[int, int], shape: str):
    assert shape_of(*size) == shape


@pytest.mark.parametrize("size", [WIDE, TALL, SQUARE])
def test_text_is_as_high_as_broadcasters_ask(size: tuple[int, int]):
    """Em in % of the picture: 5 to 6 for wide ones, 4 and more for others."""
    em = room(size).size * text_width.em("Atkinson Hyperlegible") / size[1] * 100
    least, most = (5, 6) if size == WIDE else (4, 5)
    assert least <= em <= most


def test_widths_are_those_of_the_font():
    """950 + 290 units are libass's font size; an n is 566 units wide, and a space 231, in Atkinson Hyperlegible 1.6."""
    from fontTools.ttLib import TTFont

    from pipeline.video.fonts import FONTS

    with TTFont(FONTS[0].path) as font:
        names, widths = font.getBestCmap(), font["hmtx"].metrics
        expected = sum(widths[names[ord(c)]][0] for c in "n n") / (950 + 290)
    assert text_width.width("n n", "Atkinson Hyperlegible") == pytest.approx(expected)
    assert text_width.width("n♪", "Atkinson Hyperlegible") > text_width.width("n", "Atkinson Hyperlegible")
