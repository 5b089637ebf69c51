"""The player in pages of others: whole in every frame, for everybody. In the system's Chromium, over two origins."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from axe_rules import WCAG, violations
from publish_helpers import SAID, With, settings_with, story_with
from small_series import REPO

from pipeline.cues import Cue, Track
from pipeline.project.layout import Layout, StoryLayout
from pipeline.site import preview
from pipeline.site.contract import Manifest
from pipeline.site.finished_files import PublishedTrack
from pipeline.site.manifest import build_manifest, build_series, build_withdrawn, write_manifest
from pipeline.site.oembed_answers import answer
from pipeline.site.pages import render_notices, render_story_pages, write_pages
from pipeline.site.static_files import write_static
from pipeline.subtitles.vtt import to_vtt
from tools import browser
from tools.made_up import built, facts

pytest.importorskip("playwright", reason="Playwright is not installed: pip install '.[dev]'")
pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")

CUES = {
    "ca": (Cue(0, 4000, "Bon dia a tothom."), Cue(4000, 7900, "L’hort és de tots.")),
    "en": (Cue(0, 4000, "Good morning, everyone."), Cue(4000, 7900, "It is for all.")),
}
#: Shapes of films, in px: usual, held upright, square, and wider than any; and one that has all that there can be.
FILMS = {"joel": (160, 90), "upright": (90, 160), "square": (120, 120), "wide": (240, 100), "told": (160, 90)}
HOST = """<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A page of others</title>
<style>body {{ margin: 0 8px }} main {{ max-width: {width}px; margin: auto }}</style>
<main><h1>News</h1>{frame}<p>Text.</p></main>"""


def film(path: Path, size: tuple[int, int]) -> bytes:
    """Eight seconds of picture and sound, of 25 pictures a second."""
    from imageio_ffmpeg import get_ffmpeg_exe

    picture = ["-f", "lavfi", "-i", f"testsrc2=size={size[0]}x{size[1]}:rate=25:duration=8"]
    sound = ["-f", "lavfi", "-i", "sine=duration=8:sample_rate=16000"]
    coding = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    command = [get_ffmpeg_exe(), "-v", "error", *picture, *sound, *coding, "-movflags", "+faststart", str(path)]
    subprocess.run(command, check=True)
    return path.read_bytes()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The address of an app on a free port; another port is another origin."""
    import uvicorn

    listener = socket.create_server((preview.HOST, 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)
    listener.close()


def tell(paths: StoryLayout) -> dict[str, object]:
    """A description in English: a film of its own, and a second of voice at 0:03 that the film waits for. And the film
    itself for an interpretation: what both show can be compared."""
    shutil.copy(paths.video, paths.sign("bfi"))
    shutil.copy(paths.video, paths.out / "video.en.ad.mp4")
    with wave.open(str(paths.out / "extended.en.1.wav"), "wb") as voice:
        voice.setparams((1, 2, 8000, 0, "NONE", ""))
        voice.writeframes(bytes(2 * 8000))
    clip = SimpleNamespace(start_ms=3000, duration_ms=1000, url="told/extended.en.1.wav")
    video = SimpleNamespace(url="told/video.en.ad.mp4", bytes=1, type="video/mp4")
    told = {"kind": "descriptions", "url": "told/description.vtt", "type": "text/vtt", "bytes": 1, "sha256": "0" * 64}
    told |= {"synthetic": False, "status": "approved", "approval": None}
    label = {"ca": "llengua de signes britànica", "en": "British Sign Language"}
    sign = {"url": "told/sign.bfi.mp4", "interpreter": None, "copy_with": None, "bytes": 1}
    return {
        "descriptions": [
            SimpleNamespace(language="en", label="English", video=video, sound=video, extended=(clip,), **told),
            SimpleNamespace(language="es", label="Español", video=None, sound=None, extended=(clip,), **told),
        ],
        "signs": [SimpleNamespace(language="bfi", label=label, **sign)],
    }


def write_site(layout: Layout, base_url: str, folder: Path) -> Manifest:
    """A finished output folder at that address, with a story for each shape of film."""
    settings, episodes = settings_with(base_url=base_url), []
    for slug, size in FILMS.items():
        story = story_with(layout, slug)
        tracks = [PublishedTrack(Track(lang, CUES[lang], story.kind_of(lang), {}), "approved") for lang in CUES]
        video = film(folder / f"{slug}.mp4", size)
        episodes.append(built(story, settings, facts(*size, 8000), tracks, video, SAID))
        for lang in CUES:
            story.paths.vtt(lang).write_text(to_vtt(Track(lang, CUES[lang])), "utf-8")
        shown = With(episodes[-1], **tell(story.paths)) if slug == "told" else episodes[-1]
        write_pages(render_story_pages(story.paths, build_series(settings), shown, SAID), layout)
    manifest = build_manifest(settings, episodes, [build_withdrawn(settings, "gone", date(2024, 6, 3))])
    write_pages(render_notices(layout, manifest), layout)
    write_manifest(layout, manifest)
    write_static(layout)
    return manifest


@dataclass(frozen=True)
class Web:
    """Two sites: ours, and that of others, whose pages hold our frames. Addresses without a slash at the end."""

    ours: str
    others: str
    frames: dict[str, str]
    layout: Layout


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    folder, frames = tmp_path_factory.mktemp("embedding"), {}

    def page(request: Request) -> HTMLResponse:
        """A column of `width` px with the frame of a film."""
        frame = frames[request.path_params["slug"]]
        return HTMLResponse(HOST.format(width=request.path_params["width"], frame=frame))

    with (
        serving(preview.create_app(layout := Layout(folder / "root"))) as ours,
        serving(Starlette(routes=[Route("/{width:int}/{slug}", page)])) as others,
    ):
        for episode in write_site(layout, f"{ours}/", folder).episodes:
            frames[episode.slug] = str(episode.embeds[1].html)
        yield Web(ours, others, frames, layout)


@contextmanager
def opened(chromium: Any, address: str, size: tuple[int, int], **how: Any) -> Iterator[Any]:
    """A page at an address, which complains of nothing."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **how)
    page, trouble = context.new_page(), []
    page.on("console", lambda said: said.type == "error" and trouble.append(said.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(address)
    yield page
    cookies = context.cookies()
    context.close()
    assert trouble == [] and cookies == []


def until(frame: Any, true: str, seconds: float = 20) -> None:
    """Waits for what an expression of JavaScript says. (Playwright's own waiting would break the pages' policy.)"""
    end = time.monotonic() + seconds
    while not frame.evaluate(true):
        assert time.monotonic() < end, f"in vain: {true}"
        time.sleep(0.03)


#: What of a page is not seen whole: what scrolls, and what ends outside of it.
CUT_OFF = """() => {
  const root = document.scrollingElement, out = [];
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) out.push("scrolls");
  for (const one of document.querySelectorAll("video, button, a, .gone p")) {
    if (!one.checkVisibility()) continue;
    const box = one.getBoundingClientRect();
    const whole = box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 0.5 && box.bottom <= innerHeight + 0.5;
    const small = one.tagName !== 'P' && Math.min(box.width, box.height) < 24;
    if (!whole || small) out.push(`${one.outerHTML.slice(0, 60)} ${JSON.stringify(box)}`);
  }
  return out;
}"""
#: Whether the links stand in a row of their own although there is room for them behind the last button.
EMPTY_ROW = """() => {
  const [last, links] = [[...document.querySelectorAll(".bar button")].pop(), document.querySelector(".leave")];
  const [end, row] = [last, links].map((one) => one.getBoundingClientRect());
  return row.top >= end.bottom && end.right + row.width + 20 < innerWidth;
}"""
SHOWN = "() => [...video.textTracks].filter((one) => one.mode === 'showing').map((one) => one.language).join()"


@pytest.mark.parametrize("width", [300, 600, 960])
def test_in_a_column_of_others_all_is_seen_without_scrolling(chromium: Any, web: Web, width: int) -> None:
    with opened(chromium, f"{web.others}/{width}/joel", (1280, 900)) as page:
        for slug in FILMS:
            page.goto(f"{web.others}/{width}/{slug}")
            box = page.locator("iframe").bounding_box()
            assert box["width"] == width and box["height"] <= 0.9 * 900 + 1
            frame = page.frames[1]
            frame.wait_for_load_state()
            assert frame.evaluate(CUT_OFF) == [] and frame.evaluate("document.fullscreenEnabled"), slug
            assert frame.evaluate("document.getElementById('video').clientHeight") > 0.6 * box["height"]
            seen = frame.evaluate("[...document.querySelectorAll('.bar button')].map((one) => one.checkVisibility())")
            assert len(seen) >= 4 and all(seen)


@pytest.mark.parametrize(
    "size", [(280, 158), (300, 169), (600, 338), (960, 540), (1920, 1080), (280, 400), (1920, 300)], ids=str
)
def test_in_any_frame_all_is_seen_without_scrolling(chromium: Any, web: Web, size: tuple[int, int]) -> None:
    with opened(chromium, f"{web.ours}/joel/player.ca.html", size) as page:
        for slug in FILMS:
            page.goto(f"{web.ours}/{slug}/player.ca.html")
            assert page.evaluate(CUT_OFF) == [], slug
            assert page.evaluate(EMPTY_ROW) is False, slug
        page.goto(f"{web.ours}/gone/player.ca.html")
        assert page.evaluate(CUT_OFF) == [] and "S’ha retirat" in page.inner_text("main")


def test_a_narrow_page_of_others_does_not_scroll_sideways(chromium: Any, web: Web) -> None:
    with opened(chromium, f"{web.others}/960/joel", (320, 568)) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("iframe").bounding_box()["width"] == 304
        page.frames[1].wait_for_load_state()
        assert page.frames[1].evaluate(CUT_OFF) == []


def test_with_more_space_in_the_text_all_is_still_seen(chromium: Any, web: Web) -> None:
    """WCAG 2.2, 1.4.12."""
    spaced = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    for size in ((300, 300), (600, 338), (960, 540)):
        with opened(chromium, f"{web.ours}/told/player.en.html", size, bypass_csp=True) as page:
            page.add_style_tag(content=spaced)
            assert page.evaluate(CUT_OFF) == [], size
            assert page.evaluate(
                "[...document.querySelectorAll('.bar button')].every((b) => b.scrollWidth <= b.clientWidth)"
            )


@pytest.mark.parametrize(("size", "slug"), [((300, 188), "joel"), ((300, 188), "told"), ((600, 338), "told")], ids=str)
def test_with_letters_of_twice_the_size_nothing_is_lost(
    chromium: Any, web: Web, size: tuple[int, int], slug: str
) -> None:
    """WCAG 2.2, 1.4.4, for who has set so in the browser: a small frame scrolls down then, and never sideways."""
    with opened(chromium, "about:blank", size) as page:
        large = {"fontSizes": {"standard": 32, "fixed": 26}}
        page.context.new_cdp_session(page).send("Page.setFontSizes", large)
        page.goto(f"{web.ours}/{slug}/player.en.html")
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 34
        assert page.evaluate("video.clientHeight >= innerHeight / 2 - 1 && document.body.scrollWidth <= innerWidth")
        for one in page.locator(".bar :is(button, a)").all():
            one.focus()
            seen = one.evaluate(
                "(one) => { const { left, right, top, bottom } = one.getBoundingClientRect();"
                " return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight + 0.5; }"
            )
            assert seen and one.evaluate("(one) => one.scrollWidth <= one.clientWidth"), one.evaluate(
                "(o) => o.outerHTML"
            )


def test_by_keyboard_alone_and_out_of_the_frame_again(chromium: Any, web: Web) -> None:
    with opened(chromium, f"{web.others}/600/joel", (800, 700)) as page:
        inside = page.frames[1]
        inside.wait_for_selector("#play")
        seen = []
        for _ in range(25):  # the browser's own controls within the video come under its name
            page.keyboard.press("Tab")
            name = inside.evaluate(
                "document.hasFocus() ? (document.activeElement.dataset.captions || document.activeElement.id"
                " || document.activeElement.className) : ''"
            )
            if name in seen:
                continue
            seen.append(name)
            if name == "play":
                page.keyboard.press("Enter")
                until(inside, "!video.paused")
            if name == "ca":
                page.keyboard.press("Enter")
                assert inside.evaluate(SHOWN) == "ca"
        assert [name for name in seen if name] == ["video", "play", "ca", "en", "off", "to-text", "to-page"]
        assert "" in seen[1:], "out of the frame again"


def test_links_leave_the_frame_and_go_on_where_it_was(chromium: Any, web: Web) -> None:
    with opened(chromium, f"{web.others}/960/joel", (1280, 900)) as page:
        inside = page.frames[1]
        until(inside, "window.video?.readyState >= 1")
        inside.evaluate("video.currentTime = 5")
        inside.locator(".to-page").click()
        page.wait_for_url(f"{web.ours}/joel/embed.en.html#t=5")
        until(page, "video.currentTime === 5")


def test_in_a_frame_that_an_editor_has_put_into_a_sandbox_it_works_with_what_the_docs_ask_for(
    chromium: Any, web: Web
) -> None:
    told = re.search(r"must be `(.+?)`, and `(.+?)` for", (REPO / "docs/embedding.md").read_text("utf-8"))
    assert told
    with opened(chromium, f"{web.others}/600/joel", (800, 700)) as page:
        page.evaluate(
            "(allowed) => new Promise((loaded) => {"
            " const old = document.querySelector('iframe'), frame = old.cloneNode();"
            " frame.sandbox = allowed; frame.onload = loaded; old.replaceWith(frame); })",
            " ".join(told.groups()),
        )
        until(page.frames[1], "location.origin !== 'null' && window.video?.readyState >= 1")
        page.frames[1].locator("[data-captions=ca]").click()
        assert page.frames[1].evaluate(SHOWN) == "ca"
        page.frames[1].locator(".to-page").click()
        page.wait_for_url(f"{web.ours}/joel/embed.en.html")


def test_links_lead_to_the_beginning_once_somebody_has_gone_back_there(chromium: Any, web: Web) -> None:
    with opened(chromium, f"{web.ours}/joel/player.en.html", (600, 375)) as page:
        until(page, "video.readyState >= 1")
        page.evaluate("document.querySelector('.to-page').addEventListener('click', (event) => event.preventDefault())")
        for at, hash_then in ((5, "#t=5"), (0, "")):
            page.evaluate(f"video.currentTime = {at}")
            page.locator(".to-page").click()
            assert page.evaluate("document.querySelector('.to-page').hash") == hash_then


def test_a_link_to_another_moment_leads_there_in_a_page_that_is_open(chromium: Any, web: Web) -> None:
    with opened(chromium, f"{web.ours}/joel/embed.en.html?t=2", (600, 375)) as page:
        until(page, "video.readyState >= 2 && video.currentTime === 2")
        page.evaluate("location.hash = 't=0:05'")
        until(page, "video.currentTime === 5")
        for nowhere in ("content", "t=99"):  # the way past the bar says nothing of a time
            page.evaluate(f"location.hash = '{nowhere}'")
            page.wait_for_timeout(200)
            assert page.evaluate("video.currentTime") == 5, nowhere


@pytest.mark.parametrize(
    ("asked", "language", "start"),
    [
        ("", "en", 0),
        ("?captions=ca", "ca", 0),
        ("?captions=off&t=5", "", 5),
        ("#captions=ca&t=0:05.5", "ca", 5.5),
        ("?t=2#t=3", "en", 3),
        ("?captions=xx&t=soon", "en", 0),
        *(
            (f"?t={odd}", "en", 0)
            for odd in ("", "null", "5:", ":5", "0:0:0:5", "5s", "1e0", "0.0001", "5,7", "0000005")
        ),
        ("?t=0:0:05", "en", 5),
        ("?t=99", "en", 0),  # behind the end of the film, which may have been cut since
        ("#captions=ca&t=1:00:00", "ca", 0),
        ("?captions=%22%3E%3Cb%3E&t=-1", "en", 0),
    ],
)
def test_the_address_says_how_it_begins(chromium: Any, web: Web, asked: str, language: str, start: float) -> None:
    with opened(chromium, f"{web.ours}/joel/player.en.html{asked}", (600, 375)) as page:
        until(page, "video.readyState >= 2 && !video.seeking")
        assert (page.evaluate(SHOWN), page.evaluate("video.currentTime")) == (language, start)
        assert page.evaluate("localStorage.length") == 0, "what a page asks for is not what a viewer has chosen"


def test_captions_that_are_asked_for_are_on_also_for_who_switched_them_off(chromium: Any, web: Web) -> None:
    with opened(chromium, f"{web.ours}/joel/player.en.html", (600, 375)) as page:
        for chosen, shown in (("off", "en"), ("ca", "ca")):
            page.locator(f"[data-captions={chosen}]").click()
            page.goto(f"{web.ours}/joel/player.en.html?captions=on")
            until(page, "video.readyState >= 2")
            assert page.evaluate(SHOWN) == shown
            page.goto(f"{web.ours}/joel/player.en.html")
            until(page, "video.readyState >= 2")
            assert page.evaluate(SHOWN) == ("" if chosen == "off" else chosen), "what was chosen stays"


def test_without_script_the_browsers_own_controls_play_it(chromium: Any, web: Web) -> None:
    with opened(chromium, f"{web.others}/300/joel", (400, 400), java_script_enabled=False) as page:
        frame = page.frame_locator("iframe")
        assert frame.locator("video[controls] track[default]").get_attribute("srclang") == "en"
        assert frame.locator("button:visible").count() == 0 and frame.locator("a:visible").count() == 2


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("url={}joel/embed.en.html", 200),
        ("url={}joel/player.en.html%3Ft%3D5%23captions%3Dca&maxwidth=300&maxheight=200&format=json", 200),
        ("url={}joel/embed.en.html&maxheight=101", 200),
        ("url={}upright/embed.en.html&maxheight=399&maxwidth=40", 200),
        ("url={}wide/embed.en.html&maxwidth=1", 200),
        ("url={}joel/embed.en.html&format=xml", 501),
        ("url={}nobody/embed.en.html", 404),
        ("url={}joel/transcript.en.html", 404),
        ("url={}joel/../joel/embed.en.html", 404),
        ("url=https://elsewhere.example/joel/embed.en.html", 404),
        ("url=embed.en.html", 404),
        ("url={}joel/embed.en.html&maxwidth=-1", 400),
        ("url={}joel/embed.en.html&maxwidth=0", 400),
        ("url={}joel/embed.en.html&maxheight=", 400),
        ("url={}joel/embed.en.html&maxwidth=wide", 400),
        ("maxwidth=300", 400),
    ],
)
def test_the_function_that_the_docs_give_to_sites_answers_as_ours(
    chromium: Any, web: Web, asked: str, status: int
) -> None:
    (code,) = re.findall(r"```js\n(.*?)```", (REPO / "docs/embedding.md").read_text("utf-8"), re.DOTALL)
    base, query = f"{web.ours}/", dict(parse_qsl(asked.format(f"{web.ours}/"), keep_blank_values=True))
    run = (
        "async ([asked, BASE_URL]) => { const query = new URLSearchParams(asked);"
        f" const said = await (async () => {{ {code} }})();"
        " return [said.status, said.ok ? await said.json() : null]; }"
    )

    def file(route: Any) -> None:
        """oembed.<lang>.json, as it is written: the answer without limits."""
        page_asked_for = re.sub(r"oembed\.(\w+)\.json$", r"embed.\1.html", route.request.url)
        _, told = answer(web.layout, {"url": page_asked_for}, base)
        route.fulfill(status=200 if told else 404, json=told)

    context = chromium.new_context()
    page = context.new_page()
    page.route("**/oembed.*.json", file)
    page.goto(f"{base}joel/player.en.html")
    said, ours = page.evaluate(run, [asked.format(base), base]), answer(web.layout, query, base)
    context.close()
    assert tuple(said) == ours and said[0] == status


@pytest.mark.parametrize("size", [(360, 225), (1280, 800)], ids=["phone", "desktop"])
def test_the_player_is_accessible_to_everybody(chromium: Any, web: Web, size: tuple[int, int]) -> None:
    with opened(chromium, f"{web.ours}/joel/player.ca.html", size, bypass_csp=True) as page:
        for path in ("joel/player.ca.html", "gone/player.en.html"):
            page.goto(f"{web.ours}/{path}")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert violations(page, WCAG, scheme) == [], path


def test_captions_are_clear_of_the_controls_in_forced_colours(chromium: Any, web: Web) -> None:
    """While paused, when the browser shows both. One line of text is less than it would hide."""
    from PIL import Image, ImageChops

    with opened(chromium, f"{web.ours}/joel/player.en.html?t=2", (600, 375), forced_colors="active") as page:
        until(page, "video.readyState >= 2 && video.textTracks[1].activeCues?.length")
        pictures = []
        for language in ("en", "off"):
            page.locator(f"[data-captions={language}]").click()
            page.wait_for_timeout(300)
            pictures.append(Image.open(BytesIO(page.locator("#video").screenshot())).convert("RGB"))
        box = ImageChops.difference(*pictures).getbbox()
        assert box and box[3] - box[1] >= 16, box


@pytest.fixture
def told(chromium: Any, web: Web) -> Iterator[Any]:
    with opened(chromium, f"{web.ours}/told/player.en.html", (600, 375)) as page:
        until(page, "video.readyState >= 2")
        yield page


def describe(page: Any, language: str) -> None:
    """Presses its button: the script comes with it."""
    page.locator(f"[data-description={language}]").click()
    until(page, f"""document.querySelector("[data-description={language}][aria-pressed=true]")""")


def test_a_described_film_goes_on_where_the_other_was(told: Any) -> None:
    button = told.locator("[data-description=en]")
    told.locator("[data-captions=ca]").click()
    told.evaluate("video.playbackRate = 0.5; video.currentTime = 4")
    told.locator("#play").click()
    until(told, "video.currentTime > 4.2")
    for pressed, file in (("true", "/video.en.ad.mp4"), ("false", "/video.mp4")):
        before = told.evaluate("video.currentTime")
        button.click()
        until(told, f"video.currentSrc.endsWith('{file}') && video.readyState >= 2 && !video.seeking")
        assert button.get_attribute("aria-pressed") == pressed
        assert before - 0.1 <= told.evaluate("video.currentTime") < before + 1
        assert told.evaluate("[video.paused, video.playbackRate]") == [False, 0.5] and told.evaluate(SHOWN) == "ca"
    told.locator("#play").click()
    button.click()
    until(told, "video.readyState >= 2 && !video.seeking")
    assert told.evaluate("video.paused && video.currentTime > 4"), "a film that stands still stands still"


def test_captions_chosen_while_the_described_film_loads_are_the_ones_that_show(told: Any) -> None:
    describe(told, "en")
    until(told, "video.readyState >= 2 && !video.seeking")
    press = "document.querySelector('[data-{}]').click();"
    told.evaluate(f"{press.format('description=en')} {press.format('captions=ca')}")
    until(told, "video.readyState >= 2 && !video.seeking")
    assert told.evaluate(SHOWN) == "ca"


@pytest.mark.parametrize("presses", [2, 3])
def test_who_presses_faster_than_films_load_gets_what_was_pressed_last(told: Any, presses: int) -> None:
    describe(told, "en")
    told.evaluate(f"for (let k = 0; k < {presses}; k += 1) document.querySelector('[data-description=en]').click()")
    pressed, film = ("true", "/video.en.ad.mp4") if presses == 2 else ("false", "/video.mp4")
    until(told, "video.readyState >= 2 && !video.seeking")
    assert told.locator("[data-description=en]").get_attribute("aria-pressed") == pressed
    assert told.evaluate("video.currentSrc").endswith(film)


def test_descriptions_are_offered_in_the_language_of_the_page_and_in_those_without_one(told: Any, web: Web) -> None:
    assert told.locator("[data-description] .brief").all_inner_texts() == ["AD", "AD ES"]
    assert told.get_by_role("button", name="Audio description (Spanish)").count() == 1
    told.goto(f"{web.ours}/told/player.ca.html")
    assert told.locator("[data-description] .brief").all_inner_texts() == ["AD EN", "AD ES"]


def test_without_a_described_film_it_is_the_film_itself_that_waits(told: Any) -> None:
    describe(told, "es")
    told.evaluate("video.currentTime = 2.7")
    told.locator("#play").click()
    until(told, "player.hasAttribute('data-telling')")
    assert told.evaluate("video.currentSrc").endswith("/told/video.mp4")


def test_the_film_waits_for_what_fits_no_pause(told: Any) -> None:
    play = told.locator("#play")
    describe(told, "en")
    told.evaluate("video.currentTime = 2.5")
    play.click()
    until(told, "player.hasAttribute('data-telling')")
    assert told.evaluate("video.paused && video.currentTime >= 3 && video.currentTime < 3.4")
    assert play.get_attribute("data-state") == "playing"
    play.click()
    until(told, "!player.hasAttribute('data-telling')")
    told.wait_for_timeout(1200)
    assert told.evaluate("video.paused"), "pausing pauses the voice, too"
    play.click()
    until(told, "!video.paused && video.currentTime > 3.5")
    assert not told.evaluate("player.hasAttribute('data-telling')"), "told once"


def test_the_voice_that_the_film_waits_for_is_as_loud_as_the_film(told: Any) -> None:
    told.add_init_script(
        "const { Audio: Of } = window; window.Audio = function () { return (window.clip = new Of()); };"
    )
    told.reload()
    until(told, "video.readyState >= 2")
    told.locator("[data-description=es]").click()
    told.evaluate("video.currentTime = 2.7")
    told.locator("#play").click()
    until(told, "player.hasAttribute('data-telling')")
    told.evaluate("video.muted = true; video.volume = 0.5")
    until(told, "clip.muted && clip.volume === 0.5")


def test_a_film_that_ends_with_what_is_told_does_not_begin_again(told: Any) -> None:
    button = told.locator("[data-description=es]")
    button.evaluate("(one) => { one.dataset.clips = one.dataset.clips.replace('3000', '7999'); }")
    button.click()
    told.evaluate("video.currentTime = 7")
    until(told, "!video.seeking && video.currentTime === 7")
    told.evaluate("window.begun = 0; video.addEventListener('seeking', () => { begun += 1; })")
    told.locator("#play").click()
    until(told, "player.hasAttribute('data-telling')")
    until(told, "!player.hasAttribute('data-telling')")
    told.wait_for_timeout(500)
    assert told.evaluate("begun === 0 && video.ended")


def test_who_goes_elsewhere_is_told_nothing_on_the_way(told: Any) -> None:
    describe(told, "en")
    told.evaluate("video.currentTime = 2")
    told.locator("#play").click()
    until(told, "!video.paused && video.currentTime > 2")
    told.evaluate("window.heard = 0; player.addEventListener('state', () => { heard += 1; }); video.currentTime = 5")
    until(told, "video.currentTime > 5.3")
    assert told.evaluate("heard") == 0
    told.evaluate("video.currentTime = 2.8")
    until(told, "player.hasAttribute('data-telling')")
    told.evaluate("video.currentTime = 6")
    until(told, "!video.paused && video.currentTime > 6 && !player.hasAttribute('data-telling')")


def test_a_description_is_remembered_and_one_that_is_not_there_leaves_the_film(told: Any) -> None:
    button = told.locator("[data-description=en]")
    describe(told, "en")
    told.reload()
    until(told, "document.querySelector('[data-description=en][aria-pressed=true]') && video.readyState >= 2")
    assert told.evaluate("video.currentSrc").endswith("/video.en.ad.mp4")
    told.route("**/video.en.ad.mp4", lambda route: route.fulfill(status=200, content_type="video/mp4", body=b"no"))
    told.reload()
    until(told, "performance.getEntriesByType('resource').some((one) => one.name.endsWith('/video.en.ad.mp4'))")
    until(told, "video.currentSrc.endsWith('/video.mp4') && video.readyState >= 2")
    assert button.get_attribute("aria-pressed") == "false"


#: The largest distance (s) between the pictures of film and interpretation in a while, as they are shown.
APART = """() => new Promise((done) => {
  const sign = document.querySelector("#sign video"), found = [];
  const look = () => {
    if (!video.paused && !video.seeking) found.push(Math.abs(sign.currentTime - video.currentTime));
    if (performance.now() < end) requestAnimationFrame(look);
    else done(found.length > 5 ? Math.max(...found) : 99);
  };
  const end = performance.now() + 700;
  look();
})"""
#: Notes when each picture of both is shown (ms) and which it is (s), and when the interpretation is hidden.
NOTED = """() => {
  const sign = document.querySelector("#sign video");
  window.noted = { films: [], signs: [], hidden: [[0, false]] };
  for (const [one, list] of [[video, noted.films], [sign, noted.signs]]) {
    const note = (_, shown) => {
      list.push([shown.expectedDisplayTime, shown.mediaTime]);
      one.requestVideoFrameCallback(note);
    };
    one.requestVideoFrameCallback(note);
  }
  const look = () => noted.hidden.push([performance.now(), sign.classList.contains("out")]);
  new MutationObserver(look).observe(sign, { attributes: true, attributeFilter: ["class"] });
}"""
BOXES = (
    """() => ["#sign", ".stage", "#video"].map((one) => document.querySelector(one).getBoundingClientRect().toJSON())"""
)


@pytest.fixture
def signed(told: Any) -> Any:
    assert told.locator("#sign").count() == 0, "off until somebody wants it"
    told.get_by_role("button", name="Sign language").click()
    until(told, "document.querySelector('#sign video')?.readyState >= 2")
    return told


def test_a_sign_language_is_in_step_at_every_speed_and_after_every_jump(signed: Any) -> None:
    signed.evaluate("video.loop = true")
    signed.locator("#play").click()
    for speed, jump in ((1, None), (2, 1), (0.5, 6.5), (1.5, 0)):
        signed.evaluate(f"video.playbackRate = {speed}")
        if jump is not None:
            signed.evaluate(f"video.currentTime = {jump}")
        signed.wait_for_timeout(500)
        # A machine that is busy elsewhere shows late what it was told: one of several whiles has to be quiet.
        assert any(signed.evaluate(APART) <= 0.08 for _ in range(4)), (speed, jump)
    signed.evaluate("video.pause(); video.currentTime = 2")
    until(signed, "Math.abs(document.querySelector('#sign video').currentTime - 2) < 0.02")
    assert signed.evaluate("document.querySelector('#sign video').paused")


def apart(noted: dict[str, list[Any]], since: float, until: float, speed: float) -> list[float]:
    """How far (s) the interpretation was from the film, for each of the film's pictures at whose time it was seen."""
    found = []
    for at, film_s in noted["films"]:
        hidden = [was for when, was in noted["hidden"] if when <= at][-1]
        before = [one for one in noted["signs"] if at - 150 <= one[0] <= at + 20]
        if since <= at <= until and before and not hidden:
            shown, sign_s = before[-1]
            found.append(abs(film_s - sign_s - speed * (at - shown) / 1000))
    return found


