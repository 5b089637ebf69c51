"""A spreadsheet that comes back: columns in any order, rows moved, added, emptied or gone."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.captions.speaker_labels import label, speaker_in, without_label
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.subtitles.columns import ABOUT, columns_of, other_of, strange_column
from pipeline.subtitles.exchanged import Beside, FilmInfo, Incoming, ReviewerComment, understood
from pipeline.subtitles.looks import STRUCK, Looks, looks_told
from pipeline.subtitles.sheet_cells import SheetCell, filled_rows
from pipeline.subtitles.sheet_notes import Note, notes_on
from pipeline.subtitles.sheet_times import read_time, typed_as_minutes
from pipeline.subtitles.sheet_words import shown, shown_clock
from pipeline.subtitles.split_rows import WITH_ABOVE, shared_out, with_row
from pipeline.subtitles.timecode import frame_rate, frames_told

#: Rows above the header that somebody may have put there.
_HEADER_WITHIN = 20
_DIGITS = 7  # more than any number of a row has
_NEEDED = frozenset({"start", "end", "text"})
#: How the notation of Excel's own character references is written where it is meant literally.
_REFERENCE = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_NO = frozenset({"", "no", "n", "0", "false", "fals", "-", "–"})
#: Columns that hold for each of the rows that share a cell.
_SHARED = frozenset({"start", "end", "speaker", "was_speaker", "top"})
_NONE = SheetCell()
_LOOK_FOR_WORDS = "Spreadsheets keep only the upper words when cells are merged: look whether all are there."


@dataclass(frozen=True, slots=True)
class _SheetRow:
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
    tops: Mapping[int, _SheetRow]

    def _cell(self, column: str) -> SheetCell | None:
        """The cell of a column; None where it is empty. Rows that share one cell have what is in it – but its words,
        which are said once."""
        cell = self._own(column)
        if cell.value is None and cell.merged and column in _SHARED:
            cell = self._first(column)._own(column)
        return cell if cell.value is not None else None

    def _own(self, column: str) -> SheetCell:
        at = self.columns.get(column, len(self.cells))
        return self.cells[at] if at < len(self.cells) else _NONE

    def _first(self, column: str) -> _SheetRow:
        """The first of the rows that share its cell of a column."""
        return self.tops.get(self.columns.get(column, -1), self)

    def words(self, column: str) -> str:
        """The words in a cell; "" for none. Raises SubtitleError where a spreadsheet made a date of them."""
        cell = self._cell(column)
        if cell is None:
            return ""
        value = cell.value
        if cell.data_type == "e":
            raise self.wrong(column, f'shows an error of the spreadsheet, "{value}"', "Type the words again.")
        if isinstance(value, (time, timedelta)) and (clock := shown_clock(value, cell.number_format)):
            return clock
        if isinstance(value, (date, time, timedelta)):
            raise self.wrong(column, "was turned into a date or time by the spreadsheet", "Type ' before the words.")
        if isinstance(value, bool):
            value = str(value).upper()
        if isinstance(value, (int, float)):
            value = shown(value, cell.number_format, self.film.lang)
            if value is None:
                what = f'shows a number in a way that is not known here ("{cell.number_format}")'
                raise self.wrong(column, what, "Type ' before the words.")
        # A formula is what somebody typed that begins with "=": its words, never its result.
        return _REFERENCE.sub("_", str(getattr(value, "text", value)).replace("_x000D_", "").replace("\r", ""))

    def time(self, column: str, fps: Fraction | None, remarks: list[str]) -> int | None:
        """ms; None where the cell is empty. fps: of frames, if times end in them. Raises SubtitleError for what is no
        time."""
        cell = self._cell(column)
        if cell is None or (isinstance(cell.value, str) and not cell.value.strip()):
            return None
        if cell.data_type == "f":
            raise self.wrong(column, "holds a formula", "Write the time itself, such as 0:00:07.500.")
        ms = read_time(cell.value, fps)
        if ms is not None and typed_as_minutes(ms, cell.number_format, self.film.duration_ms):
            seconds = ms // 60_000
            said = f"{seconds // 60}:{seconds % 60:02d}"
            remarks.append(f"row {self.number}: a time was taken for hours and minutes; it was read as {said}.")
            return seconds * 1000
        if ms is None:
            raise self.wrong(column, f'holds "{cell.value}", which is no time', "Write it such as 0:00:07.500.")
        return ms

    def goes_on(self, column: str) -> bool:
        """Whether its cell of a column is one with that of the row above, and there are words in it."""
        return (first := self._first(column)) is not self and bool(first.words(column).strip())

    def looks(self, column: str) -> Looks | None:
        """How the words of a column look; None where there are none."""
        cell = self._cell(column)
        return Looks(f"row {self.number}", cell.marked, cell.colours) if cell and str(cell.value).strip() else None

    def is_struck(self) -> bool:
        """Whether words of its columns are struck through."""
        return any(cell is not None and cell.struck for cell in map(self._cell, self.columns))

    def times(self) -> list[str]:
        """What stands in the cells of start and end, as text."""
        cells = (self._cell(column) for column in ("start", "end"))
        return [text for cell in cells if cell is not None and (text := str(cell.value).strip())]

    def is_formula(self, column: str) -> bool:
        cell = self._cell(column)
        return cell is not None and cell.data_type == "f"

    def number_of(self) -> int | None:
        """The number of its caption, where a number stands there."""
        cell = self._cell("number")
        digits = str(cell.value).strip().removesuffix(".0").rstrip(".") if cell is not None else ""
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < _DIGITS else None

    def wrong(self, column: str, what: str, remedy: str) -> SubtitleError:
        return SubtitleError(f"cell {self.name(column)} {what}.", where=self.path, remedy=remedy)

    def name(self, column: str) -> str:
        """What people call the cell of a column: F7."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.columns[column] + 1)}{self.number}"


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """The cues of the first sheet that has our headers. Raises SubtitleError, which names the cell; for damaged files,
    errors of openpyxl's of every kind: it parses cells as they are asked."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, about looks that it does not know
        return _read(data, film, path)


def _read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False, rich_text=True)
    try:
        about = _about(book)
        sheet = _ours(book, path)
        rows, found = list(_rows(sheet, path, film)), Found()
        found.remarks.extend(_left_out(rows))
        for other in book.worksheets:
            if other is not sheet and other.title != ABOUT:
                found.remarks.extend(_other_sheet(other, path))
        notes: dict[int, list[Note]] = {}
        for note in notes_on(sheet):
            notes.setdefault(note.row, []).append(note)
        fps = frame_rate((text for row in rows for text in row.times()), film.fps)
        if fps:
            found.remarks.append(frames_told(fps))
        for row in rows:
            _take(row, fps, notes.pop(row.number, ()), found)
        found.remarks.extend(note.left_out for left in notes.values() for note in left)
        for column in ("text", "other"):
            found.remarks.extend(looks_told([one for row in rows if (one := row.looks(column))]))
    finally:
        book.close()
    ready, mended = understood(shared_out(found.cues, found.remarks), film, ours="sha256" in about)
    other = about.get("other") or (rows[0].other if rows else None)
    return Incoming(
        ready, (*found.remarks, *mended), about.get("sha256"), about.get("story"), about.get("lang"),
        tuple(found.comments), other, about.get("other_sha256"), tuple(found.beside),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What the rows say."""

    cues: list[Cue] = field(default_factory=list)
    comments: list[ReviewerComment] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def _left_out(rows: Sequence[_SheetRow]) -> Iterator[str]:
    """What stands in columns that are none of ours."""
    told: set[int] = set()
    for row in rows:
        for at, cell in enumerate(row.cells):
            if at not in told and at not in row.columns.values() and cell.value is not None and str(cell.value).strip():
                told.add(at)
                above = row.head[at].value if at < len(row.head) else None
                yield strange_column("" if above is None else str(above), str(cell.value))


