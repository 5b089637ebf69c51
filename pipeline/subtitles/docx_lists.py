"""Marks of lists that a word processor shows and does not keep among the words: "- Hola" typed into a document is a
list of one paragraph, whose dash stands in its numbering alone. Source: ECMA-376 part 1, §17.9 (numbering).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.messages import tr
from pipeline.subtitles.docx_words import W

_NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_DASHES = frozenset("-–—")

#: The list that a paragraph is in, and how deep.
_Place = tuple[str, int]


def with_lists_written(document: Any) -> list[str]:
    """Puts the dashes and numbers that people see before paragraphs of lists into their words; remarks."""
    levels = dict(_levels(document))
    styles = {one.get(f"{W}styleId"): one for one in document.styles.element.iter(f"{W}style")} if levels else {}
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    remarks: list[str] = []
    for paragraph in document.element.body.iter(f"{W}p") if levels else ():
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t")).strip()
        place = _place(paragraph, styles)
        if place not in levels or not words:
            continue
        mark = _mark(place[1], levels[place], counts[place[0]])
        if not mark:
            continue
        _put_before(paragraph, f"{mark} ")
        remarks.append(
            tr(
                "“{words}”: is a list to the word processor; its mark was taken as if it were typed.",
                words=f"{mark} {words}",
            )
        )
    return remarks


def _levels(document: Any) -> Iterator[tuple[_Place, Any]]:
    """The levels of each list."""
    root = next((one.target_part.element for one in document.part.rels.values() if one.reltype == _NUMBERING), None)
    if root is None:
        return
    kinds = {one.get(f"{W}abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
    for number in root.findall(f"{W}num"):
        kind = kinds.get(_value(number, "abstractNumId"))
        for level in kind.findall(f"{W}lvl") if kind is not None else ():
            yield (number.get(f"{W}numId"), _whole(level.get(f"{W}ilvl"))), level


def _place(paragraph: Any, styles: Mapping[str | None, Any]) -> _Place | None:
    """Of its own, or of its style; a list 0 is none."""
    properties, seen = paragraph.find(f"{W}pPr"), set[str]()
    while properties is not None:
        found = properties.find(f"{W}numPr")
        if found is not None:
            return _value(found, "numId"), _whole(_value(found, "ilvl"))
        name = _value(properties, "pStyle")
        properties = None
        while (style := styles.get(name)) is not None and name not in seen:
            seen.add(name)
            properties, name = style.find(f"{W}pPr"), _value(style, "basedOn")
            if properties is not None and properties.find(f"{W}numPr") is not None:
                break
    return None


def _mark(deep: int, level: Any, counts: dict[int, int]) -> str:
    """A dash or a number; "" for bullets, which are no words. counts: of this list, by depth."""
    text = _value(level, "lvlText")
    if _value(level, "numFmt") == "bullet":
        return text if text in _DASHES else ""
    start = _whole(_value(level, "start"))
    counts[deep] = counts[deep] + 1 if deep in counts else start
    for deeper in [one for one in counts if one > deep]:
        del counts[deeper]
    return re.sub("%([1-9])", lambda match: str(counts.get(int(match[1]) - 1, 1)), text)


def _put_before(paragraph: Any, text: str) -> None:
    run = paragraph.makeelement(f"{W}r")
    words = run.makeelement(f"{W}t")
    words.text = text
    run.append(words)
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)


def _value(element: Any, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val", ""))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else 0
