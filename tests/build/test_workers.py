"""Processes that do tasks: what they give back, and what becomes of one that is killed, or told to end."""

from __future__ import annotations

import os
import shlex
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import worker_tasks
from footage_clips import Clips
from sessions import in_session
from small_series import half_files

from pipeline.build.jobs import Jobs
from pipeline.build.memory_budget import StoppedWork
from pipeline.build.outcome import unseen
from pipeline.build.task import Task
from pipeline.build.workers import TRIES, WorkerGone, Workers, _Together
from pipeline.errors import KilledProgramError, MediaError, StoryError
from pipeline.media import ffmpeg
from pipeline.project.settings import SpeechSettings

#: Seconds after which a test that waits for another process has failed.
LONG = 60


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    speech = SpeechSettings()
    (tmp_path / "temp").mkdir()
    with Workers(Jobs(2, 1000), speech, tmp_path / "temp") as made:
        yield made
    assert list((tmp_path / "temp").iterdir()) == []


def task(work: Callable[..., Any], needs_mb: int = 100) -> Task[Any]:
    return Task("listening", Path("film.mp4"), work, needs_mb)


def until(true: Callable[[], Any]) -> None:
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_task_tells_how_far_it_is_and_gives_its_result(workers: Workers) -> None:
    told: list[Any] = []
    assert workers.do(task(partial(worker_tasks.twice, 21)), lambda *said: told.append(said)) == 42
    assert told == [(1, "1 of 2 pieces"), (2, "")]
    assert told[0][1].source[0] == "{made} of {all} pieces", "it can be said in other languages, too"


def test_what_goes_wrong_says_the_same_as_here(workers: Workers) -> None:
    with pytest.raises(MediaError, match=r"a\.mp4: the footage has no audio track.*Give one\.") as raised:
        workers.do(task(partial(worker_tasks.fails, Path("a.mp4"))), unseen)
    assert "worker_tasks.py" in raised.value.__notes__[0], "for --debug: where it comes from"
    with pytest.raises(RuntimeError, match="Strange: 1 and 2"):
        workers.do(task(worker_tasks.fails_strangely), unseen)
    with pytest.raises(RuntimeError, match="SystemExit: 7"):
        workers.do(task(worker_tasks.leaves), unseen)
    assert workers.do(task(partial(worker_tasks.twice, 1)), unseen) == 2, "the worker goes on"


#: In place of ffmpeg: the first so many times that it is begun, it is killed.
SHOT_FFMPEG = """#!/bin/sh
if [ "$(ls {notes} | wc -l)" -lt {times} ]; then mktemp {notes}/XXXXXX >{notes}.made; kill -9 $$; fi
exec {real} "$@"
"""


@pytest.mark.parametrize("times", [1, TRIES - 1, TRIES])
def test_what_a_killed_program_did_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clips: Clips, times: int
) -> None:
    """Linux kills what takes most memory, be it the worker or its program. Footage is not said to be at fault."""
    notes, shot = tmp_path / "notes", tmp_path / "ffmpeg"
    notes.mkdir()
    shot.write_text(SHOT_FFMPEG.format(notes=notes, times=times, real=shlex.quote(ffmpeg.executable())), "utf-8")
    shot.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(shot))
    asked = task(partial(worker_tasks.looks, clips["silent"]))
    with Workers(Jobs(1, 1000), SpeechSettings(), tmp_path) as workers:
        if times < TRIES:
            assert workers.do(asked, unseen) == 16 * 16
        else:
            with pytest.raises(KilledProgramError, match=r"killed.*not enough memory"):
                workers.do(asked, unseen)
    assert len(list(notes.iterdir())) == times


def test_tasks_are_done_by_one_process_each_at_the_same_time(workers: Workers) -> None:
    with ThreadPoolExecutor(2) as threads:
        numbers = list(threads.map(lambda _: workers.do(task(worker_tasks.process_number), unseen), range(4)))
    assert len(set(numbers)) == 2 and os.getpid() not in numbers


def test_where_there_is_no_room_for_two_they_wait_for_each_other(workers: Workers) -> None:
    with ThreadPoolExecutor(2) as threads:
        numbers = list(threads.map(lambda _: workers.do(task(worker_tasks.process_number, 600), unseen), range(4)))
    assert len(set(numbers)) == 1


def test_cores_are_dealt_among_the_stories_that_are_left(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: range(8), raising=False)
    assert workers.cores == 4
    workers.sharing = 1
    assert workers.cores == 8
    workers.sharing = 20
    assert workers.cores == 1
    assert workers.cores_each == 4, "among those that do several tasks of one story"


