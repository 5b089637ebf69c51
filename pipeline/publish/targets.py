"""Where a series is published: a place that is none of its own folders, and is remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.errors import VeusError
from pipeline.file_stores import Target, open_place
from pipeline.listed_files import protocols_of
from pipeline.messages import tr
from pipeline.project.layout import Layout


def open_target(address: str, layout: Layout) -> Target:
    """The destination `address`, as `open_place` takes it, which must be no folder of the series. Raises VeusError, as
    that does."""
    target = open_place(address)
    if "file" not in protocols_of(target.system):
        return target
    folder = Path(target.root)
    _refuse_own_folders(folder, layout)
    return replace(target, address=_remembered(folder, layout))


def find_target(remembered: str, layout: Layout) -> Target:
    """The destination that was remembered as `remembered`, from wherever the command is run."""
    if "://" in remembered:
        return open_target(remembered, layout)
    return open_target(str(layout.root / remembered), layout)


def _remembered(folder: Path, layout: Layout) -> str:
    """Relative to the series' root where it lies in it, so that the root may be moved."""
    root = layout.root.resolve()
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def _refuse_own_folders(folder: Path, layout: Layout) -> None:
    own = [layout.stories.resolve(), layout.output.resolve()]
    if folder == Path(folder.anchor) or any(folder == one or one in folder.parents for one in own):
        raise VeusError(tr("nothing can be published to this folder."), where=folder, remedy=tr("Name another one."))
    if folder in [parent for one in own for parent in one.parents]:
        raise VeusError(
            tr("this folder holds the series itself, footage included."),
            where=folder,
            remedy=tr("Name one that holds nothing but what is public."),
        )
