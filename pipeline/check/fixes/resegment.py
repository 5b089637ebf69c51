"""Whether, and where, words could be cut into cues that keep every hard limit: what better cutting can mend."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.captions.grammar import ends_badly, ends_sentence, is_glued
from pipeline.captions.limits import hard_cps, least_ms
from pipeline.captions.line_breaks import Lines, break_points
from pipeline.captions.sound_cues import speaks
from pipeline.check.finding import letters
from pipeline.check.view import View
from pipeline.cues import Cue, Word

#: Cues looked at on each side of the one in question: a sentence is rarely longer.
AROUND = 3

_PART = 20.0  # points for each cue: few are calmer to read than many


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words that may be cut anew, and the time (ms) they may take together."""

    words: tuple[Word, ...]
    start: int
    end: int


def sentence(view: View, k: int) -> WordSpan:
    """The words of cue k with those of its sentence around it, as far as one speaker says them without a silence."""
    low = high = k
    while low > max(0, k - AROUND) and _goes_on(view, low - 1):
        low -= 1
    while high < min(len(view.cues) - 1, k + AROUND) and _goes_on(view, high):
        high += 1
    words = tuple(word for at in range(low, high + 1) for word in view.said[at].words)
    following = view.after(high)
    end = following.start - view.gap if following else view.context.duration_ms
    longest = view.cues[high].start + view.context.profile.max_ms
    return WordSpan(words, view.earliest(low), longest if end is None else min(end, longest))


def _goes_on(view: View, k: int) -> bool:
    """Whether the sentence of cue k goes on in the very next one."""
    tokens, following = view.tokens(k), view.next_tokens(k)
    if view.following(k) != k + 1 or not view.adjoining(k) or not tokens or not following:
        return False
    return not ends_sentence(tokens[-1], following[0])


def can_resegment(view: View, k: int, cps: float) -> bool:
    """Whether the sentence of cue k could be cut so that none of its cues is faster than `cps`."""
    return divide(sentence(view, k), view, cps) is not None


def split_places(view: View, k: int) -> list[int] | None:
    """The index of the first word of each further part of cue k, when it is cut into cues within all hard limits; None
    where that cannot be. Turns of several speakers are not cut: who says what would be lost."""
    cue = view.cues[k]
    if not speaks(cue) or any(view.turns(k)):
        return None
    span = WordSpan(view.said[k].words, cue.start, cue.end)
    return divide(span, view, hard_cps(view.context.lang, view.context.profile), least_parts=2)


def divide(span: WordSpan, view: View, cps: float, least_parts: int = 1) -> list[int] | None:
    """The best cut of `span` into cues that all keep lines, reading speed, least and longest duration, and end on no
    word that leans on the next; None where there is none. A part starts with its first word, and may stay up to the
    next. Dynamic programming; linear in the words, since a cue holds few.
    """
    words, profile = span.words, view.context.profile
    texts = [word.text for word in words]
    points = break_points(texts, [word.lang for word in words])
    lines = Lines(texts, points, profile.line, view.context.lines)
    capacity = view.context.lines * (profile.line + 1) - 1
    count = len(words)
    best: list[tuple[float, list[int]] | None] = [(0.0, [])] + [None] * count
    for stop in range(1, count + 1):
        last = words[stop - 1]
        if stop < count and (is_glued(last.text, texts[stop]) or ends_badly(last.text, last.lang)):
            continue
        for first in range(stop - 1, -1, -1):
            if lines.width(first, stop) > capacity:
                break
            origin = best[first]
            if origin is None or (least_parts > 1 and stop - first == count):
                continue
            rows = lines.best(first, stop) if _in_time(span, view, first, stop, lines.width(first, stop), cps) else None
            if rows is None or not letters("".join(texts[first:stop])):
                continue  # punctuation alone is no caption
            cost = origin[0] + _PART + rows[0] + (points[stop - 1] if stop < count else 0.0)
            known = best[stop]
            if known is None or cost < known[0]:
                best[stop] = cost, [*origin[1], first] if first else []
    found = best[count] if count else None
    return found[1] if found else None


def _in_time(span: WordSpan, view: View, first: int, stop: int, width: int, cps: float) -> bool:
    """Whether the words first..stop-1 have the time a cue of their own needs."""
    words, profile = span.words, view.context.profile
    start = span.start if first == 0 else words[first].start
    end = span.end if stop == len(words) else words[stop].start - view.gap
    time = min(end - start, profile.max_ms)
    if time < least_ms(view.context.lang, profile) or width * 1000 > cps * time:
        return False
    return words[stop - 1].start - start < profile.max_ms


def parts(view: View, k: int, places: list[int]) -> list[Cue]:
    """Cue k cut before the words `places` (as of `split_places`): same words, times within its own."""
    cue, words = view.cues[k], view.said[k].words
    edges = [0, *places, len(words)]
    starts = [cue.start, *(words[place].start for place in places)]
    ends = [*(start - view.gap for start in starts[1:]), cue.end]
    result = []
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        text = " ".join(word.text for word in words[edges[at] : edges[at + 1]])
        end = min(end, start + view.context.profile.max_ms)
        result.append(Cue(start, end, text, cue.speaker, cue.top, cue.sound))
    return result
