"""`make audit`: what checkers find is told whole, in one shape; what is no fault is explained, and nothing else is."""

from __future__ import annotations

import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest
from small_series import make_series, make_story

from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from tools.audit.audit_table import REPORT, Result, needless_explanations, told, write_report
from tools.audit.audited import DESK, AuditedPage, audited_pages
from tools.audit.checkers import AXE, CHECKERS, HTMLCS, IBM, Breach, Checked, Checker, read, script_of
from tools.audit.explained import EXPLAINED
from tools.audit.two_browsers import BROWSERS, MODES
from tools.lock import ROOT

PACKAGES = ROOT / ".audit"
FAULT = Breach("image-alt", '<img src="a.jpg">', "Images must have alternative text")
KNOWN = Breach("aria_role_redundant", '<ul class="facts" role="list">', "The role is redundant")
#: A picture without a text, and a language of the page that is not told.
BAD = "<!doctype html><html><head><title>x</title></head><body><main><img src='data:,'></main></body></html>"


def result(checker: Checker, *breaches: Breach, kind: str = "index", mode: str = "light") -> Result:
    page = AuditedPage(kind, "ca", "http://127.0.0.1/")
    return Result("Chromium", page, mode, checker.name, Checked(breaches, frozenset({"color"})))


def test_what_is_explained_is_no_fault_and_only_that() -> None:
    assert result(IBM, KNOWN).unexplained == []
    assert result(AXE, KNOWN).unexplained == [KNOWN]
    assert result(IBM, FAULT, KNOWN).unexplained == [FAULT]
    assert told(result(IBM, FAULT, KNOWN)).splitlines() == [
        "Chromium, index (ca), light, IBM Equal Access: 1 (+1 explained)",
        "    image-alt: Images must have alternative text",
        '      <img src="a.jpg">',
    ]


def test_an_explanation_that_nothing_needs_is_told() -> None:
    needless = needless_explanations([result(IBM, KNOWN), result(AXE, FAULT)])
    assert [one.rule for one in needless] == [one.rule for one in EXPLAINED if one.rule != KNOWN.rule]


def test_every_explanation_is_of_a_checker_and_says_why() -> None:
    names = {checker.name for checker in CHECKERS}
    assert all(one.checker in names and one.why.endswith(".") for one in EXPLAINED)
    assert len({(one.checker, one.rule, one.element) for one in EXPLAINED}) == len(EXPLAINED)


def test_the_table_has_a_row_for_each_page_and_mode(tmp_path: Path) -> None:
    report = tmp_path / "accessibility.md"
    report.write_text("Words.\n<!-- audit -->\nof before\n<!-- /audit -->\nMore.\n", "utf-8")
    results = [result(IBM, FAULT, KNOWN, mode=mode.name) for mode in MODES] + [result(AXE, kind="episode")]
    write_report(results, {"Chromium": "150.0.1"}, {"Firefox": "there is no Firefox on this computer."}, report)
    text = report.read_text("utf-8")
    assert (
        text.startswith("Words.\n<!-- audit -->\n")
        and text.endswith("<!-- /audit -->\nMore.\n")
        and "of before" not in text
    )
    assert "in Chromium 150." in text
    assert "**Firefox was not checked**: there is no Firefox on this computer." in text
    assert "| index | phone | 0 | 1 (+1 explained) | 0 |" in text
    assert len([line for line in text.splitlines() if line.startswith("| episode |")]) == len(MODES)
    assert "| IBM Equal Access | `aria_role_redundant` | 4 |" in text
    assert "| axe-core | 1 | `color` |" in text


def test_the_page_of_the_repository_has_a_place_for_the_table() -> None:
    text = (ROOT / REPORT).read_text("utf-8")
    assert text.count("<!-- audit -->\n") == text.count("<!-- /audit -->\n") == 1


def test_every_page_of_a_story_is_audited_whatever_a_build_makes(tmp_path: Path) -> None:
    """And what else viewers and reviewers meet, in each language; a page of all languages once."""
    layout = Layout(make_series(tmp_path))
    make_story(layout.root, "joel")
    (layout.output / "joel").mkdir(parents=True)
    for name in (
        "embed.ca.html",
        "embed.en.html",
        "player.ca.html",
        "transcript.ca.html",
        "transcript.es.html",
        "a.txt",
    ):
        (layout.output / "joel" / name).touch()
    with audited_pages(layout, "joel", frozenset()) as pages:
        found = [(page.kind, page.lang) for page in pages]
        notice = next(page.url for page in pages if page.kind == "withdrawn")
        with urllib.request.urlopen(notice) as answer:
            assert "noindex" in answer.read().decode()
    assert found == [
        *((kind, "ca") for kind in ("index", "episode", "player", "transcript", "withdrawn", "not found", *DESK)),
        *((kind, "en") for kind in ("index", "episode", "withdrawn", *DESK)),
    ]
    with audited_pages(layout, "joel", frozenset({"index"})) as pages:
        assert [page.kind for page in pages] == ["index", "index"]


def test_a_checker_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(VeusError, match="HTML_CodeSniffer is not installed"):
        script_of(HTMLCS, tmp_path)


def test_a_long_element_is_cut_and_on_one_line() -> None:
    (breach,) = read([[["rule", "<p>\n" + "a " * 400, "why"]], []]).breaches
    assert len(breach.element) == 300 and "\n" not in breach.element


@pytest.mark.parametrize("name", BROWSERS)
@pytest.mark.parametrize("checker", CHECKERS, ids=lambda one: one.name)
def test_a_checker_finds_a_picture_without_a_text(checker: Checker, name: str, tmp_path: Path) -> None:
    pytest.importorskip("playwright", reason="Playwright is not installed: pip install '.[dev]'")
    page = tmp_path / "bad.html"
    page.write_text(BAD, "utf-8")
    with ExitStack() as there:
        try:
            script = script_of(checker, PACKAGES)
            opened = there.enter_context(BROWSERS[name]())
        except VeusError as error:
            pytest.skip(str(error))
        for mode in (MODES[0], MODES[-1]):
            opened.open(page.as_uri(), mode)
            assert any("<img" in one.element for one in read(opened.ask(checker.call, script)).breaches)
            assert opened.ask("return innerWidth;") == mode.width
