"""How far a track has come, what stands in the way of its approval, and whose word it needs.

draft → edited → approved. An approval is about exactly the bytes of a track and exactly the footage it was heard and
seen with: any change of either ends it, since both are compared by content whenever somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline import files
from pipeline.check.finding import Finding
from pipeline.check.risk import Risk
from pipeline.cues import Lang, TrackKind, TrackStatus
from pipeline.errors import ApprovalError
from pipeline.messages import spoken, together, tr, tr_later, tr_many
from pipeline.project.layout import StoryLayout
from pipeline.review.heard_entries import Unheard
from pipeline.review.hearing import Heard
from pipeline.review.names import same_person
from pipeline.review.review_record import Approval, Edit, Review, read_review
from pipeline.review.track_store import belongs_to_person, read
from pipeline.subtitles.timecode import srt_time
from pipeline.terminal import for_shell

#: The state of a track in words.
CHANGED = tr_later("changed since it was approved")
OTHER_FOOTAGE = tr_later("footage changed since it was approved")


@dataclass(frozen=True, slots=True)
class State:
    """status: None where there is no file. approval: the one that holds. why: why an earlier one no longer does."""

    status: TrackStatus | None
    approval: Approval | None = None
    why: str = ""


def state_of(paths: StoryLayout, lang: Lang, footage_sha256: Callable[[], str], data: bytes | None = None) -> State:
    """The state of a track. The footage is only asked for where an approval of the same bytes has to be held against
    it: hashing it takes a while. data: the bytes of the file, where the caller has read them and goes on with these.
    Raises StoryError (damaged review.json), BusyError, OSError."""
    own: TrackStatus = "edited" if belongs_to_person(paths, lang) else "draft"
    data = read(paths, lang) if data is None else data
    if data is None:
        return State(None)
    approval = read_review(paths).approvals.get(lang)
    if approval is None:
        return State(own)
    if approval.sha256 != files.sha256_bytes(data):
        return State(own, why=CHANGED)
    if approval.footage_sha256 != footage_sha256():
        return State(own, why=OTHER_FOOTAGE)
    return State("approved", approval)


ObstacleCode = Literal[
    "no-track",
    "not-built",
    "footage-changed",
    "source-changed",
    "error",
    "stale",
    "gap",
    "same-person",
    "doubt",
    "unheard",
]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why a track cannot be approved yet: a code for programs, a sentence, and what to do.

    finding: the checker's, where the code is "error". doubt: where it is "doubt".
    """

    code: ObstacleCode
    what: str
    remedy: str
    finding: Finding | None = None
    doubt: Risk | None = None


def standing_errors(findings: Sequence[Finding], story: str, lang: Lang) -> list[Obstacle]:
    """An obstacle for each error among the findings that nobody has waived."""
    return [
        Obstacle(
            "error",
            _told(finding),
            _mend_or_waive(finding, story, lang),
            finding,
        )
        for finding in findings
        if finding.severity == "error"
    ]


def _told(finding: Finding) -> str:
    """For a terminal, in its language: pages tell the finding themselves."""
    return f"{_where(finding)} {finding.say(spoken())}"


def _where(finding: Finding) -> str:
    time = srt_time(finding.start)
    if not finding.cue:
        return f"{time}, {finding.rule}:"
    return tr("cue {cue}, {time}, {rule}:", cue=finding.cue, time=time, rule=finding.rule)


def _mend_or_waive(finding: Finding, story: str, lang: Lang) -> str:
    place = " ".join(finding.text.split())  # lines and blanks do not count there
    about = f"--cue {finding.cue}" if finding.cue else f"--text {for_shell(place)}"
    command = f"veus waive {story} {lang} {finding.rule} {about} --reason … --by …"
    return tr("Mend it, or accept it: {command}", command=command)


def unsettled(heard: Heard, story: str, lang: Lang) -> list[Obstacle]:
    """An obstacle for each caption with a word of no dictionary that was heard with doubt, and that nobody has ticked
    off or waived: a mishearing, most often."""
    return [
        Obstacle(
            "doubt",
            tr(
                "cue {cue}, {time}: “{text}” was heard with doubt, and is in no dictionary.",
                cue=risk.cue,
                time=srt_time(risk.start),
                text=risk.text,
            ),
            tr(
                "Listen to it (veus review {story}), and correct it or tick it off; or accept it: {command}",
                story=story,
                command=f"veus waive {story} {lang} SPELL --cue {risk.cue} --reason … --by …",
            ),
            doubt=risk,
        )
        for risk in heard.must
    ]


def not_heard(heard: Heard, story: str) -> list[Obstacle]:
    """The obstacle of what nobody has heard, for who does not say that they approve in spite of it."""
    if heard.unheard.nothing:
        return []
    what = tr("not all of it has been heard: {figures}.", figures=in_figures(heard.unheard))
    remedy = tr(
        "Hear it (veus review {story}), or approve it in spite of that: --unheard. Pages will say so.", story=story
    )
    return [Obstacle("unheard", what, remedy)]


def in_figures(unheard: Unheard) -> str:
    """What nobody has heard, in words."""
    doubts = tr_many("{count} doubt is not ticked off", "{count} doubts are not ticked off", count=unheard.doubts)
    captions = tr_many(
        "{count} caption was never opened, of {of}",
        "{count} captions were never opened, of {of}",
        count=unheard.captions,
        of=unheard.of,
    )
    played = tr("{percent} % of the film was played with sound", percent=int(unheard.played * 100))
    parts = [doubts] * bool(unheard.doubts) + [captions] * bool(unheard.captions) + [played] * (unheard.played < 1)
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edited a track last. name: None where nobody noted it for these very bytes. earlier: the last one noted."""

    name: str | None
    earlier: str | None

    @staticmethod
    def of(edit: Edit | None, sha256: str) -> Editor:
        if edit is None:
            return Editor(None, None)
        return Editor(edit.by if edit.sha256 == sha256 else None, edit.by)


def second_person(kind: TrackKind, by: str, editor: Editor, reason: str | None) -> list[Obstacle]:
    """The obstacle where a translation would be approved by whoever edited it last, and no reason is given."""
    edited = editor.name or editor.earlier
    if kind != "subtitles" or edited is None or reason or not same_person(by, edited):
        return []
    what = tr("{name} edited this translation last: another person should approve it.", name=edited)
    return [Obstacle("same-person", what, tr("Ask somebody else, or say why not: --same-person REASON"))]


def holds(review: Review, lang: Lang, sha256: str, footage_sha256: str) -> Approval | None:
    """The approval of exactly these bytes and this footage, if there is one."""
    approval = review.approvals.get(lang)
    same = approval and (approval.sha256, approval.footage_sha256) == (sha256, footage_sha256)
    return approval if same else None


def refuse(name: str, obstacles: Sequence[Obstacle], shown: int = 10) -> None:
    """Raises ApprovalError, which lists the obstacles by number (the first `shown`), unless there are none."""
    if not obstacles:
        return
    lines = [together(f"  {number}.", one.what, one.remedy) for number, one in enumerate(obstacles[:shown], 1)]
    if (more := len(obstacles) - shown) > 0:
        lines.append(together(" ", tr("… and {count} more: see `veus check`.", count=more)))
    head = tr_many(
        "{name} cannot be approved yet, for {count} reason:",
        "{name} cannot be approved yet, for {count} reasons:",
        count=len(obstacles),
        name=name,
    )
    raise ApprovalError(together(head, *lines, between="\n"))
