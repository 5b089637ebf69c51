"""The SRT files that people edit: the only writer of stories/<s>/<lang>.srt, and never over anybody's words.

A track file belongs to the machine as long as its bytes are exactly what the machine last wrote. From the first change
on it belongs to a person: the machine's changes are then merged into it (`merge`). What the machine last said is kept
in .base/<lang>.srt.

`save` is the one way to write a version and to note whose it is; `read` is the one way to read the file. Both put into
the `history` what is not there yet, before anybody writes over it: another program may do so the moment after.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from pipeline import files
from pipeline.cues import Cue, Lang
from pipeline.errors import StaleFileError, SubtitleError, VeusError
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout
from pipeline.review import history, swap, waiting
from pipeline.review.history import MACHINE, Reason, Why
from pipeline.review.links import Links, bonds, read_links, stale
from pipeline.review.merge import Conflict, merge, same
from pipeline.review.review_record import Edit, approved_sha256, note_edit, read_review
from pipeline.review.story_lock import changing
from pipeline.review.swap import PendingWrite
from pipeline.review.waiting import OpenItem
from pipeline.subtitles.srt import read_srt, write_srt
from pipeline.subtitles.tidy_srt import readable_cues
from pipeline.timestamps import moment

TrackStatus = Literal["draft", "edited", "approved"]

#: How often the machine tries to merge into a file that somebody saves again and again meanwhile.
_TRIES = 5


class Offer(Enum):
    """What became of a machine track that was offered to people."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    MERGED = "merged"  # a person has touched the file: it has the machine's changes beside theirs
    KEPT = "kept"  # a person has touched the file: not a byte of it was changed


@dataclass(frozen=True, slots=True)
class Saved:
    """A track file as it was written. changed: whether its bytes were others before."""

    sha256: str
    changed: bool


def finish(paths: StoryLayout, lang: Lang) -> None:
    """Finishes or takes back a write whose process was killed; to be called before the file is read. Raises BusyError,
    OSError."""
    if paths.coming(lang).exists() or paths.aside(lang).exists():
        with changing(paths):
            files.remove_parts(paths.base)
            swap.finish(paths, lang)


def read(paths: StoryLayout, lang: Lang) -> bytes | None:
    """The bytes of the file now; None where there is none. What nobody has noted yet is noted, once Veus has written
    anything in the story, and unless the disk does not let us: nothing is written over by a look. Raises BusyError,
    OSError."""
    finish(paths, lang)
    data = files.read_if_any(paths.srt(lang))
    if data is not None and paths.base.is_dir() and data != files.read_if_any(paths.base_srt(lang)):
        with contextlib.suppress(OSError, VeusError):
            history.keep_new(paths, lang, data, Reason(Why.EXTERNAL, "", moment(None, "UTC")))
    return data


def belongs_to_person(paths: StoryLayout, lang: Lang) -> bool:
    """Whether the track file exists and is not byte for byte what the machine wrote. Raises BusyError, OSError."""
    current = read(paths, lang)
    return current is not None and current != files.read_if_any(paths.base_srt(lang))


def status(paths: StoryLayout, lang: Lang) -> TrackStatus | None:
    """How far people have come with a track; None where there is no file. Raises StoryError, BusyError, OSError."""
    edited = belongs_to_person(paths, lang)
    path = paths.srt(lang)
    if not path.is_file():
        return None
    if approved_sha256(paths, lang) == files.sha256_file(path):
        return "approved"
    return "edited" if edited else "draft"


def offer(
    paths: StoryLayout,
    lang: Lang,
    text: str,
    *,
    links: Links | None = None,
    moved: bool = False,
    about: Callable[[], str] | None = None,
    at: str | None = None,
) -> Offer:
    """Brings the machine's SRT `text` to people: written where no person has written, else merged into their file.

    Where nothing is taken, the file keeps its bytes; so does one whose approval holds in any case, and what the machine
    would change there becomes open items. Where something is taken, the file is written anew, as `read_srt` reads it
    (without tags), and its bytes before are kept. A file without a base is a person's: the base is `text` from now on.

    links: for each cue of `text`, the sentences it translates. moved: the footage is another one, and people's cues
    stand at its old times: their file and its base are left alone until these are moved too. about: gives what an
    approval is about now besides the bytes (`TrackFile.bound_to`); None: what it was about then. at: now (ISO 8601).
    Raises StoryError (damaged review.json), BusyError, OSError.
    """
    given = _Given(text, links, moved, about, at or moment(None, "UTC"))
    with changing(paths):
        files.remove_parts(paths.base)
        for _ in range(_TRIES):
            swap.finish(paths, lang)
            outcome = _offered(paths, lang, given)
            if outcome:
                return outcome
    return Offer.KEPT


@dataclass(frozen=True, slots=True)
class _Given:
    text: str
    links: Links | None
    moved: bool
    about: Callable[[], str] | None
    at: str


def _offered(paths: StoryLayout, lang: Lang, given: _Given) -> Offer | None:
    """None where somebody saved the file meanwhile."""
    old, base = files.read_if_any(paths.srt(lang)), files.read_if_any(paths.base_srt(lang))
    if old is not None and old != base:
        history.keep_new(paths, lang, old, Reason(Why.EXTERNAL, "", given.at))
    seen = files.sha256_bytes(old) if old is not None else None
    approved = seen is not None and _approved(paths, lang, seen, given)
    known = base == given.text.encode("utf-8") and _links_known(paths, lang, given, base)
    if old is None or (old == base and not approved):
        if known and old is not None:
            return Offer.UNCHANGED
        if old == given.text.encode("utf-8"):
            swap.set_base(paths, lang, given.text, given.links)
            return Offer.UNCHANGED
        return Offer.WRITTEN if swap.put(paths, lang, _coming(given, given.text, seen)) else None
    if known or given.moved or old == b"":  # an editor that is just saving empties the file first
        return Offer.KEPT
    if base is None or readable_cues(base) is None:  # none yet, or a damaged one: there is nothing to compare with
        swap.set_base(paths, lang, given.text, given.links)
        return Offer.KEPT
    try:
        theirs = read_srt(old).cues
    except SubtitleError:  # told to people by whoever reads it next
        return Offer.KEPT
    return _merged(paths, lang, given, base, theirs, seen, approved)


