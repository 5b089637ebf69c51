"""Which sentences of the speech each cue of a translation says, by content; and which cues are stale.

A cue is stale that a person has written while its sentence has become another one: nobody but a person can tell whether
it is still right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline import files
from pipeline.captions.places import asides
from pipeline.check.meaning.compared import shares
from pipeline.cues import Cue, Lang
from pipeline.project.layout import StoryLayout
from pipeline.review.matching import Pair, Region, regions
from pipeline.typedjson import read_json

if TYPE_CHECKING:
    from pipeline.translation.translate import Rendered

#: For each cue of a track, the texts of its sentences, in order.
Links = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Noted:
    """The file. base: SHA-256 of the track that the links belong to."""

    base: str
    links: list[list[str]]


def links_of(cues: Sequence[Cue], sentences: Sequence[Rendered]) -> list[list[str]]:
    """For each of `cues` (a translation, laid over the time of its `sentences`; both ordered by start), the texts of
    the sentences it says: none of what stands at the top beside others."""
    found: list[list[str]] = []
    first, beside = 0, asides(cues)
    for k, cue in enumerate(cues):
        if k in beside:
            found.append([])
            continue
        while first < len(sentences) and sentences[first].end <= cue.start:
            first += 1
        said: list[str] = []
        for sentence in sentences[first:]:
            if sentence.start >= cue.end:
                break
            if shares(cue, sentence.start, sentence.end):
                said.append(sentence.source)
        found.append(said)
    return found


def read_links(paths: StoryLayout, lang: Lang, base: bytes) -> list[list[str]] | None:
    """The links of the base with these bytes; None where nobody noted them. Raises OSError."""
    try:
        noted = read_json(paths.base_links(lang), _Noted)
    except (FileNotFoundError, ValueError):
        return None
    return noted.links if noted.base == files.sha256_bytes(base) else None


def write_links(paths: StoryLayout, lang: Lang, base: str, links: Links) -> None:
    """Notes which sentences each cue of the text `base` translates. Raises OSError."""
    noted = _Noted(files.sha256_text(base), [list(texts) for texts in links])
    files.write_json(paths.base_links(lang), asdict(noted), paths.base)


def bonds(before: Links, now: Links) -> list[Pair]:
    """Pairs of neighbouring cues of the base that hold one sentence which is no longer said: its halves are replaced
    together or not at all, since a translation may put its words in another order."""
    still = {text for texts in now for text in texts}
    return [
        (number, number + 1)
        for number, (one, next_one) in enumerate(pairwise(before))
        if set(one) & set(next_one) - still
    ]


def stale(
    base: Sequence[Cue], machine: Sequence[Cue], cues: Sequence[Cue], before: Links, now: Links
) -> Iterator[tuple[Region, str, str]]:
    """The regions of a track whose people's words stand for other sentences than they were written for, with these
    sentences before and now. before, now: links of `base` and of `machine`."""
    for region in regions(base, machine, cues, bonds(before, now)):
        ours = {machine[n].text for n in region.machine} | {""}
        said, says = _texts(before, region.base), _texts(now, region.machine)
        if said and set(said) != set(says) and any(cues[n].text not in ours for n in region.people):
            yield region, " ".join(said), " ".join(says)


def _texts(links: Links, numbers: Sequence[int]) -> list[str]:
    return list(dict.fromkeys(text for number in numbers for text in links[number]))
