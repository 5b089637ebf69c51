"""Opening and closing cards: who speaks, and for whom. Composed with moviepy, then encoded like any other segment, from
a file of their own that has the clock and the colours of the footage."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline import files
from pipeline.letters import JOINERS, printable
from pipeline.media.ffmpeg import file_url
from pipeline.media.frames import Frames
from pipeline.media.media_info import MediaInfo
from pipeline.video import fonts, lettering
from pipeline.video.logo import on_card
from pipeline.video.picture_filters import CURVES, MATRICES, PRIMARIES, colours
from pipeline.video.segments import SegmentSource
from pipeline.video.shapes import Form, form_size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Part of the key of every card: raise it when the same words are drawn otherwise.
RULES_VERSION = 3

#: s that a card stands: time to read fifteen words twice. s in which its words appear.
LENGTH_S = 3
FADE_S = Fraction(2, 5)

#: Pictures a second that a card has at most. It has the rate that the encoder is told of the footage (join needs it).
FASTEST = 120

#: sRGB. White on it has a contrast of 17:1.
BACKGROUND = (20, 24, 33)

#: Of the shorter side of the picture: sizes of text – none smaller than captions: most people see cards on a telephone
#: –, height of a logo, room between them, and the margin at the sides.
SIZES = {"heading": 0.10, "line": 0.065, "foot": 0.065}
LOGO = 0.16
GAP = 0.02
MARGIN = 0.08

#: How wide a logo may be, of the width of the picture; room above it, of its own height.
WIDEST_LOGO = 0.6
LOGO_GAP = 0.3

#: Words that would fill more than this share of the height are set smaller, step by step.
TALLEST = 0.84
SMALLER = 0.9
SMALLEST = 0.15


@dataclass(frozen=True, slots=True)
class Card:
    """Plain text in one language. heading: large; line: under it; foot: at the end. Empty ones are left out.

    logo: of the publisher, as `logo.read_logo` gives it; over: which of the words it stands above.
    """

    heading: str
    line: str = ""
    foot: str = ""
    logo: bytes = b""
    over: Literal["heading", "foot"] = "foot"

    @property
    def words(self) -> dict[str, str]:
        """What there is to read, from above."""
        texts = {"heading": self.heading, "line": self.line, "foot": self.foot}
        shown = {name: printable(text, " ") for name, text in texts.items()}
        return {name: text for name, text in shown.items() if text.strip(f" {JOINERS}")}

    @property
    def key(self) -> dict[str, str]:
        """Of everything that can change its picture."""
        return {**asdict(self), "logo": hashlib.sha256(self.logo).hexdigest() if self.logo else ""}


@dataclass(frozen=True, slots=True)
class Cards:
    """What a rendition begins and ends with."""

    opening: Card
    closing: Card

    @property
    def key(self) -> list[dict[str, str]]:
        return [self.opening.key, self.closing.key]


def card_source(card: Card, source: SegmentSource, form: Form) -> SegmentSource:
    """A card as pictures like those of `source` in `form`: same size, rate, clock and colours. Its file is made by its
    `draw` when it is needed; until then it has no path."""
    fps = source.frames.rate if 0 < source.frames.rate <= FASTEST else source.facts.fps
    facts = replace(_facts(source.facts, form_size(source.facts, form)), fps=fps)
    frames = _frames(fps, source.frames.time_base)
    key = {"card": card.key, "size": [facts.width, facts.height], "times": list(frames.times)}
    drawn = fonts.for_text("".join(card.words.values()))
    sha256 = files.sha256_json(key | {"rules": RULES_VERSION, "fonts": fonts.version(drawn)})
    return SegmentSource(Path("card.mov"), facts, frames, sha256, partial(draw, card, facts, frames))


def card_ms(source: SegmentSource) -> Fraction:
    """How long a card stands, in ms: up to where the next picture would come."""
    clock = source.frames.time_base
    return _tick(len(source.frames.times), source.facts.fps, clock) * clock * 1000


def _facts(footage: MediaInfo, size: tuple[int, int]) -> MediaInfo:
    to = colours(footage)
    named = (("colorspace", MATRICES, to.matrix), ("color_primaries", PRIMARIES, to.primaries))
    color = {key: _number(table, name) for key, table, name in (*named, ("color_trc", CURVES, to.curve))}
    width, height = size
    return MediaInfo(
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


def draw(card: Card, facts: MediaInfo, frames: Frames, target: Path) -> None:
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


def _pictures(card: Card, facts: MediaInfo, count: int) -> Iterator[NDArray[np.uint8]]:
    """The words appear, then all stands still."""
    import numpy as np

    with _composed(card, (facts.width, facts.height)) as clip:
        still = _settled(clip)
        for number in range(count):
            at = number / facts.fps
            yield np.ascontiguousarray(clip.get_frame(float(at))) if at < FADE_S else still


def still(card: Card, size: tuple[int, int]) -> NDArray[np.uint8]:
    """A card in RGB, (height, width, 3), once its words have appeared. size: (width, height) px."""
    with _composed(card, size) as clip:
        return _settled(clip)


def _settled(clip: Any) -> NDArray[np.uint8]:
    import numpy as np

    return np.ascontiguousarray(clip.get_frame(float(FADE_S) + 0.1))


def _composed(card: Card, size: tuple[int, int]) -> Any:
    from moviepy import ColorClip, CompositeVideoClip, vfx

    width, height = size
    gap = round(GAP * min(size))
    parts = _parts(card, size, gap)
    top = (height - sum(part.h for part in parts) - gap * (len(parts) - 1)) // 2
    layers: list[Any] = [ColorClip(size, color=BACKGROUND, duration=LENGTH_S)]
    for part in parts:
        shown = part.with_duration(LENGTH_S).with_position(((width - part.w) // 2, top))
        layers.append(shown.with_effects([vfx.CrossFadeIn(float(FADE_S))]))
        top += part.h + gap
    return CompositeVideoClip(layers, size=size)


def _parts(card: Card, size: tuple[int, int], gap: int) -> list[Any]:
    """Words and logo as clips, from above, as large as they fit."""
    wanted = card.words
    width = size[0] * (1 - 2 * MARGIN)
    factor = 1.0
    while True:
        sizes = {name: max(6, round(SIZES[name] * min(size) * factor)) for name in wanted}
        rows = {name: _rows(text, sizes[name], width) for name, text in wanted.items()}
        if all(rows.values()) or factor < SMALLEST:
            clips = {name: lettering.clip(rows[name] or [text], sizes[name]) for name, text in wanted.items()}
            parts = _with_logo(card, clips, size, factor)
            if sum(part.h + gap for part in parts) <= TALLEST * size[1] or factor < SMALLEST:
                return parts
        factor *= SMALLER


def _with_logo(card: Card, clips: dict[str, Any], size: tuple[int, int], factor: float) -> list[Any]:
    """`clips` of the words by their names, and the logo above that which it belongs to."""
    if not card.logo:
        return list(clips.values())
    import numpy as np
    from moviepy import ImageClip

    height, widest = max(8, round(LOGO * min(size) * factor)), round(WIDEST_LOGO * size[0])
    at = list(clips).index(card.over) if card.over in clips else len(clips)
    above = round(LOGO_GAP * height) if at else 0
    picture = np.pad(on_card(card.logo, height, widest, BACKGROUND), ((above, 0), (0, 0), (0, 0)))
    parts = list(clips.values())
    return [*parts[:at], ImageClip(picture, transparent=True), *parts[at:]]


def _rows(text: str, px: int, width: float) -> list[str]:
    """`text` broken between words into as few rows as fit into `width`, all about as long, and no word alone in the
    last where another can stand with it; none when a word is too long. (moviepy breaks within words, and cuts off what
    does not fit.)"""
    length, words = partial(lettering.length, px=px), text.split()
    if max(map(length, words)) > width:
        return []
    rows = _filled(words, length, width)
    narrower = (_filled(words, length, width * percent / 100) for percent in range(95, 30, -5))
    found = [_accompanied(one, length, width) for one in (rows, *narrower) if len(one) == len(rows)]
    return min(found, key=lambda one: (len(one) > 1 and " " not in one[-1], max(map(length, one))))


def _accompanied(rows: list[str], length: Callable[[str], float], width: float) -> list[str]:
    """`rows` with a last word that would stand alone brought together with the one before it, where that leaves a word
    in its row."""
    if len(rows) < 2 or " " in rows[-1] or " " not in rows[-2]:
        return rows
    before, _, word = rows[-2].rpartition(" ")
    last = f"{word} {rows[-1]}"
    return [*rows[:-2], before, last] if length(last) <= width else rows


def _filled(words: Sequence[str], length: Callable[[str], float], width: float) -> list[str]:
    rows = [words[0]]
    for word in words[1:]:
        if length(f"{rows[-1]} {word}") <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows
