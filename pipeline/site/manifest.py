"""manifest.json with its JSON Schema, and episode.json: built from plain data, written whole, checked."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline import files
from pipeline.errors import VeusError
from pipeline.files import to_json, write_bytes, write_json
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.settings import Section, Settings
from pipeline.site.contract import (
    PAGE_SCHEMA_ID,
    SCHEMA_ID,
    Episode,
    EpisodeFile,
    Manifest,
    ManifestPage,
    PublisherInfo,
    Series,
    Withdrawn,
)
from pipeline.site.feeds.embeds import absolute
from pipeline.site.feeds.moments import moment_of
from pipeline.site.fields import Model
from pipeline.site.manifest_pages import manifest_pages
from pipeline.site.page_words import in_page_languages
from pipeline.site.parts import SectionInfo
from pipeline.site.toml_values import texts, web_link


def build_series(settings: Settings) -> Series:
    """What pages and manifest say of the series. Its pages and feeds lie beside the manifest."""
    base_url = str(settings.base_url) if settings.base_url else None
    pages = {lang: f"index.{lang}.html" for lang in settings.page_languages}
    return Series(
        id=settings.id,
        title=texts(settings.title),
        summary=texts(settings.summary),
        publisher=PublisherInfo(name=settings.publisher.name, url=str(settings.publisher.url)),
        published=settings.published,
        news=web_link(settings.news) if settings.news else None,
        languages=settings.languages,
        pages=pages,
        standfirst=texts(settings.standfirst) if settings.standfirst else None,
        published_at=moment_of(settings.published, settings.published_time, settings.time_zone),
        sections=tuple(map(_section, settings.sections)),
        tags=tuple(map(texts, settings.tags)),
        related=tuple(map(web_link, settings.related)),
        base_url=base_url,
        canonical=absolute(base_url, pages) if base_url else None,
        feeds={lang: f"feed.{lang}.xml" for lang in settings.page_languages if base_url},
        sitemap="sitemap.xml" if base_url else None,
    )


def _section(section: Section) -> SectionInfo:
    """Paragraphs are apart by an empty line; within one, line breaks mean nothing."""
    paragraphs = {
        lang: tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())
        for lang, text in texts(section.text).items()
    }
    return SectionInfo(
        heading=texts(section.heading) if section.heading else None,
        paragraphs=paragraphs,
        episodes=section.stories,
        links=tuple(map(web_link, section.links)),
    )


def build_withdrawn(settings: Settings, slug: str, day: date) -> Withdrawn:
    """What is left of a story that was withdrawn on `day`: not its title, nor anybody's name."""
    return Withdrawn(
        id=f"{settings.id}/{slug}",
        slug=slug,
        withdrawn=day,
        text=in_page_languages("withdrawn.text"),
        pages={lang: f"{slug}/embed.{lang}.html" for lang in settings.page_languages},
        players={lang: f"{slug}/player.{lang}.html" for lang in settings.page_languages},
    )


def build_manifest(settings: Settings, episodes: Sequence[Episode], withdrawn: Sequence[Withdrawn] = ()) -> Manifest:
    """The manifest of a series, with its episodes in the order given. A draft while any episode is one."""
    draft = any(episode.status == "draft" for episode in episodes)
    return Manifest(
        status="draft" if draft else "approved",
        series=build_series(settings),
        episodes=tuple(episodes),
        withdrawn=tuple(withdrawn),
    )


def manifest_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of manifest.json.

    Keys that it doesn't know are allowed: a reader who checks against 1.0 must be able to read 1.1.
    """
    schema: dict[str, Any] = json.loads(_schema_text(Manifest, SCHEMA_ID, "Veus manifest"))
    return schema


def page_schema() -> dict[str, Any]:
    """That of manifest/<number>.json."""
    schema: dict[str, Any] = json.loads(_schema_text(ManifestPage, PAGE_SCHEMA_ID, "A part of a Veus manifest"))
    return schema


@cache
def _schema_text(kind: type[BaseModel], name: str, title: str) -> str:
    """Made once a process: pydantic takes a tenth of a second."""
    schema = kind.model_json_schema(by_alias=True, mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, "title": title}
    opened: dict[str, Any] = _open(schema)
    return to_json(head | {key: value for key, value in opened.items() if key != "title"})


def _open(value: Any) -> Any:
    if isinstance(value, list):
        return [_open(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _open(item) for key, item in value.items() if key != "additionalProperties" or item is not False}


def write_manifest(layout: Layout, manifest: Manifest) -> list[Path]:
    """Writes the schemas, the parts of the manifest, and manifest.json last: equal data gives equal bytes. Returns what
    it wrote. Parts of a longer manifest go."""
    models: dict[Path, Model] = {layout.manifest_page(page.number): page for page in manifest_pages(manifest)}
    models[layout.manifest] = manifest
    write_json(layout.page_schema, page_schema(), layout.temp)
    write_json(layout.schema, manifest_schema(), layout.temp)
    for path, model in models.items():
        write_bytes(path, _as_json(model), layout.temp)
    written = [layout.page_schema, layout.schema, *models]
    for old in set(layout.page_schema.parent.glob("*.json")).difference(written):
        old.unlink()
    return written


def _as_json(model: Model) -> bytes:
    """As `files.to_json` has it, letter by letter, in a sixth of the time: of thousands of stories that is seconds.

    Bytes from the first: as text, each letter of a manifest with one "’" takes two, and there are two such copies."""
    return TypeAdapter(type(model)).dump_json(model, indent=2, by_alias=True) + b"\n"


def write_episode(path: Path, series: Series, episode: Episode, temp_dir: Path | None = None) -> None:
    """Writes episode.json."""
    write_bytes(path, _as_json(EpisodeFile(series=series, episode=episode)), temp_dir)


def load_episode(path: Path) -> Episode:
    """The episode of an episode.json; raises VeusError when it is missing, damaged or of another version."""
    try:
        return EpisodeFile.model_validate_json(files.read_bytes(path)).episode
    except (OSError, ValidationError) as error:
        raise VeusError(
            tr("this episode cannot be read."), where=path, remedy=tr("Remove it and build again.")
        ) from error
