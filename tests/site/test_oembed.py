"""oEmbed: all that the format demands, and no control characters in its texts."""

from __future__ import annotations

import pytest
from publish_helpers import both

from pipeline.site.contract import Manifest
from pipeline.site.feeds.oembed import oembed, page_asked_for

BASE = "https://news.example.org/veus/"
#: oEmbed 1.0 §2.3.4.
OEMBED = {"version", "type", "html", "width", "height"}


def test_oembed_has_what_its_format_demands(public: Manifest) -> None:
    for lang in ("ca", "en"):
        data = oembed(public.series, public.episodes[0], lang)
        assert set(data) >= OEMBED and (data["version"], data["type"]) == ("1.0", "video")
        assert {key for key in data if key.startswith("thumbnail_")} == {
            "thumbnail_url",
            "thumbnail_width",
            "thumbnail_height",
        }
        assert data["html"].startswith(f'<iframe src="{BASE}joel/player.{lang}.html" ')
        assert data["html"] == next(item.html for item in public.episodes[0].embeds if item.language == lang)
        assert data["provider_url"] == f"{BASE}index.{lang}.html" and data["thumbnail_url"] == f"{BASE}joel/poster.jpg"


@pytest.mark.parametrize(
    ("limits", "size"),
    [((480, None), (280, 175)), ((200, None), (200, 125)), ((None, 100), (160, 100)), ((1000, 50), (80, 50))],
)
def test_what_is_asked_for_is_kept_to(
    public: Manifest, limits: tuple[int | None, int | None], size: tuple[int, int]
) -> None:
    """§2.2: by the numbers, by the frame itself – which still gets narrower with its column – and by the picture."""
    data = oembed(public.series, public.episodes[0], "en", *limits)
    assert (data["width"], data["height"]) == size
    assert f"width:100%;aspect-ratio:8/5;max-width:{size[0]}px;max-height:{size[1]}px" in data["html"]
    assert ("thumbnail_url" in data) == all(limit is None or limit >= 96 for limit in limits)


@pytest.mark.parametrize("page", ["joel/embed.ca.html", "joel/player.ca.html", "joel/player.ca.html?t=5#captions=en"])
def test_a_page_is_found_by_its_address(public: Manifest, page: str) -> None:
    found = page_asked_for(public, BASE + page, BASE)
    assert found is not None and (found[0].slug, found[1]) == ("joel", "ca")


@pytest.mark.parametrize(
    "url", ["", BASE, f"{BASE}joel/transcript.ca.html", "https://other.example/joel/embed.ca.html"]
)
def test_other_addresses_are_none_of_ours(public: Manifest, url: str) -> None:
    assert page_asked_for(public, url, BASE) is None


def test_an_episode_from_before_there_were_players_has_no_frame(public: Manifest) -> None:
    old = [episode.model_copy(update={"players": {}}) for episode in public.episodes]
    before = public.model_copy(update={"episodes": tuple(old)})
    assert page_asked_for(before, f"{BASE}joel/embed.ca.html", BASE) is None


def test_without_a_poster_there_is_no_thumbnail(public: Manifest) -> None:
    bare = public.episodes[0].model_copy(update={"poster": None})
    assert not [key for key in oembed(public.series, bare, "ca") if key.startswith("thumbnail")]


def test_titles_are_plain(public: Manifest) -> None:
    title = both("En\x00 <b>Joel</b>\x1b", "J")
    odd = public.episodes[0].model_copy(update={"title": title})
    assert oembed(public.series.model_copy(update={"title": title}), odd, "ca")["title"] == "En <b>Joel</b>"
