"""A description's finished files, described for the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.cues import TrackStatus
from pipeline.languages import LANGUAGES
from pipeline.project.story import Story
from pipeline.site.access_parts import DescriptionInfo, ExtendedClip
from pipeline.site.finished_files import file_of
from pipeline.site.mp4 import read_mp4
from pipeline.site.parts import ApprovalInfo, FileInfo


@dataclass(frozen=True, slots=True)
class ExtendedPassage:
    """number: of its cue. start: where the video waits (ms), and for how long."""

    number: int
    start: int
    lasts: int


@dataclass(frozen=True, slots=True)
class PublishedDescription:
    """A description as it is published. in_film: whether there is a video with it in its sound. synthetic: whether a
    machine speaks any of it. extended: the passages that the video waits for."""

    lang: str
    status: TrackStatus
    approval: ApprovalInfo | None
    in_film: bool
    synthetic: bool
    extended: Sequence[ExtendedPassage]


def description_info(story: Story, item: PublishedDescription) -> DescriptionInfo:
    """Raises RenderError where a file is missing or damaged."""
    paths, lang = story.paths, item.lang
    video = sound = None
    if item.in_film:
        mime = read_mp4(paths.described_video(lang)).mime
        video = FileInfo(**file_of(story, paths.described_video(lang), mime))
        sound = FileInfo(**file_of(story, paths.described_sound(lang), "audio/mp4"))
    return DescriptionInfo(
        language=lang,
        label=LANGUAGES[lang].own,
        video=video,
        sound=sound,
        extended=tuple(_clip(story, lang, passage) for passage in item.extended),
        synthetic=item.synthetic,
        status=item.status,
        approval=item.approval,
        **file_of(story, paths.description_vtt(lang), "text/vtt"),
    )


def _clip(story: Story, lang: str, passage: ExtendedPassage) -> ExtendedClip:
    path = story.paths.extended_clip(lang, passage.number)
    return ExtendedClip(start_ms=passage.start, duration_ms=passage.lasts, **file_of(story, path, "audio/mp4"))
