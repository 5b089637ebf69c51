"""Stories of which nothing has changed since a build found nothing to do for them: they need not be read again.

What a build tells of them – notes, captions – is what that build told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline.build.outcome import StoryReport
from pipeline.build.story_memory import Remembered
from pipeline.messages import as_data, from_data
from pipeline.project.layout import Layout


@dataclass(frozen=True, slots=True)
class SettledStory(Remembered):
    """title: in the first language of the pages. episode: SHA-256 of its episode.json. notes: what its build had to
    tell, as `messages.as_data`. cues: how many captions, by track."""

    title: str
    episode: str
    notes: list[Any] = field(default_factory=list)
    cues: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError for notes that are none."""
        for note in self.notes:
            from_data(note)

    def report(self, layout: Layout, lang: str) -> StoryReport:
        """What a build tells that has looked at it. lang: of the page to open."""
        opens = str(layout.story(layout.stories, self.slug).embed(lang))
        return StoryReport(self.slug, notes=[from_data(note) for note in self.notes], cues=self.cues, opens=opens)


def settled_by(report: StoryReport, title: str, episode: str, around: str) -> Callable[[str], SettledStory]:
    """What is to be remembered of a story that a build had nothing to do for, of the state of its files."""
    notes, cues = [as_data(note) for note in report.notes], dict(report.cues)
    return lambda state: SettledStory(report.slug, state, around, title, episode, notes, cues)
