"""The review page by keyboard, in a screen reader's tree, in a small window: what WCAG 2.2 asks of it, measured."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from axe_rules import WCAG, violations

from pipeline.cues import Cue
from pipeline.project.layout import StoryLayout
from pipeline.review import waiting
from pipeline.review.review_record import add_comment, read_review
from pipeline.review.track_store import offer, status
from pipeline.subtitles.srt import read_srt, write_srt
from tools import browser

pytest.importorskip("playwright", reason="Playwright is not installed: pip install '.[dev]'")
pytestmark = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")

DESKTOP, PHONE = (1280, 800), (360, 740)
#: 1280 × 1024 at 400 % (WCAG 1.4.10).
ZOOMED = (320, 256)

#: Parts of what has the focus that cannot be seen: outside of the window, or under something else.
HIDDEN = """node => {
  const box = node.getBoundingClientRect();
  const places = [0.02, 0.5, 0.98];
  const spots = places.flatMap((x) => places.map((y) => [box.left + x * box.width, box.top + y * box.height]));
  const seen = (at) => at && (node.contains(at) || at.contains(node));
  return spots.filter(([x, y]) => !seen(document.elementFromPoint(x, y)));
}"""


def many(paths: StoryLayout) -> None:
    """Captions enough to scroll, every third with something wrong with it."""
    cues = read_srt(paths.srt("ca").read_bytes()).cues
    long = "Una línia que és massa llarga perquè hi càpiga sencera, de debò."
    made = [replace(cue, start=cue.start + k * 20_000, end=cue.end + k * 20_000) for k in range(5) for cue in cues]
    made = [replace(cue, text=long) if k % 3 == 0 else cue for k, cue in enumerate(made)]
    paths.srt("ca").write_text(write_srt(made), "utf-8")


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def said(page, *words: str) -> str:
    page.wait_for_function(
        "words => words.every((one) => document.getElementById('say').textContent.includes(one))", arg=list(words)
    )
    return page.locator("#say").inner_text()


def settled(page) -> None:
    """Some pictures later: what a key has moved lies where it will lie."""
    page.evaluate(
        "new Promise((done) => { let k = 5; const next = () => (k-- ? requestAnimationFrame(next) : done()); next(); })"
    )


# 2.4.11 Focus not obscured


@pytest.mark.parametrize("size", [ZOOMED, PHONE, DESKTOP], ids=["zoomed", "phone", "desktop"])
def test_the_caption_with_the_cursor_is_never_hidden(page_of, paths: StoryLayout, size: tuple[int, int]) -> None:
    many(paths)
    page = page_of(size=size)
    page.wait_for_function("document.querySelector('.findings .error, .findings .warning')")
    for down, up, moves in (("Alt+ArrowDown", "Alt+ArrowUp", 10), ("Alt+w", "Alt+Shift+W", 6), ("Tab", "Shift+Tab", 6)):
        page.locator(".cue textarea").first.focus()
        seen, hidden = [], []
        for key in [down] * moves + [up] * moves:
            press(page, key)
            while key.endswith("Tab") and not page.locator(".cue textarea:focus, body:focus, .skip:focus").count():
                press(page, key)
            area = page.locator(".cue textarea:focus")
            if area.count():
                settled(page)
                seen.append(area.get_attribute("aria-label"))
                hidden += [(key, seen[-1], under) for under in area.evaluate(HIDDEN)]
        assert hidden == []
        assert len(set(seen)) >= moves


@pytest.mark.parametrize("size", [ZOOMED, PHONE], ids=["zoomed", "phone"])
def test_nothing_that_the_tab_key_leads_to_is_hidden(page_of, paths: StoryLayout, size) -> None:
    many(paths)
    page = page_of(size=size, reduced_motion="reduce")
    page.evaluate("document.getElementById('banner').hidden = false")
    page.evaluate("document.getElementById('banner').textContent = 'El servidor no hi és.'")
    page.locator("#show-keys").focus()
    hidden = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(20):
            press(page, key)
            settled(page)
            here = page.locator(":focus")
            # What is larger than the window, or has its own way of showing, is another matter.
            if here.count() and not here.evaluate(
                "node => node.matches('body, #content, [name=track], summary, video')"
            ):
                middle = here.evaluate(
                    "node => { const box = node.getBoundingClientRect();"
                    " const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);"
                    " return Boolean(at) && (node.contains(at) || at.contains(node)); }"
                )
                if not middle:
                    hidden.append((key, here.evaluate("node => node.outerHTML.slice(0, 120)")))
    assert hidden == []


# 2.5.3 Label in name; names of their own


def named(page) -> list[tuple[str, str, str]]:
    """(role, name, what is seen) of everything that can be operated."""
    session = page.context.new_cdp_session(page)
    found = []
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in ROLES:
            continue
        what = session.send("DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]})["object"]["objectId"]
        seen = session.send(
            "Runtime.callFunctionOn", {"objectId": what, "functionDeclaration": SEEN, "returnByValue": True}
        )["result"]["value"]
        found.append((role, " ".join(node["name"]["value"].split()), " ".join(seen.split())))
    return found


ROLES = ("button", "link", "DisclosureTriangle", "textbox", "combobox", "slider", "radio", "checkbox")
SEEN = """function () {
  if (!this.matches("button, a, summary")) return "";
  const copy = this.cloneNode(true);
  for (const one of copy.querySelectorAll(".sr, .count")) one.remove();
  return copy.textContent;
}"""


@pytest.mark.parametrize("lang", ["ca", "en"])
def test_no_two_controls_of_one_name_and_each_name_has_what_is_seen(page_of, paths: StoryLayout, lang: str) -> None:
    repeated(paths)
    page = page_of(lang)
    page.wait_for_function("document.querySelectorAll('#comments .comment').length === 2")
    page.wait_for_function("document.querySelectorAll('#open .open-item').length > 1")
    page.locator("summary").evaluate_all("all => all.forEach((one) => { one.parentElement.open = true; })")
    page.wait_for_function("document.querySelectorAll('#problems .jump').length > 1")
    distinct(named(page))
    page.locator("#show-history").click()
    page.wait_for_function("document.querySelectorAll('#history-list details').length > 1")
    distinct(named(page))
    press(page, "Escape")
    page.locator("#show-approval").click()
    page.wait_for_function("document.querySelector('#approval[open]')")
    distinct(named(page))


def distinct(found: list[tuple[str, str, str]]) -> None:
    assert len(found) > 4
    names = Counter((role, name) for role, name, _ in found)
    assert [one for one, times in names.items() if times > 1 or not one[1]] == []
    assert [(name, seen) for _, name, seen in found if seen.casefold() not in name.casefold()] == []


def repeated(paths: StoryLayout) -> None:
    """Everything twice: captions, comments, questions, versions, what is wrong."""
    cues = read_srt(paths.srt("ca").read_bytes()).cues
    same = "Treballo al col.legi del barri."
    twice = [replace(cue, text=same) for cue in cues]
    for version in (twice[1:], twice[2:], twice):
        paths.srt("ca").write_text(write_srt(version), "utf-8")
        assert status(paths, "ca") == "edited"  # that was seen
    paths.srt("en").write_text(write_srt([replace(cue, text="The same.") for cue in cues]), "utf-8")
    offer(paths, "ca", write_srt([replace(cue, text=f"{same} I més.") for cue in cues]))
    for _ in range(2):
        add_comment(paths, "ca", (4000, 6500), same, "Mireu-ho.", by="Pere", when="2024-05-06T10:00:00+02:00")


# 2.4.3 Focus order: where lists are made anew


def two_of_each(paths: StoryLayout) -> None:
    """Two errors, two proposals for the same captions, two comments; and a sentence whose translation is stale."""
    machine, said = [read_srt(paths.srt(lang).read_bytes()).cues for lang in ("ca", "en")]
    wrong = {1: "Treballo al col.legi.", 3: "Plantem al col.legi."}
    mine = [replace(cue, text=wrong.get(k, cue.text)) for k, cue in enumerate(machine)]
    paths.srt("ca").write_text(write_srt(mine), "utf-8")
    theirs = [replace(cue, text=f"{cue.text} I més.") if k in wrong else cue for k, cue in enumerate(machine)]
    offer(paths, "ca", write_srt(theirs))
    for comment in ("Primer.", "Segon."):
        add_comment(paths, "ca", (4000, 6500), "", comment, by="Pere", when="2024-05-06T10:00:00+02:00")
    since, now = "2024-05-06T10:00:00+02:00", [replace(said[0], text="Good evening.")]
    stale = waiting.item("stale", "en", said[:1], now, since=since, before="Bon dia.", now="Bona nit.")
    waiting.write(paths, "en", waiting.Waiting(items=(stale,)))


def count_of(page, selector: str, wanted: int) -> None:
    page.wait_for_function("([one, count]) => document.querySelectorAll(one).length === count", arg=[selector, wanted])


def test_whoever_decides_by_keyboard_goes_on_with_what_comes_next(page_of, paths: StoryLayout) -> None:
    two_of_each(paths)
    page = page_of()
    page.locator("#who").fill("Marta")
    count_of(page, "#open .open-item", 3)
    assert page.locator("#open dd[lang=ca]").all_inner_texts()[-2:] == ["Bon dia.", "Bona nit."]
    keep, panel = page.locator("#open .row button").first, page.locator("#open-panel > summary")
    keep.focus()
    press(page, "Enter")
    count_of(page, "#open .open-item", 2)
    assert page.locator("#open li:first-child .jump:focus").count(), "who presses twice has not decided twice"
    panel.click()
    page.locator("#comments-panel > summary").click()
    page.locator("#comments .quiet").first.focus()
    press(page, "Enter")
    count_of(page, "#comments .done", 1)
    assert "Segon." in page.locator("#comments .jump:focus").inner_text()
    assert not page.locator("#open-panel[open]").count(), "what somebody has closed stays so"
    panel.click()
    for left in (1, 0):
        keep.focus()
        press(page, "Enter")
        count_of(page, "#open .open-item", left)
    assert page.locator("#risks-panel > summary:focus").count()


def test_reasons_that_are_typed_stay_and_nothing_is_said_twice(page_of, paths: StoryLayout) -> None:
    two_of_each(paths)
    page = page_of()
    page.locator("#who").fill("Marta")
    page.locator("#show-approval").click()
    reasons = page.locator("#approval-obstacles input")
    count_of(page, "#approval[open] #approval-obstacles input", 2)
    reasons.nth(0).fill("És un nom.")
    reasons.nth(1).fill("Així s’")
    page.locator("#approval-obstacles .accept button").first.focus()
    press(page, "Enter")
    count_of(page, "#approval-obstacles input", 1)
    assert reasons.input_value() == "Així s’" and page.locator("#approval-obstacles [data-key] :focus").count()
    page.locator("#approval-same").evaluate("one => { one.value = 'Som pocs.'; }")
    press(page, "Escape")
    page.locator("#show-approval").click()
    count_of(page, "#approval[open] #approval-obstacles input", 1)
    assert page.locator("#approval-same").input_value() == reasons.input_value() == ""
    press(page, "Escape")
    page.locator(".cue textarea").first.focus()
    press(page, "Alt+c")
    page.keyboard.type("Tercer.")
    page.locator("#comment-form").evaluate("form => { form.requestSubmit(); form.requestSubmit(); }")
    page.wait_for_function("!document.getElementById('comment').open")
    count_of(page, "#comments .comment", 3)
    assert [one.comment for one in read_review(paths).comments] == ["Primer.", "Segon.", "Tercer."]
    shut = '{"error": "", "kind": "ask-password"}'
    page.route("**/api/**", lambda route: route.fulfill(status=401, body=shut, content_type="application/json"))
    page.locator(".cue textarea").first.fill("Bon dia.")
    page.locator("#banner").get_by_text("doneu-hi la contrasenya").wait_for()


# 3.3.1 Error identification


WRONG_TIMES = {
    "ca": [
        ("start", "9:99", "van de 0 a 59"),
        ("end", "0:60", "van de 0 a 59"),
        ("end", "1:60:00", "van de 0 a 59"),
        ("start", "quan vulguis", "no s’entén"),
        ("start", "", "no s’entén"),
        ("start", "0:05", "abans del seu final, 0:03,500"),
    ],
    "en": [
        ("end", "0:00.5", "after its start, 0:01.000"),
        ("end", "5:00", "The video ends at 0:20.0"),
        ("start", "9:99", "go from 0 to 59"),
        ("end", "soon", "not a time"),
    ],
}


@pytest.mark.parametrize("lang", WRONG_TIMES)
def test_a_wrong_time_says_why_and_is_not_taken(page_of, paths: StoryLayout, lang: str) -> None:
    before = paths.srt("ca").read_bytes()
    page = page_of(lang)
    page.locator(".cue textarea").first.focus()
    for field, typed, why in WRONG_TIMES[lang]:
        press(page, "Alt+a" if field == "start" else "Alt+z", "Control+a", "Delete")
        page.keyboard.type(typed)
        press(page, "Enter")
        there = page.locator(f"#{field}")
        assert there.evaluate("node => node === document.activeElement"), "who mends it need not look for it"
        assert there.get_attribute("aria-invalid") == "true"
        told = page.locator(f"#{there.get_attribute('aria-describedby').split()[0]}")
        assert why in told.inner_text() and told.get_attribute("role") == "alert"
        press(page, "Escape")
        assert there.get_attribute("aria-invalid") is None and told.inner_text() == ""
        assert there.input_value() != typed
    assert page.locator("#saving").get_attribute("data-state") == "saved"
    assert paths.srt("ca").read_bytes() == before


def test_a_wrong_time_that_was_left_stays_until_it_is_mended(page_of) -> None:
    page = page_of()
    page.locator(".cue textarea").first.focus()
    press(page, "Alt+a", "Control+a")
    page.keyboard.type("9:99")
    press(page, "Tab", "Tab")
    assert page.locator("#start").input_value() == "9:99"
    assert "59" in page.locator("#start-wrong").inner_text()
    page.locator("#start").fill("0:01,5")
    press(page, "Enter")
    assert page.locator("#start-wrong").inner_text() == ""
    said(page, "0:01,500")


def test_a_time_that_is_being_typed_is_taken_by_shortcuts_and_left_by_others(page_of, paths: StoryLayout) -> None:
    page = page_of()
    start, end = page.locator("#start"), page.locator("#end")
    page.locator(".cue textarea").first.focus()
    press(page, "Alt+z", "Control+a")
    page.keyboard.type("0:03,6")
    press(page, "Alt+ArrowDown", "Alt+ArrowUp")
    assert end.input_value() == "0:03,600"
    press(page, "Alt+z", "Control+a")
    page.keyboard.type("9:99")
    press(page, "Alt+ArrowDown")
    assert page.locator("#end:focus").get_attribute("aria-invalid") == "true"
    press(page, "Alt+p", "Escape", "Alt+p")
    assert end.input_value() == "0:03,600"
    page.wait_for_function("document.getElementById('saving').dataset.state === 'saved'")
    press(page, "Alt+a", "Control+a")
    page.keyboard.type("0:0")
    paths.srt("ca").write_text(paths.srt("ca").read_text("utf-8").replace("Fins aviat", "Fins ara"), "utf-8")
    page.wait_for_function("document.querySelectorAll('.cue textarea')[5].value.startsWith('Fins ara')")
    assert page.locator("#start:focus").input_value() == "0:0"
    press(page, "Control+z")
    assert (start.input_value(), end.input_value()) == ("0:01,000", "0:03,600"), "what was typed, not the caption"
    press(page, "ArrowDown")
    assert start.input_value() == "0:00,960"
    press(page, "Control+z")
    assert start.input_value() == "0:01,000"


def test_what_is_typed_to_be_found_is_undone_there_and_what_was_replaced_everywhere(page_of) -> None:
    page = page_of()
    second = page.locator(".cue textarea").nth(1)
    page.locator(".cue textarea").first.fill("Bon dia.")
    press(page, "Alt+g")
    page.keyboard.type("treballo")
    press(page, "Control+z")
    assert page.locator("#find-what:focus").input_value() != "treballo"
    assert page.locator(".cue textarea").first.input_value() == "Bon dia."
    page.locator("#find-what").fill("treballo")
    page.locator("#find-with").fill("feinejo")
    page.locator("#find-all").click()
    assert second.input_value().startswith("Feinejo") and page.locator("#find-what:focus").count()
    press(page, "Control+z")
    assert second.input_value().startswith("Treballo")


# On a telephone, what can be done with a caption stands in its row


def test_what_can_be_done_stays_when_the_row_in_which_it_stands_goes(page_of) -> None:
    page = page_of(size=(360, 740))
    dock = page.locator("#cues [aria-current=true] #dock")
    assert dock.is_visible()
    for name in ("Anglès", "Català"):
        page.get_by_role("radio", name=name).check(force=True)
        assert dock.is_visible() and page.locator("#start").input_value() == "0:01,000"
    page.locator("#dock [data-do=delete]").click()
    said(page, "esborrat")
    assert dock.is_visible() and page.locator("#start").input_value() == "0:04,000"
    page.locator("#dock [data-do=undo]").click()
    assert dock.is_visible()


# A description, written where captions are


def test_the_field_of_a_description_shows_all_its_lines(page_of, paths: StoryLayout) -> None:
    paths.srt("description.ca").write_text(write_srt((Cue(100, 900, "✎ 2 paraules"),)), "utf-8")
    page = page_of()
    page.get_by_role("radio", name="Audiodescripció en català").check(force=True)
    row = page.locator("#cues li").filter(has=page.locator("textarea")).first
    assert "≈" not in row.inner_text(), "a place that nobody has written yet takes no time"
    row.locator("textarea").fill("Un hort.")
    assert "≈ 0,8 s" in row.inner_text()
    row.locator("textarea").fill("Un\n\n\nhort.")
    assert row.locator("textarea").get_attribute("rows") == "4"


# 4.1.3 Status messages


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ca", ["Subtítol 2: a dalt", "ja no és a dalt", "marcat com a so", "ja no és un so", "seguretat: 20"]),
        (
            "en",
            ["Caption 2: at the top", "no longer at the top", "marked as a sound", "no longer a sound", "20 % sure"],
        ),
    ],
)
def test_what_a_shortcut_did_is_said(page_of, lang: str, words: list[str]) -> None:
    page = page_of(lang)
    assert page.locator("#say").get_attribute("role") == "status"
    assert page.locator("#say").evaluate("node => node.closest('[hidden], [aria-hidden]') === null")
    count = page.locator("#risks .jump").count()
    press(page, "Alt+n")
    said(page, f"1 {'de' if lang == 'ca' else 'of'} {count}", "ort, ", words[4])
    for key, told in (("Alt+t", words[0]), ("Alt+t", words[1]), ("Alt+u", words[2]), ("Alt+u", words[3])):
        press(page, key)
        said(page, told)
    press(page, "Alt+n")
    said(page, f"2 {'de' if lang == 'ca' else 'of'} {count}")


@pytest.mark.parametrize(
    ("lang", "there", "unit"),
    [("ca", "1 minut i 5 segons", "segons"), ("en", "1 minute and 5 seconds", "seconds")],
)
def test_the_slider_says_minutes_and_seconds(page_of, lang: str, there: str, unit: str) -> None:
    page = page_of(lang)
    sliders = page.locator("input[type=range]")
    assert sliders.count() == 1
    page.wait_for_function("document.getElementById('video').readyState > 0")
    assert unit in sliders.get_attribute("aria-valuetext")
    sliders.focus()
    press(page, "Home", *["ArrowRight"] * 3)
    page.wait_for_function("document.getElementById('position').getAttribute('aria-valuetext').startsWith('3 ')")
    assert page.evaluate("import('/static/measure.js').then((one) => one.spoken(65_400))") == there
    assert page.evaluate("import('/static/measure.js').then((one) => one.spoken(0))") == f"0 {unit}"


# 2.1.4 and whoever chooses from a list


def test_no_shortcut_inside_a_select_and_none_that_changes_captions_from_another_field(page_of) -> None:
    page = page_of()
    before = page.locator(".cue textarea").evaluate_all("all => all.map((one) => one.value)")
    for select in ("#speed", "#speaker"):
        page.locator(select).focus()
        for key in ("Alt+x", "Alt+i", "Alt+s", "Alt+j", "Alt+u", "Alt+n", "Alt+p", "?"):
            press(page, key)
            assert page.locator(f"{select}:focus").count(), key
        # Alt with an arrow is how a list is opened: the caption stays the one it was.
        page.locator(select).dispatch_event("keydown", {"code": "ArrowDown", "altKey": True})
        assert page.locator(f"{select}:focus").count()
    page.locator("#who").focus()
    for key in ("Alt+x", "Alt+i", "Alt+j", "Alt+u", "Alt+t", "Alt+b"):
        press(page, key)
        assert page.locator("#who:focus").count(), key
    assert page.locator(".cue textarea").evaluate_all("all => all.map((one) => one.value)") == before
    press(page, "Alt+n")
    assert page.locator(".cue textarea:focus").count(), "what only moves works from there, too"


# 3.1.2 Language of parts


@pytest.mark.parametrize("lang", ["ca", "en"])
def test_what_the_server_says_in_english_is_marked_as_english(page_of, lang: str) -> None:
    page = page_of(lang)
    detail = '{"text": "an English sentence.", "lang": "en"}'
    body = f'{{"error": "Una frase.", "kind": "other", "detail": {detail}, "data": null}}'
    refuse = lambda route: route.fulfill(status=422, body=body, content_type="application/json")  # noqa: E731
    english = f"{'[lang=en]' if lang != 'en' else 'span:not([lang])'}:text-is('an English sentence.')"
    page.route("**/history", refuse)
    page.locator("#show-history").click()
    page.wait_for_selector(f"#history-wrong {english}")
    press(page, "Escape")
    page.route("**/approval", refuse)
    page.locator("#show-approval").click()
    page.wait_for_selector(f"#approval-wrong {english}")
    press(page, "Escape")
    page.route("**/comments", refuse)
    page.locator(".cue textarea").first.focus()
    press(page, "Alt+c")
    page.keyboard.type("Mireu-ho.")
    page.locator("#comment-by").fill("Pere")
    press(page, "Enter")
    page.wait_for_selector(f"#comment[open] #comment-wrong {english}")
    press(page, "Escape")
    page.route("**/tracks/*", lambda route: refuse(route) if route.request.method == "PUT" else route.continue_())
    page.locator(".cue textarea").first.focus()
    page.keyboard.type("x")
    page.wait_for_selector(f"#banner {english}")


# Versions


@pytest.mark.parametrize(
    ("lang", "told", "gone", "come"),
    [
        ("ca", "1 subtítol, 1 paraula", "Només en aquesta versió", "Només en els subtítols d'ara"),
        ("en", "1 caption, 1 word", "Only in this version", "Only in the captions now"),
    ],
)
def test_versions_say_how_much_differs_and_in_which_words(
    page_of, paths: StoryLayout, lang: str, told: str, gone: str, come: str
) -> None:
    """Not by colour or by a line alone: with words that screen readers say where a stretch begins and ends."""
    for before, after in (("Fins aviat", "Fins ara"), ("M’agrada molt.", "M’agrada força.")):
        paths.srt("ca").write_text(paths.srt("ca").read_text("utf-8").replace(before, after), "utf-8")
        assert status(paths, "ca") == "edited"  # that was seen
    page = page_of(lang)
    page.locator("#show-history").click()
    page.wait_for_function("document.querySelectorAll('#history-list details').length")
    rows = page.locator("#history-list summary").all_inner_texts()
    assert len(rows) == 1 and told in rows[0]
    page.locator("#history-list summary").click()
    words = page.locator(".places [lang=ca]").filter(has=page.locator("del"))
    words.wait_for()
    assert words.locator("del").text_content() == f"[{gone}: molt.]"
    assert words.locator("ins").text_content() == f"[{come}: força.]"
    assert words.text_content() == f"M’agrada [{gone}: molt.] [{come}: força.] "
    assert words.locator(".sr").evaluate_all("all => [...new Set(all.map((one) => one.lang))]") == [lang]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, WCAG, scheme) == []


def test_versions_say_of_what_kind_a_difference_is(page_of, paths: StoryLayout) -> None:
    """Times that moved, a caption more and one less: none of it is a word in a caption that stayed."""
    before = list(read_srt(paths.srt("ca").read_bytes()).cues)
    paths.srt("ca").write_text(write_srt([replace(before[0], text="Bon dia.\nEm dic Joel."), *before[1:]]), "utf-8")
    assert status(paths, "ca") == "edited"
    after = [replace(before[1], start=before[1].start + 80), *before[2:-1], replace(before[-1], start=18600, end=19800)]
    paths.srt("ca").write_text(write_srt(after), "utf-8")
    page = page_of("en")
    page.locator("#show-history").click()
    page.locator("#history-list summary").first.click()
    page.locator(".places li").first.wait_for()
    rows = [" ".join(text.split()) for text in page.locator(".places li").all_text_contents()]
    assert "caption removed" in rows[0] and "Bon dia. / Em dic Joel.]" in rows[0]
    assert "other times" in rows[1] and "0:04.000 – 0:06.500]" in rows[1] and "0:04.080 – 0:06.500]" in rows[1]
    assert any("caption added" in row or "other times" in row for row in rows[2:])


def test_the_tools_on_a_phone_are_there_also_while_out_of_sight(page_of, paths: StoryLayout) -> None:
    """They stand in a row of the list. Firefox knows no text of rows that are not laid out: fields there had no
    label."""
    many(paths)
    page = page_of("ca", PHONE)
    page.locator("summary").evaluate_all("all => all.forEach((one) => { one.parentElement.open = true; })")
    page.evaluate("document.querySelector('.panels').style.paddingBottom = '4000px'")
    settled(page)
    seen = "(one) => one.checkVisibility({contentVisibilityAuto: true})"
    assert not page.locator(".cue textarea").last.evaluate(seen), "what has nothing to do waits until it is in sight"
    assert page.locator("label[for=start]").evaluate(seen)


# The page as a whole, as some see it


@pytest.mark.parametrize("lang", ["ca", "en"])
def test_in_a_small_window_with_the_systems_colours_and_without_motion(page_of, paths: StoryLayout, lang: str) -> None:
    repeated(paths)
    page = page_of(lang, ZOOMED, forced_colors="active", reduced_motion="reduce")
    page.wait_for_function("document.querySelectorAll('#comments .comment').length === 2")
    page.locator("summary").evaluate_all("all => all.forEach((one) => { one.parentElement.open = true; })")
    page.locator("#start").fill("9:99")
    page.locator("#start").blur()
    assert violations(page, WCAG, "light") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    moving = "document.getAnimations().length + [...document.querySelectorAll('*')].filter("
    assert page.evaluate(f"{moving}(one) => getComputedStyle(one).transitionDuration !== '0s').length") == 0
    page.emulate_media(forced_colors="none", color_scheme="dark")
    assert violations(page, WCAG, "dark") == []
