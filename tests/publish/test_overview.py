"""A story at a glance: what waits for whom, and what is public."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desk_series import STORY, make_desk
from footage_clips import Clips

from pipeline.files import sha256_file
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from pipeline.publish.overview import StoryGlance, WaitingTask, glance
from pipeline.review import withdrawal
from pipeline.review.review_record import Approval, set_approval

CONSENT = '[consent]\ngiven_by = "Joel"\ndate = 2024-01-01\nscope = "web"\n'
WHEN = "2024-06-01T10:00:00+02:00"


@pytest.fixture
def paths(tmp_path: Path, clips: Clips) -> StoryLayout:
    return make_desk(tmp_path, clips)


def seen(root: Path, day: date = date(2024, 6, 1)) -> StoryGlance:
    series = Series.open(Layout(root))
    return glance(series, series.story("joel"), day)


def approve(paths: StoryLayout, lang: str) -> None:
    footage = sha256_file(paths.source / "joel.mp4")
    sha = sha256_file(paths.srt(lang))
    set_approval(paths, lang, Approval(by="Berta", when=WHEN, sha256=sha, footage_sha256=footage))


def test_what_waits_until_a_story_is_public(tmp_path: Path, paths: StoryLayout) -> None:
    assert seen(tmp_path).waits == (WaitingTask("consent"), WaitingTask("hear", "ca"), WaitingTask("hear", "en"))
    paths.story_file.write_text(STORY + CONSENT, "utf-8")
    approve(paths, "ca")
    found = seen(tmp_path)
    assert [track.status for track in found.tracks] == ["approved", "draft"]
    assert found.waits == (WaitingTask("hear", "en"),)
    approve(paths, "en")
    assert seen(tmp_path).waits == (WaitingTask("build"),)  # nothing of it is in output/ yet
    withdrawal.add_target(paths, "/srv/web")
    withdrawal.note_sent(paths, "/srv/web", {lang: sha256_file(paths.srt(lang)) for lang in ("ca", "en")})
    found = seen(tmp_path)
    assert (found.public, found.waits) == ("yes", ())
    paths.srt("en").write_bytes(paths.srt("en").read_bytes().replace(b"allotment", b"orchard"))
    found = seen(tmp_path)
    assert (found.public, [wait.task for wait in found.waits]) == ("stale", ["hear"])


def test_texts_footage_and_captions_that_are_missing(tmp_path: Path, paths: StoryLayout) -> None:
    paths.story_file.write_text(STORY.replace("Una frase.", "✎ una frase") + CONSENT, "utf-8")
    (paths.source / "joel.mp4").unlink()
    paths.srt("en").unlink()
    assert [wait.task for wait in seen(tmp_path).waits] == ["write", "footage", "build", "hear"]


def test_a_withdrawn_story_waits_for_nobody(tmp_path: Path, paths: StoryLayout) -> None:
    withdrawal.note_withdrawal(paths, withdrawal.Withdrawal(by="Berta", when=WHEN, reason="En Joel ho demana."))
    found = seen(tmp_path)
    assert found.withdrawal and found.waits == ()
