"""How words look that are only words to a track: told, where it says something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.messages import tr, tr_later
from pipeline.subtitles.reading_remarks import said_of
from pipeline.subtitles.srt import FORMATTING

#: What is said of words that somebody has crossed out.
STRUCK = tr_later("words are struck through; they were taken as they stand: delete what is to go, and import it again.")


@dataclass(frozen=True, slots=True)
class TextFormatting:
    """How the words at a place look. place: as remarks name it. marked: in italics or the like; colours: that they
    have, and that are behind them. struck: crossed out, in formats whose readers do not tell it by themselves."""

    place: str
    marked: bool
    colours: frozenset[str]
    struck: bool = False


def looks_told(looks: Sequence[TextFormatting]) -> list[str]:
    """A remark for each place that looks otherwise than the most: one colour for all says nothing."""
    usual = Counter(one.colours for one in looks).most_common(1)
    return [
        *(said_of(one.place, tr(STRUCK)) for one in looks if one.struck),
        *(
            said_of(one.place, tr(FORMATTING))
            for one in looks
            if one.marked or one.colours != usual[0][0] or len(one.colours) > 1
        ),
    ]
