"""A series: what series.toml says, and the stories beside it, by name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from pipeline.errors import ConfigError, StoryError, UnknownStoryError, VeusError, for_people
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings, load_settings
from pipeline.project.story import Story, burned_languages, languages_of, load_story, nearest

#: Folders that hold stories may lie in one another: 2021/spring/joel, and one more.
DEEPEST = 3

#: What makes a folder a story.
STORY_FILE = "story.toml"


#: What makes a word a pattern, as shells have it.
_PATTERN = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Stories:
    """Stories as they were on the disk. loaded: in the order of the series. problems: by the name of the folder
    (`folder_name`), what is wrong with those that cannot be loaded."""

    loaded: Sequence[Story]
    problems: Mapping[str, VeusError]

    def named(self, words: Sequence[str]) -> Stories:
        """Those that `words` mean; all, where there are none. Raises UnknownStoryError, as `meant`."""
        return self.of(meant(words, self.folders())) if words else self

    def folders(self) -> dict[str, PurePath]:
        """Of each story its slug, or the name of its folder where it cannot be loaded, and that folder."""
        loaded: dict[str, PurePath] = {story.slug: story.paths.source for story in self.loaded}
        return loaded | {name: PurePath(name) for name in self.problems}

    def of(self, names: Collection[str]) -> Stories:
        """Those of these names, as `folders` has them."""
        return Stories(
            [story for story in self.loaded if story.slug in names],
            {name: error for name, error in self.problems.items() if name in names},
        )


def meant(words: Sequence[str], there: Mapping[str, PurePath]) -> set[str]:
    """The names of `there` (with their folders) that `words` mean: slugs, or patterns of slugs or folders ("2021/*",
    "j?el", "letter-[ab]"). Raises UnknownStoryError for a word that means none."""
    found: set[str] = set()
    for word in words:
        if _PATTERN.search(word):
            named = {name for name, folder in there.items() if fnmatchcase(name, word) or folder.match(word)}
        else:
            named = {name for name in there if word in (name, _last(name))}
        if not named:
            raise _unknown(word, map(_last, there))
        found |= named
    return found


@dataclass(frozen=True, slots=True)
class Series:
    """One folder with its settings. Stories are read from the disk whenever they are asked for: what a `Story` says is
    what its story.toml said then."""

    layout: Layout
    settings: Settings

    @staticmethod
    def open(layout: Layout) -> Series:
        """Raises ConfigError."""
        check_not_lost(layout)
        return Series(layout, load_settings(layout))

    def stories(self, slugs: Sequence[str] = ()) -> Stories:
        """Those of these names; all, where there are no names.

        One bad story never hides the others. Two folders that claim one slug are both refused. Raises
        UnknownStoryError, OSError.
        """
        return self._load(find_folders(self.layout)).named(slugs)

    def besides(self, known: Mapping[Path, str], folders: Sequence[Path]) -> Stories:
        """Those in `folders` (`find_folders`) but for folders of which the slug is known, which are not read – unless
        another story claims the same slug."""
        found = self._load(folder for folder in folders if folder not in known)
        claimed = {story.slug for story in found.loaded}
        rivals = {folder for folder, slug in known.items() if slug in claimed}
        return self._load(folder for folder in folders if folder not in known or folder in rivals) if rivals else found

    def story(self, slug: str) -> Story:
        """One story. Only its own folder is read, and those whose story.toml has a slug. Raises UnknownStoryError, and
        what is wrong with it."""
        claiming = [folder for folder in find_folders(self.layout) if folder.name == slug or _may_claim(folder)]
        found = self._load(claiming)
        for name, error in found.problems.items():
            if slug in (name, _last(name)):
                raise error
        for story in found.loaded:
            if story.slug == slug:
                return story
        return self.stories([slug]).loaded[0]  # says which ones there are

    def part(self, first: int, count: int) -> tuple[Stories, int]:
        """`count` stories from place `first` (from 0) on, and how many there are in all. They follow one another as
        everywhere, those that cannot be loaded at the place of their folder's name. Of the others, only the files of
        those are read that may bear another name than their folder. Raises OSError."""
        folders = find_folders(self.layout)
        claiming = {folder for folder in folders if _may_claim(folder)}
        slugs = {story.paths.source: story.slug for story in self._load(sorted(claiming)).loaded}
        place = place_in(self.settings)
        chosen = sorted(folders, key=lambda folder: place(slugs.get(folder, folder.name)))[first : first + count]
        called = {*slugs.values(), *(folder.name for folder in chosen)}
        rivals = {folder for folder in folders if folder.name in called}
        found = self._load(sorted({*chosen, *claiming, *rivals}))
        names = {folder_name(self.layout, folder) for folder in chosen}
        loaded = [story for story in found.loaded if folder_name(self.layout, story.paths.source) in names]
        problems = {name: error for name, error in found.problems.items() if name in names}
        return Stories(loaded, problems), len(folders)

    def languages(self, story: Story) -> tuple[str, ...]:
        """Those that a story has tracks in."""
        return languages_of(self.settings, story)

    def burned(self, story: Story) -> tuple[str, ...]:
        """Those of them that are in the picture of a video."""
        return burned_languages(self.settings, story)

    def _load(self, folders: Iterable[Path]) -> Stories:
        stories: dict[str, Story] = {}
        problems: dict[str, VeusError] = {}
        for folder in folders:
            try:
                story = load_story(folder, self.layout)
            except Exception as error:  # whatever it is, it is this story's
                problems[folder_name(self.layout, folder)] = for_people(error, folder)
                continue
            if other := stories.get(story.slug):
                problems[folder_name(self.layout, folder)] = _same_slug(story, other)
                problems[folder_name(self.layout, other.paths.source)] = _same_slug(other, story)
            else:
                stories[story.slug] = story
        good = [story for story in stories.values() if folder_name(self.layout, story.paths.source) not in problems]
        place = place_in(self.settings)
        return Stories(sorted(good, key=lambda story: place(story.slug)), problems)


def place_in(settings: Settings) -> Callable[[str], tuple[int, str]]:
    """By slug, what to sort stories by: first those that the series names in its order, then the others by name."""
    named = {slug: number for number, slug in enumerate(settings.order)}
    return lambda slug: (named.get(slug, len(named)), slug)


def find_folders(layout: Layout) -> list[Path]:
    """Folders of stories/ that are stories, by name: hidden ones and the theme are not, nor those that only hold
    stories, as 2021/ does with 2021/joel/. Raises OSError."""
    return [folder for folder in _folders_in(layout.stories, 0)[0] if folder != layout.theme]


def is_lost(layout: Layout) -> bool:
    """Whether there are stories and no series.toml beside them: it is still on its way here, or bears another name."""
    with suppress(OSError):
        return not layout.series_file.exists() and bool(find_folders(layout))
    return False


def check_not_lost(layout: Layout) -> None:
    """Raises ConfigError where that is so: whoever begins a series there has two."""
    if is_lost(layout):
        raise ConfigError(
            tr("this file is missing, and there are stories beside it."),
            where=layout.series_file,
            remedy=tr("Wait until it is synced, or bring it back. Only if there never was one: `veus desk` begins it."),
        )


def folder_name(layout: Layout, folder: Path) -> str:
    """A story's folder as people write it: "joel", "2021/joel"."""
    return folder.relative_to(layout.stories).as_posix()


