"""A file of this machine that somebody names to be the footage of a story."""

from __future__ import annotations

from pathlib import Path

from pipeline import files
from pipeline.media.container_kind import ENOUGH, begins_as_media


def against_file(path: Path) -> str:
    """Why a file of this machine cannot be footage, as the id of a text; "" for one that may be. Little of it is
    read."""
    if not path.is_absolute():
        return "not_absolute"
    try:
        if path.is_dir():
            return "folder"
        files.readable_state(path)
        with path.open("rb") as stream:
            head = stream.read(ENOUGH)
    except FileNotFoundError:
        return "not_there"
    except (OSError, ValueError):
        return "unreadable"
    return "" if begins_as_media(head) else "no_film"
