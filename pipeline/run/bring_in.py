"""`veus import`: a track that comes back from a reviewer's own tool, merged into the file that people edit.

Three versions: what was exported, what came back, and the file as it is now. What only the reviewer changed is taken;
where the file was changed since, it keeps its words, and the reviewer's are listed as an open item.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.captions.moves import Move, moved
from pipeline.captions.srt import read_srt, write_srt
from pipeline.cues import Cue, Lang, Track
from pipeline.errors import SubtitleError
from pipeline.exchange import formats
from pipeline.exchange.exchanged import Film, Incoming, Outgoing, Said
from pipeline.layout import Layout
from pipeline.media.facts import MediaFacts
from pipeline.review import history, openitems, people, record
from pipeline.review.history import Reason
from pipeline.review.merge import Conflict, merge, same
from pipeline.review.names import tidy
from pipeline.review.storylock import changing
from pipeline.review.times import moment
from pipeline.run.one import one_track
from pipeline.run.placing import refuse_misplaced
from pipeline.story import Story

#: Why the history keeps what an import was written over, and what came in.
IMPORTED = "import"

_NEW = 200  # comments taken from one file: more would be a mistake


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of an import. taken: places where the reviewer's version was taken. conflicts: where it was not,
    because the file was changed since. was_approved: the track was approved, and no longer is."""

    story: str
    lang: Lang
    base: str
    changed: bool
    taken: int
    conflicts: tuple[Conflict, ...]
    comments: int
    remarks: tuple[str, ...]
    was_approved: bool

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def bring_in(
    layout: Layout,
    slug: str,
    lang: Lang,
    path: Path,
    *,
    by: str = "",
    at: str | None = None,
    move: Move | None = None,
) -> BroughtIn:
    """Merges the file at `path` into a track. by: who edited it. at: now, ISO 8601. move: of the times in the file,
    before anything else; None: they are taken as they are, unless they stand as a whole where nobody speaks.

    Raises ConfigError, StoryError, SubtitleError (the file cannot be read, or is another track's), StaleFileError,
    BusyError, OSError.
    """
    settings, story = one_track(layout, slug, lang)
    by = tidy(by) if by else ""
    now = moment(at, settings.time_zone)
    incoming = formats.read(path, film_of(story, lang))
    _check_owner(incoming, story, lang, path)
    if move is None:
        refuse_misplaced(story, lang, incoming.cues, path)
    else:
        incoming = _moved(incoming, move)
    with changing(story.paths):
        people.finish(story.paths, lang)
        done = _merged(story, lang, incoming, formats.form_of(path), Reason(IMPORTED, by, now))
        noted = _note_comments(story, lang, incoming.comments, by, now)
    return replace(done, comments=noted)


def _moved(incoming: Incoming, move: Move) -> Incoming:
    comments = tuple(replace(one, start=move(one.start), end=move(one.end)) for one in incoming.comments)
    return replace(incoming, cues=moved(incoming.cues, move), comments=comments)


