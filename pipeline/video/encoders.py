"""What pictures are encoded with: x264 and its likes, the same bytes anywhere; or a graphics card, if it works."""

from __future__ import annotations

import functools
import logging
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import process
from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.frames import read_frames
from pipeline.messages import tr
from pipeline.project.renditions import Codec, VideoSettings

_log = logging.getLogger(__name__)

#: x265 and AV1 encode a segment in one thread: segments are made side by side instead, the sum of work is smallest, and
#: the same footage gives the same bytes on every machine.
THREADS = 1

#: x264 takes four on every machine: the sum of work is the same, and one changed segment alone takes four fifths of the
#: time. It looks ahead in step with them, for the timing of a thread of its own would change the last pictures.
X264_THREADS = 4
X264_IN_STEP = "sync-lookahead=0"

#: A trial: one second of pictures of this size (px; cards refuse smaller ones) and rate, in at most so many seconds.
TRIAL = {"size": "320x240", "rate": 25}
TRIAL_LIMIT_S = 20.0

#: SVT-AV1's presets are numbers; these take about as long as x265's of that name.
_AV1_PRESETS = {
    "ultrafast": 12,
    "superfast": 11,
    "veryfast": 10,
    "faster": 9,
    "fast": 8,
    "medium": 6,
    "slow": 4,
}

#: How much higher the number is that gives about the picture of x264's crf (for cards: of a fixed quantiser).
_HEVC_CRF, _AV1_CRF, _CARD_CRF = 5, 11, 2


@dataclass(frozen=True, slots=True)
class Encoder:
    """name: ffmpeg's. options: of the output. upload: filters that bring pictures to the card. start: of ffmpeg."""

    name: str
    options: Callable[[VideoSettings], Mapping[str, Any]]
    upload: tuple[tuple[str, ...], ...] = ()
    start: tuple[str, ...] = field(default=())


def _x264(settings: VideoSettings) -> dict[str, Any]:
    return {
        "preset": settings.preset,
        "crf": settings.crf,
        "threads": X264_THREADS,
        "x264-params": X264_IN_STEP,
    }


def _x265(settings: VideoSettings) -> dict[str, Any]:
    told = f"pools=none:frame-threads={THREADS}:open-gop=0:info=0:log-level=error"
    return {
        "preset": settings.preset,
        "crf": settings.crf + _HEVC_CRF,
        "x265-params": told,
        "tag:v": "hvc1",  # the one of two names that Apple's players know
        "threads": THREADS,
    }


def _svt_av1(settings: VideoSettings) -> dict[str, Any]:
    crf = min(63, settings.crf + _AV1_CRF)
    return {"preset": _AV1_PRESETS[settings.preset], "crf": crf, "svtav1-params": f"lp={THREADS}"}


SOFTWARE: dict[Codec, Encoder] = {
    "h264": Encoder("libx264", _x264),
    "hevc": Encoder("libx265", _x265),
    "av1": Encoder("libsvtav1", _svt_av1),
}

#: H.264 on graphics cards, by their names in series.toml, best first.
HARDWARE: dict[str, Encoder] = {
    "nvenc": Encoder(
        "h264_nvenc", lambda s: {"preset": "p5", "rc": "vbr", "cq": s.crf + _CARD_CRF, "video_bitrate": 0}
    ),
    "videotoolbox": Encoder("h264_videotoolbox", lambda s: {"q:v": round(100 - 1.6 * s.crf), "allow_sw": 0}),
    "qsv": Encoder("h264_qsv", lambda s: {"preset": "veryfast", "global_quality": s.crf + _CARD_CRF}),
    "vaapi": Encoder(
        "h264_vaapi",
        lambda s: {"rc_mode": "CQP", "qp": s.crf + _CARD_CRF},
        upload=(("format", "nv12"), ("hwupload",)),
        start=("-vaapi_device", "/dev/dri/renderD128"),
    ),
}


def encoder_of(settings: VideoSettings, codec: Codec) -> Encoder:
    """What encodes `codec` on this machine. Raises RenderError when series.toml names a card that doesn't work."""
    if codec != "h264" or settings.encoder == "x264":
        return SOFTWARE[codec]
    if settings.encoder == "auto":
        return next((one for name, one in HARDWARE.items() if works(name)), SOFTWARE[codec])
    if not works(settings.encoder):
        raise RenderError(
            tr("{encoder} does not work on this machine.", encoder=settings.encoder),
            remedy=tr('Set encoder = "auto" or "x264" under [video] in series.toml.'),
        )
    return HARDWARE[settings.encoder]


@functools.cache
def works(name: str) -> bool:
    """Whether an encoder of HARDWARE proves itself: a second of pictures comes out whole, each at its time."""
    proved = _proves_itself(name)
    _log.info("encoder %s %s", name, "works" if proved else "does not work here")
    return proved


def _proves_itself(name: str) -> bool:
    import ffmpeg

    encoder = HARDWARE[name]
    with tempfile.TemporaryDirectory(prefix="veus-trial-") as folder:
        target = Path(folder) / "trial.mp4"
        size, rate = TRIAL["size"], TRIAL["rate"]
        pictures = ffmpeg.input(f"testsrc2=size={size}:rate={rate}:duration=1", f="lavfi").filter("format", "yuv420p")
        graph = output(pictures, target, encoder, VideoSettings())
        try:
            start = [ff.executable(), "-nostdin", "-v", "error"]
            done = process.run([*start, *graph.global_args(*encoder.start).get_args(), "-y"], limit_s=TRIAL_LIMIT_S)
            frames = read_frames(target) if done.code == 0 else None
        except (OSError, RenderError, process.TimeLimitExceeded):
            return False
    return frames is not None and [frames.ms(n) for n in range(len(frames.times))] == [40 * n for n in range(25)]


def output(pictures: Any, target: Path, encoder: Encoder, settings: VideoSettings, **more: Any) -> Any:
    """An ffmpeg-python output that writes `pictures` alone to `target` (MP4). more: options that outrank the others."""
    import ffmpeg

    for filter_name, *arguments in encoder.upload:
        pictures = pictures.filter(filter_name, *arguments)
    told = {
        "vcodec": encoder.name,
        **encoder.options(settings),
        "fps_mode": "passthrough",  # a variable frame rate stays as it is
        "format": "mp4",
        "map_metadata": -1,
        "map_chapters": -1,
        "fflags": "+bitexact",
        "flags:v": "+bitexact",
    }
    return ffmpeg.output(pictures, ff.file_url(target), **(told | more))
