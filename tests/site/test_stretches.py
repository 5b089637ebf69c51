"""The metadata track: who speaks when, in which language, and which sounds are heard, for scripts."""

from __future__ import annotations

import io
import json
from typing import Any

import webvtt
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue, Track, Word
from pipeline.site.feeds.stretches import MetadataSpan, find_metadata_spans, has_stretches, metadata_vtt
from pipeline.site.parts import PersonInfo

EVIL = "</script> --> \n\n\u2028\u0085 {\\an8} & \u202e \x00"


def track(*cues: Cue, lang: str = "ca", kind: Any = "captions") -> Track:
    return Track(lang, cues, kind)


def read(text: str) -> list[tuple[str, str, Any]]:
    """As an independent reader of WebVTT sees it."""
    return [(one.start[6:], one.end[6:], json.loads(one.text)) for one in webvtt.from_buffer(io.StringIO(text))]


def test_a_stretch_lasts_while_one_person_goes_on() -> None:
    cues = (
        Cue(0, 1000, "Bon dia,", "Anna"),
        Cue(1200, 2000, "com va?", "Anna"),
        Cue(2100, 3000, "Bé.", "Joel"),
        Cue(3100, 4000, "Doncs", "Anna"),
        Cue(5600, 6000, "això.", "Anna"),
    )
    assert find_metadata_spans([track(*cues)], (), {}, ("ca",)) == [
        MetadataSpan(0, 2000, "ca", "Anna"),
        MetadataSpan(2100, 3000, "ca", "Joel"),
        MetadataSpan(3100, 4000, "ca", "Anna"),
        MetadataSpan(5600, 6000, "ca", "Anna"),
    ]


def test_the_language_is_that_of_the_words_heard_not_of_the_track() -> None:
    heard = [Word(k * 400, k * 400 + 300, "dos", "es") for k in range(3)]
    heard += [Word(2000 + k * 300, 2200 + k * 300, "tres", "ca") for k in range(3)]
    cues = (Cue(0, 1500, "un dos tres"), Cue(2000, 3000, "quatre cinc"), Cue(3200, 4000, "sis"))
    found = find_metadata_spans([track(*cues, kind="subtitles")], heard, {}, ("es", "ca"))
    assert [(one.start, one.language) for one in found] == [(0, "es"), (2000, "ca"), (3200, "es")]


def test_two_who_speak_at_once_overlap() -> None:
    heard = [Word(0, 400, "Sí!", "ca", speaker="1"), Word(500, 900, "No!", "ca", speaker="2")]
    found = find_metadata_spans([track(Cue(0, 1000, "– Sí!\n– No!"))], heard, {"1": "Anna", "2": "Joel"}, ("ca",))
    assert [(one.start, one.end, one.speaker) for one in found] == [(0, 1000, "Anna"), (0, 1000, "Joel")]


def test_whoever_speaks_alone_has_a_name_without_labels() -> None:
    cues = (Cue(0, 1000, "Bon dia."), Cue(1200, 2000, "(Riuen)"), Cue(2100, 3000, "Sí!", "Anna"))
    found = find_metadata_spans([track(*cues)], (), {}, ("ca",), alone="Joel")
    assert [(one.speaker, one.sound is None) for one in found] == [("Joel", True), (None, False), ("Anna", True)]


def test_sounds_have_their_name_in_each_language() -> None:
    catalan = track(Cue(0, 1000, "(Música)", sound=True), Cue(2000, 3000, "(Riuen)"))
    english = track(Cue(100, 900, "[music]", sound=True), lang="en", kind="subtitles")
    found = find_metadata_spans([english, catalan], (), {}, ("ca",))
    assert [one.sound for one in found] == [{"ca": "(Música)", "en": "[music]"}, {"ca": "(Riuen)"}]


def test_without_words_there_is_nothing() -> None:
    assert find_metadata_spans([], (), {}, ("ca",)) == [] and not has_stretches([track()])
    assert find_metadata_spans([track(Cue(0, 1000, " \n"))], (), {}, ("ca",)) == []
    assert read(metadata_vtt([], ())) == []


def test_each_cue_is_one_line_of_json() -> None:
    people = [PersonInfo(name="Anna", role={"ca": "mestra", "en": "teacher"})]
    stretches = [
        MetadataSpan(0, 1500, "ca", "Anna"),
        MetadataSpan(1500, 1500, "es", None),
        MetadataSpan(2000, 3000, sound={"ca": "(Riuen)"}),
    ]
    text = metadata_vtt(stretches, people)
    assert text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n{")
    assert read(text) == [
        (
            "00.000",
            "01.500",
            {"type": "speech", "language": "ca", "speaker": "Anna", "role": {"ca": "mestra", "en": "teacher"}},
        ),
        ("01.500", "01.501", {"type": "speech", "language": "es", "speaker": None, "role": None}),
        ("02.000", "03.000", {"type": "sound", "text": {"ca": "(Riuen)"}}),
    ]


@given(st.lists(st.text(min_size=1) | st.just(EVIL), min_size=1, max_size=4))
def test_whatever_people_are_called_comes_back_as_text(names: list[str]) -> None:
    stretches = [MetadataSpan(k * 1000, k * 1000 + 900, "ca", name, None) for k, name in enumerate(names)]
    text = metadata_vtt(stretches, ())
    assert text.count("-->") == len(names) and not set(text.replace("-->", "")) & set("<>&")
    assert [data["speaker"] for _, _, data in read(text)] == names
