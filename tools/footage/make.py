"""Make the stand-in footage: `python tools/footage/make.py [SLUG…] [--signs] [--root DIR]`.

Writes `stories/<slug>/<slug>.mp4`, or `.m4a` of sound alone, under the root, and beside this file the times it was
built with; for a story that has one, the stand-in for its sign language, `sign.<code>.mp4`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that the file also runs by its path, as above

import numpy as np  # noqa: E402
from imageio_ffmpeg import get_ffmpeg_exe  # noqa: E402

from tools.footage.film import Film, Frame, plan_shots  # noqa: E402
from tools.footage.interpreter import SIGNED, Interpreter, sign_video  # noqa: E402
from tools.footage.script import SCRIPTS, Script, ScriptError, load_script, slugs  # noqa: E402
from tools.footage.timeline import Timeline, build_timeline, timing_json  # noqa: E402
from tools.footage.voice import SAMPLE_RATE, VoiceError, check_engines  # noqa: E402

FPS = 25
CRF = 26
# Nothing of the day or the machine goes into the file: the same script gives the same bytes.
FILE = ("-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart")
SOUND = ("-c:a", "aac", "-b:a", "72k", "-ar", str(SAMPLE_RATE), "-flags:a", "+bitexact", *FILE)
PICTURE = ("-tune", "animation", "-threads", "2", "-g", str(10 * FPS), "-flags:v", "+bitexact")
ENCODING = ("-crf", str(CRF), *PICTURE, *SOUND)
SIGN_ENCODING = ("-crf", "30", *PICTURE, *FILE)


def main(arguments: list[str] | None = None) -> int:
    """Make the stories asked for (default: all); returns the exit code."""
    parser = argparse.ArgumentParser(description="Make the stand-in footage of the stories.")
    parser.add_argument("slug", nargs="*", help="the stories to make (default: all that have a script)")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder that holds stories/")
    parser.add_argument("--signs", action="store_true", help="only what stands in for sign languages")
    options = parser.parse_args(arguments)
    try:
        scripts = [load_script(slug) for slug in options.slug or slugs()]
        if options.signs:
            make_signs(scripts, options.root)
            return 0
        check_engines({voice.engine for script in scripts for voice in script.voices.values()})
        for script in scripts:
            make_story(script, options.root)
        make_signs(scripts, options.root)
    except (ScriptError, VoiceError, OSError, subprocess.CalledProcessError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def make_story(script: Script, root: Path) -> Path:
    """Speak, draw and encode one story; returns the path of its footage."""
    say_progress(script, "speaking")
    timeline = build_timeline(script, FPS)
    if script.sound_only:
        return make_recording(script, timeline, root)
    film = Film(plan_shots(script, timeline, FPS))
    video = root / "stories" / script.slug / f"{script.slug}.mp4"
    video.parent.mkdir(parents=True, exist_ok=True)
    say_progress(script, f"drawing {timeline.length_ms * FPS // 1000} frames in {len(film.shots)} shots")
    with TemporaryDirectory(prefix=".footage-", dir=video.parent) as folder:
        sound, draft = Path(folder) / "sound.wav", Path(folder) / "draft.mp4"
        write_wav(sound, timeline)
        # Half a frame is added because a frame's time, cut to a whole number, could fall to the one before.
        encode(lambda t: film.frame(int(t * FPS + 0.5)), timeline.length_ms, sound, draft, ENCODING)
        draft.replace(video)
    times = SCRIPTS / f"{script.slug}.timing.json"
    write_text(times, timing_json(script, timeline, film.cuts_ms(FPS)))
    say_progress(script, f"{timeline.length_ms / 1000:.1f} s, {video.stat().st_size / 1e6:.2f} MB → {video}")
    return video


def make_signs(scripts: list[Script], root: Path) -> None:
    """Draw and encode what stands in for a sign language, from the times of a story's lines, where a story has one."""
    for script in scripts:
        if script.slug not in SIGNED:
            continue
        interpreter, video = Interpreter(script.slug), sign_video(script.slug, root)
        with TemporaryDirectory(prefix=".footage-", dir=video.parent) as folder:
            draft = Path(folder) / "draft.mp4"
            encode(interpreter.frame, interpreter.length_ms, None, draft, SIGN_ENCODING)
            draft.replace(video)
        say_progress(script, f"sign language, {video.stat().st_size / 1e6:.2f} MB → {video}")


def make_recording(script: Script, timeline: Timeline, root: Path) -> Path:
    """Encode a story of sound alone; returns its path."""
    recording = root / "stories" / script.slug / f"{script.slug}.m4a"
    recording.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".footage-", dir=recording.parent) as folder:
        sound, draft = Path(folder) / "sound.wav", Path(folder) / "draft.m4a"
        write_wav(sound, timeline)
        subprocess.run([get_ffmpeg_exe(), "-v", "error", "-nostdin", "-i", str(sound), *SOUND, str(draft)], check=True)
        draft.replace(recording)
    write_text(SCRIPTS / f"{script.slug}.timing.json", timing_json(script, timeline, []))
    say_progress(script, f"{timeline.length_ms / 1000:.1f} s, {recording.stat().st_size / 1e6:.2f} MB → {recording}")
    return recording


def encode(
    frame: Callable[[float], Frame], length_ms: int, sound: Path | None, video: Path, encoding: tuple[str, ...]
) -> None:
    """Write all frames, each drawn for its time (s), and the sound as H.264 and AAC.

    Raises `OSError` where ffmpeg fails.
    """
    from moviepy import VideoClip

    clip = VideoClip(frame, duration=length_ms / 1000)
    clip.write_videofile(
        str(video),
        fps=FPS,
        codec="libx264",
        preset="slow",
        audio=str(sound) if sound else False,
        ffmpeg_params=list(encoding),
        logger=None,
    )
    # moviepy does not look at ffmpeg's exit code, so an empty draft would pass for a video.
    if not video.is_file() or video.stat().st_size < 10_000:
        raise OSError(f"ffmpeg wrote no video to {video}")


def write_wav(path: Path, timeline: Timeline) -> None:
    """The sound track as 16-bit mono PCM."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((timeline.wave * 32767).astype(np.dtype("<i2")).tobytes())


def write_text(path: Path, text: str) -> None:
    """Write a text file so that it is never seen half-written."""
    draft = path.with_name(path.name + ".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def say_progress(script: Script, message: str) -> None:
    """One line for the person who waits."""
    print(f"{script.slug}: {message}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
