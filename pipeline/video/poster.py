"""The poster: a sharp, well-lit picture of the video itself, chosen with moviepy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media.facts import MediaFacts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Part of the poster's key: raise it when the choice changes.
RULES_VERSION = 1

#: Pictures looked at, spread over the middle of the video: its first and last tenth are often cards and fades.
CANDIDATES = 12
MIDDLE = (0.15, 0.9)

#: px. Wide enough for a news card, small enough for a phone.
LARGEST_WIDTH = 1280
QUALITY = 85


def make_poster(video: Path, facts: MediaFacts, target: Path, temp_dir: Path) -> tuple[int, int]:
    """Writes `target` (JPEG) from the clean `video` and gives its (width, height) in px. Raises RenderError.

    facts: of the footage; moviepy is told size and length, since it misreads both of rotated or late-ending files.
    """
    from moviepy import VideoFileClip
    from PIL import Image

    first, last = (share * facts.duration_ms / 1000 for share in MIDDLE)
    try:
        with VideoFileClip(str(video), audio=False, target_resolution=(facts.width, facts.height)) as clip:
            times = [first + (last - first) * number / (CANDIDATES - 1) for number in range(CANDIDATES)]
            best = max((clip.get_frame(at) for at in times), key=score)
    except (OSError, KeyError, ValueError, IndexError) as error:  # what moviepy raises of a file it cannot read
        raise RenderError(
            "no poster can be made of this video.", where=video, remedy="Delete it and run the same command again."
        ) from error
    picture = Image.fromarray(best)
    if picture.width > LARGEST_WIDTH:
        height = round(picture.height * LARGEST_WIDTH / picture.width)
        picture = picture.resize((LARGEST_WIDTH, height), Image.Resampling.LANCZOS)
    with files.replacing(target, temp_dir) as temp:
        picture.save(temp, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return picture.size


def score(picture: NDArray[np.uint8]) -> float:
    """How sharp and well lit a picture (height × width × 3) is: edge strength, less what is too dark or too bright."""
    import numpy as np

    grey = picture[::2, ::2].astype(np.float32).mean(axis=2)
    edges = np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean()
    lost = ((grey < 16) | (grey > 240)).mean()
    return float(edges * (1 - lost))
