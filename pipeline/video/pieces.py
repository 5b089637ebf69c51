"""What renditions are made of, in pieces that may be made side by side, also by several processes: sounds, and runs of
segments that one decode gives. A piece is plain data; its files go into the store."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.cores import cores
from pipeline.ended_programs import Crew
from pipeline.media import ffmpeg as ff
from pipeline.messages import tr
from pipeline.project.renditions import VideoSettings
from pipeline.video.cards import card_source
from pipeline.video.rendition_plan import RenditionSound, ShownCard, segment_ms
from pipeline.video.segment_cache import SegmentPlaces
from pipeline.video.segment_looks import SegmentLook, plain_pictures
from pipeline.video.segments import Segment, SegmentSource, UnevenSegment, make_segments
from pipeline.video.sound import make_sound
from pipeline.video.visibility import Before

#: Called with what is done so far: ms of video, and "5 of 9 pieces".
Tell = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class PieceRoom:
    """Where pieces are made, and with what. source: the footage. workers: how many segments are encoded at the same
    time; 0: as many as the machine has cores."""

    source: SegmentSource
    settings: VideoSettings
    store: SegmentPlaces
    temp_dir: Path
    workers: int = 0

    @property
    def at_once(self) -> int:
        return self.workers or cores()


@dataclass(frozen=True, slots=True)
class SegmentRun:
    """Segments of the same time, and of times that follow one another. card: what they show, if not the footage.
    looks: at them, once they are made; without segments, at some that were there."""

    segments: tuple[Segment, ...]
    looks: tuple[SegmentLook, ...] = ()
    card: ShownCard | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """So much of renditions as one process makes at a time."""

    sounds: tuple[RenditionSound, ...]
    runs: tuple[SegmentRun, ...]

    @property
    def made(self) -> list[str]:
        """The keys of all that comes of it."""
        return [*(sound.key for sound in self.sounds), *(one.key for run in self.runs for one in run.segments)]

    @property
    def looked_at(self) -> set[str]:
        """The keys of what must be there for it."""
        return {look.segment.key for run in self.runs if not run.segments for look in run.looks}


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a look. place: as `SegmentLook.place`. share: of the picture that is drawn upon."""

    place: tuple[str, int]
    share: float


@dataclass(frozen=True, slots=True)
class PieceMade:
    """What came of a piece. seen: of its looks. uneven: a segment has other pictures than the footage has then, which
    can only be encoded whole."""

    seen: tuple[Seen, ...] = ()
    uneven: bool = False


def make_piece(room: PieceRoom, piece: Piece, tell: Tell) -> PieceMade:
    """Makes all that a piece is, side by side. Raises RenderError when ffmpeg fails; what is finished is kept."""
    try:
        return PieceMade(tuple(_made(room, piece, tell)))
    except UnevenSegment:
        return PieceMade(uneven=True)


def _made(room: PieceRoom, piece: Piece, tell: Tell) -> list[Seen]:
    crew, told = Crew(), _Progress(tell, sum(len(run.segments) for run in piece.runs))
    # Sounds come first: they take one core longest.
    tasks = [partial(_make_sound, room, sound, crew) for sound in piece.sounds]
    decoders = max(1, room.at_once // max(1, len(piece.runs)))  # one each where runs keep all cores busy
    tasks += [partial(_make_run, room, run, decoders, crew, told) for run in piece.runs]
    seen = list[Seen]()
    with ThreadPoolExecutor(room.at_once) as pool:
        try:
            for done in as_completed([pool.submit(task) for task in tasks]):
                seen += done.result()
        except BaseException:
            crew.end()
            pool.shutdown(cancel_futures=True)
            raise
    return seen


def run_ms(source: SegmentSource, run: SegmentRun) -> int:
    """How much video a run is. source: what its segments are of."""
    return sum(segment_ms(source, one.span) for one in run.segments)


def _make_sound(room: PieceRoom, sound: RenditionSound, crew: Crew) -> list[Seen]:
    source, target = room.source, room.store.path(sound.key)
    make_sound(source.footage, source.facts, room.settings, target, room.temp_dir, crew, sound.around)
    room.store.seal(sound.key)
    return []


def _make_run(room: PieceRoom, run: SegmentRun, decoders: int, crew: Crew, told: _Progress) -> list[Seen]:
    before = Before(room.source.footage, room.source.facts, room.source.frames)
    if run.segments:
        plain = plain_pictures(run.looks, before)
        targets = [room.store.path(segment.key) for segment in run.segments]
        with _source(room, run.card) as source:
            shown = make_segments(
                replace(source, decoders=decoders),
                run.segments,
                room.settings,
                targets,
                room.temp_dir,
                crew,
                told.part(source, run),
                list(plain.values()),
            )
        for (at_ms, form), picture in zip(plain, shown, strict=True):
            before.give(at_ms, form, picture)
        for segment in run.segments:
            room.store.seal(segment.key)
        told.made(len(run.segments))
    return [Seen(look.place, look.share(before, room.store.path(look.segment.key))) for look in run.looks]


@contextlib.contextmanager
def _source(room: PieceRoom, card: ShownCard | None) -> Iterator[SegmentSource]:
    """What a run is made of; the file of a card is there for the time of the block."""
    if card is None:
        yield room.source
        return
    source = card_source(card.card, room.source, card.form)
    assert source.draw is not None
    with tempfile.TemporaryDirectory(prefix=".part-", dir=room.temp_dir) as folder:
        path = Path(folder) / source.footage.name
        source.draw(path)
        yield replace(source, footage=path)


class _Progress:
    """One count of what several threads have done, in ms of encoded video; it never goes back."""

    def __init__(self, tell: Tell, segments: int) -> None:
        self._tell, self._segments = tell, segments
        self._lock = threading.Lock()
        self._done, self._made = 0, 0

    def part(self, source: SegmentSource, run: SegmentRun) -> ff.Progress:
        """For one run of ffmpeg: takes how far it is in the longest of its segments; at its end, the whole length."""
        whole = run_ms(source, run)
        longest = max(segment_ms(source, one.span) for one in run.segments)
        at_once = sum(one.span == run.segments[0].span for one in run.segments)
        done = 0

        def advance(ms: int) -> None:
            nonlocal done
            now = whole if ms > longest else min(whole, ms * at_once)
            self._add(max(0, now - done), 0)
            done = max(done, now)

        return advance

    def made(self, segments: int) -> None:
        """So many more segments are finished."""
        self._add(0, segments)

    def _add(self, ms: int, segments: int) -> None:
        with self._lock:
            self._done += ms
            self._made += segments
            self._tell(self._done, tr("{made} of {all} pieces", made=self._made, all=self._segments))
