"""What waits for a person's look, in .base/open.<lang>.json: kept until somebody looks, and never asked twice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline import files
from pipeline.captions.align import SYNC_MS
from pipeline.cues import Cue, Lang
from pipeline.errors import StoryError
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout
from pipeline.review.matching import NEAR_MS, pairs
from pipeline.review.merge import words_of
from pipeline.review.names import slug_of

#: Settled items remembered, so that they do not come back.
REMEMBERED = 1000

Kind = Literal["conflict", "stale", "gap"]
#: Whose the proposal is: the machine's, of a file that somebody imported, or what stood there before an import.
Proposal = Literal["machine", "file", "replaced"]


class OpenItem(BaseModel):
    """One question to a person, about a stretch of a track (ms).

    conflict: `machine` is proposed where `people` stands; by: by whom. stale: `people` was written for the sentences
    `source_before`; said is now `source_now`, which the machine translates as `machine`. gap: `people` shows
    the sentence `source_now` as it was said: it could not be translated. since: ISO 8601.
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
    by: Proposal = "machine"

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
    by: Proposal = "machine",
) -> OpenItem:
    """An open item about the cues of `people`, or those proposed; its id follows from what it is about."""
    every = [*people, *machine]
    start, end = min(cue.start for cue in every), max(cue.end for cue in every)
    made = OpenItem(
        id="", kind=kind, lang=lang, start=start, end=end, people=tuple(people), machine=tuple(machine),
        source_before=before, source_now=now, since=since, by=by,
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
    """Nothing waits where there is no file. Raises OSError; StoryError for one that is damaged or of a later Veus:
    taken for nothing, it would be written over, and what is stale could be approved."""
    data = files.read_if_any(paths.open_items(lang))
    try:
        return Waiting() if data is None else Waiting.model_validate_json(data)
    except ValidationError as error:
        raise StoryError(
            tr(
                "what waits for a look in {lang}.srt cannot be read: this file is damaged, or of a later Veus.",
                lang=lang,
            ),
            where=paths.open_items(lang),
            remedy=tr(
                "Restore it from a copy of the disk, or update Veus. To go on without these questions, "
                "delete it: their texts are among the versions that `veus restore {story} {lang}` lists.",
                story=slug_of(paths),
                lang=lang,
            ),
        ) from error


def write(paths: StoryLayout, lang: Lang, waiting: Waiting) -> None:
    """It is on the disk then. Raises OSError."""
    files.write_json(paths.open_items(lang), waiting.model_dump(mode="json"), paths.base)
    files.name_to_disk(paths.open_items(lang))


def note(paths: StoryLayout, lang: Lang, found: Iterable[OpenItem], cues: Sequence[Cue]) -> None:
    """Adds what was found, and lets go what `cues`, the track, answer by now. Call with the story's lock held."""
    then = read(paths, lang)
    now = with_new(then, found, cues)
    if now != then:
        write(paths, lang, now)


def with_new(waiting: Waiting, found: Iterable[OpenItem], cues: Sequence[Cue]) -> Waiting:
    """`waiting` with what was found, and without what `cues`, the track, answer by now."""
    items = dict(enumerate(waiting.items))
    known: dict[str, list[OpenItem | Settled]] = defaultdict(list)
    every: list[OpenItem | Settled] = [*waiting.items, *waiting.settled]
    for old in every:
        known[old.content].append(old)
    stale = {number: item for number, item in items.items() if item.kind == "stale"}
    for number, new in enumerate(found, len(items)):
        # What an import has replaced is asked each time: somebody may have put it right in between.
        again = (old for old in known[new.content] if new.by != "replaced" or isinstance(old, OpenItem))
        if any(_near(old, new) for old in again):
            continue
        earlier = next((old for old in stale if _follows(stale[old], new)), None)
        if earlier is not None:
            gone = stale.pop(earlier)
            del items[earlier]
            known[gone.content].remove(gone)
            new = new.model_copy(update={"source_before": gone.source_before, "since": gone.since})
        if new.kind == "conflict" or new.source_before != new.source_now:
            items[number] = new
            known[new.content].append(new)
            if new.kind == "stale":
                stale[number] = new
    track = Standing(cues)
    left = sorted((one for one in items.values() if asks(one, track)), key=lambda one: (one.start, one.end))
    return Waiting(items=tuple(left), settled=waiting.settled[-REMEMBERED:])


def _near(one: OpenItem | Settled, other: OpenItem) -> bool:
    return abs(one.start - other.start) <= NEAR_MS


def _follows(old: OpenItem, new: OpenItem) -> bool:
    """Whether `new` is about the same words of people, whose sentence has changed once more."""
    return old.kind == new.kind == "stale" and _near(old, new) and words_of(old.people) == words_of(new.people)


class Standing:
    """The cues of a track, found by their text: there may be as many questions as captions."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues: dict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            self._cues[cue.text].append(cue)
        for found in self._cues.values():
            found.sort(key=_start)

    def has(self, one: Cue, exactly: bool) -> bool:
        """Whether there is a cue of the text of `one` at about its time; exactly: with about its end, too."""
        there = self._near(one, SYNC_MS if exactly else NEAR_MS)
        return bool(there) and (not exactly or any(abs(one.end - cue.end) <= SYNC_MS for cue in there))

    def nearest(self, one: Cue) -> Cue | None:
        """Of the cues of its text about then, the one that is there most nearly at its time."""
        there = self._near(one, NEAR_MS)
        return min(there, key=lambda cue: abs(cue.start - one.start) + abs(cue.end - one.end), default=None)

    def _near(self, one: Cue, near: int) -> list[Cue]:
        found = self._cues.get(one.text, [])
        return found[
            bisect_left(found, one.start - near, key=_start) : bisect_right(found, one.start + near, key=_start)
        ]


def asks(one: OpenItem, track: Standing) -> bool:
    """Whether the track still says what the item is about, and not what is proposed."""
    exactly = words_of(one.people) == words_of(one.machine)  # then it is about times
    gone = one.people and not all(track.has(cue, exactly) for cue in one.people)
    taken = one.machine and all(track.has(cue, exactly) for cue in one.machine)
    return not gone and not taken


def carried(items: Sequence[OpenItem], before: Sequence[Cue], after: Sequence[Cue]) -> list[OpenItem]:
    """Those of `items` that `before`, a track, asks and that would be lost in `after`, the same one written anew: about
    the cues that stand there for those they were about."""
    old, new = Standing(before), Standing(after)
    lost = [one for one in items if asks(one, old) and not asks(one, new)]
    if not lost:
        return []
    follow: dict[Cue, set[int]] = defaultdict(set)
    for number, then in pairs(before, after):
        follow[before[number]].add(then)
    found = []
    for one in lost:
        stood = filter(None, map(old.nearest, one.people))
        people = [after[number] for number in sorted({number for cue in stood for number in follow[cue]})]
        if people or one.machine:
            found.append(
                item(one.kind, one.lang, people, one.machine,
                     since=one.since, before=one.source_before, now=one.source_now, by=one.by)
            )  # fmt: skip
    known = {one.id for one in items}
    return [one for one in found if one.id not in known and asks(one, new)]


def _start(cue: Cue) -> int:
    return cue.start
