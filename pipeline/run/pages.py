"""Finished videos and tracks → captions for players, episode, pages; all stories → manifest and index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pipeline import __version__, files
from pipeline.captions.paragraphs import paragraphs
from pipeline.captions.sounds import is_sound
from pipeline.captions.srt import write_srt
from pipeline.captions.vtt import to_vtt
from pipeline.config import Settings
from pipeline.errors import VeusError
from pipeline.layout import Layout
from pipeline.run.ledger import Ledger
from pipeline.run.tracks import CountingTrack, Heard, names_of
from pipeline.run.workshop import ROOMS, Workshop, code_version
from pipeline.story import Story

if TYPE_CHECKING:
    from pipeline.publish.models import ApprovalInfo, FileInfo, Poster, Source, TrackInfo


def publish_story(shop: Workshop, heard: Heard, tracks: Sequence[CountingTrack]) -> None:
    """Everything in output/<slug> besides the videos, and nothing there that no longer belongs. Raises RenderError."""
    paths = shop.story.paths
    media = [paths.video, paths.poster, *(paths.burned(t.track.lang) for t in tracks if t.track.cues)]
    langs = [counting.track.lang for counting in tracks]
    per_track = (paths.vtt, paths.published_srt, paths.transcript_html, paths.transcript_text)
    outputs = [path_of(lang) for path_of in per_track for lang in langs]
    outputs += [paths.episode, *(paths.embed(lang) for lang in shop.settings.languages)]
    key = pages_key(shop, heard, tracks, media)
    shop.once("pages", key, outputs, lambda _: _write_story(shop, heard, tracks), what="writing pages")
    _remove_strangers(paths.out, {*media, *outputs})
    shop.report.opens = str(paths.embed(shop.settings.languages[0]))


def pages_key(shop: Workshop, heard: Heard, tracks: Sequence[CountingTrack], media: Sequence[Path]) -> dict[str, Any]:
    """Everything that can change the pages of a story."""
    return {
        "tracks": [[t.track.lang, t.track.kind, t.status, t.track.provenance, write_srt(t.track.cues)] for t in tracks],
        "story": shop.story.info.model_dump(mode="json"),
        "approvals": [t.approval.model_dump(mode="json") if t.approval else None for t in tracks],
        "series": shop.settings.model_dump(mode="json", exclude={"speech", "captions", "video"}),
        "facts": heard.facts.to_json(),
        "heard": files.sha256_json([asdict(word) for word in heard.transcript.words]),
        "media": {path.name: shop.ledger.sha256(path) for path in media},
        "templates": code_version("publish"),
        "code": code_version("captions"),
        "veus": __version__,
    }


def _write_story(shop: Workshop, heard: Heard, tracks: Sequence[CountingTrack]) -> None:
    from PIL import Image

    from pipeline.publish import pages
    from pipeline.publish.episode import PublishedTrack, build_episode
    from pipeline.publish.manifest import build_series, write_episode

    paths, temp = shop.story.paths, shop.layout.temp
    words, names = heard.transcript.words, names_of(shop.story, heard.transcript)
    for counting in tracks:
        track = counting.track
        files.write_text(paths.vtt(track.lang), to_vtt(track, words, names), temp)
        files.write_text(paths.published_srt(track.lang), write_srt(track.cues), temp)
    with Image.open(paths.poster) as picture:
        size = picture.size
    published = [PublishedTrack(c.track, c.status, _approval(shop, c)) for c in tracks]
    has_speech = any(not is_sound(cue.text) for counting in tracks for cue in counting.track.cues)
    episode = build_episode(shop.story, shop.settings, heard.facts, published, poster_size=size, has_speech=has_speech)
    said = {c.track.lang: paragraphs(c.track.cues, lang=c.track.lang, heard=words) for c in tracks}
    series = build_series(shop.settings)
    pages.write_pages(pages.render_story_pages(paths, series, episode, said), shop.layout)
    write_episode(paths.episode, series, episode, temp)


def _approval(shop: Workshop, counting: CountingTrack) -> ApprovalInfo | None:
    """What the public is told of an approval: a name is personal data, and told only where the series says so."""
    from pipeline.publish.models import ApprovalInfo

    approval, named = counting.approval, shop.settings.publish_reviewer_names
    if approval is None:
        return None
    return ApprovalInfo(when=approval.when, role=approval.role, by=approval.by if named else None)


def _remove_strangers(folder: Path, wanted: set[Path]) -> None:
    """Removes files of earlier builds that nothing points to any more (a track that was withdrawn, say)."""
    for path in folder.iterdir():
        if path.is_file() and path not in wanted:
            path.unlink()


def in_step(story: Story) -> bool:
    """Whether every file that the story's episode.json states is there with the bytes stated."""
    from pipeline.publish.manifest import load_episode

    try:
        episode = load_episode(story.paths.episode)
    except VeusError:
        return False
    stated: list[Source | TrackInfo | FileInfo | Poster] = [*episode.sources, *episode.tracks]
    stated += [track.srt for track in episode.tracks] + ([episode.poster] if episode.poster else [])
    there = ((story.paths.out.parent / unquote(file.url), file.sha256) for file in stated)
    return all(path.is_file() and files.sha256_file(path) == sha256 for path, sha256 in there)


def publish_series(layout: Layout, settings: Settings, stories: Sequence[Story], ledger: Ledger) -> bool:
    """The manifest, its schema and the index pages, from the episodes that are there; whether anything was written."""
    there = [story for story in stories if story.paths.episode.is_file()]
    static = [layout.static / path.name for path in sorted((ROOMS / "publish" / "static").iterdir())]
    outputs = [layout.manifest, layout.schema, *map(layout.index, settings.languages), *static]
    key = {
        "episodes": [ledger.sha256(story.paths.episode) for story in there],
        "series": settings.model_dump(mode="json"),
        "templates": code_version("publish"),
        "veus": __version__,
    }
    if ledger.fresh("series", key, outputs):
        return False
    from pipeline.publish import pages
    from pipeline.publish.manifest import build_manifest, load_episode, write_manifest

    episodes = [load_episode(story.paths.episode) for story in there]
    manifest = build_manifest(settings, episodes)
    pages.write_static(layout)
    pages.write_pages(pages.render_indexes(layout, manifest), layout)
    write_manifest(layout, manifest)
    ledger.record("series", key, outputs)
    return True
