"""Questions that wait for a person's look, for tests: about one caption each."""

from __future__ import annotations

from pipeline.cues import Cue
from pipeline.review.waiting import OpenItem, item

AT = "2024-03-01T09:30:00+01:00"
MINE, ITS = Cue(1000, 3000, "Bon dia."), Cue(1000, 3000, "Bona nit.")


def conflict(people: Cue = MINE, machine: Cue = ITS) -> OpenItem:
    return item("conflict", "ca", (people,), (machine,), since=AT)


def stale(before: str, now: str, people: Cue = MINE, machine: Cue = ITS) -> OpenItem:
    return item("stale", "en", (people,), (machine,), since=AT, before=before, now=now)


def later(cue: Cue, ms: int) -> Cue:
    return cue.moved(cue.start + ms, cue.end + ms)