def test_on_a_slow_machine_it_is_in_step_from_the_first_picture_after_a_jump(signed: Any) -> None:
    """Or not seen: never seen out of step."""
    signed.evaluate("video.loop = true")
    signed.locator("#play").click()
    signed.evaluate(NOTED)
    signed.context.new_cdp_session(signed).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    for speed, jump in ((1, 5), (2, 1), (0.5, 6), (1.5, 0)):
        tried: list[list[float]] = []
        while sum(len(one) for one in tried if max(one, default=0) <= 0.08) < 3:  # see above
            assert len(tried) < 8, (speed, jump, tried)
            to = f"noted.films.length = 0, video.playbackRate = {speed}, video.currentTime = {jump}, performance.now()"
            since = signed.evaluate(to)
            signed.wait_for_timeout(900)
            tried.append(apart(signed.evaluate("noted"), since, since + 500, speed))


@pytest.mark.parametrize("playing", [True, False], ids=["playing", "paused"])
def test_with_the_very_call_of_a_jump_it_jumps_too_and_is_hidden(signed: Any, playing: bool) -> None:
    """Not when a machine comes to tell `seeking`: one slowed 20 times does that when the film shows its new picture."""
    jump = """(to) => {
      const sign = document.querySelector("#sign video");
      video.currentTime = to;
      return [sign.classList.contains("out"), Math.abs(sign.currentTime - to) < 0.02, video.currentTime === to];
    }"""
    if playing:
        signed.locator("#play").click()
        until(signed, "video.currentTime > 0.3 && !document.querySelector('#sign video').classList.contains('out')")
    signed.context.new_cdp_session(signed).send("Emulation.setCPUThrottlingRate", {"rate": 20})
    for to in (5, 1, 6):
        assert signed.evaluate(jump, to) == [True, True, True], to
        until(signed, "!document.querySelector('#sign video').classList.contains('out')", 60)
        assert signed.evaluate("video.paused") is not playing


