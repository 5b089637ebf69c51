"""A word of no dictionary that sounds like one that is in it: "anciams" → "enciams", "travellem" → "treballem".

Recognisers write what they hear, and a small one does not know how it is spelt. Only what is said alike – Catalan of
most of Catalonia, Spanish of Catalans – is changed, in at most MOST_CHANGES places, and only where one word alone comes
out. Names are left alone: what is written with a capital within a sentence, there and wherever else it stands. What was
changed stays among the words worth hearing again.

Sources of the pairs: Institut d'Estudis Catalans, *Ortografia catalana* (2017), chapter 2; Real Academia Española,
*Ortografía* (2010), chapter 1 (b and v, seseo, ll and y, silent h).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.captions.grammar import ends_sentence
from pipeline.cues import Word
from pipeline.dictionaries import dictionary_word, unelided
from pipeline.speech.fusion import Knows

#: Places of a word that may be spelt otherwise.
MOST_CHANGES = 3

#: Letters of the shortest word that is looked at: of shorter ones nearly any change is a word.
LEAST_LETTERS = 4

#: And of the longest: "aaaaaah" of a hundred letters would be looked up in a million forms.
MOST_LETTERS = 20

#: Forms of a word from which further ones are still made: a change more takes ten times as many look-ups.
MOST_FORMS = 120

#: Probability that a changed word has at most: below `check.risk.DOUBTFUL`, so that reviewers are led to it.
GUESSED = 0.49

_ACCENTS = (("a", "à"), ("e", "é è"), ("i", "í ï"), ("o", "ó ò"), ("u", "ú ü"))
_SPANISH_ACCENTS = (("a", "á"), ("e", "é"), ("i", "í"), ("o", "ó"), ("u", "ú"))

#: What is written (a regular expression) → what is written for the same sound.
_CATALAN = (
    *_ACCENTS,
    *((accented, plain) for plain, several in _ACCENTS for accented in several.split()),
    *(("a", "e"), ("e", "a"), ("à", "e"), ("o", "u"), ("u", "o")),  # unstressed
    *(("b", "v"), ("v", "b"), ("mb", "nv"), ("nv", "mb")),
    *(("ss", "ç c s"), ("s", "ss c ç z"), ("ç", "ss s"), ("c(?=[eièéí])", "s ss"), ("z", "s")),
    *(("g(?=[eièéí])", "j"), ("j", "g"), ("tj", "tg"), ("tg", "tj"), ("ix", "x"), ("x", "ix")),
    *(("mm", "m"), ("nn", "n"), ("l·l", "l"), ("(?<=[aeiou])l(?=[aeiou])", "l·l")),
    *(("^h", ""), ("^(?=[aeiouàèéíòóú])", "h")),
    *(("^([ldmnst])'", r"\1"), ("^([ldmnst])(?=[aeiouhàèéíòóú])", r"\1'")),
    *(("é$", "er"), ("a$", "er"), ("(?<=[aiàí])$", "r"), ("(?<=[nlr])$", "t"), ("d$", " t"), ("t$", "d")),
)
_SPANISH = (
    *_SPANISH_ACCENTS,
    *((accented, plain) for plain, accented in _SPANISH_ACCENTS),
    *(("b", "v"), ("v", "b"), ("s", "z c"), ("z", "s"), ("c(?=[eiéí])", "s")),
    *(("ll", "y"), ("y", "ll"), ("g(?=[eiéí])", "j"), ("j(?=[eiéí])", "g")),
    *(("^h", ""), ("^(?=[aeiouáéíóú])", "h")),
)
_ALIKE = {
    lang: tuple((re.compile(pattern), several.split(" ")) for pattern, several in table)
    for lang, table in (("ca", _CATALAN), ("es", _SPANISH))
}


def respelled(words: Sequence[Word], knows: Knows) -> list[Word]:
    """`words`, but what `knows` no word is the only one it knows that sounds the same. Times, signs, capitals stay."""
    names = _names(words)
    return [
        word if unelided(dictionary_word(word.text)).casefold() in names else _respelled(word, knows) for word in words
    ]


def _names(words: Sequence[Word]) -> frozenset[str]:
    """What has a capital in the midst of a sentence, or after what is elided, in small letters: at the beginning of
    another sentence it is the same name, although all words have a capital there."""
    begin = [True, *(ends_sentence(before.text, word.text) for before, word in pairwise(words))]
    cores = [dictionary_word(word.text) for word in words]
    return frozenset(
        name.casefold()
        for core, name, first in zip(cores, map(unelided, cores), begin, strict=False)
        if (name != core or not first) and name[:1].isupper() and not name.isupper()
    )


def _respelled(word: Word, knows: Knows) -> Word:
    core = dictionary_word(word.text)
    if (
        not LEAST_LETTERS <= len(core) <= MOST_LETTERS
        or core.isupper()
        or word.lang not in _ALIKE
        or knows(core, word.lang)
    ):
        return word
    meant = _meant(core.casefold(), word.lang, knows)
    if not meant or core not in word.text.replace("’", "'"):
        return word
    written = meant[:1].upper() + meant[1:] if core[:1].isupper() else meant
    probability = None if word.probability is None else min(word.probability, GUESSED)
    return replace(word, text=word.text.replace("’", "'").replace(core, written, 1), probability=probability)


def _meant(text: str, lang: str, knows: Knows) -> str:
    """The word that sounds like `text` and takes the fewest changes; "" where there is none, or more than one."""
    seen, level = {text}, {text}
    for _ in range(MOST_CHANGES):
        if len(level) > MOST_FORMS:
            break
        level = {other for one in level for other in _changed(one, lang)} - seen
        seen |= level
        if found := sorted(other for other in level if knows(other, lang)):
            return found[0] if len(found) == 1 else ""
    return ""


def _changed(text: str, lang: str) -> Iterator[str]:
    """`text` with one place spelt otherwise."""
    for pattern, several in _ALIKE[lang]:
        for found in pattern.finditer(text):
            for other in several:
                yield text[: found.start()] + found.expand(other) + text[found.end() :]
