"""Findings that a reviewer has accepted, with a reason. They stand in a story's review.json.

One entry: {"rule": "CPS", "lang": "ca", "text": "Gràcies a tothom.", "reason": "she speaks fast", "by": "Marta"}; its
`text` is that of the cue, lines and blanks aside, or its SHA-256 (`text_hash`; twelve digits are enough): whoever
changes the cue has to look again. What is about speech without a caption has its place as text ("0:12.3–0:34.5"), and
what else is not about a cue the text "".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from pipeline import files
from pipeline.check.finding import Finding
from pipeline.cues import Lang
from pipeline.fieldtypes import NonEmpty

_HASH = re.compile(r"^[0-9a-f]{12,64}$")


class Waiver(BaseModel):
    """A rule that may be broken by one text in one language, why, who says so, and when (ISO 8601).

    Without a reason it would silence a finding and tell nobody why. Keys that people add are passed over.
    """

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    rule: NonEmpty
    lang: NonEmpty
    text: str = ""
    reason: NonEmpty
    by: str = ""
    when: str | None = None

    def covers(self, finding: Finding, lang: Lang) -> bool:
        return (self.rule, self.lang) == (finding.rule, lang) and same_text(self.text, finding.text)


def same_text(waived: str, text: str) -> bool:
    """Whether `waived` – a text, or the beginning of its hash – names `text`, lines and blanks aside."""
    if _HASH.match(waived):
        return text_hash(text).startswith(waived)
    return _plain(waived) == _plain(text)


def text_hash(text: str) -> str:
    """SHA-256 of a cue's text, lines and blanks aside."""
    return files.sha256_text(_plain(text))


def _plain(text: str) -> str:
    return " ".join(text.split())


def waived(
    findings: Sequence[Finding], waivers: Sequence[Waiver], lang: Lang
) -> tuple[list[Finding], list[tuple[Finding, Waiver]]]:
    """(findings that count, findings that somebody has accepted and by which waiver)."""
    counting: list[Finding] = []
    accepted: list[tuple[Finding, Waiver]] = []
    for finding in findings:
        waiver = next((waiver for waiver in waivers if waiver.covers(finding, lang)), None)
        if waiver:
            accepted.append((finding, waiver))
        else:
            counting.append(finding)
    return counting, accepted
