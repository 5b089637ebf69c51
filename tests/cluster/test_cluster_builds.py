"""Builds that a cluster helps with: the same bytes as without, whatever is killed, and nothing left behind."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import worker_tasks
from cluster_run import LONG, ClusterRun, cluster
from four_stories import SLUGS, same
from ftp_place import serving
from running_builds import Building, gone
from sessions import in_session
from small_series import make_series

from pipeline import files
from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent, unseen
from pipeline.build.staging import StagedStories
from pipeline.build.task import Task
from pipeline.cluster import cluster_link, worker_slots
from pipeline.cluster.cluster_hands import ClusterHands
from pipeline.cluster.cluster_link import ClusterLink
from pipeline.cluster.remote_task import AskedTask, TaskAnswer
from pipeline.errors import MediaError, StoryError, VeusError
from pipeline.file_stores import Target
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.publish.withdraw import withdraw
from pipeline.translation.routes import routes_for

pytest.importorskip("distributed")

#: How many workers, and schedulers, are killed at random moments: more by hand.
KILLS, SCHEDULER_KILLS = int(os.environ.get("VEUS_TEST_KILLS", "5")), int(os.environ.get("VEUS_TEST_SCHEDULERS", "1"))


#: A worker takes what computes nothing for two seconds for frozen.
HASTY = "from pipeline.build import workers; workers.LOOK_S, workers.STILL_LOOKS = 0.1, 20"


@pytest.fixture(scope="module")
def helped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClusterRun]:
    """Two workers that see no folder of the series, only the store."""
    folder = tmp_path_factory.mktemp("cluster")
    with cluster(folder, str(folder / "store")) as run:
        run.until_ready()
        yield run


def test_the_same_bytes_as_without_help(helped: ClusterRun, root: Path, whole: Path) -> None:
    report = build(Layout(root), (), Silent(), helpers=helped.helpers())
    assert not report.failed
    same(root, whole)
    again = build(Layout(root), (), Silent(), helpers=helped.helpers())
    assert [story.outcome for story in again.stories] == ["unchanged"] * len(SLUGS)
    assert not list(helped.folder.glob("worker*/veus-worker-*/task-*")), "what a task needed is gone"
    assert stored(helped.store) == [], "and so is what went through the store"


def stored(store: str, pattern: str = "*") -> list[Path]:
    return [path for path in Path(store).rglob(pattern) if path.is_file()]


def test_the_same_bytes_through_a_store_that_is_no_folder(root: Path, whole: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    with serving(tmp_path / "kept") as address, cluster(tmp_path / "cluster", f"{address}/veus") as run:
        report = build(Layout(root), (), Silent(), helpers=run.helpers())
        assert [str(error) for story in report.stories for error in story.problems] == []
        assert len(list((tmp_path / "kept/veus").iterdir())) == 1 and stored(str(tmp_path / "kept")) == []
    same(root, whole)


def test_translations_are_made_by_workers_too(
    helped: ClusterRun, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not any(route.available() for route in routes_for("ca", "en")):
        pytest.skip("no route from ca to en is installed")
    asked = asked_steps(monkeypatch)
    assert not build(Layout(root), ("one",), Silent(), up_to=UpTo.CAPTIONS, helpers=helped.helpers()).failed
    asked.clear()
    settings = root / "stories/series.toml"
    settings.write_text(settings.read_text("utf-8").replace('["ca"]', '["ca", "en"]'), "utf-8")
    alone = Path(shutil.copytree(root, tmp_path / "alone"))
    for one, helpers in ((alone, None), (root, helped.helpers())):
        assert not build(Layout(one), ("one",), Silent(), up_to=UpTo.CAPTIONS, helpers=helpers).failed
        assert (one / "stories/one/en.srt").is_file()
    same(root, alone)
    assert asked == ["translation"]


def asked_steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the steps that the cluster is really asked for, from now on."""
    steps, really = list[str](), ClusterLink.ask

    def ask(self: ClusterLink, asked: AskedTask, *more: Any) -> TaskAnswer:
        steps.append(asked.data.step)
        return really(self, asked, *more)

    monkeypatch.setattr(ClusterLink, "ask", ask)
    return steps


