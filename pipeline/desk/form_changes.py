"""What a page for story.toml or series.toml has changed, put into the data of the file as it is by now: nothing else is
touched, and what somebody else has changed too is named."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.desk.form_fields import FormField, FormValues, RowFields, TomlForm, field_shown


def clashing(form: TomlForm, seen: FormValues, now: FormValues, mine: FormValues) -> list[str]:
    """What both this page and somebody else have changed since it was seen, and differently."""
    return [
        name
        for name in form.names()
        if mine[name] != seen.get(name) and now[name] != seen.get(name) and not _agree(now[name], mine[name])
    ]


def _agree(now: Any, mine: Any) -> bool:
    def bare(value: Any) -> Any:
        return [{**row, "was": None} for row in value] if _is_rows(value) else value

    return bool(bare(now) == bare(mine))


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def with_changes(
    form: TomlForm, data: Mapping[str, Any], seen: FormValues, now: FormValues, mine: FormValues
) -> dict[str, Any]:
    """The data of the file, with what the page has changed. now: what the file says, as values of the form."""
    wished = copy.deepcopy(dict(data))
    for field in form.fields:
        if mine[field.name] != seen.get(field.name):
            _put(wished, field, mine[field.name])
    for rows in form.rows:
        names = [rows.name, *([rows.none] if rows.none else [])]
        if any(mine[name] != seen.get(name) for name in names):
            same = now[rows.name] == seen.get(rows.name)
            tables = [_table(rows, row, data.get(rows.name, []), same) for row in mine[rows.name]]
            if tables or (rows.none and mine[rows.none]):
                wished[rows.name] = tables
            else:
                wished.pop(rows.name, None)
    return wished


def _table(rows: RowFields, row: FormValues, old: Sequence[Mapping[str, Any]], same: bool) -> dict[str, Any]:
    """A table of the file for a row, with what its page does not show. same: whether the file's are those that the page
    numbered; else a table is known by its first field."""
    first = rows.fields[0].name
    if same and row["was"] is not None and row["was"] < len(old):
        table = copy.deepcopy(dict(old[row["was"]]))
    else:
        table = copy.deepcopy(dict(next((one for one in old if one.get(first) == row[first]), {})))
    for field in rows.fields:
        if row[field.name] != field_shown(field, table, {}) or (not table and field is rows.fields[0]):
            _put(table, field, row[field.name])
    return table


def _put(data: dict[str, Any], field: FormField, value: Any) -> None:
    *above, last = field.name.split(".")
    inside = data
    for part in above:
        inside = inside.setdefault(part, {})
    meant = _meant(field, value)
    if meant is None or (field.kind == "flag" and meant == field.default and last not in inside):
        inside.pop(last, None)
    else:
        inside[last] = meant
    for depth in range(len(above), 0, -1):  # a table in which nothing is left is none
        holder: Any = data
        for part in above[: depth - 1]:
            holder = holder[part]
        if holder[above[depth - 1]] == {}:
            del holder[above[depth - 1]]


def _meant(field: FormField, value: Any) -> Any:
    """As the file has it; None for nothing."""
    if field.kind in ("flag", "codes"):
        return value
    if not value:
        return None
    if field.kind == "day" and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    if field.name == "poster" and re.fullmatch(r"\d{1,6}(\.\d+)?", value):
        return float(value)
    return value
