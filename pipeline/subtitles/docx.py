"""A table for people who work in a word processor: time, who speaks, words, the other language, comments.

Source of the names of elements: ECMA-376 part 1, §17.13.5 (revisions). python-docx shows neither side of a tracked
change, other programs both: such a file is refused.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.messages import tr, tr_later
from pipeline.subtitles.columns import columns_of, header, other_of, strange_column, word
from pipeline.subtitles.docx_comments import MarginComments, marks_of, went_out
from pipeline.subtitles.docx_lists import with_lists_written
from pipeline.subtitles.docx_table import DocxCell, Row, outside, tables_of
from pipeline.subtitles.docx_words import DocxReader, W, in_margins
from pipeline.subtitles.exchanged import (
    MAX_CUES,
    Beside,
    FilmInfo,
    Incoming,
    Outgoing,
    ReviewerComment,
    beside,
    understood,
)
from pipeline.subtitles.looks import STRUCK, TextFormatting, looks_told
from pipeline.subtitles.reading_remarks import row_at, said_of
from pipeline.subtitles.sheet_times import TimesAs, are_milliseconds, milliseconds_told, read_time, written
from pipeline.subtitles.speaker_cells import spoken_by, voice_beside
from pipeline.subtitles.split_rows import WITH_ABOVE, shared_out, with_row
from pipeline.subtitles.table_rows import NEEDED, SHARED, Found, says_yes
from pipeline.subtitles.timecode import frame_rate, frames_told
from pipeline.subtitles.xlsx_package import check_package, repacked
from pipeline.xmlchars import for_xml

#: In this order, with their widths in centimetres.
WIDTHS: dict[str, float] = {
    "start": 2.4, "end": 2.4, "speaker": 2.6, "text": 7.0, "other": 6.0, "comment": 4.0, "top": 1.4,
}  # fmt: skip
#: What is told of the margins of pages, by kind.
_IN_MARGINS = {
    "header": tr_later("“{text}” stands in the header of pages; left out."),
    "footer": tr_later("“{text}” stands in the footer of pages; left out."),
}
_TRACKED = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))
_ABOUT = re.compile(r"veus ([a-z0-9-]+) ((?:description\.)?[a-z]{2}) ([0-9a-f]{64})((?: [0-9a-f]{12})*)")
_OTHER = re.compile(r"veus ([a-z]{2}) ([0-9a-f]{64})")


def write(outgoing: Outgoing) -> bytes:
    """The same bytes for the same track."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    table = document.add_table(rows=len(outgoing.track.cues) + 1, cols=len(WIDTHS), style="Table Grid")
    others = beside(outgoing.track.cues, outgoing.other)
    texts = [[header(column, outgoing.ui, outgoing.other_lang) for column in WIDTHS]]
    texts += [_row(outgoing, number, cue, others[number]) for number, cue in enumerate(outgoing.track.cues)]
    for row, values in zip(table.rows, texts, strict=True):
        for cell, value, width in zip(row.cells, values, WIDTHS.values(), strict=True):
            cell.width = Cm(width)
            cell.text = for_xml(value)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    about = [outgoing.story, outgoing.name, outgoing.sha256, *sorted(marks_of(outgoing))]
    document.core_properties.keywords = " ".join(["veus", *about])
    document.core_properties.title = f"{outgoing.story} ({outgoing.name})"
    document.core_properties.author = "Veus"
    if outgoing.other_lang:
        document.core_properties.subject = f"veus {outgoing.other_lang} {files.sha256_bytes(outgoing.other_data)}"
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _row(outgoing: Outgoing, number: int, cue: Cue, other: str) -> list[str]:
    values = {
        "start": written(cue.start),
        "end": written(cue.end),
        "speaker": cue.speaker or "",
        "text": cue.text,
        "other": other,
        "comment": "\n".join(outgoing.comments.get(number, ())),
        "top": word("yes", outgoing.ui) if cue.top else "",
    }
    return [values[column] for column in WIDTHS]


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """The cues of the tables that have our headers. Raises SubtitleError, which names the row; for damaged files,
    errors of python-docx's of every kind."""
    import docx

    check_package(data, path, ".docx")
    document: Any = docx.Document(io.BytesIO(data))
    if any(element.tag in _TRACKED for element in document.element.body.iter()):
        raise SubtitleError(
            tr("this document has tracked changes that nobody has decided on."),
            where=path,
            remedy=tr("Accept or reject all of them in the word processor (Review), save it, and import it again."),
        )
    lists = with_lists_written(document)
    table = _table(document, path)
    found = Found(remarks=[*lists, *table.remarks])
    notes = MarginComments(document)
    written_as = _times_as(table.rows, film, found.remarks)
    about = _ABOUT.fullmatch(document.core_properties.keywords or "")
    known = frozenset(about[4].split()) if about else None
    for row in table.rows:
        _take(row, written_as, film, path, known, notes, found)
    found.remarks.extend(notes.left())
    for column in ("text", "other"):
        found.remarks.extend(looks_told([one for row in table.rows if (one := row.looks(column))]))
    ready, mended = understood(shared_out(found.cues, found.remarks), film, ours=about is not None)
    story, lang, sha256 = about.groups()[:3] if about else (None, None, None)
    other = _OTHER.fullmatch(document.core_properties.subject or "")
    return Incoming(
        ready, (*found.remarks, *mended), sha256, story, lang, tuple(found.comments),
        other[1] if other else table.other, other[2] if other else None, tuple(found.beside),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _DocxRow:
    """Of a row below our headers: its number over all our tables, the cells of our columns, and which of them are one
    with the cell above."""

    number: int
    cells: Mapping[str, DocxCell]
    shared: frozenset[str] = frozenset()

    def text(self, column: str) -> str:
        return self.cells[column].text if column in self.cells else ""

    def looks(self, column: str) -> TextFormatting | None:
        """How the words of a column look; None where there are none."""
        if not self.text(column):
            return None
        words = self.cells[column].words
        return TextFormatting(row_at(self.number), words.marked, frozenset(words.colours))


@dataclass(frozen=True, slots=True)
class _Table:
    """All our rows, the language side by side as its header says, and remarks on what is no part of them."""

    rows: Sequence[_DocxRow]
    other: str | None
    remarks: Sequence[str]


def _table(document: Any, path: Path | None) -> _Table:
    """The rows of the first table that has our headers, and of those after it: a table that somebody parted in two is
    one. Raises SubtitleError where there is none."""
    body = document.element.body
    columns: list[str | None] = []
    other: str | None = None
    rows: list[_DocxRow] = []
    reader = DocxReader(document)
    remarks: list[str] = [tr(_IN_MARGINS[kind], text=_short(text)) for kind, text in in_margins(document)]
    for beside_it in outside(body, reader):
        if beside_it.text.strip():
            remarks.append(tr("“{text}” stands outside of the table; left out.", text=_short(beside_it.text)))
        remarks += [tr("outside of the table, {told}", told=told) for told in beside_it.told]
    for table in tables_of(body, reader):
        head = columns_of(cell.text for cell in table[0]) if table else []
        if set(head) >= NEEDED:
            columns = head
            other = other or next(filter(None, (other_of(cell.text) for cell in table[0])), None)
            remarks += _left_out(table, columns)
            table = table[1:]
        elif not columns or not _goes_on(table, columns):
            words = " ".join(cell.text for row in table for cell in row if cell.text)
            remarks += [tr("“{text}” stands in another table; left out.", text=_short(words))] if words else []
            continue
        for row in table:
            rows.append(_named(len(rows) + 2, row, columns, rows[-1] if rows else None))
    if not columns or len(rows) > MAX_CUES:
        raise SubtitleError(
            tr("this document has no table whose first row names start, end and text."),
            where=path,
            remedy=tr("Export the track again and keep the first row of its table as it is."),
        )
    return _Table(rows, other, remarks)


def _goes_on(table: Sequence[Row], columns: Sequence[str | None]) -> bool:
    """Whether a table without our headers is the rest of one that has them: a time stands where times do."""
    at = columns.index("start")
    return any(at < len(row) and read_time(row[at].text) is not None for row in table)


def _named(number: int, row: Row, columns: Sequence[str | None], above: _DocxRow | None) -> _DocxRow:
    """A row by our columns. Where it shares a cell with the row above, it has what is in it – but the words, which are
    said once."""
    cells = {column: cell for column, cell in zip(columns, row, strict=False) if column}
    shared = frozenset(
        column
        for column, cell in cells.items()
        if cell.merged and above and (above.text(column) or column in above.shared)
    )
    if above:
        cells |= {column: above.cells[column] for column in shared & SHARED}
    return _DocxRow(number, cells, shared)


def _left_out(table: Sequence[Row], columns: Sequence[str | None]) -> Iterator[str]:
    """Words in columns that are none of ours."""
    for at, cell in enumerate(table[0]):
        words = next((row[at].text for row in table[1:] if at < len(row) and row[at].text), "")
        if words and (columns[at] is None or (columns[at] == "other" and other_of(cell.text) is None)):
            yield strange_column(cell.text, words)


def _short(text: str) -> str:
    return textwrap.shorten(text, 80, placeholder=" …")


def _times_as(rows: Sequence[_DocxRow], film: FilmInfo, remarks: list[str]) -> TimesAs:
    """How the rows write their times. Adds remarks."""
    spans = [(row.text("start"), row.text("end")) for row in rows]
    fps, milliseconds = frame_rate((text for span in spans for text in span), film.fps), are_milliseconds(spans)
    remarks += [frames_told(fps)] if fps else []
    remarks += [milliseconds_told()] if milliseconds else []
    return TimesAs(fps, milliseconds=milliseconds)


def _take(
    row: _DocxRow,
    written_as: TimesAs,
    film: FilmInfo,
    path: Path | None,
    known: frozenset[str] | None,
    notes: MarginComments,
    found: Found,
) -> None:
    """known: marks of the comments that went out; None: the table is another tool's."""
    place, text, other = row_at(row.number), row.text("text"), row.text("other")
    start, end = (read_time(row.text(name), written_as) for name in ("start", "end"))
    lines = [line for line in row.text("comment").split("\n") if line.strip()]
    comment = [line for line in lines if not went_out(line, start, known or ())]
    said = "\n".join([*comment, *notes.take(one for cell in row.cells.values() for one in cell.words.notes)])
    found.remarks.extend(said_of(place, told) for cell in row.cells.values() for told in cell.words.told)
    if any(cell.words.struck for cell in row.cells.values()):
        found.remarks.append(said_of(place, tr(STRUCK)))
    if not text and "text" not in row.shared and (row.text("start") or row.text("end")):
        found.remarks.append(tr("{place}: has no words; its caption is taken out.", place=place))
    if "text" in row.shared and found.cues:
        found.cues[-1] = with_row(found.cues[-1], (0, end or 0), "")
        found.remarks.append(said_of(place, tr(WITH_ABOVE)))
    if start is None or end is None:
        if not (text or said or other):
            return
        name = "start" if start is None else "end"
        raise SubtitleError(
            tr('row {number} of the table: "{text}" is no time.', number=row.number, text=row.text(name)),
            where=path,
            remedy=tr("Write it such as 0:00:07.500."),
        )
    if "other" in row.cells:
        found.beside.append(Beside(None, start, max(start + 1, end), text, other, place))
    if text:
        beside_it = (place, text, row.text("speaker"), film.names, found.remarks)
        spoken, voice = (text, voice_beside(*beside_it)) if known is None else (spoken_by(*beside_it), None)
        found.cues.append(Cue(start, end, spoken, voice, top=says_yes(row.text("top"))))
    if said:
        found.comments.append(ReviewerComment(start, end, text, said))
