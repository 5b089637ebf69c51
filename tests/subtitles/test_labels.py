"""Who speaks, written into words that come from a tool which keeps it elsewhere."""

from __future__ import annotations

from pipeline.cues import Cue
from pipeline.subtitles.speaker_names import with_speakers


def labelled(*cues: tuple[str | None, str]) -> list[str]:
    said = [Cue(k * 2000, k * 2000 + 1500, text, speaker) for k, (speaker, text) in enumerate(cues)]
    return [cue.text for cue in with_speakers(said, ["Laura"], [])]


def test_names_stand_at_each_change_where_several_speak() -> None:
    told = labelled(("Laura", "Hola."), ("Laura", "Bon dia."), ("Joel", "Ei."), ("Laura", "LAURA: Com vas?"))
    assert told == ["LAURA: Hola.", "Bon dia.", "JOEL: Ei.", "LAURA: Com vas?"]
    assert labelled(("Laura", "Hola."), (None, "Ei.")) == ["Hola.", "Ei."]


def test_the_number_of_a_voice_is_no_name() -> None:
    assert labelled(("1", "Hola."), ("2", "Ei."), ("Laura", "Bon dia."), ("1", "Adéu.")) == [
        "Hola.",
        "Ei.",
        "LAURA: Bon dia.",
        "Adéu.",
    ]
