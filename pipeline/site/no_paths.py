"""What is known of how a track came about, and is nobody's business: folders, and the names that were listened for."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

_ABSOLUTE = re.compile(r"^(?:file:|/|~|[A-Za-z]:[\\/]|\\\\)")
_ABSOLUTE_INSIDE = re.compile(r"(?<![\w/:.~\\-])(?:file:/+|/|~/|[A-Za-z]:[\\/]|\\\\)[^\s\"'<>]*[\\/][^\s\"'<>]*")


def without_paths(value: Any) -> Any:
    """A JSON value in which every absolute path has become its last part: nobody's folders get published."""
    if isinstance(value, dict):
        return {str(key): without_paths(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_paths(item) for item in value]
    if isinstance(value, Path):
        return value.name
    if isinstance(value, str):
        if _ABSOLUTE.match(value):
            return _last_part(value)
        return _ABSOLUTE_INSIDE.sub(lambda match: _last_part(match[0]), value)
    return value


def without_hints(value: Any) -> Any:
    """A JSON value without the glossary that was listened for, wherever it stands in it: that names people of other
    stories, who may have withdrawn."""
    if isinstance(value, dict):
        return {key: without_hints(item) for key, item in value.items() if key != "hints"}
    return [without_hints(item) for item in value] if isinstance(value, list | tuple) else value


def _last_part(path: str) -> str:
    return PureWindowsPath(PurePosixPath(path).name).name
