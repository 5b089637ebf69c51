"""Several stories at once: the same bytes as one after the other, each with its trouble, nothing left if stopped."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Event, Lock
from typing import Any, cast

import pytest
from cutting import small_segments
from footage_clips import AAC, X264, Clips, lavfi, tone
from four_stories import SETTINGS, SLUGS
from small_series import half_files, make_series, make_story, speech
from veus_job import REPO, hashes, in_process

from pipeline.build import ahead as ahead_module
from pipeline.build import build as build_module
from pipeline.build import workers as workers_module
from pipeline.build.ahead import ProbedFootage
from pipeline.build.build import UpTo, build
from pipeline.build.build_context import BuildContext
from pipeline.build.jobs import Jobs
from pipeline.build.outcome import Advance, Silent, StoryReporter
from pipeline.build.side_by_side import StoryTurn
from pipeline.build.task import Task
from pipeline.build.task_data import data_of
from pipeline.build.workers import WorkerProcess, Workers
from pipeline.errors import RenderError, VeusError
from pipeline.project.layout import Layout
from tools.compare_builds import differences

#: Seconds after which a test that waits for another thread has failed.
LONG = 30

#: What dozens of workers would load, each for itself. None of it begins a thread when it is imported.
LOADED = ("numpy", "av", "PIL.Image", "ffmpeg", "imageio_ffmpeg", "moviepy")


@pytest.fixture(autouse=True)
def warm_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are copies of a process that has loaded what they need, and has nothing of this one. As programs of their
    own they begin in test_workers.py, and in test_interrupted.py with tasks of builds."""
    warm = multiprocessing.get_context("forkserver")
    ours = ("pipeline.build.build",) if Path.cwd() == REPO else ()  # it would be looked for there
    warm.set_forkserver_preload([*ours, *LOADED])
    monkeypatch.setattr(workers_module, "_SPAWN", warm)


