"""What any run of a track's words costs as a cue, its time aside; each word is judged once.

The costs are ours, in points, and say what a subtitler would rather give up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.captions.cue_timing import DesiredTiming
from pipeline.captions.grammar import ends_clause, ends_sentence
from pipeline.captions.line_breaks import ANYWHERE, BEFORE_PHRASE, GLUED, Lines, break_points
from pipeline.captions.speaker_labels import Turn, dash, dashed, opened, with_dash
from pipeline.captions.time_costs import TimingModel
from pipeline.cues import Lang, Word
from pipeline.project.caption_profile import CaptionProfile

CUE = 16.0  # every cue: fewer changes are calmer to read
EDGE_SENTENCE = 0.0
EDGE_CLAUSE = 12.0
EDGE_PHRASE = 36.0  # where a line would break well...
EDGE_ANYWHERE = 58.0  # ...and where it would not; in between by the points of the line break
EDGE_WORSE = 1.6  # times the cost of the same fault inside a cue: the reader waits for the rest
PAUSE_MS = 250  # a pause of this length and more makes a better edge...
PAUSE_FULL_MS = 1000  # ...up to this one, after which any edge is a good one
HOLD_MS = 600  # a silence inside a cue bears this much; then the text runs ahead of the voice
HOLD_POINTS = 60.0  # per second beyond
NEXT_SENTENCE = 22.0  # a sentence ends inside the cue (ésAdir: one sentence a cue where it can be)
MID_LINE = 8.0  # ...and not even at the end of a line
ROW = 3.0  # a second line


@dataclass(frozen=True, slots=True)
class CuePart:
    """One cue to be: the words first..stop-1, its text, its speaker (None: two), and what its times depend on."""

    first: int
    stop: int
    text: str
    speaker: str | None
    wish: DesiredTiming


@dataclass(frozen=True, slots=True)
class TwoSpeakerCue:
    """Two whole turns in one cue, from the word `first` on: a line each."""

    first: int
    rows: tuple[str, str]

    @property
    def width(self) -> int:
        """Characters; the line break counts as one."""
        return sum(map(len, self.rows)) + 1


class CostModel:
    """All that the cost of a run of words needs, computed once."""

    def __init__(
        self,
        words: Sequence[Word],
        turns: Sequence[Turn],
        profile: CaptionProfile,
        clock: TimingModel,
        lang: Lang | None,
    ) -> None:
        self.words, self.clock, self.turns = words, clock, turns
        self.line, self.lang, self.dash = profile.line, lang, dash(lang)
        self.many = len({turn.speaker for turn in turns}) > 2
        texts = [word.text for word in words]
        self.points = break_points(texts, [word.lang for word in words])
        shown = list(texts)
        for turn in turns:
            shown[turn.first] = opened(turn.prefix, texts[turn.first], profile.line, lang)
        self.lines = Lines(shown, self.points, profile.line, profile.lines)
        self.capacity = profile.lines * (profile.line + 1) - 1
        self.turn_of = [turn for turn in turns for _ in range(turn.first, turn.stop)]
        self.starts = [word.start for word in words]
        #: The latest end of a cue whose last word is k-1, by k.
        last = clock.end if clock.end is not None else words[-1].end + clock.max_ms
        self.limits = [0, *(start - clock.gap for start in self.starts[1:]), last]
        self._judge(texts)
        self.duets = dict(filter(None, map(self._duet, turns, turns[1:]))) if profile.lines > 1 else {}

    def _judge(self, texts: Sequence[str]) -> None:
        """The costs that a word or the place after it brings with it."""
        words, clock = self.words, self.clock
        after = [*texts[1:], ""]
        self.sentences = [ends_sentence(text, following) for text, following in zip(texts, after, strict=True)]
        pauses = [max(0, b.start - a.end) for a, b in pairwise(words)] + [0]
        self.closed = list(accumulate(self.sentences, initial=0))
        inner = [
            (NEXT_SENTENCE if sentence else 0.0) + max(0, pause - HOLD_MS) * HOLD_POINTS / 1000
            for sentence, pause in zip(self.sentences, pauses, strict=True)
        ]
        #: Costs inside a cue, summed up to each word: those of a run are a difference.
        self.inner = list(accumulate(inner, initial=0.0))
        followers = [*self.starts[1:], None]
        self.edges = [
            CUE + _edge(text, sentence, points, pause) + clock.closing(word.end, following)
            for text, sentence, points, pause, word, following in zip(
                texts, self.sentences, self.points, pauses, words, followers, strict=True
            )
        ]
        before = [-clock.snap, *(word.end for word in words[:-1])]
        #: Whether a viewer hears when the word begins: not where it was laid into the time of a translated sentence.
        self.heard = [word.probability is not None or k == 0 or self.sentences[k - 1] for k, word in enumerate(words)]
        self.opens = list(map(clock.opening, self.starts, before, self.heard))

    def laid(self, first: int, stop: int) -> float | None:
        """The cost of the lines of the words first..stop-1; None where they do not fit."""
        rows = self.lines.best(first, stop)
        if rows is None:
            return None
        cost = rows[0] + ROW * len(rows[1])
        ended = self.closed[stop - 1] - self.closed[first]
        if ended:
            cost += MID_LINE * (ended - sum(self.sentences[k - 1] for k in rows[1]))
        return cost

    def part(self, first: int, stop: int) -> CuePart:
        """The words first..stop-1 as a cue to be."""
        turn = self.turn_of[first]
        if stop > turn.stop:
            rows = self.duets[stop].rows
            return CuePart(first, stop, "\n".join(rows), None, self._wish(first, stop, self.duets[stop].width))
        found = self.lines.best(first, stop)
        assert found is not None
        text = "\n".join(self.lines.rows(first, stop, found[1]))
        return CuePart(first, stop, text, turn.speaker, self._wish(first, stop, len(text)))

    def _wish(self, first: int, stop: int, width: int) -> DesiredTiming:
        return DesiredTiming(self.starts[first], self.words[stop - 1].end, width, self.heard[first])

    def _duet(self, one: Turn, two: Turn) -> tuple[int, TwoSpeakerCue] | None:
        """Two turns as the lines of one cue, by its stop; None where they are better off alone, or don't fit."""
        first, middle, stop = one.first, two.first, two.stop
        if one.speaker is None or two.speaker is None or stop - first > 2 * self.line:
            return None
        rows = (self._row(one, named=self.many), self._row(two, named=self.many))
        if self.many and self.clock.reading(sum(map(len, rows)) + 1) > self.limits[stop] - self.starts[first]:
            rows = (self._row(one, named=False), self._row(two, named=False))
        if not all(any(map(str.isalnum, row)) for row in rows):
            return None  # a turn of signs is no turn
        if max(map(len, rows)) > self.line or self.words[stop - 1].start - self.starts[first] >= self.clock.max_ms:
            return None
        if self.starts[middle] - self.words[middle - 1].end > HOLD_MS:
            return None  # the answer would be read before it is given
        alone = [
            (self.limits[middle] - self.starts[first], len(rows[0])),
            (self.limits[stop] - self.starts[middle], len(rows[1])),
        ]
        if all(time >= max(self.clock.min_ms, self.clock.reading(width)) for time, width in alone):
            return None
        return stop, TwoSpeakerCue(first, rows)

    def _row(self, turn: Turn, *, named: bool) -> str:
        """A whole turn as one line of a duet. named: with its name, as among three and more it needs one."""
        text = " ".join(word.text for word in self.words[turn.first : turn.stop])
        if not named or turn.prefix in ("", self.dash) or dashed(text):
            return with_dash(text, self.lang)
        return self.dash + turn.prefix + text


def _edge(text: str, sentence: bool, points: float, pause: int) -> float:
    """Cost of ending a cue after a word: grammar first, softened by a pause of the voice."""
    if points >= GLUED:
        return EDGE_ANYWHERE + points  # no pause of the voice makes this right
    if sentence:
        return EDGE_SENTENCE
    if points > ANYWHERE:
        cost = EDGE_ANYWHERE + EDGE_WORSE * points
    elif ends_clause(text):
        cost = EDGE_CLAUSE
    else:
        share = max(0.0, points - BEFORE_PHRASE) / (ANYWHERE - BEFORE_PHRASE)
        cost = EDGE_PHRASE + (EDGE_ANYWHERE - EDGE_PHRASE) * share
    ease = min(1.0, max(0, pause - PAUSE_MS) / (PAUSE_FULL_MS - PAUSE_MS))
    return cost * (1 - 0.75 * ease)
