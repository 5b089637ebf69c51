"""`veus diff`: what people changed against the machine's version that was merged last."""

from __future__ import annotations

from pipeline import files
from pipeline.actions.one import one_track, track_bytes
from pipeline.errors import StoryError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.layout import Layout
from pipeline.review.diff_formats import DiffReport
from pipeline.review.track_diff import compare
from pipeline.subtitles.srt import read_srt


def diff(layout: Layout, slug: str, lang: str) -> DiffReport:
    """The differences of one track. Raises ConfigError, StoryError (no track, never built), SubtitleError, OSError."""
    _, story = one_track(layout, slug, lang)
    path, base, names = story.paths.srt(lang), story.paths.base_srt(lang), story.info.speaker_names
    after = read_srt(track_bytes(story, lang), path, names).cues
    if not base.is_file():
        raise StoryError(
            f"the machine has made no {lang}.srt here to compare with.",
            where=story.paths.source,
            remedy=f"Build it first: veus build {slug}",
        )
    before = read_srt(files.read_bytes(base), base, names).cues
    return DiffReport(slug, {ui: story.info.title[ui] for ui in PAGE_LANGUAGES}, lang, compare(before, after))
