"""`veus describe`: where there is room, and a file to write in – never what to say."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from small_series import CAPTIONS, make_series, make_story
from veus_job import in_process

from pipeline import files
from pipeline.cues import Sound, Transcript, Word
from pipeline.description.passages import UNWRITTEN, is_unwritten
from pipeline.media.media_info import MediaInfo
from pipeline.project.layout import Layout, StoryLayout
from pipeline.publish.placeholders import MARK
from pipeline.speech.transcribe import write_transcript
from pipeline.subtitles.srt import read_srt

FACTS = MediaInfo(
    "mp4", 20_000, 1920, 1080, 1920, 1080, Fraction(25), False, 0, "h264", "yuv420p", 8, Fraction(1), {}, 0, None
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_series(tmp_path)
    make_story(root, "film", b"footage", captions=CAPTIONS)
    return root


def paths(root: Path) -> StoryLayout:
    return Layout(root).story(root / "stories/film", "film")


@pytest.fixture
def heard(root: Path) -> Path:
    """Twenty seconds: a word at 4 s, singing from 6 to 11 s, a new picture at 12 s, a word at 18 s."""
    words = (Word(4000, 5000, "Hola.", "ca"), Word(18_000, 19_000, "Adéu.", "ca"))
    sounds = (Sound(6000, 11_000, "singing"), Sound(11_000, 18_000, "music"))
    files.write_json(paths(root).probe, FACTS.to_json())
    files.write_json(paths(root).cuts, [4500, 12_000])
    write_transcript(paths(root).transcript, Transcript(words, 20_000, ("ca",), "fake", "m", "0", sounds=sounds))
    return root


def test_a_story_that_was_never_built_is_told_so(root: Path) -> None:
    done = in_process(root, "describe", "film")
    assert done.code != 0 and "veus build film" in done.err


def test_pauses_are_listed_with_the_words_that_fit(heard: Path) -> None:
    report = json.loads(in_process(heard, "describe", "film", "--json").out)
    assert report["places"] == [
        {"start": 0, "end": 4000, "words": 10, "cuts": [], "told": 0},
        {"start": 11_000, "end": 18_000, "words": 18, "cuts": [12_000], "told": 0},
    ]
    assert not report["there"]
    shown = in_process(heard, "describe", "film")
    assert "00:00:11,000" in shown.out and "--write" in shown.out


@pytest.mark.parametrize(("lang", "mark"), [("ca", "[ampliada]"), ("en", "[extended]")])
def test_without_a_pause_the_mark_is_shown_as_it_is_written(heard: Path, lang: str, mark: str) -> None:
    full = tuple(Word(at, at + 1000, "Hola.", "ca") for at in range(0, 20_000, 1000))
    write_transcript(paths(heard).transcript, Transcript(full, 20_000, ("ca",), "fake", "m", "0"))
    assert f"({mark})" in in_process(heard, "describe", "film", "--lang", lang).out


def test_without_a_pause_no_file_is_begun_that_would_say_the_film_is_described(heard: Path) -> None:
    full = tuple(Word(at, at + 1000, "Hola.", "ca") for at in range(0, 20_000, 1000))
    write_transcript(paths(heard).transcript, Transcript(full, 20_000, ("ca",), "fake", "m", "0"))
    done = in_process(heard, "describe", "film", "--write")
    assert done.code == 0 and not paths(heard).srt("description.ca").exists()
    assert "[ampliada]" in done.out and "no place to begin it with" in done.out and "--write" not in done.out
    report = json.loads(in_process(heard, "describe", "film", "--write", "--json").out)
    assert (report["there"], report["written"], report["places"]) == (False, False, [])


def test_a_file_is_begun_with_places_and_no_words_and_never_written_over(heard: Path) -> None:
    assert in_process(heard, "describe", "film", "--write").code == 0
    file = paths(heard).srt("description.ca")
    cues = read_srt(file.read_bytes()).cues
    assert [(cue.start, cue.end) for cue in cues] == [(0, 3800), (11_000, 17_800)]
    assert all(is_unwritten(cue.text) for cue in cues) and "18 paraules" in cues[1].text
    text = file.read_text("utf-8").replace(cues[0].text, "Un carrer buit.")
    file.write_text(text, "utf-8")
    again = in_process(heard, "describe", "film", "--write")
    assert again.code != 0 and file.read_text("utf-8") == text
    assert "1 told, 1 still to be written" in in_process(heard, "describe", "film").out
    assert in_process(heard, "check", "film", "--lang", "description.ca").code == 1


def test_a_place_that_nobody_has_written_keeps_a_story_from_being_published() -> None:
    assert UNWRITTEN == MARK
