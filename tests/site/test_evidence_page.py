"""The page that tells what was checked: whole, in both languages, accessible, and escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_rules import WCAG, violations
from looked_at import PRESS, evidence_facts, track_facts, word_on
from publish_helpers import Make, settings_with, story_with

from pipeline.evidence.assessment import Assessment, assess
from pipeline.evidence.criteria import criteria
from pipeline.evidence.evidence_facts import DescriptionFacts
from pipeline.project.layout import Layout
from pipeline.site.contract import Manifest
from pipeline.site.evidence_page import render_evidence
from pipeline.site.manifest import build_series
from pipeline.site.static_files import write_static
from tools import browser

EVIL = "<script>alert(1)</script>\"'&"


def pages(
    layout: Layout, make: Make, named: bool = True, remark: str = "Amb Tab.", when: str | None = None
) -> dict[str, str]:
    """The pages by name, of an episode that was looked at by people and the machine."""
    facts = evidence_facts(tracks=(track_facts("ca", PRESS), track_facts("en")), when=when)
    words = [word_on("keyboard", remark=remark, role=remark), word_on("reflow", "failed")]
    return rendered(layout, make, assess(facts, words, named))


def rendered(layout: Layout, make: Make, assessment: Assessment) -> dict[str, str]:
    story, settings = story_with(layout), settings_with()
    found = render_evidence(story.paths, build_series(settings), make(story, series=settings), assessment)
    return {path.name: text for path, text in found.items()}


def test_every_criterion_stands_in_a_row_with_its_header(layout: Layout, make_episode: Make) -> None:
    found = pages(layout, make_episode)
    assert set(found) == {"evidence.ca.html", "evidence.en.html", "evidence.json"}
    for lang in ("ca", "en"):
        heads = re.findall(r'<th scope="row"><a [^>]+>([\d.]+) ([^<]+)<', found[f"evidence.{lang}.html"])
        assert [number for number, _ in heads] == [one.number for one in criteria()]
        assert [title for _, title in heads] == [one.title[lang] for one in criteria()]


def test_outcome_figures_and_people(layout: Layout, make_episode: Make) -> None:
    page = pages(layout, make_episode)["evidence.ca.html"]
    assert "Reial decret 1112/2018" in page and "WCAG 2.2" in page and "EN 301 549 3.2.1" in page
    assert "16,9 caràcters per segon" in page and "7,4:1" in page
    assert "Subtítols en català aprovats: press office, 28 de febrer del 2024" in page
    assert "Signat: Berta Roca, Amb Tab., 1 de març del 2024" in page
    assert '<span class="outcome failed">No superat</span>' in page
    english = pages(layout, make_episode, named=False)["evidence.en.html"]
    assert "Berta" not in english and "Signed: Amb Tab., 1 March 2024" in english
    assert "16.9 characters a second" in english


def test_pauses_that_are_described_are_a_part_of_all_and_no_limit(layout: Layout, make_episode: Make) -> None:
    facts = evidence_facts(descriptions=DescriptionFacts(("ca",), (), 3, 5))
    found = rendered(layout, make_episode, assess(facts, (), False))
    assert "Pauses en què parla l’audiodescripció: <b>3 de 5</b></li>" in found["evidence.ca.html"]
    assert "Pauses that the audio description speaks in: <b>3 of 5</b></li>" in found["evidence.en.html"]


def test_who_approved_a_description_is_told_of_that_and_not_of_captions(layout: Layout, make_episode: Make) -> None:
    for heard, ca, en in (
        (True, "Audiodescripció en català aprovada: ", "Audio description in Catalan approved: "),
        (False, "Audiodescripció en català aprovada sense ", "Audio description in Catalan approved without "),
    ):
        known = DescriptionFacts(("ca",), (("ca", replace(PRESS, heard=heard)),), 3, 5)
        found = rendered(layout, make_episode, assess(evidence_facts(descriptions=known), (), False))
        assert found["evidence.ca.html"].count(ca) == found["evidence.en.html"].count(en) == 2  # 1.2.3 and 1.2.5
        assert "Subtítols en català apr" not in found["evidence.ca.html"]
        assert "Captions in Catalan apr" not in found["evidence.en.html"]


def test_tracks_that_say_nothing_are_no_captions(layout: Layout, make_episode: Make) -> None:
    facts = evidence_facts(tracks=(track_facts("ca", PRESS), track_facts("en", cues=0)))
    page = rendered(layout, make_episode, assess(facts, (), False))["evidence.en.html"]
    assert '<th scope="row">Catalan</th>' in page and '<th scope="row">English</th>' not in page
    silent = evidence_facts(sound=False, tracks=(track_facts("ca", cues=0), track_facts("en", cues=0)))
    assert "who approved them" not in rendered(layout, make_episode, assess(silent, (), False))["evidence.en.html"]


def test_a_day_of_the_machine_is_told_where_there_is_one(layout: Layout, make_episode: Make) -> None:
    dated, plain = (pages(layout, make_episode, when=when)["evidence.en.html"] for when in ("2024-03-02", None))
    assert "Found: Veus 1.0, 2 March 2024" in dated and ", on 2 March 2024</dd>" in dated
    assert "Found: Veus 1.0</bdi>" in plain and "2 March 2024" not in plain and "None" not in plain


def test_all_is_escaped(layout: Layout, make_episode: Make) -> None:
    found = pages(layout, make_episode, remark=EVIL)
    assert "<script>alert" not in found["evidence.ca.html"]
    assert "&lt;script&gt;alert" in found["evidence.ca.html"]


def test_the_manifest_and_the_episodes_page_lead_to_it(layout: Layout, site: Manifest) -> None:
    (episode, _) = site.episodes
    assert episode.evidence and episode.evidence.earl == "joel/evidence.json"
    assert 'href="evidence.ca.html"' in (layout.output / "joel/embed.ca.html").read_text("utf-8")


@pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")
def test_axe_finds_nothing(layout: Layout, make_episode: Make) -> None:
    """On a desk, on a phone, in the dark, on paper: only the tables may be wider than a narrow page, in frames of their
    own that the keyboard reaches."""
    write_static(layout)
    for name, text in pages(layout, make_episode).items():
        (layout.output / "joel" / name).write_text(text, "utf-8")

    def from_disk(route: Any) -> None:
        route.fulfill(path=layout.output / urlsplit(route.request.url).path.lstrip("/"))

    with browser.chromium() as opened:
        for lang in ("ca", "en"):
            for width, scheme in ((1280, "light"), (320, "light"), (1280, "dark")):
                page = opened.new_page(viewport={"width": width, "height": 640}, color_scheme=scheme)
                page.route("https://veus.test/**", from_disk)
                page.goto(f"https://veus.test/joel/evidence.{lang}.html")
                assert violations(page, WCAG, scheme) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert page.locator(".wide").first.evaluate("one => getComputedStyle(one).overflowX") == "auto"
                page.emulate_media(media="print")
                assert page.locator(".wide").first.evaluate("one => getComputedStyle(one).overflowX") == "visible"
                page.close()
