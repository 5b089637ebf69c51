"""What sounds like an expression of the glossary, written as the glossary has it: "l'ort urbà" → "l'hort urbà".

The recogniser is not told the glossary (`engines.Options`) and writes a homophone, or a word of no language: "Sintia",
Cynthia. A single word of a dictionary is left alone: it may well be the other one (the name Bell; "vell", old) – but
where somebody says who they are, a name that was heard with doubt is that of the person whose story it is, if it sounds
nearly like it: "Hola, me llamo Cinta" (what is heard there differs by processor).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from pipeline.cues import Word
from pipeline.speech.fusion import Knows

#: An elided article, preposition or pronoun before a word: l', d'…
_ELIDED = re.compile(r"^[dlmnst]['’]", re.IGNORECASE)
#: What Catalan and Spanish write in two ways and say in one: h is silent; b and v sound alike in most of Catalonia. So
#: do unstressed o and u; these are left alone: too many words would become one.
_ALIKE = str.maketrans({"h": "", "v": "b", "y": "i", "z": "s"})
_SOFT = re.compile("c(?=[eiy])")
_TWICE = re.compile(r"([^\W\d_])\1+")

#: Words before somebody's own name.
_WHO_I_AM = ("me llamo", "mi nombre es", "em dic", "el meu nom és", "my name is", "my name's")
#: How sure a name has to be heard to be believed whatever the story says.
_BELIEVED = 0.6


def spelled(words: Sequence[Word], hints: Sequence[str], knows: Knows) -> list[Word]:
    """`words`, but those that sound like an expression of `hints` are written like it. Times and signs stay.

    knows: whether a text is a word of a language, or of a hint.
    """
    result = list(words)
    for hint in hints:
        terms = hint.split()
        for at in range(len(result) - len(terms) + 1):
            run = result[at : at + len(terms)]
            cores = [_core(word.text, first=not k) for k, word in enumerate(run)]
            alone = len(terms) == 1
            if all(map(_alike, cores, terms)) and not (alone and knows(cores[0], run[0].lang)):
                result[at : at + len(terms)] = map(_written, run, cores, terms)
    return [_own_name(result, at, hints) for at in range(len(result))]


def _own_name(words: Sequence[Word], at: int, hints: Sequence[str]) -> Word:
    """The word there; where somebody says their name, and it was heard with doubt, the first name among `hints` that
    sounds like it but for one sound."""
    word = words[at]
    before = " ".join(_core(one.text, first=False).casefold() for one in words[max(0, at - 4) : at])
    if (1 if word.probability is None else word.probability) >= _BELIEVED or not before.endswith(_WHO_I_AM):
        return word
    core = _core(word.text, first=True)
    for name in (hint.split()[0] for hint in hints if hint[:1].isupper()):
        if len(_sound(name)) > 3 and Levenshtein.distance(_sound(name), _sound(core)) <= 1:
            return _written(word, core, name)
    return word


def _core(text: str, *, first: bool) -> str:
    """The word without signs around it; at the start of an expression also without what is elided before it."""
    bare = text.strip("«»“”\"'’()¿¡,.;:!?…—–-")
    return _ELIDED.sub("", bare) if first else bare


def _alike(core: str, term: str) -> bool:
    """Whether both are said alike. What has no sound of its own ("&") is as it is written."""
    sound = _sound(term)
    return _sound(core) == sound and (bool(sound) or core == term)


def _sound(text: str) -> str:
    """Figures are said as they are: "Agenda 21" is not "Agenda 2030"."""
    folded = unicodedata.normalize("NFD", text.casefold())
    plain = _SOFT.sub("s", folded.replace("ç", "s").replace("ph", "f"))
    letters = "".join(char for char in plain if char.isalnum()).translate(_ALIKE)
    return _TWICE.sub(r"\1", letters)


def _written(word: Word, core: str, term: str) -> Word:
    if core.casefold() == term.casefold():
        return word  # the same letters: capitals are those of the sentence
    capital = core[:1].isupper() and term[:1].islower()
    return replace(word, text=word.text.replace(core, term[:1].upper() + term[1:] if capital else term, 1))
