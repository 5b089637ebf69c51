"""What a check found, story by story and language by language, as plain data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.check.finding import SEVERITIES, Finding
from pipeline.check.risk import Risk
from pipeline.check.waivers import Waiver
from pipeline.errors import VeusError
from pipeline.review.open_items import OpenItem, count

_TIME = re.compile(r"^\s*(\d+):(\d\d):(\d\d)[,.](\d{3})\s*-->")


@dataclass(slots=True)
class TrackReport:
    """One track. file: its SRT. findings: those that count; waived: those that somebody accepted, and why. fixed: what
    --fix mended. risks: what to hear first. lines: of each start (ms) in the file, its line from 1. open: what waits
    for a person's look."""

    story: str
    lang: str
    file: Path
    cues: int = 0
    findings: list[Finding] = field(default_factory=list)
    waived: list[tuple[Finding, Waiver]] = field(default_factory=list)
    fixed: list[Finding] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    open: Sequence[OpenItem] = ()

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)

    def line_of(self, finding: Finding) -> int:
        """The line of the file at which the finding's caption begins; 1 where the file has no such time."""
        return self.lines.get(finding.start, 1)

    def as_dict(self) -> dict[str, Any]:
        return {
            "story": self.story,
            "lang": self.lang,
            "file": str(self.file),
            "cues": self.cues,
            "counts": {severity: self.count(severity) for severity in SEVERITIES},
            "findings": [self._with_line(finding) for finding in self.findings],
            "waived": [
                self._with_line(finding) | {"waiver": {"reason": waiver.reason, "by": waiver.by}}
                for finding, waiver in self.waived
            ],
            "fixed": [finding.as_dict() for finding in self.fixed],
            "risks": [risk.as_dict() for risk in self.risks],
            "open": count(self.open),
            "notes": self.notes,
        }

    def _with_line(self, finding: Finding) -> dict[str, Any]:
        return finding.as_dict() | {"line": self.line_of(finding)}


@dataclass(slots=True)
class CheckReport:
    """root: the folder that files are named from. problems: stories and files that could not be checked, by story."""

    root: Path
    tracks: list[TrackReport] = field(default_factory=list)
    problems: dict[str, VeusError] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """Whether anything that nobody has waived blocks approval, or could not be looked at."""
        return bool(self.problems) or any(track.count("error") for track in self.tracks)

    def as_dict(self) -> dict[str, Any]:
        return {
            "ok": not self.has_errors,
            "tracks": [track.as_dict() | {"file": self.relative(track.file)} for track in self.tracks],
            "problems": [{"story": story} | error.as_dict() for story, error in self.problems.items()],
        }

    def relative(self, file: Path) -> str:
        """`file` as seen from the root, with slashes."""
        return (file.relative_to(self.root) if file.is_relative_to(self.root) else file).as_posix()


def line_numbers(data: bytes) -> dict[int, int]:
    """For each start time (ms) in an SRT file, the number of its line; the first of equal ones."""
    found: dict[int, int] = {}
    for number, line in enumerate(_lines(data), 1):
        if match := _TIME.match(line):
            hours, minutes, seconds, ms = map(int, match.groups())
            found.setdefault(((hours * 60 + minutes) * 60 + seconds) * 1000 + ms, number)
    return found


def _lines(data: bytes) -> Sequence[str]:
    wide = next(
        (name for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")) if data.startswith(mark)), ""
    )
    return re.split(r"\r\n|\r|\n", data.decode(wide or "utf-8-sig", errors="replace"))
