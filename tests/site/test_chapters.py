"""Chapters are people's own, with titles in every language; where they name none, there are none."""

from __future__ import annotations

import io

import pytest
import webvtt
from publish_helpers import Make, both, story_with

from pipeline.errors import StoryError
from pipeline.project.layout import Layout
from pipeline.project.story_file import StoryFile
from pipeline.site.contract import Episode
from pipeline.site.feeds.chapters import chapters_vtt, find_chapters

LANGS = ("ca", "en")


def test_people_have_the_word(layout: Layout) -> None:
    marks = [
        {"start": "0:00", "title": both("L’arribada", "Arriving")},
        {"start": "1:02.5", "title": both("L’hort", "The allotment")},
    ]
    story = story_with(layout, chapters=marks)
    found = find_chapters(story, LANGS, 90_000)
    assert [(item.start, item.end, item.title["en"]) for item in found] == [
        (0, 62_500, "Arriving"),
        (62_500, 90_000, "The allotment"),
    ]
    assert find_chapters(story_with(layout), LANGS, 90_000) == ()
    with pytest.raises(StoryError, match="after the end of the video"):
        find_chapters(story, LANGS, 62_500)


@pytest.mark.parametrize(
    ("text", "ms"),
    [("0:05", 5000), ("12:40", 760_000), ("1:02:03", 3_723_000), ("0:01.25", 1250), (" 75:00 ", 4_500_000)],
)
def test_times_are_written_as_on_a_clock(text: str, ms: int) -> None:
    marks = [{"start": text, "title": both("a", "b")}]
    data = {"title": both("a", "b"), "summary": both("a", "b"), "place": both("a", "b"), "spoken": ["ca"]}
    assert StoryFile.model_validate(data | {"chapters": marks}).chapters[0].start == ms


@pytest.mark.parametrize(
    "starts", [[5], ["5"], ["0:60"], ["1:60:00"], ["-0:05"], ["0:10", "0:10"], ["0:10", "0:05"], [True]]
)
def test_other_times_are_refused(layout: Layout, starts: list[object]) -> None:
    with pytest.raises(ValueError, match="chapter"):
        story_with(layout, chapters=[{"start": start, "title": both("a", "b")} for start in starts])


def test_the_file_is_webvtt_whatever_the_titles(layout: Layout) -> None:
    evil = "<script>x</script> --> {\\an8} & \u202e"
    story = story_with(layout, chapters=[{"start": "0:00", "title": both(evil, "b\n\nc")}])
    found = find_chapters(story, LANGS, 5000)
    text = chapters_vtt(found, "ca")
    assert text.count("-->") == 1 and "<script" not in text
    (cue,) = webvtt.from_buffer(io.StringIO(text))
    assert (cue.start, cue.end) == ("00:00:00.000", "00:00:05.000")
    assert len(webvtt.from_buffer(io.StringIO(chapters_vtt(found, "en")))) == 1


def test_an_episode_has_them_as_data_and_as_files(layout: Layout, make_episode: Make) -> None:
    marks = [{"start": "0:00", "title": both("L’inici", "The start")}, {"start": "0:01", "title": both("b", "c")}]
    story = story_with(layout, chapters=marks)
    episode: Episode = make_episode(story)
    assert [(item.start_ms, item.end_ms) for item in episode.chapters] == [(0, 1000), (1000, 2000)]
    assert [(item.kind, item.language, item.label, item.url) for item in episode.chapter_tracks] == [
        ("chapters", "ca", "Capítols", "joel/chapters.ca.vtt"),
        ("chapters", "en", "Chapters", "joel/chapters.en.vtt"),
    ]
    assert episode.accessibility and "tableOfContents" in episode.accessibility.features
    assert make_episode(story_with(layout)).chapter_tracks == ()
