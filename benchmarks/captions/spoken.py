"""Sentences as people say them, and whether a translation into English says the same.

Pure, but for reading the files of `spoken/`; its README says what their columns mean.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.results import BenchmarkError
from pipeline.cues import Lang

FOLDER = Path(__file__).parent / "spoken"
COLUMNS = ["kind", "said", "must", "must not"]
#: Words that may stand where a rule has "…".
GAP = 6

Half = Literal["open", "held out"]
#: What may never change, whatever else is clumsy.
Grave = Literal["tense", "number", "name", "negation"]
Way = tuple[str, ...]

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+(?:\.[^\W\d_])?|'s|'d|[%€$&…]")
_SPELLINGS = (
    (re.compile(r"\b([ap])\.\s?m\b\.?"), r"\1m"),
    (re.compile(r"\bcan(?:'t|not)\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    (re.compile(r"(?<=\d)[,:](?=\d)"), "."),
    (re.compile(r"(?<=\d)(?=(?:am|pm|h)\b)"), " "),
)
#: What a shortened word may stand for, where a right translation is looked for.
_SHORT = {"'s": {"is", "has", "us"}, "'d": {"would", "had"}}
_FUTURE = {("will",), ("going", "to"), ("let", "'s")}
_TENSE = {("was",), ("were",), ("had",), ("will",), ("would",), ("going", "to")}
_NEGATION = {"not", "never", "nobody", "none", "no", "nothing", "neither", "without"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that has to stand in a translation, or must not. ways: of saying it, each as words; any will do."""

    ways: tuple[Way, ...]
    grave: Grave | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence. must: all have to be met. must_not: none may be."""

    lang: Lang
    kind: str
    said: str
    must: tuple[Rule, ...]
    must_not: tuple[Rule, ...]

    @property
    def half(self) -> Half:
        return "held out" if hashlib.sha256(self.said.encode()).digest()[0] % 2 else "open"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a translation. lacks, has: the rules it breaks. Right where both are empty."""

    lacks: tuple[Rule, ...]
    has: tuple[Rule, ...]

    @property
    def right(self) -> bool:
        return not self.lacks and not self.has

    @property
    def graves(self) -> frozenset[Grave]:
        return frozenset(rule.grave for rule in (*self.lacks, *self.has) if rule.grave)

    def __str__(self) -> str:
        lacks = ["lacks " + "|".join(map(" ".join, rule.ways)) for rule in self.lacks]
        return "; ".join(lacks + ["has " + "|".join(map(" ".join, rule.ways)) for rule in self.has])


def sentences(lang: Lang, folder: Path = FOLDER) -> list[Spoken]:
    """The sentences of `lang`, in the order of the file. Raises BenchmarkError for a row unlike the others."""
    path = folder / f"spoken.{lang}.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if head != COLUMNS:
        raise BenchmarkError(f"the columns are {head}, and have to be {COLUMNS}.", where=path)
    return [_spoken(lang, row, path, number) for number, row in enumerate(rows, 2)]


def _spoken(lang: Lang, row: list[str], path: Path, number: int) -> Spoken:
    if len(row) != len(COLUMNS) or not all(row[:3]):
        raise BenchmarkError(f"line {number} has no {', '.join(COLUMNS[:3])}.", where=path)
    kind, said, must, must_not = row
    return Spoken(lang, kind, said, tuple(_must(group) for group in must.split(";")), _must_not(must_not))


def judge(one: Spoken, translation: str) -> Verdict:
    """Whether `translation` says what `one` says."""
    words = tokens(translation)
    return Verdict(
        tuple(rule for rule in one.must if not any(_holds(words, way, lenient=True) for way in rule.ways)),
        tuple(rule for rule in one.must_not if any(_holds(words, way, lenient=False) for way in rule.ways)),
    )


def tokens(text: str) -> Way:
    """The words, numbers and signs of money of English `text`, in one spelling."""
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("-", " ").casefold()
    for pattern, put in _SPELLINGS:
        text = pattern.sub(put, text)
    return tuple(_TOKEN.findall(text))


def _must(group: str) -> Rule:
    ways = group.strip().split("|")
    return Rule(tuple(map(tokens, ways)), _grave(ways))


def _must_not(column: str) -> tuple[Rule, ...]:
    """Each by itself: it is what was found that says how bad it is."""
    ways = [tokens(way) for way in column.split("|") if way.strip()]
    return tuple(Rule((way,), "tense" if way in _FUTURE else None) for way in ways)


def _grave(ways: Sequence[str]) -> Grave | None:
    words = [tokens(way) for way in ways]
    if any(char.isdigit() for way in ways for char in way):
        return "number"
    if any(_NEGATION & set(way) for way in words):
        return "negation"
    if all(way.strip()[0].isupper() for way in ways) and ways != ["I"]:
        return "name"
    return "tense" if any(way in _TENSE or way[:1] == ("would",) for way in words) else None


def _holds(words: Way, way: Way, *, lenient: bool) -> bool:
    return any(_starts(words[at:], way, lenient) for at in range(len(words)))


def _starts(words: Way, way: Way, lenient: bool) -> bool:
    """Whether `words` begin with `way`."""
    if not way:
        return True
    if way[0] == "…":
        return any(_starts(words[skipped:], way[1:], lenient) for skipped in range(GAP + 1))
    if not words or not (words[0] == way[0] or (lenient and way[0] in _SHORT.get(words[0], ()))):
        return False
    return _starts(words[1:], way[1:], lenient)
