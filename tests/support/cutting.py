"""Videos in segments of half a second, so that a clip of two seconds has several borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from film_studio import FAST, STYLE, job

from pipeline.cues import Cue
from pipeline.media.probe import probe
from pipeline.project.renditions import VideoSettings
from pipeline.project.style import StyleSettings
from pipeline.video import segment_borders
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenderJob, RenditionPlan

#: Half a second of captions over the borders near 0.5 and 1 s.
CUES = (Cue(300, 800, "Bon dia, em dic Joel."), Cue(900, 1_400, "Treballo a l'hort."))


def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, ms in (("SHORTEST_MS", 300), ("LENGTH_MS", 500), ("LONGEST_MS", 900), ("CUT_WORTH_MS", 100)):
        monkeypatch.setattr(segment_borders, name, ms)


def room(folder: Path, footage: Path, settings: VideoSettings = FAST, style: StyleSettings = STYLE) -> RenderJob:
    """What is needed to render `footage`, with a store and a temporary folder in `folder`."""
    return job(footage, probe(footage), settings, style, folder / "temp")


def whole(job: RenderJob) -> RenderJob:
    """The same, encoded in one segment."""
    return replace(job, source=replace(job.source, frames=replace(job.source.frames, exact=False)))


def made(job: RenderJob, target: Path, cues: Sequence[Cue] = CUES) -> Path:
    """One rendition."""
    render(job, [RenditionPlan("burned.ca", target, tuple(cues))])
    return target


def segments(job: RenderJob) -> set[Path]:
    """What is in the store, without the sound."""
    return {path for path in job.store.folder.glob("*.mp4") if probe_has_pictures(path)}


def probe_has_pictures(path: Path) -> bool:
    import av

    with av.open(str(path)) as container:
        return bool(container.streams.video)
