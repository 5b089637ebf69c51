"""A table for people who work in a word processor: time, who speaks, words, the other language, comments.

Source of the names of elements: ECMA-376 part 1, §17.13.5 (revisions). python-docx shows neither side of a tracked
change, other programs both: such a file is refused.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.captions.timecode import frame_rate, frames_told
from pipeline.captions.voices import label, speaker_in
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.exchange._columns import column_of, header, other_of, word
from pipeline.exchange._package import check_package, repacked
from pipeline.exchange._sheet_reading import Found
from pipeline.exchange._sheet_times import read_time, written
from pipeline.exchange._split_rows import shared_out
from pipeline.exchange.exchanged import Beside, Film, Incoming, Outgoing, Said, beside, for_xml, understood

#: In this order, with their widths in centimetres.
WIDTHS: dict[str, float] = {
    "start": 2.4, "end": 2.4, "speaker": 2.6, "text": 7.0, "other": 6.0, "comment": 4.0, "top": 1.4,
}  # fmt: skip
MAX_ROWS = 20_000
_NEEDED = frozenset({"start", "end", "text"})
_NO = frozenset({"", "no", "n", "0", "-", "–"})
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRACKED = frozenset(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))
_ABOUT = re.compile(r"veus ([a-z0-9-]+) ([a-z]{2}) ([0-9a-f]{64})((?: [0-9a-f]{12})*)")
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
    about = [outgoing.story, outgoing.track.lang, outgoing.sha256, *sorted(_marks(outgoing))]
    document.core_properties.keywords = " ".join(["veus", *about])
    document.core_properties.title = f"{outgoing.story} ({outgoing.track.lang})"
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


def _marks(outgoing: Outgoing) -> set[str]:
    """Marks of the comments that go out, so that none comes back as a new one; as many as a property has room for."""
    said = sorted({_mark(line) for lines in outgoing.comments.values() for text in lines for line in text.split("\n")})
    return set(said[:10])


def _mark(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def read(data: bytes, film: Film, path: Path | None) -> Incoming:
    """The cues of the first table that has our headers. Raises SubtitleError, which names the row; for damaged files,
    errors of python-docx's of every kind."""
    import docx

    check_package(data, path, "document", ".docx")
    document: Any = docx.Document(io.BytesIO(data))
    if any(element.tag in _TRACKED for element in document.element.body.iter()):
        raise SubtitleError(
            "this document has tracked changes that nobody has decided on.",
            where=path,
            remedy="Accept or reject all of them in the word processor (Review), save it, and import it again.",
        )
    rows, other_lang = _rows(document, path)
    found = Found()
    found.remarks.extend(
        f"“{note.text}” is a comment in the margin; left out: write it into the column." for note in document.comments
    )
    fps = frame_rate((values.get(name, "") for _, values in rows for name in ("start", "end")), film.fps)
    if fps:
        found.remarks.append(frames_told(fps))
    about = _ABOUT.fullmatch(document.core_properties.keywords or "")
    known = set(about[4].split()) if about else set()
    for number, values in rows:
        _take(number, values, fps, film, path, known, found)
    ready, mended = understood(shared_out(found.cues, found.remarks), film)
    story, lang, sha256 = about.groups()[:3] if about else (None, None, None)
    other = _OTHER.fullmatch(document.core_properties.subject or "")
    return Incoming(
        ready, (*found.remarks, *mended), sha256, story, lang, tuple(found.comments),
        other[1] if other else other_lang, other[2] if other else None, tuple(found.beside),
    )  # fmt: skip


def _rows(document: Any, path: Path | None) -> tuple[list[tuple[int, Mapping[str, str]]], str | None]:
    """Number and texts of the rows below our headers, and the language side by side, as its header says."""
    for table in document.tables:
        rows = list(table.rows)
        columns = [column_of(cell.text) for cell in rows[0].cells] if rows else []
        if set(columns) >= _NEEDED and len(rows) <= MAX_ROWS:
            texts = [[cell.text.strip() for cell in row.cells] for row in rows[1:]]
            found: list[tuple[int, Mapping[str, str]]] = [
                (number, {column: text for column, text in zip(columns, row, strict=False) if column})
                for number, row in enumerate(texts, 2)
            ]
            return found, next(filter(None, (other_of(cell.text) for cell in rows[0].cells)), None)
    raise SubtitleError(
        "this document has no table whose first row names start, end and text.",
        where=path,
        remedy="Export the track again and keep the first row of its table as it is.",
    )


def _take(
    number: int,
    values: Mapping[str, str],
    fps: Fraction | None,
    film: Film,
    path: Path | None,
    known: set[str],
    found: Found,
) -> None:
    text, other = values.get("text", ""), values.get("other", "")
    said = "\n".join(
        line for line in values.get("comment", "").split("\n") if line.strip() and _mark(line) not in known
    )
    if not text and (values.get("start") or values.get("end")):
        found.remarks.append(f"row {number}: has no words; its caption is taken out.")
    start, end = (read_time(values.get(name, ""), fps) for name in ("start", "end"))
    if start is None or end is None:
        if not (text or said or other):
            return
        name = "start" if start is None else "end"
        raise SubtitleError(
            f'row {number} of the table: "{values.get(name, "")}" is no time.',
            where=path,
            remedy="Write it such as 0:00:07.500.",
        )
    if "other" in values:
        found.beside.append(Beside(None, start, max(start + 1, end), text, other, f"row {number}"))
    if text:
        spoken = _spoken(number, text, values.get("speaker", ""), film.names, found.remarks)
        found.cues.append(Cue(start, end, spoken, top=values.get("top", "").casefold() not in _NO))
    if said:
        found.comments.append(Said(start, end, text, said))


def _spoken(number: int, text: str, who: str, names: Sequence[str], remarks: list[str]) -> str:
    """`text` with who says it: a name in the cell beside it, where the words do not say so themselves."""
    named = speaker_in(text, [*names, who] if who else names)
    if not who or named == who:
        return text
    if named:
        remarks.append(f"row {number}: its words name “{named}”, the cell beside them “{who}”; the words were taken.")
        return text
    return label(who) + text
