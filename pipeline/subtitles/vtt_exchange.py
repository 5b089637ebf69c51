"""WebVTT out, with a note that says which version it is; and in, whoever wrote it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from pipeline.subtitles.exchanged import FilmInfo, Incoming, Outgoing, as_subrip, understood
from pipeline.subtitles.reading_remarks import says
from pipeline.subtitles.srt import FORMATTING
from pipeline.subtitles.vtt import to_vtt
from pipeline.subtitles.webvtt_reading import INNER_TIMES, is_webvtt, read_webvtt

_HEADER = "WEBVTT\n"
_NOTE = "NOTE veus {story} {lang} {sha256}"
#: Arrows that tolerant readers take for the one between two times; those with a ">" are escaped already.
_ARROWS = {ord(char): f"&#{ord(char)};" for char in "→➔⟶"}
_OURS = re.compile(
    rb"^NOTE veus ([a-z0-9-]+) ((?:description\.)?[a-z]{2}) ([0-9a-f]{64})[ \t]*\r?\n(\r?\n)?", re.MULTILINE
)


def write(outgoing: Outgoing) -> bytes:
    """The track as WebVTT, with a note that says which version it is."""
    note = _NOTE.format(story=outgoing.story, lang=outgoing.name, sha256=outgoing.sha256)
    # Who speaks stands in the words of people's files; a voice beside them would come back as a second label.
    track = replace(outgoing.track, cues=tuple(replace(cue, speaker=None) for cue in outgoing.track.cues))
    text = "\n".join(map(_plain, to_vtt(track).split("\n")))
    return text.replace(_HEADER, f"{_HEADER}\n{note}\n", 1).encode()


def _plain(line: str) -> str:
    """`line` such that no editor takes words for marks of other formats, or for times: those of WebVTT are escaped."""
    return line if " --> " in line else line.replace("{\\", "{&#92;").translate(_ARROWS)


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError. A file that does not say that it is WebVTT is read as SubRip, which most such files are."""
    ours = _OURS.search(data)
    if not is_webvtt(data):
        return as_subrip(data, film, path)
    # Our own note is no news to anybody; what others wrote there is a remark.
    written = read_webvtt(_OURS.sub(b"", data, count=1), film.fps, film.lang)
    marked = any(says(remark, told) for remark in written.remarks for told in (FORMATTING, INNER_TIMES))
    cues, remarks = understood(written.cues, film, marked=marked, ours=ours is not None)
    if ours is None:
        return Incoming(cues, (*written.remarks, *remarks))
    story, lang, sha256 = (part.decode() for part in ours.groups()[:3])
    return Incoming(cues, (*written.remarks, *remarks), sha256, story, lang)