def test_the_film_waits_for_it_but_not_for_ever(signed: Any) -> None:
    signed.locator("#play").click()
    until(signed, "video.currentTime > 0.3")
    signed.evaluate("video.playbackRate = 0.5")
    of_it = "document.querySelector('#sign video'), 'readyState'"
    lacking = f"Object.defineProperty({of_it}, {{ get: () => 2, configurable: true }})"
    signed.evaluate(f"{lacking}; video.currentTime = 2")
    until(signed, "!video.seeking && video.playbackRate === 0 && video.currentTime === 2")
    assert signed.evaluate("!video.paused && getComputedStyle(document.querySelector('#sign video')).opacity") == "0"
    until(signed, "video.playbackRate === 0.5 && video.currentTime > 2.1")
    signed.evaluate("delete document.querySelector('#sign video').readyState")
    until(signed, "video.currentTime > 2.5 && getComputedStyle(document.querySelector('#sign video')).opacity === '1'")
    signed.evaluate(f"{lacking}; video.currentTime = 4")
    until(signed, "video.playbackRate === 0")
    signed.locator("[data-sign]").click()
    until(signed, "video.playbackRate === 0.5 && video.currentTime > 4.1")


@pytest.mark.parametrize("page", ["player", "embed"])
def test_description_and_sign_language_by_keyboard_alone(chromium: Any, web: Web, page: str) -> None:
    """On and off again; the focus stays where it was pressed, and the next stops are those of the interpretation, if it
    is shown."""
    with opened(chromium, f"{web.ours}/told/{page}.en.html", (960, 900)) as viewed:
        until(viewed, "video.readyState >= 2")
        for switch, key in (("[data-description=en]", "Enter"), ("[data-sign]", "Space")):
            tab_to(viewed, switch)
            for pressed in ("true", "false", "true"):
                viewed.keyboard.press(key)
                until(viewed, f"document.activeElement.matches('{switch}[aria-pressed={pressed}]')")
        until(viewed, "video.currentSrc.endsWith('/video.en.ad.mp4') && sign.checkVisibility()")
        for button in ("#sign-move", "#sign-size", "#sign-beside"):
            tab_to(viewed, button, "Shift+Tab" if button == "#sign-move" else "Tab")
        viewed.keyboard.press("Enter")
        assert viewed.locator("#sign-beside").get_attribute("aria-pressed") == "true"


