"""Samples drawn over pictures by the very script and program of the real burn, and measured in what was drawn."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cues import Lang
from pipeline.media import ffmpeg as ff
from pipeline.project.style import COLOURS, Look, Shape, StyleSettings, shape_of
from pipeline.video import fonts
from pipeline.video.ass_script import boxes_only, to_ass
from pipeline.video.contrast import GOOD, LEAST, measured
from pipeline.video.sheet.samples import Sample, placed
from pipeline.video.sheet.sheet_moments import Moment
from pipeline.video.speaker_colours import parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

#: px in which each shape is drawn.
SIZES: dict[Shape, tuple[int, int]] = {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (900, 900)}

#: Levels (of 255) by which text differs from what lies behind it; how far around a letter "behind" reaches, px.
DIFFERENCE, AROUND = 24, 4

#: px by which smoothed edges may leave the safe area.
TOLERANCE = 2


@dataclass(frozen=True, slots=True)
class Tile:
    """One sample over one picture. contrast: n of n:1, of the faintest colour of its text; 0 where nothing is seen.

    inside: whether all text is within the safe area. lost: characters that no font has.
    """

    sample: Sample
    moment: Moment
    picture: Image
    contrast: float
    inside: bool
    lost: frozenset[str]

    @property
    def verdict(self) -> str:
        """ "fails", "warning" or "good"."""
        if self.contrast < LEAST or not self.inside or self.lost:
            return "fails"
        return "warning" if self.contrast < GOOD else "good"


def sizes_for(width: int, height: int) -> dict[Shape, tuple[int, int]]:
    """The shapes to draw for footage of width × height px, each with its px: the footage's own first, then the cuts."""
    own = shape_of(width, height)
    scale = min(SIZES[own][0] / width, SIZES[own][1] / height)
    mine = (max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2))
    return {own: mine} | {shape: SIZES[shape] for shape in ("9:16", "1:1") if shape != own}


def draw(
    pictures: Sequence[tuple[Moment, Image]],
    samples: Sequence[Sample],
    size: tuple[int, int],
    style: StyleSettings,
    lang: Lang,
    temp_dir: Path,
) -> list[Tile]:
    """Every sample over every picture (cropped to size px): one tile each, sample by sample. Raises RenderError."""
    from PIL import ImageOps

    shown = [(moment, ImageOps.fit(image, size)) for moment, image in pictures]
    cells = [(sample, moment, image) for sample in samples for moment, image in shown]
    script = to_ass([placed(cell[0], number) for number, cell in enumerate(cells)], *size, style, lang)
    film = b"".join(image.tobytes() for _, _, image in cells)
    drawn, behind = (_burned(film, one, size, temp_dir) for one in (script, boxes_only(script)))
    look = style.look(*size)
    return [
        _tile(sample, moment, drawn[number], behind[number], look, style)
        for number, (sample, moment, _) in enumerate(cells)
    ]


def _burned(film: bytes, script: str, size: tuple[int, int], temp_dir: Path) -> NDArray[np.uint8]:
    """The pictures of `film` (RGB, one a second) with `script` drawn into them: pictures × height × width × 3."""
    import ffmpeg
    import numpy as np

    temp_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as name:
        stage = Path(name)
        (stage / "fonts").mkdir()  # of their own: libass takes every file of the folder for a font
        fonts.lay_out(stage / "fonts", script)
        (stage / "cues.ass").write_text(script, "utf-8")
        (stage / "film.rgb").write_bytes(film)
        options = {"pixel_format": "rgb24", "video_size": size, "framerate": 1}
        source = ffmpeg.input("film.rgb", format="rawvideo", protocol_whitelist="file", **options)
        graph = source.filter("format", "yuv420p").filter("ass", "cues.ass", fontsdir="fonts").filter("format", "rgb24")
        data = ff.run(graph.output("pipe:1", format="rawvideo"), subject=stage, cwd=stage)
    return np.frombuffer(data, dtype=np.uint8).reshape(-1, size[1], size[0], 3)


def _tile(sample: Sample, moment: Moment, drawn: Any, behind: Any, look: Look, style: StyleSettings) -> Tile:
    import numpy as np
    from PIL import Image, ImageFilter

    letters = abs(drawn.astype(np.int16) - behind).max(axis=2) > DIFFERENCE
    near = np.asarray(Image.fromarray(letters).convert("L").filter(ImageFilter.BoxBlur(AROUND))) > 0
    colours = {part.colour for part in parts(sample.cue, style.speakers)}
    contrast = min(measured(COLOURS[colour], behind[near]) for colour in colours) if near.any() else 0.0
    lost = frozenset(fonts.missing(sample.cue.text))
    return Tile(sample, moment, Image.fromarray(drawn), contrast, inside(letters, look), lost)


def inside(letters: NDArray[np.bool_], look: Look) -> bool:
    """Whether all letters (height × width, where there is one) are within the safe area."""
    import numpy as np

    rows, columns = np.flatnonzero(letters.any(axis=1)), np.flatnonzero(letters.any(axis=0))
    if not rows.size:
        return False
    height, width = letters.shape
    side, edge = (100 - look.safe_width) / 200 * width, (100 - look.safe_height) / 200 * height
    lowest = height - max(edge, look.bottom / 100 * height)
    return bool(
        columns[0] >= side - TOLERANCE
        and columns[-1] < width - side + TOLERANCE
        and rows[0] >= edge - TOLERANCE
        and rows[-1] < lowest + TOLERANCE
    )
