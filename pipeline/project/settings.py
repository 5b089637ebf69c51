"""Settings of the whole series, read once from stories/series.toml, frozen and validated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, HttpUrl, field_validator, model_validator

from pipeline.errors import ConfigError
from pipeline.fieldtypes import NonEmpty as NonEmpty
from pipeline.fieldtypes import SeriesId
from pipeline.languages import LANGUAGES, PAGE_LANGUAGES, TRACK_LANGUAGES, check_language
from pipeline.project.layout import Layout
from pipeline.project.renditions import RenditionSettings as RenditionSettings
from pipeline.project.renditions import VideoSettings as VideoSettings
from pipeline.project.style import StyleSettings as StyleSettings
from pipeline.project.tomlfile import FileModel, read_toml

#: Of a file in a folder that is known.
FileName = Annotated[str, Field(pattern=r"^[^/\\]+$")]


class Bilingual(FileModel):
    """A text that exists in every page language."""

    ca: NonEmpty
    en: NonEmpty

    def __getitem__(self, lang: str) -> str:
        """The text in a page language; in the first of them for a language that pages are not written in."""
        text: str = getattr(self, lang if lang in PAGE_LANGUAGES else PAGE_LANGUAGES[0])
        return text


class Link(FileModel):
    """A link with its own words in both languages. url: https or http."""

    url: HttpUrl
    label: Bilingual


class Publisher(FileModel):
    """logo: a picture in the stories folder, for cards."""

    name: NonEmpty
    url: HttpUrl
    logo: FileName | None = None


class Section(FileModel):
    """A part of the news item. heading: none for the opening. text: paragraphs, with an empty line between them.

    stories: slugs of those it tells of. links: to the programme, say.
    """

    heading: Bilingual | None = None
    text: Bilingual
    stories: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class TermPlural(FileModel):
    """The plurals of a term, where the rules of pipeline/translation/plurals.py do not give them."""

    ca: str | None = None
    en: str | None = None
    es: str | None = None


class Term(FileModel):
    """One glossary entry: a name or expression and how each language writes it (missing: as in Catalan).

    plural: of expressions, where it is irregular; names (with a capital) have none unless it is given here.
    hint: whether what sounds like it is written like it.
    """

    ca: NonEmpty
    en: str | None = None
    es: str | None = None
    plural: TermPlural = TermPlural()
    hint: bool = True

    def form(self, lang: str) -> str:
        """How `lang` writes it."""
        own: str | None = getattr(self, lang, None)
        return own or self.ca


class SpeechSettings(FileModel):
    """engine, model: names of `veus doctor` and `veus models list`, or a local model folder.

    beam: 4 – 5 has as many words wrong over eight recordings and takes longer; 1 is worse on every one. hearings: how
    many times everything is heard (the passes of speech/multi_pass.py), each for about the same time: 1; 2, through
    shorter windows too; 4, and slower and faster as well. Speech that is left without words is heard once more in any
    case. batch: windows recognised at once: each takes up to 100 MB.
    """

    engine: str = "faster-whisper"
    model: str = "base"
    beam: int = Field(default=4, ge=1, le=10)
    hearings: Literal[1, 2, 4] = 2
    batch: int = Field(default=6, ge=1, le=64)


class CaptionProfile(FileModel):
    """The numbers of one caption style; each can be overridden in series.toml.

    line: characters a line; lines: lines a cue. cps: characters a second (spaces and punctuation count); english_cps:
    up to this, English is a warning only. min_ms, max_ms: shortest and longest cue; english_min_ms: shortest in
    English; brief_ms: a shorter cue is legal, and jumpy. gap_frames: frames between two cues; flash_ms: no longer gap
    under this. sync_frames: how far a start may be from its first word; linger_ms: how long a cue may stay after its
    last one, unless it takes longer to read. snap_ms: how near a picture cut wants a time; cut_frames: how many frames
    before it a cue ends. sound_ms: a longer sound should be told of.
    """

    line: int = Field(default=42, ge=16, le=80)
    lines: int = Field(default=2, ge=1, le=3)
    cps: float = Field(default=17, gt=4, le=40)
    english_cps: float = Field(default=20, gt=4, le=40)
    min_ms: int = Field(default=1000, ge=300, le=3000)
    english_min_ms: int = Field(default=833, ge=300, le=3000)
    brief_ms: int = Field(default=1500, ge=300, le=3000)
    max_ms: int = Field(default=7000, ge=2000, le=12000)
    gap_frames: int = Field(default=2, ge=0, le=12)
    flash_ms: int = Field(default=500, ge=0, le=1000)
    sync_frames: int = Field(default=3, ge=1, le=12)
    linger_ms: int = Field(default=500, ge=0, le=2000)
    snap_ms: int = Field(default=500, ge=0, le=1000)
    cut_frames: int = Field(default=2, ge=0, le=12)
    sound_ms: int = Field(default=5000, ge=1000, le=60_000)

    @model_validator(mode="after")
    def _longest_is_longer(self) -> Self:
        if self.max_ms < self.min_ms:
            raise ValueError(f"max_ms ({self.max_ms}) is less than min_ms ({self.min_ms})")
        return self


#: Netflix Timed Text Style Guide (Catalan, English) and UNE 153010:2012.
PROFILES: dict[str, CaptionProfile] = {
    "netflix": CaptionProfile(),
    "une153010": CaptionProfile(line=37, cps=15, max_ms=6000),
}


class CaptionSettings(CaptionProfile):
    """A profile by name, and the numbers of it that this series overrides."""

    profile: Literal["netflix", "une153010"] = "netflix"

    @model_validator(mode="before")
    @classmethod
    def _numbers_of_the_profile(cls, given: Any) -> Any:
        """What is not given is the profile's; an unknown profile is left for the check of its field."""
        if not isinstance(given, dict):
            return given
        base = PROFILES.get(str(given.get("profile", "netflix")))
        return base.model_dump() | given if base else given

    def resolved(self) -> CaptionProfile:
        """The numbers that hold for this series."""
        return CaptionProfile.model_validate(self.model_dump(exclude={"profile"}))


