"""WebVTT for browsers: the only subtitle format of the published pages. Source: W3C WebVTT, §§3.1, 4."""

from __future__ import annotations

from pipeline.captions._markup import lines_of
from pipeline.cues import Cue, Track

_TOP = " line:0"  # the first line from the top of the picture


def to_vtt(track: Track) -> str:
    """`track` as a WebVTT file: cue numbers from 1, text in NFC, LF line ends.

    Text is text: &, < and > are escaped, which also takes the sting out of "-->". A speaker becomes a
    voice, <v Name>; a cue of two speakers has none, its dashes tell them apart. A sound is of the class "sound",
    for style sheets. Cues without text are left out, and times are such as the format demands (none
    negative, the end after the start). The language stands in the page (`srclang`), since WebVTT has no
    place for it.
    """
    shown = [cue for cue in track.cues if lines_of(cue.text)]
    blocks = ["WEBVTT\n", *(_block(number, cue) for number, cue in enumerate(shown, 1))]
    return "\n".join(blocks)


def _block(number: int, cue: Cue) -> str:
    start = max(0, cue.start)
    end = max(cue.end, start + 1)
    # A name that ended in hyphens would make "-->" with the end of its own tag.
    voice = _escaped(lines_of(cue.speaker or "").replace("\n", " ").rstrip("- "))
    text = _escaped(lines_of(cue.text))
    if cue.sound:
        text = f"<c.sound>{text}</c>"
    elif voice:
        text = f"<v {voice}>{text}</v>"
    return f"{number}\n{_stamp(start)} --> {_stamp(end)}{_TOP if cue.top else ''}\n{text}\n"


def _stamp(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{thousandths:03d}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
