"""Whatever can be wrong with a value of series.toml or story.toml is said in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline import messages
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.settings import Settings
from pipeline.project.story_file import StoryFile
from pipeline.project.tomlfile import _COUNTED, _PLAIN, complaint_of

Schema = Mapping[str, Any]

#: What pydantic calls the mistakes of values that are written: by the kind of its schema, and by limits that it has.
KINDS: Mapping[str, tuple[str, ...]] = {
    "int": ("int_type", "int_parsing_size"),
    **{kind: (f"{kind}_type",) for kind in ("float", "bool", "date", "time", "tuple", "dict", "model")},
    "str": ("string_type",),
    "url": ("url_type", "url_parsing", "url_scheme"),
    "literal": ("literal_error",),
    "model-fields": ("extra_forbidden", "missing"),
    **dict.fromkeys(("function-before", "function-after", "function-wrap"), ("value_error",)),
    **dict.fromkeys(("default", "nullable", "union", "model-field", "definitions", "definition-ref"), ()),
}
BOUNDS = {"gt": "greater_than", "ge": "greater_than_equal", "lt": "less_than", "le": "less_than_equal"}
LIMITS: Mapping[str, Mapping[str, str]] = {
    "int": BOUNDS,
    "float": BOUNDS,
    "str": {
        "min_length": "string_too_short",
        "max_length": "string_too_long",
        "pattern": "string_pattern_mismatch",
    },
    "tuple": {"min_length": "too_short", "max_length": "too_long"},
    "url": {"max_length": "url_too_long"},
}
#: What says nothing of values.
ASIDE = ("metadata", "serialization", "config", "function")


def kinds_in(schema: Any) -> Iterator[str]:
    """All mistakes that a schema, and what is in it, can tell of. Fails for kinds of values that nobody looked at, and
    for those out of which pydantic would make others."""
    if isinstance(schema, list | tuple):
        for one in schema:
            yield from kinds_in(one)
    elif isinstance(schema, dict):
        kind = schema.get("type")
        if isinstance(kind, str):
            assert kind in KINDS, f"which mistakes does pydantic tell of {kind}?"
            assert kind not in ("int", "float", "bool", "date", "time") or schema.get("strict"), schema
            yield from KINDS[kind]
            yield from (name for limit, name in LIMITS.get(kind, {}).items() if schema.get(limit) is not None)
            if kind == "float" and not schema.get("allow_inf_nan", True):
                yield "finite_number"
        for key, below in schema.items():
            if key not in ASIDE:
                yield from kinds_in(below)


def tables(kind: Any) -> Iterator[type[BaseModel]]:
    """All kinds of tables of a file."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from tables(field.annotation)
    for part in get_args(kind):
        yield from tables(part)


#: One of everything that TOML can hold, and some of it out of all bounds.
WRITTEN: tuple[Any, ...] = (
    *("", "x", "sí", "1", "a b/c", "x" * 3000, "http://", "ftp://x.org", "http://x.org/" + "x" * 3000),
    *(-1, 0, 1, 10**9, 10**400, 1.5, float("nan"), float("inf"), True, False),
    *(date(2026, 1, 1), time(18, 30), datetime(2026, 1, 1, 18, tzinfo=UTC)),
    *([], [1], ["x"], ["ca", "ca"], [[]], {}, {"x": 1}, [{}]),
)


def mistakes(model: type[BaseModel]) -> Iterator[ErrorDetails]:
    """What is said of each key of each table of a file, whatever is written there."""
    for kind in dict.fromkeys(tables(model)):
        for name, field in kind.model_fields.items():
            for value in WRITTEN:
                try:
                    kind.model_validate({field.alias or name: value})
                except ValidationError as error:
                    yield from error.errors(include_url=False)
                except (ValueError, ArithmeticError):
                    continue  # said of the whole file


def test_all_that_pydantic_can_say_of_our_files_has_words() -> None:
    found = {kind for model in (Settings, StoryFile) for kind in kinds_in(model.__pydantic_core_schema__)}
    assert found <= {*_PLAIN, *_COUNTED, "value_error"}


@pytest.mark.parametrize("model", [Settings, StoryFile])
def test_it_can_say_nothing_that_was_forgotten(model: type[BaseModel]) -> None:
    assert {one["type"] for one in mistakes(model)} <= set(kinds_in(model.__pydantic_core_schema__))


@pytest.mark.parametrize("model", [Settings, StoryFile])
def test_whatever_is_wrong_is_said_in_each_language(model: type[BaseModel]) -> None:
    said = {lang: spoken(lang, lambda: [complaint_of(one) for one in mistakes(model)]) for lang in PAGE_LANGUAGES}
    assert len(said["en"]) > 100
    assert {one for one, other in zip(said["en"], said["ca"], strict=True) if one == other} == set()


def spoken(lang: str, say: Callable[[], list[str]]) -> list[str]:
    messages.speak(lang)
    try:
        return say()
    finally:
        messages.speak("en")
