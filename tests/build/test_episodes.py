"""A build writes what there is of a story, and takes away what there is no more: feeds without an address on the web,
captions that say nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from footage_clips import Clips
from small_series import make_story, manifest_of, speech
from veus_job import in_process

from pipeline.build.build import build
from pipeline.build.outcome import BuildReport, Silent
from pipeline.project.layout import Layout
from pipeline.site.feeds.outputs import NO_BASE_URL
from pipeline.speech import fake_engines


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


def built(root: Path) -> tuple[dict[str, Any], set[str], str]:
    """The episode, the names of its files, and its page in Catalan."""
    report, _ = run(root)
    assert report.stories[0].problems == []
    (episode,) = manifest_of(root)["episodes"]
    out = root / "output/film"
    return episode, {path.name for path in out.iterdir()}, (out / "embed.ca.html").read_text("utf-8")


def told(episode: dict[str, Any], lang: str = "ca") -> str:
    return str(episode["accessibility"]["summary"][lang])


def codes(episode: dict[str, Any]) -> list[str]:
    return [notice["code"] for notice in episode["notices"]]


#: What is made of a track, by how its names begin.
OF_TRACKS = ("captions.", "transcript.", "metadata.", "video.ca.mp4", "video.en.mp4")


def test_a_silent_film_has_no_captions_to_offer(scripted: Path, clips: Clips) -> None:
    """A build makes a track of each language for it, with nothing in it. People approve them; nobody is shown them."""
    make_story(scripted, "film", clips["silent"])
    episode, names, page = built(scripted)
    assert {"ca.srt", "en.srt"} <= {path.name for path in (scripted / "stories/film").iterdir()}
    assert (episode["tracks"], episode["transcripts"], episode["metadata_track"]) == ([], [], None)
    assert not [name for name in names if name.startswith(OF_TRACKS)]
    assert episode["accessibility"]["features"] == []
    assert told(episode) == "El vídeo no té so. No té audiodescripció."
    assert "data-captions" not in page and "<track" not in page and "Subtítols en" not in page
    assert (episode["status"], codes(episode)) == ("draft", ["draft", "no_audio"])
    assert episode["review"]["waiting"] == ["ca", "en"]
    evidence = (scripted / "output/film/evidence.ca.html").read_text("utf-8")
    assert "qui els ha aprovat" not in evidence
    lines = json.loads(in_process(scripted, "status", "--json").out)
    assert {line["made"] for line in lines} == {"yes"}
    assert run(scripted)[0].stories[0].made == []


def test_what_is_seen_in_a_silent_film_is_there_to_be_read(scripted: Path, clips: Clips) -> None:
    make_story(scripted, "film", clips["silent"])
    seen = "1\n00:00:00,500 --> 00:00:01,500\nUn hort, de dia.\n\n"
    (scripted / "stories/film/description.ca.srt").write_text(seen, "utf-8")
    episode, names, page = built(scripted)
    assert [one["language"] for one in episode["transcripts"]] == ["ca"] and episode["tracks"] == []
    assert {name for name in names if name.startswith("transcript.")} == {"transcript.ca.html", "transcript.ca.txt"}
    text = (scripted / "output/film/transcript.ca.txt").read_text("utf-8")
    assert text.endswith("[0:00] Descripció: Un hort, de dia.\n")
    assert 'href="transcript.ca.html"' in page
    assert "la transcripció en català també explica el que es veu" in told(episode)


def test_music_is_told_in_the_language_that_tells_it(scripted: Path, clips: Clips) -> None:
    """Captions tell sounds; there is nothing to translate."""
    make_story(scripted, "film", clips["plain"], captions="1\n00:00:00,200 --> 00:00:01,900\n(Música)\n\n")
    episode, names, page = built(scripted)
    assert (scripted / "stories/film/en.srt").read_bytes() == b""
    assert [track["language"] for track in episode["tracks"]] == ["ca"]
    assert {name for name in names if name.startswith(OF_TRACKS)} == {
        "captions.ca.srt", "captions.ca.vtt", "transcript.ca.html", "transcript.ca.txt", "metadata.vtt", "video.ca.mp4"
    }  # fmt: skip
    assert "Té subtítols en català." in told(episode) and "traduïts" not in told(episode)
    assert "Subtítols en català</li>" in page and 'data-captions="en"' not in page
    english = (scripted / "output/film/embed.en.html").read_text("utf-8")
    assert "The transcript exists in Catalan only." in english


def test_captions_that_somebody_empties_are_taken_away(scripted: Path, clips: Clips) -> None:
    make_story(scripted, "film", speech(clips))
    _, before, _ = built(scripted)
    (scripted / "stories/film/en.srt").write_text("", "utf-8")
    episode, after, _ = built(scripted)
    assert before - after == {
        "captions.en.srt", "captions.en.vtt", "transcript.en.html", "transcript.en.txt", "video.en.mp4"
    }  # fmt: skip
    assert codes(episode) == ["draft", "missing_track"]


def test_somebody_speaks_although_no_word_was_understood(
    scripted: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until a person says that it is nobody's speech."""
    monkeypatch.setitem(fake_engines.SCRIPT, "ca", "")
    make_story(scripted, "film", speech(clips))
    report, _ = run(scripted)
    assert any("somebody speaks, and no words were understood" in note for note in report.stories[0].notes)
    episode, _, page = built(scripted)
    assert codes(episode) == ["draft", "missing_track", "missing_track"]
    assert "Al vídeo es parla en català. Encara no té subtítols." in told(episode)
    assert "no parla ningú" not in page
    assert outcome(scripted) == "No totes les llengües que s’hi parlen tenen subtítols."

    (checked,) = json.loads(in_process(scripted, "check", "--lang", "ca", "--json").out)["tracks"]
    for text in [one["text"] for one in checked["findings"] if one["rule"] == "SPEECH-COVER"]:
        waived = ("waive", "film", "ca", "SPEECH-COVER", "--text", text, "--reason", "x", "--by", "Marta")
        assert in_process(scripted, *waived).code == 0
    episode, _, page = built(scripted)
    assert codes(episode) == ["draft", "no_speech"] and "no parla ningú" in page
    assert outcome(scripted).startswith("No s’hi ha sentit parlar ningú")


def outcome(root: Path) -> str:
    """What was found of WCAG 1.2.2."""
    graph = json.loads((root / "output/film/evidence.json").read_text("utf-8"))["@graph"]
    (one,) = [node for node in graph if node["@id"] == "#captions-prerecorded"]
    return next(str(text["@value"]) for text in one["earl:result"]["earl:info"] if text["@language"] == "ca")
