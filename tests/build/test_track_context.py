"""What a check knows of a translation: its sentences, and which of their words were heard with doubt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import make_story, speech, track_file

from pipeline.actions.hear import tick
from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent
from pipeline.build.track_context import context_of
from pipeline.captions.align import spoken_words
from pipeline.check.risk import Risk
from pipeline.cues import Cue, Word
from pipeline.project.layout import Layout
from pipeline.translation import routes
from pipeline.translation.fake_routes import FakeRoute
from pipeline.translation.translate import render

AT = "2026-01-02T10:00:00+01:00"


@pytest.fixture
def built(scripted: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """A story in Catalan with its English, in which a word was heard with doubt."""
    monkeypatch.setitem(routes.TABLE, ("ca", "en"), (routes.RouteEntry(lambda _: FakeRoute("ca", "en")),))
    make_story(scripted, "film", speech(clips))
    layout = Layout(scripted)
    assert not build(layout, (), Silent(), up_to=UpTo.CAPTIONS).failed
    memory = track_file(layout, "film", "en").paths.memory("en")
    kept = json.loads(memory.read_text("utf-8"))
    kept["sentences"][0]["doubtful"] = ["hort"]
    memory.write_text(json.dumps(kept), "utf-8")
    return layout


def doubtful(layout: Layout) -> list[tuple[str, ...]]:
    context = context_of(track_file(layout, "film", "en"), lambda _: None)
    return [one.doubtful for one in context.translated]


def test_a_doubt_goes_with_its_sentence_until_somebody_has_ticked_it_off(built: Layout) -> None:
    assert doubtful(built)[0] == ("hort",)
    assert context_of(track_file(built, "film", "ca"), lambda _: None).translated == ()
    (first, *_) = context_of(track_file(built, "film", "en"), lambda _: None).translated
    captions = track_file(built, "film", "ca")
    heard = Risk("words", first.start, first.start + 500, 1, "Joel … hort", 0.3)
    tick(captions, captions.about_now(), heard, by="Marta", at=AT)
    assert doubtful(built)[0] == ()


def test_a_word_that_was_put_right_is_no_doubt_in_the_translation_made_anew() -> None:
    heard = [Word(0, 400, "Plantem", "ca", 0.9), Word(500, 900, "enciems.", "ca", 0.2)]

    def marked(text: str) -> tuple[str, ...]:
        (one,) = render(spoken_words([Cue(0, 1000, text)], heard, "ca"), "en", lambda _: FakeRoute("ca", "en"))
        return one.doubtful

    assert marked("Plantem enciems.") == ("enciems",)
    assert marked("Plantem enciams.") == ()
