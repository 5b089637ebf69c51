"""Lines of a damaged subtitle file → blocks of number, times and text. Nothing written in it is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from pipeline.cues import USUAL_FPS
from pipeline.messages import tr
from pipeline.subtitles.reading_remarks import cue_at
from pipeline.subtitles.time_lines import TimeLine, time_line, without_unseen
from pipeline.subtitles.timecode import frame_rate, frames_told, srt_time

_NUMBER = re.compile("#?([0-9]{1,9})[.)]?")  # "1." is how lists of word processors count
_NOTES = ("NOTE", "STYLE", "REGION")
_SLACK = 50  # how far a cue number may jump before it looks like something that was said


@dataclass(slots=True)
class Block:
    """One time line and the lines under it. label: its number in the file, else its place (for messages)."""

    label: int
    times: TimeLine
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Blocks:
    """What a file holds. before: lines of text above the first time line."""

    blocks: list[Block]
    before: list[str]
    remarks: list[str]


def blocks(text: str, fps: Fraction = USUAL_FPS) -> Blocks:
    """The blocks of `text` (tidied: "\\n" line ends). Blank lines, or their lack, mean nothing by themselves.

    fps: frames a second of the footage, for times that end in frames.

    A line of digits is a cue number only where a number can stand, directly above a time line, and only as
    far as the other numbers make it believable: "1914" may be what somebody said.
    """
    lines = [line.strip() for line in text.split("\n")]
    remarks: list[str] = []
    if text.lstrip().startswith("WEBVTT"):
        _drop_webvtt(lines, remarks)
    in_frames = frame_rate([line for line in lines if ":" in line], fps)
    times = {k: read for k, line in enumerate(lines) if (read := time_line(line, in_frames))}
    if in_frames and times:
        remarks.append(frames_told(in_frames))
    numbers = _numbers(lines, list(times), remarks)
    skipped = {place for place, _ in numbers.values()}
    found: list[Block] = []
    before: list[str] = []
    for k, line in enumerate(lines):
        if k in times:
            label = numbers[k][1] if k in numbers else len(found) + 1
            found.append(Block(label, times[k], [times[k].rest] if times[k].rest else []))
            _remark_on_times(found[-1], line, remarks)
        elif line and k not in skipped:
            (found[-1].lines if found else before).append(line)
            if "-->" in line and re.search("[0-9]:[0-9]", line):
                remarks.append(
                    tr('line {line}: "{text}" cannot be read as times; it was kept as text.', line=k + 1, text=line)
                )
    return Blocks(found, before, remarks)


def _remark_on_times(block: Block, line: str, remarks: list[str]) -> None:
    if block.times.guessed:
        end = "?" if block.times.end is None else srt_time(block.times.end)
        read = f"{srt_time(block.times.start)} --> {end}"
        remarks.append(
            tr(
                '{place}: "{line}" was read as {read}.',
                place=cue_at(block.label, block.times.start),
                line=line,
                read=read,
            )
        )


def _drop_webvtt(lines: list[str], remarks: list[str]) -> None:
    """Blank out the header, comments, styles and regions of WebVTT, and quote them in a remark."""
    inside = False
    quoted: list[str] = []
    for k, line in enumerate(lines):
        if not line or time_line(line) is not None:
            inside = False
        elif inside or _opens_note(line, above=lines[k - 1] if k else ""):
            inside = True
            quoted.append(line)
            lines[k] = ""
    remarks.append(tr("the file was read as WebVTT; left out: {words}.", words=" / ".join(quoted)))


def _opens_note(line: str, above: str) -> bool:
    return not above and line.split(" ", 1)[0] in ("WEBVTT", *_NOTES)


def _numbers(lines: list[str], times: list[int], remarks: list[str]) -> dict[int, tuple[int, int]]:
    """For each time line that has one: the place and value of its cue number."""
    above = {k: _above(lines, k, before) for before, k in pairwise([-1, *times])}
    numbered = sum(place is not None for place in above.values()) * 2 >= len(times)
    found: dict[int, tuple[int, int]] = {}
    last: int | None = None
    previous = -1
    for place, k in enumerate(times):
        following = above[times[place + 1]] if place + 1 < len(times) else None
        near = _Neighbours(place + 1, last, following[1] if following else None, len(times), numbered)
        candidate = above[k]
        if candidate is not None:
            at, value = candidate
            blank = at == 0 or not lines[at - 1]
            if _is_number(near, value, adjacent=at == k - 1, blank=blank, without_unseen=at - 1 == previous):
                found[k] = candidate
                last = value
            elif at == k - 1:
                remarks.append(
                    tr(
                        "line {line}: {number} above a time line was taken as text, not as a number.",
                        line=at + 1,
                        number=value,
                    )
                )
        if k not in found and last is not None:
            last += 1
        previous = k
    return found


def _above(lines: list[str], k: int, previous: int) -> tuple[int, int] | None:
    """The line of digits next above time line k, blank lines aside, but below time line `previous`."""
    at = k - 1
    while at > previous and not lines[at]:
        at -= 1
    found = _NUMBER.fullmatch(without_unseen(lines[at])) if at > previous else None
    return (at, int(found[1])) if found else None


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What a cue number can be judged by: its place, the numbers before and after, how many cues there are."""

    place: int
    last: int | None
    following: int | None
    count: int
    numbered: bool  # most time lines have a line of digits directly above

    def next_in_line(self, value: int) -> bool:
        return value == self.place if self.last is None else value in (self.last + 1, self.place)

    def believable(self, value: int) -> bool:
        return (
            value <= self.count + _SLACK
            or (self.last is not None and 0 < value - self.last <= _SLACK)
            or self.following == value + 1
        )


def _is_number(near: _Neighbours, value: int, *, adjacent: bool, blank: bool, without_unseen: bool) -> bool:
    """adjacent: right above its time line. blank: below an empty line. without_unseen: right below a time line."""
    if near.place == 1:
        return True  # nothing can have been said yet
    if not adjacent:
        return blank and near.numbered and not without_unseen and near.next_in_line(value)
    if without_unseen:
        return near.next_in_line(value)
    if not near.numbered:
        return blank and near.next_in_line(value)
    return near.believable(value)
