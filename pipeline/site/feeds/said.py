"""What is said, as the formats of this folder need it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class SaidParagraph(Protocol):
    """A stretch of speech to be read as one. start, end: ms."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def speaker(self) -> str | None: ...
    @property
    def text(self) -> str: ...


def as_text(paragraphs: Sequence[SaidParagraph]) -> str:
    """The transcript as plain text, a paragraph a line, with the speaker's name where known."""
    lines = [f"{item.speaker}: {item.text}" if item.speaker else item.text for item in paragraphs]
    return "\n".join(" ".join(line.split()) for line in lines)
