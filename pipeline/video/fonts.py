"""The fonts captions are burned in with, and which of them has which character."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import metadata
from itertools import groupby
from pathlib import Path

from pipeline import files
from pipeline.errors import RenderError


@dataclass(frozen=True, slots=True)
class Font:
    """family: the name libass finds it by. package, file: where pip put it."""

    family: str
    package: str
    file: str

    @property
    def path(self) -> Path:
        """Raises RenderError when the package is missing."""
        try:
            found = Path(str(metadata.distribution(self.package).locate_file(self.file)))
        except metadata.PackageNotFoundError:
            found = Path(self.file)
        if not found.is_file():
            raise RenderError(f"the font {self.family} is not installed.", remedy=f"pip install {self.package}")
        return found


#: The first is what viewers read (made for low vision, SIL Open Font License); the second has what it lacks:
#: ♪ ♫ and other alphabets (Apache License).
FONTS: tuple[Font, ...] = (
    Font(
        "Atkinson Hyperlegible",
        "fontpkg-atkinson-hyperlegible",
        "fontpkg_atkinson_hyperlegible/files/AtkinsonHyperlegible-Regular.ttf",
    ),
    Font("Arimo", "fontpkg-arimo", "fontpkg_arimo/files/Arimo[wght].ttf"),
)


#: Characters that the first font is known to have (a test asks the font), so that ordinary text is checked without
#: opening it: every build checks.
EVERYDAY = frozenset(map(chr, [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)])) | frozenset("’‘“”…–—€")


@functools.cache
def characters(font: Font) -> frozenset[int]:
    """Code points that `font` has a glyph for."""
    from fontTools.ttLib import TTFont

    with TTFont(font.path, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def runs(text: str) -> list[tuple[Font, str]]:
    """`text` cut into stretches, each with the first font that has all its characters.

    A character that no font has stays with the first font; `missing` names it.
    """

    def font_of(character: str) -> Font:
        return next((font for font in FONTS if ord(character) in characters(font)), FONTS[0])

    return [(font, "".join(stretch)) for font, stretch in groupby(text, font_of)]


def missing(text: str) -> set[str]:
    """Visible characters that none of the fonts has: lost letters, if nobody is told."""
    unusual = {c for c in text if not c.isspace()} - EVERYDAY
    return {c for c in unusual if not any(ord(c) in characters(font) for font in FONTS)}


@functools.cache
def version() -> str:
    """SHA-256 over the font files: a new release of a font may draw differently."""
    return files.sha256_json([files.sha256_file(font.path) for font in FONTS])
