"""What a check found as plain data: what counts, and where it stands in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from check_helpers import CA, cue
from hypothesis import given
from hypothesis import strategies as st

from pipeline.actions.check_report import CheckReport, TrackReport, line_numbers
from pipeline.check.rules.table import check
from pipeline.check.waivers import Waiver
from pipeline.cues import Cue
from pipeline.errors import StoryError
from pipeline.review.waiting import item
from pipeline.subtitles.srt import write_srt

ROOT = Path("/series")
FAST = cue("Una frase de ben llarga per a un segon.", 2000, 3000)


@pytest.fixture
def report() -> CheckReport:
    """One error that counts, and the same waived in the other language."""
    findings = check([FAST], CA, ["CPS"])
    waiver = Waiver(rule="CPS", lang="en", text=FAST.text, reason="no hi ha més temps")
    tracks = [
        TrackReport("joel", "ca", ROOT / "stories/l'àvia/ca.srt", 1, findings, lines={2000: 7}),
        TrackReport("joel", "en", Path("/elsewhere/en.srt"), 1, waived=[(findings[0], waiver)]),
    ]
    return CheckReport(ROOT, tracks, {"laura": StoryError("broken", where="story.toml")})


def test_it_is_plain_data(report: CheckReport) -> None:
    report.tracks[1].open = [item("conflict", "en", (FAST,), (), since="")]
    data = json.loads(json.dumps(report.as_dict()))
    one, two = data["tracks"]
    assert not data["ok"] and data["problems"][0]["story"] == "laura"
    assert one["file"] == "stories/l'àvia/ca.srt" and two["file"] == "/elsewhere/en.srt"
    assert one["counts"] == {"error": 1, "warning": 0, "info": 0} and two["counts"]["error"] == 0
    assert one["findings"][0]["line"] == 7 and two["waived"][0]["line"] == 1
    assert two["waived"][0]["waiver"]["reason"] == "no hi ha més temps" and two["open"]["conflict"] == 1


def test_what_counts_is_what_nobody_waived_and_what_could_not_be_looked_at(report: CheckReport) -> None:
    assert report.has_errors
    report.tracks[0].findings = []
    assert report.has_errors, "a story could not be looked at"
    report.problems = {}
    assert not report.has_errors, "what was waived does not count"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_of_a_file(end: str, coding: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nUn.\n\n2\n1:01:02.500 --> 01:01:03.000\nDos.\n".replace("\n", end)
    assert line_numbers(text.encode(coding)) == {1000: 2, 3_662_500: 6}


@given(st.lists(st.integers(0, 9_000_000), unique=True, min_size=1, max_size=8))
def test_each_start_is_found_at_its_line(starts: list[int]) -> None:
    text = write_srt([Cue(start, start + 1, "a\nb") for start in sorted(starts)])
    found = line_numbers(text.encode())
    assert sorted(found) == sorted(starts)
    assert all("-->" in text.splitlines()[line - 1] for line in found.values())


def test_of_two_at_one_time_the_first_counts_and_bytes_that_are_no_text_do_no_harm() -> None:
    data = b"00:00:01,000 --> 00:00:02,000\n\xff\n00:00:01,000 --> 00:00:02,000\n"
    assert line_numbers(data) == {1000: 1}
