"""The pages as a browser reads them: well-formed, complete in both languages, and never more than text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from publish_helpers import SAID, WEB, Make, settings_with, story_with, with_all

import pipeline.site
from pipeline.cues import Cue
from pipeline.media.media_info import MediaInfo
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.site import page_words as w
from pipeline.site.contract import Episode, Manifest, Series
from pipeline.site.manifest import build_manifest, build_series
from pipeline.site.pages import CSP, render_index, render_indexes, render_not_found, render_story_pages
from pipeline.site.paragraphs import Paragraph, paragraphs
from pipeline.site.static_files import StaticFile, static_files
from tools.made_up import facts

VOID = {"meta", "link", "img", "source", "track", "br", "hr", "input"}
#: A `<script>` that no browser runs.
DATA = {"type": "application/ld+json"}
STYLES = Path(pipeline.site.__file__).parent / "static"
STORIES = Path(__file__).parents[2] / "stories"
EVIL = "<script>alert(1)</script>\"'&lt; --> {{ 7*7 }} \u202eevil\u202c \x00\x0b"


class Page(HTMLParser):
    """A page's elements, and its visible text; fails when a tag is not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice in <{tag}>"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def headings(self) -> list[int]:
        return [int(name[1]) for name, _ in self.elements if re.fullmatch(r"h[1-6]", name)]


def pages_of(layout: Layout, series: Series, episode: Episode) -> dict[str, str]:
    paths = story_with(layout).paths
    return {path.name: text for path, text in render_story_pages(paths, series, episode, SAID).items()}


@pytest.fixture
def every_page(layout: Layout, site: Manifest) -> dict[Path, Page]:
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in layout.output.rglob("*.html")}
    assert len(pages) == 2 + 2 * 8
    return pages


def test_every_page_is_in_order(every_page: dict[Path, Page]) -> None:
    for path, page in every_page.items():
        lang = path.name.split(".")[1]
        assert page.all("html") == [{"lang": lang}]
        assert page.headings.count(1) == 1 and page.headings[0] == 1, path
        assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), path
        framed = path.name.startswith("player")
        for landmark in ("main",) if framed else ("header", "nav", "main", "footer"):
            assert page.all(landmark), (path, landmark)
        assert len(page.all("title")) == 1
        ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
        assert len(ids) == len(set(ids))
        for _, attrs in page.elements:
            assert attrs.get("aria-labelledby") in [None, *ids]
        assert framed or (page.all("a")[0]["href"] == "#content" and "content" in ids)
        assert all(image["alt"] for image in page.all("img"))


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(every_page: dict[Path, Page]) -> None:
    for path, page in every_page.items():
        policy = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
        assert policy == [CSP] and "unsafe" not in CSP
        assert not page.all("style")
        assert all(set(script) >= {"src"} or script == DATA for script in page.all("script"))
        for tag, attrs in page.elements:
            assert not [name for name in attrs if name == "style" or name.startswith("on")], tag
            source = attrs.get("src") or attrs.get("poster") or (attrs.get("href") if tag == "link" else None)
            if source:
                assert (path.parent / source).is_file(), source


def test_every_local_link_leads_somewhere(every_page: dict[Path, Page]) -> None:
    for path, page in every_page.items():
        for link in page.all("a"):
            href = link["href"] or ""
            if href.startswith("https://"):
                assert link["target"] == "_top"
            elif not href.startswith("#"):
                assert (path.parent / href.partition("#")[0]).is_file(), href


def test_scripts_and_style_have_their_integrity(every_page: dict[Path, Page]) -> None:
    for path, page in every_page.items():
        sheets = [link for link in page.all("link") if link["rel"] == "stylesheet"]
        assert sheets
        for one in [*sheets, *(script for script in page.all("script") if script != DATA)]:
            content = (path.parent / str(one.get("src") or one["href"])).read_bytes()
            assert one["integrity"] == "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def test_the_video_is_native_and_never_starts_by_itself(layout: Layout, series: Series, make_episode: Make) -> None:
    episode = make_episode(story_with(layout))
    for lang in ("ca", "en"):
        page = Page(pages_of(layout, series, episode)[f"embed.{lang}.html"])
        (video,) = page.all("video")
        assert {"controls", "playsinline", "aria-label"} <= set(video) and "autoplay" not in video
        assert (video["preload"], video["width"], video["height"]) == ("metadata", "96", "54")
        assert video["poster"] == "poster.jpg"
        assert page.all("source") == [{"src": "video.mp4", "type": episode.sources[0].type}]
        tracks = [track for track in page.all("track") if track["kind"] != "metadata"]
        assert [(t["kind"], t["srclang"], t["label"]) for t in tracks] == [
            ("captions", "ca", "Català"),
            ("subtitles", "en", "English"),
        ]
        assert [t["srclang"] for t in tracks if "default" in t] == [lang]


