"""A document as `ttconv` models it → cues: whatever of it is text, at the times at which it is shown."""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from pipeline.cues import Cue
from pipeline.messages import tr
from pipeline.subtitles.looks import TextFormatting, looks_told
from pipeline.subtitles.reading_remarks import caption_at
from pipeline.subtitles.ttml_looks import hiding, looks_of
from pipeline.subtitles.ttml_times import FOREVER

_SPACE = re.compile("[ \t\r\n]+")  # what XML calls white space; a no-break space stays

#: How long (ms) text without an end is shown at most: as long as a caption may (Netflix, Timed Text Style Guide).
MOST_MS = 7000
_MIDDLE, _BOTTOM = 50.0, 90.0

# ttconv tells what it left out to its log; a terminal is no place for that.
logging.getLogger("ttconv").addHandler(logging.NullHandler())
logging.getLogger("ttconv").propagate = False

#: Begin and end (s); no end where nothing says one.
_Times = tuple[Fraction, Fraction | None]
_ALWAYS: _Times = (Fraction(0), None)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text shown from start to end (ms; None where nothing says when it ends); line breaks are "\\n"."""

    span: tuple[int, int | None]
    text: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cue and how far down (%) it stands. endless: nothing says when it ends."""

    down: float
    cue: Cue
    endless: bool


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The cues of a document, by their times and, of those shown at once, from the top of the screen down. hidden: text
    that is marked as not to be shown. remarks: what had to be guessed."""

    cues: tuple[Cue, ...]
    hidden: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(slots=True)
class _Document:
    agents: Mapping[str, str]
    placed: list[_Placed] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    looks: list[TextFormatting] = field(default_factory=list)


def paragraphs_of(document: Any, agents: Mapping[str, str]) -> Paragraphs:
    """A cue for each paragraph, or for each of its parts that have times of their own.

    agents: names of speakers by the language that marks their paragraphs. Text without an end stays until the next
    begins; text that ends before it begins has a cue without a length: no word is dropped here.
    """
    read = _Document(agents)
    body = document.get_body()
    if body is not None:
        _read(body, _ALWAYS, _ALWAYS, None, read)
    remarks: list[str] = []
    timed = _ended(read.placed, remarks)
    ordered = sorted(timed, key=lambda one: (one.cue.start, one.cue.end, one.down))
    remarks += looks_told(read.looks)
    return Paragraphs(tuple(one.cue for one in ordered), tuple(read.hidden), tuple(remarks))


def _ended(placed: Sequence[_Placed], remarks: list[str]) -> list[_Placed]:
    """Those without an end end where the next begins, as a viewer would want them to."""
    starts = {top: sorted({one.cue.start for one in placed if one.cue.top is top}) for top in (True, False)}
    result = []
    for one in placed:
        cue = one.cue
        if one.endless:
            later = starts[cue.top][bisect_right(starts[cue.top], cue.start) :]
            cue = cue.moved(cue.start, min([cue.start + MOST_MS, *later[:1]]))
            remarks.append(
                tr(
                    "{place}: has no end; it stays until the next, {seconds} s at most.",
                    place=caption_at(cue.start),
                    seconds=MOST_MS // 1000,
                )
            )
        result.append(_Placed(one.down, cue, False))
    return result


def _read(element: Any, within: _Times, window: _Times, region: Any, read: _Document) -> None:
    """window: when whatever is in it is seen, at most."""
    from ttconv import model

    times = _times(element, within)
    own = element.get_region()
    if own is not None:  # an element without children counts as false
        region, window = own, _met(window, _seen(own, _ALWAYS))
    window = _met(window, _seen(element, times))
    if _is_empty(window):
        read.hidden.append(_text_of(element))
    elif isinstance(element, model.P):
        _read_paragraph(element, times, window, region, read)
    else:
        for child in element:
            _read(child, times, window, region, read)


def _seen(element: Any, times: _Times) -> _Times:
    """From when to when an element is shown, by what it says and what is `set` in it; (0, 0) for never. times: its own,
    which those of a `set` count from. What is shown several times is from the first to the last."""
    steps = [step for step in element.iter_animation_steps() if step.style_property in hiding()]
    values = {name: element.get_style(name) for name in hiding()}
    if not steps:
        return (Fraction(0), Fraction(0)) if _hides(values) else _ALWAYS
    spans = [(step, times[0] + (step.begin or 0), _end(step.end, times)) for step in steps]
    last = times[1]
    edges = sorted({times[0], *(start for _, start, _ in spans), *(end for *_, end in spans if end is not None)})
    shown: list[_Times] = []
    for start, stop in zip(edges, [*edges[1:], last], strict=True):
        if last is not None and start >= last:
            break
        set_now = {step.style_property: step.value for step, a, b in spans if a <= start and (b is None or start < b)}
        if not _hides(values | set_now):
            shown.append((start, stop))
    return (shown[0][0], shown[-1][1]) if shown else (Fraction(0), Fraction(0))


def _end(end: Fraction | None, times: _Times) -> Fraction | None:
    return None if end is None or end >= FOREVER else times[0] + end


def _hides(values: Mapping[Any, Any]) -> bool:
    return any(values[name] is hidden for name, hidden in hiding().items())


def _met(one: _Times, other: _Times) -> _Times:
    """The time that two have in common."""
    ends = [end for end in (one[1], other[1]) if end is not None]
    return max(one[0], other[0]), min(ends, default=None)


def _is_empty(times: _Times) -> bool:
    return times[1] is not None and times[1] <= times[0]


def _text_of(element: Any) -> str:
    from ttconv import model

    if isinstance(element, model.Text):
        return str(element.get_text())
    return "".join(map(_text_of, element))


def _times(element: Any, within: _Times) -> _Times:
    """Times of a child count from the begin of what holds it, and end with it – unless that would leave it none."""
    begin, end = element.get_begin(), element.get_end()
    start = within[0] + Fraction(begin or 0)
    stop = within[1] if end is None or end >= FOREVER else within[0] + Fraction(end)
    if within[1] is not None and stop is not None and within[1] > start:
        stop = min(stop, within[1])
    return start, stop


def _read_paragraph(paragraph: Any, times: _Times, window: _Times, region: Any, read: _Document) -> None:
    parts: list[_Piece] = []
    for piece in _pieces(paragraph, times, window, read.hidden):
        if parts and parts[-1].span == piece.span:
            parts[-1] = _Piece(piece.span, parts[-1].text + piece.text)
        elif piece.text.strip():
            parts.append(piece)
        elif parts:  # a line break or blank between two that are timed alike
            parts[-1] = _Piece(parts[-1].span, parts[-1].text + piece.text)
    down = _how_far_down(region, paragraph.get_doc())
    if parts:
        read.looks.append(looks_of(paragraph, region, caption_at(parts[0].span[0])))
    for part in parts:
        who = read.agents.get(paragraph.get_lang() or "")
        start, end = part.span
        cue = Cue(start, start if end is None else end, part.text, who, down < _MIDDLE)
        read.placed.append(_Placed(down, cue, end is None))


def _pieces(element: Any, within: _Times, window: _Times, hidden: list[str]) -> Iterator[_Piece]:
    from ttconv import model

    for child in element:
        if isinstance(child, model.Text):
            text = child.get_text()
            if element.get_space() is not model.WhiteSpaceHandling.PRESERVE:
                text = _SPACE.sub(" ", text)
            shown = _met(within, window) if window != _ALWAYS else within
            if _is_empty(shown) and not _is_empty(within):
                hidden.append(text)
            else:
                yield _piece(shown, text)
        elif isinstance(child, model.Br):
            yield _piece(_met(within, window) if window != _ALWAYS else within, "\n")
        elif not isinstance(child, (model.Rt, model.Rtc, model.Rp)):  # how to pronounce it, above the words
            times = _times(child, within)
            seen = _met(window, _seen(child, times))
            if _is_empty(seen):
                hidden.append(_text_of(child))
            else:
                yield from _pieces(child, times, seen, hidden)


def _piece(times: _Times, text: str) -> _Piece:
    start, end = times
    return _Piece((round(start * 1000), None if end is None else round(end * 1000)), text)


def _how_far_down(region: Any, document: Any) -> float:
    """Where (%) on the screen the text of a region stands: at the edge of it that it is aligned to. Without a region,
    or one whose place cannot be told, at the bottom."""
    from ttconv.style_properties import DisplayAlignType, StyleProperties

    if region is None:
        return _BOTTOM
    origin, extent = (region.get_style(name) for name in (StyleProperties.Origin, StyleProperties.Extent))
    align = region.get_style(StyleProperties.DisplayAlign) or DisplayAlignType.before
    y, height = (_share(length, document) for length in (origin and origin.y, extent and extent.height))
    if y is None or height is None:
        return _BOTTOM
    return {DisplayAlignType.before: y, DisplayAlignType.after: y + height}.get(align, y + height / 2)


def _share(length: Any, document: Any) -> float | None:
    """A length as a share (%) of the height of the screen; None where it cannot be told."""
    from ttconv.style_properties import LengthType

    if length is None:
        return None
    pixels, cells = document.get_px_resolution(), document.get_cell_resolution()
    whole = {
        LengthType.Units.pct: 100,
        LengthType.Units.rh: 100,
        LengthType.Units.px: pixels.height if pixels else None,
        LengthType.Units.c: cells.rows if cells else None,
    }.get(length.units)
    return float(length.value) * 100 / whole if whole else None
