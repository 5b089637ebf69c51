"""The pieces of renditions as tasks: what `video.render` has planned, made by the hands of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.build.outcome import Advance, unseen
from pipeline.build.task import READING_MB, Hands, Task, Workbench
from pipeline.build.task_data import task_step
from pipeline.media.frames import saved_frames
from pipeline.media.media_info import MediaInfo
from pipeline.project.renditions import VideoSettings
from pipeline.video.joining import Joining, join_each
from pipeline.video.pieces import Piece, PieceMade, PieceRoom, Tell, make_piece
from pipeline.video.segment_cache import SegmentFiles
from pipeline.video.segments import SegmentSource


@dataclass(frozen=True, slots=True)
class _RenditionWork:
    """What renditions are made of, as plain data. footage: of these bytes (SHA-256). frames: the file of its pictures'
    times. exact: as `Frames.exact`. files: of the store, by their keys; the file of each and that of its seal. cores:
    as `PieceRoom.workers`."""

    footage: Path
    facts: MediaInfo
    sha256: str
    frames: Path
    exact: bool
    settings: VideoSettings
    files: dict[str, tuple[Path, Path]]
    cores: int

    def room(self, bench: Workbench) -> PieceRoom:
        source = SegmentSource(
            self.footage, self.facts, replace(saved_frames(self.frames), exact=self.exact), self.sha256
        )
        return PieceRoom(source, self.settings, SegmentFiles(self.files), bench.temp, self.cores)


@dataclass(frozen=True, slots=True)
class StoryMakers:
    """`Makers` of renditions. what: as in a task. frames: the file of the pictures' times. needs_mb: of a piece."""

    by: Hands
    what: str
    frames: Path
    needs_mb: int

    @property
    def hands(self) -> int:
        return self.by.at_once

    def make(self, room: PieceRoom, pieces: Sequence[Piece], tell: Tell) -> list[PieceMade]:
        tasks = [self._piece(room, piece) for piece in pieces]
        return self.by.do_all(tasks, lambda ms, detail="": tell(ms, detail))

    def join(self, room: PieceRoom, joinings: Sequence[Joining]) -> None:
        """One after the other in threads of one process, or each by another."""
        shares = [joinings] if self.hands == 1 else [[one] for one in joinings]
        self.by.do_all([self._joining(room, share) for share in shares], unseen)

    def _piece(self, room: PieceRoom, piece: Piece) -> Task[PieceMade]:
        work = self._work(room, [*piece.made, *piece.looked_at])
        read = [work.files[key][0] for key in piece.looked_at]
        written = [path for key in piece.made for path in work.files[key]]
        return Task(
            self.what,
            work.footage,
            partial(_make_piece, work, piece),
            self.needs_mb,
            reads=[work.footage, self.frames, *read],
            writes=written,
        )

    def _joining(self, room: PieceRoom, joinings: Sequence[Joining]) -> Task[None]:
        work = self._work(room, [key for one in joinings for key in one.keys])
        return Task(
            self.what,
            work.footage,
            partial(_join, work, tuple(joinings)),
            READING_MB,
            reads=[work.footage, self.frames, *(path for path, _ in work.files.values())],
            writes=[one.target for one in joinings],
        )

    def _work(self, room: PieceRoom, keys: Sequence[str]) -> _RenditionWork:
        source, files = room.source, room.store.some(keys).files
        return _RenditionWork(
            source.footage,
            source.facts,
            source.sha256,
            self.frames,
            source.frames.exact,
            room.settings,
            dict(files),
            room.workers,
        )


@task_step("piece")
def _make_piece(of: _RenditionWork, piece: Piece, bench: Workbench, advance: Advance) -> PieceMade:
    return make_piece(of.room(bench), piece, advance)


@task_step("join")
def _join(of: _RenditionWork, joinings: tuple[Joining, ...], bench: Workbench, _: Advance) -> None:
    join_each(of.room(bench), joinings)
