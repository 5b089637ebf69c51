"""Made-up settings, stories and speech for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.project.story_file import StoryFile
from pipeline.site.contract import ApprovalInfo, Episode
from pipeline.site.paragraphs import Paragraph

Make = Callable[..., Episode]
WEB = "https://example.org/"


SAID = {
    "ca": (Paragraph(1500, 4000, "Joel", "Bon dia a tothom."), Paragraph(65_000, 67_000, None, "L’hort és de tots.")),
    "en": (Paragraph(1500, 4000, "Joel", "Good morning, everyone."), Paragraph(65_000, 67_000, None, "It is for all.")),
}


APPROVAL = ApprovalInfo(when="2021-07-22T10:00:00+02:00", role="editor", by=None)


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


#: All that a series can say besides what it must.
WHOLE: dict[str, object] = {
    "standfirst": both("De què va.", "What it is about."),
    "published_time": time(12, 52),
    "base_url": "https://news.example.org/veus",
    "sections": [
        {
            "heading": both("A l’hort", "At the allotment"),
            "text": both("Un paràgraf\nde dues línies.\n\nI un altre.", "One paragraph\nof two lines.\n\nAnd another."),
            "stories": ["joel"],
            "links": [{"url": WEB + "programa", "label": both("El programa", "The programme")}],
        }
    ],
    "tags": [both("barri", "neighbourhood"), both("hort", "allotment")],
    "related": [{"url": WEB + "altra", "label": both("Una altra", "Another one")}],
}
