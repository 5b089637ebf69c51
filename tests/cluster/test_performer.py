"""What a worker does with a task, without a scheduler."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import worker_tasks
from sessions import in_session
from veus_job import REPO

from pipeline import files
from pipeline.build.task import Task
from pipeline.cluster import performer as performing
from pipeline.cluster.cluster_store import ClusterStore
from pipeline.cluster.performer import Performer
from pipeline.cluster.remote_task import AskedTask, StoredAt, TaskAnswer, TaskNews, answer_from, as_text, asked_of
from pipeline.project.settings import SpeechSettings

#: The name of a step where it is marked.
STEP = re.compile(r'^@task_step\("([a-z.-]+)"\)', re.MULTILINE)

SPEECH = SpeechSettings().model_dump(mode="json")


@pytest.fixture
def performer(tmp_path: Path) -> Iterator[Performer]:
    (tmp_path / "worker").mkdir()
    made = Performer("laptop-2", tmp_path / "worker", 2000, 10**9)
    yield made
    made.end()
    assert [path.name for path in (tmp_path / "worker").iterdir() if not path.name.startswith("cache-")] == []


def asked(task: Task[Any], tmp_path: Path) -> AskedTask:
    read = [files.sha256_file(path) for path in task.reads]
    return asked_of(task, read, StoredAt(str(tmp_path / "store"), "test/one"), SPEECH, "like")


def store_in(tmp_path: Path) -> ClusterStore:
    """The part of the store that one story has."""
    return ClusterStore(str(tmp_path / "store")).part("test/one")


def never() -> None:
    raise AssertionError("there is space")


def done(performer: Performer, what: AskedTask, told: list[TaskNews] | None = None) -> TaskAnswer:
    return answer_from(performer.perform(as_text(what), (told if told is not None else []).append, never))


def copying(tmp_path: Path) -> Task[Any]:
    (tmp_path / "given").write_bytes(b"abc")
    work = partial(worker_tasks.copies, tmp_path / "given", tmp_path / "made", "d")
    return Task("copying", tmp_path / "given", work, reads=[tmp_path / "given"], writes=[tmp_path / "made"])


def test_what_is_made_is_in_the_store_and_done_once(performer: Performer, tmp_path: Path) -> None:
    task, store = copying(tmp_path), store_in(tmp_path)
    what = asked(task, tmp_path)
    assert done(performer, what).lacks == what.reads[0].sha256
    store.put(tmp_path / "given", what.reads[0].sha256)
    told: list[TaskNews] = []
    answer = done(performer, what, told)
    assert answer.done and answer.result == 4 and told[0] == TaskNews(what.key, "laptop-2", 0, "")
    store.fetch(answer.writes[0], tmp_path / "fetched", tmp_path)
    assert (tmp_path / "fetched").read_bytes() == b"abcd" and not (tmp_path / "made").exists()
    told.clear()
    assert done(performer, what, told) == answer and told == [], "it is known to be done"


def test_damaged_bytes_of_what_is_made_again_are_replaced(performer: Performer, tmp_path: Path) -> None:
    task, store = copying(tmp_path), store_in(tmp_path)
    what = asked(task, tmp_path)
    store.put(tmp_path / "given", what.reads[0].sha256)
    made = done(performer, what).writes[0]
    (tmp_path / "store/test/one" / made).write_bytes(b"abcX")
    store.forget(what.key)
    assert done(performer, what).writes == (made,)
    store.fetch(made, tmp_path / "fetched", tmp_path)
    assert (tmp_path / "fetched").read_bytes() == b"abcd"


def test_the_same_store_at_another_place(performer: Performer, tmp_path: Path) -> None:
    task = copying(tmp_path)
    what = replace(asked(task, tmp_path), place=StoredAt("/mnt/elsewhere", "test/one"))
    store_in(tmp_path).put(tmp_path / "given", what.reads[0].sha256)
    (tmp_path / "other").mkdir()
    other = Performer("x", tmp_path / "other", 2000, 10**9, str(tmp_path / "store"))
    assert done(other, what).done
    other.end()


def test_what_nobody_reads_any_more_goes(performer: Performer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    what = asked(copying(tmp_path), tmp_path)
    store_in(tmp_path).put(tmp_path / "given", what.reads[0].sha256)
    assert done(performer, what).done

    def kept() -> list[Path]:
        return [path for path in (tmp_path / "worker").rglob("*") if path.is_file()]

    performer.tidy()
    assert len(kept()) == 2, "what was read, and what was made of it"
    monkeypatch.setattr(performing, "KEPT_S", 0.0)
    performer.tidy()
    assert kept() == []


def test_trouble_is_an_answer(performer: Performer, tmp_path: Path) -> None:
    task = Task("x", tmp_path, partial(worker_tasks.fails, tmp_path / "film.mp4"), reads=[])
    (tmp_path / "film.mp4").touch()
    task = replace(task, reads=[tmp_path / "film.mp4"])
    what = asked(task, tmp_path)
    store_in(tmp_path).put(tmp_path / "film.mp4", what.reads[0].sha256)
    raised = done(performer, what).raised
    assert raised and raised.kind == "MediaError" and raised.where == ("read", 0)
    leaving = done(performer, asked(Task("x", tmp_path, partial(worker_tasks.leaves)), tmp_path)).raised
    assert leaving and "SystemExit: 7" in str(leaving.what)
    unknown = replace(what, data=replace(what.data, step="os.system"), key="stage-2")
    assert done(performer, unknown).raised and done(performer, what).raised, "it goes on"


def test_what_is_named_from_outside_stays_in_its_folder(performer: Performer, tmp_path: Path) -> None:
    what = asked(copying(tmp_path), tmp_path)
    store_in(tmp_path).put(tmp_path / "given", what.reads[0].sha256)
    reads = (replace(what.reads[0], name="../../../given"),)
    assert done(performer, replace(what, reads=reads, writes=("/etc/../../made",))).done
    assert not list(tmp_path.glob("made")) and (tmp_path / "given").read_bytes() == b"abc"


def test_what_nobody_waits_for_is_broken_off(performer: Performer, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    what = asked(Task("x", tmp_path, partial(worker_tasks.waits, str(tmp_path / "notes"))), tmp_path)
    begun, answers = threading.Event(), list[TaskAnswer]()

    def tell(news: TaskNews) -> None:
        if news.done:
            begun.set()

    doing = threading.Thread(target=lambda: answers.append(answer_from(performer.perform(as_text(what), tell, never))))
    doing.start()
    assert begun.wait(60)
    child = int(next((tmp_path / "notes").iterdir()).name)
    performer.give_up("stage-another")
    assert in_session(child)
    performer.give_up(what.key)
    doing.join(60)
    assert answers == [TaskAnswer(given_up=True)] and in_session(child) == []
    assert done(performer, asked(Task("x", tmp_path, partial(worker_tasks.says, "y", 2)), tmp_path)).result == "yy"


def test_a_worker_knows_every_step_there_is() -> None:
    """Without whatever else a process has imported."""
    named = [name for path in (REPO / "pipeline").rglob("*.py") for name in STEP.findall(path.read_text("utf-8"))]
    asked = "from pipeline.cluster import performer; from pipeline.build.task_data import step_named as s; import sys; "
    known = subprocess.run(
        [sys.executable, "-c", asked + "[s(name).kinds for name in sys.argv[1:]]", *named], cwd=REPO, check=False
    )
    assert len(named) > 5 and known.returncode == 0
