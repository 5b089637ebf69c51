"""The words of a track that a person may have edited, with the times at which they were heard."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.captions.places import asides
from pipeline.captions.speaker_labels import has_two_speakers, said, speaker_in
from pipeline.cues import Cue, Lang, Word

#: How far outside its cue a heard word may lie, in ms: reviewers nudge cues, and trimming for the gap cuts
#: ends off.
NEAR_MS = 700
#: How far a cue may start from its word and be in sync, in ms: three frames at 24 a second.
SYNC_MS = 125


def spoken_words(cues: Sequence[Cue], heard: Sequence[Word], lang: Lang, names: Iterable[str] = ()) -> list[Word]:
    """What is said in `cues`, as `timed_words`: without labels of speakers, dashes and sounds, which nobody says.

    names: those that count as labels, besides each cue's own speaker. Words of a line with a speaker of its own are
    given the speaker that was heard there. To translate a track, or to cut it anew.
    """
    known = list(names)
    parts = [(cue, part) for cue in cues if (part := said(cue, known)) is not None]
    words = timed_words([part for _, part in parts], heard, lang)
    times = {(word.start, word.end) for word in heard}
    done = 0
    for cue, part in parts:
        for line, text in zip(cue.lines, part.lines, strict=True) if has_two_speakers(cue) else ():
            count = len(text.split())
            words[done : done + count] = _one_voice(words[done : done + count], speaker_in(line, known), times)
            done += count
        done += 0 if has_two_speakers(cue) else len(part.text.split())
    return words


def _one_voice(words: Sequence[Word], named: str | None, times: set[tuple[int, int]]) -> list[Word]:
    """The words of a line that is one speaker's: the one it names, else the one most of it was heard from."""
    voices = Counter(word.speaker for word in words if (word.start, word.end) in times)
    speaker = named or (voices.most_common(1)[0][0] if voices else None)
    return [replace(word, speaker=speaker) for word in words]


def timed_words(cues: Sequence[Cue], heard: Sequence[Word], lang: Lang) -> list[Word]:
    """Every written word of `cues` (ordered by start), in order, as a `Word` with times in ms.

    heard: the words of the recogniser, ordered by start. Where the text of a cue agrees with what was heard
    around it (case, punctuation and kind of apostrophe aside), the word takes the heard times, probability,
    speaker and language. Words in between – corrected, added – share the time that is left by their number
    of letters; they have no probability, the speaker of the cue or of the nearest agreeing word, and its
    language, else `lang`.

    Starts never go back, words never overlap, and all lie within NEAR_MS of their cue: those of what stands at the top
    beside other cues among themselves.
    """
    result: list[Word] = []
    beside = asides(cues)
    clear: dict[bool, int] = {}  # where the words so far end: those beside others, and those in turn
    for k, (cue, found) in enumerate(zip(cues, heard_words(cues, heard), strict=True)):
        anchors = {place: word for place, word in enumerate(found) if word is not None}
        words = _timed(cue, cue.text.split(), anchors, lang, clear.get(k in beside, cue.start - NEAR_MS))
        if words:
            clear[k in beside] = words[-1].end
        result += words
    return result


def heard_words(cues: Sequence[Cue], heard: Sequence[Word]) -> list[list[Word | None]]:
    """By cue (ordered by start), the word of `heard` (ordered by start) that each of its written words agrees with, or
    None where nobody heard it so."""
    beside = asides(cues)
    in_turn = iter(_heard_in_turn([cue for k, cue in enumerate(cues) if k not in beside], heard))
    at_once = iter(_heard_in_turn([cue for k, cue in enumerate(cues) if k in beside], heard))
    return [_believed(next(at_once)) if k in beside else next(in_turn) for k in range(len(cues))]


def _believed(found: list[Word | None]) -> list[Word | None]:
    """What was heard of a cue beside another one: a second voice, or nothing where it is a sign that shares a few words
    with what is said meanwhile."""
    heard = sum(word is not None for word in found)
    return found if 2 * heard > len(found) else [None] * len(found)


