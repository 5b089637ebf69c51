"""Words with times → cues: the best division of the whole track, found by dynamic programming.

A cue is a run of words; its cost does not depend on the other cues, because its end is bounded by the next
word and not by the next cue. So the best track is a shortest path over the words, found in one pass: linear
in their number. The numbers of a profile come from Netflix's guides or UNE 153010 (see `config.PROFILES`);
the costs below are ours, in points, and say what a subtitler would rather give up.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from pipeline.captions._timing import Clock, frames, repaired, settled
from pipeline.captions.grammar import ends_clause, ends_sentence
from pipeline.captions.wrap import ANYWHERE, BEFORE_PHRASE, FUNCTION_WORD, GLUED, Lines, break_points
from pipeline.config import CaptionProfile
from pipeline.cues import Cue, Word

CUE = 16.0  # every cue: fewer changes are calmer to read
EDGE_SENTENCE = 0.0
EDGE_CLAUSE = 12.0
EDGE_PHRASE = 34.0
EDGE_ANYWHERE = 46.0
EDGE_WORSE = 1.6  # times the cost of the same fault inside a cue: the reader waits for the rest
PAUSE_MS = 250  # a pause of this length and more makes a better edge...
PAUSE_FULL_MS = 1000  # ...up to this one, after which any edge is a good one
HOLD_MS = 600  # a silence inside a cue bears this much; then the text runs ahead of the voice
HOLD_POINTS = 60.0  # per second beyond
NEXT_SENTENCE = 18.0  # a sentence ends inside the cue (ésAdir: one sentence a cue where it can be)
DANGLING = 30.0  # ...and the next one stops short where no sense does
ROW = 3.0  # a second line
FAST = 160.0  # times the share by which the reading speed is exceeded
SHORT = 90.0  # times the share by which the least duration is missed
BRIEF_MS, BRIEF = 1500, 14.0  # a caption under this many ms is legal and still jumpy
STUMP, STUMP_POINTS = 12, 14.0  # a cue of fewer characters that does not end a sentence
IMPOSSIBLE = 1e6  # not even a frame to show it: last resort


def segment(
    words: Sequence[Word], profile: CaptionProfile, fps: Fraction | float, end_ms: int | None = None
) -> tuple[Cue, ...]:
    """The cues of `words`, in order, ready to show.

    words: as recognised, one language or several; times in ms may overlap, stand still or go back.
    profile: limits. fps: frames a second of the footage, for the gap. end_ms: length of the media, if known.

    Held in every case: no word lost or invented; at most `profile.lines` lines of `profile.line` characters
    (only a word longer than a line is ever cut); cues in order, `gap_frames` apart, never longer than
    `max_ms`, never past `end_ms`; one speaker a cue. A cue starts with its first word. It ends with its last,
    or later where reading speed, the least duration, or a gap that would flash ask for it and nothing is in
    the way. Only where the media is too short to show its words at all (a frame a cue) does the gap give way.
    """
    clean = repaired(words, profile.line, end_ms)
    if not clean:
        return ()
    clock = Clock(
        gap=frames(profile.gap_frames, fps),
        tick=frames(1, fps),
        cps=profile.cps,
        min_ms=profile.min_ms,
        max_ms=profile.max_ms,
        end=end_ms,
    )
    track = _Track(clean, profile, clock)
    runs = track.divided()
    wishes = [(clean[first].start, track.wish(first, stop)) for first, stop in runs]
    spans = settled(wishes, clock)
    return tuple(
        Cue(start, end, track.text(first, stop), speaker=clean[first].speaker)
        for (first, stop), (start, end) in zip(runs, spans, strict=True)
    )


class _Track:
    """All that the cost of a run of words needs, computed once."""

    def __init__(self, words: Sequence[Word], profile: CaptionProfile, clock: Clock) -> None:
        self.words = words
        self.clock = clock
        texts = [word.text for word in words]
        points = break_points(texts, [word.lang for word in words])
        self.lines = Lines(texts, points, profile.line, profile.lines)
        self.capacity = profile.lines * (profile.line + 1) - 1
        followers = [*words[1:], None]
        self.pauses = [
            max(0, after.start - word.end) if after else 0 for word, after in zip(words, followers, strict=True)
        ]
        self.sentences = [
            ends_sentence(word.text, after.text if after else "") for word, after in zip(words, followers, strict=True)
        ]
        self.edges = [_edge(texts[k], self.sentences[k], points[k], self.pauses[k]) for k in range(len(words))]
        self.closed = list(accumulate(self.sentences, initial=0))
        self.inner = [
            (NEXT_SENTENCE if self.sentences[k] else 0.0) + max(0, self.pauses[k] - HOLD_MS) * HOLD_POINTS / 1000
            for k in range(len(words))
        ]

    def divided(self) -> list[tuple[int, int]]:
        """The cheapest division into runs (first word, word after the last)."""
        count = len(self.words)
        total = [0.0] + [float("inf")] * count
        origin = [0] * (count + 1)
        for first in range(count):
            inside = total[first]
            for stop in range(first + 1, count + 1):
                price = self._price(first, stop)
                if price is None:
                    break
                if inside + price < total[stop]:
                    total[stop], origin[stop] = inside + price, first
                inside += self.inner[stop - 1]
        runs = []
        stop = count
        while stop:
            runs.append((origin[stop], stop))
            stop = origin[stop]
        return runs[::-1]

    def _price(self, first: int, stop: int) -> float | None:
        """Cost of the cue of words first..stop-1, less `inner`; None: there is no such cue, nor a longer one."""
        head, last = self.words[first], self.words[stop - 1]
        width = self.lines.width(first, stop)
        alone = stop - first == 1
        if last.speaker != head.speaker or width > self.capacity:
            return None
        if not alone and last.start - head.start >= self.clock.max_ms:
            return None
        rows = self.lines.best(first, stop)
        if rows is None:
            return None
        price = CUE + self.edges[stop - 1] + rows[0] + ROW * len(rows[1])
        if not self.sentences[stop - 1]:
            price += STUMP_POINTS if width < STUMP else 0.0
            price += DANGLING if self.closed[stop] > self.closed[first] else 0.0
        return price + self._haste(head, last, width, stop)

    def _haste(self, head: Word, last: Word, width: int, stop: int) -> float:
        """Cost of the time the cue can have at most, up to the next word."""
        clock = self.clock
        limit = head.start + clock.max_ms
        if stop < len(self.words):
            limit = min(limit, self.words[stop].start - clock.gap)
        elif clock.end is not None:
            limit = min(limit, clock.end)
        time = limit - head.start
        if time < clock.tick:
            return IMPOSSIBLE
        price = FAST * max(0.0, width * 1000 / time / clock.cps - 1)
        price += SHORT * max(0.0, 1 - time / clock.min_ms)
        brief = max(clock.min_ms, min(BRIEF_MS, clock.max_ms))
        price += BRIEF * max(0.0, 1 - time / brief)
        # Words that outlast the longest cue: their end would be spoken over an empty screen.
        return price + max(0, last.end - head.start - clock.max_ms) * HOLD_POINTS / 1000

    def wish(self, first: int, stop: int) -> int:
        """The end, in ms, that the cue of words first..stop-1 would like."""
        return self.clock.wanted(self.words[first], self.words[stop - 1], self.lines.width(first, stop))

    def text(self, first: int, stop: int) -> str:
        found = self.lines.best(first, stop)
        assert found is not None
        return "\n".join(self.lines.rows(first, stop, found[1]))


def _edge(text: str, sentence: bool, points: float, pause: int) -> float:
    """Cost of ending a cue after a word: grammar first, softened by a pause of the voice."""
    if points >= GLUED:
        return EDGE_ANYWHERE + points  # no pause of the voice makes this right
    if sentence:
        return EDGE_SENTENCE
    if points >= FUNCTION_WORD:
        cost = EDGE_ANYWHERE + EDGE_WORSE * points
    elif ends_clause(text):
        cost = EDGE_CLAUSE
    else:
        cost = EDGE_PHRASE if points <= BEFORE_PHRASE < ANYWHERE else EDGE_ANYWHERE
    ease = min(1.0, max(0, pause - PAUSE_MS) / (PAUSE_FULL_MS - PAUSE_MS))
    return cost * (1 - 0.75 * ease)
