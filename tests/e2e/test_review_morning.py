"""A reviewer's morning on the review page: the real command, the system's Chromium, the keyboard alone.

The story is prepared as a build leaves it, so that no engine has to listen.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_rules import violations
from desk_series import make_desk, make_desk_anew
from footage_clips import Clips
from heard_all import heard_all
from kept_versions import kept
from veus_job import REPO

from pipeline.cues import Cue
from pipeline.project.layout import StoryLayout
from pipeline.review.review_record import add_comment, read_review
from pipeline.review.track_store import status
from pipeline.subtitles.srt import read_srt, write_srt
from tools import browser

pytest.importorskip("playwright", reason="Playwright is not installed: pip install '.[dev]'")
pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")

#: What axe-core looks for: all levels, the contrast of 7:1 among them.
WCAG = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa")

DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)

#: The page waits less until it saves and looks at the files again: it waits for people there, who are not here. What it
#: waits for within a gesture keeps its time.
IN_HASTE = """{ const wait = setTimeout; window.setTimeout = (work, ms = 0, ...more) =>
  wait(work, ms < 200 ? ms : ms / 4, ...more); }"""


def until(true: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Waits for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.05)


@dataclass
class Desk:
    """The command at work over a folder. home: where it keeps what belongs to the user."""

    root: Path
    home: Path
    port: int
    process: subprocess.Popen[str] | None = None
    url: str = ""

    def start(self) -> str:
        command = [sys.executable, str(REPO / "cli.py"), "--root", str(self.root), "review", "joel"]
        env = os.environ | {"XDG_STATE_HOME": str(self.home)}
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        assert self.url, self.process.stderr.read() if self.process.stderr else ""
        return self.url

    def kill(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.communicate()
        self.process = None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Iterator[Desk]:
    """One for all tests, who each find the story as a build leaves it; it may be killed, and is started again."""
    folder = tmp_path_factory.mktemp("morning")
    make_desk(folder / "series", clips)
    made = Desk(folder / "series", folder / "home", free_port())
    made.start()
    yield made
    made.kill()


@pytest.fixture
def paths(desk: Desk, clips: Clips) -> StoryLayout:
    """The story, anew."""
    paths = make_desk_anew(desk.root, clips)
    if not desk.process:
        desk.start()
    return paths


class Reviewer:
    """Somebody at a keyboard. No mouse."""

    def __init__(self, page, paths: StoryLayout, lang: str = "ca") -> None:
        self.page, self.paths, self.lang = page, paths, lang
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, url: str) -> None:
        self.page.goto(url)
        until(lambda: self.page.locator("#risks .jump").count() > 0, "the doubtful words")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def tab_to(self, wanted: str) -> None:
        for _ in range(60):
            if self.page.locator(f"{wanted}:focus").count():
                return
            self.press("Tab")
        raise AssertionError(f"the Tab key does not lead to {wanted}")

    @property
    def number(self) -> int:
        """Of the cue that the cursor is in."""
        return int(self.page.locator(".cue:focus-within .number").inner_text().split()[0])

    @property
    def selected(self) -> str:
        area = self.page.locator("textarea:focus")
        return area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")

    @property
    def shown(self) -> list[str]:
        return self.page.locator(".cue textarea").evaluate_all("areas => areas.map(area => area.value)")

    @property
    def saving(self) -> str:
        return self.page.locator("#saving").get_attribute("data-state")

    def said(self, words: str) -> None:
        until(lambda: words in self.page.locator("#say").inner_text(), f"“{words}” said")

    def on_disk(self) -> tuple[Cue, ...]:
        """What the file says; while a new one is put in its place, there is none for a moment."""
        until(self.paths.srt(self.lang).is_file, "the file")
        try:
            return read_srt(self.paths.srt(self.lang).read_bytes()).cues
        except FileNotFoundError:
            return self.on_disk()

    def saved(self) -> tuple[Cue, ...]:
        """The cues of the file, once it says what the page shows."""
        until(lambda: [cue.text for cue in self.on_disk()] == self.shown, "the file says what the page shows")
        until(lambda: self.saving in ("saved", "merged", "adopted"), "the page says that it is saved")
        return self.on_disk()


@contextmanager
def reviewing(
    chromium, paths: StoryLayout, size: tuple[int, int] = DESKTOP, in_haste: bool = True, **more
) -> Iterator[Reviewer]:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    if in_haste:
        context.add_init_script(IN_HASTE)
    reviewer = Reviewer(context.new_page(), paths)
    yield reviewer
    context.close()
    assert not reviewer.errors


@pytest.fixture
def marta(chromium, desk: Desk, paths: StoryLayout) -> Iterator[Reviewer]:
    with reviewing(chromium, paths) as reviewer:
        reviewer.open(desk.url)
        yield reviewer


def test_a_whole_morning(chromium, desk: Desk, paths: StoryLayout, marta: Reviewer) -> None:
    assert "token" not in marta.page.url and marta.page.url.endswith("/ca/joel")
    marta.press("Tab")
    assert marta.page.locator(".skip:focus").count() == 1
    marta.tab_to("#who")
    marta.type("Marta")

    # The doubtful words, one after the other: each is selected and played.
    marta.press("Alt+n")
    assert (marta.number, marta.selected) == (2, "l’ort")
    until(lambda: not marta.page.locator("#video").evaluate("video => video.paused"), "the doubtful word is played")
    marta.type("l’hort")
    assert marta.saved()[1].text == "Treballo a l’hort del barri."
    until(lambda: "l'ort" not in marta.page.locator("#risks").inner_text(), "it is doubtful no longer")
    marta.press("Alt+n")
    assert marta.number == 3, "what came next is not passed over"
    marta.press("Alt+n")
    assert marta.number == 6
    marta.press("Alt+Shift+N")
    assert marta.number == 3
    marta.press("Alt+ArrowUp")
    assert marta.number == 2

    # Divide, and take it back; join, and take it back; and once more.
    marta.press("Alt+ArrowUp", "Control+Home", *["ArrowRight"] * 8, "Alt+s")
    marta.said("Partit: subtítols 1 i 2")
    assert [cue.text for cue in marta.saved()][:2] == ["Bon dia", "a tothom,\nem dic Joel."]
    assert marta.on_disk()[1].start == 1628, "where “a” was heard"
    marta.press("Control+z")
    assert len(marta.saved()) == 6
    marta.press("Alt+j")
    assert len(marta.saved()) == 5
    marta.press("Control+z")
    marta.press("Control+Shift+Z")
    assert len(marta.saved()) == 5
    marta.press("Control+z")
    assert marta.saved()[0] == Cue(1000, 3500, "Bon dia a tothom,\nem dic Joel.")

    # Times, by frame and by tenth, and as typed.
    marta.press("Alt+a", "ArrowDown", "Shift+ArrowDown", "Enter")
    until(lambda: marta.on_disk()[0].start == 860, "140 ms earlier")
    marta.press("Alt+z", "Control+a")
    marta.type("3,6")
    marta.press("Enter")
    until(lambda: marta.on_disk()[0].end == 3600, "the end as typed")
    assert marta.number == 1

    # A new caption, a sound at the top, a speaker.
    marta.press(*["Alt+ArrowDown"] * 5, "Alt+i")
    assert marta.number == 7
    marta.type("Música suau")
    marta.press("Alt+u", "Alt+t")
    until(lambda: marta.on_disk()[-1].top, "at the top")
    assert marta.saved()[-1].text == "(Música suau)"
    marta.press("Alt+ArrowUp", "Alt+v", "ArrowDown")
    until(lambda: marta.on_disk()[5].text.startswith("JOEL: "), "the speaker")
    marta.press("Escape", "Alt+ArrowDown", "Alt+x")
    assert [cue.text for cue in marta.saved()][-1] == "JOEL: Fins aviat a tots."
    marta.press("Control+z")
    assert marta.saved()[-1].top

    # A remark for the others.
    marta.press("Alt+c")
    marta.type("Segur que és música?")
    marta.press("Tab", "Enter")
    until(lambda: read_review(paths).comments, "the comment")
    assert (read_review(paths).comments[0].by, read_review(paths).edits["ca"].by) == ("Marta", "Marta")

    # Everything is there after loading again, and another person approves.
    before = marta.saved()
    marta.page.reload()
    until(lambda: marta.shown == [cue.text for cue in before], "the same after loading again")
    approve(chromium, desk, paths)
    assert status(paths, "ca") == "approved"
    assert read_review(paths).approvals["ca"].edited_by == "Marta"
    assert kept(paths)


def approve(chromium, desk: Desk, paths: StoryLayout) -> None:
    heard_all(desk.root, "joel", "ca", by="Pere")
    with reviewing(chromium, paths) as pere:
        pere.open(desk.url)
        pere.tab_to("#show-approval")
        pere.press("Enter")
        until(lambda: pere.page.locator("#approval[open] .good").count(), "nothing stands in the way")
        pere.tab_to("#approval-by")
        pere.type("Pere")
        pere.press("Tab")
        pere.type("premsa")
        pere.press("Enter")
        until(lambda: "ca" in read_review(paths).approvals, "the approval")


def test_what_stands_in_the_way_is_accepted_with_a_reason(desk: Desk, marta: Reviewer, paths: StoryLayout) -> None:
    marta.press("Alt+n", "Control+a")
    marta.type("Treballo al col.legi.")
    marta.saved()
    heard_all(desk.root, "joel", "ca")
    marta.tab_to("#show-approval")
    marta.press("Enter")
    until(lambda: marta.page.locator("#approval[open] #approval-obstacles input").count(), "an error in the way")
    marta.tab_to("#approval-obstacles input")
    marta.type("així s’escriu")
    marta.tab_to("#approval-by")
    marta.type("Marta")
    marta.press("Shift+Tab", "Enter")
    until(lambda: read_review(paths).waivers, "the waiver")
    assert (read_review(paths).waivers[0].rule, read_review(paths).waivers[0].by) == ("CA-GEM", "Marta")
    until(lambda: marta.page.locator("#approval .good").count(), "nothing in the way any more")
    marta.press("Escape")


def test_what_stands_in_the_way_is_said_whatever_happens_meanwhile(marta: Reviewer, paths: StoryLayout) -> None:
    """The answer is slow, and the page looks at review.json in between."""
    waiting: list = []
    marta.press("Alt+n", "Control+a")
    marta.type("Treballo al col.legi.")
    marta.saved()
    marta.page.route("**/tracks/ca/approval", lambda route: waiting.append(route))
    marta.tab_to("#show-approval")
    marta.press("Enter")
    until(lambda: marta.page.evaluate("1") and waiting, "somebody asks what stands in the way")
    add_comment(paths, "ca", (0, 1000), "", "Mireu-ho.", by="Pere", when="2024-05-06T10:00:00+02:00")
    until(lambda: marta.page.locator("#comments .comment").count(), "the page has seen the comment")
    waiting[0].continue_()
    until(lambda: marta.page.locator("#approval[open]").count(), "the dialog")
    assert marta.page.locator("#approval-obstacles input").count() == 1
    assert marta.page.locator("#approval .good").count() == 0


def test_nothing_is_claimed_where_the_server_says_nothing(marta: Reviewer) -> None:
    marta.page.route("**/tracks/ca/approval", lambda route: route.abort())
    marta.tab_to("#show-approval")
    marta.press("Enter")
    until(lambda: marta.page.locator("#approval[open]").count(), "the dialog")
    assert marta.page.locator("#approval .good").count() == 0
    assert "servidor" in marta.page.locator("#approval-wrong").inner_text()


def test_the_other_language_beside_it(marta: Reviewer, paths: StoryLayout) -> None:
    marta.press("Alt+n", "Alt+l")
    assert marta.number == 2 and marta.page.locator("textarea:focus").get_attribute("lang") == "en"
    assert marta.page.locator(".cue:focus-within .beside").inner_text() == "Treballo a l’ort del barri."
    marta.lang = "en"
    marta.press("Control+End")
    marta.type(" Yes!")
    assert marta.saved()[1].text.endswith("allotment. Yes!")
    assert status(paths, "ca") == "draft"


def test_another_editor_is_merged_and_a_conflict_is_asked_about(marta: Reviewer, paths: StoryLayout) -> None:
    rewrite(paths, "M’agrada molt.", "M’agrada força.")
    until(lambda: "M’agrada força." in marta.shown, "the other editor's change")
    marta.press("Alt+n")
    marta.type("l’hort")
    rewrite(paths, "Fins aviat", "Fins demà")
    until(lambda: "Fins demà a tots." in marta.shown, "the change of another caption")
    assert marta.saved()[1].text == "Treballo a l’hort del barri."
    waiting: list[Any] = []  # both write before either knows of the other

    def send(save: Any) -> None:
        if save.request.method == "PUT" and not waiting:
            waiting.append(save)
        else:
            save.continue_()

    marta.page.route("**/tracks/ca", send)
    marta.press("Control+Home", "Control+Shift+ArrowRight")
    marta.type("Treballem")
    until(lambda: marta.page.locator("#conflict").count() and waiting, "her save")
    rewrite(paths, "Treballo a l’hort", "Feinejo a l’hort")
    waiting[0].continue_()
    until(lambda: marta.page.locator("#conflict[open]").count(), "a question")
    assert marta.on_disk()[1].text.startswith("Feinejo")
    marta.tab_to("#conflict input[value=theirs]")
    marta.press("ArrowDown", "Enter")
    until(lambda: marta.on_disk()[1].text == "Treballem a l’hort del barri.", "what was chosen")
    marta.saved()
    assert any("Feinejo" in data.decode() for data in kept(paths))


def held_up(marta: Reviewer) -> Callable[[], None]:
    """The next save of Marta's waits until what is returned is called."""
    waiting: list[Any] = []

    def send(save: Any) -> None:
        if save.request.method == "PUT" and not waiting:
            waiting.append(save)
        else:
            save.continue_()

    marta.page.route("**/tracks/ca", send)

    def go_on() -> None:
        until(lambda: marta.page.locator("#who").count() and waiting, "her save")
        waiting[0].continue_()

    return go_on