def tab_to(page: Any, wanted: str, key: str = "Tab") -> None:
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate(f"document.activeElement.matches('{wanted}')"):
            return
    raise AssertionError(f"{key} does not lead to {wanted}")


def test_what_few_want_comes_once_it_is_wanted(told: Any) -> None:
    asked: list[str] = []
    told.on("request", lambda request: asked.append(request.url))
    loaded = "performance.getEntriesByType('resource').map((one) => one.name).join(' ')"
    assert not [name for name in ("sign.", "description.") if f"/static/{name}" in told.evaluate(loaded)]
    told.locator("[data-sign]").click()
    until(told, "document.querySelector('#sign video')?.readyState >= 2")
    assert sorted(url.split("/static/")[1].split(".")[0] for url in asked if "/static/" in url) == ["sign", "sign"]
    told.reload()  # remembered
    until(told, "document.querySelector('#sign video')?.readyState >= 2")
    assert told.evaluate("document.querySelectorAll('#sign').length") == 1


def test_a_script_that_does_not_come_is_asked_for_again(chromium: Any, web: Web) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{web.ours}/told/player.en.html")
    page.route("**/static/sign.*.js", lambda route: route.abort())
    page.locator("[data-sign]").click()
    until(page, "!document.getElementById('sign')")
    page.unroute("**/static/sign.*.js")
    page.locator("[data-sign]").click()
    until(page, "document.querySelector('#sign video')?.readyState >= 2")
    context.close()


