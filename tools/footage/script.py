"""The spoken scripts of the stand-in footage, read from `scripts/<slug>.toml`.

Times are whole milliseconds. The words are ours; nobody said them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).resolve().parent / "scripts"


@dataclass(frozen=True)
class Voice:
    """How one speaker sounds.

    `rate` is the speed of speech (1.0: as the voice comes). `shift` multiplies pitch and formants
    together, so that one recorded voice can stand for two people (0.8: a deeper, larger person).
    """

    engine: str  # "festival" or "espeak-ng"
    name: str  # the engine's own name for the voice
    rate: float = 1.0
    shift: float = 1.0


@dataclass(frozen=True)
class Line:
    """One breath of speech and the silence after it (`pause_ms`)."""

    speaker: str
    text: str
    pause_ms: int


@dataclass(frozen=True)
class Sound:
    """A stretch of sound that is not speech, and the silence after it (`pause_ms`)."""

    sound: str
    length_ms: int
    pause_ms: int


@dataclass(frozen=True)
class Script:
    """One story: who speaks, what is said and when it is silent.

    `start_ms` is when the first part begins; `end_ms` is the silence kept after the last part's pause. `sound_only`: a
    recording without pictures.
    """

    slug: str
    language: str
    title: dict[str, str]
    voices: dict[str, Voice]
    parts: tuple[Line | Sound, ...]
    start_ms: int
    end_ms: int
    sound_only: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The spoken parts only, in order."""
        return tuple(part for part in self.parts if isinstance(part, Line))


class ScriptError(Exception):
    """A script is missing or says something the tool cannot follow."""


def slugs() -> list[str]:
    """The stories that have a script, in alphabetical order."""
    return sorted(path.stem for path in SCRIPTS.glob("*.toml"))


def load_script(slug: str) -> Script:
    """Read `scripts/<slug>.toml`; raises `ScriptError` where it is missing or inconsistent."""
    path = SCRIPTS / f"{slug}.toml"
    if not path.is_file():
        raise ScriptError(f"no script for {slug!r}; the stories are: {', '.join(slugs())}")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    voices = {name: Voice(**fields) for name, fields in data["voices"].items()}
    parts = tuple(_part(entry, path) for entry in data["part"])
    for part in parts:
        if isinstance(part, Line) and part.speaker not in voices:
            raise ScriptError(f"{path.name}: no voice for speaker {part.speaker!r} (“{part.text}”)")
    return Script(
        slug=data["slug"],
        language=data["language"],
        title=data["title"],
        voices=voices,
        parts=parts,
        start_ms=data["start_ms"],
        end_ms=data["end_ms"],
        sound_only=data.get("sound_only", False),
    )


def _part(entry: dict[str, Any], path: Path) -> Line | Sound:
    try:
        return Sound(**entry) if "sound" in entry else Line(**entry)
    except TypeError as error:
        raise ScriptError(f"{path.name}: {entry!r}: {error}") from error


def reference_text(slug: str) -> str:
    """Every word spoken in the story, in order, on one line, with its punctuation and capitals.

    Meant as the reference of a word error rate, so numbers are written out as they are spoken;
    speakers' names, pauses and other sounds are left out. Raises `ScriptError` for an unknown slug.
    """
    return " ".join(line.text for line in load_script(slug).lines)
