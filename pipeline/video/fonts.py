"""The fonts captions are burned in with, and which of them has which character."""

from __future__ import annotations

import functools
import re
import shutil
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


#: The first is what viewers read (made for low vision, SIL Open Font License); the others have what it lacks, in this
#: order: ♪ ♫ and other alphabets (Apache License), emoji without colour, since libass draws none (OFL), ♩ ♬ (OFL).
FONTS: tuple[Font, ...] = (
    Font(
        "Atkinson Hyperlegible",
        "fontpkg-atkinson-hyperlegible",
        "fontpkg_atkinson_hyperlegible/files/AtkinsonHyperlegible-Regular.ttf",
    ),
    Font("Arimo", "fontpkg-arimo", "fontpkg_arimo/files/Arimo[wght].ttf"),
    Font("Noto Emoji", "manimgx-fonts", "manimgx_fonts/NotoEmoji[wght].ttf"),
    Font("Noto Sans Symbols", "manimgx-fonts", "manimgx_fonts/NotoSansSymbols[wght].ttf"),
)
EMOJI = FONTS[2]


#: Characters that the first font is known to have (a test asks the font), so that ordinary text is checked without
#: opening it: every build checks.
EVERYDAY = frozenset(map(chr, [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)])) | frozenset("’‘“”…–—€")


@functools.cache
def characters(font: Font) -> frozenset[int]:
    """Code points that `font` has a glyph for."""
    from fontTools.ttLib import TTFont

    with TTFont(font.path, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


@functools.cache
def stack(family: str) -> tuple[Font, ...]:
    """All fonts, the one called `family` first: the order in which a character looks for its own."""
    return tuple(sorted(FONTS, key=lambda font: font.family != family))


#: What changes the sign before it (emoji or text, skin, key cap, tags of flags), and what glues two signs into one.
_MARKS = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_SIGN = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|.{_MARKS}(?:\u200d.{_MARKS})*", re.DOTALL)
_UNSEEN = frozenset("\u200d\ufe0e\ufe0f") | frozenset(map(chr, range(0xE0020, 0xE0080)))


def signs(text: str) -> list[str]:
    """`text` cut into what is seen as one sign: a character, a flag, an emoji of several parts (UTS #51)."""
    return list(text) if text.isascii() else _SIGN.findall(text)


def font_of(sign: str, fonts: tuple[Font, ...] = FONTS) -> Font:
    """The first of `fonts` that has all of `sign`; an emoji of several parts wants the font of emoji."""
    if len(sign) > 1 and _has(EMOJI, sign):
        return EMOJI
    return next((font for font in fonts if _has(font, sign)), fonts[0])


def _has(font: Font, sign: str) -> bool:
    return all(ord(c) in characters(font) for c in sign if len(sign) == 1 or c not in _UNSEEN)


def runs(text: str, fonts: tuple[Font, ...] = FONTS) -> list[tuple[Font, str]]:
    """`text` cut into stretches, each with the first font that has all its characters.

    A sign of several parts that no font has whole is drawn part by part. A character that no font has stays with the
    first font; `missing` names it.
    """
    found: list[tuple[Font, str]] = []
    for sign in signs(text):
        whole = len(sign) == 1 or any(_has(font, sign) for font in fonts)
        found += [(font_of(part, fonts), part) for part in ([sign] if whole else sign)]
    return [
        (font, "".join(stretch for _, stretch in group)) for font, group in groupby(found, key=lambda entry: entry[0])
    ]


def missing(text: str) -> set[str]:
    """Visible characters that none of the fonts has: lost letters, if nobody is told."""
    unusual = {c for c in text if not c.isspace()} - EVERYDAY - _UNSEEN
    return {c for c in unusual if not any(ord(c) in characters(font) for font in FONTS)}


@functools.cache
def version() -> str:
    """SHA-256 over the font files: a new release of a font may draw differently."""
    return files.sha256_json([files.sha256_file(font.path) for font in FONTS])


def lay_out(folder: Path) -> None:
    """Puts the font files into `folder`, where ffmpeg is told to look for them. Raises RenderError, OSError."""
    for number, font in enumerate(FONTS):
        shutil.copyfile(font.path, folder / f"font{number}.ttf")
