"""A colour never says alone who speaks."""

from __future__ import annotations

import pytest

from pipeline.cues import Cue
from pipeline.style import ColourName
from pipeline.video.voices import Part, parts

COLOURS: dict[str, ColourName] = {"Laura": "yellow", "Joel": "cyan"}


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        (Cue(0, 1, "Bon dia.\nSóc aquí."), [Part(("Bon dia.", "Sóc aquí."))]),
        (Cue(0, 1, "LAURA: Bon dia.\nSóc aquí."), [Part(("LAURA: Bon dia.", "Sóc aquí."), "yellow")]),
        (Cue(0, 1, "Bon dia.\nSóc aquí.", speaker="Laura"), [Part(("LAURA: Bon dia.", "Sóc aquí."), "yellow")]),
        (Cue(0, 1, "—Bon dia.", speaker="Laura"), [Part(("LAURA: Bon dia.",), "yellow")]),
        (Cue(0, 1, "LAURA: Ep!\nJOEL: Ei!"), [Part(("LAURA: Ep!",), "yellow"), Part(("JOEL: Ei!",), "cyan")]),
        (Cue(0, 1, "LAURA: Ep!\nMAR: Ei!"), [Part(("LAURA: Ep!",), "yellow"), Part(("MAR: Ei!",))]),
        (Cue(0, 1, "—Ep!\n—Ei!"), [Part(("—Ep!",)), Part(("—Ei!",))]),
        (Cue(0, 1, "Bon dia.", speaker="Mar"), [Part(("Bon dia.",))]),
        (Cue(0, 1, "(Música)", speaker="Laura", sound=True), [Part(("(Música)",))]),
    ],
)
def test_parts(cue: Cue, expected: list[Part]):
    assert list(parts(cue, COLOURS)) == expected


def test_without_colours_nothing_is_added():
    assert parts(Cue(0, 1, "Bon dia.", speaker="Laura"), {}) == (Part(("Bon dia.",)),)
