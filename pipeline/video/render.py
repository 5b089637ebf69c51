"""Footage → MP4s for the web: the clean video and those with captions burned in, made of pieces.

All share one clock: zero is the first picture of the footage. Nothing personal travels along: the camera's metadata
(place, owner, date) is dropped.
"""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence, Sized
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline import files
from pipeline.config import StyleSettings, VideoSettings
from pipeline.cues import Cue
from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.probe import probe
from pipeline.process import Crew
from pipeline.video.borders import Span, spans
from pipeline.video.clean import copy_pictures
from pipeline.video.drawing import script
from pipeline.video.join import Part, join
from pipeline.video.pictures import picture_size
from pipeline.video.pieces import Piece, Source, UnevenPiece, make_pieces, piece
from pipeline.video.sound import make_sound, sound_key
from pipeline.video.store import Store
from pipeline.video.visible import check_visible


@dataclass(frozen=True, slots=True)
class Rendition:
    """One video to be made. name: of its step. cues, lang: drawn into it. copied: its pictures are those of the footage."""

    name: str
    target: Path
    cues: tuple[Cue, ...] = ()
    lang: str = ""
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What all renditions of a story are made from and with. cuts: picture cuts in ms.

    workers: how many pieces are encoded at the same time; 0: as many as the machine has cores.
    """

    source: Source
    cuts: Sequence[int]
    settings: VideoSettings
    style: StyleSettings
    store: Store
    temp_dir: Path
    workers: int = 0


def render(job: Job, renditions: Sequence[Rendition], on_progress: ff.Progress | None = None) -> None:
    """Makes every rendition's target, encoding only what is not in the store.

    on_progress: called with what is done so far, in ms of video over all renditions.
    Raises RenderError when ffmpeg fails, when a length is not that of the footage, or when captions that should be in
    the picture cannot be seen there; finished pieces are kept.
    """
    job.temp_dir.mkdir(parents=True, exist_ok=True)
    try:
        plans = [_plan(job, rendition) for rendition in renditions]
        _encode(job, plans, on_progress)
    except UnevenPiece:
        job = replace(job, source=replace(job.source, frames=replace(job.source.frames, exact=False)))
        plans = [_plan(job, rendition) for rendition in renditions]
        _encode(job, plans, on_progress)
    for rendition, pieces in zip(renditions, plans, strict=True):
        _assemble(job, rendition, pieces)
        job.store.use(rendition.name, [*_sound_keys(job), *(piece.key for piece in pieces)])


def _plan(job: Job, rendition: Rendition) -> list[Piece]:
    """The pieces that a rendition is made of, in order."""
    if rendition.copied:
        return []
    source = job.source
    size = picture_size(source.facts)
    return [
        piece(source, span, script(rendition.cues, source.frames, span, size, job.style, rendition.lang), job.settings)
        for span in spans(source.frames, job.cuts)
    ]


def _sound_keys(job: Job) -> list[str]:
    """The key of the sound track, in a list; an empty one where the footage has none."""
    return [sound_key(job.source, job.settings)] if job.source.facts.audio else []


def _encode(job: Job, plans: Sequence[Sequence[Piece]], on_progress: ff.Progress | None) -> None:
    """Makes sound and pieces that are not there yet, side by side; pieces of the same time from one decode."""
    missing: dict[Span, dict[str, Piece]] = defaultdict(dict)
    for wanted in (one for plan in plans for one in plan):
        if not job.store.has(wanted.key):
            missing[wanted.span][wanted.key] = wanted
    told = _Progress(on_progress, [one.span for plan in plans for one in plan], missing, job.source)
    crew = Crew()
    tasks = [partial(_make_sound, job, key, crew) for key in _sound_keys(job) if not job.store.has(key)]
    for pieces in missing.values():
        tasks.append(partial(_make_pieces, job, list(pieces.values()), crew, told.part(len(pieces))))
    with ThreadPoolExecutor(job.workers or os.cpu_count() or 1) as pool:
        try:
            for done in as_completed([pool.submit(task) for task in tasks]):
                done.result()
        except BaseException:
            crew.end()
            pool.shutdown(cancel_futures=True)
            raise


def _make_sound(job: Job, key: str, crew: Crew) -> None:
    source = job.source
    make_sound(source.footage, source.facts, job.settings, job.store.path(key), job.temp_dir, crew)
    job.store.seal(key)


def _make_pieces(job: Job, pieces: Sequence[Piece], crew: Crew, on_progress: ff.Progress) -> None:
    targets = [job.store.path(piece.key) for piece in pieces]
    make_pieces(job.source, pieces, job.settings, targets, job.temp_dir, crew, on_progress)
    for made in pieces:
        job.store.seal(made.key)


def _assemble(job: Job, rendition: Rendition, pieces: Sequence[Piece]) -> None:
    """Joins pieces and sound to the rendition's target; those that no finished rendition has yet are looked at."""
    source, used = job.source, job.store.used()
    new = [piece for piece in pieces if piece.key not in used]
    sound = next((job.store.path(key) for key in _sound_keys(job)), None)
    with files.replacing(rendition.target, job.temp_dir) as temp:
        if rendition.copied:
            copy_pictures(source, sound, temp)
        else:
            parts = [Part(job.store.path(piece.key), source.frames.ms(piece.span.first)) for piece in pieces]
            join(parts, sound, temp)
        _check_length(temp, source)
        cues = [cue for piece in new for cue in _inside(rendition.cues, source, piece.span)]
        try:
            check_visible(source.footage, source.facts, temp, cues)
        except RenderError:
            job.store.drop(piece.key for piece in new)
            raise


def _inside(cues: Sequence[Cue], source: Source, span: Span) -> list[Cue]:
    """The cues that begin in a piece."""
    return [cue for cue in cues if span.first <= source.frames.at(cue.start) < span.end]


def _length(source: Source, span: Span) -> int:
    """ms that a piece is shown."""
    return round(source.frames.ms(span.end - 1) - source.frames.ms(span.first) + source.facts.frame_ms)


class _Progress:
    """One count of what several threads have done, in ms of encoded video; it never goes back."""

    def __init__(
        self, tell: ff.Progress | None, wanted: Sequence[Span], missing: Mapping[Span, Sized], source: Source
    ) -> None:
        to_do = sum(_length(source, span) * len(pieces) for span, pieces in missing.items())
        self._tell = tell
        self._lock = threading.Lock()
        self._done = 0
        self._add(sum(_length(source, span) for span in wanted) - to_do)

    def part(self, times: int) -> ff.Progress:
        """For one run of ffmpeg that encodes `times` pieces at once: takes ms of each."""
        before = 0

        def advance(ms: int) -> None:
            nonlocal before
            self._add(max(0, ms - before) * times)
            before = max(before, ms)

        return advance

    def _add(self, ms: int) -> None:
        with self._lock:
            self._done += ms
            if self._tell:
                self._tell(self._done)


def _check_length(made: Path, source: Source) -> None:
    facts = source.facts
    length = probe(made).duration_ms
    if abs(length - facts.duration_ms) > facts.frame_ms + 1:
        raise RenderError(
            f"the encoded video is {length / 1000:.2f} s long instead of {facts.duration_ms / 1000:.2f} s.",
            where=source.footage,
            remedy="Export the footage again as MP4 (H.264) and rebuild.",
        )
