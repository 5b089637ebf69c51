"""How words look in a document as `ttconv` models it. It gives what an element says itself; what holds it, its region
first, is asked here, as players do (TTML2, §10.4.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.subtitles.looks import TextFormatting


@dataclass(frozen=True, slots=True)
class _TextLook:
    """How words look where nothing inside says otherwise."""

    colour: Any = None
    slanted: bool = False
    bold: bool = False
    underlined: bool = False
    struck: bool = False

    @property
    def marked(self) -> bool:
        return self.slanted or self.bold or self.underlined


def looks_of(paragraph: Any, region: Any, place: str) -> TextFormatting:
    """How the words of a paragraph that stands in `region` (None: in none) look, all of them together."""
    seen = _seen_in(paragraph, _around(paragraph, region))
    marked = any(one.marked or changed for one, changed in seen)
    return TextFormatting(
        place, marked, frozenset(repr(one.colour) for one, _ in seen), any(one.struck for one, _ in seen)
    )


def _around(paragraph: Any, region: Any) -> _TextLook:
    """How words of a paragraph look by all that it stands in, its region first."""
    holders = []
    holder = paragraph.parent()
    while holder is not None:
        holders.append(holder)
        holder = holder.parent()
    look = _with_styles(_TextLook(), paragraph.get_doc().get_initial_value)
    for one in (region, *reversed(holders)):
        look = _with_styles(look, one.get_style) if one is not None else look
    return look


def _with_styles(look: _TextLook, style: Callable[[Any], Any]) -> _TextLook:
    from ttconv.style_properties import FontStyleType, FontWeightType, StyleProperties

    slant, weight, line = map(
        style, (StyleProperties.FontStyle, StyleProperties.FontWeight, StyleProperties.TextDecoration)
    )
    return _TextLook(
        style(StyleProperties.Color) or look.colour,
        look.slanted if slant is None else slant is not FontStyleType.normal,
        look.bold if weight is None else weight is FontWeightType.bold,
        look.underlined if line is None or line.underline is None else bool(line.underline),
        look.struck if line is None or line.line_through is None else bool(line.line_through),
    )


def _seen_in(element: Any, around: _TextLook, changed: bool = False) -> set[tuple[_TextLook, bool]]:
    """The looks of words in it, and whether a `set` changes them for a while."""
    from ttconv import model

    look, changed = _with_styles(around, element.get_style), changed or _changes(element)
    seen = set[tuple[_TextLook, bool]]()
    for child in element:
        if isinstance(child, model.Text):
            seen |= {(look, changed)} if child.get_text().strip() else set()
        elif not isinstance(child, model.Br):
            seen |= _seen_in(child, look, changed)
    return seen


def _changes(element: Any) -> bool:
    """Whether a `set` in it changes how its words look."""
    return any(step.style_property not in hiding() for step in element.iter_animation_steps())


def hiding() -> dict[Any, Any]:
    """The properties that hide, and their values that do."""
    from ttconv.style_properties import DisplayType, StyleProperties, VisibilityType

    return {StyleProperties.Display: DisplayType.none, StyleProperties.Visibility: VisibilityType.hidden}
