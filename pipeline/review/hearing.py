"""What people have heard of a track: doubtful places ticked off, captions opened, and how much of the film was played.

Spans, captions and ticks count for the footage they were heard with, and for the words that stood there then: nothing
has to be taken back when a track changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline import files
from pipeline.check.risk import Risk
from pipeline.cues import Cue
from pipeline.project.layout import StoryLayout
from pipeline.review.heard_entries import Hearing, Tick, Unheard
from pipeline.review.review_record import Review, edited
from pipeline.spans import Span, joined

#: ms between two stretches that count as played through, and at either end of the film: a pause and a step back lose
#: less, and whole words are longer.
BRIDGED_MS = 1000

#: ms by which a doubt may stand elsewhere than when it was ticked: words that nobody's ear has timed move with a cue.
NEAR_MS = 1000

#: Doubts that nobody ticks off: speech without a caption is an error of the checker's, to be mended or waived.
UNTICKED_KINDS = frozenset({"unheard"})

_MARK = 12


@dataclass(frozen=True, slots=True)
class Heard:
    """What people have heard of a track as it is. doubts: those that nobody has ticked off. unopened: numbers (from 1)
    of captions that nobody has had before them, of `cues`. played: the share of the film that was played, 0 to 1."""

    doubts: tuple[Risk, ...]
    unopened: tuple[int, ...]
    cues: int
    played: float

    @property
    def unheard(self) -> Unheard:
        return Unheard(doubts=len(self.doubts), captions=len(self.unopened), of=self.cues, played=self.played)

    @property
    def must(self) -> list[Risk]:
        """Doubts that have to be settled before the track is approved."""
        return [risk for risk in self.doubts if risk.must]


def heard_of(
    review: Review, name: str, footage_sha256: str, cues: Sequence[Cue], doubts: Iterable[Risk], duration_ms: int
) -> Heard:
    """name: of the track. footage_sha256: as the track's approvals are bound to. doubts: all of the track that nobody
    has accepted."""
    hearings = [one for one in review.heard if (one.lang, one.footage_sha256) == (name, footage_sha256)]
    opened = {mark for one in hearings for mark in one.opened}
    ticks = ticks_of(review, name, footage_sha256)
    return Heard(
        doubts=tuple(risk for risk in doubts if tick_on(risk, ticks) is None),
        unopened=tuple(number for number, cue in enumerate(cues, 1) if mark_of(cue) not in opened),
        cues=len(cues),
        played=share_played([span for one in hearings for span in one.played], duration_ms),
    )


def ticks_of(review: Review, name: str, footage_sha256: str) -> list[Tick]:
    """The ticks on a track with that footage."""
    return [one for one in review.ticks if (one.lang, one.footage_sha256) == (name, footage_sha256)]


def tick_on(risk: Risk, ticks: Sequence[Tick]) -> Tick | None:
    """Who said of a doubtful place that it is right; None where nobody did of these words."""
    return next((tick for tick in reversed(ticks) if _same_words(tick, risk)), None)


def _same_words(tick: Tick, risk: Risk) -> bool:
    near = tick.start - NEAR_MS < risk.end and risk.start < tick.end + NEAR_MS
    return near and (tick.kind, tick.text) == (risk.kind, risk.text)


def mark_of(cue: Cue) -> str:
    """What tells a caption from others, and from itself with other words: its start and its text, blanks aside."""
    return files.sha256_text(f"{cue.start} {' '.join(cue.text.split())}")[:_MARK]


def share_played(spans: Iterable[Span], duration_ms: int) -> float:
    """How much of the film lies in `spans` (ms), gaps of less than BRIDGED_MS among them: 1 for all of it, rounded down
    to thousandths."""
    inside = [(max(0, start), min(end, duration_ms)) for start, end in spans if start < duration_ms]
    whole = joined(inside, BRIDGED_MS - 1)
    if not whole or duration_ms <= 0:
        return 0.0
    first, last = whole[0], whole[-1]
    left = sum(later[0] - earlier[1] for earlier, later in pairwise(whole))
    left += sum(gap for gap in (first[0], duration_ms - last[1]) if gap >= BRIDGED_MS)
    return (duration_ms - left) * 1000 // duration_ms / 1000


def add_tick(paths: StoryLayout, tick: Tick) -> None:
    """Notes that a doubtful place is right, in place of an earlier word on the same. Raises as `edited`."""
    entry = tick.model_dump(mode="json")
    with edited(paths) as data:
        data["ticks"] = [*(one for one in data.get("ticks", ()) if not _same_place(one, entry)), entry]


def remove_tick(paths: StoryLayout, tick: Tick) -> None:
    """Takes such a word back. Raises as `edited`."""
    entry = tick.model_dump(mode="json")
    with edited(paths) as data:
        data["ticks"] = [one for one in data.get("ticks", ()) if not _same_place(one, entry)]


def note_heard(paths: StoryLayout, new: Hearing) -> None:
    """Adds what somebody has heard to what they had heard before; what was heard of another film goes. Raises as
    `edited`."""
    with edited(paths) as data:
        others = [one for one in data.get("heard", ()) if (one.get("lang"), one.get("by", "")) != (new.lang, new.by)]
        mine = [Hearing.model_validate(one) for one in data.get("heard", ()) if one not in others]
        same = [one for one in mine if one.footage_sha256 == new.footage_sha256]
        played = joined(span for one in (*same, new) for span in one.played)
        opened = sorted({mark for one in (*same, new) for mark in one.opened})
        entry = new.model_copy(update={"played": tuple(played), "opened": tuple(opened)})
        noted: dict[str, Any] = next((one for one in data.get("heard", ()) if one not in others), {})
        data["heard"] = [*others, {**noted, **entry.model_dump(mode="json")}]


def _same_place(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(key) == other.get(key) for key in ("lang", "kind", "start", "end", "text"))
