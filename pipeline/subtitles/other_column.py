"""The other language of a sheet: what a reviewer corrected in the column that shows it beside the track.

Which words stood where is known by placing the other language beside the track once more (`placed`). What was corrected
goes to the caption it was shown from; where nobody can say which captions the words belong to, or when they are said,
the place is pointed out. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from pipeline.captions.limits import READABLE_MS
from pipeline.cues import Cue
from pipeline.subtitles.exchanged import Beside, placed
from pipeline.xmlchars import for_xml

#: Captions of the same words, before and after a row, that are looked at.
_LOOKED = 4


@dataclass(frozen=True, slots=True)
class UnplacedCell:
    """A cell whose words nobody can lay to captions: those it was shown from, and what it says now."""

    cell: str
    shown: tuple[Cue, ...]
    says: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """cues: the other language with what could be taken. doubts: what could not. moved: cells whose words were only
    moved to a neighbour, which moves no caption. emptied: whether the whole column is empty."""

    cues: tuple[Cue, ...]
    doubts: tuple[UnplacedCell, ...] = ()
    moved: tuple[str, ...] = ()
    emptied: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    """What now stands beside one caption of the track, and the numbers of the cues that it was shown from."""

    name: str
    start: int
    end: int
    text: str
    shown: tuple[int, ...]
    before: str

    @property
    def changed(self) -> bool:
        return self.text != self.before


def likeness(rows: Sequence[Beside], cues: Sequence[Cue], others: Sequence[Cue]) -> int:
    """How many cells say what they would say if `others` had been exported beside `cues`."""
    return sum(not cell.changed for cell in _cells(rows, cues, others))


def corrected(rows: Sequence[Beside], cues: Sequence[Cue], others: Sequence[Cue]) -> Corrected:
    """`others`, as they were exported beside `cues`, with what `rows` say now. All are ordered by start."""
    cells = list(_cells(rows, cues, others))
    if not any(cell.text for cell in cells):
        return Corrected(tuple(others), emptied=any(cell.before for cell in cells))
    new: dict[int, list[Cue]] = {}
    added: list[Cue] = []
    doubts: list[UnplacedCell] = []
    moved: list[str] = []
    for run in _runs(cells):
        if _words(cell.text for cell in run) == _words(cell.before for cell in run) and len(run) > 1:
            moved += [cell.name for cell in run]
            continue
        left = []
        for cell in run:
            parts = _parts(cell, others)
            if parts is None:
                left.append(cell)
            else:
                new |= {number: [replace(others[number], text=text)] for number, text in parts.items()}
        for cell in left:
            if not cell.shown and _dealt_out(cell, run, new):
                continue
            if not cell.shown and not _on_screen(others, cell):
                added.append(Cue(cell.start, cell.end, cell.text))
            else:
                doubts.append(_doubt(cell, others))
    kept = [cue for number, other in enumerate(others) for cue in new.get(number, [other])]
    return Corrected(tuple(sorted([*kept, *added], key=lambda cue: (cue.start, cue.end))), tuple(doubts), tuple(moved))


def _cells(rows: Sequence[Beside], cues: Sequence[Cue], others: Sequence[Cue]) -> Iterator[_Cell]:
    """One for each caption that still has a row, and one for each row that was added; by time. A row that was split
    stands for one cell: what stands in both halves is said once."""
    places, captions = placed(cues, others), _RowCaptions(cues)
    found: dict[int, list[Beside]] = {}
    for place, row in enumerate(rows):
        number = captions.of(row)
        found.setdefault(len(cues) + place if number is None else number, []).append(row)
    cells = []
    for number, group in found.items():
        text = "\n".join(dict.fromkeys(filter(None, (_tidy(row.text) for row in group))))
        start, end = min(row.start for row in group), max(row.end for row in group)
        shown = tuple(places[number]) if number < len(cues) else ()
        before = _tidy(for_xml("\n".join(others[n].text for n in shown)))
        if number < len(cues) or text:
            cells.append(_Cell(group[0].cell, start, end, text, shown, before))
    yield from sorted(cells, key=lambda cell: (cell.start, cell.end))


class _RowCaptions:
    """Which caption of the track as it was exported a row was made from."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._starts = [cue.start for cue in cues]
        self._keys = [_keys(cue.start, cue.end, cue.text) for cue in cues]
        self._by: dict[tuple[str, object], list[int]] = defaultdict(list)
        for number, keys in enumerate(self._keys):
            for key in keys:
                self._by[key].append(number)
        self._taken: Counter[int] = Counter()

    def of(self, row: Beside) -> int | None:
        """By its number, unless the rows were numbered anew; else by its words and times: the caption that shares most
        of these, the nearest of several, and of two alike the one that no row has stood for."""
        number, keys = (row.number or 0) - 1, _keys(row.start, row.end, row.said)
        if 0 <= number < len(self._keys) and keys & self._keys[number]:
            return number
        near = {
            place for key in keys if (found := self._by.get(key)) for place in found[self._around(found, row.start)]
        }
        best = min(
            near,
            key=lambda n: (-len(keys & self._keys[n]), abs(self._starts[n] - row.start), self._taken[n], n),
            default=None,
        )
        if best is not None:
            self._taken[best] += 1
        return best

    def _around(self, found: Sequence[int], start: int) -> slice:
        """The few of `found` (rising) that begin about when a row does: of a refrain there may be many."""
        at = bisect_left(found, start, key=lambda number: self._starts[number])
        return slice(max(0, at - _LOOKED), at + _LOOKED)


