"""The command line of an import, as somebody has typed it and as it should be: what a refusal says to run instead."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from pipeline.captions.moves import Move

#: The option of `veus import` with which a file is taken nevertheless.
INSIST = "--insist"


@dataclass(frozen=True, slots=True)
class TypedImport:
    """What stands behind `veus import`. move: of the times in the file; None: they are taken as they are, unless they
    stand as a whole where nobody speaks."""

    story: str
    track: str
    path: Path
    by: str = ""
    at: str | None = None
    insist: bool = False
    move: Move | None = None

    def command(self) -> str:
        """It, to be pasted; what moves the times stands last."""
        words = ["veus", "import", self.story, self.track, str(self.path)]
        words += ["--by", self.by] if self.by else []
        words += ["--at", self.at] if self.at else []
        words += [INSIST] if self.insist else []
        return shlex.join([*words, *_options(self.move)])


def _options(move: Move | None) -> list[str]:
    if move is None:
        return []
    rate = ["--rate", move.rate] if move.rate else []
    return [*rate, "--shift", str(move.ms)] if move.ms or not rate else rate  # --shift 0: the times are right
