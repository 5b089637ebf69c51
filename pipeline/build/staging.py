"""Places through which files of a story go between the machines of a cluster: in which of them something of it may lie.

Each story has a folder of its own there, for each computer that has the series. It goes when the story is made; what a
build that was broken off has left goes when the next one has made it, or when it is withdrawn.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any

from pipeline import files
from pipeline.build.outcome import BuildReport
from pipeline.build.story_memory import SeriesLook
from pipeline.errors import VeusError
from pipeline.file_stores import PART, Target, open_place
from pipeline.messages import together, tr
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.review.withdrawal import may_be_withdrawn

#: Within a store, before all that a cluster puts there: nobody publishes to such a folder.
STAGING = "veus-staging"

#: Of what tells copies of a series apart.
_DIGITS = 16

#: All that a cluster puts there: files by SHA-256, answers by the keys of tasks, and what is not whole yet.
_OURS = re.compile(rf"[0-9a-f]{{64}}|stage-[0-9a-f]{{64}}\.json|{re.escape(PART)}.*", re.DOTALL)


def staging_folder(series: str, slug: str) -> str:
    """That of a story, within a store. series: its id."""
    return f"{STAGING}/{series}/{slug}"


def own_folder(series: Series, slug: str) -> str:
    """The part of it that this computer, and this copy, has: others may have the same series."""
    copy = files.sha256_json([platform.node(), str(series.layout.root.resolve())])[:_DIGITS]
    return f"{staging_folder(series.settings.id, slug)}/{copy}"


def store_in(series: Series) -> str:
    """The store that series.toml names, wherever the command is run: a folder is meant from the root of the series.
    "" where there is none."""
    store = series.settings.cluster.store or ""
    return store if not store or "://" in store else str(series.layout.root / Path(store).expanduser())


def place_in_store(store: str, folder: str) -> str:
    """The address of a folder in a store."""
    return f"{store.rstrip('/')}/{folder}"


class StagedStories:
    """What is known of them, by slug: in output/, for the computer that has the series. For whoever has the lock of
    builds; may be used by several threads."""

    def __init__(self, layout: Layout) -> None:
        self._path, self._temp, self._alone = layout.remembered("staged"), layout.temp, Lock()

    def of(self, slug: str) -> list[str]:
        """Addresses of folders in which something of the story may lie. Raises OSError."""
        return self._read().get(slug, [])

    def slugs(self) -> list[str]:
        """Those of which something may lie somewhere, in order. Raises OSError."""
        return sorted(self._read())

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
    have been deleted meanwhile, and other computers may have put something there. Raises OSError."""
    yield from StagedStories(series.layout).of(slug)
    if store := store_in(series):
        place = place_in_store(store, staging_folder(series.settings.id, slug))
        if "://" in place or Path(place).is_dir():
            yield place


def clear(target: Target) -> list[str]:
    """Takes away what a cluster put below the root of `target`, and nothing else; the names of those files. Raises
    VeusError."""
    gone = [name for name in target.listing() if _OURS.fullmatch(PurePosixPath(name).name)]
    for name in gone:
        target.remove(name)
    for folder in sorted({str(PurePosixPath(name).parent) for name in gone} - {"."}):
        target.part(folder).remove_folder()
    target.remove_folder()
    above = PurePosixPath(target.root).parents
    if len(above) > 2 and above[2].name == STAGING:
        target.above(1).remove_folder()  # of the story, unless other computers have something there
    return sorted(gone)


def take_back(layout: Layout, slug: str, place: str) -> list[str]:
    """Takes away what lies of a story at a place; the names of those files. Raises VeusError, OSError."""
    target, staged = open_place(place), StagedStories(layout)
    gone = clear(target)
    if place in staged.of(slug):
        if not gone:
            _refuse_away(target)
        staged.forget(slug, place)
    return gone


def _refuse_away(target: Target) -> None:
    """A network drive that is not connected looks like a folder without anything in it. What is above the stories'
    folders stays, wherever there are folders."""
    above = target.above(2)
    if target.has_folders and not above.is_there():
        raise VeusError(
            tr("this folder is not there: perhaps its drive is not connected."),
            where=above.root,
            remedy=tr("Connect it, or, if it was deleted for good, make an empty folder there; then run it again."),
        )


def is_finished(look: SeriesLook[Any], report: BuildReport, slug: str) -> bool:
    """Whether no build goes on where the last one stopped with a story: it is made, withdrawn, or taken out of
    stories/."""
    if story := next((one for one in look.others.loaded if one.slug == slug), None):
        told = [one for one in report.stories if one.slug == slug]
        return any(not one.problems for one in told) or may_be_withdrawn(story)
    return slug in {one.slug for one in look.known.values()} or not look.others.problems


def take_back_finished(layout: Layout, finished: Callable[[str], bool], note: Callable[[str], None]) -> None:
    """Takes away what lies of all stories that are `finished`, wherever that is. note: told of what could not be taken
    away, which the next build tries again. Raises OSError."""
    staged = StagedStories(layout)
    for slug in filter(finished, staged.slugs()):
        for place in staged.of(slug):
            try:
                take_back(layout, slug, place)
            except (VeusError, OSError) as error:
                text = tr("what the store of the cluster has of {story} could not be taken away.", story=slug)
                note(together(text, str(error), between=" "))
