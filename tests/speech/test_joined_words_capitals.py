from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.speech.joined_words import with_capitals


def said(text: str) -> list[Word]:
    return [Word(index * 100, index * 100 + 90, word, "ca") for index, word in enumerate(text.split())]


def test_sentences_begin_with_a_capital() -> None:
    words = with_capitals(said("treballem de nit. i de dia, sempre! «això» és tot"))
    assert " ".join(word.text for word in words) == "Treballem de nit. I de dia, sempre! «això» és tot"


def test_dots_of_hesitation_and_what_is_written_short_begin_none() -> None:
    for text in ("Vaig anar a... la farmàcia", "Menjar, roba, etc. i després", "Amb la Dra. puig", "A… veure"):
        assert " ".join(word.text for word in with_capitals(said(text))) == text


@given(st.lists(st.text(min_size=1, alphabet="aàç.?!B1l'·"), max_size=12))
def test_only_capitals_change(texts: list[str]) -> None:
    words = [Word(0, 1, text, "ca") for text in texts]
    assert [word.text.casefold() for word in with_capitals(words)] == [text.casefold() for text in texts]
    assert with_capitals(with_capitals(words)) == with_capitals(words)
