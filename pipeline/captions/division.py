"""The best division of a track's words into cues, found by dynamic programming.

A cue is a run of words that starts with its first word or a few frames off it, and its time is bounded by the next
cue's start. So the best track is a shortest path over words and starts, found in one pass: linear in their number.
The cost of haste is convex: among all divisions, the worst cue is mended before the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.captions.cut_costs import HOLD_POINTS, CostModel, CuePart
from pipeline.captions.speaker_labels import Turn
from pipeline.captions.time_costs import AWAY_EARLY, AWAY_LATE, FLASHES, TimingModel
from pipeline.cues import Lang, Word
from pipeline.project.caption_profile import CaptionProfile

DANGLING = 60.0  # a sentence starts in a cue and stops short where no sense does
STUMP, STUMP_POINTS = 12, 14.0  # a cue of fewer characters that does not end a sentence
DUET = 8.0  # two speakers in one cue

_NEVER = float("inf")


def divided(
    words: Sequence[Word], turns: Sequence[Turn], profile: CaptionProfile, clock: TimingModel, lang: Lang | None
) -> list[CuePart]:
    """The cheapest division of `words` (times repaired, none longer than a line) into cues, in order.

    turns: the stretches of one speaker each, over all the words. No cue crosses a change of speaker, unless it
    holds two whole turns, one a line, neither of which could be read by itself.
    """
    return _Path(CostModel(words, turns, profile, clock, lang), clock).parts() if words else []


class _Path:
    """The cheapest way to every word: `total[k][j]` for all words before k, the next cue starting `shifts[j]` ms
    from word k.
    """

    def __init__(self, track: CostModel, clock: TimingModel) -> None:
        self.track, self.clock = track, clock
        self.shifts = (0, -clock.early, clock.late)
        self.away = (0.0, clock.early * AWAY_EARLY, clock.late * AWAY_LATE)
        self.total: list[tuple[float, ...]] = [self.away]
        self.lowest = [0.0]  # of each entry of `total`

    def parts(self) -> list[CuePart]:
        """The cheapest division."""
        count = len(self.track.words)
        origins: list[list[tuple[int, int]]] = [[]]
        for stop in range(1, count + 1):
            found = self._cheapest(stop)
            self.total.append(tuple(cost + away for (cost, _, _), away in zip(found, self.away, strict=True)))
            self.lowest.append(min(self.total[-1]))
            origins.append([(first, shift) for _, first, shift in found])
        result = []
        stop, shift = count, 0
        while stop:
            first, shift = origins[stop][shift]
            result.append(self.track.part(first, stop))
            stop = first
        return result[::-1]

    def _cheapest(self, stop: int) -> list[tuple[float, int, int]]:
        """For each start of the next cue: the least cost so far, first word and shift of the cue before `stop`."""
        track, candidates = self.track, sorted(self._candidates(stop))
        laid: dict[int, float | None] = {}
        edge = track.edges[stop - 1] + track.inner[stop - 1]
        result = []
        for later in self.shifts:
            limit = track.limits[stop] + (later if stop < len(track.words) else 0)
            best = (_NEVER, stop - 1, 0)
            # Time and lines are what takes long to judge: the likeliest cues first, and no further than they can win.
            for least, first, price in candidates:
                if least >= best[0]:
                    break
                timed, shift = self._timed(first, stop, limit)
                if price + timed >= best[0]:
                    continue
                if first not in laid:
                    laid[first] = track.laid(first, stop)
                rows = laid[first]
                if rows is not None and price + timed + rows < best[0]:
                    best = price + timed + rows, first, shift
            if stop in track.duets:
                best = min(best, self._duet(stop, limit))
            result.append((best[0] + edge, best[1], best[2]))
        return result

    def _candidates(self, stop: int) -> list[tuple[float, int, float]]:
        """The cues that may end before the word `stop`: the least cost each can have, its first word, and what it
        costs besides its time, its lines, and what all of them have in common.
        """
        track, max_ms, lowest = self.track, self.clock.max_ms, self.lowest
        starts, closed, opens, inner = track.starts, track.closed, track.opens, track.inner
        open_end, last, end = not track.sentences[stop - 1], starts[stop - 1], track.words[stop - 1].end
        found = []
        for first in range(stop - 1, track.turn_of[stop - 1].first - 1, -1):
            start, width = starts[first], track.lines.width(first, stop)
            if first < stop - 1 and (width > track.capacity or last - start >= max_ms):
                break
            price = opens[first] - inner[first]
            if open_end:
                if width < STUMP:
                    price += STUMP_POINTS
                if closed[stop] > closed[first]:
                    price += DANGLING
            if end - start > max_ms:
                # Words that outlast the longest cue: their end would be spoken over an empty screen.
                price += (end - start - max_ms) * HOLD_POINTS / 1000
            found.append((price + lowest[first], first, price))
        return found

    def _timed(self, first: int, stop: int, limit: int) -> tuple[float, int]:
        """The least cost up to and with the time, until `limit`, of the cue of words first..stop-1; its shift."""
        return self._hurried(first, self.track.lines.width(first, stop), limit)

    def _hurried(self, first: int, width: int, limit: int) -> tuple[float, int]:
        clock, reached = self.clock, self.total[first]
        time = limit - self.track.starts[first]
        least = min(time - clock.late, clock.max_ms)
        if least >= clock.brief and least * clock.cps >= width * 1000:
            price = min(reached)
            # The cue may have to go shortly before the next one comes.
            flash = FLASHES if clock.max_ms < time < clock.max_ms + clock.flash - clock.gap else 0.0
            return price + flash, reached.index(price)
        return min(
            (before + clock.haste(width, min(time - shift, clock.max_ms)), k)
            for k, (before, shift) in enumerate(zip(reached, self.shifts, strict=True))
        )

    def _duet(self, stop: int, limit: int) -> tuple[float, int, int]:
        """The cue of two turns that ends before the word `stop`; what is said inside costs nothing, since each
        turn has its line.
        """
        track, duet = self.track, self.track.duets[stop]
        price, shift = self._hurried(duet.first, duet.width, limit)
        return price + DUET + track.opens[duet.first] - track.inner[stop - 1], duet.first, shift
