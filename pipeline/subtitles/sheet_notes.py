"""Notes that somebody has put on cells of a spreadsheet: openpyxl does not load them where it reads row by row.

Source: ECMA-376 part 1, §18.7 (comments); Microsoft, [MS-XLSX] (threaded comments, which are in the file a second time
as comments of the old kind).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.messages import Message, tr

_KINDS = ("/threadedComment", "/comments")  # of relationships; the first that a sheet has
_PERSONS = re.compile(r"xl/persons/[^/]+\.xml", re.IGNORECASE)
_ROW = re.compile("[A-Z]{1,3}([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote on a cell ("F7"), and who, where the file says so."""

    cell: str
    text: str

    @property
    def row(self) -> int:
        match = _ROW.fullmatch(self.cell)
        return int(match[1]) if match else 0

    @property
    def left_out(self) -> Message:
        """What people are told where it stands beside no row of ours."""
        return tr("cell {cell}: a note on it is beside no caption; left out: “{text}”.", cell=self.cell, text=self.text)


def notes_on(sheet: Any) -> list[Note]:
    """The notes on a sheet. Raises what zipfile and the parsers raise for damaged files."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path

    package, links = sheet.parent._archive, get_rels_path(sheet._worksheet_path)
    if links not in package.namelist():
        return []
    parts = [(one.Type, one.target) for one in get_dependents(package, links) if one.target in package.namelist()]
    found = next(([part for kind, part in parts if kind.endswith(of)] for of in _KINDS if _has(parts, of)), [])
    persons = dict(_persons(package))
    return [note for part in found for note in _notes(package.read(part), persons)]


def _has(parts: list[tuple[str, str]], kind: str) -> bool:
    return any(one.endswith(kind) for one, _ in parts)


def _persons(package: Any) -> Iterator[tuple[str, str]]:
    """Names of those who wrote threaded comments, by their marks."""
    for part in filter(_PERSONS.fullmatch, package.namelist()):
        for one in _parsed(package.read(part)).iter():
            if name := one.get("displayName"):
                yield one.get("id", ""), name


def _notes(part: bytes, persons: Mapping[str, str]) -> Iterator[Note]:
    root = _parsed(part)
    authors = [(one.text or "").strip() for one in root.iter() if one.tag.endswith("}author")]
    for one in root.iter():
        if one.get("ref") is None or not (text := " ".join(" ".join(one.itertext()).split())):
            continue
        place = one.get("authorId", "")
        who = authors[int(place)] if place.isdecimal() and int(place) < len(authors) else ""
        who = persons.get(one.get("personId", ""), "" if who.startswith("tc=") else who)
        yield Note(one.get("ref", ""), text if not who or text.startswith(f"{who}:") else f"{who}: {text}")


def _parsed(part: bytes) -> Any:
    from defusedxml.ElementTree import fromstring

    return fromstring(part, forbid_dtd=True)
