"""Clean videos and renditions of every kind of clip, made once and looked at by many tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from footage_clips import Clips

from pipeline import files
from pipeline.cues import Cue
from pipeline.media.frames import read_frames
from pipeline.media.media_info import MediaInfo
from pipeline.media.probe import probe
from pipeline.project.renditions import VideoSettings
from pipeline.project.style import StyleSettings
from pipeline.video.picture_filters import suits_the_web
from pipeline.video.pieces import Tell
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenderJob, RenditionPlan
from pipeline.video.segment_cache import SegmentCache
from pipeline.video.segments import SegmentSource

FAST = VideoSettings(preset="ultrafast", crf=21, loudness=False)
STYLE = StyleSettings()
CUES = [Cue(400, 1000, "Bon dia, em dic Joel."), Cue(1000, 1400, "Treballo a l'hort\ndel barri.", top=True)]


def job(footage: Path, facts: MediaInfo, settings: VideoSettings, style: StyleSettings, temp: Path) -> RenderJob:
    source = SegmentSource(footage, facts, read_frames(footage), files.sha256_file(footage))
    return RenderJob(source, [], settings, style, SegmentCache(temp.parent / "pieces"), temp)


def burn(
    footage: Path,
    facts: MediaInfo,
    cues: Sequence[Cue],
    settings: VideoSettings,
    style: StyleSettings,
    target: Path,
    temp: Path,
    on_progress: Tell | None = None,
) -> None:
    """One rendition with captions, from no segments at all."""
    render(job(footage, facts, settings, style, temp), [RenditionPlan("ca", target, tuple(cues))], on_progress)


def make_clean(footage: Path, facts: MediaInfo, settings: VideoSettings, target: Path, temp: Path) -> None:
    clean = RenditionPlan("video", target, copied=suits_the_web(facts))
    render(job(footage, facts, settings, STYLE, temp), [clean])


@dataclass
class Studio:
    """Clean videos and renditions, each made once a session."""

    clips: Clips
    folder: Path
    made: dict[str, Path] = field(default_factory=dict)

    def footage(self, kind: str) -> Path:
        if kind.startswith("turned "):
            return self.clips.rotated(int(kind.removeprefix("turned ")))
        return self.clips.cover_art() if kind == "cover" else self.clips[kind]

    def clean(self, kind: str) -> tuple[Path, MediaInfo, Path]:
        footage = self.footage(kind)
        facts, target = probe(footage), self.folder / kind / "video.mp4"
        if target.as_posix() not in self.made:
            make_clean(footage, facts, FAST, target, self.folder / kind / "temp")
            self.made[target.as_posix()] = target
        return footage, facts, target

    def burned(self, kind: str) -> tuple[Path, MediaInfo, Path]:
        footage = self.footage(kind)
        facts, target = probe(footage), self.folder / kind / "video.ca.mp4"
        if target.as_posix() not in self.made:
            burn(footage, facts, CUES, FAST, STYLE, target, self.folder / kind / "temp")
            self.made[target.as_posix()] = target
        return footage, facts, target
