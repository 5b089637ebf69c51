"""review.json: who approved what, who heard what, which findings were accepted, who edited last, what was remarked, and
which criteria of accessibility somebody has looked at.

The only reader and writer of that file. People may read and edit it too: what they add is kept as it is, and a file
that cannot be understood is never written over. Every change is made under the story's lock. All times: ISO 8601 with
offset, as `times.moment` makes them.
"""

from __future__ import annotations

import contextlib
import copy
import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field, ValidationError

from pipeline import files
from pipeline.check.waivers import Waiver
from pipeline.cues import Lang
from pipeline.errors import StoryError, VeusError
from pipeline.fieldtypes import NonEmpty, Sha256
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout
from pipeline.review.heard_entries import Hearing, Tick, Unheard
from pipeline.review.json_place import line_of, twice
from pipeline.review.review_entry import Moment, Ms, ReviewEntry
from pipeline.review.story_lock import changing

#: What a person may find of a criterion, in the words of EARL 1.0.
AttestedOutcome = Literal["passed", "failed", "cantTell", "inapplicable"]


class SpeechModel(ReviewEntry):
    """What heard the speech that the track began with."""

    engine: str
    model: str
    model_sha256: str


class Approval(ReviewEntry):
    """One person's word that a track is right as it is.

    sha256: of the track's bytes; footage_sha256: of the video it was heard and seen with. veus: version of this tool.
    translation: by source language, the route and its version; None where nothing was translated. edited_by: who edited
    these bytes last; None where nobody noted it. same_person: why one person did both. unheard: what nobody had heard
    then; None for approvals of before that was noted.
    """

    by: NonEmpty
    role: str | None = None
    when: Moment
    sha256: Sha256
    footage_sha256: Sha256
    veus: str = ""
    speech: SpeechModel | None = None
    translation: dict[str, Any] | None = None
    edited_by: str | None = None
    same_person: str | None = None
    unheard: Unheard | None = None

    @property
    def heard_through(self) -> bool:
        """Whether people had heard all of the film with the track. Where nobody noted it, nobody knows: no."""
        return self.unheard is not None and self.unheard.nothing


class Edit(ReviewEntry):
    """Who last edited a track, as far as it was noted. sha256: of the bytes they left. how: a value of
    `history.Why`."""

    by: NonEmpty
    when: Moment
    sha256: Sha256
    how: str


class Comment(ReviewEntry):
    """A remark for the other reviewers on a stretch of a track (ms). text: what the captions said there."""

    id: NonEmpty
    lang: Lang
    start: Ms
    end: Ms
    text: str = ""
    comment: NonEmpty
    by: str = ""
    when: Moment
    done: bool = False


class Attestation(ReviewEntry):
    """One person's word on a criterion of accessibility that they looked at. criterion: its name in criteria.toml.

    about: SHA-256 of all that it is about, by "footage", "page", "story", "track.ca"; a word that is about nothing
    never holds. remark: what they add. veus: version of this tool.
    """

    criterion: NonEmpty
    outcome: AttestedOutcome
    by: NonEmpty
    role: str | None = None
    when: Moment
    about: dict[str, Sha256]
    remark: str | None = None
    veus: str = ""


class Review(ReviewEntry):
    """review.json. approvals, edits: by language. log: approvals and waivers as they came, oldest first. attestations:
    oldest first, the last on each criterion. ticks: oldest first. heard: one entry for each person and track."""

    approvals: dict[Lang, Approval] = Field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    edits: dict[Lang, Edit] = Field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    ticks: tuple[Tick, ...] = ()
    heard: tuple[Hearing, ...] = ()
    log: tuple[dict[str, Any], ...] = ()


def read_review(paths: StoryLayout) -> Review:
    """What review.json says; nothing where there is none. Raises StoryError for a damaged one, OSError."""
    return _understood(paths, _text(paths))[1]


def decided_sha256(paths: StoryLayout) -> str | None:
    """A hash of all that people decided: what they have heard since, which grows while a film plays, is passed over.
    None where there is nothing. Raises OSError."""
    data = files.read_if_any(paths.review_file)
    if data is None:
        return None
    try:
        decided = {key: value for key, value in json.loads(data).items() if key != "heard"}
        return files.sha256_json(decided) if decided else None
    except (ValueError, AttributeError, RecursionError):
        return files.sha256_bytes(data)


def approved_sha256(paths: StoryLayout, lang: Lang) -> str | None:
    """SHA-256 of the bytes last approved in `lang`. Raises StoryError, OSError."""
    approval = read_review(paths).approvals.get(lang)
    return approval.sha256 if approval else None


def set_approval(paths: StoryLayout, lang: Lang, approval: Approval) -> None:
    """Notes an approval in place of the one before, which stays in the log. Raises StoryError, BusyError, OSError."""
    entry = approval.model_dump(mode="json")
    with edited(paths) as data:
        data.setdefault("approvals", {})[lang] = entry
        _log(data, "approve", lang, **entry)


def add_waiver(paths: StoryLayout, waiver: Waiver) -> None:
    """Notes that a finding is accepted, in place of an earlier word on the same. Raises as `set_approval`."""
    entry = waiver.model_dump(mode="json")
    with edited(paths) as data:
        others = [one for one in data.get("waivers", ()) if _about(one) != _about(entry)]
        data["waivers"] = [*others, entry]
        _log(data, "waive", **entry)


