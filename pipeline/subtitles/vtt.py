"""WebVTT for browsers: the only subtitle format of the published pages. Source: W3C WebVTT, §§3.1, 4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.captions.word_languages import CueLine, LangSpan, told
from pipeline.cues import Cue, Track, Word
from pipeline.subtitles.markup import lines_of
from pipeline.subtitles.timecode import vtt_time

_TOP = " line:0"  # the first line from the top of the picture


def to_vtt(track: Track, heard: Sequence[Word] = (), names: Mapping[str, str] | None = None) -> str:
    """`track` as a WebVTT file: cue numbers from 1, text in NFC, LF line ends.

    heard: the words as heard, ordered by start, which tell who speaks (`names`: what the voices are called) and which
    words a track keeps in another language.

    Text is text: &, < and > are escaped, which also takes the sting out of "-->". A speaker becomes a voice, <v Name>,
    of each line where they are two; foreign words become <lang es>. A sound is of the class "sound", for style sheets.
    Cues without text are left out, and times are such as the format demands (none negative, the end after the start).
    The track's own language stands in the page (`srclang`), since WebVTT has no place for it.
    """
    shown = [replace(cue, text=text) for cue in track.cues if (text := lines_of(cue.text))]
    lines = told(shown, track.lang, heard, names)
    blocks = ["WEBVTT\n", *(_block(number, *known) for number, known in enumerate(zip(shown, lines, strict=True), 1))]
    return "\n".join(blocks)


def _block(number: int, cue: Cue, lines: Sequence[CueLine]) -> str:
    start = max(0, cue.start)
    end = max(cue.end, start + 1)
    rows = [" ".join(map(_span, line.spans)) for line in lines]
    speakers = [line.speaker for line in lines]
    if cue.sound:
        text = "<c.sound>" + "\n".join(rows) + "</c>"
    elif len(set(speakers)) == 1:
        text = _said(speakers[0], "\n".join(rows))
    else:
        text = "\n".join(map(_said, speakers, rows))
    return f"{number}\n{vtt_time(start)} --> {vtt_time(end)}{_TOP if cue.top else ''}\n{text}\n"


def _said(speaker: str | None, text: str) -> str:
    """`text` in a voice, where it is known."""
    # A name that ended in hyphens would make "-->" with the end of its own tag.
    voice = _escaped(lines_of(speaker or "").replace("\n", " ").rstrip("- "))
    return f"<v {voice}>{text}</v>" if voice else text


def _span(span: LangSpan) -> str:
    text = _escaped(span.text)
    return f"<lang {span.lang}>{text}</lang>" if span.lang else text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
