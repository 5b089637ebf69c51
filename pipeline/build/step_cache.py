"""What has been made from what: the reason why a second build does nothing.

A step is fresh when its key – everything that can change its result, by content – is the one noted, and every file
it made is still there with the bytes noted. Dates of files mean nothing: they only tell which file need not be read
again (`file_hashes`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from pipeline import files
from pipeline.build.file_hashes import FileHashes
from pipeline.typedjson import read_json

#: Characters of a key that tell it from others, for people.
SHORT = 10

#: Beside a ledger: the hashes of the files it speaks of.
HASHES = "hashes.json"

#: A step, its key, and what it makes.
Made = tuple[str, Mapping[str, Any], Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """On a step. key: the SHA-256 of its key. why: what it has to be made for; "" where it is fresh."""

    key: str
    why: str


class StepCache:
    """The ledger of one folder of output/. `root`: what the paths in it are relative to. verify: every file is read,
    also where its size and times are those of the last time."""

    def __init__(self, path: Path, root: Path, verify: bool = False) -> None:
        self._path = path
        self._root = root
        self._entries: dict[str, Any] = _load(path)
        self._hashes = FileHashes(path.with_name(HASHES), verify)
        self._seen: dict[Path, str] = {}
        self._alone = RLock()  # a story is listened to in a thread of its own

    def sha256(self, path: Path) -> str:
        """SHA-256 of a file, read once a run. Raises OSError."""
        return self.sha256_each([path])[0]

    def sha256_each(self, paths: Sequence[Path]) -> list[str]:
        """The same of several files, which are read side by side. Raises OSError."""
        seen = {path: self._seen.get(path) for path in paths}
        new = [path for path, known in seen.items() if known is None]
        found = dict(zip(new, self._hashes.sha256_each(new), strict=True))
        with self._alone:
            self._seen |= found
        return [seen[path] or found[path] for path in paths]

    def keep_hashes(self) -> None:
        """Later runs need not read the files again that this one has read. Only whoever builds calls it. Raises
        OSError."""
        self._hashes.save()

    def fresh(self, step: str, key: Mapping[str, Any], outputs: Sequence[Path]) -> bool:
        return self.fresh_each([(step, key, outputs)])[0]

    def fresh_each(self, steps: Sequence[Made]) -> list[bool]:
        """Of each step whether it is. What several of them made is read side by side. Raises OSError."""
        return [not verdict.why for verdict in self.judged(steps)]

    def judged(self, steps: Sequence[Made]) -> list[Verdict]:
        """Of each step whether it is fresh, and why not. Raises OSError."""
        keys = [files.sha256_json(key) for _, key, _ in steps]
        noted = [self._noted(step, key, outputs) for (step, _, outputs), key in zip(steps, keys, strict=True)]
        there = [path for each in noted if isinstance(each, dict) for path in each if path.is_file()]
        found = dict(zip(there, self.sha256_each(there), strict=True))
        return [Verdict(key, self._why(each, found)) for key, each in zip(keys, noted, strict=True)]

    def judged_as_made(self, step: str, key: Mapping[str, Any]) -> Verdict:
        """The same of a step whose key decides which files it makes: those that it made last. Raises OSError."""
        entry = self._entries.get(step)
        made = [self._root / name for name in entry["outputs"]] if entry else []
        return self.judged([(step, key, made)])[0]

    def _noted(self, step: str, key: str, outputs: Sequence[Path]) -> dict[Path, str] | str:
        """The SHA-256 of each of `outputs` as they were made from `key`; or why there are none."""
        entry = self._entries.get(step)
        if not entry:
            return "it is not noted as made"
        if entry["key"] != key:
            return f"it was made from another key, {entry['key'][:SHORT]}"
        noted: dict[str, str] = entry["outputs"]
        wanted = {self._name(path): path for path in outputs}
        if noted.keys() != wanted.keys():
            return "it made other files"
        return {path: noted[name] for name, path in wanted.items()}

    def _why(self, noted: dict[Path, str] | str, found: Mapping[Path, str]) -> str:
        """Why files are not as they were made; found: the SHA-256 of those that are there."""
        if isinstance(noted, str):
            return noted
        for path, sha in noted.items():
            if found.get(path) != sha:
                return f"{self._name(path)} is {'not as it was made' if path in found else 'not there'}"
        return ""

    def record(self, step: str, key: Mapping[str, Any], outputs: Sequence[Path]) -> None:
        """Notes that `outputs` were made by `step` from `key`. Raises OSError."""
        self.record_each([(step, key, outputs)])

    def record_each(self, made: Sequence[Made]) -> None:
        """The same of several steps. Raises OSError."""
        paths = [path for _, _, outputs in made for path in outputs]
        with self._alone:
            for path in paths:
                self._seen.pop(path, None)
        found = dict(zip(paths, self.sha256_each(paths), strict=True))
        with self._alone:
            for step, key, outputs in made:
                noted = {self._name(path): found[path] for path in outputs}
                self._entries[step] = {"key": files.sha256_json(key), "outputs": noted}
            self._write()

    def forget(self, step: str) -> None:
        """A step is to be done again. Raises OSError."""
        with self._alone:
            if self._entries.pop(step, None) is not None:
                self._write()

    def _write(self) -> None:
        """By name: which of two steps was done first depends on what else went on."""
        files.write_json(self._path, dict(sorted(self._entries.items())))

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
