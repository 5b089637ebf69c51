"""What people see: words, no odd breaks, the same sentence in the run and at its end."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from rich.table import Table

from pipeline.build.outcome import FEW, BuildReport, StoryReport
from pipeline.commands.console import Terminal, done_now, make_console, place_of
from pipeline.commands.stories_at_once import pace_of
from pipeline.errors import MediaError

LONG = "this sentence is much longer than the screen is wide " * 4


def terminal(width: int = 60, screen: bool = False) -> tuple[Terminal, io.StringIO]:
    out = io.StringIO()
    return Terminal(Console(file=out, force_terminal=screen, width=width, highlight=False, color_system=None)), out


def report() -> BuildReport:
    bad = StoryReport("laura", problems=[MediaError("the file is empty.", where="laura.mp4", remedy="Copy it again.")])
    good = StoryReport("joel", made=["track.en", "burned.ca", "burned.en", "pages"], cues={"ca": 11, "en": 12})
    return BuildReport([good, bad, StoryReport("cynthia")], index="output/index.ca.html")


def test_done_now() -> None:
    everything = ["probe", "transcript", "track.ca", "track.en", "video", "burned.ca", "burned.en", "poster", "pages"]
    assert done_now(everything) == "everything"
    assert done_now(["track.en", "burned.ca", "burned.en", "pages"]) == "captions en, burned in ca en, pages"
    assert done_now(["probe"]) == done_now([]) == "–"


def test_summary() -> None:
    shown, out = terminal(100)
    shown.summary(report())
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert lines[1:] == [
        "story    result     captions      done now",
        "joel     built      ca 11, en 12  captions en, burned in ca en, pages",
        "laura    failed     –             –",
        "cynthia  unchanged  –             –",
        "",
        "1 problem:",
        "  ✗ laura.mp4: the file is empty. Copy it again.",
        "",
        "To see the pages: veus preview",
    ]


def test_of_many_that_have_not_changed_the_summary_tells_how_many() -> None:
    shown, out = terminal(100)
    many = [StoryReport(f"story-{number}") for number in range(FEW)]
    shown.summary(BuildReport([*report().stories, *many]))
    told = out.getvalue()
    assert "joel" in told and "laura" in told and "story-1" not in told
    assert f"{FEW + 1} stories unchanged" in told


def test_what_looks_like_a_picture_stays_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    console = make_console()
    console.print("data:x: done", soft_wrap=True)
    table = Table()
    table.add_row("a:smile:b")
    console.print(table)
    out = capsys.readouterr().out
    assert "data:x: done" in out and "a:smile:b" in out


def test_in_a_log_each_sentence_is_one_line() -> None:
    shown, out = terminal()
    shown.note(LONG)
    shown.problem(MediaError(LONG))
    assert len(out.getvalue().splitlines()) == 2


def test_on_a_screen_further_lines_stand_below_the_first() -> None:
    shown, out = terminal(screen=True)
    shown.problem(MediaError(LONG))
    first, *rest = out.getvalue().splitlines()
    assert first.startswith(" ✗ this") and len(rest) >= 3
    assert all(line.startswith("   ") and line[3] != " " for line in rest)
    assert all(len(line) <= 60 for line in (first, *rest))


def test_what_looks_like_markup_is_text() -> None:
    shown, out = terminal(100)
    shown.story("a[b]", "[bold]x[/]")
    shown.note("[red]")
    assert "a[b] – [bold]x[/]" in out.getvalue() and "[red]" in out.getvalue()


def test_steps_in_a_log() -> None:
    shown, out = terminal()
    with shown.step("listening", 100) as advance:
        advance(50)
    first, second = out.getvalue().splitlines()
    assert first == "  listening …" and second.startswith("  listening: done in 0.")


def test_a_step_that_fails_leaves_no_bar() -> None:
    shown, out = terminal(100, screen=True)
    try:
        with shown.step("listening", 100):
            raise MediaError("x")
    except MediaError:
        shown.problem(MediaError("x"))
    assert "100 %" not in out.getvalue()


def test_where_a_run_is_among_several_stories() -> None:
    shown, out = terminal(100)
    shown.story("joel", "L’hort", 2, 4)
    shown.story("laura", "El grup")
    assert out.getvalue().splitlines() == ["joel – L’hort (2 of 4)", "laura – El grup"]


def test_in_a_log_stories_side_by_side_are_named_in_each_line() -> None:
    shown, out = terminal(100)
    with shown.beside("joel", "L’hort", 1, 3, 0) as joel, shown.beside("a[b]", "El grup", 2, 3, 0) as other:
        with joel.step("listening", 100, media=True) as advance, other.step("writing pages", None):
            advance(50)
            joel.note("mind this")
        other.problem(MediaError("it is empty."))
    lines = out.getvalue().splitlines()
    assert lines[:5] == [
        "joel – L’hort (1 of 3)",
        "a[b] – El grup (2 of 3)",
        "  joel: listening …",
        "  a[b]: writing pages …",
        "  ! joel: mind this",
    ]
    assert lines[5].startswith("  a[b]: writing pages: done in 0.") and lines[6].startswith(
        "  joel: listening: done in 0."
    )
    assert lines[7:] == ["  ✗ a[b]: it is empty."]


def test_on_a_screen_of_80_columns_each_step_that_goes_on_has_one_line() -> None:
    shown, out = terminal(80, screen=True)
    long = "videos: clean, Catalan, English, English tall, English square"
    with (
        shown.beside("joel", "L’hort", 1, 3, 0) as joel,
        shown.beside("emergency-team", "Team", 2, 3, 0) as other,
        joel.step("listening", 100_000, media=True) as advance,
        other.step(long, 900, media=True) as tell,
    ):
        advance(50_000)
        tell(300, "5 of 9 pieces")
        shown._at_once._progress.refresh()  # type: ignore[union-attr]
        now = out.getvalue()
    drawn = now[now.rindex("joel: listening") :]
    assert " 50 %" in drawn and "emergency-team: videos:" in drawn and " 33 %" in drawn and "…" in drawn
    assert all(len(line) <= 80 for line in out.getvalue().replace("\r", "\n").splitlines() if "\x1b" not in line)
    assert "✓ joel: listening: done in" in out.getvalue()


def test_what_is_left_is_told_by_what_was_done() -> None:
    assert place_of(1, 4, 0.0, 0) == "1 of 4"
    assert place_of(2, 4, 61.0, 1) == "2 of 4, about 4 min to go"
    assert place_of(4, 4, 61.0, 1) == "4 of 4, about 4 min to go", "side by side: one is done, three go on"
    assert pace_of(30_000, 120_000, 10.0) == ["3.0× speed", "0:30 left"]
    assert pace_of(0, 120_000, 10.0) == pace_of(500, 120_000, 0.5) == []


def test_of_stories_side_by_side_each_step_tells_who_does_it_and_how_long_it_takes() -> None:
    shown, out = terminal(100, screen=True)
    with shown.beside("joel", "Joel", 1, 2, 0) as joel, joel.step("videos", 60_000, media=True, began=0) as advance:
        advance(30_000, "laptop-1, laptop-2")
        shown._at_once._progress.refresh()  # type: ignore[union-attr]
        drawn = out.getvalue()
    assert "joel: videos" in drawn and "laptop-1, laptop-2" in drawn and "50 %" in drawn
    assert "joel: videos: done in" in out.getvalue()
    assert all(len(line) <= 100 for line in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn).splitlines())