class Settings(FileModel):
    """stories/series.toml. languages: of the tracks that every story has; what is spoken in a story is added to them
    (`story.languages_of`). burn_spoken: whether that is in the picture of a video, too. time_zone: of the times in
    review.json. publish_reviewer_names: whether the manifest names those who approved; it always says in which role,
    and when. published_time: in that time zone. base_url: where output/ will be on the web; without it nothing is
    written that needs whole addresses (feeds/)."""

    id: SeriesId
    title: Bilingual
    summary: Bilingual
    standfirst: Bilingual | None = None
    publisher: Publisher
    published: date
    published_time: time | None = None
    base_url: HttpUrl | None = None
    news: Link | None = None
    sections: tuple[Section, ...] = ()
    tags: tuple[Bilingual, ...] = ()
    related: tuple[Link, ...] = ()
    languages: tuple[str, ...] = PAGE_LANGUAGES
    burn_spoken: bool = False
    time_zone: str = "Europe/Madrid"
    publish_reviewer_names: bool = False
    order: tuple[str, ...] = ()
    glossary: tuple[Term, ...] = ()
    speech: SpeechSettings = SpeechSettings()
    captions: CaptionSettings = CaptionSettings()
    video: VideoSettings = VideoSettings()
    style: StyleSettings = StyleSettings()
    renditions: tuple[RenditionSettings, ...] = ()

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
            raise ValueError("two renditions have the same name")
        for one in self.renditions:
            if unknown := set(one.languages) - set(LANGUAGES if self.burn_spoken else self.languages):
                raise ValueError(f'rendition "{one.name}": no tracks are made in {", ".join(sorted(unknown))}')
        return self

    @field_validator("languages")
    @classmethod
    def _known(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        try:
            for code in codes:
                check_language(code, TRACK_LANGUAGES)
        except ConfigError as error:
            raise ValueError(str(error)) from error
        if not set(codes) & set(PAGE_LANGUAGES):
            raise ValueError(f"name one that pages are written in: {', '.join(PAGE_LANGUAGES)}")
        if not codes or len(set(codes)) != len(codes):
            raise ValueError("name each track language once")
        return codes

    @field_validator("base_url", mode="after")
    @classmethod
    def _folder(cls, url: HttpUrl | None) -> HttpUrl | None:
        """Ends in a slash: the address of a folder, to which the names of files can be added."""
        if url is None:
            return None
        if url.query is not None or url.fragment is not None or url.username or url.password:
            raise ValueError("write a plain address, without ?, # or a password")
        return url if str(url).endswith("/") else HttpUrl(f"{url}/")

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            return ZoneInfo(name).key
        except (ValueError, OSError, ZoneInfoNotFoundError) as error:
            raise ValueError(f'unknown time zone "{name}"; write one such as "Europe/Madrid"') from error

    def hints(self, spoken: Sequence[str]) -> list[str]:
        """Names and expressions that what sounds like them is written like, as the languages `spoken` write them."""
        forms = [term.form(lang) for term in self.glossary if term.hint for lang in spoken]
        return list(dict.fromkeys(forms))


def load_settings(layout: Layout) -> Settings:
    """The settings of the series; raises ConfigError, also when there is no folder of stories at all."""
    if not layout.stories.is_dir():
        raise ConfigError(
            "there is no stories folder here.",
            where=layout.root,
            remedy="Go to the folder that holds stories/, name it with --root, or start one with `veus new`.",
        )
    return read_toml(layout.series_file, Settings)