def test_a_task_whose_worker_is_killed_is_begun_again(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    assert workers.do(task(partial(worker_tasks.killed, TRIES - 1, tmp_path / "notes")), unseen) == TRIES
    assert (tmp_path / "result").read_text() == "whole"
    assert len(half_files(tmp_path)) == 1, "the folder of the one that is left"


def test_a_task_whose_worker_freezes_is_begun_again(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.build.workers.LOOK_S", 0.1)
    monkeypatch.setattr("pipeline.build.workers.STILL_LOOKS", 20)
    (tmp_path / "notes").mkdir()
    with ThreadPoolExecutor(1) as threads:
        result = threads.submit(workers.do, task(partial(worker_tasks.computes_once, str(tmp_path / "notes"))), unseen)
        until(lambda: any((tmp_path / "notes").iterdir()))
        frozen = int(next((tmp_path / "notes").iterdir()).name)
        os.kill(frozen, signal.SIGSTOP)
        assert result.result(LONG) == "done" and in_session(frozen) == []


def test_what_has_killed_three_is_its_storys_problem(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    with pytest.raises(StoryError, match=r'film\.mp4: "listening" ended the process that did it, 3 times\. .*--jobs 1'):
        workers.do(task(partial(worker_tasks.killed, 9, tmp_path / "notes")), unseen)
    assert len(list((tmp_path / "notes").iterdir())) == TRIES and not (tmp_path / "result").exists()
    assert workers.do(task(partial(worker_tasks.twice, 1)), unseen) == 2, "and no other's"


def test_several_tasks_are_shared_and_come_in_their_order(workers: Workers) -> None:
    told: list[int] = []
    tasks = [task(partial(worker_tasks.twice, number)) for number in range(5)]
    assert workers.do_all(tasks, lambda done, detail="": told.append(done)) == [0, 2, 4, 6, 8]
    assert told == sorted(told) and told[-1] == 2 * 5, "of all of them together"
    numbers = workers.do_all([task(worker_tasks.process_number)] * 4, unseen)
    assert len(set(numbers)) == workers.at_once == 2
    assert workers.do_all([], unseen) == []


def test_no_more_tasks_go_on_than_there_are_workers(workers: Workers) -> None:
    """Whoever asks for them."""
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(workers.do_all, [task(worker_tasks.process_number)] * 3, unseen) for _ in range(3)]
        numbers = {number for one in asked for number in one.result()}
    assert len(numbers) == 2


def test_when_one_of_several_fails_the_others_end(workers: Workers, tmp_path: Path) -> None:
    long = task(partial(worker_tasks.dies_beside_its_program, tmp_path))
    fails = task(partial(worker_tasks.fails_later, tmp_path / "worker", Path("a.mp4")))
    with pytest.raises(MediaError, match=r"a\.mp4"):
        workers.do_all([long, fails, long, long], unseen)
    assert in_session(int((tmp_path / "worker").read_text())) == [] and not (tmp_path / "result").exists()
    assert workers.do(task(partial(worker_tasks.twice, 1)), unseen) == 2, "and others go on"


def test_who_gives_up_ends_a_worker_that_is_about_to_begin(workers: Workers, tmp_path: Path) -> None:
    together = _Together()
    with pytest.raises(WorkerGone), workers._one() as worker, together.having(worker):
        together.give_up()
        worker.do(task(partial(worker_tasks.dies_beside_its_program, tmp_path)), unseen)
    assert not (tmp_path / "result").exists()
    with pytest.raises(StoppedWork), together.having(worker):
        pytest.fail("nothing begins any more")


def test_one_of_several_that_is_killed_is_begun_again(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    killed = task(partial(worker_tasks.killed, TRIES - 1, tmp_path / "notes"))
    others = [task(partial(worker_tasks.twice, number)) for number in range(3)]
    assert workers.do_all([killed, *others], unseen) == [TRIES, 0, 2, 4]


def test_several_tasks_end_with_the_workers(workers: Workers, tmp_path: Path) -> None:
    begun = Event()
    with ThreadPoolExecutor(1) as threads:
        work = [task(partial(worker_tasks.dies_beside_its_program, tmp_path))] * 4
        running = threads.submit(workers.do_all, work, lambda *_: begun.set())
        assert begun.wait(LONG)
        workers.end()
        with pytest.raises(StoppedWork):
            running.result()
    assert half_files(tmp_path) == []


@pytest.mark.parametrize("work_of", [worker_tasks.dies_beside_its_program, worker_tasks.hears_no_signal])
def test_what_is_being_done_ends_with_them(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work_of: Callable[..., Any]
) -> None:
    """Also of one that does not end when it is told to."""
    if work_of is worker_tasks.hears_no_signal:
        monkeypatch.setattr("pipeline.build.workers.END_S", 0.2)
    begun = Event()
    with ThreadPoolExecutor(1) as threads:
        work = task(partial(work_of, tmp_path))
        running = threads.submit(workers.do, work, lambda *_: begun.set())
        assert begun.wait(LONG)
        worker = int((tmp_path / "worker").read_text())
        until(lambda: len(in_session(worker)) == 2)
        workers.end()
        with pytest.raises(StoppedWork):
            running.result()
    assert in_session(worker) == [] and not (tmp_path / "result").exists() and half_files(tmp_path) == []
    with pytest.raises(StoppedWork):
        workers.do(work, unseen)


def test_programs_of_a_worker_that_was_killed_end_too(workers: Workers, tmp_path: Path) -> None:
    begun: list[int] = []

    def told(*_: Any) -> None:
        begun.append(int((tmp_path / "worker").read_text()))

    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(workers.do, task(partial(worker_tasks.dies_beside_its_program, tmp_path)), told)
        for number in range(TRIES):
            until(lambda number=number: len(begun) > number and len(in_session(begun[number])) == 2)  # type: ignore[misc]
            os.kill(begun[number], signal.SIGKILL)
        with pytest.raises(StoryError):
            running.result()
    assert len(set(begun)) == TRIES and not any(map(in_session, begun))
