"""The next story is listened to while this one is made."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from footage_clips import Clips
from rich.console import Console
from small_series import make_story, speech

from pipeline.build import ahead as ahead_module
from pipeline.build import build as build_module
from pipeline.build.ahead import DeferredReporter, ProbedFootage
from pipeline.build.build import UpTo, build
from pipeline.build.build_context import BuildContext
from pipeline.build.outcome import Advance, Reporter, Silent
from pipeline.commands.console import Terminal
from pipeline.errors import EngineError, VeusError
from pipeline.project.layout import Layout

#: Seconds after which a test that waits for another thread has failed.
LONG = 30


class Heard(Silent):
    """A Reporter that notes all it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        self.told.append(("begins", what, total, media))
        try:
            yield lambda done, detail="": self.told.append(("at", done, detail))
        except BaseException:
            self.told.append(("broke",))
            raise
        self.told.append(("ends",))

    def story(self, slug: str, title: str, number: int = 1, of: int = 1) -> None:
        self.told.append(("story", slug, title, number, of))

    def note(self, text: str) -> None:
        self.told.append(("note", text))

    def problem(self, error: VeusError) -> None:
        self.told.append(("problem", str(error)))


def work(reporter: Reporter, *, breaks: bool) -> None:
    reporter.story("one", "One", 1, 2)
    reporter.note("before")
    with reporter.step("listening", 9, media=True) as advance:
        advance(3, "1 of 3")
        reporter.note("amid the work")
        advance(9)
        if breaks:
            raise EngineError("it broke.")
    reporter.problem(EngineError("after."))


@pytest.mark.parametrize("breaks", [False, True])
def test_what_is_told_later_is_what_was_said(breaks: bool) -> None:
    now, then, later = Heard(), Heard(), DeferredReporter(Event())
    for reporter in (now, later):
        with contextlib.suppress(EngineError):
            work(reporter, breaks=breaks)
    later.end()
    later.tell(then)
    assert then.told == now.told


def test_a_step_is_told_to_have_taken_as_long_as_it_took() -> None:
    out = io.StringIO()
    later, began = DeferredReporter(Event()), time.monotonic()
    with later.step("listening", None):
        time.sleep(0.3)
    took = time.monotonic() - began
    later.end()
    time.sleep(0.5)  # until its turn
    later.tell(Terminal(Console(file=out, width=100)))
    seconds = float(out.getvalue().split("done in ")[1].split(" s")[0])
    assert 0.25 <= seconds < took + 0.4, "not counted from its turn, nor up to it"


def test_the_next_story_is_listened_to_while_this_one_is_made(
    scripted: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug in ("one", "two"):
        make_story(scripted, slug, speech(clips))
    heard_two, order = Event(), []
    listen_to, make_tracks = ahead_module.listen_to, build_module.make_tracks

    def listening(context: BuildContext, seen: ProbedFootage) -> Any:
        found = listen_to(context, seen)
        order.append(f"heard {context.story.slug}")
        if context.story.slug == "two":
            heard_two.set()
        return found

    def captioning(context: BuildContext, *given: Any) -> Any:
        assert heard_two.wait(LONG), "the second story waits for the first"
        order.append(f"captioned {context.story.slug}")
        return make_tracks(context, *given)

    monkeypatch.setattr(ahead_module, "listen_to", listening)
    monkeypatch.setattr(build_module, "make_tracks", captioning)
    told = Heard()
    report = build(Layout(scripted), (), told, up_to=UpTo.CAPTIONS)
    assert order == ["heard one", "heard two", "captioned one", "captioned two"]
    assert [story.made[:2] for story in report.stories] == [["probe", "frames"]] * 2
    assert all(story.made[2:4] == ["cuts", "transcript"] for story in report.stories), "in one order, whatever is first"
    stories = [at for at, said in enumerate(told.told) if said[0] == "story"]
    steps = [said[1] for said in told.told if said[0] == "begins"]
    assert len(stories) == 2 and steps[: len(steps) // 2] == steps[len(steps) // 2 :], "each in its own turn"


def test_trouble_met_ahead_is_that_storys_own(scripted: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
    for slug in ("one", "two", "three"):
        make_story(scripted, slug, speech(clips))
    listen_to = ahead_module.listen_to

    def listening(context: BuildContext, seen: ProbedFootage) -> Any:
        if context.story.slug == "two":
            context.note("heard before its turn")
            raise EngineError("this cannot be heard.")
        return listen_to(context, seen)

    monkeypatch.setattr(ahead_module, "listen_to", listening)
    told = Heard()
    report = build(Layout(scripted), ("one", "two", "three"), told, up_to=UpTo.CAPTIONS)
    outcomes = {story.slug: story.outcome for story in report.stories}
    assert outcomes == {"one": "built", "two": "failed", "three": "built"}
    assert {story.slug: story.notes for story in report.stories}["two"] == ["heard before its turn"]
    begins = next(at for at, said in enumerate(told.told) if said[:2] == ("story", "two"))
    assert told.told.index(("note", "heard before its turn")) > begins


def test_listening_ahead_ends_with_the_build(scripted: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
    for slug in ("one", "two"):
        make_story(scripted, slug, speech(clips))
    begun, ended = Event(), Event()
    listen_to = ahead_module.listen_to

    def listening(context: BuildContext, seen: ProbedFootage) -> Any:
        if context.story.slug == "one":
            return listen_to(context, seen)
        try:
            with context.reporter.step("listening", None) as advance:
                while True:  # a film without end
                    begun.set()
                    advance(1)
        finally:
            ended.set()

    def interrupted(*given: Any) -> Any:
        assert begun.wait(LONG)
        raise KeyboardInterrupt

    monkeypatch.setattr(ahead_module, "listen_to", listening)
    monkeypatch.setattr(build_module, "make_tracks", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(Layout(scripted), ("one", "two"), Silent(), up_to=UpTo.CAPTIONS)
    assert ended.is_set()
