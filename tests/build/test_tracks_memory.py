"""After a correction of one sentence, exactly that sentence is translated again."""

from __future__ import annotations

from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import SCRIPTED, make_series, make_story, speech

from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent
from pipeline.project.layout import Layout
from pipeline.translation import routes
from pipeline.translation.fake_routes import FakeRoute

#: A person's correction of what the scripted engine hears in five seconds.
CORRECTED = """1
00:00:00,200 --> 00:00:01,600
Fa bon dia. Em dic Joel.

2
00:00:01,800 --> 00:00:04,500
Treballo a l'hort del barri.
"""


@pytest.fixture
def route(monkeypatch: pytest.MonkeyPatch, scripted: Path) -> FakeRoute:
    """The one route from Catalan to English, which remembers what it was asked."""
    made = FakeRoute("ca", "en")
    monkeypatch.setitem(routes.TABLE, ("ca", "en"), (routes.RouteEntry(lambda _: made),))
    return made


def asked(root: Path, route: FakeRoute) -> list[str]:
    """The sentences that a build translates."""
    route.asked.clear()
    report = build(Layout(root), (), Silent(), up_to=UpTo.CAPTIONS)
    assert not report.failed
    return [text for question in route.asked for text in question]


def test_one_corrected_sentence(scripted: Path, route: FakeRoute, clips: Clips) -> None:
    track = make_story(scripted, "film", speech(clips), captions=CORRECTED) / "ca.srt"
    assert asked(scripted, route) == ["Fa bon dia.", "Em dic Joel.", "Treballo a l'hort del barri."]
    assert asked(scripted, route) == []
    track.write_text(CORRECTED.replace("l'hort", "l'alberg"), "utf-8")
    assert asked(scripted, route) == ["Treballo a l'alberg del barri."]
    english = (scripted / "output/.work/film/machine.en.json").read_text("utf-8")
    assert "Fa-en bon-en dia-en." in english and "l'alberg-en" in english


def test_other_settings_of_captions_translate_nothing(scripted: Path, route: FakeRoute, clips: Clips) -> None:
    make_story(scripted, "film", speech(clips), captions=CORRECTED)
    asked(scripted, route)
    make_series(scripted, SCRIPTED + "[captions]\nline = 30\n")
    assert asked(scripted, route) == []


def test_a_new_term_translates_the_sentences_that_hold_it(scripted: Path, route: FakeRoute, clips: Clips) -> None:
    make_story(scripted, "film", speech(clips), captions=CORRECTED)
    asked(scripted, route)
    make_series(scripted, SCRIPTED + '[[glossary]]\nca = "barri"\nen = "quarter"\n')
    assert set(asked(scripted, route)) == {"Treballo a l'hort del barri.", "Treballo a l'hort del Xaqu."}


def test_a_damaged_memory_is_made_again(scripted: Path, route: FakeRoute, clips: Clips) -> None:
    make_story(scripted, "film", speech(clips), captions=CORRECTED)
    asked(scripted, route)
    (scripted / "output/.work/film/memory.en.json").write_text("{damaged", "utf-8")
    assert len(asked(scripted, route)) == 3
    assert asked(scripted, route) == []