def _heard_in_turn(cues: Sequence[Cue], heard: Sequence[Word]) -> list[list[Word | None]]:
    result: list[list[Word | None]] = []
    keys = [_key(word.text) for word in heard]
    first = 0  # heard words before this one are spoken for, or too early for all that follows
    for cue in cues:
        written = cue.text.split()
        low, high = cue.start - NEAR_MS, cue.end + NEAR_MS
        while first < len(heard) and heard[first].middle < low:
            first += 1
        stop = first
        while stop < len(heard) and heard[stop].middle <= high:
            stop += 1
        matches = _matches([_key(word) for word in written], keys[first:stop], heard[first:stop], cue)
        result.append([heard[first + matches[k]] if k in matches else None for k in range(len(written))])
        if matches:
            first += max(matches.values()) + 1
    return result


def nearest(values: Sequence[int], wanted: float) -> int:
    """The index of the value nearest to `wanted`; `values` ascend."""
    after = min(bisect_left(values, wanted), len(values) - 1)
    return after - 1 if after and wanted - values[after - 1] < values[after] - wanted else after


def _key(text: str) -> str:
    """What two writings of one word have in common; "" for punctuation, which agrees with nothing."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return "".join(char for char in folded if char.isalnum() or char in "'-·").strip("'-·")


def _matches(written: Sequence[str], keys: Sequence[str], heard: Sequence[Word], cue: Cue) -> dict[int, int]:
    """Written word → heard word, both by index, rising together.

    A single agreeing word outside the cue's own time is a coincidence ("de", "the"): it counts only beside
    another.
    """
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, written, keys, autojunk=False)
    for block in matcher.get_matching_blocks():
        for k in range(block.size):
            word = heard[block.b + k]
            inside = cue.start - SYNC_MS <= word.middle <= cue.end + SYNC_MS
            if written[block.a + k] and (inside or block.size > 1):
                found[block.a + k] = block.b + k
    return found


def _timed(cue: Cue, written: Sequence[str], anchors: dict[int, Word], lang: Lang, clear: int) -> list[Word]:
    """The words of one cue; `clear`: the end of the word before it, which none may start before."""
    low = max(clear, cue.start - NEAR_MS)
    high = max(low, cue.end + NEAR_MS)
    floor = min(max(low, cue.start), high)
    result: list[Word] = []
    waiting: list[str] = []
    nearest: Word | None = next((anchors[k] for k in sorted(anchors)), None)
    for k, text in enumerate(written):
        word = anchors.get(k)
        if word is None:
            waiting.append(text)
            continue
        earliest = result[-1].end if result else min(floor, max(low, word.start))
        start = min(max(word.start, earliest), high)
        result += _shared(waiting, earliest, start, _pattern(cue, nearest, lang))
        waiting = []
        end = min(max(word.end, start), high)
        result.append(replace(word, text=text, start=start, end=end, speaker=cue.speaker or word.speaker))
        nearest = word
    earliest = result[-1].end if result else floor
    return result + _shared(waiting, earliest, max(earliest, cue.end), _pattern(cue, nearest, lang))


def _pattern(cue: Cue, nearest: Word | None, lang: Lang) -> Word:
    speaker = cue.speaker or (nearest.speaker if nearest else None)
    return Word(cue.start, cue.end, "", nearest.lang if nearest else lang, None, speaker)


def _shared(texts: Sequence[str], start: int, end: int, pattern: Word) -> list[Word]:
    """`texts` over the time from start to end, each by its number of characters."""
    total = sum(map(len, texts))
    result, done = [], 0
    for text in texts:
        begin = start + (end - start) * done // total
        done += len(text)
        result.append(replace(pattern, text=text, start=begin, end=start + (end - start) * done // total))
    return result
