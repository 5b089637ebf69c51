"""A document as `ttconv` models it → cues: whatever of it is text, at the times at which it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pipeline.cues import Cue

_SPACE = re.compile("[ \t\r\n]+")  # what XML calls white space; a no-break space stays

#: Begin and end (s); no end where nothing says one.
_Times = tuple[Fraction, Fraction | None]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text shown from start to end (ms); line breaks are "\\n"."""

    span: tuple[int, int]
    text: str


def cues_of(document: Any, agents: Mapping[str, str]) -> list[Cue]:
    """A cue for each paragraph, or for each of its parts that have times of their own, in the order of the document.

    agents: names of speakers by the language that marks their paragraphs. Text without an end, or that ends before it
    begins, has a cue without a length: no word is dropped here.
    """
    body = document.get_body()
    return [] if body is None else list(_cues(body, (Fraction(0), None), None, agents))


def _cues(element: Any, within: _Times, region: Any, agents: Mapping[str, str]) -> Iterator[Cue]:
    from ttconv import model

    times = _times(element, within)
    own = element.get_region()
    region = region if own is None else own  # an element without children counts as false
    if isinstance(element, model.P):
        yield from _paragraph(element, times, region, agents)
        return
    for child in element:
        yield from _cues(child, times, region, agents)


def _times(element: Any, within: _Times) -> _Times:
    """Times of a child count from the begin of what holds it, and end with it."""
    begin, end = element.get_begin(), element.get_end()
    start = within[0] + Fraction(begin or 0)
    stop = within[1] if end is None else within[0] + Fraction(end)
    if within[1] is not None and stop is not None:
        stop = min(stop, within[1])
    return start, stop


def _paragraph(paragraph: Any, times: _Times, region: Any, agents: Mapping[str, str]) -> Iterator[Cue]:
    parts: list[_Piece] = []
    for piece in _pieces(paragraph, times):
        if parts and parts[-1].span == piece.span:
            parts[-1] = _Piece(piece.span, parts[-1].text + piece.text)
        elif piece.text.strip():
            parts.append(piece)
    for part in parts:
        yield Cue(*part.span, part.text, agents.get(paragraph.get_lang() or ""), _at_top(paragraph, region))


def _pieces(element: Any, within: _Times) -> Iterator[_Piece]:
    from ttconv import model

    for child in element:
        if isinstance(child, model.Text):
            text = child.get_text()
            if element.get_space() is not model.WhiteSpaceHandling.PRESERVE:
                text = _SPACE.sub(" ", text)
            yield _piece(within, text)
        elif isinstance(child, model.Br):
            yield _piece(within, "\n")
        elif not isinstance(child, (model.Rt, model.Rtc, model.Rp)):  # how to pronounce it, above the words
            yield from _pieces(child, _times(child, within))


def _piece(times: _Times, text: str) -> _Piece:
    start, end = times
    return _Piece((round(start * 1000), round((start if end is None else end) * 1000)), text)


def _at_top(paragraph: Any, region: Any) -> bool:
    """Whether the text stands in the upper half: at the upper edge of its region, or in a region that ends there."""
    from ttconv.style_properties import DisplayAlignType, LengthType, StyleProperties

    if region is None:
        return False
    origin, extent = (region.get_style(name) for name in (StyleProperties.Origin, StyleProperties.Extent))
    align = region.get_style(StyleProperties.DisplayAlign) or DisplayAlignType.before
    lengths = [origin.y, extent.height] if origin and extent else []
    if not lengths or any(length.units not in (LengthType.Units.pct, LengthType.Units.rh) for length in lengths):
        return False
    y, height = (float(length.value) for length in lengths)
    at = {DisplayAlignType.before: y, DisplayAlignType.after: y + height}.get(align, y + height / 2)
    return at < 50
