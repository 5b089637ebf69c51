"""Whether a translation says what was said, as far as that can be told without an engine: what differs, and how much.

What each is worth was fitted on the open half of the spoken sentences (`benchmarks/captions/spoken`) and on 462 others,
177 of them translated wrong, and is measured on the half held out (docs/translation.md). What another route says
tells little: it differs from as many right ones as wrong ones, so it only moves up what something else speaks against.
The way back into the source language, and into Portuguese, was tried too: right and wrong translations come back alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.captions.lexicon import word_set
from pipeline.check.meaning.likeness import likeness, plain
from pipeline.check.meaning.quantities import quantities
from pipeline.check.meaning.verbs import denies, whens
from pipeline.cues import Lang
from pipeline.dictionaries import Speller, dictionary, dictionary_word, is_word
from pipeline.translation.first_names import people

Note = Literal[
    "doubt", "number", "name", "negation", "past", "future", "left", "mixed", "repeat", "length", "person", "unlike"
]

#: How grave each is: numbers, names and negations must never change.
WEIGHTS: dict[Note, float] = {
    "doubt": 1.5,
    "number": 4.0,
    "name": 4.0,
    "negation": 3.0,
    "past": 2.5,
    "future": 3.0,
    "left": 2.5,
    "mixed": 1.5,
    "repeat": 2.5,
    "length": 2.5,
    "person": 1.5,
    "unlike": 1.0,
}
#: From this weight on somebody should hear and compare.
LISTED = 1.5
#: A translation that has less in common with what another route says weighs as "unlike"; otherwise it weighs nothing.
ALIKE = 0.36

#: Words of a translation for each word of what was said, at least and at most, where there are enough to tell.
_SHORTEST, _LONGEST, _ENOUGH = 0.4, 2.5, 5
#: Nobody says these twice, or a person does so on purpose.
_SAID_TWICE = word_set("very so no yes never many much had that bye ha well now there again ok okay la")
#: Who speaks of themselves: what shows it in the source, and the words that say so in English.
_SELVES: dict[Lang, tuple[tuple[re.Pattern[str], frozenset[str]], ...]] = {
    "ca": (
        (
            re.compile(r"\bem\b|\bm['’]|['’]m\b|-me\b|\bme[uv]\w*|\bjo\b", re.I),
            word_set("i me my mine myself"),
        ),
        (re.compile(r"\bens\b|['’]ns\b|-nos\b|\bnostr|\bnosaltres\b", re.I), word_set("we us our ours let")),
    ),
    "es": (
        (re.compile(r"\bme\b|\bmis?\b|\byo\b|\bmí\b", re.I), word_set("i me my mine myself")),
        (re.compile(r"\bnos\b|\bnuestr|\bnosotr", re.I), word_set("we us our ours let")),
    ),
}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """What was said, and what a caption makes of it. other: what another route makes of it, or "". doubtful: words that
    were heard with doubt, or are in no dictionary. by_person: then only numbers are looked at."""

    source: str
    lang: Lang
    text: str
    target: Lang
    other: str = ""
    doubtful: tuple[str, ...] = ()
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that differs. word: what it is about, as the source or the translation writes it."""

    note: Note
    word: str = ""

    @property
    def weight(self) -> float:
        return WEIGHTS[self.note]


def differences(pair: Pair, speller: Speller | None = None) -> list[Discrepancy]:
    """What differs, the gravest first. speller: of the target language."""
    found = list(_numbers(pair))
    if not pair.by_person:
        found += [Discrepancy("doubt", word) for word in pair.doubtful[:1]]
        found += [
            *_names(pair),
            *_verbs(pair),
            *_left(pair, speller),
            *_mixed(pair),
            *_shape(pair),
            *_self(pair),
            *_unlike(pair),
        ]
    return sorted(found, key=lambda one: -one.weight)


def weight(found: list[Discrepancy]) -> float:
    """How much speaks against a translation."""
    return sum(one.weight for one in found)


def _numbers(pair: Pair) -> Iterator[Discrepancy]:
    said, says = quantities(pair.source, pair.lang), quantities(pair.text, pair.target)
    lost, new = said.sure - says.possible, says.sure - said.possible
    if lost or (new and not pair.by_person):
        yield Discrepancy("number", f"{min(lost or new):g}")


def _names(pair: Pair) -> Iterator[Discrepancy]:
    """First names, and words with a capital in mid-sentence that another route leaves as they are."""
    there, other = set(plain(pair.text).split()), set(pair.other.split())
    named = [pair.source[start:stop] for start, stop in people(pair.source, pair.lang)]
    named += [word for word in re.findall(r"(?<=[\w,] )[^\W\d_a-zà-ÿ][\w·’'-]+", pair.source) if word in other]
    lost = [name for name in named if not set(plain(name).split()) <= there]
    yield from (Discrepancy("name", name) for name in lost[:1])


def _verbs(pair: Pair) -> Iterator[Discrepancy]:
    said, says = denies(pair.source, pair.lang), denies(pair.text, pair.target)
    if None not in (said, says) and said != says:
        yield Discrepancy("negation")
    was, now = whens(pair.source, pair.lang), whens(pair.text, pair.target)
    if pair.target != "en":  # only English tells all its past from all else
        return
    if "past" in was and "past" not in now:
        yield Discrepancy("past")
    if ("future" in now) != ("future" in was) and (was == {"future"} or "future" in now):
        yield Discrepancy("future")


def _left(pair: Pair, speller: Speller | None) -> Iterator[Discrepancy]:
    """Words that are none of the target language: left as they were said, or made up."""
    if speller is None:
        return
    words = [dictionary_word(token) for token in pair.text.split()]
    odd = [word for word in words if word[:1].islower() and not is_word(word, pair.target, speller, pair.doubtful)]
    yield from (Discrepancy("left", word) for word in odd[:1])


def _mixed(pair: Pair) -> Iterator[Discrepancy]:
    """Words that the source language does not have, said in the middle of it: routes read one language. Those that
    stand in the translation as they were said are no translation of anything."""
    own, there = dictionary(pair.lang), set(pair.text.split())
    if own is None:
        return
    words = [word for token in pair.source.split() if token not in there and (word := dictionary_word(token)).islower()]
    odd = [word for word in words if word.isalpha() and not is_word(word, pair.lang, own, pair.doubtful)]
    yield from (Discrepancy("mixed", word) for word in odd[:1])


def _shape(pair: Pair) -> Iterator[Discrepancy]:
    said, says = (_WORD.findall(text.lower()) for text in (pair.source, pair.text))
    twice = [one for one, other in pairwise(says) if one == other and one not in _SAID_TWICE]
    if twice and not any(one == other for one, other in pairwise(said)):
        yield Discrepancy("repeat", twice[0])
    if says and len(said) >= _ENOUGH and not _SHORTEST <= len(says) / len(said) <= _LONGEST:
        yield Discrepancy("length")
    if said and not says:
        yield Discrepancy("length")


def _self(pair: Pair) -> Iterator[Discrepancy]:
    if pair.target != "en":
        return
    says = set(re.split(r"[^a-z]+", pair.text.lower()))
    if any(shown.search(pair.source) and not says & words for shown, words in _SELVES.get(pair.lang, ())):
        yield Discrepancy("person")


def _unlike(pair: Pair) -> Iterator[Discrepancy]:
    if pair.other and likeness(pair.text, pair.other) < ALIKE:
        yield Discrepancy("unlike", pair.other)
