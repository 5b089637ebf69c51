"""SHA-256 of files that were read before, without reading them again: as long as they are as they were then.

That is told by `file_state`: size, times, number. A file that was changed within two seconds before it was read is read
again the next time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from pipeline import files
from pipeline.file_state import State, newest_ns, settled, state_of
from pipeline.typedjson import read_json


class FileHashes:
    """What was read before, as noted at `path`; may be used by several threads. verify: nothing noted is believed.

    Files are noted as they lie from there: nothing in output/ names the folders of a machine."""

    def __init__(self, path: Path, verify: bool = False) -> None:
        self._path = path
        self._verify = verify
        self._noted: dict[str, tuple[State, str]] | None = None
        self._used: dict[str, tuple[State, str]] = {}
        self._alone = Lock()

    def sha256_each(self, paths: Sequence[Path]) -> list[str]:
        """SHA-256 of several files; those that have to be read are read side by side. Raises OSError."""
        looked, states = time.time_ns(), [state_of(path.stat()) for path in paths]
        with self._alone:
            noted = self._read()
            found = {path: self._known(noted, path, state) for path, state in zip(paths, states, strict=True)}
        new = [path for path, sha256 in found.items() if sha256 is None]
        found |= zip(new, files.sha256_each(new), strict=True)
        for path, state in zip(paths, states, strict=True):
            sha256 = found[path]
            if sha256 and settled(newest_ns(state), looked) and state_of(path.stat()) == state:
                self._used[self._name(path)] = (state, sha256)
        return [found[path] or "" for path in paths]

    def save(self) -> None:
        """Notes what was asked for, and nothing else, for the next time. Raises OSError."""
        with self._alone:
            if self._used != self._read():
                files.write_json(self._path, self._used)
                self._noted = dict(self._used)

    def _name(self, path: Path) -> str:
        return os.path.relpath(path, self._path.parent)

    def _known(self, noted: dict[str, tuple[State, str]], path: Path, state: State) -> str | None:
        before = noted.get(self._name(path))
        return before[1] if before and before[0] == state and not self._verify else None

    def _read(self) -> dict[str, tuple[State, str]]:
        if self._noted is None:
            try:
                self._noted = read_json(self._path, dict[str, tuple[State, str]])
            except (OSError, ValueError):  # all is read again
                self._noted = {}
        return self._noted
