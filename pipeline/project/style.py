"""How burned-in captions look: `[style]` of series.toml, with numbers of its own for each shape of picture.

Sources: Netflix Timed Text Style Guide and EBU R 95 (safe areas), BBC Subtitle Guidelines (size, box, colours),
WCAG 2.2, 1.4.3 and 1.4.6 (contrast).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from pipeline.fieldtypes import Number, Whole
from pipeline.project.tomlfile import FileModel

Shape = Literal["16:9", "9:16", "1:1"]
Position = Literal["bottom", "top"]
Apostrophes = Literal["typographic", "typed"]
ColourName = Literal["white", "yellow", "cyan", "green"]

#: Families of pipeline/video/fonts.py that captions can be set in: each comes with a package, so that every machine
#: draws the same, and no file of unknown origin is ever given to the program that draws.
FontFamily = Literal["Atkinson Hyperlegible", "Arimo"]

#: sRGB of the colours of speakers: lightened from the four of teletext (BBC), so that the box may let light through.
COLOURS: dict[ColourName, tuple[int, int, int]] = {
    "white": (255, 255, 255),
    "yellow": (255, 241, 118),
    "cyan": (128, 255, 255),
    "green": (144, 255, 144),
}

#: width / height from which a picture counts as wide, and up to which as tall; what is between is nearly square.
WIDE_FROM, TALL_TO = 1.2, 0.75

TextHeight = Annotated[Number, Field(ge=3, le=12)]
Lines = Annotated[Whole, Field(ge=1, le=5)]
Smallest = Annotated[Number, Field(ge=50, le=100)]
Alpha = Annotated[Number, Field(ge=0, le=1)]
Padding = Annotated[Number, Field(ge=0, le=2)]
SafeWidth = Annotated[Number, Field(ge=50, le=100)]
SafeHeight = Annotated[Number, Field(ge=50, le=100)]
Bottom = Annotated[Number, Field(ge=0, le=40)]


class ShapeStyle(FileModel):
    """What pictures of one shape have of their own; None: as in [style]. The fields are those of Look, and described
    there."""

    font: FontFamily | None = None
    text_height: TextHeight | None = None
    lines: Lines | None = None
    smallest: Smallest | None = None
    box_alpha: Alpha | None = None
    padding: Padding | None = None
    position: Position | None = None
    safe_width: SafeWidth | None = None
    safe_height: SafeHeight | None = None
    bottom: Bottom | None = None


class Look(FileModel):
    """The numbers for pictures of one shape; the defaults are those of 16:9."""

    font: FontFamily = "Atkinson Hyperlegible"
    """What captions are set in. Characters that it lacks are taken from other fonts that come with Veus."""

    text_height: TextHeight = 7.0
    """Height of a line, in % of the picture's height: from the top of accents to the foot of "p" (as libass counts)."""

    lines: Lines = 2
    """Into how many a caption may be broken anew where its own are too wide."""

    smallest: Smallest = 80.0
    """How far the text of such a caption may shrink to stay in them, in % of its size."""

    box_alpha: Alpha = 0.75
    """Opacity of the black box; 0.66 and more keeps 7:1 for white letters over a white picture."""

    padding: Padding = 0.5
    """Of the box around the text, in em."""

    position: Position = "bottom"
    """Where captions stand; `{\\an8}` in a caption puts that one at the top."""

    safe_width: SafeWidth = 90.0
    """Share of the picture's width, in %, in whose middle all text stands."""

    safe_height: SafeHeight = 75.0
    """Share of its height, in %."""

    bottom: Bottom = 100 / 12
    """How far the last line is above the lower edge at least, in % of the picture's height."""


#: What a shape has of its own whatever [style] says, since a size that suits one shape suits no other: text of 4 %
#: (9:16) and lines that are broken anew. The lowest fifth of a tall picture is where telephones lay their buttons.
SIZES: dict[Shape, dict[str, Any]] = {
    "16:9": {},
    "9:16": {"text_height": 5.0, "lines": 3, "bottom": 20.0},
    "1:1": {"text_height": 6.0, "lines": 3},
}


def shape_of(width: int, height: int) -> Shape:
    """The shape whose numbers suit a picture of width × height px."""
    ratio = width / height
    return "16:9" if ratio >= WIDE_FROM else "9:16" if ratio <= TALL_TO else "1:1"


class StyleSettings(Look):
    """How captions in the picture look. What is written here holds for every shape, except the sizes that a shape has
    of its own, which it gives for 16:9 alone."""

    speakers: dict[str, ColourName] = Field(default_factory=dict)
    """Colours of people, by name. Their captions carry the name too."""

    apostrophes: Apostrophes = "typographic"
    """Drawn like those of good print, whatever was typed in the caption file; or as they were typed."""

    tall: ShapeStyle = Field(default=ShapeStyle(), alias="9:16")
    """What pictures that are at most 0.75 times as wide as high have of their own."""

    square: ShapeStyle = Field(default=ShapeStyle(), alias="1:1")
    """What pictures that are nearly square have of their own."""

    def look(self, width: int, height: int) -> Look:
        """The numbers for a picture of width × height px."""
        shape = shape_of(width, height)
        own = {"16:9": ShapeStyle(), "9:16": self.tall, "1:1": self.square}[shape]
        common = self.model_dump(include=set(Look.model_fields))
        return Look.model_validate(common | SIZES[shape] | own.model_dump(exclude_none=True))
