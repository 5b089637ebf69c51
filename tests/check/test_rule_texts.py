"""The words of the rules, in the language of whoever reads them."""

from __future__ import annotations

import pytest

from pipeline.check.rule_texts import reader_language


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "ca_ES.UTF-8"}, "ca"),
        ({"LANG": "ca"}, "ca"),
        ({"LANG": "cab_HN"}, "en"),
        ({"LANG": "ca_ES.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "es_ES", "LC_ALL": "ca_ES@valencia"}, "ca"),
        ({"LANG": "ca_ES", "LC_ALL": ""}, "ca"),
    ],
)
def test_people_read_it_in_the_language_of_their_locale(environ: dict[str, str], lang: str) -> None:
    assert reader_language(environ) == lang
