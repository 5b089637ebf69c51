"""A report for people and for other programs: a table for the terminal, SARIF 2.1.0, GitHub's annotations.

The texts of captions are not trusted: each format escapes them in its own way, and none lets a control character out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.actions.check_report import CheckReport, TrackReport
from pipeline.check.finding import Finding, Severity
from pipeline.check.rule_texts import phrase, title
from pipeline.check.rules.table import RULES
from pipeline.cues import Lang
from pipeline.message_catalogues import of_locale
from pipeline.messages import spoken
from pipeline.subtitles.timecode import srt_time
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "dim"}

#: Characters of a caption that a table shows.
_SHOWN = 60


# GitHub: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions


def github(report: CheckReport, lang: Lang | None = None) -> str:
    """Workflow commands, one a line, that GitHub shows at the lines of the files. Waived findings are left out.

    lang: a page language; that of the locale, where it is None.
    """
    lang = lang or of_locale()
    lines = [
        _command(_GITHUB_LEVELS[finding.severity], report, track, finding, lang)
        for track in report.tracks
        for finding in track.findings
    ]
    lines += [f"::error title={_property(story)}::{_data(str(error))}" for story, error in report.problems.items()]
    return "".join(f"{line}\n" for line in lines)


def _command(level: str, report: CheckReport, track: TrackReport, finding: Finding, lang: str) -> str:
    place = f"file={_property(report.relative(track.file))},line={track.line_of(finding)}"
    said = " ".join(part for part in (finding.say(lang), finding.say_fix(lang), f"[{finding.text}]") if part)
    return f"::{level} {place},title={_property(finding.rule)}::{_data(one_line(said))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/


def sarif(report: CheckReport, lang: Lang | None = None) -> dict[str, Any]:
    """The report as a SARIF log (JSON values). Waived findings are there as suppressed, with their reason.

    lang: a page language; that of the locale, where it is None.
    """
    lang = lang or of_locale()
    results = [
        result
        for track in report.tracks
        for result in (
            *(_result(report, track, finding, lang) for finding in track.findings),
            *(
                _result(report, track, finding, lang)
                | {"suppressions": [{"kind": "external", "status": "accepted", "justification": waiver.reason}]}
                for finding, waiver in track.waived
            ),
        )
    ]
    notes = [{"level": "error", "message": {"text": f"{story}: {error}"}} for story, error in report.problems.items()]
    run = {
        "tool": {"driver": {"name": "Veus", "version": __version__, "rules": [_rule(rule, lang) for rule in RULES]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The folder that holds stories/."}}},
        "invocations": [{"executionSuccessful": not report.problems, "toolExecutionNotifications": notes}],
        "results": results,
    }
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: str, lang: str) -> dict[str, Any]:
    entry = RULES[rule]
    return {
        "id": rule,
        "shortDescription": {"text": title(lang, rule)},
        "help": {"text": f"{title(lang, rule)} – {entry.source}"},
        "properties": {"source": entry.source, "mender": entry.mender, "levels": dict(entry.levels)},
    }


def _result(report: CheckReport, track: TrackReport, finding: Finding, lang: str) -> dict[str, Any]:
    said = " ".join(part for part in (finding.say(lang), finding.say_fix(lang)) if part)
    fingerprint = hashlib.sha256(json.dumps([track.story, track.lang, *finding.key]).encode()).hexdigest()
    return {
        "ruleId": finding.rule,
        "ruleIndex": list(RULES).index(finding.rule),
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": one_line(said)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(report.relative(track.file)), "uriBaseId": "ROOT"},
                    "region": {"startLine": track.line_of(finding)},
                },
                "message": {"text": one_line(finding.text) or "–"},
            }
        ],
        "partialFingerprints": {"veusFinding/v1": fingerprint},
        "properties": {"cue": finding.cue, "start": finding.start, "end": finding.end, "mendable": finding.mendable},
    }


# The terminal


def show(report: CheckReport, console: Console, lang: Lang | None = None) -> None:
    """A table for each track, what to hear first, and a line that sums up.

    lang: a page language; that of the terminal, where it is None.
    """
    from rich.text import Text

    lang = lang or spoken()
    for track in report.tracks:
        counts = phrase(lang, "counts", **{level: track.count(level) for level in _STYLES})
        console.print(Text(f"{report.relative(track.file)}  ", style="bold").append(counts, style="not bold"))
        for line in (line for note in track.notes for line in note.split("\n")):
            console.print(Text(f"  {one_line(line)}", style="cyan"))
        for finding in track.fixed:
            console.print(
                Text(f"  ✓ {_place(finding)} {finding.rule}: {one_line(finding.text)[:_SHOWN]}", style="green")
            )
        if track.findings or track.waived:
            console.print(_table(track, lang))
        for line in _risk_lines(track, lang):
            console.print(Text(line))
    for story, error in report.problems.items():
        console.print(Text(f"{story}: {one_line(str(error))}", style="bold red"))


def _table(track: TrackReport, lang: str) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 1), show_header=False)
    for finding in track.findings:
        fix = finding.say_fix(lang) or (phrase(lang, "person") if not finding.mendable else "")
        said = Text(one_line(finding.say(lang)))
        said.append(f" {one_line(fix)}" if fix else "", style="dim")
        level = Text(phrase(lang, finding.severity), style=_STYLES[finding.severity])
        table.add_row(_place(finding), Text(finding.rule), level, said, Text(_shown(finding), style="italic"))
    for finding, waiver in track.waived:
        said = Text(one_line(phrase(lang, "waived", reason=waiver.reason)), style="dim")
        table.add_row(
            _place(finding), Text(finding.rule, style="dim"), Text(""), said, Text(_shown(finding), style="dim")
        )
    return table


def _place(finding: Finding) -> str:
    number = f"{finding.cue}" if finding.cue else "–"
    return f"{number:>4} {srt_time(finding.start)}"


def _shown(finding: Finding) -> str:
    text = one_line(finding.text)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _risk_lines(track: TrackReport, lang: str) -> Iterator[str]:
    for risk in track.risks:
        number = f"{risk.cue}" if risk.cue else "–"
        yield f"  ♪ {number:>4} {srt_time(risk.start)} {phrase(lang, risk.kind)}: {one_line(risk.text)}"
