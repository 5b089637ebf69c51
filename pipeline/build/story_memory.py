"""What was found out of each story, in one file of the series: so that thousands of which nothing has changed need not
be looked at one by one.

A story is the one that was looked at when all files of its folders (people's, and what was made of them) are as they
were, by size, times and number (`file_state`), and all else that counts is, too (`surroundings`). What is remembered is
always what a whole look has found: freshness itself is the ledger's alone (`step_cache`). Only a story is remembered
whose files were older than the look and did not change while it lasted.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline import files
from pipeline.build.step_cache import HASHES
from pipeline.file_state import TreeState, settled, tree_state
from pipeline.project.layout import Layout
from pipeline.project.series import Series, Stories, find_folders, folder_name, meant
from pipeline.project.story import Story
from pipeline.typedjson import read_json

#: Below a story's work folder: what no look at a story reads, or what only saves reading.
PASSED_OVER = frozenset({HASHES, "pieces"})


@dataclass(frozen=True, slots=True)
class Remembered:
    """slug: of the story. state: of all its files, as `TreeState.digest`. around: as `surroundings` had it."""

    slug: str
    state: str
    around: str


Kept = TypeVar("Kept", bound=Remembered)


@dataclass(frozen=True, slots=True)
class SeriesLook(Generic[Kept]):
    """What is known of the stories of a series. known: of those that need no look, by folder. others: those that do.
    around: hash of what counts besides their files; "" where that cannot be told."""

    known: Mapping[Path, Kept]
    others: Stories
    around: str

    def named(self, words: Sequence[str]) -> tuple[Stories, list[Kept]]:
        """Of both, those that `words` mean; all, where there are none. Raises UnknownStoryError."""
        kept = list(self.known.values())
        if not words:
            return self.others, kept
        names = meant(words, self.others.folders() | {one.slug: folder for folder, one in self.known.items()})
        return self.others.of(names), [one for one in kept if one.slug in names]


class StoryMemory(Generic[Kept]):
    """kind: what is remembered of each story. path: of the file. believe: False where nothing remembered counts."""

    def __init__(self, layout: Layout, path: Path, kind: type[Kept], believe: bool = True) -> None:
        self._layout, self._path = layout, path
        self._output, self._work = layout.output, layout.work  # worked out once, not for each of thousands
        self._kept: dict[str, Kept] = _read(path, kind)
        self._believe = believe
        self._looked = time.time_ns()
        self._sources: dict[str, TreeState] = {}
        self._before: dict[str, TreeState] = {}
        self._changed = False

    def look(self, series: Series, around: Callable[[Sequence[Story], Sequence[str]], str]) -> SeriesLook[Kept]:
        """To be called first, before any file of a story is read. around: the hash of all else, told the stories that
        were read and the slugs of the others. Raises OSError where there is no folder of stories."""
        folders = find_folders(self._layout)
        unmoved = self._unmoved(folders)
        others = series.besides(_slugs(unmoved), folders)
        now = around(others.loaded, list(_slugs(unmoved).values()))
        known = {folder: one for folder, one in unmoved.items() if now and one.around == now}
        if len(known) < len(unmoved):
            others = series.besides(_slugs(known), folders)
        read = {self._name(story.paths.source) for story in others.loaded} | others.problems.keys()
        known = {folder: one for folder, one in known.items() if self._name(folder) not in read}
        return SeriesLook(known, others, now)

    def _unmoved(self, folders: Iterable[Path]) -> dict[Path, Kept]:
        """Of those folders whose stories are remembered, and all of whose files are as they were: what is."""
        found = {}
        for folder in folders:
            name = self._name(folder)
            try:
                state = self._sources[name] = tree_state([folder])
                kept = self._kept.get(name) if self._believe else None
                if kept and state.beside(self._made(kept.slug)).digest == kept.state:
                    found[folder] = kept
            except OSError:  # whatever it is: the look at the story itself says it best
                self._sources.pop(name, None)
        return found

    def begin(self, story: Story) -> None:
        """A story is going to be looked at whole."""
        source = self._sources.get(self._name(story.paths.source))
        try:
            if source:
                self._before[story.slug] = source.beside(self._made(story.slug))
        except OSError:  # it will not be remembered
            self._before.pop(story.slug, None)

    def note(self, story: Story, found: Callable[[str], Kept]) -> None:
        """It was looked at, and nothing was made. found: what is to be remembered, of the state of its files."""
        before = self._before.get(story.slug)
        if before and settled(before.newest, self._looked) and before.digest == self._now(story):
            self._kept[self._name(story.paths.source)] = found(before.digest)
            self._changed = True

    def save(self) -> None:
        """Keeps what is known of the stories that are there. Raises OSError."""
        if self._changed or self._kept.keys() - self._sources:
            kept = {name: asdict(one) for name, one in sorted(self._kept.items()) if name in self._sources}
            files.write_text(self._path, json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n")

    def _now(self, story: Story) -> str:
        try:
            return tree_state([story.paths.source]).beside(self._made(story.slug)).digest
        except OSError:
            return ""

    def _name(self, folder: Path) -> str:
        return folder_name(self._layout, folder)

    def _made(self, slug: str) -> TreeState:
        return tree_state([f"{self._output}/{slug}", f"{self._work}/{slug}"], PASSED_OVER)


def _slugs(kept: Mapping[Path, Kept]) -> dict[Path, str]:
    return {folder: one.slug for folder, one in kept.items()}


def _read(path: Path, kind: type[Kept]) -> dict[str, Kept]:
    known: Any = dict[str, kind]  # type: ignore[valid-type]
    try:
        found: dict[str, Kept] = read_json(path, known)
    except (OSError, ValueError):  # each story is looked at again
        return {}
    return found
