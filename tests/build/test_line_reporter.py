"""What a run tells another process: plain data, in every page language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.build.line_reporter import Line, LineReporter, error_texts, report_line
from pipeline.build.outcome import BuildReport, StoryReport
from pipeline.errors import StoryError


def test_a_step_tells_when_it_begins_how_far_it_is_and_when_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Line] = []
    reporter = LineReporter(told.append)
    reporter.story("joel", "En Joel", 2, 3)
    with reporter.step("listening", 100) as advance:
        advance(10, "1 of 9")
        advance(20)  # too soon after the first to be shown
    with pytest.raises(ZeroDivisionError), reporter.step("looking", None):
        raise ZeroDivisionError
    kinds = [(line["event"], line.get("step")) for line in told]
    assert kinds == [("story", None), ("step", 1), ("advance", 1), ("done", 1), ("step", 2), ("broke", 2)]
    assert told[1]["what"] == {"ca": "listening", "en": "listening"} and told[2]["done"] == 10
    assert json.loads(json.dumps(told)) == told


def test_stories_side_by_side_are_named_in_each_line() -> None:
    told: list[Line] = []
    reporter = LineReporter(told.append)
    with (
        reporter.beside("joel", "En Joel", 1, 3, 0) as joel,
        reporter.beside("laura", "La Laura", 2, 3, 0) as laura,
        joel.step("listening", 100),
        laura.step("listening", 100),
    ):
        laura.note("mind this")
    reporter.note("of none")
    said = [(line["event"], line.get("slug"), line.get("step")) for line in told]
    assert said == [
        ("story", "joel", None),
        ("story", "laura", None),
        ("step", "joel", 1),
        ("step", "laura", 2),
        ("note", "laura", None),
        ("done", "laura", 2),
        ("done", "joel", 1),
        ("note", None, None),
    ]
    assert told[1]["ended"] == 0


def test_an_error_says_what_where_and_what_to_do() -> None:
    error = StoryError("it is broken.", where=Path("a\udcff.mp4"), remedy="Mend it.")
    assert error_texts(error)["en"] == str(error)
    report = BuildReport([StoryReport("joel", notes=["mind this"], problems=[error])])
    told = report_line(report)
    assert not told["ok"] and told["stories"][0]["outcome"] == "failed"
    assert told["stories"][0]["problems"] == [error_texts(error)]
    json.dumps(told).encode()
