"""Finished videos and tracks → captions for players, episode, pages; all stories → manifest and index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__, files
from pipeline.build.build_context import BuildContext
from pipeline.build.code_version import PAGES, code_version
from pipeline.build.description_state import EffectiveDescription
from pipeline.build.machine_track import CaptionInputs
from pipeline.build.outcome import Advance
from pipeline.build.output_folder import remove_strangers
from pipeline.build.proof import StoryProof, note_looked, proof_key, proof_of, speech_unwritten
from pipeline.build.signing import sign_files
from pipeline.build.track_files import approval_info, write_description, write_tracks
from pipeline.build.tracks import EffectiveTrack
from pipeline.captions.sound_cues import tells_sound
from pipeline.cues import Track, Word
from pipeline.messages import tr
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.settings import Settings
from pipeline.project.story import burned_languages
from pipeline.site.feeds.chapters import chapters_vtt, find_chapters
from pipeline.site.feeds.outputs import render_story_data, story_paths
from pipeline.site.feeds.stretches import has_stretches
from pipeline.site.paragraphs import Paragraph, languages_to_read, paragraphs, seen, with_seen
from pipeline.site.theme import theme_version
from pipeline.subtitles.srt import write_srt
from pipeline.video.poster import preview

if TYPE_CHECKING:
    from pipeline.site.contract import Episode


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
    """Each track that says anything, as it is read instead of watched, by language. words: the speech as heard."""
    return {track.lang: paragraphs(track.cues, lang=track.lang, heard=words) for track in tracks if track.cues}


def read_transcripts(
    said: Transcripts, tracks: Sequence[Track], words: Sequence[Word], described: Sequence[EffectiveDescription]
) -> Transcripts:
    """`said`, with what is told of the pictures in each language that has a description: that alone, where nothing is
    said."""
    told = {one.lang: [seen(item.start, item.end, item.text) for item in one.passages] for one in described}
    with_told = [track for track in tracks if told.get(track.lang)]
    return {
        **said,
        **{track.lang: with_seen(track.cues, told[track.lang], lang=track.lang, heard=words) for track in with_told},
    }


def files_of(
    context: BuildContext,
    tracks: Sequence[EffectiveTrack],
    described: Sequence[EffectiveDescription] = (),
) -> StoryFiles:
    """The files of a story with these tracks and descriptions, whether they are there or not: none of a track that says
    nothing."""
    paths, kept, told = context.story.paths, [one.track for one in tracks], [one for one in described if one.passages]
    langs, readable = [one.lang for one in kept if one.cues], languages_to_read(kept, [one.lang for one in told])
    media = [paths.video, paths.poster]
    burned = burned_languages(context.settings, context.story)
    for lang in (lang for lang in langs if lang in burned):
        media += [
            paths.burned(lang),
            *(paths.rendition(lang, one.name) for one in context.settings.renditions_in(lang)),
        ]
    media += [path for one in described for path in one.media(paths)]
    media += sign_files(context.settings, context.story)
    pages = [path_of(lang) for path_of in (paths.transcript_html, paths.transcript_text) for lang in readable]
    pages.append(paths.episode)
    pages += [path_of(lang) for path_of in (paths.embed, paths.player) for lang in context.settings.page_languages]
    pages += story_paths(paths, context.settings)
    pages += [paths.evidence, *map(paths.evidence_html, context.settings.page_languages)]
    captions = [path_of(lang) for path_of in (paths.vtt, paths.published_srt) for lang in langs]
    captions += [paths.description_vtt(one.lang) for one in told]
    if context.story.info.chapters:
        captions += map(paths.chapters, context.settings.page_languages)
    if has_stretches(kept):
        captions.append(paths.stretches)
    return StoryFiles(tuple(media), tuple(captions), tuple(pages))


def publish_story(
    context: BuildContext,
    heard: CaptionInputs,
    tracks: Sequence[EffectiveTrack],
    described: Sequence[EffectiveDescription] = (),
) -> None:
    """Everything in output/<slug> besides the videos, and nothing there that no longer belongs. Raises RenderError."""
    paths, there = context.story.paths, files_of(context, tracks, described)
    key = pages_key(context, heard, tracks, there.media, described)

    def make(_: Advance) -> None:
        _write_story(context, heard, tracks, described)

    context.once("pages", key, (*there.made, paths.looked), make, what=tr("writing pages"))
    remove_strangers(paths.out, {*there.media, *there.made})
    context.report.opens = str(paths.embed(context.settings.page_languages[0]))


def pages_fresh(
    context: BuildContext,
    heard: CaptionInputs,
    tracks: Sequence[EffectiveTrack],
    there: StoryFiles,
    described: Sequence[EffectiveDescription] = (),
) -> bool:
    """Whether output/<slug> is what a build would make of all that is there now. Raises OSError."""
    return all(path.is_file() for path in there.media) and context.ledger.fresh(
        "pages", pages_key(context, heard, tracks, there.media, described), (*there.made, context.story.paths.looked)
    )


def pages_key(
    context: BuildContext,
    heard: CaptionInputs,
    tracks: Sequence[EffectiveTrack],
    media: Sequence[Path],
    described: Sequence[EffectiveDescription] = (),
) -> dict[str, Any]:
    """Everything that can change the pages of a story."""
    approvals = [*(one.approval for one in tracks), *(one.approval for one in described)]
    return {
        "tracks": [[t.track.lang, t.track.kind, t.status, t.track.provenance, write_srt(t.track.cues)] for t in tracks],
        "story": context.story.info.model_dump(mode="json"),
        "approvals": [one.model_dump(mode="json") if one else None for one in approvals],
        "described": [[d.lang, d.status, d.synthetic, d.in_film, list(map(asdict, d.passages))] for d in described],
        "series": context.settings.model_dump(mode="json", exclude={"speech", "captions", "video", "cluster"}),
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
    context: BuildContext,
    heard: CaptionInputs,
    tracks: Sequence[EffectiveTrack],
    described: Sequence[EffectiveDescription],
) -> None:
    from PIL import Image

    from pipeline.site.episode import build_episode
    from pipeline.site.finished_files import PublishedTrack

    paths, temp = context.story.paths, context.layout.temp
    chapters = find_chapters(context.story, context.settings.page_languages, heard.facts.duration_ms)
    for lang in context.settings.page_languages if chapters else ():
        files.write_text(paths.chapters(lang), chapters_vtt(chapters, lang), temp)
    captions = [counting.track for counting in tracks]
    write_tracks(context, heard, [track for track in captions if track.cues])
    with Image.open(paths.poster) as picture:
        size = picture.size
    published = [PublishedTrack(c.track, c.status, approval_info(context, c.approval)) for c in tracks]
    descriptions = [write_description(context, one) for one in described if one.passages]
    written = not all(tells_sound(cue) for track in captions for cue in track.cues)
    episode = build_episode(
        context.story,
        context.settings,
        heard.facts,
        published,
        poster_size=size,
        has_speech=written or speech_unwritten(context, heard),
        chapters=chapters,
        poster_preview=preview(paths.poster),
        descriptions=descriptions,
    )
    words = heard.transcript.words
    said = transcripts_of(captions, words)
    read = read_transcripts(said, captions, words, described)
    proof = proof_of(context, heard, tracks, described)
    write_story_pages(context.layout, paths, context.settings, episode, said, proof, read)
    note_looked(context, proof)


def write_story_pages(
    layout: Layout,
    paths: StoryLayout,
    settings: Settings,
    episode: Episode,
    said: Transcripts,
    proof: StoryProof,
    read: Transcripts | None = None,
) -> None:
    """What names other files by their URLs: pages, what was checked of them, and episode.json. All of it follows from
    `episode` and `proof`, so that it can be written for another place, where files bear other names. read: `said` with
    what is seen, where that is told."""
    from pipeline.site import pages
    from pipeline.site.evidence_page import render_evidence
    from pipeline.site.manifest import build_series, write_episode

    series = build_series(settings)
    rendered = pages.render_story_pages(paths, series, episode, said, layout.theme, read)
    pages.write_pages(rendered, layout)
    assessment = proof.assessed({lang: rendered[paths.embed(lang)] for lang in episode.pages})
    pages.write_pages(render_evidence(paths, series, episode, assessment, layout.theme), layout)
    pages.write_pages(render_story_data(paths, series, episode, said), layout)
    write_episode(paths.episode, series, episode, layout.temp)
