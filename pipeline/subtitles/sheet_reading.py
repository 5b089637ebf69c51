"""A spreadsheet that comes back: columns in any order, rows moved, added, emptied or gone."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.captions.speaker_labels import label, speaker_in, without_label
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.messages import together, tr, tr_later
from pipeline.subtitles.columns import ABOUT, strange_column
from pipeline.subtitles.exchanged import Beside, FilmInfo, Incoming, ReviewerComment, understood
from pipeline.subtitles.looks import STRUCK, looks_told
from pipeline.subtitles.reading_remarks import row_at, said_of
from pipeline.subtitles.sheet_cells import SheetCell, filled_rows
from pipeline.subtitles.sheet_notes import Note, notes_on
from pipeline.subtitles.sheet_row import SheetRow, columns_in, rows_of
from pipeline.subtitles.sheet_times import TimesAs, are_milliseconds, are_seconds, milliseconds_told
from pipeline.subtitles.speaker_cells import voice_beside
from pipeline.subtitles.split_rows import WITH_ABOVE, shared_out, with_row
from pipeline.subtitles.table_rows import Found, says_yes
from pipeline.subtitles.timecode import frame_rate, frames_told

#: Rows above the header that somebody may have put there.
_HEADER_WITHIN = 20
_LOOK_FOR_WORDS = tr_later("Spreadsheets keep only the upper words when cells are merged: look whether all are there.")


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
        rows, found = list(rows_of(sheet, path, film)), Found()
        found.remarks.extend(_left_out(rows))
        for other in book.worksheets:
            if other is not sheet and other.title != ABOUT:
                found.remarks.extend(_other_sheet(other, path))
        notes: dict[int, list[Note]] = {}
        for note in notes_on(sheet):
            notes.setdefault(note.row, []).append(note)
        written_as = _times_as(rows, film, found.remarks)
        for row in rows:
            _take(row, written_as, notes.pop(row.number, ()), found)
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


def _times_as(rows: Sequence[SheetRow], film: FilmInfo, remarks: list[str]) -> TimesAs:
    """How the rows write their times. Adds remarks."""
    fps = frame_rate((text for row in rows for text in row.times()), film.fps)
    both = [tuple(values) for row in rows if len(values := row.time_values()) == 2]
    milliseconds = are_milliseconds((start, end) for start, end in both)
    remarks += [frames_told(fps)] if fps else []
    remarks += [milliseconds_told()] if milliseconds else []
    return TimesAs(fps, are_seconds(value for row in rows for value in row.time_values()), milliseconds)


def _left_out(rows: Sequence[SheetRow]) -> Iterator[str]:
    """What stands in columns that are none of ours, or is of a language that nobody names."""
    told: set[int] = set()
    for row in rows:
        read = {at for column, at in row.columns.items() if column != "other" or row.other}
        for at, cell in enumerate(row.cells):
            if at not in told and at not in read and cell.value is not None and str(cell.value).strip():
                told.add(at)
                above = row.head[at].value if at < len(row.head) else None
                yield strange_column("" if above is None else str(above), str(cell.value))


def _other_sheet(sheet: Any, path: Path | None) -> Iterator[str]:
    """What stands on a sheet that is not the one that is read."""
    filled = islice(filled_rows(sheet, path), _HEADER_WITHIN)
    if words := next((text for _, cells in filled for one in cells if (text := _shown(one))), ""):
        yield tr(
            "sheet “{title}”: is not the table that is read; left out, first of all: “{words}”.",
            title=sheet.title,
            words=words,
        )
    yield from (note.left_out for note in notes_on(sheet))


def _shown(cell: SheetCell) -> str:
    return "" if cell.value is None else " ".join(str(cell.value).split())


def _take(row: SheetRow, written_as: TimesAs, notes: Sequence[Note], found: Found) -> None:
    text, written = row.words("text").strip(), _new_lines(row.words("comment"), row.words("was_comment"))
    comment = "\n".join(filter(None, (written, *(note.text for note in notes))))
    other = row.words("other")
    shared = row.goes_on("text") and bool(found.cues)
    place = row_at(row.number)
    if row.is_struck():
        found.remarks.append(said_of(place, tr(STRUCK)))
    if not text and not shared and any(row.times()):
        found.remarks.append(tr("{place}: has no words; its caption is taken out.", place=place))
    if typed := _typed_for_the_checker(row):
        found.remarks.append(
            tr("{place}: “{text}” was written into the column of the checker; left out.", place=place, text=typed)
        )
    if row.is_formula("text"):
        cell = row.name("text")
        found.remarks.append(tr("cell {cell}: holds a formula; its letters were taken, not its result.", cell=cell))
    times = _times(row, written_as, found.remarks, needed=bool(text or comment or other.strip()))
    if shared:
        told = tr(WITH_ABOVE) if text else together(tr(WITH_ABOVE), tr(_LOOK_FOR_WORDS))
        found.remarks.append(said_of(place, told))
        found.cues[-1] = with_row(found.cues[-1], times, text)
    if times is None:
        return
    start, end = times
    if "other" in row.columns:
        said = row.words("text")
        found.beside.append(Beside(row.number_of(), start, max(start + 1, end), said, other, row.name("other")))
    if text and not shared:
        spoken, voice = _spoken(row, text, found.remarks)
        found.cues.append(Cue(start, end, spoken, voice, top=says_yes(row.words("top"))))
    if comment:
        found.comments.append(ReviewerComment(start, end, text, comment))


def _times(row: SheetRow, written_as: TimesAs, remarks: list[str], *, needed: bool) -> tuple[int, int] | None:
    """Start and end of a row; None where they are not there, or are no times, and not needed: the row has no words."""
    try:
        start, end = row.time("start", written_as, remarks), row.time("end", written_as, remarks)
    except SubtitleError:
        if needed:
            raise
        return None
    if start is not None and end is not None:
        return start, end
    if needed:
        missing = "start" if start is None else "end"
        raise row.wrong(
            missing,
            tr_later("cell {cell} has no time, and its row has words."),
            tr("Write when the caption starts and ends."),
        )
    return None


def _spoken(row: SheetRow, text: str, remarks: list[str]) -> tuple[str, str | None]:
    """`text` with who says it: a name that a reviewer put into, or took out of, the cell beside it. Of the table of
    another tool, which names somebody in every row, the text as it is, and who says it."""
    names, speaker, was = row.film.names, row.words("speaker").strip(), row.words("was_speaker").strip()
    if "was_speaker" not in row.columns:
        return text, voice_beside(row_at(row.number), text, speaker, names, remarks)
    if speaker == was or speaker_in(text, [speaker] if speaker else []):
        return text, None
    bare = without_label(text, [*names, was] if was else names)
    return (label(speaker) + bare if speaker else bare), None


def _typed_for_the_checker(row: SheetRow) -> str:
    """What somebody wrote where only the checker does; "" in sheets that do not say what it had said."""
    if "was_findings" not in row.columns:
        return ""
    try:
        return " ".join(_new_lines(row.words("findings"), row.words("was_findings")).split())
    except SubtitleError:  # a date, or an error of the spreadsheet: no words, in a column that is not needed
        return ""


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
        if any(number <= _HEADER_WITHIN and columns_in(cells) is not None for number, cells in near):
            return sheet
    raise SubtitleError(
        tr("this spreadsheet has no row of headers with the columns of start, end and text."),
        where=path,
        remedy=tr("Export the track again and keep its first row as it is."),
    )
