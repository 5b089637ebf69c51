"""ffmpeg: the binary that imageio-ffmpeg brings, graphs built with ffmpeg-python, files only, no half results.

Every input is opened through the `file:` protocol alone and by a list of container formats that cannot point at
other files or at the network, so that a hostile "video" (a playlist, say) reads nothing else.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import process
from pipeline.ended_programs import Crew
from pipeline.errors import KilledProgramError, RenderError, disk_full, large_file, system_words
from pipeline.messages import tr

#: Containers of real footage; none of them can name other files.
FORMATS = "mov,mp4,m4a,3gp,matroska,webm,avi,mpegts,mpeg,mpegvideo,asf,flv,mxf,ogg,wav,mp3,aac,flac"

#: How every file of somebody else's is opened, by ffmpeg and by libav.
ONLY_FILES = {"protocol_whitelist": "file", "format_whitelist": FORMATS}

#: Longest time one ffmpeg run may take: this many times the media's length, and never less than LEAST_LIMIT_S.
LIMIT_FACTOR = 60
LEAST_LIMIT_S = 300.0

#: Containers without an index of their key pictures: a jump may land behind the one that is needed, so it goes to
#: this much before (cameras and broadcasters put a key picture every few seconds).
UNINDEXED = frozenset({"mpegts", "mpeg", "mpegvideo"})
UNINDEXED_LEAD_MS = 6_000

#: How files are opened whose packets alone are wanted: a decoder would be started only to look at the first picture,
#: for thirty times as long as the rest of opening a short file takes.
NO_DECODER = {"codec_whitelist": "none"}

Progress = Callable[[int], None]


@functools.cache
def executable() -> str:
    """Path of the ffmpeg binary. Raises RenderError when imageio-ffmpeg has none for this machine."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise RenderError(
            tr("no ffmpeg for this machine."),
            remedy=tr("Install ffmpeg and name it in the environment variable IMAGEIO_FFMPEG_EXE."),
        ) from error


def version() -> str:
    """What encodes: part of the key of every video. Cheap – the binary itself is not asked."""
    return os.environ.get("IMAGEIO_FFMPEG_EXE") or f"imageio-ffmpeg {_package_version()}"


@functools.cache
def _package_version() -> str:
    return metadata.version("imageio-ffmpeg")


def source(path: Path, *, clock: bool = True, **options: Any) -> Any:
    """An ffmpeg-python input that reads `path` and nothing else. clock: times stay on the file's own."""
    import ffmpeg

    kept = {"copyts": None} if clock else {}
    return ffmpeg.input(file_url(path), **kept, **ONLY_FILES, **_whole(), **options)


@functools.cache
def _whole() -> dict[str, str]:
    """What ffmpeg is told so that pictures are as large as libav gives them, and as facts say. From 7.1 on it cuts off
    what a container says (`clap` of MOV, PixelCrop of Matroska); those before do not know the word for it."""
    told = {"apply_cropping": "codec"}
    options = [argument for name, value in told.items() for argument in (f"-{name}", value)]
    trial = [*options, "-f", "lavfi", "-i", "nullsrc=size=16x16", "-frames:v", "1", "-f", "null", "-"]
    try:
        done = process.run([executable(), "-nostdin", "-v", "quiet", *trial], limit_s=LEAST_LIMIT_S)
    except (OSError, RenderError, process.TimeLimitExceeded):
        return {}  # whoever runs it next says what is wrong
    if done.code == process.KILLED:
        raise _killed(executable())
    return told if done.code == 0 else {}


def stream(path: Path, index: int, **options: Any) -> Any:
    """The stream of `path` with that number, counted from 0 over all kinds."""
    return source(path, **options)[str(index)]


def listed(name: str) -> Any:
    """An ffmpeg-python input of the files that a list of ours names (in ffconcat), one after the other.

    For copying only: no decoder is started to look at the first picture of each. name: plain, of a file in the folder
    that ffmpeg is run in, like those that it names: ffmpeg would take a `#` or `?` in a path for part of an address.
    """
    import ffmpeg

    only = {"protocol_whitelist": "file", "format_whitelist": f"concat,{FORMATS}", **NO_DECODER}
    return ffmpeg.input(name, f="concat", copyts=None, **only)


def picture(path: Path, **options: Any) -> Any:
    """The pictures of a video of ours: which of somebody else's file are the film's, its facts say."""
    return source(path, **options)["V:0"]


def sound(path: Path) -> Any:
    """The sound of a file of ours."""
    return source(path)["a:0"]


def file_url(path: Path) -> str:
    """`path` as ffmpeg's file protocol takes it: whatever characters it has, it is a file."""
    return f"file:{path.absolute()}"


