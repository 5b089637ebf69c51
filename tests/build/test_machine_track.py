"""What the voices of a story are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish_helpers import story_with

from pipeline.build.machine_track import names_of
from pipeline.cues import Transcript, Word
from pipeline.project.layout import Layout

WORDS = (Word(0, 500, "Hola", "ca", 0.9, "0"), Word(900, 1500, "Bon", "ca", 0.9, "1"))
VOICES = Transcript(WORDS, 2000, ("ca",), "fake", "none", "0" * 64)


def test_who_may_not_be_named_stays_a_voice_and_nobody_takes_their_place(tmp_path: Path) -> None:
    people = [{"name": "Joel", "publish_name": False}, {"name": "Anna"}]
    assert names_of(story_with(Layout(tmp_path), people=people), VOICES) == {"1": "Anna"}
    assert names_of(story_with(Layout(tmp_path), people=people[1:]), VOICES) == {}


def test_the_tenth_voice_is_the_tenth_person(tmp_path: Path) -> None:
    words = tuple(Word(n * 1000, n * 1000 + 500, "Hola", "ca", 0.9, str(n + 1)) for n in range(11))
    people = [{"name": f"Veu {chr(65 + n)}"} for n in range(11)]
    named = names_of(story_with(Layout(tmp_path), people=people), replace(VOICES, words=words))
    assert named == {str(n + 1): f"Veu {chr(65 + n)}" for n in range(11)}
