"""What the reader of SRT files had to mend, as findings: the file on disk still has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.check.finding import Finding, Severity
from pipeline.cues import Cue
from pipeline.messages import SOURCE, in_language

_CUE = re.compile(r"^cue (?P<label>\d+) \((?P<h>\d+):(?P<m>\d\d):(?P<s>\d\d),(?P<ms>\d{3})\)")

#: How `subtitles/srt.py` words its remarks (a test reads damaged files and holds the two together) → rule and severity.
#: An error is what players would show wrongly; whatever is not named here is a warning about the file.
KINDS: tuple[tuple[re.Pattern[str], str, Severity], ...] = (
    (re.compile(r"was still on screen when|began with cue"), "OVERLAP", "error"),
    (re.compile(r"has no text"), "EMPTY", "error"),
    (re.compile(r"ended before it started|had no length|put in order of time|cannot be read as times"), "VTT", "error"),
)
_OTHER: tuple[str, Severity] = ("VTT", "warning")


def from_remarks(remarks: Sequence[str], cues: Sequence[Cue]) -> list[Finding]:
    """A finding for each remark of `read_srt`, at the cue it speaks of where that still starts at the same time."""
    starts = {cue.start: number for number, cue in enumerate(cues, 1)}
    return [_finding(remark, cues, starts) for remark in remarks]


def _finding(remark: str, cues: Sequence[Cue], starts: dict[int, int]) -> Finding:
    said = in_language(remark, SOURCE)
    rule, severity = next(((rule, level) for form, rule, level in KINDS if form.search(said)), _OTHER)
    found = _CUE.match(said)
    at = ((int(found["h"]) * 60 + int(found["m"])) * 60 + int(found["s"])) * 1000 + int(found["ms"]) if found else 0
    number = starts.get(at) if found else None
    cue = cues[number - 1] if number else None
    return Finding(
        rule=rule,
        severity=severity,
        cue=number,
        start=at,
        end=cue.end if cue else at,
        text=cue.text if cue else "",
        measured=None,
        limit=None,
        mendable=True,
        note="read",
        fix_key="save",
        values={"remark": remark},
    )


def not_composed(data: bytes) -> list[Finding]:
    """A finding where the text of a file is not NFC: the reader composes it, other programs may not."""
    if unicodedata.is_normalized("NFC", data.decode("utf-8", errors="replace")):
        return []
    return [Finding("VTT", "warning", None, 0, 0, "", None, None, True, note="composed", fix_key="save")]
