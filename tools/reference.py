"""Writes the tables of docs/reference.md, every key of the files that people write: `python -m tools.reference`.

What a key holds, its bounds and what holds without it come from the models of `pipeline/project/`; what it is for, from
the docstring under its field (or from that of the kind of table it holds). The examples on the page are people's.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.files import write_text
from pipeline.project.bilingual import Bilingual, Link
from pipeline.project.caption_profile import PROFILES, CaptionSettings
from pipeline.project.settings import Settings
from pipeline.project.story_file import StoryFile
from pipeline.project.style import SIZES, Look, ShapeStyle
from tools.doc_parts import in_cell, replaced, table
from tools.value_words import value_words, written

PAGE = Path(__file__).parents[1] / "docs/reference.md"
#: The files, by the names of their marks on the page.
FILES: Mapping[str, type[BaseModel]] = {"series": Settings, "story": StoryFile}
#: Kinds that many keys hold: they stand once, under these words.
KINDS: Mapping[type[BaseModel], str] = {Bilingual: "text in both languages", Link: "link"}
#: Where tables have names of their own: one of them, to stand for any.
ANY: Mapping[str, str] = {"sign": "csc"}
#: What a key has that no model gives it.
NEEDED, NOTHING = "**needed**", "–"

Kind = type[BaseModel]


def main() -> None:
    write_text(PAGE, page(PAGE.read_text(encoding="utf-8")))


def page(text: str) -> str:
    """The page `text` with its tables as they must be now."""
    kinds = "".join(f"### {words.capitalize()}\n\n{_table(Place((), kind))}" for kind, words in KINDS.items())
    text = replaced(text, "kinds", kinds)
    for name, model in FILES.items():
        parts = (f"### {place.head}\n\n{_table(place)}" for place in places(Place((), model)))
        text = replaced(text, name, "".join(parts))
    return text


@dataclass(frozen=True, slots=True)
class Place:
    """A table of a file. path: the keys that lead to it. many: it is written once for each, as [[…]]."""

    path: tuple[str, ...]
    kind: Kind
    many: bool = False

    @property
    def head(self) -> str:
        """What stands over it, here as in the file."""
        if not self.path:
            return "Before all tables"
        name = ".".join(key if key.isidentifier() else f'"{key}"' for key in self.path)
        return f"`[[{name}]]`" if self.many else f"`[{name}]`"


def places(top: Place) -> Iterator[Place]:
    """`top`, and every table below it, in the order of its keys."""
    yield top
    for name, field in top.kind.model_fields.items():
        below = kind_of(field.annotation)
        if below and below not in KINDS:
            yield from places(Place((*top.path, *keys_to(name, field)), below, _is_list(field)))


def keys_to(name: str, field: FieldInfo) -> tuple[str, ...]:
    """What leads to the table that a field holds, or to one of several with names of their own."""
    own = (key_of(name, field),)
    return (*own, ANY[name]) if get_origin(field.annotation) is dict else own


def key_of(name: str, field: FieldInfo) -> str:
    """How people write the key of a field."""
    return field.alias or name


def kind_of(annotation: Any) -> Kind | None:
    """The kind of table that a field holds, or holds many of; None: it holds something else."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(kind_of, get_args(annotation))), None)


def _is_list(field: FieldInfo) -> bool:
    return isinstance(field.default, tuple)


def _table(place: Place) -> str:
    schema = place.kind.model_json_schema()["properties"]
    rows = [
        (
            f"`{key}`",
            value_words(schema[key], _names()),
            _without(place, name, field),
            in_cell(words_of(place.kind, name)),
        )
        for name, field in place.kind.model_fields.items()
        for key in [key_of(name, field)]
    ]
    return table(("key", "holds", "without it", "is for"), rows)


def _names() -> dict[str, str]:
    """How the tables of a kind are called, by the names they have in schemas."""
    tables = (place for model in FILES.values() for place in places(Place((), model)))
    named = {kind.__name__: f"[{words}](#{words.replace(' ', '-')})" for kind, words in KINDS.items()}
    return {place.kind.__name__: "table, below" for place in tables} | named


def _without(place: Place, name: str, field: FieldInfo) -> str:
    """What holds where the key is not written."""
    if field.is_required():
        return NEEDED
    if place.kind is ShapeStyle:
        size = SIZES.get(place.path[-1], {}).get(name)  # type: ignore[call-overload]
        return f"`{written(size)}`" if size is not None else "as in `[style]`"
    default = field.get_default(call_default_factory=True)
    if default is None or default in ((), {}) or isinstance(default, BaseModel):
        return NOTHING
    others = _profiles(name, default) if place.kind is CaptionSettings else {}
    return "; ".join([f"`{written(default)}`", *(f"{one}: `{written(value)}`" for one, value in others.items())])


def _profiles(name: str, default: Any) -> dict[str, Any]:
    """The numbers of other profiles of captions, where they are others."""
    values = {one: getattr(profile, name, default) for one, profile in PROFILES.items()}
    return {one: value for one, value in values.items() if value != default}


def words_of(kind: Kind, name: str) -> str:
    """What a key is for, as the docstring under its field says, or that of the kind of table it holds; or ""."""
    if kind is ShapeStyle:
        kind = Look
    own = next((said[name] for one in kind.__mro__ if name in (said := field_docstrings(one))), "")
    below = kind_of(kind.model_fields[name].annotation)
    return own or (inspect.cleandoc(below.__doc__ or "") if below and below not in KINDS else "")


def field_docstrings(kind: type) -> dict[str, str]:
    """The docstrings under the fields of a class of ours, by their names; of another, none. pydantic would read them
    too (`use_attribute_docstrings`), but with every start of `veus`, and longer than all else of a model takes."""
    if kind.__module__.split(".")[0] not in ("pipeline", "tests"):
        return {}
    tree = ast.parse(dedent(inspect.getsource(kind)))
    lines = chain.from_iterable(node.body for node in tree.body if isinstance(node, ast.ClassDef))
    return {
        field.target.id: inspect.cleandoc(said.value.value)
        for field, said in pairwise(lines)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
        and isinstance(said.value.value, str)
    }


if __name__ == "__main__":
    main()
