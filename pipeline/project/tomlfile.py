"""TOML files read into pydantic models, with the line and the key in every complaint."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from pipeline import files
from pipeline.errors import ConfigError, system_words
from pipeline.messages import Message, together, tr, tr_later, tr_many

Model = TypeVar("Model", bound=BaseModel)

_HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_KEY_NAME = re.compile(r"[^\W]([\w -]*\w)?")
_KEY = re.compile(r"""^\s*("?[\w.\-]+"?)\s*=""")


class FileModel(BaseModel):
    """Base of everything read from TOML: frozen, and a misspelt key is an error instead of a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def read_toml(path: Path, model: type[Model]) -> Model:
    """`path` as an instance of `model`.

    Raises ConfigError naming file, line and key.
    """
    try:
        data = files.read_if_any(path)
    except OSError as error:
        raise ConfigError(
            tr("this file cannot be read ({reason}).", reason=system_words(error)),
            where=path,
            remedy=tr("Make it a text file you may read."),
        ) from error
    if data is None:
        raise missing(path)
    return parse_toml(data, path, model)


def missing(path: Path) -> ConfigError:
    """A file of people that is not there. `veus new` makes a story.toml in a folder of its own, never in one that is
    there: what lies in that is somebody's."""
    remedy = tr("`veus new` makes one.")
    if path.name == "story.toml":
        remedy = tr(
            "Bring it back; or, where there never was one, move its folder out of stories/, and begin the story with "
            "the video that lies in it: veus new {name} VIDEO",
            name=shlex.quote(path.parent.name),
        )
    return ConfigError(tr("this file is missing."), where=path, remedy=remedy)