class Named(Silent):
    """A Reporter that notes of whom it is told what."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, int, int, int]] = []
        self.told: list[tuple[str, str]] = []

    @contextlib.contextmanager
    def beside(self, slug: str, title: str, number: int, of: int, ended: int) -> Iterator[StoryReporter]:
        self.begun.append((slug, number, of, ended))
        yield OneStory(slug, self.told)


class OneStory(Silent):
    def __init__(self, slug: str, told: list[tuple[str, str]]) -> None:
        self.slug, self.told_ = slug, told

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        self.told_.append((self.slug, str(what)))
        yield lambda done, detail="": None

    def problem(self, error: VeusError) -> None:
        self.told_.append((self.slug, str(error)))


@pytest.mark.parametrize("memory_mb", [64_000, 1], ids=["room for all", "one task at a time"])
@pytest.mark.parametrize(("jobs", "slugs"), [(2, ()), (3, ("four", "two", "one", "three"))])
def test_the_same_bytes_whatever_the_number_and_the_order(
    root: Path, whole: Path, jobs: int, slugs: tuple[str, ...], memory_mb: int
) -> None:
    report = build(Layout(root), slugs, Silent(), jobs=Jobs(jobs, memory_mb))
    assert not report.failed and half_files(root) == []
    ignored = ("*.versions.jsonl",)  # says when a person's file was seen
    for folder in ("output", "stories"):
        assert list(differences(whole / folder, root / folder, ignored)) == []
    again = build(Layout(root), slugs, Silent(), jobs=Jobs(jobs, memory_mb))
    assert [story.outcome for story in again.stories] == ["unchanged"] * len(SLUGS)


class Killing(Silent):
    """A Reporter that kills a worker now and then, as often as it may."""

    def __init__(self, times: int) -> None:
        self.left, self._told = times, 0

    @contextlib.contextmanager
    def beside(self, slug: str, title: str, number: int, of: int, ended: int) -> Iterator[StoryReporter]:
        yield self

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        yield self._advance if str(what).startswith("videos") else lambda done, detail="": None

    def _advance(self, done: int, detail: str = "") -> None:
        self._told += 1
        if self.left and self._told % 5 == 0 and (there := multiprocessing.active_children()):
            self.left -= 1
            os.kill(there[self._told % len(there)].pid or 0, signal.SIGKILL)


@pytest.fixture(scope="module")
def one_film(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> tuple[Path, Path]:
    """A story of some dozens of segments in two renditions; and what is made of it by one process."""
    moving = lavfi("testsrc2=size=320x180:rate=25:duration=12")
    film = clips.make("dozens.mp4", *moving, *tone(), *X264, "-g", "40", "-sc_threshold", "0", *AAC, "-t", "12")
    root = make_series(tmp_path_factory.mktemp("one-film"), SETTINGS)
    cues = [f"{n + 1}\n00:00:{n:02},200 --> 00:00:{n:02},900\nPeça {n}.\n" for n in range(12)]
    make_story(root, "film", film, captions="\n".join(cues))
    whole = Path(shutil.copytree(root, tmp_path_factory.mktemp("one-whole") / "root"))
    with pytest.MonkeyPatch.context() as patch:
        small_segments(patch)
        assert not build(Layout(whole), (), Silent()).failed
    return root, whole


@pytest.mark.parametrize("jobs", [2, 3])
@pytest.mark.parametrize("kills", [0, 2])
def test_one_film_has_the_same_bytes_whoever_shares_it(
    one_film: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, kills: int
) -> None:
    """Also where workers are killed in the midst of its pieces."""
    small_segments(monkeypatch)
    given, whole = one_film
    root = Path(shutil.copytree(given, tmp_path / "root"))
    told = Killing(kills)
    report = build(Layout(root), (), told, jobs=Jobs(jobs, 64_000, asked=True))
    assert not report.failed and half_files(root) == [] and told.left == 0
    for folder in ("output", "stories"):
        assert list(differences(whole / folder, root / folder, ("*.versions.jsonl",))) == []


def test_several_workers_share_one_film(
    one_film: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_segments(monkeypatch)
    root, who = Path(shutil.copytree(one_film[0], tmp_path / "root")), set[int]()
    real = WorkerProcess.do

    def noted(self: WorkerProcess, task: Task[Any], advance: Advance) -> Any:
        if task.what.startswith("videos"):
            who.add(id(self))
        return real(self, task, advance)

    monkeypatch.setattr(WorkerProcess, "do", noted)
    assert not build(Layout(root), (), Silent(), up_to=UpTo.VIDEO, jobs=Jobs(2, 64_000, asked=True)).failed
    assert len(who) == 2


def test_the_report_has_the_order_of_the_series_and_each_step_its_story(root: Path) -> None:
    told = Named()
    report = build(Layout(root), (), told, up_to=UpTo.VIDEO, jobs=Jobs(2))
    order = [story.slug for story in report.stories]
    assert sorted(order) == sorted(SLUGS) and [begun[0] for begun in told.begun] == order, "begun in that order, too"
    assert [begun[1:3] for begun in told.begun] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [begun[3] for begun in told.begun][:2] == [0, 0] and told.begun[2][3] >= 1
    for slug in SLUGS:
        steps = [what for whose, what in told.told if whose == slug]
        assert steps[0] == "looking at the footage" and "choosing a poster" in steps


def test_one_story_at_a_time_does_all_that_is_not_a_task(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, met = Lock(), []
    for name in ("compare_footage", "make_tracks", "note_unheard", "publish_story"):
        real = getattr(build_module, name)

        def watched(*given: Any, real: Any = real, name: str = name) -> Any:
            met.append(name)
            assert name == "make_tracks" or alone.acquire(blocking=False), "two at the same time"
            try:
                return real(*given)
            finally:
                if name != "make_tracks":
                    alone.release()

        monkeypatch.setattr(build_module, name, watched)
    assert not build(Layout(root), (), Silent(), jobs=Jobs(3)).failed
    assert met.count("publish_story") == len(SLUGS)


def test_trouble_of_one_story_is_its_own(root: Path, clips: Clips) -> None:
    (root / "stories/two/two.mp4").write_bytes(b"no film")
    told = Named()
    report = build(Layout(root), (), told, jobs=Jobs(2))
    outcomes = {story.slug: story.outcome for story in report.stories}
    assert outcomes == dict.fromkeys(SLUGS, "built") | {"two": "failed"} and report.failed
    assert any(whose == "two" and "two.mp4" in what for whose, what in told.told)
    assert (root / "output/manifest.json").is_file()
    asked = in_process(root, "build", "--jobs", "2", "--json")
    assert asked.code == 1 and asked.story("two")["outcome"] == "failed"


def test_what_nobody_thought_of_ends_no_other_story(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = build_module.publish_story

    def faulty(context: Any, *given: Any) -> None:
        if context.story.slug == "three":
            raise KeyError("nobody thought of this")
        real(context, *given)

    monkeypatch.setattr(build_module, "publish_story", faulty)
    report = build(Layout(root), (), Silent(), jobs=Jobs(2))
    assert [story.slug for story in report.stories if story.problems] == ["three"]


def test_an_interrupt_in_the_midst_leaves_nothing_half_done(
    root: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a thread that waits for nothing: the signals themselves are in test_interrupted.py."""
    real = build_module.compare_footage

    def interrupted(context: Any, *given: Any) -> Any:
        if context.story.slug == "two":
            raise KeyboardInterrupt
        return real(context, *given)

    with monkeypatch.context() as patch:
        patch.setattr(build_module, "compare_footage", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build(Layout(root), (), Silent(), jobs=Jobs(2))
    assert half_files(root) == []
    assert hashes(root / "output").items() <= hashes(whole / "output").items(), (
        "a file under its final name is not whole"
    )


def test_one_story_alone_needs_no_other_process_unless_they_are_asked_for(scripted: Path, clips: Clips) -> None:
    """It is heard by an engine that only this process knows."""
    make_story(scripted, "film", speech(clips))
    report = build(Layout(scripted), (), Silent(), up_to=UpTo.CAPTIONS, jobs=Jobs(4))
    assert [story.outcome for story in report.stories] == ["built"]


def test_a_story_is_listened_to_while_it_is_looked_through_for_cuts(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each waits until the other has begun."""
    both, told = Barrier(2), Named()
    real = Workers.do

    def met(self: Workers, task: Task[Any], advance: Advance) -> Any:
        if data_of(task).step in ("cuts", "speech"):
            both.wait(LONG)
        return real(self, task, advance)

    monkeypatch.setattr(Workers, "do", met)
    report = build(Layout(root), ("one",), told, up_to=UpTo.CAPTIONS, jobs=Jobs(2, asked=True))
    assert report.stories[0].made[:4] == ["probe", "frames", "cuts", "transcript"], "in one order, whatever is first"
    steps = [what for _, what in told.told]
    assert {"looking for cuts", "listening"} <= set(steps), "both are told of while they go on"


def test_what_goes_wrong_with_cuts_ends_the_listening(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listening, ended = Event(), Event()
    real = Workers.do

    def faulty(self: Workers, task: Task[Any], advance: Advance) -> Any:
        if data_of(task).step == "cuts":
            assert listening.wait(LONG)
            raise RenderError("no cuts can be found.")
        return real(self, task, advance)

    def endless(context: BuildContext, seen: ProbedFootage) -> Any:
        try:
            with context.reporter.step("listening", None) as advance, cast(StoryTurn, context.hands).given_up():
                while True:  # a task without end
                    listening.set()
                    advance(1)
        finally:
            ended.set()

    monkeypatch.setattr(Workers, "do", faulty)
    monkeypatch.setattr(ahead_module, "listen_to", endless)
    report = build(Layout(root), ("one",), Silent(), up_to=UpTo.CAPTIONS, jobs=Jobs(2, asked=True))
    assert [str(problem.what) for problem in report.stories[0].problems] == ["no cuts can be found."]
    assert ended.is_set()
