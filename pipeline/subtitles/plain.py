"""Text, in: SubRip, whatever its file is called; what editing programs write with begin and end; and, refused with what
to do instead, transcripts that say at most when a paragraph begins.

Times are written as SubRip's, and its reader does the rest. Sources: Avid (SubCap's "DS" format), Adobe (text of Encore
and of Premiere's transcripts), Apple/Spruce (STL as text), OpenAI's whisper (its .txt and .tsv), Audacity (labels).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SubtitleError
from pipeline.messages import together, tr, tr_later
from pipeline.subtitles.columns import columns_of
from pipeline.subtitles.decoding import first_cells
from pipeline.subtitles.exchanged import FilmInfo, Incoming
from pipeline.subtitles.foreign_srt import read_subrip
from pipeline.subtitles.foreign_text import decoded_text
from pipeline.subtitles.table_rows import AS_SPREADSHEET, NEEDED
from pipeline.subtitles.timecode import vtt_time

_CODE = r"[0-9]{1,2}[:;][0-9]{2}[:;][0-9]{2}[:;.,][0-9]{1,3}"  # 00:00:03:15, 00;00;03;15, 00:00:03.600
#: Two times, one after the other, and words. A number may stand before (Encore).
_PAIR = re.compile(rf"(?:[0-9]{{1,5}}[ ]+)?({_CODE})[ ]*(?:[-–,]|[ ])[ ]*({_CODE})(?:[ ]*,)?(?:[ ]+(.*))?")
_WHISPER = re.compile(
    r"\[((?:[0-9]+:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}) --> ((?:[0-9]+:)?[0-9]{2}:[0-9]{2}\.[0-9]{3})\][ ]*(.*)"
)
#: Tabs are spaces by now.
_IN_SECONDS = re.compile(r"([0-9]{1,6}\.[0-9]{6}) ([0-9]{1,6}\.[0-9]{6})(?: (.*))?")
_IN_MS = re.compile(r"([0-9]{1,8}) ([0-9]{1,8})(?: (.*))?")
_HEAD_OF_TSV = re.compile(r"start end text", re.IGNORECASE)
#: Lines of Avid's and Spruce's that are no words.
_NO_WORDS = re.compile(r"@ .*|\$\w+\s*=.*|//.*")
_MARKS = re.compile(r"<(?:begin|end) subtitles>", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:Speaker|Unknown|Parlant|Orador|Hablante)(?: \w{1,3})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of text without both times. sign: what tells it, in so many lines at least; what: is said of it; remedy:
    where captions are to be had. words: whether somebody may have corrected them in it."""

    sign: re.Pattern[str]
    what: str
    remedy: str
    lines: int = 1
    words: bool = True


