"""Which of the declared languages each stretch of speech is in.

The engine says how likely each language is for every run of neighbouring stretches up to RUN_MS. The languages are
those of the way through the runs whose evidence is best: a long run tells more than a short one, and a change of
language costs the more, the shorter the pause before it (Viterbi over runs, a semi-Markov model).

Measured by joining stretches of six Catalan recordings (three of them read by a machine) and one Spanish (by a
machine), 3–15 s each, in turns (ca–es–ca–es, 12 joins a set) with pauses of 150–1200 ms. Of the time of speech 93 % was
told right in the set on which the numbers below were chosen and 91 % in another, against 64 and 65 % when each stretch
had the likeliest language of its surroundings; the voice detector's borders allow 98 %. Without HOURS it was 85 and
83 %. Each of the seven recordings alone, said to be in either language, stays in its own (before, 22 s of two did not).

Not used: hearing doubtful stretches in both languages. The likelier text was in the right one for 42 of 53 Catalan and
7 of 9 Spanish stretches; of the 14 doubtful ones for 11, against 9 by these odds: too few, all Catalan, for its cost.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.spans import Span
from pipeline.speech.engines import SpeechEngine
from pipeline.speech.vad_windows import LONG_SILENCE_MS, MARGIN_MS

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: Hours of speech of each language in Whisper's training (Radford et al. 2022, appendix E). What was heard more often
#: is guessed more often: the logarithm of the hours is taken off, for here no language is likelier beforehand.
HOURS: dict[str, int] = {"ca": 1_883, "en": 438_218, "es": 11_100}
#: Of a language that nobody looked up.
OTHER_HOURS = 1_000

#: ms. The longest run whose language is asked for as one.
RUN_MS = 12_000

#: Log odds that a second of speech can bring, and that any run can: short or not, a run is never quite sure.
ODDS_A_SECOND = 1.5
MOST_ODDS = 5.0

#: What each run costs, so that none is cut up only to find pieces that seem surer.
RUN_COST = 1.0

#: What a change of language costs after a pause of PAUSE_MS; without any pause it costs twice as much.
CHANGE_COST = 1.6
PAUSE_MS = 800

#: Indices (first, stop) of neighbouring stretches.
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Step:
    """The last run of the best way so far: its evidence with all before it, where it begins, the language before."""

    score: float
    first: int
    before: str


def languages_of(audio: Audio, spans: Sequence[Span], allowed: Sequence[str], engine: SpeechEngine) -> list[str]:
    """The language of each stretch of speech at `spans` (ms), one of the `allowed`.

    Detection runs only where there is a choice.
    """
    if len(allowed) == 1 or not spans:
        return [allowed[0]] * len(spans)
    runs = list(runs_of(spans))
    asked = [(spans[first][0], spans[stop - 1][1]) for first, stop in runs]
    heard = engine.languages(audio, asked, allowed)
    found = {run: evidence(likely, end - start) for run, likely, (start, end) in zip(runs, heard, asked, strict=True)}
    return best_way(spans, found, allowed)


def runs_of(spans: Sequence[Span]) -> Iterator[Run]:
    """Every single stretch, and its neighbours with it up to RUN_MS, never across a long silence."""
    for first, (start, _) in enumerate(spans):
        yield first, first + 1
        for last in range(first + 1, len(spans)):
            if spans[last][1] - start > RUN_MS or spans[last][0] - spans[last - 1][1] >= LONG_SILENCE_MS:
                break
            yield first, last + 1


def evidence(likely: Mapping[str, float], length: int) -> dict[str, float]:
    """How much a run of `length` ms speaks for each language, given the engine's probabilities.

    The log odds against the likeliest other language, within limits, times the root of the seconds: neighbouring
    seconds partly tell the same thing again.
    """
    seconds = max(100, length - 2 * MARGIN_MS) / 1000
    limit = min(MOST_ODDS, ODDS_A_SECOND * seconds)
    logs = {
        lang: math.log(max(chance, 1e-9)) - math.log(HOURS.get(lang, OTHER_HOURS)) for lang, chance in likely.items()
    }
    odds = {lang: log - max(other for name, other in logs.items() if name != lang) for lang, log in logs.items()}
    return {lang: max(-limit, min(limit, value)) * math.sqrt(length / 1000) for lang, value in odds.items()}


def best_way(spans: Sequence[Span], found: Mapping[Run, Mapping[str, float]], allowed: Sequence[str]) -> list[str]:
    """The language of each span on the way through the runs of `found` with the best evidence."""
    firsts: list[list[int]] = [[] for _ in range(len(spans) + 1)]
    for first, stop in found:
        firsts[stop].append(first)
    best = [{lang: _Step(0.0, 0, lang) for lang in allowed}]
    for stop in range(1, len(spans) + 1):
        steps = {lang: _steps(spans, best, found, lang, [(first, stop) for first in firsts[stop]]) for lang in allowed}
        best.append({lang: max(ways, key=lambda step: step.score) for lang, ways in steps.items()})
    langs: list[str] = []
    lang, stop = max(allowed, key=lambda lang: best[-1][lang].score), len(spans)
    while stop:
        step = best[stop][lang]
        langs += [lang] * (stop - step.first)
        lang, stop = step.before, step.first
    return langs[::-1]


def _steps(
    spans: Sequence[Span],
    best: Sequence[Mapping[str, _Step]],
    found: Mapping[Run, Mapping[str, float]],
    lang: str,
    runs: Sequence[Run],
) -> Iterator[_Step]:
    """Every way to arrive at the end of the `runs` in `lang`."""
    for first, stop in runs:
        gain = found[first, stop][lang] - RUN_COST
        for before, step in best[first].items():
            if before == lang:
                yield _Step(step.score + gain, first, before)
            elif first:
                yield _Step(step.score + gain - change_cost(spans[first][0] - spans[first - 1][1]), first, before)


def change_cost(pause: int) -> float:
    """What a change of language costs after `pause` ms: people change at pauses."""
    return CHANGE_COST * (2 - min(1.0, pause / PAUSE_MS))
