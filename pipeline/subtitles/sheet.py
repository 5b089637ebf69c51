"""A spreadsheet: one row a cue, with both languages side by side, comments, and what the checker says."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.messages import tr
from pipeline.subtitles import sheet_reading
from pipeline.subtitles.columns import ABOUT, HIDDEN, WIDTHS, WORDS, header, word
from pipeline.subtitles.exchanged import FilmInfo, Incoming, Outgoing, beside
from pipeline.subtitles.sheet_cells import TO_READ
from pipeline.subtitles.sheet_times import written
from pipeline.subtitles.xlsx_package import check_package, repacked
from pipeline.xmlchars import for_xml

#: Characters that a cell can hold (Excel's own limit).
MAX_CELL = 32_767

#: What Excel takes for a character reference in its own notation, e.g. _x000D_.
_REFERENCE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_HEADERS = "D9E2F3"


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError, which names the cell."""
    check_package(data, path)
    return sheet_reading.read(data, film, path)


def write(outgoing: Outgoing) -> bytes:
    """The same bytes for the same track. Raises SubtitleError for a text that no cell can hold."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = word("sheet", outgoing.ui)
    columns = [*WIDTHS, *HIDDEN]
    for place, column in enumerate(columns, 1):
        _style_header(sheet.cell(1, place), header(column, outgoing.ui, outgoing.other_lang))
    others = beside(outgoing.track.cues, outgoing.other)
    for number, (cue, other) in enumerate(zip(outgoing.track.cues, others, strict=True), 1):
        values = _row(outgoing, number, cue, other)
        for place, column in enumerate(columns, 1):
            _fill(sheet.cell(number + 1, place), column, values[column])
    _lay_out(sheet, columns)
    _say_what_it_is(book, outgoing)
    out = io.BytesIO()
    book.save(out)
    return repacked(out.getvalue())


def _row(outgoing: Outgoing, number: int, cue: Cue, other: str) -> dict[str, Any]:
    comment, findings = ("\n".join(said.get(number - 1, ())) for said in (outgoing.comments, outgoing.findings))
    return {
        "number": number,
        "start": written(cue.start),
        "end": written(cue.end),
        "duration": round(cue.duration / 1000, 3),
        "cps": round(len(cue.text.replace("\n", "")) * 1000 / max(1, cue.duration), 1),
        "text": cue.text,
        "other": other,
        "speaker": cue.speaker or "",
        "top": word("yes", outgoing.ui) if cue.top else "",
        "comment": comment,
        "findings": findings,
        "was_speaker": cue.speaker or "",
        "was_comment": comment,
        "was_findings": findings,
    }


def _style_header(cell: Any, text: str) -> None:
    from openpyxl.styles import Font

    cell.value = text
    cell.font = Font(bold=True)
    cell.alignment = _wrapped()
    cell.fill = _coloured(_HEADERS)


@cache
def _wrapped() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")


@cache
def _coloured(colour: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour)


def _fill(cell: Any, column: str, value: Any) -> None:
    cell.alignment = _wrapped()
    if column in ("number", "duration", "cps", "findings"):
        cell.fill = _coloured(TO_READ)
    if not isinstance(value, str):
        cell.value = value
        return
    cell.number_format = "@"  # text: no spreadsheet makes a date or a number of it
    if column in WORDS:
        value = _REFERENCE.sub("_x005F_", for_xml(value))
        if len(value) > MAX_CELL:
            raise SubtitleError(
                tr(
                    "the text of {coordinate} is longer than a spreadsheet's cell can hold.", coordinate=cell.coordinate
                ),
                remedy=tr("Export another format, or split that caption."),
            )
    if value:
        cell.value = value
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.quotePrefix = value[0] in "=+-@'"


def _lay_out(sheet: Any, columns: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = WIDTHS.get(column, 10)
        dimension.hidden = column in HIDDEN
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _say_what_it_is(book: Any, outgoing: Outgoing) -> None:
    """Twice, since some programs keep the hidden sheet and some the properties."""
    from openpyxl.packaging.custom import StringProperty

    about = {"story": outgoing.story, "lang": outgoing.name, "sha256": outgoing.sha256}
    if outgoing.other_lang:
        about |= {"other": outgoing.other_lang, "other_sha256": files.sha256_bytes(outgoing.other_data)}
    sheet = book.create_sheet(ABOUT)
    sheet.sheet_state = "hidden"
    for number, (key, value) in enumerate(about.items(), 1):
        sheet.cell(number, 1).value = key
        sheet.cell(number, 2).value = value
        book.custom_doc_props.append(StringProperty(name=f"{ABOUT}.{key}", value=value))
    book.properties.creator = "Veus"
    book.properties.title = f"{outgoing.story} ({outgoing.name})"
