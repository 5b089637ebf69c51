"""A story: what story.toml says, and where its footage is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator

from pipeline.errors import StoryError, VeusError, written
from pipeline.languages import check_language
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.settings import Bilingual, Link, NonEmpty, Settings
from pipeline.project.tomlfile import FileModel, read_toml

#: Endings taken for footage, in lower case: of videos, and of sound alone.
VIDEO_SUFFIXES = frozenset(
    [
        ".mp4",
        ".mov",
        ".m4v",
        ".mkv",
        ".webm",
        ".avi",
        ".ts",
        ".mts",
        ".m2ts",
        ".mpg",
        ".mpeg",
        ".vob",
        ".3gp",
        ".3g2",
        ".wmv",
        ".asf",
        ".flv",
        ".mxf",
        ".ogv",
    ]
)
SOUND_SUFFIXES = frozenset([".m4a", ".m4b", ".mp3", ".wav", ".ogg", ".oga", ".opus", ".flac", ".aac", ".mka", ".weba"])
FOOTAGE_SUFFIXES = VIDEO_SUFFIXES | SOUND_SUFFIXES

#: Endings of pictures that can be a poster, in lower case.
IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})

#: Folders of output/ that are not stories'.
RESERVED = frozenset({"static", "theme"})

#: A slug becomes a folder name and a part of URLs.
SLUG = re.compile(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")


Day = date  # so that a key called `date` can be typed

#: A point in the video as people write it: 0:42, 1:02:03 or 0:42.5.
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:\.(\d{1,3}))?")


def _to_ms(value: Any) -> Any:
    """The ms of a point in the video. Raises ValueError, for numbers too: they could be seconds or anything."""
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or (match[1] and int(match[2]) > 59):
        raise ValueError('write minutes and seconds in quotation marks, such as "1:05" or "1:02:03"')
    return (int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])) * 1000 + int(
        (match[4] or "0").ljust(3, "0")
    )


def _in_folder(name: Any) -> Any:
    """`name`, unless it is one that leads out of the story's folder: then ValueError."""
    if isinstance(name, str) and (Path(name).name != name or "\\" in name or name in {"", ".", ".."}):
        raise ValueError("name a file in the story's own folder, without a path")
    return name


class ChapterMark(FileModel):
    """Where a chapter of the video begins (ms), and what it is called."""

    start: Annotated[int, BeforeValidator(_to_ms), Field(ge=0)]
    title: Bilingual


class Person(FileModel):
    """Somebody who speaks or appears, in the order in which they are first heard. `speaks`: whether they are."""

    name: NonEmpty
    role: Bilingual | None = None
    speaks: bool = True


class Consent(FileModel):
    """What the people shown agreed to. given_by: who signed; scope: what for; expires: last valid day."""

    given_by: NonEmpty
    date: Day
    scope: NonEmpty
    expires: Day | None = None


class FootageChoice(FileModel):
    """Which streams of the footage are taken, by their numbers from 1 among those of their kind; of sound, several are
    mixed. A picture by its name: what is shown where there is only sound."""

    picture: Annotated[int, Field(ge=1)] | str | None = None
    sound: (
        Annotated[int, Field(ge=1)] | Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)] | None
    ) = None

    @property
    def sounds(self) -> tuple[int, ...]:
        return (self.sound,) if isinstance(self.sound, int) else self.sound or ()

    @field_validator("picture")
    @classmethod
    def _still(cls, chosen: int | str | None) -> int | str | None:
        if isinstance(chosen, str) and Path(chosen).suffix.lower() not in IMAGE_SUFFIXES:
            kinds = ", ".join(sorted(IMAGE_SUFFIXES))
            raise ValueError(f"write the number of a stream, or the name of a picture ({kinds})")
        _in_folder(chosen)
        return chosen


