"""The review page with somebody who listens: what counts as heard, doubts ticked off, words found and replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_rules import WCAG, violations
from desk_series import Site
from heard_all import heard_all

from pipeline.project.layout import StoryLayout
from pipeline.review.review_record import read_review
from pipeline.subtitles.srt import read_srt
from tools import browser

pytest.importorskip("playwright", reason="Playwright is not installed: pip install '.[dev]'")
pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")


@pytest.fixture
def page(page_of):
    """The page in Catalan."""
    return page_of()


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def waits(page, condition: str) -> None:
    page.wait_for_function(condition)


def selected(page) -> str:
    area = page.locator("textarea:focus")
    found: str = area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    return found


def played(page, paths: StoryLayout, start: float, until: float, **how: float) -> None:
    """The film is played from `start` to `until` (s), and stops; what was heard is noted."""
    page.evaluate(
        """async ({ start, until, how }) => {
          const video = document.getElementById("video");
          Object.assign(video, how);
          video.currentTime = start;
          await new Promise((done) => video.addEventListener("seeked", done, { once: true }));
          await video.play();
          while (video.currentTime < until) await new Promise((done) => setTimeout(done, 20));
          video.pause();
        }""",
        {"start": start, "until": until, "how": how},
    )


def spans(page, paths: StoryLayout) -> list[tuple[int, int]]:
    """What is noted, once nothing more comes."""
    page.evaluate("new Promise((done) => setTimeout(done, 400))")
    return [span for one in read_review(paths).heard for span in one.played]


def test_only_what_is_really_heard_counts(page, paths: StoryLayout) -> None:
    played(page, paths, 12, 12.6, muted=True)
    played(page, paths, 14, 15.2, muted=False, playbackRate=4)
    played(page, paths, 16, 16.6, playbackRate=1, volume=0)
    assert spans(page, paths) == []
    played(page, paths, 3.9, 6.7, volume=1, playbackRate=2)
    page.evaluate("document.getElementById('video').currentTime = 18")  # a jump is not heard
    played(page, paths, 9, 9.6, playbackRate=1)
    assert len(spans(page, paths)) == 2, spans(page, paths)
    (first, second) = spans(page, paths)
    assert first[0] in range(3800, 4100) and first[1] in range(6500, 7300)
    assert second[0] in range(8900, 9200) and second[1] in range(9400, 10_200)
    waits(page, "document.getElementById('heard').textContent.includes('5 subtítols que ningú no ha obert')")
    assert "% del vídeo" in page.locator("#heard").inner_text()
    page.locator(".cue textarea").nth(4).focus()
    page.locator(".cue textarea").nth(0).focus()
    waits(page, "document.getElementById('heard').textContent.includes('3 subtítols que')")


def test_a_doubt_is_ticked_off_by_keyboard_and_the_next_one_skips_it(page, paths: StoryLayout) -> None:
    count = "Number(document.getElementById('risks-count').textContent)"
    before = page.evaluate(count)
    press(page, "Alt+n", "Alt+h")
    assert page.locator("#who:focus").count() == 1, "first, who says so"
    page.keyboard.type("Marta")
    press(page, "Alt+h")
    waits(page, f"{count} === {before - 1}")
    (tick,) = read_review(paths).ticks
    assert (tick.by, tick.text) == ("Marta", "l'ort")
    waits(page, "document.getElementById('say').textContent.includes('Dubte resolt')")
    assert "Marta" in page.locator("#risks .ticked").inner_text()
    for _ in range(before):
        press(page, "Alt+n")
        assert page.locator("#risks .ticked[aria-current]").count() == 0
    page.locator("#risks .tick").first.focus()
    press(page, "Enter")
    waits(page, f"{count} === {before}")
    assert read_review(paths).ticks == ()
    assert page.locator("#risks .tick:focus").count() == 1, "whoever ticks stays there"
    press(page, "Enter")
    waits(page, f"{count} === {before - 1}")
    page.reload()
    waits(page, f"document.querySelectorAll('#risks .ticked').length && {count} === {before - 1}")
    assert violations(page, WCAG, "light", "#risks-panel") == []


def test_words_are_found_and_replaced_and_one_step_undoes_it(page, paths: StoryLayout) -> None:
    before = page.locator(".cue textarea").evaluate_all("all => all.map(one => one.value)")
    press(page, "Alt+g")
    assert page.locator("#find-what:focus").count() == 1
    page.keyboard.type("a")
    waits(page, "document.getElementById('find-count').textContent.startsWith('3 ')")  # "a tothom", "a l’ort", "a tots"
    page.locator("#find-whole").uncheck()
    waits(page, "Number.parseInt(document.getElementById('find-count').textContent) > 10")
    page.locator("#find-what").fill("matí amb")
    waits(page, "document.getElementById('find-count').textContent.startsWith('1 ')")  # over a line break
    press(page, "Enter")
    assert selected(page) == "matí\namb"
    page.locator("#find-what").fill("treballo")
    page.locator("#find-with").fill("feinejo")
    page.locator("#find-all").click()
    waits(page, "document.querySelectorAll('.cue textarea')[1].value.startsWith('Feinejo')")
    page.locator("#find-what").fill("a")
    page.locator("#find-whole").check()
    page.locator("#find-with").fill("per a")
    waits(page, "document.getElementById('find-count').textContent.startsWith('3 ')")
    page.locator("#find-all").click()
    waits(page, "document.querySelectorAll('.cue textarea')[5].value === 'Fins aviat per a tots.'")
    assert "S’han substituït 3" in page.locator("#find-count").inner_text()
    assert violations(page, WCAG, "dark", "#find-panel") == []
    page.locator(".cue textarea").first.focus()
    press(page, "Control+z")
    waits(page, "document.querySelectorAll('.cue textarea')[5].value === 'Fins aviat a tots.'")
    press(page, "Control+z")
    assert page.locator(".cue textarea").evaluate_all("all => all.map(one => one.value)") == before


def test_a_spelling_suggestion_is_a_button(page, paths: StoryLayout) -> None:
    area = page.locator(".cue textarea").nth(4)
    area.fill("M’agrada moltt.")
    button = page.locator(".cue").nth(4).get_by_role("button", name="molt – en lloc de «moltt»", exact=True)
    button.focus()
    press(page, "Enter")
    waits(page, "document.querySelectorAll('.cue textarea')[4].value === 'M’agrada molt.'")
    assert selected(page) == "molt"
    waits(page, "document.getElementById('saving').dataset.state === 'saved'")
    assert read_srt(paths.srt("ca").read_bytes()).cues[4].text == "M’agrada molt."


def test_what_nobody_has_heard_asks_for_a_plain_yes(page, site: tuple[Site, Path], paths: StoryLayout) -> None:
    page.locator(".cue textarea").nth(1).fill("Treballo a l’hort del barri.")
    waits(page, "document.getElementById('saving').dataset.state === 'saved'")
    page.locator("#show-approval").click()
    waits(page, "document.querySelectorAll('#approval[open] #approval-figures li').length === 3")
    assert "6" in page.locator("#approval-figures").inner_text() and page.locator("#approval .good").count() == 0
    assert violations(page, WCAG, "light", "#approval") == []
    page.locator("#approval-by").fill("Pere")
    page.locator("#approval-go").click()
    assert page.locator("#approval[open]").count() == 1 and not read_review(paths).approvals
    page.locator("#approval-although").check()
    page.locator("#approval-go").click()
    waits(page, "!document.getElementById('approval').open")
    approval = read_review(paths).approvals["ca"]
    assert approval.by == "Pere" and not approval.heard_through

    heard_all(site[1], "joel", "ca")
    page.locator("#show-approval").click()
    waits(page, "document.querySelector('#approval[open] .good')")
    assert page.locator("#approval-unheard:visible").count() == 0
    page.locator("#approval-go").click()
    waits(page, "!document.getElementById('approval').open")
    assert read_review(paths).approvals["ca"].heard_through
