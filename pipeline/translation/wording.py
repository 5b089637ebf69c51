"""Expressions that Apertium's Catalan–Portuguese misreads, said in words that it reads well; and Portuguese
habits taken out of the Catalan and the Spanish it writes.

Small tables of what speech is full of. Each entry was tried in sentences; those that can be counted are
measured in docs/translation.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_Table = Sequence[tuple[re.Pattern[str], str]]


def _table(*rows: tuple[str, str]) -> _Table:
    return tuple((re.compile(pattern), put) for pattern, put in rows)


#: Before cat-por. It does not know `trucar` (to phone), takes the personal article `en` for "in", `gent gran` for
#: tall people and `pis` (a flat) for a storey.
_BEFORE_CAT_POR = _table(
    (r"(?<!\w)(?:[Ee]n|[Nn]a) (?=[A-ZÀ-Ý][a-zà-ÿ·]+)", ""),
    (r"\b([Tt])ru(?:c|qu)(?=(?:ar|ant|at|ats|o|a|es|em|eu|en|i|in|ava|aves|aven|aré|arà|aran)\b)", r"\1elefon"),
    (r"\b[Dd]e la gent gran\b", "dels ancians"),
    (r"\b[Aa] la gent gran\b", "als ancians"),
    (r"\b([Ll]a )?[Gg]ent gran\b", "els ancians"),
    (r"\b([Pp])ersones grans\b", r"\1ersones ancianes"),
    (r"\b([Uu]n|[Ee]l|[Dd]el|[Aa]l|[Mm]eu|[Ss]eu|[Nn]ostre|[Bb]uscar|[Tt]robar|[Cc]ompartir) pis\b", r"\1 apartament"),
    (r"\b[Bb]ueno\b", "bé"),
    (r"\b[Nn]'hi ha prou\b", "és suficient"),
    (r"\b[Tt]irar endavant\b", "seguir endavant"),
    (r"\b[Aa]ixí que\b", "per això"),
    (r"^[Ss]ort que\b", "per sort"),
    (r"^[Oo]i que\b", "és cert que"),
    (r"^Mira,", "mira,"),
    (r"^[Dd]'acord,", "molt bé,"),
    (r"^(?:[Aa] veure|[Vv]ejam),", "vegem,"),
)  # fmt: skip

#: After por-cat. Portuguese from English says its subjects and is "in" places; Catalan leaves the pronoun out and
#: is "at" them (`a la cuina`, `a Barcelona`).
_AFTER_POR_CAT = _table(
    (
        r"(?:^|(?<=[.:;?!,] )|(?<=\bque ))(?:[Ee]ll|[Ee]lla|[Ee]lls|[Ee]lles|[Nn]osaltres|[Jj]o) "
        r"(?!(?:i|o|mateix\w*|també|tampoc|que|sol|sola|sols|soles)\b)",
        "",
    ),
    (r"\ben (?=[A-ZÀ-Ý])", "a "),
    (r"\bEn el(s?) (?!que\b|quals?\b)", r"Al\1 "),
    (r"\ben el(s?) (?!que\b|quals?\b)", r"al\1 "),
    (r"\bEn (?=(?:les |la |l['’])(?!que\b|quals?\b))", "A "),
    (r"\ben (?=(?:les |la |l['’])(?!que\b|quals?\b))", "a "),
)


#: After pt-es. Portuguese hangs pronouns on verbs where Spanish puts them before (`llaman-lo`), and says who speaks.
_AFTER_PT_ES = _table(
    (r"\b(\w+(?:[aeiíáé]r|ndo))-(me|te|se|nos|l[aeo]s?)\b", r"\1\2"),
    (r"\b([a-zà-ÿ]+)-(me|te|se|nos|l[aeo]s?)\b(?!-)", r"\2 \1"),
    (r"(?:^|(?<=[.:;?!,] )|(?<=[¿¡])|(?<=\bque )|(?<=\by ))(?:[Yy]o|[Nn]osotros|[Ee]llos) "
     r"(?!(?:y|o|mism\w*|también|tampoco|que|sol[oa]s?)\b)", ""),
)  # fmt: skip


def before_cat_por(text: str) -> str:
    """Catalan `text` as cat-por reads it best."""
    return _applied(_BEFORE_CAT_POR, text)


def after_por_cat(text: str) -> str:
    """Catalan `text` of por-cat with fewer Portuguese habits."""
    return _applied(_AFTER_POR_CAT, text)


def after_pt_es(text: str) -> str:
    """Spanish `text` of pt-es with fewer Portuguese habits."""
    return _applied(_AFTER_PT_ES, text)


def _applied(table: _Table, text: str) -> str:
    for pattern, put in table:
        text = pattern.sub(put, text)
    return text
