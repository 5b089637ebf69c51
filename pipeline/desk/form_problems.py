"""What the models say of story.toml and series.toml, by the fields of their pages, in words for people who do not
program (`form.wrong` in the texts)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.desk.form_fields import PostedForm, TomlForm
from pipeline.project.tomlfile import complaint_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with a field. why: the id of a text, which `values` fill. detail: what the program says, a message,
    where none fits."""

    why: str
    detail: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def problems(form: TomlForm, error: ValidationError, sent: PostedForm) -> dict[str, FieldProblem]:
    """What the model says of a file, by the names that the fields have in the page; "" for what has no field."""
    found: dict[str, FieldProblem] = {}
    days = {one.name for one in form.fields if one.kind == "day"}
    for problem in error.errors(include_url=False):
        for name in _fields_of(form, problem["loc"], sent):
            found.setdefault(name, _problem(name, problem["type"], problem, name in days))
    return found


def _fields_of(form: TomlForm, loc: Sequence[int | str], sent: PostedForm) -> list[str]:
    """The fields that are meant by a place in the file: one; all of a table that is not there; none is ""."""
    names = [one.name for one in form.fields]
    for rows in form.rows:
        if loc[:1] == (rows.name,):
            if len(loc) == 1 or not isinstance(loc[1], int):
                return [rows.name]
            at = f"{rows.name}.{sent.ids[rows.name][loc[1]]}."
            inside = _meant([one.name for one in rows.fields], loc[2:])
            return [at + one for one in inside or [rows.fields[0].name]]
    return _meant(names, loc) or [""]


def _meant(names: Sequence[str], loc: Sequence[int | str]) -> list[str]:
    whole = ".".join(map(str, loc))
    exact = next((one for one in _heads(loc) if one in names), None)
    return [exact] if exact else [name for name in names if name.startswith(f"{whole}.")]


def _heads(loc: Sequence[int | str]) -> list[str]:
    """The names that a place may be meant by, the longest first."""
    return [".".join(map(str, loc[:depth])) for depth in range(len(loc), 0, -1)]


#: What is wrong, by the last part of a field's name, where the model has a rule of its own.
_OWN_RULES = {
    "start": "time",
    "poster": "picture",
    "chapters": "order",
    "expires": "ends",
    "base_url": "plain_address",
    "spoken": "language",
    "languages": "page_language",
}


def _problem(name: str, kind: str, problem: ErrorDetails, day: bool) -> FieldProblem:
    last = name.split(".")[-1]
    if kind in ("missing", "string_too_short", "too_short"):
        return FieldProblem("no_day" if day else "empty")
    if kind.startswith("url"):
        return FieldProblem("address")
    if kind.startswith("date"):
        return FieldProblem("day")
    if kind == "value_error" and last in _OWN_RULES:
        return FieldProblem(_OWN_RULES[last])
    return FieldProblem("other", complaint_of(problem))
