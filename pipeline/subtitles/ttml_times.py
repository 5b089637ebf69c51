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
from pipeline.subtitles.timecode import frames_told
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
_FRAMES = re.compile(r"[0-9]{2,}:[0-9]{2}:[0-9]{2}:([0-9]{2,})(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?f")


def with_readable_times(root: ET.Element, fps: Fraction) -> list[str]:
    """Makes the times of a document such that ttconv reads them; remarks. fps: of the footage, where it counts frames
    and does not say how many there are in a second. Raises ValueError for what is no time, with its words."""
    remarks = _tidy_times(root)
    if f"{{{PARAMETER}}}frameRate" in root.attrib:
        remarks += _tidy_rate(root)
        _count_ticks(root)
    else:
        remarks += _with_frame_rate(root, fps)
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
    clock = f"{int(hours or 0):02d}:{int(minutes):02d}:{int(seconds_):02d}"
    if not mark:
        return clock
    return f"{clock}.{rest}" if mark in ".," else f"{clock}:{int(rest):02d}"


def _with_frame_rate(root: ET.Element, footage: Fraction) -> list[str]:
    """Says in a document that counts frames and does not say how many there are in a second how many the footage has:
    ttconv would take 30, as the standard does for want of better. So is it where it counts further than the footage."""
    counts = [match for *_, value in _times(root) if (match := _FRAMES.fullmatch(value))]
    if not counts:
        return []
    most = max(int(match[1] or 0) for match in counts)
    fps = footage if most < ceil(footage) else max(_DEFAULT, Fraction(most + 1))
    _set_rate(root, fps)
    return [tr("it does not say how many frames a second has: {told}", told=frames_told(fps))]


def _tidy_rate(root: ET.Element) -> list[str]:
    """What ttconv reads as something else: a rate such as 29.97, a multiplier such as 1000:1001 (of the drafts)."""
    rate = root.attrib[f"{{{PARAMETER}}}frameRate"].strip()
    multiplier = root.get(f"{{{PARAMETER}}}frameRateMultiplier")
    if multiplier is not None:
        root.set(f"{{{PARAMETER}}}frameRateMultiplier", " ".join(re.split(r"[\s:/]+", multiplier.strip())))
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
    written = root.get(f"{{{PARAMETER}}}subFrameRate", "1").strip()
    in_a_frame = int(written) if re.fullmatch("[1-9][0-9]{0,3}", written) else 1
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
