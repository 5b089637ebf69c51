"""A colour never says alone who speaks."""

from __future__ import annotations

import pytest

from pipeline.cues import Cue
from pipeline.project.style import ColourName
from pipeline.video.speaker_colours import VoicePart, parts

COLOURS: dict[str, ColourName] = {"Laura": "yellow", "Joel": "cyan"}


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        (Cue(0, 1, "Bon dia.\nSóc aquí."), [VoicePart(("Bon dia.", "Sóc aquí."))]),
        (Cue(0, 1, "LAURA: Bon dia.\nSóc aquí."), [VoicePart(("LAURA: Bon dia.", "Sóc aquí."), "yellow")]),
        (Cue(0, 1, "Bon dia.\nSóc aquí.", speaker="Laura"), [VoicePart(("LAURA: Bon dia.", "Sóc aquí."), "yellow")]),
        (Cue(0, 1, "—Bon dia.", speaker="Laura"), [VoicePart(("LAURA: Bon dia.",), "yellow")]),
        (Cue(0, 1, "LAURA: Ep!\nJOEL: Ei!"), [VoicePart(("LAURA: Ep!",), "yellow"), VoicePart(("JOEL: Ei!",), "cyan")]),
        (Cue(0, 1, "LAURA: Ep!\nMAR: Ei!"), [VoicePart(("LAURA: Ep!",), "yellow"), VoicePart(("MAR: Ei!",))]),
        (Cue(0, 1, "—Ep!\n—Ei!"), [VoicePart(("—Ep!",)), VoicePart(("—Ei!",))]),
        (Cue(0, 1, "Bon dia.", speaker="Mar"), [VoicePart(("Bon dia.",))]),
        (Cue(0, 1, "(Música)", speaker="Laura", sound=True), [VoicePart(("(Música)",))]),
    ],
)
def test_parts(cue: Cue, expected: list[VoicePart]):
    assert list(parts(cue, COLOURS)) == expected


def test_without_colours_nothing_is_added():
    assert parts(Cue(0, 1, "Bon dia.", speaker="Laura"), {}) == (VoicePart(("Bon dia.",)),)
