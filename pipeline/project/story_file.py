"""What people write about one story: stories/<folder>/story.toml."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from pipeline.errors import ConfigError
from pipeline.fieldtypes import Day, Flag, LocalTime, NonEmpty, Number, Whole
from pipeline.languages import check_languages
from pipeline.messages import tr
from pipeline.project.bilingual import Bilingual, Link
from pipeline.project.sign_languages import check_code
from pipeline.project.tomlfile import FileModel

#: Endings of pictures that can be a poster, in lower case.
IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})

#: A slug becomes a folder name and a part of URLs.
SLUG = re.compile(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")

#: A point in the video as people write it: 0:42, 1:02:03 or 0:42.5.
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:\.(\d{1,3}))?")


def _to_ms(value: Any) -> Any:
    """The ms of a point in the video. Raises ValueError, for numbers too: they could be seconds or anything."""
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or (match[1] and int(match[2]) > 59):
        raise ValueError(tr('write minutes and seconds in quotation marks, such as "1:05" or "1:02:03"'))
    return (int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])) * 1000 + int(
        (match[4] or "0").ljust(3, "0")
    )


def _in_folder(name: Any) -> Any:
    """`name`, unless it is one that leads out of the story's folder: then ValueError."""
    if isinstance(name, str) and (Path(name).name != name or "\\" in name or name in {"", ".", ".."}):
        raise ValueError(tr("name a file in the story's own folder, without a path"))
    return name


class ChapterMark(FileModel):
    """Chapters of the video, in order; the machine makes none. `veus check STORY` proposes places; `chapters = []` says
    that none are wanted."""

    start: Annotated[Whole, BeforeValidator(_to_ms, json_schema_input_type=str), Field(ge=0)]
    """Where it begins, in minutes and seconds: `"1:05"`, `"1:02:03"` or `"0:42.5"`. Read as ms."""

    title: Bilingual
    """What it is called."""


class Person(FileModel):
    """Who speaks or appears, in the order in which they are first heard."""

    name: NonEmpty
    """As it stands on pages, on cards, and before their captions, where it may."""

    role: Bilingual | None = None
    """Who they are in the story: "neighbour"."""

    speaks: Flag = True
    """Whether they are heard."""

    publish_name: Flag = True
    """Whether they may be named. If not, they stand on no page or card, no caption begins with their name, and a story
    that names them all the same is not published."""


class Consent(FileModel):
    """What the people shown agreed to. Without it the story is not published."""

    given_by: NonEmpty
    """Who signed."""

    date: Day
    """The day from which it holds."""

    scope: NonEmpty
    """What for."""

    expires: Day | None = None
    """The last day on which it holds."""

    scan: str | None = None
    """The paper that was signed, by the name of a file in `consent`, a folder in that of the story. It is never
    published."""

    @field_validator("expires")
    @classmethod
    def _after_it_begins(cls, last: Day | None, info: ValidationInfo) -> Day | None:
        if last and (first := info.data.get("date")) and last < first:
            raise ValueError(tr("it would end on {last}, before it begins on {first}", last=last, first=first))
        return last

    @field_validator("scan")
    @classmethod
    def _named_plainly(cls, name: str | None) -> str | None:
        return _in_folder(name) if name is not None else None


class SignVideo(FileModel):
    """What is to be known of `sign.<code>.mp4`, the story interpreted into that sign language."""

    offset_s: Annotated[Number, Field(ge=-36_000, le=36_000)] | None = None
    """The second of the film at which it begins, less than 0 where it begins before; without it, it must be as long as
    the film, and begins with it."""

    interpreter: NonEmpty | None = None
    """Who interprets."""

    publish_name: Flag = False
    """Whether pages say who interprets."""

    consent: Consent | None = None
    """What the interpreter agreed to. Without it the story is not published."""

    @property
    def offset_ms(self) -> int | None:
        return None if self.offset_s is None else round(self.offset_s * 1000)

    @property
    def public_name(self) -> str | None:
        """What readers are told."""
        return self.interpreter if self.publish_name else None


