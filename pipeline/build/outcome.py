"""What a build has to say, as plain data: for the summary on the screen and for --json."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from pipeline.cues import TrackStatus
from pipeline.errors import VeusError
from pipeline.messages import tr_later

#: Stories that have not changed are told one by one when there are no more than these.
FEW = 50

#: How far captions are, in words.
TRACK_STATES: dict[TrackStatus, str] = {
    "draft": tr_later("draft"),
    "edited": tr_later("edited"),
    "approved": tr_later("approved"),
}


class Advance(Protocol):
    """Advance of a step."""

    def __call__(self, done: int, detail: str = "") -> None:
        """done: so far, in the unit of the step's total (ms of media, sentences). detail: "5 of 9 pieces"."""


def unseen(done: int, detail: str = "") -> None:
    """An Advance that nobody looks at."""


@dataclass(slots=True)
class StoryReport:
    """made: steps that were done in this run. notes: what a person should know. problems: what went wrong."""

    slug: str
    made: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[VeusError] = field(default_factory=list)
    cues: dict[str, int] = field(default_factory=dict)
    opens: str = ""

    @property
    def outcome(self) -> Literal["built", "unchanged", "failed"]:
        if self.problems:
            return "failed"
        return "built" if self.made else "unchanged"

    def as_dict(self) -> dict[str, Any]:
        return {
            "story": self.slug,
            "outcome": self.outcome,
            "made": self.made,
            "cues": self.cues,
            "notes": self.notes,
            "problems": [problem.as_dict() for problem in self.problems],
        }


@dataclass(slots=True)
class BuildReport:
    """What came of a build. problems: what concerns no single story. index: the first page to open."""

    stories: list[StoryReport] = field(default_factory=list)
    problems: list[VeusError] = field(default_factory=list)
    index: str = ""

    @property
    def told(self) -> list[StoryReport]:
        """The stories that a person is told of one by one: of many that have not changed, none."""
        worked = [story for story in self.stories if story.outcome != "unchanged"]
        return self.stories if len(self.stories) - len(worked) <= FEW else worked

    @property
    def failed(self) -> bool:
        return bool(self.problems) or any(story.problems for story in self.stories)

    def all_problems(self) -> list[VeusError]:
        return [*self.problems, *(problem for story in self.stories for problem in story.problems)]

    def as_dict(self) -> dict[str, Any]:
        return {
            "ok": not self.failed,
            "stories": [story.as_dict() for story in self.stories],
            "problems": [problem.as_dict() for problem in self.problems],
            "index": self.index,
        }


class StoryReporter(Protocol):
    """Where it is told what is done for one story."""

    def step(
        self, what: str, total: int | None, media: bool = False, began: float | None = None
    ) -> AbstractContextManager[Advance]:
        """A piece of work that takes time; total in the unit of what is advanced, or None if unknown. media: whether
        that is ms of media, so that a speed can be told. began: when, if not now (`time.monotonic()`)."""

    def note(self, text: str) -> None:
        """Something a person should know."""

    def problem(self, error: VeusError) -> None:
        """Something that went wrong."""


class Reporter(StoryReporter, Protocol):
    """Where a run tells what it is doing: a terminal, or nothing."""

    def story(self, slug: str, title: str, number: int = 1, of: int = 1) -> None:
        """A story begins: number `number` of `of`."""

    def beside(self, slug: str, title: str, number: int, of: int, ended: int) -> AbstractContextManager[StoryReporter]:
        """The same of a story that is made beside others, of which `ended` have ended: what the reporter that it
        gives is told, by a thread of its own, is about this one."""


class Silent:
    """The reporter of --quiet, --json and most tests."""

    def story(self, slug: str, title: str, number: int = 1, of: int = 1) -> None:
        pass

    @contextlib.contextmanager
    def beside(self, slug: str, title: str, number: int, of: int, ended: int) -> Iterator[StoryReporter]:
        yield self

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        yield unseen

    def note(self, text: str) -> None:
        pass

    def problem(self, error: VeusError) -> None:
        pass
