"""Opening and closing cards: who speaks, and for whom. Composed with moviepy, then encoded like any other piece, from a
file of their own that has the clock and the colours of the footage."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.media.facts import MediaFacts
from pipeline.media.ffmpeg import file_url
from pipeline.media.frames import Frames
from pipeline.video import fonts
from pipeline.video.pictures import CURVES, MATRICES, PRIMARIES, colours
from pipeline.video.pieces import Source
from pipeline.video.shapes import Form, form_size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Part of the key of every card: raise it when the same words are drawn otherwise.
RULES_VERSION = 1

#: s that a card stands: time to read fifteen words twice. s in which its words appear.
LENGTH_S = 3
FADE_S = Fraction(2, 5)

#: Pictures a second that a card has at most. It has the rate that the encoder is told of the footage (join needs it).
FASTEST = 120

#: sRGB. White on it has a contrast of 17:1.
BACKGROUND = (20, 24, 33)

#: Of the shorter side of the picture: sizes of text, room between them, and the margin at the sides.
SIZES = {"heading": 0.10, "line": 0.06, "foot": 0.045}
GAP = 0.02
MARGIN = 0.08

#: Words that would fill more than this share of the height are set smaller, step by step.
TALLEST = 0.84
SMALLER = 0.9
SMALLEST = 0.15


@dataclass(frozen=True, slots=True)
class Card:
    """Plain text in one language. heading: large; line: under it; foot: small, at the end. Empty ones are left out."""

    heading: str
    line: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """What a rendition begins and ends with."""

    opening: Card
    closing: Card


def card_source(card: Card, source: Source, form: Form) -> Source:
    """A card as pictures like those of `source` in `form`: same size, rate, clock and colours. Its file is made by its
    `draw` when it is needed; until then it has no path."""
    fps = source.frames.rate if 0 < source.frames.rate <= FASTEST else source.facts.fps
    facts = replace(_facts(source.facts, form_size(source.facts, form)), fps=fps)
    frames = _frames(fps, source.frames.time_base)
    key = {"card": asdict(card), "size": [facts.width, facts.height], "times": list(frames.times)}
    sha256 = files.sha256_json(key | {"rules": RULES_VERSION, "fonts": fonts.version()})
    return Source(Path("card.mov"), facts, frames, sha256, partial(draw, card, facts, frames))


def card_ms(source: Source) -> Fraction:
    """How long a card stands, in ms: up to where the next picture would come."""
    clock = source.frames.time_base
    return _tick(len(source.frames.times), source.facts.fps, clock) * clock * 1000


def _facts(footage: MediaFacts, size: tuple[int, int]) -> MediaFacts:
    to = colours(footage)
    named = (("colorspace", MATRICES, to.matrix), ("color_primaries", PRIMARIES, to.primaries))
    color = {key: _number(table, name) for key, table, name in (*named, ("color_trc", CURVES, to.curve))}
    width, height = size
    return MediaFacts(
        container="mov",
        duration_ms=LENGTH_S * 1000,
        width=width,
        height=height,
        coded_width=width,
        coded_height=height,
        fps=footage.fps,
        variable_rate=False,
        rotation=0,
        codec="png",
        pixel_format="rgb24",
        bit_depth=8,
        sample_aspect=Fraction(1),
        color=color,
        offset_ms=0,
        audio=None,
    )


def _number(table: dict[str, str], name: str) -> str:
    return next(number for number, known in table.items() if known == name)


def _frames(fps: Fraction, time_base: Fraction) -> Frames:
    count = max(1, round(LENGTH_S * fps))
    times = array("q", (_tick(number, fps, time_base) for number in range(count)))
    return Frames(time_base, times, times, exact=True)


def _tick(number: int, fps: Fraction, time_base: Fraction) -> int:
    return round(number / fps / time_base)


def draw(card: Card, facts: MediaFacts, frames: Frames, target: Path) -> None:
    """Writes `target` (QuickTime, PNG: nothing is lost). Raises RenderError (fonts), OSError."""
    import av

    clock = frames.time_base
    scale = {"video_track_timescale": str(clock.denominator)}
    with av.open(file_url(target), "w", format="mov", options=scale) as container:
        stream: Any = container.add_stream("png", rate=facts.fps, options={"compression_level": "1"})
        stream.width, stream.height, stream.pix_fmt = facts.width, facts.height, facts.pixel_format
        stream.time_base = stream.codec_context.time_base = clock
        for time, picture in zip(frames.times, _pictures(card, facts, len(frames.times)), strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = time, clock
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _pictures(card: Card, facts: MediaFacts, count: int) -> Iterator[NDArray[np.uint8]]:
    """The words appear, then all stands still."""
    import numpy as np

    with _composed(card, (facts.width, facts.height)) as clip:
        still = np.ascontiguousarray(clip.get_frame(float(FADE_S) + 0.1))
        for number in range(count):
            at = number / facts.fps
            yield np.ascontiguousarray(clip.get_frame(float(at))) if at < FADE_S else still


def _composed(card: Card, size: tuple[int, int]) -> Any:
    from moviepy import ColorClip, CompositeVideoClip, vfx

    width, height = size
    gap = round(GAP * min(size))
    texts = _texts(card, size, gap)
    top = (height - sum(text.h for text in texts) - gap * (len(texts) - 1)) // 2
    layers: list[Any] = [ColorClip(size, color=BACKGROUND, duration=LENGTH_S)]
    for text in texts:
        shown = text.with_duration(LENGTH_S).with_position(((width - text.w) // 2, top))
        layers.append(shown.with_effects([vfx.CrossFadeIn(float(FADE_S))]))
        top += text.h + gap
    return CompositeVideoClip(layers, size=size)


def _texts(card: Card, size: tuple[int, int], gap: int) -> list[Any]:
    """The words as clips, as large as they fit."""
    wanted = {name: _printable(text) for name, text in asdict(card).items() if text.strip()}
    width = size[0] * (1 - 2 * MARGIN)
    factor = 1.0
    while True:
        sizes = {name: max(6, round(SIZES[name] * min(size) * factor)) for name in wanted}
        rows = {name: _rows(text, sizes[name], width) for name, text in wanted.items()}
        if all(rows.values()) or factor < SMALLEST:
            clips = [_text(rows[name] or [text], sizes[name]) for name, text in wanted.items()]
            if sum(clip.h + gap for clip in clips) <= TALLEST * size[1] or factor < SMALLEST:
                return clips
        factor *= SMALLER


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _rows(text: str, px: int, width: float) -> list[str]:
    """`text` broken between words into as few rows as fit into `width`, all about as long; none when a word is too
    long. (moviepy breaks within words, and cuts off what does not fit.)"""
    from PIL import ImageFont

    font = ImageFont.truetype(str(_font(text).path), px)
    words = text.split()
    if max(map(font.getlength, words)) > width:
        return []
    rows = _filled(words, font.getlength, width)
    narrower = (_filled(words, font.getlength, width * percent / 100) for percent in range(95, 30, -5))
    return min((rows, *(other for other in narrower if len(other) == len(rows))), key=lambda one: _longest(one, font))


def _longest(rows: Sequence[str], font: Any) -> float:
    return float(max(map(font.getlength, rows)))


def _filled(words: Sequence[str], length: Callable[[str], float], width: float) -> list[str]:
    rows = [words[0]]
    for word in words[1:]:
        if length(f"{rows[-1]} {word}") <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def _text(rows: Sequence[str], px: int) -> Any:
    from moviepy import TextClip

    return TextClip(
        str(_font("".join(rows)).path),
        text="\n".join(rows),
        font_size=px,
        margin=(
            px // 4,
            max(2, px // 3),
        ),  # moviepy cuts off what hangs below the last row, unless there is room for it
        color="white",
        text_align="center",
        interline=px // 5,
    )


def _font(text: str) -> fonts.Font:
    """The first font that has all of the text."""
    fitting = (font for font in fonts.ALL if {ord(c) for c in text if not c.isspace()} <= fonts.characters(font))
    return next(fitting, fonts.FONTS[0])
