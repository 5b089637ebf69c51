"""Why a story is not published: in a sentence for whoever has its files, and by its kind for whoever has pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.messages import SOURCE, Message, in_language

#: missing: a track is not there. unapproved: nobody has approved one as it is. stale: places of one wait for a look.
#: built: what is built is missing or older. consent: it is missing or ended. story, series, captions: something is to
#: be written there. named: somebody who may not be is named. other: anything else.
HindranceKind = Literal[
    "missing", "unapproved", "stale", "built", "consent", "story", "series", "captions", "named", "other"
]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """told: a sentence with files and commands. track: the name of the one that it is about, or "". why: what a page
    says of it besides its kind, without files (of `named`, the name); "" for nothing. count: of places."""

    told: str
    kind: HindranceKind = "other"
    track: str = ""
    why: str = ""
    count: int = 0

    def __str__(self) -> str:
        return str(self.told)

    def in_source(self) -> str:
        """The sentence as programs read it."""
        said: str = in_language(self.told, SOURCE)
        return said


def found_in(kind: HindranceKind, told: str, track: str = "") -> Hindrance:
    """What was found on a line of a file: see `placeholders.told`."""
    what = told.values.get("told", "") if isinstance(told, Message) else ""
    named = what.values["name"] if kind == "named" and isinstance(what, Message) else what
    return Hindrance(told, kind, track, named)
