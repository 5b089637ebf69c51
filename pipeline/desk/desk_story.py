"""A story as it lies on the disk now, for the review page: read again only when one of its files has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar, cast

from pipeline import files
from pipeline.build.last_build import known_media_info
from pipeline.build.track_context import context_of, ticks_on_words
from pipeline.check.context import Context
from pipeline.desk.port import NotHere
from pipeline.errors import UnknownStoryError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.media.audio import speech_audio
from pipeline.media.waveform import peaks
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.series import STORY_FILE, Series, find_folders
from pipeline.project.story import Story, find_film, find_footage
from pipeline.review.track_file import TrackFile

T = TypeVar("T")

#: The address of the list of stories, in the first language of pages.
HOME = f"/{PAGE_LANGUAGES[0]}/"

#: Results of one kind that are kept: more than a reviewer has open at a time.
_KEPT = 32


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

    def tracks(self, slug: str) -> list[TrackFile]:
        """Those that a story should have. Raises NotHere for a name that is no story's, and what is wrong with the
        story otherwise."""
        folders = find_folders(self.layout)
        files_read = [self.layout.series_file, *(folder / STORY_FILE for folder in folders)]
        # a description may be begun or removed while the page is open
        described = [path for folder in folders for path in folder.glob("description.*.srt")]
        stamp = (slug, *map(_stamp, files_read), *sorted(described))
        return self.once("story", stamp, lambda: self._load(slug))

    def track(self, slug: str, name: str) -> TrackFile:
        """Raises NotHere where the story has none of that name."""
        tracks = self.tracks(slug)
        track = next((track for track in tracks if track.name == name), None)
        if track is None:
            raise NotHere(tr('the story has no track "{name}".', name=name), where=tracks[0].paths.story_file)
        self.inside(track.path, self.layout.stories)
        return track

    def story(self, slug: str) -> Story:
        """Raises as `tracks`."""
        return self.tracks(slug)[0].story

    def first_page(self, slug: str | None) -> str:
        """The address to open first: a story's, or that of the list. Raises ConfigError, StoryError for an unknown
        story."""
        series = Series.open(self.layout)
        if slug is None:
            return HOME
        series.stories([slug])
        return f"{HOME}{slug}"

    def _load(self, slug: str) -> list[TrackFile]:
        series = Series.open(self.layout)
        try:
            story = series.story(slug)
        except UnknownStoryError as error:
            raise NotHere(error.what, where=self.layout.stories) from error
        tracks = TrackFile.every(series, story)
        for path in (story.paths.story_file, story.paths.review_file, *(track.path for track in tracks)):
            self.inside(path, self.layout.stories)
        return tracks

    def context(self, track: TrackFile, key: Hashable = None) -> Context:
        """What the rules may know of a track. key: that of before, where it was asked for already."""
        return self.once("context", key or self.context_key(track), lambda: context_of(track, lambda _: None))

    def context_key(self, track: TrackFile) -> Hashable:
        """Of all that makes a context: settings and story as they were read, not as their files may be by now."""
        told = track.series.settings.model_dump_json(), track.story.info.model_dump_json()
        paths = track.paths
        return (
            track.story.slug,
            track.name,
            told,
            tuple((tick.lang, tick.start, tick.text) for tick in ticks_on_words(track)),
            *map(
                _stamp,
                (paths.probe, paths.transcript, paths.cuts, paths.told_lengths(track.lang), paths.memory(track.lang)),
            ),
        )

    def size(self, story: Story) -> tuple[int, int]:
        """px of the picture, or those of any television where no build has looked at it."""
        facts = known_media_info(story.paths)
        return (facts.width, facts.height) if facts else (1920, 1080)

    def footage_sha256(self, story: Story) -> str:
        footage = find_footage(story)
        return self.once("footage", (footage, _stamp(footage)), lambda: files.sha256_file(footage))

    def video(self, story: Story) -> Path:
        """What to show: the web video where a build has made it – browsers play no MOV or MKV –, else the footage.

        Raises NotHere where a link leads out of stories/ (or output/).
        """
        made = story.paths.video
        if made.is_file():
            return self.inside(made, self.layout.output)
        return self.inside(find_footage(story), self.layout.stories)

    def inside(self, path: Path, folder: Path) -> Path:
        """`path`, if no link leads from it out of `folder`: the page shows files of the series and no others. Raises
        NotHere."""
        if not path.resolve().is_relative_to(folder.resolve()):
            raise NotHere(
                tr("this leads out of {folder}/, so it is not shown.", folder=folder.name),
                where=path,
                remedy=tr("Copy the file itself there."),
            )
        return path

    def peaks(self, story: Story) -> bytes:
        """Loudness of the footage, kept in output/.work by content of the footage. Empty where no build has looked."""
        facts = known_media_info(story.paths)
        if facts is None or facts.audio is None:
            return b""
        kept = story.paths.work / f"peaks.{self.footage_sha256(story)[:12]}.bin"
        if (data := files.read_if_any(kept)) is None:
            data = peaks(speech_audio(find_film(story), facts))
            for old in story.paths.work.glob("peaks.*.bin"):
                old.unlink(missing_ok=True)
            files.write_bytes(kept, data)
        return data


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
        return str(path), found.st_size, found.st_mtime_ns
    except OSError:
        return str(path), -1, -1
