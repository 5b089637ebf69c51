"""One track as everybody else has it: read with its speakers, saved over what was read and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import STORY, make_series, make_story, track_file

from pipeline.errors import ConfigError, StaleFileError, StoryError, SubtitleError, UnknownStoryError, VeusError
from pipeline.project.layout import Layout
from pipeline.review.history import Why
from pipeline.review.track_file import TrackFile

PEOPLE = '\n[[people]]\nname = "Joel Martínez"\nrole = { ca = "Veí", en = "Neighbour" }\n'
SRT = "1\n00:00:01,000 --> 00:00:03,000\nJOEL MARTÍNEZ: Bon dia.\n\n2\n00:00:04,000 --> 00:00:06,000\n(Riu)\n\n"
AT = "2024-03-01T09:30:00+01:00"


@pytest.fixture
def track(tmp_path: Path) -> TrackFile:
    make_series(tmp_path)
    make_story(tmp_path, "film", toml=STORY + PEOPLE)
    return track_file(Layout(tmp_path), "film", "ca")


def test_whoever_reads_knows_who_speaks(track: TrackFile) -> None:
    track.path.write_text(SRT, "utf-8")
    first, second = track.text().cues
    assert (first.speaker, first.sound, second.sound) == ("Joel Martínez", False, True)
    assert track.text().reading().cues == track.cues() == track.text().readable == (first, second)


def test_a_track_that_is_not_there(track: TrackFile) -> None:
    assert track.read() is None and track.base() is None and track.cues() == ()
    assert track.status() is None and not track.belongs_to_person()
    with pytest.raises(StoryError, match=r"there is no ca\.srt yet.*veus build film"):
        track.text()


def test_what_is_no_subtitle_file_is_named(track: TrackFile) -> None:
    track.path.write_text("Una carta.\n", "utf-8")
    text = track.text()
    assert text.readable is None
    with pytest.raises(SubtitleError, match=r"ca\.srt"):
        _ = text.cues


def test_a_save_goes_over_what_was_read_and_is_noted(track: TrackFile) -> None:
    track.path.write_text(SRT, "utf-8")
    seen = track.text()
    new = SRT.replace("Bon dia", "Bona tarda").encode()
    saved = track.save(new, seen, track.reason(Why.PAGE, "Marta", AT))
    assert saved.changed and track.path.read_bytes() == new
    edit = track.review().edits["ca"]
    assert (edit.by, edit.when, edit.sha256, edit.how) == ("Marta", AT, track.text().sha256, "page-save")
    kept = [track.bytes_of(version).data for version in track.versions()]
    assert kept == [new, SRT.encode()]
    assert track.bytes_of(track.version(seen.sha256[:12])).cues == seen.cues
    with pytest.raises(StaleFileError):
        track.save(SRT.encode(), seen, track.reason(Why.PAGE, "Pau", AT))
    assert track.path.read_bytes() == new


def test_the_first_save_is_over_nothing(track: TrackFile) -> None:
    track.save(SRT.encode(), None, track.reason(Why.IMPORT))
    with pytest.raises(StaleFileError):
        track.save(b"", None, track.reason(Why.IMPORT))
    assert track.path.read_text("utf-8") == SRT


def test_what_the_machine_offers_is_its_own_until_somebody_writes(track: TrackFile) -> None:
    track.offer(SRT, None, moved=False, footage_sha256=str)
    base = track.base()
    assert base is not None and base.cues == track.cues() and track.status() == "draft"
    track.path.write_text(SRT.replace("Bon dia", "Bon vespre"), "utf-8")
    assert track.belongs_to_person() and track.status() == "edited"
    assert track.state(lambda: "0" * 64, track.text()).status == "edited"


def test_the_other_language_of_the_same_story(track: TrackFile) -> None:
    other = track.beside("en")
    assert (other.path.name, other.kind, track.kind) == ("en.srt", "subtitles", "captions")
    assert other.story is track.story and other.names == ("Joel Martínez",)


@pytest.mark.parametrize(("by", "at"), [("\x07", AT), ("Marta", "ahir"), ("x" * 200, AT)])
def test_a_name_or_a_time_that_is_none(track: TrackFile, by: str, at: str) -> None:
    with pytest.raises(VeusError):
        track.reason(Why.PAGE, by, at)


@pytest.mark.parametrize("by", ["", "  "])
def test_nobody_is_named_where_nobody_said_who(track: TrackFile, by: str) -> None:
    assert track.reason(Why.SETTLED, by, AT).by == ""


def test_of_a_story_or_in_a_language_that_there_is_not(track: TrackFile) -> None:
    with pytest.raises(UnknownStoryError, match="film"):
        TrackFile.find(track.series, "flim", "ca")
    with pytest.raises(ConfigError):
        TrackFile.find(track.series, "film", "pt")
