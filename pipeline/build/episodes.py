"""Finished videos and tracks → captions for players, episode, pages; all stories → manifest and index."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pipeline import __version__, files
from pipeline.build.build_context import BuildContext, log_step
from pipeline.build.code_version import PAGES, code_version
from pipeline.build.machine_track import CaptionInputs, names_of
from pipeline.build.proof import StoryProof, note_looked, proof_key, proof_of
from pipeline.build.step_cache import StepCache
from pipeline.build.tracks import EffectiveTrack
from pipeline.captions.sound_cues import tells_sound
from pipeline.cues import Track, Word
from pipeline.errors import VeusError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.settings import Settings
from pipeline.project.story import Story, burned_languages
from pipeline.review.withdrawal import standing
from pipeline.site.feeds.chapters import chapter_starts, chapters_vtt, find_chapters
from pipeline.site.feeds.outputs import render_series_data, render_story_data, series_paths, story_paths
from pipeline.site.feeds.stretches import find_metadata_spans, has_stretches, metadata_vtt
from pipeline.site.paragraphs import Paragraph, paragraphs
from pipeline.site.static_files import static_paths, write_static
from pipeline.site.theme import theme_version
from pipeline.subtitles.srt import write_srt
from pipeline.subtitles.vtt import to_vtt
from pipeline.video.poster import preview

if TYPE_CHECKING:
    from pipeline.site.contract import ApprovalInfo, Episode, FileInfo, Manifest, Poster, Source, TrackInfo
    from pipeline.site.parts import Alternative


#: What is said in a story, by language of the track.
Transcripts = Mapping[str, Sequence[Paragraph]]


@dataclass(frozen=True, slots=True)
class StoryFiles:
    """All that belongs into output/<slug>. media: what `render` makes. tracks: what is made of the tracks, and names no
    other file. pages: what `write_story_pages` writes."""

    media: tuple[Path, ...]
    tracks: tuple[Path, ...]
    pages: tuple[Path, ...]

    @property
    def made(self) -> tuple[Path, ...]:
        """What `publish_story` makes."""
        return self.tracks + self.pages


def transcripts_of(tracks: Sequence[Track], words: Sequence[Word]) -> Transcripts:
    """Each track as it is read instead of watched, by language. words: the speech as it was heard."""
    return {track.lang: paragraphs(track.cues, lang=track.lang, heard=words) for track in tracks}


def files_of(context: BuildContext, tracks: Sequence[EffectiveTrack], said: Transcripts) -> StoryFiles:
    """The files of a story with these tracks, whether they are there or not."""
    paths, langs = context.story.paths, [counting.track.lang for counting in tracks]
    media = [paths.video, paths.poster]
    burned = burned_languages(context.settings, context.story)
    for lang in (t.track.lang for t in tracks if t.track.cues and t.track.lang in burned):
        media += [
            paths.burned(lang),
            *(paths.rendition(lang, one.name) for one in context.settings.renditions_in(lang)),
        ]
    pages = [path_of(lang) for path_of in (paths.transcript_html, paths.transcript_text) for lang in langs]
    pages += [paths.episode, *(paths.embed(lang) for lang in context.settings.page_languages)]
    pages += story_paths(paths, context.settings)
    pages += [paths.evidence, *map(paths.evidence_html, context.settings.page_languages)]
    captions = [path_of(lang) for path_of in (paths.vtt, paths.published_srt) for lang in langs]
    if chapter_starts(context.story, said):
        captions += map(paths.chapters, context.settings.page_languages)
    if has_stretches([t.track for t in tracks]):
        captions.append(paths.stretches)
    return StoryFiles(tuple(media), tuple(captions), tuple(pages))


def publish_story(context: BuildContext, heard: CaptionInputs, tracks: Sequence[EffectiveTrack]) -> None:
    """Everything in output/<slug> besides the videos, and nothing there that no longer belongs. Raises RenderError."""
    said = transcripts_of([counting.track for counting in tracks], heard.transcript.words)
    paths, there = context.story.paths, files_of(context, tracks, said)
    key = pages_key(context, heard, tracks, there.media)
    made = (*there.made, paths.looked)
    context.once("pages", key, made, lambda _: _write_story(context, heard, tracks, said), what="writing pages")
    _remove_strangers(paths.out, {*there.media, *there.made})
    context.report.opens = str(paths.embed(context.settings.page_languages[0]))


def pages_fresh(
    context: BuildContext, heard: CaptionInputs, tracks: Sequence[EffectiveTrack], there: StoryFiles
) -> bool:
    """Whether output/<slug> is what a build would make of all that is there now. Raises OSError."""
    return all(path.is_file() for path in there.media) and context.ledger.fresh(
        "pages", pages_key(context, heard, tracks, there.media), (*there.made, context.story.paths.looked)
    )


def pages_key(
    context: BuildContext, heard: CaptionInputs, tracks: Sequence[EffectiveTrack], media: Sequence[Path]
) -> dict[str, Any]:
    """Everything that can change the pages of a story."""
    return {
        "tracks": [[t.track.lang, t.track.kind, t.status, t.track.provenance, write_srt(t.track.cues)] for t in tracks],
        "story": context.story.info.model_dump(mode="json"),
        "approvals": [t.approval.model_dump(mode="json") if t.approval else None for t in tracks],
        "series": context.settings.model_dump(mode="json", exclude={"speech", "captions", "video"}),
        "facts": heard.facts.to_json(),
        "heard": files.sha256_json([asdict(word) for word in heard.transcript.words]),
        "media": {path.name: context.ledger.sha256(path) for path in media},
        "proof": proof_key(context, heard),
        "code": code_version(PAGES, glue=("build.episodes", "build.proof")),
        "babel": version("babel"),
        "theme": theme_version(context.layout.theme),
        "veus": __version__,
    }


def _write_story(
    context: BuildContext, heard: CaptionInputs, tracks: Sequence[EffectiveTrack], said: Transcripts
) -> None:
    from PIL import Image

    from pipeline.site.episode import build_episode
    from pipeline.site.finished_files import PublishedTrack

    paths, temp = context.story.paths, context.layout.temp
    words, names = heard.transcript.words, names_of(context.story, heard.transcript)
    for counting in tracks:
        track = counting.track
        files.write_text(paths.vtt(track.lang), to_vtt(track, words, names), temp)
        files.write_text(paths.published_srt(track.lang), write_srt(track.cues), temp)
    chapters = find_chapters(context.story, said, context.settings.page_languages, heard.facts.duration_ms)
    for lang in context.settings.page_languages if chapters else ():
        files.write_text(paths.chapters(lang), chapters_vtt(chapters, lang), temp)
    _write_stretches(context, heard, [counting.track for counting in tracks])
    with Image.open(paths.poster) as picture:
        size = picture.size
    published = [PublishedTrack(c.track, c.status, _approval(context, c)) for c in tracks]
    has_speech = not all(tells_sound(cue) for counting in tracks for cue in counting.track.cues)
    episode = build_episode(
        context.story,
        context.settings,
        heard.facts,
        published,
        poster_size=size,
        has_speech=has_speech,
        chapters=chapters,
        poster_preview=preview(paths.poster),
    )
    proof = proof_of(context, heard, tracks)
    write_story_pages(context.layout, paths, context.settings, episode, said, proof)
    note_looked(context, proof)


def _write_stretches(context: BuildContext, heard: CaptionInputs, tracks: Sequence[Track]) -> None:
    if not has_stretches(tracks):
        return
    from pipeline.site.toml_values import person_info

    info, names = context.story.info, names_of(context.story, heard.transcript)
    several = len(info.speaker_names) != 1 or any(word.speaker for word in heard.transcript.words)
    alone = None if several else info.speaker_names[0]
    found = find_metadata_spans(tracks, heard.transcript.words, names, info.spoken, alone)
    text = metadata_vtt(found, [person_info(person) for person in info.people])
    files.write_text(context.story.paths.stretches, text, context.layout.temp)


def write_story_pages(
    layout: Layout,
    paths: StoryLayout,
    settings: Settings,
    episode: Episode,
    said: Transcripts,
    proof: StoryProof,
) -> None:
    """What names other files by their URLs: pages, what was checked of them, and episode.json. All of it follows from
    `episode` and `proof`, so that it can be written for another place, where files bear other names."""
    from pipeline.site import pages
    from pipeline.site.evidence_page import render_evidence
    from pipeline.site.manifest import build_series, write_episode

    series = build_series(settings)
    rendered = pages.render_story_pages(paths, series, episode, said, layout.theme)
    pages.write_pages(rendered, layout)
    assessment = proof.assessed({lang: rendered[paths.embed(lang)] for lang in episode.pages})
    pages.write_pages(render_evidence(paths, series, episode, assessment, layout.theme), layout)
    pages.write_pages(render_story_data(paths, series, episode, said), layout)
    write_episode(paths.episode, series, episode, layout.temp)


def _approval(context: BuildContext, counting: EffectiveTrack) -> ApprovalInfo | None:
    """What the public is told of an approval: a name is personal data, and told only where the series says so."""
    from pipeline.site.contract import ApprovalInfo

    approval, named = counting.approval, context.settings.publish_reviewer_names
    if approval is None:
        return None
    return ApprovalInfo(when=approval.when, role=approval.role, by=approval.by if named else None)


def _remove_strangers(folder: Path, wanted: set[Path]) -> None:
    """Removes files of earlier builds that nothing points to any more (a track that was withdrawn, say)."""
    for path in folder.iterdir():
        if path.is_file() and path not in wanted:
            path.unlink()


def remove_made(layout: Layout, slug: str) -> None:
    """Removes all that was made of a story. A notice that it is withdrawn is no part of that. Raises OSError."""
    there = layout.story(layout.stories / slug, slug)
    if there.work.exists() or there.episode.exists():
        if there.out.exists():
            shutil.rmtree(there.out)
        if there.work.exists():
            shutil.rmtree(there.work)


def in_step(story: Story) -> bool:
    """Whether every file that the story's episode.json states is there with the bytes stated."""
    from pipeline.site.manifest import load_episode

    try:
        episode = load_episode(story.paths.episode)
    except VeusError:
        return False
    stated: list[Source | Alternative | TrackInfo | FileInfo | Poster] = [*episode.sources, *episode.tracks]
    stated += episode.alternatives
    stated += [track.srt for track in episode.tracks] + ([episode.poster] if episode.poster else [])
    there = ((story.paths.out.parent / unquote(file.url), file.sha256) for file in stated)
    return all(path.is_file() and files.sha256_file(path) == sha256 for path, sha256 in there)


