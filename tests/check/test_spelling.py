from dataclasses import replace
from pathlib import Path

import pytest
from check_helpers import CA, EN, Words, cue, found, one

from pipeline import dictionaries
from pipeline.check.view import MOST_LOOKED_UP
from pipeline.cues import Word

CATALAN = replace(CA, speller=Words("en i participo l'hort hort del meu barri amb la maria enciams dia bon vam parlar"))
ENGLISH = replace(EN, speller=Words("we talk about the garden forty year old it"))


def test_a_word_no_dictionary_has():
    finding = one("SPELL", cue("Amb enciems del meu barri."), context=CATALAN)
    assert (finding.measured, finding.severity, finding.mendable) == ("enciems", "warning", False)
    assert finding.fix == "Perhaps: en, enciams."


def test_elided_words_are_looked_up_whole_and_without_the_article():
    assert not found("SPELL", cue("En l’hort i d'hort."), context=CATALAN)
    assert [finding.measured for finding in found("SPELL", cue("En l'ort."), context=CATALAN)] == ["l'ort"]


def test_names_numbers_acronyms_and_addresses_are_passed_over():
    context = replace(CATALAN, names=frozenset({"làbora", "joel"}))
    assert not found("SPELL", cue("LAURA: amb en Joel, la Làbora, l'IMSS, 3r, barri@exemple.cat"), context=context)


def test_a_capital_inside_a_sentence_is_a_hint_only():
    findings = found("SPELL", cue("Vam parlar amb la Xkqa. Xkqe vam parlar."), context=CATALAN)
    assert [(finding.measured, finding.severity) for finding in findings] == [("Xkqa", "info"), ("Xkqe", "warning")]


def test_so_is_one_after_what_is_elided_wherever_it_stands():
    findings = found("SPELL", cue("Vam parlar amb l'Axkqa. L'Oxkqa amb l'exkqa."), context=CATALAN)
    assert [(finding.measured, finding.severity) for finding in findings] == [
        ("l'Axkqa", "info"),
        ("L'Oxkqa", "info"),
        ("l'exkqa", "warning"),
    ]


def test_words_of_another_language_are_not_judged():
    words = (Word(1000, 2000, "parlar", "ca", 0.9), Word(2000, 3000, "claro", "es", 0.9))
    assert not found("SPELL", cue("parlar claro"), context=replace(CATALAN, words=words))


def test_english_compounds_and_what_hangs_on_words():
    assert not found("SPELL", cue("We talk about the forty-year-old garden's."), context=ENGLISH)


@pytest.mark.parametrize("word", ["Łukasz", "œuf", "Ștefan", "Nguyễn", "мир", "مرحبا"])
def test_a_word_with_letters_a_dictionary_cannot_even_write_is_in_none(word):
    speller = dictionaries.dictionary("en")
    if speller is None:
        pytest.skip("no English dictionary here")
    assert not speller.knows(word)
    assert isinstance(speller.suggest(word), list)
    finding = one("SPELL", cue(f"We talk about {word.lower()} again."), context=replace(EN, speller=speller))
    assert finding.measured == word.lower()


@pytest.mark.parametrize("sign", ["€", "🍅", "❤️", "👩‍🌾👩‍🌾", "—", "…", "%‰"])
def test_signs_are_no_words(sign):
    assert not found("SPELL", cue(f"We talk about {sign} it."), context=ENGLISH)


class _InLatin1:
    """A dictionary of one encoding, as chunspell's readers are."""

    def spell(self, word):
        return word.encode("latin-1") == b"egg"

    def suggest(self, word):
        return (word.encode("latin-1").decode(),)


def test_whatever_the_encoding_of_a_dictionary():
    speller = dictionaries.Dictionary((_InLatin1(), _InLatin1()))
    assert [speller.knows(word) for word in ("egg", "œuf", "\ud800")] == [True, False, False]
    assert [speller.suggest(word) for word in ("egg", "œuf")] == [["egg"], []]


def test_without_a_dictionary_nothing_is_said():
    assert not found("SPELL", cue("Xkqa."))


def test_no_reader_no_dictionary(monkeypatch):
    dictionaries.dictionary.cache_clear()
    monkeypatch.setattr(dictionaries, "import_module", _missing)
    assert dictionaries.dictionary("ca") is None
    dictionaries.dictionary.cache_clear()


def test_no_files_no_dictionary(monkeypatch):
    dictionaries.dictionary.cache_clear()
    monkeypatch.setattr(dictionaries, "FOLDERS", (Path("/nonexistent"),))
    monkeypatch.setattr(dictionaries, "PACKAGES", {})
    assert dictionaries.dictionary("ca") is None
    dictionaries.dictionary.cache_clear()


@pytest.mark.skipif(dictionaries.dictionary("ca") is None, reason="no Catalan dictionary on this machine")
def test_the_real_catalan_dictionary():
    real = dictionaries.dictionary("ca")
    assert real is not None
    assert all(map(real.knows, ["l'hort", "tornar-hi", "intel·ligent", "anem-nos-en", "d'emergències"]))
    assert not any(map(real.knows, ["intelligent", "anciams", "d'emergencies", "xkzv"]))
    assert "enciams" in real.suggest("anciams")


@pytest.mark.skipif(dictionaries.dictionary("en") is None, reason="no English dictionary on this machine")
def test_the_real_english_dictionary():
    real = dictionaries.dictionary("en")
    assert real is not None
    assert all(map(real.knows, ["neighbourhood", "garden", "don't"]))
    assert not real.knows("neighbourhod")


def _missing(name):
    raise ImportError(name)


class Slow:
    """Hunspell, of which one sees what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def spell(self, word: str) -> bool:
        return False

    def suggest(self, word: str) -> tuple[str, ...]:
        self.asked.append(word)
        return ("a", "b", "c", "d")


def test_one_check_looks_for_so_many_words_and_the_next_one_goes_on():
    slow = Slow()
    context = replace(CATALAN, speller=dictionaries.Dictionary((slow,)))
    words = [f"paraula{letter}" for letter in "abcdefghijklmnopqrst"]
    track = [cue(word, k * 4000, k * 4000 + 3000) for k, word in enumerate(words)]

    def proposed() -> list[bool]:
        return [finding.fix == "Perhaps: a, b, c." for finding in found("SPELL", *track, context=context)]

    assert proposed() == [True] * MOST_LOOKED_UP + [False] * (20 - MOST_LOOKED_UP)
    assert proposed() == [True] * 20
    assert slow.asked == words


def test_who_only_counts_waits_for_no_suggestion():
    slow = Slow()
    context = replace(CATALAN, speller=dictionaries.Dictionary((slow,)), suggests=False)
    assert [finding.fix for finding in found("SPELL", cue("anciams"), context=context)] == [None]
    assert not slow.asked
