"""What goes over the wire of a cluster: a task, what came of it, and how far it is; as JSON, a few kilobytes each.

Files are named by their SHA-256; they go through the store. No code travels, and nothing is pickled that people made.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.build.task import Task
from pipeline.build.task_data import TaskData, data_of, key_of, result_from_json, step_named
from pipeline.errors import VeusError, of_system
from pipeline.messages import as_data, from_data
from pipeline.typedjson import parse_json

#: Under which a worker tells, and a build hears, how far tasks are.
TOPIC = "veus-progress"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file that a task reads. name: the last part of its path."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class StoredAt:
    """Where files of a task lie. store: its address, for the build. folder: of their story, there. Raises ValueError
    for one that may be somewhere else."""

    store: str
    folder: str

    def __post_init__(self) -> None:
        if any(name in ("", ".", "..") or "\\" in name for name in self.folder.split("/")):
            raise ValueError(f"no folder of a store: {self.folder}")


@dataclass(frozen=True, slots=True)
class AskedTask:
    """A task for a worker. like: the resource that only workers have which make the same bytes of it. writes: the last
    parts of their paths. speech: of series.toml."""

    key: str
    like: str
    data: TaskData
    reads: tuple[RemoteFile, ...]
    writes: tuple[str, ...]
    place: StoredAt
    speech: dict[str, Any]
    what: Any
    needs_mb: int


@dataclass(frozen=True, slots=True)
class RemoteError:
    """kind: a VeusError of ours, or what is told of any other. where: a file of the task's as ["read" | "write", its
    number]; else in words. note: for --debug, where it comes from."""

    kind: str
    what: Any
    where: tuple[Literal["read", "write"], int] | str | None
    remedy: Any
    note: str


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """What came of it. writes: SHA-256 of each file, in the store. lacks: of the file that the store has not, or not as
    it was. given_up: nothing came of it here; whoever still waits for it asks again."""

    result: Any = None
    writes: tuple[str, ...] = ()
    raised: RemoteError | None = None
    lacks: str = ""
    given_up: bool = False

    @property
    def done(self) -> bool:
        return not (self.raised or self.lacks or self.given_up)


@dataclass(frozen=True, slots=True)
class TaskNews:
    """How far the task of that key is, and the name of the worker that does it."""

    key: str
    worker: str
    done: int
    detail: Any


def asked_of(task: Task[Any], read: Sequence[str], place: StoredAt, speech: Mapping[str, Any], like: str) -> AskedTask:
    """read: SHA-256 of what it reads. like: as in `AskedTask`. Raises KeyError, ValueError, as
    `data_of`."""
    data = data_of(task)
    return AskedTask(
        key_of(data, read, {"like": like, "speech": dict(speech), "folder": place.folder}),
        like,
        data,
        tuple(RemoteFile(sha256, path.name) for sha256, path in zip(read, task.reads, strict=True)),
        tuple(path.name for path in task.writes),
        place,
        dict(speech),
        as_data(task.what),
        task.needs_mb,
    )


def as_text(value: AskedTask | TaskAnswer | TaskNews) -> str:
    """One of these, for the wire."""
    return json.dumps(asdict(value))


def asked_from(text: str) -> AskedTask:
    """Raises ValueError for anything else."""
    return parse_json(text.encode(), AskedTask)


def answer_from(text: str | bytes) -> TaskAnswer:
    """Raises ValueError for anything else."""
    return parse_json(text.encode() if isinstance(text, str) else text, TaskAnswer)


def news_from(text: str) -> TaskNews:
    """Raises ValueError for anything else."""
    return parse_json(text.encode(), TaskNews)


def result_of(task: Task[Any], answer: TaskAnswer) -> Any:
    """Raises ValueError for what is no result of its step."""
    return result_from_json(step_named(data_of(task).step), answer.result)


def raised_as_data(error: BaseException, reads: Sequence[Path], writes: Sequence[Path], worker: str) -> RemoteError:
    """An error of a task that was done by `worker`, with the files where they were there."""
    told: BaseException = of_system(error) if isinstance(error, OSError) else error
    note = "".join(getattr(error, "__notes__", ())) or "".join(traceback.format_exception(error))
    if not isinstance(told, VeusError):
        return RemoteError("", f"{type(error).__name__}: {error}", None, "", note)
    where = _place(told.where, reads, writes)
    if isinstance(where, str):
        where = f"{worker}: {where}"
    return RemoteError(type(told).__name__, as_data(told.what), where, as_data(told.remedy), note)


def error_of(data: RemoteError, task: Task[Any]) -> Exception:
    """The error as it would have been raised here."""
    kind = _by_name().get(data.kind)
    where = data.where
    if isinstance(where, tuple):
        where_here: Path | str | None = (task.reads if where[0] == "read" else task.writes)[where[1]]
    else:
        where_here = where
    what = from_data(data.what)
    error = kind(what, where=where_here, remedy=from_data(data.remedy)) if kind else RuntimeError(what)
    error.add_note(data.note)
    return error


def _place(
    where: Path | str | None, reads: Sequence[Path], writes: Sequence[Path]
) -> tuple[Literal["read", "write"], int] | str | None:
    path = Path(where) if where else None
    if path in reads:
        return "read", reads.index(path)
    if path in writes:
        return "write", writes.index(path)
    return str(where) if where else None


def _by_name() -> dict[str, type[VeusError]]:
    """Errors of ours by their names, of which none stands twice."""
    return {kind.__name__: kind for kind in _kinds(VeusError)}


def _kinds(kind: type[VeusError]) -> Iterator[type[VeusError]]:
    yield kind
    for more in kind.__subclasses__():
        yield from _kinds(more)
