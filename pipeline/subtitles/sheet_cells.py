"""The cells of a sheet: what is in them, how their words look, and which are one cell with others.

openpyxl has no merged cells where it reads row by row. Source: ECMA-376 part 1, §18.3.1.55 (merged cells), §18.4
(shared strings, their runs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.errors import SubtitleError
from pipeline.messages import tr
from pipeline.subtitles.exchanged import MAX_CUES

_MAX_COLUMNS = 100
_LAST_ROW = 1_048_576  # of any spreadsheet
_MAX_MERGED = 5000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
#: Behind what is only to be read in our own sheets: grey. Earlier, it was behind the other language, too.
TO_READ = "F2F2F2"
#: Colours that are none: automatic, black and white, of the theme or written out, and our own.
_PLAIN_THEME, _PLAIN_INDEXED = (0, 1), (0, 1, 8, 9, 64, 65)
_PLAIN_RGB = frozenset({"000000", "FFFFFF", TO_READ})


@dataclass(frozen=True, slots=True)
class SheetCell:
    """value: a text, a number or a time, as `data_type` and `number_format` say. merged: part of the cell above.
    struck, marked, colours: how its words look."""

    value: Any = None
    data_type: str = "n"
    number_format: str = "General"
    merged: bool = False
    struck: bool = False
    marked: bool = False
    colours: frozenset[str] = frozenset()


EMPTY = SheetCell()


def filled_rows(sheet: Any, path: Path | None) -> Iterator[tuple[int, Sequence[SheetCell]]]:
    """The rows that are not empty, with their numbers. Raises SubtitleError for more than any track has."""
    sheet.reset_dimensions()  # how far it goes is told wrongly by some programs
    merged = _merged(sheet)
    missing: Sequence[Any] | None = None  # what stands for rows that are not in the file, a million of them at times
    for number, cells in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS), 1):
        if number > _LAST_ROW:
            return
        if cells is missing:
            continue
        if all(cell.value is None for cell in cells):
            missing = cells
            continue
        if number > MAX_CUES:
            raise SubtitleError(
                tr("this sheet has more than {max_cues} rows.", max_cues=MAX_CUES),
                where=path,
                remedy=tr("No track is that long: delete what is not part of it."),
            )
        yield number, [_cell(cell, (number, at) in merged) for at, cell in enumerate(cells, 1)]


def _merged(sheet: Any) -> frozenset[tuple[int, int]]:
    """The places (row, column, from 1) that are part of the cell above."""
    from openpyxl.utils import range_boundaries

    found: set[tuple[int, int]] = set()
    with sheet._get_source() as source:  # the part of the package that this sheet is
        for match in islice(_MERGED.finditer(source.read()), _MAX_MERGED):
            left, top, _, bottom = range_boundaries(match[1].decode())
            found.update((row, left) for row in range(top + 1, min(bottom, MAX_CUES) + 1))
    return frozenset(found)


def _cell(cell: Any, merged: bool) -> SheetCell:
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    value = cell.value
    if value is None:
        return SheetCell(merged=True) if merged else EMPTY
    if not isinstance(value, CellRichText):
        return SheetCell(value, cell.data_type, cell.number_format, merged, *_looks([cell.font], cell.fill))
    # Runs without a font of their own have that of the cell.
    fonts = [run.font if isinstance(run, TextBlock) else cell.font for run in value if str(run).strip()]
    return SheetCell(str(value), cell.data_type, cell.number_format, merged, *_looks(fonts, cell.fill))


def _looks(fonts: Sequence[Any], fill: Any) -> tuple[bool, bool, frozenset[str]]:
    struck = any(font.strike for font in fonts)
    marked = any(font.i or font.b or font.u not in (None, "none") for font in fonts)
    behind = _colour(fill.fgColor) if getattr(fill, "patternType", None) else ""
    return struck, marked, frozenset(f"{_colour(font.color)} on {behind}" for font in fonts)


def _colour(colour: Any) -> str:
    """A name for a colour; "" for those that are none."""
    if colour is None or colour.type == "auto":
        return ""
    value = colour.value
    if colour.type == "rgb":
        value = str(value)[-6:].upper()
    plain: Mapping[str, Any] = {"rgb": _PLAIN_RGB, "theme": _PLAIN_THEME, "indexed": _PLAIN_INDEXED}
    return "" if value in plain.get(colour.type, ()) else f"{colour.type} {value}"
