"""Sentences that were translated before, kept in a file between builds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline import files
from pipeline.translation.translate import Rendered


def read(path: Path, made_by: str) -> dict[str, str]:
    """Texts by `Rendered.key`, for `render`; none where there is no file, or a damaged one, or one of another
    `made_by` (the version of the code): that only costs the work of translating again.
    """
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept["made_by"] != made_by:
            return {}
        return {str(one["key"]): str(one["text"]) for one in kept["sentences"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write(path: Path, rendered: Sequence[Rendered], made_by: str, temp_dir: Path | None = None) -> None:
    """Keeps `rendered` in `path`, in the order spoken, and nothing else. Raises OSError, DiskFullError."""
    sentences = [asdict(one) for one in rendered]
    files.write_json(path, {"made_by": made_by, "sentences": sentences}, temp_dir)


def rendered(path: Path) -> list[Rendered] | None:
    """The sentences of the translation in `path`, in the order spoken; None where they are not known."""
    try:
        return [Rendered(**one) for one in json.loads(path.read_text("utf-8"))["sentences"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def sources(path: Path) -> list[str] | None:
    """The sentences that the translation in `path` was made from, in the order spoken; None where that is not known."""
    known = rendered(path)
    return None if known is None else [one.source for one in known]
