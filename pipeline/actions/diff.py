"""`veus diff`: what people changed against the machine's version that was merged last."""

from __future__ import annotations

from pipeline.errors import StoryError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import tr
from pipeline.review.diff_formats import DiffReport
from pipeline.review.track_diff import compare
from pipeline.review.track_file import TrackFile


def diff(track: TrackFile) -> DiffReport:
    """The differences of one track. Raises StoryError (no track, never built), SubtitleError, OSError."""
    story, after, base = track.story, track.text().cues, track.base()
    if base is None and track.describes:
        raise StoryError(
            tr("{file} is what people write: the machine makes none to compare it with.", file=track.path.name),
            where=track.paths.source,
            remedy=tr(
                "See its versions, and what differs: {command}", command=f"veus restore {story.slug} {track.name}"
            ),
        )
    if base is None:
        raise StoryError(
            tr("the machine has made no {file} here to compare with.", file=track.path.name),
            where=track.paths.source,
            remedy=tr("Build it first: veus build {story}", story=story.slug),
        )
    return DiffReport(
        story.slug, {ui: story.info.title[ui] for ui in PAGE_LANGUAGES}, track.name, compare(base.cues, after)
    )
