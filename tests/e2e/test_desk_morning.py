"""The work of a morning at the desk, in Catalan, by keyboard alone: from an empty folder to a public story, and back.

Real pages, a real server, real runs in processes of their own; only the engine that hears is told what it hears.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk_series import Site, serving
from footage_clips import AAC, X264, Clips
from morning_run import PROGRAM
from veus_job import REPO

from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.review.review_record import Unheard, read_review
from pipeline.review.withdrawal import standing
from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("playwright", reason="Playwright is not installed: pip install '.[dev]'")
pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")

LASTS_S = 12

#: What whoever looks after the computer writes into series.toml meanwhile.
BY_HAND = """
# El motor de les proves. No el toqueu.
[speech]
engine = "scripted"  # sense cap model

[video]
preset = "ultrafast"
"""


class Staff:
    """Somebody at a keyboard, who knows no TOML. No mouse."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site = page, site
        self.trouble: list[str] = []
        page.on("pageerror", lambda error: self.trouble.append(str(error)))

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site.origin}/ca/{path}")

    def ready(self) -> None:
        self.page.locator("html[data-ready]").wait_for()

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.press("Enter")

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.press("Enter")

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def sees(self, words: str, exact: bool = False) -> None:
        self.page.get_by_text(words, exact=exact).first.wait_for()

    def until(self, true: Callable[[], object], what: str) -> None:
        for _ in range(600):
            if true():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"in vain: {what}")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "veus")


@pytest.fixture
def staff(layout: Layout) -> Iterator[Staff]:
    with serving(layout.root, program=PROGRAM) as site, browser.chromium() as opened:
        context = opened.new_context(viewport={"width": 1280, "height": 800}, locale="ca-ES", reduced_motion="reduce")
        context.add_cookies([{"name": site.door.cookie, "value": site.door.session(), "url": site.origin}])
        staff = Staff(context.new_page(), site)
        yield staff
        context.close()
    assert staff.trouble == []


@pytest.fixture
def film(clips: Clips) -> Path:
    """Twelve seconds in which Catalan is spoken."""
    source = REPO / "stories/joel/joel.mp4"
    cut = ("-ss", "3", "-t", str(LASTS_S), "-i", str(source), "-vf", "scale=320:180", *X264, *AAC, "-g", "25")
    return clips.make("morning.mp4", *cut)


def begin_series(staff: Staff) -> None:
    staff.open("")
    staff.ready()
    staff.write("Títol de la sèrie en català", "Veus del barri")
    staff.write("Títol de la sèrie en anglès", "Voices of the district")
    staff.write("Què és, en una frase o dues en català", "Gent del barri explica la seva feina.")
    staff.write("Què és, en una frase o dues en anglès", "People of the district tell of their work.")
    staff.write("Nom", "L’Ajuntament")
    staff.write("Adreça del seu web", "https://www.ajuntament.cat/")
    staff.write("Adreça de la carpeta amb les pàgines", "https://www.ajuntament.cat/veus/")
    staff.press("Crea la sèrie")
    staff.sees("S’ha creat la sèrie")


def begin_story(staff: Staff, film: Path) -> None:
    staff.ready()
    staff.page.locator("#f-upload").set_input_files(str(film))
    staff.sees("morning.mp4 ja ha arribat sencer")
    staff.write("Títol en català", "L’hort d’en Joel")
    staff.write("Títol en anglès", "Joel’s garden")
    staff.write("Nom a les adreces web", "joel")
    staff.write("Què explica, en una frase en català", "En Joel treballa a l’hort.")
    staff.write("Què explica, en una frase en anglès", "Joel works in the garden.")
    staff.write("On passa en català", "Nou Barris")
    staff.write("On passa en anglès", "Nou Barris")
    staff.press("Afegeix una persona")
    staff.page.keyboard.type("Joel")
    staff.write("Qui ha signat", "Joel")
    staff.write("Per a què", "el web i les xarxes")
    staff.page.locator("#f-consent-date").fill("2024-05-02")
    staff.press("Crea la història")
    staff.sees("S’ha creat la història")


