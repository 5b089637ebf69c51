"""What the page sends, checked before anybody reads it. Times: ms."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.cues import Cue
from pipeline.desk.form_fields import LONGEST_TEXT, MOST_FIELDS
from pipeline.fieldtypes import Sha256
from pipeline.review.names import LONGEST, LONGEST_REASON
from pipeline.review.review_record import AttestedOutcome
from pipeline.subtitles.exchanged import MAX_CUES

#: ms. No story is longer than a day.
_LAST = 24 * 3600 * 1000

Ms = Annotated[int, Field(ge=0, le=_LAST, strict=True)]
CriterionName = Annotated[str, Field(max_length=80)]
Name = Annotated[str, Field(max_length=LONGEST)]
FieldName = Annotated[str, Field(max_length=80)]
Words = Annotated[str, Field(max_length=LONGEST_TEXT)]


class FormData(BaseModel):
    """Data of the page; anything not named here is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CueForm(FormData):
    """One caption. start, end: ms."""

    start: Ms
    end: Ms
    text: Words
    top: bool = False

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a cue ends after it starts")
        return self

    def cue(self) -> Cue:
        return Cue(self.start, self.end, self.text, top=self.top)


Cues = Annotated[tuple[CueForm, ...], Field(max_length=MAX_CUES)]


class SaveForm(FormData):
    """cues: the track as it stands in the page. seen_sha256, seen: of the file that it was made from; None: no file."""

    by: Name = ""
    seen_sha256: Sha256 | None
    seen: Cues
    cues: Cues


class CheckForm(FormData):
    """A stretch of a track as it is being typed. first: number (from 1) of its first cue. low, high: which of `cues`
    (from 0, `high` not included) to look at; the others are their neighbours."""

    first: Annotated[int, Field(ge=1, le=MAX_CUES)]
    cues: Annotated[tuple[CueForm, ...], Field(max_length=60)]
    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]


class CommentForm(FormData):
    """A comment on a stretch of a track. start, end: ms. text: the caption it is about."""

    by: Name
    lang: Annotated[str, Field(max_length=24)]
    start: Ms
    end: Ms
    text: Words = ""
    comment: Annotated[str, Field(min_length=1, max_length=4000)]


class DoneForm(FormData):
    """Whether a comment is done with."""

    done: bool


class SettleForm(FormData):
    """take: the machine's proposal; False: the person's cues stay."""

    by: Name = ""
    take: bool


class HeardForm(FormData):
    """What was heard on the page since it said so last. played: spans that were played with sound while the track was
    open. opened: captions that somebody had before them."""

    by: Name = ""
    played: Annotated[tuple[tuple[Ms, Ms], ...], Field(max_length=1000)] = ()
    opened: Cues = ()


class TickForm(FormData):
    """A doubt as the page shows it, heard and right (ticked), or no longer."""

    by: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    kind: Literal["unheard", "compare", "words", "doubt", "sound"]
    start: Ms
    end: Ms
    text: Words
    ticked: bool


class ApproveForm(FormData):
    """seen_sha256: of the track as the page shows it, so that nobody approves what they have not seen. unheard: whether
    it is approved although nobody has heard all of it."""

    by: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    role: Name = ""
    same_person: Annotated[str, Field(max_length=LONGEST_REASON)] = ""
    seen_sha256: Sha256
    unheard: bool = False


class AttestForm(FormData):
    """A word on criteria. seen: for each of them by name, what it is about as the page shows it (SHA-256 by name), so
    that nobody signs for what they have not seen."""

    by: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    role: Name = ""
    remark: Annotated[str, Field(max_length=LONGEST_REASON)] = ""
    outcome: AttestedOutcome
    seen: Annotated[dict[CriterionName, dict[CriterionName, Sha256]], Field(min_length=1, max_length=200)]


class UnattestForm(FormData):
    """A word on a criterion taken back."""

    by: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    criterion: CriterionName


class WaiveForm(FormData):
    """text: of the cue that the finding is about; "" for none."""

    by: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    rule: Annotated[str, Field(max_length=20)]
    text: Words
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


class TomlCheckForm(FormData):
    """The fields of a page for story.toml or series.toml as they are being filled in: what its form would send. One of
    them has all that the page has seen of the file, and is as long as that."""

    form: Annotated[tuple[tuple[FieldName, str], ...], Field(max_length=MOST_FIELDS)]


class UploadForm(FormData):
    """A file that is about to come. name: on the other computer. size: bytes."""

    name: Annotated[str, Field(min_length=1, max_length=255)]
    size: Annotated[int, Field(ge=0, le=10**15, strict=True)]


class TermForm(FormData):
    """A word for the glossary of the series, as each language writes it; "" where it is the same as in Catalan."""

    by: Name = ""
    ca: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    en: Name = ""
    es: Name = ""


class RestoreForm(FormData):
    """version: the first digits of its SHA-256. seen_sha256: of the file as the page has it."""

    by: Name = ""
    version: Annotated[str, Field(pattern=r"^[0-9a-f]{12,64}$")]
    seen_sha256: Sha256
