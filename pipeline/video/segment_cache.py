"""The segments of one story's renditions, kept by content, so that a changed caption costs one segment and not all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline import files
from pipeline.cores import cores
from pipeline.typedjson import read_json

SUFFIX = ".mp4"
SEAL = ".sha256"
USES = "uses.json"
UNEVEN = "uneven"


class SegmentPlaces(Protocol):
    """Where segments and sounds are, by their keys."""

    def path(self, key: str) -> Path:
        """The file of one, which may be yet to be made."""

    def seal(self, key: str) -> None:
        """Notes the bytes of one that has just been made. Raises OSError."""

    def some(self, keys: Iterable[str]) -> SegmentFiles:
        """Some of them."""


@dataclass(frozen=True, slots=True)
class SegmentFiles:
    """Some of a store, by their keys: the file of each, and that of its seal."""

    files: Mapping[str, tuple[Path, Path]]

    def path(self, key: str) -> Path:
        return self.files[key][0]

    def seal(self, key: str) -> None:
        _write_seal(*self.files[key])

    def some(self, keys: Iterable[str]) -> SegmentFiles:
        return SegmentFiles({key: self.files[key] for key in keys})


class SegmentCache:
    """A folder of segments, and a note of the segments that each rendition is made of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._begun: dict[str, Future[bool]] = {}

    def path(self, key: str) -> Path:
        return self.folder / f"{key}{SUFFIX}"

    def seal(self, key: str) -> None:
        _write_seal(self.path(key), self._seal(key))

    def some(self, keys: Iterable[str]) -> SegmentFiles:
        return SegmentFiles({key: (self.path(key), self._seal(key)) for key in keys})

    def begin(self, renditions: Collection[str]) -> None:
        """Reads what `renditions` were made of last in threads of its own, for `damaged`."""
        pool = ThreadPoolExecutor(cores())
        keys = (key for name, keys in self._uses().items() if name in renditions for key in keys)
        self._begun = {key: pool.submit(self._whole, key) for key in dict.fromkeys(keys)}
        pool.shutdown(wait=False)

    def absent(self, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that have no finished segment."""
        return {key for key in keys if not (self._seal(key).is_file() and self.path(key).is_file())}

    def damaged(self, keys: Iterable[str]) -> set[str]:
        """Those of `keys` whose segments are not as they were made: they would be joined unnoticed. What was begun with
        counts once."""
        begun, self._begun = self._begun, {}
        with ThreadPoolExecutor(cores()) as pool:
            found = {key: begun.get(key) or pool.submit(self._whole, key) for key in keys}
            return {key for key, whole in found.items() if not whole.result()}

    def drop(self, keys: Iterable[str]) -> None:
        """Forgets segments that turned out to be wrong. Raises OSError."""
        for key in keys:
            self._seal(key).unlink(missing_ok=True)

    def used(self) -> set[str]:
        """The segments of all finished renditions."""
        return {key for keys in self._uses().values() for key in keys}

    def use(self, rendition: str, keys: Sequence[str]) -> None:
        """Notes what `rendition` is now made of. Raises OSError."""
        files.write_json(self.folder / USES, self._uses() | {rendition: list(keys)})

    def clean(self, renditions: Collection[str]) -> None:
        """Keeps the segments of `renditions` only. Raises OSError."""
        if not self.folder.is_dir():
            return
        uses = {name: keys for name, keys in self._uses().items() if name in renditions}
        used = {key for keys in uses.values() for key in keys}
        kept = {path.name for key in used for path in (self.path(key), self._seal(key))} | {USES, UNEVEN}
        for path in self.folder.iterdir():
            if path.name not in kept:
                path.unlink()
        files.write_json(self.folder / USES, uses)

    def note_uneven(self, footage: str) -> None:
        """Notes that the footage with this SHA-256 can only be encoded whole. Raises OSError."""
        files.write_text(self.folder / UNEVEN, footage)

    def uneven(self, footage: str) -> bool:
        """Whether that is known already, so that no segment is tried again in vain."""
        return files.read_if_any(self.folder / UNEVEN) == footage.encode()

    def _whole(self, key: str) -> bool:
        sealed = files.read_if_any(self._seal(key))
        return sealed is not None and self.path(key).is_file() and files.sha256_file(self.path(key)).encode() == sealed

    def _seal(self, key: str) -> Path:
        return self.path(key).with_suffix(SEAL)

    def _uses(self) -> dict[str, list[str]]:
        """Nothing where the note is missing or damaged: segments are then made again, which only costs time."""
        try:
            return read_json(self.folder / USES, dict[str, list[str]])
        except (OSError, ValueError):
            return {}


def _write_seal(path: Path, seal: Path) -> None:
    files.write_text(seal, files.sha256_file(path))