def in_conflict(marta: Reviewer, paths: StoryLayout) -> None:
    """Two have written the second caption, and Marta is asked."""
    marta.press("Alt+n", "Control+Home", "Control+Shift+ArrowRight")
    go_on = held_up(marta)
    marta.type("Treballem")
    until(lambda: marta.page.locator("#saving[data-state=saving]").count(), "it is being saved")
    rewrite(paths, "Treballo a l’ort", "Feinejo a l’ort")
    go_on()
    until(lambda: marta.page.locator("#conflict[open]").count(), "a question")


def test_what_is_written_before_a_choice_is_made_is_not_lost_by_it(marta: Reviewer, paths: StoryLayout) -> None:
    in_conflict(marta, paths)
    marta.press("Escape", "Alt+ArrowDown", "Control+End")
    marta.type(" Molt.")
    marta.press("Alt+l")
    marta.lang = "en"
    marta.press("Control+End")
    marta.type(" Yes!")
    until(lambda: any("Yes!" in cue.text for cue in marta.on_disk()), "the other language is saved meanwhile")
    marta.lang = "ca"
    choose = marta.page.locator("#banner button")
    assert choose.count() == 1, "the way back to the choice stays"
    choose.focus()
    marta.press("Enter")
    until(lambda: marta.page.locator("#conflict[open]").count(), "the question")
    assert marta.page.locator("#conflict .words").first.get_attribute("lang") == "ca"
    marta.tab_to("#conflict input[value=theirs]")
    marta.press("ArrowDown", "Enter")
    until(lambda: marta.on_disk()[1].text.startswith("Treballem"), "what was chosen")
    assert marta.on_disk()[2].text.endswith(" Molt.") and marta.page.locator("#banner button").count() == 0


