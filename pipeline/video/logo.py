"""The publisher's logo on cards: a picture that the series names, brought to a form of our own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import RenderError
from pipeline.messages import tr
from pipeline.video.contrast import luminances
from pipeline.video.poster import IMAGE_FORMATS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: px of the longer side that are kept: more is never shown.
LARGEST = 1_200

#: Contrast of graphics with what is around them (WCAG 2.2, 1.4.11), and the share of a logo that may have less.
LEAST_CONTRAST, FAINT = 3.0, 0.1

#: White around a logo that would not be seen on the card, as a share of its height.
PLATE = 0.2


def read_logo(path: Path) -> bytes:
    """The picture at `path` as PNG with its transparency, its empty edges cut away; pixels alone, nothing else of the
    file. Raises RenderError."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path, formats=IMAGE_FORMATS) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        remedy = tr("Save it as PNG, JPEG or WebP, or remove `logo` under [publisher] in series.toml.")
        raise RenderError(tr("this logo cannot be read."), where=path, remedy=remedy) from error
    picture = picture.crop(picture.getchannel("A").getbbox())
    picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    plain = Image.new("RGBA", picture.size)
    plain.paste(picture)
    data = io.BytesIO()
    plain.save(data, "PNG")
    return data.getvalue()


def on_card(logo: bytes, height: int, widest: int, ground: tuple[int, int, int]) -> NDArray[np.uint8]:
    """The logo `height` px high, or as wide as it may be, in RGBA (height × width × 4); on white where too much of it
    would not be seen on `ground`."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(logo), formats=["PNG"]) as opened:
        picture = opened.convert("RGBA")
    needs_plate = faint_share(np.asarray(picture), ground) > FAINT
    edge = round(height * PLATE) if needs_plate else 0
    scale = min((height - 2 * edge) / picture.height, (widest - 2 * edge) / picture.width)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    if not needs_plate:
        return np.asarray(picture)
    plate = Image.new("RGBA", (size[0] + 2 * edge, size[1] + 2 * edge), "white")
    plate.alpha_composite(picture, (edge, edge))
    return np.asarray(plate)


def faint_share(picture: NDArray[np.uint8], ground: tuple[int, int, int]) -> float:
    """Share (0..1) of the pixels of an RGBA picture, those that are seen at all, that hardly differ from `ground`."""
    import numpy as np

    seen = picture[picture[..., 3] > 127][:, :3]
    if not len(seen):
        return 0.0
    behind = float(luminances(np.array([ground])).ravel()[0])
    own = luminances(seen).ravel()
    contrast = (np.maximum(own, behind) + 0.05) / (np.minimum(own, behind) + 0.05)
    return float((contrast < LEAST_CONTRAST).mean())
