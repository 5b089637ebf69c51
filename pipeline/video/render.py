"""Footage → MP4s for the web: the clean video and those with captions burned in, made of pieces.

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
from pipeline.process import Crew
from pipeline.video.concat import ConcatPart, join
from pipeline.video.piece_looks import PieceLook, piece_looks, plain_pictures
from pipeline.video.remux import copy_pictures
from pipeline.video.rendition_plan import Film as Film
from pipeline.video.rendition_plan import Job as Job
from pipeline.video.rendition_plan import Placed, RenditionSound, films_of, piece_ms
from pipeline.video.rendition_plan import RenditionPlan as RenditionPlan
from pipeline.video.segment_borders import FrameSpan
from pipeline.video.segments import PieceSource, UnevenPiece, make_pieces
from pipeline.video.shapes import form_size
from pipeline.video.sound import make_sound
from pipeline.video.video_length import last_picture_ms
from pipeline.video.visibility import Before

_log = logging.getLogger(__name__)

#: Pixels of one picture of all that is encoded side by side, where several pieces are made from one decode: each
#: encoder keeps some dozens of pictures, and until the last piece is done. Sixteen pieces of 720p are 2 GB.
MOST_PIXELS = 16 * 1280 * 720

#: Called with what is done so far, in ms of video over all renditions, and "5 of 9 pieces".
Tell = Callable[[int, str], None]


def render(job: Job, renditions: Sequence[RenditionPlan], on_progress: Tell | None = None) -> None:
    """Makes every rendition's target, encoding only what is not in the store.

    Raises RenderError when ffmpeg fails, when a length is not that of the footage, or when captions that should be in
    the picture cannot be seen there; finished pieces are kept.
    """
    job.temp_dir.mkdir(parents=True, exist_ok=True)
    if job.store.uneven(job.source.sha256):
        job = _whole(job)
    try:
        plan = _made(job, renditions, on_progress)
    except UnevenPiece:
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
    """films: of the renditions, in their order. lacking: what of them is to be made. used: the pieces of finished
    renditions. looks: what is looked at in other pieces, by the names of renditions, and compared with `before`."""

    films: Sequence[Film]
    lacking: AbstractSet[str]
    used: AbstractSet[str]
    looks: Mapping[str, Sequence[PieceLook]]
    before: Before


def _made(job: Job, renditions: Sequence[RenditionPlan], on_progress: Tell | None) -> _RenderPlan:
    """What `renditions` are joined from, now that all of it is in the store."""
    plan = _planned(job, renditions)
    _encode(job, plan, on_progress)
    if damaged := job.store.damaged({key for film in plan.films for key in film.keys} - plan.lacking):
        _encode(job, replace(plan, lacking=damaged))
    return plan


def _planned(job: Job, renditions: Sequence[RenditionPlan]) -> _RenderPlan:
    source, used = job.source, job.store.used()
    films = films_of(job, renditions)
    planned = zip(renditions, films, strict=True)
    looks = {rendition.name: piece_looks(source, rendition, film, used) for rendition, film in planned}
    absent = job.store.absent(key for film in films for key in film.keys)
    return _RenderPlan(films, absent, used, looks, Before(source.footage, source.facts, source.frames))


def _workers(job: Job) -> int:
    return job.workers or os.cpu_count() or 1


def _whole(job: Job) -> Job:
    """`job` with footage that is encoded in one piece."""
    return replace(job, source=replace(job.source, frames=replace(job.source.frames, exact=False)))


def _encode(job: Job, plan: _RenderPlan, on_progress: Tell | None = None) -> None:
    """Makes sounds and pieces that are lacking, side by side; pieces of the same time, and of times that follow
    one another, from one decode."""
    missing: dict[tuple[str, FrameSpan], dict[str, Placed]] = defaultdict(dict)
    for placed in (one for film in plan.films for one in film.placed):
        if placed.piece.key in plan.lacking:
            missing[placed.source.sha256, placed.piece.span][placed.piece.key] = placed
    _log.info("%d of %d pieces are encoded", len(plan.lacking), len({key for film in plan.films for key in film.keys}))
    told = _Progress(on_progress, plan.films, [one for group in missing.values() for one in group.values()])
    crew = Crew()
    sounds = {film.sound.key: film.sound for film in plan.films if film.sound}
    tasks = [partial(_make_sound, job, sound, crew) for key, sound in sounds.items() if key in plan.lacking]
    workers = _workers(job)
    runs = _runs([list(group.values()) for group in missing.values()], workers)
    decoders = max(1, workers // max(1, len(runs)))  # one each where runs keep all cores busy
    tasks += [partial(_make_pieces, job, run, decoders, crew, told, plan) for run in runs]
    with ThreadPoolExecutor(workers) as pool:
        try:
            for done in as_completed([pool.submit(task) for task in tasks]):
                done.result()
        except BaseException:
            crew.end()
            pool.shutdown(cancel_futures=True)
            raise


def _runs(groups: Sequence[Sequence[Placed]], workers: int) -> list[list[Placed]]:
    """What one ffmpeg makes. groups: pieces of one source and time each.

    A piece that begins at a key picture of the footage costs no decoding of what is before it, and begins a run. No run
    is more than half of what each worker has to do.
    """
    most = len(groups) // (2 * workers)
    runs: list[list[Placed]] = []
    counts: list[int] = []
    for group in sorted(groups, key=lambda one: (one[0].source.sha256, one[0].piece.span.first)):
        if runs and counts[-1] < most and _may_follow(runs[-1], group, MOST_PIXELS // workers):
            runs[-1] += group
            counts[-1] += 1
        else:
            runs.append(list(group))
            counts.append(1)
    return runs


def _may_follow(run: Sequence[Placed], group: Sequence[Placed], most_pixels: int) -> bool:
    source, first = group[0].source, group[0].piece.span.first
    adjacent = run[-1].source.sha256 == source.sha256 and run[-1].piece.span.end == first
    whole = run[0].piece.span.first == 0 and group[0].piece.span.end == len(source.frames.times)  # is never trimmed
    cheap = _pixels([*run, *group]) <= most_pixels
    return adjacent and cheap and not whole and not source.frames.is_key(first)


def _pixels(placed: Sequence[Placed]) -> int:
    """Of one picture of each."""
    sizes = (form_size(one.source.facts, one.piece.form) for one in placed)
    return sum(width * height for width, height in sizes)


def _make_sound(job: Job, sound: RenditionSound, crew: Crew) -> None:
    source, target = job.source, job.store.path(sound.key)
    make_sound(source.footage, source.facts, job.settings, target, job.temp_dir, crew, sound.around)
    job.store.seal(sound.key)


def _make_pieces(
    job: Job, group: Sequence[Placed], decoders: int, crew: Crew, told: _Progress, plan: _RenderPlan
) -> None:
    pieces = [placed.piece for placed in group]
    targets = [job.store.path(piece.key) for piece in pieces]
    with _there(group[0].source, job.temp_dir) as source:
        source = replace(source, decoders=decoders)
        plain = plain_pictures(chain.from_iterable(plan.looks.values()), group, plan.before)
        shown = make_pieces(
            source, pieces, job.settings, targets, job.temp_dir, crew, told.part(group), list(plain.values())
        )
    for (at_ms, form), picture in zip(plain, shown, strict=True):
        plan.before.give(at_ms, form, picture)
    for made in pieces:
        job.store.seal(made.key)
    told.made(len(pieces))


@contextlib.contextmanager
def _there(source: PieceSource, temp_dir: Path) -> Iterator[PieceSource]:
    """`source` with its file, which a card has only for the time of the block."""
    if source.draw is None:
        yield source
        return
    with tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as folder:
        path = Path(folder) / source.footage.name
        source.draw(path)
        yield replace(source, footage=path)


def _assemble(job: Job, rendition: RenditionPlan, film: Film, plan: _RenderPlan) -> None:
    """Joins pieces and sound to the rendition's target, unless captions cannot be seen in a new one."""
    sound = job.store.path(film.sound.key) if film.sound else None
    with files.replacing(rendition.target, job.temp_dir) as temp, ThreadPoolExecutor(1) as beside:
        seen = beside.submit(_look, job, rendition, film, plan)
        if rendition.copied:
            copy_pictures(job.source, sound, temp)
        else:
            parts = [ConcatPart(job.store.path(placed.piece.key), placed.start) for placed in film.placed]
            join(parts, sound, temp, subject=job.source.footage)
        _check_length(temp, job.source, film)
        seen.result()


