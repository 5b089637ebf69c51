"""Sentences that were translated before, kept in a file between builds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import files
from pipeline.translation.translate import Rendered
from pipeline.typedjson import read_json


@dataclass(frozen=True, slots=True)
class _Kept:
    """The file. made_by: the version of the code that translated. sentences: in the order spoken."""

    made_by: str
    sentences: tuple[Rendered, ...]


def read(path: Path, made_by: str) -> dict[str, Rendered]:
    """Earlier translations by `Rendered.key`; none where there is no file, or a damaged one, or one of another
    `made_by` (the version of the code): that only costs the work of translating again. What could not be translated is
    tried again.
    """
    try:
        kept = read_json(path, _Kept)
    except (OSError, ValueError):
        return {}
    if kept.made_by != made_by:
        return {}
    return {one.key: one for one in kept.sentences if not one.trouble}


def write(path: Path, rendered: Sequence[Rendered], made_by: str, temp_dir: Path | None = None) -> None:
    """Keeps `rendered` in `path`, in the order spoken, and nothing else. Raises OSError, DiskFullError."""
    files.write_json(path, asdict(_Kept(made_by, tuple(rendered))), temp_dir)


def rendered(path: Path) -> list[Rendered] | None:
    """The sentences of the translation in `path`, in the order spoken; None where they are not known."""
    try:
        return list(read_json(path, _Kept).sentences)
    except (OSError, ValueError):
        return None


def sources(path: Path) -> list[str] | None:
    """The sentences that the translation in `path` was made from, in the order spoken; None where that is not known."""
    known = rendered(path)
    return None if known is None else [one.source for one in known]
