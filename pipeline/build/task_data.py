"""A task as JSON: the name of a step that both ends know, and its values, in which files are numbers of what it reads
and writes. So it means the same on a machine where they lie elsewhere, and what is done has one key wherever they lie.
"""

from __future__ import annotations

import base64
import functools
import inspect
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline import files
from pipeline.build.task import Task

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Function = TypeVar("Function", bound=Callable[..., Any])

#: The only key of what JSON has no word for: a file, a folder, bytes.
_MARK = "$"

#: The last parameters of every step, which are not among its values: where it is done, and whom it tells how far it is.
_BY_HANDS = 2

#: Steps by name. Modules that have some register them when they are imported.
_STEPS: dict[str, TaskStep] = {}


@dataclass(frozen=True, slots=True)
class TaskData:
    """step: its name. values: as JSON has them. reads, writes: how many files."""

    step: str
    values: Sequence[Any]
    reads: int
    writes: int


class TaskStep:
    """A function of a module, and how its values and its result become JSON and come back."""

    def __init__(self, name: str, function: Callable[..., Any]) -> None:
        self.name, self.function = name, function

    @functools.cached_property
    def kinds(self) -> tuple[TypeAdapter[Any], ...]:
        """Of its values, in their order."""
        hints = typing.get_type_hints(self.function, include_extras=True)
        return tuple(_adapter(hints[name]) for name in [*inspect.signature(self.function).parameters][:-_BY_HANDS])

    @functools.cached_property
    def result(self) -> TypeAdapter[Any]:
        """Of what it gives."""
        return _adapter(typing.get_type_hints(self.function, include_extras=True)["return"])


def task_step(name: str) -> Callable[[Function], Function]:
    """Marks a function as the step `name`, which is never used for anything else: (values …, Workbench, Advance) →
    result. Whatever its values and its result are, pydantic knows: dataclasses, models, tuples, paths, bytes."""

    def mark(function: Function) -> Function:
        assert name not in _STEPS, name
        _STEPS[name] = TaskStep(name, function)
        return function

    return mark


def step_named(name: str) -> TaskStep:
    """Raises KeyError for a name that no module which was imported has marked."""
    return _STEPS[name]


def data_of(task: Task[Any]) -> TaskData:
    """Raises KeyError for a task of no step, ValueError for values that are none of JSON."""
    work = task.work
    if not isinstance(work, partial) or work.keywords:
        raise KeyError(f"not a step with its values: {work}")
    step = next((one for one in _STEPS.values() if one.function is work.func), None)
    if step is None or len(work.args) != len(step.kinds):
        raise KeyError(f"not a step with its values: {work}")
    places: dict[Path, list[Any]] = {path: ["write", number] for number, path in enumerate(task.writes)}
    places |= {path: ["read", number] for number, path in enumerate(task.reads)}
    plain = [kind.dump_python(value, by_alias=True) for kind, value in zip(step.kinds, work.args, strict=True)]
    return TaskData(step.name, _as_json(plain, places), len(task.reads), len(task.writes))


def work_of(data: TaskData, reads: Sequence[Path], writes: Sequence[Path], scratch: Path) -> Callable[..., Any]:
    """What is to be done, with the files where they are here. scratch: where folders that only save time may be.
    Raises KeyError, ValueError for what is no task of this version."""
    step = step_named(data.step)
    if (len(reads), len(writes), len(data.values)) != (data.reads, data.writes, len(step.kinds)):
        raise ValueError(f"not a task of this version: {data.step}")
    values = _from_json(data.values, {"read": reads, "write": writes}, scratch)
    return partial(
        step.function, *(kind.validate_python(value) for kind, value in zip(step.kinds, values, strict=True))
    )


def key_of(data: TaskData, read: Sequence[str], versions: Mapping[str, Any]) -> str:
    """Of everything that decides what it makes. read: SHA-256 of the files. "stage-" because Dask does what has a bare
    SHA-256 for a name newest first, and what has a name before it in the order in which it came (2026.8)."""
    return f"stage-{files.sha256_json([data.step, data.values, data.writes, list(read), dict(versions)])}"


def result_as_json(step: TaskStep, result: Any) -> Any:
    """Raises ValueError for what is none of JSON."""
    return _as_json(step.result.dump_python(result, by_alias=True), {})


def result_from_json(step: TaskStep, data: Any) -> Any:
    """Raises ValueError for what is no result of the step."""
    return step.result.validate_python(_from_json(data, {}, Path()))


def _as_json(value: Any, places: Mapping[Path, list[Any]]) -> Any:
    """places: of the files, each by its path."""
    match value:
        case Enum():
            return _as_json(value.value, places)
        case Path():
            return {_MARK: places.get(value) or ["folder", value.name]}
        case bytes():
            return {_MARK: ["bytes", base64.b64encode(value).decode("ascii")]}
        case Fraction():
            return str(value)
        case dict() if _MARK not in value:
            return {str(key): _as_json(inner, places) for key, inner in value.items()}
        case list() | tuple():
            return [_as_json(inner, places) for inner in value]
        case None | bool() | int() | float() | str():
            return value
    raise ValueError(f"JSON has no {type(value).__name__}")


def _from_json(value: Any, places: Mapping[str, Sequence[Path]], scratch: Path) -> Any:
    match value:
        case {"$": ["read" | "write" as kind, int(number)]}:
            return places[kind][number]
        case {"$": ["bytes", str(text)]}:
            return base64.b64decode(text)
        case {"$": ["folder", str(name)]} if Path(name).name not in ("", ".."):
            return scratch / Path(name).name
        case dict():
            return {key: _from_json(inner, places, scratch) for key, inner in value.items()}
        case list():
            return [_from_json(inner, places, scratch) for inner in value]
    return value


@functools.cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
