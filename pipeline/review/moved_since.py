"""A track that was moved as a whole since somebody had it: by how much, as captions that say the same tell. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.captions.moves import RATES, Move
from pipeline.cues import Cue

#: Captions that must have moved by the very same, and their share of those that say the same in both.
_LEAST, _LEAST_SHARE = 3, 0.6
#: Times (ms) that one move may leave apart: those of rates are rounded, and back again.
_ROUNDING_MS = 2


def moved_since(before: Sequence[Cue], now: Sequence[Cue]) -> Move | None:
    """The move that made most of the times of `now` from those of `before`; None where they stand as they did."""
    pairs = [(one.start, other.start) for one, other in _alike(before, now)]
    least = max(_LEAST, _LEAST_SHARE * len(pairs))
    if len(pairs) < least or _made(Move(), pairs) > len(pairs) - least:  # too many stand where they stood
        return None
    best = max(_likely(pairs), key=lambda move: _made(move, pairs))
    return best if best != Move() and _made(best, pairs) >= least else None


def _likely(pairs: Sequence[tuple[int, int]]) -> Iterator[Move]:
    """A shift first; of those at each rate, the one that comes up most often."""
    for rate in ("", *RATES):
        by = Counter(now - Move(rate=rate).unclipped(before) for before, now in pairs)
        yield Move(by.most_common(1)[0][0], rate)


def _made(move: Move, pairs: Sequence[tuple[int, int]]) -> int:
    return sum(abs(move(before) - now) <= _ROUNDING_MS for before, now in pairs)


def _alike(before: Sequence[Cue], now: Sequence[Cue]) -> Iterator[tuple[Cue, Cue]]:
    """Captions whose text is found once in both."""
    one, other = (dict(_once(cues)) for cues in (before, now))
    return ((cue, other[text]) for text, cue in one.items() if text in other)


def _once(cues: Sequence[Cue]) -> Iterator[tuple[tuple[str, ...], Cue]]:
    texts = [tuple(cue.text.split()) for cue in cues]
    often = Counter(texts)
    return ((text, cue) for text, cue in zip(texts, cues, strict=True) if often[text] == 1)
