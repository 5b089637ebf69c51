"""What people changed: kinds, figures, and what each format makes of hostile text."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.cues import Cue
from pipeline.review.diff_formats import DiffReport, percent, show, to_csv, to_html
from pipeline.review.track_diff import Difference, bare_words, compare, kinds_of

A = Cue(0, 2000, "Bon dia a tothom.")
B = Cue(2100, 4000, "Em dic Joel i treballo\na l'hort del barri.")
C = Cue(5000, 7000, "Fins aviat.")
TRACK = (A, B, C)


def only(after: tuple[Cue, ...]) -> tuple[str, ...]:
    (row,) = compare(TRACK, after).rows
    return row.kinds


def test_nothing_changed() -> None:
    found = compare(TRACK, TRACK)
    assert found.rows == () and found.edit_rate == 0 and found.wer == 0 and found.character_rate == 0


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ((replace(A, text="Bon dia a tots."), B, C), ("wording",)),
        ((A.moved(100, 2000), B, C), ("timing",)),
        ((replace(A, top=True), B, C), ("position",)),
        ((A, replace(B, text="Em dic Joel\ni treballo a l'hort del barri."), C), ("cut",)),
        ((A, Cue(2100, 3000, "Em dic Joel"), Cue(3100, 4000, "i treballo a l'hort del barri."), C), ("cut",)),
        ((Cue(0, 4000, "Bon dia a tothom.\nEm dic Joel i treballo a l'hort del barri."), C), ("cut",)),
        ((A, C), ("deleted",)),
        ((A, B, Cue(4200, 4900, "(Aplaudiments)"), C), ("inserted",)),
        ((replace(A, text="Bona tarda a tothom.", start=50, top=True), B, C), ("wording", "timing", "position")),
        ((A, Cue(2100, 3000, "Em dic Joel"), Cue(3100, 4000, "i visc a l'hort del barri."), C), ("wording", "cut")),
    ],
)
def test_kinds(after: tuple[Cue, ...], kinds: tuple[str, ...]) -> None:
    assert only(after) == kinds


def test_figures() -> None:
    found = compare(TRACK, (replace(A, text="Bon dia a tots!"), B, Cue(4200, 4900, "Visca!"), C))
    assert (found.touched, found.cues, found.edit_rate) == (2, 4, 0.5)
    assert found.count("wording") == found.count("inserted") == 1
    assert found.characters_changed == len("hom.") + 1 - 1 + len("Visca!")
    assert found.word_errors == 2 and found.words == 4 + 9 + 1 + 2


def test_without_any_cues_there_are_no_rates() -> None:
    found = compare((), ())
    assert (found.edit_rate, found.character_rate, found.wer) == (None, None, None)
    assert compare((), (A,)).edit_rate == 1 and compare((A,), ()).wer is None


def test_words_are_compared_bare() -> None:
    cue = Cue(0, 1, "– «Col·legi», l’hort\n-SÍ! -- 2.0_")
    assert bare_words([cue]) == ["col·legi", "l'hort", "sí", "2", "0"]


texts = st.lists(st.sampled_from(["bon", "dia", "hort", "l'aire", "Joel"]), min_size=1, max_size=6).map(" ".join)


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Cue, ...]:
    cues, at = [], 0
    for text in draw(st.lists(texts, max_size=8)):
        start = at + draw(st.integers(0, 900))
        at = start + draw(st.integers(500, 3000))
        cues.append(Cue(start, at, text, top=draw(st.booleans())))
    return tuple(cues)


@given(tracks(), tracks())
def test_every_change_has_a_row_and_the_rates_are_shares(before: tuple[Cue, ...], after: tuple[Cue, ...]) -> None:
    found = compare(before, after)
    in_rows = [cue for row in found.rows for cue in row.before]
    assert {cue for cue in before if cue not in after} <= set(in_rows)
    assert {cue for cue in after if cue not in before} <= {cue for row in found.rows for cue in row.after}
    assert len(in_rows) <= found.touched <= found.cues
    assert [row.start for row in found.rows] == sorted(row.start for row in found.rows)
    assert all(row.kinds == kinds_of(row.before, row.after) for row in found.rows)
    for row in found.rows:
        old, new = (" ".join(piece.text for piece in side if not piece.changed) for side in row.pieces())
        assert old == new
    if bare_words(after) and bare_words(before):
        assert found.wer == pytest.approx(jiwer.wer(" ".join(bare_words(after)), " ".join(bare_words(before))))


# Formats

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


def test_plain_data() -> None:
    data = report(TRACK, (A, B)).as_dict()
    assert data["kinds"]["deleted"] == 1 and data["rows"][0]["before"][0]["text"] == "Fins aviat."
    assert isinstance(compare(TRACK, ()), Difference)