def _keys(start: int, end: int, text: str) -> frozenset[tuple[str, object]]:
    return frozenset({("start", start), ("end", end), ("text", tuple(text.split()))})


def _runs(cells: Iterable[_Cell]) -> Iterator[list[_Cell]]:
    """Neighbours that were changed."""
    for changed, run in groupby(cells, key=lambda cell: cell.changed):
        if changed:
            yield list(run)


def _parts(cell: _Cell, others: Sequence[Cue]) -> dict[int, str] | None:
    """The new text of each cue that a cell was shown from; None where that cannot be told."""
    if not cell.shown or not cell.text:
        return None
    if len(cell.shown) == 1:
        return {cell.shown[0]: cell.text}
    lines, counts = cell.text.split("\n"), [_tidy(others[n].text).count("\n") + 1 for n in cell.shown]
    if len(lines) == sum(counts):  # line by line, as it was shown
        texts = ["\n".join(lines[sum(counts[:k]) : sum(counts[: k + 1])]) for k in range(len(counts))]
        return dict(zip(cell.shown, texts, strict=True))
    return _by_words(cell, others)


def _by_words(cell: _Cell, others: Sequence[Cue]) -> dict[int, str] | None:
    """The cell cut where its cues meet, if the words on both sides of each such place are still there."""
    texts = [others[n].text.split() for n in cell.shown]
    before, now = [word for text in texts for word in text], cell.text.split()
    same = {
        block.a + k: block.b + k
        for block in SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
        for k in range(block.size)
    }
    cuts, at = [0], 0
    for text in texts[:-1]:
        at += len(text)
        if same.get(at - 1, -2) + 1 != same.get(at, -9):
            return None
        cuts.append(same[at])
    return {
        number: " ".join(now[low:high]) for number, (low, high) in zip(cell.shown, pairwise([*cuts, None]), strict=True)
    }


def _dealt_out(cell: _Cell, run: Sequence[_Cell], new: dict[int, list[Cue]]) -> bool:
    """Whether the cue shown one row above or below, which was changed too, could be split where the two rows meet: its
    words were dealt out over the rows that it is said in."""
    at = run.index(cell)
    if at and run[at - 1].shown:
        last = new.get(run[at - 1].shown[-1], [])
        if last and _cuts(last[-1], cell.start):
            whole = last.pop()
            last += [whole.moved(whole.start, cell.start), replace(whole, start=cell.start, text=cell.text)]
            return True
    if at + 1 < len(run) and run[at + 1].shown:
        first = new.get(run[at + 1].shown[0], [])
        if first and _cuts(first[0], run[at + 1].start):
            whole = first[0]
            cut = run[at + 1].start
            first[:1] = [replace(whole, end=cut, text=cell.text), whole.moved(cut, whole.end)]
            return True
    return False


def _cuts(cue: Cue, ms: int) -> bool:
    return cue.start + READABLE_MS <= ms <= cue.end - READABLE_MS


def _on_screen(others: Sequence[Cue], cell: _Cell) -> list[Cue]:
    return [cue for cue in others if cue.start < cell.end and cell.start < cue.end]


def _doubt(cell: _Cell, others: Sequence[Cue]) -> UnplacedCell:
    shown = tuple(others[n] for n in cell.shown) or tuple(_on_screen(others, cell))
    if not cell.text:
        return UnplacedCell(cell.name, shown, ())
    return UnplacedCell(cell.name, shown, (Cue(shown[0].start, max(cue.end for cue in shown), cell.text),))


def _tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def _words(texts: Iterable[str]) -> list[str]:
    return " ".join(texts).split()