def test_the_page_of_a_story_has_everything(layout: Layout, series: Series, make_episode: Make) -> None:
    pages = pages_of(layout, series, make_episode(story_with(layout, stand_in=True)))
    catalan, english = Page(pages["embed.ca.html"]), Page(pages["embed.en.html"])
    for words in ("Transcripció", "Bon dia a tothom.", "1:05", "Joel, hortolà", "Anna", "El programa", "2 s"):
        assert words in catalan.text
    for words in (
        "Vídeo de mostra",
        "Esborrany",
        "1 d’agost del 2021",
        "Parlat en català",
        "fets per màquina",
    ):
        assert words in catalan.text
    for words in ("Transcript", "Good morning, everyone.", "Sample video", "Draft", "Spoken in Catalan"):
        assert words in english.text
    assert {"hreflang": "en", "lang": "en", "href": "embed.en.html"} in catalan.all("a")
    downloads = {link["download"] for link in catalan.all("a") if "download" in link}
    assert {
        "joel.mp4",
        "joel.ca.mp4",
        "joel.en.mp4",
        "joel.ca.srt",
        "joel.ca.vtt",
        "joel.ca.txt",
    } <= downloads


def test_chapters_are_links_to_the_copy_with_captions_in_the_picture(
    layout: Layout, series: Series, make_episode: Make
) -> None:
    chapters = [
        {"start": "0:00", "title": {"ca": EVIL, "en": "Hello"}},
        {"start": "0:01", "title": {"ca": "B", "en": "C"}},
    ]
    episode = make_episode(story_with(layout, chapters=chapters), langs=("ca",))
    for lang, copy in (("ca", "video.ca.mp4"), ("en", "video.mp4")):
        page = Page(pages_of(layout, series, episode)[f"embed.{lang}.html"])
        links = [link["href"] for link in page.all("a") if "#t=" in (link["href"] or "")]
        assert links == [f"{copy}#t=0", f"{copy}#t=1"]
        assert {"class": "chapters", "aria-labelledby": "chapters-heading"} in page.all("nav")
    assert not [
        nav
        for nav in Page(pages_of(layout, series, make_episode(story_with(layout)))["embed.ca.html"]).all("nav")
        if nav.get("class") == "chapters"
    ]


def test_scripts_get_a_track_of_data(layout: Layout, series: Series, make_episode: Make) -> None:
    episode = make_episode(story_with(layout), cues=[Cue(0, 1000, "Bon dia")])
    tracks = Page(pages_of(layout, series, episode)["embed.en.html"]).all("track")
    assert tracks[-1] == {"kind": "metadata", "src": "metadata.vtt"}


def test_pages_lead_to_their_oembed(layout: Layout, make_episode: Make) -> None:
    """By a whole address, as oEmbed demands; not at all where nobody knows it."""
    web = settings_with(base_url="https://news.example.org/veus")
    for known, found in ((settings_with(), []), (web, ["https://news.example.org/veus/joel/oembed.en.json"])):
        episode = make_episode(story_with(layout), series=known)
        page = Page(pages_of(layout, build_series(known), episode)["embed.en.html"])
        assert [one["href"] for one in page.all("link") if one.get("type") == "application/json+oembed"] == found


def test_the_controls_are_at_the_level_of_play(layout: Layout, series: Series, make_episode: Make) -> None:
    """EN 301 549, 7.3. Without JavaScript none of them is shown: the browser's own controls are."""
    page = Page(pages_of(layout, series, make_episode(story_with(layout)))["embed.ca.html"])
    buttons = [button.get("data-captions") or button.get("id") for button in page.all("button")]
    assert buttons == ["play", "ca", "en", "off", "print"]
    scripted = [attrs for _, attrs in page.elements if "data-scripted" in attrs]
    assert len(scripted) == 3 and all("hidden" in attrs for attrs in scripted)
    labelled = {label["for"] for label in page.all("label") if "for" in label}
    assert {select["id"] for select in page.all("select")} == {"speed", "size", "ink", "ground"} <= labelled
    (video,) = page.all("video")
    assert video["aria-describedby"] == "poster-alt" and "Imatge del vídeo «En Joel»" in page.text


