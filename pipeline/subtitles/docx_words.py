"""The words of a part of a document as people see them, and what in it is no word of a table: told, and left out.

Source: ECMA-376 part 1, §17.3 (text, its properties), §17.7 (styles), §17.11 (notes), §17.13.4 (comments), §22.1
(mathematics).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.messages import tr, tr_later

#: The namespace of what a document says, as ElementTree writes it.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARAGRAPH, _RUN = f"{W}p", f"{W}r"
_PROPERTIES = ("pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "sdtPr")
#: What is no text of its own: properties, codes of fields, the other form of a drawing.
_NO_TEXT = frozenset(
    {
        *(f"{W}{name}" for name in (*_PROPERTIES, "instrText", "delText")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_CHARS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
#: What word processors make of "-->", "<--", ":)", ":|" and ":(" that somebody types (Wingdings), and a bullet.
_SIGNS = {"F0E0": "→", "F0DF": "←", "F04A": "☺", "F04B": "😐", "F04C": "☹", "F0B7": "•"}
_UNKNOWN = "\ufffd"
_OFF = frozenset({"0", "false", "off", "none", "baseline"})
#: Properties that say of words how they look.
_MARKS = ("i", "b", "u", "caps", "smallCaps", "vertAlign")
#: What is left out with its words, and what is told of it.
_LEFT_OUT = {
    f"{W}txbxContent": tr_later("a text box is no caption; left out: “{text}”."),
    f"{W}rt": tr_later("a pronunciation above the words is no caption; left out: “{text}”."),
}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_NOTE_TOLD = {
    "footnotes": tr_later("a footnote is no caption; left out: “{text}”."),
    "endnotes": tr_later("an endnote is no caption; left out: “{text}”."),
}
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_PLAIN_COLOURS = frozenset({"", "auto", "none", "000000", "FFFFFF"})
_DEEPEST = 20  # styles that stand on others


@dataclass(slots=True)
class Words:
    """The words of a part of a document. told: what is left out of it, in clauses. notes: numbers of the comments on
    it. struck, marked, colours: how its words look."""

    text: str = ""
    told: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    struck: bool = False
    marked: bool = False
    colours: set[str] = field(default_factory=set)


class DocxReader:
    """Reads the parts of one document, whose styles and notes it knows."""

    def __init__(self, document: Any) -> None:
        styles = document.styles.element.iter(f"{W}style")
        self._styles: Mapping[str | None, Any] = {one.get(f"{W}styleId"): one for one in styles}
        self._notes = {(kind, number): text for kind in _NOTES.values() for number, text in _notes(document, kind)}

    def words(self, element: Any) -> Words:
        """What is in an element; paragraphs end in "\n"."""
        found = Words()
        self._read(element, element if element.tag == _PARAGRAPH else None, found)
        return found

    def _read(self, element: Any, paragraph: Any, into: Words) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                into.text += child.text or ""
            elif tag == f"{W}sym":
                into.text += _symbol(child.get(f"{W}char", ""))
            elif tag in _CHARS:
                into.text += _CHARS[tag]
            elif tag in _NOTES:
                self._tell_note(_NOTES[tag], child.get(f"{W}id", ""), into)
            elif tag == f"{W}commentReference":
                into.notes.append(child.get(f"{W}id", ""))
            elif tag in _LEFT_OUT:
                _tell(_LEFT_OUT[tag], self.words(child), into)
            elif tag == f"{_M}oMath":
                letters = _letters(child)
                into.text += letters
                into.told.append(
                    tr("an equation is in it; its letters were taken as “{letters}”: check them.", letters=letters)
                )
            elif tag == _RUN:
                self._read_run(child, paragraph, into)
            elif tag not in _NO_TEXT:
                if tag in _PICTURES and next(child.iter(f"{W}txbxContent"), None) is None:
                    into.told.append(tr("a picture is no caption; left out."))
                self._read(child, child if tag == _PARAGRAPH else paragraph, into)
                if tag == _PARAGRAPH:
                    into.text += "\n"

    def _read_run(self, run: Any, paragraph: Any, into: Words) -> None:
        if self._says(run, paragraph, "vanish"):
            _tell(tr_later("hidden text is no caption; left out: “{text}”."), self._inside(run, paragraph), into)
            return
        inside = self._inside(run, paragraph)
        into.text += inside.text
        into.told += inside.told
        into.notes += inside.notes
        if inside.text.strip():
            into.struck |= self._says(run, paragraph, "strike", "dstrike")
            into.marked |= self._says(run, paragraph, *_MARKS)
            into.colours.add(_colours(run))

    def _inside(self, run: Any, paragraph: Any) -> Words:
        found = Words()
        self._read(run, paragraph, found)
        return found

    def _tell_note(self, kind: str, number: str, into: Words) -> None:
        if text := self._notes.get((kind, number)):
            into.told.append(tr(_NOTE_TOLD[kind], text=text))

    def _says(self, run: Any, paragraph: Any, *names: str) -> bool:
        """Whether one of these properties is on: of the run itself, else of its style, else of its paragraph's."""
        return any(self._is_on(run, paragraph, name) for name in names)

    def _is_on(self, run: Any, paragraph: Any, name: str) -> bool:
        own = run.find(f"{W}rPr")
        around = paragraph.find(f"{W}pPr") if paragraph is not None else None
        for properties in (own, *self._of_styles(own, "rStyle"), *self._of_styles(around, "pStyle")):
            found = properties.find(f"{W}{name}") if properties is not None else None
            if found is not None:
                return found.get(f"{W}val") not in _OFF
        return False

    def _of_styles(self, properties: Any, kind: str) -> Iterator[Any]:
        """The properties of a style, and of those that it stands on."""
        named = properties.find(f"{W}{kind}") if properties is not None else None
        for _ in range(_DEEPEST):
            style = self._styles.get(named.get(f"{W}val")) if named is not None else None
            if style is None:
                return
            yield style.find(f"{W}rPr")
            named = style.find(f"{W}basedOn")


