"""What sounds like an expression of the glossary, written as the glossary has it: "l'ort urbà" → "l'hort urbà".

Hints tell the recogniser what to expect, and it may still write a homophone. Only expressions of two words and more
are looked for: a single word may well be the other one (the name Bell; "vell", old).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from pipeline.cues import Word

#: An elided article, preposition or pronoun before a word: l', d'…
_ELIDED = re.compile(r"^[dlmnst]['’]", re.IGNORECASE)
#: What Catalan and Spanish write in two ways and say in one: h is silent; b and v sound alike in most of Catalonia. So
#: do unstressed o and u; these are left alone: too many words would become one.
_ALIKE = str.maketrans({"h": "", "v": "b"})


def spelled(words: Sequence[Word], hints: Sequence[str]) -> list[Word]:
    """`words`, but those that sound like an expression of `hints` are written like it. Times and signs stay."""
    result = list(words)
    for hint in hints:
        terms = hint.split()
        if len(terms) < 2:
            continue
        wanted = [_sound(term) for term in terms]
        for at in range(len(result) - len(terms) + 1):
            run = result[at : at + len(terms)]
            cores = [_core(word.text, first=not k) for k, word in enumerate(run)]
            if [_sound(core) for core in cores] == wanted:
                result[at : at + len(terms)] = map(_written, run, cores, terms)
    return result


def _core(text: str, *, first: bool) -> str:
    """The word without signs around it; at the start of an expression also without what is elided before it."""
    bare = text.strip("«»“”\"'’()¿¡,.;:!?…—–-")
    return _ELIDED.sub("", bare) if first else bare


def _sound(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in folded if char.isalpha()).translate(_ALIKE)


def _written(word: Word, core: str, term: str) -> Word:
    if core.casefold() == term.casefold():
        return word  # the same letters: capitals are those of the sentence
    capital = core[:1].isupper() and term[:1].islower()
    return replace(word, text=word.text.replace(core, term[:1].upper() + term[1:] if capital else term, 1))
