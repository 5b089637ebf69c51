"""Time lines of subtitle files, as people and programs write them: recognising, reading and hiding them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.subtitles.timecode import frames_ms

#: FFmpeg puts the sign of a time before zero into its parts: 00:00:-1,-500.
_TIME = r"-?[0-9]{1,4}(?:\s*[:.,;]\s*-?[0-9]{1,3}){0,2}\s*[:.,;]\s*-?[0-9]{1,9}"
_ARROW = r"(?:[-‐-―−]{1,3}\s?>|=>|→|➔|⟶)"
_LINE = re.compile(rf"(?:[0-9]{{1,9}}[.)]?\s+)?({_TIME})\s*({_ARROW})\s*({_TIME})?(?![\w:]|[.,;][0-9])(.*)")
#: Of SubRip, of WebVTT, and of WebVTT's drafts (A:middle L:90%).
_SETTING = re.compile(
    r"[XY][12]:\s*-?[0-9]+|(?:line|position|size|align|vertical|region):\S+"
    r"|\b(?:[LPST]:-?[0-9]+%?|A:(?:start|middle|end|left|right)|D:vertical(?:-lr)?)(?!\S)",
    re.IGNORECASE,
)
_TOP_LINE = re.compile(r"line:(?:[0-7]|[0-4]?[0-9](?:\.[0-9]+)?%)(?![0-9.%])", re.IGNORECASE)
_SLIPS = str.maketrans("OoQlI|", "000111")
#: What programs put around numbers and times without being seen (marks of direction, joiners, soft hyphens), and what
#: lists of word processors begin with.
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARKS = re.compile(f"[{_UNSEEN}]")
_AROUND = re.compile(rf"^[{_UNSEEN}\s•·▪◦‣*“”„«»\"]+|[{_UNSEEN}\s“”«»\"]+$")


@dataclass(frozen=True, slots=True)
class TimeLine:
    """start, end: ms (end None where nothing readable stands after the arrow). rest: words on the same line.

    top: a WebVTT setting put the cue in the upper half. placed: coordinates or settings say where else it stands.
    guessed: the times were not quite written as times are.
    """

    start: int
    end: int | None
    rest: str = ""
    top: bool = False
    placed: bool = False
    guessed: bool = False


def without_unseen(line: str) -> str:
    """`line` without what stands around numbers and times and means nothing there."""
    return _MARKS.sub("", _AROUND.sub("", line)).strip()


def time_line(line: str, fps: Fraction | None = None) -> TimeLine | None:
    """`line` read as a time line, or None where it is not one. fps: of the frames that times end in, if they do.

    Times may lack hours, leading zeros or milliseconds ("7,5" is seven and a half seconds) and use any of :
    . , ; Other arrows than --> count only between times of three parts and more: "12:30 -> 14:00" is what
    somebody said. Marks of direction, bullets and quotation marks around are passed over.
    """
    line = line.strip()
    found = _read(line, fps)
    if found is None and (clean := without_unseen(line)) != line:
        found, line = _read(clean, fps), clean
    if found is None and "-->" in line:
        mended = line.translate(_SLIPS)
        if mended != line and not re.search(r"[^\W\d_]", mended):
            again = _read(mended, fps)
            if again is not None and again.end is not None:
                return TimeLine(again.start, again.end, guessed=True)
    return found


def _read(line: str, fps: Fraction | None) -> TimeLine | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    first, arrow, second, rest = match.groups()
    start, exact = _ms(first, fps)
    end, exact_end = _ms(second, fps) if second else (None, True)
    if start is None or (second and end is None):
        return None
    strict = arrow == "-->"
    if not strict and (second is None or min(_parts(first), _parts(second)) < 3):
        return None
    words = _SETTING.sub("", rest).strip()
    if second is None and (_parts(first) < 3 or any(char.isalpha() for char in words)):
        return None
    if second is None or not re.search(r"[^\s!-/:-@\[-`{-~]", words):  # stray punctuation is nobody's word
        words = ""
    top = bool(_TOP_LINE.search(rest))
    placed = bool(_SETTING.search(_TOP_LINE.sub("", rest)))
    return TimeLine(start, end, words, top, placed, guessed=not (exact and exact_end))


def _parts(time: str) -> int:
    return len(re.findall("[0-9]+", time))


def _ms(time: str, fps: Fraction | None) -> tuple[int | None, bool]:
    """A time in ms, and whether it was written as times are: with three digits of milliseconds, or with frames."""
    parts = re.findall("[0-9]+", time)
    marks = re.findall("[:.,;]", time)
    before_zero = "-" in time
    fraction = ""
    if fps and len(parts) == 4 and marks[-1] in ":;" and len(parts[3]) <= 2:
        hours, minutes, seconds, count = map(int, parts)
        return frames_ms(hours, minutes, seconds, count, fps), not before_zero
    if len(parts) == 4 or marks[-1] in ".,":
        fraction = parts.pop()
    if len(parts) == 1 or (len(parts) + len(fraction) and ":" not in marks and len(marks) < 3):
        return None, False  # "3.5 --> 4.5" and the like may be anything
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    ms = total * 1000 + int(fraction.ljust(3, "0")[:3] or "0")
    return (0 if before_zero else ms), len(fraction) == 3 and not before_zero


def hidden(line: str) -> str:
    """`line` of a cue's text, such that no reader takes it for a time line: its arrow becomes a reference."""
    if time_line(line) is None:
        return line
    return re.sub(_ARROW, lambda match: match[0][:-1] + f"&#{ord(match[0][-1])};", line)
