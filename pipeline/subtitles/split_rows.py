"""A row that somebody made into several, as sheets do it: the words were dealt out, the times copied. And rows that
somebody made one, by merging their cells of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.captions.limits import READABLE_MS
from pipeline.cues import Cue
from pipeline.messages import tr, tr_later
from pipeline.subtitles.sheet_times import written

#: What is said of such a row.
WITH_ABOVE = tr_later("its words are one cell with the row above; so is its caption.")


def shared_out(cues: Sequence[Cue], remarks: list[str]) -> list[Cue]:
    """`cues`, in the order of their rows; neighbours with the same times, and at the same place, share these by the
    length of their words. Where one would be too short to be read, they are left to be joined. Adds remarks."""
    result: list[Cue] = []
    for (start, end, _), group in groupby(cues, key=lambda cue: (cue.start, cue.end, cue.top)):
        row = list(group)
        parts = _parts(row, start, end)
        if parts:
            remarks.append(
                tr(
                    "caption at {time}: {number} rows have its times; they share them.",
                    time=written(start),
                    number=len(row),
                )
            )
        result += parts or row
    return result


def with_row(cue: Cue, times: tuple[int, int] | None, text: str) -> Cue:
    """A cue with the row below it, whose words are one cell with its own. text: that the lower part still holds."""
    words = "\n".join(filter(None, (cue.text, text)))
    return replace(cue, end=max(cue.end, times[1]) if times else cue.end, text=words)


def _parts(row: Sequence[Cue], start: int, end: int) -> list[Cue]:
    """Empty where there is nothing to share, or too little."""
    if len(row) < 2 or len({cue.text for cue in row}) < len(row):
        return []
    letters = [max(1, len(cue.text)) for cue in row]
    cuts = [start + (end - start) * sum(letters[:k]) // sum(letters) for k in range(len(row) + 1)]
    if min(later - earlier for earlier, later in pairwise(cuts)) < READABLE_MS:
        return []
    return [cue.moved(*span) for cue, span in zip(row, pairwise(cuts), strict=True)]
