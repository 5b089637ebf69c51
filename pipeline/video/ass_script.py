"""Cues → an ASS script for libass: text on one dark box, and no way out of the text for what is in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from pipeline.cues import Cue, Lang
from pipeline.letters import JOINERS
from pipeline.project.style import COLOURS, ColourName, Look, StyleSettings
from pipeline.video.fit import Rows, fit
from pipeline.video.fonts import EMOJI, SCRIPT_FONTS, font_of, is_rtl, runs, signs, stack
from pipeline.video.geometry import Geometry, geometry
from pipeline.video.speaker_colours import parts
from pipeline.video.text_width import scale

_STYLE_FIELDS = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
    "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    "Encoding"
)
#: Between two letters ("l'hort", "don't"), or before the two figures of a decade ("the '90s").
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<!\w)'(?=\d\ds?\b(?!'))")

_WHITE = "&H00FFFFFF"
_INVISIBLE = "&HFFFFFFFF"

#: Alignment in ASS: middle of the lower, and of the upper edge.
_BOTTOM, _TOP = 2, 8


def to_ass(
    cues: Sequence[Cue],
    width: int,
    height: int,
    style: StyleSettings,
    lang: Lang = "",
    beside: Collection[int] = frozenset(),
    picture: tuple[int, int] | None = None,
) -> str:
    """The script for a picture of width × height px. lang: of the text, for lines that must be broken anew. beside:
    which of `cues` stand at the top beside others: these keep the top where captions stand below, and leave it where
    they stand at the top themselves – libass keeps texts apart, but not their boxes.

    picture: its rows, where it stands over a blurred ground (`geometry`).

    Raises RenderError when a font is not installed.
    """
    look = style.look(width, height)
    room = geometry(look, width, height, picture)
    head = [
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {width}",
        f"PlayResY: {height}",
        "WrapStyle: 0",
        "ScaledBorderAndShadow: yes",
        "YCbCr Matrix: None",
        "",
        "[V4+ Styles]",
        f"Format: {_STYLE_FIELDS}",
        _style(room),
        "",
        "[Events]",
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    ]
    events = [
        _event(cue, k in beside, room, *fit(parts(_drawable(cue, style), style.speakers), room, lang))
        for k, cue in enumerate(cues)
    ]
    return "\n".join([*head, *events]) + "\n"


def boxes_only(script: str) -> str:
    """`script` with text that is not seen: what it draws is what lies behind its text."""
    return script.replace(f",{_WHITE},{_WHITE},", f",{_INVISIBLE},{_INVISIBLE},", 1)


def _style(room: Geometry) -> str:
    look = room.look
    back = f"&H{round((1 - look.box_alpha) * 255):02X}000000"
    # BorderStyle 4 is libass's own: one box behind all lines, Shadow its padding; no outline, no shadow.
    return (
        f"Style: Cue,{look.font},{room.size:.2f},{_WHITE},{_WHITE},&H00000000,{back},"
        f"0,0,0,0,100,100,0,0,4,0,{room.padding:.2f},{_place(look.position == 'top')},"
        f"{room.side},{room.side},{room.top if look.position == 'top' else room.bottom},1"
    )


def _place(top: bool) -> int:
    return _TOP if top else _BOTTOM


def _event(cue: Cue, beside: bool, room: Geometry, rows: Rows, size: float) -> str:
    usual = room.look.position == "top"
    top = not beside if usual else cue.top
    margin = (room.top if top else room.bottom) if top != usual else 0  # 0: that of the style
    place = rf"{{\an{_place(top)}}}" if top != usual else ""
    smaller = rf"{{\fs{size:.2f}}}" if size < room.size else ""
    # -1: libass takes the direction of each line from its first letter; else lines run from left to right.
    both_ways = r"{\fe-1}" if any(is_rtl(text) for text, _ in rows) else ""
    lines = []
    before: ColourName = "white"
    for text, colour in rows:
        lines.append((_colour(colour) if colour != before else "") + _line(text, room.look, size))
        before = colour
    text = r"\N".join(lines)
    return f"Dialogue: 0,{_time(cue.start)},{_time(cue.end)},Cue,,0,0,{margin},,{place}{smaller}{both_ways}{text}"


def _colour(name: ColourName) -> str:
    red, green, blue = COLOURS[name]
    return rf"{{\c&H{blue:02X}{green:02X}{red:02X}&}}"


def _line(line: str, look: Look, size: float) -> str:
    """One line of text with the font of each stretch named, so that no system font is ever asked; in a font of another
    script as large as it takes for letters as high. size: libass's, of all others.

    An emoji of several parts is one sign where its cue has a letter, too; libass, which shapes by scripts, finds none
    in a cue of nothing but signs, and draws the parts.
    """
    written = []
    current, larger = str(look.font), 1.0
    for font, stretch in runs(line, stack(look.font)):
        if font.family != current:
            written.append(_switch(font.family, larger, larger := scale(font, look.font), size))
            current = font.family
        written.append(_escape(stretch))
    if current != look.font:
        written.append(_switch(look.font, larger, 1.0, size))
    return "".join(written)


def _drawable(cue: Cue, style: StyleSettings) -> Cue:
    text = "\n".join(map(_plain, cue.lines))
    if style.apostrophes == "typographic":
        text = typographic(text)
    return Cue(cue.start, cue.end, text, cue.speaker, cue.top, cue.sound)


def typographic(text: str) -> str:
    """`text` with the apostrophes of good print; quotes stay as they are."""
    return _APOSTROPHE.sub("’", text)


def _switch(family: str, before: float, now: float, size: float) -> str:
    """To another font; and to its size, where that is another."""
    return rf"{{\fn{family}}}" if now == before else rf"{{\fn{family}\fs{size * now:.2f}}}"


def _plain(text: str) -> str:
    """`text` without control and format characters, but for those inside an emoji or between letters that join.

    What moves the pen becomes a space, spaces stay as they are.
    """
    kept = JOINERS if _joins(text) else ""
    return "".join(sign if len(sign) > 1 and font_of(sign) is EMOJI else _printable(sign, kept) for sign in signs(text))


def _joins(text: str) -> bool:
    """Whether `text` holds letters of a script whose letters change beside others."""
    return not text.isascii() and any(font in SCRIPT_FONTS for font, _ in runs(text))


def _printable(sign: str, kept: str = "") -> str:
    spaced = "".join(" " if c.isspace() and unicodedata.category(c) != "Zs" else c for c in sign)
    return "".join(c for c in spaced if c.isprintable() or c.isspace() or c in kept)


def _escape(text: str) -> str:
    """Text that libass shows as it stands: no override block opens, no backslash acts.

    `\\{` is libass's own escape. A backslash cannot be escaped; a word joiner (invisible) behind it keeps it from
    making \\N, \\n or \\h with the letter that follows, or from escaping a brace.
    """
    return text.replace("\\", "\\\u2060").replace("{", r"\{").replace("}", r"\}")


def _time(ms: int) -> str:
    centiseconds = round(ms / 10)
    hours, rest = divmod(centiseconds, 360_000)
    minutes, rest = divmod(rest, 6_000)
    return f"{hours}:{minutes:02}:{rest // 100:02}.{rest % 100:02}"
