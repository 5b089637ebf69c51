"""What pages with a form say in the language of whoever reads them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from pipeline.desk.api import detail_of, kind_of_error
from pipeline.desk.desk_words import Exactly, exactly, words
from pipeline.desk.form_problems import FieldProblem
from pipeline.errors import VeusError
from pipeline.languages import LANGUAGES, TRACK_LANGUAGES

Data = dict[str, Any]


def languages_shown(page: str) -> dict[str, str]:
    """Every language by its code, as a reader of `page` looks for it: those that tracks have, then by their names."""
    names = {code: one.catalan if page == "ca" else one.english for code, one in LANGUAGES.items()}
    return {code: names[code] for code in sorted(names, key=lambda code: _alphabetic(code, names[code]))}


def _alphabetic(code: str, name: str) -> tuple[int, str]:
    first = TRACK_LANGUAGES.index(code) if code in TRACK_LANGUAGES else len(TRACK_LANGUAGES)
    return first, unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()


def sentences(wrong: Mapping[str, FieldProblem], page: str, group: str = "wrong") -> Data:
    """What is said of each field: text, and what the program says `exactly`, or None. group: of the texts of `form`."""
    texts = words(page)["form"][group]
    details = {name: exactly(one.detail, page) if one.detail else None for name, one in wrong.items()}
    return {
        name: {"text": texts[one.why].format(**one.values), "exactly": details[name]} for name, one in wrong.items()
    }


def version_shown(one: Data, page: str) -> Data:
    """A version, and in words why it cannot be read, if it cannot."""
    return one | {"problem": detail_of(one["problem"], page) if one["problem"] else None}


def trouble_shown(problem: VeusError | OSError, page: str) -> tuple[str, Exactly]:
    """What did not work, in a sentence, and what exactly happened."""
    return words(page)["problem"][kind_of_error(problem)[1]], detail_of(problem, page)