def in_margins(document: Any) -> Iterator[tuple[str, str]]:
    """What stands in the margins of pages: its kind, and its words."""
    for kind in ("header", "footer"):
        for part in _parts(document, kind):
            if text := _short_text(part):
                yield kind, text


def _tell(told: str, words: Words, into: Words) -> None:
    """told: the message, which shows the {text}."""
    text = " ".join(words.text.split())
    if text:
        into.told.append(tr(told, text=text))
    into.told += words.told
    into.notes += words.notes


def _notes(document: Any, kind: str) -> Iterator[tuple[str, str]]:
    for root in _parts(document, kind):
        for note in root:
            if text := _short_text(note):
                yield note.get(f"{W}id", ""), text


def _parts(document: Any, kind: str) -> Iterator[Any]:
    """The parts of a kind that belong to a document, parsed: python-docx knows some of them, and others as bytes."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype == f"{_RELATIONS}/{kind}" and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _short_text(element: Any) -> str:
    return " ".join("".join(f"{one.text or ''}" for one in element.iter(f"{W}t")).split())


def _letters(equation: Any) -> str:
    """The letters of an equation, in order; a fraction has a stroke."""
    return "".join(
        f"{_letters(one.find(f'{_M}num'))}/{_letters(one.find(f'{_M}den'))}"
        if one.tag == f"{_M}f" and one.find(f"{_M}num") is not None and one.find(f"{_M}den") is not None
        else (one.text or "") if one.tag == f"{_M}t" else _letters(one)
        for one in equation
    )  # fmt: skip


def _symbol(code: str) -> str:
    """A sign out of a font of signs; � for one that no letter is known for, so that it is seen."""
    if not re.fullmatch("[0-9A-Fa-f]{4}", code):
        return _UNKNOWN
    char = chr(int(code, 16))
    return _SIGNS.get(code.upper(), _UNKNOWN) if "\ue000" <= char <= "\uf8ff" or not char.isprintable() else char


def _colours(run: Any) -> str:
    """The colour of a run's words, and the one behind them; those that are none are ""."""
    names = {"color": "val", "highlight": "val", "shd": "fill"}
    marks = ((run.find(f"{W}rPr/{W}{name}"), value) for name, value in names.items())
    values = (mark.get(f"{W}{value}", "") if mark is not None else "" for mark, value in marks)
    return " ".join("" if value in _PLAIN_COLOURS else value for value in values)
