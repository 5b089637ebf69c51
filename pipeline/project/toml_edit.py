"""A TOML text with other values, and everything else as people wrote it: comments, order, blanks and line ends.

What differs is changed one by one, each where it stands; values are written by tomlkit. A key that goes leaves its
comments behind; a table that comes stands at the end. What was made is read again, and refused unless it says what was
wished and has every comment.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from pipeline.project.toml_places import TomlLine, TomlPath, toml_lines

#: More steps than the longest glossary needs; a text that takes more is not understood.
_STEPS = 20_000
#: Of more tables than these, each is taken for the one at its place.
_PAIRS = 10_000

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class NotEdited(ValueError):
    """A text that could not be changed without losing something."""


@dataclass(frozen=True, slots=True)
class _Step:
    """path: of what differs. value: what it is to be; None: it goes. into: it is to stand there in an array of tables,
    before what is there."""

    path: TomlPath
    value: Any = None
    into: bool = False


def edited(text: str, wished: Mapping[str, Any]) -> str:
    """`text`, which is valid TOML, so that it says `wished`. Raises NotEdited."""
    made = text
    for _ in range(_STEPS):
        step = next(_steps(tomllib.loads(made), wished, (), toml_lines(made)), None)
        if step is None:
            break
        made = _Text(made).after(step)
        try:
            tomllib.loads(made)
        except tomllib.TOMLDecodeError as error:
            raise NotEdited(str(error)) from error
    if not same_value(tomllib.loads(made), wished) or _comments(made) != _comments(text):
        raise NotEdited("something would be lost")
    return made


def same_value(one: Any, other: Any) -> bool:
    """Whether two values are the same in TOML, where 1, 1.0 and true are three."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same_value, one, other))
    return type(one) is type(other) and (one == other or one != one)


def _comments(text: str) -> Counter[str]:
    return Counter(comment for line in toml_lines(text) for comment in line.comments)


# What differs.


def _steps(old: Mapping[str, Any], new: Mapping[str, Any], at: TomlPath, lines: Sequence[TomlLine]) -> Iterator[_Step]:
    for key, before in old.items():
        path = (*at, key)
        if key not in new:
            yield _Step(path)
        elif not same_value(before, new[key]):
            yield from _change(before, new[key], path, lines)
    for key in new:
        if key not in old:
            yield _Step((*at, key), new[key])


def _change(old: Any, new: Any, path: TomlPath, lines: Sequence[TomlLine]) -> Iterator[_Step]:
    if isinstance(old, dict) and isinstance(new, Mapping) and new:
        yield from _steps(old, new, path, lines)
    elif _tables(old) and _tables(new) and (len(old) == len(new) or not _in_line(path, lines)):
        yield from _list_steps(old, new, path, lines)
    elif _in_line(path, lines) and not (old == [] and _tables(new) and len(path) == 1):
        yield _Step(path, new)
    else:  # it takes another form: first it goes, then it comes
        yield _Step(path)


def _list_steps(old: list[Any], new: Sequence[Any], path: TomlPath, lines: Sequence[TomlLine]) -> Iterator[_Step]:
    first = sum(1 for _ in takewhile(lambda pair: same_value(*pair), zip(old, new, strict=False)))
    if first == len(old):
        yield from (_Step((*path, k), new[k], into=True) for k in range(first, len(new)))
        return
    stays, comes = (True, False) if _in_line(path, lines) else _first_of(old[first:], new[first:])
    if stays:
        yield from _steps(old[first], new[first], (*path, first), lines)
    elif comes:
        yield _Step((*path, first), new[first], into=True)
    else:
        yield _Step((*path, first))


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


def _tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _in_line(path: TomlPath, lines: Sequence[TomlLine]) -> bool:
    """Whether a value stands behind a key, and not in tables of its own."""
    return any(path in line.values for line in lines)


# Where it is written.


