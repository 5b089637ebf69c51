"""What is known of a run – a build, a publication, a withdrawal – from the lines that it tells: build/line_reporter.py.

Plain data: `view` gives JSON values, with texts in every page language. Times: seconds.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.build.line_reporter import Line, Texts
from pipeline.languages import PAGE_LANGUAGES

#: Seconds of work before it is said how long the rest will take: earlier it is a guess.
_SURE_S = 2.0


@dataclass(slots=True)
class StepState:
    """A step. total, done: in one unit; total is None where nobody knows. began: time.monotonic(). lasted: s, once it
    has ended."""

    what: Texts
    total: int | None
    began: float
    done: int = 0
    detail: Texts = field(default_factory=dict)
    lasted: float | None = None
    broke: bool = False

    def view(self, now: float) -> Line:
        """share: of 1, or None. left: s, or None."""
        ended = self.lasted is not None
        share = min(1.0, self.done / self.total) if self.total else None
        spent = now - self.began if self.lasted is None else self.lasted
        left = None
        if share and not ended and spent >= _SURE_S:
            left = round(spent / share * (1 - share))
        return {
            "what": self.what,
            "detail": {} if ended else self.detail,
            "ended": ended,
            "broke": self.broke,
            "share": 1.0 if ended and not self.broke else share,
            "spent": round(spent),
            "left": left,
        }


@dataclass(slots=True)
class StoryState:
    """What a run does for a story; slug "" for what concerns none."""

    slug: str
    steps: dict[int, StepState] = field(default_factory=dict)
    notes: list[Texts] = field(default_factory=list)
    problems: list[Texts] = field(default_factory=list)
    outcome: str = ""


@dataclass(slots=True)
class RunState:
    """A run. number: of this server, from 1. kind: build, look, send, withdraw. asked: what was asked for. titles: of
    stories, by slug and page language. outcome: "" while it goes on, then done, failed, stopped or broken (it ended
    without a word: `said` are its last messages). place: (which story began last, of how many); ended_stories: how many
    had ended then."""

    number: int
    kind: str
    asked: Mapping[str, Any]
    titles: Mapping[str, Texts]
    began: float = field(default_factory=time.monotonic)
    when: float = field(default_factory=time.time)
    stopping: bool = False
    outcome: str = ""
    said: str = ""
    place: tuple[int, int] = (0, 0)
    ended_stories: int = 0
    stories: list[StoryState] = field(default_factory=lambda: [StoryState("")])
    result: Line | None = None
    lasted: float | None = None

    @property
    def going(self) -> bool:
        return not self.outcome

    def hear(self, line: Line, now: float) -> None:
        """Takes in a line."""
        told, here = line.get("event"), self._whose(line)
        if told == "story":
            self.place = (line["number"], line["of"])
            self.ended_stories = line.get("ended", line["number"] - 1)
            self.stories.append(StoryState(line["slug"]))
        elif told == "step":
            here.steps[line["step"]] = StepState(line["what"], line["total"], now - line["since"])
        elif told in ("advance", "done", "broke"):
            self._step(line, now)
        elif told == "note":
            here.notes.append(line["text"])
        elif told == "problem":
            here.problems.append(line["text"])
        elif told == "end":
            self.outcome, self.result = line["outcome"], line["result"]
            self._end(now)

    def ended(self, said: str, now: float) -> None:
        """The process has ended; `said`: the last lines of its messages."""
        if self.going:
            self.outcome, self.said = "stopped" if self.stopping else "broken", said
            self._end(now)

    def _whose(self, line: Line) -> StoryState:
        """The story that a line is about: the one that it names, where several are made side by side, or the last."""
        named = (story for story in self.stories if story.slug == line.get("slug"))
        return next(named, self.stories[-1])

    def _step(self, line: Line, now: float) -> None:
        step = next(story.steps[line["step"]] for story in reversed(self.stories) if line["step"] in story.steps)
        if line["event"] == "advance":
            step.done, step.detail = line["done"], line["detail"]
        else:
            step.lasted, step.broke = now - step.began, line["event"] == "broke"

    def _end(self, now: float) -> None:
        self.lasted = now - self.began
        for story in self.stories:
            for step in story.steps.values():
                if step.lasted is None:
                    step.lasted, step.broke = now - step.began, self.outcome != "done"
        if self.kind == "build" and self.result:
            self._report(self.result)

    def _report(self, report: Line) -> None:
        """What the report of a build says of each story, in place of what was told on the way."""
        told = {story.slug: story for story in self.stories}
        self.stories = [StoryState("", problems=list(report["problems"]), notes=told[""].notes)]
        for one in report["stories"]:
            seen = told.get(one["slug"], StoryState(one["slug"]))
            self.stories.append(StoryState(one["slug"], seen.steps, one["notes"], one["problems"], one["outcome"]))

    def view(self, now: float | None = None) -> Line:
        """All of it as JSON values. left: s until all stories are done, if the others take as long as those before."""
        now = time.monotonic() if now is None else now
        spent = now - self.began if self.lasted is None else self.lasted
        number, of = self.place
        done = self.ended_stories
        left = round(spent / done * (of - done)) if self.going and done and spent >= _SURE_S else None
        return {
            "number": self.number,
            "kind": self.kind,
            "going": self.going,
            "stopping": self.stopping and self.going,
            "outcome": self.outcome,
            "said": self.said,
            "when": self.when,
            "spent": round(spent),
            "place": {"number": number, "of": of} if of else None,
            "left": left,
            "stories": [self._story(story, now) for story in self._told()],
        }

    def _told(self) -> Sequence[StoryState]:
        """Stories that there is something to tell of; while it goes on, these are few of a thousand."""
        last = self.stories[-1] if self.going and self.stories[-1].slug else None
        return [
            one
            for one in self.stories
            if one is last or one.steps or one.notes or one.problems or (one.outcome and not self.going)
        ]

    def _story(self, story: StoryState, now: float) -> Line:
        return {
            "slug": story.slug,
            "title": self.titles.get(story.slug) or dict.fromkeys(PAGE_LANGUAGES, story.slug),  # made meanwhile
            "outcome": story.outcome,
            "steps": [step.view(now) for step in story.steps.values()],
            "notes": story.notes,
            "problems": story.problems,
        }
