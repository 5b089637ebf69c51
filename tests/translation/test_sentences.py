"""Words into sentences: where they end, and that no word is lost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.translation.sentences import sentences


def spoken(text: str, lang: str = "ca", speaker: str | None = None, at: int = 0) -> list[Word]:
    """Half a second a word; a "|" is a silence of one second."""
    words, now = [], at
    for token in text.split():
        if token == "|":
            now += 1000
            continue
        words.append(Word(now, now + 400, token, lang, 0.9, speaker))
        now += 500
    return words


def texts(words: Sequence[Word], **options: int) -> list[str]:
    return [sentence.text for sentence in sentences(words, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hola. Què fas? Bé! Doncs…", ["Hola.", "Què fas?", "Bé!", "Doncs…"]),
        ("El Dr. Puig i la Sra. Roca viuen al c. Gran.", ["El Dr. Puig i la Sra. Roca viuen al c. Gran."]),
        ("Fa 2.5 anys. En fa 12. Després", ["Fa 2.5 anys.", "En fa 12.", "Després"]),
        ("Som 3. 000 persones.", ["Som 3. 000 persones."]),
        ("Doncs... no ho sé... Potser.", ["Doncs... no ho sé...", "Potser."]),
        ("Va dir: «Vine.» I hi vaig anar.", ["Va dir: «Vine.»", "I hi vaig anar."]),
        ("Pa, llet, etc. per a tots. I sal, etc. Fi.", ["Pa, llet, etc. per a tots.", "I sal, etc.", "Fi."]),
        ("En J. Roca va marxar.", ["En J. Roca va marxar."]),
        ("¿Cómo está? ¡Bien! Ud. dirá.", ["¿Cómo está?", "¡Bien!", "Ud. dirá."]),
        ("It cost 5 p.m. Then Mr. Jones left.", ["It cost 5 p.m.", "Then Mr. Jones left."]),
    ],
)
def test_ends_where_people_end(text: str, expected: list[str]) -> None:
    assert texts(spoken(text)) == expected


def test_a_change_of_speaker_or_language_ends_a_sentence() -> None:
    words = spoken("i llavors", speaker="A") + spoken("què va passar?", speaker="B", at=2000)
    words += spoken("no lo sé", lang="es", speaker="B", at=4000)
    found = sentences(words)
    assert [(s.text, s.speaker, s.lang) for s in found] == [
        ("i llavors", "A", "ca"),
        ("què va passar?", "B", "ca"),
        ("no lo sé", "B", "es"),
    ]


def test_pauses_count_only_where_there_is_no_punctuation() -> None:
    assert texts(spoken("jo vinc del Raval | ara visc aquí | i prou")) == [
        "jo vinc del Raval",
        "ara visc aquí",
        "i prou",
    ]
    assert texts(spoken("Jo vinc | del Raval. Ara visc | aquí.")) == ["Jo vinc del Raval.", "Ara visc aquí."]


def test_a_long_sentence_is_cut_at_a_clause_or_else_at_the_longest_silence() -> None:
    assert texts(spoken("un dos tres quatre, cinc sis set vuit."), max_words=5) == [
        "un dos tres quatre,",
        "cinc sis set vuit.",
    ]
    assert texts(spoken("un dos tres | quatre cinc sis set vuit."), max_words=5) == [
        "un dos tres",
        "quatre cinc sis set vuit.",
    ]


def test_times_are_those_of_the_first_and_last_word() -> None:
    (only,) = sentences(spoken("Visc a Barcelona.", at=700))
    assert (only.start, only.end, only.lang, len(only.words)) == (700, 2100, "ca", 3)


def test_no_words_no_sentences() -> None:
    assert sentences([]) == []


tokens = st.text(st.sampled_from("abÀçl·’'.,?!…;:«»()-12 ").filter(str.strip), min_size=1, max_size=7)


@st.composite
def word_lists(draw: st.DrawFn) -> list[Word]:
    made = draw(
        st.lists(
            st.tuples(
                tokens,
                st.integers(0, 3000),
                st.integers(0, 900),
                st.sampled_from(["ca", "es"]),
                st.sampled_from([None, "A"]),
            ),
            max_size=130,
        )
    )
    starts = list(accumulate((gap + length for _, gap, length, _, _ in made), initial=0))
    return [
        Word(start + gap, start + gap + length, text, lang, None, speaker)
        for start, (text, gap, length, lang, speaker) in zip(starts, made, strict=False)
    ]


@given(word_lists(), st.integers(1, 60), st.integers(100, 2000))
def test_every_word_is_in_exactly_one_sentence_in_order(words: list[Word], max_words: int, pause: int) -> None:
    found = sentences(words, max_words=max_words, pause_ms=pause)
    assert [word for sentence in found for word in sentence.words] == words
    for sentence in found:
        assert 0 < len(sentence.words) <= max_words
        assert {(word.lang, word.speaker) for word in sentence.words} == {(sentence.lang, sentence.speaker)}
        assert (sentence.start, sentence.end) == (sentence.words[0].start, sentence.words[-1].end)
