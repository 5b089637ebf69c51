"""Footage that is replaced: a build says so, leaves people's captions alone, and `veus shift` moves them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from footage_clips import AAC, X264, Clips
from small_series import REPO, STORY, make_story
from veus_job import in_process as veus

from pipeline.actions.shift import shift
from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent
from pipeline.cues import Cue
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.review import track_store
from pipeline.subtitles.srt import read_srt, write_srt


def cut(clips: Clips, story: str, start: str, length: str = "8", *more: str) -> Path:
    """A few seconds of a stand-in story, with a small picture."""
    name = f"cut-{story}-{start}-{length}-{len(more)}.mp4"
    if name not in clips.made:
        source = ("-ss", start, "-t", length, "-i", str(REPO / f"stories/{story}/{story}.mp4"))
        clips.made[name] = clips.make(name, *source, "-s", "64x36", *more, *X264, *AAC)
    return clips.made[name]


def run(root: Path) -> str:
    """A build; what it had to tell."""
    report = build(Layout(root), ["film"], Silent(), up_to=UpTo.CAPTIONS)
    assert not report.failed, report.all_problems()
    return "\n".join(report.stories[0].notes)


@pytest.fixture
def edited(scripted: Path, clips: Clips) -> Path:
    """A story that was built, and whose Catalan a person has corrected."""
    folder = make_story(scripted, "film", cut(clips, "joel", "3"))
    run(scripted)
    path = folder / "ca.srt"
    path.write_text(path.read_text("utf-8").replace("Joel", "Joel Martínez"), "utf-8")
    return scripted


def footage(root: Path, clip: Path) -> None:
    shutil.copyfile(clip, root / "stories/film/film.mp4")


def cues(root: Path, lang: str = "ca") -> tuple[Cue, ...]:
    return read_srt((root / f"stories/film/{lang}.srt").read_bytes()).cues


def test_footage_trimmed_by_more_than_a_second(edited: Path, clips: Clips) -> None:
    before = (edited / "stories/film/ca.srt").read_bytes()
    base = (edited / "stories/film/.base/ca.srt").read_bytes()
    was = cues(edited)
    assert "replaced" not in run(edited)
    footage(edited, cut(clips, "joel", "4.2"))
    for _ in range(2):  # it says so until somebody decides
        told = run(edited)
        assert "its sound now comes 1.20 s earlier" in told
        assert "`veus shift film`" in told
        assert (edited / "stories/film/ca.srt").read_bytes() == before
        assert (edited / "stories/film/.base/ca.srt").read_bytes() == base
    done = shift(Series.open(Layout(edited)), "film")
    assert abs(done.ms + 1200) <= 20
    assert done.languages == ("ca",)
    assert [(max(0, cue.start + done.ms), cue.text) for cue in was if cue.end + done.ms > 600] == [
        (cue.start, cue.text) for cue in cues(edited)
    ]
    assert "replaced" not in run(edited)
    assert any("Joel Martínez" in cue.text for cue in cues(edited))
    assert shift(Series.open(Layout(edited)), "film").languages == ()


def test_people_say_that_they_stand_right(edited: Path, clips: Clips) -> None:
    footage(edited, cut(clips, "joel", "4.2"))
    run(edited)
    before = cues(edited)
    assert shift(Series.open(Layout(edited)), "film", 0).languages == ()
    assert cues(edited) == before
    assert "replaced" not in run(edited)


def test_encoded_again_nothing_is_asked(edited: Path, clips: Clips) -> None:
    footage(edited, cut(clips, "joel", "3", "8", "-b:a", "48k"))
    assert "footage" not in run(edited)


def test_another_film_is_told(edited: Path, clips: Clips) -> None:
    footage(edited, cut(clips, "laura", "3"))
    told = run(edited)
    assert "its sound is not that of before" in told
    assert "its sound is not that of before" not in run(edited)


def test_where_nobody_has_edited_nothing_is_asked(scripted: Path, clips: Clips) -> None:
    make_story(scripted, "film", cut(clips, "joel", "3"))
    run(scripted)
    footage(scripted, cut(clips, "joel", "4.2"))
    assert "footage" not in run(scripted)
    assert track_store.status(Layout(scripted).story(scripted / "stories/film", "film"), "ca") == "draft"


def test_a_sound_that_tells_nothing_has_to_be_said(edited: Path, clips: Clips) -> None:
    footage(edited, cut(clips, "laura", "3"))
    with pytest.raises(VeusError, match="is not that of the last build"):
        shift(Series.open(Layout(edited)), "film")
    (edited / "stories/film/.base/sound.json").unlink()
    with pytest.raises(VeusError, match="no build has noted yet"):
        shift(Series.open(Layout(edited)), "film")
    assert shift(Series.open(Layout(edited)), "film", 250).languages == ("ca",)


def test_while_a_move_is_interrupted_builds_leave_people_alone(edited: Path, clips: Clips) -> None:
    journal = edited / "stories/film/.base/shift.json"
    journal.write_text("{}", "utf-8")
    before = (edited / "stories/film/ca.srt").read_bytes()
    footage(edited, cut(clips, "laura", "3"))
    assert "was interrupted" in run(edited)
    assert (edited / "stories/film/ca.srt").read_bytes() == before


def test_the_command_line(edited: Path, clips: Clips) -> None:
    footage(edited, cut(clips, "joel", "4.2"))
    (edited / "stories/film/en.srt").write_text(write_srt([Cue(0, 900, "Gone."), Cue(3000, 4000, "Hi.")]), "utf-8")
    done = veus(edited, "shift", "film")
    assert done.code == 0, done.err
    assert "film: ca, en moved by -1" in done.out
    assert "en, was 00:00:00,000: “Gone.” is outside now; the history has it." in done.out
    again = veus(edited, "shift", "film", "--json")
    assert json.loads(again.out)["languages"] == []


TIMED = """
poster = 3.5

