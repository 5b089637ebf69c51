"""What a key can hold, in words for people who are no programmers, from its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit

#: What texts of these forms are called. Whoever writes a new pattern finds words for it here.
PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9][a-z0-9-]*$": "small letters a–z, digits, hyphens",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters a–z, digits, single hyphens",
    r"^[^/\\]+$": "name of a file, without a path",
}
FORMATS: Mapping[str, str] = {
    "date": "day, such as `2021-07-23`",
    "time": "time, such as `12:52:00`",
    "uri": "web address",
}
TYPES: Mapping[str, str] = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
}


def value_words(schema: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What a value of `schema` is. names: what the tables are called that it refers to. Raises KeyError for kinds of
    values that there are no words for."""
    if "$ref" in schema:
        return names[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return _either([value_words(one, names) for one in schema["anyOf"] if one != {"type": "null"}])
    if "const" in schema or "enum" in schema:
        return _either([f"`{written(one)}`" for one in schema.get("enum", [schema.get("const")])])
    if schema["type"] == "array":
        least = f" (at least {schema['minItems']})" if "minItems" in schema else ""
        return f"list{least}: {value_words(schema['items'], names)}"
    if schema["type"] == "object":
        return f"table: names, each with {value_words(schema['additionalProperties'], names)}"
    if schema["type"] == "string":
        return _text(schema)
    return TYPES[schema["type"]] + _bounds(schema)


def _either(choices: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(choices[:-1]), choices[-1]]))


def _text(schema: Mapping[str, Any]) -> str:
    if "format" in schema:
        return FORMATS[schema["format"]]
    words = PATTERNS[schema["pattern"]] if "pattern" in schema else TYPES["string"]
    return words + (f" (up to {schema['maxLength']} characters)" if "maxLength" in schema else "")


def _bounds(schema: Mapping[str, Any]) -> str:
    least, above, most = (schema.get(key) for key in ("minimum", "exclusiveMinimum", "maximum"))
    if least is not None:
        return f" ({least:g} to {most:g})" if most is not None else f" ({least:g} or more)"
    return f" (more than {above:g}, up to {most:g})" if above is not None and most is not None else ""


def written(value: Any) -> str:
    """A value as TOML has it; numbers with as many places as tell them apart."""
    return f"{value:.4g}" if isinstance(value, float) else tomlkit.item(value).as_string()
