"""Made-up settings, stories and speech for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.config import Settings
from pipeline.layout import Layout
from pipeline.publish.models import Episode
from pipeline.story import Story, StoryFile

Make = Callable[..., Episode]
WEB = "https://example.org/"


@dataclass(frozen=True)
class Said:
    start: int
    end: int
    speaker: str | None
    text: str


SAID = {
    "ca": (Said(1500, 4000, "Joel", "Bon dia a tothom."), Said(65_000, 67_000, None, "L’hort és de tots.")),
    "en": (Said(1500, 4000, "Joel", "Good morning, everyone."), Said(65_000, 67_000, None, "It is for all.")),
}


def both(ca: str, en: str) -> dict[str, str]:
    return {"ca": ca, "en": en}


def settings_with(**more: object) -> Settings:
    data: dict[str, object] = {
        "id": "serie",
        "title": both("La sèrie", "The series"),
        "summary": both("Històries curtes.", "Short stories."),
        "publisher": {"name": "Editorial", "url": WEB},
        "published": date(2021, 7, 23),
        "news": {"url": WEB + "nova?a=1&b=2", "label": both("La nova", "The news")},
    }
    return Settings.model_validate(data | more)


def story_with(layout: Layout, slug: str = "joel", **more: object) -> Story:
    data: dict[str, object] = {
        "title": both("En Joel", "Joel"),
        "summary": both("A l’hort.", "At the allotment."),
        "place": both("Barcelona", "Barcelona"),
        "people": [{"name": "Joel", "role": both("hortolà", "gardener")}, {"name": "Anna"}],
        "spoken": ["ca"],
        "published": date(2021, 8, 1),
        "programme": {"url": WEB + "programa", "label": both("El programa", "The programme")},
    }
    return Story(slug, layout.story(layout.stories / slug, slug), StoryFile.model_validate(data | more))