def test_the_player_alone_is_the_player_and_two_links(layout: Layout, series: Series, make_episode: Make) -> None:
    """The same video, tracks and buttons as on the page of the story; what leads on, leads out of the frame."""
    pages = pages_of(layout, series, make_episode(story_with(layout)))
    for lang in ("ca", "en"):
        framed, whole = Page(pages[f"player.{lang}.html"]), Page(pages[f"embed.{lang}.html"])
        for tag in ("video", "source", "track"):
            assert framed.all(tag) == whole.all(tag)
        buttons = [button.get("data-captions") or button.get("id") for button in framed.all("button")]
        assert buttons == ["play", "ca", "en", "off"]
        links = [(link["href"], link["target"]) for link in framed.all("a") if "target" in link]
        assert links == [(f"transcript.{lang}.html", "_top"), (f"embed.{lang}.html", "_top")]
        assert not [tag for tag in ("select", "input", "details", "header", "nav", "footer") if framed.all(tag)]
        assert framed.headings == [1]


def test_every_choice_of_a_look_is_known_to_the_style_sheet(site: Manifest) -> None:
    css = (STYLES / "player.css").read_text(encoding="utf-8")
    for name, choices in (("size", "sizes"), ("ink", "inks"), ("ground", "grounds")):
        known = set(re.findall(rf'\[data-{name}="?(\w+)"?\]', css))
        standard = {"size": "100", "ink": "white", "ground": "dim"}[name]
        assert known | {standard} == set(w.words("ca")["player"][choices])


def test_an_approved_story_has_no_notice(layout: Layout, series: Series, make_episode: Make) -> None:
    pages = pages_of(layout, series, make_episode(story_with(layout), status="approved"))
    page = Page(pages["embed.ca.html"])
    shown = [a for _, a in page.elements if "notice" in (a.get("class") or "") and "hidden" not in a]
    assert shown == []


def test_a_page_without_its_track_shows_the_other_and_says_so(
    layout: Layout, series: Series, make_episode: Make
) -> None:
    pages = pages_of(layout, series, make_episode(story_with(layout), langs=("ca",)))
    assert "transcript.en.html" not in pages
    page = Page(pages["embed.en.html"])
    assert "The transcript exists in Catalan only." in page.text
    assert "Bon dia a tothom." in page.text
    assert {"class": "said", "lang": "ca"} in page.all("div")


def test_a_silent_story_has_a_page_too(layout: Layout, series: Series, make_episode: Make, silent: MediaInfo) -> None:
    pages = pages_of(layout, series, make_episode(story_with(layout), cues=(), use=silent))
    assert set(pages) == {"embed.ca.html", "embed.en.html", "player.ca.html", "player.en.html"}
    page = Page(pages["embed.ca.html"])
    assert "Aquest vídeo no té so." in page.text and "Bon dia a tothom." not in page.text
    assert not [words for words in ("Parlat en", "Subtítols en", "Canvia els subtítols") if words in page.text]
    assert not page.all("track") and not [one for one in page.all("button") if "data-captions" in one]


def test_a_translation_says_what_is_spoken(layout: Layout, series: Series, make_episode: Make) -> None:
    episode = make_episode(story_with(layout, spoken=["es"]))
    pages = pages_of(layout, series, episode)
    assert [track.kind for track in episode.tracks] == ["subtitles", "subtitles"]
    said = "Text en català; al vídeo es parla en castellà."
    for name in ("embed.ca.html", "transcript.ca.html"):
        assert said in Page(pages[name]).text
    assert said in pages["transcript.ca.txt"]


def test_the_plain_transcript(layout: Layout, series: Series, make_episode: Make) -> None:
    text = pages_of(layout, series, make_episode(story_with(layout)))["transcript.ca.txt"]
    assert text == (
        "En Joel\nLa sèrie\nBarcelona, 1 d’agost del 2021\n\n"
        "[0:01] Joel: Bon dia a tothom.\n\n[1:05] L’hort és de tots.\n"
    )


