"""Settings of the whole series, read once from stories/series.toml, frozen and validated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, HttpUrl, WithJsonSchema, field_validator, model_validator

from pipeline.errors import ConfigError
from pipeline.fieldtypes import Day, FileName, Flag, LocalTime, NonEmpty, SeriesId, Whole
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES, TRACK_LANGUAGES, check_languages
from pipeline.messages import tr
from pipeline.project.bilingual import Bilingual, Link
from pipeline.project.caption_profile import CaptionSettings
from pipeline.project.layout import Layout
from pipeline.project.renditions import RenditionSettings, SignSettings, VideoSettings
from pipeline.project.style import StyleSettings
from pipeline.project.tomlfile import FileModel, read_toml

#: What the reader accepts is checked below, in words for people.
TrackLanguage = Annotated[str, WithJsonSchema({"enum": list(TRACK_LANGUAGES)})]


class Publisher(FileModel):
    """Who publishes the series."""

    name: NonEmpty
    """As it stands on pages and cards."""

    url: HttpUrl
    """Its site; https or http."""

    logo: FileName | None = None
    """A picture in the `stories` folder, for cards: PNG with transparency is best."""


class Section(FileModel):
    """The news item around the stories, part by part."""

    heading: Bilingual | None = None
    """What stands over it; the opening has none."""

    text: Bilingual
    """Paragraphs, with an empty line between them."""

    stories: tuple[str, ...] = ()
    """The stories that it tells of, by their slugs: they are shown below it."""

    links: tuple[Link, ...] = ()
    """Where to read on: to the programme, say."""


class TermPlural(FileModel):
    """The plurals, where they are irregular. A name (with a capital) has none unless it is given here."""

    ca: str | None = None
    """In Catalan."""

    en: str | None = None
    """In English."""

    es: str | None = None
    """In Spanish."""


class Term(FileModel):
    """Names and expressions that must come out right in captions and translations."""

    ca: NonEmpty
    """How Catalan writes it."""

    en: str | None = None
    """How English writes it, where it is not the same."""

    es: str | None = None
    """How Spanish writes it, where it is not the same."""

    plural: TermPlural = TermPlural()

    hint: Flag = True
    """Whether what sounds like it is written like it."""

    def form(self, lang: str) -> str:
        """How `lang` writes it."""
        own: str | None = getattr(self, lang, None)
        return own or self.ca


class SpeechSettings(FileModel):
    """How the speech is heard."""

    engine: str = "faster-whisper"
    """The program that listens; `veus doctor` names those that work here."""

    model: str = "base"
    """A name of `veus models list`, or the folder of a model of your own, meant from the root of the series."""

    beam: Whole = Field(default=4, ge=1, le=10)
    """How wide the search for words is. 4 and 5 have as many words wrong, and 5 takes longer; 1 is worse."""

    hearings: Literal[1, 2, 4] = 2
    """How many times everything is heard, each for about the same time: 2, through shorter windows too; 4, slower and
    faster as well. Speech that is left without words is heard once more in any case."""

    batch: Whole = Field(default=6, ge=1, le=64)
    """Windows that are heard at once; each takes up to 100 MB of memory."""


class ClusterSettings(FileModel):
    """Where other machines help (docs/cluster.md)."""

    address: str | None = None
    """Of the scheduler, as in `--cluster`; `veus build` goes there without being told."""

    store: str | None = None
    """Through which files go: a folder that all machines see, or a URL that fsspec knows. Without names and passwords:
    they belong into the environment."""


class Settings(FileModel):
    """stories/series.toml."""

    id: SeriesId
    """The name of the series for programs. Other sites refer to it: it should never change."""

    title: Bilingual
    """What the series is called."""

    summary: Bilingual
    """What it is, in a sentence or two."""

    standfirst: Bilingual | None = None
    """What opens the page of the series in place of its summary."""

    publisher: Publisher

    published: Day
    """The day on which it comes out."""

    published_time: LocalTime | None = None
    """At which time of that day, in `time_zone`."""

    base_url: HttpUrl | None = None
    """Where the folder `output` will be on the web. Without it nothing is written that needs whole addresses: feeds,
    sitemap, oEmbed, code to embed."""

    news: Link | None = None
    """The news item that the series belongs to."""

    sections: tuple[Section, ...] = ()

    tags: tuple[Bilingual, ...] = ()
    """What it is about, in a few words each."""

    related: tuple[Link, ...] = ()
    """Where to read more, at the end of the page of the series."""

    languages: tuple[TrackLanguage, ...] = PAGE_LANGUAGES
    """Languages of the tracks that every story has, one of pages (`"ca"`, `"en"`) among them; what is spoken in a story
    is added to that story."""

    burn_spoken: Flag = False
    """Whether what is so added is also in the picture of a video."""

    time_zone: str = "Europe/Madrid"
    """Of the times at which tracks are approved and stories published: a name such as `"Europe/Madrid"`."""

    publish_reviewer_names: Flag = False
    """Whether the manifest and the pages of evidence name those who approved a track or signed for a criterion. In
    which role, and when, they always say."""

    order: tuple[str, ...] = ()
    """The stories, by their slugs, as they follow one another. The others come after them, by name."""

    glossary: tuple[Term, ...] = ()
    speech: SpeechSettings = SpeechSettings()
    captions: CaptionSettings = CaptionSettings()
    video: VideoSettings = VideoSettings()
    style: StyleSettings = StyleSettings()
    renditions: tuple[RenditionSettings, ...] = ()
    sign: SignSettings = SignSettings()
    cluster: ClusterSettings = ClusterSettings()

    @property
    def page_languages(self) -> tuple[str, ...]:
        """Those of the series' languages that pages are written in."""
        return tuple(lang for lang in self.languages if lang in PAGE_LANGUAGES)

    def renditions_in(self, lang: str) -> tuple[RenditionSettings, ...]:
        """The extra videos that are made in a language."""
        return tuple(one for one in self.renditions if not one.languages or lang in one.languages)

    def without_stories(self, gone: Collection[str]) -> Self:
        """These settings, naming none of the stories `gone` (slugs), nor linking to a page of theirs below base_url."""

        def leads_there(link: Link) -> bool:
            rest = str(link.url).removeprefix(str(self.base_url or ""))
            return self.base_url is not None and rest != str(link.url) and rest.split("/")[0] in gone

        def without(section: Section) -> Section:
            return section.model_copy(
                update={
                    "stories": tuple(slug for slug in section.stories if slug not in gone),
                    "links": tuple(link for link in section.links if not leads_there(link)),
                }
            )

        return self.model_copy(
            update={
                "news": None if self.news and leads_there(self.news) else self.news,
                "sections": tuple(map(without, self.sections)),
                "related": tuple(link for link in self.related if not leads_there(link)),
                "order": tuple(slug for slug in self.order if slug not in gone),
            }
        )

    @model_validator(mode="after")
    def _renditions_can_be_told_apart(self) -> Self:
        names = [one.name for one in self.renditions]
        if len(set(names)) != len(names):
            raise ValueError(tr("two renditions have the same name"))
        for one in self.renditions:
            if unknown := set(one.languages) - set(LANGUAGES if self.burn_spoken else self.languages):
                raise ValueError(
                    tr(
                        'rendition "{name}": no tracks are made in {langs}',
                        name=one.name,
                        langs=", ".join(sorted(unknown)),
                    )
                )
        return self

    @field_validator("languages")
    @classmethod
    def _known(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        try:
            check_languages(codes, TRACK_LANGUAGES)
        except ConfigError as error:
            raise ValueError(str(error)) from error
        if not set(codes) & set(PAGE_LANGUAGES):
            raise ValueError(tr("name one that pages are written in: {langs}", langs=", ".join(PAGE_LANGUAGES)))
        return codes

    @field_validator("base_url", mode="after")
    @classmethod
    def _folder(cls, url: HttpUrl | None) -> HttpUrl | None:
        """Ends in a slash: the address of a folder, to which the names of files can be added."""
        if url is None:
            return None
        if url.query is not None or url.fragment is not None or url.username or url.password:
            raise ValueError(tr("write a plain address, without ?, # or a password"))
        return url if str(url).endswith("/") else HttpUrl(f"{url}/")

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            return ZoneInfo(name).key
        except (ValueError, OSError, ZoneInfoNotFoundError) as error:
            raise ValueError(tr('unknown time zone "{name}"; write one such as "Europe/Madrid"', name=name)) from error

    def hints(self, spoken: Sequence[str]) -> list[str]:
        """Names and expressions that what sounds like them is written like, as the languages `spoken` write them."""
        forms = [term.form(lang) for term in self.glossary if term.hint for lang in spoken]
        return list(dict.fromkeys(forms))


def load_settings(layout: Layout) -> Settings:
    """The settings of the series; raises ConfigError, also when there is no folder of stories at all."""
    if not layout.stories.is_dir():
        raise ConfigError(
            tr("there is no stories folder here."),
            where=layout.root,
            remedy=tr("Go to the folder that holds stories/, name it with --root, or start one with `veus desk`."),
        )
    return read_toml(layout.series_file, Settings)
