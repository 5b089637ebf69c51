"""A story as it lies on the disk now, for the review page: read again only when one of its files has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from pipeline import files
from pipeline.actions.check_tracks import context_of
from pipeline.check.context import Context
from pipeline.cues import Lang
from pipeline.desk.port import NotHere
from pipeline.languages import PAGE_LANGUAGES
from pipeline.media.audio import speech_audio
from pipeline.media.media_info import MediaFacts, read_facts
from pipeline.media.waveform import peaks
from pipeline.project.chosen import choose_stories
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings, load_settings
from pipeline.project.story import Story, discover, find_film, find_footage, languages_of

T = TypeVar("T")

#: Results of one kind that are kept: more than a reviewer has open at a time.
_KEPT = 32


@dataclass(frozen=True, slots=True)
class LoadedStory:
    """A story and the settings of its series. stamp: of the files that said so."""

    settings: Settings
    story: Story
    stamp: Hashable = ()

    @property
    def languages(self) -> tuple[Lang, ...]:
        """Those that the story has tracks in."""
        return languages_of(self.settings, self.story)


class Shelf:
    """Stories of one folder. What is expensive to know is kept as long as the files it comes from stay as they are:
    same size and time of change, which is enough for a page that looks every two seconds."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._kept: dict[str, dict[Hashable, Any]] = {}
        self._lock = threading.Lock()

    def once(self, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave when it was last asked under this key."""
        with self._lock:
            known = self._kept.setdefault(kind, {})
            if key in known:
                return cast("T", known[key])
        value = make()
        with self._lock:
            known[key] = value
            while len(known) > _KEPT:
                known.pop(next(iter(known)))
        return value

    def all(self) -> tuple[Settings, list[Story], dict[str, Exception]]:
        settings = load_settings(self.layout)
        stories, problems = discover(self.layout, settings)
        return settings, stories, dict(problems)

    def story(self, slug: str) -> LoadedStory:
        """Raises NotHere for a name that is no story's, and what is wrong with the story otherwise."""
        files_read = [self.layout.series_file, *sorted(self.layout.stories.glob("*/story.toml"))]
        stamp = (slug, *map(_stamp, files_read))
        return self.once("story", stamp, lambda: self._load(slug, stamp))

    def first_page(self, slug: str | None) -> str:
        """The address to open first: a story's, or that of the list. Raises StoryError for an unknown story."""
        page, settings = PAGE_LANGUAGES[0], load_settings(self.layout)
        if slug is None:
            return f"/{page}/"
        choose_stories(*discover(self.layout, settings), [slug])
        return f"/{page}/{slug}"

    def _load(self, slug: str, stamp: Hashable) -> LoadedStory:
        settings, stories, problems = self.all()
        if slug in problems:
            raise problems[slug]
        story = next((story for story in stories if story.slug == slug), None)
        if story is None:
            raise NotHere(f'there is no story "{slug}".', where=self.layout.stories)
        for path in (
            story.paths.story_file,
            story.paths.review_file,
            *map(story.paths.srt, languages_of(settings, story)),
        ):
            self.inside(path, self.layout.stories)
        return LoadedStory(settings, story, stamp)

    def language(self, slug: str, lang: str) -> LoadedStory:
        """The story, if it has a track in `lang`. Raises NotHere."""
        known = self.story(slug)
        if lang not in known.languages:
            raise NotHere(f'the story has no track in "{lang}".', where=known.story.paths.story_file)
        self.inside(known.story.paths.srt(lang), self.layout.stories)
        return known

    def context(self, known: LoadedStory, lang: str) -> Context:
        """What the rules may know of a track."""
        key = self.context_key(known, lang)
        return self.once("context", key, lambda: context_of(known.settings, known.story, lang, lambda _: None))

    def context_key(self, known: LoadedStory, lang: str) -> Hashable:
        paths = known.story.paths
        return known.stamp, lang, *map(_stamp, (paths.probe, paths.transcript, paths.cuts))

    def size(self, known: LoadedStory) -> tuple[int, int]:
        """px of the picture, or those of any television where no build has looked at it."""
        facts = self.facts(known)
        return (facts.width, facts.height) if facts else (1920, 1080)

    def facts(self, known: LoadedStory) -> MediaFacts | None:
        try:
            return read_facts(known.story.paths.probe)
        except (OSError, ValueError):
            return None

    def footage_sha256(self, known: LoadedStory) -> str:
        footage = find_footage(known.story)
        return self.once("footage", (footage, _stamp(footage)), lambda: files.sha256_file(footage))

    def video(self, known: LoadedStory) -> Path:
        """What to show: the web video where a build has made it – browsers play no MOV or MKV –, else the footage.

        Raises NotHere where a link leads out of stories/ (or output/).
        """
        made = known.story.paths.video
        if made.is_file():
            return self.inside(made, self.layout.output)
        return self.inside(find_footage(known.story), self.layout.stories)

    def inside(self, path: Path, folder: Path) -> Path:
        """`path`, if no link leads from it out of `folder`: the page shows files of the series and no others. Raises
        NotHere."""
        if not path.resolve().is_relative_to(folder.resolve()):
            raise NotHere(
                f"this leads out of {folder.name}/, so it is not shown.",
                where=path,
                remedy="Copy the file itself there.",
            )
        return path

    def peaks(self, known: LoadedStory) -> bytes:
        """Loudness of the footage, kept in output/.work by content of the footage. Empty where no build has looked."""
        facts = self.facts(known)
        if facts is None or facts.audio is None:
            return b""
        kept = known.story.paths.work / f"peaks.{self.footage_sha256(known)[:12]}.bin"
        if (data := files.read_if_any(kept)) is None:
            data = peaks(speech_audio(find_film(known.story), facts))
            for old in known.story.paths.work.glob("peaks.*.bin"):
                old.unlink(missing_ok=True)
            files.write_bytes(kept, data)
        return data


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
        return str(path), found.st_size, found.st_mtime_ns
    except OSError:
        return str(path), -1, -1
