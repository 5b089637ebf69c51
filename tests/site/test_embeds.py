"""What another page needs to show an episode: whole addresses, and a frame that is harmless there."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.site.contract import Manifest
from pipeline.site.feeds.embeds import NARROWEST, TALLEST, WIDEST, absolute, embeds, frame, shape

BASE = "https://news.example.org/veus/"


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1920, 1080), (960, 600)), ((1080, 1920), (391, 720)), ((640, 480), (640, 520)), ((10_000, 1), (960, 60))],
)
def test_a_frame_has_the_shape_of_the_video_and_room_for_buttons(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert frame(size) == expected


@given(st.tuples(st.integers(1, 8000), st.integers(1, 8000)), *[st.none() | st.integers(1, 4000)] * 2)
def test_a_frame_keeps_to_what_is_asked_for(video: tuple[int, int], width: int | None, height: int | None) -> None:
    across, down = frame(video, width, height)
    assert 1 <= across <= min(max(video[0], NARROWEST), WIDEST, width or WIDEST)
    assert 1 <= down <= min(TALLEST, height or TALLEST)
    assert 1 in (across, down) or abs(across / down / shape(*video) - 1) <= 1 / down + 1 / across


def test_code_to_embed_stands_in_the_manifest(site: Manifest, public: Manifest) -> None:
    assert all(item.html is None and item.url is None for item in site.episodes[0].embeds)
    assert site.episodes[0].canonical is None and site.series.canonical is None
    for item in public.episodes[0].embeds:
        assert item.url == f"{BASE}joel/player.{item.language}.html"
        assert public.episodes[0].players[item.language] == f"joel/player.{item.language}.html"
        assert item.html and f'title="{escape(item.title)}"' in item.html
    assert public.episodes[0].canonical == {lang: f"{BASE}joel/embed.{lang}.html" for lang in ("ca", "en")}
    assert public.series.canonical == {lang: urljoin(BASE, f"index.{lang}.html") for lang in ("ca", "en")}


def test_a_title_is_text_whatever_it_says() -> None:
    (found,) = embeds({"en": "joel/player.en.html"}, {"en": 'A "b" <script> & \x00c'}, (640, 360), BASE)
    assert "\x00" not in found.title and found.html
    assert "&quot;b&quot; &lt;script&gt; &amp; c" in found.html and found.html.count("<") == 2
    assert f'src="{BASE}joel/player.en.html"' in found.html and 'lang="en"' in found.html


def test_a_frame_is_as_wide_as_its_column_and_may_fill_the_screen() -> None:
    (found,) = embeds({"en": "joel/player.en.html"}, {"en": "Joel"}, (1280, 720), BASE)
    assert found.html and "px" not in found.html and " width=" not in found.html
    assert 'style="width:100%;aspect-ratio:8/5;' in found.html and 'allow="fullscreen"' in found.html
    assert (found.width, found.height, found.aspect_ratio) == (960, 600, "8/5")


def test_whole_addresses() -> None:
    assert absolute(BASE, {"ca": "a.html"}) == {"ca": f"{BASE}a.html"}
