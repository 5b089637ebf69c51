"""docs/reference.md has every key that people can write, and no other: `python -m tools.reference` writes it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, Field

from pipeline.project.bilingual import Bilingual, Link
from pipeline.project.settings import Settings
from pipeline.project.story_file import StoryFile
from pipeline.project.tomlfile import FileModel, read_toml
from tools import reference
from tools.doc_parts import fenced
from tools.value_words import value_words, written

TEXT = reference.PAGE.read_text(encoding="utf-8")
FILES = [("series", Settings), ("story", StoryFile)]
#: What stands once on the page, whichever key holds it.
SHARED = (Bilingual, Link)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def accepted(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The keys that a reader accepts, with those of the tables they stand in."""
    for name, field in model.model_fields.items():
        key = (*path, field.alias or name)
        yield key
        for below in models_in(field.annotation):
            if below not in SHARED:
                yield from accepted(below, (*path, *reference.keys_to(name, field)))


def documented(name: str) -> list[tuple[str, ...]]:
    """The keys of the tables between two marks of the page."""
    found, path = [], ()
    for line in TEXT.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0].splitlines():
        if line.startswith("### `"):
            path = tuple(part.strip('"') for part in re.findall(r'"[^"]+"|[^.\[\]`]+', line.removeprefix("### ")))
        elif line.startswith("| `"):
            found.append((*path, line.split("`")[1]))
    return found


def test_the_page_is_up_to_date() -> None:
    assert reference.page(TEXT) == TEXT, "run: python -m tools.reference"


@pytest.mark.parametrize(("name", "model"), FILES)
def test_every_key_that_is_read_stands_on_the_page_and_no_other(name: str, model: type[BaseModel]) -> None:
    assert sorted(documented(name)) == sorted(accepted(model))


def test_the_kinds_that_many_keys_hold_stand_on_the_page() -> None:
    assert documented("kinds") == [(key,) for kind in SHARED for key in kind.model_fields]


@pytest.mark.parametrize(("name", "model"), FILES)
def test_every_key_says_what_it_is_for(name: str, model: type[BaseModel]) -> None:
    tables = [*reference.places(reference.Place((), model)), *(reference.Place((), kind) for kind in SHARED)]
    silent = [
        (*place.path, key)
        for place in tables
        for key in place.kind.model_fields
        if not reference.words_of(place.kind, key)
    ]
    assert silent == [], "write a docstring under each of these fields"


@pytest.mark.parametrize(("name", "model"), FILES)
def test_the_example_is_read_and_has_every_table(name: str, model: type[BaseModel], tmp_path: Path) -> None:
    text = fenced(TEXT, f"{name}.toml")
    (tmp_path / "file.toml").write_text(text, encoding="utf-8")
    read_toml(tmp_path / "file.toml", model)
    written = set(tables_of(tomllib.loads(text)))
    assert {place.path for place in reference.places(reference.Place((), model))} <= written


def tables_of(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(data, list):
        for each in data:
            yield from tables_of(each, path)
    elif isinstance(data, dict):
        yield path
        for key, value in data.items():
            yield from tables_of(value, (*path, key))


class Plain(FileModel):
    told: int = 1
    """What it is for,
    in two lines."""

    silent: int = 2


class Derived(Plain):
    more: int = Field(default=3, ge=1)
    """Its own."""


def test_what_a_key_is_for_stands_under_its_field() -> None:
    assert reference.field_docstrings(Derived) == {"more": "Its own."}
    assert reference.words_of(Derived, "told") == "What it is for,\nin two lines."
    assert reference.words_of(Derived, "silent") == ""


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 10}, "whole number (1 to 10)"),
        ({"type": "number", "exclusiveMinimum": 4, "maximum": 40}, "number (more than 4, up to 40)"),
        ({"type": "integer", "minimum": 1}, "whole number (1 or more)"),
        ({"enum": ["a", "b", "c"]}, '`"a"`, `"b"` or `"c"`'),
        ({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}, "day, such as `2021-07-23`"),
        ({"anyOf": [{"type": "number"}, {"const": False}]}, "number or `false`"),
        ({"type": "array", "minItems": 1, "items": {"type": "string"}}, "list (at least 1): text"),
        ({"$ref": "#/$defs/Link"}, "a link"),
    ],
)
def test_what_a_key_holds_is_said_in_words(schema: dict[str, Any], words: str) -> None:
    assert value_words(schema, {"Link": "a link"}) == words


def test_values_are_written_as_toml_has_them() -> None:
    values = {"text": 'a "b"', "yes": True, "list": ["ca", "en"], "number": 0.75}
    assert tomllib.loads("\n".join(f"{key} = {written(value)}" for key, value in values.items())) == values


def test_a_form_of_text_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        value_words({"type": "string", "pattern": "^x+$"}, {})
