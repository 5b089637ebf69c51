"""RSS and sitemap alike: what they announce, when, and that no text of theirs is markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from publish_helpers import APPROVAL, WHOLE, both, settings_with

from pipeline.site.contract import Manifest
from pipeline.site.feeds.outputs import render_series_data

BASE = "https://news.example.org/veus/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"


def feed(manifest: Manifest, lang: str = "ca") -> str:
    return render_series_data(manifest)[f"feed.{lang}.xml"]


def channel(manifest: Manifest, lang: str = "ca") -> Element:
    root = fromstring(feed(manifest, lang))
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (only,) = root
    return only


def map_of(manifest: Manifest) -> Element:
    return fromstring(render_series_data(manifest)["sitemap.xml"])


def test_the_moment_of_publication_has_its_offset(make_site: Callable[..., Manifest]) -> None:
    manifest = make_site(settings_with(**WHOLE | {"published": "2021-08-01"}), status="approved", approval=APPROVAL)
    assert manifest.model_dump(mode="json")["series"]["published_at"] == "2021-08-01T12:52:00+02:00"
    dates = [found.text for found in map_of(manifest).iter(f"{VIDEO}publication_date")]
    assert set(dates) == {"2021-08-01T12:52:00+02:00"}
    assert channel(manifest).findtext("item/pubDate") == "Sun, 01 Aug 2021 12:52:00 +0200"


def test_drafts_are_not_announced(make_site: Callable[..., Manifest]) -> None:
    manifest = make_site(settings_with(**WHOLE))
    assert channel(manifest).findall("item") == []
    assert [url.findtext(f"{MAP}loc") for url in map_of(manifest)] == [BASE + f"index.{c}.html" for c in ("ca", "en")]


@pytest.mark.parametrize(
    "address", ["https://a.org/?x=1", "https://a.org/#x", "https://u:p@a.org/", "ftp://a.org/", "x"]
)
def test_an_address_that_files_cannot_be_added_to_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        settings_with(base_url=address)


EVIL: dict[str, Any] = both(
    "<script>alert(1)</script> \"q\" 'a' ]]> --> &amp; \u202eevil\u200f \x00\x0b\ufffe", "</item></channel><!--"
)


def test_markup_in_any_text_stays_text(make_site: Callable[..., Manifest]) -> None:
    evil = {"title": EVIL, "summary": EVIL, "tags": [EVIL], "publisher": {"name": EVIL["ca"], "url": BASE}}
    manifest = make_site(settings_with(**WHOLE | evil), status="approved", approval=APPROVAL)
    shown = re.sub("[\x00\x0b\ufffe]", "", EVIL["ca"])
    found = channel(manifest)
    assert (found.findtext("title"), found.findtext("category")) == (shown, shown)
    assert channel(manifest, "en").findtext("title") == EVIL["en"]
    assert not list(found.iter("script"))
    assert shown in [tag.text for tag in map_of(manifest).iter(f"{VIDEO}tag")]
    for text in render_series_data(manifest).values():
        assert "<script" not in text and "]]>" not in text and "<!--" not in text