def test_it_stands_still_while_the_film_waits_for_a_description(signed: Any) -> None:
    describe(signed, "en")
    until(signed, "video.readyState >= 2")
    signed.evaluate("video.currentTime = 2.6")
    signed.locator("#play").click()
    until(signed, "player.hasAttribute('data-telling')")
    until(signed, "document.querySelector('#sign video').paused")
    until(signed, "!video.paused && video.currentTime > 4")
    assert any(signed.evaluate(APART) <= 0.08 for _ in range(3))


@pytest.mark.parametrize("way", ["keyboard", "pointer"])
def test_it_is_moved_and_enlarged(signed: Any, way: str) -> None:
    sign, stage, _ = signed.evaluate(BOXES)
    assert sign["height"] >= stage["height"] / 3 and (sign["right"], sign["top"]) == (stage["right"], stage["top"])
    if way == "keyboard":
        signed.locator("#sign-move").focus()
        for key in ["ArrowDown"] * 11 + ["ArrowLeft"] * 11 + ["+"]:
            signed.keyboard.press(key)
    else:
        signed.mouse.move(sign["left"] + 30, sign["top"] + 20)
        signed.mouse.down()
        signed.mouse.move(stage["left"] + 5, stage["bottom"] - 5, steps=5)
        signed.mouse.up()
        signed.locator("#sign-size").click()
    moved, stage, _ = signed.evaluate(BOXES)
    assert abs(moved["left"] - stage["left"]) < 1 and abs(moved["bottom"] - stage["bottom"]) < 1
    assert moved["height"] > 1.3 * sign["height"]
    signed.locator("#sign-move").click()  # from corner to corner: nobody need drag
    assert abs(signed.evaluate(BOXES)[0]["top"] - stage["top"]) < 1
    before = signed.evaluate(BOXES)[0]
    signed.reload()
    until(signed, "document.querySelector('#sign video')?.readyState >= 1 && !sign.hidden")
    assert signed.evaluate(BOXES)[0] == before, "remembered"