[[chapters]]
start = "0:00"
title = { ca = "U", en = "One" }

[[chapters]]
start = "0:04"
title = { ca = "Dos", en = "Two" }
"""


def test_times_in_story_toml_are_a_persons_to_move(edited: Path, clips: Clips) -> None:
    file = edited / "stories/film/story.toml"
    file.write_text(file.read_text("utf-8") + TIMED, "utf-8")
    run(edited)
    footage(edited, cut(clips, "joel", "4.2"))
    told = "Times in story.toml (chapters, poster) were left as they are: take 1.20 s from each, unless somebody has."
    assert told in run(edited)
    done = veus(edited, "shift", "film")
    assert "moved by -1" in done.out and "(chapters, poster) were left as they are: take 1.20 s from each" in done.out
    assert "story.toml" not in run(edited)
    alone = veus(edited, "shift", "film", "--only", "ca", "--by", "300")
    assert "moved by +300 ms" in alone.out and "story.toml" not in alone.out
    rate = veus(edited, "shift", "film", "--rate", "25/24")
    assert "(chapters, poster) were left as they are: see whether each is still right." in rate.out
    assert file.read_text("utf-8").endswith(TIMED), "a person's own"


def test_times_in_story_toml_where_nobody_has_edited_captions(scripted: Path, clips: Clips) -> None:
    folder = make_story(scripted, "film", cut(clips, "joel", "4.2"), toml=STORY + TIMED)
    run(scripted)
    footage(scripted, cut(clips, "joel", "3"))
    told = run(scripted)
    assert "the footage was replaced. Times in story.toml (chapters, poster) were left as they are: add 1.20 s" in told
    assert "People's captions" not in told and "story.toml" not in run(scripted)
    footage(scripted, cut(clips, "laura", "3"))
    assert "see whether each is still right" in run(scripted)
    (folder / "story.toml").write_text(STORY, "utf-8")
    footage(scripted, cut(clips, "joel", "3"))
    assert "footage" not in run(scripted)
