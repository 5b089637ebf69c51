"""Cues → an ASS script for libass: white text on one dark box, and no way out of the text for what is in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.cues import Cue
from pipeline.video.fonts import FONTS, Font, runs

#: Share of the picture width that one line may take (text-safe area; BBC subtitle guidelines).
SAFE_WIDTH = 0.90

#: The last line stands at least this share of the height above the bottom edge (Netflix, EBU R 95).
BOTTOM = 1 / 12

#: On a narrow picture the line height is bounded by its width: % of the width (9:16 → about 5 % of the height).
NARROW_TEXT_HEIGHT = 9.0

#: Side padding of the box, as a share of the line height (half an em of a font whose lines are 1.24 em).
PADDING = 0.4

_STYLE_FIELDS = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
    "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    "Encoding"
)


def to_ass(cues: Sequence[Cue], width: int, height: int, text_height: float, box_alpha: float) -> str:
    """The script for a picture of width × height px.

    text_height: line height (ascent + descent, as libass counts) in % of the picture height. box_alpha: 0..1.
    """
    size = min(text_height * height, NARROW_TEXT_HEIGHT * width) / 100
    padding = size * PADDING
    side = round(width * (1 - SAFE_WIDTH) / 2 + padding)
    bottom = round(height * BOTTOM + padding)
    back = f"&H{round((1 - box_alpha) * 255):02X}000000"
    # BorderStyle 4 is libass's own: one box behind all lines, Shadow its padding; no outline, no shadow.
    style = (
        f"Style: Cue,{FONTS[0].family},{size:.2f},&H00FFFFFF,&H00FFFFFF,&H00000000,{back},"
        f"0,0,0,0,100,100,0,0,4,0,{padding:.2f},2,{side},{side},{bottom},1"
    )
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
        style,
        "",
        "[Events]",
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    ]
    return "\n".join([*head, *(_event(cue) for cue in cues)]) + "\n"


def _event(cue: Cue) -> str:
    place = r"{\an8}" if cue.top else ""
    text = r"\N".join(_line(line) for line in cue.lines)
    return f"Dialogue: 0,{_time(cue.start)},{_time(cue.end)},Cue,,0,0,0,,{place}{text}"


def _line(line: str) -> str:
    """One line of text with the font of each stretch named, so that no system font is ever asked."""
    parts = []
    current: Font = FONTS[0]
    for font, stretch in runs(_plain(line)):
        if font != current:
            parts.append(rf"{{\fn{font.family}}}")
            current = font
        parts.append(_escape(stretch))
    if current != FONTS[0]:
        parts.append(rf"{{\fn{FONTS[0].family}}}")
    return "".join(parts)


def _plain(text: str) -> str:
    """`text` without control and format characters; those that move the pen become spaces, spaces stay as they are."""
    spaced = "".join(" " if c.isspace() and unicodedata.category(c) != "Zs" else c for c in text)
    return "".join(c for c in spaced if c.isprintable() or c.isspace())


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
