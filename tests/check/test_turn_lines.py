"""Which lines of a cue open another speaker's turn."""

from __future__ import annotations

import pytest
from check_helpers import CA, cue, found
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.speaker_labels import opens_turn
from pipeline.check.fixes.fix import fix
from pipeline.check.turn_lines import turn_lines
from pipeline.check.view import View


@pytest.mark.parametrize(
    ("lines", "lang", "turns"),
    [
        (["Com et dius?", "—Carme."], "ca", [False, True]),
        (["—I vam anar a la", "—No!"], "ca", [True, True]),
        (["Em va costar molt tornar", "-hi després."], "ca", [False, False]),
        (["No ens en vam anar", "-se'n va anar ell."], "ca", [False, False]),
        (["—Hola.", "-la veïna"], "ca", [True, True]),
        (["Hello", "-hi"], "en", [False, True]),
        (["Aquell poble de la costa", "—que era molt petit— va créixer."], "ca", [False, False]),
        (["Aquell poble", "—que era molt", "petit—, va créixer."], "ca", [False, False, False]),
        (["És molt lluny.", "—que era lluny— va dir."], "ca", [False, True]),
        (["(Aplaudiments)", "—que era lluny— va dir."], "ca", [False, True]),
        (["Em va dir:", "—Vine —i reia—, que és tard."], "ca", [False, True]),
        (["—I llavors ell—", "—Què?"], "ca", [True, True]),
    ],
)
def test_a_dash_opens_a_turn_where_no_sentence_goes_on(lines: list[str], lang: str, turns: list[bool]) -> None:
    assert turn_lines(lines, lang) == turns


def test_the_sentence_may_have_begun_in_the_cue_before_and_end_in_the_next() -> None:
    assert turn_lines(["—which was small and far"], "en") == [True]
    assert turn_lines(["—which was small and far"], "en", "The village", "away— grew.") == [False]
    cues = cue("The village on the coast", 0, 2000), cue("—which was small— grew", 2100, 4000)
    assert View(cues, CA).turns(1) == [False]
    late = cues[0], cue("—which was small— grew", 9000, 11_000)
    assert View(late, CA).turns(1) == [True]


@given(st.lists(st.text("a .-—–?\nA", max_size=12), min_size=1, max_size=3), st.text("a.-— ", max_size=8))
def test_a_line_without_a_dash_opens_none(lines: list[str], above: str) -> None:
    found = turn_lines(lines, "ca", above)
    assert len(found) == len(lines)
    assert all(opens_turn(line.lstrip()) for line, opens in zip(lines, found, strict=True) if opens)


def test_lines_that_no_turn_parts_may_be_broken_anew() -> None:
    text = "Vam veure aquell\n—que era molt petit— poble de la costa de Llevant"
    assert found("CPL", cue(text))
    mended, _ = fix([cue(text, 0, 6000)], CA)
    assert not found("CPL", *mended) and not found("SPK-DASH", *mended)
