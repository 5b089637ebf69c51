"""The pieces of one story's renditions, kept by content, so that a changed caption costs one piece and not all."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline import files

SUFFIX = ".mp4"
USES = "uses.json"


class Store:
    """A folder of pieces, and a note of the pieces that each rendition is made of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        return self.folder / f"{key}{SUFFIX}"

    def has(self, key: str) -> bool:
        """Whether the piece is there, whole: pieces get their name only when they are."""
        return self.path(key).is_file()

    def use(self, rendition: str, keys: Sequence[str]) -> None:
        """Notes what `rendition` is now made of. Raises OSError."""
        files.write_json(self.folder / USES, self._uses() | {rendition: list(keys)})

    def clean(self, renditions: Collection[str]) -> None:
        """Keeps the pieces of `renditions` only. Raises OSError."""
        if not self.folder.is_dir():
            return
        uses = {name: keys for name, keys in self._uses().items() if name in renditions}
        kept = {self.path(key).name for keys in uses.values() for key in keys} | {USES}
        for path in self.folder.iterdir():
            if path.name not in kept:
                path.unlink()
        files.write_json(self.folder / USES, uses)

    def _uses(self) -> dict[str, list[str]]:
        """Nothing where the note is missing or damaged: pieces are then made again, which only costs time."""
        try:
            uses = json.loads((self.folder / USES).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return uses if isinstance(uses, dict) else {}
