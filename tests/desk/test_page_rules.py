"""What the page's scripts make of a text while somebody types is what the server makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from marked_texts import KINDS, TURNS

from pipeline.captions.sound_cues import is_sound
from pipeline.captions.speaker_labels import DASHES, OTHER_DASH, opens_turn
from pipeline.check.marks import width
from pipeline.description.passages import is_unwritten, told_in
from pipeline.desk import app
from pipeline.desk.page_rules import page_rules
from pipeline.desk.run_pages import lasting
from tools import browser

pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")

PLACE = "http://desk.invalid/"
TEXTS = sorted({text for text, *_ in (*KINDS, *TURNS)} | {"«Ell»\nl’hort 🎵", "_", "(_)", "(٣)", "*2 * 3*", "(\n)"})


@pytest.fixture(scope="module")
def script() -> Iterator[Any]:
    """Evaluates in a blank page that has the scripts and the rules."""
    data = {"page": "ca", "story": {}, "names": {}, "texts": {}, "rules": page_rules()}
    blank = f'<!doctype html><script type="application/json" id="data">{json.dumps(data)}</script>'

    def answer(route: Any) -> None:
        name = urlsplit(route.request.url).path.strip("/")
        if not name:
            route.fulfill(body=blank, content_type="text/html")
        else:
            route.fulfill(path=Path(app.ROOM, "static", name), content_type="text/javascript")

    with browser.chromium() as opened:
        page = opened.new_page()
        page.route(f"{PLACE}**", answer)
        page.goto(PLACE)
        yield page.evaluate


def told(script: Any, module: str, work: str, given: list[Any]) -> list[Any]:
    """What `work`, an expression of `of` (the module) and `one`, comes to for each of `given`."""
    run = f"async (given) => {{ const of = await import('./{module}.js'); return given.map((one) => {work}); }}"
    return script(run, given)


def test_the_same_texts_are_sounds(script: Any) -> None:
    assert dict(zip(TEXTS, told(script, "marks", "of.isSound(one)", TEXTS), strict=True)) == {
        text: is_sound(text) for text in TEXTS
    }


def test_the_same_texts_open_a_turn(script: Any) -> None:
    assert dict(zip(TEXTS, told(script, "marks", "of.opensTurn(one)", TEXTS), strict=True)) == {
        text: opens_turn(text) for text in TEXTS
    }


@pytest.mark.parametrize(("text", "turn"), TURNS)
def test_what_opens_a_turn(text: str, turn: bool) -> None:
    assert opens_turn(text) is turn


def test_a_dash_that_the_page_puts_is_one_for_the_server(script: Any) -> None:
    given = [[text, dash] for text in ("Hola", "5 persones", "-Hola", "— 3") for dash in {*DASHES.values(), OTHER_DASH}]
    put = told(script, "edits", "of.spoken(one[0], 'dash', [], one[1])", given)
    assert all(map(opens_turn, put)), put
    assert told(script, "edits", "of.spoken(one, '', [], '—')", put) == [text.lstrip("-— ") for text, _ in given]


def test_a_minus_is_left_where_no_dash_is(script: Any) -> None:
    assert told(script, "edits", "of.spoken(one, '', [], '—')", ["-5 graus"]) == ["-5 graus"]
    assert told(script, "edits", "of.speakerOf(one, [])", ["-5 graus", "- Hola"]) == ["", "dash"]


def test_the_same_number_of_characters_is_read(script: Any) -> None:
    assert told(script, "measure", "of.characters(one)", TEXTS) == [width(text) for text in TEXTS]


@pytest.mark.parametrize(
    "text",
    [
        *("En Joel rega.", "[ampliada] En Joel\nrega.", "[ EXTENDED ]: It rains", "[Música] Sona", "«Ell» 🎵 l’hort"),
        *("[ampliada]", "…", "✎ 12 paraules", "[ampliada] ✎ 3 paraules", ""),
    ],
)
def test_the_same_words_of_a_description_are_said(script: Any, text: str) -> None:
    said = 0 if is_unwritten(text) else len(told_in(text).split())
    assert told(script, "marks", "of.wordsTold(one)", [text]) == [said]


def test_times_that_the_page_writes_are_times_that_it_reads(script: Any) -> None:
    times = [0, 7, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 36_061_001, 86_399_999]
    assert told(script, "measure", "of.parse(of.clock(one))", times) == times


def test_how_long_something_takes_is_said_alike(script: Any) -> None:
    seconds = [0, 59, 65, 3599, 3600, 3903, 36_000]
    assert told(script, "measure", "of.lasting(one)", seconds) == list(map(lasting, seconds))
    assert (lasting(3599), lasting(3903)) == ("59:59 min", "1:05:03 h")


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        # All times moved, as `veus shift` does: each stands where another one stood.
        ([(1000, "A"), (3500, "B"), (6000, "C")], [(3500, "A"), (6000, "B"), (8500, "C")], [0, 1, 2]),
        ([(1000, "A"), (3500, "B")], [(1000, "A"), (3600, "B, o C")], [0, 1]),
        ([(1000, "Sí."), (5000, "Sí.")], [(5200, "Sí.")], [1]),
        ([(1000, "A"), (3500, "B")], [(1000, "A"), (3500, "B"), (9000, "B")], [0, 1, -1]),
    ],
)
def test_a_caption_stays_the_same_one_whatever_others_have_done_with_it(
    script: Any, before: list[tuple[int, str]], after: list[tuple[int, str]], same: list[int]
) -> None:
    """Whose cursor stands in it goes on in it."""
    cue = {"top": False}
    given = [[cue | {"start": at, "end": at + 2000, "text": said} for at, said in cues] for cues in (before, after)]
    work = """(() => {
      const track = new of.Track({ lang: "ca", sha256: "", cues: one[0] }, { language: "ca" });
      const were = track.cues.map(({ uid }) => uid);
      track.adopt(one[1]);
      return track.cues.map(({ uid }) => were.indexOf(uid));
    })()"""
    assert told(script, "model", work, [given]) == [same]
