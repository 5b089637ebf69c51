"""A file that comes back from a reviewer, into the track as it is by now: nobody's word is undone unseen. Pure.

| what the file says of a caption, against the version it was made from          | what comes out                    |
|--------------------------------------------------------------------------------|-----------------------------------|
| something new, where the track was not changed since                           | the file's                        |
| something new, where the track was changed since                               | the track's; the file proposes    |
| what an earlier version said, in place of what a person wrote since, while it  | the track's; the file proposes    |
| is only guessed which version the file was made from                           |                                   |
| the same, of a file that says which version that is; nothing at all            | the file's, listed as undone      |
| something new in place of what a person wrote, where it is guessed, and some   | the file's, listed as undone      |
| version had neither                                                            |                                   |
| anything, where the track was approved                                         | as above; what is taken is listed |
|                                                                                | as undone                         |

Text and times are told apart, each on its own (`merge`). A person's are the words and times that the machine's last
version has not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.cues import Cue
from pipeline.review.matching import NEAR_MS
from pipeline.review.merge import Change, Conflict, merge, words_of
from pipeline.review.screen_room import Cues

#: "start" or "end", and ms: an end moved up to where the next cue starts is no time that was there before.
_Time = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a returning file was made from. sure: the file says so. rivals: versions that it is as near to."""

    cues: Cues
    sure: bool
    rivals: tuple[Cues, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackVersions:
    """What is known of a track besides the file that comes back. now: as it is. machine: what the machine wrote last.
    earlier: every version that somebody may have had. approved: whether `now` is approved."""

    now: Cues
    machine: Cues = ()
    earlier: tuple[Cues, ...] = ()
    approved: bool = False


@dataclass(frozen=True, slots=True)
class TakenIn:
    """cues: the track. taken: captions changed. conflicts: what the file says where the track says something else.
    undone: what was taken from the file in place of a person's words or times, or of approved ones."""

    cues: Cues
    taken: int
    conflicts: tuple[Conflict, ...]
    undone: tuple[Change, ...]


def take_in(file: Cues, origin: Origin, known: TrackVersions) -> TakenIn:
    """The file's cues into the track's, by the table above. All versions are ordered by start."""
    past = _Past(origin, known)
    merged = merge(origin.cues, file, known.now)
    kept = () if origin.sure else tuple(change for change in merged.changes if past.gives_way(change))
    if kept:
        merged = merge(origin.cues, _without(file, kept), known.now)
    undone = tuple(change for change in merged.changes if known.approved or past.undone(change))
    conflicts = sorted([*merged.conflicts, *kept], key=lambda case: (case.start, case.end))
    return TakenIn(merged.cues, merged.taken, tuple(conflicts), undone)


def _without(file: Cues, kept: Iterable[Change]) -> Cues:
    """`file` as if its reviewer had left alone what stays as it is in the track; their times stay theirs."""
    gone: Counter[Cue] = Counter()
    added: list[Cue] = []
    for change in kept:
        gone.update(change.machine)
        if len(change.base) == len(change.machine) == 1 and change.base[0].text != change.machine[0].text:
            added.append(replace(change.base[0], start=change.machine[0].start, end=change.machine[0].end))
        else:
            added += change.base
    left = []
    for cue in file:
        if gone[cue]:
            gone[cue] -= 1
        else:
            left.append(cue)
    return tuple(sorted([*left, *added], key=lambda cue: (cue.start, cue.end)))


class _Past:
    """What the machine and earlier versions said, by time."""

    def __init__(self, origin: Origin, known: TrackVersions) -> None:
        self._sure = origin.sure
        self._rivals = [_Version(cues) for cues in origin.rivals]
        self._machine = _Version(known.machine)
        self._earlier = [_Version(cues) for cues in (*known.earlier, known.machine) if cues]

    def gives_way(self, change: Change) -> bool:
        """Whether a person's words or times would go for those of an earlier version, or may well do so."""
        return self._of_a_person(change) and (self._was_said(change) or _differ(self._rivals, change))

    def undone(self, change: Change) -> bool:
        """Whether a person's words or times have gone for what they had corrected, or for nothing; or may well have."""
        return self._of_a_person(change) and (
            not change.cues or self._was_said(change) or (not self._sure and _differ(self._earlier, change))
        )

    def _of_a_person(self, change: Change) -> bool:
        """Whether what stood there, and no longer stands, is not the machine's."""
        lost = Counter(words_of(change.people)) - Counter(words_of(change.cues))
        if lost:
            mine = [cue for cue in change.people if not self._machine.says(cue)]
            return bool(lost & Counter(words_of(mine)))
        return any(not self._machine.at(time) for time in _times(change.people) - _times(change.cues))

    def _was_said(self, change: Change) -> bool:
        words = words_of(change.machine)
        if words != words_of(change.people):
            return any(version.words(change.start, change.end) == words for version in self._earlier)
        new = _times(change.cues) - _times(change.people)
        return any(version.at(time) for version in self._earlier for time in new)


def _differ(versions: Iterable[_Version], change: Change) -> bool:
    """Whether any of them says something else there than the version that the file is laid to."""
    words = words_of(change.base)
    return any(version.words(change.start, change.end) != words for version in versions)


class _Version:
    """The cues of one version, by time and by text."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues = sorted(cues, key=lambda cue: cue.middle)
        self._middles = [cue.middle for cue in self._cues]
        self._times = _times(cues)
        self._texts: dict[str, list[int]] = {}
        for cue in sorted(cues, key=lambda cue: cue.start):
            self._texts.setdefault(" ".join(cue.text.split()), []).append(cue.start)

    def says(self, cue: Cue) -> bool:
        """Whether it has the words of `cue` at about its time."""
        starts = self._texts.get(" ".join(cue.text.split()), [])
        return bisect_left(starts, cue.start - NEAR_MS) < bisect_right(starts, cue.start + NEAR_MS)

    def at(self, time: _Time) -> bool:
        """Whether a cue of it starts, or ends, just then."""
        return time in self._times

    def words(self, start: int, end: int) -> list[str]:
        """What it says between two times: all cues whose middle is there."""
        low, high = bisect_left(self._middles, start), bisect_right(self._middles, end)
        return words_of(self._cues[low:high])


def _times(cues: Iterable[Cue]) -> set[_Time]:
    return {time for cue in cues for time in (("start", cue.start), ("end", cue.end))}
