"""Footage → MP4s for the web: the clean video and those with captions burned in, made of segments.

All share one clock: zero is the first picture of the footage. Nothing personal travels along: the camera's metadata
(place, owner, date) is dropped.
"""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.film_extent import LONGEST_MS
from pipeline.messages import tr
from pipeline.process import Crew
from pipeline.video.concat import ConcatPart, join
from pipeline.video.remux import copy_pictures
from pipeline.video.rendition_plan import (
    PlacedSegment,
    RenderJob,
    RenditionPlan,
    RenditionSound,
    RenditionTimeline,
    films_of,
    segment_ms,
)
from pipeline.video.segment_borders import FrameSpan
from pipeline.video.segment_looks import SegmentLook, plain_pictures, segment_looks
from pipeline.video.segments import SegmentSource, UnevenSegment, make_segments
from pipeline.video.shapes import form_size
from pipeline.video.sound import make_sound
from pipeline.video.video_length import last_picture_ms
from pipeline.video.visibility import Before

_log = logging.getLogger(__name__)

#: Pixels of one picture of all that is encoded side by side, where several segments are made from one decode: each
#: encoder keeps some dozens of pictures, and until the last segment is done. Sixteen segments of 720p are 2 GB.
MOST_PIXELS = 16 * 1280 * 720

#: Called with what is done so far, in ms of video over all renditions, and "5 of 9 segments".
Tell = Callable[[int, str], None]


def render(job: RenderJob, renditions: Sequence[RenditionPlan], on_progress: Tell | None = None) -> None:
    """Makes every rendition's target, encoding only what is not in the store.

    Raises RenderError when ffmpeg fails, when a length is not that of the footage, or when captions that should be in
    the picture cannot be seen there; finished segments are kept.
    """
    job.temp_dir.mkdir(parents=True, exist_ok=True)
    if job.store.uneven(job.source.sha256):
        job = _whole(job)
    try:
        plan = _made(job, renditions, on_progress)
    except UnevenSegment:
        job.store.note_uneven(job.source.sha256)
        job = _whole(job)
        plan = _made(job, renditions, on_progress)
    with ThreadPoolExecutor(_workers(job)) as pool:
        assembled = [pool.submit(_assemble, job, *one, plan) for one in zip(renditions, plan.films, strict=True)]
    for rendition, film, done in zip(renditions, plan.films, assembled, strict=True):
        done.result()
        job.store.use(rendition.name, film.keys)


@dataclass(frozen=True, slots=True)
class _RenderPlan:
    """films: of the renditions, in their order. lacking: what of them is to be made. used: the segments of finished
    renditions. looks: what is looked at in other segments, by the names of renditions, and compared with `before`."""

    films: Sequence[RenditionTimeline]
    lacking: AbstractSet[str]
    used: AbstractSet[str]
    looks: Mapping[str, Sequence[SegmentLook]]
    before: Before


def _made(job: RenderJob, renditions: Sequence[RenditionPlan], on_progress: Tell | None) -> _RenderPlan:
    """What `renditions` are joined from, now that all of it is in the store."""
    plan = _planned(job, renditions)
    _encode(job, plan, on_progress)
    if damaged := job.store.damaged({key for film in plan.films for key in film.keys} - plan.lacking):
        _encode(job, replace(plan, lacking=damaged))
    return plan


def _planned(job: RenderJob, renditions: Sequence[RenditionPlan]) -> _RenderPlan:
    source, used = job.source, job.store.used()
    films = films_of(job, renditions)
    planned = zip(renditions, films, strict=True)
    looks = {rendition.name: segment_looks(source, rendition, film, used) for rendition, film in planned}
    absent = job.store.absent(key for film in films for key in film.keys)
    return _RenderPlan(films, absent, used, looks, Before(source.footage, source.facts, source.frames))


def _workers(job: RenderJob) -> int:
    return job.workers or os.cpu_count() or 1


def _whole(job: RenderJob) -> RenderJob:
    """`job` with footage that is encoded in one segment."""
    return replace(job, source=replace(job.source, frames=replace(job.source.frames, exact=False)))


