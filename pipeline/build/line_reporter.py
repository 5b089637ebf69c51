"""What a run tells, as plain data that another process reads: a JSON value for each thing told.

Texts are in every page language, since whoever reads them may be several people: {"ca": …, "en": …}. Times: seconds.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.build.outcome import Advance, BuildReport, StoryReport, StoryReporter
from pipeline.errors import VeusError, written
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import in_language

Line = dict[str, Any]
Texts = dict[str, str]

#: Seconds between two lines about the advance of a step: a page shows no more.
OFTEN_S = 0.3


def every_language(text: str) -> Texts:
    """A text by page language; one that is in no catalogue says the same in each."""
    return {lang: written(in_language(text, lang)) for lang in PAGE_LANGUAGES}


def error_texts(error: VeusError) -> Texts:
    """What happened, where, and what to do, by page language."""
    place = f"{error.where}: " if error.where else ""
    told = {}
    for lang in PAGE_LANGUAGES:
        parts = [f"{place}{in_language(error.what, lang)}", in_language(error.remedy, lang)]
        told[lang] = written(" ".join(part for part in parts if part))
    return told


class LineReporter:
    """A Reporter that gives `write` a line for each thing told; may be used by several threads."""

    def __init__(self, write: Callable[[Line], None], marks: Iterator[int] | None = None) -> None:
        self._write_line = write
        self._lock = threading.Lock()
        self._marks = marks or itertools.count(1)

    def story(self, slug: str, title: str, number: int = 1, of: int = 1) -> None:
        self._write({"event": "story", "slug": slug, "number": number, "of": of})

    @contextlib.contextmanager
    def beside(self, slug: str, title: str, number: int, of: int, ended: int) -> Iterator[StoryReporter]:
        """Each line of such a story names it."""
        self._write({"event": "story", "slug": slug, "number": number, "of": of, "ended": ended})
        yield LineReporter(lambda line: self._write(line | {"slug": slug}), self._marks)

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        started = time.monotonic()
        mark = next(self._marks)
        told = {"what": every_language(what), "total": total, "since": started - (started if began is None else began)}
        self._write({"event": "step", "step": mark, **told})
        last = 0.0

        def advance(done: int, detail: str = "") -> None:
            nonlocal last
            if (now := time.monotonic()) - last >= OFTEN_S:
                last = now
                self._write({"event": "advance", "step": mark, "done": done, "detail": every_language(detail)})

        try:
            yield advance
        except BaseException:
            self._write({"event": "broke", "step": mark})
            raise
        self._write({"event": "done", "step": mark})

    def note(self, text: str) -> None:
        self._write({"event": "note", "text": every_language(text)})

    def problem(self, error: VeusError) -> None:
        self._write({"event": "problem", "text": error_texts(error)})

    def _write(self, line: Line) -> None:
        with self._lock:
            self._write_line(line)


def report_line(report: BuildReport) -> Line:
    """What came of a build."""
    return {
        "ok": not report.failed,
        "stories": [_story_line(story) for story in report.stories],
        "problems": [error_texts(error) for error in report.problems],
    }


def _story_line(story: StoryReport) -> Line:
    return {
        "slug": story.slug,
        "outcome": story.outcome,
        "cues": story.cues,
        "notes": [every_language(note) for note in story.notes],
        "problems": [error_texts(error) for error in story.problems],
    }