def film_of(story: Story, lang: Lang) -> Film:
    """What is known of a story to who reads a file for it: of the footage, what a build has seen."""
    names = tuple(story.info.speaker_names)
    try:
        facts = MediaFacts.from_json(json.loads(story.paths.probe.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError):  # no build yet, or one of another version
        return Film(names, lang)
    return Film(names, lang, facts.fps, facts.duration_ms)


def _check_owner(incoming: Incoming, story: Story, lang: Lang, path: Path) -> None:
    for said, known, what in ((incoming.story, story.slug, "story"), (incoming.lang, lang, "language")):
        if said and said != known:
            raise SubtitleError(
                f'this file was exported from the {what} "{said}", not "{known}".',
                where=path,
                remedy=f"Import it there: veus import {incoming.story or story.slug} {incoming.lang or lang} {path}",
            )


def _merged(story: Story, lang: Lang, incoming: Incoming, form: str, reason: Reason) -> BroughtIn:
    paths, names = story.paths, story.info.speaker_names
    data = files.read_if_any(paths.srt(lang))
    cues = read_srt(data or b"", paths.srt(lang), names).cues
    if cues and not incoming.cues:
        raise SubtitleError(
            "there is no caption in this file: it would delete all of them.",
            where=paths.srt(lang),
            remedy="Look whether it is the right file. To begin anew, empty the track in an editor.",
        )
    name, base = _base(story, lang, incoming, data)
    theirs = _as_exported(incoming.cues, base, form, story, lang)
    merged = merge(base, theirs, cues)
    was_approved = people.status(paths, lang) == "approved"
    if merged.conflicts or not same(merged.cues, theirs):  # what came in is nowhere else as it was
        history.keep(paths, lang, write_srt(theirs).encode("utf-8"), reason)
    openitems.propose(paths, lang, merged.conflicts, merged.cues, since=reason.when)
    changed = not same(merged.cues, cues)
    if changed:
        seen = files.sha256_bytes(data) if data is not None else None
        saved = people.save(paths, lang, merged.cues, seen_sha256=seen, why=reason.why, by=reason.by, at=reason.when)
        if reason.by:
            edit = record.Edit(by=reason.by, when=reason.when, sha256=saved.sha256, how=reason.why)
            record.note_edit(paths, lang, edit)
    return BroughtIn(
        story.slug, lang, name, changed, merged.taken, merged.conflicts, 0, incoming.remarks, was_approved and changed
    )


def _base(story: Story, lang: Lang, incoming: Incoming, now: bytes | None) -> tuple[str, tuple[Cue, ...]]:
    """What the file was exported from, and how that is known.

    A file that does not say so – SubRip cannot – came from the version that shares most cues with it; of several such,
    from the latest one kept: where that is wrong, the file as it is now keeps its words, and a person decides.
    """
    names = story.info.speaker_names
    kept: list[tuple[str, bytes]] = []
    for version in history.versions(story.paths, lang):
        when = f"of {version.reason.when}" if version.reason else version.sha256[: history.NAMED_BY]
        kept.append((f"the version {when}", version.path.read_bytes()))
    machine = files.read_if_any(story.paths.base_srt(lang))
    kept += [(name, data) for name, data in (("what it says now", now), ("the machine's version", machine)) if data]
    for name, data in kept:
        if incoming.sha256 == files.sha256_bytes(data):
            return name, read_srt(data, names=names).cues
    read = [(name, cues) for name, data in kept if (cues := _readable(data, names)) is not None]
    return max(read, key=lambda one: _shared(one[1], incoming.cues), default=("nothing", ()))


def _readable(data: bytes, names: Sequence[str]) -> tuple[Cue, ...] | None:
    try:
        return read_srt(data, names=names).cues
    except SubtitleError:
        return None


def _shared(one: Sequence[Cue], other: Sequence[Cue]) -> float:
    """How much two versions share: 1 for the same cues, down to 0."""
    bare = [Counter((cue.start, cue.end, " ".join(cue.text.split())) for cue in cues) for cues in (one, other)]
    return 2 * (bare[0] & bare[1]).total() / max(1, len(one) + len(other))


def _as_exported(cues: Sequence[Cue], base: tuple[Cue, ...], form: str, story: Story, lang: Lang) -> tuple[Cue, ...]:
    """`cues` with those put back to their original which the format, not the reviewer, has changed: spaces in WebVTT,
    say. What the format makes of a cue is known by exporting it once more."""
    if form not in formats.WRITTEN:  # never handed out like that: what it says is what its author wants
        return tuple(cues)
    text = write_srt(base).encode("utf-8")
    again = Outgoing(story.slug, Track(lang, base), text, files.sha256_bytes(text))
    held = formats.read_bytes(formats.write(again, form), form, film_of(story, lang)).cues
    originals = dict(zip(map(_key, held), base, strict=True)) if len(held) == len(base) else {}
    return tuple(originals.get(_key(cue), cue) for cue in cues)


def _key(cue: Cue) -> tuple[int, int, str, bool]:
    return cue.start, cue.end, cue.text, cue.top


def _note_comments(story: Story, lang: Lang, said: Sequence[Said], by: str, when: str) -> int:
    """Adds the comments that are not there yet; how many those were."""
    there = {(one.lang, " ".join(one.comment.split())) for one in record.read_review(story.paths).comments}
    new = [one for one in said if (lang, " ".join(one.comment.split())) not in there][:_NEW]
    for one in new:
        record.add_comment(story.paths, lang, (one.start, one.end), one.text, one.comment, by=by, when=when)
    return len(new)