def test_its_buttons_come_with_pointer_or_focus_and_esc_takes_them_away(signed: Any) -> None:
    """WCAG 2.2, 1.4.13 and 2.4.7: what comes up over who signs can be sent away – they themselves stay –, and a focus
    is seen over any picture, black and white."""
    seen = "document.querySelector('#sign p').checkVisibility({opacityProperty: true})"
    signed.mouse.move(5, 200)
    until(signed, f"!({seen})")
    signed.keyboard.press("Escape")  # meant for something else: they come all the same
    signed.locator("#sign video").hover(position={"x": 20, "y": 20})
    until(signed, seen)
    signed.keyboard.press("Escape")
    until(signed, f"!({seen})")
    assert signed.locator("#sign video").is_visible()
    signed.mouse.move(5, 200)
    signed.locator("#sign video").hover(position={"x": 20, "y": 20})
    until(signed, seen)
    signed.keyboard.press("Escape")
    signed.locator("#sign-move").focus()
    until(signed, "document.activeElement.id === 'sign-move'")
    signed.keyboard.press("Tab")
    until(signed, f"document.activeElement.id === 'sign-size' && {seen}")
    ring = signed.evaluate("(({outline, boxShadow}) => outline + boxShadow)(getComputedStyle(document.activeElement))")
    assert "rgb(0, 0, 0)" in ring and "rgb(255, 255, 255)" in ring


