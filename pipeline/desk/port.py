"""What the review page asks of the rest of Veus. `desk/desk_service.py` answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from pipeline.desk import forms
from pipeline.errors import VeusError
from pipeline.messages import tr
from pipeline.project.layout import Layout

#: JSON values.
Data = dict[str, Any]


class NotHere(VeusError):
    """A story, a language or a file that is not there."""


class EditConflict(VeusError):
    """Two people wrote differently in one place: nothing was written. `data`: what is whose, for the page to ask."""

    data: Data

    @classmethod
    def of(cls, data: Data) -> EditConflict:
        error = cls(
            tr("somebody else changed the same captions in the meantime."), remedy=tr("Choose between the two.")
        )
        error.data = data
        return error


class Changed(VeusError):
    """A track that is another by now than the page shows: nothing was done about it."""


class Refused(VeusError):
    """An approval that something stands in the way of. `data`: what."""

    data: Data

    @classmethod
    def of(cls, data: Data) -> Refused:
        error = cls(tr("this track cannot be approved yet."), remedy=tr("See what stands in the way."))
        error.data = data
        return error


class Desk(Protocol):
    """Stories as reviewers work on them. layout: the folder that they lie in. slug, lang: as they come from an address,
    known or not (NotHere). page: the language of the page, for sentences. Every answer is JSON values; all raise
    VeusError and OSError."""

    layout: Layout

    def story(self, slug: str) -> Data:
        """All of a story that does not change while people review, and its tracks."""

    def pulse(self, slug: str) -> Data:
        """What the files are now, cheaply: SHA-256 of each track; `review`: of all else that people decide on."""

    def video(self, slug: str) -> Path: ...

    def font(self, number: int) -> Path: ...

    def peaks(self, slug: str) -> bytes:
        """A byte of loudness for each 50 ms."""

    def words(self, slug: str) -> Data:
        """(start, end, text) of each word heard."""

    def track(self, slug: str, lang: str) -> Data: ...

    def save(self, slug: str, lang: str, form: forms.SaveForm) -> Data:
        """The track as written. Raises Conflict."""

    def check(self, slug: str, lang: str, form: forms.CheckForm, page: str) -> Data:
        """Findings for a few cues as they are typed."""

    def findings(self, slug: str, lang: str, page: str) -> Data:
        """Findings and risks of the file."""

    def heard(self, slug: str, lang: str) -> Data:
        """How much of a track people have heard."""

    def note_heard(self, slug: str, lang: str, form: forms.HeardForm) -> Data:
        """The same then."""

    def tick(self, slug: str, lang: str, form: forms.TickForm) -> Data:
        """The risks then. Raises Changed."""

    def review(self, slug: str, page: str) -> Data:
        """Of each track: state and open items; and the story's comments."""

    def obstacles(self, slug: str, lang: str, page: str) -> Data:
        """What stands in the way of a track's approval, whoever approves it, and what nobody has heard of it."""

    def comment(self, slug: str, form: forms.CommentForm) -> Data: ...

    def done(self, slug: str, comment: str, form: forms.DoneForm) -> Data: ...

    def settle(self, slug: str, lang: str, item: str, form: forms.SettleForm) -> Data: ...

    def waive(self, slug: str, lang: str, form: forms.WaiveForm) -> Data: ...

    def approve(self, slug: str, lang: str, form: forms.ApproveForm, page: str) -> Data:
        """Raises Refused."""

    def evidence_page(self, slug: str, page: str) -> Data: ...

    def evidence(self, slug: str, page: str) -> Data:
        """A row for each criterion of accessibility."""

    def attest(self, slug: str, form: forms.AttestForm, page: str) -> Data:
        """The rows then. Raises Refused."""

    def unattest(self, slug: str, form: forms.UnattestForm, page: str) -> Data: ...

    def history(self, slug: str, lang: str) -> Data: ...

    def version(self, slug: str, lang: str, version: str) -> Data:
        """How the track as it is differs from a version. version: the first digits of its SHA-256."""

    def restore(self, slug: str, lang: str, form: forms.RestoreForm) -> Data: ...