def run(
    graph: Any,
    *,
    subject: Path,
    length_ms: int = 0,
    cwd: Path | None = None,
    on_progress: Progress | None = None,
    on_line: Callable[[str], None] | None = None,
    crew: Crew | None = None,
    env: dict[str, str] | None = None,
) -> bytes:
    """Runs an ffmpeg-python graph to its end and gives what it wrote to standard output, if anything.

    subject: the file a person would name, for messages. length_ms: of the media, for the time limit.
    on_progress: called with the milliseconds written so far, and with length_ms at the end; the graph must then not
    write to standard output. on_line: called with each line written to standard output, instead of collecting them.
    crew: whom the run is ended with.
    Raises RenderError with ffmpeg's last lines, KilledProgramError, DiskFullError.
    """
    flags = ["-hide_banner", "-nostdin", "-nostats", "-v", "error"]
    if on_progress:
        flags += ["-progress", "pipe:1"]
    args = [executable(), *flags, *graph.get_args(), "-y"]
    watch = functools.partial(_report, on_progress, length_ms) if on_progress else on_line
    limit = max(LEAST_LIMIT_S, LIMIT_FACTOR * length_ms / 1000)
    try:
        done = process.run(args, cwd=cwd, env=env, limit_s=limit, on_line=watch, crew=crew)
    except OSError as error:
        remedy = tr("Set IMAGEIO_FFMPEG_EXE to an ffmpeg that works, or unset it to use the one that comes along.")
        raise RenderError(
            tr("ffmpeg cannot be started: {strerror}.", strerror=system_words(error)), where=args[0], remedy=remedy
        ) from error
    except process.TimeLimitExceeded as error:
        raise RenderError(tr("ffmpeg was stopped after {limit:.0f} s.", limit=limit), where=subject) from error
    if done.code == process.KILLED:
        raise _killed(subject)
    if done.code != 0:
        raise _failure(done.messages, subject)
    return done.output


def _report(on_progress: Progress, length_ms: int, line: str) -> None:
    """Passes on one line of -progress. With -copyts ffmpeg counts from its first report, so it never says the end."""
    key, _, value = line.partition("=")
    if (key, value) == ("progress", "end"):
        on_progress(length_ms)
    elif key == "out_time_us" and value.lstrip("-").isdigit():
        on_progress(max(0, int(value) // 1000))


def _killed(subject: Path | str) -> KilledProgramError:
    return KilledProgramError(
        tr("ffmpeg was killed in the midst of its work."),
        where=subject,
        remedy=tr(
            "Perhaps there was not enough memory: close other programs, and run the same command again, which goes on "
            "where it stopped; or try --jobs 1."
        ),
    )


def _failure(messages: str, subject: Path) -> Exception:
    if "No space left on device" in messages:
        return disk_full(subject)
    if "File too large" in messages:
        return large_file(subject)
    said = messages or tr("it said nothing")
    return RenderError(
        tr("ffmpeg could not work with this file."), where=subject, remedy=tr("Its last words:\n{said}", said=said)
    )


def grab(path: Path, at_ms: int, size: tuple[int, int]) -> bytes:
    """One picture of a video of ours as 8-bit grey bytes, the first at or after `at_ms`; as `grey`."""
    # Seeking alone would count from the first packet of any stream; so ffmpeg only jumps near, on the file's clock.
    pictures = picture(path, ss=f"{at_ms / 1000:.3f}", seek_timestamp=1, noaccurate_seek=None)
    return grey(pictures.filter("trim", start=f"{at_ms / 1000:.3f}"), size, path, at_ms)


def grey(pictures: Any, size: tuple[int, int], subject: Path, at_ms: int) -> bytes:
    """The first of `pictures` as 8-bit grey bytes (height × width), the right way up. size: (width, height) in px.
    at_ms: where it is, for messages. Raises RenderError when there is none."""
    found = run(grey_output(pictures, size, "pipe:1"), subject=subject)
    refuse_no_picture(found, size, subject, at_ms)
    return found


def grey_output(pictures: Any, size: tuple[int, int], target: str) -> Any:
    """An ffmpeg-python output that writes the first of `pictures` as `grey` gives it."""
    scaled = pictures.filter("scale", *size).filter("format", "gray")
    return scaled.output(target, vframes=1, f="rawvideo", pix_fmt="gray")


def refuse_no_picture(found: bytes, size: tuple[int, int], subject: Path, at_ms: int) -> None:
    """Raises RenderError where ffmpeg found no picture for `grey_output`; as in `grey`."""
    if len(found) != size[0] * size[1]:
        raise RenderError(tr("no picture at {at_ms:.2f} s.", at_ms=at_ms / 1000), where=subject)
