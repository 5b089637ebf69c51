"""What `veus status` says of a track."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

from pipeline.cues import TrackStatus

#: yes: made from exactly what is there now. stale: made from something older. no: not made. –: nothing to make.
Made = Literal["yes", "stale", "no", "–"]


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One track of a story; language: its name. note: why an approval no longer holds, or "". problem: why the story
    cannot be built, or "". open: how many places of the track wait for a person's look; stale: how many of them are
    translations of sentences that have changed since. to_hear: how many places somebody should listen to; uncaptioned:
    how many stretches of speech have no captions, and no waiver: both as `check` names them. made: whether output/ has
    it; published: whether every place that the story was published to has it."""

    story: str
    language: str
    track: TrackStatus | None
    burned: Made
    made: Made
    published: Made
    problem: str = ""
    note: str = ""
    open: int = 0
    stale: int = 0
    to_hear: int = 0
    uncaptioned: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}
