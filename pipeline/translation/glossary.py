"""Names and expressions of the series' glossary, and words in another script, carried through a translation unharmed.

Engines translate names ("en Pau" becomes "in Peace") and read words into letters that they have never seen ("مرحبا"
becomes "I'm"). Where a term is missing from a translation, the
sentence is translated again with the term out of sight, behind a word no engine knows and all of them copy.
Where even that word does not come back, the sentence is translated in pieces, around its terms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from pipeline.cues import Lang
from pipeline.patterns import any_of
from pipeline.project.settings import Term
from pipeline.translation.elision import agreeing
from pipeline.translation.first_names import people, without_articles
from pipeline.translation.plurals import plural
from pipeline.translation.scripts import foreign

#: Copied by every packaged route of the table in 37 test sentences, but one possessive (eng-cat).
_STANDINS = ("Xaqu", "Zeqo", "Kovik", "Zulek", "Ykor", "Xoqi")

#: Catalan before a stand-in, which never elides: "de l'hort urbà" is read as "del Xaqu".
_UNELIDED = {"de l'": "del ", "a l'": "al ", "per l'": "pel ", "l'": "el ", "d'": "de ", "n'": ""}
_ELISION = r"(?<!\w)(de l['’]|a l['’]|per l['’]|[ldn]['’])"

_DETERMINER = re.compile(r"the|an?|this|that|these|those|my|your|his|her|its|our|their|s|each|every|any|no", re.I)
#: English "an" stands here: not before "university", "user" and "European".
_SPOKEN_VOWEL = re.compile(r"(?!uni|use|eu)[aeiou]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose terms are hidden. forms: what each stand-in is to become in `target`. definite: stand-ins of
    expressions that had an article, which an engine leaves out where it takes them for names.
    """

    text: str
    forms: dict[str, str]
    target: Lang
    definite: frozenset[str] = frozenset()

    def restored(self, translation: str) -> str | None:
        """`translation` with the terms in the target language; None unless every stand-in came back."""
        names = "|".join(self.forms)
        standin = re.compile(rf"(?<!\w)(?:(?!(?:{names}) )(\w+) )?(?<!\w)({names})(?!\w)", re.IGNORECASE)
        if _count(standin, translation) != _count(standin, self.text):
            return None
        forms = {name.lower(): form for name, form in self.forms.items()}

        def show(match: re.Match[str]) -> str:
            before, name = match[1], match[2].lower()
            if self.target == "en" and name in self.definite and not _DETERMINER.fullmatch(before or ""):
                before = f"{before} the" if before else "the"
            return _after(before, forms[name], self.target)

        return standin.sub(show, translation)


@dataclass(frozen=True, slots=True)
class TermPiece:
    """A part of a text: to be translated, or a term already in the form of the target."""

    text: str
    is_term: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a term stands in a text. key: of the term. form: what the target writes."""

    start: int
    stop: int
    key: str
    form: str


class Glossary:
    """The terms of a series, from one language into another: singular and plural of each. First names and words in
    another script are terms of their own, that every language writes the same."""

    def __init__(self, terms: Sequence[Term], source: Lang, target: Lang) -> None:
        self.source = source
        self.target = target
        self._given = tuple(terms)
        self._forms: dict[str, str] = {}
        names = set()
        for term in terms:
            for form, made in _pairs(term, source, target):
                self._forms.setdefault(_key(form), made)
                names |= {_key(form)} if form[0].isupper() else set()
        self._names = frozenset(names)
        self._pattern = _any_of(self._forms)

    def with_words(self, words: Iterable[str]) -> Glossary:
        """The same terms, and `words` that every language writes alike."""
        return Glossary([*self._given, *(Term(ca=word) for word in words)], self.source, self.target)

    def terms(self, text: str) -> dict[str, str]:
        """The terms of `text`, each with its form in the target."""
        return {spot.key: spot.form for spot in self._spots(text)}

    def missing(self, text: str, translation: str) -> frozenset[str]:
        """The terms of `text` that `translation` does not hold as often in the target's form."""
        forms = self.terms(text)
        wanted = Counter(spot.key for spot in self._spots(text))
        return frozenset(key for key, times in wanted.items() if _times(forms[key], translation) < times)

    def mask(self, text: str, only: Set[str]) -> Masked:
        """`text` with the terms `only` (of `missing`) hidden: six at most, further ones stay in sight."""
        free = [name for name in _STANDINS if name.lower() not in text.lower()]
        hidden: dict[str, str] = {}
        masked, end = "", 0
        for spot in self._spots(text):
            if spot.key in only and spot.key not in hidden and free:
                hidden[spot.key] = free.pop(0)
            masked += text[end : spot.start] + hidden.get(spot.key, text[spot.start : spot.stop])
            end = spot.stop
        masked += text[end:]
        if self.source == "ca" and hidden:
            masked = _unelided(masked, hidden.values())
        if self.source == "en" and hidden:  # "Joel's social worker": engines lose their way between two names
            names = "|".join(hidden.values())
            masked = re.sub(rf"(?<!\w)(\w+)['’]s (?=(?:{names})(?!\w))({names})", r"the \2 of \1", masked)
        if self.source == "ca" and self.target != "ca":  # "en Pau": an article that engines take for "in"
            names = "|".join(hidden[key] for key in hidden if key in self._names)
            masked = re.sub(rf"(?<!\w)(?:en|na) (?=(?:{names})(?!\w))", "", masked, flags=re.I) if names else masked
        persons = {text[start:stop] for start, stop in people(text, self.source)}
        if self.target == "en" and (them := [name for key, name in hidden.items() if key in persons]):
            masked = without_articles(masked, "|".join(them), self.source)
        things = "|".join(name for key, name in hidden.items() if key not in self._names | persons)
        article = rf"\b(?:el|la|del|al|pel|lo) ({things})(?!\w)" if things else r"(?!)()"
        definite = frozenset(match[1].lower() for match in re.finditer(article, masked, re.IGNORECASE))
        forms = self.terms(text)
        return Masked(masked, {name: forms[key] for key, name in hidden.items()}, self.target, definite)

    def pieces(self, text: str) -> list[TermPiece]:
        """`text` cut at its terms, in order. Pieces without a letter or digit stay with the term before."""
        cut, end = [], 0
        for spot in self._spots(text):
            cut += [TermPiece(text[end : spot.start], False), TermPiece(spot.form, True)]
            end = spot.stop
        return [piece for piece in (*cut, TermPiece(text[end:], False)) if piece.text.strip()]

    def _spots(self, text: str) -> list[Spot]:
        """The terms of `text`, in order; none lies in another."""
        named = [
            Spot(match.start(), match.end(), _key(match[0]), self._forms[_key(match[0])])
            for match in self._pattern.finditer(text)
            if self._counts(match)
        ]
        for start, stop in (*people(text, self.source), *foreign(text)):
            if not any(spot.start < stop and start < spot.stop for spot in named):
                named.append(Spot(start, stop, text[start:stop], text[start:stop]))
        return sorted(named, key=lambda spot: spot.start)

    def _counts(self, match: re.Match[str]) -> bool:
        """ "la pau" is not "en Pau": names count only with their capital."""
        return match[0][0].isupper() or _key(match[0]) not in self._names


