"""Cues as written → cues that can be shown: ordered, with a length, never two at once, and no word less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.captions.limits import READABLE_MS
from pipeline.captions.places import screen_order
from pipeline.captions.speaker_labels import is_name
from pipeline.cues import Cue
from pipeline.messages import tr, tr_later
from pipeline.subtitles.reading_remarks import cue_at

MIN_MS = 1000  # a cue without a length gets this one (ésAdir, UNE 153010: shortest caption)
SWAP_MS = 10_000  # exchanged times that give a longer cue than this were no exchange but a typing slip


@dataclass(frozen=True, slots=True)
class Written:
    """A cue with its number in the file, for messages. Its end may be at or before its start."""

    label: int
    cue: Cue

    @property
    def name(self) -> str:
        return cue_at(self.label, self.cue.start)


def mended(written: Sequence[Written], remarks: list[str]) -> tuple[Cue, ...]:
    """The cues in order of start, each with a length; a remark for each change of substance.

    Those at the top and those below are apart each by themselves: a sign may stand at the top while somebody speaks.
    """
    full = [item for item in written if item.cue.text]
    remarks += [tr("{place}: has no text; it was left out.", place=item.name) for item in written if not item.cue.text]
    timed = [_with_length(item, full[k - 1].cue.start if k else 0, remarks) for k, item in enumerate(full)]
    for before, after in pairwise(timed):
        if after.cue.start < before.cue.start:
            remarks.append(
                tr("{place}: stood after a later cue; the cues were put in order of time.", place=after.name)
            )
    lanes = [[item for item in timed if item.cue.top is top] for top in (True, False)]
    cues = [cue for lane in lanes for cue in _apart(sorted(lane, key=lambda item: item.cue.start), remarks)]
    return tuple(sorted(cues, key=screen_order))


def _with_length(item: Written, earliest: int, remarks: list[str]) -> Written:
    cue = item.cue
    if cue.end > cue.start:
        return item
    if cue.end < cue.start and cue.end >= earliest and cue.start - cue.end <= SWAP_MS:
        remarks.append(tr("{place}: ended before it started; the times were exchanged.", place=item.name))
        return replace(item, cue=cue.moved(cue.end, cue.start))
    told = (
        tr_later("{place}: had no length; it now lasts {seconds} s, or up to the next cue.")
        if cue.end == cue.start
        else tr_later("{place}: ended before it started; it now lasts {seconds} s, or up to the next cue.")
    )
    remarks.append(tr(told, place=item.name, seconds=MIN_MS // 1000))
    return replace(item, cue=cue.moved(cue.start, cue.start + MIN_MS))


def _apart(ordered: Sequence[Written], remarks: list[str]) -> tuple[Cue, ...]:
    result: list[Written] = []
    for item in ordered:
        if result and result[-1].cue.end > item.cue.start:
            last = result.pop()
            if item.cue.start - last.cue.start >= READABLE_MS:
                cut = (last.cue.end - item.cue.start) / 1000
                remarks.append(
                    tr(
                        "{place}: was still on screen when cue {number} began; it was cut short by {seconds:g} s.",
                        place=last.name,
                        number=item.label,
                        seconds=cut,
                    )
                )
                result.append(replace(last, cue=last.cue.moved(last.cue.start, item.cue.start)))
            elif last.cue == item.cue:  # as where segments of a stream were joined: each has those at its borders
                told = tr("{place}: is cue {number} once more; it is there once.", place=item.name, number=last.label)
                remarks.append(told)
                item = last
            else:
                remarks.append(
                    tr(
                        "{place}: began with cue {number}; the two were joined into one.",
                        place=last.name,
                        number=item.label,
                    )
                )
                item = replace(last, cue=_joined(last.cue, item.cue))
        result.append(item)
    return tuple(item.cue for item in result)


def _joined(first: Cue, second: Cue) -> Cue:
    texts = [first.text, second.text]
    if first.speaker != second.speaker:  # one cue, one speaker: the names move into the text
        texts = [f"{who}: {cue.text}" if (who := cue.speaker) and is_name(who) else cue.text for cue in (first, second)]
    return Cue(
        start=first.start,
        end=max(first.end, second.end),
        text="\n".join(texts),
        speaker=first.speaker if first.speaker == second.speaker else None,
        top=first.top or second.top,
    )