def test_nobody_chooses_between_two_versions_of_their_own(marta: Reviewer, paths: StoryLayout) -> None:
    """She types on while her save waits, and somebody else has changed another caption meanwhile."""
    go_on = held_up(marta)
    marta.press("Alt+n", "Control+End")
    marta.type(" A")
    until(lambda: marta.page.locator("#saving[data-state=saving]").count(), "it is being saved")
    rewrite(paths, "Fins aviat", "Fins demà")
    marta.type("B")
    go_on()
    until(lambda: marta.shown and marta.on_disk()[1].text.endswith(" AB"), "all of it")
    assert marta.page.locator("#conflict[open]").count() == 0
    until(lambda: "Fins demà a tots." in marta.shown, "the change of the other")


def rewrite(paths: StoryLayout, old: str, new: str) -> None:
    """Somebody saves the file in a text editor."""
    text = paths.srt("ca").read_text("utf-8")
    assert old in text
    paths.srt("ca").write_text(text.replace(old, new), "utf-8")


def test_two_browsers_on_one_story(chromium, desk: Desk, paths: StoryLayout) -> None:
    """In the time that the page takes for real."""
    with (
        reviewing(chromium, paths, in_haste=False) as marta,
        reviewing(chromium, paths, in_haste=False) as pere,
    ):
        marta.open(desk.url)
        pere.open(desk.url)
        marta.press("Alt+n")
        pere.press("Alt+n", "Alt+ArrowDown", "Alt+ArrowDown", "Control+End")
        marta.type("l’hort")
        pere.type(" També cols.")
        until(lambda: marta.shown == pere.shown and "També" in marta.shown[3] and "hort" in marta.shown[1], "both")
        assert [cue.text for cue in marta.on_disk()] == marta.shown