def publish_series(layout: Layout, settings: Settings, stories: Sequence[Story], ledger: StepCache) -> bool:
    """The manifest, its schema and the index pages, from the episodes that are there; whether anything was written.

    Of those among `stories` that are withdrawn, only the notice.
    """
    gone = {story.slug: withdrawal for story in stories if (withdrawal := standing(story))}
    there = [story for story in stories if story.paths.episode.is_file() and story.slug not in gone]
    notices = [layout.story(layout.stories, slug).embed(lang) for slug in gone for lang in settings.page_languages]
    outputs = [
        layout.manifest,
        layout.schema,
        *map(layout.index, settings.page_languages),
        *static_paths(layout),
        *notices,
    ]
    outputs += series_paths(layout, settings)
    key = {
        "episodes": [ledger.sha256(story.paths.episode) for story in there],
        "withdrawn": {slug: str(withdrawal.day) for slug, withdrawal in gone.items()},
        "series": settings.model_dump(mode="json"),
        "code": code_version(PAGES, glue=("build.episodes",)),
        "babel": version("babel"),
        "theme": theme_version(layout.theme),
        "veus": __version__,
    }
    (verdict,) = ledger.judged([("series", key, outputs)])
    log_step(settings.id, "series", verdict)
    if not verdict.why:
        return False
    from pipeline.site.manifest import build_manifest, build_withdrawn, load_episode

    episodes = [load_episode(story.paths.episode) for story in there]
    notes = [build_withdrawn(settings, slug, withdrawal.day) for slug, withdrawal in gone.items()]
    write_series(layout, build_manifest(settings, episodes, notes))
    ledger.record("series", key, outputs)
    return True


def write_series(layout: Layout, manifest: Manifest) -> None:
    """All that follows from the manifest, and the manifest last."""
    from pipeline.site import pages
    from pipeline.site.manifest import write_manifest

    write_static(layout)
    pages.write_pages(pages.render_indexes(layout, manifest), layout)
    pages.write_pages(pages.render_notices(layout, manifest), layout)
    pages.write_pages({layout.output / url: text for url, text in render_series_data(manifest).items()}, layout)
    if not manifest.series.base_url:
        for old in (layout.sitemap, *map(layout.feed, manifest.series.pages)):
            old.unlink(missing_ok=True)
    write_manifest(layout, manifest)
