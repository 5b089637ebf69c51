"""What another page needs to show an episode: whole addresses, and a frame that is harmless there."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.site.contract import Manifest
from pipeline.site.feeds.embeds import TALLEST, WIDEST, absolute, embeds, frame

BASE = "https://news.example.org/veus/"


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1920, 1080), (960, 540)), ((1080, 1920), (405, 720)), ((640, 480), (640, 480)), ((10_000, 1), (960, 1))],
)
def test_a_frame_keeps_the_shape_of_the_video(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert frame(*size) == expected


@given(st.integers(1, 8000), st.integers(1, 8000))
def test_a_frame_has_a_size_and_room_on_a_page(width: int, height: int) -> None:
    across, down = frame(width, height)
    assert 1 <= across <= min(width, WIDEST) and 1 <= down <= min(height, TALLEST)


def test_code_to_embed_stands_in_the_manifest(site: Manifest, public: Manifest) -> None:
    assert all(item.html is None and item.url is None for item in site.episodes[0].embeds)
    assert site.episodes[0].canonical is None and site.series.canonical is None
    for item in public.episodes[0].embeds:
        assert item.url == f"{BASE}joel/embed.{item.language}.html"
        assert item.html and f'title="{escape(item.title)}"' in item.html
    assert public.episodes[0].canonical == {lang: f"{BASE}joel/embed.{lang}.html" for lang in ("ca", "en")}
    assert public.series.canonical == {lang: urljoin(BASE, f"index.{lang}.html") for lang in ("ca", "en")}


def test_a_title_is_text_whatever_it_says() -> None:
    (found,) = embeds({"en": "joel/embed.en.html"}, {"en": 'A "b" <script> & \x00c'}, (640, 360), BASE)
    assert "\x00" not in found.title and found.html
    assert "&quot;b&quot; &lt;script&gt; &amp; c" in found.html and found.html.count("<") == 2
    assert f'src="{BASE}joel/embed.en.html"' in found.html and 'lang="en"' in found.html


def test_whole_addresses() -> None:
    assert absolute(BASE, {"ca": "a.html"}) == {"ca": f"{BASE}a.html"}
