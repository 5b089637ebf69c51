"""Which stories are meant, where they are not named one by one: by how far their tracks are, and since when."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.build.status import status_lines
from pipeline.build.status_line import StatusLine
from pipeline.errors import StoryError
from pipeline.messages import tr
from pipeline.project.series import Series

#: How far a track may be: as `veus status` says, and "none" where there is no track yet.
STATES = ("none", "draft", "edited", "approved")


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """What all have that are meant; empty: whatever it is. states: of STATES. tracks: their names. since: a day (in the
    time of the series) on which, or after which, a file of the story's folder was changed."""

    states: Collection[str] = ()
    tracks: Collection[str] = ()
    since: date | None = None

    def takes(self, line: StatusLine) -> bool:
        """Whether a track is meant, by its state and name."""
        state = line.track or "none"
        return (not self.states or state in self.states) and (not self.tracks or line.language in self.tracks)


def lines_that(series: Series, words: Sequence[str], asked: StoryFilter, verify: bool = False) -> Iterator[StatusLine]:
    """Of the stories that `words` name (none: of all), the lines of `veus status` that are meant. Raises as
    `status_lines`."""
    words = _changed_since(series, words, asked.since) if asked.since else words
    if asked.since and not words:
        return
    yield from (line for line in status_lines(series, words, verify) if asked.takes(line))


def slugs_that(series: Series, words: Sequence[str], asked: StoryFilter) -> list[str]:
    """The stories that have such a line. Raises StoryError where there is none, since no name means all."""
    found = list(dict.fromkeys(line.story for line in lines_that(series, words, asked)))
    if not found:
        raise StoryError(
            tr("there is no story like that, so nothing was done."),
            where=series.layout.stories,
            remedy=tr("`veus status` shows how far each is."),
        )
    return found


def _changed_since(series: Series, words: Sequence[str], since: date) -> list[str]:
    """Names of stories. Of what cannot be read, nobody knows: it is among them."""
    there = series.stories(words)
    begins = datetime.combine(since, time(), ZoneInfo(series.settings.time_zone)).timestamp()
    return [story.slug for story in there.loaded if _newest(story.paths.source) >= begins] + list(there.problems)


def _newest(folder: Path) -> float:
    """When a file was last changed, of those that people see: s since 1970."""
    times = [0.0]
    for place, names, files in os.walk(folder):
        names[:] = [name for name in names if not name.startswith(".")]
        times += [(Path(place) / name).stat().st_mtime for name in files if not name.startswith(".")]
    return max(times)
