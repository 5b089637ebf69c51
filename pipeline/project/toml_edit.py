"""A TOML text with other values, and everything else as people wrote it: comments, order, blanks and line ends.

What differs is changed one by one, each where it stands; values are written by tomlkit. A key that goes leaves its
comments behind; a table that comes stands at the end. What was made is read again, and refused unless it says what was
wished and has every comment.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from pipeline.project.toml_places import TomlLine, TomlPath, toml_lines
from pipeline.project.toml_steps import TomlStep, are_tables, next_step, same_value
from pipeline.project.toml_written import key_written, value_written, written_like

#: More steps than the longest glossary needs; a text that takes more is not understood.
_STEPS = 20_000


class NotEdited(ValueError):
    """A text that could not be changed without losing something."""


def edited(text: str, wished: Mapping[str, Any]) -> str:
    """`text`, which is valid TOML, so that it says `wished`. Raises NotEdited."""
    made = text
    for _ in range(_STEPS):
        step = next_step(tomllib.loads(made), wished, toml_lines(made))
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


def _comments(text: str) -> Counter[str]:
    return Counter(comment for line in toml_lines(text) for comment in line.comments)


# Where it is written.


class _Text:
    """A text at one step."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = toml_lines(text)
        self.data = tomllib.loads(text)
        self.end = "\r\n" if "\r\n" in text else "\n"

    def after(self, step: TomlStep) -> str:
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
        if len(path) == 1 and are_tables(value):
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
        new = written_like(old, value, self.end)
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
            return self._put(place, f"{key_written(path[-1])} = {value_written(value)}")
        if beside := [line for line in keys if line.path[: len(parent)] == parent]:
            table = self._table_of(beside[-1])
            names = path[len(table.path) if table else 0 :]
            return self._put(beside[-1].span[1], f"{'.'.join(map(key_written, names))} = {value_written(value)}")
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
        name = ".".join(key_written(part) for part in path if isinstance(part, str))
        head = f"[[{name}]]" if array else f"[{name}]"
        rows = [head, *(f"{key_written(key)} = {value_written(one)}" for key, one in value.items())]
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
