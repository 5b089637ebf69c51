"""Which captions translate which sentence of the speech, and whether the machine's wording still stands there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.captions.places import asides
from pipeline.captions.sound_cues import speaks
from pipeline.check.finding import letters
from pipeline.check.marks import words_before_speech
from pipeline.check.meaning.comparison import Discrepancy, Pair, differences, weight
from pipeline.cues import Cue, Lang
from pipeline.dictionaries import Speller
from pipeline.translation.translate import Rendered

#: Time (ms) that makes a sentence a cue's when they share it, or half of the shorter one's: a cue may still stand for a
#: few frames when the next sentence has begun.
SHARED_MS = 300


@dataclass(frozen=True, slots=True)
class Compared:
    """One sentence beside its translation. cue: the first that says it (index). start, end: ms, of the speech."""

    cue: int
    start: int
    end: int
    pair: Pair

    def differences(self, speller: Speller | None) -> list[Discrepancy]:
        """The gravest first."""
        return differences(self.pair, speller)


def compared(cues: Sequence[Cue], sentences: Sequence[Rendered], lang: Lang) -> Mapping[int, list[Compared]]:
    """By index of the cue that begins to say it, each of `sentences` (both ordered by start) with what stands there in
    `lang`. What could not be translated is an open item, and no translation."""
    found: dict[int, list[Compared]] = {}
    beside = asides(cues)
    in_turn = [k for k, cue in enumerate(cues) if k not in beside and speaks(cue)]
    latest = list(accumulate((cues[k].end for k in in_turn), max))
    for one in sentences:
        saying = list(_saying(cues, in_turn, latest, one)) if not one.trouble else []
        if saying:
            made = Compared(saying[0], one.start, one.end, _pair(one, [cues[k] for k in saying], lang))
            found.setdefault(saying[0], []).append(made)
    return found


def shares(cue: Cue, start: int, end: int) -> bool:
    """Whether `cue` stands for long enough of start..end (ms) to say what is said there."""
    shared = min(cue.end, end) - max(cue.start, start)
    return shared >= min(SHARED_MS, cue.duration / 2, (end - start) / 2)


def _saying(cues: Sequence[Cue], in_turn: Sequence[int], latest: Sequence[int], one: Rendered) -> Iterator[int]:
    """The cues of `in_turn` that say a sentence; latest: the latest end up to each."""
    for at in range(bisect_left(latest, one.start), len(in_turn)):
        cue = cues[in_turn[at]]
        if cue.start >= one.end:
            return
        if shares(cue, one.start, one.end):
            yield in_turn[at]


def _pair(one: Rendered, saying: Sequence[Cue], lang: Lang) -> Pair:
    said = " ".join(_speech(cue.text) for cue in saying)
    machines = letters(one.text) in letters(said)
    text = one.text if machines else said
    return Pair(one.source, one.lang, text, lang, one.other, one.doubtful, by_person=not machines)


def _speech(text: str) -> str:
    """The words of a caption, on one line, without a name before them."""
    return " ".join(text.split()[words_before_speech(text) :])


def listed(found: Mapping[int, Sequence[Compared]], speller: Speller | None, least: float) -> list[Compared]:
    """Those of `found` that somebody should hear and compare, the most doubtful first. least: weight."""
    weighed = [(weight(one.differences(speller)), one) for group in found.values() for one in group]
    ranked = sorted(weighed, key=lambda entry: (-entry[0], entry[1].start))
    return [one for heaviness, one in ranked if heaviness >= least]
