"""What the tracks of a story are called: "ca" is its captions in Catalan, "description.ca" the description of what is
seen. A name is a track's file without its ending, its key in review.json, and what commands are told."""

from __future__ import annotations

from typing import Literal

#: What a track tells: what is said and heard, or what is seen (HTML: kind="descriptions").
TrackRole = Literal["captions", "description"]

ROLES: tuple[TrackRole, ...] = ("captions", "description")

_DESCRIPTION = "description."


def name_of(lang: str, role: TrackRole = "captions") -> str:
    """The name of a story's track."""
    return f"{_DESCRIPTION}{lang}" if role == "description" else lang


def role_of(name: str) -> TrackRole:
    """Which of the two a name is of."""
    return "description" if name.startswith(_DESCRIPTION) else "captions"


def language_in(name: str) -> str:
    """The language of the track of a name."""
    return name.removeprefix(_DESCRIPTION)
