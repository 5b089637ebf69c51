"""The fonts captions are burned in with, and which of them has which character."""

from __future__ import annotations

import functools
import re
import shutil
import unicodedata
from dataclasses import dataclass
from importlib import metadata
from itertools import groupby
from pathlib import Path

from pipeline import files
from pipeline.errors import RenderError
from pipeline.letters import JOINERS
from pipeline.messages import tr


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
            raise RenderError(
                tr("the font {family} is not installed.", family=self.family),
                remedy=tr("pip install {package}", package=self.package),
            )
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

#: Of scripts that none of those has, each for its own (OFL). They are laid out and hashed only where they are drawn.
SCRIPT_FONTS: tuple[Font, ...] = tuple(
    Font(f"Noto Sans {script}", "manimgx-fonts", f"manimgx_fonts/NotoSans{script}[wght].ttf")
    for script in (
        "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Kannada",
        "Malayalam", "Oriya", "Sinhala", "Tamil", "Telugu",
    )
)  # fmt: skip


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
    return (*sorted(FONTS, key=lambda font: font.family != family), *SCRIPT_FONTS)


ALL = stack(FONTS[0].family)


#: What changes the sign before it (emoji or text, skin, key cap, tags of flags), and what glues two signs into one.
_MARKS = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_SIGN = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|.{_MARKS}(?:\u200d.{_MARKS})*", re.DOTALL)
_UNSEEN = frozenset(f"{JOINERS}\ufe0e\ufe0f") | frozenset(map(chr, range(0xE0020, 0xE0080)))


def signs(text: str) -> list[str]:
    """`text` cut into what is seen as one sign: a character with its marks, a flag, an emoji of parts (UTS #51)."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for sign in _SIGN.findall(text):
        if found and _is_mark(sign[0]) and not found[-1].isspace():
            found[-1] += sign
        else:
            found.append(sign)
    return found


@functools.lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    """Whether `char` belongs to the letter before it."""
    return (unicodedata.category(char) in ("Mn", "Mc") and char not in "\ufe0e\ufe0f") or char in JOINERS


def is_rtl(text: str) -> bool:
    """Whether `text` holds a letter of a script that is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def font_of(sign: str, fonts: tuple[Font, ...] = ALL) -> Font:
    """The first of `fonts` that has all of `sign`; an emoji of several parts wants the font of emoji."""
    if len(sign) > 1 and _has(EMOJI, sign):
        return EMOJI
    return next((font for font in fonts if _has(font, sign)), fonts[0])


def _has(font: Font, sign: str) -> bool:
    return all(ord(c) in characters(font) for c in sign if len(sign) == 1 or c not in _UNSEEN)


@functools.lru_cache(maxsize=4096)  # a line is measured, fitted and drawn, in each segment that it is seen in
def runs(text: str, fonts: tuple[Font, ...] = ALL) -> tuple[tuple[Font, str], ...]:
    """`text` cut into stretches, each with the first font that has all its characters.

    A sign of several parts that no font has whole is drawn part by part. A character that no font has stays with the
    first font; `missing` names it. What the fonts of several scripts have stays with the one before it.
    """
    found: list[tuple[Font, str]] = []
    for sign in signs(text):
        whole = len(sign) == 1 or any(_has(font, sign) for font in fonts)
        for part in [sign] if whole else sign:
            font = font_of(part, fonts)
            if found and {font, found[-1][0]} <= set(SCRIPT_FONTS) and _has(found[-1][0], part):
                font = found[-1][0]
            found.append((font, part))
    return tuple(
        (font, "".join(stretch for _, stretch in group)) for font, group in groupby(found, key=lambda entry: entry[0])
    )


def missing(text: str) -> set[str]:
    """Visible characters that none of the fonts has: lost letters, if nobody is told."""
    unusual = {c for c in text if not c.isspace()} - EVERYDAY - _UNSEEN
    return {c for c in unusual if not any(ord(c) in characters(font) for font in ALL)}


def for_text(text: str) -> tuple[Font, ...]:
    """The fonts that `text` – a script of ASS, too – may be drawn with: `FONTS`, and those of its scripts."""
    unusual = {c for c in text if not c.isspace()} - EVERYDAY
    lines = [line for line in text.split("\n") if not unusual.isdisjoint(line)] if unusual else []
    wanted = {font for line in lines for font, _ in runs(line)}
    return (*FONTS, *(font for font in SCRIPT_FONTS if font in wanted))


@functools.cache
def version(fonts: tuple[Font, ...] = FONTS) -> str:
    """SHA-256 over the font files: a new release of a font may draw differently."""
    return files.sha256_json([files.sha256_file(font.path) for font in fonts])


def lay_out(folder: Path, *texts: str) -> None:
    """Puts the files of the fonts that `texts` need into `folder`, where ffmpeg is told to look for them. Raises
    RenderError, OSError."""
    for number, font in enumerate(for_text("".join(texts))):
        shutil.copyfile(font.path, folder / f"font{number}.ttf")
