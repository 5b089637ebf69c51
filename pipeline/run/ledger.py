"""What has been made from what: the reason why a second build does nothing.

A step is fresh when its key – everything that can change its result, by content – is the one noted, and every file
it made is still there with the bytes noted. Dates of files mean nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

from pipeline import files
from pipeline.typedjson import read_json


class Ledger:
    """The ledger of one folder of output/. `root`: what the paths in it are relative to."""

    def __init__(self, path: Path, root: Path) -> None:
        self._path = path
        self._root = root
        self._entries: dict[str, Any] = _load(path)
        self._seen: dict[Path, str] = {}
        self._alone = RLock()  # a story is listened to in a thread of its own

    def sha256(self, path: Path) -> str:
        """SHA-256 of a file, read once a run. Raises OSError."""
        with self._alone:
            if path not in self._seen:
                self._seen[path] = files.sha256_file(path)
            return self._seen[path]

    def fresh(self, step: str, key: Mapping[str, Any], outputs: Sequence[Path]) -> bool:
        entry = self._entries.get(step)
        if not entry or entry["key"] != files.sha256_json(key):
            return False
        noted: dict[str, str] = entry["outputs"]
        wanted = {self._name(path): path for path in outputs}
        return noted.keys() == wanted.keys() and all(
            path.is_file() and self.sha256(path) == noted[name] for name, path in wanted.items()
        )

    def record(self, step: str, key: Mapping[str, Any], outputs: Sequence[Path]) -> None:
        """Notes that `outputs` were made by `step` from `key`. Raises OSError."""
        with self._alone:
            for path in outputs:
                self._seen.pop(path, None)
            noted = {self._name(path): self.sha256(path) for path in outputs}
            self._entries[step] = {"key": files.sha256_json(key), "outputs": noted}
            files.write_json(self._path, self._entries)

    def forget(self, step: str) -> None:
        """A step is to be done again. Raises OSError."""
        with self._alone:
            if self._entries.pop(step, None) is not None:
                files.write_json(self._path, self._entries)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()


def _load(path: Path) -> dict[str, Any]:
    """The entries noted; none when the file is missing or damaged, which only costs the work of making all again."""
    try:
        entries = read_json(path, dict[str, Any])
    except (OSError, ValueError):
        return {}
    return {step: entry for step, entry in entries.items() if _sound(entry)}


def _sound(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("key"), str) and isinstance(entry.get("outputs"), dict)
