"""Findings that a reviewer has accepted, with a reason: `waivers` in a story's review.json. Only read here.

One entry: {"rule": "CPS", "lang": "ca", "text": "Gràcies a tothom.", "reason": "she speaks fast", "by": "Marta"}; its
`text` is that of the cue, lines and blanks aside, or its SHA-256 (`text_hash`; twelve digits are enough): whoever
changes the cue has to look again. What is not about a cue has the text "".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline import files
from pipeline.check.finding import Finding
from pipeline.errors import StoryError
from pipeline.layout import StoryLayout

_HASH = re.compile(r"^[0-9a-f]{12,64}$")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that may be broken by one text in one language, why, and who says so."""

    rule: str
    lang: str
    text: str
    reason: str
    by: str = ""

    def covers(self, finding: Finding, lang: str) -> bool:
        if (self.rule, self.lang) != (finding.rule, lang):
            return False
        if _HASH.match(self.text):
            return text_hash(finding.text).startswith(self.text)
        return _plain(self.text) == _plain(finding.text)


def text_hash(text: str) -> str:
    """SHA-256 of a cue's text, lines and blanks aside."""
    return files.sha256_text(_plain(text))


def _plain(text: str) -> str:
    return " ".join(text.split())


def read_waivers(paths: StoryLayout) -> tuple[Waiver, ...]:
    """The waivers of a story; none where there is no review file. Raises StoryError for a damaged file, and for a
    waiver without a reason: it would silence a finding and tell nobody why."""
    try:
        review = json.loads(paths.review_file.read_text("utf-8"))
        entries = review.get("waivers", [])
        return tuple(_waiver(entry, paths) for entry in entries)
    except FileNotFoundError:
        return ()
    except (ValueError, TypeError, AttributeError) as error:
        raise StoryError(
            "the review file cannot be read.", where=paths.review_file, remedy="Restore it from a copy."
        ) from error


def _waiver(entry: dict[str, Any], paths: StoryLayout) -> Waiver:
    texts = {key: str(entry.get(key) or "").strip() for key in ("rule", "lang", "text", "reason", "by")}
    missing = [key for key in ("rule", "lang", "reason") if not texts[key]]
    if missing:
        raise StoryError(
            f"a waiver without {' and '.join(missing)}.",
            where=paths.review_file,
            remedy="Every waiver names its rule, its language, the text of the caption, and a reason.",
        )
    return Waiver(**texts)


def waived(
    findings: Sequence[Finding], waivers: Sequence[Waiver], lang: str
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