class _Text:
    """A text at one step."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = toml_lines(text)
        self.data = tomllib.loads(text)
        self.end = "\r\n" if "\r\n" in text else "\n"

    def after(self, step: _Step) -> str:
        if step.into:
            return self._with_table(step.path, step.value)
        if step.value is None:
            return self._without(step.path)
        return self._with(step.path, step.value)

    # A value.

    def _with(self, path: TomlPath, value: Any) -> str:
        if holder := self._holder(path):
            return self._written_over(holder, path, value)
        if len(path) == 1 and isinstance(value, Mapping) and value:
            return self._appended(self._table(path, value, array=False))
        if len(path) == 1 and _tables(value):
            return self._appended(self.end.join(self._table(path, one, array=True) for one in value))
        return self._with_key(path, value)

    def _holder(self, path: TomlPath) -> TomlLine | None:
        """The line whose value is, or holds, what `path` means."""
        return next((line for line in self.lines if any(path[: len(at)] == at for at in line.values)), None)

    def _written_over(self, line: TomlLine, path: TomlPath, value: Any, gone: bool = False) -> str:
        """The smallest part of a line's value that can be written anew for `value` at `path`."""
        deepest = len(path) - 1 if gone else len(path)
        place = next(path[:depth] for depth in range(deepest, 0, -1) if path[:depth] in line.values)
        start, stop = line.values[place]
        old = self.text[start:stop]
        if place != path:
            value = _changed(_at(self.data, place), path[len(place) :], value, gone)
        new = _like(old, value, self.end)
        made = self.text[:start] + new + self.text[stop:]
        now = next(one for one in toml_lines(made) if one.span[0] == line.span[0])
        lost = Counter(line.comments) - Counter(now.comments)  # in an array that is written anew
        above = "".join(f"{comment}{self.end}" for comment in lost.elements())
        return made[: line.span[0]] + above + made[line.span[0] :]

    # A key.

    def _with_key(self, path: TomlPath, value: Any) -> str:
        parent = path[:-1]
        section = [line for line in self.lines if line.kind == "table" and line.path == parent]
        keys = [line for line in self.lines if line.kind == "key"]
        if section or not parent:
            own = [line for line in keys if self._table_of(line) == (section[0] if section else None)]
            place = (own[-1] if own else section[0]).span[1] if own or section else self._before_tables()
            return self._put(place, f"{_key(path[-1])} = {_written(value)}")
        if beside := [line for line in keys if line.path[: len(parent)] == parent]:
            table = self._table_of(beside[-1])
            names = path[len(table.path) if table else 0 :]
            return self._put(beside[-1].span[1], f"{'.'.join(map(_key, names))} = {_written(value)}")
        return self._appended(self._table(parent, {str(path[-1]): value}, array=False))

    def _table_of(self, key: TomlLine) -> TomlLine | None:
        above = [line for line in self.lines if line.kind == "table" and line.span[0] < key.span[0]]
        return above[-1] if above else None

    def _before_tables(self) -> int:
        """Where a first key of the whole file can stand: above the tables, and what is said of the first of them."""
        number = next((k for k, line in enumerate(self.lines) if line.kind == "table"), len(self.lines))
        if number == len(self.lines):
            return len(self.text)
        return self._led(number)

    def _led(self, number: int) -> int:
        """Where the comments begin that stand directly above line `number`; one that opens the file is of the file."""
        first = number
        while first > 0 and self.lines[first - 1].kind == "comment":
            first -= 1
        return self.lines[number if first == 0 else first].span[0]

    # Tables.

    def _with_table(self, path: TomlPath, value: Mapping[str, Any]) -> str:
        *array, number = path
        block = self._table(tuple(array), value, array=True)
        for k, line in enumerate(self.lines):
            if line.kind == "table" and line.path == path:
                place = self._led(k)
                return self._put(place, block + self.end)
        before = (*array, int(number) - 1)
        last = [one for one in self.lines if one.kind in ("table", "key") and one.path[: len(before)] == before][-1]
        return self._put(last.span[1], self.end + block)

    def _table(self, path: TomlPath, value: Mapping[str, Any], array: bool) -> str:
        name = ".".join(_key(part) for part in path if isinstance(part, str))
        head = f"[[{name}]]" if array else f"[{name}]"
        rows = [head, *(f"{_key(key)} = {_written(one)}" for key, one in value.items())]
        return "".join(f"{row}{self.end}" for row in rows)

    def _appended(self, block: str) -> str:
        blank = "" if not self.lines or self.lines[-1].kind == "blank" else self.end
        return self._put(len(self.text), blank + block)

    def _put(self, place: int, new: str) -> str:
        """`new` as lines of their own at `place`, where a line begins."""
        before = self.text[:place]
        before += self.end if before and not before.endswith("\n") else ""
        return before + new + ("" if new.endswith("\n") else self.end) + self.text[place:]

    # What goes.

    def _without(self, path: TomlPath) -> str:
        gone = [line for line in self.lines if line.kind in ("table", "key") and line.path[: len(path)] == path]
        if not gone:
            holder = self._holder(path)
            if holder is None:
                raise NotEdited(f"there is no {path}")
            return self._written_over(holder, path, None, gone=True)
        kept: list[tuple[str, str]] = []
        after_gap = False
        for line in self.lines:
            said = self.text[slice(*line.span)]
            if line in gone:
                kept += [("comment", f"{comment}{self.end}") for comment in line.comments]
                after_gap = True
            elif line.kind == "blank" and after_gap and (not kept or kept[-1][0] == "blank"):
                continue  # of two blank lines around what went, one stays
            else:
                kept.append((line.kind, said))
                after_gap = after_gap and line.kind == "blank"
        while gone[-1] in self.lines[-1:] and kept and kept[-1][0] == "blank":
            kept.pop()
        return "".join(said for _, said in kept)


def _at(data: Any, path: TomlPath) -> Any:
    for part in path:
        data = data[part]
    return data


def _changed(value: Any, path: TomlPath, new: Any, gone: bool) -> Any:
    """`value` with `new` at `path` in it, or without what is there."""
    first, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(first, int):
        inside = [_changed(value[first], rest, new, gone)] if rest else [] if gone else [new]
        return [*value[:first], *inside, *value[first + 1 :]]
    if gone and not rest:
        return {key: one for key, one in value.items() if key != first}
    return {**value, first: _changed(value.get(first, {}), rest, new, gone) if rest else new}


# How it is written.


def _key(part: str | int) -> str:
    name = str(part)
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    import tomlkit

    return tomlkit.string(text).as_string().replace("\x7f", "\\u007f")


def _written(value: Any) -> str:
    """A value in one line."""
    import tomlkit

    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_written(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    return str(tomlkit.item(value).as_string())


def _like(old: str, value: Any, end: str) -> str:
    """A value as the one that it takes the place of is written: a text over several lines, or in '…'; an array with a
    line for each of its parts."""
    if isinstance(value, str):
        if old.startswith(('"""', "'''")) and "\n" in value:
            return f'"""{end}{end.join(_string(line)[1:-1] for line in value.split(chr(10)))}"""'
        if old.startswith("'") and re.fullmatch(r"[^'\x00-\x1f\x7f]*", value):
            return f"'{value}'"
    if isinstance(value, list | tuple) and value and "\n" in old:
        return f"[{end}{''.join(f'  {_written(one)},{end}' for one in value)}]"
    return _written(value)
