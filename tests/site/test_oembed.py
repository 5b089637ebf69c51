"""oEmbed: all that the format demands, and no control characters in its texts."""

from __future__ import annotations

from publish_helpers import both

from pipeline.site.contract import Manifest
from pipeline.site.feeds.oembed import oembed

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
        size = f'width="{data["width"]}" height="{data["height"]}"'
        assert data["html"].startswith(f'<iframe src="{BASE}joel/embed.{lang}.html" ') and size in data["html"]
        assert data["provider_url"] == f"{BASE}index.{lang}.html" and data["thumbnail_url"] == f"{BASE}joel/poster.jpg"


def test_without_a_poster_there_is_no_thumbnail(public: Manifest) -> None:
    bare = public.episodes[0].model_copy(update={"poster": None})
    assert not [key for key in oembed(public.series, bare, "ca") if key.startswith("thumbnail")]


def test_titles_are_plain(public: Manifest) -> None:
    title = both("En\x00 <b>Joel</b>\x1b", "J")
    odd = public.episodes[0].model_copy(update={"title": title})
    assert oembed(public.series.model_copy(update={"title": title}), odd, "ca")["title"] == "En <b>Joel</b>"
