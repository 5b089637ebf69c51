"""Captions that stand as a whole where nobody speaks: all later or earlier by one time, or read at a wrong frame rate.

Both happen when files go from program to program: a clock that starts at one hour, a trimmed beginning; frames counted
at 25 a second and read at 23.976. One of these that explains the times far better than what they say is told in one
sentence, rather than a finding at every caption.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.captions.moves import RATES, Move
from pipeline.captions.places import asides
from pipeline.cues import Cue, Lang, Word
from pipeline.messages import tr, tr_many
from pipeline.translation.sentences import sentences

#: Words in a row that tell a place, where they stand in the film once.
_KEY = 3
#: Captions found again, and their share of those that have enough words.
_LEAST, _LEAST_SHARE = 4, 0.4
#: What is left (ms, in the middle) once the times are put right, and how many times less that is than before.
_STILL_MS, _BETTER = 350, 4
#: Offsets (ms) that a person may have meant.
_MEANT_MS = 1000
#: How much (ms, in the middle) a simpler move may leave beside twice what the best one does.
_NOISE_MS = 60
#: Captions and sentences without which no rhythm is seen; captions that must begin with one; most that are looked at.
_LEAST_ONSETS, _FEWEST, _SAMPLE = 8, 7, 60
#: A caption begins with the speech when it is so near (ms); moves that far apart (ms) are others.
_ONSET_MS, _APART_MS = 200, 600
#: Shares of captions that begin with speech: so many stand right as it is; so many are most; so many more than with any
#: move elsewhere; a simpler one is as good with so many less. Of the moves of one rate, so many are looked at.
_SOME, _MOST, _LEAD, _AS_GOOD, _LOOKED = 0.4, 0.6, 0.2, 0.1, 6
_HOUR_MS = 3_600_000
#: A clock rounded to frames, a caption early by some: an hour all the same.
_NEAR_HOUR_MS = 400
#: Share of captions that stand over speech once they are put right, where words tell nothing.
_OVER = 0.7


@dataclass(frozen=True, slots=True)
class FilmSpeech:
    """What is known of a film: its words and spans of speech (ms), and its length, where a build has measured it.
    written: words of the track as the machine wrote it, at about their place in its captions; of a translation nobody
    has heard any."""

    words: tuple[Word, ...] = ()
    speech: tuple[tuple[int, int], ...] = ()
    duration_ms: int | None = None
    written: tuple[Word, ...] = ()


def misplaced(cues: Sequence[Cue], heard: FilmSpeech) -> Move | None:
    """What puts the times of `cues` right, if one move does for all that they are far better for it."""
    beside = asides(cues)
    spoken = [cue for k, cue in enumerate(cues) if not cue.sound and k not in beside]
    for words in (heard.words, heard.written):
        pairs = _pairs(spoken, words)
        if pairs is not None:
            return _by_words(pairs)
    return _by_speech(spoken, heard)


def behind(cues: Sequence[Cue], heard: FilmSpeech) -> bool:
    """Whether all of `cues` begin when the film is over: nobody would see any of them."""
    end = heard.duration_ms
    return bool(cues) and end is not None and min(cue.start for cue in cues) >= end


def written_words(cues: Sequence[Cue], lang: Lang) -> tuple[Word, ...]:
    """The words of `cues`, each from where it would be said if every letter took as long: where a caption was parted,
    its second half opens with a word from within."""
    words = []
    for cue in cues:
        at, length = 0, max(1, len(cue.text))
        for word in cue.text.split():
            words.append(Word(cue.start + cue.duration * at // length, cue.end, word, lang))
            at += len(word) + 1
    return tuple(words)


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
    kinds = [min((_left(move, pairs), n, move) for n, move in enumerate(kind)) for kind in _moves(pairs)]
    enough = 2 * min(left for left, _, _ in kinds) + _NOISE_MS
    left, _, best = next(one for one in kinds if one[0] <= enough)
    best = Move(-_whole(-best.ms), best.rate)
    far = max(map(abs, off)) if best.rate else abs(best.ms)
    return best if far >= _MEANT_MS and left <= _STILL_MS and left * _BETTER <= median(map(abs, off)) else None


def _left(move: Move, pairs: Sequence[tuple[int, int]]) -> float:
    """How far (ms, in the middle) captions are from where they belong once they are moved."""
    return median(abs(move.unclipped(start) - at) for start, at in pairs)


def _moves(pairs: Sequence[tuple[int, int]]) -> list[list[Move]]:
    """What may have happened, the simplest first: a shift, a rate, both. pairs: times (ms), and where they belong."""
    rates = [Move(rate=rate) for rate in RATES]
    shift, *both = (
        Move(-round(median(move.unclipped(start) - at for start, at in pairs)), move.rate) for move in (Move(), *rates)
    )
    return [[shift], rates, both]


def _by_speech(cues: Sequence[Cue], heard: FilmSpeech) -> Move | None:
    """Where no words can be compared – a translation, no build yet."""
    if not cues or heard.duration_ms is None:
        return None
    onsets = [sentence.start for sentence in sentences(heard.words)] or [start for start, _ in heard.speech]
    return _by_onsets([cue.start for cue in cues], sorted(onsets)) or _behind(cues, heard)


def _by_onsets(starts: Sequence[int], onsets: Sequence[int]) -> Move | None:
    """The move by which most captions begin as a sentence does, and hardly any do without it: captions of any language
    open sentences. onsets: where these begin (ms, rising)."""
    starts = starts[:: -(-len(starts) // _SAMPLE)] if starts else starts
    if min(len(starts), len(onsets)) < _LEAST_ONSETS or _begun(starts, onsets, Move())[0] >= _SOME:
        return None
    scored = [(*_begun(starts, onsets, move), move) for move in _likely(starts, onsets)]
    most = max(share for share, _, _ in scored)
    _, _, move = max(
        (one for one in scored if one[0] >= most - _AS_GOOD),
        key=lambda one: (not one[2].rate, not one[2].ms, one[0], -one[1]),
    )
    rivals = [share for share, _, other in scored if abs(other(starts[-1]) - move(starts[-1])) > _APART_MS]
    far = max(abs(move.unclipped(start) - start) for start in starts)
    clear = most >= max(_MOST, _FEWEST / len(starts)) and most - max(rivals, default=0.0) >= _LEAD
    return Move(-_whole(-move.ms), move.rate) if clear and far >= _MEANT_MS else None


def _likely(starts: Sequence[int], onsets: Sequence[int]) -> Iterator[Move]:
    """Moves by which many of `starts` are `onsets`: those of each rate that come up most often."""
    for rate in ("", *RATES):
        moved = [Move(rate=rate).unclipped(start) for start in starts]
        if rate and abs(moved[-1] - starts[-1]) - abs(moved[0] - starts[0]) < _MEANT_MS:
            continue  # no drift that could be told
        yield Move(rate=rate)
        by: dict[int, list[int]] = defaultdict(list)
        for ms in (at - start for start in moved for at in onsets):
            by[ms // _ONSET_MS].append(ms)
        for often in sorted(by.values(), key=len, reverse=True)[:_LOOKED]:
            yield Move(round(median(often)), rate)


def _begun(starts: Sequence[int], onsets: Sequence[int], move: Move) -> tuple[float, float]:
    """The share of `starts` (ms) that, once moved, are near one of `onsets` (rising), and how near, in the middle."""
    near = []
    for start in map(move.unclipped, starts):
        k = bisect_left(onsets, start)
        apart = min(abs(start - at) for at in onsets[max(0, k - 1) : k + 1])
        if apart <= _ONSET_MS:
            near.append(apart)
    return len(near) / len(starts), median(near) if near else _ONSET_MS


def _behind(cues: Sequence[Cue], heard: FilmSpeech) -> Move | None:
    """Captions behind the end of the film: by whole hours; or, where there are several, as late as speech begins."""
    if heard.duration_ms is None or cues[0].start < heard.duration_ms:
        return None
    shifts = {cues[0].start // _HOUR_MS * _HOUR_MS} - {0}
    if heard.speech and len(cues) >= _LEAST:
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
    hours, s = abs(move.ms) / _HOUR_MS, f"{abs(move.ms) / 1000:g} s"
    if hours.is_integer() and hours:
        s = tr_many("{s} ({count} hour)", "{s} ({count} hours)", count=int(hours), s=s)
    later, earlier = tr("come {s} later than the voice", s=s), tr("come {s} earlier than the voice", s=s)
    apart = later if move.ms < 0 else earlier
    if not move.rate:
        return apart
    true, read = move.rate.split("/")
    drift = tr(
        "drift from the voice as times of {true} frames a second do that were read at {read}", true=true, read=read
    )
    return tr("{drift}, and {apart} besides", drift=drift, apart=apart) if move.ms else drift


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
