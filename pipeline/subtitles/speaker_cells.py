"""Who speaks, as a cell beside the words of a caption says it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.captions.speaker_labels import label, speaker_in
from pipeline.messages import tr

#: Characters of a name before words, at most.
_LONGEST_NAME = 40


def spoken_by(place: str, text: str, who: str, names: Sequence[str], remarks: list[str]) -> str:
    """`text` with who says it: a name in the cell beside it, where the words do not say so themselves."""
    named = speaker_in(text, [*names, who] if who else names)
    if not who or named == who:
        return text
    if named := named or _stranger_in(text):
        remarks.append(
            tr(
                "{place}: its words name “{named}”, the cell beside them “{who}”; the words were taken.",
                place=place,
                named=named,
                who=who,
            )
        )
        return text
    remarks.append(
        tr(
            "{place}: “{who}”, in the cell beside the words, was written before them: empty it if that is wrong.",
            place=place,
            who=who,
        )
    )
    return label(who) + text


def _stranger_in(text: str) -> str | None:
    """A name before the words, in capitals as names stand there, that the story does not know."""
    name, colon, _ = text.partition(": ")
    return name if colon and name.isupper() and 1 < len(name) <= _LONGEST_NAME and "\n" not in name else None
