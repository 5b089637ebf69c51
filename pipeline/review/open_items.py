"""What waits for a person's look – conflicts, stale cues, gaps – and a person's word on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline import files
from pipeline.cues import Cue, Lang
from pipeline.errors import StoryError, SubtitleError
from pipeline.messages import together, tr, tr_later
from pipeline.project.layout import StoryLayout
from pipeline.review import track_store, waiting
from pipeline.review.history import Why
from pipeline.review.links import links_of
from pipeline.review.matching import pairs
from pipeline.review.merge import Change, Conflict
from pipeline.review.names import slug_of
from pipeline.review.screen_room import trimmed
from pipeline.review.story_lock import changing
from pipeline.review.waiting import OpenItem, Settled
from pipeline.subtitles.srt import read_srt

if TYPE_CHECKING:
    from pipeline.translation.translate import Rendered

#: What waits, as a sentence goes on.
_IN_WORDS = {
    "machine": tr_later("in {count} the machine proposes something else than a person wrote"),
    "file": tr_later("in {count} a file that was imported proposes something else than a person wrote"),
    "replaced": tr_later("in {count} an import has replaced what a person wrote, or what was approved"),
    "stale": tr_later("in {count} a person's translation is of a sentence that has changed since"),
    "gap": tr_later("in {count} a sentence could not be translated"),
}

__all__ = ["OpenItem", "carry_over", "count", "in_words", "note_gaps", "propose", "read_open", "settle"]


def read_open(paths: StoryLayout, lang: Lang) -> tuple[OpenItem, ...]:
    """The items that the file of the track does not answer yet, by time. Raises BusyError, OSError."""
    items = waiting.read(paths, lang).items
    if not items:
        return ()
    try:
        cues = read_srt(track_store.read(paths, lang) or b"").cues
    except SubtitleError:
        return items
    track = waiting.Standing(cues)
    return tuple(one for one in items if waiting.asks(one, track))


def propose(
    paths: StoryLayout,
    lang: Lang,
    conflicts: Sequence[Conflict],
    cues: Sequence[Cue],
    *,
    since: str,
    undone: Sequence[Change] = (),
) -> list[OpenItem]:
    """Lists what a file proposes where `cues`, the track, says something else, and what was `undone` by taking from it.
    Gives all of that: what somebody has decided earlier waits no more. Raises BusyError, OSError."""
    found = [waiting.item("conflict", lang, case.people, case.machine, since=since, by="file") for case in conflicts]
    found += [waiting.item("conflict", lang, one.cues, one.people, since=since, by="replaced") for one in undone]
    with changing(paths):
        waiting.note(paths, lang, found, cues)
    return found


def note_gaps(paths: StoryLayout, lang: Lang, machine: Sequence[Cue], gaps: Sequence[Rendered], *, since: str) -> None:
    """Lists the sentences that could not be translated (`gaps`, by start), with the captions of the `machine` in which
    they stand as they were said. Raises SubtitleError, BusyError, OSError."""
    held = list(zip(machine, links_of(machine, gaps), strict=True))
    found = [
        waiting.item("gap", lang, cues, (), since=since, now=gap.source)
        for gap in gaps
        if (cues := [cue for cue, said in held if gap.source in said and gap.start < cue.end and cue.start < gap.end])
    ]
    if not found:
        return
    with changing(paths):
        waiting.note(paths, lang, found, read_srt(track_store.read(paths, lang) or b"").cues)


def carry_over(paths: StoryLayout, lang: Lang, before: Sequence[Cue], after: Sequence[Cue]) -> None:
    """Keeps what waits waiting where the machine is about to write the cues of a person, `before`, anew: an answer is a
    person's alone. To be called before `after` is written: what is asked about either waits, whatever is killed in
    between. Raises StoryError (damaged file), BusyError, OSError."""
    with changing(paths):
        then = waiting.read(paths, lang)
        found = waiting.carried(then.items, before, after)
        if found:
            items = sorted((*then.items, *found), key=lambda one: (one.start, one.end))
            waiting.write(paths, lang, then.model_copy(update={"items": tuple(items)}))


def count(items: Sequence[OpenItem]) -> dict[str, int]:
    """How many there are of each kind."""
    return {kind: sum(one.kind == kind for one in items) for kind in ("conflict", "stale", "gap")}


def in_words(items: Sequence[OpenItem], story: str, lang: Lang) -> str:
    """A sentence about what waits, and the command that shows it; "" where nothing does."""
    if not items:
        return ""
    many: Counter[str] = Counter(item.by if item.kind == "conflict" else item.kind for item in items)
    said = together(*(tr(text, count=many[what]) for what, text in _IN_WORDS.items() if many[what]), between="; ")
    return tr(
        "{number} to look at in {lang}.srt: {said}. See them: veus settle {story} {lang}",
        number=len(items),
        lang=lang,
        said=said,
        story=story,
    )


def settle(paths: StoryLayout, lang: Lang, item_id: str, *, take: bool, by: str, at: str) -> None:
    """Somebody has looked at an item: the track stays as it is, or (`take`) says what the machine proposes.

    Raises StoryError where there is no such item, StaleFileError, SubtitleError, BusyError, OSError.
    """
    with changing(paths):
        found = next((one for one in read_open(paths, lang) if one.id == item_id), None)
        if found is None:
            raise StoryError(
                tr('nothing with the number "{item_id}" waits for a look in {lang}.srt.', item_id=item_id, lang=lang),
                where=paths.source,
                remedy=tr("See what does: veus settle {story} {lang}", story=slug_of(paths), lang=lang),
            )
        if take and found.kind == "gap":
            raise StoryError(
                tr("nothing is proposed for a sentence that could not be translated."),
                where=paths.srt(lang),
                remedy=tr("Write its translation there; then it waits no longer."),
            )
        if take:
            data = track_store.read(paths, lang)
            cues = _with_proposal(read_srt(data or b"", paths.srt(lang)).cues, found)
            seen = files.sha256_bytes(data) if data is not None else None
            track_store.save(paths, lang, cues, seen_sha256=seen, why=Why.SETTLED, by=by, at=at)
        then = waiting.read(paths, lang)
        looked = Settled(content=found.content, start=found.start, take=take, by=by, when=at)
        items = tuple(one for one in then.items if one.id != found.id)
        waiting.write(paths, lang, waiting.Waiting(items=items, settled=(*then.settled, looked)))


def _with_proposal(cues: Sequence[Cue], item: OpenItem) -> list[Cue]:
    """`cues` with the item's cues replaced, trimmed where there is room for that."""
    about = {number for number, _ in pairs(cues, item.people)}
    kept = [cue for number, cue in enumerate(cues) if number not in about]
    new = [
        trimmed(cue, [one for one in kept if one.start < cue.end and cue.start < one.end]) or cue
        for cue in item.machine
    ]
    return sorted([*kept, *new], key=lambda cue: (cue.start, cue.end))
