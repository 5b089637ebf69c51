"""WebVTT in, as the W3C defines it, and as tolerantly as SubRip where files are not quite so: no word is lost.

Source: W3C WebVTT, §4.1 (file structure), §6.1 (how blocks are told apart), §6.4 (cue text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from pipeline.captions.speaker_labels import is_name, opens_turn, with_dash
from pipeline.cues import USUAL_FPS, Cue, Lang
from pipeline.messages import Message, tr, tr_later
from pipeline.subtitles.decoding import decoded
from pipeline.subtitles.markup import characters, lines_of, looks_in
from pipeline.subtitles.reading_remarks import cue_at, said_of
from pipeline.subtitles.srt import FORMATTING, PLACE
from pipeline.subtitles.time_lines import TimeLine, time_line, without_unseen
from pipeline.subtitles.timecode import frame_rate, frames_told

_MAGIC = "WEBVTT"
_HEADER = re.compile(rf"{_MAGIC}(?:\s|$)")
_NO_CAPTION = re.compile(r"(NOTE|STYLE|REGION)(?:\s|$)")
_NUMBER = re.compile("[0-9]{1,9}")
#: An identifier as Webex writes it: number, who speaks, their number.
_SPOKEN_BY = re.compile(r'[0-9]{1,9} "([^"]+)"(?: \([^()]*\))?')
_ANCHOR = re.compile(r"viewportanchor\s*[:=]\s*[0-9.]+%\s*,\s*([0-9.]+)%")
_REGION_ID = re.compile(r"\bid\s*[:=]\s*(\S+)")
_REGION = re.compile(r"\bregion:(\S+)")
_PLACED = re.compile(r"\b(?:position|size|align|vertical|region):\S+")
_INNER_TIME = re.compile(r"<(?:[0-9]+:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}>")
#: What is said of a cue in which words have times of their own.
INNER_TIMES = tr_later("times inside of it cannot be kept; they were taken off.")
#: Pronunciations stand above the words that they are of.
_PRONUNCIATION = re.compile(r"<rt(?:\.[^<>]*)?>.*?(?:</rt>|(?=</ruby>)|\Z)", re.DOTALL)
_VOICE = re.compile(r"<v(?:\.[^<>\s]*)?(?:\s([^<>]*))?>|(</v>)", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:i|b|u|s|c|em|strong|font|span|lang|ruby|rt)(?:[.\s][^<>]*)?/?>|<(?:[0-9]+:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebVtt:
    """The cues of a file as they are written, in its order: times may be wrong; `speaker` is the voice.

    remarks: what is no caption, or cannot be kept, in sentences; one for each place.
    """

    cues: tuple[Cue, ...]
    remarks: tuple[str, ...]


@dataclass(slots=True)
class _Cue:
    times: TimeLine
    settings: str
    lines: list[str] = field(default_factory=list)
    who: str | None = None


@dataclass(slots=True)
class _VttFile:
    cues: list[_Cue] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    regions: dict[str, bool] = field(default_factory=dict)  # by id, whether at the top
    remarks: list[str] = field(default_factory=list)
    in_note: bool = False
    headers: set[str] = field(default_factory=set)  # what was told of them


def is_webvtt(data: bytes) -> bool:
    """Whether a file says that it is WebVTT."""
    return decoded(data[:400])[0].lstrip().startswith(_MAGIC)


def read_webvtt(data: bytes, fps: Fraction = USUAL_FPS, lang: Lang | None = None) -> WebVtt:
    """The cues in the bytes of a WebVTT file; times in ms. fps: for times that end in frames. lang: of the words.

    Header, NOTE, STYLE and REGION are no captions; identifiers may be of any form. Where two voices speak in one cue
    each has a line with the dash of `lang`.
    """
    text, remarks = decoded(data)
    lines = text.split("\n")
    in_frames = frame_rate(lines, fps)
    if in_frames:
        remarks.append(frames_told(in_frames))
    file = _parsed(lines, in_frames)
    remarks += file.remarks
    if file.before and file.cues:
        file.cues[0].lines[:0] = file.before
        remarks.append(
            tr(
                'words stood above the first time line; they were put into the first cue: "{words}".',
                words=file.before[0],
            )
        )
    cues = [_cue(number, one, file, lang, remarks) for number, one in enumerate(file.cues, 1)]
    return WebVtt(tuple(cue for cue in cues if cue.text), tuple(remarks))


def _parsed(lines: list[str], fps: Fraction | None) -> _VttFile:
    file = _VttFile()
    groups = [
        [line for _, line in group] for full, group in groupby(enumerate(lines), lambda one: bool(one[1])) if full
    ]
    places = [place for place, line in enumerate(lines, 1) if line and not (place > 1 and lines[place - 2])]
    for k, group in enumerate(groups):
        if group[0].lstrip().startswith(_MAGIC) if k == 0 else _HEADER.match(group[0]):  # of each joined segment, too
            group = groups[k] = _without_header(group, places[k], fps, file)
        times = [time_line(line, fps) for line in group]
        first = next((at for at, one in enumerate(times) if one), None)
        if first is None:
            opens_next = k + 1 < len(groups) and time_line(groups[k + 1][0], fps) is not None
            _take_no_cue(group, places[k], opens_next, file)
            continue
        if first > 1:  # an identifier has one line; what is above it ended without a blank one
            _take_no_cue(group[: first - 1] if _is_number(group[first - 1]) else group[:first], places[k], False, file)
        _take_cues(group[first:], times[first:], file)
        if first and (named := _SPOKEN_BY.fullmatch(group[first - 1].strip())):
            file.cues[-1].who = named[1].strip()
    return file


def _without_header(group: list[str], place: int, fps: Fraction | None, file: _VttFile) -> list[str]:
    """Everything up to the first blank line, or the first cue, is no caption. place: the number of its first line."""
    stop = next((k for k, line in enumerate(group) if time_line(line, fps)), len(group))
    said = [group[0].strip().removeprefix(_MAGIC).strip(" -\t"), *(line.strip() for line in group[1:stop])]
    if any(said):
        words = " / ".join(filter(None, said))
        told = tr("line {line}: the header is no caption; left out: “{words}”.", line=place, words=words)
        if words not in file.headers:
            file.remarks.append(told)
        file.headers.add(words)
    return group[stop:]


def _is_number(line: str) -> bool:
    return _NUMBER.fullmatch(without_unseen(line)) is not None


def _take_no_cue(group: Sequence[str], place: int, opens_next: bool, file: _VttFile) -> None:
    """A block without times: a comment, style or region; the identifier of the next cue; or words that a blank line
    has parted from theirs."""
    if not group:
        return
    kind = _NO_CAPTION.match(group[0])
    if kind:
        text = " ".join(line.strip() for line in group)
        said = text.removeprefix(kind[1]).strip()
        file.in_note = kind[1] == "NOTE" and bool(said)
        if said:
            file.remarks.append(_no_caption(place, kind[1], said))
        if kind[1] == "REGION" and (name := _REGION_ID.search(text)) and (anchor := _ANCHOR.search(text)):
            file.regions[name[1]] = float(anchor[1]) < 50
        return
    if opens_next and len(group) == 1 and _is_number(group[0]):
        return
    words = [line for line in group if line.strip()]
    if words and file.in_note:  # somebody has left a line blank in it
        file.remarks.append(_no_caption(place, "NOTE", " ".join(words)))
        return
    if words:
        (file.cues[-1].lines if file.cues else file.before).extend(words)


def _no_caption(line: int, kind: str, words: str) -> Message:
    return tr("line {line}: {kind} is no caption; left out: “{words}”.", line=line, kind=kind, words=words)


def _take_cues(lines: Sequence[str], times: Sequence[TimeLine | None], file: _VttFile) -> None:
    """The cues of a block: one, or several that no blank line parts."""
    file.in_note = False
    for line, time in zip(lines, times, strict=True):
        if time is not None:
            above = file.cues[-1].lines if file.cues and line is not lines[0] else []
            if above and (_is_number(above[-1]) or (len(above) > 1 and not above[-2].strip())):
                above.pop()  # its identifier
            file.cues.append(_Cue(time, line, [time.rest] if time.rest else []))
        else:
            file.cues[-1].lines.append(line)


def _cue(number: int, one: _Cue, file: _VttFile, lang: Lang | None, remarks: list[str]) -> Cue:
    times, raw = one.times, "\n".join(one.lines)
    place = cue_at(number, times.start)
    region = _REGION.search(one.settings)
    top = times.top or (region is not None and file.regions.get(region[1], False))
    if _PLACED.search(one.settings):
        remarks.append(said_of(place, tr(PLACE)))
    if looks_in(raw):
        remarks.append(said_of(place, tr(FORMATTING)))
    if _INNER_TIME.search(raw):
        remarks.append(said_of(place, tr(INNER_TIMES)))
    if _PRONUNCIATION.search(raw):
        remarks.append(tr("{place}: pronunciations above the words cannot be kept; they were left out.", place=place))
    voices = _voices(_PRONUNCIATION.sub("", raw))
    if len({voice for voice, _ in voices if voice}) > 1:
        names = ", ".join(dict.fromkeys(voice for voice, _ in voices if voice))
        remarks.append(
            tr(
                "{place}: two voices; each has a line and a dash, without their names ({names}).",
                place=place,
                names=names,
            )
        )
        lines = [" ".join(text.split()) for _, text in voices]
        text, speaker = "\n".join(line if opens_turn(line) else with_dash(line, lang) for line in lines), None
    else:
        text, speaker = "\n".join(text for _, text in voices), next((voice for voice, _ in voices if voice), one.who)
    if not text.strip():
        remarks.append(tr("{place}: has no text; it was left out.", place=place))
    end = times.start if times.end is None else times.end
    return Cue(times.start, end, lines_of(text), speaker, top)


def _voices(raw: str) -> list[tuple[str | None, str]]:
    """What each voice says, in order; None where none is named. A dash before a voice belongs to what it says."""
    said: list[tuple[str | None, str]] = []
    held = ""
    for voice, part in _parts(raw):
        text = held + part
        if not any(char.isalnum() for char in text):
            held = text
        elif said and said[-1][0] == voice:
            said[-1], held = (voice, said[-1][1] + text), ""
        else:
            said.append((voice, text))
            held = ""
    if held.strip():
        said = [*said[:-1], (said[-1][0], said[-1][1] + held)] if said else [(None, held)]
    return [(voice, lines_of(text)) for voice, text in said]


def _parts(raw: str) -> Iterator[tuple[str | None, str]]:
    at, voice = 0, None
    for match in _VOICE.finditer(raw):
        yield voice, _plain(raw[at : match.start()])
        name = lines_of(characters(match[1] or "")).replace("\n", " ")
        voice = name if any(char.isalnum() for char in name) and is_name(name) else None
        at = match.end()
    yield voice, _plain(raw[at:])


def _plain(raw: str) -> str:
    return characters(_TAG.sub("", _BREAK.sub("\n", raw)))
