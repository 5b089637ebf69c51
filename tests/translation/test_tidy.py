"""Typography of machine translations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.tidy import apostrophe_of, opened, tidy


@pytest.mark.parametrize(
    ("text", "source", "lang", "expected"),
    [
        ("hello , my friend .", "Hola, amic meu.", "en", "Hello, my friend."),
        ("l' hort i l’ aigua d' aquí", "the garden", "ca", "l'hort i l’aigua d'aquí"),
        ("¿Com estàs?", "¿Cómo estás?", "ca", "Com estàs?"),
        ("« Hola » ( món )", "« Hola » (món)", "ca", "«Hola» (món)"),
        ("What do you do", "Què fas?", "en", "What do you do?"),
        ("What do you do.", "Què fas?", "en", "What do you do?"),
        ("I left...", "Vaig marxar…", "en", "I left…"),
        ("And then.", "i llavors", "en", "And then"),
        ("Bread, milk, etc.", "Pa, llet i altres", "en", "Bread, milk, etc."),
        ("He said «come».", "Va dir «vine».", "en", "He said “come”."),
        ('He said "come".', "Va dir «vine».", "en", "He said “come”."),
        ('Va dir "vine".', "He said “come”.", "ca", "Va dir «vine»."),
        ('Va dir "vine".', 'He said "come".', "ca", 'Va dir "vine".'),
        ("Joel 's house is n't mine", "La casa d'en Joel", "en", "Joel's house isn't mine"),
        ("one,, two", "Un, dos", "en", "One, two"),
        ("I know", "ho sé", "en", "I know"),
        ("12 anys", "Doce años", "ca", "12 anys"),
        ("...", "...", "en", "..."),
        ("Cómo estás.", "Com estàs?", "es", "¿Cómo estás?"),
        ("¿Cómo estás?", "How are you?", "es", "¿Cómo estás?"),
        ("Qué bien! Vienes?", "Que bé! Vens?", "es", "¡Qué bien! ¿Vienes?"),
        ('Va decir "ven".', "Va dir «vine».", "es", "Va decir «ven»."),
        ("No sé… ven!", "No ho sé… vine!", "es", "No sé… ¡ven!"),
        ("Qué?!", "Què?!", "es", "¡¿Qué?!"),
    ],
)
def test_tidy(text: str, source: str, lang: str, expected: str) -> None:
    assert tidy(text, source, lang) == expected


def test_one_apostrophe_throughout() -> None:
    assert tidy("l'hort i l’aigua", "x", "ca", apostrophe="’") == "l’hort i l’aigua"
    assert apostrophe_of(["l'hort", "l’aigua"]) == "’"
    assert apostrophe_of(["l'hort", "casa"]) == "'"


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["ca", "en", "es"]))
def test_letters_and_digits_are_never_touched(text: str, source: str, lang: str) -> None:
    made = tidy(text, source, lang)
    assert [c for c in made.casefold() if c.isalnum()] == [c for c in text.casefold() if c.isalnum()]


@given(st.text(st.sampled_from('aé ¿¡?!.…«»",1')))
def test_opening_marks_are_only_ever_added_and_only_once(text: str) -> None:
    made = opened(text)
    assert [c for c in made if c not in "¿¡"] == [c for c in text if c not in "¿¡"]
    assert opened(made) == made
