"""What the review page writes: tracks put together with what others wrote meanwhile, and a person's word on them.

Nothing is ever written over bytes that the page has not seen. Where the file is another by now, three versions are put
together – what the page had seen, the file, the page –; where both changed the same captions, nothing is written, the
page's version goes to the history, and the page asks the person.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from pipeline import collector
from pipeline.actions.approve import BeforeApproval, approve, before
from pipeline.cues import Cue
from pipeline.desk import desk_data as show
from pipeline.desk import forms
from pipeline.desk.port import Changed, EditConflict, Refused
from pipeline.errors import ApprovalError, StaleFileError, StoryError
from pipeline.messages import tr
from pipeline.review.approval import Obstacle
from pipeline.review.history import Why
from pipeline.review.merge import Conflict, Merged, merge
from pipeline.review.names import tidy
from pipeline.review.track_file import TrackFile, TrackText
from pipeline.subtitles.srt import write_srt

Data = dict[str, Any]

#: How often a file without a word is looked at again, and after how many seconds.
_LOOKS, _LOOK_S = 5, 0.1

#: How often a save starts again because somebody else saved in that very moment.
_TRIES = 5


def who(by: str) -> str:
    """The name that somebody gave; "" where they gave none. Raises VeusError for one that is none."""
    return tidy(by) if by.strip() else ""


def current(track: TrackFile) -> TrackText | None:
    """The file now, once a write that was killed is finished. An editor that is just saving empties the file, or takes
    it away, before it writes: that moment is waited for."""
    for _ in range(_LOOKS):
        text = track.read()
        if (text and text.data) or track.base() is None:
            return text
        time.sleep(_LOOK_S)
    return text


@collector.paused()
def save(track: TrackFile, form: forms.SaveForm) -> Data:
    """The track as it is in the file now: sha256, cues, and whether others' changes are among them (`merged`).

    Raises Conflict, BusyError, OSError.
    """
    mine, by = tuple(cue.cue() for cue in form.cues), who(form.by)
    for _ in range(_TRIES):
        text, merged = current(track), None
        if (text.sha256 if text else None) != form.seen_sha256:
            merged = _put_together([cue.cue() for cue in form.seen], text.cues if text else (), mine)
            if merged.conflicts:
                raise _conflict(track, text, mine, merged, by)
        new = track.as_text(write_srt(merged.cues if merged else mine).encode("utf-8"))
        try:
            track.save(new.data, text, track.reason(Why.PAGE, by))
        except StaleFileError:
            continue
        return {
            "lang": track.name,
            "sha256": new.sha256,
            "cues": show.cues_data(new.cues),
            "merged": merged is not None,
        }
    raise StoryError(tr("this file is saved again and again."), where=track.path, remedy=tr("Try again."))


def _put_together(seen: Sequence[Cue], file: Sequence[Cue], mine: Sequence[Cue]) -> Merged:
    """The three versions as one. A file that somebody has emptied is asked about: it may be a mishap."""
    if seen and mine and not file:
        whole = Conflict(mine[0].start, max(cue.end for cue in mine), tuple(seen), (), tuple(mine))
        return Merged(tuple(mine), (whole,), ())
    return merge(seen, file, mine)


def _conflict(track: TrackFile, text: TrackText | None, mine: tuple[Cue, ...], merged: Merged, by: str) -> EditConflict:
    """What is whose. Whoever closes the page now finds their version in the history."""
    track.keep(write_srt(mine).encode("utf-8"), track.reason(Why.CONFLICT, by))
    return EditConflict.of(
        {
            "file": {"sha256": text.sha256 if text else None, "cues": show.cues_data(text.cues if text else ())},
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


def restore(track: TrackFile, form: forms.RestoreForm) -> Data:
    """The track with an earlier version written over it; the one of now is kept. Raises Changed, StoryError."""
    data, reason = track.bytes_of(track.version(form.version)).data, track.reason(Why.RESTORED, who(form.by))
    try:
        return {"sha256": track.save_over(data, form.seen_sha256, reason).sha256}
    except StaleFileError as error:
        raise _changed(track) from error


def approve_seen(track: TrackFile, form: forms.ApproveForm, page: str) -> Data:
    """The approval of the very bytes that the page shows. Raises Changed, Refused with what stands in the way."""
    text, by = current(track), who(form.by)
    if text is None or text.sha256 != form.seen_sha256:
        raise _changed(track)
    try:
        done = approve(
            track,
            by=by,
            role=form.role,
            same_person=form.same_person,
            seen_sha256=form.seen_sha256,
            unheard=form.unheard,
        )
    except ApprovalError as error:
        raise Refused.of(before_data(before(track, by=by, same_person=form.same_person), page)) from error
    return done.as_dict()


def before_data(known: BeforeApproval, page: str) -> Data:
    """What somebody is shown before they approve, in the language of the page. unheard: None where it is not known, or
    everything was heard."""
    missing = known.unheard if known.unheard and not known.unheard.nothing else None
    return {
        "obstacles": [_obstacle_data(one, page) for one in known.obstacles],
        "unheard": missing.model_dump(mode="json") if missing else None,
    }


def _obstacle_data(one: Obstacle, page: str) -> Data:
    return {
        "code": one.code,
        "finding": show.finding_data(one.finding, page) if one.finding else None,
        "doubt": show.risk_data(one.doubt) if one.doubt else None,
    }


def _changed(track: TrackFile) -> Changed:
    return Changed(tr("somebody has changed this track since."), where=track.path, remedy=tr("Look again."))
