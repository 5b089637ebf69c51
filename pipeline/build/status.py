"""`veus status`: for each story and language, how far people and the machine have come. Makes nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.build.status_line import StatusLine
from pipeline.build.story_memory import Remembered, StoryMemory
from pipeline.build.surroundings import around
from pipeline.errors import told_by
from pipeline.messages import as_data, from_data
from pipeline.project.series import Series, place_in
from pipeline.project.story import Story

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RememberedLines(Remembered):
    """What was told of a story when it was last looked at. notes: of each line, as `messages.as_data`."""

    lines: list[StatusLine]
    notes: list[Any]

    def __post_init__(self) -> None:
        """Raises ValueError for notes that are none."""
        for _, note in zip(self.lines, self.notes, strict=True):
            from_data(note)

    def told(self) -> list[StatusLine]:
        """The same in the language of this process."""
        return [
            replace(line, note=from_data(note)) if note else line
            for line, note in zip(self.lines, self.notes, strict=True)
        ]


def status(series: Series, slugs: Sequence[str], verify: bool = False) -> list[StatusLine]:
    """A line for each story and language. verify: every file is read, also those that are by size and times as they
    were. Raises StoryError (unknown slug)."""
    return list(status_lines(series, slugs, verify))


def status_lines(series: Series, slugs: Sequence[str], verify: bool = False) -> Iterator[StatusLine]:
    """The same, line by line as they are known. Raises as `status`, before the first."""
    memory = StoryMemory(series.layout, series.layout.remembered("told"), RememberedLines, believe=not verify)
    look = memory.look(series, lambda _, __: around(series))
    chosen, kept = look.named(slugs)
    known = {one.slug: one for one in kept}
    loaded = {story.slug: story for story in chosen.loaded}
    for slug in sorted([*known, *loaded], key=place_in(series.settings)):
        yield from (
            known[slug].told() if slug in known else _looked_at(series, loaded[slug], memory, look.around, verify)
        )
    for name, error in chosen.problems.items():
        yield StatusLine(name, "", None, "no", "no", "no", told_by(error))
    _keep(memory, series)


def _looked_at(
    series: Series, story: Story, memory: StoryMemory[RememberedLines], now: str, verify: bool
) -> list[StatusLine]:
    from pipeline.build.story_status import looking, story_lines

    memory.begin(story)
    lines = story_lines(looking(series, story, verify))
    if now and not any(line.problem for line in lines):
        plain, notes = [replace(line, note="") for line in lines], [as_data(line.note) for line in lines]
        memory.note(story, lambda state: RememberedLines(story.slug, state, now, plain, notes))
    return lines


def _keep(memory: StoryMemory[RememberedLines], series: Series) -> None:
    """Where nothing was ever built, or nothing may be written, the next one looks at all stories again."""
    if series.layout.work.is_dir():
        try:
            memory.save()
        except OSError as error:
            _log.info("what was told of the stories is not kept: %s", error)
