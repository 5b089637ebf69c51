"""What a rendition is made of: which segments, each at its time, between which cards, with which sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, partial
from pathlib import Path

from pipeline.cues import Cue
from pipeline.media.media_info import MediaInfo
from pipeline.media.pauses import Pause
from pipeline.project.renditions import VideoSettings
from pipeline.project.style import StyleSettings
from pipeline.video.cards import Card, Cards, card_ms, card_source
from pipeline.video.drawing import script
from pipeline.video.segment_borders import FrameSpan, spans
from pipeline.video.segment_cache import SegmentCache
from pipeline.video.segments import Segment, SegmentSource, command, segment
from pipeline.video.shapes import OWN, Form, form_size, picture_rows
from pipeline.video.sound import Silence, silence, sound_key


@dataclass(frozen=True, slots=True)
class RenditionPlan:
    """One video to be made. name: of its step. cues, lang: drawn into it. copied: its pictures are the footage's.
    form, cards: of social media."""

    name: str
    target: Path
    cues: tuple[Cue, ...] = ()
    lang: str = ""
    copied: bool = False
    form: Form = OWN
    cards: Cards | None = None


@dataclass(frozen=True, slots=True)
class RenderJob:
    """What all renditions of a story are made from and with. cuts: picture cuts in ms. pauses: of the voice.

    workers: how many segments are encoded at the same time; 0: as many as the machine has cores.
    """

    source: SegmentSource
    cuts: Sequence[int]
    settings: VideoSettings
    style: StyleSettings
    store: SegmentCache
    temp_dir: Path
    pauses: Sequence[Pause] = ()
    workers: int = 0


@dataclass(frozen=True, slots=True)
class RenditionSound:
    """One sound track. key: its name in the store."""

    key: str
    around: Silence | None


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card in the shape of a rendition."""

    card: Card
    form: Form


@dataclass(frozen=True, slots=True)
class PlacedSegment:
    """A segment of `source`, and when it begins in the whole (ms). card: what it shows, where that is not the
    footage."""

    source: SegmentSource
    segment: Segment
    start: Fraction
    card: ShownCard | None = None


@dataclass(frozen=True, slots=True)
class RenditionTimeline:
    """lead_ms: when the footage begins. length_ms: of the whole; last_ms: when its last picture begins. placed: none
    where pictures are copied."""

    placed: tuple[PlacedSegment, ...]
    lead_ms: Fraction
    length_ms: Fraction
    last_ms: Fraction
    sound: RenditionSound | None

    @property
    def footage(self) -> list[PlacedSegment]:
        """Without the cards."""
        return [placed for placed in self.placed if placed.card is None]

    @property
    def keys(self) -> list[str]:
        """Everything in the store that the film is made of."""
        return [*([self.sound.key] if self.sound else []), *(placed.segment.key for placed in self.placed)]


def films_of(job: RenderJob, renditions: Sequence[RenditionPlan]) -> list[RenditionTimeline]:
    """What each of `renditions` is made of; nothing is made yet."""
    where = spans(job.source.frames, job.cuts, job.pauses)
    told = cache(partial(command, job.source, job.settings))  # in all languages the same
    return [_film(job, rendition, where, told) for rendition in renditions]


def _film(
    job: RenderJob,
    rendition: RenditionPlan,
    where: Sequence[FrameSpan],
    told: Callable[[FrameSpan, bool, Form], Sequence[str]],
) -> RenditionTimeline:
    source, form = job.source, rendition.form
    length = _length(source)
    if rendition.copied:
        return RenditionTimeline((), Fraction(0), length, _last(source), _sound(job, None))
    opening, closing = _card(job, rendition, "opening"), _card(job, rendition, "closing")
    lead = card_ms(opening.source) if opening else Fraction(0)
    tail = card_ms(closing.source) if closing else Fraction(0)
    size, rows, frames = form_size(source.facts, form), picture_rows(source.facts, form), source.frames
    placed = [opening] if opening else []
    for span in where:
        drawn = script(rendition.cues, frames, span, size, job.style, rendition.lang, rows)
        one = segment(source, span, drawn, form, told(span, drawn is not None, form))
        placed.append(PlacedSegment(source, one, lead + frames.ms(span.first)))
    if closing:
        placed.append(replace(closing, start=lead + length))
    whole = lead + length + tail
    last = lead + (length + _last(closing.source) if closing else _last(source))
    return RenditionTimeline(
        tuple(placed), lead, whole, last, _sound(job, silence(lead, whole) if lead or tail else None)
    )


def _last(source: SegmentSource) -> Fraction:
    """When its last picture begins, in ms from its first one."""
    return source.frames.ms(len(source.frames.times) - 1)


def _card(job: RenderJob, rendition: RenditionPlan, which: str) -> PlacedSegment | None:
    """At the beginning of the whole."""
    if rendition.cards is None:
        return None
    card: Card = getattr(rendition.cards, which)
    source = card_source(card, job.source, rendition.form)
    form = Form(codec=rendition.form.codec)  # it is drawn in its shape
    span = FrameSpan(0, len(source.frames.times))
    drawn = segment(source, span, None, form, command(source, job.settings, span, False, form))
    return PlacedSegment(source, drawn, Fraction(0), ShownCard(card, rendition.form))


def _sound(job: RenderJob, around: Silence | None) -> RenditionSound | None:
    """None where the footage has none."""
    return RenditionSound(sound_key(job.source, job.settings, around), around) if job.source.facts.audio else None


def _length(source: SegmentSource) -> Fraction:
    """ms up to where the next picture of the footage would come, on the footage's clock."""
    clock = source.frames.time_base
    return round(source.facts.duration_ms / (clock * 1000)) * clock * 1000


def segment_ms(source: SegmentSource, span: FrameSpan) -> int:
    """How long a segment is shown."""
    facts: MediaInfo = source.facts
    return round(source.frames.ms(span.end - 1) - source.frames.ms(span.first) + facts.frame_ms)
