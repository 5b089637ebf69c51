"""Where somebody speaks and no caption says what, at little cost: for `veus status`, and for what a build says."""

from __future__ import annotations

from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.rules.table import RULES
from pipeline.check.view import View
from pipeline.check.waivers import waived
from pipeline.cues import Transcript
from pipeline.review.track_file import TrackFile


def uncaptioned(track: TrackFile, transcript: Transcript) -> list[Finding]:
    """The stretches of a track, in order, that nobody has waived; none where there is no track. Raises SubtitleError,
    StoryError (damaged review.json), OSError."""
    text = track.read() if transcript.unheard else None
    if text is None:
        return []
    context = Context(track.lang, track.kind, unheard=transcript.unheard)
    found = RULES["SPEECH-COVER"].findings(View(text.cues, context))
    counting, _ = waived(list(found), track.review().waivers, track.lang)
    return counting
