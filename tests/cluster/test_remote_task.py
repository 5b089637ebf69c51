"""What goes over the wire: it comes as it went, and says nothing of where files lie."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import worker_tasks
from hypothesis import given
from hypothesis import strategies as st

from pipeline.build.task import Task
from pipeline.cluster.remote_task import (
    RemoteError,
    StoredAt,
    TaskAnswer,
    TaskNews,
    answer_from,
    as_text,
    asked_from,
    asked_of,
    error_of,
    news_from,
    raised_as_data,
    result_of,
)
from pipeline.errors import DiskFullError, MediaError
from pipeline.media.probe import InconsistentAudio
from pipeline.messages import as_data, from_data, in_language, tr

PLACE = StoredAt("/store", "test/joel")

HERE, THERE = Path("/home/marta/stories/joel"), Path("/tmp/there")


def task() -> Task[Any]:
    work = partial(worker_tasks.copies, HERE / "joel.mp4", HERE / "out.mp4", "x")
    return Task(tr("listening"), HERE / "joel.mp4", work, reads=[HERE / "joel.mp4"], writes=[HERE / "out.mp4"])


def test_a_task_comes_as_it_went_and_names_no_folder() -> None:
    asked = asked_of(task(), ["ab" * 32], PLACE, {"engine": "e"}, "like")
    text = as_text(asked)
    assert asked_from(text) == asked_from(as_text(asked_from(text))) and "marta" not in text
    assert asked.key.startswith("stage-") and in_language(from_data(asked.what), "ca").startswith("s’escolta")
    assert asked.key != asked_of(task(), ["ab" * 32], PLACE, {"engine": "e"}, "other").key


def test_the_store_and_the_name_of_a_file_are_not_of_the_key() -> None:
    one = asked_of(task(), ["ab" * 32], PLACE, {}, "like")
    moved = Task(
        "other",
        HERE,
        partial(worker_tasks.copies, THERE / "a", THERE / "b", "x"),
        reads=[THERE / "a"],
        writes=[THERE / "b"],
    )
    assert one.key == asked_of(moved, ["ab" * 32], StoredAt("s3://store", "test/joel"), {}, "like").key


def test_stories_share_no_answer_since_each_has_its_own_files() -> None:
    one, other = (asked_of(task(), ["ab" * 32], StoredAt("/s", f"test/{slug}"), {}, "like") for slug in ("a", "b"))
    assert one.key != other.key


@pytest.mark.parametrize("folder", ["", "..", "test/..", "/test", "test//one", "test\\one"])
def test_what_a_task_names_stays_in_the_store(folder: str) -> None:
    text = as_text(asked_of(task(), ["ab" * 32], PLACE, {}, "like"))
    assert text.count('"test/joel"') == 1
    with pytest.raises(ValueError):
        asked_from(text.replace('"test/joel"', json.dumps(folder)))


def raised(error: BaseException) -> Exception:
    """An error of the task on another machine, as it is raised here."""
    data = raised_as_data(error, [THERE / "joel.mp4"], [THERE / "out.mp4"], "laptop-2")
    answer = answer_from(as_text(TaskAnswer(raised=data)))
    assert answer.raised and not answer.done
    return error_of(answer.raised, task())


def test_trouble_is_told_of_the_file_that_it_is_of() -> None:
    told = raised(
        MediaError(tr("the footage has no audio track: built without transcription."), where=THERE / "joel.mp4")
    )
    assert isinstance(told, MediaError) and told.where == HERE / "joel.mp4"
    assert "pista" in in_language(told.what, "ca"), "in each language"
    told = raised(InconsistentAudio("x", where=THERE / "out.mp4"))
    assert isinstance(told, InconsistentAudio) and told.where == HERE / "out.mp4"


def test_trouble_of_another_machine_says_of_which() -> None:
    told = raised(OSError(28, "No space left on device", str(THERE / "half")))
    assert isinstance(told, DiskFullError) and str(told.where) == "laptop-2: /tmp/there/half"
    told = raised(KeyError("nobody thought of this"))
    assert type(told) is RuntimeError and "KeyError: 'nobody thought of this'" in str(told)
    assert "KeyError" in told.__notes__[0]


def test_what_another_version_says_is_an_error_still() -> None:
    told = error_of(RemoteError("SystemExit", as_data("x"), None, "", ""), task())
    assert type(told) is RuntimeError


@given(st.text(), st.integers(0, 9), st.text())
def test_news_come_as_they_went(worker: str, done: int, detail: str) -> None:
    news = TaskNews("stage-1", worker, done, as_data(detail))
    assert news_from(as_text(news)) == news


@given(st.text())
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        answer_from(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ValueError):
        result_of(task(), TaskAnswer(result=text or "x"))
