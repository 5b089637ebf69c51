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

from pipeline.captions.timecode import frame_rate, frames_told
from pipeline.captions.voices import label, speaker_in
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.exchange._columns import column_of, header, word
from pipeline.exchange._package import check_package, repacked
from pipeline.exchange._sheet_reading import shared_times
from pipeline.exchange._sheet_times import read_time, written
from pipeline.exchange.exchanged import Film, Incoming, Outgoing, Said, beside, for_xml, understood

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
    """The cues of the first table that has our headers. Raises SubtitleError, which names the row."""
    check_package(data, path, "document", ".docx")
    try:
        return _read(data, film, path)
    except SubtitleError:
        raise
    except Exception as error:  # python-docx answers odd files with errors of every kind
        raise SubtitleError(
            f"this document cannot be read ({type(error).__name__}: {error}).",
            where=path,
            remedy="Open it in a word processor and save it again as .docx.",
        ) from error


def _read(data: bytes, film: Film, path: Path | None) -> Incoming:
    import docx

    document: Any = docx.Document(io.BytesIO(data))
    if any(element.tag in _TRACKED for element in document.element.body.iter()):
        raise SubtitleError(
            "this document has tracked changes that nobody has decided on.",
            where=path,
            remedy="Accept or reject all of them in the word processor (Review), save it, and import it again.",
        )
    rows = _rows(document, path)
    remarks = [
        f"“{note.text}” is a comment in the margin; left out: write it into the column." for note in document.comments
    ]
    fps = frame_rate((values.get(name, "") for _, values in rows for name in ("start", "end")), film.fps)
    if fps:
        remarks.append(frames_told(fps))
    about = _ABOUT.fullmatch(document.core_properties.keywords or "")
    known = set(about[4].split()) if about else set()
    cues: list[Cue] = []
    comments: list[Said] = []
    for number, values in rows:
        _take(number, values, fps, film, path, known, (cues, comments, remarks))
    ready, mended = understood(shared_times(cues, remarks), film)
    story, lang, sha256 = about.groups()[:3] if about else (None, None, None)
    return Incoming(ready, (*remarks, *mended), sha256, story, lang, tuple(comments))


def _rows(document: Any, path: Path | None) -> list[tuple[int, Mapping[str, str]]]:
    """Number and texts of the rows below our headers."""
    for table in document.tables:
        rows = list(table.rows)
        columns = [column_of(cell.text) for cell in rows[0].cells] if rows else []
        if set(columns) >= _NEEDED and len(rows) <= MAX_ROWS:
            texts = [[cell.text.strip() for cell in row.cells] for row in rows[1:]]
            return [
                (number, {column: text for column, text in zip(columns, row, strict=False) if column})
                for number, row in enumerate(texts, 2)
            ]
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
    into: tuple[list[Cue], list[Said], list[str]],
) -> None:
    cues, comments, remarks = into
    text = values.get("text", "")
    said = "\n".join(
        line for line in values.get("comment", "").split("\n") if line.strip() and _mark(line) not in known
    )
    if not text and (values.get("start") or values.get("end")):
        remarks.append(f"row {number}: has no words; its caption is taken out.")
    if not text and not said:
        return
    start, end = (read_time(values.get(name, ""), fps) for name in ("start", "end"))
    if start is None or end is None:
        name = "start" if start is None else "end"
        raise SubtitleError(
            f'row {number} of the table: "{values.get(name, "")}" is no time.',
            where=path,
            remedy="Write it such as 0:00:07.500.",
        )
    if text:
        spoken = _spoken(number, text, values.get("speaker", ""), film.names, remarks)
        cues.append(Cue(start, end, spoken, top=values.get("top", "").casefold() not in _NO))
    if said:
        comments.append(Said(start, end, text, said))


def _spoken(number: int, text: str, who: str, names: Sequence[str], remarks: list[str]) -> str:
    """`text` with who says it: a name in the cell beside it, where the words do not say so themselves."""
    named = speaker_in(text, [*names, who] if who else names)
    if not who or named == who:
        return text
    if named:
        remarks.append(f"row {number}: its words name “{named}”, the cell beside them “{who}”; the words were taken.")
        return text
    return label(who) + text
