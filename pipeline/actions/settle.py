"""`veus settle`: what waits for a person's look – proposals of the machine's or of an imported file, what an import has
replaced, stale captions, gaps in a translation – listed and decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.cues import Cue
from pipeline.errors import VeusError
from pipeline.messages import tr, tr_later
from pipeline.review.history import Why
from pipeline.review.track_diff import shown
from pipeline.review.track_file import TrackFile
from pipeline.review.waiting import OpenItem
from pipeline.subtitles.timecode import srt_time
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from rich.console import Console


#: What an item is called; of proposals, by whose they are.
_CALLED = {
    "machine": tr_later("conflict"),
    "file": tr_later("imported"),
    "replaced": tr_later("replaced"),
    "stale": tr_later("stale"),
    "gap": tr_later("gap"),
}


@dataclass(frozen=True, slots=True)
class SettleResult:
    """settled: the items decided now. left: those that still wait. fell: those that wait no longer since another
    decision changed what they are about, as where two proposals are about one caption."""

    settled: tuple[OpenItem, ...]
    left: tuple[OpenItem, ...]
    fell: tuple[OpenItem, ...] = ()


def settle(track: TrackFile, ids: Sequence[str], *, take: bool, by: str = "", at: str | None = None) -> SettleResult:
    """Decides the items that `ids` begin, or all where there are none: what is proposed taken, or what stands kept.
    To take all leaves those for which nothing is proposed. Of several proposals about one caption the first is taken.

    Raises StoryError, BusyError; VeusError for an id that is not there.
    """
    reason = track.reason(Why.SETTLED, by, at)
    chosen = _chosen(track.open_items(), ids, f"veus settle {track.story.slug} {track.name}")
    if take and not ids:
        chosen = [item for item in chosen if item.kind != "gap"]
    settled, fell = [], []
    for item in chosen:
        if any(one.id == item.id for one in track.open_items()):
            track.settle(item.id, take=take, by=reason.by, at=reason.when)
            settled.append(item)
        else:
            fell.append(item)
    return SettleResult(tuple(settled), track.open_items(), tuple(fell))


def show(items: Sequence[OpenItem], console: Console) -> None:
    """A table of what waits."""
    from rich.table import Table
    from rich.text import Text

    if not items:
        console.print(tr("Nothing waits for a look."))
        return
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
    for heading in (
        tr("id"),
        tr("time"),
        tr("what"),
        tr("stands now"),
        tr("proposed"),
        tr("said before"),
        tr("said now"),
    ):
        table.add_column(heading, overflow="fold")
    for item in items:
        both = _told(item.people, item.machine), _told(item.machine, item.people)
        texts = (*both, item.source_before, item.source_now)
        what = tr(_CALLED[item.by if item.kind == "conflict" else item.kind])
        table.add_row(item.id, srt_time(item.start), what, *(Text(one_line(text)) for text in texts))
    console.print(table)


def _told(cues: Sequence[Cue], other: Sequence[Cue]) -> str:
    """`cues` on a line, with their times where only these tell them from the `other` ones."""
    text = shown(cues)
    return (
        tr(
            "{words} ({start} to {end})",
            words=text,
            start=srt_time(cues[0].start),
            end=srt_time(cues[-1].end),
        )
        if cues and text == shown(other)
        else text
    )


def _chosen(there: Sequence[OpenItem], ids: Sequence[str], look: str) -> list[OpenItem]:
    if not ids:
        return list(there)
    found = {start: [item for item in there if start and item.id.startswith(start)] for start in ids}
    for start, items in found.items():
        if len(items) != 1:
            several = tr('several items begin with "{start}".', start=start)
            what = several if items else tr('no item begins with "{start}".', start=start)
            raise VeusError(what, remedy=tr("See what waits: {command}", command=look))
    wanted = {items[0].id for items in found.values()}
    return [item for item in there if item.id in wanted]
