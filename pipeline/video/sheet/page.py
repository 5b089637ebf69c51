"""Tiles → one picture, with what was measured beside each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import files
from pipeline.messages import SOURCE, in_language, tr
from pipeline.video.fonts import FONTS
from pipeline.video.sheet.tiles import Tile

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

#: px: height of a tile's picture (wide ones are as wide as high ones are high), space, and letters.
LONG_SIDE, GAP, TEXT = 480, 16, 20

_PAPER, _INK, _GREY = (255, 255, 255), (26, 26, 26), (90, 90, 90)

#: Of verdicts: all 7:1 on the paper, and each is said in words too.
_VERDICTS = {"good": (0, 95, 50), "warning": (115, 70, 0), "fails": (165, 0, 0)}


def compose(tiles: Sequence[Tile], title: str, note: str, target: Path, temp_dir: Path) -> None:
    """Writes `target` (PNG): samples one below the other where tiles are wide, beside each other where they are not.

    tiles: sample by sample. note: a line below the title. Raises OSError.
    """
    from PIL import Image, ImageDraw, ImageFont

    pictures = len({tile.moment.kind for tile in tiles})
    samples = len(tiles) // pictures
    across = pictures if tiles[0].picture.width > tiles[0].picture.height else samples
    width, height = _tile_size(tiles[0].picture)
    cell = (width + GAP, height + 2 * TEXT + GAP + 10)
    head = 4 * TEXT + GAP
    page = Image.new("RGB", (cell[0] * across + GAP, head + cell[1] * (len(tiles) // across)), _PAPER)
    pen = ImageDraw.Draw(page)
    letters = [ImageFont.truetype(str(FONTS[0].path), size) for size in (TEXT + 8, TEXT)]
    pen.text((GAP, GAP), title, _INK, letters[0])
    pen.text((GAP, GAP + TEXT + 16), note, _GREY, letters[1])
    for number, tile in enumerate(tiles):
        sample, moment = divmod(number, pictures)
        column, row = (moment, sample) if across == pictures else (sample, moment)
        place = (GAP + column * cell[0], head + row * cell[1])
        page.paste(tile.picture.resize((width, height), Image.Resampling.LANCZOS), place)
        _caption(pen, tile, (place[0], place[1] + height + 4), width, letters[1])
    with files.replacing(target, temp_dir) as temp:
        page.save(temp, "PNG")


def _tile_size(picture: Image) -> tuple[int, int]:
    scale = LONG_SIDE / max(picture.size) * (1.3 if picture.width > picture.height else 1)
    return round(picture.width * scale), round(picture.height * scale)


def _caption(pen: ImageDraw, tile: Tile, place: tuple[int, int], width: int, letters: FreeTypeFont) -> None:
    """What a tile shows at its left, what was measured at its right."""
    x, y = place
    kind, seconds = in_language(tile.moment.kind, SOURCE), tile.moment.at_ms // 1000
    pen.text((x, y), in_language(tile.sample.what, SOURCE), _INK, letters)
    pen.text((x, y + TEXT + 2), f"{kind}, {seconds // 60}:{seconds % 60:02}", _GREY, letters)
    pen.text((x + width, y), measure_of(tile), _VERDICTS[tile.verdict], letters, anchor="ra")
    if tile.verdict != "good":
        pen.text(
            (x + width, y + TEXT + 2), in_language(why(tile), SOURCE), _VERDICTS[tile.verdict], letters, anchor="ra"
        )


def measure_of(tile: Tile) -> str:
    """ "14.2:1", rounded down."""
    return f"{int(tile.contrast * 10) / 10:.1f}:1"


def why(tile: Tile) -> str:
    """What is wrong with a tile, in few words; "" where nothing is."""
    if not tile.inside:
        return tr("outside the safe area")
    if tile.lost:
        return tr("no font has {letters}", letters=" ".join(sorted(tile.lost)))
    return {"fails": tr("too faint"), "warning": tr("faint"), "good": ""}[tile.verdict]
