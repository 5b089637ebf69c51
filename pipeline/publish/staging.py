"""Places through which files of a story go between the machines of a cluster: in which of them something of it may lie.

Each story has a folder of its own there. It goes when the story is made; what a build that was broken off has left
goes with the next one of the story, or when it is withdrawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from pipeline import files
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.publish.targets import open_target


def staging_folder(series: str, slug: str) -> str:
    """That of a story, within a store. series: its id."""
    return f"{series}/{slug}"


def store_in(series: Series) -> str:
    """The store that series.toml names, wherever the command is run: a folder is meant from the root of the series.
    "" where there is none."""
    store = series.settings.cluster.store or ""
    return store if not store or "://" in store else str(series.layout.root / Path(store).expanduser())


def place_in_store(store: str, folder: str) -> str:
    """The address of a story's folder in a store."""
    return f"{store.rstrip('/')}/{folder}"


class StagedStories:
    """What is known of them, by slug: in output/, for the machine that has the series. For whoever has the lock of
    builds; may be used by several threads."""

    def __init__(self, layout: Layout) -> None:
        self._path, self._temp, self._alone = layout.remembered("staged"), layout.temp, Lock()

    def of(self, slug: str) -> list[str]:
        """Addresses of folders in which something of the story may lie. Raises OSError."""
        return self._read().get(slug, [])

    def slugs(self) -> set[str]:
        """Those of which something may lie somewhere. Raises OSError."""
        return set(self._read())

    def note(self, slug: str, place: str) -> None:
        """To be said before anything is put there. Raises OSError."""
        with self._alone:
            known = self._read()
            if place not in known.get(slug, []):
                self._write({**known, slug: [*known.get(slug, []), place]})

    def forget(self, slug: str, place: str) -> None:
        """Nothing of it is there any more. Raises OSError."""
        with self._alone:
            known = self._read()
            if place in known.get(slug, []):
                left = {**known, slug: [one for one in known[slug] if one != place]}
                self._write({name: places for name, places in left.items() if places})

    def _read(self) -> dict[str, list[str]]:
        data = files.read_if_any(self._path)
        try:
            known = json.loads(data or b"{}")
        except ValueError:
            return {}
        return known if isinstance(known, dict) else {}

    def _write(self, known: dict[str, list[str]]) -> None:
        if not known:
            self._path.unlink(missing_ok=True)
            return
        self._temp.mkdir(parents=True, exist_ok=True)
        files.write_json(self._path, known, self._temp)


def staged_at(series: Series, slug: str) -> Iterator[str]:
    """Places in which something of a story may lie: those that are known, and that of series.toml, since output/ may
    have been deleted meanwhile. Raises OSError."""
    known = StagedStories(series.layout).of(slug)
    yield from known
    if store := store_in(series):
        place = place_in_store(store, staging_folder(series.settings.id, slug))
        if place not in known and ("://" in place or Path(place).is_dir()):
            yield place


def take_back(layout: Layout, slug: str, place: str) -> list[str]:
    """Takes away what lies of a story at a place; the names of those files. Raises VeusError, OSError."""
    gone = open_target(place, None).clear()
    StagedStories(layout).forget(slug, place)
    return gone
