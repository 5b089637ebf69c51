"""A site's own templates and texts: in place of ours, as strict as ours, and told of when they are wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from publish_helpers import SAID, Make, story_with

from pipeline.errors import ConfigError
from pipeline.project.layout import Layout
from pipeline.site import page_words, theme
from pipeline.site.contract import Manifest, Series
from pipeline.site.pages import render_index, render_indexes, render_story_pages


@pytest.fixture
def own(layout: Layout) -> Path:
    for folder in ("templates", "texts"):
        (layout.theme / folder).mkdir(parents=True)
    return layout.theme


def write(own: Path, name: str, text: str) -> None:
    (own / name).write_text(text, encoding="utf-8")


def entry(key: str, text: str) -> str:
    return f'msgid "{key}"\nmsgstr "{text}"\n\n'


def test_a_template_builds_on_ours(own: Path, layout: Layout, site: Manifest) -> None:
    write(
        own,
        "templates/index.html",
        """{% extends "veus/index.html" %}{% block foot %}<p>Ràdio Barri</p>{% endblock %}""",
    )
    page = render_indexes(layout, site)[layout.index("ca")]
    assert "<p>Ràdio Barri</p>" in page and "manifest.json" not in page
    assert "joel/embed.ca.html" in page and "integrity" in page


def test_a_template_is_used_on_every_page_that_needs_it(
    own: Path, layout: Layout, series: Series, make_episode: Make
) -> None:
    write(own, "templates/_downloads.html", "<p>No downloads, {{ episode.title[lang] }}</p>")
    story = story_with(layout, title={"ca": "<b>Joel", "en": "<i>Joel"})
    pages = render_story_pages(story.paths, series, make_episode(story), SAID, own)
    page = pages[story.paths.embed("en")]
    assert "<p>No downloads, &lt;i&gt;Joel</p>" in page  # autoescape is kept


def test_texts_of_the_theme(own: Path, site: Manifest) -> None:
    write(own, "texts/en.po", entry("skip", "Straight to the <stories>") + entry("transcript.heading", "What is said"))
    page = render_index(site, "en", own)
    assert "Straight to the &lt;stories&gt;" in page
    assert "Salta al contingut" in render_index(site, "ca", own)
    texts = theme.texts("en", own)
    assert texts["transcript"] == page_words.words("en")["transcript"] | {"heading": "What is said"}
    assert page_words.words("en")["transcript"]["heading"] == "Transcript"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (entry("skip", "Skip") + entry("skipp", "x"), 'line 4: there is no text "skipp"'),
        (entry("transcript", "x"), 'line 1: there is no text "transcript"'),
        (entry("notice.draft", "Fine"), '"notice.draft"'),
        (entry("access.spoken", "In {languages}"), '"access.spoken"'),
        (entry("spoken", "Spoken"), '"spoken" needs {languages}'),
        (entry("spoken", "In {languages} and {x}"), "needs {languages}"),
        (entry("skip", "{"), '"skip" needs no braces'),
        (entry("skip", ""), "is empty"),
        ("#, fuzzy\n" + entry("skip", "Skip"), "line 2"),
        ('msgid "skip"\nmsgid_plural "n"\nmsgstr[0] "a"\nmsgstr[1] "b"\n', '"skip" has no plural'),
        ("skip = 'x'", "line 1: not a line"),
    ],
)
def test_a_text_that_cannot_be_used_is_named(own: Path, site: Manifest, text: str, named: str) -> None:
    write(own, "texts/en.po", text)
    with pytest.raises(ConfigError) as caught:
        render_index(site, "en", own)
    assert named in str(caught.value) and "en.po" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "{% block %}",
        "{{ nothing }}",
        "{% extends 'none.html' %}",
        "{{ series.none }}",
        "{{ 1 / 0 }}",
        "{{ lang + 1 }}",
        "{% include 'index.html' %}",
    ],
)
def test_a_template_that_cannot_be_used_is_told_of(own: Path, site: Manifest, text: str) -> None:
    write(own, "templates/index.html", text)
    with pytest.raises(ConfigError, match="a template of the theme cannot be used"):
        render_index(site, "en", own)


def test_a_template_that_is_not_utf8_is_told_of(own: Path, site: Manifest) -> None:
    (own / "templates/index.html").write_bytes("història".encode("latin-1"))
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        render_index(site, "en", own)


@pytest.mark.parametrize("name", ["templates/index.html", "texts/en.po"])
@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_a_part_of_a_theme_that_is_no_file_is_not_passed_over(own: Path, site: Manifest, name: str, kind: str) -> None:
    path = own / name
    make = {"folder": path.mkdir, "link": lambda: path.symlink_to("/nowhere/at/all"), "pipe": lambda: os.mkfifo(path)}
    make[kind]()
    with pytest.raises(ConfigError, match="this part of the theme") as caught:
        render_index(site, "en", own)
    assert caught.value.where == path


def test_other_themes_make_other_pages(own: Path) -> None:
    none = theme.theme_version(own)
    assert theme.theme_version(own.parent / "nowhere") == none
    write(own, "texts/en.po", entry("skip", "Skip"))
    first = theme.theme_version(own)
    write(own, "texts/en.po", entry("skip", "Jump"))
    assert len({none, first, theme.theme_version(own)}) == 3
