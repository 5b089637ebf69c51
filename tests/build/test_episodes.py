"""A build writes feeds where the series has an address on the web, and takes them away where it has none any more."""

from __future__ import annotations

import json
from pathlib import Path

from footage_clips import Clips
from small_series import make_story, manifest_of, speech

from pipeline.build.build import build
from pipeline.build.outcome import BuildReport, Silent
from pipeline.project.layout import Layout
from pipeline.site.feeds.outputs import NO_BASE_URL


class Told(Silent):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)


def run(root: Path) -> tuple[BuildReport, list[str]]:
    told = Told()
    return build(Layout(root), (), told), told.notes


def feeds(root: Path) -> list[str]:
    found = [*root.glob("output/*.xml"), *root.glob("output/film/oembed.*")]
    return sorted(path.name for path in found)


def with_address(root: Path, line: str) -> None:
    path = root / "stories/series.toml"
    text = path.read_text("utf-8").replace('base_url = "https://a.example/"\n', "")
    path.write_text(line + text, "utf-8")


def test_feeds_come_and_go_with_the_address(scripted: Path, clips: Clips) -> None:
    make_story(scripted, "film", speech(clips))
    report, notes = run(scripted)
    assert report.stories[0].problems == [] and NO_BASE_URL in notes
    assert feeds(scripted) == []
    assert (scripted / "output/film/video.ca.jsonld").is_file()
    assert NO_BASE_URL not in run(scripted)[1], "a build with nothing to do has nothing to say"

    with_address(scripted, 'base_url = "https://a.example/"\n')
    report, notes = run(scripted)
    assert report.stories[0].made == ["pages"] and notes == []
    assert feeds(scripted) == ["feed.ca.xml", "feed.en.xml", "oembed.ca.json", "oembed.en.json", "sitemap.xml"]
    (episode,) = manifest_of(scripted)["episodes"]
    assert episode["canonical"]["ca"] == "https://a.example/film/embed.ca.html"
    said = json.loads((scripted / "output/film/video.ca.jsonld").read_text("utf-8"))
    assert "Joel" in said["transcript"]

    (scripted / "output/feed.ca.xml").unlink()
    run(scripted)
    assert "feed.ca.xml" in feeds(scripted)

    with_address(scripted, "")
    run(scripted)
    assert feeds(scripted) == []


def test_chapters_of_people_become_files(scripted: Path, clips: Clips) -> None:
    make_story(scripted, "film", speech(clips))
    story = scripted / "stories/film/story.toml"
    plain = story.read_text("utf-8")
    mark = '\n[[chapters]]\nstart = "0:01"\ntitle = { ca = "L’hort", en = "The allotment" }\n'
    story.write_text(plain + mark, "utf-8")
    run(scripted)
    assert "L’hort" in (scripted / "output/film/chapters.ca.vtt").read_text("utf-8")
    assert manifest_of(scripted)["episodes"][0]["chapters"][0]["start_ms"] == 1000
    story.write_text(plain, "utf-8")
    run(scripted)
    assert not list((scripted / "output/film").glob("chapters.*"))

    story.write_text(plain + mark.replace("0:01", "0:59"), "utf-8")
    report, _ = run(scripted)
    assert "after the end of the video" in str(report.stories[0].problems[0])