def describe_poster(staff: Staff) -> None:
    """On the page of the story, to which a new one leads."""
    staff.ready()
    staff.write("Què s’hi veu en català", "En Joel a l’hort.")
    staff.write("Què s’hi veu en anglès", "Joel in the garden.")
    staff.press("Desa")
    staff.sees("S’ha desat.", exact=True)


def build(staff: Staff) -> None:
    staff.open("")
    staff.follow("Construeix les històries")
    staff.ready()
    page = staff.page
    last = page.locator("#run")
    before = last.get_attribute("data-run") if last.count() else ""
    page.locator("button[value=build]").press("Enter")
    page.locator(f"#run:not([data-run='{before}'], [data-going])").wait_for(timeout=120_000)
    assert page.locator("#state").inner_text() == "Fet", page.locator("#run").inner_text()


def correct_and_tick(staff: Staff) -> None:
    """The doubtful words one after the other: the first is mended, the second is right."""
    page = staff.page
    staff.open("")
    staff.follow("Català: s’han d’escoltar")
    staff.until(lambda: page.locator("#risks .jump").count() > 1, "the doubtful words")
    page.locator("#who").focus()
    page.keyboard.type("Marta")
    staff.keys("Alt+n")
    assert selected(page) == "l'ort"
    page.keyboard.type("l’hort")
    staff.press("Al glossari")
    staff.write("Paraula o nom en català", "Nou Barris")
    staff.keys("Enter")
    page.locator("#say").get_by_text("S’ha afegit «Nou Barris» al glossari.").wait_for()
    staff.until(lambda: page.locator("#risks .jump").count() == 1, "it is doubtful no longer")
    staff.keys("Alt+n")
    assert selected(page) == "tomates"
    staff.keys("Alt+h")
    staff.until(lambda: page.locator("#risks .ticked").count() == 1, "it is ticked off")


def selected(page: Page) -> str:
    area = page.locator("textarea:focus")
    found: str = area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    return found


def listen(staff: Staff) -> None:
    """To all of the film, at double speed."""
    page, video = staff.page, "document.getElementById('video')"
    staff.until(lambda: page.evaluate(f"{video}.paused"), "the doubtful word was played")
    page.locator("#position").press("Home")
    staff.until(lambda: page.evaluate(f"{video}.currentTime < 0.1 && !{video}.seeking"), "the beginning")
    page.locator("#speed").select_option("2")
    page.locator("#play").press("Enter")
    staff.until(lambda: page.evaluate(f"{video}.ended"), "the end of the film")
    page.locator("#heard").get_by_text("el 100 % del vídeo").wait_for()
    page.locator("#heard").get_by_text("Tots els subtítols s’han obert").wait_for()


def approve(staff: Staff, although: bool) -> None:
    """although: whether nobody has heard it, which asks for a plain yes."""
    page = staff.page
    page.locator("#show-approval").press("Enter")
    staff.until(lambda: page.locator("#approval[open]").count(), "the dialog")
    assert page.locator("#approval-unheard").is_visible() == although, page.locator("#approval").inner_text()
    if although:
        page.locator("#approval-although").press("Space")
    page.locator("#approval-by").focus()
    staff.keys("Control+a")
    page.keyboard.type("Marta")
    staff.keys("Enter")
    staff.until(lambda: not page.locator("#approval[open]").count(), "the approval")


def publish(staff: Staff, place: Path) -> None:
    staff.open("")
    staff.follow("Publica")
    staff.ready()
    staff.write("Carpeta o adreça", str(place))
    staff.press("Mira què s’enviaria")
    staff.press("Envia-ho ara")
    staff.page.get_by_role("heading", name="Què s’ha enviat").wait_for()
    assert (place / "manifest.json").is_file(), staff.page.locator("main").inner_text()


