"""However an engine fails in one hearing, all speech has words or is told to have none."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.media.audio import SPEECH_RATE
from pipeline.spans import Span
from pipeline.speech import pass_plans
from pipeline.speech.engines import WHOLE_MS, Options, Progress, RecognitionTask, Window
from pipeline.speech.fake_engines import ScriptedEngine
from pipeline.speech.hallucinations import FAST_WORDS, broken, gathered
from pipeline.speech.multi_pass import Recognition, recognize_in_passes
from pipeline.speech.pass_plans import FASTER, PASSES, SLOWER, Planned, SpokenAudio, plan, played
from pipeline.speech.speech_coverage import HOLE_MS, uncovered_spans
from pipeline.speech.vad_windows import MARGIN_MS

NO_SOUND = np.zeros(0, np.float32)
PER_MS = SPEECH_RATE // 1000

#: A word begins every STEP_MS and sounds for WORD_MS.
STEP_MS, WORD_MS = 400, 340

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru")


def clock(ms: int) -> np.ndarray:
    """Sound in which each sample says when in the film it is heard (s), however it is cut and played."""
    return np.arange(ms * PER_MS, dtype=np.float64).astype(np.float32) / SPEECH_RATE


def speed_of(sound: np.ndarray) -> float:
    return float(sound[-1] - sound[0]) / (len(sound) - 1) * SPEECH_RATE


def slower_spans(spans: Sequence[Span]) -> Callable[[np.ndarray], list[Span]]:
    """The voice detector, which hears in sound played otherwise what it heard in that of the film."""
    return lambda sound: [tuple(round(ms / speed_of(sound)) for ms in span) for span in spans]  # type: ignore[misc]


@contextmanager
def detecting(spans: Sequence[Span]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pass_plans, "speech_spans", slower_spans(spans))
        yield


def name_of(number: int) -> str:
    """No two words are alike."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:03}")


