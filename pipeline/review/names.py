"""Names: of people, as they are written and as they are compared; of the story whose files are written."""

from __future__ import annotations

import unicodedata

from pipeline.errors import VeusError
from pipeline.letters import JOINERS, folded, printable
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout

#: Characters of a name or a role, and of a reason.
LONGEST = 120
LONGEST_REASON = 1000


def tidy(text: str, longest: int = LONGEST) -> str:
    """`text` on one line, without blanks around it and without control characters. Raises VeusError where nothing is
    left, and for more than `longest` characters."""
    found = " ".join(printable(unicodedata.normalize("NFC", text), " ").split())
    if not found.strip(f" {JOINERS}"):
        raise VeusError(tr("a name or a reason is empty."), remedy=tr("Say who it is, and why."))
    if len(found) > longest:
        raise VeusError(
            tr('"{begin}…" is too long.', begin=found[:40]),
            remedy=tr("Say it in at most {longest} characters.", longest=longest),
        )
    return found


def slug_of(paths: StoryLayout) -> str:
    """The slug of the story that has these paths: what commands are told. Its folder may bear another name."""
    return paths.out.name


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals, accents and blanks."""
    return folded(one) == folded(other)
