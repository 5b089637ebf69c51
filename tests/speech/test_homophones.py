"""Words of no dictionary are written as the one word that sounds like them; nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.dictionaries import dictionary
from pipeline.speech.fusion import Knows
from pipeline.speech.homophones import GUESSED, respelled
from pipeline.speech.transcribe import knows_words

CATALAN = {"enciams", "treballem", "músculs", "asseiem", "sona", "casa", "cassa", "d'enciams", "bo", "vi"}


def few(text: str, lang: str) -> bool:
    return text.casefold() in CATALAN or text.casefold() in ("bon", "dia", "els", "a", "i")


def written(text: str, knows: Knows = few, lang: str = "ca") -> str:
    words = [Word(n * 400, n * 400 + 350, word, lang, 0.9) for n, word in enumerate(text.split())]
    return " ".join(word.text for word in respelled(words, knows))


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("els anciams,", "els enciams,"),
        ("i travellem.", "i treballem."),
        ("Musculs", "Músculs"),
        ("els «aceiem»", "els «asseiem»"),
        ("s'ona", "sona"),
        ("d’anciams", "d'enciams"),
        ("bon dia", "bon dia"),
        ("i Anciams", "i Anciams"),  # perhaps somebody's name
        ("bon dia. Anciams", "bon dia. Enciams"),
        ("ANCIAMS", "ANCIAMS"),
        ("caza", "caza"),  # casa, or cassa?
        ("i xyzzyx", "i xyzzyx"),
    ],
)
def test_what_sounds_alike(heard: str, meant: str) -> None:
    assert written(heard) == meant


def test_a_guess_is_looked_at() -> None:
    (word,) = respelled([Word(0, 400, "anciams", "ca", 0.9)], few)
    assert word == Word(0, 400, "enciams", "ca", GUESSED)
    (unmeasured,) = respelled([Word(0, 400, "anciams", "ca")], few)
    assert unmeasured.probability is None


def test_without_a_dictionary_nothing_changes() -> None:
    assert written("els anciams", lambda text, lang: True) == "els anciams"


def test_languages_without_rules_are_left_alone() -> None:
    assert written("anciams", lang="en") == "anciams"


@pytest.mark.skipif(dictionary("ca") is None, reason="no Catalan dictionary on this machine")
@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("els anciams", "els enciams"),
        ("travellem", "treballem"),
        ("els musculs", "els músculs"),
        ("ens aceiem", "ens asseiem"),
        ("les serimonies", "les cerimònies"),
        ("hem de corrar", "hem de córrer"),
        ("una serie", "una sèrie"),
        ("a la Sagrera", "a la Sagrera"),
        ("el Puig va ploure", "el Puig va ploure"),
    ],
)
def test_with_the_dictionary(heard: str, meant: str) -> None:
    assert written(heard, knows_words(())) == meant


@given(st.lists(st.text(st.sampled_from("abceirsvàé'’l.,C "), min_size=1, max_size=8).filter(str.strip), max_size=6))
def test_times_and_order_stay_and_a_second_look_changes_nothing(texts: list[str]) -> None:
    words = [Word(n * 400, n * 400 + 350, "".join(text.split()), "ca", 0.5) for n, text in enumerate(texts)]
    once = respelled(words, few)
    assert [(word.start, word.end, word.lang) for word in once] == [(word.start, word.end, word.lang) for word in words]
    assert respelled(once, few) == once
