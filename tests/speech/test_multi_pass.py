"""Several hearings of one speech become one: nothing is added, nothing is lost, the better words count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.speech import again
from pipeline.speech.again import SLOWER, Hearing, hear_again, hearings, in_order, played, surer
from pipeline.speech.engine import Options, Progress, Window
from pipeline.speech.fake import ScriptedEngine

NO_SOUND = np.zeros(0, np.float32)


def said(text: str, probability: float = 0.5, start: int = 0, lang: str = "ca") -> list[Word]:
    """A word every 500 ms; "word:0.9" says how sure it is."""
    pieces = [piece.partition(":") for piece in text.split()]
    return [
        Word(start + n * 500, start + n * 500 + 400, word, lang, float(sure or probability))
        for n, (word, _, sure) in enumerate(pieces)
    ]


def text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def test_the_surer_words_count_where_two_hearings_differ():
    first = said("L'or:0.3 turbada:0.4 al:0.3 meu barri, i em:0.9 trec")
    second = said("L'hort:0.6 urbà:0.7 del:0.5 meu barri i en:0.4 trec")
    assert text_of(surer(first, second)) == "L'hort urbà del meu barri, i em trec"


def test_another_number_of_words_is_judged_by_the_mean():
    two = [Word(0, 300, "tot", "ca", 0.2), Word(300, 700, "escuidem", "ca", 0.4)]
    one = [Word(0, 650, "totes", "ca", 0.35)]
    assert surer(two, one) == one
    assert surer(one, two) == one


def test_what_only_one_heard_is_neither_added_nor_lost():
    assert text_of(surer(said("bon dia"), said("bon:1 dia:1 gràcies:1 per:1 veure:1"))) == "bon dia"
    assert text_of(surer(said("bon dia a:0.1 tothom:0.1"), said("bon:1 dia:1"))) == "bon dia a tothom"


def test_a_hearing_that_breaks_off_does_not_stand_in_for_all_that_was_said():
    first = said("un:0.2 dos:0.2 tres:0.2 quatre:0.2 cinc:0.2 sis:0.2")
    assert surer(first, said("hun:1")) == first
    assert surer(first, said("un:0.2 dos:0.2") + said("sís:1", start=9_000)) == first


def test_words_nobody_measured_give_way_to_none():
    unsure = [Word(0, 400, "hola", "ca"), Word(500, 900, "món", "ca")]
    assert surer(unsure, unsure) == unsure
    assert text_of(surer(unsure, said("hola mon:0.1"))) == "hola mon"


words = st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 1)), max_size=12).map(
    lambda drawn: [Word(n * 500, n * 500 + 400, text, "ca", sure) for n, (text, sure) in enumerate(drawn)]
)


@given(words, words)
def test_every_word_is_one_that_was_heard(first: list[Word], second: list[Word]):
    both = surer(first, second)
    assert set(both) <= {*first, *second}
    assert surer(first, first) == surer(first, []) == first
    assert surer([], second) == []
    assert bool(both) == bool(first)


@given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 500)), max_size=12))
def test_times_in_order(times: list[tuple[int, int]]):
    before = [Word(start, start + length, "a", "ca") for start, length in times]
    after = in_order(before)
    assert len(after) == len(before)
    assert all(word.start <= word.end for word in after)
    assert all(one.end <= other.start for one, other in pairwise(after))
    assert in_order(after) == after


class Ears(ScriptedEngine):
    """Hears the words given for each window, whatever the sound is."""

    def __init__(self, by_window: dict[Window, list[Word]]) -> None:
        super().__init__()
        self.by_window, self.heard = by_window, list[Window]()

    def hear(
        self, audio: object, windows: Sequence[Window], options: Options, on_progress: Progress | None = None
    ) -> list[Word]:
        self.heard += windows
        if on_progress:
            on_progress(windows[-1].end)
        return [word for window in windows for word in self.by_window[window]]


def test_windows_with_other_borders_are_heard_again_and_the_same_ones_are_not():
    first = [Window(0, 2_000, "ca"), Window(2_000, 3_000, "ca"), Window(9_000, 10_000, "es")]
    second = [Window(0, 1_000, "ca"), Window(1_000, 3_000, "ca"), Window(9_000, 10_000, "es")]
    engine = Ears(
        {
            first[0]: said("un dos:0.2 tres quatre"),
            first[1]: said("cinc sis:0.9", start=2_000),
            first[2]: said("siete ocho:0.1", start=9_000, lang="es"),
            second[0]: said("un dues:0.3"),
            second[1]: said("tres quatre cinc sí:0.8", start=1_000),
        }
    )
    reached: list[int] = []
    plan = [Hearing(NO_SOUND, tuple(first)), Hearing(NO_SOUND, tuple(second[:2]))]
    heard = hear_again(plan, engine, Options(), reached.append)
    assert text_of(heard) == "un dues tres quatre cinc sis siete ocho"
    assert engine.heard == [*first, *second[:2]]
    assert reached == [5_000, 6_500]


def test_one_window_is_heard_once():
    window = Window(0, 2_000, "ca")
    engine, reached = Ears({window: said("bon dia")}), list[int]()
    plan = [Hearing(NO_SOUND, (window,))]
    assert text_of(hear_again(plan, engine, Options(), reached.append)) == "bon dia"
    assert (engine.heard, reached) == ([window], [2_000])


def test_no_speech_is_not_heard():
    assert hearings(NO_SOUND, [], [], 4) == []
    assert hear_again([], Ears({}), Options()) == []


def test_what_is_heard_slower_comes_back_in_its_own_time():
    own, slow = Window(0, 950, "ca"), Window(0, 1_000, "ca")
    hasty = [Word(0, 380, "anciams", "ca", 0.9), Word(475, 855, "bons", "ca", 0.9)]
    slower = [Word(0, 400, "enciams", "ca", 0.95), Word(500, 900, "bons", "ca", 0.9)]
    engine, reached = Ears({own: hasty, slow: slower}), list[int]()
    plan = [Hearing(NO_SOUND, (own,)), Hearing(NO_SOUND, (slow,), SLOWER)]
    heard = hear_again(plan, engine, Options(), reached.append)
    assert heard == [replace(hasty[0], text="enciams", probability=0.95), hasty[1]]
    assert reached == [475, 950]


def test_a_word_of_the_dictionary_outranks_a_surer_one():
    first, second = said("patates i anciams:0.9"), said("patates i enciams:0.3")
    assert text_of(surer(first, second, lambda text, lang: text != "anciams")) == "patates i enciams"
    assert text_of(surer(second, first, lambda text, lang: text != "anciams")) == "patates i enciams"
    assert text_of(surer(first, second)) == "patates i anciams"


spans = st.lists(st.tuples(st.integers(100, 29_500), st.integers(0, 5_000)), max_size=12).map(
    lambda drawn: [
        (sum(length + gap for length, gap in drawn[:n]), sum(length + gap for length, gap in drawn[:n]) + length)
        for n, (length, _) in enumerate(drawn)
    ]
)


@given(spans, st.sampled_from([1, 2, 4]))
def test_all_speech_is_heard_and_no_window_twice(speech: list[tuple[int, int]], times: int):
    """The voice detector hears the slower sound as it hears the other."""
    slow = [(round(start / SLOWER), round(end / SLOWER)) for start, end in speech]
    langs = ["ca" if n % 3 else "es" for n in range(len(speech))]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(again, "speech_spans", lambda sound: slow)
        plan = hearings(NO_SOUND, speech, langs, times)
    assert len(plan) <= times
    assert bool(plan) == bool(speech)
    heard = [(hearing.speed, window) for hearing in plan for window in hearing.windows]
    assert len(set(heard)) == len(heard)
    whole = [*plan[:1], *[hearing for hearing in plan if hearing.speed != 1][:1]]
    for (start, end), lang in zip(speech, langs, strict=True):
        assert [_over(hearing, start, end) for hearing in whole] == [{lang}] * len(whole)


def _over(hearing: Hearing, start: int, end: int) -> set[str]:
    """Languages in which a stretch is heard."""
    middle = (start + end) / 2 / hearing.speed
    return {window.lang for window in hearing.windows if window.start <= middle <= window.end}


def test_slower_sound_is_longer_and_lower():
    rate, tone = 16_000, 400
    sound = np.sin(2 * np.pi * tone * np.arange(3 * rate) / rate).astype(np.float32)
    slow = played(sound, SLOWER)
    assert len(slow) == int(len(sound) / SLOWER)
    loudest = np.abs(np.fft.rfft(slow)).argmax() * rate / len(slow)
    assert abs(loudest - tone * SLOWER) < 1


def test_slower_sound_has_no_seams():
    """It is made in blocks."""
    sound = np.sin(np.arange(3_000_000) / 30).astype(np.float32)
    assert np.abs(np.diff(played(sound, SLOWER))).max() < 0.035


def test_no_sound_stays_none():
    assert len(played(NO_SOUND, SLOWER)) == 0
