"""Two tracks of the same speech, word by word: where both cut, and how far apart they start.

Words are aligned by least edits (jiwer), after the same normalisation as for word error rates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.words import normalised
from pipeline.cues import Cue

#: Starts of two cues that lie no further apart are the same boundary (ms).
NEAR_MS = 200


@dataclass(frozen=True, slots=True)
class Token:
    """A normalised word. start: ms, of the first word of its cue, else None. after: what follows, "", "line", "cue"."""

    text: str
    start: int | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How many of `ours` and `theirs` are the same ones (`hits`). Can be added up over recordings."""

    hits: int
    ours: int
    theirs: int

    def __add__(self, other: Match) -> Match:
        return Match(self.hits + other.hits, self.ours + other.ours, self.theirs + other.theirs)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0..1; None where neither has any."""
        return 2 * self.hits / (self.ours + self.theirs) if self.ours + self.theirs else None


def tokens(cues: Sequence[Cue]) -> list[Token]:
    """The words of `cues` (said ones, in order), each with what follows it; a cue or line without words is none."""
    found: list[Token] = []
    for cue in cues:
        start: int | None = cue.start
        for line in cue.lines:
            words = normalised(line).split()
            for word in words:
                found.append(Token(word, start))
                start = None
            if words:
                found[-1] = Token(words[-1], found[-1].start, "line")
        if start is None:
            found[-1] = Token(found[-1].text, found[-1].start, "cue")
    return found


Pair = tuple[int, bool]


def aligned(ours: Sequence[str], theirs: Sequence[str]) -> list[Pair | None]:
    """For each word of `ours`: index of the word of `theirs` it stands for, and whether the two are equal; or None."""
    pairs: list[Pair | None] = [None] * len(ours)
    if not ours or not theirs:
        return pairs
    import jiwer

    chunks = jiwer.process_words(" ".join(theirs), " ".join(ours)).alignments[0]
    for chunk in chunks:
        if chunk.type in ("equal", "substitute"):
            for step in range(chunk.hyp_end_idx - chunk.hyp_start_idx):
                pairs[chunk.hyp_start_idx + step] = (chunk.ref_start_idx + step, chunk.type == "equal")
    return pairs


def breaks(
    words: Sequence[Token], kind: str, places: Sequence[Pair | None] | None = None
) -> list[tuple[int, int] | None]:
    """Where `words` break (`kind`: "line" or "cue"), but for the end of the track: as ranges of gaps.

    Gap n lies before word n. places: of another track's words that these stand for (`aligned`); gaps are then that
    track's. Where words of the other are missing here, any gap among them is as good: hence a range, both ends
    included. None: nothing around the break was aligned.
    """
    spots = [place[0] if place else None for place in places] if places is not None else [*range(len(words))]
    found: list[tuple[int, int] | None] = []
    for k, (word, _) in enumerate(pairwise(words)):
        if word.after != kind:
            continue
        left, right = spots[k], spots[k + 1]
        if left is None and right is None:
            found.append(None)
            continue
        low = left + 1 if left is not None else right
        high = right if right is not None else low
        assert low is not None and high is not None
        found.append((low, max(low, high)))
    return found


def breaks_agree(ours: Sequence[Token], theirs: Sequence[Token], kind: str) -> Match:
    """How many breaks of a kind stand between the same words in both tracks; the end of a track is none."""
    places = aligned([word.text for word in ours], [word.text for word in theirs])
    found = breaks(ours, kind, places)
    waiting = [spot[0] for spot in breaks(theirs, kind) if spot]
    hits = 0
    for spot in found:
        inside = next((gap for gap in waiting if spot and spot[0] <= gap <= spot[1]), None)
        if inside is not None:
            waiting.remove(inside)
            hits += 1
    return Match(hits, len(found), hits + len(waiting))


def starts_agree(ours: Sequence[Cue], theirs: Sequence[Cue], near: int = NEAR_MS) -> Match:
    """How many cues start within `near` ms of a cue of the other track, each counted once."""
    left, right = sorted(cue.start for cue in ours), sorted(cue.start for cue in theirs)
    hits = i = k = 0
    while i < len(left) and k < len(right):
        if abs(left[i] - right[k]) <= near:
            hits, i, k = hits + 1, i + 1, k + 1
        elif left[i] < right[k]:
            i += 1
        else:
            k += 1
    return Match(hits, len(left), len(right))


def sync_errors(ours: Sequence[Token], timed: Sequence[Token]) -> list[int]:
    """ms by which cues start after (−: before) their first word, where that word is one whose time is known.

    Known are the first words of `timed`. Only words that are equal in both count: of a misheard one nobody knows
    whether it is the same.
    """
    places = aligned([word.text for word in ours], [word.text for word in timed])
    errors = []
    for word, place in zip(ours, places, strict=True):
        if word.start is None or place is None or not place[1]:
            continue
        known = timed[place[0]].start
        if known is not None:
            errors.append(word.start - known)
    return errors
