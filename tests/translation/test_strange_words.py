"""Words that nobody knows stay as they were heard."""

from __future__ import annotations

import pytest

from pipeline import dictionaries
from pipeline.cues import Word
from pipeline.translation.fake_routes import FakeRoute
from pipeline.translation.strange_words import strange_words
from pipeline.translation.translate import Rendered, render

pytestmark = pytest.mark.skipif(
    dictionaries.dictionary("ca") is None, reason="no Catalan dictionary: sudo apt install hunspell-ca"
)


class Knowing(FakeRoute):
    """Knows the words that it is given, and makes something up for a misheard lettuce."""

    def __init__(self, *words: str) -> None:
        super().__init__("ca", "en")
        self.words = frozenset(words)

    def knows(self, words: object) -> frozenset[str]:
        return self.words

    def _word(self, word: str) -> str:
        return super()._word(word.replace("anciams", "provinces"))


def rendered(text: str, route: FakeRoute, probability: float | None = 0.9) -> Rendered:
    words = [Word(400 * n, 400 * n + 300, token, "ca", probability) for n, token in enumerate(text.split())]
    (one,) = render(words, "en", lambda _: route)
    return one


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Vam plantar anciams i tomàquets.", ["anciams"]),
        ("D'anciams, l'anciams.", ["anciams"]),
        ("Com diuen, poco a poco, please.", []),
        ("La Xkqa i en Zorko, 3r i 4t.", []),
        ("Hmm, xts.", []),
    ],
)
def test_words_of_no_dictionary(text: str, strange: list[str]) -> None:
    assert strange_words(text, "ca") == strange


def test_names_and_languages_without_a_dictionary_are_passed_over() -> None:
    assert strange_words("Vam plantar anciams.", "ca", {"anciams"}) == []
    assert strange_words("Vam plantar anciams.", "pt") == []


def test_they_stay_as_they_were_heard_and_are_marked() -> None:
    one = rendered("Vam plantar anciams.", Knowing())
    assert (one.text, one.doubtful) == ("Vam-en plantar-en anciams-en.", ("anciams",))
    assert rendered("Vam plantar anciams.", Knowing(), probability=None).doubtful == ()


def test_what_the_route_knows_is_its_to_translate() -> None:
    assert rendered("Vam plantar anciams.", Knowing("anciams")).text == "Vam-en plantar-en provinces-en."


def test_words_heard_with_doubt_are_marked_those_that_lean_on_others_are_not() -> None:
    assert rendered("Vam plantar tomàquets.", Knowing(), probability=0.3).doubtful == ("plantar", "tomàquets")