def stopped_before_it_is_told(root: Path, helped: ClusterRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of one story that is broken off when all its tasks are done; the store still has all of it, and output/
    has nothing."""

    def stop(self: ClusterHands, slug: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(ClusterHands, "made", stop)
        build(Layout(root), ("one",), Silent(), helpers=helped.helpers())
    assert stored(helped.store)
    shutil.rmtree(root / "output")


def test_what_is_in_the_store_is_not_done_again(
    helped: ClusterRun, root: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One story: how its renditions are dealt does not depend on when others end."""
    stopped_before_it_is_told(root, helped, monkeypatch)
    asked = asked_steps(monkeypatch)
    assert not build(Layout(root), ("one",), Silent(), helpers=helped.helpers()).failed
    assert asked == [] and stored(helped.store) == []
    same(root, whole, "one")


def test_damaged_files_of_the_store_are_made_again(
    helped: ClusterRun, root: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_before_it_is_told(root, helped, monkeypatch)
    for path in stored(helped.store):
        if path.suffix != ".json":
            data = path.read_bytes()
            path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    assert not build(Layout(root), ("one",), Silent(), helpers=helped.helpers()).failed
    same(root, whole, "one")


def test_what_a_broken_off_build_left_goes_with_the_story(
    helped: ClusterRun, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout(root)
    stopped_before_it_is_told(root, helped, monkeypatch)
    left, (footage, *_) = stored(helped.store), (root / "stories/one").glob("*.mp4")
    assert files.sha256_file(footage) in {path.name for path in left}
    settings = layout.series_file
    settings.write_text(f'{settings.read_text("utf-8")}\n[cluster]\nstore = "{helped.store}"\n', "utf-8")
    place = f"{helped.store}/veus-staging/test/one"
    done = withdraw(layout, "one", reason="x", by="Marta")
    assert done.removed[place] == sorted(path.relative_to(place).as_posix() for path in left)
    assert stored(helped.store) == [] and done.problems == {} and not Path(place).exists()


def test_a_story_that_is_made_is_made_even_if_its_store_has_gone(
    helped: ClusterRun, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(self: Target) -> None:
        raise VeusError("this place cannot be read or written: away.", where=self.address)

    reporter, staged = Noting(), StagedStories(Layout(root))
    with monkeypatch.context() as patched:
        patched.setattr(Target, "listing", away)
        assert not build(Layout(root), ("one",), reporter, helpers=helped.helpers()).failed
    (said,) = [text for text in reporter.notes if "could not be taken away" in text]
    assert "one" in said and "away" in said
    assert staged.slugs() == ["one"] and stored(helped.store)
    assert not build(Layout(root), (), Silent(), up_to=UpTo.CAPTIONS).failed, (
        "by whoever builds next, without a cluster"
    )
    assert staged.slugs() == [] and stored(helped.store) == []


class Noting(Silent):
    """notes: all that is told of no story."""

    def __init__(self) -> None:
        self.notes = list[str]()

    def note(self, text: str) -> None:
        self.notes.append(str(text))


#: Kernels of an older processor, for the sums of a spectrogram: other words, or times.
OLDER = {"OPENBLAS_CORETYPE": "Nehalem"}


def test_a_worker_that_computes_otherwise_has_no_part_in_words(root: Path, whole: Path, tmp_path: Path) -> None:
    """Where there is no other, this machine finds them itself; once there is one, that does."""
    reporter = Noting()
    with cluster(tmp_path / "cluster", str(tmp_path / "store"), 0) as run:
        run.workers.append(run.work(0, **OLDER))
        run.until_ready()
        assert not build(Layout(root), ("one",), reporter, helpers=run.helpers()).failed
        same(root, whole, "one")
        assert [text for text in reporter.notes if "w0 helps with pictures alone" in text]
        assert [text for text in reporter.notes if "it listens and translates itself" in text]
        shutil.rmtree(root / "output")
        run.workers.append(run.work(1))
        run.until_ready()
        reporter.notes.clear()
        assert not build(Layout(root), ("one",), reporter, helpers=run.helpers()).failed
    same(root, whole, "one")
    assert [text for text in reporter.notes if "w0 helps with pictures alone" in text]
    assert not [text for text in reporter.notes if "it listens and translates itself" in text]


def test_whatever_is_killed_the_bytes_are_the_same(root: Path, whole: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    schedulers = SCHEDULER_KILLS
    with cluster(tmp_path / "cluster", str(tmp_path / "store"), 3) as run, ThreadPoolExecutor(1) as pool:
        while run.kills < KILLS or schedulers:
            building = pool.submit(_until_built, root, run)
            while not wait([building], chance.uniform(0.2, 2)).done:
                if schedulers and chance.random() < schedulers / (schedulers + max(1, KILLS - run.kills)):
                    run.kill_scheduler()
                    schedulers -= 1
                elif run.kills < KILLS:
                    run.kill_one(chance)
            building.result()
            same(root, whole)
            if run.kills < KILLS or schedulers:
                for gone in (root / "output", tmp_path / "store"):
                    shutil.rmtree(gone)
    assert _leftovers(tmp_path) == []


def _until_built(root: Path, run: ClusterRun) -> None:
    """A story whose task has ended three workers by chance is built by the next build."""
    while (report := build(Layout(root), (), Silent(), helpers=run.helpers())).failed:
        said = [str(one) for one in report.all_problems()]
        assert all("three workers" in one or "3 times" in one for one in said), said


def _leftovers(folder: Path) -> list[str]:
    """Processes that have to do with a folder; those of a worker that was killed have a minute to find that out."""
    end = time.monotonic() + 60
    while (found := _at_work_in(folder)) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def _at_work_in(folder: Path) -> list[str]:
    """Processes that name it in their command or their environment, as workers do with TMPDIR, or are in it."""
    found, named = [], os.fsencode(folder)
    for process in Path("/proc").glob("[0-9]*"):
        told = [_told(process / "cmdline"), _told(process / "environ"), _told(process / "cwd")]
        if any(named in one for one in told) and int(process.name) != os.getpid():
            found.append(told[0].replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


def _told(path: Path) -> bytes:
    """What the system tells there; nothing of a process that has ended, or is somebody else's."""
    try:
        return os.fsencode(path.readlink()) if path.name == "cwd" else path.read_bytes()
    except OSError:
        return b""


def hands_of(run: ClusterRun, tmp_path: Path, notes: list[str], patience_s: float = LONG) -> Any:
    series = Series.open(Layout(make_series(tmp_path / "series")))
    series.layout.temp.mkdir(parents=True, exist_ok=True)
    return run.helpers(patience_s)(series.settings, series.layout, notes.append)


def test_a_task_and_its_trouble_are_as_they_are_here(helped: ClusterRun, tmp_path: Path) -> None:
    given, made, told = tmp_path / "given.txt", tmp_path / "made.txt", []
    given.write_bytes(b"abc")
    with hands_of(helped, tmp_path, []) as hands:
        task = Task("copying", given, partial(worker_tasks.copies, given, made, "d"), reads=[given], writes=[made])
        assert hands.of("one").do(task, lambda *said: told.append(said)) == 4 and made.read_bytes() == b"abcd"
        given.write_bytes(b"xyz")  # as long, within the same second
        assert hands.of("one").do(task, unseen) == 4 and made.read_bytes() == b"xyzd"
        assert any("w0" in detail or "w1" in detail for _, detail in told), "who does what"
        with pytest.raises(MediaError, match=r"given\.txt: the footage has no audio track.*Give one\.") as raised:
            hands.of("one").do(Task("failing", given, partial(worker_tasks.fails, given), reads=[given]), unseen)
        assert raised.value.where == given and "worker_tasks.py" in raised.value.__notes__[0]
        with pytest.raises(RuntimeError, match="SystemExit: 7"):
            hands.of("one").do(Task("leaving", given, partial(worker_tasks.leaves)), unseen)
        tasks = [Task("x", given, partial(worker_tasks.says, "x", number)) for number in range(9)]
        assert hands.of("one").do_all(tasks, unseen) == ["x" * number for number in range(9)]
        with pytest.raises(MediaError):
            hands.of("one").do_all(
                [*tasks, Task("x", given, partial(worker_tasks.fails, given), reads=[given])], unseen
            )


def test_what_ends_three_workers_is_its_storys_problem(tmp_path: Path) -> None:
    with cluster(tmp_path / "cluster", str(tmp_path / "store"), 2) as run, hands_of(run, tmp_path, []) as hands:
        problem: list[BaseException] = []
        notes = tmp_path / "notes"
        notes.mkdir()

        def ask() -> None:
            task = Task("listening", Path("film.mp4"), partial(worker_tasks.waits, str(notes)))
            try:
                hands.of("one").do(task, unseen)
            except StoryError as error:
                problem.append(error)

        asking = threading.Thread(target=ask)
        asking.start()
        killed = set[int]()
        while asking.is_alive():
            for number, one in enumerate(run.workers):
                begun = {int(path.name) for path in notes.iterdir()} & set(one.children)
                if begun - killed:
                    killed |= begun
                    one.kill()
                    run.workers[number] = run.work(number)
            time.sleep(0.05)
    assert len(killed) == 3 and 'film.mp4: "listening" ended three workers' in str(problem[0])
    assert not any(map(in_session, killed))


def test_a_worker_that_freezes_is_not_waited_for(tmp_path: Path) -> None:
    """It comes back by itself. Whoever operates a scheduler says how long it waits."""
    soon = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "5s"}
    with cluster(tmp_path / "cluster", str(tmp_path / "store"), 0, **soon) as run:
        frozen = run.work(0, first=HASTY)
        run.workers.append(frozen)
        run.until_ready()
        with hands_of(run, tmp_path, []) as hands, ThreadPoolExecutor(1) as threads:
            result, (child,) = _begun(threads, hands, tmp_path / "child", worker_tasks.computes_once)
            os.kill(child, signal.SIGSTOP)
            assert result.result(LONG) == "done" and in_session(child) == [], "only the process that does the task"
            result, _ = _begun(threads, hands, tmp_path / "all", worker_tasks.waits_once)
            stopped = [frozen.process.pid, *frozen.children]
            for process in stopped:
                os.kill(process, signal.SIGSTOP)
            run.workers.append(run.work(1))
            assert result.result(LONG) == "done"
            for process in stopped:
                os.kill(process, signal.SIGCONT)
            _until(lambda: sum("works for" in line for line in frozen.said) == 2)


def _begun(threads: ThreadPoolExecutor, hands: Any, notes: Path, what: Any) -> tuple[Future[str], list[int]]:
    """A task that is being done, and the process that does it."""
    notes.mkdir()
    result = threads.submit(hands.of("one").do, Task("x", notes, partial(what, str(notes))), unseen)
    _until(lambda: any(notes.iterdir()))
    return result, [int(path.name) for path in notes.iterdir()]


def test_a_network_that_is_away_for_a_while_ends_nothing(helped: ClusterRun, tmp_path: Path) -> None:
    """As far as it can be had on one machine: the scheduler does not answer for some seconds."""
    (tmp_path / "notes").mkdir()
    result: list[str] = []
    with hands_of(helped, tmp_path, []) as hands:
        task = Task("x", tmp_path, partial(worker_tasks.waits_for_file, str(tmp_path / "notes")))
        asking = threading.Thread(target=lambda: result.append(hands.of("one").do(task, unseen)))
        asking.start()
        _until(lambda: any((tmp_path / "notes").iterdir()))
        helped.scheduler.process.send_signal(signal.SIGSTOP)
        time.sleep(5)
        (tmp_path / "notes/go on").touch()
        time.sleep(1)
        helped.scheduler.process.send_signal(signal.SIGCONT)
        asking.join(LONG)
    assert result == ["done"] and len(list((tmp_path / "notes").iterdir())) == 2, "done once"


def test_a_task_that_nobody_waits_for_any_more_is_broken_off(helped: ClusterRun, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    hands = hands_of(helped, tmp_path, [])
    asking = threading.Thread(target=_asks_for_long, args=(hands, notes))
    asking.start()
    _until(lambda: any(notes.iterdir()))
    child = int(next(notes.iterdir()).name)
    assert in_session(child)
    hands.end()
    asking.join(LONG)
    _until(lambda: not in_session(child))
    with hands_of(helped, tmp_path, []) as others:
        assert others.of("one").do(Task("x", notes, partial(worker_tasks.says, "y", 2)), unseen) == "yy", (
            "the worker goes on"
        )


def _asks_for_long(hands: Any, notes: Path) -> None:
    from pipeline.build.memory_budget import StoppedWork

    with pytest.raises(StoppedWork):
        hands.of("one").do(Task("x", notes, partial(worker_tasks.waits, str(notes))), unseen)


def _until(true: Any) -> None:
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_worker_that_would_make_other_bytes_is_sent_away(helped: ClusterRun, tmp_path: Path) -> None:
    other = tmp_path / "ffmpeg"
    other.write_text(f"#!/bin/sh\nexec {shutil.which('true')}\n")
    other.chmod(0o755)
    notes: list[str] = []
    strange = helped.work(9, IMAGEIO_FFMPEG_EXE=str(other))
    strange.until_said("works for")
    strange.process.send_signal(signal.SIGSTOP)
    with hands_of(helped, tmp_path, notes) as hands:
        task = Task("x", tmp_path, partial(worker_tasks.says, "z", 1))
        assert hands.of("one").do(task, unseen) == "z", "nobody waits until it hears that"
        strange.process.send_signal(signal.SIGCONT)
        said = strange.until_said("sent away")
        assert "ffmpeg: " in said and "fonts" not in said and strange.process.wait(LONG) == 1
    assert len(notes) == 1 and "w9 does not help" in notes[0] and "ffmpeg: " in notes[0]


def test_a_scheduler_or_workers_that_never_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (cluster_link, worker_slots):
        monkeypatch.setattr(module, "_LOOK_S", 0.2)
    with cluster(tmp_path / "cluster", str(tmp_path / "store"), 0) as run:
        notes: list[str] = []
        with hands_of(run, tmp_path, notes, 3) as hands, pytest.raises(VeusError, match=r"no worker.*veus worker tcp:"):
            hands.of("one").do(Task("x", tmp_path, partial(worker_tasks.says, "z", 1)), unseen)
        assert len(notes) == 1 and "veus worker tcp://" in notes[0]
        run.scheduler.kill()
        with (
            hands_of(run, tmp_path, notes, 2) as hands,
            pytest.raises(VeusError, match=r"veus scheduler.*goes on where"),
        ):
            hands.of("one").do(Task("x", tmp_path, partial(worker_tasks.says, "z", 1)), unseen)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_a_cluster_on_this_machine_ends_with_its_build(root: Path, whole: Path, number: signal.Signals) -> None:
    run = Building(root, "--cluster", "local:2")
    _until(lambda: (root / "output/.work/one/cuts.json").exists())
    children = run.children()
    assert len(children) >= 3
    run.process.send_signal(number)
    run.process.communicate(timeout=LONG)
    assert gone(children, within_s=60)
    again = Building(root, "--cluster", "local:2")
    _, said = again.process.communicate(timeout=LONG)
    assert again.process.returncode == 0, said
    same(root, whole)