def test_the_index_shows_every_story_in_order(site: Manifest) -> None:
    page = Page(render_index(site, "ca"))
    links = [link["href"] for link in page.all("a")]
    assert links.index("joel/embed.ca.html") < links.index("laura/embed.ca.html")
    assert "https://example.org/nova?a=1&b=2" in links
    assert [image["src"] for image in page.all("img")] == ["joel/poster.jpg", "laura/poster.jpg"]
    for words in ("Històries curtes.", "2 s", "Subtítols en català i anglès", "Esborrany"):
        assert words in page.text
    assert "Captions in Catalan and English" in Page(render_index(site, "en")).text


def test_the_index_tells_the_news_with_the_stories_in_their_places(layout: Layout, make_episode: Make) -> None:
    sections = [
        {"text": {"ca": "Un.\n\nDos.", "en": "One.\n\nTwo."}},
        {
            "heading": {"ca": "A l’hort", "en": "At the allotment"},
            "text": {"ca": "Hi és en Joel.", "en": "Joel is there."},
            "stories": ["joel"],
            "links": [{"url": WEB + "hort", "label": {"ca": "L’hort", "en": "The allotment"}}],
        },
    ]
    related = [{"url": WEB + "altra", "label": {"ca": "Una altra", "en": "Another"}}]
    settings = settings_with(sections=sections, related=related, standfirst={"ca": "Entrada.", "en": "Opening."})
    episodes = [make_episode(story_with(layout, slug), series=settings) for slug in ("joel", "laura")]
    html = render_index(build_manifest(settings, episodes), "ca")
    page = Page(html)
    order = ["Entrada.", "Un.", "Dos.", "A l’hort", "Hi és en Joel.", "joel/embed.ca.html", "Més històries"]
    order += ["laura/embed.ca.html", "Més informació", WEB + "altra"]
    places = [html.index(one) for one in order]
    assert places == sorted(places)
    assert html.count("joel/embed.ca.html") == 1
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert [image.get("loading") for image in page.all("img")] == ["lazy", "lazy"]


def test_an_empty_series_has_a_page(settings: object) -> None:
    assert Page(render_index(build_manifest(settings_with(), []), "en")).headings[0] == 1


def test_a_series_in_one_language(layout: Layout, make_episode: Make) -> None:
    one = settings_with(languages=("en",))
    episode = make_episode(story_with(layout), langs=("en",), series=one)
    pages = pages_of(layout, build_series(one), episode)
    assert set(pages) == {"embed.en.html", "player.en.html", "transcript.en.html", "transcript.en.txt"}
    assert not Page(pages["embed.en.html"]).all("nav")
    assert list(render_indexes(layout, build_manifest(one, [episode]))) == [layout.index("en")]


def test_markup_in_any_text_stays_text(layout: Layout, make_episode: Make) -> None:
    evil = {"ca": EVIL, "en": EVIL}
    link = {"url": 'https://example.org/"><script>', "label": evil}
    settings = settings_with(title=evil, summary=evil, publisher={"name": EVIL, "url": link["url"]}, news=link)
    people = [{"name": EVIL, "role": evil}]
    story = story_with(
        layout, title=evil, summary=evil, place=evil, people=people, poster_alt=evil, programme=link, links=[link]
    )
    episode = make_episode(story, provenance={"note": EVIL})
    said = {lang: [Paragraph(0, 1000, EVIL, EVIL)] for lang in ("ca", "en")}
    series, manifest = build_series(settings), build_manifest(settings, [episode])
    pages = render_story_pages(story.paths, series, episode, said) | render_indexes(layout, manifest)
    for path, html in pages.items():
        assert "\x00" not in html and "\x0b" not in html
        assert "{{ 7*7 }}" in html
        if path.suffix == ".html":
            page = Page(html)
            assert all(set(script) == {"src", "integrity", "defer"} or script == DATA for script in page.all("script"))
            assert len(page.all("script")) == {"embed": 3, "player": 1}.get(path.name.split(".")[0], 0)
            assert "<script>alert(1)</script>" in page.text
            assert len(page.all("h1")) == 1
        else:
            assert html.count("\n\n") == 1


def test_pages_are_the_same_twice(layout: Layout, series: Series, make_episode: Make, site: Manifest) -> None:
    episode = make_episode(story_with(layout))
    assert pages_of(layout, series, episode) == pages_of(layout, series, episode)
    assert render_index(site, "ca") == render_index(site, "ca")


def test_the_page_for_a_wrong_address_is_in_both_languages() -> None:
    page = Page(render_not_found())
    assert page.headings == [1, 2]
    assert [section["lang"] for section in page.all("section")] == ["ca", "en"]


