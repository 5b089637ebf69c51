"""Which files of other formats there are, and what whoever builds the series is told of them."""

from __future__ import annotations

from publish_helpers import WHOLE, settings_with

from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.site.contract import Manifest
from pipeline.site.feeds.outputs import NO_BASE_URL, remarks, render_series_data


def test_a_series_that_is_nowhere_on_the_web_has_no_feeds(layout: Layout, site: Manifest, settings: Settings) -> None:
    assert render_series_data(site) == {}
    assert not list(layout.output.rglob("*.xml")) and not list(layout.output.rglob("oembed*"))
    assert remarks(settings, []) == [NO_BASE_URL]


def test_files_are_those_announced(layout: Layout, public: Manifest) -> None:
    announced = {*public.series.feeds.values(), public.series.sitemap}
    assert {path.name for path in layout.output.glob("*.xml")} == announced
    assert public.series.feeds == {"ca": "feed.ca.xml", "en": "feed.en.xml"}
    assert public.series.sitemap == "sitemap.xml"


def test_a_section_of_an_unknown_story_is_told(layout: Layout) -> None:
    assert remarks(settings_with(**WHOLE), []) == [
        'a section of series.toml names "joel", which is not among the stories.'
    ]
