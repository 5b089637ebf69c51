"""What people wrote in series.toml and story.toml, as values of the contract."""

from __future__ import annotations

from datetime import time

import pytest
from publish_helpers import both, settings_with, story_with

from pipeline.project.bilingual import Bilingual, Link
from pipeline.project.layout import Layout
from pipeline.project.story_file import Person
from pipeline.site.toml_values import person_info, published_at, texts, web_link


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, None),
        ({"published": None}, "2021-07-23T12:52:00+02:00"),
        ({"published": "2021-07-23"}, "2021-07-23T12:52:00+02:00"),
        ({"published_time": time(9, 5)}, "2021-08-01T09:05:00+02:00"),
        ({"published": "2021-12-01", "published_time": "09:05"}, "2021-12-01T09:05:00+01:00"),
    ],
)
def test_the_time_of_the_series_holds_on_its_day(layout: Layout, more: dict[str, object], expected: str | None) -> None:
    at = published_at(settings_with(published_time=time(12, 52)), story_with(layout, **more).info)
    assert (at and at.isoformat()) == expected


def test_without_any_time_only_the_day_is_known(layout: Layout) -> None:
    assert published_at(settings_with(), story_with(layout).info) is None


def test_texts_links_and_people_are_plain() -> None:
    words = Bilingual(ca="hortolà", en="gardener")
    assert texts(words) == both("hortolà", "gardener")
    link = web_link(Link.model_validate({"url": "https://example.org/a?b=1", "label": words}))
    assert (link.url, link.label) == ("https://example.org/a?b=1", both("hortolà", "gardener"))
    assert person_info(Person(name="Joel", role=words, speaks=False)).model_dump() == {
        "name": "Joel",
        "role": both("hortolà", "gardener"),
    }
    assert person_info(Person(name="Anna")).role is None
