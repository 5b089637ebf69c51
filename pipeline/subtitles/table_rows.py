"""What the rows of a table of captions say, whether it is a spreadsheet or stands in a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.cues import Cue
from pipeline.messages import tr_later
from pipeline.subtitles.exchanged import Beside, ReviewerComment

#: Columns without which a table is none of captions.
NEEDED = frozenset({"start", "end", "text"})

#: What to do with a table that is saved as something else.
AS_SPREADSHEET = tr_later("Save it as a spreadsheet for Excel (.xlsx).")

#: Columns that hold for each of the rows that share a cell.
SHARED = frozenset({"start", "end", "speaker", "was_speaker", "top"})

#: What people write for no (Catalan, Spanish, English), and spreadsheets.
_NO = frozenset({"", "no", "n", "0", "false", "fals", "-", "–"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the rows say, in order. remarks: on what had to be mended, or was left out."""

    cues: list[Cue] = field(default_factory=list)
    comments: list[ReviewerComment] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def says_yes(text: str) -> bool:
    """Whether what stands in a cell of yes or no is a yes: everything is that is not a no."""
    return text.strip().casefold() not in _NO
