"""What another page needs to show an episode: whole addresses, and the HTML of a frame."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from pipeline.site.page_words import sentence
from pipeline.site.parts import EmbedInfo
from pipeline.templating import CONTROLS

#: The largest frame offered (px): a column of text on a news page, and a telephone held upright.
WIDEST, TALLEST = 960, 720


def absolute(base_url: str, urls: Mapping[str, str]) -> dict[str, str]:
    """Relative URLs as whole addresses. base_url ends in a slash."""
    return {lang: base_url + url for lang, url in urls.items()}


def embeds(
    pages: Mapping[str, str], title: Mapping[str, str], size: tuple[int, int], base_url: str | None
) -> tuple[EmbedInfo, ...]:
    """The frame of each language. pages: relative URLs; size: of the video, in px."""
    return tuple(_embed(lang, url, title[lang], frame(*size), base_url) for lang, url in pages.items())


def frame(width: int, height: int) -> tuple[int, int]:
    """A video's size in px, made smaller in proportion where it is more than a page has room for."""
    scale = min(1.0, WIDEST / width, TALLEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _embed(lang: str, url: str, title: str, size: tuple[int, int], base_url: str | None) -> EmbedInfo:
    name = CONTROLS.sub("", sentence("frame", lang, title=title))
    address = base_url + url if base_url else None
    return EmbedInfo(
        language=lang,
        title=name,
        width=size[0],
        height=size[1],
        url=address,
        html=_iframe(address, name, lang, *size) if address else None,
    )


def _iframe(url: str, title: str, lang: str, width: int, height: int) -> str:
    """`lang` tells how the title is to be read aloud; the frame may fill the screen, and loads when it is near."""
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" lang="{escape(lang)}" width="{width}" height="{height}" '
        'loading="lazy" allow="fullscreen" referrerpolicy="no-referrer"></iframe>'
    )
