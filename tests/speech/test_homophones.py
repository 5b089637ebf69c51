"""A word of no dictionary becomes the one that sounds like it; whatever else might be meant is left alone."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.dictionaries import dictionary, dictionary_word, is_word
from pipeline.speech.fusion import Knows
from pipeline.speech.homophones import GUESSED, respelled

#: A small dictionary: Catalan, and the last three Spanish.
KNOWN = frozenset(
    "enciams treballem músculs asseiem plantem els hort barri que i no caça casa zapato yo haba".split(" ")  # noqa: SIM905
)


def knowing(words: Collection[str] = KNOWN) -> Knows:
    def knows(text: str, lang: str) -> bool:
        core = text.casefold()
        return core in words or (core[1:2] == "'" and core[2:] in words)

    return knows


def said(text: str, lang: str = "ca", probability: float | None = 0.9) -> list[Word]:
    return [Word(n * 300, n * 300 + 250, word, lang, probability) for n, word in enumerate(text.split())]


def written(text: str, knows: Knows | None = None, lang: str = "ca") -> str:
    return " ".join(word.text for word in respelled(said(text, lang), knows or knowing()))


ALIKE = [
    ("plantem anciams", "plantem enciams"),
    ("que travellem", "que treballem"),
    ("els musculs", "els músculs"),
    ("que aceiem", "que asseiem"),
    ("plantem d'anciams", "plantem d'enciams"),
    ("plantem d’anciams", "plantem d'enciams"),
    ("Anciams, travellem!", "Enciams, treballem!"),
    ("«anciams».", "«enciams»."),
    ("D'anciams, que ANCIAMS", "D'enciams, que ANCIAMS"),
]


@pytest.mark.parametrize(("heard", "meant"), ALIKE)
def test_what_sounds_the_same(heard: str, meant: str) -> None:
    assert written(heard) == meant


@pytest.mark.parametrize(("heard", "meant"), ALIKE)
def test_what_sounds_the_same_after_a_real_dictionary(heard: str, meant: str) -> None:
    speller = dictionary("ca")
    if speller is None:
        pytest.skip("no Catalan dictionary on this machine")
    assert written(heard, lambda text, lang: is_word(dictionary_word(text), lang, speller, frozenset())) == meant


def test_spanish() -> None:
    assert written("zabato, sapato", lang="es") == "zabato, zapato"
    assert written("una abba hava", lang="es") == "una abba haba"


@pytest.mark.parametrize(
    "text",
    [
        "els enciams que treballem",  # known
        "que en Musculs viu al barri",  # a name
        "Musculs. Que en Musculs viu al barri. Musculs.",  # also where every word has a capital
        "que l'Anciams viu al barri. Anciams.",
        "L’Anciams viu al barri. Anciams.",
        "que MUSCULS",  # an acronym
        "12 a. … –",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert written(text, knowing({*KNOWN, "en", "viu", "al"})) == text


def test_of_two_that_sound_the_same_none_is_chosen() -> None:
    assert written("que cassa") == "que cassa", '"caça" or "casa"'
    assert written("que cassa", knowing({"que", "caça"})) == "que caça"


def test_the_fewest_changes_count() -> None:
    assert written("una haveja", knowing({"una", "abeja", "aveja"})) == "una aveja"


def test_other_sounds_are_other_words() -> None:
    assert written("que travellem", knowing({"que", "travelem"})) == "que travellem"


def test_short_words_are_left_alone_and_so_are_cries() -> None:
    assert written("ort", knowing({"hort"})) == "ort"
    looked_up: list[str] = []

    def knows(text: str, lang: str) -> bool:
        looked_up.append(text)
        return False

    assert written("a" * 400, knows) == "a" * 400
    assert len(looked_up) <= 1


def test_what_was_changed_stays_among_the_words_worth_hearing_again() -> None:
    (sure,) = respelled(said("anciams"), knowing())
    (unsure,) = respelled(said("anciams", probability=0.2), knowing())
    (unmeasured,) = respelled(said("anciams", probability=None), knowing())
    (known,) = respelled(said("enciams"), knowing())
    assert (sure.probability, unsure.probability, unmeasured.probability) == (GUESSED, 0.2, None)
    assert known.probability == 0.9


def test_without_a_dictionary_nothing_changes() -> None:
    words = said("Anciams, d'anciams i musculs")
    assert respelled(words, lambda text, lang: True) == words
    assert respelled(words, lambda text, lang: False) == words
    assert respelled([], knowing()) == []


def test_other_languages_are_left_alone() -> None:
    assert written("anciams", lang="en") == "anciams"


heard = st.lists(
    st.sampled_from(["anciams", "d'anciams,", "Travellem", "MUSCULS", "que.", "l’ort", "Musculs", "12", "…", "caza"])
    | st.text(st.sampled_from("aceimnsàç'’.,bvlthA "), min_size=1, max_size=9).map(lambda text: text.replace(" ", "x")),
    max_size=8,
)


@given(heard, st.sampled_from(["ca", "es", "en"]))
def test_times_count_and_order_stay_and_a_second_look_changes_nothing(texts: list[str], lang: str) -> None:
    words = [Word(n * 10, n * 10 + 5, text, lang, 0.7) for n, text in enumerate(texts)]
    once = respelled(words, knowing())
    assert [(word.start, word.end, word.lang) for word in once] == [(word.start, word.end, word.lang) for word in words]
    assert respelled(once, knowing()) == once
    for before, after in zip(words, once, strict=True):
        assert after == before or (
            knowing()(dictionary_word(after.text), lang) and not knowing()(dictionary_word(before.text), lang)
        )
