"""TOML files read into pydantic models, with the line and the key in every complaint."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline import files
from pipeline.errors import ConfigError

Model = TypeVar("Model", bound=BaseModel)

_HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?")
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
            f"this file cannot be read ({error.strerror}).", where=path, remedy="Make it a text file you may read."
        ) from error
    if data is None:
        raise ConfigError("this file is missing.", where=path, remedy="`veus new` makes one.")
    return parse_toml(data, path, model)


def parse_toml(data: bytes, path: Path, model: type[Model]) -> Model:
    """The bytes of `path` as an instance of `model`. Raises ConfigError naming file, line and key; what pydantic said
    of values is its `__cause__`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8 text.", where=path, remedy="Save it again as UTF-8.") from error
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {_syntax(text, error)}.", where=path, remedy="Correct it there.") from error
    except ValidationError as error:
        raise ConfigError(_complaint(text, error), where=path, remedy="Correct it and run again.") from error
    except (ValueError, ArithmeticError, RecursionError) as error:  # numbers and nesting that Python itself refuses
        said = f"no settings look like this: {_reason(error)}."
        raise ConfigError(said, where=path, remedy="Look for a very long number, or for very many brackets.") from error


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "brackets within brackets, too deep to be read"
    return str(error).partition("; ")[0].lower()


def _syntax(text: str, error: tomllib.TOMLDecodeError) -> str:
    """What the parser says, with the line and the key at which it noticed."""
    message, _, place = str(error).rpartition(" (at ")
    lines = text.splitlines()
    number = int(found[1]) if (found := re.match(r"line (\d+)", place)) else len(lines)
    key = _KEY.match(lines[number - 1]) if 0 < number <= len(lines) else None
    at_key = f', key "{key[1]}"' if key else ""
    return f"line {number}{at_key}: {message[:1].lower()}{message[1:]}"


def _complaint(text: str, error: ValidationError) -> str:
    parts = []
    for problem in error.errors(include_url=False):
        loc = [str(part) for part in problem["loc"]]
        line = line_of(text, loc)
        place = f"line {line}, " if line else ""
        message = str(problem.get("ctx", {}).get("error") or problem["msg"])
        parts.append(f'{place}key "{".".join(loc)}": {_plain(message, problem["type"])}')
    return "; ".join(parts) + "."


def _plain(message: str, kind: str) -> str:
    """pydantic's words, where they say too little to a person who is no programmer."""
    if kind == "extra_forbidden":
        return "no such key (misspelt?)"
    if kind == "missing":
        return "this key is missing"
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
