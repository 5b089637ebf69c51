"""The rows of our table in a word processor's document, as people see them there.

python-docx 1.2 passes over controls, shifts the cells beside one, repeats a merged cell in each of its places, and
leaves out tables inside of cells. Source: ECMA-376 part 1, §17.4 (tables), §17.3 (text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.subtitles.docx_words import DocxReader, W, Words

_TABLE, _ROW, _CELL, _PARAGRAPH = (f"{W}{name}" for name in ("tbl", "tr", "tc", "p"))
_CONTROLS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag"))
_MOST_SPANNED = 100


@dataclass(frozen=True, slots=True)
class DocxCell:
    """text: lines parted by "\\n". merged: part of the cell above. words: all that is known of what is in it."""

    text: str = ""
    merged: bool = False
    words: Words = field(default_factory=Words)


#: The cells of a row by place in the grid; those that a wide one reaches over are empty.
Row = Sequence[DocxCell]


def tables_of(body: Any, reader: DocxReader) -> list[list[Row]]:
    """The tables of a document, in order; those inside of cells are part of the cells' texts."""
    return [[_row(row, reader) for row in _children(table, _ROW)] for table in _children(body, _TABLE)]


def outside(body: Any, reader: DocxReader) -> list[Words]:
    """Paragraphs that stand beside the tables."""
    return [reader.words(one) for one in _children(body, _PARAGRAPH)]


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Its children of that tag, also those in a control."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTROLS:
            yield from _children(child, tag)


def _row(row: Any, reader: DocxReader) -> Row:
    cells = [DocxCell()] * _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _children(row, _CELL):
        down = cell.find(f"{W}tcPr/{W}vMerge")
        if down is not None and down.get(f"{W}val", "continue") == "continue":
            cells.append(DocxCell(merged=True))
        else:
            words = reader.words(cell)
            cells.append(DocxCell(re.sub(r"\n{2,}", "\n", words.text).strip(), words=words))
        cells += [DocxCell()] * (_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)
    return cells


def _number(element: Any, otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), _MOST_SPANNED) if value.isascii() and value.isdecimal() else otherwise