def truth(spans: Sequence[Span]) -> list[Word]:
    """What is said in the film."""
    starts = [at for a, b in spans for at in range(a + MARGIN_MS, b - MARGIN_MS - WORD_MS // 2, STEP_MS)]
    return [Word(at, at + WORD_MS, name_of(n), "ca", 0.9) for n, at in enumerate(starts)]


# What is written for a take that is heard wrongly: words of the film that are said in it → words.
Habit = Callable[[Sequence[Word], Span], list[Word]]


def rightly(words: Sequence[Word], window: Span) -> list[Word]:
    return list(words)


def ends_early(words: Sequence[Word], window: Span) -> list[Word]:
    return list(words[: min(8, len(words) // 3)])


def loops(words: Sequence[Word], window: Span) -> list[Word]:
    """A phrase of three words over and over, to the end of the window."""
    phrase = words[2:5]
    if len(phrase) < 3:
        return []
    times = max(4, (window[1] - phrase[0].start) // (3 * STEP_MS))
    again = [
        replace(word, start=word.start + n * 3 * STEP_MS, end=word.end + n * 3 * STEP_MS)
        for n in range(times)
        for word in phrase
    ]
    return [*words[:2], *again]


def is_silent(words: Sequence[Word], window: Span) -> list[Word]:
    return []


def writes_too_much(words: Sequence[Word], window: Span) -> list[Word]:
    """Some hundred letters a second."""
    count = max(FAST_WORDS, (window[1] - window[0]) // 60)
    marks = [window[0] + (window[1] - window[0]) * n // count for n in range(count + 1)]
    return [Word(a, b, f"massa{name_of(n % 1000)}", "ca", 0.8) for n, (a, b) in enumerate(pairwise(marks))]


def stretches(words: Sequence[Word], window: Span) -> list[Word]:
    """Two words that it is not sure of, over all that is said."""
    middle = (window[0] + window[1]) // 2
    return [Word(window[0], middle, "sí", "ca", 0.2), Word(middle, window[1], "bé", "ca", 0.2)]


BAD: tuple[Habit, ...] = (ends_early, loops, is_silent, writes_too_much, stretches)


class Listener(ScriptedEngine):
    """Hears the truth, but as `habits` say in its first takes; `always` in all that come after."""

    def __init__(self, spoken: Sequence[Word], habits: Sequence[Habit], always: Habit = rightly) -> None:
        super().__init__()
        self.open(Path())
        self.spoken, self.habits, self.always = spoken, list(habits), always
        self.calls = list[int]()
        self.written = list[list[Word]]()  # of each take, with times of the film

    def hear(
        self, takes: Sequence[RecognitionTask], options: Options, on_progress: Progress | None = None
    ) -> list[list[Word]]:
        self.calls.append(len(takes))
        return super().hear(takes, options, on_progress)

    def hear_one(self, take: RecognitionTask) -> list[Word]:
        sound, (low, high) = take.sound, (take.window.start * PER_MS, take.window.end * PER_MS)
        speed = speed_of(sound)
        start, end = (round(float(sound[0]) * 1000 + at * speed / PER_MS) for at in (low, high))
        there = [word for word in self.spoken if start <= (word.start + word.end) / 2 <= end]
        number = len(self.written)
        habit = self.habits[number] if number < len(self.habits) else self.always
        written = [
            replace(word, start=max(word.start, start), end=min(word.end, end))
            for word in habit(there, (start, end))
            if word.start < end
        ]
        self.written.append(written)
        begins = take.window.start - start / speed
        return [
            replace(word, start=round(begins + word.start / speed), end=round(begins + word.end / speed))
            for word in written
        ]


@st.composite
def speech(draw: st.DrawFn) -> list[Span]:
    """Up to a minute of it."""
    spans: list[Span] = []
    at = draw(st.integers(0, 2_000))
    for _ in range(draw(st.integers(1, 6))):
        length = draw(st.integers(700, 16_000))
        spans.append((at, at + length))
        at += length + draw(st.sampled_from([160, 400, 1_000, 2_500, 4_000]))
    return spans


def film(spans: Sequence[Span]) -> SpokenAudio:
    return SpokenAudio(clock(spans[-1][1] + 500), spans, ["ca"] * len(spans))


@dataclass
class Listened:
    heard: Recognition
    engine: Listener
    progress: list[int]


def listen(spans: Sequence[Span], habits: Sequence[Habit], hearings: int, always: Habit = rightly) -> Listened:
    engine = Listener(truth(spans), habits, always)
    progress: list[int] = []
    with detecting(spans):
        heard = recognize_in_passes(film(spans), engine, Options(hearings=hearings), progress.append)
    return Listened(heard, engine, progress)


def is_sound(spans: Sequence[Span], done: Listened) -> None:
    """What holds however badly an engine hears."""
    words, heard = done.heard.words, done.heard
    assert all(word.start <= word.end for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert list(heard.unheard) == uncovered_spans(spans, words)
    written = {(word.text, word.probability) for take in done.engine.written for word in take}
    assert {(word.text, word.probability) for word in words} <= written
    passes = done.engine.written[: done.engine.calls[0]]
    for doubt in [doubt for take in passes for doubt in gathered(take, broken(take))]:
        instead = any(doubt.start - 50 <= word.start < doubt.end + 50 for word in words)
        told = any(other.start <= doubt.end and doubt.start <= other.end for other in heard.doubts)
        assert instead or told, doubt
    assert done.progress == sorted(done.progress)
    assert done.progress[-1] == spans[-1][1]


habits = st.lists(st.sampled_from([*BAD, rightly]), max_size=12)


@given(speech(), habits, st.sampled_from([1, 2, 4]))
def test_what_one_hearing_misses_another_has(spans: list[Span], first: list[Habit], hearings: int):
    """The first pass is bad in any of its windows; the others, or the look at the holes, are not."""
    first = first[: len(plan(film(spans), PASSES[0], 4))]
    done = listen(spans, first, hearings)
    is_sound(spans, done)
    assert done.heard.unheard == ()
    assert uncovered_spans(spans, done.heard.words) == []


@given(speech(), st.sampled_from(BAD), st.sampled_from([1, 2, 4]))
def test_a_whole_pass_gone_wrong_loses_nothing(spans: list[Span], habit: Habit, hearings: int):
    count = len(plan(film(spans), PASSES[0], 4))
    done = listen(spans, [habit] * count, hearings)
    is_sound(spans, done)
    assert done.heard.unheard == ()


@given(speech(), st.integers(), st.sampled_from([1, 2, 4]))
def test_an_engine_that_is_never_right_is_told_on(spans: list[Span], seed: int, hearings: int):
    dice = random.Random(seed)
    is_sound(spans, listen(spans, [dice.choice([*BAD, rightly]) for _ in range(200)], hearings, dice.choice(BAD)))


@given(speech(), st.sampled_from([1, 2, 4]))
def test_of_an_engine_that_stays_silent_all_speech_is_unheard(spans: list[Span], hearings: int):
    done = listen(spans, [], hearings, is_silent)
    is_sound(spans, done)
    assert done.heard.words == () and done.heard.doubts == ()
    for start, end in spans:
        low, high = start + MARGIN_MS, end - MARGIN_MS
        if high - low >= HOLE_MS:
            assert any(a <= low and high <= b for a, b in done.heard.unheard)


@given(speech(), st.sampled_from([1, 2, 4]))
def test_what_is_heard_rightly_is_all_there_and_nothing_is_heard_again(spans: list[Span], hearings: int):
    done = listen(spans, [], hearings)
    assert [word.text for word in done.heard.words] == [word.text for word in truth(spans)]
    assert all(abs(word.start - true.start) <= 2 for word, true in zip(done.heard.words, truth(spans), strict=True))
    assert (done.heard.unheard, done.heard.doubts) == ((), ())
    assert len(done.engine.calls) == 1, "all takes at once"


LONG = [(0, 12_000)]


@pytest.mark.parametrize("hearings", [1, 2, 4])
def test_a_loop_in_all_hearings_is_a_doubt_once(hearings: int):
    done = listen(LONG, [loops] * hearings, hearings, is_silent)
    is_sound(LONG, done)
    assert [doubt.reason for doubt in done.heard.doubts] == ["loop"]
    assert [word.text for word in done.heard.words] == [word.text for word in truth(LONG)[:5]]
    ((start, end),) = done.heard.unheard
    assert 2_000 < start < 3_000 and end == 11_800


def test_a_hole_is_heard_in_one_way_after_the_other_until_it_has_words():
    done = listen(LONG, [is_silent, is_silent, is_silent], 1)
    assert done.heard.unheard == () and len(done.engine.calls) == 4
    done = listen(LONG, [is_silent, is_silent], 1)
    assert done.heard.unheard == () and len(done.engine.calls) == 3


def _mishearing(words: Sequence[Word], window: Span) -> list[Word]:
    return [replace(word, text=f"x{word.text}", probability=0.5) for word in words]


def test_the_surer_words_of_another_pass_count():
    first = len(plan(film(LONG), PASSES[0], 4))
    assert [word.text[0] for word in listen(LONG, [_mishearing] * first, 1).heard.words] == ["x"] * len(truth(LONG))
    assert listen(LONG, [_mishearing] * first, 2).heard.words == tuple(truth(LONG))


def _doubtful(words: Sequence[Word], window: Span) -> list[Word]:
    return [replace(word, probability=0.3) for word in words]


def _signing(words: Sequence[Word], window: Span) -> list[Word]:
    return [replace(word, text=text) for word, text in zip(words, ("Gràcies", "per", "veure"), strict=False)]


@pytest.mark.parametrize("habit", [_doubtful, _signing])
def test_a_hole_stays_one_rather_than_getting_words_that_nothing_speaks_for(habit: Habit):
    done = listen(LONG, [is_silent], 1, habit)
    assert done.heard == Recognition(unheard=((MARGIN_MS, LONG[-1][1] - MARGIN_MS),))


def test_no_speech_is_not_heard():
    engine = Listener([], [])
    assert recognize_in_passes(SpokenAudio(NO_SOUND, [], []), engine, Options()) == Recognition()
    assert engine.calls == []


def test_the_search_is_as_wide_as_it_may_be_and_never_wider():
    for beam in (1, 2, 4, 10):
        for one in PASSES:
            with detecting([(0, 12_000)]):
                takes = plan(film([(0, 12_000)]), one, beam)
            assert [take.beam for take in takes] == [min(beam, one.beam)]
            assert all(take.seen == WHOLE_MS if one.whole else 20_000 <= take.seen < WHOLE_MS for take in takes)


def test_what_is_heard_slower_comes_back_in_its_own_time():
    window = Window(0, 1_000, "ca")
    slower = [Word(0, 400, "enciams", "ca", 0.95), Word(500, 900, "bons", "ca", 0.9)]
    own = Planned(window, 1, speed=SLOWER).in_film(slower)
    assert own == [replace(slower[0], end=380), replace(slower[1], start=475, end=855)]
    later = Planned(window, 1, speed=SLOWER, part=(7_000, 9_000)).in_film(slower)
    assert later == [replace(word, start=word.start + 7_000, end=word.end + 7_000) for word in own]
    assert Planned(window, 1).in_film(slower) == slower


@given(
    st.lists(st.tuples(st.integers(100, 29_500), st.integers(0, 5_000)), max_size=12).map(
        lambda drawn: [
            (sum(length + gap for length, gap in drawn[:n]), sum(length + gap for length, gap in drawn[:n]) + length)
            for n, (length, _) in enumerate(drawn)
        ]
    )
)
def test_each_pass_hears_all_speech_in_its_language(speech: list[Span]):
    """The voice detector hears the slower sound as it hears the other."""
    langs = ["ca" if n % 3 else "es" for n in range(len(speech))]
    for one in PASSES:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(pass_plans, "played", lambda audio, speed: audio)
            patched.setattr(
                pass_plans,
                "speech_spans",
                lambda _, speed=one.speed: [(round(a / speed), round(b / speed)) for a, b in speech],
            )
            planned = plan(SpokenAudio(NO_SOUND, speech, langs), one, 4)
        windows = [each.window for each in planned]
        assert bool(planned) == bool(speech)
        assert all(each.speed == one.speed for each in planned)
        assert all(before.end <= after.start for before, after in pairwise(windows))
        for (start, end), lang in zip(speech, langs, strict=True):
            middle = (start + end) / 2 / one.speed
            assert {window.lang for window in windows if window.start <= middle <= window.end} == {lang}


def test_slower_sound_is_longer_and_lower():
    rate, tone = 16_000, 400
    sound = np.sin(2 * np.pi * tone * np.arange(3 * rate) / rate).astype(np.float32)
    for speed in (SLOWER, FASTER):
        other = played(sound, speed)
        assert len(other) == int(len(sound) / speed)
        loudest = np.abs(np.fft.rfft(other)).argmax() * rate / len(other)
        assert abs(loudest - tone * speed) < 1


@pytest.mark.parametrize("speed", [SLOWER, FASTER])
def test_slower_sound_has_no_seams(speed: float):
    """It is made in blocks."""
    sound = np.sin(np.arange(3_000_000) / 30).astype(np.float32)
    assert np.abs(np.diff(played(sound, speed))).max() < 0.037


def test_no_sound_stays_none():
    assert len(played(NO_SOUND, SLOWER)) == len(played(NO_SOUND, FASTER)) == 0
