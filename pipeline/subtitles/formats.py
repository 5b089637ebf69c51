"""The formats that reviewers' tools read and write, and where each is made.

To add one: a module with `read(bytes, FilmInfo, path) -> Incoming` and, where people want it,
`write(Outgoing) -> bytes`; and a line in FORMATS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from pipeline.errors import SubtitleError
from pipeline.messages import tr, tr_later
from pipeline.subtitles.exchanged import MAX_CUES, FilmInfo, Incoming, Outgoing
from pipeline.subtitles.reading_remarks import once_a_kind
from pipeline.subtitles.table_rows import AS_SPREADSHEET


@dataclass(frozen=True, slots=True)
class Format:
    """module: reads it and, where `written`, writes it; loaded when used. ending: of its files, where it is not the
    format's own name."""

    module: str
    written: bool = True
    ending: str = ""


FORMATS: dict[str, Format] = {
    "srt": Format("pipeline.subtitles.srt_exchange"),
    "vtt": Format("pipeline.subtitles.vtt_exchange"),
    "ttml": Format("pipeline.subtitles.ttml"),
    "ebu-tt-d": Format("pipeline.subtitles.ebuttd", ending="ebuttd.xml"),
    "xlsx": Format("pipeline.subtitles.sheet"),
    "docx": Format("pipeline.subtitles.docx"),
    "sbv": Format("pipeline.subtitles.sbv", written=False),
    "ass": Format("pipeline.subtitles.ass", written=False),
    "stl": Format("pipeline.subtitles.stl", written=False),
    "txt": Format("pipeline.subtitles.plain", written=False),
}

#: Those that a track can be handed out in.
WRITTEN = tuple(name for name, form in FORMATS.items() if form.written)

#: Those with columns for the other language, comments and findings.
TABLES = frozenset({"xlsx", "docx"})

#: Other endings of files of these formats.
ALSO = {
    **dict.fromkeys(("xml", "dfxp", "imsc", "itt"), "ttml"),
    **dict.fromkeys(("text", "tsv"), "txt"),
    "webvtt": "vtt",
    "ssa": "ass",
}

#: Bytes of a file that is read: a film of three hours has captions of some 300 kB, in TTML five times that. A
#: spreadsheet may have pictures put into it.
MAX_BYTES = 5_000_000
MAX_SHEET_BYTES = 20_000_000

#: What to do with files of programs that can save another format that is read.
_ELSE = {
    **dict.fromkeys(("csv", "ods", "numbers", "xls"), AS_SPREADSHEET),
    **dict.fromkeys(("odt", "pages", "doc", "rtf"), tr_later("Save it as a document for Word (.docx).")),
    **dict.fromkeys(
        ("scc", "sub", "smi", "sami", "mpl", "cap", "pac"), tr_later("Save it as SubRip with a subtitle editor.")
    ),
    **dict.fromkeys(("fcpxml", "fcpxmld", "prproj", "drp", "avb"), tr_later("Export its captions, as SubRip.")),
    **dict.fromkeys(("pdf", "html", "json"), tr_later("Ask for the captions as SubRip (.srt) where it was made.")),
}
_FENCED = re.compile(rb"(?:\xef\xbb\xbf)?\s*```\w*[ \t]*\r?\n(.*\n)```\s*", re.DOTALL)

#: A story of which nothing is known.
UNKNOWN = FilmInfo()


def write(outgoing: Outgoing, form: str) -> bytes:
    """The track in format `form`, one of WRITTEN: the same bytes for the same track. Raises SubtitleError."""
    data: bytes = _module(form).write(outgoing)
    return data


def read(path: Path, film: FilmInfo = UNKNOWN) -> Incoming:
    """The file at `path`, its format told by its ending. film: what is known of the story that it is for.

    Raises SubtitleError (what is wrong, with the cell where it is a spreadsheet), OSError.
    """
    form = form_of(path)
    most = MAX_SHEET_BYTES if form in ("xlsx", "docx") else MAX_BYTES
    if path.stat().st_size > most:
        raise SubtitleError(
            tr("this file is larger than {most} MB, which no track is.", most=most // 1000000),
            where=path,
            remedy=tr("Export the track again and put the corrections into that file."),
        )
    return read_bytes(path.read_bytes(), form, film, path)


def read_bytes(data: bytes, form: str, film: FilmInfo = UNKNOWN, path: Path | None = None) -> Incoming:
    """The bytes of a file in format `form`; `path` only names it in errors. Raises SubtitleError.

    Of what had to be mended in it, each kind is said once.
    """
    try:
        incoming: Incoming = _module(form).read(_unfenced(data), film, path)
    except SubtitleError:
        raise
    except Exception as error:  # the libraries answer damaged files with errors of every kind
        raise SubtitleError(
            tr(
                "this file is damaged, or no {form} at all ({name}: {error}).",
                form=form,
                name=type(error).__name__,
                error=error,
            ),
            where=path,
            remedy=tr("Open it in the program that it came from, and save it again."),
        ) from error
    if len(incoming.cues) > MAX_CUES:
        raise SubtitleError(
            tr("this file has more than {max_cues} captions, which no track has.", max_cues=MAX_CUES),
            where=path,
            remedy=tr("Look whether it is the right file."),
        )
    return replace(incoming, remarks=once_a_kind(incoming.remarks))


def _unfenced(data: bytes) -> bytes:
    """A file without the fences around it, which are copied along with what a chat or a wiki shows as it is."""
    fenced = _FENCED.fullmatch(data)
    return fenced[1] if fenced else data


def form_of(path: Path) -> str:
    """The format of a file, by its ending. Raises SubtitleError."""
    ending = path.suffix.lower().removeprefix(".")
    form = ALSO.get(ending, ending)
    if form not in FORMATS:
        raise SubtitleError(
            tr('"{suffix}" is no ending of a format that can be imported.', suffix=path.suffix),
            where=path,
            remedy=tr(_ELSE[ending])
            if ending in _ELSE
            else tr("Save it as one of these: {known}.", known=", ".join(FORMATS)),
        )
    return form


def ending(form: str) -> str:
    """How files of a format end."""
    return FORMATS[form].ending or form


def _module(form: str) -> ModuleType:
    return import_module(FORMATS[form].module)
