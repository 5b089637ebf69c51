"""Which files of other formats there are, and what whoever builds the series is told of them."""

from __future__ import annotations

from publish_helpers import WEB, WHOLE, settings_with

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


def test_names_in_the_settings_that_mean_nobody_are_told() -> None:
    style = {"speakers": {"Lauar": "yellow", "Joel": "cyan", "Laura": "green", "Ningú": "white"}}
    settings = settings_with(base_url=WEB, order=["jeol", "laura", "gone"], style=style)
    told = remarks(settings, ["joel", "laura"], ["gone"], iter(["Joel", "Laura Puig"]))
    assert told == [
        'the order of series.toml names "jeol", which is not among the stories. Did you mean "joel"?',
        '[style.speakers] of series.toml names "Lauar", and nobody in the stories is called so. '
        'Did you mean "Laura Puig"?',
        '[style.speakers] of series.toml names "Laura", and nobody in the stories is called so. '
        'Did you mean "Laura Puig"?',
        '[style.speakers] of series.toml names "Ningú", and nobody in the stories is called so.',
    ]


def test_no_more_people_are_asked_for_than_it_takes() -> None:
    settings = settings_with(base_url=WEB, style={"speakers": {"Joel": "cyan"}})
    people = iter(["Anna", "Joel", "Laura"])
    assert remarks(settings, [], (), people) == [] and list(people) == ["Laura"]
    assert remarks(settings_with(base_url=WEB), [], (), people := iter(["Anna"])) == [] and list(people) == ["Anna"]


def test_what_is_meant_by_a_section_is_asked_for_unless_it_is_there(layout: Layout) -> None:
    settings = settings_with(**WHOLE)
    assert "Did you mean" in remarks(settings, ["joels"])[0]
    assert "Did you mean" not in remarks(settings, ["joels"], ["joel"])[0]
