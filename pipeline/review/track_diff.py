"""What people changed against the machine: row by row, and in a few figures. Pure.

before: the machine's version that was merged last; after: the file that people edit. For a quality report, and for the
choice of the next model: the less people change, the better it heard.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz.distance import Levenshtein

from pipeline.cues import Cue
from pipeline.review.matching import regions

#: wording: other words. timing: other times. cut: the same words in other cues or lines. position: top or bottom.
Kind = Literal["inserted", "deleted", "wording", "cut", "timing", "position"]
KINDS: tuple[Kind, ...] = ("inserted", "deleted", "wording", "cut", "timing", "position")

#: Which of two tracks has some words.
Side = Literal["both", "before", "after"]

#: How a run of cues is written on one line: where a line ends, and where a cue ends.
LINE_END, CUE_END = "/", "‖"

_NO_WORD = re.compile(r"[^\w'·-]+|_")


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A stretch of a side's text, and whether the other side has it not."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One place where people changed something. kinds: in the order of KINDS."""

    before: tuple[Cue, ...]
    after: tuple[Cue, ...]
    kinds: tuple[Kind, ...]

    @property
    def start(self) -> int:
        """ms, in the file as it is now; where nothing is left there, in the machine's."""
        return (self.after or self.before)[0].start

    @property
    def characters_changed(self) -> int:
        """Characters to insert, delete or replace (Levenshtein); line breaks and cuts do not count."""
        return Levenshtein.distance(_said(self.before), _said(self.after))

    def together(self) -> list[tuple[Side, str]]:
        """Both sides in one text, word by word, with marks where lines and cues end; what was comes first."""
        old, new = shown(self.before).split(), shown(self.after).split()
        found: list[tuple[Side, list[str]]] = []
        for step in Levenshtein.opcodes(old, new):
            was, now = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
            found += [("both", was)] if step.tag == "equal" else [("before", was), ("after", now)]
        return [(side, " ".join(words)) for side, words in found if words]

    def pieces(self) -> tuple[list[DiffPiece], list[DiffPiece]]:
        """The same, each side for itself."""
        parts = self.together()
        before = [DiffPiece(text, side != "both") for side, text in parts if side != "after"]
        return before, [DiffPiece(text, side != "both") for side, text in parts if side != "before"]

    def as_dict(self) -> dict[str, Any]:
        return {
            "kinds": list(self.kinds),
            "before": [cue.as_dict() for cue in self.before],
            "after": [cue.as_dict() for cue in self.after],
            "characters_changed": self.characters_changed,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """rows: by time. cues: the machine's and those that people inserted; touched: those of them in rows. characters,
    words: of people's version; word_errors: words to insert, delete or replace in the machine's to get there, capitals
    and punctuation aside."""

    rows: tuple[DiffRow, ...]
    cues: int
    touched: int
    characters: int
    characters_changed: int
    words: int
    word_errors: int

    @property
    def edit_rate(self) -> float | None:
        """Share of cues touched, 0..1; None where there are none."""
        return self.touched / self.cues if self.cues else None

    @property
    def character_rate(self) -> float | None:
        """Characters changed for each character of people's version; None where it has none."""
        return self.characters_changed / self.characters if self.characters else None

    @property
    def wer(self) -> float | None:
        """Word error rate of the machine, people's version being right; None where that has no words."""
        return self.word_errors / self.words if self.words else None

    def count(self, kind: Kind) -> int:
        return sum(kind in row.kinds for row in self.rows)

    def as_dict(self) -> dict[str, Any]:
        return {
            "cues": self.cues,
            "touched": self.touched,
            "edit_rate": self.edit_rate,
            "characters": self.characters,
            "characters_changed": self.characters_changed,
            "character_rate": self.character_rate,
            "words": self.words,
            "word_errors": self.word_errors,
            "wer": self.wer,
            "kinds": {kind: self.count(kind) for kind in KINDS},
            "rows": [row.as_dict() for row in self.rows],
        }


def compare(before: Sequence[Cue], after: Sequence[Cue]) -> Difference:
    """What is different in `after`; both ordered by start."""
    found = [
        (tuple(before[n] for n in region.base), tuple(after[n] for n in region.people))
        for region in regions(before, (), after)
    ]
    rows = sorted(
        (DiffRow(old, new, kinds) for old, new in found if (kinds := kinds_of(old, new))), key=lambda r: r.start
    )
    inserted = sum(len(row.after) for row in rows if not row.before)
    bare = bare_words(after)
    return Difference(
        tuple(rows),
        cues=len(before) + inserted,
        touched=sum(len(row.before) for row in rows) + inserted,
        characters=len(_said(after)),
        characters_changed=sum(row.characters_changed for row in rows),
        words=len(bare),
        word_errors=Levenshtein.distance(bare_words(before), bare),
    )


def kinds_of(before: Sequence[Cue], after: Sequence[Cue]) -> tuple[Kind, ...]:
    """What people did to the cues `before`; nothing where both show the same."""
    if not before or not after:
        return ("inserted",) if after else ("deleted",) if before else ()
    one_by_one = len(before) == len(after)
    same_words = _said(before) == _said(after)
    same_cut = one_by_one and (not same_words or [cue.text for cue in before] == [cue.text for cue in after])
    done: dict[Kind, bool] = {
        "wording": not same_words,
        "cut": not same_cut,
        "timing": _times(before, one_by_one) != _times(after, one_by_one),
        "position": _tops(before, one_by_one) != _tops(after, one_by_one),
    }
    return tuple(kind for kind in KINDS if done.get(kind))


def _times(cues: Sequence[Cue], each: bool) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in cues] if each else [(cues[0].start, cues[-1].end)]


def _tops(cues: Sequence[Cue], each: bool) -> Counter[bool] | list[bool]:
    return [cue.top for cue in cues] if each else Counter({cue.top: 1 for cue in cues})


def shown(cues: Sequence[Cue]) -> str:
    """Some cues on one line."""
    return f" {CUE_END} ".join(f" {LINE_END} ".join(cue.lines) for cue in cues)


def bare_words(cues: Sequence[Cue]) -> list[str]:
    """Small words without punctuation: what a word error rate is about."""
    found = (word.strip("'·-") for word in _NO_WORD.sub(" ", _said(cues).casefold().replace("’", "'")).split())
    return [word for word in found if word]


def _said(cues: Sequence[Cue]) -> str:
    return " ".join(word for cue in cues for word in cue.text.split())
