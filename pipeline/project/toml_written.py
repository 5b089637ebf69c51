"""How values are written in TOML, by tomlkit: in one line, or as what they take the place of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def key_written(part: str | int) -> str:
    """A key, in quotation marks where it needs them."""
    name = str(part)
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    import tomlkit

    return tomlkit.string(text).as_string().replace("\x7f", "\\u007f")


def value_written(value: Any) -> str:
    """A value in one line."""
    import tomlkit

    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key_written(key)} = {value_written(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_written, value))}]"
    return str(tomlkit.item(value).as_string())


def written_like(old: str, value: Any, end: str) -> str:
    """A value as the one that it takes the place of is written: a text over several lines, or in '…'; an array with a
    line for each of its parts."""
    if isinstance(value, str):
        if old.startswith(('"""', "'''")) and "\n" in value:
            return f'"""{end}{end.join(_string(line)[1:-1] for line in value.split(chr(10)))}"""'
        if old.startswith("'") and re.fullmatch(r"[^'\x00-\x1f\x7f]*", value):
            return f"'{value}'"
    if isinstance(value, list | tuple) and value and "\n" in old:
        return f"[{end}{''.join(f'  {value_written(one)},{end}' for one in value)}]"
    return value_written(value)