def _approved(paths: StoryLayout, lang: Lang, sha256: str, given: _Given) -> bool:
    """Whether a person vouches for these bytes. While the footage has moved, whoever did before counts: what they
    vouched for is to be moved as it is."""
    approval = read_review(paths).approvals.get(lang)
    if approval is None or approval.sha256 != sha256:
        return False
    return given.about is None or given.moved or approval.footage_sha256 == given.about()


def _links_known(paths: StoryLayout, lang: Lang, given: _Given, base: bytes) -> bool:
    return given.links is None or read_links(paths, lang, base) == [list(texts) for texts in given.links]


def _merged(
    paths: StoryLayout, lang: Lang, given: _Given, base: bytes, theirs: Sequence[Cue], seen: str | None, approved: bool
) -> Offer | None:
    """What is open is noted before the base is the new one: it could not be found again."""
    before, now = read_links(paths, lang, base) or (), given.links or ()
    then, machine = read_srt(base).cues, read_srt(given.text.encode("utf-8")).cues
    if (len(before), len(now)) != (len(then), len(machine)):
        before = now = ()
    merged = merge(then, machine, theirs, bonds(before, now))
    if approved:
        merged = merged.refused(theirs)
    found = [
        waiting.item("stale", lang, _of(merged.cues, region.people), _of(machine, region.machine),
                     since=given.at, before=said, now=says)
        for region, said, says in (stale(then, machine, merged.cues, before, now) if before else ())
    ]  # fmt: skip
    found += [_conflict(lang, case, given.at) for case in merged.conflicts if not _covered(case, found)]
    waiting.note(paths, lang, found, merged.cues)
    if same(merged.cues, theirs):
        swap.set_base(paths, lang, given.text, given.links)
        return Offer.KEPT
    coming = _coming(given, write_srt(merged.cues), seen)
    history.keep(paths, lang, coming.data, Reason(Why.MERGED, MACHINE, given.at))
    return Offer.MERGED if swap.put(paths, lang, coming) else None


def _coming(given: _Given, text: str, seen: str | None) -> PendingWrite:
    return PendingWrite(text.encode("utf-8"), seen, given.at, given.text, given.links)


def _of(cues: Sequence[Cue], numbers: Sequence[int]) -> tuple[Cue, ...]:
    return tuple(cues[number] for number in numbers)


def _conflict(lang: Lang, case: Conflict, at: str) -> OpenItem:
    return waiting.item("conflict", lang, case.people, case.machine, since=at)


def _covered(case: Conflict, found: Sequence[OpenItem]) -> bool:
    """Whether a stale item asks about the same words already."""
    return any(
        case.people
        and (one.start < case.end and case.start < one.end)
        and {cue.text for cue in case.people} <= {cue.text for cue in one.people}
        for one in found
    )


def save(
    paths: StoryLayout,
    lang: Lang,
    new: Sequence[Cue] | bytes,
    *,
    seen_sha256: str | None,
    why: Why,
    by: str,
    at: str,
) -> Saved:
    """Writes a person's track in place of the bytes with the hash `seen_sha256` (None: where no file is).

    why, by, at (ISO 8601): for the history, which has both versions before the file changes, and for the note of who
    edited last. Raises StaleFileError, with the bytes as they are now, where they are others than those; StoryError
    (damaged review.json), BusyError, DiskFullError, OSError.
    """
    data = new if isinstance(new, bytes) else write_srt(new).encode("utf-8")
    sha256, reason = files.sha256_bytes(data), Reason(why, by, at)
    with changing(paths):
        files.remove_parts(paths.base)
        swap.finish(paths, lang)
        old = files.read_if_any(paths.srt(lang))
        if (files.sha256_bytes(old) if old is not None else None) != seen_sha256:
            raise _stale(paths, lang)
        if old == data:
            history.keep_new(paths, lang, data, reason)
            return Saved(sha256, False)
        _note_before(paths, lang, old or b"", at)
        history.keep(paths, lang, data, reason)
        if not swap.put(paths, lang, PendingWrite(data, seen_sha256, at)):
            raise _stale(paths, lang)
        if by not in ("", MACHINE):
            note_edit(paths, lang, Edit(by=by, when=at, sha256=sha256, how=why))
    return Saved(sha256, True)


def _note_before(paths: StoryLayout, lang: Lang, old: bytes, at: str) -> None:
    """What is about to be written over: the machine's draft, or what somebody wrote without us."""
    machines = old == files.read_if_any(paths.base_srt(lang))
    reason = Reason(Why.MACHINE, MACHINE, at) if machines else Reason(Why.EXTERNAL, "", at)
    history.keep_new(paths, lang, old, reason)


def _stale(paths: StoryLayout, lang: Lang) -> StaleFileError:
    path = paths.srt(lang)
    error = StaleFileError(
        tr("somebody saved this file just now."), where=path, remedy=tr("Run the same command again.")
    )
    error.now = files.read_if_any(path)
    return error
