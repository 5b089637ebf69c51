"""What a reviewer waits for: one caption corrected in a film with both languages burned in, its translation
following by itself.

The film is five minutes of 720p, in slow motion and with the grain of a small camera, exported as editors do it, with a
key picture every ten seconds; its speech is that of the stories, again and again.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import audio
from benchmarks.audio import Talk
from benchmarks.burning import bare_encode
from benchmarks.film import make_film
from benchmarks.measure import Finished, environment
from benchmarks.project import add_story, start_project
from benchmarks.results import BenchmarkError, Measure, Section
from benchmarks.speech import Say
from benchmarks.systems import Kit
from benchmarks.video import CHANGE, made_again, veus_build
from pipeline.media.frames import read_frames
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from pipeline.project.story import find_footage
from pipeline.subtitles.srt import read_srt, write_srt

#: Seconds of the film; of a first look.
LONG_S, QUICK_S = 300, 60

#: Of the same size as the picture is, after the edges it moves over are cut away.
GRAINY = "scale=1366:768,crop=1280:720:43+40*sin(t/3):24+20*sin(t/2),noise=alls=6:allf=t"

#: Pictures from one key picture to the next: x264's own number, and so what most editors export.
KEYS = 250

#: As cameras write 720p. (At a constant quality x264 gives grain four times as much, or drops it.)
QUALITY = ("-b:v", "12M", "-maxrate", "15M", "-bufsize", "12M")

#: Where in the track captions are corrected, one build for each: some lie in one segment, others across a border.
PLACES = (1 / 4, 1 / 2, 3 / 4)

SLUG = "film"


def measure_correction(
    layout: Layout, talks: Sequence[Talk], quick: bool, repeat: int, kit: Kit, folder: Path, notes: list[str], say: Say
) -> list[Section]:
    """Two tables. talks: whose speech is the film's sound. Raises VeusError.

    Captions are made before, once: they are not what is measured.
    """
    seconds = QUICK_S if quick else LONG_S
    bench = _Bench(layout, talks, seconds, kit, folder, say)
    bare = Measure("bare", "bare encode by ffmpeg, same x264 settings")
    first = Measure("first", "veus build --to video: both languages, first")
    again = Measure("corrected", "veus build --to video: one Catalan caption corrected")
    for number in range(1, repeat + 1):
        say(f"round {number} of {repeat}")
        bare.runs.append(bare_encode(bench.footage, folder / "corrected-bare.mp4", bench.env))
        first.runs.append(bench.first().run)
        for place in PLACES:
            again.runs.append(bench.corrected(place, notes).run)
        say(f"bare {bare.runs[-1].wall_s:.1f} s, first {first.runs[-1].wall_s:.1f} s, {again.runs[-1].wall_s:.1f} s")
    title = f"Correcting a caption in {seconds} s of 1280×720"
    return [
        Section(f"{title}: burned in before", seconds, "bare", "bare encode", [bare, first]),
        Section(f"{title}: afterwards", seconds, "first", "first burn", [first, again]),
    ]


class _Bench:
    """One story in a folder of its own, its captions made."""

    def __init__(self, layout: Layout, talks: Sequence[Talk], seconds: int, kit: Kit, folder: Path, say: Say) -> None:
        self.env = environment(kit.threads, kit.bin_folder)
        self.layout = start_project(folder / "corrected", layout)
        sound = audio.repeated(talks, seconds, folder / f"corrected-{seconds}.wav")
        film = make_film(talks[0].source, folder / f"{SLUG}.mp4", seconds, GRAINY, self.env, sound.path, KEYS, QUALITY)
        add_story(self.layout, SLUG, film, talks[0].lang)
        story = Series.open(self.layout).story(SLUG)
        self.paths: StoryLayout = story.paths
        self.spoken, self.footage = story.info.spoken[0], find_footage(story)
        say(f"made {seconds} s of 720p; getting ready: veus build --to captions")
        self._build("captions")

    def _build(self, up_to: str) -> Finished:
        return veus_build(self.layout, [SLUG], self.env, up_to)

    def first(self) -> Finished:
        """All videos from no segments at all."""
        shutil.rmtree(self.paths.segments, ignore_errors=True)
        for video in self.paths.out.glob("*.mp4"):
            video.unlink()
        return self._build("video")

    def corrected(self, place: float, notes: list[str]) -> Finished:
        """A build after another word in the caption at `place` (0..1). Notes what was made again."""
        before = self._segments()
        srt = self.paths.srt(self.spoken)
        cues = list(read_srt(srt.read_bytes(), srt).cues)
        if not cues:
            raise BenchmarkError("no speech was heard in this film, so no caption can be corrected.", where=srt)
        at = int(len(cues) * place)
        cues[at] = replace(cues[at], text=_corrected(cues[at].text))
        srt.write_text(write_srt(tuple(cues)), "utf-8")
        done = self._build("video")
        new = self._segments() - before
        lasting = sum(len(read_frames(path).times) for path in new) / 25
        notes.append(
            f"The caption at {cues[at].start / 1000:.1f} s: {len(new)} pieces, {lasting:.1f} s of video, were encoded; "
            f"made again: {', '.join(made_again(done))}."
        )
        return done

    def _segments(self) -> set[Path]:
        return set(self.paths.segments.glob("*.mp4"))


def _corrected(text: str) -> str:
    """Another first word each time."""
    first, _, rest = text.partition(" ")
    return f"{CHANGE if first != CHANGE else 'Mira,'} {rest}"
