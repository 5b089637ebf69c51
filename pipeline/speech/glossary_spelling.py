"""What sounds like an expression of the glossary, written as the glossary has it: "l'ort urbà" → "l'hort urbà".

The recogniser is not told the glossary (`engines.Options`) and writes a homophone, or a word of no language: "Sintia",
Cynthia. A single word of a dictionary is left alone: it may well be the other one (the name Bell; "vell", old).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from pipeline.cues import Word
from pipeline.speech.fusion import Knows

#: An elided article, preposition or pronoun before a word: l', d'…
_ELIDED = re.compile(r"^[dlmnst]['’]", re.IGNORECASE)
#: What Catalan and Spanish write in two ways and say in one: h is silent; b and v sound alike in most of Catalonia. So
#: do unstressed o and u; these are left alone: too many words would become one.
_ALIKE = str.maketrans({"h": "", "v": "b", "y": "i", "z": "s"})
_SOFT = re.compile("c(?=[eiy])")
_TWICE = re.compile(r"(.)\1+")


def spelled(words: Sequence[Word], hints: Sequence[str], knows: Knows) -> list[Word]:
    """`words`, but those that sound like an expression of `hints` are written like it. Times and signs stay.

    knows: whether a text is a word of a language, or of a hint.
    """
    result = list(words)
    for hint in hints:
        terms = hint.split()
        wanted = [_sound(term) for term in terms]
        for at in range(len(result) - len(terms) + 1):
            run = result[at : at + len(terms)]
            cores = [_core(word.text, first=not k) for k, word in enumerate(run)]
            alone = len(terms) == 1
            if [_sound(core) for core in cores] == wanted and not (alone and knows(cores[0], run[0].lang)):
                result[at : at + len(terms)] = map(_written, run, cores, terms)
    return result


def _core(text: str, *, first: bool) -> str:
    """The word without signs around it; at the start of an expression also without what is elided before it."""
    bare = text.strip("«»“”\"'’()¿¡,.;:!?…—–-")
    return _ELIDED.sub("", bare) if first else bare


def _sound(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.casefold())
    plain = _SOFT.sub("s", folded.replace("ç", "s").replace("ph", "f"))
    letters = "".join(char for char in plain if char.isalpha()).translate(_ALIKE)
    return _TWICE.sub(r"\1", letters)


def _written(word: Word, core: str, term: str) -> Word:
    if core.casefold() == term.casefold():
        return word  # the same letters: capitals are those of the sentence
    capital = core[:1].isupper() and term[:1].islower()
    return replace(word, text=word.text.replace(core, term[:1].upper() + term[1:] if capital else term, 1))
