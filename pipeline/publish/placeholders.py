"""What `veus new` leaves for a person to write, and addresses that lead to nobody: neither is for the public."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.description.passages import UNWRITTEN
from pipeline.messages import SOURCE, Message, in_language, tr
from pipeline.project.tomlfile import line_of
from pipeline.subtitles.foreign_text import decoded_text

#: Begins every text that a person still has to write.
MARK = UNWRITTEN

#: Names kept for examples (RFC 2606, RFC 6761), which nobody can own.
_EXAMPLE = re.compile(
    r"(?<![\w-])(?:[\w-]+\.){0,9}example\.(?:com|net|org)(?!\.?[\w-])|(?<=://)[\w.-]+\.(?:example|invalid)(?![\w.-])",
    re.IGNORECASE,
)
#: Stands in every one of them, and is found much faster.
_MAYBE = re.compile("example|invalid", re.IGNORECASE)


#: What says nothing to readers of a page: comments of templates and catalogues.
_UNSEEN = {".po": re.compile(r"^#.*", re.MULTILINE), ".html": re.compile(r"\{#.*?#\}", re.DOTALL)}
#: Files that hold no text.
NO_TEXT = frozenset({".mp4", ".jpg", ".jpeg", ".png", ".webp", ".ico", ".gif", ".woff", ".woff2", ".ttf", ".otf"})


def placeholders(path: Path, root: Path) -> list[str]:
    """A sentence for each text of a TOML file that is still to be written, and for each address of an example.

    Each names the file (below `root`) and the line. Comments don't count. The file is one that `read_toml` reads.
    Raises OSError.
    """
    text = path.read_bytes().decode("utf-8-sig")
    found: list[tuple[int, Message]] = []
    for loc, value in _strings(tomllib.loads(text), ()):
        if MARK in value:
            found.append((_line(text, loc, MARK), _unwritten(value)))
        found += ((_line(text, loc, address), _example(address)) for address in _addresses(value))
    return told(path, root, found)


def placeholders_in_texts(paths: Iterable[Path], root: Path) -> list[str]:
    """The same for files that are shown line by line: captions, templates, pages. What holds no text is passed over.
    Raises OSError."""
    return [line for path in paths if path.suffix.lower() not in NO_TEXT for line in _in_lines(path, root)]


def _in_lines(path: Path, root: Path) -> list[str]:
    text, _ = decoded_text(path.read_bytes())
    if comments := _UNSEEN.get(path.suffix.lower()):
        text = comments.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    if MARK not in text and not _MAYBE.search(text):
        return []
    found: list[tuple[int, Message]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if MARK in line:
            found.append((number, _unwritten(line[line.index(MARK) :])))
        found += ((number, _example(address)) for address in _addresses(line))
    return told(path, root, found)


def told(path: Path, root: Path, found: Iterable[tuple[int, Message]]) -> list[str]:
    """A sentence for each place that was found in a file below `root`: its line, and what is wrong there."""
    where = path.relative_to(root).as_posix()
    ordered = sorted(dict.fromkeys(found), key=lambda one: (one[0], in_language(one[1], SOURCE)))
    return [tr("{file}, line {line}: {told}", file=where, line=line, told=what) for line, what in ordered]


def _unwritten(text: str) -> Message:
    return tr("“{text}” is still to be written.", text=" ".join(text.split())[:60])


def _addresses(text: str) -> list[str]:
    return [match[0] for match in _EXAMPLE.finditer(text)] if _MAYBE.search(text) else []


def _example(address: str) -> Message:
    return tr("{address} is an example and no address.", address=address)


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
