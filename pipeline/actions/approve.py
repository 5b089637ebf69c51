"""`veus approve`: a person's word that a track is right as it is, bound to its bytes and to the footage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline import __version__
from pipeline.actions.check_tracks import Looked, look_at
from pipeline.build.footage import is_built
from pipeline.build.in_step import in_step
from pipeline.build.machine_track import read_machine_track
from pipeline.build.step_cache import StepCache
from pipeline.errors import VeusError
from pipeline.messages import tr, tr_many
from pipeline.project.story import find_footage
from pipeline.review.approval import (
    Editor,
    Obstacle,
    holds,
    in_figures,
    not_heard,
    refuse,
    second_person,
    standing_errors,
    unsettled,
)
from pipeline.review.heard_entries import Unheard
from pipeline.review.hearing import Heard, heard_of
from pipeline.review.history import Why
from pipeline.review.names import LONGEST, LONGEST_REASON, tidy
from pipeline.review.names import same_person as is_same
from pipeline.review.review_record import Approval, set_approval
from pipeline.review.story_lock import changing
from pipeline.review.track_file import TrackFile, TrackText
from pipeline.review.waiting import OpenItem


@dataclass(frozen=True, slots=True)
class Approved:
    """What came of it. already: these very bytes were approved before, and nothing was written. notes: what a person
    should know besides."""

    story: str
    lang: str
    approval: Approval
    already: bool
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "story": self.story,
            "lang": self.lang,
            "already": self.already,
            "approval": self.approval.model_dump(mode="json"),
            "notes": list(self.notes),
        }


def approve(
    track: TrackFile,
    *,
    by: str,
    role: str | None = None,
    same_person: str | None = None,
    at: str | None = None,
    seen_sha256: str | None = None,
    unheard: bool = False,
) -> Approved:
    """Notes that `by` (in the role `role`) approves a track as it is now, and what nobody had heard of it then.

    same_person: why whoever edited a translation last also approves it. at: when (ISO 8601); now, where it is None.
    seen_sha256: of the bytes that the person has seen, where that is known. unheard: whether they approve it although
    nobody has heard all of it. Where the same bytes were approved without being heard, and have been heard since, they
    are approved anew. Raises ApprovalError with every reason against it, BusyError while somebody changes the story,
    StoryError, VeusError (name, time), OSError.
    """
    reason, role = track.reason(Why.APPROVED, tidy(by), at), _or_none(role)
    footage_sha256, slug = _footage_sha256(track), track.story.slug
    with changing(track.paths):
        text = track.text()
        case = _Case(track, text, footage_sha256, reason.by, _or_none(same_person, LONGEST_REASON))
        found = holds(track.review(), track.name, text.sha256, case.about)
        if found and (found.heard_through or not case.heard_through()):
            return Approved(slug, track.name, found, already=True)
        _refuse_unseen(case, seen_sha256)
        refuse(f"{slug}: {track.path.name}", case.obstacles(although_unheard=unheard))
        approval = case.approval(role, reason.when)
        track.keep(text.data, reason)
        set_approval(track.paths, track.name, approval)
    return Approved(slug, track.name, approval, already=False, notes=tuple(case.notes()))


@dataclass(frozen=True, slots=True)
class BeforeApproval:
    """What somebody is shown before they approve. obstacles: what stands in the way, besides what nobody has heard.
    unheard: that; None where no build has looked at the film."""

    obstacles: list[Obstacle]
    unheard: Unheard | None


def before(track: TrackFile, *, by: str, same_person: str | None = None) -> BeforeApproval:
    """What would keep `by` from approving a track now. Raises as `approve`."""
    case = _Case(track, track.text(), _footage_sha256(track), by, _or_none(same_person))
    found = case.obstacles(although_unheard=True)
    return BeforeApproval(found, None if case.not_built else case.heard.unheard)


@dataclass(frozen=True)
class _Case:
    """A track with all that its approval hangs on."""

    track: TrackFile
    text: TrackText
    footage_sha256: str
    by: str
    same_person: str | None

    @property
    def editor(self) -> Editor:
        return Editor.of(self.track.review().edits.get(self.track.name), self.text.sha256)

    @property
    def open_items(self) -> list[OpenItem]:
        return list(self.track.open_items())

    @property
    def look(self) -> str:
        """The command that shows what waits."""
        return f"veus settle {self.track.story.slug} {self.track.name}"

    @cached_property
    def about(self) -> str:
        """What an approval is bound to besides the bytes."""
        return self.track.bound_to(self.footage_sha256)

    @cached_property
    def looked(self) -> Looked:
        return look_at(self.track, self.text)

    @cached_property
    def heard(self) -> Heard:
        """What people have heard of it. Only for what a build has looked at."""
        review, looked = self.track.review(), self.looked
        cues, length = self.text.cues, looked.duration_ms or 0
        return heard_of(review, self.track.name, self.about, cues, looked.doubts, length)

    def heard_through(self) -> bool:
        """Whether people have heard all of it, and it could be approved."""
        return not self.not_built and self.heard.unheard.nothing

    def obstacles(self, *, although_unheard: bool) -> list[Obstacle]:
        """Everything that stands in the way; what no build has looked at cannot be checked at all."""
        if self.not_built:
            return self.not_built
        slug, name = self.track.story.slug, self.track.name
        found = standing_errors(self.looked.counting, slug, name) + unsettled(self.heard, slug, name)
        if stale := [item for item in self.open_items if item.kind == "stale"]:
            found.append(self._stale(len(stale)))
        if gaps := [item for item in self.open_items if item.kind == "gap"]:
            remedy = tr("Write what they say, or keep what stands: {command}", command=self.look)
            found.append(Obstacle("gap", _untranslated(len(gaps)), remedy))
        found += second_person(self.track.kind, self.by, self.editor, self.same_person)
        return found if although_unheard else found + not_heard(self.heard, slug)

    @cached_property
    def not_built(self) -> list[Obstacle]:
        """Without a build of this footage, nobody knows what is said in it, and how long it is."""
        track, story = self.track, self.track.story
        build = tr("Run: veus build {story}", story=story.slug)
        if not track.paths.probe.is_file() or not (track.describes or _provenance(track)):
            return [Obstacle("not-built", tr("no build has heard this story yet."), build)]
        ledger = StepCache(track.paths.ledger, track.series.layout.output)
        if not is_built(ledger, story, self.footage_sha256):
            return [Obstacle("footage-changed", tr("the footage was changed after the last build."), build)]
        if not in_step(track):
            return [Obstacle("source-changed", tr("what is translated here was changed after the last build."), build)]
        return []

    def _stale(self, count: int) -> Obstacle:
        what = tr_many(
            "{count} caption is stale: the speech was changed since.",
            "{count} captions are stale: the speech was changed since.",
            count,
        )
        return Obstacle("stale", what, tr("Look at them: {command}", command=self.look))

    def approval(self, role: str | None, when: str) -> Approval:
        provenance = _provenance(self.track) or {}
        edited_by = self.editor.name
        needed = edited_by is None or is_same(self.by, edited_by)
        return Approval(
            by=self.by,
            role=role,
            when=when,
            sha256=self.text.sha256,
            footage_sha256=self.about,
            veus=__version__,
            speech=provenance.get("speech"),
            translation=provenance.get("translation"),
            edited_by=edited_by,
            same_person=self.same_person if needed else None,
            unheard=self.heard.unheard,
        )

    def notes(self) -> list[str]:
        found: list[str] = []
        if not self.heard.unheard.nothing:
            missing = in_figures(self.heard.unheard)
            found.append(tr("approved without being heard through, as pages will say: {missing}.", missing=missing))
        if proposals := [item for item in self.open_items if item.kind == "conflict"]:
            found.append(_waiting(proposals, self.look))
        if self.editor.name is None:
            found.append(self._unknown_editor())
        return found

    def _unknown_editor(self) -> str:
        if self.track.describes:
            return tr("nobody noted who wrote this description last.")
        if not self.track.belongs_to_person():
            return tr("nobody has edited this track: the machine's words are approved as they are.")
        if earlier := self.editor.earlier:
            return tr("this track was changed after {name} edited it, and nobody noted by whom.", name=earlier)
        return tr("nobody noted who edited this track last.")


def _untranslated(count: int) -> str:
    return tr_many("{count} sentence could not be translated.", "{count} sentences could not be translated.", count)


def _waiting(proposals: list[OpenItem], command: str) -> str:
    if all(item.by == "machine" for item in proposals):
        return tr_many(
            "{count} proposal of the machine's that differs from what people wrote still waits for a look: {command}",
            "{count} proposals of the machine's that differ from what people wrote still wait for a look: {command}",
            len(proposals),
            command=command,
        )
    return tr_many(
        "{count} proposal that differs from what people wrote still waits for a look: {command}",
        "{count} proposals that differ from what people wrote still wait for a look: {command}",
        len(proposals),
        command=command,
    )


def _refuse_unseen(case: _Case, seen_sha256: str | None) -> None:
    if seen_sha256 not in (None, case.text.sha256):
        raise VeusError(
            tr("somebody has changed this track since you looked at it."),
            where=case.track.path,
            remedy=tr("Look at it again, and approve it then."),
        )


def _or_none(text: str | None, longest: int = LONGEST) -> str | None:
    return tidy(text, longest) if text and text.strip() else None


def _footage_sha256(track: TrackFile) -> str:
    return StepCache(track.paths.ledger, track.series.layout.output).sha256(find_footage(track.story))


def _provenance(track: TrackFile) -> dict[str, Any] | None:
    """How the machine's version of a track came about; where there is none, how the speech was heard. None where no
    build has left either, or none that this version understands, and for what only people write."""
    if track.describes:
        return None
    from pipeline.speech.transcribe import read_transcript

    path = track.paths.machine_track(track.lang)
    try:
        heard = read_transcript(track.paths.transcript)
        if path.is_file():
            return read_machine_track(path).provenance
        return {"speech": {"engine": heard.engine, "model": heard.model, "model_sha256": heard.model_sha256}}
    except (OSError, ValueError):
        return None
