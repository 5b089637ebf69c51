"""Proof that burned captions can be seen: pictures with them are compared with those of the footage.

A missing font, a wrong path or a broken filter can leave captions out without any error from ffmpeg.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cues import Cue
from pipeline.errors import RenderError
from pipeline.media.ffmpeg import grab, grey
from pipeline.media.frames import Frames
from pipeline.media.media_info import MediaInfo
from pipeline.messages import tr
from pipeline.video.frame_at import shown_at
from pipeline.video.picture_filters import prepared
from pipeline.video.shapes import OWN, Form, form_size, shaped

#: Most cues looked at in a rendition, spread over its length.
SAMPLES = 3

#: How long (ms) after a caption comes it is looked at, at most: from a border on, where most begin, little is decoded.
SOON_MS = 120

#: Grey levels (of 255) by which a pixel must differ to count as drawn upon: far above what encoding changes.
DIFFERENCE = 48

#: Share of the picture that must be drawn upon: below that of a caption with LETTERS at the default size. What has
#: fewer ("…", "♪") may be less, over black even with its box.
LEAST_SHARE = 2e-4
LETTERS = 2

#: Height in px at which pictures are compared.
COMPARE_HEIGHT = 360


@dataclass(frozen=True, slots=True)
class FrameCheck:
    """A caption, and when (ms of the footage) a picture is looked at to see it."""

    cue: Cue
    at_ms: int


class Before:
    """Pictures of the footage that those with captions are compared with: what `give` was given, or looked for.

    frames: of the footage, see `shown_at`.
    """

    def __init__(self, footage: Path, facts: MediaInfo, frames: Frames | None = None) -> None:
        self.footage, self.facts = footage, facts
        self._frames = frames
        self._given: dict[tuple[int, Form], bytes] = {}

    def give(self, at_ms: int, form: Form, picture: bytes) -> None:
        """What `picture` is to give, from somebody who had it at hand."""
        self._given[at_ms, form] = picture

    def picture(self, at_ms: int, form: Form) -> bytes:
        """Grey levels, COMPARE_HEIGHT high, in the shape of `form`. Raises RenderError."""
        return self._given.get((at_ms, form)) or self._look(at_ms, form)

    def size(self, form: Form) -> tuple[int, int]:
        """(width, height) in px at which pictures are compared."""
        width, height = form_size(self.facts, form)
        return max(2, round(COMPARE_HEIGHT * width / height)), COMPARE_HEIGHT

    def _look(self, at_ms: int, form: Form) -> bytes:
        pictures = prepared(shown_at(self.footage, self.facts, at_ms, self._frames), self.facts)
        return grey(shaped(pictures, self.facts, form), self.size(form), self.footage, at_ms)


def looks(cues: Sequence[Cue], facts: MediaInfo, samples: int = SAMPLES) -> list[FrameCheck]:
    """At most `samples` of `cues`, spread over them, that must be seen in a rendition of the footage with `facts`."""
    inside = [cue for cue in cues if _should_be_seen(cue, facts)]
    step = max(1, len(inside) // samples)
    latest = facts.duration_ms - 2 * facts.frame_ms
    return [
        FrameCheck(cue, max(cue.start, round(min((cue.start + cue.end) / 2, cue.start + SOON_MS, latest))))
        for cue in inside[::step][:samples]
    ]


def drawn_share(before: Before, rendition: Path, at_ms: int, form: Form = OWN, lead_ms: int = 0) -> float:
    """Share (0..1) of the pixels in which the rendition, or a segment of it, clearly differs from the footage at
    `at_ms`.

    form: that of the rendition. lead_ms: when the footage begins in it; of a segment, less than nothing.
    """
    import numpy as np

    drawn = grab(rendition, at_ms + lead_ms, before.size(form))
    plain, seen = (np.frombuffer(one, dtype=np.uint8).astype(np.int16) for one in (before.picture(at_ms, form), drawn))
    return float((abs(seen - plain) > DIFFERENCE).mean())


def check_seen(share: float, cue: Cue, footage: Path) -> None:
    """Raises RenderError where so small a share of the picture is drawn upon that the caption cannot be seen."""
    if share < LEAST_SHARE:
        raise RenderError(
            tr(
                'the caption at {start:.1f} s cannot be seen in the picture: "{lines}".',
                start=cue.start / 1000,
                lines=cue.lines[0],
            ),
            where=footage,
            remedy=tr("`veus doctor` shows whether the caption fonts are installed."),
        )


def _should_be_seen(cue: Cue, facts: MediaInfo) -> bool:
    """Whether there is something to draw, and a picture to draw it on for certain."""
    lasts = min(cue.end, facts.duration_ms) - cue.start
    return lasts >= 2 * facts.frame_ms and sum(c.isalnum() for c in cue.text) >= LETTERS
