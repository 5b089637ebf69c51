"""What a viewer meets: the pages of a built story over the real `veus preview`, in the system's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_rules import WCAG, violations
from footage_clips import Clips
from made_once import made_once
from player_series import build, make_player_series
from veus_job import REPO

from tools import browser

pytest.importorskip("playwright", reason="Playwright is not installed: pip install '.[dev]'")
pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")

DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 256)
PAGES = ("/index.{}.html", "/joel/embed.{}.html", "/joel/transcript.{}.html", "/anna/embed.{}.html", "/nowhere")


@pytest.fixture(scope="module")
def built_series(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Path:
    """A built series; to be looked at, or copied."""
    return made_once(tmp_path_factory, "player series", lambda root: make_player_series(root, clips))


@pytest.fixture(scope="module")
def site(built_series: Path) -> Iterator[str]:
    """The address of `veus preview` over it."""
    command = [sys.executable, "-u", str(REPO / "cli.py"), "--root", str(built_series), "preview", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"NO_COLOR": "1"})
    assert server.stdout
    line = server.stdout.readline()
    yield line[line.index("http") :].split()[0].rstrip("/")
    server.terminate()
    server.communicate(timeout=20)


@dataclass
class Viewer:
    """Somebody with a browser, and what went wrong in it. asked: every address that was requested."""

    page: object
    site: str
    trouble: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)

    def tab_to(self, wanted: str, key: str = "Tab") -> None:
        for _ in range(80):
            if self.page.locator(f"{wanted}:focus").count():
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the Tab key does not lead to {wanted}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def video(self):
        return self.page.locator("#video")

    @property
    def now(self) -> float:
        return self.video.evaluate("video => video.currentTime")

    @property
    def playing(self) -> bool:
        return self.video.evaluate("video => !video.paused")

    @property
    def captions(self) -> tuple[str | None, str]:
        """The language of the captions that are showing, and their text at this moment."""
        return tuple(
            self.video.evaluate(
                "video => { const shown = [...video.textTracks].filter(track => track.mode === 'showing');"
                " const cues = shown.flatMap(track => [...track.activeCues ?? []]);"
                " return [shown.map(track => track.language).join() || null,"
                "   cues.map(cue => cue.getCueAsHTML().textContent).join()]; }"
            )
        )

    @property
    def marked(self) -> list[str]:
        return self.page.locator(".said [aria-current]").all_inner_texts()


def until(true: Callable[[], object], what: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.05)


def look_for(page, text: str) -> None:
    """In the transcript. The script comes with the focus; what is typed before it is there is found, too."""
    page.locator("#search").fill(text)
    until(lambda: page.locator("#found").inner_text(), "the search")


@contextmanager
def viewing(chromium, site: str, size: tuple[int, int] = DESKTOP, **more) -> Iterator[Viewer]:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    viewer = Viewer(context.new_page(), site)
    # A violation of the Content-Security-Policy is told on the console, like every other error.
    viewer.page.on("console", lambda said: said.type == "error" and viewer.trouble.append(said.text))
    viewer.page.on("pageerror", lambda error: viewer.trouble.append(str(error)))
    viewer.page.on("request", lambda request: viewer.asked.append(request.url))
    yield viewer
    cookies = context.cookies()
    context.close()
    assert viewer.trouble == [] and cookies == []
    assert [url for url in viewer.asked if not url.startswith(site + "/")] == []


@pytest.fixture
def anna(chromium, site: str) -> Iterator[Viewer]:
    with viewing(chromium, site) as viewer:
        viewer.open("/joel/embed.ca.html")
        until(lambda: viewer.video.evaluate("video => video.readyState >= 1"), "the video")
        yield viewer


def test_captions_in_both_languages(anna: Viewer) -> None:
    assert not anna.playing
    anna.page.locator("#play").click()
    until(lambda: anna.captions == ("ca", "Bon dia a tothom,\nem dic Joel."), "Catalan captions")
    assert anna.page.locator("#play").inner_text() == "Pausa"
    anna.page.get_by_role("button", name="English").click()
    until(lambda: anna.captions[0] == "en" and "my name is Joel" in anna.captions[1], "English subtitles")
    assert anna.page.get_by_role("button", name="English").get_attribute("aria-pressed") == "true"
    anna.page.get_by_role("button", name="Sense").click()
    assert anna.captions == (None, "")
    anna.video.evaluate("video => { video.textTracks[0].mode = 'showing'; }")  # the browser's own menu
    until(lambda: anna.page.get_by_role("button", name="Català").get_attribute("aria-pressed") == "true", "the button")


def test_captions_chosen_before_the_film_is_there_are_the_ones_that_show(chromium, site: str) -> None:
    with viewing(chromium, site) as viewer:
        waiting: list = []
        viewer.page.route("**/*.mp4", lambda route: waiting.append(route), times=1)
        viewer.page.goto(f"{site}/joel/embed.ca.html", wait_until="domcontentloaded")
        viewer.page.get_by_role("button", name="English").click()
        until(lambda: viewer.page.evaluate("1") and waiting, "the film is asked for")
        waiting[0].continue_()
        until(lambda: viewer.video.evaluate("video => video.readyState >= 2"), "the video")
        assert viewer.captions[0] == "en"


def test_chapters_are_no_captions(anna: Viewer) -> None:
    kinds = "video => [...video.textTracks].map(track => [track.kind, track.language].join(' '))"
    assert anna.video.evaluate(kinds) == ["captions ca", "subtitles en", "chapters ca", "metadata "]
    assert anna.page.locator("[data-captions]").count() == 3
    anna.page.get_by_role("button", name="Sense").click()
    assert anna.captions == (None, "")


def test_chapters_lead_within_the_page(anna: Viewer) -> None:
    current = anna.page.locator(".chapters [aria-current=true]")
    anna.tab_to(".chapters li:nth-of-type(2) a")
    anna.press("Enter")
    until(lambda: anna.now >= 13 and anna.playing, "playing from there")
    until(lambda: current.all_inner_texts() == ["0:13\nComiat"], "the chapter is marked")
    assert anna.page.url.endswith("embed.ca.html")
    anna.page.get_by_role("navigation", name="Capítols").get_by_role("link").first.click()
    until(lambda: anna.now < 10 and current.count() == 1, "the first chapter")


def test_scripts_learn_who_speaks(anna: Viewer) -> None:
    """As docs/manifest.md tells."""
    anna.video.evaluate(
        "video => { const track = [...video.textTracks].find(one => one.kind === 'metadata'); track.mode = 'hidden';"
        " window.told = []; track.addEventListener('cuechange', () => "
        "   window.told.push(...[...track.activeCues].map(cue => JSON.parse(cue.text).type))); }"
    )
    anna.page.locator("#play").click()
    until(lambda: anna.page.evaluate("window.told")[:1] == ["speech"], "the first words")


def test_the_data_for_search_engines_is_read_and_not_run(anna: Viewer) -> None:
    """The policy has nothing against it: `viewing` would find its complaint on the console."""
    data = anna.page.locator("script[type='application/ld+json']").evaluate("one => JSON.parse(one.textContent)")
    assert data["@type"] == "VideoObject" and data["embedUrl"] == "https://example.org/veus/joel/player.ca.html"


def test_the_transcript_follows_and_leads(anna: Viewer) -> None:
    assert anna.marked == []
    anna.tab_to(".said p:nth-of-type(2) button")
    anna.press("Enter")
    until(lambda: anna.now >= 16 and anna.playing, "playing from there")
    until(lambda: anna.marked == ["Fins aviat a tots."], "the sentence is marked")
    anna.page.get_by_text("Treballo a l’ort").click()
    until(lambda: anna.marked == ["Treballo a l’ort del barri."] and 4 <= anna.now < 7, "the sentence that was clicked")
    until(lambda: anna.marked == ["Hi vaig cada matí amb els veïns."], "it follows by sentence")


def test_the_transcript_leads_to_each_sentence_by_keyboard_with_one_stop_a_paragraph(anna: Viewer) -> None:
    """WCAG 2.2, 2.1.1: whatever a click does, keys do; and whoever only passes does not pass a hundred stops."""
    focused = anna.page.locator(".said :focus")
    tabbable = anna.page.locator(".said button, .said [tabindex='0']")
    assert tabbable.count() == 2
    anna.tab_to(".said p:nth-of-type(1) button")
    anna.press("ArrowRight")
    assert focused.inner_text() == "Treballo a l’ort del barri."
    anna.press("ArrowRight", "Enter")
    until(lambda: 7 <= anna.now < 10 and anna.playing, "playing from the third sentence")
    assert focused.get_attribute("role") == "button"
    anna.press("ArrowLeft", "ArrowLeft")
    assert focused.get_attribute("aria-label") == "Reprodueix des de 0:01"
    assert anna.page.locator(".said [role=button]").count() == 0 and tabbable.count() == 2
    anna.press("ArrowLeft", *["ArrowRight"] * 4)
    assert focused.inner_text() == "M’agrada molt."
    anna.press("Space")
    until(lambda: 13 <= anna.now < 16, "playing from the last sentence of the paragraph")
    anna.press("ArrowRight")
    assert focused.get_attribute("aria-label") == "Reprodueix des de 0:16"
    anna.press("ArrowLeft", "Tab")
    assert focused.get_attribute("aria-label") == "Reprodueix des de 0:16"
    look_for(anna.page, "aviat")
    anna.page.locator(".said p:visible button").focus()
    anna.press("ArrowLeft")
    assert focused.get_attribute("aria-label") == "Reprodueix des de 0:16"


@pytest.mark.parametrize("address", ["?t=13", "?t=13.5", "?lang=ca&t=13", "#t=13", "?t=2#t=13"])
def test_a_page_begins_where_its_address_says(chromium, site: str, address: str) -> None:
    """As search engines write it, and as a media fragment does."""
    with viewing(chromium, site) as viewer:
        viewer.open(f"/joel/embed.ca.html{address}")
        until(lambda: 12.9 < viewer.now < 14 and not viewer.playing, "the time of the address")
        viewer.open("/index.ca.html")
        viewer.open("/joel/embed.ca.html?t=13x")
        until(lambda: viewer.video.evaluate("video => video.readyState >= 1"), "the video")
        assert viewer.now == 0


def test_the_transcript_scrolls_by_itself_and_leaves_the_page_alone(chromium, site: str) -> None:
    with viewing(chromium, site, (1280, 560), reduced_motion="reduce") as viewer:
        viewer.open("/joel/embed.ca.html")
        viewer.page.locator(".said").evaluate("list => { list.style.maxHeight = '6rem'; list.style.minHeight = 0; }")
        top = viewer.page.locator(".said")
        viewer.video.evaluate("video => { video.currentTime = 17; }")
        until(lambda: top.evaluate("list => list.scrollTop") > 20, "the list scrolls")
        assert viewer.page.evaluate("scrollY") == 0
        viewer.page.get_by_label("Segueix el vídeo").uncheck()
        viewer.video.evaluate("video => { video.currentTime = 2; }")
        until(lambda: viewer.marked == ["Bon dia a tothom, em dic Joel."], "the mark")
        assert top.evaluate("list => list.scrollTop") > 20


def test_searching(anna: Viewer) -> None:
    found = anna.page.locator("#found")
    look_for(anna.page, "VEINS")
    assert found.inner_text() == "Paràgrafs trobats: 1"
    assert anna.page.locator(".said p:visible").count() == 1
    assert anna.page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["veïns"]
    look_for(anna.page, "vei\u0308ns")  # as some machines write what is typed
    assert found.inner_text() == "Paràgrafs trobats: 1"
    anna.press("Enter")
    assert anna.page.url.endswith("embed.ca.html")
    anna.page.get_by_label("Cerca en la transcripció").fill("")
    assert anna.page.locator(".said p:visible").count() == 2 and found.inner_text() == ""


def test_everything_by_keyboard_with_the_focus_in_sight(chromium, site: str) -> None:
    seen: dict[str, bool] = {}
    with viewing(chromium, site, reduced_motion="reduce") as viewer:
        viewer.open("/joel/embed.ca.html")
        for _ in range(60):
            viewer.press("Tab")
            if viewer.page.evaluate("document.activeElement === document.body"):
                break  # the focus has left the page
            name, shown = viewer.page.evaluate(
                "(() => { const one = document.activeElement; const box = one.getBoundingClientRect();"
                " const edge = element => parseFloat(getComputedStyle(element).outlineWidth) >= 3"
                "   && getComputedStyle(element).outlineStyle !== 'none';"
                " return [one.id || one.dataset.captions || one.textContent.trim() || one.tagName,"
                "   (edge(one) || edge(one.parentElement)) && box.bottom > 0 && box.top < innerHeight]; })()"
            )
            seen.setdefault(name, shown)  # the browser's own controls within the video come under its name
    assert [name for name, shown in seen.items() if not shown] == []
    assert {"video", "play", "ca", "en", "off", "speed", "search", "print", "0:01", "0:16"} <= set(seen)


def test_keys_of_the_player(anna: Viewer) -> None:
    anna.tab_to("#play")
    anna.press("k")
    until(lambda: anna.playing, "K plays")
    anna.press("k", "l")
    until(lambda: not anna.playing and anna.now >= 10, "K pauses, L goes on ten seconds")
    anna.press("j")
    until(lambda: anna.now < 10, "J goes back")
    anna.press("c")
    assert anna.captions[0] == "en" and anna.page.locator("#say").inner_text() == "Subtítols: English"
    anna.press("m")
    assert anna.video.evaluate("video => video.muted")
    anna.press("Control+k", "Alt+k", "Shift+K")
    assert not anna.playing
    anna.tab_to("#speed")
    anna.press("k")  # letters choose within a list
    assert not anna.playing
    anna.tab_to("#search")
    anna.press("k", "m")
    assert anna.page.locator("#search").input_value() == "km" and not anna.playing


def test_keys_can_be_switched_off(anna: Viewer) -> None:
    anna.page.get_by_text("Tecles", exact=True).click()
    anna.page.get_by_label("Fes servir aquestes tecles").uncheck()
    anna.page.reload()
    anna.tab_to("#play")
    anna.press("k", "c")
    assert not anna.playing and anna.captions[0] == "ca"
    anna.press("Space")
    until(lambda: anna.playing, "the button itself")


def test_choices_survive_loading_again(anna: Viewer) -> None:
    page = anna.page
    page.get_by_role("button", name="English").click()
    page.get_by_text("Aspecte dels subtítols").click()
    for label, value in (("Mida", "200"), ("Color", "yellow"), ("Fons", "black"), ("Velocitat", "1.5")):
        page.get_by_label(label).select_option(value)
    page.get_by_label("Segueix el vídeo").uncheck()
    page.reload()
    until(lambda: anna.captions[0] == "en", "the language")
    assert anna.video.evaluate("video => video.playbackRate") == 1.5
    assert [page.locator(f"#{name}").input_value() for name in ("size", "ink", "ground")] == ["200", "yellow", "black"]
    assert not page.get_by_label("Segueix el vídeo").is_checked()
    page.get_by_role("button", name="Sense").click()
    page.reload()
    anna.page.locator("#play").click()
    until(lambda: anna.now > 0.3, "it plays")
    assert anna.captions == (None, "")


def test_how_captions_look(anna: Viewer) -> None:
    anna.video.evaluate("video => { video.controls = false; video.currentTime = 8; }")
    until(lambda: "veïns" in anna.captions[1], "a caption")
    anna.page.get_by_text("Aspecte dels subtítols").click()
    anna.page.wait_for_timeout(300)
    pictures = [anna.video.screenshot()]
    for name in ("size", "ink", "ground"):
        for option in anna.page.locator(f"#{name} option").all()[1:]:
            value = option.get_attribute("value")
            if value == anna.page.locator(f"#{name}").input_value():
                continue
            anna.page.locator(f"#{name}").select_option(value)
            anna.page.wait_for_timeout(200)
            pictures.append(anna.video.screenshot())
    assert len(set(pictures)) == len(pictures) == 1 + 2 + 3 + 2


def test_damaged_or_forbidden_memory_is_no_trouble(chromium, site: str) -> None:
    for script in (
        "localStorage.setItem('veus.player', '{')",
        "localStorage.setItem('veus.player', 'null')",
        'localStorage.setItem(\'veus.player\', \'{"speed":"99","captions":"xx","follow":"no","size":{}}\')',
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
    ):
        with viewing(chromium, site) as viewer:
            viewer.page.add_init_script(script)
            viewer.open("/joel/embed.en.html")
            until(lambda viewer=viewer: viewer.captions[0] == "en", "the captions of the page's language")
            viewer.page.locator("#speed").select_option("2")
            assert viewer.video.evaluate("video => video.playbackRate") == 2


def test_the_other_language_goes_on_at_the_same_place(anna: Viewer) -> None:
    anna.video.evaluate("video => { video.currentTime = 11; }")
    anna.page.locator(".languages").get_by_role("link", name="English").click()
    anna.page.wait_for_url("**/embed.en.html#t=11")
    assert anna.page.locator("h1").inner_text() == "Joel’s story"
    until(lambda: 10.5 < anna.now < 12 and not anna.playing, "the same place, not playing")
    assert anna.captions[0] == "en"


def test_without_javascript_nothing_is_missing(chromium, site: str) -> None:
    with viewing(chromium, site, java_script_enabled=False) as viewer:
        viewer.open("/joel/embed.ca.html")
        page = viewer.page
        assert page.locator("video[controls] track[default]").get_attribute("srclang") == "ca"
        assert page.locator(".said p:visible").count() == 2
        assert page.locator("button:visible, input:visible, select:visible, details:visible").count() == 0
        chapters = page.get_by_role("navigation", name="Capítols").get_by_role("link")
        assert [chapter.get_attribute("href") for chapter in chapters.all()] == [
            "video.ca.mp4#t=0",
            "video.ca.mp4#t=13",
        ]
        assert page.get_by_role("link", name="Transcripció en una pàgina pròpia").count() == 1
        page.locator(".languages").get_by_role("link", name="English").click()
        page.wait_for_url("**/embed.en.html")
        assert page.locator("h1").inner_text() == "Joel’s story"
        assert page.locator(".bare:visible").count() == 0


def test_a_page_opened_from_the_disk_says_why_it_is_bare(chromium, tmp_path: Path, site: str) -> None:
    """Browsers check no integrity there, and refuse what they can't check."""
    from urllib.request import urlopen

    (tmp_path / "page.html").write_bytes(urlopen(f"{site}/joel/embed.en.html").read())
    page = chromium.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.get_by_text("veus preview").is_visible()
    assert page.get_by_text("Good morning everyone").is_visible()
    page.close()


