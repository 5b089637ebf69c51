"""What the review page writes: tracks put together with what others wrote meanwhile, and a person's word on them.

Nothing is ever written over bytes that the page has not seen. Where the file is another by now, three versions are put
together – what the page had seen, the file, the page –; where both changed the same captions, nothing is written, the
page's version goes to the history, and the page asks the person.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import collector, files
from pipeline.actions.approve import approve, obstacles
from pipeline.cues import Cue
from pipeline.desk import desk_data as show
from pipeline.desk import forms
from pipeline.desk.port import Changed, EditConflict, Refused
from pipeline.errors import ApprovalError, StaleFileError, StoryError
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.review import history, track_store
from pipeline.review.approval import Obstacle
from pipeline.review.history import Why
from pipeline.review.merge import Conflict, Merged, merge
from pipeline.review.names import tidy
from pipeline.subtitles.srt import read_srt, write_srt
from pipeline.timestamps import moment

Data = dict[str, Any]

#: How often a file without a word is looked at again, and after how many seconds.
_LOOKS, _LOOK_S = 5, 0.1

#: How often a save starts again because somebody else saved in that very moment.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Desktop:
    """One track that somebody works on. by: who; "" where they have not said."""

    settings: Settings
    story: Story
    lang: str
    by: str

    @staticmethod
    def of(settings: Settings, story: Story, lang: str, by: str) -> Desktop:
        """Raises VeusError for a name that is none."""
        return Desktop(settings, story, lang, tidy(by) if by.strip() else "")

    @property
    def when(self) -> str:
        return moment(None, self.settings.time_zone)

    def current(self) -> bytes | None:
        """The file's bytes now, once a write that was killed is finished. An editor that is just saving empties the
        file, or takes it away, before it writes: that moment is waited for."""
        for _ in range(_LOOKS):
            data = track_store.read(self.story.paths, self.lang)
            if data or not self.story.paths.base_srt(self.lang).is_file():
                return data
            time.sleep(_LOOK_S)
        return data

    def read(self, data: bytes | None) -> tuple[Cue, ...]:
        return _read(data, self.story.paths.srt(self.lang)) if data is not None else ()


@functools.lru_cache(maxsize=16)
def _read(data: bytes, path: Path) -> tuple[Cue, ...]:
    """Cues of a file, read once: reading two thousand takes a quarter of a second, and every browser asks."""
    return read_srt(data, path).cues


@collector.paused()
def save(at: Desktop, form: forms.SaveForm) -> Data:
    """The track as it is in the file now: sha256, cues, and whether others' changes are among them (`merged`).

    Raises Conflict, BusyError, OSError.
    """
    mine = tuple(cue.cue() for cue in form.cues)
    for _ in range(_TRIES):
        data = at.current()
        seen = files.sha256_bytes(data) if data is not None else None
        merged = None
        if seen != form.seen_sha256:
            merged = _put_together([cue.cue() for cue in form.seen], at.read(data), mine)
            if merged.conflicts:
                raise _conflict(at, seen, data, mine, merged)
        try:
            return _written(at, seen, merged.cues if merged else mine, merged is not None)
        except StaleFileError:
            continue
    raise StoryError("this file is saved again and again.", where=at.story.paths.srt(at.lang), remedy="Try again.")


def _put_together(seen: Sequence[Cue], file: Sequence[Cue], mine: Sequence[Cue]) -> Merged:
    """The three versions as one. A file that somebody has emptied is asked about: it may be a mishap."""
    if seen and mine and not file:
        whole = Conflict(mine[0].start, max(cue.end for cue in mine), tuple(seen), (), tuple(mine))
        return Merged(tuple(mine), (whole,), ())
    return merge(seen, file, mine)


def _written(at: Desktop, seen: str | None, cues: Sequence[Cue], merged: bool) -> Data:
    saved = track_store.save(at.story.paths, at.lang, cues, seen_sha256=seen, why=Why.PAGE, by=at.by, at=at.when)
    now = at.read(write_srt(cues).encode("utf-8"))
    return {"lang": at.lang, "sha256": saved.sha256, "cues": show.cues_data(now), "merged": merged}


def _conflict(at: Desktop, seen: str | None, data: bytes | None, mine: tuple[Cue, ...], merged: Merged) -> EditConflict:
    """What is whose. Whoever closes the page now finds their version in the history."""
    reason = history.Reason(Why.CONFLICT, at.by, at.when)
    history.keep(at.story.paths, at.lang, write_srt(mine).encode("utf-8"), reason)
    return EditConflict.of(
        {
            "file": {"sha256": seen, "cues": show.cues_data(at.read(data))},
            "merged": show.cues_data(merged.cues),
            "conflicts": [
                {
                    "start": one.start,
                    "end": one.end,
                    "theirs": show.cues_data(one.machine),
                    "mine": show.cues_data(one.people),
                }
                for one in merged.conflicts
            ],
        }
    )


def restore(at: Desktop, form: forms.RestoreForm) -> Data:
    """The track with an earlier version written over it; the one of now is kept. Raises Changed, StoryError."""
    paths, lang = at.story.paths, at.lang
    data = history.read(paths, lang, history.find(paths, lang, form.version).sha256)
    try:
        saved = track_store.save(
            paths, lang, data, seen_sha256=form.seen_sha256, why=Why.RESTORED, by=at.by, at=at.when
        )
    except StaleFileError as error:
        raise _changed(at) from error
    return {"sha256": saved.sha256}


def approve_seen(layout: Layout, at: Desktop, form: forms.ApproveForm, page: str) -> Data:
    """The approval of the very bytes that the page shows. Raises Changed, Refused with what stands in the way."""
    data = at.current()
    if data is None or files.sha256_bytes(data) != form.seen_sha256:
        raise _changed(at)
    try:
        done = approve(
            layout,
            at.story.slug,
            at.lang,
            by=at.by,
            role=form.role,
            same_person=form.same_person,
            seen_sha256=form.seen_sha256,
        )
    except ApprovalError as error:
        found = obstacles(layout, at.story.slug, at.lang, by=at.by, same_person=form.same_person)
        raise Refused.of({"obstacles": [obstacle_data(one, page) for one in found]}) from error
    return done.as_dict()


def obstacle_data(one: Obstacle, page: str) -> Data:
    return {"code": one.code, "finding": show.finding_data(one.finding, page) if one.finding else None}


def _changed(at: Desktop) -> Changed:
    return Changed("somebody has changed this track since.", where=at.story.paths.srt(at.lang), remedy="Look again.")