class StoryFile(FileModel):
    """stories/<folder>/story.toml."""

    title: Bilingual
    summary: Bilingual
    place: Bilingual
    people: tuple[Person, ...] = ()
    spoken: Annotated[tuple[str, ...], Field(min_length=1)]
    published: date | None = None
    published_time: time | None = None
    programme: Link | None = None
    consent: Consent | None = None
    slug: str | None = None
    video: str | None = None
    poster: Annotated[float, Field(ge=0, allow_inf_nan=False)] | str | None = None
    poster_alt: Bilingual | None = None
    stand_in: bool = False
    chapters: tuple[ChapterMark, ...] = ()
    footage: FootageChoice = FootageChoice()

    @property
    def speaker_names(self) -> list[str]:
        """Names of the people who speak, in the order in which they are first heard."""
        return [person.name for person in self.people if person.speaks]

    @property
    def speakers(self) -> int | None:
        """How many voices to expect: as many as people who speak; None where no person is named."""
        return len(self.speaker_names) or None

    @field_validator("spoken")
    @classmethod
    def _languages(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(check_language(code) for code in codes)
        except VeusError as error:
            raise ValueError(str(error)) from error

    @field_validator("chapters")
    @classmethod
    def _in_order(cls, marks: tuple[ChapterMark, ...]) -> tuple[ChapterMark, ...]:
        if any(mark.start <= before.start for before, mark in pairwise(marks)):
            raise ValueError("each chapter must begin after the one before it")
        return marks

    @field_validator("slug")
    @classmethod
    def _slug(cls, slug: str | None) -> str | None:
        if slug is not None and not SLUG.match(slug):
            raise ValueError(f'"{slug}" cannot be a slug: small letters a–z, digits and single hyphens only')
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
                raise ValueError(f'write seconds, a time such as "1:05", or the name of a picture ({kinds})') from error
        if isinstance(chosen, bool):
            raise ValueError("write seconds, or the name of a picture")
        return chosen

    @field_validator("video", "poster")
    @classmethod
    def _plain_name(cls, name: Any) -> Any:
        return _in_folder(name)


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its slug, its folder's paths, and its story.toml."""

    slug: str
    paths: StoryLayout
    info: StoryFile

    def kind_of(self, lang: str) -> Literal["captions", "subtitles"]:
        """HTML's distinction: captions in the language of the speech, subtitles in another."""
        return "captions" if lang in self.info.spoken else "subtitles"


def languages_of(settings: Settings, story: Story) -> tuple[str, ...]:
    """The languages that a story has tracks in: those of the series, and then those spoken in it (WCAG 2.2, 1.2.2:
    whoever speaks gets captions in that language)."""
    return tuple(dict.fromkeys((*settings.languages, *story.info.spoken)))


def burned_languages(settings: Settings, story: Story) -> tuple[str, ...]:
    """Those of them that are in the picture of a video, too: all, or the series' alone (`burn_spoken`)."""
    return languages_of(settings, story) if settings.burn_spoken else settings.languages


def load_story(folder: Path, layout: Layout) -> Story:
    """The story in `folder`; raises ConfigError or StoryError."""
    _refuse_odd_name(folder, "folder")
    info = read_toml(folder / "story.toml", StoryFile)
    slug = info.slug or folder.name
    if slug in RESERVED:
        raise StoryError(
            f'"{slug}" is the name of a folder that the pages need.',
            where=folder,
            remedy="Give the story another folder name or slug.",
        )
    if not SLUG.match(slug):
        raise StoryError(
            f'the folder name "{folder.name}" cannot be part of a web address.',
            where=folder,
            remedy="Rename it with small letters a–z, digits and hyphens, or set slug in its story.toml.",
        )
    return Story(slug, layout.story(folder, slug), info)


def _refuse_odd_name(path: Path, what: str) -> None:
    """Raises StoryError for a name that is no text: neither pages nor players could be told it."""
    if written(path.name) != path.name:
        raise StoryError(
            f"the name of this {what} is not UTF-8 text: it was written on another kind of computer.",
            where=path,
            remedy="Rename it.",
        )


def find_poster(story: Story) -> int | Path | None:
    """What story.toml chooses for the poster: a point in the video (ms) or a picture; None: nothing.

    Raises StoryError when the picture is not there.
    """
    chosen = story.info.poster
    if chosen is None or isinstance(chosen, float):
        return None if chosen is None else round(chosen * 1000)
    return _named(story, chosen, "poster")


def _named(story: Story, name: str, key: str) -> Path:
    path = story.paths.source / name
    if not path.is_file():
        raise StoryError(
            f'story.toml names the {key} "{name}", which is not in the folder.',
            where=story.paths.source,
            remedy=f"Copy it there, or correct the key `{key}`.",
        )
    return path


def nearest(name: str, names: list[str]) -> str:
    """A "did you mean" sentence for a mistyped name, or an empty string."""
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    return f'Did you mean "{near[0]}"?' if near else ""


def find_film(story: Story) -> Path:
    """What the videos are made of: the footage, or the film that a build has made of it first. Raises StoryError, as
    `find_footage`."""
    footage = find_footage(story)
    return story.paths.film if story.paths.film.is_file() else footage


def find_still(story: Story) -> Path | None:
    """The picture that is to be shown where the footage is sound alone; None where story.toml names none. Raises
    StoryError where it is not there."""
    chosen = story.info.footage.picture
    return _named(story, chosen, "picture") if isinstance(chosen, str) else None


def find_footage(story: Story) -> Path:
    """The story's one file of footage, a video or sound alone. Raises StoryError when there is none, or more than one
    to choose from.

    `video` in story.toml decides; then the file named like the slug; then the only video in the folder.
    """
    folder = story.paths.source
    if story.info.video:
        path = folder / story.info.video
        if not path.is_file():
            raise StoryError(
                f'story.toml names the video "{story.info.video}", which is not in the folder.',
                where=folder,
                remedy="Copy it there, or correct the key `video`.",
            )
        return path
    videos = sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and path.suffix.lower() in FOOTAGE_SUFFIXES and not path.name.startswith(".")
    )
    named = [path for path in videos if path.stem in (story.slug, folder.name)]
    choice = named if len(named) == 1 else videos
    if len(choice) == 1:
        _refuse_odd_name(choice[0], "video")
        return choice[0]
    if not videos:
        raise StoryError(
            "there is no video, and no sound recording, in this story's folder.",
            where=folder,
            remedy=f"Copy the footage there, for example as {story.slug}.mp4.",
        )
    raise StoryError(
        f"more than one video here: {', '.join(path.name for path in videos)}.",
        where=folder,
        remedy=f'Keep one, name it {story.slug}.mp4, or set video = "…" in story.toml.',
    )
