"""Renders that are killed: `python -m benchmarks.killed --times 50`.

A process that renders a small clip in several segments is ended with SIGKILL at a random moment, as by a power cut or a
machine out of memory; its ffmpeg goes on for a while. The next run starts at once, has to finish, and its videos must
be, byte for byte, those of a run that nobody interrupted.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import REPO
from pipeline import files
from pipeline.cues import Cue
from pipeline.media import ffmpeg as ff
from pipeline.media.probe import examine
from pipeline.project.renditions import VideoSettings
from pipeline.project.style import StyleSettings
from pipeline.video import segment_borders
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenderJob, RenditionPlan
from pipeline.video.segment_cache import SegmentCache
from pipeline.video.segments import SegmentSource

#: ms: so that a clip of a few seconds has several segments.
SegmentS = {"SHORTEST_MS": 300, "LENGTH_MS": 500, "LONGEST_MS": 900}

#: What a child says when it has loaded everything and begins.
READY = "ready"
LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """kills: how often a run was killed while it worked. kept: segments found finished after each. same: whether the
    videos became those of an uninterrupted run, and nothing was left beside them."""

    kills: int
    kept: tuple[int, ...]
    same: bool


def make_clip(path: Path, seconds: float) -> Path:
    """Moving pictures with sound. Raises RenderError."""
    import ffmpeg

    pictures = ffmpeg.input(f"testsrc2=size=320x180:rate=25:duration={seconds}", f="lavfi")
    sound = ffmpeg.input(f"sine=frequency=440:duration={seconds}", f="lavfi")
    graph = ffmpeg.output(pictures, sound, ff.file_url(path), vcodec="libx264", acodec="aac", preset="ultrafast")
    ff.run(graph, subject=path)
    return path


def work(clip: Path, folder: Path) -> None:
    """What a child does: both languages of `clip`, into `folder`, as a build does it."""
    for name, ms in SegmentS.items():
        setattr(segment_borders, name, ms)
    temp = folder / "temp"
    files.remove_parts(temp)
    facts, frames = examine(clip)
    store = SegmentCache(folder / "pieces")
    source = SegmentSource(clip, facts, frames, files.sha256_file(clip))
    job = RenderJob(source, [], VideoSettings(preset="veryfast"), StyleSettings(), store, temp)
    times = range(200, facts.duration_ms - 700, 700)
    tracks = {lang: tuple(Cue(at, at + 500, f"{word} {at}") for at in times) for lang, word in LANGUAGES.items()}
    print(READY, flush=True)
    render(job, [RenditionPlan(f"burned.{lang}", folder / f"{lang}.mp4", cues) for lang, cues in tracks.items()])
    store.clean([f"burned.{lang}" for lang in tracks])


LANGUAGES = {"ca": "Començament", "en": "Beginning"}


def start(clip: Path, folder: Path) -> subprocess.Popen[str]:
    """A child at work: it has loaded everything."""
    command = [sys.executable, "-m", "benchmarks.killed", "--work", str(clip), str(folder)]
    child = subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert child.stdout is not None
    child.stdout.readline()
    return child


def finish(clip: Path, folder: Path) -> float:
    """A run that nobody interrupts: seconds from its begin. Raises CalledProcessError."""
    child = start(clip, folder)
    began = time.monotonic()
    if code := child.wait(LIMIT_S):
        raise subprocess.CalledProcessError(code, child.args)
    return time.monotonic() - began


def kill(clip: Path, folder: Path, after_s: float) -> bool:
    """A run killed `after_s` from its begin; whether it was still at work."""
    child = start(clip, folder)
    try:
        child.wait(after_s)
    except subprocess.TimeoutExpired:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        return True
    return False


def try_once(clip: Path, folder: Path, moments_s: list[float], wanted: dict[str, str]) -> Outcome:
    """One run killed at each of `moments_s` in turn, then one to its end."""
    kept, kills = [], 0
    for moment in moments_s:
        kills += kill(clip, folder, moment)
        kept.append(len(list((folder / "pieces").glob("[!.]*.sha256"))))  # a seal half written begins with a dot
    finish(clip, folder)
    return Outcome(kills, tuple(kept), made(folder) == wanted)


def made(folder: Path) -> dict[str, str]:
    """Hashes of all that a run has left, by name; work folders that an ended run's ffmpeg still writes to are not
    counted: the next run removes them."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.parent.parent != folder / "temp"]
    return {str(path.relative_to(folder)): files.sha256_file(path) for path in paths}


def main() -> None:
    parser = argparse.ArgumentParser(description="renders killed at random moments")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=4, help="length of the clip")
    parser.add_argument("--seed", type=int, default=None, help="of the random moments")
    parser.add_argument("--work", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(*options.work)
        return
    with tempfile.TemporaryDirectory() as name:
        sys.exit(report(Path(name), options.times, options.seconds, random.Random(options.seed)))


def report(folder: Path, times: int, seconds: float, chance: random.Random) -> int:
    """Says what happened at each kill; 1 when a result was another than it should be, else 0.

    A run that was done before its moment came was not killed and does not count; moments then come a little earlier.
    """
    clip = make_clip(folder / "clip.mp4", seconds)
    latest = finish(clip, folder / "whole")
    wanted, kills, wrong = made(folder / "whole"), 0, 0
    print(f"{len(wanted)} files, {latest:.2f} s without interruption")
    while kills < times:
        moment = chance.uniform(0, latest)
        outcome = try_once(clip, folder / "killed", [moment], wanted)
        shutil.rmtree(folder / "killed")
        wrong += not outcome.same
        if outcome.kills == 0:
            latest *= 0.95
            continue
        kills += 1
        result = "the same bytes" if outcome.same else "OTHER BYTES"
        print(f"{kills}: after {moment:.2f} s, {outcome.kept[0]} pieces and sounds kept: {result}", flush=True)
    print(f"killed {kills} times: {wrong} wrong results")
    return int(wrong > 0)


if __name__ == "__main__":
    main()
