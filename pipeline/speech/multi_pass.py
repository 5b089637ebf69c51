"""The same speech heard in several passes: through other windows, shorter or slower. Where they disagree, words in the
dictionary count, and the surer ones; where one has no words, another's; and what none has is heard once more.

What a recogniser hears in a hard word hangs on where its window happens to begin and on how fast it is spoken: the same
sentences, cut otherwise, come back with other errors. Over eight recordings, as they are, out of footage and played 5 %
slower and faster (32 in all, 5008 words), one pass had 862 words wrong, two (PASSES below) 810, four 766 – four whole
passes through two borders at two speeds, as Veus heard before, 770. Of two passes the better words are chosen nearly as
well as anybody could who knows what was said. No better, each a few words this way or that: other measures of sureness
(geometric mean, least sure word, dictionary as a share or as a bonus), windows of 18 or 22 s, a wider second search.
Worse: windows of 10, 12 and 15 s, the first pass in a narrower search or without the silence after its windows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.cues import SuspectedHallucination, Word
from pipeline.spans import Span, apart
from pipeline.speech.engines import Options, Progress, SpeechEngine
from pipeline.speech.fusion import Knows, filled, fused
from pipeline.speech.hallucinations import STOCK_PHRASES, broken, gathered
from pipeline.speech.pass_plans import UNCOVERED_PASSES, Planned, PlayedAudio, SpokenAudio, plan_over, plan_passes
from pipeline.speech.speech_coverage import stands, uncovered_spans

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: Mean probability from which words are believed in a hole, where nothing else speaks for them.
BELIEVED = 0.35


@dataclass(frozen=True, slots=True)
class Recognition:
    """words: in order. unheard: stretches (ms) of speech that have none. doubts: what was written there instead and
    cannot have been said."""

    words: tuple[Word, ...] = ()
    unheard: tuple[Span, ...] = ()
    doubts: tuple[SuspectedHallucination, ...] = ()


#: Hears windows: the words of each, with times of the film.
HearWindows = Callable[[Sequence[Planned]], list[list[Word]]]


def recognize_in_passes(
    spoken: SpokenAudio,
    engine: SpeechEngine,
    options: Options,
    on_progress: Progress | None = None,
    knows: Knows = lambda text, lang: True,
) -> Recognition:
    """Words of an open `engine` for all speech: after `options.hearings` passes, and a look at each hole they leave.

    `on_progress` gets ms of sound, at most the end of the speech.
    """
    if not spoken.spans:
        return Recognition()
    plans = plan_passes(spoken, options)
    windows = [one for each in plans for one in each]
    heard = hear_windows(spoken.audio, windows, engine, options, on_progress, spoken.spans[-1][1])
    return recognized(
        spoken, plans, heard, lambda more: hear_windows(spoken.audio, more, engine, options), options.beam, knows
    )


def hear_windows(
    audio: Audio,
    planned: Sequence[Planned],
    engine: SpeechEngine,
    options: Options,
    on_progress: Progress | None = None,
    whole: int = 0,
) -> list[list[Word]]:
    """The words of each, with times of the film, heard by an open `engine`; `on_progress` gets parts of `whole` ms.

    One call of the engine, so that it has much to do at once.
    """
    sounds = PlayedAudio(audio)
    takes = [sounds.take(one) for one in planned]
    total = max(1, sum(take.window.end - take.window.start for take in takes))
    told: Progress | None = (lambda ms: on_progress(whole * ms // total)) if on_progress else None
    heard = engine.hear(takes, options, told)
    return [one.in_film(words) for one, words in zip(planned, heard, strict=True)]


def recognized(
    spoken: SpokenAudio,
    plans: Sequence[Sequence[Planned]],
    heard: Iterable[Sequence[Word]],
    hear: HearWindows,
    beam: int,
    knows: Knows,
) -> Recognition:
    """What `heard` says, the words of all windows of `plans` in their order; what holes they leave, `hear` hears."""
    in_turn = iter(heard)
    versions, left_out = [], list[SuspectedHallucination]()
    for each in plans:
        kept, doubts = _believable([next(in_turn) for _ in each])
        versions.append(kept)
        left_out += doubts
    words = fused(versions, [one.window for one in plans[0]], knows)
    for version in versions:
        words = filled(words, uncovered_spans(spoken.spans, filter(stands, words)), version)
    return _without_holes(spoken, hear, beam, words, left_out)


def _believable(heard: Sequence[Sequence[Word]]) -> tuple[list[Word], list[SuspectedHallucination]]:
    """The words of all windows, in order, without those that no voice can account for; and those."""
    kept, doubts = list[Word](), list[SuspectedHallucination]()
    for words in heard:
        reasons = broken(words)
        kept += [word for index, word in enumerate(words) if index not in reasons]
        doubts += gathered(words, reasons)
    return sorted(kept, key=lambda word: word.start), doubts


def _without_holes(
    spoken: SpokenAudio,
    hear: HearWindows,
    beam: int,
    words: list[Word],
    left_out: Sequence[SuspectedHallucination],
) -> Recognition:
    """What is still without words is heard by itself, in each of UNCOVERED_PASSES until it has some. What was
    `left_out` is doubted where nothing else was heard in its place."""
    for one in UNCOVERED_PASSES:
        empty = uncovered_spans(spoken.spans, filter(stands, words))
        planned = [each for hole in empty for each in plan_over(spoken, hole, one, beam)]
        if not planned:
            break
        heard = hear(planned)
        left_out = [*left_out, *_believable(heard)[1]]
        words = filled(words, empty, _believable([said for said in heard if _is_sure(said)])[0])
    unheard = uncovered_spans(spoken.spans, words)
    doubts = [doubt for doubt in left_out if not _replaced(doubt, words, unheard)]
    return Recognition(tuple(words), tuple(unheard), tuple(apart(doubts)))  # of several about one place, the first


def _replaced(doubt: SuspectedHallucination, words: Sequence[Word], unheard: Sequence[Span]) -> bool:
    """Whether something else was heard in the place of what is doubted, and all of it."""
    if any(start < doubt.end and end > doubt.start for start, end in unheard):
        return False
    return any(doubt.start <= word.start < doubt.end for word in words)


def _is_sure(said: Sequence[Word]) -> bool:
    """Whether words that nothing else speaks for can be believed: not where the recogniser mostly broke."""
    if not said or 2 * len(broken(said)) >= len(said) or STOCK_PHRASES.search(" ".join(word.text for word in said)):
        return False
    return sum(word.probability or 0.0 for word in said) / len(said) >= BELIEVED
