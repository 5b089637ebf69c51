"""schema.org, oEmbed and the code to embed: whole, right in shape, and harmless wherever they are put."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from publish_helpers import APPROVAL, SAID, WHOLE, Make, both, settings_with, story_with

from pipeline.cues import Cue
from pipeline.media.media_info import MediaInfo
from pipeline.project.layout import Layout
from pipeline.site.contract import Manifest
from pipeline.site.feeds.inscript import script_json
from pipeline.site.feeds.jsonld import page_object, video_object
from pipeline.site.feeds.outputs import render_story_data
from pipeline.site.manifest import build_series
from pipeline.site.paragraphs import Paragraph
from pipeline.site.parts import WebLink

BASE = "https://news.example.org/veus/"
EVIL = "</script><script>alert(1)</script> <!-- \" ' ]]> \u202eevil\u200f \u2028 \x00"
#: What Google's guide to video structured data calls required and recommended, of what we can know.
WANTED = {"name", "thumbnailUrl", "uploadDate", "contentUrl", "description", "duration", "embedUrl"}
#: Of the video that is named, which has no captions in its picture.
FEATURES = {"closedCaptions", "transcript", "tableOfContents"}


def data_of(layout: Layout, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((layout.output / "joel" / name).read_text(encoding="utf-8"))
    return found


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_video_object_says_all_that_search_engines_ask_for(layout: Layout, public: Manifest) -> None:
    for lang, title in (("ca", "En Joel"), ("en", "Joel")):
        data = data_of(layout, f"video.{lang}.jsonld")
        assert (data["@context"], data["@type"], data["name"]) == ("https://schema.org", "VideoObject", title)
        assert set(data) >= WANTED
        assert data["inLanguage"] == ["ca"]
        assert (data["duration"], data["uploadDate"]) == ("PT2S", "2021-08-01T00:00:00+00:00")
        assert data["embedUrl"] == f"{BASE}joel/player.{lang}.html"
        assert data["thumbnailUrl"] == [f"{BASE}joel/poster.jpg"]
        assert data["transcript"].splitlines() == [
            f"Joel: {SAID[lang][0].text}",
            SAID[lang][1].text,
        ]
        assert set(data["accessibilityFeature"]) <= FEATURES and "closedCaptions" in data["accessibilityFeature"]
        assert data["publisher"]["@type"] == "Organization"
        assert data["keywords"] == [tag[lang] for tag in public.series.tags]


def test_where_to_read_on_is_said_in_the_file_and_on_the_page_by_its_links(public: Manifest) -> None:
    label = {"ca": "El programa", "en": "The programme"}
    story = public.episodes[0].model_copy(
        update={
            "programme": WebLink(url="https://www.barcelona.cat/programa", label=label),
            "links": (WebLink(url="https://www.barcelona.cat/hort", label={"ca": "L’hort", "en": "The allotment"}),),
        }
    )
    assert video_object(public.series, story, "en", "")["mentions"] == [
        {"@type": "WebPage", "name": "The programme", "url": "https://www.barcelona.cat/programa"},
        {"@type": "WebPage", "name": "The allotment", "url": "https://www.barcelona.cat/hort"},
    ]
    assert "mentions" not in page_object(public.series, story, "en")


def test_captions_are_media_objects(layout: Layout, public: Manifest) -> None:
    captions = data_of(layout, "video.ca.jsonld")["caption"]
    assert captions == [
        {
            "@type": "MediaObject",
            "contentUrl": f"{BASE}joel/captions.{lang}.vtt",
            "encodingFormat": "text/vtt",
            "inLanguage": lang,
        }
        for lang in ("ca", "en")
    ]


def test_nothing_is_there_without_a_value(layout: Layout, public: Manifest) -> None:
    def values(node: Any) -> list[Any]:
        if isinstance(node, dict):
            return [item for value in node.values() for item in values(value)]
        return [item for value in node for item in values(value)] if isinstance(node, list) else [node]

    assert None not in values(data_of(layout, "video.ca.jsonld")) and "" not in values(
        data_of(layout, "video.ca.jsonld")
    )


def test_without_a_base_url_addresses_hold_within_the_folder(layout: Layout, site: Manifest) -> None:
    data = data_of(layout, "video.ca.jsonld")
    folder = layout.output / "joel"
    urls = [data["contentUrl"], data["url"], *data["thumbnailUrl"], data["isPartOf"]["url"]]
    urls += [item["contentUrl"] for item in data["caption"]]
    for url in urls:
        assert "://" not in url and (folder / url).is_file(), url
    assert data["creativeWorkStatus"] == "Draft"


def test_markup_in_any_text_stays_text(layout: Layout, make_episode: Make) -> None:
    evil = both(EVIL, EVIL)
    settings = settings_with(**WHOLE | {"title": evil, "tags": [evil]})
    story = story_with(layout, title=evil, summary=evil, place=evil, people=[{"name": EVIL}])
    said = {"ca": (Paragraph(0, 1000, EVIL, EVIL),)}
    episode = make_episode(story, series=settings, said=said)
    series = build_series(settings)
    for path, text in render_story_data(story.paths, series, episode, said).items():
        data = json.loads(text)
        if path.suffix == ".jsonld":
            assert (data["name"], data["keywords"]) == (EVIL, [EVIL])
            inside = script_json(data)
            assert not re.search("[<>&\u2028\u2029]", inside)
            assert json.loads(inside) == data
        else:
            ((tag, attributes),) = Tags(data["html"]).found
            assert tag == "iframe" and Tags(data["html"]).text == ""
            assert EVIL.replace("\x00", "") in (attributes["title"] or "")
            assert set(attributes) == {
                "src", "title", "lang", "style", "loading", "allow", "referrerpolicy"
            }  # fmt: skip


def test_the_page_holds_a_smaller_copy(layout: Layout, public: Manifest) -> None:
    whole = data_of(layout, "video.en.jsonld")
    copy = page_object(public.series, public.episodes[0], "en")
    assert copy.items() <= whole.items() and set(copy) >= WANTED | {"inLanguage", "accessibilityFeature", "publisher"}
    (script,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', (layout.output / "joel/embed.en.html").read_text("utf-8")
    )
    assert json.loads(script) == copy


def test_a_video_without_sound_has_no_transcript(layout: Layout, make_episode: Make, silent: MediaInfo) -> None:
    episode = make_episode(story_with(layout), cues=(), use=silent, said={})
    data = video_object(build_series(settings_with()), episode, "ca", "")
    assert not {"transcript", "caption", "hasPart", "keywords", "accessibilityFeature"} & set(data)
    assert data["accessMode"] == ["visual"]


def test_captions_are_enough_to_follow_only_where_there_are_any(layout: Layout, make_episode: Make) -> None:
    def enough(*cues: Cue) -> list[list[str]]:
        episode = make_episode(story_with(layout), cues=cues)
        data = video_object(build_series(settings_with()), episode, "ca", "")
        return [one["itemListElement"] for one in data["accessModeSufficient"]]

    assert enough(Cue(0, 1000, "Bon dia.")) == [["auditory", "visual"], ["visual"]]
    assert enough() == [["auditory", "visual"]]


def test_equal_data_gives_equal_bytes(layout: Layout, make_site: Callable[..., Manifest]) -> None:
    def files() -> dict[str, bytes]:
        make_site(settings_with(**WHOLE), status="approved", approval=APPROVAL)
        return {str(path): path.read_bytes() for path in layout.output.rglob("*") if path.is_file()}

    assert files() == files()
