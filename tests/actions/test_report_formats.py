import io
import json
from pathlib import Path

import pytest
from check_helpers import CA, cue
from rich.console import Console

from pipeline.actions.check_report import CheckReport, TrackReport
from pipeline.actions.report_formats import github, sarif, show
from pipeline.check.risk import Risk
from pipeline.check.rules.table import RULES, check
from pipeline.check.waivers import Waiver
from pipeline.errors import StoryError

ROOT = Path("/series")
NASTY = "50 % [bold]de tots[/]: sí,\n::error::\x1b[31mno\u202e\r"


@pytest.fixture
def report():
    findings = check([cue(NASTY, 1000, 1500), cue("Una frase de ben llarga.", 2000, 3000)], CA, ["CPS", "DUR-MIN"])
    counting, other = findings[:-1], findings[-1]
    track = TrackReport("joel", "ca", ROOT / "stories/l'àvia/ca.srt", 2, counting, lines={1000: 2, 2000: 7})
    track.waived = [(other, Waiver(rule=other.rule, lang="ca", text=other.text, reason="no hi ha més temps"))]
    track.risks = [Risk("words", 1000, 1500, 1, "to[bold]ts", 0.2)]
    track.notes = ["a note [red]of ours[/]"]
    return CheckReport(ROOT, [track], {"laura": StoryError("broken:\nvery", where="story.toml")})


def test_github_commands_stay_one_a_line_and_escape_what_people_wrote(report):
    lines = github(report).splitlines()
    assert len(lines) == len(report.tracks[0].findings) + 1
    assert all(line.startswith("::error ") for line in lines)
    assert lines[0].startswith("::error file=stories/l'àvia/ca.srt,line=2,title=CPS::")
    assert "50 %25 [bold]" in lines[0]
    assert "\x1b" not in lines[0]
    assert lines[-1] == "::error title=laura::story.toml: broken:%0Avery"


def test_github_speaks_catalan_too(report):
    assert "caràcters per segon" in github(report, "ca")


def test_sarif_has_what_its_readers_ask_for(report):
    log = sarif(report)
    json.dumps(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], [rule["id"] for rule in rules]) == ("2.1.0", list(RULES))
    first = run["results"][0]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "CPS"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "stories/l%27%C3%A0via/ca.srt", "uriBaseId": "ROOT"}
    assert place["region"] == {"startLine": 2}
    assert first["level"] == "error"
    assert len(first["partialFingerprints"]["veusFinding/v1"]) == 64
    assert run["results"][-1]["suppressions"][0]["justification"] == "no hi ha més temps"
    assert not run["invocations"][0]["executionSuccessful"]


def test_fingerprints_stay_when_a_cue_is_laid_out_anew():
    marks = []
    for text, start in (("Una frase\nde ben llarga.", 2000), ("Una frase de\nben llarga.", 2400)):
        track = TrackReport("joel", "ca", ROOT / "ca.srt", 1, check([cue(text, start, start + 1000)], CA, ["CPS"]))
        marks.append(sarif(CheckReport(ROOT, [track]))["runs"][0]["results"][0]["partialFingerprints"])
    assert marks[0] == marks[1]


@pytest.mark.parametrize("lang", ["ca", "en"])
def test_the_table_shows_text_as_it_is_and_no_control_characters(report, lang):
    out = io.StringIO()
    show(report, Console(file=out, width=400, color_system=None), lang)
    shown = out.getvalue()
    assert "50 % [bold]de tots[/]: sí, / ::error::" in shown
    assert "a note [red]of ours[/]" in shown
    assert "to[bold]ts" in shown
    assert "no hi ha més temps" in shown
    assert "\x1b" not in shown and "\u202e" not in shown


def test_the_locale_decides_where_nobody_says(report, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ca_ES.UTF-8")
    assert github(report) == github(report, "ca") != github(report, "en")
    assert sarif(report) == sarif(report, "ca")
