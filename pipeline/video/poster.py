"""The poster: a sharp, well-lit, still picture of the video itself, chosen with moviepy; or what a person chose.

Open eyes are a matter of luck: no package that finds faces without a network is small enough to ask for. A still moment
helps, since eyelids and hands move; `poster` in story.toml decides.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media.media_info import MediaInfo
from pipeline.messages import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

#: Part of the poster's key: raise it when the choice changes.
RULES_VERSION = 3

#: Pictures looked at, spread over the middle of the video: its first and last tenth are often cards and fades.
CANDIDATES = 12
MIDDLE = (0.15, 0.9)

#: px. Wide enough for a news card, small enough for a phone.
LARGEST_WIDTH = 1280

#: Bytes that a poster has at most, so that a page with it is loaded with less than 100 kB: pictures of cameras, with
#: their grain, have three times as many at the quality that drawings can have.
LIGHT = 60_000

#: (share of the width, quality of JPEG), best first; the last is taken whatever it weighs.
STEPS = ((1.0, 85), (1.0, 75), (1.0, 65), (1.0, 55), (0.75, 65), (0.75, 50), (0.6, 55), (0.5, 40), (0.25, 50))

#: ms to the picture that each is compared with, to see whether it is still: a blink takes 100 to 400.
STILL_MS = 80

#: px and quality of the preview: some 200 characters, and shapes and colours to be made out.
PREVIEW_WIDTH = 24
PREVIEW_QUALITY = 40

#: What Pillow may open of files that people give.
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP")


def make_poster(
    video: Path, facts: MediaInfo, target: Path, temp_dir: Path, at_ms: int | None = None
) -> tuple[int, int]:
    """Writes `target` (JPEG) from the clean `video` and gives its (width, height) in px. Raises RenderError.

    facts: of the footage; moviepy is told size and length, since it misreads both of rotated or late-ending files, and
    to count pictures at the rate (tbr) at which ffmpeg hands them on: by the mean, those of a film whose rate changes
    would come too late.
    at_ms: which picture, where a person has chosen.
    """
    from moviepy import VideoFileClip
    from PIL import Image

    try:
        shape = (facts.width, facts.height)
        with VideoFileClip(str(video), audio=False, target_resolution=shape, fps_source="tbr") as clip:
            last_ms = max(0, facts.duration_ms - facts.frame_ms)
            best = _best(clip, facts) if at_ms is None else clip.get_frame(min(at_ms, last_ms) / 1000)
    except (OSError, KeyError, ValueError, IndexError) as error:  # what moviepy raises of a file it cannot read
        raise RenderError(
            tr("no poster can be made of this video."),
            where=video,
            remedy=tr("Delete it and run the same command again."),
        ) from error
    return _save(Image.fromarray(best), target, temp_dir)


def take_poster(image: Path, target: Path, temp_dir: Path) -> tuple[int, int]:
    """The same from a picture that a person has chosen; what it tells of its camera and place is left out."""
    from PIL import Image, ImageOps

    try:
        with Image.open(image, formats=IMAGE_FORMATS) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RenderError(
            tr("this picture cannot be read."),
            where=image,
            remedy=tr("Save it as JPEG, PNG or WebP, or remove `poster`."),
        ) from error
    return _save(upright, target, temp_dir)


def _save(picture: Image, target: Path, temp_dir: Path) -> tuple[int, int]:
    from PIL import Image

    plain = Image.new("RGB", picture.size)
    plain.paste(picture)  # pixels alone travel
    widest = min(picture.width, LARGEST_WIDTH)
    for share, quality in STEPS:
        made = _sized(plain, max(1, round(widest * share)))
        data = io.BytesIO()
        made.save(data, "JPEG", quality=quality, optimize=True, progressive=True)
        if data.tell() <= LIGHT:
            break
    files.write_bytes(target, data.getvalue(), temp_dir)
    return made.size


def _sized(picture: Image, width: int) -> Image:
    from PIL import Image

    if width == picture.width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)


def preview(poster: Path) -> str:
    """The poster very small (WebP), as a data URL: to be shown, blurred, until the poster is loaded."""
    from PIL import Image

    with Image.open(poster, formats=IMAGE_FORMATS) as picture:
        height = max(1, round(picture.height * PREVIEW_WIDTH / picture.width))
        small = picture.convert("RGB").resize((PREVIEW_WIDTH, min(height, 4 * PREVIEW_WIDTH)), Image.Resampling.BOX)
    data = io.BytesIO()
    small.save(data, "WEBP", quality=PREVIEW_QUALITY, method=6)
    return f"data:image/webp;base64,{base64.b64encode(data.getvalue()).decode()}"


def _best(clip: Any, facts: MediaInfo) -> NDArray[np.uint8]:
    """The best of some pictures spread over the video."""
    first, last = (share * facts.duration_ms / 1000 for share in MIDDLE)
    end = max(0.0, (facts.duration_ms - facts.frame_ms) / 1000)
    best: NDArray[np.uint8] = clip.get_frame(first)
    most = -1.0
    for number in range(CANDIDATES):
        at = first + (last - first) * number / (CANDIDATES - 1)
        picture = clip.get_frame(at)
        worth = score(picture) * stillness(picture, clip.get_frame(min(end, at + STILL_MS / 1000)))
        if worth > most:
            best, most = picture, worth
    return best


def score(picture: NDArray[np.uint8]) -> float:
    """How sharp and well lit a picture (height × width × 3) is: edge strength, less what is too dark or too bright."""
    import numpy as np

    grey = picture[::2, ::2].astype(np.float32).mean(axis=2)
    edges = np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean()
    lost = ((grey < 16) | (grey > 240)).mean()
    return float(edges * (1 - lost))


def stillness(picture: NDArray[np.uint8], later: NDArray[np.uint8]) -> float:
    """1 where nothing moves between two pictures (height × width × 3), towards 0 the more does."""
    import numpy as np

    moved = np.abs(picture[::4, ::4].astype(np.float32) - later[::4, ::4].astype(np.float32)).mean()
    return float(1 / (1 + moved / 8))
