"""Footage → MP4 for the web: the clean video, and renditions with captions burned in.

All outputs share one clock: zero is the first picture of the footage. Nothing personal travels along: the camera's
metadata (place, owner, date) is dropped.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.config import VideoSettings
from pipeline.cues import Cue
from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.audio import aligned
from pipeline.media.facts import MediaFacts
from pipeline.media.probe import probe
from pipeline.video.ass import to_ass
from pipeline.video.fonts import FONTS
from pipeline.video.visible import check_visible

#: Part of the key of every video: raise it when this room's own rules change what is made.
RULES_VERSION = 1

#: Hz and bit/s of encoded sound.
AUDIO_RATE = 48_000
AUDIO_BITRATE = 128_000

#: x264's result depends on its number of threads, so it is fixed: the same footage gives the same bytes everywhere.
ENCODER_THREADS = 4

#: x264's own lookahead thread makes the last pictures depend on timing: without this, one run in fifteen gave other
#: bytes for the same footage.
X264_PARAMS = "sync-lookahead=0"

#: Sound that starts this far from the first picture (ms) is encoded again with silence in front, not copied.
OFFSET_TOLERANCE_MS = 45


def picture_size(facts: MediaFacts) -> tuple[int, int]:
    """(width, height) px of encoded pictures: as seen, made even (H.264 with 4:2:0 needs it)."""
    return facts.width // 2 * 2, facts.height // 2 * 2


def suits_the_web(facts: MediaFacts) -> bool:
    """Whether every browser plays these pictures as they are, so that they need no new encode."""
    return (
        facts.codec == "h264"
        and facts.pixel_format == "yuv420p"
        and facts.sample_aspect == 1
        and facts.offset_ms == 0
        and facts.width % 2 == 0
        and facts.height % 2 == 0
    )


def make_clean(
    footage: Path,
    facts: MediaFacts,
    settings: VideoSettings,
    target: Path,
    temp_dir: Path,
    on_progress: ff.Progress | None = None,
) -> None:
    """`target`: the footage as MP4 with fast start, its pictures copied where they already suit the web."""
    with files.replacing(target, temp_dir) as temp:
        if suits_the_web(facts):
            pictures, options = ff.picture(footage), {"vcodec": "copy"}
        else:
            pictures, options = _pictures(footage, facts), _encoder(settings)
        _write(footage, facts, pictures, options, temp, on_progress)
        _same_length(temp, facts, footage)


def burn(
    footage: Path,
    facts: MediaFacts,
    cues: Sequence[Cue],
    settings: VideoSettings,
    target: Path,
    temp_dir: Path,
    on_progress: ff.Progress | None = None,
) -> None:
    """`target`: the footage as MP4 with `cues` drawn into its pictures.

    Raises RenderError when ffmpeg fails, when the length is not that of the footage, or when captions that should
    be in the picture cannot be seen there.
    """
    width, height = picture_size(facts)
    temp_dir.mkdir(parents=True, exist_ok=True)
    # ffmpeg works inside a folder of ours and is given plain relative names, so that no path of the user's – with
    # quotes, colons, brackets or backslashes – ever stands in a filter argument.
    with (
        tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as name,
        files.replacing(target, temp_dir) as temp,
    ):
        stage = Path(name)
        script = to_ass(cues, width, height, settings.text_height, settings.box_alpha)
        (stage / "cues.ass").write_text(script, "utf-8")
        for number, font in enumerate(FONTS):
            shutil.copyfile(font.path, stage / f"font{number}.ttf")
        pictures = _pictures(footage, facts).filter("ass", "cues.ass", fontsdir=".")
        _write(footage, facts, pictures, _encoder(settings), temp, on_progress, cwd=stage)
        _same_length(temp, facts, footage)
        check_visible(footage, facts, temp, cues)


def _pictures(footage: Path, facts: MediaFacts) -> Any:
    width, height = picture_size(facts)
    pictures = ff.picture(footage).filter("setpts", "PTS-STARTPTS")
    if _full_range(facts):
        pictures = pictures.filter("scale", width, height, out_range="tv")
    elif facts.sample_aspect != 1 or (facts.width, facts.height) != (width, height):
        pictures = pictures.filter("scale", width, height)
    return pictures.filter("format", "yuv420p").filter("setsar", "1")


def _full_range(facts: MediaFacts) -> bool:
    """Whether black is 0 and white 255, as in stills; players expect 16 to 235 of a video (BT.601, BT.709)."""
    return (
        facts.pixel_format.startswith("yuvj") or facts.color.get("color_range") == "2"
    )  # 2: ffmpeg's AVCOL_RANGE_JPEG


def _encoder(settings: VideoSettings) -> dict[str, Any]:
    return {
        "vcodec": "libx264",
        "preset": settings.preset,
        "crf": settings.crf,
        "threads": ENCODER_THREADS,
        "x264-params": X264_PARAMS,
        "fps_mode": "passthrough",  # a variable frame rate stays as it is
        "enc_time_base": "demux",
    }


def _write(
    footage: Path,
    facts: MediaFacts,
    pictures: Any,
    options: dict[str, Any],
    temp: Path,
    on_progress: ff.Progress | None,
    cwd: Path | None = None,
) -> None:
    import ffmpeg

    streams = [pictures]
    if facts.audio is not None:
        sound, sound_options = _sound(footage, facts)
        streams.append(sound)
        options = options | sound_options
    graph = ffmpeg.output(
        *streams,
        ff.file_url(temp),
        format="mp4",
        movflags="+faststart",
        map_metadata=-1,
        map_chapters=-1,
        fflags="+bitexact",
        **{"flags:v": "+bitexact", "flags:a": "+bitexact"},
        **options,
    )
    ff.run(graph, subject=footage, length_ms=facts.duration_ms, cwd=cwd, on_progress=on_progress)


def _sound(footage: Path, facts: MediaFacts) -> tuple[Any, dict[str, Any]]:
    assert facts.audio is not None
    sound = ff.sound(footage)
    starts_with_picture = abs(facts.audio.offset_ms) <= OFFSET_TOLERANCE_MS and facts.offset_ms == 0
    if facts.audio.codec == "aac" and starts_with_picture:
        return sound, {"acodec": "copy"}
    options = {"acodec": "aac", "audio_bitrate": AUDIO_BITRATE, "ac": min(2, facts.audio.channels)}
    return aligned(sound, facts, AUDIO_RATE), options


def _same_length(made: Path, facts: MediaFacts, footage: Path) -> None:
    length = probe(made).duration_ms
    if abs(length - facts.duration_ms) > facts.frame_ms + 1:
        raise RenderError(
            f"the encoded video is {length / 1000:.2f} s long instead of {facts.duration_ms / 1000:.2f} s.",
            where=footage,
            remedy="Export the footage again as MP4 (H.264) and rebuild.",
        )
