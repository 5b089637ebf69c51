"""One of several words as a regular expression, and tables of what is put for what."""

from __future__ import annotations

import re

import pytest

from pipeline.patterns import any_case, any_of, replaced, replacements


def test_the_longest_comes_first_and_signs_are_letters() -> None:
    assert re.findall(any_of(["dos", "dos quarts", "sr."]), "dos quarts, sr. Pau, dos, sra") == [
        "dos quarts",
        "sr.",
        "dos",
    ]


def test_of_no_words_nothing_is_found() -> None:
    assert not re.search(any_of([]), "res")


def test_replacements_follow_one_another() -> None:
    table = replacements((r"\ba\b", "b"), (r"\bb (\w+)", r"\1 c"))
    assert replaced(table, "a x, b y") == "x c, y c"
    assert replaced((), "a") == "a"


def test_the_dot_of_a_double_l_is_a_letter() -> None:
    table = replacements((r"\bsol\b", "sun"), (r"\bil·lusió\b", "col·lecció"), (r"\bcol·lecció\b", "x"))
    assert replaced(table, "sol·licitud, sol, il·lusió; a · b") == "sol·licitud, sun, x; a · b"
    assert replaced([(re.compile(r"\bsol\b"), "sun")], "sol·licitud") == "sol·licitud"


def test_a_table_is_compiled_once_and_not_before_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = list[str]()
    compile_it = re.compile
    monkeypatch.setattr(re, "compile", lambda pattern: compiled.append(pattern) or compile_it(pattern))
    table = replacements((r"\ba\b", "b"))
    assert compiled == []
    assert replaced(table, "a") == replaced(table, "a") == "b"
    assert compiled == [r"\ba\b"]


def test_a_word_is_found_as_it_begins_a_sentence_too() -> None:
    assert re.findall(rf"\b{any_case('vaig (?:ser|estar)')}\b", "Vaig ser-hi; hi vaig estar. VAIG") == [
        "Vaig ser",
        "vaig estar",
    ]
