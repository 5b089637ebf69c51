"""A story: what story.toml says, and where its footage is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pipeline.errors import StoryError, written
from pipeline.messages import tr
from pipeline.project.layout import MANIFEST_PAGES, Layout, StoryLayout
from pipeline.project.settings import Settings
from pipeline.project.sign_languages import check_code
from pipeline.project.story_file import SLUG, StoryFile
from pipeline.project.tomlfile import read_toml

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

#: Folders of output/ that are not stories'.
RESERVED = frozenset({"static", "theme", MANIFEST_PAGES})


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
    _refuse_odd_name(
        folder, tr("the name of this folder is not UTF-8 text: it was written on another kind of computer.")
    )
    info = read_toml(folder / "story.toml", StoryFile)
    slug = info.slug or folder.name
    if slug in RESERVED:
        raise StoryError(
            tr('"{slug}" is the name of a folder that the pages need.', slug=slug),
            where=folder,
            remedy=tr("Give the story another folder name or slug."),
        )
    if not SLUG.match(slug):
        raise StoryError(
            tr('the folder name "{folder}" cannot be part of a web address.', folder=folder.name),
            where=folder,
            remedy=tr("Rename it with small letters a–z, digits and hyphens, or set slug in its story.toml."),
        )
    return Story(slug, layout.story(folder, slug), info)


def signed(story: Story) -> tuple[str, ...]:
    """The sign languages that a story's folder has a video of, in the order of their codes.

    Raises StoryError for a code that is none, for a file that is called otherwise, and for a `[sign]` of story.toml
    without its video.
    """
    paths = story.paths
    there = {path.name.split(".")[1]: path for path in sorted(paths.source.glob("*")) if _is_signed(path)}
    for code, path in there.items():
        try:
            check_code(code)
        except ValueError as error:
            raise StoryError(tr("{error}.", error=error.args[0]), where=path, remedy=tr("Rename this file.")) from error
        if path.name != paths.sign_source(code).name:
            name = paths.sign_source(code).name
            raise StoryError(
                tr("this interpretation must be called {name}.", name=name),
                where=path,
                remedy=tr("Save or rename it so."),
            )
    for code in story.info.sign:
        if code not in there:
            raise StoryError(
                tr(
                    "story.toml has [sign.{code}], and there is no {name}.",
                    code=code,
                    name=paths.sign_source(code).name,
                ),
                where=paths.source,
                remedy=tr("Copy it there, or remove that part."),
            )
    return tuple(there)


def _is_signed(path: Path) -> bool:
    """Whether a file is the story in a sign language, and so not its footage: sign.csc.mp4."""
    match = re.fullmatch(r"sign\.[^.]+(\.[^.]+)", path.name, re.IGNORECASE)
    return match is not None and match[1].lower() in VIDEO_SUFFIXES


def _refuse_odd_name(path: Path, what: str) -> None:
    """Raises StoryError, which says `what`, for a name that is no text: neither pages nor players could be told it."""
    if written(path.name) != path.name:
        raise StoryError(
            what,
            where=path,
            remedy=tr("Rename it."),
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
            tr('story.toml names the {key} "{name}", which is not in the folder.', key=key, name=name),
            where=story.paths.source,
            remedy=tr("Copy it there, or correct the key `{key}`.", key=key),
        )
    return path


def nearest(name: str, names: list[str]) -> str:
    """A "did you mean" sentence for a mistyped name, or an empty string."""
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    return tr('Did you mean "{near}"?', near=near[0]) if near else ""


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
                tr('story.toml names the video "{video}", which is not in the folder.', video=story.info.video),
                where=folder,
                remedy=tr("Copy it there, or correct the key `video`."),
            )
        return path
    videos = sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and path.suffix.lower() in FOOTAGE_SUFFIXES
        and not path.name.startswith(".")
        and not _is_signed(path)
    )
    named = [path for path in videos if path.stem in (story.slug, folder.name)]
    choice = named if len(named) == 1 else videos
    if len(choice) == 1:
        _refuse_odd_name(
            choice[0], tr("the name of this video is not UTF-8 text: it was written on another kind of computer.")
        )
        return choice[0]
    if not videos:
        raise StoryError(
            tr("there is no video, and no sound recording, in this story's folder."),
            where=folder,
            remedy=tr("Copy the footage there, for example as {slug}.mp4.", slug=story.slug),
        )
    raise StoryError(
        tr("more than one video here: {names}.", names=", ".join(path.name for path in videos)),
        where=folder,
        remedy=tr('Keep one, name it {slug}.mp4, or set video = "…" in story.toml.', slug=story.slug),
    )