def put_together(pieces: Iterable[TermPiece], target: Lang) -> str:
    """Pieces, all of them in `target` by now, as one text."""
    text = ""
    for piece in pieces:
        before, _, last = text.rpartition(" ")
        if piece.is_term and last.isalpha():
            text = f"{before} {_after(last, piece.text, target)}".lstrip()
        elif piece.is_term or piece.text[:1].isalnum():
            text = f"{text} {piece.text}".strip()
        else:
            text += piece.text
    return text


def _pairs(term: Term, source: Lang, target: Lang) -> list[tuple[str, str]]:
    """What `source` writes and what `target` makes of it: the singular, and the plural where there is one."""
    form, made = term.form(source), term.form(target)
    several, many = _plural_of(term, source), _plural_of(term, target)
    return [(form, made), (several, many)] if several != form else [(form, made)]


def _plural_of(term: Term, lang: Lang) -> str:
    given: str | None = getattr(term.plural, lang, None)
    form = term.form(lang)
    return given or (form if form[0].isupper() or not form[-1].isalpha() else plural(form, lang))


def _after(before: str | None, form: str, target: Lang) -> str:
    """`form` after the word `before`, which agrees with it as far as spelling shows."""
    if target == "ca":
        return agreeing(before, form)
    if target == "en" and before in ("de", "da", "do", "das", "dos"):  # Portuguese, left between two names
        before = "of"
    if target == "en" and before and before.lower() in ("a", "an"):
        article = "an" if _SPOKEN_VOWEL.match(form) else "a"
        before = article.capitalize() if before[0].isupper() else article
    return f"{before} {form}" if before else form


def _times(form: str, translation: str) -> int:
    """How often `translation` holds the form of a term."""
    if foreign(form) == [(0, len(form))]:
        return translation.count(form)
    return len(_any_of([form], exact=form[0].isupper()).findall(translation))


def _unelided(text: str, names: Iterable[str]) -> str:
    """Catalan `text` with the full form of what was elided before the stand-ins `names`."""

    def full(match: re.Match[str]) -> str:
        put = _UNELIDED[_key(match[1])]
        return put.capitalize() if match[1][0].isupper() else put

    return re.sub(rf"{_ELISION}(?=(?:{'|'.join(names)})(?!\w))", full, text, flags=re.IGNORECASE)


def _key(text: str) -> str:
    return text.replace("’", "'").casefold()


def _any_of(forms: Iterable[str], *, exact: bool = False) -> re.Pattern[str]:
    """Any of `forms` as whole words, the longest first; of none, what never matches."""
    words = any_of(forms).replace("'", "['’]")
    return re.compile(rf"(?<![\w·])(?:{words})(?![\w·])", re.NOFLAG if exact else re.IGNORECASE)


def _count(standin: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(match[2].lower() for match in standin.finditer(text))
