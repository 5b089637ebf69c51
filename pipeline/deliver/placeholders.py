"""What `veus new` leaves for a person to write, and addresses that lead to nobody: neither is for the public."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.tomlfile import line_of

#: Begins every text that a person still has to write.
MARK = "✎"

#: Names kept for examples (RFC 2606, RFC 6761), which nobody can own.
_EXAMPLE = re.compile(
    r"(?<![\w-])(?:[\w-]+\.)*example\.(?:com|net|org)(?!\.?[\w-])|(?<=://)[\w.-]+\.(?:example|invalid)(?![\w.-])",
    re.IGNORECASE,
)


def placeholders(path: Path, root: Path) -> list[str]:
    """A sentence for each text of a TOML file that is still to be written, and for each address of an example.

    Each names the file (below `root`) and the line. Comments don't count. The file is one that `read_toml` reads.
    Raises OSError.
    """
    text = path.read_bytes().decode("utf-8-sig")
    found = []
    for loc, value in _strings(tomllib.loads(text), ()):
        if MARK in value:
            found.append((_line(text, loc, MARK), f"“{' '.join(value.split())[:60]}” is still to be written"))
        for match in _EXAMPLE.finditer(value):
            found.append((_line(text, loc, match[0]), f"{match[0]} is an example and no address"))
    where = path.relative_to(root).as_posix()
    return [f"{where}, line {line}: {what}." for line, what in sorted(dict.fromkeys(found))]


def _strings(value: Any, loc: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield loc, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _strings(item, (*loc, str(key)))


def _line(text: str, loc: tuple[str, ...], part: str) -> int:
    """Where `part` of the value stands: a table or a text may go over several lines."""
    first = line_of(text, loc) or 1
    lines = text.splitlines()[first - 1 :]
    return next((number for number, line in enumerate(lines, first) if part in line), first)
