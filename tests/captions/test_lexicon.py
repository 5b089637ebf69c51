"""The words that line breaks depend on: tables whose entries can be found as they are looked for."""

from __future__ import annotations

import pytest

from pipeline.captions import lexicon
from pipeline.captions.lexicon import EXPRESSIONS, LEADING, MONTHS, SHORT_OR_WHOLE, TITLES, TRAILING, UNITS
from pipeline.languages import TRACK_LANGUAGES

BY_LANGUAGE = {name: table for name, table in vars(lexicon).items() if name.isupper() and isinstance(table, dict)}
SETS = {name: table for name, table in vars(lexicon).items() if name.isupper() and isinstance(table, frozenset)}


@pytest.mark.parametrize("name", BY_LANGUAGE)
def test_every_language_of_tracks_has_its_words(name: str) -> None:
    assert set(BY_LANGUAGE[name]) == set(TRACK_LANGUAGES) and all(BY_LANGUAGE[name].values())


def test_words_are_lower_case_as_they_are_looked_for() -> None:
    every = [word for table in SETS.values() for word in table]
    every += [str(word) for table in BY_LANGUAGE.values() for words in table.values() for word in words]
    assert not [word for word in every if word != word.lower()]


def test_an_expression_is_two_words() -> None:
    for pairs in EXPRESSIONS.values():
        assert all(left and right and " " not in left + right for left, right in pairs)


def test_a_short_form_is_of_one_kind_and_written_without_its_point() -> None:
    assert not LEADING & TRAILING and not (LEADING | TRAILING) & SHORT_OR_WHOLE
    assert not [word for word in LEADING | TRAILING | SHORT_OR_WHOLE if word.endswith(".")]


def test_units_months_and_titles_are_no_short_forms_with_a_point() -> None:
    assert len(MONTHS) >= 3 * 12 - 3 and not MONTHS & (TITLES | UNITS)
