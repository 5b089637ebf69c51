"""Who speaks, as a cell beside the words of a caption says it: in our own tables where a label stands in the words, in
those of other tools in every row."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.captions.speaker_labels import label, speaker_in
from pipeline.messages import tr
from pipeline.subtitles.speaker_names import person

#: Characters of a name before words, at most.
_LONGEST_NAME = 40


def spoken_by(place: str, text: str, who: str, names: Sequence[str], remarks: list[str]) -> str:
    """`text` with who says it: a name in the cell beside it, where the words do not say so themselves."""
    if not who or _words_name(place, text, who, names, remarks):
        return text
    remarks.append(
        tr(
            "{place}: “{who}”, in the cell beside the words, was written before them: empty it if that is wrong.",
            place=place,
            who=who,
        )
    )
    return label(who) + text


def voice_beside(place: str, text: str, who: str, names: Sequence[str], remarks: list[str]) -> str | None:
    """Who says `text`, by the cell beside it in the table of another tool; None where nobody stands there, or the words
    say it themselves."""
    if not who:
        return None
    who = person(who, names) or who
    return None if _words_name(place, text, who, names, remarks) else who


def _words_name(place: str, text: str, who: str, names: Sequence[str], remarks: list[str]) -> bool:
    """Whether the words themselves say who speaks. Adds a remark where that is not who stands beside them."""
    named = speaker_in(text, [*names, who]) or _stranger_in(text)
    if named and named != who:
        remarks.append(
            tr(
                "{place}: its words name “{named}”, the cell beside them “{who}”; the words were taken.",
                place=place,
                named=named,
                who=who,
            )
        )
    return named is not None


def _stranger_in(text: str) -> str | None:
    """A name before the words, in capitals as names stand there, that the story does not know."""
    name, colon, _ = text.partition(": ")
    return name if colon and name.isupper() and 1 < len(name) <= _LONGEST_NAME and "\n" not in name else None
