"""Chapters are proposed to people, with places and never with titles; nothing of it is published."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from small_series import STORY, make_series, make_story

from pipeline.actions.chapter_proposal import FEWEST, HINT, SHORTEST_MS, as_toml, propose
from pipeline.actions.check_report import CheckReport
from pipeline.actions.check_tracks import check
from pipeline.actions.report_formats import show
from pipeline.cues import Cue
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.story_file import StoryFile
from pipeline.publish.placeholders import placeholders
from pipeline.site.paragraphs import Paragraph
from pipeline.subtitles.srt import write_srt


def speech(*times: tuple[int, int], text: str = "Hola") -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(start * 1000, end * 1000, None, f"{text} {number}") for number, (start, end) in enumerate(times)
    )


LONG = speech((1, 14), (16, 30), (31, 44), (48, 60))
STARTS = [0, 16_000, 31_000, 48_000]


def starts(said: tuple[Paragraph, ...]) -> list[int]:
    return [one.start for one in propose(said)]


def test_chapters_begin_after_the_longest_pauses() -> None:
    assert [(one.start, one.hint) for one in propose(LONG)] == [
        (0, "Hola 0"),
        (16_000, "Hola 1"),
        (31_000, "Hola 2"),
        (48_000, "Hola 3"),
    ]


def test_a_sign_shown_while_somebody_speaks_makes_no_pause() -> None:
    signs = (Paragraph(18_000, 19_000, None, "RÈTOL"), Paragraph(59_000, 59_500, None, "RÈTOL"))
    assert starts(tuple(sorted([*LONG, *signs], key=lambda one: one.start))) == STARTS


def test_a_chapter_does_not_begin_at_a_sound() -> None:
    assert starts((*LONG[:3], Paragraph(44_500, 47_000, None, "(Música)"), LONG[3])) == STARTS


@pytest.mark.parametrize("said", [(), speech((1, 14), (16, 30)), speech((1, 60))])
def test_what_is_short_or_without_pauses_needs_none(said: tuple[Paragraph, ...]) -> None:
    assert propose(said) == []


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 30_000)), max_size=30))
def test_none_is_short_and_none_is_lost(lengths: list[tuple[int, int]]) -> None:
    said, now = [], 0
    for pause, length in lengths:
        said.append(Paragraph(now + pause, now + pause + length, None, "x"))
        now += pause + length
    found = starts(tuple(said))
    assert found == [] or (found[0] == 0 and len(found) >= FEWEST)
    assert all(after - before >= SHORTEST_MS for before, after in pairwise([*found, now] if found else []))
    assert set(found[1:]) <= {item.start for item in said}


@pytest.mark.parametrize(
    "text", ["Quan arribo al matí, primer miro totes les plantes del lloc,", 'a "b" \\ # \x07\u202e ]']
)
def test_what_is_offered_is_toml_whatever_is_said(text: str) -> None:
    proposed = propose(speech((1, 14), (16, 30), (31, 44), (48, 60), text=text))
    assert all(len(one.hint) <= HINT + 1 for one in proposed)
    marks = StoryFile.model_validate(tomllib.loads(STORY + as_toml(proposed))).chapters
    assert [mark.start for mark in marks] == STARTS
    assert {mark.title.ca for mark in marks} == {"✎"}


def test_check_offers_them_and_publishing_waits_for_the_titles(tmp_path) -> None:
    layout = Layout(make_series(tmp_path))
    cues = [Cue(one.start, one.end, f"{one.text}.") for one in LONG]
    folder = make_story(layout.root, "joel", captions=write_srt(cues))

    def notes(*slugs: str) -> list[str]:
        report = check(Series.open(layout), slugs, ())
        return [note for track in report.tracks for note in track.notes if "chapters" in note]

    assert notes() == ["no chapters: nobody has named any. `veus check joel` proposes 3."]
    (note,) = notes("joel")
    file = folder / "story.toml"
    before = file.read_text("utf-8")
    file.write_text(before + note[note.index("[[chapters]]") :], "utf-8")
    assert notes("joel") == []
    assert len(placeholders(file, layout.root)) >= 3
    file.write_text("chapters = []\n" + before, "utf-8")
    assert notes("joel") == []


def test_a_description_proposes_none(tmp_path) -> None:
    layout = Layout(make_series(tmp_path))
    folder = make_story(layout.root, "joel")
    (folder / "description.ca.srt").write_text(write_srt([Cue(o.start, o.end, f"{o.text}.") for o in LONG]), "utf-8")
    (track,) = check(Series.open(layout), ("joel",), ("description.ca",)).tracks
    assert not any("chapters" in note for note in track.notes)


def test_the_terminal_shows_them_as_they_are_to_be_pasted(tmp_path) -> None:
    layout = Layout(make_series(tmp_path))
    make_story(layout.root, "joel", captions=write_srt([Cue(one.start, one.end, f"{one.text}.") for one in LONG]))
    report: CheckReport = check(Series.open(layout), ("joel",), ("ca",))
    console = Console(width=200)
    with console.capture() as shown:
        show(report, console)
    lines = [line.strip() for line in shown.get().split("\n")]
    assert lines.count('title = { ca = "✎", en = "✎" }') == 3 and 'start = "0:16"' in lines
