"""Where somebody speaks and no caption says what, at little cost: for `veus status`, and for what a build says."""

from __future__ import annotations

from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.rules.table import RULES
from pipeline.check.view import View
from pipeline.check.waivers import waived
from pipeline.cues import Transcript
from pipeline.project.story import Story
from pipeline.review import track_store
from pipeline.review.review_record import read_review
from pipeline.subtitles.srt import read_srt


def uncaptioned(story: Story, lang: str, transcript: Transcript) -> list[Finding]:
    """The stretches of a track, in order, that nobody has waived; none where there is no track. Raises SubtitleError,
    StoryError (damaged review.json), OSError."""
    path = story.paths.srt(lang)
    data = track_store.read(story.paths, lang) if transcript.unheard else None
    if data is None:
        return []
    context = Context(lang, story.kind_of(lang), unheard=transcript.unheard)
    found = RULES["SPEECH-COVER"].findings(View(read_srt(data, path).cues, context))
    counting, _ = waived(list(found), read_review(story.paths).waivers, lang)
    return counting
