"""Where a sentence lets itself be cut, in Catalan, English and Spanish: words as data, and small predicates.

Source of the rules: Netflix Timed Text Style Guide, general requirements §4 (line treatment); BBC Subtitle
Guidelines §3.4 (break at natural points). A word is a written word with its punctuation, as in `cues.Word`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.captions.lexicon import (
    CONTRACTED,
    EXPRESSIONS,
    FOND,
    LEADING,
    LEANING,
    MONTHS,
    REDUCED,
    SHORT_OR_WHOLE,
    TITLES,
    TRAILING,
    UNITS,
)

__all__ = [
    "LEANING",
    "bare",
    "ends_badly",
    "ends_clause",
    "ends_sentence",
    "is_abbreviation",
    "is_expression",
    "is_fond",
    "is_glued",
    "keeps_together",
    "kinds",
    "opens_noun",
    "opens_predicate",
    "starts_well",
]

#: Kinds before which a line breaks well: a phrase starts there.
_OPENING = ("preposition", "conjunction")
_PREDICATE = ("auxiliary", "negation", "pronoun")

_CLOSING = "\"'»”’)]}›*_"
_OPENERS = "\"'«“‘‹([{¿¡*_-‐‑–—―"
_ENDING = re.compile(r"[.?!…。！？؟۔।։]$")
_SHORTENED = REDUCED | CONTRACTED
#: Letters that are elided before the next word; and a word that ends so ("l'", "«d’", "qu'"), no quotation ("'a'").
_ELIDABLE = frozenset("ldmnst")
_ELIDED = re.compile(r"[\"«“‘‹(\[{¿¡*_‐‑–—―-]*(?:[^\W\d_]|qu)['’]", re.IGNORECASE)
_HESITATION = re.compile(r"(?:\.{2,}|…)$")
_FIGURE = re.compile(r"[\d.,]+\.")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")
#: Letters that are words by themselves; any other, with a point, is the initial of a name or short for a word.
_WORDS_OF_ONE = frozenset("aàeioóuyI")
_NUMBER = re.compile(r"^[€$£]?\d+([.,:'’]\d+)*$")
_NOBODY: frozenset[str] = frozenset()


def bare(word: str) -> str:
    """The word in lower case without the punctuation around it; apostrophes are all straight."""
    core = word.replace("’", "'").strip('"«»“”‘()[]{}¿¡.,;:!?…*_–—').strip("-")
    return core.casefold()


@lru_cache(maxsize=8192)
def kinds(word: str, lang: str) -> frozenset[str]:
    """The kinds of leaning word that `word` is in `lang` ("article", "preposition"...); unknown languages:
    none.
    """
    core = bare(word)
    # "d'aquest", "s'ha": what stands after the apostrophe leans just as well.
    cores = {core, core.rpartition("'")[2]}
    return frozenset(kind for kind, words in LEANING.get(lang, {}).items() if not words.isdisjoint(cores))


def ends_badly(word: str, lang: str) -> bool:
    """Whether no line should end on `word`: article, preposition, conjunction, pronoun, auxiliary, negation.

    Punctuation after the word lifts the ban: "va dir que no." ends well. Only a conjunction with a comma
    still leans on what follows ("i, de vegades,").
    """
    leaning = kinds(word, lang)
    return bool(leaning) and (not _closed(word) or (word.endswith(",") and "conjunction" in leaning))


def is_glued(left: str, right: str) -> bool:
    """Whether nothing may part the two: an apostrophe or the hyphen of a weak pronoun stands between them.

    Recognisers sometimes give "l 'hort" or "tornar -hi" in two. A quotation and what is said short begin with an
    apostrophe, too ("'Vine'", "'cause"), or end with one ("que sí'"): these part from their neighbours as other words.
    """
    if _ELIDED.fullmatch(left):
        return True
    if right[:1] == "-":
        return right[1:2].islower() and left[-1:].isalnum()
    if not right or right[0] not in "'’":
        return False
    elided = left.lstrip(_OPENERS).casefold() in _ELIDABLE and right[1:2].isalpha()
    return elided or (left[-1:].isalnum() and bare(right) in _SHORTENED)


def starts_well(word: str, lang: str) -> bool:
    """Whether a line starts well on `word`: a preposition or a conjunction opens a new phrase."""
    return not kinds(word, lang).isdisjoint(_OPENING)


def opens_predicate(word: str, lang: str) -> bool:
    """Whether `word` opens what is said of a subject: a form of "to be" or "to have", a negation, a pronoun."""
    return not kinds(word, lang).isdisjoint(_PREDICATE)


def opens_noun(word: str, lang: str) -> bool:
    """Whether `word` opens a noun with all that belongs to it: an article or its like."""
    return "article" in kinds(word, lang)


def is_fond(word: str, lang: str) -> bool:
    """Whether a line would rather not end on `word` (a number in words, a modal verb), though it may."""
    return not _closed(word) and bare(word) in FOND.get(lang, _NOBODY)


def is_expression(left: str, right: str, lang: str) -> bool:
    """Whether the two words are one expression ("abans de", "because of")."""
    return not _closed(left) and (bare(left), bare(right)) in EXPRESSIONS.get(lang, _NOBODY)


def ends_sentence(word: str, following: str | None = "") -> bool:
    """Whether `word` closes a sentence. following: the next word; "" where it is not known, None where there is none,
    so that any final mark closes.

    Nothing closes before a word in lower case. A point closes none after what is written short before a name or a
    figure ("Mn. Cinto", "núm. 5"), after an initial ("J. Roca"), and, before a figure, after one ("3. 000"), after
    dots of hesitation, and after what is also written short at the end ("etc.", "p.m.").
    """
    core = word.rstrip(_CLOSING)
    if not _ENDING.search(core):
        return False
    if following is None:
        return True
    first = following.lstrip(_OPENERS)[:1]
    if first.islower():
        return False
    if not core.endswith((".", "…")):
        return True
    figure = first.isdigit()
    if _HESITATION.search(core):
        return not figure
    stem = _stem(core)
    if stem in LEADING or (len(stem) == 1 and stem.isalpha() and core[-2] not in _WORDS_OF_ONE):
        return False
    short = stem in TRAILING or stem in SHORT_OR_WHOLE or _FIGURE.fullmatch(core) or _DOTTED.fullmatch(core)
    return not (short and figure)


def is_abbreviation(word: str) -> bool:
    """Whether `word`, with its point, is written short and no ordinary word: the point is part of it."""
    core = word.rstrip(_CLOSING)
    stem = _stem(core)
    return core.endswith(".") and (stem in LEADING or stem in TRAILING or _DOTTED.fullmatch(core) is not None)


def _stem(core: str) -> str:
    """A word with its point, without point, marks before it and what is elided ("l'Av." → "av")."""
    return core[:-1].lstrip(_OPENERS).replace("’", "'").split("'")[-1].casefold()


def ends_clause(word: str) -> bool:
    """Whether `word` closes a clause (comma, semicolon, colon, dash, bracket) without closing a sentence."""
    core = word.rstrip("\"'»”’*_")
    return core.endswith(tuple(",;:–—)]،؛")) or (len(core) > 1 and core.endswith("-"))


def keeps_together(left: str, right: str, lang: str, before: str = "", after: str = "") -> bool:
    """Whether `left` and `right` should stay on one line: name and surname, title and name, number and unit, date.

    before: the word ahead of `left`; "" says that `left` opens the text, where a capital letter proves
    nothing. after: the word behind `right`, which tells "10 de juny" from "10 de nosaltres".
    """
    if _is_title(left) and _capital(right):
        return True
    if _closed(left):
        return False
    if _NUMBER.match(left.lstrip(_OPENERS)):
        return _counts(left, right, lang) or _dates(right, after)
    if bare(left) in MONTHS and _NUMBER.match(right.rstrip(".,;:!?")):
        return True
    if not before or ends_sentence(before, left) or kinds(left, lang):
        return False
    return _capital(left) and _capital(right)


def _counts(number: str, right: str, lang: str) -> bool:
    """Whether `right` is what `number` counts. Four digits alone are most often a year: only a true unit joins."""
    if bare(right) in UNITS or right.rstrip(".,;:") in UNITS:
        return True
    year = len(number) == 4 and number.isdigit()
    return right[:1].isalpha() and right[:1].islower() and not year and not kinds(right, lang)


def _dates(right: str, after: str) -> bool:
    """Whether `right` goes on as a date does: "juny", "d'abril", "de" before a month."""
    core = bare(right)
    return core.removeprefix("d'") in MONTHS or (core == "de" and bare(after) in MONTHS)


def _is_title(word: str) -> bool:
    if word.endswith("."):
        return bare(word) in LEADING and word.lstrip(_OPENERS)[:1].isupper()
    # "Plaça Catalunya", "la senyora Vidal"; what stands before an apostrophe is the article ("l'avinguda").
    return not _closed(word) and bare(word).split("'")[-1] in TITLES


def _capital(word: str) -> bool:
    core = word.lstrip(_OPENERS)
    return core[:1].isupper() and core[1:2] not in "'’."


def _closed(word: str) -> bool:
    """Whether punctuation follows the word; an apostrophe ("d'") is none."""
    return bool(word) and not word[-1].isalnum() and word[-1] not in "'’%€$£°ºª"
