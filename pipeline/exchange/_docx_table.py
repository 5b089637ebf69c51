"""The rows of our table in a word processor's document, as people see them there.

python-docx 1.2 passes over controls, shifts the cells beside one, repeats a merged cell in each of its places, and
leaves out tables inside of cells. Source: ECMA-376 part 1, §17.4 (tables), §17.3 (text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE, _ROW, _CELL, _PARAGRAPH = (f"{_W}{name}" for name in ("tbl", "tr", "tc", "p"))
_CONTROLS = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag"))
_PROPERTIES = ("pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "sdtPr")
#: What is no text of its own: properties, codes of fields, the other form of a drawing.
_NO_TEXT = frozenset(
    {
        *(f"{_W}{name}" for name in (*_PROPERTIES, "instrText", "delText")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_CHARS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
#: What word processors make of "-->", "<--", ":)", ":|" and ":(" that somebody types (Wingdings), and a bullet.
_SIGNS = {"F0E0": "→", "F0DF": "←", "F04A": "☺", "F04B": "😐", "F04C": "☹", "F0B7": "•"}
_UNKNOWN = "\ufffd"
_OFF = frozenset({"0", "false", "off"})
_MOST_SPANNED = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """text: lines parted by "\\n". merged: part of the cell above. struck: words in it are struck through."""

    text: str = ""
    merged: bool = False
    struck: bool = False


#: The cells of a row by place in the grid; those that a wide one reaches over are empty.
Row = Sequence[Cell]


def tables_of(body: Any) -> list[list[Row]]:
    """The tables of a document, in order; those inside of cells are part of the cells' texts."""
    return [[_row(row) for row in _children(table, _ROW)] for table in _children(body, _TABLE)]


def outside(body: Any) -> list[str]:
    """Paragraphs with words that stand beside the tables."""
    return [text for one in _children(body, _PARAGRAPH) if (text := _text(one).strip())]


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Its children of that tag, also those in a control."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTROLS:
            yield from _children(child, tag)


def _row(row: Any) -> Row:
    cells = [Cell()] * _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
    for cell in _children(row, _CELL):
        down = cell.find(f"{_W}tcPr/{_W}vMerge")
        if down is not None and down.get(f"{_W}val", "continue") == "continue":
            cells.append(Cell(merged=True))
        else:
            cells.append(Cell(re.sub(r"\n{2,}", "\n", _text(cell)).strip(), struck=_is_struck(cell)))
        cells += [Cell()] * (_number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1) - 1)
    return cells


def _number(element: Any, otherwise: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(value), _MOST_SPANNED) if value.isascii() and value.isdecimal() else otherwise


def _text(element: Any) -> str:
    parts = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}sym":
            parts.append(_symbol(child.get(f"{_W}char", "")))
        elif child.tag in _CHARS:
            parts.append(_CHARS[child.tag])
        elif child.tag not in _NO_TEXT:
            parts.append(_text(child))
            if child.tag == _PARAGRAPH:
                parts.append("\n")
    return "".join(parts)


def _symbol(code: str) -> str:
    """A sign out of a font of signs; � for one that no letter is known for, so that it is seen."""
    if not re.fullmatch("[0-9A-Fa-f]{4}", code):
        return _UNKNOWN
    char = chr(int(code, 16))
    return _SIGNS.get(code.upper(), _UNKNOWN) if "\ue000" <= char <= "\uf8ff" or not char.isprintable() else char


def _is_struck(cell: Any) -> bool:
    for run in cell.iter(f"{_W}r"):
        marks = [run.find(f"{_W}rPr/{_W}{name}") for name in ("strike", "dstrike")]
        if any(mark is not None and mark.get(f"{_W}val") not in _OFF for mark in marks) and _text(run).strip():
            return True
    return False
