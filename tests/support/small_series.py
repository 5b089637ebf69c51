"""Small series of stories for tests: real folders, real footage of a few seconds, whatever is wrong on purpose."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from footage_clips import AAC, IN_HASTE, X264, Clips

from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.review.track_file import TrackFile

REPO = Path(__file__).resolve().parents[2]

SERIES = """
id = "test"
published = 2024-01-02
title = { ca = "Proves", en = "Tests" }
summary = { ca = "Històries petites.", en = "Small stories." }
publisher = { name = "Veus", url = "https://www.barcelona.cat/" }
"""

#: Settings that choose the engine of pipeline/speech/fake_engines.py, and pictures encoded in haste.
SCRIPTED = '[video]\npreset = "ultrafast"\n[speech]\nengine = "scripted"\n'

STORY = """
spoken = ["ca"]
title = { ca = "Una història", en = "A story" }
summary = { ca = "Una frase.", en = "One sentence." }
place = { ca = "Barcelona", en = "Barcelona" }
"""

#: Two cues that fit into two seconds of footage.
CAPTIONS = """1
00:00:00,200 --> 00:00:01,000
Bon dia a tothom.

2
00:00:01,200 --> 00:00:01,900
Fins aviat.
"""


def make_series(root: Path, more: str = "") -> Path:
    (root / "stories").mkdir(parents=True, exist_ok=True)
    (root / "stories/series.toml").write_text(SERIES + more, "utf-8")
    return root


def make_story(
    root: Path,
    folder: str,
    footage: Path | bytes | None = None,
    *,
    name: str | None = None,
    toml: str | None = STORY,
    captions: str | bytes | None = None,
) -> Path:
    """stories/FOLDER with the footage (a file to copy, or bytes) under `name`, story.toml and a person's ca.srt."""
    here = root / "stories" / folder
    here.mkdir(parents=True)
    if toml is not None:
        (here / "story.toml").write_text(toml, "utf-8")
    if isinstance(footage, Path):
        shutil.copyfile(footage, here / (name or f"{here.name}{footage.suffix}"))
    elif footage is not None:
        (here / (name or f"{here.name}.mp4")).write_bytes(footage)
    if captions is not None:
        (here / "ca.srt").write_bytes(captions.encode() if isinstance(captions, str) else captions)
    return here


def half_files(root: Path) -> list[Path]:
    """What must not be left behind by a run that has ended in order."""
    return sorted(path for path in root.rglob("*") if ".part-" in path.name)


def manifest_of(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / "output/manifest.json").read_text("utf-8"))
    return data


def speech(clips: Clips) -> Path:
    """Five seconds of a stand-in story, in which Catalan is spoken, as a small picture."""
    if "speech" not in clips.made:
        source = REPO / "stories/joel/joel.mp4"
        cut = (*IN_HASTE, "-ss", "3", "-t", "5", "-i", str(source), "-vf", "scale=320:180", *X264, *AAC)
        clips.made["speech"] = clips.make("speech.mp4", *cut)
    return clips.made["speech"]


def track_file(layout: Layout, slug: str, lang: str) -> TrackFile:
    """A track of a story in the folder."""
    return TrackFile.find(Series.open(layout), slug, lang)
