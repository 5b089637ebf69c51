"""Entries of review.json about what people have heard: spans and captions, doubts ticked off, and what nobody heard."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pipeline.fieldtypes import NonEmpty, Sha256
from pipeline.review.review_entry import Moment, Ms, ReviewEntry


class Unheard(ReviewEntry):
    """What nobody had heard of a track. doubts: places that nobody has ticked off; captions: so many, of `of`, that
    nobody ever opened; played: the share (0 to 1) of the film that was played with sound while the track was open."""

    doubts: Annotated[int, Field(ge=0)]
    captions: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=0)]
    played: Annotated[float, Field(ge=0, le=1)]

    @property
    def nothing(self) -> bool:
        """Whether all of it was heard."""
        return not self.doubts and not self.captions and self.played >= 1


class Hearing(ReviewEntry):
    """What one person has heard of a track. lang: its name. by: "" where they gave no name. footage_sha256: as of an
    approval; with another film it counts no longer. when: of the last of it.

    played: spans (ms) of the film that were played with sound while the track was open, in order and apart. opened:
    the marks (`hearing.mark_of`) of captions that this person had before them, sorted.
    """

    lang: NonEmpty
    by: str = ""
    footage_sha256: Sha256
    when: Moment
    played: tuple[tuple[Ms, Ms], ...] = ()
    opened: tuple[str, ...] = ()


class Tick(ReviewEntry):
    """One person's word that a doubtful place was heard and is right. lang, footage_sha256: as of a hearing. kind,
    start, end (ms), text: as the doubt has them (`check.risk.Risk`): it ends with any change of those words."""

    lang: NonEmpty
    kind: NonEmpty
    start: Ms
    end: Ms
    text: str
    footage_sha256: Sha256
    by: NonEmpty
    when: Moment
