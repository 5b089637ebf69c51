"""Where the people of a withdrawn story are still named: in texts that only a person can write anew."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import VeusError, system_words
from pipeline.letters import unaccented
from pipeline.messages import SOURCE, in_language, tr
from pipeline.project.layout import Layout
from pipeline.project.series import Series, find_folders
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.review.withdrawal import former_slugs
from pipeline.terminal import one_line

#: What a site's own theme is written in.
_THEME = frozenset({".po", ".html", ".css", ".js", ".svg", ".txt"})
#: Parts of names shorter than this are "i", "de", "Al".
_SHORTEST = 3
_LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of a file that is published, or that what is published is made of. file: below the root folder. line: from
    1. name: as it stands there. text: the line, on one line."""

    file: str
    line: int
    name: str
    text: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(replace(self, text=in_language(self.text, SOURCE)))

    def __str__(self) -> str:
        return tr("{file}, line {line}: {told}", file=self.file, line=self.line, told=self.text)


def find_mentions(series: Series, story: Story, slugs: Sequence[str] | None = None) -> list[Mention]:
    """Lines of series.toml, the theme and the other stories in which a person of `story`, or one of its `slugs`, is
    named: None for that of now and those under which it is noted to have been published.

    A name counts in full or by any of its parts, with or without accents, as a word that begins with a capital. Whether
    the same person is meant, only people know. A file that cannot be read is among them. Raises OSError for a folder.
    """
    names, slug, layout = _names(series.settings, story), _slug_pattern(slugs or _slugs(story)), series.layout
    found = []
    for path in _texts(layout, story):
        where, patterns = path.relative_to(layout.root).as_posix(), [names, slug] if path.suffix == ".toml" else [names]
        try:
            lines = _read(path).splitlines()
        except OSError as error:
            found.append(
                Mention(where, 1, "", tr("look yourself, as it cannot be read ({error}).", error=system_words(error)))
            )
            continue
        for number, line in enumerate(lines, 1):
            if hit := _first(patterns, line):
                shown = one_line(line.strip())
                short = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
                found.append(Mention(where, number, one_line(hit), short))
    return found


def _texts(layout: Layout, story: Story) -> Iterator[Path]:
    yield layout.series_file
    if layout.theme.is_dir():
        yield from sorted(path for path in layout.theme.rglob("*") if path.suffix in _THEME and path.is_file())
    for folder in find_folders(layout):
        if folder != story.paths.source:
            yield from (
                path for path in sorted(folder.iterdir()) if path.suffix in (".toml", ".srt") and path.is_file()
            )


def _names(settings: Settings, story: Story) -> re.Pattern[str] | None:
    """What a person of the story may be called, as the glossary writes it in other languages too."""
    called = {unaccented(person.name) for person in story.info.people}
    called |= {part for name in called for part in re.split(r"[\s\-'’]+", name) if part[:1].isupper()}
    if story.slug.isalpha():  # folders are often called after the person
        called.add(story.slug)
    for term in settings.glossary:
        if unaccented(term.ca) in called or unaccented(term.ca).lower() == story.slug:
            called |= {unaccented(form) for form in (term.en, term.es) if form}
    longest_first = sorted((name for name in called if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _slugs(story: Story) -> list[str]:
    with contextlib.suppress(VeusError, OSError):  # a record that cannot be read is told of by whoever needs it
        return [story.slug, *sorted(former_slugs(story.paths))]
    return [story.slug]


def _slug_pattern(slugs: Iterable[str]) -> re.Pattern[str]:
    """In a list of stories, or in an address."""
    return re.compile(rf"""(?<=["'/])(?:{"|".join(map(re.escape, slugs))})(?=["'/#?])""")


def _first(patterns: Iterable[re.Pattern[str] | None], line: str) -> str:
    plain = unaccented(line)  # as names are often typed
    for number, pattern in enumerate(patterns):
        for match in pattern.finditer(plain) if pattern else ():
            if number or match[0][0].isupper():
                return match[0]
    return ""


def _read(path: Path) -> str:
    data = files.read_if_any(path) or b""
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _encodings(data: bytes) -> Sequence[str]:
    return ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
