"""Figures of a track, measured from what the build has at hand: how fast it reads, how well it keeps time, how much of
the speech it covers; and of the look of burned captions.

Sources: reading speed, Netflix Timed Text Style Guide and UNE 153010 (characters a second, spaces counted); time, BBC
§5.4; contrast, WCAG 2.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from pipeline.captions.limits import hard_cps
from pipeline.captions.sound_cues import speaks, tells_sound
from pipeline.check.context import Context
from pipeline.check.marks import width
from pipeline.check.rules.sync import in_sync
from pipeline.check.rules.unheard import bare_speech
from pipeline.check.view import View
from pipeline.cues import Cue, Lang
from pipeline.project.style import COLOURS, StyleSettings
from pipeline.spans import Span, joined
from pipeline.video.contrast import LEAST, SHAPES, worst_ratio

#: What was measured; texts/ has its words.
FigureName = Literal[
    "captions",
    "speed_median",
    "speed_fastest",
    "too_fast",
    "in_time",
    "furthest",
    "covered",
    "untold",
    "contrast",
    "described",
]
Unit = Literal["count", "cps", "ms", "share", "ratio"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. unit: captions and the like; characters a second; ms; a share 0..1; n of n:1. limit: what it is held
    against, whole: what it is a part of, both in the same unit. lang: of the track."""

    name: FigureName
    value: float
    unit: Unit
    lang: Lang | None = None
    limit: float | None = None
    whole: float | None = None


def figures_of(cues: Sequence[Cue], context: Context) -> tuple[Figure, ...]:
    """What can be measured of a track: nothing of one without captions, and nothing about speech where it is not
    known."""
    if not cues:
        return ()
    view = View(tuple(cues), context)
    found = [Figure("captions", len(cues), "count", context.lang), *_speeds(cues, context)]
    if context.kind == "captions" and context.words:
        found += _times(view)
    if context.speech:
        found += _coverage(view)
    return tuple(found)


def _speeds(cues: Sequence[Cue], context: Context) -> list[Figure]:
    lang, limit = context.lang, hard_cps(context.lang, context.profile)
    speeds = [width(cue.text) * 1000 / cue.duration for cue in cues if cue.duration > 0]
    if not speeds:
        return []
    return [
        Figure("speed_median", round(median(speeds), 1), "cps", lang),
        Figure("speed_fastest", round(max(speeds), 1), "cps", lang, limit),
        Figure("too_fast", sum(speed > limit + 1e-9 for speed in speeds), "count", lang),
    ]


def _times(view: View) -> list[Figure]:
    """Of captions whose first word was heard as it is written."""
    firsts = [(k, said.first) for k, said in enumerate(view.said) if said.first and speaks(view.cues[k])]
    if not firsts:
        return []
    kept = sum(in_sync(view, k, first) for k, first in firsts if first)
    furthest = max(abs(view.cues[k].start - first.start) for k, first in firsts if first)
    return [
        Figure("in_time", round(kept / len(firsts), 3), "share", view.context.lang),
        Figure("furthest", furthest, "ms", view.context.lang),
    ]


def _coverage(view: View) -> list[Figure]:
    speech = joined(view.context.speech)
    shown = joined((cue.start, cue.end) for cue in view.cues if not tells_sound(cue))
    whole = sum(end - start for start, end in speech)
    if not whole:
        return []
    lang = view.context.lang
    found = [Figure("covered", round(_shared(speech, shown) / whole, 3), "share", lang)]
    return [*found, Figure("untold", sum(end - start for start, end in bare_speech(view)), "ms", lang, 0)]


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """ms that lie in spans of both; each of them in order and apart."""
    total, k = 0, 0
    for start, end in one:
        while k < len(other) and other[k][1] <= start:
            k += 1
        at = k
        while at < len(other) and other[at][0] < end:
            total += min(end, other[at][1]) - max(start, other[at][0])
            at += 1
    return total


def burned_contrast(style: StyleSettings) -> Figure:
    """The least contrast that burned captions can have, over the picture that is worst for them."""
    colours = {"white", *style.speakers.values()}
    ratios = [
        worst_ratio(COLOURS[colour], style.look(*size).box_alpha) for size in SHAPES.values() for colour in colours
    ]
    return Figure("contrast", int(min(ratios) * 10) / 10, "ratio", limit=LEAST)
