"""The list of stories: how far each is, what waits for whom, what is public. In parts, as there may be a thousand."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from os import DirEntry, fsencode, scandir
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline import files
from pipeline.build.line_reporter import error_texts
from pipeline.desk.desk_words import titles_of
from pipeline.errors import ConfigError, VeusError, for_people, written
from pipeline.languages import PAGE_LANGUAGES
from pipeline.letters import folded
from pipeline.project.layout import Layout
from pipeline.project.series import Series, Stories, find_folders
from pipeline.project.story import Story
from pipeline.project.track_names import role_of
from pipeline.publish.overview import WHO, StoryGlance, WaitingTask, glance
from pipeline.publish.placeholders import placeholders

Data = dict[str, Any]

#: Stories on a page: what is read of them takes a tenth of a second.
A_PAGE = 50

#: A page that stands open is to take no more than this part of the time of a processor.
RESTS = 50


class DeskHome:
    """The stories of one folder, as they are now."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._pulse, self._rests_until = "", 0.0

    def begun(self) -> bool:
        """Whether there is a series yet."""
        return self.layout.series_file.is_file()

    def pulse(self) -> str:
        """Changes when a file changes of which the list says something: of the series, of a story's folder, of what was
        built or published of it. By names, sizes and times alone. Raises OSError."""
        began = time.monotonic()
        self._pulse = files.sha256_bytes(repr(sorted(map(_glimpsed, _told_of(self.layout)))).encode())
        now = time.monotonic()
        self._rests_until = now + RESTS * (now - began)
        return self._pulse

    def late_pulse(self) -> str:
        """The same for who asks all the time: looked for anew after RESTS times as long as that takes, which of a
        thousand stories is some seconds. Raises OSError."""
        return self._pulse if time.monotonic() < self._rests_until else self.pulse()

    def list(self, number: int, wished: str) -> Data:
        """Page `number` (from 1) of the stories; of those alone whose title or name has `wished` in it, where that is
        not "". Raises ConfigError, OSError."""
        pulse, series = self.pulse(), Series.open(self.layout)
        first = (max(number, 1) - 1) * A_PAGE
        found, count = _like(series, wished, first) if wished.strip() else series.part(first, A_PAGE)
        today = datetime.now(ZoneInfo(series.settings.time_zone)).date()
        stories: list[Data] = []
        titles = titles_of(found.loaded)
        problems: dict[str, VeusError] = dict(found.problems)
        for story in found.loaded:
            try:
                stories.append(_shown(glance(series, story, today), titles[story.slug]))
            except Exception as error:  # whatever it is, the other stories are listed
                problems[story.slug] = for_people(error, story.paths.source)
        return {
            "stories": stories + [_trouble(name, error) for name, error in problems.items()],
            "count": count,
            "number": max(number, 1),
            "pages": -(-count // A_PAGE) or 1,
            "wished": wished.strip(),
            "series": {lang: series.settings.title[lang] for lang in PAGE_LANGUAGES},
            "pulse": pulse,
            "unwritten": bool(placeholders(self.layout.series_file, self.layout.root)),
        }


def _told_of(layout: Layout) -> Iterator[DirEntry[str]]:
    for folder in [layout.stories, *_story_folders(layout)]:
        yield from (entry for entry in _entries(folder) if entry.is_file())
        yield from (entry for entry in _entries(folder / ".base") if entry.name == "published.json")
    for made in _entries(layout.output):
        yield from (entry for entry in _entries(Path(made.path)) if entry.name == "episode.json")


def _story_folders(layout: Layout) -> list[Path]:
    with suppress(OSError):
        return find_folders(layout)
    return []


def _glimpsed(entry: DirEntry[str]) -> tuple[bytes, int, int]:
    """Its name (as bytes: it may be no text), size and time of change."""
    state = entry.stat()
    return fsencode(entry.path), state.st_size, state.st_mtime_ns


def _entries(folder: Path) -> list[DirEntry[str]]:
    with suppress(OSError), scandir(folder) as found:
        return list(found)
    return []


def _like(series: Series, wished: str, first: int) -> tuple[Stories, int]:
    every, part = series.stories(), folded(wished)
    loaded = [story for story in every.loaded if part in _names(story)]
    problems = {name: error for name, error in every.problems.items() if part in folded(name)}
    shown = problems if first == 0 else {}
    return Stories(loaded[first : first + A_PAGE], shown), len(loaded) + len(problems)


def _names(story: Story) -> str:
    return "\n".join(map(folded, (story.slug, story.info.title.ca, story.info.title.en)))


def _shown(one: StoryGlance, title: Mapping[str, str]) -> Data:
    withdrawal = one.withdrawal
    return {
        "slug": one.story.slug,
        "title": title,
        "problem": None,
        "tracks": [{"lang": track.name, "status": track.status, "public": track.public} for track in one.tracks],
        "public": one.public,
        "withdrawn": {"day": withdrawal.day.isoformat(), "by": withdrawal.by, "reason": withdrawal.reason}
        if withdrawal
        else None,
        "waits": [
            {"who": WHO[wait.task], "said": _said(wait), "track": wait.track, "open": wait.open} for wait in one.waits
        ],
    }


def _said(wait: WaitingTask) -> str:
    """The id of what is said of it: captions are many, a description is one."""
    return "describe" if wait.task == "hear" and role_of(wait.track) == "description" else wait.task


def _trouble(name: str, error: VeusError) -> Data:
    return {
        "slug": written(name),
        "title": dict.fromkeys(PAGE_LANGUAGES, written(name)),
        "problem": error_texts(error),
        "broken": isinstance(error, ConfigError),
    }
