"""Names and expressions of the series' glossary, carried through a translation unharmed.

Engines translate names ("en Pau" becomes "in Peace"). Where a term is missing from a translation, the
sentence is translated again with the term out of sight, behind a word no engine knows and all of them copy.
Where even that word does not come back, the first translation stands: never worse than without a glossary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.config import Term
from pipeline.cues import Lang

#: Copied by every packaged route of the table in 37 test sentences, but one possessive (eng-cat).
_STANDINS = ("Xaqu", "Zeqo", "Kovik", "Zulek", "Ykor", "Xoqi")

#: Catalan before a name that starts with a vowel: "el alberg" is "l'alberg" (IEC, Gramàtica, 4.2.2).
_ELIDED = {"el": "l'", "de": "d'", "al": "a l'", "del": "de l'", "pel": "per l'"}
_VOWEL = re.compile(r"h?[aeiouàèéíïòóúü]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose terms are hidden. forms: what each stand-in is to become in `target`."""

    text: str
    forms: dict[str, str]
    target: Lang

    def restored(self, translation: str) -> str | None:
        """`translation` with the terms in the target language; None unless every stand-in came back."""
        names = "|".join(self.forms)
        standin = re.compile(rf"(?<!\w)(?:(?!(?:{names}) )(\w+) )?(?<!\w)({names})(?!\w)", re.IGNORECASE)
        if _count(standin, translation) != _count(standin, self.text):
            return None
        forms = {name.lower(): form for name, form in self.forms.items()}

        def show(match: re.Match[str]) -> str:
            form = forms[match[2].lower()]
            return _joined(match[1], form) if self.target == "ca" else f"{match[1] or ''}{' ' * bool(match[1])}{form}"

        return standin.sub(show, translation)


class Glossary:
    """The terms of a series, from one language into another."""

    def __init__(self, terms: Sequence[Term], source: Lang, target: Lang) -> None:
        self.source = source
        self.target = target
        self._forms: dict[str, str] = {}
        for term in terms:
            self._forms.setdefault(_key(term.form(source)), term.form(target))
        self._names = frozenset(_key(term.form(source)) for term in terms if term.form(source)[0].isupper())
        self._pattern = _any_of(self._forms)

    def missing(self, text: str, translation: str) -> frozenset[str]:
        """The terms of `text` that `translation` does not hold as often in the target's form."""
        wanted = Counter(self._found(text))
        return frozenset(
            key for key, times in wanted.items() if len(_one(self._forms[key]).findall(translation)) < times
        )

    def mask(self, text: str, only: Set[str]) -> Masked:
        """`text` with the terms `only` (of `missing`) hidden: six at most, further ones stay in sight."""
        free = [name for name in _STANDINS if name.lower() not in text.lower()]
        hidden: dict[str, str] = {}
        for key in self._found(text):
            if key in only and key not in hidden and free:
                hidden[key] = free.pop(0)

        def hide(match: re.Match[str]) -> str:
            return hidden.get(_key(match[0]), match[0]) if self._counts(match) else match[0]

        masked = self._pattern.sub(hide, text)
        if self.source == "ca" and self.target != "ca":  # "en Pau": an article that engines take for "in"
            names = "|".join(hidden[key] for key in hidden if key in self._names)
            masked = re.sub(rf"(?<!\w)(?:en|na) (?=(?:{names})(?!\w))", "", masked, flags=re.I) if names else masked
        return Masked(masked, {name: self._forms[key] for key, name in hidden.items()}, self.target)

    def _found(self, text: str) -> list[str]:
        return [_key(match[0]) for match in self._pattern.finditer(text) if self._counts(match)]

    def _counts(self, match: re.Match[str]) -> bool:
        """ "la pau" is not "en Pau": names count only with their capital."""
        return match[0][0].isupper() or _key(match[0]) not in self._names


def _key(text: str) -> str:
    return text.replace("’", "'").casefold()


def _one(form: str) -> re.Pattern[str]:
    return _any_of([form])


def _any_of(forms: Sequence[str] | dict[str, str]) -> re.Pattern[str]:
    """Any of `forms` as whole words, the longest first; of none, what never matches."""
    words = [re.escape(form).replace("'", "['’]") for form in sorted(forms, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def _count(standin: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(match[2].lower() for match in standin.finditer(text))


def _joined(before: str | None, form: str) -> str:
    """Catalan: article or preposition and name as one writes them."""
    if before is None:
        return form
    short = _ELIDED.get(before.lower())
    if short is None or not _VOWEL.match(form):
        return f"{before} {form}"
    return (short[0].upper() if before[0].isupper() else short[0]) + short[1:] + form
