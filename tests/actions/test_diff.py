"""What people changed against the machine's version that was merged last."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import make_series, make_story, track_file

from pipeline.actions.diff import diff
from pipeline.cues import Cue
from pipeline.errors import StoryError
from pipeline.project.layout import Layout
from pipeline.review.track_file import TrackFile
from pipeline.subtitles.srt import write_srt

MACHINE, MINE = Cue(1000, 3000, "Em dic Juel."), Cue(1000, 3000, "Em dic Joel.")


@pytest.fixture
def track(tmp_path: Path) -> TrackFile:
    make_story(make_series(tmp_path), "film")
    return track_file(Layout(tmp_path), "film", "ca")


def test_it_is_against_what_the_machine_wrote(track: TrackFile) -> None:
    track.offer(write_srt([MACHINE]), None, moved=False, footage_sha256=str)
    assert diff(track).difference.rows == ()
    track.path.write_text(write_srt([MINE]), "utf-8")
    report = diff(track)
    assert [(row.before, row.after) for row in report.difference.rows] == [((MACHINE,), (MINE,))]
    assert (report.story, report.lang, report.titles) == ("film", "ca", {"ca": "Una història", "en": "A story"})


def test_where_the_machine_wrote_nothing_there_is_nothing_to_compare_with(track: TrackFile) -> None:
    track.path.write_text(write_srt([MINE]), "utf-8")
    with pytest.raises(StoryError, match=r"no ca\.srt here to compare with.*veus build film"):
        diff(track)


def test_a_description_is_no_builds_to_make(track: TrackFile) -> None:
    told = TrackFile(track.series, track.story, "ca", "description")
    told.path.write_text(write_srt([MINE]), "utf-8")
    with pytest.raises(StoryError, match=r"\.ca\.srt is what people write.*veus restore film description\.ca$"):
        diff(told)


def test_without_a_track_that_is_said(track: TrackFile) -> None:
    with pytest.raises(StoryError):
        diff(track)
