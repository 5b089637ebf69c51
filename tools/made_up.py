"""Made-up stories with their files in place, a few bytes each: for docs/manifest.md, benchmarks and tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from fractions import Fraction

from pipeline import files
from pipeline.cues import Transcript
from pipeline.media.media_info import AudioInfo, MediaInfo
from pipeline.project.layout import StoryLayout
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.site.contract import Episode
from pipeline.site.episode import build_episode
from pipeline.site.feeds.chapters import chapters_vtt, find_chapters
from pipeline.site.feeds.stretches import find_metadata_spans, metadata_vtt
from pipeline.site.finished_files import PublishedTrack
from pipeline.site.paragraphs import Paragraph
from pipeline.site.toml_values import person_info
from pipeline.speech.transcribe import write_transcript


def facts(width: int, height: int, duration_ms: int, fps: Fraction = Fraction(25)) -> MediaInfo:
    """What is known of footage with sound. width, height: px."""
    return MediaInfo(
        container="mp4",
        duration_ms=duration_ms,
        width=width,
        height=height,
        coded_width=width,
        coded_height=height,
        fps=fps,
        variable_rate=False,
        rotation=0,
        codec="h264",
        pixel_format="yuv420p",
        bit_depth=8,
        sample_aspect=Fraction(1),
        color={},
        offset_ms=0,
        audio=AudioInfo("aac", 1, 48000, 0),
    )


def heard(paths: StoryLayout, media: MediaInfo, cuts: Sequence[int], transcript: Transcript) -> None:
    """Leaves in output/ what a build knows of a story once it has listened. cuts: ms at which the picture changes."""
    files.write_json(paths.probe, media.to_json())
    files.write_json(paths.cuts, list(cuts))
    write_transcript(paths.transcript, transcript)


def built(
    story: Story,
    settings: Settings,
    media: MediaInfo,
    tracks: Sequence[PublishedTrack],
    video: bytes,
    said: Mapping[str, Sequence[Paragraph]],
    has_speech: bool = True,
) -> Episode:
    """The episode of a story, whose files are written to its output folder. video: an MP4. said: by language."""
    paths, kept = story.paths, [item.track for item in tracks if item.track.cues]
    paths.out.mkdir(parents=True, exist_ok=True)
    for path in (paths.video, *(paths.burned(track.lang) for track in kept)):
        path.write_bytes(video)
    paths.poster.write_bytes(b"\xff\xd8 not a picture")
    for track in kept:
        paths.vtt(track.lang).write_text("WEBVTT\n", encoding="utf-8")
        paths.published_srt(track.lang).write_text("1\n", encoding="utf-8")
    chapters = find_chapters(story, settings.page_languages, media.duration_ms)
    for lang in settings.page_languages:
        paths.chapters(lang).write_text(chapters_vtt(chapters, lang), encoding="utf-8")
    stretches = find_metadata_spans(kept, (), {}, story.info.spoken)
    paths.stretches.write_text(metadata_vtt(stretches, [person_info(one) for one in story.info.people]), "utf-8")
    size = (media.width, media.height)
    return build_episode(story, settings, media, tracks, poster_size=size, has_speech=has_speech, chapters=chapters)


def mp4(width: int, height: int, duration_ms: int) -> bytes:
    """The head of an H.264 video without any pictures: all that a manifest wants to know (ISO/IEC 14496-12)."""
    entry = _box("avc1", bytes(78) + _box("avcC", bytes([1, 0x64, 0, 0x28])))
    described = _box("minf", _box("stbl", _box("stsd", bytes(8) + entry)))
    handler = _box("hdlr", bytes(8) + b"vide")
    matrix = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    sized = matrix + struct.pack(">II", width << 16, height << 16)
    header = _box("tkhd", bytes(20) + struct.pack(">I", duration_ms) + bytes(16) + sized)
    film = _box("mvhd", bytes(12) + struct.pack(">I", 1000))
    return _box("moov", film + _box("trak", header + _box("mdia", handler + described)))


def _box(name: str, payload: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(payload), name.encode()) + payload
