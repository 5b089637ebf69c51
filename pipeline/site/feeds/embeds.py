"""What another page needs to show an episode: whole addresses, and the HTML of a frame.

The player fits into any frame. Its own shape is that of the video with room for a row of buttons below it: a sixteenth
of the width, which is 40 px in a column of text and less than a row in a smaller frame; there the picture gives way.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from html import escape

from pipeline.site.page_words import sentence
from pipeline.site.parts import EmbedInfo
from pipeline.templating import CONTROLS

#: The largest frame offered (px): a column of text on a news page, and a telephone held upright; and the narrowest.
WIDEST, TALLEST, NARROWEST = 960, 720, 280
#: Height of the row of buttons, in widths of the video.
_ROW = Fraction(1, 16)


def absolute(base_url: str, urls: Mapping[str, str]) -> dict[str, str]:
    """Relative URLs as whole addresses. base_url ends in a slash."""
    return {lang: base_url + url for lang, url in urls.items()}


def embeds(
    players: Mapping[str, str], title: Mapping[str, str], size: tuple[int, int], base_url: str | None
) -> tuple[EmbedInfo, ...]:
    """The frame of each language. players: relative URLs; size: of the video, in px."""
    return tuple(_embed(lang, url, title[lang], size, base_url) for lang, url in players.items())


def shape(width: int, height: int) -> Fraction:
    """Width of the frame of a video of this size, in heights of the frame."""
    return Fraction(1) / (Fraction(height, width) + _ROW)


def frame(video: tuple[int, int], width: int | None = None, height: int | None = None) -> tuple[int, int]:
    """Width and height (px) of the frame offered for a video of that size: no wider than its picture unless the buttons
    want more, and no wider and no higher than asked for."""
    ratio, own = shape(*video), min(WIDEST, max(NARROWEST, video[0]))
    wide = own if width is None else min(own, width)
    high = TALLEST if height is None else min(TALLEST, height)
    across = min(Fraction(wide), high * ratio)
    return max(1, int(across)), max(1, int(across / ratio))


def iframe(url: str, title: str, lang: str, ratio: Fraction, most: tuple[int, int] | None = None) -> str:
    """A frame as wide as its column, or `most` px at the most, and no higher than the window.

    lang: how the title is to be read aloud. The frame may fill the screen, and loads when it is near.
    """
    limits = f"max-width:{most[0]}px;max-height:{most[1]}px" if most else "max-height:90vh"
    style = f"width:100%;aspect-ratio:{ratio.numerator}/{ratio.denominator};{limits};border:0"
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" lang="{escape(lang)}" style="{style}" '
        'loading="lazy" allow="fullscreen" referrerpolicy="no-referrer"></iframe>'
    )


def _embed(lang: str, url: str, title: str, video: tuple[int, int], base_url: str | None) -> EmbedInfo:
    name = CONTROLS.sub("", sentence("frame", lang, title=title))
    address = base_url + url if base_url else None
    ratio, size = shape(*video), frame(video)
    return EmbedInfo(
        language=lang,
        title=name,
        width=size[0],
        height=size[1],
        url=address,
        html=iframe(address, name, lang, ratio) if address else None,
        aspect_ratio=f"{ratio.numerator}/{ratio.denominator}",
    )
