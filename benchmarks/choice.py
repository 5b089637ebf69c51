"""What a person asked for on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.listening import COMPARED

#: Names of the systems, in the order of their table.
SPEECH = ("veus", "veus-once", "veus-openai", "whisper-ctranslate2", "whisper-ctranslate2-batched", "openai-whisper")

#: Whose words are compared: our second engine takes longer than all others together, and is nobody's choice.
WORDS = tuple(name for name in SPEECH if name != "veus-openai")

#: What else --only takes.
PARTS = ("listening", "words", "captions-build", "build", "pages", "burn", "correct", "memory")


@dataclass(frozen=True, slots=True)
class Choice:
    """only: names, all when empty. speech: folder of recordings."""

    only: tuple[str, ...]
    repeat: int
    quick: bool
    threads: int
    speech: Path | None
    language: str
    story: str | None
    out: Path

    def wants(self, name: str) -> bool:
        return not self.only or name in self.only

    @property
    def systems(self) -> tuple[str, ...]:
        """Those that hear the sound: each named, and those that a table compares."""
        tables = {"words": WORDS, "listening": COMPARED}
        needed = {name for table, names in tables.items() if self.wants(table) for name in names}
        return tuple(name for name in SPEECH if self.wants(name) or name in needed)

    @property
    def timed(self) -> bool:
        """Whether anybody's time over the sound is asked for, and not words alone."""
        return any(self.wants(name) for name in (*SPEECH, "listening"))

    @property
    def result_name(self) -> str:
        """Only a whole run becomes `latest`: a hasty or partial one must not be quoted by mistake. Burning in has
        results of its own."""
        if self.only == ("burn",) and not self.quick:
            return "burning"
        return "partial" if self.only else "quick" if self.quick else "latest"