def _other_sheet(sheet: Any, path: Path | None) -> Iterator[str]:
    """What stands on a sheet that is not the one that is read."""
    filled = islice(filled_rows(sheet, path), _HEADER_WITHIN)
    if words := next((text for _, cells in filled for one in cells if (text := _shown(one))), ""):
        yield f"sheet “{sheet.title}”: is not the table that is read; left out, first of all: “{words}”."
    yield from (note.left_out for note in notes_on(sheet))


def _shown(cell: SheetCell) -> str:
    return "" if cell.value is None else " ".join(str(cell.value).split())


def _take(row: _SheetRow, fps: Fraction | None, notes: Sequence[Note], found: Found) -> None:
    text, written = row.words("text").strip(), _new_lines(row.words("comment"), row.words("was_comment"))
    comment = "\n".join(filter(None, (written, *(note.text for note in notes))))
    other = row.words("other")
    shared = row.goes_on("text") and bool(found.cues)
    if row.is_struck():
        found.remarks.append(f"row {row.number}: {STRUCK}")
    if not text and not shared and any(row.times()):
        found.remarks.append(f"row {row.number}: has no words; its caption is taken out.")
    if row.is_formula("text"):
        found.remarks.append(f"cell {row.name('text')}: holds a formula; its letters were taken, not its result.")
    times = _times(row, fps, found.remarks, needed=bool(text or comment or other.strip()))
    if shared:
        found.remarks.append(f"row {row.number}: {WITH_ABOVE if text else f'{WITH_ABOVE} {_LOOK_FOR_WORDS}'}")
        found.cues[-1] = with_row(found.cues[-1], times, text)
    if times is None:
        return
    start, end = times
    if "other" in row.columns:
        said = row.words("text")
        found.beside.append(Beside(row.number_of(), start, max(start + 1, end), said, other, row.name("other")))
    if text and not shared:
        spoken = _spoken(text, row.words("speaker").strip(), row.words("was_speaker").strip(), row.film.names)
        top = row.words("top").strip().casefold() not in _NO
        found.cues.append(Cue(start, end, spoken, top=top))
    if comment:
        found.comments.append(ReviewerComment(start, end, text, comment))


