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
from pipeline.captions.srt import read_srt, write_srt
from pipeline.cues import Cue, Lang, Track
from pipeline.errors import SubtitleError
from pipeline.exchange import formats
from pipeline.exchange.exchanged import Film, Incoming, Outgoing, Said
from pipeline.layout import Layout
from pipeline.media.facts import MediaFacts
from pipeline.review import history, openitems, people, record
from pipeline.review.history import Reason, Why
from pipeline.review.merge import Conflict, merge, same
from pipeline.review.names import tidy
from pipeline.review.storylock import changing
from pipeline.review.times import moment
from pipeline.run.one import one_track
from pipeline.story import Story

_LIKELY = 50  # versions looked at that nobody has handed out
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


def bring_in(layout: Layout, slug: str, lang: Lang, path: Path, *, by: str = "", at: str | None = None) -> BroughtIn:
    """Merges the file at `path` into a track. by: who edited it. at: now, ISO 8601.

    Raises ConfigError, StoryError, SubtitleError (the file cannot be read, or is another track's), StaleFileError,
    BusyError, OSError.
    """
    settings, story = one_track(layout, slug, lang)
    by = tidy(by) if by else ""
    now = moment(at, settings.time_zone)
    incoming = formats.read(path, film_of(story, lang))
    _check_owner(incoming, story, lang, path)
    with changing(story.paths):
        people.finish(story.paths, lang)
        done = _merged(story, lang, incoming, formats.form_of(path), Reason(Why.IMPORT, by, now))
        noted = _note_comments(story, lang, incoming.comments, by, now)
    return replace(done, comments=noted)


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
    data = people.read(paths, lang)
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
    history.keep(paths, lang, write_srt(theirs).encode("utf-8"), reason)
    openitems.propose(paths, lang, merged.conflicts, merged.cues, since=reason.when)
    changed = not same(merged.cues, cues)
    if changed:
        seen = files.sha256_bytes(data) if data is not None else None
        people.save(paths, lang, merged.cues, seen_sha256=seen, why=reason.why, by=reason.by, at=reason.when)
    return BroughtIn(
        story.slug, lang, name, changed, merged.taken, merged.conflicts, 0, incoming.remarks, was_approved and changed
    )


def _base(story: Story, lang: Lang, incoming: Incoming, now: bytes | None) -> tuple[str, tuple[Cue, ...]]:
    """What the file was exported from, and how that is known.

    A file that does not say so – SubRip cannot – came from the version that shares most cues with it; of several such,
    from the latest one handed out, else the latest one kept: where that is wrong, the file as it is now keeps its
    words, and a person decides.
    """
    names, machine = story.info.speaker_names, files.read_if_any(story.paths.base_srt(lang))
    found = history.versions(story.paths, lang)
    kept = [(f"the version of {one.reason.when}", one) for one in found if one.sha256 == incoming.sha256][:1]
    if not kept:
        kept = [(f"the version of {one.reason.when}", one) for one in _likely(found, now)]
    read = [(name, history.read(story.paths, lang, one.sha256)) for name, one in kept]
    read += [(name, data) for name, data in (("what it says now", now), ("the machine's version", machine)) if data]
    for name, data in read:
        if incoming.sha256 == files.sha256_bytes(data):
            return name, read_srt(data, names=names).cues
    known = [(name, cues) for name, data in read if (cues := _readable(data, names)) is not None]
    return max(known, key=lambda one: _shared(one[1], incoming.cues), default=("nothing", ()))


def _likely(found: Sequence[history.Version], now: bytes | None) -> list[history.Version]:
    """The versions that a file may have come from: first those handed out, then the latest others, but for what the
    file says now, which is known anyhow; each once."""
    seen = files.sha256_bytes(now or b"")
    others = [one for one in found if one.sha256 != seen and one.reason.why is not Why.EXPORT]
    handed_out = [one for one in found if one.reason.why is Why.EXPORT]
    once: dict[str, history.Version] = {}
    for one in (*handed_out, *others[:_LIKELY]):
        once.setdefault(one.sha256, one)
    return list(once.values())


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
