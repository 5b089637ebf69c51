"""Made-up settings, stories and speech for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from types import SimpleNamespace

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


APPROVAL = ApprovalInfo(when="2021-07-22T10:00:00+02:00", role="editor", by=None, heard=True)


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


class With:
    """An episode with more than it has."""

    def __init__(self, episode: Episode, **more: object) -> None:
        self.__dict__.update(more)
        self._episode = episode

    def __getattr__(self, name: str) -> object:
        return getattr(self._episode, name)


def with_all(episode: Episode) -> With:
    """It with all that a story can have: descriptions in both languages, one with a clip, and a sign language."""
    slug = episode.slug

    def file(name: str) -> SimpleNamespace:
        return SimpleNamespace(url=f"{slug}/{name}", bytes=1_234_567, type="video/mp4")

    def described(lang: str) -> SimpleNamespace:
        clips = (SimpleNamespace(start_ms=3000, duration_ms=1000, url=f"{slug}/extended.{lang}.1.m4a"),)
        told = {"url": f"{slug}/description.{lang}.vtt", "bytes": 1234, "synthetic": True}
        told |= {"status": "draft", "approval": None}
        made = {"video": file(f"video.{lang}.ad.mp4"), "sound": file(f"video.{lang}.ad.m4a"), "extended": clips}
        return SimpleNamespace(language=lang, label=lang, **told, **made)

    label = both("llengua de signes catalana", "Catalan Sign Language")
    sign = SimpleNamespace(language="csc", label=label, interpreter=None, copy_with=None, **vars(file("sign.csc.mp4")))
    return With(episode, descriptions=[described("ca"), described("en")], signs=[sign])


def many(episode: Episode, count: int) -> list[Episode]:
    """The same episode under other names."""
    text = episode.model_dump_json(by_alias=True)
    slugs = [f"story-{number:03}" for number in range(count)]
    every = [Episode.model_validate_json(text.replace(f'"{episode.slug}', f'"{slug}')) for slug in slugs]
    return [one.model_copy(update={"id": f"serie/{one.slug}"}) for one in every]
