"""A rule about Catalan as the Institut d'Estudis Catalans spells it since 2017: accents that told words apart went.

Ortografia catalana (IEC, 2017), 3.2.4: fifteen of them are left (bé, déu, és, mà, més, món, pèl, què, sé, sí, sòl, són,
té, ús, vós), and none in what is made of these words (adeu, rodamon). Dictionaries for spelling checkers take both
spellings. Here are those of the words of before that could be nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.check.finding import Hit, Remedy
from pipeline.check.view import View
from pipeline.patterns import any_of

_ROWS = """
    sóc=soc dóna=dona dónes=dones vénen=venen véns=vens vés=ves fóra=fora fórem=forem fóreu=foreu ós=os óssa=ossa
    ósses=osses nét=net néts=nets néta=neta nétes=netes besnét=besnet besnéts=besnets besnéta=besneta
    besnétes=besnetes rebesnét=rebesnet rebesnéts=rebesnets rebesnéta=rebesneta rebesnétes=rebesnetes bóta=bota
    bótes=botes móra=mora móres=mores mòlt=molt mòlta=molta mòlts=molts mòltes=moltes féu=feu adéu=adeu adéus=adeus
    adéu-siau=adeu-siau rodamón=rodamon rodamóns=rodamons redéu=redeu marededéu=marededeu marededéus=marededeus
    semidéu=semideu semidéus=semideus subsòl=subsol subsòls=subsols entresòl=entresol entresòls=entresols
    contrapèl=contrapel
"""
_SINCE = dict(row.split("=") for row in _ROWS.split())
#: Names of places keep the accent (Nomenclàtor oficial de toponímia major de Catalunya).
_TOWNS = r"móra\s+(?:d['’]ebre|la\s+nova)\b"
_WORD = re.compile(rf"(?<![\w·-])(?!{_TOWNS})(?:{any_of(_SINCE)})(?![\w·])", re.IGNORECASE)


def before_2017(view: View, k: int) -> Iterator[Hit]:
    """CA-2017: Ortografia catalana (IEC, 2017), 3.2.4: fifteen words keep the accent that told them from others.
    Dictionaries know both spellings. Names of people, of places and of the glossary keep theirs: also what has a
    capital within a sentence."""
    for match in _WORD.finditer(view.cues[k].text):
        old, new = match[0], _since(match)
        if old.casefold() not in view.context.names and not _is_name(view, k, match):
            yield Hit(old, new, partial(Remedy, "write", False, {"text": new}))


def _is_name(view: View, k: int, match: re.Match[str]) -> bool:
    """Whether a word of cue k has a capital that no sentence gave it: a word, or a comma, is right before it."""
    if match[0].isupper() or not match[0][0].isupper():
        return False
    before = view.cues[k].text[: match.start()].rstrip()
    if not before and (last := view.preceding(k)) is not None and view.adjoining(last):
        before = view.cues[last].text.rstrip()
    return re.search(r"(?:\w|,|\w['’])$", before) is not None


def _since(match: re.Match[str]) -> str:
    old, new = match[0], _SINCE[match[0].lower()]
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new
