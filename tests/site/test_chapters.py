"""Chapters: people's own, or those that the pauses of the speech suggest; titles in every language."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from publish_helpers import Make, both, story_with

from pipeline.errors import StoryError
from pipeline.project.layout import Layout
from pipeline.project.story_file import StoryFile
from pipeline.site.contract import Episode
from pipeline.site.feeds.chapters import SHORTEST_MS, TITLE, chapter_starts, chapters_vtt, find_chapters
from pipeline.site.paragraphs import Paragraph

LANGS = ("ca", "en")


def speech(*times: tuple[int, int], text: str = "Hola") -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(start * 1000, end * 1000, None, f"{text} {number}") for number, (start, end) in enumerate(times)
    )


LONG = speech((1, 14), (16, 30), (31, 44), (48, 60))


def test_chapters_begin_after_the_longest_pauses(layout: Layout) -> None:
    found = find_chapters(story_with(layout), {"ca": LONG}, LANGS, 61_000)
    assert [(item.start, item.end) for item in found] == [
        (0, 16_000),
        (16_000, 31_000),
        (31_000, 48_000),
        (48_000, 61_000),
    ]
    assert [item.title["ca"] for item in found] == ["Hola 0", "Hola 1", "Hola 2", "Hola 3"]
    assert [item.title["en"] for item in found] == ["Part 1", "Part 2", "Part 3", "Part 4"]


def test_a_sign_shown_while_somebody_speaks_makes_no_pause(layout: Layout) -> None:
    signs = (Paragraph(18_000, 19_000, None, "RÈTOL"), Paragraph(59_000, 59_500, None, "RÈTOL"))
    said = {"ca": tuple(sorted([*LONG, *signs], key=lambda one: one.start))}
    found = find_chapters(story_with(layout), said, LANGS, 61_000)
    assert [item.start for item in found] == [0, 16_000, 31_000, 48_000]


@pytest.mark.parametrize("said", [{}, {"ca": ()}, {"ca": speech((1, 14), (16, 30))}, {"ca": speech((1, 60))}])
def test_what_is_short_or_without_pauses_needs_none(layout: Layout, said: dict[str, tuple[Paragraph, ...]]) -> None:
    assert find_chapters(story_with(layout), said, LANGS, 61_000) == ()


def test_the_language_of_the_speech_leads(layout: Layout) -> None:
    said = {"ca": speech((1, 59)), "en": LONG}
    assert chapter_starts(story_with(layout, spoken=["en"]), said) == [0, 16_000, 31_000, 48_000]
    assert chapter_starts(story_with(layout, spoken=["es"]), {"en": LONG}) == [0, 16_000, 31_000, 48_000]


def test_a_chapter_does_not_begin_at_a_sound(layout: Layout) -> None:
    music = Paragraph(44_500, 47_000, None, "(Música)")
    said = {"ca": (*LONG[:3], music, LONG[3])}
    found = find_chapters(story_with(layout), said, LANGS, 61_000)
    assert [item.start for item in found] == [0, 16_000, 31_000, 48_000]


def test_a_title_is_not_given_twice(layout: Layout) -> None:
    found = find_chapters(story_with(layout), {"ca": LONG, "en": speech((1, 60))}, LANGS, 61_000)
    assert [item.title["en"] for item in found] == ["Hola 0", "Part 2", "Part 3", "Part 4"]


def test_long_titles_end_at_a_word(layout: Layout) -> None:
    said = {
        "ca": speech((1, 14), (16, 30), (31, 44), text="Quan arribo al matí, primer miro totes les plantes del lloc,")
    }
    for item in find_chapters(story_with(layout), said, LANGS, 61_000):
        assert item.title["ca"] == "Quan arribo al matí, primer miro totes les…"
        assert len(item.title["ca"]) <= TITLE


def test_people_have_the_word(layout: Layout) -> None:
    marks = [
        {"start": "0:00", "title": both("L’arribada", "Arriving")},
        {"start": "1:02.5", "title": both("L’hort", "The allotment")},
    ]
    story = story_with(layout, chapters=marks)
    found = find_chapters(story, {"ca": LONG}, LANGS, 90_000)
    assert [(item.start, item.end, item.title["en"]) for item in found] == [
        (0, 62_500, "Arriving"),
        (62_500, 90_000, "The allotment"),
    ]
    with pytest.raises(StoryError, match="after the end of the video"):
        find_chapters(story, {}, LANGS, 62_500)


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
    found = find_chapters(story, {}, LANGS, 5000)
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


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 30_000)), max_size=30))
def test_none_is_short_and_none_is_lost(lengths: list[tuple[int, int]]) -> None:
    said, now = [], 0
    for pause, length in lengths:
        said.append(Paragraph(now + pause, now + pause + length, None, "x"))
        now += pause + length
    starts = chapter_starts(story_with(Layout(Path("x"))), {"ca": said})
    assert starts == [] or (starts[0] == 0 and len(starts) >= 3)
    assert all(after - before >= SHORTEST_MS for before, after in pairwise([*starts, now] if starts else []))
    assert set(starts[1:]) <= {item.start for item in said}
