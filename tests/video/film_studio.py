"""Clean videos and renditions of every kind of clip, made once and looked at by many tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from footage_clips import Clips

from pipeline.config import VideoSettings
from pipeline.cues import Cue
from pipeline.media.facts import MediaFacts
from pipeline.media.probe import probe
from pipeline.video.encode import burn, make_clean

FAST = VideoSettings(preset="ultrafast", crf=21)
CUES = [Cue(400, 1000, "Bon dia, em dic Joel."), Cue(1000, 1400, "Treballo a l'hort\ndel barri.", top=True)]


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

    def clean(self, kind: str) -> tuple[Path, MediaFacts, Path]:
        footage = self.footage(kind)
        facts, target = probe(footage), self.folder / kind / "video.mp4"
        if target.as_posix() not in self.made:
            make_clean(footage, facts, FAST, target, self.folder / "temp")
            self.made[target.as_posix()] = target
        return footage, facts, target

    def burned(self, kind: str) -> tuple[Path, MediaFacts, Path]:
        footage = self.footage(kind)
        facts, target = probe(footage), self.folder / kind / "video.ca.mp4"
        if target.as_posix() not in self.made:
            burn(footage, facts, CUES, FAST, target, self.folder / "temp")
            self.made[target.as_posix()] = target
        return footage, facts, target