def remove_waiver(paths: StoryLayout, waiver: Waiver, by: str, when: str) -> None:
    """Takes a waiver back. Raises as `set_approval`."""
    gone = _about(waiver.model_dump())
    with edited(paths) as data:
        data["waivers"] = [one for one in data.get("waivers", ()) if _about(one) != gone]
        _log(data, "unwaive", waiver.lang, rule=waiver.rule, text=waiver.text, by=by, when=when)


def add_attestation(paths: StoryLayout, word: Attestation) -> None:
    """Notes somebody's word on a criterion, in place of the one before, which stays in the log. Raises as
    `set_approval`."""
    entry = word.model_dump(mode="json")
    with edited(paths) as data:
        others = [one for one in data.get("attestations", ()) if one.get("criterion") != word.criterion]
        data["attestations"] = [*others, entry]
        _log(data, "attest", **entry)


def remove_attestation(paths: StoryLayout, criterion: str, by: str, when: str) -> None:
    """Takes somebody's word on a criterion back. Raises as `set_approval`."""
    with edited(paths) as data:
        data["attestations"] = [one for one in data.get("attestations", ()) if one.get("criterion") != criterion]
        _log(data, "unattest", criterion=criterion, by=by, when=when)


def note_edit(paths: StoryLayout, lang: Lang, edit: Edit) -> None:
    """Notes who edited a track last. Raises as `set_approval`."""
    with edited(paths) as data:
        data.setdefault("edits", {})[lang] = edit.model_dump(mode="json")


def add_comment(
    paths: StoryLayout, lang: Lang, span: tuple[int, int], text: str, comment: str, *, by: str, when: str
) -> Comment:
    """Adds a remark on a stretch (ms) of a track whose captions say `text` there. Raises as `set_approval`."""
    entry = Comment(
        id=uuid.uuid4().hex[:12], lang=lang, start=span[0], end=span[1], text=text, comment=comment, by=by, when=when
    )
    with edited(paths) as data:
        data.setdefault("comments", []).append(entry.model_dump(mode="json"))
    return entry


def set_done(paths: StoryLayout, comment_id: str, done: bool = True) -> None:
    """Marks a remark as dealt with, or as open again. Raises StoryError for an unknown one, and as `set_approval`."""
    with edited(paths) as data:
        entry = next((one for one in data.get("comments", ()) if one["id"] == comment_id), None)
        if entry is None:
            raise StoryError(
                tr("this comment is no longer there."), where=paths.review_file, remedy=tr("Load the page again.")
            )
        entry["done"] = done


def move_comments(paths: StoryLayout, spans: Mapping[str, tuple[int, int]]) -> None:
    """Puts remarks, by id, at other times (ms). Raises as `set_approval`."""
    if not spans:
        return
    with edited(paths) as data:
        for entry in data.get("comments", ()):
            if entry["id"] in spans:
                entry["start"], entry["end"] = spans[entry["id"]]


def _about(waiver: dict[str, Any]) -> tuple[str, ...]:
    """What a waiver is about; a later one on the same takes its place."""
    return tuple(" ".join(str(waiver.get(key, "")).split()) for key in ("rule", "lang", "text"))


def _log(data: dict[str, Any], what: str, lang: Lang | None = None, **entry: Any) -> None:
    data.setdefault("log", []).append({"what": what} | ({"lang": lang} if lang else {}) | entry)


@contextlib.contextmanager
def edited(paths: StoryLayout) -> Iterator[dict[str, Any]]:
    """The file's data to be changed in place, and written when the block ends well and changed anything. Raises as
    `set_approval`.

    The data as it stands in the file, not the models: whatever people wrote there, and its order, stays.
    """
    with changing(paths):
        before = _text(paths)
        data, _ = _understood(paths, before)
        was = copy.deepcopy(data)
        yield data
        if data == was:
            return
        after = files.to_json(data)
        _understood(paths, after)
        if _text(paths) != before:
            raise StoryError(
                tr("somebody saved this file just now."),
                where=paths.review_file,
                remedy=tr("Run the same command again."),
            )
        files.write_text(paths.review_file, after, paths.base)
        files.name_to_disk(paths.review_file)


def _text(paths: StoryLayout) -> str:
    data = files.read_if_any(paths.review_file)
    try:
        return "{}" if data is None else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _damaged(paths, line, tr("not UTF-8 text")) from error


def _understood(paths: StoryLayout, text: str) -> tuple[dict[str, Any], Review]:
    """The file's data as it stands, and as models. Raises StoryError naming the line."""
    try:
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair could not be written back
        if found := twice(text):
            raise _damaged(paths, found[1], tr('the key "{key}" stands here a second time', key=found[0][-1]))
        return data, Review.model_validate(data)
    except json.JSONDecodeError as error:
        said = tr("not valid JSON: {complaint}", complaint=error.msg[:1].lower() + error.msg[1:])
        raise _damaged(paths, error.lineno, said) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        complaint = f'"{key}": {first["msg"]}' if key else tr("an object {shape} was expected", shape="{ … }")
        raise _damaged(paths, line_of(text, first["loc"]), complaint) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(paths, 1, tr("not a file that Veus can read ({kind})", kind=type(error).__name__)) from error


def _damaged(paths: StoryLayout, line: int, complaint: str) -> VeusError:
    return StoryError(
        tr("the review file cannot be read: line {line}: {complaint}.", line=line, complaint=complaint),
        where=paths.review_file,
        remedy=tr("Restore it from a copy, or correct it there; without it nothing counts as approved."),
    )
