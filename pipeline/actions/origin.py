"""Which version of a track a file was made from that comes back from a reviewer."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.cues import Cue
from pipeline.errors import StoryError
from pipeline.messages import tr
from pipeline.review import history
from pipeline.review.grid import Grid
from pipeline.review.history import Why
from pipeline.review.returning import Origin
from pipeline.review.screen_room import Cues
from pipeline.review.track_file import TrackFile
from pipeline.subtitles.tidy_srt import readable_cues

#: Versions handed out, and other ones, that a file without a mark is compared with: the latest of each.
MOST = 100


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """One version of a track that somebody may have had. name: how people are told which."""

    name: str
    sha256: str
    cues: Cues


def known_versions(track: TrackFile, marked: str | None = None) -> list[KnownVersion]:
    """All that can be read, each once, the likeliest first: what was handed out (the latest first), the file as it is
    now, what else is kept (likewise), what the machine wrote last. marked: SHA-256 of one that is looked for in any
    case. Raises BusyError, OSError."""
    now, machine = track.read(), track.base()
    kept = _likely(track.versions(), marked)
    names = {
        one.sha256: tr("the version of {when} ({sha256})", when=one.reason.when, sha256=one.sha256[: history.NAMED_BY])
        for one in kept
    }
    read = _read(track, kept)
    if machine and machine.data:
        read[machine.sha256] = machine.data
        names.setdefault(machine.sha256, tr("the machine's version"))
    if now and now.data:
        read[now.sha256], names[now.sha256] = now.data, tr("what it says now")
    handed_out = [one.sha256 for one in kept if one.reason.why is Why.EXPORT]
    order = dict.fromkeys([*handed_out, *([now.sha256] if now else []), *names])
    found = ((sha256, _readable(read[sha256], track.names)) for sha256 in order if sha256 in read)
    return [KnownVersion(names[sha256], sha256, cues) for sha256, cues in found if cues is not None]


def origin_of(
    cues: Sequence[Cue], sha256: str | None, versions: Sequence[KnownVersion], grid: Grid | None = None
) -> tuple[str, Origin]:
    """What a file with these cues was made from, and how people are told. sha256: the mark in the file, if any. grid:
    that its times are on, if they are coarser than ours.

    A file without a mark – SubRip has no room for one – was made from the version that it is nearest to: each word,
    each beginning and each end that differs counts once. Of several as near, the first counts; the others are rivals.
    """
    for version in versions:
        if sha256 == version.sha256:
            return version.name, Origin(version.cues, sure=True)
    if not versions:
        return tr("nothing"), Origin((), sure=False)
    ours = None if grid else _counted(cues)
    far = [_apart(ours or _counted(_settled(cues, version, grid)), _counted(version.cues)) for version in versions]
    nearest, *rivals = (version for version, apart in zip(versions, far, strict=True) if apart == min(far))
    return tr("{version}, the nearest to it", version=nearest.name), Origin(
        nearest.cues, False, tuple(one.cues for one in rivals)
    )


def _settled(cues: Sequence[Cue], version: KnownVersion, grid: Grid | None) -> Sequence[Cue]:
    return grid.settled(cues, version.cues) if grid else cues


def _likely(found: Sequence[history.Version], marked: str | None) -> list[history.Version]:
    """The versions that somebody may have had, each once: those handed out first. What the review page could not save
    nobody has had from us."""
    handed_out = [one for one in found if one.reason.why is Why.EXPORT]
    others = [one for one in found if one.reason.why not in (Why.EXPORT, Why.CONFLICT)]
    once: dict[str, history.Version] = {}
    for one in (*handed_out[:MOST], *(one for one in found if one.sha256 == marked), *others[:MOST]):
        once.setdefault(one.sha256, one)
    return list(once.values())


def _read(track: TrackFile, kept: Sequence[history.Version]) -> dict[str, bytes]:
    """Their bytes, but for those that were damaged. The oldest first: each is a few lines more than the one before,
    which the log still has in memory."""
    read: dict[str, bytes] = {}
    for one in sorted(kept, key=lambda one: one.reason.when):
        with contextlib.suppress(StoryError):
            read[one.sha256] = track.bytes_of(one).data
    return read


@lru_cache(maxsize=3 * MOST)
def _readable(data: bytes, names: tuple[str, ...]) -> Cues | None:
    """An import asks for the same versions several times."""
    return readable_cues(data, names)


def _counted(cues: Sequence[Cue]) -> Counter[tuple[str, str | int]]:
    """What a reviewer may change of a track, piece by piece."""
    found: Counter[tuple[str, str | int]] = Counter(("word", word) for cue in cues for word in cue.text.split())
    found.update(("start", cue.start) for cue in cues)
    found.update(("end", cue.end) for cue in cues)
    found.update(("text", cue.text) for cue in cues)
    return found


def _apart(one: Counter[tuple[str, str | int]], other: Counter[tuple[str, str | int]]) -> int:
    """How many pieces only one of the two has."""
    return one.total() + other.total() - 2 * (one & other).total()
