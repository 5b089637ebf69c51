"""People look at criteria on the review page and sign: over the real server, in a browser by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_rules import WCAG, violations
from desk_series import Site, serving

from pipeline.media.sample_files import RATE, write_samples
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from pipeline.review.review_record import Approval, read_review, set_approval
from pipeline.review.track_file import TrackFile
from tools import browser

PATH = "/api/film/evidence"


@pytest.fixture
def root(built_film: Path) -> Path:
    return built_film


@pytest.fixture
def film(root: Path) -> StoryLayout:
    return Layout(root).story(root / "stories/film", "film")


@pytest.fixture
def open_desk(root: Path) -> Iterator[Site]:
    with serving(root) as found:
        yield found


@pytest.fixture
def described(root: Path, film: StoryLayout) -> TrackFile:
    """A description that somebody has recorded, and somebody approved."""
    film.srt("description.ca").write_text("1\n00:00:00,100 --> 00:00:00,900\nUn hort.\n", "utf-8")
    film.recordings("ca").mkdir(parents=True)
    write_samples(film.recordings("ca") / "1.wav", [np.full(RATE, 0.1, dtype=np.float32)])
    track = TrackFile.find(Series.open(Layout(root)), "film", "description.ca")
    sha256, when = track.text().sha256, "2024-07-01T10:00:00+02:00"
    set_approval(film, track.name, Approval(by="Marta", when=when, sha256=sha256, footage_sha256=track.about_now()))
    return track


def row(site: Site, name: str, page: str = "en") -> Any:
    rows = site.get(PATH, **{"x-veus-desk": page}).json["rows"]
    return next(one for one in rows if one["criterion"] == name)


def form(site: Site, *names: str, **more: Any) -> dict[str, Any]:
    seen = {name: row(site, name)["about"] for name in names}
    return {"by": "Berta", "role": "accessibility", "outcome": "passed", "seen": seen} | more


def test_signing_and_taking_back(open_desk: Site, film: StoryLayout) -> None:
    assert row(open_desk, "keyboard", "ca")["said"] == "No comprovat"
    answer = open_desk.write("POST", PATH, form(open_desk, "keyboard", "reflow", remark="<b>Amb Tab</b>"))
    assert answer.status == 200, answer.json
    signed = next(one for one in answer.json["rows"] if one["criterion"] == "keyboard")
    assert (signed["outcome"], signed["word"]["by"], signed["ended"]) == ("passed", "Berta", [])
    assert signed["word"]["remark"] == "<b>Amb Tab</b>"
    assert {one.criterion for one in read_review(film).attestations} == {"keyboard", "reflow"}
    answer = open_desk.write("DELETE", PATH, {"by": "Berta", "criterion": "keyboard"})
    assert answer.status == 200 and row(open_desk, "keyboard")["word"] is None
    assert open_desk.write("DELETE", PATH, {"by": "Berta", "criterion": "keyboard"}).status == 422


def test_an_approval_says_what_was_approved(open_desk: Site, described: TrackFile) -> None:
    found = row(open_desk, "audio-description-prerecorded")
    assert ([one["lang"] for one in found["approvers"]], found["approved"]) == (["ca"], "description")


def test_what_nobody_saw_is_not_signed(open_desk: Site, film: StoryLayout) -> None:
    old = form(open_desk, "language-of-parts", "keyboard")
    film.srt("ca").write_text(film.srt("ca").read_text("utf-8") + "\n", "utf-8")
    answer = open_desk.write("POST", PATH, old)
    assert (answer.status, answer.json["kind"]) == (422, "refused")
    assert answer.json["data"]["reasons"] == [{"number": "3.1.2", "code": "changed"}]
    seen = {"keyboard": {"page": "0" * 64}}
    answer = open_desk.write("POST", PATH, old | {"seen": seen})
    assert answer.json["data"]["reasons"] == [{"number": "2.1.1", "code": "unseen"}]
    assert read_review(film).attestations == ()


@pytest.mark.parametrize(
    "more",
    [
        {"by": ""},
        {"outcome": "untested"},
        {"seen": {}},
        {"seen": {"keyboard": {"page": "x"}}},
        {"remark": "x" * 2000},
        {"else": 1},
    ],
)
def test_what_the_page_never_sends_is_refused(open_desk: Site, more: dict[str, Any]) -> None:
    assert open_desk.write("POST", PATH, form(open_desk, "keyboard") | more).status == 400


def test_a_criterion_that_is_none_and_a_story_that_is_none(open_desk: Site) -> None:
    assert open_desk.write("POST", PATH, form(open_desk) | {"seen": {"9.9.9": {}}}).status == 422
    assert open_desk.get("/api/none/evidence").status == 404
    assert open_desk.get("/en/none/evidence").status == 404
    assert open_desk.get("/xx/film/evidence").status == 404


def test_before_a_build_the_page_says_what_to_do(site: Site) -> None:
    answer = site.get("/api/joel/evidence")
    assert answer.status == 422 and "veus build joel" in answer.json["detail"]["text"]


@pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")
def test_before_a_build_the_page_itself_says_what_to_do(site: Site) -> None:
    cookie = {"name": site.door.cookie, "value": site.door.session(), "url": site.origin}
    with browser.chromium() as opened:
        context = opened.new_context(locale="ca-ES")
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{site.origin}/ca/joel/evidence")
        page.get_by_role("alert").get_by_text("veus build joel").wait_for()


@pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")
def test_who_approved_a_description_is_told_of_that(open_desk: Site, described: TrackFile) -> None:
    cookie = {"name": open_desk.door.cookie, "value": open_desk.door.session(), "url": open_desk.origin}
    with browser.chromium() as opened:
        context = opened.new_context(locale="ca-ES")
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{open_desk.origin}/ca/film/evidence")
        page.get_by_text("Audiodescripció en català aprovada, 1 de juliol").first.wait_for()
        assert "Subtítols en català aprovats" not in page.locator("#rows").inner_text()


@pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")
def test_in_a_browser_by_keyboard_alone(open_desk: Site, film: StoryLayout) -> None:
    cookie = {"name": open_desk.door.cookie, "value": open_desk.door.session(), "url": open_desk.origin}
    with browser.chromium() as opened:
        context = opened.new_context(viewport={"width": 1280, "height": 800}, locale="ca-ES")
        context.add_cookies([cookie])
        page = context.new_page()
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
        page.goto(f"{open_desk.origin}/ca/film")
        page.get_by_role("link", name="Accessibilitat: què s’ha comprovat").click()
        page.locator("#rows tr").first.wait_for()
        assert page.locator("#rows tr").count() == 64

        page.get_by_label("2.1.1 Teclat (A)").focus()
        page.keyboard.press("Space")
        assert page.locator("#chosen").inner_text() == "1 criteri triat."
        page.get_by_label("Superat", exact=True).focus()
        page.keyboard.press("Space")
        page.get_by_label("El vostre nom").focus()
        page.keyboard.type("Berta")
        page.get_by_label("Observació").focus()
        page.keyboard.type("<i>Amb Tab</i>")
        page.get_by_role("button", name="Signa el que heu triat").focus()
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("S’ha signat 1 criteri.").wait_for()
        assert "<i>Amb Tab</i>" in page.locator("#rows").inner_text()
        assert read_review(film).attestations[0].by == "Berta"

        page.get_by_label("Només el que encara espera").check()
        assert page.locator("#rows tr:visible").count() < 60
        assert page.get_by_label("2.1.1 Teclat (A)").is_hidden()
        page.get_by_label("Només el que encara espera").uncheck()
        page.get_by_label("3.1.2").check()
        page.get_by_role("button", name="Retira la signatura de 2.1.1").press("Enter")
        page.get_by_role("status").get_by_text("S’ha retirat la signatura de 2.1.1.").wait_for()
        assert page.get_by_label("3.1.2").is_checked(), "what somebody has chosen stays chosen"
        assert page.get_by_label("2.1.1 Teclat (A)").evaluate("one => one === document.activeElement")

        for width, scheme in ((1280, "light"), (320, "light"), (1280, "dark")):
            page.set_viewport_size({"width": width, "height": 640})
            page.emulate_media(color_scheme=scheme)
            assert violations(page, WCAG, scheme) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert trouble == []


@pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")
def test_what_stands_in_the_way_is_said_in_the_language_of_the_page(open_desk: Site, film: StoryLayout) -> None:
    cookie = {"name": open_desk.door.cookie, "value": open_desk.door.session(), "url": open_desk.origin}
    with browser.chromium() as opened:
        context = opened.new_context(locale="ca-ES")
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{open_desk.origin}/ca/film/evidence")
        page.get_by_label("3.1.2").check()
        film.srt("ca").write_text(film.srt("ca").read_text("utf-8") + "\n", "utf-8")
        page.get_by_label("Superat", exact=True).check()
        page.get_by_label("El vostre nom").fill("Berta")
        page.get_by_role("button", name="Signa el que heu triat").click()
        said = page.get_by_role("alert")
        said.get_by_text("3.1.2: allò de què tracta ha canviat").wait_for()
        assert said.inner_text().startswith("No s’ha signat res.")
