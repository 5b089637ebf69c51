"""Small tracks for the checker's tests."""

from __future__ import annotations

from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.rules.table import check
from pipeline.cues import Cue, Word

CA, EN, ES = Context("ca"), Context("en"), Context("es")


def cue(text: str, start: int = 1000, end: int = 4000, **more: object) -> Cue:
    return Cue(start, end, text, **more)  # type: ignore[arg-type]


def spoken(
    text: str, start: int, end: int, lang: str = "ca", speaker: str | None = None, probability: float | None = 0.9
) -> list[Word]:
    """The words of `text` as heard, each with its even share of start..end (ms)."""
    texts = text.split()
    span = (end - start) / len(texts)
    return [
        Word(int(start + k * span), int(start + (k + 1) * span), word, lang, probability, speaker)
        for k, word in enumerate(texts)
    ]


def found(rule: str, *cues: Cue, context: Context = CA) -> list[Finding]:
    """What one rule says of `cues`."""
    return check(cues, context, [rule])


def one(rule: str, *cues: Cue, context: Context = CA) -> Finding:
    findings = found(rule, *cues, context=context)
    assert len(findings) == 1, [finding.message for finding in findings]
    return findings[0]


class Words:
    """A dictionary of a few words."""

    def __init__(self, text: str) -> None:
        self.known = set(text.split())

    def knows(self, word: str) -> bool:
        return word in self.known or word.lower() in self.known

    def suggest(self, word: str) -> list[str]:
        return sorted(known for known in self.known if known[:2] == word[:2])

    def suggested(self, word: str) -> list[str] | None:
        return None