def parse_toml(data: bytes, path: Path, model: type[Model]) -> Model:
    """The bytes of `path` as an instance of `model`. Raises ConfigError naming file, line and key; what pydantic said
    of values is its `__cause__`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(tr("not UTF-8 text."), where=path, remedy=tr("Save it again as UTF-8.")) from error
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            tr("not valid TOML: {syntax}.", syntax=_syntax(text, error)), where=path, remedy=tr("Correct it there.")
        ) from error
    except ValidationError as error:
        raise ConfigError(_complaint(text, error), where=path, remedy=tr("Correct it and run again.")) from error
    except (ValueError, ArithmeticError, RecursionError) as error:  # numbers and nesting that Python itself refuses
        raise ConfigError(
            tr("no settings look like this: {reason}.", reason=_reason(error)),
            where=path,
            remedy=tr("Look for a very long number, or for very many brackets."),
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return tr("brackets within brackets, too deep to be read")
    if found := re.search(r"limit \((\d+) digits\).*value has (\d+) digits", str(error)):
        return tr("a number of {count} digits, where {most} can be read", count=found[2], most=found[1])
    return str(error).partition("; ")[0].lower()


#: What Python's parser says that has no name or character of the file in it.
_SYNTAX = frozenset(
    [
        tr_later("invalid statement"),
        tr_later("expected newline or end of document after a statement"),
        tr_later("cannot overwrite a value"),
        tr_later("expected ']' at the end of a table declaration"),
        tr_later("expected ']]' at the end of an array declaration"),
        tr_later("expected '=' after a key in a key/value pair"),
        tr_later("invalid initial character for a key part"),
        tr_later("unclosed array"),
        tr_later("unclosed inline table"),
        tr_later("unescaped '\\' in a string"),
        tr_later("invalid hex value"),
        tr_later("escaped character is not a Unicode scalar value"),
        tr_later("unterminated string"),
        tr_later("invalid date or datetime"),
        tr_later("invalid value"),
    ]
)


#: What it says with a name or a character of the file in it, and how people are told.
_SYNTAX_OF = (
    (r"illegal character (?P<one>.+)", tr_later("illegal character {one}")),
    (r"found invalid character (?P<one>.+)", tr_later("illegal character {one}")),
    (r"expected (?P<one>['\"].+['\"])", tr_later("expected {one}")),
    (r"cannot declare (?P<one>.+) twice", tr_later('"{one}" stands there twice')),
    (r"cannot redefine namespace (?P<one>.+)", tr_later('"{one}" has a value already, further up')),
    (r"cannot mutate immutable namespace (?P<one>.+)", tr_later('"{one}" is closed: nothing can be added to it')),
    (r"duplicate inline table key (?P<one>.+)", tr_later('"{one}" stands there twice')),
)


def syntax_said(said: str) -> str:
    """What Python's parser says, without the place, in words that can be said in each language; as it is where it is
    not known."""
    said = said[:1].lower() + said[1:]
    if said in _SYNTAX:
        return tr(said)
    for pattern, message in _SYNTAX_OF:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            return tr(message, one=_shown(found["one"]))
    return said


def _shown(one: str) -> str:
    """A key as the file has it: the parser names keys as Python writes tuples and texts. A character stays quoted."""
    try:
        value = ast.literal_eval(one)
    except (ValueError, SyntaxError):
        return one
    if isinstance(value, tuple):
        return ".".join(map(str, value))
    return value if isinstance(value, str) and _KEY_NAME.fullmatch(value) else one


def _syntax(text: str, error: tomllib.TOMLDecodeError) -> str:
    """What the parser says, with the line and the key at which it noticed."""
    message, _, place = str(error).rpartition(" (at ")
    lines = text.splitlines()
    number = int(found[1]) if (found := re.match(r"line (\d+)", place)) else len(lines)
    key = _KEY.match(lines[number - 1]) if 0 < number <= len(lines) else None
    said = syntax_said(message)
    if key:
        return tr('line {line}, key "{key}": {said}', line=number, key=key[1], said=said)
    return tr("line {line}: {said}", line=number, said=said)


def _complaint(text: str, error: ValidationError) -> str:
    parts = []
    data = tomllib.loads(text)
    for problem in error.errors(include_url=False):
        loc = _keys(problem, data)
        line = line_of(text, loc)
        key, said = ".".join(loc), complaint_of(problem)
        if line:
            parts.append(tr('line {line}, key "{key}": {said}', line=line, key=key, said=said))
        else:
            parts.append(tr('key "{key}": {said}', key=key, said=said))
    return tr("{complaints}.", complaints=together(*parts, between="; "))


def _keys(problem: ErrorDetails, data: Any) -> list[str]:
    """The keys that lead to a mistake in `data`, without what pydantic calls the forms that a value may have."""
    found: list[str] = []
    for part in problem["loc"]:
        if isinstance(data, dict) and (part in data or problem["type"] == "missing"):
            found, data = [*found, str(part)], data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            found, data = [*found, str(part)], data[part]
    return found


#: pydantic's words by its kinds of mistakes, with its placeholders; in our own where they say too little to a person
#: who is no programmer.
_PLAIN = {
    "extra_forbidden": tr_later("no such key (misspelt?)"),
    "missing": tr_later("this key is missing"),
    "string_type": tr_later("input should be a valid string"),
    "int_type": tr_later("input should be a valid integer"),
    "int_parsing_size": tr_later("input should be a valid integer"),
    "float_type": tr_later("input should be a valid number"),
    "finite_number": tr_later("input should be a finite number"),
    "bool_type": tr_later("input should be a valid boolean"),
    "tuple_type": tr_later("input should be a valid tuple"),
    "dict_type": tr_later("input should be a valid dictionary"),
    "model_type": tr_later("input should be a valid dictionary"),
    "literal_error": tr_later("input should be {expected}"),
    "greater_than": tr_later("input should be greater than {gt}"),
    "greater_than_equal": tr_later("input should be greater than or equal to {ge}"),
    "less_than": tr_later("input should be less than {lt}"),
    "less_than_equal": tr_later("input should be less than or equal to {le}"),
    "string_pattern_mismatch": tr_later("string should match pattern '{pattern}'"),
    "date_type": tr_later("write a day, such as 2021-07-23"),
    "time_type": tr_later("write a time of day without a time zone, such as 18:30:00"),
    "url_type": tr_later("URL input should be a string or URL"),
    "url_parsing": tr_later("input should be a valid URL, such as https://example.org/"),
    "url_too_long": tr_later("URL should have at most {max_length} characters"),
    "url_scheme": tr_later("URL scheme should be {expected_schemes}"),
}

#: Keys of series.toml that had another name or place in earlier versions, and what has become of them.
_MOVED: Mapping[tuple[int | str, ...], str] = {
    ("speech", "twice"): tr_later('this key is "hearings" now: 1 for false, 2 for true'),
    ("video", "text_height"): tr_later("this key stands under [style] now"),
    ("video", "box_alpha"): tr_later("this key stands under [style] now"),
}

#: Those that name what there is to choose from, and where they have it.
_CHOICES = {"literal_error": "expected", "url_scheme": "expected_schemes"}

#: Those in which something is counted.
_COUNTED: Mapping[str, Callable[[Mapping[str, Any]], Message]] = {
    "string_too_short": lambda given: tr_many(
        "string should have at least {count} character",
        "string should have at least {count} characters",
        given["min_length"],
    ),
    "string_too_long": lambda given: tr_many(
        "string should have at most {count} character",
        "string should have at most {count} characters",
        given["max_length"],
    ),
    "too_short": lambda given: tr_many(
        "list should have at least {count} entry", "list should have at least {count} entries", given["min_length"]
    ),
}


def complaint_of(problem: ErrorDetails) -> str:
    """What pydantic complains of, for people: our own complaint, if it was one of ours."""
    given = problem.get("ctx", {})
    if isinstance(own := given.get("error"), ValueError):
        said: str = own.args[0]
        return said.removesuffix(".") if said.endswith(".") else said
    if problem["type"] == "extra_forbidden" and (moved := _MOVED.get(problem["loc"])):
        return tr(moved)
    if counted := _COUNTED.get(problem["type"]):
        return counted(given)
    if name := _CHOICES.get(problem["type"]):  # 'one', 'two' or 'three'
        others, _, last = given[name].rpartition(" or ")
        given = {name: tr("{others} or {last}", others=others, last=last) if others else last}
    if known := _PLAIN.get(problem["type"]):
        return tr(known, **given)
    message = problem["msg"]
    return message[:1].lower() + message[1:].rstrip(".")


def line_of(text: str, loc: Sequence[str]) -> int | None:
    """The 1-based line on which the key path `loc` stands in the TOML `text`, or that of its nearest parent.

    Follows [tables], [[arrays]] and dotted keys; numbers in `loc` count the [[…]] of one name.
    """
    best: tuple[int, int] | None = None
    table: list[str] = []
    arrays: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            name = header[1]
            table = [part.strip().strip('"') for part in name.split(".")]
            if line.lstrip().startswith("[["):
                arrays[name] = arrays.get(name, -1) + 1
                table.append(str(arrays[name]))
            found = table
        elif key := _KEY.match(line):
            found = table + [part.strip('"') for part in key[1].split(".")]
        else:
            continue
        depth = len(found)
        if list(loc[:depth]) == found and (best is None or depth > best[0]):
            best = (depth, number)
    return best[1] if best else None