def folders_called(layout: Layout, name: str) -> list[Path]:
    """Folders of stories whose own name is this, wherever they lie. Raises OSError."""
    return [folder for folder in find_folders(layout) if folder.name == name] if layout.stories.is_dir() else []


def _folders_in(place: Path, depth: int) -> tuple[list[Path], bool]:
    """Folders in `place` that are stories, and whether one has its story.toml: then `place` holds stories. One in which
    there is neither that file nor a story is a story of which the file is missing."""
    with os.scandir(place) as there:
        entries = [entry for entry in there if not entry.name.startswith((".", "_")) and entry.is_dir()]
    found: list[Path] = []
    holds = False
    for entry in sorted(entries, key=lambda entry: entry.name):
        folder = place / entry.name
        inside: list[Path] = []
        within = False
        own = os.path.lexists(f"{folder}/{STORY_FILE}")
        if not own and depth < DEEPEST and not entry.is_symlink():  # a link may lead back to where it lies
            with suppress(OSError):  # what cannot be read is said of the story that it may be
                inside, within = _folders_in(folder, depth + 1)
        found += inside if within else [folder]
        holds = holds or own or within
    return found, holds


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _may_claim(folder: Path) -> bool:
    """Whether the story of a folder may bear another name than the folder; said of too many rather than too few."""
    try:
        text = (folder / STORY_FILE).read_bytes()
        return b"slug" in text or rb"\u" in text.lower()  # TOML may write letters of a key by their numbers
    except OSError:
        return False


def _unknown(slug: str, known: Iterable[str]) -> UnknownStoryError:
    names = sorted(set(known))
    return UnknownStoryError(
        tr('there is no story "{slug}".', slug=slug),
        remedy=nearest(slug, names)
        or (tr("Stories here: {names}.", names=", ".join(names)) if names else tr("Stories here: none.")),
    )


def _same_slug(story: Story, other: Story) -> StoryError:
    return StoryError(
        tr('this story and {other} both use the slug "{slug}".', other=other.paths.source, slug=story.slug),
        where=story.paths.source,
        remedy=tr("Give one of them another folder name or slug."),
    )