def test_text_survives_the_server(desk: Desk, marta: Reviewer) -> None:
    desk.kill()
    marta.press("Alt+n")
    marta.type("l’hort")
    until(lambda: marta.saving == "offline", "that the server is gone is told")
    assert "hort" not in marta.on_disk()[1].text
    desk.start()
    until(lambda: "hort" in marta.on_disk()[1].text, "the text arrives")
    assert marta.saved()[1].text == "Treballo a l’hort del barri."


def test_text_survives_loading_again_without_the_server(desk: Desk, marta: Reviewer) -> None:
    desk.kill()
    marta.press("Alt+n")
    marta.type("l’hort")
    until(lambda: marta.saving == "offline", "that the server is gone is told")
    marta.page.on("dialog", lambda dialog: dialog.accept())
    desk.start()
    marta.page.reload()
    until(lambda: "hort" in marta.on_disk()[1].text, "the text arrives")


def test_text_is_text(marta: Reviewer) -> None:
    evil = "<img src=x onerror=alert(1)> \"x\" & 'y' {\\an8}"
    marta.page.on("dialog", lambda dialog: marta.errors.append("a script ran"))
    marta.press("Alt+n", "Control+a")
    marta.type(evil)
    assert marta.saved()[1].text == evil
    marta.press("Alt+c")
    marta.type(evil)
    marta.press("Tab")
    marta.type("<b>Marta</b>")
    marta.press("Enter")
    until(lambda: marta.page.locator("#comments .comment").count(), "the comment")
    marta.page.reload()
    until(lambda: evil in marta.shown, "the text after loading again")
    assert marta.page.locator("img, #comments b").count() == 0