def test_printed_it_is_a_transcript(anna: Viewer) -> None:
    anna.page.evaluate("window.print = () => { window.printed = true; }")
    anna.page.get_by_role("button", name="Imprimeix").click()
    assert anna.page.evaluate("window.printed")
    look_for(anna.page, "aviat")
    anna.page.emulate_media(media="print")
    assert anna.page.locator(".said p:visible").count() == 2
    assert anna.page.locator("h1:visible").count() == 1
    assert anna.page.locator("video:visible, select:visible, input:visible, nav:visible").count() == 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("lang", ["ca", "en"])
def test_accessible_to_everybody(chromium, site: str, lang: str, size: tuple[int, int]) -> None:
    """axe-core finds nothing, in light and dark; it is put into the page past its policy."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    page = context.new_page()
    for path in PAGES:
        page.goto(site + path.format(lang))
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        if page.locator("#search").count():
            look_for(page, "a")
            page.locator("#video").evaluate("video => { video.currentTime = 5; }")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page, WCAG, scheme) == [], path
    context.close()


def test_cards_and_what_is_said_of_accessibility_are_heard_one_by_one(chromium, site: str) -> None:
    with viewing(chromium, site) as viewer:
        viewer.open("/index.ca.html")
        assert viewer.page.get_by_role("article", name="La història d’en Joel", exact=True).count() == 1
        viewer.open("/joel/embed.en.html")
        points = viewer.page.get_by_role("listitem").filter(has_text="It has no audio description.")
        assert points.all_inner_texts() == ["It has no audio description."]
        assert viewer.page.locator("head meta[property='og:image:alt']").get_attribute("content") == "Bars of colours."


def test_the_way_past_the_bar_is_in_it_and_seen_when_it_is_reached(chromium, site: str) -> None:
    """The first stop of the Tab key; within a landmark, so that those who go by these meet it too."""
    with viewing(chromium, site) as viewer:
        viewer.open("/joel/embed.ca.html")
        viewer.press("Tab")
        skip = viewer.page.get_by_role("banner").get_by_role("link", name="Salta al contingut")
        assert skip.evaluate("one => one === document.activeElement")
        box = skip.bounding_box()
        assert box and box["y"] >= 0 and box["x"] >= 0
        viewer.press("Enter")
        assert viewer.page.locator("main").evaluate("one => one === document.activeElement")


def test_nothing_is_cut_off_at_320_px(chromium, site: str) -> None:
    """Which is also what 1280 px are at 400 % (WCAG 2.2, 1.4.10)."""
    with viewing(chromium, site, NARROW) as viewer:
        for path in (path.format(lang) for path in PAGES[:4] for lang in ("ca", "en")):
            viewer.open(path)
            viewer.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
            assert viewer.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("how", [{"forced_colors": "active"}, {"contrast": "more"}, {"reduced_motion": "reduce"}])
def test_other_wishes_of_viewers(chromium, site: str, how: dict[str, str]) -> None:
    with viewing(chromium, site, **how) as viewer:
        viewer.open("/joel/embed.ca.html")
        viewer.page.get_by_role("button", name="English").click()
        on, off = (
            viewer.page.locator(f"[data-captions={lang}]").evaluate("one => getComputedStyle(one).backgroundColor")
            for lang in ("en", "ca")
        )
        assert on != off
        slow = (
            "[...document.querySelectorAll('*:not(video *)')]"
            ".filter(one => getComputedStyle(one).transitionDuration !== '0s').length"
        )
        assert viewer.page.evaluate(slow) == 0
        viewer.open("/index.ca.html")
        assert (viewer.page.evaluate(slow) == 0) == (how.get("reduced_motion") == "reduce")


@pytest.mark.parametrize("path", ["/joel/embed.ca.html", "/joel/player.ca.html"])
def test_the_first_load_without_the_film_is_light(chromium, site: str, path: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(site + path, wait_until="networkidle")
        loaded = page.evaluate(
            "performance.getEntries().filter((one) => one.encodedBodySize && !one.name.endsWith('.mp4'))"
            ".map((one) => [one.name, one.encodedBodySize])"
        )
        assert any(name.endswith(".jpg") or name.endswith(".webp") for name, _ in loaded), "the poster is one of them"
        assert sum(size for _, size in loaded) < 100_000, loaded


def test_targets_are_large_enough(chromium, site: str) -> None:
    """WCAG 2.2, 2.5.8: 24 px, at the least."""
    for size in (DESKTOP, NARROW):
        with viewing(chromium, site, size) as viewer:
            viewer.open("/joel/embed.ca.html")
            boxes = viewer.page.locator(
                "button:visible, a:visible, input:visible, select:visible, summary:visible"
            ).evaluate_all(
                "all => all.map(one => { const box = one.getBoundingClientRect();"
                " return [one.outerHTML.slice(0, 90), box.width, box.height]; })"
            )
            assert [box for box in boxes if min(box[1:]) < 24 and "skip" not in box[0]] == []


def test_a_theme_changes_the_pages_of_the_next_build(built_series: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built_series, tmp_path / "root"))
    page, series = root / "output/joel/embed.ca.html", root / "output/index.ca.html"
    before = page.read_bytes()
    (root / "stories/theme/texts").mkdir(parents=True)
    (root / "stories/theme/texts/ca.po").write_text('msgid "transcript.heading"\nmsgstr "Què s’hi diu"\n', "utf-8")
    (root / "stories/theme/templates").mkdir()
    (root / "stories/theme/templates/index.html").write_text(
        '{% extends "veus/index.html" %}{% block foot %}<p>Ràdio</p>{% endblock %}', "utf-8"
    )
    build(root)
    assert "Què s’hi diu" in page.read_text("utf-8") and "<p>Ràdio</p>" in series.read_text("utf-8")
    shutil.rmtree(root / "stories/theme")
    build(root)
    assert page.read_bytes() == before
