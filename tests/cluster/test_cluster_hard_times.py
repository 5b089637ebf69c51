"""Builds by a cluster whose disks are full, whose clocks are wrong and whose network is away: the same bytes, or what
to do, and then the same command goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import worker_tasks
from cluster_run import LONG, ClusterRun, cluster
from four_stories import same
from small_disk import SmallDisk, small_disk
from small_series import half_files, make_series
from veus_job import REPO
from wire import Wire, wire

from pipeline.build.build import build
from pipeline.build.outcome import BuildReport, Silent, unseen
from pipeline.build.task import Task
from pipeline.cluster import cluster_link
from pipeline.cluster.cluster_link import ClusterLink
from pipeline.errors import DiskFullError
from pipeline.project.layout import Layout
from pipeline.project.series import Series

pytest.importorskip("distributed")

MB = 10**6

#: Another clock for a process and for whatever it begins.
CLOCK = """
import time
now, now_ns = time.time, time.time_ns
time.time = lambda: now() + {shift}
time.time_ns = lambda: now_ns() + {shift} * 10**9
"""


def until(true: Callable[[], Any]) -> None:
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def hands_of(run: ClusterRun, tmp_path: Path, patience_s: float = LONG) -> Any:
    series = Series.open(Layout(make_series(tmp_path / "series")))
    series.layout.temp.mkdir(parents=True, exist_ok=True)
    return run.helpers(patience_s)(series.settings, series.layout, lambda said: None)


def copied(hands: Any, given: Path) -> int:
    """How many bytes a worker has made of a file."""
    made = given.with_suffix(".made")
    task = Task("copying", given, partial(worker_tasks.copies, given, made, "d"), reads=[given], writes=[made])
    number: int = hands.of("one").do(task, unseen)
    return number


def test_a_worker_whose_disk_is_full_waits_for_space_and_others_do_it(root: Path, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cluster/worker0/small"
    for name, size in (dict.fromkeys("ab", 5 * MB) | dict.fromkeys("cde", 7 * MB)).items():
        (tmp_path / name).write_bytes(name.encode() * size)
    with small_disk(folder, 18) as disk, cluster(tmp_path / "cluster", str(tmp_path / "store"), 0) as run:
        run.workers.append(run.work(0, before=disk.command, TMPDIR=str(folder)))
        run.until_ready()
        with hands_of(run, tmp_path) as hands:
            for name in "ab":  # for both there is no room: what only saves time goes
                assert copied(hands, tmp_path / name) == 5 * MB + 1
        assert not any("is full" in line for line in run.workers[0].said)
        disk.fill()
        with hands_of(run, tmp_path) as hands, hands_of(run, tmp_path) as others, ThreadPoolExecutor(2) as threads:
            both = [threads.submit(copied, *one) for one in ((hands, tmp_path / "c"), (others, tmp_path / "d"))]
            assert f"{folder}" in run.workers[0].until_said("the disk is full")
            run.workers.append(run.work(1))
            assert [one.result(LONG) for one in both] == [7 * MB + 1] * 2, "also what waited there"
        report = build(Layout(root), ("one",), Silent(), helpers=run.helpers())
        assert [str(error) for error in report.all_problems()] == []
        same(root, whole, "one")
        run.workers.pop().end()
        with hands_of(run, tmp_path, 4) as hands, pytest.raises(DiskFullError, match=r"w0: .*small.*go on by them"):
            copied(hands, tmp_path / "e")
        assert not (tmp_path / "e.made").exists()
        disk.empty()
        run.workers[0].until_said("goes on")
        with hands_of(run, tmp_path) as hands:
            assert copied(hands, tmp_path / "e") == 7 * MB + 1
        assert not list(disk.here.glob("veus-worker-*/task-*"))


def test_a_store_that_is_full_is_said_and_the_same_command_goes_on(root: Path, whole: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with small_disk(store, 16) as disk, cluster(tmp_path / "cluster", str(store), 0) as run:
        run.workers.append(run.work(0, before=disk.command))
        run.until_ready()
        disk.fill(leave=20_000)  # for what is sent, and not for all that comes back
        ended = built(root, run, disk)
        said = " ".join(ended.stderr.split())
        assert ended.returncode == 1 and f"{store}: the disk is full. Free some space" in said, ended.stderr
        assert half_files(root) == [] and half_files(disk.here) == []
        disk.empty()
        ended = built(root, run, disk)
        assert ended.returncode == 0, ended.stderr
        same(root, whole, "one")


def built(root: Path, run: ClusterRun, disk: SmallDisk) -> subprocess.CompletedProcess[str]:
    """One story, by the command, which sees the disk."""
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "build", "one", "--cluster", run.url]
    return subprocess.run(
        [*disk.command, *command, "--store", run.store], capture_output=True, text=True, timeout=LONG, check=False
    )


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ClusterRun, Wire]]:
    """Two workers, one of tomorrow and one of yesterday, that reach their scheduler by a wire; it waits for them for
    some seconds."""
    folder, soon = tmp_path_factory.mktemp("away"), {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "4s"}
    with (
        cluster(folder, str(folder / "store"), 0, **soon) as run,
        wire(urlsplit(run.url).port or 0) as between,
    ):
        for number, hours in enumerate((19, -7)):
            run.workers.append(run.work(number, url=between.url, PYTHONPATH=clock(folder / f"{number}", hours * 3600)))
        run.until_ready()
        yield run, between


def clock(folder: Path, shift: int) -> str:
    """The path of modules of a process whose clock is wrong by so many seconds."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(CLOCK.format(shift=shift))
    return os.pathsep.join([str(folder), str(REPO), str(REPO / "tests/support"), os.environ.get("PYTHONPATH", "")])


