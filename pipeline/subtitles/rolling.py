"""Rolling captions → each line once.

Players of live captions roll: every caption shows the line before once more, above the new one (CTA-608's roll-up,
which automatic captions of video sites copy, with captions of 10 ms between). Others write a line word by word, or
mark one word after the other in it (CTA-608's paint-on; the highlighting of whisper's tools).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.cues import Cue
from pipeline.messages import tr
from pipeline.subtitles.reading_remarks import caption_at

#: Captions that are so near (ms) go on where the one before ended.
NEAR_MS = 100
#: So many repeats (fewer where words are marked one by one), and so large a share of all places between two captions,
#: are no refrain.
LEAST = 3
LEAST_MARKED = 2
LEAST_SHARE = 0.5


def without_roll_up(cues: Sequence[Cue], remarks: list[str], *, marked: bool, meant: bool = False) -> list[Cue]:
    """`cues` (ordered) with each line once, where they roll. marked: words said how they look, so that the same words
    again without a pause are one caption: in programs that mark the word being said, each is. meant: whether they are
    to roll, as those of the track do."""
    once = _each_once(cues, LEAST_MARKED if marked else LEAST)
    if once is not None and meant:
        remarks.append(tr("these captions roll, as those of the track do; they were taken as they stand."))
    elif once is not None:
        cues = _told(cues, once, remarks)
    return _same_joined(cues, remarks) if marked else list(cues)


def rolls(cues: Sequence[Cue]) -> bool:
    """Whether captions (ordered) repeat those before as players of live captions do."""
    return _each_once(cues, LEAST) is not None


def _each_once(cues: Sequence[Cue], least: int) -> list[Cue] | None:
    """None where they do not roll. least: so many repeats are no refrain."""
    pairs = list(pairwise(cues))
    repeats = [_repeated(one, two) for one, two in pairs]
    grown = [_grown(one, two) for one, two in pairs]
    rolling = sum(0 < again < len(two.lines) for again, (_, two) in zip(repeats, pairs, strict=True))
    if rolling > 1 and _often(repeats, least):
        return _lines_once(cues, repeats)
    return _last_grown(cues, grown) if _often(grown, least) else None


def _often(places: Sequence[int | bool], least: int) -> bool:
    return sum(map(bool, places)) >= max(least, LEAST_SHARE * len(places))


def _told(cues: Sequence[Cue], new: list[Cue], remarks: list[str]) -> list[Cue]:
    remarks.append(
        tr(
            "these captions roll, each line being shown twice or more; each was taken once ({before} captions became "
            "{after}): check their times.",
            before=len(cues),
            after=len(new),
        )
    )
    return new


def _repeated(one: Cue, two: Cue) -> int:
    """How many of the last lines of `one` are the first of `two`, which goes on where `one` ends."""
    if two.start - one.end > NEAR_MS:
        return 0
    last, first = _bare(one), _bare(two)
    return next((n for n in range(min(len(last), len(first)), 0, -1) if last[-n:] == first[:n]), 0)


def _grown(one: Cue, two: Cue) -> bool:
    """Whether `two` goes on with the words of `one` before some more."""
    words, more = one.text.casefold().split(), two.text.casefold().split()
    return two.start - one.end <= NEAR_MS and len(words) < len(more) and more[: len(words)] == words


def _last_grown(cues: Sequence[Cue], grown: Sequence[bool]) -> list[Cue]:
    result = [cues[0]]
    for cue, more in zip(cues[1:], grown, strict=True):
        if more:
            result[-1] = cue.moved(result[-1].start, cue.end)
        else:
            result.append(cue)
    return result


def _bare(cue: Cue) -> list[str]:
    return [" ".join(line.casefold().split()) for line in cue.lines]


def _lines_once(cues: Sequence[Cue], repeats: Sequence[int]) -> list[Cue]:
    result: list[Cue] = []
    for cue, again in zip(cues, [0, *repeats], strict=True):
        new = cue.lines[again:]
        if new:
            result.append(replace(cue, text="\n".join(new)))
        elif cue.end - result[-1].end <= 2 * NEAR_MS:  # the moment between two; a line that only stays is read by then
            result[-1] = result[-1].moved(result[-1].start, max(result[-1].end, cue.end))
    return [
        one.moved(one.start, min(one.end, two.start)) if two and two.start > one.start else one
        for one, two in zip(result, [*result[1:], None], strict=True)
    ]


def _same_joined(cues: Sequence[Cue], remarks: list[str]) -> list[Cue]:
    result: list[Cue] = []
    for cue in cues:
        last = result[-1] if result else None
        if last and cue.text and _bare(last) == _bare(cue) and last.top is cue.top and abs(cue.start - last.end) <= 10:
            remarks.append(
                tr(
                    "{place}: says what the one before says, without a pause; they were joined.",
                    place=caption_at(cue.start),
                )
            )
            result[-1] = last.moved(last.start, max(last.end, cue.end))
        else:
            result.append(cue)
    return result
