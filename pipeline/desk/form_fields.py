"""What the pages for story.toml and series.toml ask for, and how it stands in the file: values of the file as texts of
a form, and back. Only what somebody has changed is ever put back.

Values of a form are JSON: texts, true or false, lists of codes, and rows (`was`: the number that a row has in the file,
None for a new one; a text or flag for each field).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pipeline.languages import LANGUAGES, TRACK_LANGUAGES

FormValues = dict[str, Any]

#: Characters of the longest text that a form sends, and the most fields: a glossary of a thousand words.
LONGEST_TEXT = 4000
MOST_FIELDS = 6000


@dataclass(frozen=True, slots=True)
class FormField:
    """name: the keys in the file, with dots. kind: text; day: a date; flag: yes or no, `default` where the file does
    not say; codes: of languages, of `choices`."""

    name: str
    kind: Literal["text", "day", "flag", "codes"] = "text"
    default: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowFields:
    """Tables of one name. fields: the first says which one a table is. none: the name of a flag that says that there
    are to be none, which is more than that there are none yet."""

    name: str
    fields: tuple[FormField, ...]
    none: str = ""


@dataclass(frozen=True, slots=True)
class TomlForm:
    """A page's fields."""

    fields: tuple[FormField, ...]
    rows: tuple[RowFields, ...]

    def new_row(self, name: str) -> FormValues:
        """A row of a list in which nothing is written yet."""
        fields = next(rows.fields for rows in self.rows if rows.name == name)
        return {"was": None} | {one.name: one.default if one.kind == "flag" else "" for one in fields}

    def names(self) -> list[str]:
        """Of all that can be changed on its own: a list is changed as a whole."""
        flags = [rows.none for rows in self.rows if rows.none]
        return [*(field.name for field in self.fields), *(rows.name for rows in self.rows), *flags]


def _both(*names: str) -> tuple[FormField, ...]:
    return tuple(FormField(f"{name}.{lang}") for name in names for lang in ("ca", "en"))


STORY_FORM = TomlForm(
    fields=(
        *_both("title", "summary", "place"),
        FormField("spoken", "codes", choices=tuple(LANGUAGES)),
        FormField("programme.url"),
        *_both("programme.label"),
        FormField("poster"),
        *_both("poster_alt"),
        FormField("consent.given_by"),
        FormField("consent.date", "day"),
        FormField("consent.scope"),
        FormField("consent.expires", "day"),
        FormField("consent.scan"),
    ),
    rows=(
        RowFields(
            "people",
            (
                FormField("name"),
                *_both("role"),
                FormField("speaks", "flag", default=True),
                FormField("publish_name", "flag", default=True),
            ),
        ),
        RowFields("links", (FormField("url"), *_both("label"))),
        RowFields("chapters", (FormField("start"), *_both("title")), none="no_chapters"),
    ),
)

SERIES_FORM = TomlForm(
    fields=(
        *_both("title", "summary"),
        FormField("publisher.name"),
        FormField("publisher.url"),
        FormField("published", "day"),
        FormField("languages", "codes", choices=TRACK_LANGUAGES),
        FormField("base_url"),
    ),
    rows=(
        RowFields(
            "glossary", (FormField("ca"), FormField("en"), FormField("es"), FormField("hint", "flag", default=True))
        ),
    ),
)


# From the file to the form.


def shown(form: TomlForm, data: Mapping[str, Any], defaults: Mapping[str, Any]) -> FormValues:
    """The values of a form for the data of a file. defaults: of keys that the file may leave out."""
    values = {field.name: field_shown(field, data, defaults) for field in form.fields}
    for rows in form.rows:
        tables = data.get(rows.name, [])
        values[rows.name] = [
            {"was": number} | {field.name: field_shown(field, table, {}) for field in rows.fields}
            for number, table in enumerate(tables)
        ]
        if rows.none:
            values[rows.none] = rows.name in data and not tables
    return values


def field_shown(field: FormField, data: Mapping[str, Any], defaults: Mapping[str, Any]) -> Any:
    """The value of one field."""
    found = _get(data, field.name)
    if found is None:
        found = defaults.get(field.name)
    if field.kind == "flag":
        return field.default if found is None else bool(found)
    if field.kind == "codes":
        return list(found or ())
    return "" if found is None else flat(found.isoformat() if isinstance(found, date) else str(found))


def flat(text: str) -> str:
    """On one line, as a field of a form has it."""
    return " ".join(text.split())


def _get(data: Mapping[str, Any], name: str) -> Any:
    found: Any = data
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def fits(form: TomlForm, name: str, value: Any) -> bool:
    """Whether a value, from wherever it comes, is one that `name` can have in a form."""
    for rows in form.rows:
        if name == rows.name:
            new = form.new_row(name)
            return isinstance(value, list) and all(
                isinstance(row, dict)
                and row.keys() == new.keys()
                and all(type(row[key]) is type(one) for key, one in new.items() if key != "was")
                and isinstance(row["was"], int | None)
                for row in value
            )
        if name == rows.none:
            return isinstance(value, bool)
    kind = next((field.kind for field in form.fields if field.name == name), None)
    if kind == "codes":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return kind is not None and isinstance(value, str)


# From what a browser sends.


@dataclass(frozen=True, slots=True)
class PostedForm:
    """values: of the form. ids: for each row of a list, the number that it has in the page."""

    values: FormValues
    ids: dict[str, list[int]]


def posted(form: TomlForm, pairs: Iterable[tuple[str, str]], empty_rows: bool = False) -> PostedForm:
    """What a browser sends of a form, by the names of the page: "title.ca", "people.0.name". Rows in which nothing is
    written are left out, unless `empty_rows`; chapters are in the order of their times."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value[:LONGEST_TEXT])
    values = {field.name: _sent(field, given, "") for field in form.fields}
    ids: dict[str, list[int]] = {}
    for rows in form.rows:
        pattern = re.compile(rf"{rows.name}\.(\d{{1,6}})\.")
        numbers = dict.fromkeys(int(match[1]) for name in given if (match := pattern.match(name)))
        found = [(number, _row(rows, given, number)) for number in numbers]
        if not empty_rows:
            found = [(number, row) for number, row in found if any(_texts(row))]
            if rows.name == "chapters":
                found.sort(key=lambda one: _ms(one[1]["start"]))
        values[rows.name] = [row for _, row in found]
        ids[rows.name] = [number for number, _ in found]
        if rows.none:
            values[rows.none] = rows.none in given and not found
    return PostedForm(values, ids)


def _row(rows: RowFields, given: Mapping[str, Sequence[str]], number: int) -> FormValues:
    at = f"{rows.name}.{number}."
    was = given.get(f"{at}was", [""])[0]
    row = {"was": int(was) if was.isascii() and was.isdigit() else None}
    return row | {field.name: _sent(field, given, at) for field in rows.fields}


def _sent(field: FormField, given: Mapping[str, Sequence[str]], at: str) -> Any:
    found = given.get(f"{at}{field.name}", [])
    if field.kind == "flag":
        return bool(found)
    if field.kind == "codes":
        return [code for code in dict.fromkeys(found) if code]
    return flat(found[0]) if found else ""


def _texts(row: FormValues) -> list[str]:
    return [value for name, value in row.items() if name != "was" and isinstance(value, str)]


def _ms(start: str) -> float:
    """For the order of chapters; what is no time comes last, and is told by the model."""
    parts = start.replace(",", ".").split(":")
    try:
        return sum(float(part) * 60.0**place for place, part in enumerate(reversed(parts)))
    except ValueError:
        return float("inf")
