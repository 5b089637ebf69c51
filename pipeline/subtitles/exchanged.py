"""What goes out to reviewers' own tools, and what comes back, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf
from pathlib import Path

from pipeline.cues import USUAL_FPS, Cue, Lang, Track
from pipeline.project.track_names import name_of
from pipeline.subtitles.rolling import without_roll_up
from pipeline.subtitles.speaker_names import together, with_speakers
from pipeline.subtitles.srt import read_srt, write_srt

#: Captions of a track, and rows of a table of them: a film of three hours has some 3,000.
MAX_CUES = 20_000


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

    @property
    def name(self) -> str:
        """Of the track, among those of its story."""
        return name_of(self.track.lang, "description" if self.track.kind == "descriptions" else "captions")


@dataclass(frozen=True, slots=True)
class FilmInfo:
    """What a reader may want to know of the story that a file is for.

    names: of those who speak. lang: of the track. fps: of the footage, for times in frames. duration_ms: of the
    footage, None where no build has measured it. rolls: whether captions of the track itself begin with those before:
    then a file's are meant so.
    """

    names: tuple[str, ...] = ()
    lang: Lang | None = None
    fps: Fraction = USUAL_FPS
    duration_ms: int | None = None
    rolls: bool = False


@dataclass(frozen=True, slots=True)
class ReviewerComment:
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
    """A file as it came back: its cues (ordered, no two at one place at a time, no empty text), which bytes it was
    exported from (SHA-256), story and name of the track (lang), where the file says so, and what had to be mended, in
    sentences. beside: what it says in another language, other_lang, and other_sha256 which bytes of that it was
    exported from."""

    cues: tuple[Cue, ...]
    remarks: tuple[str, ...] = ()
    sha256: str | None = None
    story: str | None = None
    lang: Lang | None = None
    comments: tuple[ReviewerComment, ...] = ()
    other_lang: Lang | None = None
    other_sha256: str | None = None
    beside: tuple[Beside, ...] = ()


def understood(
    cues: Sequence[Cue], film: FilmInfo, *, marked: bool = False, ours: bool = False
) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """`cues` in any order as a reader of SubRip would have them: ordered, apart, each once, with what their texts say
    about them. The one place that mends times is the reader of SubRip, so they pass through it.

    marked: whether the file said of words how they look, as those do that mark the word being said. ours: whether it
    says that it was exported from here: then captions that roll are those of the track.
    """
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.end))
    remarks: list[str] = []
    once = ordered if ours else without_roll_up(ordered, remarks, marked=marked, meant=film.rolls)
    labelled = with_speakers(together(once, film.lang, remarks), film.names, remarks)
    reading = read_srt(write_srt(labelled).encode(), names=film.names)
    return reading.cues, (*remarks, *reading.remarks)


def as_subrip(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """A file that is SubRip, whatever it is called. Raises SubtitleError."""
    reading = read_srt(data, path, film.names, film.fps)
    cues, remarks = understood(reading.cues, film, marked=bool(reading.formatted))
    return Incoming(cues, (*reading.remarks, *reading.formatted, *remarks))


def beside(cues: Sequence[Cue], others: Sequence[Cue]) -> list[str]:
    """For each of `cues`, the texts of `others` that belong beside it, as `placed`."""
    return ["\n".join(others[number].text for number in numbers) for numbers in placed(cues, others)]


def placed(cues: Sequence[Cue], others: Sequence[Cue]) -> list[list[int]]:
    """For each of `cues`, which of `others` belong beside it: each other cue once, where it shares most time – with one
    at its own place of the screen, if there is one –, or else next to the nearest. Both in order."""
    found: list[list[int]] = [[] for _ in cues]
    first = 0
    for number, other in enumerate(others if cues else ()):
        while first + 1 < len(cues) and cues[first].end <= other.start:
            first += 1
        near = range(max(0, first - 1), len(cues))
        best, most = first, (False, -inf)
        for k in near:
            time = min(cues[k].end, other.end) - max(cues[k].start, other.start)  # negative: ms apart
            shared = (time > 0 and cues[k].top is other.top, time)
            if shared > most:
                best, most = k, shared
            if cues[k].start >= other.end:
                break
        found[best].append(number)
    return found
