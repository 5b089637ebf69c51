"""Sound alone → a film: the recording under one picture, a card or a photograph of the story. Composed with moviepy."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.messages import tr
from pipeline.video import cards
from pipeline.video.cards import Card

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Part of the key of every such film: raise it when the same picture is made otherwise.
RULES_VERSION = 1

#: px of the picture.
SIZE = (1280, 720)

#: Share of the height in which a card's words stand: captions of two lines take what is below.
FREE = 0.7

#: Pictures a second that the one picture is said to come at.
RATE = 25


def make_film(recording: Path, shown: Card | Path, target: Path, temp_dir: Path) -> None:
    """Writes `target` (Matroska): one picture without loss, and every sound track of `recording`, copied.

    shown: what is to be read in it, or a photograph. Raises RenderError, OSError.
    """
    import ffmpeg

    picture = _card(shown) if isinstance(shown, Card) else _photograph(shown)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as folder:
        still = Path(folder) / "still.mkv"
        _write(picture, still)
        with files.replacing(target, temp_dir) as temp:
            graph = ffmpeg.output(
                ff.source(still, clock=False)["v:0"],
                ff.source(recording, clock=False)["a"],  # some clocks show the time of day
                ff.file_url(temp),
                codec="copy",
                format="matroska",
                map_chapters=-1,
                fflags="+bitexact",
            )
            ff.run(graph, subject=recording)


def _card(card: Card) -> NDArray[np.uint8]:
    """As it stands once its words have appeared, above the place of the captions."""
    import numpy as np

    width, height = SIZE
    words = cards.still(card, (width, round(height * FREE)))
    whole = np.full((height, width, 3), cards.BACKGROUND, np.uint8)
    whole[: len(words)] = words
    return whole


def _photograph(path: Path) -> NDArray[np.uint8]:
    """The whole of it, over the colour of cards where its shape is another."""
    import numpy as np
    from moviepy import ColorClip, CompositeVideoClip, ImageClip
    from PIL import Image, ImageOps

    from pipeline.video.poster import IMAGE_FORMATS

    try:
        with Image.open(path, formats=IMAGE_FORMATS) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        remedy = tr("Save it as JPEG, PNG or WebP, or remove `picture` under [footage] in story.toml.")
        raise RenderError(tr("this picture cannot be read."), where=path, remedy=remedy) from error
    upright.thumbnail((4 * SIZE[0], 4 * SIZE[1]))
    scale = min(SIZE[0] / upright.width, SIZE[1] / upright.height)
    photo = ImageClip(np.asarray(upright), duration=1).resized(scale).with_position("center")
    ground = ColorClip(SIZE, color=cards.BACKGROUND, duration=1)
    return np.ascontiguousarray(CompositeVideoClip([ground, photo], size=SIZE).get_frame(0), dtype=np.uint8)


def _write(picture: NDArray[np.uint8], target: Path) -> None:
    import av

    with av.open(ff.file_url(target), "w", format="matroska", options={"fflags": "+bitexact"}) as container:
        stream: Any = container.add_stream("ffv1", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "bgr0"
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="bgr0")
        frame.pts = 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
