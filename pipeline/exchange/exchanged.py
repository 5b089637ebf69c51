"""What goes out to reviewers' own tools, and what comes back, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.captions.srt import read_srt, write_srt
from pipeline.captions.voices import is_name, label, speaker_in
from pipeline.cues import Cue, Lang, Track

#: Characters that no XML document may hold (XML 1.0, §2.2), as far as a cue can have them.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One track to hand out.

    data: the bytes of the file that people edit, of which `track` is what they say; sha256: theirs, carried along
    wherever the format has room. ui: language of headers and findings. other: cues of the other language, side by
    side, and the bytes that these are from. findings, comments: texts by place of the cue in the track, from 0.
    """

    story: str
    track: Track
    data: bytes
    sha256: str
    ui: Lang = "en"
    other_lang: Lang | None = None
    other: Sequence[Cue] = ()
    other_data: bytes = b""
    findings: Mapping[int, Sequence[str]] = field(default_factory=dict)
    comments: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer wrote about a cue (ms, its text), beside it."""

    start: int
    end: int
    text: str
    comment: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What a row says in the other language. number: of the row's caption as it was exported, from 1, if it is still
    there. start, end, said: time (ms) and words of the row. cell: where it stands."""

    number: int | None
    start: int
    end: int
    said: str
    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came back: its cues (ordered, never overlapping, no empty text), which bytes it was exported from
    (SHA-256), story and language, where the file says so, and what had to be mended, in sentences. beside: what it says
    in another language, other_lang, and other_sha256 which bytes of that it was exported from."""

    cues: tuple[Cue, ...]
    remarks: tuple[str, ...] = ()
    sha256: str | None = None
    story: str | None = None
    lang: Lang | None = None
    comments: tuple[Said, ...] = ()
    other_lang: Lang | None = None
    other_sha256: str | None = None
    beside: tuple[Beside, ...] = ()


def understood(cues: Sequence[Cue], names: Sequence[str]) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """`cues` in any order as a reader of SubRip would have them: ordered, apart, with what their texts say about
    them. The one place that mends times is the reader of SubRip, so they pass through it."""
    ordered = sorted(with_labels(cues, names), key=lambda cue: (cue.start, cue.end))
    reading = read_srt(write_srt(ordered).encode(), names=names)
    return reading.cues, reading.remarks


def with_labels(cues: Sequence[Cue], names: Sequence[str]) -> list[Cue]:
    """`cues` with who speaks written in their texts, since SubRip has no other room for it: where several speak, at
    each change; never twice, and never the number of a voice."""
    voices = {cue.speaker for cue in cues if cue.speaker}
    result: list[Cue] = []
    last: str | None = None
    for cue in cues:
        who = cue.speaker if cue.speaker and is_name(cue.speaker) else None
        if len(voices) > 1 and who and who != last and not _labelled(cue, names):
            result.append(_with_text(cue, label(who) + cue.text))
        else:
            result.append(cue)
        last = cue.speaker or last
    return result


def _labelled(cue: Cue, names: Sequence[str]) -> bool:
    return speaker_in(cue.text, [*names, cue.speaker or ""]) is not None


def _with_text(cue: Cue, text: str) -> Cue:
    return Cue(cue.start, cue.end, text, cue.speaker, cue.top, cue.sound)


def for_xml(text: str) -> str:
    """`text` without what no XML document may hold: replaced by �, so that it is seen."""
    return _NO_XML.sub("\ufffd", text)


def beside(cues: Sequence[Cue], others: Sequence[Cue]) -> list[str]:
    """For each of `cues`, the texts of `others` that belong beside it, as `placed`."""
    return ["\n".join(others[number].text for number in numbers) for numbers in placed(cues, others)]


def placed(cues: Sequence[Cue], others: Sequence[Cue]) -> list[list[int]]:
    """For each of `cues`, which of `others` belong beside it: each other cue once, where it shares most time, or else
    next to the nearest. Both in order."""
    found: list[list[int]] = [[] for _ in cues]
    first = 0
    for number, other in enumerate(others if cues else ()):
        while first + 1 < len(cues) and cues[first].end <= other.start:
            first += 1
        near = range(max(0, first - 1), len(cues))
        best, most = first, None
        for k in near:
            shared = min(cues[k].end, other.end) - max(cues[k].start, other.start)  # negative: ms apart
            if most is None or shared > most:
                best, most = k, shared
            if cues[k].start >= other.end:
                break
        found[best].append(number)
    return found
