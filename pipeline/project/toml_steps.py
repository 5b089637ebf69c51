"""In which steps the values of a TOML text become others: one value, one key or one table at a time.

Tables of one name are paired with those that are wished: what is most alike is the same, so that each keeps the
comments that are about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from pipeline.project.toml_places import TomlLine, TomlPath

#: Of more tables than these, each is taken for the one at its place.
_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class TomlStep:
    """path: of what differs. value: what it is to be; None: it goes. into: it is to stand there in an array of tables,
    before what is there."""

    path: TomlPath
    value: Any = None
    into: bool = False


def next_step(old: Mapping[str, Any], new: Mapping[str, Any], lines: Sequence[TomlLine]) -> TomlStep | None:
    """What is to be done first so that a text with the data `old` says `new`; None where it does. lines: of the
    text."""
    return next(_steps(old, new, (), lines), None)


def same_value(one: Any, other: Any) -> bool:
    """Whether two values are the same in TOML, where 1, 1.0 and true are three."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same_value, one, other))
    return type(one) is type(other) and (one == other or one != one)


def _steps(
    old: Mapping[str, Any], new: Mapping[str, Any], at: TomlPath, lines: Sequence[TomlLine]
) -> Iterator[TomlStep]:
    for key, before in old.items():
        path = (*at, key)
        if key not in new:
            yield TomlStep(path)
        elif not same_value(before, new[key]):
            yield from _change(before, new[key], path, lines)
    for key in new:
        if key not in old:
            yield TomlStep((*at, key), new[key])


def _change(old: Any, new: Any, path: TomlPath, lines: Sequence[TomlLine]) -> Iterator[TomlStep]:
    if isinstance(old, dict) and isinstance(new, Mapping) and new:
        yield from _steps(old, new, path, lines)
    elif are_tables(old) and are_tables(new) and (len(old) == len(new) or not _in_line(path, lines)):
        yield from _list_steps(old, new, path, lines)
    elif _in_line(path, lines) and not (old == [] and are_tables(new) and len(path) == 1):
        yield TomlStep(path, new)
    else:  # it takes another form: first it goes, then it comes
        yield TomlStep(path)


def _list_steps(old: list[Any], new: Sequence[Any], path: TomlPath, lines: Sequence[TomlLine]) -> Iterator[TomlStep]:
    first = sum(1 for _ in takewhile(lambda pair: same_value(*pair), zip(old, new, strict=False)))
    if first == len(old):
        yield from (TomlStep((*path, k), new[k], into=True) for k in range(first, len(new)))
        return
    stays, comes = (True, False) if _in_line(path, lines) else _first_of(old[first:], new[first:])
    if stays:
        yield from _steps(old[first], new[first], (*path, first), lines)
    elif comes:
        yield TomlStep((*path, first), new[first], into=True)
    else:
        yield TomlStep((*path, first))


def _first_of(old: Sequence[Any], new: Sequence[Any]) -> tuple[bool, bool]:
    """Whether the first of `new` is what the first of `old` became; and if not, whether it came before it: what is most
    alike is the same, in one order."""
    if not new:
        return False, False
    if len(old) * len(new) > _PAIRS:
        return True, False
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_alike(one, other) for other in new] for one in old]
    for i in range(len(old) - 1, -1, -1):
        for k in range(len(new) - 1, -1, -1):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], best[i + 1][k + 1] + alike[i][k])
    together = best[1][1] + alike[0][0]
    if together >= max(best[1][0], best[0][1]):
        return True, False
    return False, best[0][1] >= best[1][0]


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    same = sum(key in other and same_value(one[key], other[key]) for key in one)
    return same / max(len(one), len(other), 1)


def are_tables(value: Any) -> bool:
    """Whether it is a list of tables, and not empty."""
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _in_line(path: TomlPath, lines: Sequence[TomlLine]) -> bool:
    """Whether a value stands behind a key, and not in tables of its own."""
    return any(path in line.values for line in lines)
