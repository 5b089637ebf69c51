"""How quick the review page is with a long story: `python -m benchmarks.review [--cues 2000]`.

A made-up story with captions in two languages and a transcript with a probability for every word, served by `veus
review` in a process of its own, in the system's Chromium. *Open*: from the address to the list being drawn, all
captions in it. *A key*: from the key to the next picture that the browser shows (Event Timing, which counts in steps of
8 ms), typed into a caption in the middle of the track, while the page saves and checks as always.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.machine import machine
from pipeline import files
from pipeline.cues import Cue, Transcript, Word
from pipeline.project.layout import Layout, StoryLayout
from pipeline.subtitles.srt import write_srt
from tools.browser import chromium
from tools.made_up import facts, heard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REPO = Path(__file__).resolve().parents[1]

SAID = ("Vam", "anar", "junts", "a", "l’hort", "del", "barri", "i", "després", "vam", "tornar", "cap", "a", "casa")
#: Words of a cue, and ms of each; ms between two cues.
WORDS, WORD_MS, GAP_MS = 9, 280, 160
#: Keys typed, and ms between two of them: a quick typist's.
KEYS, PAUSE_MS = 120, 90

SERIES = """
id = "long"
published = 2024-01-02
title = { ca = "Llarga", en = "Long" }
summary = { ca = "Llarga.", en = "Long." }
publisher = { name = "Veus", url = "https://example.org/" }
"""
STORY = """
spoken = ["ca"]
title = { ca = "Una història llarga", en = "A long story" }
summary = { ca = "Llarga.", en = "Long." }
place = { ca = "Barcelona", en = "Barcelona" }
"""

#: Keeps how long each key took until the browser showed what came of it.
WATCH = """
window.keys = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (one.name === "keydown") window.keys.push(one.duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""


@dataclass(frozen=True)
class Figures:
    """Seconds to open; ms a key of each kind (keys under 16 ms count as 16)."""

    cues: int
    open_s: list[float]
    keys_ms: list[float]

    def told(self) -> str:
        keys = sorted(self.keys_ms)
        worst = keys[round(0.95 * (len(keys) - 1))]
        opened = f"{statistics.median(self.open_s):.2f} s ({min(self.open_s):.2f}–{max(self.open_s):.2f})"
        typed = f"median {statistics.median(keys):.0f} ms, 95 % under {worst:.0f} ms, longest {keys[-1]:.0f} ms"
        return f"{self.cues} captions: open {opened}; a key: {typed} ({len(keys)} keys)"


def make_story(root: Path, count: int) -> StoryLayout:
    """A story with `count` cues in each language, as a build leaves it; no footage is needed to type."""
    layout = Layout(root)
    paths = layout.story(layout.stories / "long", "long")
    files.write_text(layout.series_file, SERIES)
    files.write_text(paths.story_file, STORY)
    words, cues, now = [], [], 1000
    for number in range(count):
        said = [SAID[(number * 7 + k) % len(SAID)] for k in range(WORDS)]
        spans = [(now + k * WORD_MS, now + (k + 1) * WORD_MS - 20) for k in range(WORDS)]
        words += [
            Word(*span, word, "ca", 0.3 + 0.7 * (k % 5) / 4)
            for k, (span, word) in enumerate(zip(spans, said, strict=True))
        ]
        cues.append(Cue(now, spans[-1][1], " ".join(said[:5]) + "\n" + " ".join(said[5:])))
        now = spans[-1][1] + GAP_MS
    transcript = Transcript(tuple(words), now, ("ca",), "none", "none", "0", speech=((0, now),))
    heard(paths, facts(1920, 1080, now), range(4000, now, 4000), transcript)
    for lang in ("ca", "en"):
        files.write_text(paths.srt(lang), write_srt(cues))
    return paths


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of `veus review` at work over `root`."""
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "review", "long", "--port", "0"]
    env = os.environ | {"XDG_STATE_HOME": str(root)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def opened(browser: Browser, url: str) -> tuple[Page, float]:
    """A page with the story, and the seconds that it took to be drawn."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    mark: Any = None
    while not mark:
        mark = page.evaluate("performance.getEntriesByName('veus:drawn')[0]?.startTime ?? 0")
        page.wait_for_timeout(50)
    return page, float(mark) / 1000


def settled(page: Page, close: bool = True) -> None:
    """Waits until the findings of all captions are there: the server checks them once, after the page is drawn."""
    page.locator("#problems-count:not(:empty)").wait_for(state="attached")
    page.wait_for_timeout(4000)
    if close:
        page.context.close()


def typed(page: Page, cues: int) -> list[float]:
    """ms that each key took, typed into the cue in the middle. Browsers report a key below 16 ms not at all."""
    page.locator(".cue textarea").nth(cues // 2).focus()
    page.wait_for_timeout(3000)
    page.evaluate("window.keys.length = 0")
    for k in range(KEYS):
        page.keyboard.press("abcdefghij "[k % 11])
        page.wait_for_timeout(PAUSE_MS)
    page.wait_for_timeout(1000)
    found = [float(ms) for ms in page.evaluate("window.keys")]
    keys = sorted(found, reverse=True)[:KEYS]
    return keys + [16.0] * (KEYS - len(keys))


def measured(count: int, rounds: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        root = Path(folder)
        make_story(root, count)
        with served(root) as url:
            warm, _ = opened(browser, url)  # not timed: programs come into the file cache
            settled(warm)
            seconds, keys = [], []
            for _ in range(rounds):
                page, taken = opened(browser, url)
                seconds.append(taken)
                settled(page, close=False)
                keys += typed(page, count)
                settled(page)
    return Figures(count, seconds, keys)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the review page.")
    parser.add_argument("--cues", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(measured(given.cues, given.rounds).told())
    print(", ".join(f"{key}: {value}" for key, value in machine().items() if key != "packages"))


if __name__ == "__main__":
    main()