def _times(row: _SheetRow, fps: Fraction | None, remarks: list[str], *, needed: bool) -> tuple[int, int] | None:
    """Start and end of a row; None where they are not there, or are no times, and not needed: the row has no words."""
    try:
        start, end = row.time("start", fps, remarks), row.time("end", fps, remarks)
    except SubtitleError:
        if needed:
            raise
        return None
    if start is not None and end is not None:
        return start, end
    if needed:
        missing = "start" if start is None else "end"
        raise row.wrong(missing, "has no time, and its row has words", "Write when the caption starts and ends.")
    return None


def _spoken(text: str, speaker: str, was: str, names: Sequence[str]) -> str:
    """`text` with who says it: a name that a reviewer put into, or took out of, the cell beside it."""
    if speaker == was or speaker_in(text, [speaker] if speaker else []):
        return text
    bare = without_label(text, [*names, was] if was else names)
    return label(speaker) + bare if speaker else bare


def _new_lines(now: str, was: str) -> str:
    """What a reviewer wrote into a cell of comments, without what stood there."""
    old = was.split("\n")
    return "\n".join(line for line in now.split("\n") if line.strip() and line not in old)


def _about(book: Any) -> dict[str, str]:
    """Which version this is, from the hidden sheet or the properties, whichever a program has kept."""
    prefix = f"{ABOUT}."
    found = {prop.name.removeprefix(prefix): str(prop.value) for prop in book.custom_doc_props.props if prop.name}
    if ABOUT in book.sheetnames:
        for key, value in book[ABOUT].iter_rows(min_row=1, max_row=9, max_col=2, values_only=True):
            found[str(key)] = str(value)
    return found


def _ours(book: Any, path: Path | None) -> Any:
    """The first sheet that has our headers near its top. Raises SubtitleError."""
    for sheet in book.worksheets:
        near = islice(filled_rows(sheet, path), _HEADER_WITHIN)
        if any(number <= _HEADER_WITHIN and _columns(cells) is not None for number, cells in near):
            return sheet
    raise SubtitleError(
        "this spreadsheet has no row of headers with the columns of start, end and text.",
        where=path,
        remedy="Export the track again and keep its first row as it is.",
    )


def _rows(sheet: Any, path: Path | None, film: FilmInfo) -> Iterator[_SheetRow]:
    """The rows below the first headers that are ours."""
    columns: Mapping[str, int] | None = None
    other: str | None = None
    head: Sequence[SheetCell] = ()
    tops: dict[int, _SheetRow] = {}
    for number, cells in filled_rows(sheet, path):
        if columns is not None:
            shared = {at: tops[at] for at in columns.values() if cells[at].merged and at in tops}
            row = _SheetRow(number, cells, columns, path, film, other, head, shared)
            tops = {at: shared.get(at, row) for at in columns.values()}
            yield row
        elif (columns := _columns(cells)) is not None:
            other, head = _other(cells, columns), cells


def _columns(cells: Sequence[SheetCell]) -> Mapping[str, int] | None:
    """Which column stands where, if this is the row of headers."""
    named = columns_of(cell.value if isinstance(cell.value, str) else "" for cell in cells)
    found = {name: at for at, name in enumerate(named) if name}
    return found if found.keys() >= _NEEDED else None


def _other(cells: Sequence[SheetCell], columns: Mapping[str, int]) -> str | None:
    """The language side by side, as its header says."""
    at = columns.get("other")
    return other_of(cells[at].value) if at is not None else None
