"""The columns of the spreadsheet: one row a cue."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path

from pipeline.i18n import texts
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES
from pipeline.messages import Message, tr

FOLDER = Path(__file__).parent / "texts"

#: In the order in which they are exported, with their widths in characters.
WIDTHS: dict[str, float] = {
    "number": 6,
    "start": 13,
    "end": 13,
    "duration": 10,
    "cps": 12,
    "text": 46,
    "other": 46,
    "speaker": 16,
    "top": 9,
    "comment": 36,
    "findings": 46,
}

#: Hidden columns: what was exported, to know what a reviewer changed. Their headers are the same in every language.
HIDDEN: dict[str, str] = {
    "was_speaker": "veus:speaker",
    "was_comment": "veus:comment",
    "was_findings": "veus:findings",
}

#: Columns of words: whatever a spreadsheet would make of them, they are words.
WORDS = frozenset({"text", "other", "speaker", "comment", "findings", *HIDDEN})

#: How the column of the other language was headed, when it was said to be only for reading.
_OTHER_BEFORE = ("{language} (només per llegir)", "{language} (to read only)")

#: Columns that only our own sheets have: beside one of them, the name of a language heads the column of the other one.
#: In the table of another tool it may head anything.
_OURS_ALONE = frozenset({"top", *HIDDEN})

#: How sheets of other tools and of people call them.
_ALSO = {
    name: column
    for column, names in {
        "start": "start time, begin, in, in time, time in, tc in, timecode in, entrada, inicio, comienzo",
        "end": "end time, out, out time, time out, tc out, timecode out, fi, sortida, fin, salida, stop",
        "text": "subtitle, subtitles, caption, captions, dialogue, transcript, subtítol, subtítols, subtítulo,"
        " subtítulos, texto, transcripció, transcripción",
        "speaker": "character, name, personatge, personaje, parlant, qui parla, hablante, quien habla",
        "comment": "comments, note, notes, comentari, comentaris, comentario, comentarios, observacions, observaciones",
    }.items()
    for name in names.split(", ")
}

#: The hidden sheet that says which version this is, and its rows.
ABOUT = "veus"


def header(column: str, ui: str, other: str | None) -> str:
    """What stands above a column. other: code of the language side by side."""
    if column in HIDDEN:
        return HIDDEN[column]
    text: str = texts(FOLDER, ui)["column"][column]
    return text.format(language=_language(ui, other))


def _language(ui: str, code: str | None) -> str:
    language = LANGUAGES[code] if code else None
    name = (language.catalan if ui == "ca" else language.english) if language else "–"
    return name[:1].upper() + name[1:]


def word(key: str, ui: str) -> str:
    """A word of spreadsheets in the language `ui`."""
    text: str = texts(FOLDER, ui)["word"][key]
    return text


def columns_of(headers: Iterable[str]) -> list[str | None]:
    """The column that each of a row of headers names, in whatever language it was exported and however it was typed;
    else as other tools call it. None: it is none of ours, or the second of its name."""
    texts = [_bare(text) for text in headers]
    found: list[str | None] = [None] * len(texts)
    for names in (_headers(), _ALSO):
        for at, text in enumerate(texts):
            column = names.get(text)
            if column and found[at] is None and column not in found:
                found[at] = column
    if "other" not in found and _OURS_ALONE.intersection(filter(None, found)):
        named = (at for at, text in enumerate(texts) if text in _others() and found[at] is None)
        for place in islice(named, 1):
            found[place] = "other"
    return found


def other_of(text: str) -> str | None:
    """The language that a header of the column side by side names."""
    return _others().get(_bare(text))


def strange_column(name: str, words: str) -> Message:
    """What people are told of words in a column that is none of these."""
    return tr(
        "column “{column}”: is not known here; left out, first of all: “{words}”.",
        column=" ".join(name.split()),
        words=" ".join(words.split()),
    )


@cache
def _others() -> dict[str, str | None]:
    """What may head the column of the other language, and which that is."""
    found: dict[str, str | None] = {}
    for ui in PAGE_LANGUAGES:
        for code in (None, *LANGUAGES):
            found |= dict.fromkeys((_bare(header("other", ui, code)), *_before(ui, code)), code)
    return found


def _before(ui: str, code: str | None) -> list[str]:
    return [_bare(text.format(language=_language(ui, code))) for text in _OTHER_BEFORE]


@cache
def _headers() -> dict[str, str]:
    """What heads our columns, and nothing else: not the name of a language alone."""
    found = {_bare(text): column for column, text in HIDDEN.items()}
    for ui in PAGE_LANGUAGES:
        found |= {_bare(header(column, ui, None)): column for column in WIDTHS if column != "other"}
        found |= {text: "other" for code in (None, *LANGUAGES) for text in _before(ui, code)}
    return found


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".:")
