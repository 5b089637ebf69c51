"""Proof that burned captions can be seen: pictures of the rendition are compared with those of the footage.

A missing font, a wrong path or a broken filter can leave captions out without any error from ffmpeg.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.cues import Cue
from pipeline.errors import RenderError
from pipeline.media.facts import MediaFacts
from pipeline.media.ffmpeg import grab, grey
from pipeline.media.frames import Frames
from pipeline.video.moment import shown_at
from pipeline.video.pictures import prepared
from pipeline.video.shapes import OWN, Form, form_size, shaped

#: Most cues looked at in a rendition, spread over its length.
SAMPLES = 3

#: Grey levels (of 255) by which a pixel must differ to count as drawn upon: far above what encoding changes.
DIFFERENCE = 48

#: Share of the picture that must be drawn upon: below that of a two-letter caption at the default size.
LEAST_SHARE = 2e-4

#: Height in px at which pictures are compared.
COMPARE_HEIGHT = 360


def drawn_share(
    footage: Path,
    facts: MediaFacts,
    rendition: Path,
    at_ms: int,
    form: Form = OWN,
    lead_ms: int = 0,
    frames: Frames | None = None,
) -> float:
    """Share (0..1) of the pixels in which the rendition clearly differs from the footage at `at_ms`.

    form: that of the rendition. lead_ms: when the footage begins in it. frames: of the footage, see `shown_at`.
    """
    import numpy as np

    width, height = form_size(facts, form)
    size = (max(2, round(COMPARE_HEIGHT * width / height)), COMPARE_HEIGHT)
    pictures = shaped(prepared(shown_at(footage, facts, at_ms, frames), facts), facts, form)
    with ThreadPoolExecutor(2) as both:  # it takes as long as one of them
        plain = both.submit(grey, pictures, size, footage, at_ms)
        drawn = both.submit(grab, rendition, at_ms + lead_ms, size)
        before, after = (np.frombuffer(one.result(), dtype=np.uint8).astype(np.int16) for one in (plain, drawn))
    return float((abs(after - before) > DIFFERENCE).mean())


def _should_be_seen(cue: Cue, facts: MediaFacts) -> bool:
    """Whether there is something to draw, and a picture to draw it on for certain."""
    lasts = min(cue.end, facts.duration_ms) - cue.start
    return lasts >= 2 * facts.frame_ms and any(c.isprintable() and not c.isspace() for c in cue.text)


def check_visible(
    footage: Path,
    facts: MediaFacts,
    rendition: Path,
    cues: Sequence[Cue],
    form: Form = OWN,
    lead_ms: int = 0,
    samples: int = SAMPLES,
    frames: Frames | None = None,
) -> None:
    """Raises RenderError when any of a few sampled cues (at most `samples`) cannot be seen in the rendition."""
    inside = [cue for cue in cues if _should_be_seen(cue, facts)]
    step = max(1, len(inside) // samples)
    for cue in inside[::step][:samples]:
        at = round(min((cue.start + cue.end) / 2, facts.duration_ms - 2 * facts.frame_ms))
        if drawn_share(footage, facts, rendition, max(cue.start, at), form, lead_ms, frames) < LEAST_SHARE:
            raise RenderError(
                f'the caption at {cue.start / 1000:.1f} s cannot be seen in the picture: "{cue.lines[0]}".',
                where=footage,
                remedy="`veus doctor` shows whether the caption fonts are installed.",
            )