def _encode(job: RenderJob, plan: _RenderPlan, on_progress: Tell | None = None) -> None:
    """Makes sounds and segments that are lacking, side by side; segments of the same time, and of times that follow
    one another, from one decode."""
    missing: dict[tuple[str, FrameSpan], dict[str, PlacedSegment]] = defaultdict(dict)
    for placed in (one for film in plan.films for one in film.placed):
        if placed.segment.key in plan.lacking:
            missing[placed.source.sha256, placed.segment.span][placed.segment.key] = placed
    _log.info("%d of %d pieces are encoded", len(plan.lacking), len({key for film in plan.films for key in film.keys}))
    told = _Progress(on_progress, plan.films, [one for group in missing.values() for one in group.values()])
    crew = Crew()
    sounds = {film.sound.key: film.sound for film in plan.films if film.sound}
    tasks = [partial(_make_sound, job, sound, crew) for key, sound in sounds.items() if key in plan.lacking]
    workers = _workers(job)
    runs = _runs([list(group.values()) for group in missing.values()], workers)
    decoders = max(1, workers // max(1, len(runs)))  # one each where runs keep all cores busy
    tasks += [partial(_make_segments, job, run, decoders, crew, told, plan) for run in runs]
    with ThreadPoolExecutor(workers) as pool:
        try:
            for done in as_completed([pool.submit(task) for task in tasks]):
                done.result()
        except BaseException:
            crew.end()
            pool.shutdown(cancel_futures=True)
            raise


def _runs(groups: Sequence[Sequence[PlacedSegment]], workers: int) -> list[list[PlacedSegment]]:
    """What one ffmpeg makes. groups: segments of one source and time each.

    A segment that begins at a key picture of the footage costs no decoding of what is before it, and begins a run. No
    run is more than half of what each worker has to do.
    """
    most = len(groups) // (2 * workers)
    runs: list[list[PlacedSegment]] = []
    counts: list[int] = []
    for group in sorted(groups, key=lambda one: (one[0].source.sha256, one[0].segment.span.first)):
        if runs and counts[-1] < most and _may_follow(runs[-1], group, MOST_PIXELS // workers):
            runs[-1] += group
            counts[-1] += 1
        else:
            runs.append(list(group))
            counts.append(1)
    return runs


def _may_follow(run: Sequence[PlacedSegment], group: Sequence[PlacedSegment], most_pixels: int) -> bool:
    source, first = group[0].source, group[0].segment.span.first
    adjacent = run[-1].source.sha256 == source.sha256 and run[-1].segment.span.end == first
    whole = run[0].segment.span.first == 0 and group[0].segment.span.end == len(source.frames.times)  # is never trimmed
    cheap = _pixels([*run, *group]) <= most_pixels
    return adjacent and cheap and not whole and not source.frames.is_key(first)


def _pixels(placed: Sequence[PlacedSegment]) -> int:
    """Of one picture of each."""
    sizes = (form_size(one.source.facts, one.segment.form) for one in placed)
    return sum(width * height for width, height in sizes)


def _make_sound(job: RenderJob, sound: RenditionSound, crew: Crew) -> None:
    source, target = job.source, job.store.path(sound.key)
    make_sound(source.footage, source.facts, job.settings, target, job.temp_dir, crew, sound.around)
    job.store.seal(sound.key)


def _make_segments(
    job: RenderJob, group: Sequence[PlacedSegment], decoders: int, crew: Crew, told: _Progress, plan: _RenderPlan
) -> None:
    segments = [placed.segment for placed in group]
    targets = [job.store.path(segment.key) for segment in segments]
    with _there(group[0].source, job.temp_dir) as source:
        source = replace(source, decoders=decoders)
        plain = plain_pictures(chain.from_iterable(plan.looks.values()), group, plan.before)
        shown = make_segments(
            source, segments, job.settings, targets, job.temp_dir, crew, told.part(group), list(plain.values())
        )
    for (at_ms, form), picture in zip(plain, shown, strict=True):
        plan.before.give(at_ms, form, picture)
    for made in segments:
        job.store.seal(made.key)
    told.made(len(segments))


@contextlib.contextmanager
def _there(source: SegmentSource, temp_dir: Path) -> Iterator[SegmentSource]:
    """`source` with its file, which a card has only for the time of the block."""
    if source.draw is None:
        yield source
        return
    with tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as folder:
        path = Path(folder) / source.footage.name
        source.draw(path)
        yield replace(source, footage=path)


def _assemble(job: RenderJob, rendition: RenditionPlan, film: RenditionTimeline, plan: _RenderPlan) -> None:
    """Joins segments and sound to the rendition's target, unless captions cannot be seen in a new one."""
    sound = job.store.path(film.sound.key) if film.sound else None
    with files.replacing(rendition.target, job.temp_dir) as temp, ThreadPoolExecutor(1) as beside:
        seen = beside.submit(_look, job, rendition, film, plan)
        if rendition.copied:
            copy_pictures(job.source, sound, temp)
        else:
            parts = [ConcatPart(job.store.path(placed.segment.key), placed.start) for placed in film.placed]
            join(parts, sound, temp, subject=job.source.footage)
        _check_length(temp, job.source, film)
        seen.result()


def _look(job: RenderJob, rendition: RenditionPlan, film: RenditionTimeline, plan: _RenderPlan) -> None:
    """Raises RenderError where a caption cannot be seen, and forgets what is new of the film then."""
    try:
        for look in plan.looks[rendition.name]:
            look.check_segment(plan.before, job.store.path(look.placed.segment.key))
    except RenderError:
        job.store.drop({placed.segment.key for placed in film.footage} - plan.used)
        raise


def _ms(placed: Sequence[PlacedSegment]) -> int:
    return sum(segment_ms(one.source, one.segment.span) for one in placed)


class _Progress:
    """One count of what several threads have done, in ms of encoded video; it never goes back."""

    def __init__(self, tell: Tell | None, films: Sequence[RenditionTimeline], missing: Sequence[PlacedSegment]) -> None:
        wanted = [one for film in films for one in film.placed]
        self._tell = tell
        self._lock = threading.Lock()
        self._done, self._made, self._missing = 0, 0, len(missing)
        self._add(_ms(wanted) - _ms(missing))

    def part(self, run: Sequence[PlacedSegment]) -> ff.Progress:
        """For one run of ffmpeg: takes how far it is in the longest of its segments; at its end, the whole length."""
        whole = _ms(run)
        longest = max(segment_ms(one.source, one.segment.span) for one in run)
        at_once = sum(one.segment.span == run[0].segment.span for one in run)
        done = 0

        def advance(ms: int) -> None:
            nonlocal done
            now = whole if ms > longest else min(whole, ms * at_once)
            self._add(max(0, now - done))
            done = max(done, now)

        return advance

    def made(self, segments: int) -> None:
        """So many more segments are finished."""
        self._add(0, segments)

    def _add(self, ms: int, segments: int = 0) -> None:
        with self._lock:
            self._done += ms
            self._made += segments
            if self._tell:
                pieces = tr("{made} of {all} pieces", made=self._made, all=self._missing)
                self._tell(self._done, pieces if self._missing else "")


def _check_length(made: Path, source: SegmentSource, film: RenditionTimeline) -> None:
    """The last picture comes when it should, and stands no longer than one that need not be held."""
    found, wanted, frame = float(last_picture_ms(made, film.last_ms)), float(film.length_ms), source.facts.frame_ms
    late, stands = abs(found - float(film.last_ms)), wanted - found
    if late > frame + 1 or stands > max(2 * frame, LONGEST_MS) + 1:
        raise RenderError(
            tr(
                "the encoded video is {found:.2f} s long instead of {wanted:.2f} s.",
                found=(found + frame) / 1000,
                wanted=wanted / 1000,
            ),
            where=source.footage,
            remedy=tr("Export the footage again as MP4 (H.264) and rebuild."),
        )
