"""Captions that stand as a whole where nobody speaks: all later or earlier by one time, or read at a wrong frame rate.

Both happen when files go from program to program: a clock that starts at one hour, a trimmed beginning; frames counted
at 25 a second and read at 23.976. One of these that explains the times far better than what they say is told in one
sentence, rather than a finding at every caption.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.captions.moves import RATES, Move
from pipeline.cues import Cue, Lang, Word

#: Words in a row that tell a place, where they stand in the film once.
_KEY = 3
#: Captions found again, and their share of those that have enough words.
_LEAST, _LEAST_SHARE = 4, 0.4
#: What is left (ms, in the middle) once the times are put right, and how many times less that is than before.
_STILL_MS, _BETTER = 350, 4
#: Offsets (ms) that a person may have meant.
_MEANT_MS = 1000
_HOUR_MS = 3_600_000
#: A clock rounded to frames, a caption early by some: an hour all the same.
_NEAR_HOUR_MS = 400
#: Share of captions that stand over speech once they are put right, where words tell nothing.
_OVER = 0.7


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a film: its words and spans of speech (ms), and its length, where a build has measured it.
    written: words of the track as the machine wrote it, each at the start of its caption; of a translation nobody has
    heard any."""

    words: tuple[Word, ...] = ()
    speech: tuple[tuple[int, int], ...] = ()
    duration_ms: int | None = None
    written: tuple[Word, ...] = ()


def misplaced(cues: Sequence[Cue], heard: Heard) -> Move | None:
    """What puts the times of `cues` right, if one move does for all that they are far better for it."""
    spoken = [cue for cue in cues if not cue.sound]
    for words in (heard.words, heard.written):
        pairs = _pairs(spoken, words)
        if pairs is not None:
            return _by_words(pairs)
    return _by_speech(spoken, heard)


def behind(cues: Sequence[Cue], heard: Heard) -> bool:
    """Whether all of `cues` begin when the film is over: nobody would see any of them."""
    end = heard.duration_ms
    return bool(cues) and end is not None and min(cue.start for cue in cues) >= end


def opening_words(cues: Sequence[Cue], lang: Lang) -> tuple[Word, ...]:
    """The words of `cues`, each at the start of its caption."""
    return tuple(Word(cue.start, cue.end, word, lang) for cue in cues for word in cue.text.split())


def _pairs(cues: Sequence[Cue], words: Sequence[Word]) -> list[tuple[int, int]] | None:
    """Starts (ms) of captions and of the words that they open with; None where too few are found."""
    said = [_letters(word.text) for word in words]
    places = Counter(tuple(said[k : k + _KEY]) for k in range(len(said) - _KEY + 1))
    first = {tuple(said[k : k + _KEY]): words[k].start for k in range(len(said) - _KEY + 1)}
    keys = [(cue, key) for cue in cues if len(key := tuple(map(_letters, cue.text.split()[:_KEY]))) == _KEY]
    pairs = [(cue.start, first[key]) for cue, key in keys if places[key] == 1]
    behind = bool(words) and len(pairs) > 1 and min(start for start, _ in pairs) > words[-1].end
    enough = len(pairs) >= max(_LEAST, _LEAST_SHARE * len(keys)) or (behind and len(pairs) >= _LEAST_SHARE * len(keys))
    return pairs if enough else None


def _by_words(pairs: Sequence[tuple[int, int]]) -> Move | None:
    off = [start - heard for start, heard in pairs]
    now = median(map(abs, off))
    shift = _whole(round(median(off)))
    moves = [Move(-shift), *(Move(rate=rate) for rate in RATES)]
    left = {move: median(abs(move(start) - heard) for start, heard in pairs) for move in moves}
    best = min(moves, key=lambda move: left[move])
    if best.rate and left[best] * 2 > left[moves[0]]:
        best = moves[0]  # no drift that a shift would not explain about as well
    far = max(map(abs, off)) if best.rate else abs(shift)
    return best if far >= _MEANT_MS and left[best] <= _STILL_MS and left[best] * _BETTER <= now else None


def _by_speech(cues: Sequence[Cue], heard: Heard) -> Move | None:
    """Where no words can be compared – a translation, no build yet – captions behind the end of the film, or before
    it begins to speak, by whole hours; or as late as speech begins."""
    if not cues or heard.duration_ms is None or cues[0].start < heard.duration_ms:
        return None
    shifts = {cues[0].start // _HOUR_MS * _HOUR_MS} - {0}
    if heard.speech:
        shifts.add(_whole(cues[0].start - heard.speech[0][0]))
    latest = heard.duration_ms + _MEANT_MS
    fitting = [Move(-ms) for ms in sorted(shifts) if cues[0].start >= ms and cues[-1].end - ms <= latest]
    if not heard.speech:
        return fitting[0] if fitting else None
    scored = [(_over_speech(cues, move, heard.speech), move) for move in fitting]
    best = max(scored, key=lambda one: one[0], default=(0.0, Move()))
    return best[1] if best[0] >= _OVER else None


def _over_speech(cues: Sequence[Cue], move: Move, speech: Sequence[tuple[int, int]]) -> float:
    middles = [(move(cue.start) + move(cue.end)) // 2 for cue in cues]
    return sum(any(start <= at < end for start, end in speech) for at in middles) / len(middles)


def _whole(ms: int) -> int:
    """`ms`, or the whole hours that it is about."""
    hours = round(ms / _HOUR_MS) * _HOUR_MS
    return hours if hours and abs(ms - hours) <= _NEAR_HOUR_MS else ms


def told(move: Move) -> str:
    """How captions stand that `move` would put right, for the middle of a sentence."""
    if move.rate:
        true, read = move.rate.split("/")
        return f"drift from the voice as times of {true} frames a second do that were read at {read}"
    way = "later" if move.ms < 0 else "earlier"
    hours = abs(move.ms) / _HOUR_MS
    whole = f" ({hours:g} hour{'' if hours == 1 else 's'})" if hours.is_integer() else ""
    return f"come {abs(move.ms) / 1000:g} s{whole} {way} than the voice"


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
