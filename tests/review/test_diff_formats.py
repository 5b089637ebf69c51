"""What people changed, in each format: whole, and safe whatever was written."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline import messages
from pipeline.cues import Cue
from pipeline.review.diff_formats import DiffReport, percent, show, to_csv, to_html
from pipeline.review.track_diff import compare

A = Cue(0, 2000, "Bon dia a tothom.")
B = Cue(2100, 4000, "Em dic Joel i treballo\na l'hort del barri.")
C = Cue(5000, 7000, "Fins aviat.")
TRACK = (A, B, C)

HOSTILE = (
    Cue(0, 900, '=HYPERLINK("http://x")'),
    Cue(1000, 1900, "<script>alert(1)</script> & [red]x[/]\x1b[31m"),
    Cue(2000, 2900, '-2+3 "cometes", coma'),
    Cue(3000, 3900, "@SUM(A1)\n+1"),
)


def report(before: tuple[Cue, ...], after: tuple[Cue, ...], title: str = "Una <b>història</b>") -> DiffReport:
    return DiffReport("joel", {"ca": title, "en": title}, "ca", compare(before, after))


def test_csv_is_read_back_and_holds_no_formula() -> None:
    text = to_csv(report((), HOSTILE))
    assert text.startswith("\ufeff") and text.isprintable() is False
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["kind"] for row in rows] == ["inserted"] * 4
    assert rows[0]["after"] == '\'=HYPERLINK("http://x")'
    assert rows[2]["after"] == '\'-2+3 "cometes", coma' and rows[3]["after"] == "'@SUM(A1)\n+1"
    assert "\x1b" not in text
    for row in rows:
        assert not any(re.match(r"\s*[=+\-@]", cell) for cell in row.values())


@given(st.text())
def test_no_cell_is_ever_a_formula(text: str) -> None:
    rows = csv.reader(io.StringIO(to_csv(report((), (Cue(0, 1, text),))).removeprefix("\ufeff"), newline=""))
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) for cell in row)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("ui", "heading"), [("ca", "Què han canviat les persones"), ("en", "What people changed")])
def test_the_page_is_whole_and_escapes(ui: str, heading: str) -> None:
    page = to_html(report((A, *HOSTILE[1:2]), (replace(A, text="Bon dia a tots."), *HOSTILE)), ui)
    tags = Tags()
    tags.feed(page)
    assert tags.open == [] and "script" not in tags.seen and "b" not in tags.seen
    assert f'<html lang="{ui}">' in page and heading in page
    assert "Bon dia a <del>tothom.</del>" in page and "Bon dia a <ins>tots.</ins>" in page
    assert "&lt;b&gt;" in page and "\x1b" not in page
    assert not re.search(r"(src|href)=|url\(|@import", page)
    assert page.count("<th scope=") == 5 and "<caption" in page


def test_a_page_without_changes() -> None:
    assert "No s’ha canviat res." in to_html(report(TRACK, TRACK), "ca")


def test_numbers_as_each_language_writes_them() -> None:
    assert (percent(0.125), percent(0.125, "ca"), percent(None)) == ("12.5 %", "12,5 %", "–")


def test_the_terminal_shows_it_and_takes_no_markup() -> None:
    console = Console(width=200, record=True, file=io.StringIO())
    show(report((A, C), (replace(A, text="Bon dia a [b]tots[/b]."), HOSTILE[1].moved(5000, 6000))), console)
    text = console.export_text()
    assert "Bon dia a [b]tots[/b]." in text and "<script>" in text and "\x1b" not in text
    assert "2 of 3 captions touched" in text or "of" in text
    show(report(TRACK, TRACK), console)
    assert "Nothing was changed." in console.export_text()


@pytest.mark.parametrize(("lang", "said"), [("ca", "suprimit text, temps"), ("en", "deleted wording, timing")])
def test_what_was_changed_stands_in_the_readers_language(lang: str, said: str) -> None:
    console = Console(width=200, record=True, file=io.StringIO())
    messages.speak(lang)
    try:
        show(report(TRACK, (replace(A, text="Bon dia.", end=1500), B)), console)
    finally:
        messages.speak(messages.SOURCE)
    text = console.export_text()
    assert all(word in text for word in said.split(" ", 1))
    assert "wording timing" in to_csv(report(TRACK, (replace(A, text="Bon dia.", end=1500), B))), "for programs"


def test_plain_data() -> None:
    data = report(TRACK, (A, B)).as_dict()
    assert data["kinds"]["deleted"] == 1 and data["rows"][0]["before"][0]["text"] == "Fins aviat."