def begun(threads: ThreadPoolExecutor, root: Path, run: ClusterRun, url: str, patience_s: float) -> Future[BuildReport]:
    """A build of one story that has got its first results; nothing of it is in the store before."""
    shutil.rmtree(run.store, ignore_errors=True)
    helpers = run.helpers(patience_s, url)
    building = threads.submit(build, Layout(root), ("one",), Silent(), helpers=helpers)
    until((root / "output/.work/one/cuts.json").exists)
    return building


def test_wrong_clocks_change_nothing(away: tuple[ClusterRun, Wire], root: Path, whole: Path) -> None:
    run, between = away
    with ThreadPoolExecutor(1) as threads:
        assert not begun(threads, root, run, between.url, LONG).result(LONG).failed
    same(root, whole, "one")


def ways_given_up(monkeypatch: pytest.MonkeyPatch) -> list[ClusterLink]:
    """Each time that a build closes its way to the scheduler, from now on; it tries for two seconds to mend it."""
    found, really = list[ClusterLink](), ClusterLink._drop

    def drop(self: ClusterLink) -> None:
        found.append(self)
        really(self)

    monkeypatch.setattr(ClusterLink, "_drop", drop)
    monkeypatch.setattr(cluster_link, "_LOOK_S", 0.2)
    return found


def until_without_workers(run: ClusterRun) -> None:
    """Until the scheduler, which can be asked without the wire, has given up all of them."""
    from distributed import Client

    with Client(run.url, set_as_default=False, timeout=LONG) as client:
        until(lambda: not client.sync(client.scheduler.identity, n_workers=-1)["workers"])


def times_said(run: ClusterRun, text: str) -> list[int]:
    """How often each worker has said so."""
    return [sum(text in line for line in one.said) for one in run.workers]


def all_more(now: list[int], before: list[int]) -> bool:
    return all(one > other for one, other in zip(now, before, strict=True))


@pytest.mark.parametrize("leave", [Wire.go_silent, Wire.break_off], ids=["silent", "broken off"])
def test_a_network_that_comes_back_in_time_ends_nothing(
    away: tuple[ClusterRun, Wire],
    root: Path,
    whole: Path,
    monkeypatch: pytest.MonkeyPatch,
    leave: Callable[[Wire], None],
) -> None:
    run, between = away
    given_up = ways_given_up(monkeypatch)
    came, refused = times_said(run, "works for"), times_said(run, "does not answer")
    with ThreadPoolExecutor(1) as threads:
        building = begun(threads, root, run, between.url, LONG)
        given_up.clear()
        leave(between)
        until_without_workers(run)
        if leave is Wire.break_off:  # of which all hear: they have tried again, in vain
            until(lambda: given_up and all_more(times_said(run, "does not answer"), refused))
        assert not building.done()
        between.come_back()
        assert [str(error) for error in building.result(LONG).all_problems()] == []
    same(root, whole, "one")
    until(lambda: all_more(times_said(run, "works for"), came))


@pytest.mark.parametrize("leave", [Wire.go_silent, Wire.break_off], ids=["silent", "broken off"])
def test_a_network_that_stays_away_is_said_and_the_same_command_goes_on(
    away: tuple[ClusterRun, Wire], root: Path, whole: Path, leave: Callable[[Wire], None]
) -> None:
    run, between = away
    with ThreadPoolExecutor(1) as threads:
        building = begun(threads, root, run, between.url, 6)
        leave(between)
        said = [str(error) for error in building.result(LONG).all_problems()]
        assert len(said) == 1 and "does not answer. Start it" in said[0] and "goes on where it stopped" in said[0]
        assert half_files(root) == []
        between.come_back()
        assert not build(Layout(root), ("one",), Silent(), helpers=run.helpers(LONG, between.url)).failed
    same(root, whole, "one")
