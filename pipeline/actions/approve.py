"""`veus approve`: a person's word that a track is right as it is, bound to its bytes and to the footage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline import __version__, files
from pipeline.actions.check_tracks import findings_in
from pipeline.actions.one import one_track, track_bytes
from pipeline.build.footage import is_built
from pipeline.build.step_cache import Ledger
from pipeline.build.tracks import read_machine_track, source_words
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import Story, find_footage
from pipeline.review import history
from pipeline.review.approval import Editor, Obstacle, holds, refuse, second_person, standing_errors
from pipeline.review.names import LONGEST, LONGEST_REASON, tidy
from pipeline.review.names import same_person as is_same
from pipeline.review.open_items import OpenItem, read_open
from pipeline.review.review_record import Approval, read_review, set_approval
from pipeline.review.story_lock import changing
from pipeline.review.track_store import belongs_to_person
from pipeline.timestamps import moment
from pipeline.translation import translation_memory
from pipeline.translation.sentences import sentences


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
    layout: Layout,
    slug: str,
    lang: str,
    *,
    by: str,
    role: str | None = None,
    same_person: str | None = None,
    at: str | None = None,
    seen_sha256: str | None = None,
) -> Approved:
    """Notes that `by` (in the role `role`) approves a track as it is now.

    same_person: why whoever edited a translation last also approves it. at: when (ISO 8601); now, where it is None.
    seen_sha256: of the bytes that the person has seen, where that is known. Raises ApprovalError with every reason
    against it, BusyError while somebody changes the story, ConfigError, StoryError, VeusError (name, time), OSError.
    """
    settings, story = one_track(layout, slug, lang)
    by, role, same_person = tidy(by), _or_none(role), _or_none(same_person, LONGEST_REASON)
    when = moment(at, settings.time_zone)
    footage_sha256 = _footage_sha256(layout, story)
    with changing(story.paths):
        data = track_bytes(story, lang)
        case = _Case(layout, settings, story, lang, data, footage_sha256, by, same_person)
        if found := holds(read_review(story.paths), lang, case.sha256, footage_sha256):
            return Approved(slug, lang, found, already=True)
        _refuse_unseen(case, seen_sha256)
        refuse(f"{slug}: {lang}.srt", case.obstacles())
        approval = case.approval(role, when)
        history.keep(story.paths, lang, data, history.Reason(history.Why.APPROVED, by, when))
        set_approval(story.paths, lang, approval)
    return Approved(slug, lang, approval, already=False, notes=tuple(case.notes()))


def obstacles(layout: Layout, slug: str, lang: str, *, by: str, same_person: str | None = None) -> list[Obstacle]:
    """What would keep `by` from approving a track now, for a page that shows it before. Raises as `approve`."""
    settings, story = one_track(layout, slug, lang)
    data = track_bytes(story, lang)
    footage_sha256 = _footage_sha256(layout, story)
    return _Case(layout, settings, story, lang, data, footage_sha256, by, _or_none(same_person)).obstacles()


@dataclass(frozen=True, slots=True)
class _Case:
    """A track with all that its approval hangs on."""

    layout: Layout
    settings: Settings
    story: Story
    lang: str
    data: bytes
    footage_sha256: str
    by: str
    same_person: str | None

    @property
    def sha256(self) -> str:
        return files.sha256_bytes(self.data)

    @property
    def editor(self) -> Editor:
        return Editor.of(read_review(self.story.paths).edits.get(self.lang), self.sha256)

    @property
    def open_items(self) -> list[OpenItem]:
        return list(read_open(self.story.paths, self.lang))

    def obstacles(self) -> list[Obstacle]:
        """Everything that stands in the way; what no build has looked at cannot be checked at all."""
        if unbuilt := self._not_built():
            return unbuilt
        counting, _ = findings_in(self.data, self.settings, self.story, self.lang)
        found = standing_errors(counting, self.story.slug, self.lang)
        if stale := [item for item in self.open_items if item.kind == "stale"]:
            found.append(self._stale(len(stale)))
        if gaps := [item for item in self.open_items if item.kind == "gap"]:
            many = "1 sentence" if len(gaps) == 1 else f"{len(gaps)} sentences"
            look = f"Write what they say, or keep what stands: veus settle {self.story.slug} {self.lang}"
            found.append(Obstacle("gap", f"{many} could not be translated.", look))
        kind = self.story.kind_of(self.lang)
        return found + second_person(kind, self.by, self.editor, self.same_person)

    def _not_built(self) -> list[Obstacle]:
        """Without a build of this footage, nobody knows what is said in it, and how long it is."""
        paths, slug = self.story.paths, self.story.slug
        build = f"Run: veus build {slug}"
        if not paths.probe.is_file() or _provenance(self.story, self.lang) is None:
            return [Obstacle("not-built", "no build has heard this story yet.", build)]
        ledger = Ledger(paths.ledger, self.layout.output)
        if not is_built(ledger, self.story, self.footage_sha256):
            return [Obstacle("other-footage", "the footage was changed after the last build.", build)]
        if not _in_step(self.story, self.lang):
            return [Obstacle("source-changed", "what is translated here was changed after the last build.", build)]
        return []

    def _stale(self, count: int) -> Obstacle:
        many = "1 caption is" if count == 1 else f"{count} captions are"
        look = f"Look at them: veus settle {self.story.slug} {self.lang}"
        return Obstacle("stale", f"{many} stale: the speech was changed since.", look)

    def approval(self, role: str | None, when: str) -> Approval:
        provenance = _provenance(self.story, self.lang) or {}
        edited_by = self.editor.name
        needed = edited_by is None or is_same(self.by, edited_by)
        return Approval(
            by=self.by,
            role=role,
            when=when,
            sha256=self.sha256,
            footage_sha256=self.footage_sha256,
            veus=__version__,
            speech=provenance.get("speech"),
            translation=provenance.get("translation"),
            edited_by=edited_by,
            same_person=self.same_person if needed else None,
        )

    def notes(self) -> list[str]:
        found = []
        if proposals := [item for item in self.open_items if item.kind == "conflict"]:
            many = "1 proposal" if len(proposals) == 1 else f"{len(proposals)} proposals"
            many += " of the machine's" if all(item.by == "machine" for item in proposals) else ""
            look = f"veus settle {self.story.slug} {self.lang}"
            found.append(f"{many} that differ from what people wrote still wait for a look: {look}")
        if self.editor.name is None:
            found.append(self._unknown_editor())
        return found

    def _unknown_editor(self) -> str:
        if not belongs_to_person(self.story.paths, self.lang):
            return "nobody has edited this track: the machine's words are approved as they are."
        if earlier := self.editor.earlier:
            return f"this track was changed after {earlier} edited it, and nobody noted by whom."
        return "nobody noted who edited this track last."


def _refuse_unseen(case: _Case, seen_sha256: str | None) -> None:
    if seen_sha256 not in (None, case.sha256):
        raise VeusError(
            "somebody has changed this track since you looked at it.",
            where=case.story.paths.srt(case.lang),
            remedy="Look at it again, and approve it then.",
        )


def _or_none(text: str | None, longest: int = LONGEST) -> str | None:
    return tidy(text, longest) if text and text.strip() else None


def _footage_sha256(layout: Layout, story: Story) -> str:
    return Ledger(story.paths.ledger, layout.output).sha256(find_footage(story))


def _in_step(story: Story, lang: str) -> bool:
    """Whether the sentences of the speech are still those that the machine translated last: only then it is known which
    captions are stale. True where nothing was translated."""
    from pipeline.speech.transcribe import read_transcript

    translated = translation_memory.sources(story.paths.memory(lang))
    if translated is None:
        return True
    said = sentences(source_words(story, lang, read_transcript(story.paths.transcript)))
    return [sentence.text for sentence in said if sentence.lang != lang] == translated


def _provenance(story: Story, lang: str) -> dict[str, Any] | None:
    """How the machine's version of a track came about; where there is none, how the speech was heard. None where no
    build has left either, or none that this version understands."""
    from pipeline.speech.transcribe import read_transcript

    path = story.paths.machine_track(lang)
    try:
        heard = read_transcript(story.paths.transcript)
        if path.is_file():
            return read_machine_track(path).provenance
        return {"speech": {"engine": heard.engine, "model": heard.model, "model_sha256": heard.model_sha256}}
    except (OSError, ValueError):
        return None
