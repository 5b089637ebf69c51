"""What burning in costs: the first time beside a bare encode of the same footage, and again after a small change.

The footage is made for it: ten minutes of 1080p in slow motion everywhere, as from a camera in somebody's hand, with a
key picture every two seconds as cameras write them, and a caption of two lines every four seconds.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.film import HAND_HELD, LIMIT_S, make_film
from benchmarks.measure import peak_mb, timed
from benchmarks.results import Measure, Run, Section
from benchmarks.speech import Say
from benchmarks.systems import child
from pipeline.cues import Cue
from pipeline.media import ffmpeg as ff
from pipeline.project.renditions import VideoSettings
from pipeline.video.sound import BITRATE

#: Seconds of the film; of the long one with small pictures by which memory is compared; of a first look.
LONG_S, HOUR_S, QUICK_S = 600, 3600, 60

#: A caption of `SHOWN_MS` every `EVERY_MS`.
EVERY_MS, SHOWN_MS = 4000, 3000

#: ms by which one caption is shifted.
SHIFT_MS = 200

SMALL = "scale=160:90"


@dataclass(frozen=True, slots=True)
class Done:
    """What one child of ours did. rss_mb: its own peak memory, that of ffmpeg not counted. started: programs it ran."""

    run: Run
    rss_mb: float
    started: int


def measure_burning(
    story: Path, folder: Path, env: dict[str, str], quick: bool, repeat: int, notes: list[str], say: Say
) -> list[Section]:
    """Two tables. story: footage that the film is made of. repeat: rounds. Raises BenchmarkError.

    Every round begins with a bare encode, and one more follows the last: no machine is equally fast for half an hour.
    """
    seconds = QUICK_S if quick else LONG_S
    film = make_film(story, folder / "film.mp4", seconds, HAND_HELD, env)
    say(f"made {seconds} s of 1080p")
    first = [Measure("bare", "bare encode by ffmpeg, same x264 settings")]
    first += [Measure("one", "burn-in of one language, first"), Measure("both", "burn-in of both languages, first")]
    again = [Measure("word", "one word changed in one caption"), Measure("shift", "one caption shifted by 0.2 s")]
    again += [Measure("same", "nothing changed")]
    bench = _Bench(film, folder, env, say)
    for number in range(1, repeat + 1):
        say(f"round {number} of {repeat}")
        _one_round(bench, seconds, {measure.name: measure for measure in (*first, *again)})
    first[0].runs.append(bench.bare())
    notes.append(f"Programs started when nothing changed: {bench.done['same'].started}.")
    notes.append(_memory(bench.done["one"], story, folder, env))
    title = f"Burning captions into {seconds} s of 1920×1080, 25 pictures a second"
    return [
        Section(f"{title}: the first time", seconds, "bare", "bare encode", first),
        Section(f"{title}: again", seconds, "one", "first burn", [first[1], *again]),
    ]


def _one_round(bench: _Bench, seconds: int, measures: dict[str, Measure]) -> None:
    """Adds a run to each of `measures`, from nothing."""
    ca, en = _cues(seconds, "Aquí es veu què diu"), _cues(seconds, "Here one sees what was said")
    measures["bare"].runs.append(bench.bare())
    for name, cues in (("one", ca), ("word", _changed(ca)), ("shift", _shifted(ca)), ("same", _shifted(ca))):
        measures[name].runs.append(bench.ours(name, measures[name].label, ca=cues))
    bench.forget()
    measures["both"].runs.append(bench.ours("both", measures["both"].label, ca=ca, en=en))
    bench.forget()


def bare_encode(film: Path, target: Path, env: dict[str, str]) -> Run:
    """ffmpeg alone, with our settings, threads as it likes, and sound encoded as ours is. Raises BenchmarkError."""
    video = VideoSettings()
    picture = ["-c:v", "libx264", "-preset", video.preset, "-crf", str(video.crf), "-pix_fmt", "yuv420p"]
    sound = ["-c:a", "aac", "-b:a", str(BITRATE), "-ar", "48000"]
    args = ["-nostdin", "-v", "error", "-i", str(film), *picture, *sound, "-movflags", "+faststart", "-y", str(target)]
    return timed([ff.executable(), *args], env, LIMIT_S).run


class _Bench:
    """Renders one film again and again, with one store of segments in `folder`."""

    def __init__(self, film: Path, folder: Path, env: dict[str, str], say: Say) -> None:
        self.film, self.work, self.env, self.say = film, folder / f"{film.stem}-burned", env, say
        self.done: dict[str, Done] = {}

    def forget(self) -> None:
        """The next burn-in is a first one."""
        shutil.rmtree(self.work, ignore_errors=True)

    def bare(self) -> Run:
        run = bare_encode(self.film, self.film.with_name("bare.mp4"), self.env)
        self.say(f"bare encode: {run.wall_s:.1f} s")
        return run

    def ours(self, name: str, label: str, **tracks: tuple[Cue, ...]) -> Run:
        cues = {lang: [[cue.start, cue.end, cue.text] for cue in track] for lang, track in tracks.items()}
        task = {"footage": str(self.film), "work": str(self.work), "tracks": cues}
        finished = timed(child("burn", json.dumps(task)), self.env, LIMIT_S)
        said = json.loads(finished.output)
        self.done[name] = Done(finished.run, said["rss_mb"], said["started"])
        self.say(f"{label}: {finished.run.wall_s:.1f} s")
        return finished.run


def _memory(ten: Done, story: Path, folder: Path, env: dict[str, str]) -> str:
    """How much memory the tool itself takes, and whether that grows with the length of the film."""
    peaks = {}
    for seconds in (LONG_S, HOUR_S):
        film = make_film(story, folder / f"small{seconds}.mp4", seconds, SMALL, env)
        bench = _Bench(film, folder, env, lambda _: None)
        bench.ours("one", "", ca=_cues(seconds, "Aquí es veu"))
        peaks[seconds] = bench.done["one"].rss_mb
    return (
        f"Peak memory of Veus itself, ffmpeg not counted: {ten.rss_mb:.0f} MB for this film; for small pictures "
        f"{peaks[LONG_S]:.0f} MB over {LONG_S // 60} minutes and {peaks[HOUR_S]:.0f} MB over {HOUR_S // 60}."
    )


def _cues(seconds: int, text: str) -> tuple[Cue, ...]:
    starts = range(500, seconds * 1000 - EVERY_MS, EVERY_MS)
    return tuple(Cue(at, at + SHOWN_MS, f"{text}\n({number}).") for number, at in enumerate(starts, 1))


def _changed(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    at = len(cues) // 2
    return (*cues[:at], replace(cues[at], text=cues[at].text.replace("es veu", "se sent")), *cues[at + 1 :])


def _shifted(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    at = len(cues) // 2
    moved = replace(cues[at], start=cues[at].start + SHIFT_MS, end=cues[at].end + SHIFT_MS)
    return (*cues[:at], moved, *cues[at + 1 :])


def render_tracks(task: dict[str, Any]) -> dict[str, Any]:
    """In a process of its own: the renditions of a film, as a build makes them; {"rss_mb", "started"}.

    What is unchanged since the last time is left alone, as a build does by its ledger; nor is footage probed again.
    """
    from pipeline import files, process
    from pipeline.build.step_cache import StepCache
    from pipeline.media.frames import save_frames, saved_frames
    from pipeline.media.media_info import read_media_info
    from pipeline.media.pauses import find_pauses, read_pauses
    from pipeline.media.probe import examine
    from pipeline.project.style import StyleSettings
    from pipeline.video.render import render
    from pipeline.video.rendition_plan import RenderJob, RenditionPlan
    from pipeline.video.segment_cache import SegmentCache
    from pipeline.video.segments import SegmentSource

    started, run = 0, process.run

    def counted(*args: Any, **options: Any) -> process.Finished:
        nonlocal started
        started += 1
        return run(*args, **options)

    process.run = counted
    footage, work = Path(task["footage"]), Path(task["work"])
    ledger = StepCache(work / "ledger.json", work)
    tracks = {lang: tuple(Cue(*cue) for cue in cues) for lang, cues in task["tracks"].items()}
    key = {
        "footage": ledger.sha256(footage),
        "cues": {lang: [asdict(c) for c in cues] for lang, cues in tracks.items()},
    }
    targets = [work / f"{lang}.mp4" for lang in tracks]
    if not ledger.fresh("burned", key, targets):
        probed = [work / "probe.json", work / "frames.npz", work / "pauses.json"]
        if not ledger.fresh("probe", {"footage": key["footage"]}, probed):
            facts, frames = examine(footage)
            files.write_json(probed[0], facts.to_json())
            save_frames(probed[1], frames)
            files.write_json(probed[2], find_pauses(footage, facts))
            ledger.record("probe", {"footage": key["footage"]}, probed)
        known = read_media_info(probed[0])
        source = SegmentSource(footage, known, saved_frames(probed[1]), ledger.sha256(footage))
        pauses, store = read_pauses(probed[2]), SegmentCache(work / "pieces")
        job = RenderJob(source, [], VideoSettings(), StyleSettings(), store, work / "tmp", pauses)
        render(job, [RenditionPlan(lang, work / f"{lang}.mp4", cues, lang) for lang, cues in tracks.items()])
        ledger.record("burned", key, targets)
    files.remove_parts(work)
    return {"rss_mb": peak_mb(), "started": started}
