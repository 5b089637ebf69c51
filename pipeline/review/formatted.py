"""What a format, not the reviewer, has changed of captions that were handed out in it: put back, word by word. Pure.

Some formats keep no two spaces, and a reader writes the name before words as tracks here have it. What they make of a
version is known by handing it out and reading it once more; whatever differs from that is the reviewer's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.cues import Cue
from pipeline.review.screen_room import Cues

#: Words, the space between them, and each sign by itself.
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")

#: Letters of a caption up to which it is compared word by word, which takes their square; no caption is that long.
MOST_LETTERS = 4_000

#: A stretch of pieces, and what stands in its place.
_Edit = tuple[int, int, list[str]]


def unformatted(file: Sequence[Cue], held: Sequence[Cue], originals: Sequence[Cue]) -> Cues:
    """`file` with the letters of `originals` wherever its reviewer has left alone what the format made of them.

    held: what the format makes of each of `originals`. A cue of the file is of the original with its times and words,
    else its words, else its times, else one of them.
    """
    found = _Held(held)
    result = []
    for cue in file:
        at = found.of(cue)
        if at is None:
            result.append(cue)
        elif held[at] == cue:
            result.append(originals[at])
        elif held[at].text == originals[at].text or _too_long(held[at], originals[at], cue):
            result.append(cue)
        else:
            result.append(replace(cue, text=_merged(held[at].text, originals[at].text, cue.text)))
    return tuple(result)


class _Held:
    """What a format makes of captions, by all that a reviewer may leave alone."""

    def __init__(self, held: Sequence[Cue]) -> None:
        self._starts = [cue.start for cue in held]
        self._by: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for at, cue in enumerate(held):
            for key in _keys(cue):
                self._by[key].append(at)

    def of(self, cue: Cue) -> int | None:
        """Which of them `cue` was made from; of several alike, the one nearest in time."""
        for key in _keys(cue):
            if places := self._by.get(key):
                return _nearest(places, self._starts, cue.start)
        return None


def _keys(cue: Cue) -> Iterator[tuple[object, ...]]:
    """The surest first."""
    yield "all", cue.text, cue.start, cue.end, cue.top
    yield "text", cue.text
    yield "times", cue.start, cue.end, cue.top
    yield "start", cue.start, cue.top
    yield "end", cue.end, cue.top


def _nearest(places: Sequence[int], starts: Sequence[int], start: int) -> int:
    at = bisect_left(places, start, key=lambda place: starts[place])
    return min(places[max(0, at - 1) : at + 1], key=lambda place: abs(starts[place] - start))


def _too_long(*cues: Cue) -> bool:
    return max(len(cue.text) for cue in cues) > MOST_LETTERS


def _merged(held: str, original: str, edited: str) -> str:
    """`edited`, with what `original` has otherwise than `held` where `edited` has not."""
    theirs = _edits(held, edited)
    ours = [one for one in _edits(held, original) if not _taken(one, theirs)]
    pieces, parts, at = _PIECE.findall(held), list[str](), 0
    for start, stop, new in sorted([*ours, *theirs], key=lambda edit: edit[:2]):
        parts += [*pieces[at:start], *new]
        at = stop
    return "".join([*parts, *pieces[at:]])


def _edits(old: str, new: str) -> list[_Edit]:
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    return [
        (start, stop, after[low:high])
        for tag, start, stop, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def _taken(one: _Edit, theirs: Sequence[_Edit]) -> bool:
    """Whether the reviewer has changed the same place, or what stands on both sides of it."""
    begin, end = {edit[0] for edit in theirs}, {edit[1] for edit in theirs}
    return (one[0] in end and one[1] in begin) or any(_meet(one, other) for other in theirs)


def _meet(one: _Edit, other: _Edit) -> bool:
    return (one[0] < other[1] and other[0] < one[1]) or one[0] == one[1] == other[0] == other[1]