#: What is spoken in the stand-in stories.
SCRIPTS = sorted((Path(__file__).parents[2] / "tools" / "footage" / "scripts").glob("*[a-z].toml"))


#: Bytes of embed.ca.html with its styles and scripts, as they are and as a server sends them that compresses (gzip),
#: before there were descriptions, sign languages and a player to embed (commit 3c4b995).
BEFORE = {
    "cynthia": (29_882, 10_463),
    "emergency-team": (29_491, 10_378),
    "joel": (29_759, 10_430),
    "laura": (29_983, 10_508),
    "letter": (28_843, 10_197),
}
MORE = 4096


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_pages_are_light(layout: Layout, make_episode: Make, script: Path) -> None:
    """HTML, style, script and data of a page, for the stories of this repository on the web: 4 KB more at most than
    before there were descriptions and sign languages, also where there are both; compressed or not. What comes once it
    is wanted is not among them."""
    episode, text = spoken_episode(layout, make_episode, script)
    for told in (episode, with_all(episode)):
        paths = layout.story(layout.stories / episode.slug, episode.slug)
        series = build_series(settings_of_the_repository())
        for path, html in render_story_pages(paths, series, told, text).items():
            sent = [html.encode(), *(file.content for file in loaded_with(html))]
            weights = sum(map(len, sent)), sum(len(gzip.compress(one)) for one in sent)
            for weight, before in zip(weights, BEFORE[episode.slug], strict=True):
                assert weight <= before + MORE, (path, weight - before)


def settings_of_the_repository() -> Settings:
    series = tomllib.loads((STORIES / "series.toml").read_text(encoding="utf-8"))
    return Settings.model_validate(series | {"base_url": WEB + "veus/"})


def spoken_episode(layout: Layout, make_episode: Make, script: Path) -> tuple[Episode, dict[str, list[Paragraph]]]:
    """A story of this repository, and what is said in it."""
    story = tomllib.loads((STORIES / script.stem / "story.toml").read_text(encoding="utf-8"))
    told = {
        key: story[key] for key in ("title", "summary", "place", "people", "programme", "poster_alt") if key in story
    }
    speech = tomllib.loads(script.read_text(encoding="utf-8"))["part"]
    spoken = [(part["speaker"].title(), part["text"]) for part in speech if "text" in part]
    said = paragraphs([Cue(k * 4000, k * 4000 + 3000, text, who) for k, (who, text) in enumerate(spoken)])
    made = story_with(layout, script.stem, **told, stand_in=True)
    text = {"ca": said, "en": said}
    film = facts(1280, 720, len(said) * 4000)
    cues = [Cue(0, 1000, "(Música)")]
    return make_episode(made, series=settings_of_the_repository(), said=text, use=film, cues=cues), text


def loaded_with(html: str) -> list[StaticFile]:
    """Styles and scripts that a browser asks for when it opens a page."""
    opened = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    return [file for file in static_files().values() if file.name in opened and file.name.endswith(("css", "js"))]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_7_to_1_in_light_and_dark() -> None:
    """WCAG 2.2, success criterion 1.4.6."""
    css = (STYLES / "veus.css").read_text(encoding="utf-8")
    schemes = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("ground", "raised")]
    pairs += [("ink", "accent-ground"), ("soft", "accent-ground"), ("accent", "accent-ground")]
    pairs += [("notice", "notice-ground"), ("ground", "accent")]
    for scheme in schemes:
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", scheme))
        for one, other in pairs:
            high, low = sorted((luminance(colours[one]), luminance(colours[other])), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 7, (one, other)


def test_a_sign_that_goes_while_somebody_speaks_on_says_when(layout: Layout, make_episode: Make) -> None:
    said = [
        Paragraph(0, 9000, None, "Parla."),
        Paragraph(2000, 4000, None, "RÈTOL"),
        Paragraph(9000, 12_000, None, "Més."),
    ]
    made, text = story_with(layout), {"ca": said, "en": said}
    pages = render_story_pages(made.paths, build_series(settings_with()), make_episode(made, said=text), text)
    html = pages[made.paths.embed("ca")].partition('class="said"')[2].partition("</div>")[0]
    assert [('data-end="4000"' in part, "RÈTOL" in part) for part in html.split("<p")[1:]] == [
        (False, False), (True, True), (False, False),
    ]  # fmt: skip