_ON_THE_PAGE = tr_later("Corrections of words alone can be made on the review page (`veus review`).")
_WITH_AN_EDITOR = tr_later("Save it as SubRip with a subtitle editor, and import that.")
_KINDS = (
    _Kind(
        re.compile(r"otter\.ai", re.IGNORECASE),
        tr_later(
            "this file cannot be imported: it is a transcript, which says when a paragraph begins and not when a "
            "caption ends, as Otter writes it."
        ),
        tr_later("In Otter, choose Export, and SRT in place of TXT."),
    ),
    _Kind(
        re.compile(r"[^:;]* [0-9]{2}[:;][0-9]{2}[:;][0-9]{2}[:;][0-9]{2} [A-Z]{1,2}[0-9]* .*"),
        tr_later("this file cannot be imported: it is a list of Avid's markers, each of which has one time."),
        tr_later("In Media Composer, export captions: of the SubCap effect, Export Caption Data (Avid DS or SubRip)."),
        words=False,
    ),
    _Kind(
        re.compile(r"Scenarist_SCC.*", re.IGNORECASE),
        tr_later(
            "this file cannot be imported: it is Scenarist's closed captions (SCC), which hold codes of a decoder in "
            "place of words."
        ),
        _WITH_AN_EDITOR,
        words=False,
    ),
    _Kind(
        re.compile(r"\{[0-9]+\}\{[0-9]+\}.*|\[[0-9]+\]\[[0-9]+\].*|[0-9]{1,2}:[0-9]{2}:[0-9]{2}[:=][^0-9].*"),
        tr_later("this file cannot be imported: it is an old format of players (MicroDVD, MPL2, TMPlayer)."),
        _WITH_AN_EDITOR,
        words=False,
    ),
    _Kind(
        re.compile(r"(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}(?:\s.*)?"),
        tr_later(
            "this file cannot be imported: it is a transcript as YouTube shows it beside a video: when lines begin, "
            "and not when they end."
        ),
        tr_later(
            "Whose video it is has the captions, in YouTube Studio: Subtitles, ⋮ at the language, Download, .srt."
        ),
        lines=2,
    ),
    _Kind(
        re.compile(r"(?=\S).{1,60}\s(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}\s*"),
        tr_later(
            "this file cannot be imported: it is a transcript, which says when a paragraph begins and not when a "
            "caption ends, as Otter and others write it."
        ),
        tr_later("Export SRT in place of text where it was made (Otter: Export, SRT)."),
    ),
    _Kind(
        re.compile(r".*[\[(](?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}(?:[.:;,][0-9]{1,3})?[\])].*"),
        tr_later(
            "this file cannot be imported: it is a transcript, which says when a paragraph begins and not when a "
            "caption ends, as Trint, Descript, Rev and others write it."
        ),
        tr_later(
            "Export captions where it was made (Trint: Export, SubRip; Descript: Export, Subtitles, SRT; others: SRT)."
        ),
    ),
)  # fmt: skip
_WORDS_ALONE = _Kind(
    re.compile(""),
    tr_later("this file cannot be imported: it is words without times."),
    tr_later("Export SRT where it was made."),
)


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError: for what has no times, with what it is and where captions are to be had."""
    text, remarks = decoded_text(data)
    lines = [line.strip() for line in text.split("\n")]
    arrows = any("-->" in line and not _WHISPER.fullmatch(line) for line in lines)
    if not arrows and _is_other_table(first_cells(data), lines, path):
        raise SubtitleError(
            tr(
                "this file cannot be imported: it is a table saved as text, with other columns than begin, end and "
                "words."
            ),
            where=path,
            remedy=tr(AS_SPREADSHEET),
        )
    written, at = ([], []) if arrows else _as_subrip(lines, remarks)
    if at:
        named = _with_names(written, at, film)
        incoming = read_subrip("\n".join(named).encode(), film, path)
        return Incoming(incoming.cues, (*remarks, *incoming.remarks))
    try:
        return read_subrip(data, film, path)
    except SubtitleError as error:
        kind = _kind_of(lines)
        remedy = together(tr(kind.remedy), tr(_ON_THE_PAGE)) if kind.words else tr(kind.remedy)
        raise SubtitleError(tr(kind.what), where=path, remedy=remedy) from error


def has_pairs(data: bytes) -> bool:
    """Whether some line of a text begins with two times, as editing programs write them."""
    return any(_PAIR.fullmatch(line.strip()) for line in decoded_text(data)[0].split("\n"))


def _is_other_table(head: Sequence[str], lines: Sequence[str], path: Path | None) -> bool:
    """Whether columns stand in it that would be taken for words: those of a sheet of captions, saved as text; in a file
    that says by its ending that it is a table, of all but whisper's and Audacity's. head: its first cells."""
    if path is None or path.suffix.lower() != ".tsv":
        return len(head) > len(NEEDED) and set(columns_of(head)) >= NEEDED
    row = _IN_MS if _HEAD_OF_TSV.fullmatch(lines[0]) else _IN_SECONDS
    return not any(map(row.fullmatch, lines))


def _as_subrip(lines: Sequence[str], remarks: list[str]) -> tuple[list[str], list[int]]:
    """The lines with times as SubRip has them, and where these are. Adds remarks."""
    written: list[str] = []
    at: list[int] = []
    in_ms = any(map(_HEAD_OF_TSV.fullmatch, lines[:1]))
    for line in lines[in_ms:]:
        pair = _pair(line, in_ms)
        if pair:
            start, end, words = pair
            at.append(len(written))
            written += [f"{start} --> {end}", *filter(None, words.split("|"))]
        elif _NO_WORDS.fullmatch(line):
            remarks.append(tr("“{text}” is no caption; left out.", text=line))
        elif not _MARKS.fullmatch(line):
            written.append(line)
    return written, at


def _pair(line: str, in_ms: bool) -> tuple[str, str, str] | None:
    if match := _PAIR.fullmatch(line) or _WHISPER.fullmatch(line):
        start, end, words = match.groups(default="")
        return start.replace(";", ":"), end.replace(";", ":"), words
    if match := (_IN_MS if in_ms else _IN_SECONDS).fullmatch(line):
        times = [round(float(part) * (1 if in_ms else 1000)) for part in match.groups()[:2]]
        return vtt_time(times[0]), vtt_time(times[1]), match[3] or ""
    return None


def _with_names(written: Sequence[str], at: Sequence[int], film: FilmInfo) -> Sequence[str]:
    """Where the first line of each caption is somebody's name and no more, and others follow, it is who speaks."""
    names = {name.casefold() for name in film.names}
    pairs = [written[place + 1 : place + 3] for place in at]
    if not all(
        len(said) == 2 and all(said) and (said[0].casefold() in names or _SPEAKER.fullmatch(said[0])) for said in pairs
    ):
        return written
    lines = list(written)
    for place in reversed(at):
        lines[place + 1 : place + 3] = [f"{lines[place + 1]}: {lines[place + 2]}"]
    return lines


def _kind_of(lines: Sequence[str]) -> _Kind:
    for kind in _KINDS:
        search = kind.sign.search if kind is _KINDS[0] else kind.sign.fullmatch
        if sum(search(line) is not None for line in lines) >= kind.lines:
            return kind
    return _WORDS_ALONE