def _look(job: Job, rendition: RenditionPlan, film: Film, plan: _RenderPlan) -> None:
    """Raises RenderError where a caption cannot be seen, and forgets what is new of the film then."""
    try:
        for look in plan.looks[rendition.name]:
            look.check_piece(plan.before, job.store.path(look.placed.piece.key))
    except RenderError:
        job.store.drop({placed.piece.key for placed in film.footage} - plan.used)
        raise


def _ms(placed: Sequence[Placed]) -> int:
    return sum(piece_ms(one.source, one.piece.span) for one in placed)


class _Progress:
    """One count of what several threads have done, in ms of encoded video; it never goes back."""

    def __init__(self, tell: Tell | None, films: Sequence[Film], missing: Sequence[Placed]) -> None:
        wanted = [one for film in films for one in film.placed]
        self._tell = tell
        self._lock = threading.Lock()
        self._done, self._made, self._missing = 0, 0, len(missing)
        self._add(_ms(wanted) - _ms(missing))

    def part(self, run: Sequence[Placed]) -> ff.Progress:
        """For one run of ffmpeg: takes how far it is in the longest of its pieces, and the whole length at its end."""
        whole = _ms(run)
        longest = max(piece_ms(one.source, one.piece.span) for one in run)
        at_once = sum(one.piece.span == run[0].piece.span for one in run)
        done = 0

        def advance(ms: int) -> None:
            nonlocal done
            now = whole if ms > longest else min(whole, ms * at_once)
            self._add(max(0, now - done))
            done = max(done, now)

        return advance

    def made(self, pieces: int) -> None:
        """So many more pieces are finished."""
        self._add(0, pieces)

    def _add(self, ms: int, pieces: int = 0) -> None:
        with self._lock:
            self._done += ms
            self._made += pieces
            if self._tell:
                self._tell(self._done, f"{self._made} of {self._missing} pieces" if self._missing else "")


def _check_length(made: Path, source: PieceSource, film: Film) -> None:
    """The last picture comes when it should, and stands no longer than one that need not be held."""
    found, wanted, frame = float(last_picture_ms(made, film.last_ms)), float(film.length_ms), source.facts.frame_ms
    late, stands = abs(found - float(film.last_ms)), wanted - found
    if late > frame + 1 or stands > max(2 * frame, LONGEST_MS) + 1:
        raise RenderError(
            f"the encoded video is {(found + frame) / 1000:.2f} s long instead of {wanted / 1000:.2f} s.",
            where=source.footage,
            remedy="Export the footage again as MP4 (H.264) and rebuild.",
        )