def withdraw(staff: Staff) -> None:
    staff.open("")
    staff.follow("Retira una història")
    staff.ready()
    staff.page.get_by_label("Història").focus()
    staff.keys("ArrowDown")
    staff.write("Per què", "En Joel ho ha demanat.")
    staff.write("Qui ho decideix", "Marta")
    staff.press("Mira què se’n treuria")
    staff.press("Retira-la")
    staff.sees("S’ha retirat.")


def episodes(web: Path) -> list[str]:
    """What is public there."""
    return [one["slug"] for one in json.loads((web / "manifest.json").read_text("utf-8"))["episodes"]]


def test_the_work_of_a_morning(staff: Staff, layout: Layout, film: Path, tmp_path: Path) -> None:
    begin_series(staff)
    with layout.series_file.open("a", encoding="utf-8") as file:
        file.write(BY_HAND)
    begin_story(staff, film)
    describe_poster(staff)
    build(staff)
    paths = Series.open(layout).story("joel").paths
    correct_and_tick(staff)
    listen(staff)
    approve(staff, although=False)
    assert read_review(paths).approvals["ca"].unheard == Unheard(doubts=0, captions=0, of=3, played=1.0)
    build(staff)  # the other language follows
    staff.open("")
    staff.follow("Anglès: s’han d’escoltar")
    staff.until(lambda: staff.page.locator("#cues textarea").count(), "the captions")
    staff.keys("Alt+l")
    shown = "[...document.querySelectorAll('#cues textarea')].map((one) => one.value).join()"
    staff.until(lambda: "I work in the local garden." in staff.page.evaluate(shown), "the English captions")
    approve(staff, although=True)
    (unheard,) = [one.unheard for lang, one in read_review(paths).approvals.items() if lang == "en"]
    assert unheard and unheard.played < 1
    build(staff)
    web = tmp_path / "web"
    publish(staff, web)
    assert episodes(web) == ["joel"]
    for lang, said in (("ca", "Treballo a l’hort del barri."), ("en", "I work in the local garden.")):
        assert said in (web / f"joel/embed.{lang}.html").read_text("utf-8")
    staff.open("")
    staff.sees("és pública")
    withdraw(staff)
    assert standing(Series.open(layout).story("joel")) and episodes(web) == []
    staff.open("")
    staff.sees("En Joel ho ha demanat.")
    assert layout.series_file.read_text("utf-8") == SERIES.format(today=date.today()) + BY_HAND + GLOSSARY
    assert paths.story_file.read_text("utf-8") == STORY


SERIES = """\
# The series. Texts that begin with ✎ are still to be written.
id = "veus-del-barri"
published = {today}
languages = ["ca", "en"]
base_url = "https://www.ajuntament.cat/veus/"

[title]
ca = "Veus del barri"
en = "Voices of the district"

[summary]
ca = "Gent del barri explica la seva feina."
en = "People of the district tell of their work."

[publisher]
name = "L’Ajuntament"
url = "https://www.ajuntament.cat/"
"""

GLOSSARY = """
[[glossary]]
ca = "Nou Barris"
"""

STORY = """\
# Texts that begin with ✎ are still to be written.

spoken = ["ca"]

[title]
ca = "L’hort d’en Joel"
en = "Joel’s garden"

[summary]
ca = "En Joel treballa a l’hort."
en = "Joel works in the garden."

[place]
ca = "Nou Barris"
en = "Nou Barris"

[[people]]
name = "Joel"

[consent]
given_by = "Joel"
date = 2024-05-02
scope = "el web i les xarxes"

# What else a story can say (remove the # to use it):

# [programme]
# url = "https://example.org/"
# label = { ca = "El programa", en = "The programme" }

[poster_alt]
ca = "En Joel a l’hort."
en = "Joel in the garden."
"""
