"""Comments in a document: in the column that goes out with them, and in the margin, where people put new ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from pipeline.files import sha256_text
from pipeline.messages import tr
from pipeline.subtitles.exchanged import Outgoing

#: Hex digits that stand for the words of a line; as many more stand for the words and their row.
_OF_WORDS = 6


def marks_of(outgoing: Outgoing) -> set[str]:
    """Marks of the comments that go out, so that none comes back as a new one; as many as a property has room for: of
    the others, whoever takes comments in knows them by what the review holds."""
    rows = [(outgoing.track.cues[number].start, "\n".join(texts)) for number, texts in outgoing.comments.items()]
    return set(sorted({_mark(line, start) for start, said in rows for line in said.split("\n")})[:10])


def went_out(line: str, start: int | None, marks: Collection[str]) -> bool:
    """Whether a line of a comment was exported in the row that begins at `start` (ms; None: the row has no time any
    more). The same words in another row are somebody's new comment."""
    own = _mark(line, start)
    return own in marks if start is not None else any(one[:_OF_WORDS] == own[:_OF_WORDS] for one in marks)


def _mark(line: str, start: int | None) -> str:
    """12 hex digits that stand for a line of a comment in a row, blanks aside."""
    bare = _bare(line)
    return sha256_text(bare)[:_OF_WORDS] + sha256_text(f"{start} {bare}")[:_OF_WORDS]


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