class FootageChoice(FileModel):
    """What is taken of the footage where it holds more than one picture or sound; what is shown with sound alone."""

    picture: Annotated[Whole, Field(ge=1)] | str | None = None
    """The number of a picture among those of the file, from 1. Where there is only sound: the name of a picture in the
    story's folder, which is shown with it."""

    sound: (
        Annotated[Whole, Field(ge=1)] | Annotated[tuple[Annotated[Whole, Field(ge=1)], ...], Field(min_length=1)] | None
    ) = None
    """The number of a sound among those of the file, from 1; of several (`[1, 2]`), a mix."""

    @property
    def sounds(self) -> tuple[int, ...]:
        return (self.sound,) if isinstance(self.sound, int) else self.sound or ()

    @field_validator("picture")
    @classmethod
    def _still(cls, chosen: int | str | None) -> int | str | None:
        if isinstance(chosen, str) and Path(chosen).suffix.lower() not in IMAGE_SUFFIXES:
            kinds = ", ".join(sorted(IMAGE_SUFFIXES))
            raise ValueError(tr("write the number of a stream, or the name of a picture ({kinds})", kinds=kinds))
        _in_folder(chosen)
        return chosen


class StoryFile(FileModel):
    """stories/<folder>/story.toml."""

    title: Bilingual
    """What the story is called."""

    summary: Bilingual
    """What it tells, in a sentence."""

    place: Bilingual
    """Where it takes place."""

    people: tuple[Person, ...] = ()

    spoken: Annotated[tuple[str, ...], Field(min_length=1)]
    """Languages of the speech by their ISO 639-1 codes (`"ca"`, `"es"`, `"ar"`), most spoken first. The story has
    captions in each."""

    published: Day | None = None
    """The day on which it comes out; without it, that of the series."""

    published_time: LocalTime | None = None
    """At which time of that day, in the series' `time_zone`; without it, that of the series if the day is the same."""

    programme: Link | None = None
    """The programme that the story tells of."""

    links: tuple[Link, ...] = ()
    """Where else to read on: other pages of the programme, a form to sign up."""

    consent: Consent | None = None

    slug: str | None = None
    """Its name in addresses: small letters a–z, digits, single hyphens; without it, that of the folder."""

    video: str | None = None
    """The footage, by the name of a file in the story's folder, where it holds more than one that could be it."""

    poster: Annotated[Number, Field(ge=0)] | str | None = None
    """A point in the video – seconds, or a time such as `"1:05"` –, or the name of a picture in the story's folder.
    Without it, a sharp, well-lit and still picture is chosen."""

    poster_alt: Bilingual | None = None
    """What is to be seen on it, for those who do not see it."""

    stand_in: Flag = False
    """Whether the footage only stands in for footage that is still to come; pages say so."""

    chapters: tuple[ChapterMark, ...] = ()

    footage: FootageChoice = FootageChoice()

    sign: dict[Annotated[str, AfterValidator(check_code)], SignVideo] = Field(default_factory=dict)
    """What is to be known of interpretations, by the code of the sign language: `[sign.csc]`."""

    @property
    def speaker_names(self) -> list[str]:
        """Names of the people who speak and may be named, in the order in which they are first heard."""
        return [person.name for person in self.people if person.speaks and person.publish_name]

    @property
    def speakers(self) -> int | None:
        """How many voices to expect: as many as people who speak; None where there is no person."""
        return sum(person.speaks for person in self.people) or None

    @field_validator("spoken")
    @classmethod
    def _languages(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return check_languages(codes)
        except ConfigError as error:
            raise ValueError(str(error)) from error

    @field_validator("chapters")
    @classmethod
    def _in_order(cls, marks: tuple[ChapterMark, ...]) -> tuple[ChapterMark, ...]:
        if any(mark.start <= before.start for before, mark in pairwise(marks)):
            raise ValueError(tr("each chapter must begin after the one before it"))
        return marks

    @field_validator("slug")
    @classmethod
    def _slug(cls, slug: str | None) -> str | None:
        if slug is not None and not SLUG.match(slug):
            raise ValueError(
                tr('"{slug}" cannot be a slug: small letters a–z, digits and single hyphens only', slug=slug)
            )
        return slug

    @field_validator("poster", mode="before")
    @classmethod
    def _picture(cls, chosen: Any) -> Any:
        """A file, or a point in the video in seconds; "1:05" is one, too."""
        if isinstance(chosen, str) and Path(chosen).suffix.lower() not in IMAGE_SUFFIXES:
            try:
                return _to_ms(chosen) / 1000
            except ValueError as error:
                kinds = ", ".join(sorted(IMAGE_SUFFIXES))
                raise ValueError(
                    tr('write seconds, a time such as "1:05", or the name of a picture ({kinds})', kinds=kinds)
                ) from error
        if isinstance(chosen, bool):
            raise ValueError(tr("write seconds, or the name of a picture"))
        return chosen

    @field_validator("video", "poster")
    @classmethod
    def _plain_name(cls, name: Any) -> Any:
        return _in_folder(name)
