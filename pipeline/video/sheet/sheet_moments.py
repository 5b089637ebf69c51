"""The pictures of the footage that are hardest for captions: the lightest, the darkest, the busiest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.frames import Frames
from pipeline.media.media_info import MediaInfo
from pipeline.messages import tr
from pipeline.video.frame_at import shown_at
from pipeline.video.picture_filters import picture_size, prepared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

#: Pictures looked at, spread over the whole footage: enough to meet every scene of a short story. Fewer of a clip.
SAMPLES, EVERY_MS = 24, 500

#: px in which they are looked at.
SMALL = (160, 90)

#: The part of the height in which captions stand.
LOWER = slice(int(SMALL[1] * 0.6), int(SMALL[1] * 0.9))


@dataclass(frozen=True, slots=True)
class Moment:
    """kind: why it was chosen. at_ms: from the first picture."""

    kind: str
    at_ms: int


def samples_of(facts: MediaInfo) -> int:
    """How many pictures are looked at."""
    return max(1, min(SAMPLES, facts.duration_ms // EVERY_MS))


def hardest(footage: Path, facts: MediaInfo, frames: Frames, on_progress: ff.Progress) -> list[Moment]:
    """The lightest, the darkest and the busiest picture, judged where captions stand.

    on_progress: called with the number of pictures looked at, of samples_of(facts). Raises RenderError.
    """
    last = max(0, facts.duration_ms - 2 * facts.frame_ms)
    seen: dict[int, tuple[float, float]] = {}
    count = samples_of(facts)
    for number in range(count):
        at_ms = round(last * (number + 0.5) / count)
        seen[at_ms] = _judged(_grey(footage, facts, frames, at_ms))
        on_progress(number + 1)
    return [
        Moment(tr("lightest"), max(seen, key=lambda at: seen[at][0])),
        Moment(tr("darkest"), min(seen, key=lambda at: seen[at][0])),
        Moment(tr("busiest"), max(seen, key=lambda at: seen[at][1])),
    ]


def _grey(footage: Path, facts: MediaInfo, frames: Frames, at_ms: int) -> NDArray[np.uint8]:
    import numpy as np

    data = ff.grey(shown_at(footage, facts, at_ms, frames), SMALL, footage, at_ms)
    return np.frombuffer(data, dtype=np.uint8).reshape(SMALL[1], SMALL[0])


def _judged(grey: NDArray[np.uint8]) -> tuple[float, float]:
    """How light and how busy (mean difference of neighbours) a picture is where captions stand."""
    import numpy as np

    part = grey[LOWER].astype(np.float32)
    edges = np.abs(np.diff(part, axis=0)).mean() + np.abs(np.diff(part, axis=1)).mean()
    return float(part.mean()), float(edges)


def picture(footage: Path, facts: MediaInfo, frames: Frames, moment: Moment) -> Image:
    """The whole picture, as it is encoded. Raises RenderError."""
    from PIL import Image

    shown = prepared(shown_at(footage, facts, moment.at_ms, frames), facts).filter("format", "rgb24")
    data = ff.run(shown.output("pipe:1", vframes=1, format="rawvideo"), subject=footage)
    size = picture_size(facts)
    if len(data) != size[0] * size[1] * 3:
        raise RenderError(tr("no picture at {at_ms:.2f} s.", at_ms=moment.at_ms / 1000), where=footage)
    return Image.frombytes("RGB", size, data)
