"""A row of a spreadsheet below our headers: its cells by what they are called, each read as people see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from pipeline.errors import SubtitleError
from pipeline.messages import tr, tr_later
from pipeline.subtitles.columns import columns_of, other_of
from pipeline.subtitles.exchanged import FilmInfo
from pipeline.subtitles.looks import TextFormatting
from pipeline.subtitles.reading_remarks import row_at
from pipeline.subtitles.sheet_cells import EMPTY, SheetCell, filled_rows
from pipeline.subtitles.sheet_times import TimesAs, read_time, typed_as_minutes
from pipeline.subtitles.sheet_words import shown, shown_clock
from pipeline.subtitles.table_rows import NEEDED, SHARED

_DIGITS = 7  # more than any number of a row has
#: How the notation of Excel's own character references is written where it is meant literally.
_REFERENCE = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of a row, which column stands where (from 0), and how to complain about one of them. other: the
    language side by side, as its header says. head: the cells of the headers. tops: by place, the first of the rows
    that share a cell."""

    number: int
    cells: Sequence[SheetCell]
    columns: Mapping[str, int]
    path: Path | None
    film: FilmInfo
    other: str | None
    head: Sequence[SheetCell]
    tops: Mapping[int, SheetRow]

    def _cell(self, column: str) -> SheetCell | None:
        """The cell of a column; None where it is empty. Rows that share one cell have what is in it – but its words,
        which are said once."""
        cell = self._own(column)
        if cell.value is None and cell.merged and column in SHARED:
            cell = self._first(column)._own(column)
        return cell if cell.value is not None else None

    def _own(self, column: str) -> SheetCell:
        at = self.columns.get(column, len(self.cells))
        return self.cells[at] if at < len(self.cells) else EMPTY

    def _first(self, column: str) -> SheetRow:
        """The first of the rows that share its cell of a column."""
        return self.tops.get(self.columns.get(column, -1), self)

    def words(self, column: str) -> str:
        """The words in a cell; "" for none. Raises SubtitleError where a spreadsheet made a date of them."""
        cell = self._cell(column)
        if cell is None:
            return ""
        value = cell.value
        if cell.data_type == "e":
            told = tr_later('cell {cell} shows an error of the spreadsheet, "{shown}".')
            raise self.wrong(column, told, tr("Type the words again."), shown=value)
        if isinstance(value, (time, timedelta)) and (clock := shown_clock(value, cell.number_format)):
            return clock
        if isinstance(value, (date, time, timedelta)):
            told = tr_later("cell {cell} was turned into a date or time by the spreadsheet.")
            raise self.wrong(column, told, tr("Type ' before the words."))
        if isinstance(value, bool):
            value = str(value).upper()
        if isinstance(value, (int, float)):
            value = shown(value, cell.number_format, self.film.lang)
            if value is None:
                told = tr_later('cell {cell} shows a number in a way that is not known here ("{format}").')
                raise self.wrong(column, told, tr("Type ' before the words."), format=cell.number_format)
        # A formula is what somebody typed that begins with "=": its words, never its result.
        return _REFERENCE.sub("_", str(getattr(value, "text", value)).replace("_x000D_", "").replace("\r", ""))

    def time(self, column: str, written_as: TimesAs, remarks: list[str]) -> int | None:
        """ms; None where the cell is empty. Raises SubtitleError for what is no time."""
        cell = self._cell(column)
        if cell is None or (isinstance(cell.value, str) and not cell.value.strip()):
            return None
        if cell.data_type == "f":
            told = tr_later("cell {cell} holds a formula.")
            raise self.wrong(column, told, tr("Write the time itself, such as 0:00:07.500."))
        ms = read_time(cell.value, written_as)
        if ms is not None and typed_as_minutes(ms, cell.number_format, self.film.duration_ms):
            seconds = ms // 60_000
            said = f"{seconds // 60}:{seconds % 60:02d}"
            place = row_at(self.number)
            remarks.append(
                tr("{place}: a time was taken for hours and minutes; it was read as {time}.", place=place, time=said)
            )
            return seconds * 1000
        if ms is None:
            told = tr_later('cell {cell} holds "{shown}", which is no time.')
            raise self.wrong(column, told, tr("Write it such as 0:00:07.500."), shown=cell.value)
        return ms

    def goes_on(self, column: str) -> bool:
        """Whether its cell of a column is one with that of the row above, and there are words in it."""
        return (first := self._first(column)) is not self and bool(first.words(column).strip())

    def looks(self, column: str) -> TextFormatting | None:
        """How the words of a column look; None where there are none."""
        cell = self._cell(column)
        return (
            TextFormatting(row_at(self.number), cell.marked, cell.colours) if cell and str(cell.value).strip() else None
        )

    def is_struck(self) -> bool:
        """Whether words of its columns are struck through."""
        return any(cell is not None and cell.struck for cell in map(self._cell, self.columns))

    def times(self) -> list[str]:
        """What stands in the cells of start and end, as text."""
        return [text for value in self.time_values() if (text := str(value).strip())]

    def time_values(self) -> list[Any]:
        """The same, as it is."""
        cells = (self._cell(column) for column in ("start", "end"))
        return [cell.value for cell in cells if cell is not None]

    def is_formula(self, column: str) -> bool:
        cell = self._cell(column)
        return cell is not None and cell.data_type == "f"

    def number_of(self) -> int | None:
        """The number of its caption, where a number stands there."""
        cell = self._cell("number")
        digits = str(cell.value).strip().removesuffix(".0").rstrip(".") if cell is not None else ""
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < _DIGITS else None

    def wrong(self, column: str, told: str, remedy: str, **values: Any) -> SubtitleError:
        """told: the message, which shows the {cell} and `values`."""
        return SubtitleError(tr(told, cell=self.name(column), **values), where=self.path, remedy=remedy)

    def name(self, column: str) -> str:
        """What people call the cell of a column: F7."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.columns[column] + 1)}{self.number}"


def rows_of(sheet: Any, path: Path | None, film: FilmInfo) -> Iterator[SheetRow]:
    """The rows below the first headers that are ours."""
    columns: Mapping[str, int] | None = None
    other: str | None = None
    head: Sequence[SheetCell] = ()
    tops: dict[int, SheetRow] = {}
    for number, cells in filled_rows(sheet, path):
        if columns is not None:
            shared = {at: tops[at] for at in columns.values() if cells[at].merged and at in tops}
            row = SheetRow(number, cells, columns, path, film, other, head, shared)
            tops = {at: shared.get(at, row) for at in columns.values()}
            yield row
        elif (columns := columns_in(cells)) is not None:
            other, head = _other(cells, columns), cells


def columns_in(cells: Sequence[SheetCell]) -> Mapping[str, int] | None:
    """Which column stands where, if this is the row of headers."""
    named = columns_of(cell.value if isinstance(cell.value, str) else "" for cell in cells)
    found = {name: at for at, name in enumerate(named) if name}
    return found if found.keys() >= NEEDED else None


def _other(cells: Sequence[SheetCell], columns: Mapping[str, int]) -> str | None:
    """The language side by side, as its header says."""
    at = columns.get("other")
    return other_of(cells[at].value) if at is not None else None
