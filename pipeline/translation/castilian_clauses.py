"""Where Castilian stands in Catalan speech as whole clauses ("i em va dir: no te preocupes, ya te llamaremos").

By the spelling dictionaries: words of Castilian alone, and none of Catalan alone between them. Single words stay where
they are: those are put in Catalan (`castilian.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.captions.lexicon import word_set
from pipeline.dictionaries import dictionary
from pipeline.translation.castilian import in_catalan

Span = tuple[int, int]
Kind = str

_TOKEN = re.compile(r"[^\W\d_]+(?:[·'’-][^\W\d_]+)*")
#: What ends a stretch, whatever stands on its other side; and what it may begin or end with.
_BORDER = re.compile(r'[:«»“”"()]|—|–')
_PAUSE = re.compile(r"[,.;!?…]")
_OWN, _BOTH, _OTHER = "castilian", "both", "other"
#: Before a verb of its own, one of these is enough: Catalan says "em", "et" there.
_PRONOUNS = frozenset(("me", "te", "se", "le", "les", "lo", "nos", "os"))
#: What may begin a clause that follows without a pause.
_LEADING = _PRONOUNS | {"que", "no", "si", "ya", "a", "de", "la", "el", "un", "una", "mi", "tu", "su", "por", "en"}
#: Catalan of every day that Castilian's dictionary has, too, for other things or other times.
_CATALAN = word_set(
    "ara res quin quina quins quines fa fan pot vol vols diu dit nit i hi ho em et li ens us els on com sort fins meu"
    " teu seu vaig vam dona ni son amb tot tots clar pis"
)
#: What no clause ends with.
_HANGING = frozenset(("de", "lo", "el", "la", "los", "que", "a", "en", "un", "una", "por", "para", "con", "y", "su"))
_GOING = frozenset(("va", "vas", "van"))
_ENOUGH = 2
_LONG = 3


def castilian_clauses(text: str) -> list[Span]:
    """The stretches of Catalan `text` that are Castilian, as (start, stop), in order; none where a dictionary is
    missing."""
    catalan, castilian = dictionary("ca"), dictionary("es")
    if catalan is None or castilian is None:
        return []

    def kind(word: str, first: bool) -> Kind:
        if any(sign in word for sign in "'’-·"):
            return _OTHER
        if word[0].isupper() and not first:
            return _BOTH
        small = word.lower()
        if small in _CATALAN:
            return _OTHER
        if castilian.knows(small):
            return _BOTH if catalan.knows(small) else _OWN
        return _BOTH if word[0].isupper() and not catalan.knows(small) else _OTHER

    return [(start, stop) for start, stop in _stretches(text, kind) if not _in_the_table(text[start:stop], kind)]


def _in_the_table(said: str, kind: Callable[[str, bool], Kind]) -> bool:
    """Whether the table of phrases has Catalan for all that is Castilian in what was `said`."""
    return all(kind(word, True) != _OWN for word in _TOKEN.findall(in_catalan(said)))


def _stretches(text: str, kind: Callable[[str, bool], Kind]) -> Iterator[Span]:
    tokens = list(_TOKEN.finditer(text))
    run: list[tuple[re.Match[str], Kind]] = []
    end, opened = 0, True
    for n, match in enumerate(tokens):
        between = text[end : match.start()]
        paused = not end or bool(_PAUSE.search(between) or _BORDER.search(between))
        one = kind(match[0], paused)
        if _BORDER.search(between):
            yield from _found(text, run, opened, True)
            run = []
        if one == _OTHER or _is_past(tokens, n):
            yield from _found(text, run, opened, paused)
            run = []
        else:
            opened = opened if run else paused
            run.append((match, one))
        end = match.end()
    yield from _found(text, run, opened, True)


def _is_past(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether "va" and the verb behind it, or the verb itself, are Catalan's past: Castilian says "va a" before it."""
    pairs = ((n, n + 1) for n in (at - 1, at) if n >= 0 and n + 1 < len(tokens))
    return any(tokens[n][0].lower() in _GOING and tokens[after][0].endswith("r") for n, after in pairs)


def _found(text: str, run: list[tuple[re.Match[str], Kind]], opened: bool, closed: bool) -> Iterator[Span]:
    """`run` where it is enough. opened, closed: whether a pause stands before it, and behind it."""
    own = [n for n, (_, one) in enumerate(run) if one == _OWN]
    if not own:
        return
    first, last = own[0], len(run) - 1 if closed else own[-1]
    while last > first and not closed and run[last][0][0].lower() in _HANGING:
        last -= 1
    own = [n for n in own if n <= last]
    while first and (opened or run[first - 1][0][0].lower() in _LEADING):
        first -= 1
    said = any(n and run[n - 1][0][0].lower() in _PRONOUNS for n in own)
    if len(own) >= _ENOUGH or said or (opened and closed and len(run) >= _LONG):
        start = run[first][0].start()
        yield start - (text[:start].endswith(("¿", "¡"))), run[last][0].end()
