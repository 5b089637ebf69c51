"""The SRT files that people edit: whose words are in them, and writing to them without ever losing any.

A track file belongs to the machine as long as its bytes are exactly what the machine last wrote; from the first
change on it belongs to a person, and the machine leaves it as it is.
"""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Literal

from pipeline import files
from pipeline.errors import StoryError
from pipeline.layout import StoryLayout

TrackStatus = Literal["machine", "edited", "approved"]


class Offer(Enum):
    """What became of a machine track that was offered to people."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # a person has touched the file: not a byte of it was changed


def belongs_to_person(paths: StoryLayout, lang: str) -> bool:
    """Whether the track file exists and is not byte for byte what the machine wrote."""
    current = _bytes(paths.srt(lang))
    return current is not None and current not in (_bytes(paths.base_srt(lang)), _bytes(_coming(paths, lang)))


def offer(paths: StoryLayout, lang: str, text: str) -> Offer:
    """Writes the machine's SRT `text` where no person has written, and remembers it as the base of later merges.

    The new version is noted before the file is replaced, so that a run killed between the two never takes its own
    words for a person's. Raises OSError.
    """
    new, target = text.encode("utf-8"), paths.srt(lang)
    if belongs_to_person(paths, lang):
        return Offer.KEPT
    _finish_what_was_begun(paths, lang)
    if _bytes(target) == new and _bytes(paths.base_srt(lang)) == new:
        _coming(paths, lang).unlink(missing_ok=True)
        return Offer.UNCHANGED
    files.write_bytes(_coming(paths, lang), new)
    if belongs_to_person(paths, lang):  # somebody saved it in the meantime
        return Offer.KEPT
    files.write_bytes(target, new, paths.base)
    _coming(paths, lang).replace(paths.base_srt(lang))
    return Offer.WRITTEN


def _finish_what_was_begun(paths: StoryLayout, lang: str) -> None:
    """A run killed after the file was replaced left its base behind under its first name."""
    coming = _bytes(_coming(paths, lang))
    if coming is not None and coming == _bytes(paths.srt(lang)):
        _coming(paths, lang).replace(paths.base_srt(lang))


def status(paths: StoryLayout, lang: str) -> TrackStatus | None:
    """How far people have come with a track; None where there is no file."""
    path = paths.srt(lang)
    if not path.is_file():
        return None
    if approved_sha256(paths, lang) == files.sha256_file(path):
        return "approved"
    return "edited" if belongs_to_person(paths, lang) else "machine"


def approved_sha256(paths: StoryLayout, lang: str) -> str | None:
    """SHA-256 of the track that review.json says was approved. Raises StoryError when that file is damaged."""
    try:
        review = json.loads(paths.review_file.read_text("utf-8"))
        return str(review["approvals"][lang]["sha256"])
    except (FileNotFoundError, KeyError):
        return None
    except (ValueError, TypeError) as error:
        raise StoryError(
            "the review file cannot be read.",
            where=paths.review_file,
            remedy="Restore it from a copy; without it nothing counts as approved.",
        ) from error


def _coming(paths: StoryLayout, lang: str) -> Path:
    return paths.base / f"{lang}.coming.srt"


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
