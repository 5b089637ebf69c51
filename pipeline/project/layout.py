"""Every path of stories/ and output/, named once.

stories/ belongs to people; output/ belongs to the machine: deleting it loses nothing but time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.project.people_paths import PeoplePaths

#: The folder with the parts of the manifest.
MANIFEST_PAGES = "manifest"


@dataclass(frozen=True, slots=True)
class Layout:
    """All paths below one root folder (`--root`, `VEUS_ROOT`, or the current folder)."""

    root: Path

    @property
    def stories(self) -> Path:
        return self.root / "stories"

    @property
    def series_file(self) -> Path:
        return self.stories / "series.toml"

    @property
    def base(self) -> Path:
        """What is kept of series.toml."""
        return self.stories / ".base"

    @property
    def series_log(self) -> Path:
        """Every version of series.toml that the desk saw or wrote."""
        return self.base / "history" / "series.toml.versions.jsonl"

    @property
    def project(self) -> Path:
        """By which a destination knows this series, on whatever computer it lies: copied and kept with stories/."""
        return self.stories / ".project"

    @property
    def theme(self) -> Path:
        """A site's own templates and texts of pages, where it has any."""
        return self.stories / "theme"

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def work(self) -> Path:
        return self.output / ".work"

    def remembered(self, what: str) -> Path:
        """What was found out of all stories: "settled" by builds that had nothing to do for them, "told" of states."""
        return self.work / f"{what}.json"

    @property
    def temp(self) -> Path:
        """Half-written files of output/ live here until they get their final name."""
        return self.work / "tmp"

    @property
    def lock(self) -> Path:
        return self.work / "lock"

    @property
    def publisher(self) -> Path:
        """A secret by which this folder knows what its own runs left at a destination."""
        return self.work / "publisher"

    @property
    def manifest(self) -> Path:
        return self.output / "manifest.json"

    @property
    def schema(self) -> Path:
        return self.output / "manifest.schema.json"

    def manifest_page(self, number: int) -> Path:
        """A part of the manifest."""
        return self.output / manifest_page_url(number)

    @property
    def page_schema(self) -> Path:
        """Of the parts of the manifest."""
        return self.output / MANIFEST_PAGES / "page.schema.json"

    @property
    def static(self) -> Path:
        return self.output / "static"

    def index(self, lang: str, number: int = 1) -> Path:
        """The page of the series; number: which part of it."""
        return self.output / index_name(lang, number)

    def story(self, folder: Path, slug: str) -> StoryLayout:
        return StoryLayout(folder, self.output / slug, self.work / slug)


def manifest_page_url(number: int) -> str:
    """Of a part of the manifest, relative to the manifest."""
    return f"{MANIFEST_PAGES}/{number}.json"


def index_name(lang: str, number: int = 1) -> str:
    """Of a part of the page of the series."""
    return f"index.{lang}.html" if number == 1 else f"index.{lang}.{number}.html"


def finder_name(lang: str) -> str:
    """Of what the search on the page of the series looks through."""
    return f"stories.{lang}.json"


@dataclass(frozen=True, slots=True)
class Elsewhere(Layout):
    """The same stories, with another folder for output/."""

    made: Path

    @property
    def output(self) -> Path:
        return self.made


@dataclass(frozen=True, slots=True)
class StoryLayout(PeoplePaths):
    """All paths of one story: see `DescriptionPaths`."""

    @property
    def base(self) -> Path:
        return self.source / ".base"

    @property
    def published_file(self) -> Path:
        """Every place that the story was published to."""
        return self.base / "published.json"

    def base_srt(self, lang: str) -> Path:
        """The last machine version of a track that srt(lang) took in."""
        return self.base / f"{lang}.srt"

    def base_links(self, lang: str) -> Path:
        """For each cue of base_srt(lang), the sentences of the speech that it translates."""
        return self.base / f"{lang}.links.json"

    def open_items(self, lang: str) -> Path:
        """What waits for a person's look: conflicts and stale cues."""
        return self.base / f"open.{lang}.json"

    def coming(self, lang: str) -> Path:
        """The journal of a write to srt(lang) that is under way."""
        return self.base / f"{lang}.coming.json"

    def aside(self, lang: str) -> Path:
        """The file that was srt(lang), while that is being written."""
        return self.base / f"{lang}.aside.srt"

    @property
    def sound(self) -> Path:
        """What the footage of the last build sounded like: so that moved footage can be recognised."""
        return self.base / "sound.json"

    @property
    def shift_journal(self) -> Path:
        """What is to be moved with the footage, while that is under way."""
        return self.base / "shift.json"

    @property
    def history(self) -> Path:
        return self.base / "history"

    @property
    def story_log(self) -> Path:
        """Every version of story.toml that the desk saw or wrote."""
        return self.history / "story.toml.versions.jsonl"

    def version_log(self, lang: str) -> Path:
        """Every version of srt(lang) that somebody wrote."""
        return self.history / f"{lang}.versions.jsonl"

    # What the machine makes for readers.
    @property
    def episode(self) -> Path:
        return self.out / "episode.json"

    @property
    def video(self) -> Path:
        return self.out / "video.mp4"

    def burned(self, lang: str) -> Path:
        return self.out / f"video.{lang}.mp4"

    def rendition(self, lang: str, name: str) -> Path:
        """A burned video besides burned(lang): another shape, codec, or with cards."""
        return self.out / f"video.{lang}.{name}.mp4"

    def sign(self, code: str) -> Path:
        """The interpretation into a sign language, in step with the video."""
        return self.out / f"sign.{code}.mp4"

    def sign_copy(self, code: str) -> Path:
        """The video with that interpretation in its picture."""
        return self.out / f"video.{code}.sign.mp4"

    @property
    def poster(self) -> Path:
        return self.out / "poster.jpg"

    def vtt(self, lang: str) -> Path:
        return self.out / f"captions.{lang}.vtt"

    def published_srt(self, lang: str) -> Path:
        return self.out / f"captions.{lang}.srt"

    def transcript_html(self, lang: str) -> Path:
        return self.out / f"transcript.{lang}.html"

    def transcript_text(self, lang: str) -> Path:
        return self.out / f"transcript.{lang}.txt"

    def embed(self, lang: str) -> Path:
        return self.out / f"embed.{lang}.html"

    def player(self, lang: str) -> Path:
        """The player alone, to be shown in pages of others."""
        return self.out / f"player.{lang}.html"

    def chapters(self, lang: str) -> Path:
        return self.out / f"chapters.{lang}.vtt"

    @property
    def stretches(self) -> Path:
        """Who speaks when, in which language, for scripts."""
        return self.out / "metadata.vtt"

    def jsonld(self, lang: str) -> Path:
        """What search engines are told of the video (schema.org)."""
        return self.out / f"video.{lang}.jsonld"

    def oembed(self, lang: str) -> Path:
        return self.out / f"oembed.{lang}.json"

    def evidence_html(self, lang: str) -> Path:
        """What was checked of its accessibility, by whom and when."""
        return self.out / f"evidence.{lang}.html"

    @property
    def evidence(self) -> Path:
        """The same for programs (EARL)."""
        return self.out / "evidence.json"