@pytest.mark.parametrize("lang", ["ca", "en"])
def test_an_earlier_version_says_what_differs_and_comes_back(
    chromium, desk: Desk, paths: StoryLayout, lang: str
) -> None:
    """By keyboard alone, at the width of a phone."""
    rewrite(paths, "Fins aviat", "Fins ara")
    assert status(paths, "ca") == "edited"  # that was seen
    rewrite(paths, "M’agrada molt.", "M’agrada moltíssim.")
    with reviewing(chromium, paths, PHONE, bypass_csp=True) as anyone:
        anyone.open(desk.url.replace("/ca/", f"/{lang}/"))
        anyone.page.locator("#show-history").focus()
        anyone.press("Enter")
        until(lambda: anyone.page.locator("#history-list details").count(), "the earlier version")
        rows = anyone.page.locator("#history-list > li")
        assert [row.locator("button").count() for row in rows.all()] == [0, 1], "what is there now is not offered"
        anyone.tab_to("#history-list summary")
        anyone.press("Enter")
        until(lambda: anyone.page.locator(".places li").count() == 1, "what differs")
        here, there = (anyone.page.locator(f".places {tag}").text_content() for tag in ("del", "ins"))
        assert "molt.]" in here and "moltíssim.]" in there
        nobody_is_shut_out(anyone, "#history")
        anyone.press("Tab", "Enter")
        until(lambda: not anyone.page.locator("#history[open]").count(), "done")
        until(lambda: anyone.on_disk()[4].text == "M’agrada molt.", "the version of before")


