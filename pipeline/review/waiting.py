"""What waits for a person's look, in .base/open.<lang>.json: kept until somebody looks, and never asked twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline import files
from pipeline.captions.align import SYNC_MS
from pipeline.cues import Cue, Lang
from pipeline.layout import StoryLayout
from pipeline.review.matching import NEAR_MS
from pipeline.review.merge import words_of

#: Settled items remembered, so that they do not come back.
REMEMBERED = 1000

Kind = Literal["conflict", "stale"]


class OpenItem(BaseModel):
    """One question to a person, about a stretch of a track (ms).

    conflict: the machine now says `machine` where `people` stands. stale: `people` was written for the sentences
    `source_before`; said is now `source_now`, which the machine translates as `machine`. since: ISO 8601.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: Kind
    lang: Lang
    start: int
    end: int
    people: tuple[Cue, ...] = ()
    machine: tuple[Cue, ...] = ()
    source_before: str = ""
    source_now: str = ""
    since: str = ""

    def as_dict(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    @property
    def content(self) -> str:
        """What is asked, whatever its time: after a rerun all times may be some ms later."""
        texts = [[cue.text for cue in self.people], [cue.text for cue in self.machine]]
        return files.sha256_json([self.kind, self.lang, *texts, self.source_now])[:12]


def item(
    kind: Kind,
    lang: Lang,
    people: Sequence[Cue],
    machine: Sequence[Cue],
    *,
    since: str,
    before: str = "",
    now: str = "",
) -> OpenItem:
    every = [*people, *machine]
    start, end = min(cue.start for cue in every), max(cue.end for cue in every)
    made = OpenItem(
        id="", kind=kind, lang=lang, start=start, end=end, people=tuple(people), machine=tuple(machine),
        source_before=before, source_now=now, since=since,
    )  # fmt: skip
    return made.model_copy(update={"id": files.sha256_json([made.content, start])[:12]})


class Settled(BaseModel):
    """An item that somebody looked at, and how: so that it does not come back."""

    content: str
    start: int
    take: bool
    by: str
    when: str


class Waiting(BaseModel):
    """The file."""

    items: tuple[OpenItem, ...] = ()
    settled: tuple[Settled, ...] = ()


def read(paths: StoryLayout, lang: Lang) -> Waiting:
    """Nothing waits where there is no file, or one that cannot be read. Raises OSError."""
    try:
        return Waiting.model_validate_json(files.read_bytes(paths.open_items(lang)))
    except (FileNotFoundError, ValidationError):
        return Waiting()


def write(paths: StoryLayout, lang: Lang, waiting: Waiting) -> None:
    files.write_json(paths.open_items(lang), waiting.model_dump(mode="json"), paths.base)


def note(paths: StoryLayout, lang: Lang, found: Iterable[OpenItem], cues: Sequence[Cue]) -> None:
    """Adds what was found, and lets go what `cues`, the track, answer by now. Call with the story's lock held."""
    then = read(paths, lang)
    now = with_new(then, found, cues)
    if now != then:
        write(paths, lang, now)


def with_new(waiting: Waiting, found: Iterable[OpenItem], cues: Sequence[Cue]) -> Waiting:
    """`waiting` with what was found, and without what `cues`, the track, answer by now."""
    items = list(waiting.items)
    for new in found:
        known: list[OpenItem | Settled] = [*items, *waiting.settled]
        if any(old.content == new.content and _near(old, new) for old in known):
            continue
        earlier = next((old for old in items if _follows(old, new)), None)
        if earlier:
            items.remove(earlier)
            new = new.model_copy(update={"source_before": earlier.source_before, "since": earlier.since})
        if new.kind == "conflict" or new.source_before != new.source_now:
            items.append(new)
    items.sort(key=lambda one: (one.start, one.end))
    return Waiting(items=tuple(one for one in items if asks(one, cues)), settled=waiting.settled[-REMEMBERED:])


def _near(one: OpenItem | Settled, other: OpenItem) -> bool:
    return abs(one.start - other.start) <= NEAR_MS


def _follows(old: OpenItem, new: OpenItem) -> bool:
    """Whether `new` is about the same words of people, whose sentence has changed once more."""
    return old.kind == new.kind == "stale" and _near(old, new) and words_of(old.people) == words_of(new.people)


def asks(one: OpenItem, cues: Sequence[Cue]) -> bool:
    """Whether the track still says what the item is about, and not what the machine proposes."""
    exactly = words_of(one.people) == words_of(one.machine)  # then it is about times
    gone = one.people and not all(_stands(cue, cues, exactly) for cue in one.people)
    taken = one.machine and all(_stands(cue, cues, exactly) for cue in one.machine)
    return not gone and not taken


def _stands(cue: Cue, cues: Sequence[Cue], exactly: bool) -> bool:
    near = SYNC_MS if exactly else NEAR_MS
    return any(
        one.text == cue.text and abs(one.start - cue.start) <= near and (not exactly or abs(one.end - cue.end) <= near)
        for one in cues
    )
