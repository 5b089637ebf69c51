"""Comments in a document: in the column that goes out with them, and in the margin, where people put new ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.files import sha256_text
from pipeline.messages import tr
from pipeline.subtitles.exchanged import Outgoing


def marks_of(outgoing: Outgoing) -> set[str]:
    """Marks of the comments that go out, so that none comes back as a new one; as many as a property has room for."""
    said = sorted({mark(line) for lines in outgoing.comments.values() for text in lines for line in text.split("\n")})
    return set(said[:10])


def mark(text: str) -> str:
    """12 hex digits that stand for a line of a comment, blanks aside."""
    return sha256_text(_bare(text))[:12]


class MarginComments:
    """The comments in the margin of a document, until each is taken."""

    def __init__(self, document: Any) -> None:
        self._notes = {str(note.comment_id): note for note in document.comments}

    def take(self, numbers: Iterable[str]) -> list[str]:
        """What those of a row say, and who says so."""
        notes = [note for number in numbers if (note := self._notes.pop(number, None)) is not None]
        return [f"{note.author}: {text}" if note.author else text for note in notes if (text := _bare(note.text))]

    def left(self) -> list[str]:
        """Remarks on those that stand beside none of our rows."""
        texts = [_bare(note.text) for note in self._notes.values()]
        return [
            tr("“{text}” is a comment in the margin, beside no row; left out.", text=text) for text in texts if text
        ]


def _bare(text: str) -> str:
    return " ".join(text.split())
