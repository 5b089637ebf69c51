"""A finding, for people and for programs."""

from __future__ import annotations

import json

from check_helpers import CA, cue, one
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.finding import Finding, letters
from pipeline.check.rules.table import check

FAST = cue("Una frase de ben llarga, massa per a un segon.", 1000, 2000)


def test_it_is_said_in_both_languages_with_numbers_as_each_writes_them() -> None:
    found = one("CPS", FAST)
    assert found.measured == 46 and "46" in found.say("ca") and found.say("ca") != found.message == found.say("en")
    half = one("CPS", cue("Una frase de ben llarga, massa per a això.", 1000, 2234))
    assert "34,0" in half.say("ca") and "34.0" in half.say("en")


def test_as_data_it_is_plain_and_has_every_language() -> None:
    data = one("CPS", FAST).as_dict()
    assert json.loads(json.dumps(data)) == data
    assert set(data["message"]) == {"ca", "en"} and data["text"] == FAST.text and data["cue"] == 1
    bare = Finding("VTT", "warning", None, 0, 0, "", None, None, False, note="composed")
    assert bare.as_dict()["fix"] is None is bare.fix


@given(st.text(), st.sampled_from(["\n", "  ", "-", "…", ""]))
def test_letters_stay_however_a_text_is_laid_out(text: str, mark: str) -> None:
    assert letters(text + mark) == letters(text) == letters(letters(text))


def test_a_composed_letter_is_the_same_and_the_dot_of_a_geminate_is_none() -> None:
    assert letters("coŀlegi") == letters("col·legi") == "collegi"
    assert letters("e\u0301s 2,5") == "és25"


def test_its_key_stays_when_a_cue_is_laid_out_or_timed_anew() -> None:
    again = cue(FAST.text.replace("llarga, ", "llarga,\n"), 3000, 4000)
    assert one("CPS", FAST).key == one("CPS", again).key != check([cue("x" * 60, 0, 1000)], CA, ["CPS"])[0].key
