"""Times in TTML, as the standard writes them and as programs do that do not keep to it, made such that ttconv 1.2.3
reads them: it takes what it cannot read for the begin of the film, with a word to its log alone.

Source: W3C TTML2, §12.3 (time expressions), §7.2 (frame rate, its multiplier, sub-frames, ticks).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from pipeline.captions.moves import NAMED
from pipeline.messages import tr
from pipeline.subtitles.timecode import counted_at, frames_told
from pipeline.subtitles.ttml_names import PARAMETER, TTML

#: An end (s) that stands for none.
FOREVER = 1_000_000
#: Frames a second where nobody says how many.
_DEFAULT = Fraction(30)

_TIMES = ("begin", "end", "dur")
_TIMED = frozenset(f"{{{TTML}}}{name}" for name in ("body", "div", "p", "span", "region", "set"))
_STANDARD = re.compile(
    r"[0-9]{2,}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+|:[0-9]{2,}(?:\.[0-9]+)?)?|[0-9]+(?:\.[0-9]+)?(?:h|ms?|s|f|t)"
)
_LAX = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})(?:([.,;:])([0-9]{1,9}))?")
_SECONDS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,9}))?\s*s?")
_CLOCK = re.compile(r"([0-9]{2,}):([0-9]{2}):([0-9]{2}(?:\.[0-9]+)?)(?::([0-9]{2,})(?:\.([0-9]+))?)?")
_FRAMES = re.compile(r"[0-9]{2,}:[0-9]{2}:[0-9]{2}:([0-9]{2,})(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?f")


def with_readable_times(root: ET.Element, fps: Fraction) -> list[str]:
    """Makes the times of a document such that ttconv reads them; remarks. fps: of the footage, where it counts frames
    and does not say how many there are in a second. Raises ValueError for what is no time, with its words."""
    remarks = _tidy_times(root) + _tidy_drop(root)
    if f"{{{PARAMETER}}}frameRate" in root.attrib:
        remarks += _tidy_rate(root)
        _count_ticks(root)
    else:
        remarks += _with_frame_rate(root, fps)
    _count_exactly(root)
    _with_ends(root)
    return remarks


def _tidy_times(root: ET.Element) -> list[str]:
    remarks: list[str] = []
    for element, name, value in _times(root):
        text = value.strip()
        if not _STANDARD.fullmatch(text):
            text = _standard(text)
            remarks.append(
                tr("“{written}” is no time as the format has them; it was read as “{read}”.", written=value, read=text)
            )
        element.set(name, text)
    return remarks


def _times(root: ET.Element) -> Iterator[tuple[ET.Element, str, str]]:
    for element in root.iter():
        if element.tag in _TIMED:
            for name in _TIMES:
                if (value := element.get(name)) is not None:
                    yield element, name, value


def _standard(text: str) -> str:
    """A time as the standard would write it: 00:00:03,6 and 0:03;15 mean something, too."""
    if seconds := _SECONDS.fullmatch(text):
        return f"{seconds[1]}.{seconds[2] or 0}s"
    match = _LAX.fullmatch(text)
    if match is None:
        raise ValueError(tr('"{text}" in it is no time', text=text))
    hours, minutes, seconds_, mark, rest = match.groups()
    clock = _clock(int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds_))
    if not mark:
        return clock
    return f"{clock}.{rest}" if mark in ".," else f"{clock}:{int(rest):02d}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _tidy_drop(root: ET.Element) -> list[str]:
    """Timecode that drops frames counts 30 or 60 of them at 29.97 or 59.94 a second, however a document says so; ttconv
    takes it for no time unless that is said by a multiplier of 1000 1001."""
    if root.get(f"{{{PARAMETER}}}dropMode") != "dropNTSC":
        return []
    rate = root.get(f"{{{PARAMETER}}}frameRate", "30").strip()
    if rate in ("30", "60"):
        _set_rate(root, Fraction(int(rate) * 1000, 1001))
        return []
    if NAMED.get(rate.replace(",", "."), Fraction(1)).denominator == 1001:
        return []
    del root.attrib[f"{{{PARAMETER}}}dropMode"]
    return [tr("it says that frames are dropped, which is done at 29.97 and 59.94 a second alone: they were not.")]


def _count_exactly(root: ET.Element) -> None:
    """Clock times become seconds. Of them, ttconv takes what counts to 60 or further for the begin of the film, or a
    second less; frames after the last one of a second for that one; and those with sub-frames for the begin."""
    rate = Fraction(root.get(f"{{{PARAMETER}}}frameRate", "30").strip())
    multiplier = re.fullmatch("([1-9][0-9]*) ([1-9][0-9]*)", root.get(f"{{{PARAMETER}}}frameRateMultiplier", ""))
    fps = rate * Fraction(int(multiplier[1]), int(multiplier[2])) if multiplier else rate
    smpte, in_a_frame = root.get(f"{{{PARAMETER}}}timeBase") == "smpte", _sub_frames(root)
    for element, name, value in _times(root):
        if match := _CLOCK.fullmatch(value):
            hours, minutes, seconds, frames, parts = match.groups()
            whole = int(hours) * 3600 + int(minutes) * 60 + int(Fraction(seconds))
            if frames and smpte:
                element.set(name, f"{_clock(whole)}:{frames}")
            else:
                counted = int(frames or 0) + Fraction(int(parts or 0), in_a_frame)
                element.set(name, f"{float(whole + Fraction(seconds) % 1 + counted / fps):.6f}s")


def _sub_frames(root: ET.Element) -> int:
    """How many there are in a frame."""
    written = root.get(f"{{{PARAMETER}}}subFrameRate", "1").strip()
    return int(written) if re.fullmatch("[1-9][0-9]{0,3}", written) else 1


def _with_frame_rate(root: ET.Element, footage: Fraction) -> list[str]:
    """Says in a document that counts frames and does not say how many there are in a second how many the footage has:
    ttconv would take 30, as the standard does for want of better. So is it where it counts further than the footage."""
    counts = [match for *_, value in _times(root) if (match := _FRAMES.fullmatch(value))]
    if not counts:
        return []
    clocks = [int(match[1]) for match in counts if match[1]]  # the others count all frames, from the begin of the film
    most = max(clocks, default=0)
    fps = counted_at(most, len(clocks), footage) if most < ceil(footage) else max(_DEFAULT, Fraction(most + 1))
    _set_rate(root, fps)
    return [tr("it does not say how many frames a second has: {told}", told=frames_told(fps))]


def _tidy_rate(root: ET.Element) -> list[str]:
    """What ttconv reads as something else: a rate such as 29.97, a multiplier such as 1000:1001 (of the drafts)."""
    rate = root.attrib[f"{{{PARAMETER}}}frameRate"].strip()
    multiplier = root.get(f"{{{PARAMETER}}}frameRateMultiplier")
    if multiplier is not None:
        told = " ".join(re.split(r"[\s:/]+", multiplier.strip()))
        root.set(f"{{{PARAMETER}}}frameRateMultiplier", "1000 1001" if told == "999 1000" else told)  # Apple writes so
    if rate.isdecimal() and int(rate):
        return []
    if not re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{1,4}", rate):
        raise ValueError(tr('"{rate}" in it is no frame rate', rate=rate))
    fps = NAMED.get(rate.replace(",", "."), Fraction(rate.replace(",", ".")))
    _set_rate(root, fps)
    return [frames_told(fps)]


def _count_ticks(root: ET.Element) -> None:
    """Ticks become frames in a document that says how many frames a second has, and not how many ticks: there a tick
    is a sub-frame. ttconv would take it for a second."""
    if f"{{{PARAMETER}}}tickRate" in root.attrib:
        return
    in_a_frame = _sub_frames(root)
    for element, name, value in _times(root):
        if value.endswith("t"):
            element.set(name, f"{float(value[:-1]) / in_a_frame:.6f}f")


def _set_rate(root: ET.Element, fps: Fraction) -> None:
    whole = max(1, round(fps))
    multiplier = fps / whole
    root.set(f"{{{PARAMETER}}}frameRate", str(whole))
    root.set(f"{{{PARAMETER}}}frameRateMultiplier", f"{multiplier.numerator} {multiplier.denominator}")


def _with_ends(root: ET.Element) -> None:
    """An end, where a begin has none: ttconv takes the latest end inside, and forgets to add the begin."""
    for parent in root.iter():
        if parent.get("timeContainer") == "seq":
            continue
        for one in parent:
            if one.get("begin") is not None and one.get("end") is None and one.get("dur") is None:
                one.set("end", f"{FOREVER}s")