def test_names_of_buttons_have_what_is_seen_on_them(told: Any) -> None:
    """WCAG 2.2, 2.5.3: also where there is room for abbreviations only."""
    told.set_viewport_size({"width": 300, "height": 300})
    names = re.findall(r'- button "([^"]+)"', told.locator(".controls").aria_snapshot())
    seen = told.locator(".controls button").all_inner_texts()
    assert len(names) == len(seen) > 4
    for name, words in zip(names, seen, strict=True):
        assert set(words.split()) <= set(name.split()), (name, words)


def test_beside_the_film_it_hides_nothing_of_it(signed: Any) -> None:
    signed.locator("#sign-beside").click()
    sign, stage, film = signed.evaluate(BOXES)
    assert film["right"] <= sign["left"] + 1 and sign["right"] <= stage["right"] + 1 and film["width"] > 300
    assert signed.evaluate(CUT_OFF) == []
    signed.locator("[data-sign]").click()
    assert signed.locator("#sign").is_hidden() and signed.evaluate(BOXES)[2]["width"] == stage["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_sign_language_is_accessible_itself(chromium: Any, web: Web, scheme: str) -> None:
    with opened(chromium, f"{web.ours}/told/embed.en.html", (1280, 900), bypass_csp=True, color_scheme=scheme) as page:
        page.get_by_role("button", name="Sign language", exact=True).click()
        assert violations(page, WCAG, "light") == []