def test_shortcuts_can_be_switched_off(marta: Reviewer) -> None:
    marta.tab_to("#show-keys")
    marta.press("Enter")
    marta.tab_to("#keys-on")
    marta.press("Space", "Escape")
    marta.tab_to(".cue textarea")
    marta.press("Alt+x", "Alt+j")
    assert len(marta.shown) == 6
    marta.page.locator("#show-keys").focus()
    marta.press("?")
    assert marta.page.locator("#keys[open]").count() == 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_accessible_to_everybody(chromium, desk: Desk, paths: StoryLayout, size: tuple[int, int]) -> None:
    rewrite(paths, "M’agrada molt.", "Una línia que és massa llarga perquè hi càpiga sencera.")
    with reviewing(chromium, paths, size, bypass_csp=True) as anyone:
        for lang in ("ca", "en"):
            anyone.open(desk.url.replace("/ca/", f"/{lang}/"))
            until(lambda: anyone.page.locator(".findings .error").count(), "a finding")
            anyone.page.locator("summary").evaluate_all("all => all.forEach(one => { one.parentElement.open = true; })")
            nobody_is_shut_out(anyone)
            assert anyone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            for name in ("keys", "comment", "approval", "history", "conflict"):
                anyone.page.locator(f"#{name}").evaluate("dialog => dialog.showModal()")
                nobody_is_shut_out(anyone, f"#{name}")
                anyone.press("Escape")
            anyone.page.goto(anyone.page.url.rsplit("/", 1)[0] + "/")
            nobody_is_shut_out(anyone)


def nobody_is_shut_out(reviewer: Reviewer, within: str | None = None) -> None:
    for scheme in ("light", "dark"):
        reviewer.page.emulate_media(color_scheme=scheme)
        assert violations(reviewer.page, [*WCAG, "best-practice"], scheme, within) == []


def test_targets_are_large_enough(chromium, desk: Desk, paths: StoryLayout) -> None:
    """WCAG 2.2, 2.5.8: 24 px, at the least."""
    for size in (DESKTOP, NARROW):
        with reviewing(chromium, paths, size) as anyone:
            anyone.open(desk.url)
            small = anyone.page.locator("button:visible, a:visible, input:visible, select:visible, summary:visible")
            boxes = small.evaluate_all(
                "all => all.map(one => { const box = (one.closest('label') ?? one).getBoundingClientRect();"
                " return [one.outerHTML.slice(0, 90), box.width, box.height]; })"
            )
            # What has no size was replaced by a newer list since it was found.
            shown = [box for box in boxes if max(box[1:]) > 0]
            assert shown and [box for box in shown if min(box[1:]) < 24 and "skip" not in box[0]] == []


def test_two_thousand_captions(chromium, desk: Desk, paths: StoryLayout) -> None:
    """That it works at all; how fast, `python -m benchmarks.review` measures."""
    many = [Cue(k * 3000, k * 3000 + 2500, f"Subtítol número {k},\namb dues línies.") for k in range(2000)]
    for lang in ("ca", "en"):
        paths.srt(lang).write_text(write_srt(many), "utf-8")
    with reviewing(chromium, paths) as marta:
        marta.page.goto(desk.url)
        until(lambda: marta.page.locator(".cue").count() == 2000, "all rows")
        marta.page.locator(".cue textarea").nth(1500).focus()
        marta.press("Control+Home")
        marta.type("Un ")
        marta.press("Alt+s")
        until(lambda: len(marta.on_disk()) == 2001, "the file", 40)
